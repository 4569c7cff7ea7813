// SPDX-License-Identifier: MIT
// Linking: ids become pointers, and what follows from the date of the build
// (archived acts, current pairs, late steps, pages held back) is decided once.
#ifndef MODEL_LINK_H
#define MODEL_LINK_H

#include "model/section.h"

// Reports duplicate ids and references to nothing (with the nearest id), sets
// every ref, and derives: act.scope, archived, replaced_by; pair.school_year,
// current; the shown status of road map items; which pages are held back and why.
void link_section(struct section *section, struct diags *ds);

// The record of [type] with [id], or NULL; [type] is one of the section's lists or page_type.
const void *section_find(const struct section *section, const struct record_type *type, struct str id);

#endif
