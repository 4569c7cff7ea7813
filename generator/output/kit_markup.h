// SPDX-License-Identifier: MIT
// The last touch to plain pages: what a platform's editor would otherwise leave
// without borders, and headings one level lower in a page made of pages.
#ifndef OUTPUT_KIT_MARKUP_H
#define OUTPUT_KIT_MARKUP_H

#include "base/buf.h"

struct tag_rule {
    const char *name;  // "table"
    const char *as;    // another name for it; NULL: the same
    const char *style; // of the attribute style; NULL: none
};

extern const struct tag_rule kit_styles[], kit_lower[]; // end with a NULL name

// [html] with the rules applied to each of its tags.
void kit_markup(struct str html, const struct tag_rule *rules, struct buf *out);

#endif
