// SPDX-License-Identifier: MIT
// A road map or a report table. Numbers and terms are verbatim strings, since
// real papers number «4.4» twice and say «Май 2020, далее постоянно»; columns
// and their titles belong to each table, since no two districts agree on them.
#ifndef MODEL_ROADMAP_H
#define MODEL_ROADMAP_H

#include "model/act.h"

// A column of this table: which field of the items it shows, under which title.
struct roadmap_column {
    struct part part;
    int field; // index in roadmap_column_choices
    struct str title;
};

struct roadmap_item {
    struct part part;
    struct str no, what, indicator, report, audience, when;
    struct list due; // of struct date_item: machine dates of the same term
    struct str who, result;
    int status; // enum step_status
    struct date done;
    struct str link;

    const struct roadmap *roadmap;  // set by model/link, for the cells
    struct str link_href, link_url; // set by page/text: where [link] leads, here or elsewhere
    int shown_status;               // enum shown_status: status against the date of the build
};

struct roadmap_section {
    struct part part;
    struct str title;
    struct list items; // of struct roadmap_item
};

struct roadmap {
    struct part part;
    struct str id, title, period;
    int kind;
    struct ref act;
    struct markdown intro;
    struct list columns;  // of struct roadmap_column
    struct list sections; // of struct roadmap_section
    bool sample;
};

enum shown_status { SHOWN_NONE, SHOWN_PLANNED, SHOWN_RUNNING, SHOWN_DONE, SHOWN_LATE, SHOWN_CANCELLED };

extern const struct choices roadmap_column_choices, shown_status_choices;
extern const struct record_type roadmap_type, roadmap_section_type, roadmap_item_type, roadmap_column_type;

#endif
