// SPDX-License-Identifier: MIT
// The Markdown of a section becomes HTML; links to records, pages and files are
// checked and become addresses.
#ifndef PAGE_TEXT_H
#define PAGE_TEXT_H

#include "page/fold.h"

// Renders every Markdown field of the section's records and pages in place.
// [fold] tells which of the program's own pages there will be to link to.
void text_render(struct section *section, const struct fold *fold, struct diags *ds);

#endif
