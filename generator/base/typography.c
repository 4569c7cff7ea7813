// SPDX-License-Identifier: MIT
#include "base/typography.h"

#include <stdint.h>
#include <string.h>

#define NBSP        "\u00A0"
#define NARROW_NBSP "\u202F"

enum { QUOTE_DEPTH = 8 };

// Which quotes are open at this point of the text: '"', or the last byte of « or „.
struct quotes {
    char open[QUOTE_DEPTH];
    size_t depth;
    bool broken; // a quote without a pair: then straight quotes stay as they are
};

struct typesetter {
    struct str text;
    struct buf *out;
    struct quotes quotes;
    bool mends_quotes;
    bool mends_dots; // in this word
};

// ---- characters ------------------------------------------------------------

static bool starts_at(struct str s, size_t i, const char *what)
{
    size_t len = strlen(what);

    return s.len - i >= len && memcmp(s.ptr + i, what, len) == 0;
}

static bool starts(struct str s, const char *what)
{
    return starts_at(s, 0, what);
}

static unsigned char byte_at(struct str s, size_t i)
{
    return i < s.len ? (unsigned char)s.ptr[i] : 0;
}

static bool is_digit(struct str s)
{
    return byte_at(s, 0) >= '0' && byte_at(s, 0) <= '9';
}

// The length of the capital letter, Cyrillic or Latin, at the front of [s]; 0 when there is none.
static size_t capital(struct str s)
{
    unsigned char a = byte_at(s, 0), b = byte_at(s, 1);

    if (a >= 'A' && a <= 'Z')
        return 1;
    return a == 0xD0 && (b == 0x81 || (b >= 0x90 && b <= 0xAF)) ? 2 : 0;
}

static size_t small(struct str s)
{
    unsigned char a = byte_at(s, 0), b = byte_at(s, 1);

    if (a >= 'a' && a <= 'z')
        return 1;
    return (a == 0xD0 && b >= 0xB0) || (a == 0xD1 && (b <= 0x8F || b == 0x91)) ? 2 : 0;
}

static bool is_plain_space(char c)
{
    return c == ' ' || c == '\n' || c == '\t';
}

// Bytes that a space or a break begins with.
static const bool may_separate[256] = {
    [' '] = true, ['\n'] = true, ['\t'] = true, [TYPOGRAPHY_BREAK] = true, [0xC2] = true, [0xE2] = true,
};

// The length of the space or break at [i], 0 inside a word.
static size_t separator_at(struct str s, size_t i)
{
    unsigned char c = (unsigned char)s.ptr[i];

    if (c == 0xC2)
        return starts_at(s, i, NBSP) ? 2 : 0;
    if (c == 0xE2)
        return starts_at(s, i, NARROW_NBSP) ? 3 : 0;
    return may_separate[c] ? 1 : 0;
}

// ---- words -----------------------------------------------------------------

static struct str take_word(struct str *rest)
{
    size_t i = 0;

    while (i < rest->len && !(may_separate[(unsigned char)rest->ptr[i]] && separator_at(*rest, i)))
        i++;
    struct str word = str_from_to(*rest, 0, i);
    *rest = str_after(*rest, i);
    return word;
}

static struct str take_gap(struct str *rest)
{
    size_t i = 0, step;

    while (i < rest->len && (step = separator_at(*rest, i)) > 0)
        i += step;
    struct str gap = str_from_to(*rest, 0, i);
    *rest = str_after(*rest, i);
    return gap;
}

static struct str without_tags(struct str word)
{
    while (word.len && word.ptr[0] == TYPOGRAPHY_TAG)
        word = str_after(word, 1);
    while (word.len && word.ptr[word.len - 1] == TYPOGRAPHY_TAG)
        word.len--;
    return word;
}

static size_t opening_at(struct str s, size_t i)
{
    unsigned char c = (unsigned char)s.ptr[i];

    if (c < 0x80)
        return strchr("([\"\x01", c) ? 1 : 0;
    return starts_at(s, i, "«") ? 2 : starts_at(s, i, "„") ? 3 : 0;
}

// The word behind its brackets and quotes: «в of «в школе».
static struct str without_opening(struct str word)
{
    size_t step;

    while (word.len && word.ptr[0] && (step = opening_at(word, 0)) > 0)
        word = str_after(word, step);
    return word;
}

// ---- what holds to what ----------------------------------------------------

// 26, 12,5, 01.09.2025, 2024/2025, 3–5
static bool is_number(struct str s)
{
    if (!is_digit(s) || !is_digit(str_after(s, s.len - 1)))
        return false;
    for (size_t i = 0; i < s.len; i++)
        if (!is_digit(str_after(s, i)) && !strchr(".,:/-\xE2\x80\x93\x94", s.ptr[i]))
            return false;
    return true;
}

static size_t count_digits(struct str s)
{
    size_t i = 0;

    while (is_digit(str_after(s, i)))
        i++;
    return i;
}

// 1 000 000: a group of one to three digits, then exactly three.
static bool is_grouping(struct str left, struct str right)
{
    size_t digits = count_digits(left);

    return digits == left.len && digits <= 3 && count_digits(right) == 3;
}

static bool is_one_of(struct str word, const char *const *words)
{
    for (; *words; words++)
        if (str_is(word, *words))
            return true;
    return false;
}

static bool is_measure(struct str s)
{
    return starts(s, "%") || starts(s, "‰") || starts(s, "°") || starts(s, "₽");
}

// 5 пар, 2025 г., 100 %; but «с 10 до 12» may break after the ten.
static bool number_holds(struct str left, struct str right)
{
    static const char *const loose[] = { "а",  "в",  "и",  "к",  "о",  "с",  "у",   "во",  "до",  "за", "из",
                                         "на", "не", "но", "от", "по", "со", "для", "или", "при", NULL };

    if (!is_number(left))
        return false;
    return is_measure(right) || is_grouping(left, right) || (small(right) && !is_one_of(right, loose));
}

static bool is_one_letter_word(struct str s)
{
    static const char letters[] = "авикосуАВИКОСУ";

    for (size_t i = 0; s.len == 2 && i + 2 < sizeof letters; i += 2)
        if (memcmp(s.ptr, letters + i, 2) == 0)
            return true;
    return false;
}

enum follower {
    FOLLOWER_NUMBER = 1, // digits or Roman numerals
    FOLLOWER_NAME = 2,   // a capital letter
    FOLLOWER_SHORT = 4,  // a small letter with a full stop: т. е.
    FOLLOWER_ANY = 8,
};

static bool follows(struct str right, unsigned kinds)
{
    if (kinds & FOLLOWER_ANY)
        return true;
    if ((kinds & FOLLOWER_NUMBER) && (is_digit(right) || (right.len && strchr("IVXLC", right.ptr[0]))))
        return true;
    if ((kinds & FOLLOWER_NAME) && capital(without_opening(right)))
        return true;
    return (kinds & FOLLOWER_SHORT) && small(right) && byte_at(right, small(right)) == '.';
}

// Most words are no abbreviations; this spares them the table.
static bool may_be_abbreviation(struct str s)
{
    return s.len <= 10 && (s.ptr[s.len - 1] == '.' || starts(s, "№") || starts(s, "§"));
}

// [after_number] tells the «г.» of «2025 г. Приказ», which ends something, from
// that of «г. Томск».
static bool abbreviation_holds(struct str left, struct str right, bool after_number)
{
    static const struct {
        const char *word;
        unsigned followers;
    } rows[] = {
        { "№", FOLLOWER_ANY },        { "№№", FOLLOWER_ANY },
        { "§", FOLLOWER_ANY },        { "§§", FOLLOWER_ANY },
        { "абз.", FOLLOWER_NUMBER },  { "г.", FOLLOWER_NAME },
        { "гл.", FOLLOWER_NUMBER },   { "д.", FOLLOWER_NUMBER },
        { "им.", FOLLOWER_NAME },     { "каб.", FOLLOWER_NUMBER },
        { "кв.", FOLLOWER_NUMBER },   { "п.", FOLLOWER_NUMBER },
        { "подп.", FOLLOWER_NUMBER }, { "пос.", FOLLOWER_NAME },
        { "пп.", FOLLOWER_NUMBER },   { "прил.", FOLLOWER_NUMBER },
        { "разд.", FOLLOWER_NUMBER }, { "рис.", FOLLOWER_NUMBER },
        { "с.", FOLLOWER_NUMBER },    { "ст.", FOLLOWER_NUMBER },
        { "стр.", FOLLOWER_NUMBER },  { "т.", FOLLOWER_NUMBER | FOLLOWER_SHORT },
        { "табл.", FOLLOWER_NUMBER }, { "тел.", FOLLOWER_NUMBER },
        { "ул.", FOLLOWER_NAME },     { "ч.", FOLLOWER_NUMBER },
    };

    for (size_t i = 0; may_be_abbreviation(left) && i < sizeof rows / sizeof *rows; i++)
        if (str_is(left, rows[i].word))
            return follows(right, rows[i].followers & (after_number ? ~(unsigned)FOLLOWER_NAME : ~0u));
    return false;
}

// The length of «И.» or «И.О.» at the front of [s].
static size_t initials(struct str s)
{
    size_t i = 0, letter;

    while ((letter = capital(str_after(s, i))) > 0 && byte_at(s, i + letter) == '.')
        i += letter + 1;
    return i;
}

// An initial and nothing more, apart from punctuation: «О.», «О.),» but not «О.с».
static bool is_initials(struct str s)
{
    size_t i = initials(s);
    struct str tail = str_after(s, i);

    return i > 0 && !capital(tail) && !small(tail) && !is_digit(tail);
}

static bool is_name(struct str s)
{
    size_t first = capital(s);

    return first && small(str_after(s, first));
}

static bool ends_with_letter(struct str s)
{
    unsigned char lead = s.len > 1 ? byte_at(s, s.len - 2) : 0;

    return lead == 0xD0 || lead == 0xD1;
}

// «И. О. Фамилия», «Фамилия И. О.»
static bool initials_hold(struct str left, struct str right)
{
    if (initials(left) == left.len && left.len)
        return is_initials(right) || is_name(right);
    return is_name(left) && ends_with_letter(left) && is_initials(right);
}

static bool is_dash(struct str word, struct str rest)
{
    if (word.len == 1)
        return word.ptr[0] == '-' && rest.len > 0;
    return word.len == 3 && (starts(word, "—") || starts(word, "–"));
}

// Whether the space between two words must not break.
static bool holds(struct str left, struct str right, bool after_number)
{
    left = without_opening(left);
    if (str_empty(left) || str_empty(right))
        return false;
    return is_one_letter_word(left) || number_holds(left, right) || initials_hold(left, right) ||
           abbreviation_holds(left, right, after_number);
}

// ---- quotes ----------------------------------------------------------------

static bool is_boundary_before(struct str s, size_t end)
{
    static const char *const boundaries[] = { NBSP, NARROW_NBSP, "«", "„", "–", "—", NULL };
    const struct str before = str_from_to(s, 0, end);

    if (end == 0 || strchr(" \n\t\x03([-/", s.ptr[end - 1]))
        return true;
    for (const char *const *b = boundaries; *b; b++)
        if (str_ends(before, str_from(*b)))
            return true;
    return false;
}

// Whether the straight quote at [i] opens: nothing but a boundary before it and a word after.
static bool quote_opens(struct str s, size_t i)
{
    size_t before = i, after = i + 1;

    while (before > 0 && strchr("\"\x01", s.ptr[before - 1]))
        before--;
    while (after < s.len && strchr("\"\x01", s.ptr[after]))
        after++;
    return is_boundary_before(s, before) && after < s.len && !separator_at(s, after);
}

static void quote_push(struct quotes *q, char kind)
{
    if (q->depth == QUOTE_DEPTH)
        q->broken = true;
    else
        q->open[q->depth++] = kind;
}

static void quote_pop(struct quotes *q, char kind)
{
    if (q->depth == 0 || q->open[q->depth - 1] != kind)
        q->broken = true;
    else
        q->depth--;
}

static bool is_open(const struct quotes *q, char kind)
{
    return q->depth > 0 && q->open[q->depth - 1] == kind;
}

// Passes the byte at [i]; gives what a straight quote there turns into, else NULL.
static const char *quote_step(struct quotes *q, struct str s, size_t i)
{
    if (s.ptr[i] == '"' && quote_opens(s, i)) {
        quote_push(q, '"');
        return q->depth <= 1 ? "«" : "„";
    }
    if (s.ptr[i] == '"') {
        quote_pop(q, '"');
        return q->depth == 0 ? "»" : "“";
    }
    if (starts_at(s, i, "«"))
        quote_push(q, '\xAB');
    else if (starts_at(s, i, "»"))
        quote_pop(q, '\xAB');
    else if (starts_at(s, i, "„"))
        quote_push(q, '\x9E');
    else if (starts_at(s, i, "“") && is_open(q, '\x9E'))
        quote_pop(q, '\x9E');
    return NULL;
}

static bool may_mend_quotes(struct str text)
{
    struct quotes q = { .depth = 0 };

    if (str_find_char(text, '"') == SIZE_MAX)
        return false;
    for (size_t i = 0; i < text.len && !q.broken; i++)
        quote_step(&q, text, i);
    return q.depth == 0 && !q.broken;
}

// ---- setting ---------------------------------------------------------------

static bool is_ellipsis(struct str s, size_t i)
{
    return starts_at(s, i, "...") && byte_at(s, i + 3) != '.' && (i == 0 || s.ptr[i - 1] != '.');
}

// An address typed into running text keeps its dots.
static bool is_address(struct str word)
{
    return str_find_char(word, '/') != SIZE_MAX || str_find_char(word, '@') != SIZE_MAX;
}

// Puts what stands for the byte at [i] of [word]; returns how many bytes that took.
static size_t put_mended(struct typesetter *t, struct str word, size_t i)
{
    const char *quote =
        t->mends_quotes ? quote_step(&t->quotes, t->text, (size_t)(word.ptr + i - t->text.ptr)) : NULL;

    if (quote) {
        buf_put(t->out, str_from(quote));
        return 1;
    }
    if (word.ptr[i] == '.' && t->mends_dots && is_ellipsis(word, i)) {
        BUF_PUT(t->out, "…");
        return 3;
    }
    buf_char(t->out, word.ptr[i]);
    return 1;
}

static void put_word(struct typesetter *t, struct str word)
{
    t->mends_dots = str_find_char(word, '.') != SIZE_MAX && !is_address(word);
    if (!t->mends_quotes && !t->mends_dots) {
        buf_put(t->out, word);
        return;
    }
    for (size_t i = 0; i < word.len;)
        i += put_mended(t, word, i);
}

static void put_dash(struct typesetter *t, struct str word)
{
    for (size_t i = 0; i < word.len; i++)
        if (word.ptr[i] == '-')
            BUF_PUT(t->out, "–");
        else
            buf_char(t->out, word.ptr[i]);
}

static void put_gap(struct typesetter *t, struct str gap, bool held)
{
    for (size_t i = 0; held && i < gap.len; i++)
        held = is_plain_space(gap.ptr[i]);
    buf_put(t->out, held ? STR(NBSP) : gap);
}

void typography(struct str text, struct buf *out)
{
    struct typesetter t = { .text = text, .out = out, .mends_quotes = may_mend_quotes(text) };
    struct str rest = text, left = { 0 };
    bool after_number = false;

    while (rest.len) {
        struct str gap = take_gap(&rest), word = take_word(&rest), bare = without_tags(word);
        bool dash = is_dash(bare, rest);

        put_gap(&t, gap, left.len && (dash || holds(left, bare, after_number)));
        if (dash && gap.len && left.len)
            put_dash(&t, word);
        else
            put_word(&t, word);
        after_number = is_number(without_opening(left));
        left = bare;
    }
}
