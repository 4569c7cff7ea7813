// SPDX-License-Identifier: MIT
// Scan: where the first byte of some sort stands, sixteen or eight bytes at a time.
//
// Nearly all bytes of a text are letters, which escaping and checking pass over.
// A test written once for a byte, such as (b == '<') | (b < 0x20), does for a
// vector of them just as well.
#ifndef BASE_SCAN_H
#define BASE_SCAN_H

#include "base/str.h"

#include <stdint.h>

typedef unsigned char scan_sixteen __attribute__((vector_size(16)));
typedef unsigned char scan_eight __attribute__((vector_size(8)));

// Whether the test is true anywhere in a block.
static inline bool scan_hit_sixteen(scan_sixteen truth)
{
    uint64_t halves[2];

    memcpy(halves, &truth, sizeof halves);
    return halves[0] | halves[1];
}

static inline bool scan_hit_eight(scan_eight truth)
{
    uint64_t whole;

    memcpy(&whole, &truth, sizeof whole);
    return whole;
}

// Passes [from] over the blocks of [s] in which [test] is true nowhere.
#define SCAN_BLOCKS(size, test)                                                                              \
    for (; from + sizeof(scan_##size) <= s.len; from += sizeof(scan_##size)) {                               \
        scan_##size b;                                                                                       \
        memcpy(&b, s.ptr + from, sizeof b);                                                                  \
        if (scan_hit_##size((scan_##size)(test)))                                                            \
            break;                                                                                           \
    }

// Defines size_t name(struct str s, size_t from): the position of the first byte
// from [from] on for which [test], an expression of b without && and ||, is true;
// the length when there is none.
#define SCAN(name, test)                                                                                     \
    static size_t name(struct str s, size_t from)                                                            \
    {                                                                                                        \
        SCAN_BLOCKS(sixteen, test)                                                                           \
        SCAN_BLOCKS(eight, test)                                                                             \
        for (; from < s.len; from++) {                                                                       \
            const unsigned char b = (unsigned char)s.ptr[from];                                              \
            if (test)                                                                                        \
                break;                                                                                       \
        }                                                                                                    \
        return from;                                                                                         \
    }

#endif
