// SPDX-License-Identifier: MIT
// Colours as a site gives them, «#1d4f91», and how well they can be told apart:
// the contrast that WCAG 2 defines and ПП РФ № 102 asks for.
#ifndef BASE_COLOUR_H
#define BASE_COLOUR_H

#include "base/str.h"

struct colour {
    unsigned char red, green, blue;
};

// False when [s] is not of the form #rrggbb.
bool colour_read(struct str s, struct colour *out);
struct str colour_text(struct colour c, struct arena *a);

// From 1 to 21.
double colour_contrast(struct colour a, struct colour b);

// [c] with as much white in it as it takes to be seen on a dark page: 7 : 1 on
// black, which leaves over 4,5 : 1 on the greys that dark schemes use.
struct colour colour_on_dark(struct colour c);

#endif
