// SPDX-License-Identifier: MIT
// What the templates and tables of `nastavnik kit` may name beside the pages
// themselves: the list of what to upload, the instruction, the section in one file.
#ifndef PAGE_KIT_VIEW_H
#define PAGE_KIT_VIEW_H

#include "record/field.h"

// Something to upload: a page or a file.
struct kit_row {
    struct str name;    // in the kit: "dokumenty/prikaz-pary.pdf"
    struct str title;   // what to call it
    struct str place;   // where to put it
    struct str facts;   // «PDF, 317 КБ»
    struct str address; // where it was published; empty when nobody has said yet
    bool page;
    size_t node; // the organisation, in the order of the tree
};

// A page of the section in one file.
struct kit_part {
    struct str title, anchor;
    struct str html;
};

struct kit_view {
    struct str title, label; // of the section and its organisation
    struct date today;
    struct list pages, files; // of struct kit_row
    struct list wholes;       // of struct kit_row: sections in one file
    struct list parts;        // of struct kit_part
    int64_t unknown;          // how many rows have no address
};

enum kit_page { KIT_WHOLE, KIT_LIST, KIT_README, KIT_PAGES };

extern const char *const kit_pages[KIT_PAGES]; // their templates
extern const struct record_type kit_type, kit_row_type;

#endif
