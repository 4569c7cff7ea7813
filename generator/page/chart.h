// SPDX-License-Identifier: MIT
// Bar charts as numbers: what a template needs to draw one with <svg>, <rect>
// and <text> and no arithmetic of its own. Markup stays in the theme, so a
// chart can be restyled, and nothing here can produce unescaped HTML.
#ifndef PAGE_CHART_H
#define PAGE_CHART_H

#include "record/field.h"

// Lengths across are percents of the chart's width, lengths down are ems: the
// letters keep their size however narrow the screen is. SVG does not wrap a
// text, so it is cut here into lines that fit a phone.
enum {
    CHART_STEP = 3, // ems from one bar to the next, when one line of text stands above it
    CHART_LINE = 1, // ems for the second line
    CHART_LINES = 2,
    CHART_LETTERS = 34, // in a line
};

struct chart_bar {
    struct str label;
    struct str value;  // «74,7 %», or why there is none
    struct str head;   // one of the two: how the text above the bar begins
    struct list lines; // of struct str: the other one, in one or two lines
    struct str width;  // "74.7", percents of the chart's width; empty without a value
    struct str plan;   // where the plan stands, in the same percents; empty without one
    int64_t y;         // ems from the top
};

struct chart {
    struct list bars; // of struct chart_bar, from top to bottom
    int64_t height;   // ems
};

extern const struct record_type chart_type;

// One more bar below the others: [part] of [whole], or [otherwise] without a
// bar when there is no whole. Texts are borrowed.
void chart_add(struct chart *chart, struct str label, int64_t part, int64_t whole, struct str otherwise,
               struct arena *a);

// One more bar for a value against its plan, both parts of [whole], -1 where
// there is none. Texts are borrowed.
void chart_add_planned(struct chart *chart, struct str label, struct str told, int64_t value, int64_t plan,
                       int64_t whole, struct arena *a);

#endif
