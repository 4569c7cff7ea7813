// SPDX-License-Identifier: MIT
// Waivers by code: a warning that the author accepts, with a reason and until
// a date, becomes a note. It is not lost: --notes and the reports show it.
#ifndef CHECK_WAIVE_H
#define CHECK_WAIVE_H

#include "model/section.h"

// Applies the section's waivers that are in force to what [ds] says of it. A
// waiver without `record` is for the whole organisation.
void waive_section(const struct section *section, struct diags *ds);

#endif
