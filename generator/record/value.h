// SPDX-License-Identifier: MIT
// Value: what a field holds when somebody reads it: a template, a CSV column,
// the manifest. Small, by value, borrowing everything it points to.
#ifndef RECORD_VALUE_H
#define RECORD_VALUE_H

#include "base/date.h"
#include "base/list.h"
#include "base/str.h"

#include <stdbool.h>
#include <stdint.h>

struct record_type;

enum value_type {
    VALUE_NONE, // a field that the author left out
    VALUE_BOOL,
    VALUE_INT,
    VALUE_TEXT,
    VALUE_HTML, // made by input/markdown and nowhere else: the only text that is not escaped
    VALUE_PATH, // a path from the root of the built site: printed relative to the page, through `url`
    VALUE_DATE,
    VALUE_LIST,
    VALUE_RECORD,
};

struct value {
    enum value_type type;
    union {
        bool truth;
        int64_t number;
        struct str text; // TEXT, HTML, PATH
        struct date date;
        struct {
            const struct list *items;     // each item: a record, or a struct str for a list of texts
            const struct record_type *of; // NULL: a list of texts
        } list;
        struct {
            const void *at; // never NULL: a missing record is VALUE_NONE
            const struct record_type *type;
        } record;
    };
};

struct value value_none(void);
struct value value_bool(bool truth);
struct value value_int(int64_t number);
struct value value_text(struct str text); // VALUE_NONE when empty
struct value value_html(struct str html);
struct value value_path(struct str path);  // VALUE_NONE when empty
struct value value_date(struct date date); // VALUE_NONE when not given
struct value value_list(const struct list *items, const struct record_type *of);
struct value value_record(const void *record, const struct record_type *type); // VALUE_NONE for NULL

// What `if` makes of it: none, false, 0, an empty text and an empty list are false.
bool value_truth(struct value v);

#endif
