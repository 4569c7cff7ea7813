// SPDX-License-Identifier: MIT
// The author's texts and addresses as HTML.
#include "base/scan.h"
#include "input/markdown_internal.h"

#include <string.h>

// What is written instead of a byte, or NULL where it is written as it is.
// Control characters come from entities such as &#1; and are nothing.
static const char *instead_of(char c)
{
    switch (c) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case MARK_NOTE:
        return "[";
    default:
        return (unsigned char)c < 0x20 && c != '\n' && c != '\t' ? "" : NULL;
    }
}

// The byte that instead_of or a C1 control character begins with.
SCAN(next_special, (b < 0x20) | (b == '&') | (b == '<') | (b == '>') | (b == '"') | (b == 0xC2))

void markdown_put_escaped(struct buf *b, struct str s, struct str pipe)
{
    size_t done = 0;

    for (size_t i = next_special(s, 0); i < s.len; i = next_special(s, i + 1)) {
        bool is_c1 = s.ptr[i] == '\xC2' && i + 1 < s.len && (unsigned char)s.ptr[i + 1] < 0xA0;
        const char *instead = is_c1 ? "" : instead_of(s.ptr[i]);
        if (!instead)
            continue;
        buf_put(b, str_from_to(s, done, i));
        buf_put(b, is_c1 && str_starts(str_after(s, i), STR(MARK_PIPE)) ? pipe : str_from(instead));
        i += is_c1;
        done = i + 1;
    }
    buf_put(b, str_after(s, done));
}

void markdown_put_text(struct buf *b, struct str s)
{
    markdown_put_escaped(b, s, STR("|"));
}

static bool is_url_byte(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c && strchr("-._~!$()*+,;=:@/?#", c));
}

static bool is_hex(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

void markdown_put_url(struct buf *b, struct str s)
{
    for (size_t i = 0; i < s.len; i++) {
        bool is_encoded = s.ptr[i] == '%' && i + 2 < s.len && is_hex(s.ptr[i + 1]) && is_hex(s.ptr[i + 2]);

        if (s.ptr[i] == '&')
            BUF_PUT(b, "&amp;");
        else if (is_encoded || is_url_byte(s.ptr[i]))
            buf_char(b, s.ptr[i]);
        else
            buf_format(b, "%%%02X", (unsigned)(unsigned char)s.ptr[i]);
    }
}
