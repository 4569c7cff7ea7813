// SPDX-License-Identifier: MIT
// Shares of a whole, as monitoring prints them. One rule for all: exact
// fractions in, one decimal out, half up. No floating point, so 2.25 % is 2,3 %
// on every machine.
#ifndef BASE_PERCENT_H
#define BASE_PERCENT_H

#include "base/str.h"

#include <stdint.h>

// «74,7 %» with a no-break space, «75 %» when there are no tenths; empty when
// there is no whole to take a share of, or the part is negative.
struct str percent_text(int64_t part, int64_t whole, struct arena *a);

// The same number as CSS and SVG write it, never over 100: "74.7".
struct str percent_width(int64_t part, int64_t whole, struct arena *a);

#endif
