// SPDX-License-Identifier: MIT
// "Perhaps you meant": the name in a set that is nearest to what was typed.
#ifndef BASE_NEAREST_H
#define BASE_NEAREST_H

#include "base/str.h"

// Feed candidates one by one; [best] is NULL while nothing is near enough
// (more than a third of the letters differ). Letters, not bytes, are compared,
// and letters that look alike in Cyrillic and Latin (с and c) count as equal.
struct nearest {
    struct str typed;
    const char *best;
    size_t distance;
};

struct nearest nearest_to(struct str typed);
void nearest_offer(struct nearest *n, const char *candidate);

#endif
