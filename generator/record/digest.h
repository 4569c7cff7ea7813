// SPDX-License-Identifier: MIT
// Digest: whether a row is still what it was at the last build. Driven by the
// field table like everything else, so a new field counts by itself.
#ifndef RECORD_DIGEST_H
#define RECORD_DIGEST_H

#include "record/field.h"

#include <stdint.h>

// Mixes everything that the fields of [record] hold into [seed].
uint64_t record_digest(const struct record_type *type, const void *record, uint64_t seed);

#endif
