// SPDX-License-Identifier: MIT
// UTF-8, one character at a time. Strict: no overlong forms, no surrogates,
// nothing above U+10FFFF.
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include "base/buf.h"

#include <stdint.h>

#define UTF8_BAD UINT32_MAX

// The character at the front of [s], which is shortened by it; UTF8_BAD, with
// one byte taken, when the bytes there are no character. [s] is not empty.
uint32_t utf8_next(struct str *s);

void utf8_put(struct buf *b, uint32_t c);

// Offset of the first byte that is not part of a character, or SIZE_MAX.
size_t utf8_first_bad(struct str s);

// Number of characters in valid UTF-8.
size_t utf8_length(struct str s);

#endif
