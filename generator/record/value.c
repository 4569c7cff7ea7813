// SPDX-License-Identifier: MIT
#include "record/value.h"

struct value value_none(void)
{
    return (struct value){ .type = VALUE_NONE };
}

struct value value_bool(bool truth)
{
    return (struct value){ .type = VALUE_BOOL, .truth = truth };
}

struct value value_int(int64_t number)
{
    return (struct value){ .type = VALUE_INT, .number = number };
}

// An empty text of the given type is "not given".
static struct value textual(enum value_type type, struct str text)
{
    return str_empty(text) ? value_none() : (struct value){ .type = type, .text = text };
}

struct value value_text(struct str text)
{
    return textual(VALUE_TEXT, text);
}

struct value value_html(struct str html)
{
    return textual(VALUE_HTML, html);
}

struct value value_path(struct str path)
{
    return textual(VALUE_PATH, path);
}

struct value value_date(struct date date)
{
    return date_given(date) ? (struct value){ .type = VALUE_DATE, .date = date } : value_none();
}

struct value value_list(const struct list *items, const struct record_type *of)
{
    return (struct value){ .type = VALUE_LIST, .list = { items, of } };
}

struct value value_record(const void *record, const struct record_type *type)
{
    return record ? (struct value){ .type = VALUE_RECORD, .record = { record, type } } : value_none();
}

bool value_truth(struct value v)
{
    switch (v.type) {
    case VALUE_NONE:
        return false;
    case VALUE_BOOL:
        return v.truth;
    case VALUE_INT:
        return v.number != 0;
    case VALUE_TEXT:
    case VALUE_HTML:
    case VALUE_PATH:
        return v.text.len > 0;
    case VALUE_LIST:
        return v.list.items->count > 0;
    case VALUE_DATE:
    case VALUE_RECORD:
        return true;
    }
    return false;
}
