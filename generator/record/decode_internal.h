// SPDX-License-Identifier: MIT
// What the two files of decode share: a record is read field by field, and a
// field may be a record or a list of them.
#ifndef RECORD_DECODE_INTERNAL_H
#define RECORD_DECODE_INTERNAL_H

#include "record/decode.h"

struct decoder {
    struct arena *arena;
    struct diags *ds;
    const struct record_type *type; // of the record that is being read
};

// Reads the value [v] of the field into the struct member [at]; false after a message.
bool decode_value(const struct decoder *d, const struct field *f, const struct node *v, void *at);

// Whether nothing stands there: the field was left out.
bool decode_is_left_out(const struct node *v);

#endif
