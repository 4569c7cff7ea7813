// SPDX-License-Identifier: MIT
// The Markdown of a section becomes HTML; links to records, pages and files are
// checked and become addresses.
#ifndef PAGE_TEXT_H
#define PAGE_TEXT_H

#include "page/fold.h"
#include "template/template.h"

// Renders every Markdown field of the section's records and pages in place.
// [fold] tells which of the program's own pages there will be to link to. With
// a [book] it is plain text for the pages of another platform
// (input/markdown.h), and links lead where the book says.
void text_render(struct section *section, const struct fold *fold, const struct address_book *book,
                 struct diags *ds);

#endif
