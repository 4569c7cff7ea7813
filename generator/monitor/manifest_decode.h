// SPDX-License-Identifier: MIT
// JSON into a record by its field table: what record/decode does for YAML, but
// for files of others, where an unknown key is no mistake and the first wrong
// value makes the record useless.
#ifndef MONITOR_MANIFEST_DECODE_H
#define MONITOR_MANIFEST_DECODE_H

#include "input/json_read.h"
#include "record/field.h"

// Fills [record] (of [type], zeroed). Texts become one line. False, with
// [*wrong] naming what is not as it should be, when a required key is missing
// or a value is not of the row's type.
bool manifest_decode(const struct record_type *type, const struct node *map, void *record, struct arena *a,
                     struct str *wrong);

#endif
