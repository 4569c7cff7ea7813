// SPDX-License-Identifier: MIT
// Buf: text under construction, in an arena, with a ceiling named at birth.
//
// Appending never fails visibly: past the ceiling the buf stops growing and
// says so in [overflowed], which the one who made it checks once at the end.
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include "base/str.h"

#include <stdint.h>

struct buf {
    struct arena *arena;
    char *ptr;
    size_t len, capacity, ceiling;
    bool overflowed;
};

struct buf buf_new(struct arena *a, size_t ceiling);

// Makes room for [extra] bytes more; false, and the buf has overflowed, when the ceiling forbids it.
bool buf_reserve(struct buf *b, size_t extra);

static inline void buf_put(struct buf *b, struct str s)
{
    if (s.len == 0 || (s.len > b->capacity - b->len && !buf_reserve(b, s.len)))
        return;
    memcpy(b->ptr + b->len, s.ptr, s.len);
    b->len += s.len;
}

static inline void buf_char(struct buf *b, char c)
{
    if (b->len == b->capacity && !buf_reserve(b, 1))
        return;
    b->ptr[b->len++] = c;
}

void buf_int(struct buf *b, int64_t n); // in decimal
void buf_format(struct buf *b, const char *format, ...) __attribute__((format(printf, 2, 3)));
void buf_clear(struct buf *b);           // keeps the memory
struct str buf_str(const struct buf *b); // borrowed: valid until the next append

// The same for what is of no use in part: when it has overflowed, a str with a NULL [ptr].
struct str buf_whole(const struct buf *b);

#define BUF_PUT(b, literal) buf_put((b), STR(literal))

#endif
