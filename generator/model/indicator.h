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

    const struct indicator *indicator; // set by model/link: the one it is a point of
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

// The share of the point as a whole number of percent, rounded half up from the
// exact fraction; -1 when it has none. Scales are read with this number, so that
// «100 – 80%» and «79-60%» leave no gap between them.
int64_t indicator_whole_percent(const struct indicator_point *p);

// The band of the indicator's scale that the share falls in; NULL when there is none.
const struct scale_band *indicator_band(const struct indicator_point *p);

// The value against the target. The tolerance («не более 1 %») is read as
// percentage points where the plan is a share, and as a part of the plan where
// it is a number: 1 % of 335 sections is 3.35 sections.
enum indicator_verdict { VERDICT_NONE, VERDICT_MET, VERDICT_TOLERATED, VERDICT_MISSED };

// What the point measures, in hundredths of a percent or of the unit; -1 where it names no such number.
struct indicator_measure {
    int64_t value, target;
};

// Whether the plan of the indicator is in percent; without a plan, whether its values are.
bool indicator_in_percent(const struct indicator *indicator);
struct indicator_measure indicator_measure(const struct indicator_point *p, bool percent);

enum indicator_verdict indicator_judge(const struct indicator_point *p);
struct str indicator_verdict_text(const struct indicator_point *p, struct arena *a); // empty for VERDICT_NONE

#endif
