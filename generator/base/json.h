// SPDX-License-Identifier: MIT
// Writing JSON as canonical bytes: keys in the order they are put, strings
// escaped so that the text may also stand inside an HTML script element.
#ifndef BASE_JSON_H
#define BASE_JSON_H

#include "base/buf.h"

#include <stdint.h>

// Appends [s] as a JSON string with its quotes; <, >, &, U+2028 and U+2029
// come out as \u escapes.
void json_put_text(struct buf *b, struct str s);

// A document under construction: opens and closes nest, commas and indents
// come by themselves. Keys are literals or field keys; [key] is NULL inside an
// array. The bytes are canonical: two spaces, LF, keys in the order of the calls.
struct json {
    struct buf *out;
    int depth;
    bool first; // nothing stands yet in the innermost object or array
};

struct json json_new(struct buf *out);
void json_open(struct json *j, const char *key, char bracket); // '{' or '['
void json_close(struct json *j, char bracket);                 // '}' or ']'
void json_text(struct json *j, const char *key, struct str text);
void json_int(struct json *j, const char *key, int64_t number);
void json_bool(struct json *j, const char *key, bool truth);
void json_null(struct json *j, const char *key);

#endif
