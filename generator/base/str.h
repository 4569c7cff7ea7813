// SPDX-License-Identifier: MIT
// A str is a borrowed view of bytes: two words, passed by value, never freed,
// not necessarily NUL-terminated. Whoever owns the bytes (an arena, a buf, a
// literal) must outlive it. Text is always struct str and always UTF-8 once it
// has passed input/source; file names, which the kernel wants NUL-terminated,
// and literals in tables are const char *.
#ifndef BASE_STR_H
#define BASE_STR_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

struct str {
    const char *ptr;
    size_t len;
};

#define STR(literal) ((struct str){ "" literal, sizeof(literal) - 1 })
#define STR_ARG(s)   (int)(s).len, (s).ptr

// Below is what the rest is made of: compilers fold it with the literals it is given.

static inline struct str str_from(const char *cstr) // NULL gives the empty str
{
    return cstr ? (struct str){ cstr, strlen(cstr) } : (struct str){ 0 };
}

static inline bool str_empty(struct str s)
{
    return s.len == 0;
}

static inline bool str_eq(struct str a, struct str b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

static inline bool str_is(struct str s, const char *literal)
{
    if (s.len && literal && *s.ptr != *literal) // as nearly all end that are looked up in a table
        return false;
    return str_eq(s, str_from(literal));
}

static inline struct str str_from_to(struct str s, size_t from, size_t to) // both clamped to the length
{
    if (to > s.len)
        to = s.len;
    if (from > to)
        from = to;
    return s.ptr ? (struct str){ s.ptr + from, to - from } : s;
}

static inline struct str str_after(struct str s, size_t from)
{
    return str_from_to(s, from, s.len);
}

static inline bool str_starts(struct str s, struct str prefix)
{
    return s.len >= prefix.len && str_eq((struct str){ s.ptr, prefix.len }, prefix);
}

static inline bool str_ends(struct str s, struct str suffix)
{
    return s.len >= suffix.len && str_eq(str_after(s, s.len - suffix.len), suffix);
}

int str_compare(struct str a, struct str b); // byte order, for stable technical sorting
struct str str_trim(struct str s);           // spaces, tabs, CR, LF at both ends

// Position of the first occurrence, or SIZE_MAX.
size_t str_find(struct str s, struct str what);
size_t str_find_char(struct str s, char c);

// How many bytes both begin with, up to the last [end] among them and with it.
size_t str_common(struct str a, struct str b, char end);

// Cuts the part before [separator] off the front of [rest]; false when nothing
// was left. The last part has no separator behind it.
bool str_split(struct str *rest, char separator, struct str *part);

// Whether [s] may stand in an address: 1 to 80 of [a-z0-9-], no dash at either end.
bool str_is_slug(struct str s);

// Copies into the arena; the copy is NUL-terminated behind its end.
struct str str_copy(struct str s, struct arena *a);
char *str_cstr(struct str s, struct arena *a);

// All the parts in a row: STR_CAT(arena, folder, STR("/"), name). As NUL-terminated as a copy,
// and a tenth of what the same with str_format costs.
#define STR_CAT(a, ...)                                                                                      \
    str_cat((a), (const struct str[]){ __VA_ARGS__ },                                                        \
            sizeof((const struct str[]){ __VA_ARGS__ }) / sizeof(struct str))
struct str str_cat(struct arena *a, const struct str *parts, size_t count);

struct str str_format(struct arena *a, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
