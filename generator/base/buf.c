// SPDX-License-Identifier: MIT
#include "base/buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

struct buf buf_new(struct arena *a, size_t ceiling)
{
    return (struct buf){ .arena = a, .ceiling = ceiling };
}

// Makes room for [extra] more bytes, or marks the buf as overflowed.
static bool reserve(struct buf *b, size_t extra)
{
    if (extra <= b->capacity - b->len)
        return true;
    if (b->overflowed || extra > b->ceiling - b->len) {
        b->overflowed = true;
        return false;
    }
    size_t wanted = b->capacity ? b->capacity * 2 : 256;
    while (wanted < b->len + extra)
        wanted *= 2;
    if (wanted > b->ceiling)
        wanted = b->ceiling;
    b->ptr = arena_grow(b->arena, b->ptr, b->capacity, wanted);
    b->capacity = wanted;
    return true;
}

void buf_reserve(struct buf *b, size_t size)
{
    reserve(b, size);
}

void buf_put(struct buf *b, struct str s)
{
    if (s.len == 0 || !reserve(b, s.len))
        return;
    memcpy(b->ptr + b->len, s.ptr, s.len);
    b->len += s.len;
}

void buf_char(struct buf *b, char c)
{
    if (!reserve(b, 1))
        return;
    b->ptr[b->len++] = c;
}

void buf_format(struct buf *b, const char *format, ...)
{
    va_list ap;

    va_start(ap, format);
    int len = vsnprintf(NULL, 0, format, ap);
    va_end(ap);
    if (len <= 0 || !reserve(b, (size_t)len + 1))
        return;
    va_start(ap, format);
    vsnprintf(b->ptr + b->len, (size_t)len + 1, format, ap);
    va_end(ap);
    b->len += (size_t)len;
}

void buf_clear(struct buf *b)
{
    b->len = 0;
    b->overflowed = false;
}

struct str buf_str(const struct buf *b)
{
    return (struct str){ b->ptr, b->len };
}
