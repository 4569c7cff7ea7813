// SPDX-License-Identifier: MIT
#include "base/escape.h"

#include "base/scan.h"

#include <string.h>
#include <strings.h>

static const char *const replacements[256] = {
    ['&'] = "&amp;", ['<'] = "&lt;", ['>'] = "&gt;", ['"'] = "&#34;", ['\''] = "&#39;"
};

// The five of them: & and ' differ in the lowest bit, < and > in the next one.
SCAN(next_special, ((b | 1) == '\'') | ((b | 2) == '>') | (b == '"'))

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
