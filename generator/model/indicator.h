// SPDX-License-Identifier: MIT
// An indicator: what is counted, with targets and values by period. Percentages
// are computed from numerator and denominator; the figure that the source
// prints stands beside the computed one where the two differ.
#ifndef MODEL_INDICATOR_H
#define MODEL_INDICATOR_H

#include "model/choices.h"

struct indicator_point {
    struct part part;
    struct str period, target, value;
    int64_t numerator, denominator;
    struct str as_written, note;
};

// One band of a criterion's scale.
struct scale_band {
    struct part part;
    struct str from, until, title;
};

struct indicator {
    struct part part;
    struct str id, title, counts, unit, method, level, tolerance, source;
    struct list points; // of struct indicator_point
    struct list scale;  // of struct scale_band
    bool sample;
};

extern const struct record_type indicator_type, indicator_point_type, scale_band_type;

// numerator / denominator in hundredths of a percent, rounded half up; -1 when
// either is missing or the denominator is 0.
int64_t indicator_share(const struct indicator_point *p);

#endif
