// SPDX-License-Identifier: MIT
// The frame: what stands around every page of a section, whatever the page is.
#ifndef PAGE_FRAME_H
#define PAGE_FRAME_H

#include "page/view.h"

// site.base and the path together; empty when the site has no base.
struct str absolute_address(const struct section *section, struct str href);

// What all pages of the section share: menu, breadcrumbs, titles.
void fill_section(const struct section *section, const struct fold *fold, struct section_head_view *out);

#endif
