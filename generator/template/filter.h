// SPDX-License-Identifier: MIT
// Filters: one table of what may stand behind `|`: name, what it takes, what it
// gives, what it means. The compiler checks every use against a row, the
// documentation prints the rows, and a new filter is a new row.
//
// A filter given an absent value gives an absent value, unless its row says
// that it wants to see it. Filters cannot fail.
#ifndef TEMPLATE_FILTER_H
#define TEMPLATE_FILTER_H

#include "template/template.h"

enum param_kind {
    PARAM_TEXT,
    PARAM_INT,
    PARAM_BOOL,
    PARAM_WORD,       // a literal, one of [words]
    PARAM_FIELD,      // a literal: a field of the list's records, dots allowed; a list of texts has none
    PARAM_LIKE_FIELD, // a value comparable with that field
    PARAM_LIKE_INPUT, // a value of the type of the input
};

struct filter_param {
    const char *name;
    enum param_kind kind;
    bool optional;
    const char *words; // of a PARAM_WORD, separated by '|'
    unsigned takes;    // of a PARAM_FIELD: types that the field may have, 0 for any
};

enum filter_result {
    RESULT_TEXT,
    RESULT_INT,
    RESULT_INPUT,  // of the type that came in
    RESULT_ITEM,   // of the list that came in
    RESULT_GROUPS, // list of {key, items}
    RESULT_URL,    // text fit for href
    RESULT_JSON,   // text fit for a script of data
    RESULT_COLOUR, // text fit for a style attribute
};

enum { FILTER_PARAMS = 3, PATH_FIELDS = 4 };

// "programme.status": fields, each one of the record that the one before it reads as.
struct field_path {
    const struct field *fields[PATH_FIELDS];
    size_t count;
};

struct value path_read(const struct field_path *path, const void *record, struct arena *a);

// What a filter works on. [args] holds one value for each row of params; none
// where it was left out, which [given] tells from a value that is absent.
struct filter_input {
    struct value value;
    const struct value *args;
    const bool *given;
    const struct field_path *path;    // of PARAM_FIELD; NULL when left out
    const struct record_type *groups; // of RESULT_GROUPS: the type of its records
    struct str page;                  // path of the page being made
    const struct address_book *book;  // NULL: addresses are relative to it
    struct arena *scratch;
};

struct filter {
    const char *name;
    unsigned takes; // FILTER_TAKES(VALUE_…) | …
    enum filter_result result;
    struct value (*apply)(const struct filter_input *in);
    struct filter_param params[FILTER_PARAMS]; // up to the first without a name
    bool takes_none;
    const char *example; // «{{ act.date | date }}»
    const char *meaning; // Russian, one line
};

#define FILTER_TAKES(value_type) (1u << (value_type))

// The rows in alphabetical order; NULL behind the last one.
const struct filter *filter_at(size_t index);
const struct filter *filter_find(struct str name);
size_t filter_param_count(const struct filter *f);

// A record of RESULT_GROUPS. Its key is in the member that its type needs.
struct group {
    struct part part;
    struct str text;
    int64_t number;
    bool truth;
    struct date date;
    struct list items;
};

// The record type of groups of [items] by keys of type [key].
const struct record_type *group_type(enum value_type key, const struct record_type *items, struct arena *a);
#endif
