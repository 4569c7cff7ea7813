// SPDX-License-Identifier: MIT
// One line of YAML as a person typed it, taken apart without a parser: how far
// it is indented, which list dashes it opens, which field it names, where its
// value begins. Knows nothing of the lines around it; lines that the parser
// would choke on are taken apart all the same.
#ifndef INPUT_YAML_LINE_H
#define INPUT_YAML_LINE_H

#include "base/str.h"

#include <stdint.h>

// All positions are byte offsets in [text]; up to [content] there is only
// ASCII, so those are columns, too.
struct yaml_line {
    struct str text; // without its line end
    uint32_t number; // from 1
    size_t indent;   // spaces in front of everything
    size_t dashes;   // how many «- » open list items
    size_t content;  // what follows the indent and the dashes
    struct str key;  // «title» of «title: …»; empty when the line names no field
    size_t value;    // what follows the key and its colon, or [content]; text.len for nothing
};

struct yaml_line yaml_line_of(struct str text, uint32_t number);

// Takes the next line off [rest] and counts it in [number]; false at the end.
bool yaml_line_next(struct str *rest, uint32_t *number, struct yaml_line *out);

bool yaml_line_is_blank(const struct yaml_line *line); // blank, or a comment alone

// Nothing, or a comment, from [from] on.
bool yaml_line_ends(const struct yaml_line *line, size_t from);

// Where the comment in [text] begins, looking from [from] on; text.len for none.
size_t yaml_comment(struct str text, size_t from);

// Bytes of the character at [at] when it is no hyphen but stands for one in front
// of an item: a dash, a minus, a bullet.
size_t yaml_false_dash(struct str text, size_t at);

// [A-Za-z0-9_-]+: what every key of our records looks like.
bool yaml_is_name(struct str s);
size_t yaml_name_length(struct str s); // of the name at the front

// The closing quote of the text whose inside begins at [from]; SIZE_MAX when it
// is not in this line.
size_t yaml_quote_end(struct str text, size_t from, char quote);

// [text] in the quotes that need the fewest changes inside.
struct str yaml_quoted(struct str text, struct arena *a);

#endif
