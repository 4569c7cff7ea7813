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

static bool begins_word(struct str slug, struct str at)
{
    return at.ptr == slug.ptr || !islower((unsigned char)at.ptr[-1]);
}

bool surname_begins_word(struct str slug, struct str surname)
{
    struct str rest = slug;

    for (size_t at; (at = str_find(rest, surname)) != SIZE_MAX; rest = str_after(rest, at + 1))
        if (begins_word(slug, str_after(rest, at)))
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
    struct str rest = slug;

    if (surname.len < LEAST)
        return false;
    for (size_t at; (at = str_find(rest, surname)) != SIZE_MAX; rest = str_after(rest, at + 1))
        if (begins_word(slug, str_after(rest, at)) &&
            letters(str_after(rest, at + surname.len)) <= LONGEST_ENDING)
            return true;
    return false;
}
