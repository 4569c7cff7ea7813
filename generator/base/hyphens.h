// SPDX-License-Identifier: MIT
// Soft hyphens: where a long Russian word of a heading may be divided when it
// does not fit its line. Browsers that come without a Russian dictionary divide
// nothing by themselves, and one long word makes a phone scroll sideways.
#ifndef BASE_HYPHENS_H
#define BASE_HYPHENS_H

#include "base/str.h"

// [text] with a soft hyphen at every place where school rules let its long words
// be divided, three letters or more on either side. Words that are not wholly
// Russian stay whole.
struct str hyphens_soft(struct str text, struct arena *a);

#endif
