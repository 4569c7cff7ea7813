// SPDX-License-Identifier: MIT
// Front matter: the fields between two lines «---» at the top of a page.
#ifndef INPUT_FRONTMATTER_H
#define INPUT_FRONTMATTER_H

#include "diag/diag.h"

#include <stdbool.h>

struct frontmatter {
    struct str fields, body;
    uint32_t fields_line, body_line; // where each begins in the file, from 1
};

// Splits the text of [s]; false, with a message, when the page does not begin
// with front matter or it is not closed.
bool frontmatter_split(const struct source *s, struct diags *ds, struct frontmatter *out);

#endif
