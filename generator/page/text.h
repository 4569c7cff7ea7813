// SPDX-License-Identifier: MIT
// The Markdown of a section becomes HTML; links to records, pages and files are
// checked and become addresses.
#ifndef PAGE_TEXT_H
#define PAGE_TEXT_H

#include "model/section.h"

// Renders every Markdown field of the section's records and pages in place.
void text_render(struct section *section, struct diags *ds);

#endif
