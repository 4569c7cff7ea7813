// SPDX-License-Identifier: MIT
// Bar charts as numbers: what a template needs to write a line of words above each
// <svg> with its bar, and no arithmetic of its own. Markup stays in the theme, so a
// chart can be restyled, and nothing here can produce unescaped HTML.
#ifndef PAGE_CHART_H
#define PAGE_CHART_H

#include "record/field.h"

struct chart_bar {
    struct str head, rest; // what stands above the bar
    struct str width;      // "74.7", percents of the chart's width; empty without a value
    struct str plan;       // where the plan stands, in the same percents; empty without one
};

struct chart {
    struct list bars; // of struct chart_bar, from top to bottom
};

extern const struct record_type chart_type;

// One more bar below the others: [part] of [whole] at the head, or [otherwise] without
// a bar when there is no whole; then the label. Texts are borrowed.
void chart_add(struct chart *chart, struct str label, int64_t part, int64_t whole, struct str otherwise,
               struct arena *a);

// One more bar for a value against its plan, both parts of [whole], -1 where
// there is none: the label at the head, then what is told. Texts are borrowed.
void chart_add_planned(struct chart *chart, struct str label, struct str told, int64_t value, int64_t plan,
                       int64_t whole, struct arena *a);

#endif
