// SPDX-License-Identifier: MIT
// Cloning: a record that outlives the arena it was made in. Rows of registers
// flow upwards to the municipality and the region this way while the section
// that they came from is already forgotten.
#ifndef RECORD_CLONE_H
#define RECORD_CLONE_H

#include "record/field.h"

// A copy of [record] in [a] with everything that its fields hold: texts, lists
// of texts, files, records it points to. Types with references (FIELD_REF …)
// cannot be cloned: rows have none.
void *record_clone(const struct record_type *type, const void *record, struct arena *a);

#endif
