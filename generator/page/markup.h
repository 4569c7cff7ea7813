// SPDX-License-Identifier: MIT
// Markup: finished pages read once more, tag by tag, for what is made of them:
// the search index and the page that holds the whole section. What these two say
// is therefore what the pages say, whatever the theme, and nothing else.
//
// The pages are our own, so this is no HTML parser: every tag is closed, every
// attribute quoted.
#ifndef PAGE_MARKUP_H
#define PAGE_MARKUP_H

#include "base/buf.h"

// What an element is to those who read for text.
enum markup_trait {
    MARKUP_IN_WORD = 1, // b, sup: may stand inside a word
    MARKUP_TITLE = 2,   // a, h2, strong: the first one in a place is its title
    MARKUP_PLACE = 4,   // li, article, tr: with an id a place to lead to
    MARKUP_HEADING = 8, // h1 … h6
    MARKUP_RAW = 16,    // script, style: what is inside is no markup
};

struct markup_piece {
    struct str bytes; // the whole of it: text between tags, or one tag
    struct str name;  // of a tag, "a"; empty for text and comments
    unsigned traits;  // enum markup_trait
    bool closes;      // "</a>"
    bool is_tag;      // a comment is one without a name
};

// Cuts the next piece off the front of [rest]; false at the end. The contents of
// script and style are left out.
bool markup_next(struct str *rest, struct markup_piece *out);

// All the pieces of a text, which has to outlive them.
struct markup {
    const struct markup_piece *pieces;
    size_t count;
};
struct markup markup_cut(struct str html, struct arena *a);

// What stands inside the main element; empty when there is none.
struct str markup_main(struct str page);

// Cuts the next attribute off the front of [rest], which is the inside of a tag
// (markup_inside); false at the end. The value is as it is written.
struct markup_attribute {
    struct str name, value;
    struct str bytes; // all of it
};
struct str markup_inside(const struct markup_piece *tag);
bool markup_attribute_next(struct str *rest, struct markup_attribute *out);

// The value of the attribute, or an empty text.
struct str markup_attribute_of(const struct markup_piece *tag, const char *name);

// Appends a piece of text as people read it: entities as characters, no soft hyphens, runs
// of white space as one space, and one between two elements that stand apart.
void markup_put_text(struct buf *out, const struct markup_piece *piece);

#endif
