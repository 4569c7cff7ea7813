// SPDX-License-Identifier: MIT
#include "document/facts_text.h"

#include "base/letter.h"

// No Russian word on a paper is longer than LETTERS_OF_WORD. Letters on a page below which it holds no text:
// a number, a heading. On a page that is a picture, up to a stamp of an electronic signature.
enum { LETTERS_OF_WORD = 25, LETTERS_OF_PAGE = 30, LETTERS_OF_STAMP = 250, LETTERS_TO_JUDGE = 60 };

// Shares in percent. Russian prose has two thirds of its letters among the ten
// commonest, over two fifths vowels, and every sixth word of one letter; the
// bounds leave room for lists, names and the other languages of the country.
enum {
    CYRILLIC_LEAST = 50,
    COMMON_LEAST = 45,
    VOWELS_LEAST = 28,
    VOWELS_MOST = 58,
    MIXED_MOST = 15,
    HUMPED_MOST = 15,
    SINGLE_MOST = 45,
    STRANGE_MOST = 10,
    LATIN_COMMON_LEAST = 60,
    GLUED_MOST = 20,
};

struct statistics {
    size_t letters, cyrillic, common, vowels; // common and vowels: of the Cyrillic ones
    size_t latin_common;
    size_t words, mixed, single, humped; // humped: «HacTaBHnK», a capital behind a small letter
    size_t glued;                        // letters of words that are too long to be one
    size_t characters, strange;          // strange: what no font for people shows
};

struct word {
    size_t letters, cyrillic, latin;
    bool small, humped; // has small letters; has a capital behind one
};

// Sets of small letters as bits, а being the first: every letter of a region's
// documents passes here.
#define RU(c) ((uint32_t)1 << (U##c - U'а'))
#define EN(c) ((uint32_t)1 << ((c) - 'a'))
static const uint32_t common_russian =
    RU('о') | RU('е') | RU('а') | RU('и') | RU('н') | RU('т') | RU('с') | RU('р') | RU('в') | RU('л');
static const uint32_t russian_vowels =
    RU('а') | RU('е') | RU('и') | RU('о') | RU('у') | RU('ы') | RU('э') | RU('ю') | RU('я');
static const uint32_t common_latin = EN('e') | EN('t') | EN('a') | EN('o') | EN('i') | EN('n') | EN('s') |
                                     EN('h') | EN('r') | EN('d') | EN('l');

static bool is_in(uint32_t set, uint32_t c, uint32_t first)
{
    return c >= first && c - first < 32 && (set >> (c - first) & 1);
}

// Vowels of other languages of the country that Russian has not.
static bool is_other_vowel(uint32_t c)
{
    static const uint32_t vowels[] = {
        U'ё', U'і', U'ү', U'ұ', U'ӑ', U'ӓ', U'ӗ', U'ә', U'ӧ', U'ө', U'ӱ', U'ӹ'
    };

    for (size_t i = 0; i < sizeof vowels / sizeof *vowels; i++)
        if (c == vowels[i])
            return true;
    return false;
}

static bool is_cyrillic(uint32_t c)
{
    return (c >= 0x400 && c < 0x530) || (c >= 0x1C80 && c < 0x1C90);
}

static bool is_latin(uint32_t c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c >= 0xC0 && c < 0x250 && c != 0xD7 && c != 0xF7);
}

// Private characters, replacement marks and the letters that a wrong code page
// makes of Russian ones.
static bool is_strange(uint32_t c)
{
    return c == 0xFFFD || (c >= 0xE000 && c < 0xF900) || (c >= 0xA1 && c < 0xAB && c != 0xA7 && c != 0xA9) ||
           (c >= 0xC0 && c < 0x250) || (c >= 0x2500 && c < 0x25A0);
}

static void end_word(struct statistics *s, struct word *w)
{
    if (w->letters) {
        s->words++;
        s->single += w->letters == 1;
        s->mixed += w->cyrillic > 0 && w->latin > 0;
        s->humped += w->humped;
        s->glued += w->letters > LETTERS_OF_WORD ? w->letters : 0;
    }
    *w = (struct word){ 0 };
}

static void count_letter(struct statistics *s, struct word *w, const struct letter *l)
{
    const uint32_t c = l->lower;
    bool cyrillic = is_cyrillic(c), capital = l->written != c;

    s->letters++;
    s->cyrillic += cyrillic;
    s->common += is_in(common_russian, c, U'а') || c == U'ё';
    s->vowels += is_in(russian_vowels, c, U'а') || (c >= 0x450 && is_other_vowel(c));
    s->latin_common += is_in(common_latin, c, 'a');
    w->letters++;
    w->cyrillic += cyrillic;
    w->latin += !cyrillic;
    w->humped |= capital && w->small;
    w->small |= !capital;
}

static void count(struct str text, struct statistics *s)
{
    struct word w = { 0 };
    struct letter l;

    while (letter_next(&text, &l)) {
        bool space = letter_is_space(l.lower) || l.lower == '\n' || l.lower == '\r';
        s->characters += !space;
        s->strange += is_strange(l.written);
        if (is_cyrillic(l.lower) || is_latin(l.lower))
            count_letter(s, &w, &l);
        else
            end_word(s, &w);
    }
    end_word(s, &w);
}

static size_t percent(size_t part, size_t whole)
{
    return whole ? part * 100 / whole : 0;
}

// A document in another language with Latin letters is no soup.
static bool is_latin_prose(const struct statistics *s)
{
    return percent(s->cyrillic, s->letters) < 5 &&
           percent(s->latin_common, s->letters) >= LATIN_COMMON_LEAST &&
           percent(s->strange, s->characters) < 2 && percent(s->humped, s->words) < HUMPED_MOST;
}

static const char *fault_of_words(const struct statistics *s)
{
    if (percent(s->humped, s->words) > HUMPED_MOST)
        return "строчные и прописные буквы перемешаны внутри слов";
    if (percent(s->single, s->words) > SINGLE_MOST)
        return "слова рассыпаны на отдельные буквы";
    return percent(s->glued, s->letters) > GLUED_MOST ? "слова слиплись: между ними нет пробелов" : "";
}

static struct str fault_of(const struct statistics *s, struct arena *a)
{
    size_t cyrillic = percent(s->cyrillic, s->letters), vowels = percent(s->vowels, s->cyrillic);

    if (s->letters < LETTERS_TO_JUDGE || is_latin_prose(s))
        return percent(s->strange, s->characters) > 50 ? STR("вместо букв стоят знаки без значения")
                                                       : STR("");
    if (percent(s->strange, s->characters) > STRANGE_MOST)
        return STR("вместо русских букв стоят посторонние знаки");
    if (cyrillic < CYRILLIC_LEAST)
        return str_format(a, "русских букв только %zu %%", cyrillic);
    if (percent(s->mixed, s->words) > MIXED_MOST)
        return str_format(a, "русские и латинские буквы смешаны в %zu %% слов", percent(s->mixed, s->words));
    if (*fault_of_words(s))
        return str_from(fault_of_words(s));
    if (percent(s->common, s->cyrillic) < COMMON_LEAST || vowels < VOWELS_LEAST || vowels > VOWELS_MOST)
        return STR("буквы не складываются в русские слова");
    return STR("");
}

struct str facts_text_fault(struct str text, struct arena *a)
{
    struct statistics s = { 0 };

    count(text, &s);
    return fault_of(&s, a);
}

// A page that is a picture: whether it lacks text, and how sharp it is.
static void look_at_scan(struct document_facts *facts, const struct facts_page *page, size_t letters)
{
    facts->scanned += letters < LETTERS_OF_STAMP;
    if (facts->dpi == FIELD_INT_ABSENT || page->dpi < facts->dpi)
        facts->dpi = page->dpi;
}

void facts_judge_text(struct document_facts *facts, struct arena *a)
{
    struct statistics s = { 0 };
    size_t most_letters = 0;

    for (LIST_EACH(const struct facts_page, page, facts->read)) {
        size_t before = s.letters;
        count(page->text, &s);
        size_t letters = s.letters - before;
        if (page->dpi > 0)
            look_at_scan(facts, page, letters);
        if (letters > most_letters)
            most_letters = letters;
    }
    facts->text_fault = fault_of(&s, a);
    if (!str_empty(facts->text_fault))
        facts->text_layer = TEXT_GARBAGE;
    else if (most_letters < LETTERS_OF_PAGE || (size_t)facts->scanned == facts->read.count)
        facts->text_layer = TEXT_ABSENT;
    else
        facts->text_layer = TEXT_READABLE;
    if (facts->read.count == 0 || facts->locked)
        facts->text_layer = TEXT_UNKNOWN;
}

// ---- names ---------------------------------------------------------------------------

static bool is_name_word(struct str word)
{
    struct letter first, next;
    size_t letters = 1;

    if (!letter_next(&word, &first) || first.written == first.lower || !is_cyrillic(first.lower))
        return false;
    for (bool dash = false; letter_next(&word, &next); letters++) {
        bool small = next.written == next.lower;
        if (!letter_is_dash(next.lower) && (!is_cyrillic(next.lower) || small == dash))
            return false;
        dash = letter_is_dash(next.lower); // «Римский-Корсаков»
    }
    return letters >= 3;
}

static bool is_patronymic(struct str word)
{
    // «Никитич», «Фомич», «Лукич», «Ильич» have no «вич».
    static const char *const endings[] = { "вич", "вна", "ична", "ьич", "кич", "мич", "тич" };

    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (str_ends(word, str_from(endings[i])))
            return is_name_word(word);
    return false;
}

// «И.И.», «И.», «ИИ» would be too doubtful.
static bool is_initials(struct str word)
{
    struct letter l;
    size_t letters = 0, dots = 0;

    while (letter_next(&word, &l)) {
        dots += l.written == '.';
        letters += l.written != '.';
        if (l.written != '.' && (l.written == l.lower || !is_cyrillic(l.lower)))
            return false;
    }
    return dots && letters >= 1 && letters <= 2;
}

bool facts_names_person(struct str line)
{
    struct str word;
    size_t names = 0, others = 0;
    bool patronymic = false, initials = false;

    while (str_split(&line, ' ', &word)) {
        if (str_empty(word))
            continue;
        patronymic |= is_patronymic(word);
        initials |= is_initials(word);
        names += is_name_word(word);
        others += !is_name_word(word) && !is_initials(word);
    }
    return others == 0 && names <= 3 && ((patronymic && names >= 2) || (initials && names == 1));
}
