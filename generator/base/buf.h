// SPDX-License-Identifier: MIT
// Buf: text under construction, in an arena, with a ceiling named at birth.
//
// Appending never fails visibly: past the ceiling the buf stops growing and
// says so in [overflowed], which the one who made it checks once at the end.
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include "base/str.h"

struct buf {
    struct arena *arena;
    char *ptr;
    size_t len, capacity, ceiling;
    bool overflowed;
};

struct buf buf_new(struct arena *a, size_t ceiling);
void buf_reserve(struct buf *b, size_t size); // room for so much at once, where it is foreseen
void buf_put(struct buf *b, struct str s);
void buf_char(struct buf *b, char c);
void buf_format(struct buf *b, const char *format, ...) __attribute__((format(printf, 2, 3)));
void buf_clear(struct buf *b);           // keeps the memory
struct str buf_str(const struct buf *b); // borrowed: valid until the next append

#define BUF_PUT(b, literal) buf_put((b), STR(literal))

#endif
