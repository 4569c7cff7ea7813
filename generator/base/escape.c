// SPDX-License-Identifier: MIT
#include "base/escape.h"

#include <stdint.h>
#include <string.h>
#include <strings.h>

#define LOW_BITS UINT64_C(0x0101010101010101)

static const char *const replacements[256] = {
    ['&'] = "&amp;", ['<'] = "&lt;", ['>'] = "&gt;", ['"'] = "&#34;", ['\''] = "&#39;"
};

// Nonzero when one of the eight bytes is zero.
static uint64_t zero_among(uint64_t bytes)
{
    return (bytes - LOW_BITS) & ~bytes & (LOW_BITS << 7);
}

// Whether one of the eight bytes at [p] is special. The five differ in so few
// bits that three comparisons see them all: & and ' in the lowest bit, < and >
// in the next one.
static bool any_special(const char *p)
{
    uint64_t bytes;

    memcpy(&bytes, p, sizeof bytes);
    return zero_among((bytes | LOW_BITS) ^ (LOW_BITS * '\'')) |
           zero_among((bytes | LOW_BITS << 1) ^ (LOW_BITS * '>')) | zero_among(bytes ^ (LOW_BITS * '"'));
}

// Where the first special byte from [at] on is, or the end.
static size_t next_special(struct str s, size_t at)
{
    while (at + sizeof(uint64_t) <= s.len && !any_special(s.ptr + at))
        at += sizeof(uint64_t);
    while (at < s.len && !replacements[(unsigned char)s.ptr[at]])
        at++;
    return at;
}

void escape_html(struct buf *out, struct str s)
{
    size_t from = 0, at;

    while ((at = next_special(s, from)) < s.len) {
        buf_put(out, (struct str){ s.ptr + from, at - from });
        buf_put(out, str_from(replacements[(unsigned char)s.ptr[at]]));
        from = at + 1;
    }
    buf_put(out, str_after(s, from));
}

static bool is_forbidden(char c)
{
    return (unsigned char)c < 0x20 && c != '\t' && c != '\n' && c != '\r';
}

void escape_xml(struct buf *out, struct str s)
{
    size_t from = 0;

    for (size_t i = 0; i < s.len; i++) {
        if (!is_forbidden(s.ptr[i]))
            continue;
        escape_html(out, str_from_to(s, from, i));
        from = i + 1;
    }
    escape_html(out, str_after(s, from));
}

// Up to the first sign that ends a scheme or shows that there is none. A colon
// behind anything that is not one of the four schemes is refused, whatever it
// is: browsers drop tabs, line ends and control characters in front of it.
bool escape_url_is_safe(struct str s)
{
    static const char *const schemes[] = { "http", "https", "mailto", "tel" };
    size_t end = 0;

    while (end < s.len && s.ptr[end] != ':' && s.ptr[end] != '/' && s.ptr[end] != '?' && s.ptr[end] != '#')
        end++;
    if (end == s.len || s.ptr[end] != ':')
        return true;
    for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++)
        if (str_from(schemes[i]).len == end && strncasecmp(s.ptr, schemes[i], end) == 0)
            return true;
    return false;
}

bool escape_url_is_web(struct str s)
{
    size_t scheme = str_starts(s, STR("https://")) ? 8 : str_starts(s, STR("http://")) ? 7 : 0;

    if (!scheme || s.len == scheme || s.len > 2000)
        return false;
    for (size_t i = 0; i < s.len; i++)
        if ((unsigned char)s.ptr[i] <= ' ' || s.ptr[i] == 0x7F || strchr("\"'<>\\`{}|^", s.ptr[i]))
            return false;
    return true;
}
