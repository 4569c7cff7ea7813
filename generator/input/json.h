// SPDX-License-Identifier: MIT
// Writing JSON as canonical bytes: keys in the order they are put, strings
// escaped so that the text may also stand inside an HTML script element.
#ifndef INPUT_JSON_H
#define INPUT_JSON_H

#include "base/buf.h"

// Appends [s] as a JSON string with its quotes; <, >, &, U+2028 and U+2029
// come out as \u escapes.
void json_put_text(struct buf *b, struct str s);

#endif
