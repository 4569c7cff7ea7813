// SPDX-License-Identifier: MIT
#include "base/utf8.h"

#include <string.h>

// How many bytes a character has that begins with [lead]; 0 for none.
static size_t sequence_length(unsigned char lead)
{
    if (lead < 0x80)
        return 1;
    if (lead >= 0xC2 && lead <= 0xDF)
        return 2;
    if (lead >= 0xE0 && lead <= 0xEF)
        return 3;
    return lead >= 0xF0 && lead <= 0xF4 ? 4 : 0;
}

static bool is_valid(uint32_t c, size_t length)
{
    static const uint32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };

    return c >= least[length] && c <= 0x10FFFF && (c < 0xD800 || c > 0xDFFF);
}

uint32_t utf8_next(struct str *s)
{
    const unsigned char *p = (const unsigned char *)s->ptr;
    size_t length = sequence_length(p[0]), left = s->len;

    s->ptr++;
    s->len--;
    if (length == 1)
        return p[0];
    if (length == 0 || length > left)
        return UTF8_BAD;
    uint32_t c = p[0] & (0x7Fu >> length);
    for (size_t i = 1; i < length; i++) {
        if ((p[i] & 0xC0) != 0x80)
            return UTF8_BAD;
        c = c << 6 | (p[i] & 0x3F);
    }
    if (!is_valid(c, length))
        return UTF8_BAD;
    s->ptr += length - 1;
    s->len -= length - 1;
    return c;
}

void utf8_put(struct buf *b, uint32_t c)
{
    if (c < 0x80) {
        buf_char(b, (char)c);
        return;
    }
    int tail = c < 0x800 ? 1 : c < 0x10000 ? 2 : 3;
    static const unsigned char leads[] = { 0, 0xC0, 0xE0, 0xF0 };
    buf_char(b, (char)(leads[tail] | c >> (6 * tail)));
    while (tail-- > 0)
        buf_char(b, (char)(0x80 | (c >> (6 * tail) & 0x3F)));
}

static bool is_ascii_run(const char *p)
{
    uint64_t bytes;

    memcpy(&bytes, p, sizeof bytes);
    return (bytes & UINT64_C(0x8080808080808080)) == 0;
}

// Eight ASCII bytes at a time, then Cyrillic letters two by two; only what is
// neither is looked at closely.
size_t utf8_first_bad(struct str s)
{
    size_t i = 0;

    while (i < s.len) {
        unsigned char c = (unsigned char)s.ptr[i];
        if (c < 0x80) {
            i += i + 8 <= s.len && is_ascii_run(s.ptr + i) ? 8 : 1;
        } else if (c >= 0xC2 && c <= 0xDF && i + 1 < s.len && ((unsigned char)s.ptr[i + 1] & 0xC0) == 0x80) {
            i += 2;
        } else {
            struct str rest = str_after(s, i);
            if (utf8_next(&rest) == UTF8_BAD)
                return i;
            i = s.len - rest.len;
        }
    }
    return SIZE_MAX;
}

size_t utf8_length(struct str s)
{
    size_t count = 0;

    for (size_t i = 0; i < s.len; i++)
        count += ((unsigned char)s.ptr[i] & 0xC0) != 0x80;
    return count;
}
