// SPDX-License-Identifier: MIT
#include "base/str.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

int str_compare(struct str a, struct str b)
{
    size_t shorter = a.len < b.len ? a.len : b.len;
    int order = shorter ? memcmp(a.ptr, b.ptr, shorter) : 0;

    return order ? order : (a.len > b.len) - (a.len < b.len);
}

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

struct str str_trim(struct str s)
{
    while (s.len && is_space(s.ptr[0]))
        s = str_after(s, 1);
    while (s.len && is_space(s.ptr[s.len - 1]))
        s.len--;
    return s;
}

size_t str_find(struct str s, struct str what)
{
    if (what.len == 0)
        return 0;
    const char *at = s.len ? memmem(s.ptr, s.len, what.ptr, what.len) : NULL;

    return at ? (size_t)(at - s.ptr) : SIZE_MAX;
}

size_t str_find_char(struct str s, char c)
{
    const char *at = s.len ? memchr(s.ptr, c, s.len) : NULL;

    return at ? (size_t)(at - s.ptr) : SIZE_MAX;
}

size_t str_common(struct str a, struct str b, char end)
{
    size_t common = 0;

    for (size_t i = 0; i < a.len && i < b.len && a.ptr[i] == b.ptr[i]; i++)
        if (a.ptr[i] == end)
            common = i + 1;
    return common;
}

bool str_split(struct str *rest, char separator, struct str *part)
{
    if (!rest->ptr)
        return false;
    size_t at = str_find_char(*rest, separator);
    if (at == SIZE_MAX) {
        *part = *rest;
        *rest = (struct str){ 0 };
        return true;
    }
    *part = str_from_to(*rest, 0, at);
    *rest = str_after(*rest, at + 1);
    return true;
}

bool str_is_slug(struct str s)
{
    for (size_t i = 0; i < s.len; i++) {
        char c = s.ptr[i];
        bool word = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (!word && (c != '-' || i == 0 || i + 1 == s.len))
            return false;
    }
    return s.len > 0 && s.len <= 80;
}

struct str str_copy(struct str s, struct arena *a)
{
    return (struct str){ str_cstr(s, a), s.len };
}

char *str_cstr(struct str s, struct arena *a)
{
    char *copy = arena_grow(a, NULL, 0, s.len + 1);

    if (s.len)
        memcpy(copy, s.ptr, s.len);
    copy[s.len] = '\0';
    return copy;
}

struct str str_cat(struct arena *a, const struct str *parts, size_t count)
{
    size_t len = 0, at = 0;

    for (size_t i = 0; i < count; i++)
        len += parts[i].len;
    char *whole = arena_grow(a, NULL, 0, len + 1);
    for (size_t i = 0; i < count; at += parts[i++].len)
        if (parts[i].len)
            memcpy(whole + at, parts[i].ptr, parts[i].len);
    whole[len] = '\0';
    return (struct str){ whole, len };
}

struct str str_format(struct arena *a, const char *format, ...)
{
    char small[128]; // nearly always enough, and then one pass does
    va_list ap;

    va_start(ap, format);
    int len = vsnprintf(small, sizeof small, format, ap);
    va_end(ap);
    if (len < 0)
        return (struct str){ 0 };
    if ((size_t)len < sizeof small)
        return str_copy((struct str){ small, (size_t)len }, a);
    char *text = arena_alloc(a, (size_t)len + 1, 1);
    va_start(ap, format);
    vsnprintf(text, (size_t)len + 1, format, ap);
    va_end(ap);
    return (struct str){ text, (size_t)len };
}
