// SPDX-License-Identifier: MIT
// Letter: one character as a Russian reader sees it, whatever bytes it took.
//
// macOS writes й as и with a breve and ё as е with two dots, Word leaves soft
// hyphens, textbooks leave stress marks. Comparing, sorting and making
// addresses must not see any of that, so they all read text through here.
#ifndef BASE_LETTER_H
#define BASE_LETTER_H

#include "base/str.h"

#include <stdint.h>

struct letter {
    uint32_t written; // composed, in the case it was typed in; U+FFFD for a broken byte
    uint32_t lower;
};

// Takes the letter at the front of [rest], with the marks that belong to it;
// false at the end. Characters without a shape of their own are skipped.
bool letter_next(struct str *rest, struct letter *out);

bool letter_is_space(uint32_t c); // no-break, thin and the like are spaces too
bool letter_is_dash(uint32_t c);  // every stroke between a hyphen and an em dash, and the minus

#endif
