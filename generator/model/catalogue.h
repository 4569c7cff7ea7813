// SPDX-License-Identifier: MIT
// The catalogue: every kind of file that the author writes and the record type
// behind it, for whatever has to go through all of them: the schema, the record
// reference, the tests that feed each table with anything at all.
#ifndef MODEL_CATALOGUE_H
#define MODEL_CATALOGUE_H

#include "record/field.h"

struct catalogue_row {
    const struct record_type *type;
    const char *file; // as people call it
    bool is_list;
};

// The last row has no type.
extern const struct catalogue_row catalogue[];

#endif
