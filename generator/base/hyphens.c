// SPDX-License-Identifier: MIT
#include "base/hyphens.h"

#include "base/buf.h"
#include "base/letter.h"
#include "base/utf8.h"

#define SOFT_HYPHEN "\u00ad"

enum {
    LONG_WORD = 10, // letters; shorter ones fit any line
    WORD_LETTERS = 64,
    EDGE = 3, // letters that stay together at either end
};

// A word of Russian letters: where each of them begins in its text, and its sort.
struct word {
    char sorts[WORD_LETTERS + 1]; // V a vowel, C a consonant, X one of ь ъ й, NUL behind the last
    size_t starts[WORD_LETTERS];
    size_t letters;
};

// Sorts around a place of division, '|'; '*' is any letter.
static const char *const rules[] = { "X|**", "V|V*", "VC|CV", "CV|CV", "VC|CCV", "VCC|CCV" };

static char sort_of(uint32_t lower)
{
    static const uint32_t vowels[] = { u'а', u'е', u'ё', u'и', u'о', u'у', u'ы', u'э', u'ю', u'я' };

    for (size_t i = 0; i < sizeof vowels / sizeof *vowels; i++)
        if (vowels[i] == lower)
            return 'V';
    if (lower == u'ь' || lower == u'ъ' || lower == u'й')
        return 'X';
    return lower >= u'а' && lower <= u'я' ? 'C' : '\0';
}

static bool matches(const char *sorts, const char *rule)
{
    for (; *rule; rule++) {
        if (*rule == '|')
            continue;
        if (*sorts == '\0' || (*rule != '*' && *rule != *sorts))
            return false;
        sorts++;
    }
    return true;
}

static bool divides(const struct word *w, size_t at)
{
    if (at < EDGE || at + EDGE > w->letters)
        return false;
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
        size_t before = str_find_char(str_from(rules[i]), '|');
        if (before <= at && matches(w->sorts + at - before, rules[i]))
            return true;
    }
    return false;
}

// [text] ends with the word.
static void put_word(struct buf *out, struct str text, const struct word *w)
{
    size_t from = 0;

    for (size_t i = 1; w->letters >= LONG_WORD && i < w->letters; i++) {
        if (!divides(w, i))
            continue;
        buf_put(out, str_from_to(text, from, w->starts[i]));
        BUF_PUT(out, SOFT_HYPHEN);
        from = w->starts[i];
    }
    buf_put(out, str_after(text, from));
}

struct str hyphens_soft(struct str text, struct arena *a)
{
    struct buf out = buf_new(a, SIZE_MAX / 2);
    struct str rest = text;
    struct word w = { 0 };
    size_t from = 0;

    for (bool more = true; more;) {
        struct letter l = { 0 };
        size_t at = text.len - rest.len;
        more = letter_next(&rest, &l);
        char sort = more ? sort_of(l.lower) : '\0';
        if (!sort || w.letters == WORD_LETTERS) {
            put_word(&out, str_from_to(text, from, at), &w);
            w = (struct word){ 0 };
            from = at;
        }
        if (sort) {
            w.sorts[w.letters] = sort;
            w.starts[w.letters++] = at - from;
        }
    }
    buf_put(&out, str_after(text, from));
    return buf_str(&out);
}
