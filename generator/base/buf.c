// SPDX-License-Identifier: MIT
#include "base/buf.h"

#include <stdarg.h>
#include <stdio.h>

struct buf buf_new(struct arena *a, size_t ceiling)
{
    return (struct buf){ .arena = a, .ceiling = ceiling };
}

bool buf_reserve(struct buf *b, size_t extra)
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
    b->ptr = arena_resize(b->arena, b->ptr, b->capacity, wanted);
    b->capacity = wanted;
    return true;
}

void buf_format(struct buf *b, const char *format, ...)
{
    size_t room = b->capacity - b->len; // nearly always enough, and then one pass does
    va_list ap;

    va_start(ap, format);
    int len = vsnprintf(room ? b->ptr + b->len : NULL, room, format, ap);
    va_end(ap);
    if (len <= 0)
        return;
    if ((size_t)len >= room) {
        if (!buf_reserve(b, (size_t)len + 1))
            return;
        va_start(ap, format);
        vsnprintf(b->ptr + b->len, (size_t)len + 1, format, ap);
        va_end(ap);
    }
    b->len += (size_t)len;
}

void buf_int(struct buf *b, int64_t n)
{
    char digits[20], *at = digits + sizeof digits;
    uint64_t rest = n < 0 ? 0 - (uint64_t)n : (uint64_t)n;

    do
        *--at = (char)('0' + rest % 10);
    while (rest /= 10);
    if (n < 0)
        *--at = '-';
    buf_put(b, (struct str){ at, (size_t)(digits + sizeof digits - at) });
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

struct str buf_whole(const struct buf *b)
{
    if (b->overflowed)
        return (struct str){ 0 };
    return buf_str(b);
}
