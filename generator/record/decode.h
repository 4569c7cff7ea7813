// SPDX-License-Identifier: MIT
// Decoding: a YAML map becomes a struct by its field table. One loop serves
// every record; a message for every mistake, and nothing is dropped: a key that
// the table does not know is an error with the nearest name.
//
// A key with nothing behind it, or with empty quotes, is a field that the
// author left out: an error only where the field is required.
#ifndef RECORD_DECODE_H
#define RECORD_DECODE_H

#include "input/node.h"
#include "record/field.h"

// Makes every field of [record] absent, nested ones too.
void record_init(const struct record_type *type, void *record);

// Fills [record] (of [type], initialised) from [node]; false when something is wrong, and
// [ds] says what, all of it. The record is usable either way.
bool record_decode(const struct record_type *type, const struct node *node, void *record, struct arena *a,
                   struct diags *ds);

// Decodes [node], a list of maps or one map alone, and appends the new records
// to [out].
bool records_decode(const struct record_type *type, const struct node *node, struct list *out,
                    struct arena *a, struct diags *ds);

// Whether the field is a key of the author's files.
bool field_is_written(const struct field *f);

// The index of the choice that [text] names by key, label or another spelling; 0 for none.
int choice_find(const struct choices *choices, struct str text, struct arena *scratch);

#endif
