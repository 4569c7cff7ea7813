// SPDX-License-Identifier: MIT
#include "base/russian.h"

#include "base/letter.h"
#include "base/utf8.h"

#define NBSP "\u00a0"

enum { SLUG_BYTES = 80, YO = 0x451, YE = 0x435, FIRST_LETTER = 0x430, LAST_LETTER = 0x44F };

// ---- plurals ---------------------------------------------------------------

enum plural { ONE, FEW, MANY };

static enum plural plural_of(int64_t n)
{
    uint64_t positive = n < 0 ? 0 - (uint64_t)n : (uint64_t)n;
    uint64_t last = positive % 10, last_two = positive % 100;

    if (last_two >= 11 && last_two <= 14)
        return MANY;
    if (last == 1)
        return ONE;
    return last >= 2 && last <= 4 ? FEW : MANY;
}

const char *russian_plural(int64_t n, const char *one, const char *few, const char *many)
{
    return (const char *const[]){ one, few, many }[plural_of(n)];
}

struct str russian_plural_str(int64_t n, struct str one, struct str few, struct str many)
{
    return (const struct str[]){ one, few, many }[plural_of(n)];
}

// ---- the alphabet ----------------------------------------------------------

// а … я in Latin letters, Doc 9303, part 3, section 6.
static const char *const latin[] = { "a",  "b",  "v",  "g",    "d",  "e", "zh", "z", "i",  "i", "k",
                                     "l",  "m",  "n",  "o",    "p",  "r", "s",  "t", "u",  "f", "kh",
                                     "ts", "ch", "sh", "shch", "ie", "y", "",   "e", "iu", "ia" };

// Letters of the other languages of Russia and its neighbours: names of people
// and places contain them. Each stands behind [after] in the alphabet; Doc 9303
// says nothing of most, so they are spelled by their sound.
static const struct neighbour {
    uint32_t letter, after;
    const char *latin;
} neighbours[] = {
    { 0x4D9, 0x430, "a" },  { 0x491, 0x433, "g" }, { 0x493, 0x433, "g" },  { 0x454, 0x435, "ie" },
    { 0x497, 0x436, "zh" }, { 0x499, 0x437, "z" }, { 0x456, 0x438, "i" },  { 0x457, 0x438, "i" },
    { 0x458, 0x439, "j" },  { 0x49B, 0x43A, "k" }, { 0x4A1, 0x43A, "k" },  { 0x4A3, 0x43D, "n" },
    { 0x4A5, 0x43D, "n" },  { 0x4E9, 0x43E, "o" }, { 0x4AB, 0x441, "s" },  { 0x45E, 0x443, "u" },
    { 0x4AF, 0x443, "u" },  { 0x4B1, 0x443, "u" }, { 0x4BB, 0x445, "kh" },
};

static const struct neighbour *neighbour_find(uint32_t c)
{
    for (size_t i = 0; i < sizeof neighbours / sizeof *neighbours; i++)
        if (neighbours[i].letter == c)
            return &neighbours[i];
    return NULL;
}

static bool is_russian(uint32_t lower)
{
    return (lower >= FIRST_LETTER && lower <= LAST_LETTER) || lower == YO;
}

static bool is_digit(uint32_t c)
{
    return c >= '0' && c <= '9';
}

static bool is_latin(uint32_t lower)
{
    return (lower >= 'a' && lower <= 'z') || (lower >= 0xDF && lower <= 0x24F && lower != 0xF7);
}

// ---- order -----------------------------------------------------------------

// Order of kinds of characters; inside a kind the weight decides.
enum { KIND_END, KIND_SPACE, KIND_SIGN, KIND_DIGITS, KIND_CYRILLIC, KIND_LATIN, KIND_OTHER };

// What one step of the comparison looks at: a letter or a whole run of digits.
struct element {
    int kind;
    uint32_t weight;
    struct str digits; // without leading zeros
    bool yo, capital;
};

static uint32_t cyrillic_weight(uint32_t lower)
{
    const struct neighbour *n = neighbour_find(lower);
    uint32_t place = n ? n->after : lower == YO ? YE : lower;

    return place << 8 | (n ? (uint32_t)(n - neighbours) + 1 : 0);
}

static struct element element_of_letter(uint32_t lower)
{
    if (letter_is_space(lower))
        return (struct element){ .kind = KIND_SPACE };
    if (letter_is_dash(lower))
        return (struct element){ .kind = KIND_SIGN, .weight = '-' };
    if (lower >= 0x400 && lower <= 0x52F)
        return (struct element){ KIND_CYRILLIC, cyrillic_weight(lower), .yo = lower == YO };
    if (is_latin(lower))
        return (struct element){ .kind = KIND_LATIN, .weight = lower };
    bool sign = lower < 0xC0 || (lower >= 0x2000 && lower <= 0x2BFF);
    return (struct element){ .kind = sign ? KIND_SIGN : KIND_OTHER, .weight = lower };
}

static struct str take_digits(struct str *rest)
{
    size_t zeros = 0, end;

    while (zeros < rest->len && rest->ptr[zeros] == '0')
        zeros++;
    for (end = zeros; end < rest->len && is_digit((unsigned char)rest->ptr[end]);)
        end++;
    struct str digits = str_from_to(*rest, zeros, end);
    *rest = str_after(*rest, end);
    return digits;
}

static struct element element_next(struct str *rest)
{
    struct letter l;

    if (!str_empty(*rest) && is_digit((unsigned char)rest->ptr[0]))
        return (struct element){ .kind = KIND_DIGITS, .digits = take_digits(rest) };
    if (!letter_next(rest, &l))
        return (struct element){ .kind = KIND_END };
    struct element e = element_of_letter(l.lower);
    e.capital = l.written != l.lower;
    return e;
}

static int order(uint64_t a, uint64_t b)
{
    return (a > b) - (a < b);
}

static int element_compare(const struct element *a, const struct element *b)
{
    if (a->kind != b->kind)
        return order((uint64_t)a->kind, (uint64_t)b->kind);
    if (a->kind != KIND_DIGITS)
        return order(a->weight, b->weight);
    return a->digits.len == b->digits.len ? str_compare(a->digits, b->digits)
                                          : order(a->digits.len, b->digits.len);
}

// Differences of ё and of case are remembered, the first of each, and decide
// only between texts that are otherwise equal; bytes decide last, so that
// nothing but the same text compares equal.
int russian_compare(struct str a, struct str b)
{
    const size_t same = str_common(a, b, ' ');
    struct str left = str_after(a, same), right = str_after(b, same);
    int by_yo = 0, by_case = 0;

    for (;;) {
        struct element x = element_next(&left), y = element_next(&right);
        int primary = element_compare(&x, &y);
        if (primary)
            return primary;
        if (x.kind == KIND_END)
            break;
        if (!by_yo)
            by_yo = order(x.yo, y.yo);
        if (!by_case)
            by_case = order(x.capital, y.capital);
    }
    if (by_yo)
        return by_yo;
    return by_case ? by_case : str_compare(a, b);
}

// ---- folding ---------------------------------------------------------------

static uint32_t folded(uint32_t lower)
{
    if (letter_is_dash(lower))
        return '-';
    return lower == YO ? YE : lower;
}

struct str russian_fold(struct str s, struct arena *a)
{
    struct buf b = buf_new(a, 3 * s.len + 1); // a broken byte becomes a character of three
    bool space_before = false;
    struct letter l;

    while (letter_next(&s, &l)) {
        if (letter_is_space(l.lower)) {
            space_before = b.len > 0;
            continue;
        }
        const uint32_t c = folded(l.lower);
        if (space_before && c != '-' && b.ptr[b.len - 1] != '-')
            buf_char(&b, ' ');
        space_before = false;
        utf8_put(&b, c);
    }
    return buf_str(&b);
}

// ---- slugs -----------------------------------------------------------------

// The Latin letters of one character, NULL for what separates words.
static const char *romanised(uint32_t lower)
{
    if (is_russian(lower))
        return latin[(lower == YO ? YE : lower) - FIRST_LETTER];
    const struct neighbour *n = neighbour_find(lower);
    return n ? n->latin : NULL;
}

static void slug_put(struct buf *b, uint32_t lower, bool *gap)
{
    bool plain = is_digit(lower) || (lower >= 'a' && lower <= 'z');
    const char *spelled = plain ? NULL : romanised(lower);

    if (!plain && !spelled) {
        *gap = b->len > 0;
        return;
    }
    if (*gap && (plain || *spelled)) {
        buf_char(b, '-');
        *gap = false;
    }
    if (plain)
        buf_char(b, (char)lower);
    else
        buf_put(b, str_from(spelled));
}

// At most [max] bytes of [slug], whole words if there is more than one.
static struct str cut_at_word(struct str slug, size_t max)
{
    if (slug.len <= max)
        return slug;
    for (size_t end = max; end > 0; end--)
        if (slug.ptr[end] == '-')
            return str_from_to(slug, 0, end);
    return str_from_to(slug, 0, max);
}

struct str russian_slug_within(struct str s, size_t max, struct arena *a)
{
    struct buf b = buf_new(a, 3 * s.len + 1); // щ: two bytes become four, and a dash
    bool gap = false;
    struct letter l;

    while (letter_next(&s, &l))
        slug_put(&b, l.lower, &gap);
    return b.len ? cut_at_word(buf_str(&b), max) : STR("x");
}

struct str russian_slug(struct str s, struct arena *a)
{
    return russian_slug_within(s, SLUG_BYTES, a);
}

// ---- names of people -------------------------------------------------------

// Words of a surname that are no surname by themselves, and the tails of
// Turkic patronymics, which have no initial.
static const char *const particles[] = { "фон", "де", "дер", "ван", "ди",  "да",  "дель",
                                         "дю",  "ла", "ле",  "тер", "аль", "эль", "бен" };
static const char *const tails[] = { "оглы", "оглу", "кызы", "гызы", "улы", "уулу", "угли" };

static bool is_among(struct str word, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (str_is(word, words[i]))
            return true;
    return false;
}

static bool is_particle(struct str word)
{
    return is_among(word, particles, sizeof particles / sizeof *particles);
}

static bool is_tail(struct str word)
{
    return is_among(word, tails, sizeof tails / sizeof *tails);
}

// The next word of a name; a full stop ends one too («М.П.» is two).
static bool word_next(struct str *rest, struct str *word)
{
    struct str start = *rest, before = *rest;
    struct letter l;

    while (letter_next(rest, &l)) {
        if (letter_is_space(l.lower) || l.lower == '.') {
            *word = str_from_to(start, 0, start.len - before.len);
            if (word->len)
                return true;
            start = *rest;
        }
        before = *rest;
    }
    *word = start;
    return word->len > 0;
}

static void put_word(struct buf *b, struct str word)
{
    struct letter l;

    while (letter_next(&word, &l))
        utf8_put(b, l.written);
}

// «Анна-Мария» is «А.-М.»
static void put_initials(struct buf *b, struct str word)
{
    bool first = true, wanted = true;
    struct letter l;

    while (letter_next(&word, &l)) {
        if (letter_is_dash(l.lower)) {
            wanted = true;
        } else if (wanted) {
            if (!first)
                buf_char(b, '-');
            utf8_put(b, l.written);
            buf_char(b, '.');
            first = wanted = false;
        }
    }
}

// An initial of a one-letter word grows to itself, a full stop and a no-break space.
static struct buf name_buf(struct str full_name, struct arena *a)
{
    return buf_new(a, 4 * full_name.len + 8);
}

struct str russian_short_name(struct str full_name, struct arena *a)
{
    struct buf b = name_buf(full_name, a);
    bool in_surname = true;
    struct str word;

    while (word_next(&full_name, &word)) {
        if (in_surname) {
            if (b.len)
                buf_char(&b, ' ');
            put_word(&b, word);
            in_surname = is_particle(word);
        } else if (!is_tail(word)) {
            BUF_PUT(&b, NBSP);
            put_initials(&b, word);
        }
    }
    return buf_str(&b);
}

struct str russian_initials(struct str full_name, struct arena *a)
{
    struct buf b = name_buf(full_name, a);
    struct str word;

    while (word_next(&full_name, &word)) {
        if (is_particle(word) || is_tail(word))
            continue;
        if (b.len)
            BUF_PUT(&b, NBSP);
        put_initials(&b, word);
    }
    return buf_str(&b);
}

struct str russian_size(int64_t bytes, struct arena *a)
{
    const int64_t kib = 1024, mib = 1024 * 1024;

    if (bytes < kib)
        return str_format(a, "%lld\u00a0Б", (long long)(bytes < 0 ? 0 : bytes));
    if (bytes / kib + (bytes % kib >= kib / 2) < kib)
        return str_format(a, "%lld\u00a0КБ", (long long)((bytes + kib / 2) / kib));
    int64_t tenths = bytes / mib * 10 + (bytes % mib * 10 + mib / 2) / mib;
    return str_format(a, "%lld,%lld\u00a0МБ", (long long)(tenths / 10), (long long)(tenths % 10));
}

struct str russian_monogram(struct str shown_name, struct arena *a)
{
    struct buf b = name_buf(shown_name, a);
    struct str word;
    struct letter l;

    for (int letters = 0; letters < 2 && word_next(&shown_name, &word);)
        if (letter_next(&word, &l) && l.written != l.lower) {
            utf8_put(&b, l.written);
            letters++;
        }
    return buf_str(&b);
}
