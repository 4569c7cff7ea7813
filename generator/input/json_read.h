// SPDX-License-Identifier: MIT
// Reading JSON back: what this program wrote, perhaps reformatted since, or what
// somebody else claims that it wrote. The result is nodes with their places, as
// YAML gives them: numbers, true, false and null are texts that are not quoted,
// a number with the digits it was written with.
//
// Bounded and strict: depth and number of values have the ceilings of YAML; a
// key that stands twice in one object, a NUL however it is written, a control
// character in a string, anything behind the end are refused.
//
// For one thread at a time: cJSON notes its last error in a variable of its own.
#ifndef INPUT_JSON_READ_H
#define INPUT_JSON_READ_H

#include "input/node.h"

struct json_fault {
    struct str what; // in Russian, a whole message
    struct where where;
};

// The root of the JSON in [source], which is valid UTF-8; NULL with [fault]
// filled when it cannot be read.
const struct node *json_read_source(const struct source *source, struct arena *a, struct json_fault *fault);

// The same where the reason does not matter.
const struct node *json_read(struct str text, struct arena *a);

#endif
