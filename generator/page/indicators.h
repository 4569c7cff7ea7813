// SPDX-License-Identifier: MIT
// Indicators as a page shows them: the record, its figures in words, and a bar
// for each period with a mark where the plan stands.
#ifndef PAGE_INDICATORS_H
#define PAGE_INDICATORS_H

#include "model/indicator.h"
#include "page/chart.h"

struct indicator_row {
    const struct indicator *indicator;
    struct str latest; // «2024: 12 из 40, 30 %; план 35 %, не достигнут»; empty without points
    const struct chart *chart; // NULL: nothing to compare, or too many points
};

extern const struct record_type indicator_row_type;

// «12 из 40, 30 %; план 35 %, не достигнут»: everything that the point says in numbers.
struct str indicator_told(const struct indicator_point *p, struct arena *a);

struct list indicator_rows(const struct list *indicators, struct arena *a); // of struct indicator_row

#endif
