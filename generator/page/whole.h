// SPDX-License-Identifier: MIT
// The whole section as one page, to be printed or saved: the main parts of its
// finished pages, one behind the other (page/markup.h).
//
// On the way ids get the name of their page in front, so that none meets twice;
// links to pages of the section become links to their place below; headings move
// one level down; what is folded away is opened.
#ifndef PAGE_WHOLE_H
#define PAGE_WHOLE_H

#include "page/markup.h"
#include "record/field.h"

struct whole_part {
    struct str title, anchor, html;
};

extern const struct record_type whole_part_type;

// A finished page.
struct whole_page {
    struct str title, href;
    struct markup main; // the pieces of a copy of its main part
};

// The parts, in the order of the [pages] (struct whole_page).
struct list whole_parts(const struct list *pages, struct arena *a);

#endif
