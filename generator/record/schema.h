// SPDX-License-Identifier: MIT
// The field tables as documents: JSON Schema (draft 2020-12) for editors, and
// the record reference of the manual.
#ifndef RECORD_SCHEMA_H
#define RECORD_SCHEMA_H

#include "base/buf.h"
#include "record/field.h"

// The schema of a file of [type]: one record, or a list of them for the types
// that are lists ([is_list]).
void schema_write(const struct record_type *type, bool is_list, struct buf *out);

// A Markdown section about the record: every field, its type, whether it is
// required, whose consent it needs.
void schema_reference(const struct record_type *type, struct buf *out);

#endif
