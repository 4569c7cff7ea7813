// SPDX-License-Identifier: MIT
#include "model/surname.h"

#include "base/russian.h"

#include <ctype.h>
#include <string.h>

enum { LEAST = 4, LONGEST_ENDING = 3 }; // «ivanov-oy», «ivanov-ogo»

struct str surname_slug(struct str full, struct arena *a)
{
    struct str slug = russian_slug(str_from_to(full, 0, str_find_char(full, ' ')), a);

    while (slug.len > LEAST && strchr("aeiouy", slug.ptr[slug.len - 1]))
        slug.len--;
    return slug;
}

// ---- one spelling for all transliterations -----------------------------------

// «zaitsev», «zaycev» and «zajtsev» are one name. The longest first; what stands for two sounds is
// left alone, so that «ch» is not taken for ц and х.
static const struct {
    const char *spelling, *folded;
} spellings[] = {
    { "shch", "q" }, { "sch", "q" }, { "ch", "ch" }, { "sh", "sh" }, { "zh", "zh" }, { "kh", "h" },
    { "ts", "c" },   { "yo", "e" },  { "jo", "e" },  { "x", "ks" },  { "y", "i" },   { "j", "i" },
};

enum { SPELLINGS = sizeof spellings / sizeof *spellings, LONGEST = 512, MOST = 2 };

struct folded {
    char text[LONGEST + MOST];
    struct str str;
};

static void fold(struct str slug, struct folded *out)
{
    size_t len = 0;

    while (slug.len && len < LONGEST) {
        struct str one = str_from_to(slug, 0, 1), put = one;
        for (size_t i = SPELLINGS; i-- > 0;)
            if (str_starts(slug, str_from(spellings[i].spelling))) {
                one = str_from(spellings[i].spelling);
                put = str_from(spellings[i].folded);
            }
        memcpy(out->text + len, put.ptr, put.len);
        len += put.len;
        slug = str_after(slug, one.len);
    }
    out->str = (struct str){ out->text, len };
}

// ---- words -------------------------------------------------------------------

static bool begins_word(struct str slug, struct str at)
{
    return at.ptr == slug.ptr || !islower((unsigned char)at.ptr[-1]);
}

bool surname_begins_word(struct str slug, struct str surname)
{
    struct folded in, name;

    fold(slug, &in);
    fold(surname, &name);
    struct str rest = in.str;
    for (size_t at; (at = str_find(rest, name.str)) != SIZE_MAX; rest = str_after(rest, at + 1))
        if (begins_word(in.str, str_after(rest, at)))
            return true;
    return false;
}

static size_t letters(struct str s)
{
    size_t n = 0;

    while (n < s.len && islower((unsigned char)s.ptr[n]))
        n++;
    return n;
}

bool surname_is_word(struct str slug, struct str surname)
{
    struct folded in, name;

    if (surname.len < LEAST)
        return false;
    fold(slug, &in);
    fold(surname, &name);
    struct str rest = in.str;
    for (size_t at; (at = str_find(rest, name.str)) != SIZE_MAX; rest = str_after(rest, at + 1))
        if (begins_word(in.str, str_after(rest, at)) &&
            letters(str_after(rest, at + name.str.len)) <= LONGEST_ENDING)
            return true;
    return false;
}
