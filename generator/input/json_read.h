// SPDX-License-Identifier: MIT
// Reading JSON back: what this program wrote, perhaps reformatted since. The
// result is nodes, as YAML gives them: numbers, true, false and null are texts.
#ifndef INPUT_JSON_READ_H
#define INPUT_JSON_READ_H

#include "input/node.h"

// The root of [text], which is valid UTF-8; NULL when it is no JSON or nested
// deeper than LIMIT_YAML_DEPTH.
const struct node *json_read(struct str text, struct arena *a);

#endif
