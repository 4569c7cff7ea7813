// SPDX-License-Identifier: MIT
// Fingerprints of bytes. SHA-256 is for others: it stands in the manifest and
// whoever downloads a document can check it. XXH3 is for ourselves: whether an
// input changed since the last build. It is quick, and nobody may rely on it
// against a forger.
#ifndef BASE_HASH_H
#define BASE_HASH_H

#include "base/str.h"

#include <stdint.h>

// 64 lower-case hexadecimal digits, in [a].
struct str hash_sha256(struct str bytes, struct arena *a);

uint64_t hash_quick(struct str bytes);

// One more number into a digest; the order of the calls matters, that of the two
// arguments does not: two numbers that may be exchanged are mixed in one after the other.
uint64_t hash_mix(uint64_t seed, uint64_t number);

#endif
