// SPDX-License-Identifier: MIT
#include "template/compare.h"

#include "base/russian.h"

static bool is_empty_text(struct value v)
{
    return v.type == VALUE_NONE || (v.type == VALUE_TEXT && str_empty(v.text));
}

bool values_equal(struct value a, struct value b)
{
    if (a.type == VALUE_NONE || b.type == VALUE_NONE)
        return is_empty_text(a) && is_empty_text(b);
    return values_compare(a, b) == 0;
}

static int compare_ints(int64_t a, int64_t b)
{
    return (a > b) - (a < b);
}

int values_compare(struct value a, struct value b)
{
    switch (a.type) {
    case VALUE_BOOL:
        return (int)a.truth - (int)b.truth;
    case VALUE_INT:
        return compare_ints(a.number, b.number);
    case VALUE_TEXT:
    case VALUE_HTML:
    case VALUE_PATH:
        return str_compare(a.text, b.text);
    case VALUE_DATE:
        return date_compare(a.date, b.date);
    case VALUE_NONE:
    case VALUE_LIST:
    case VALUE_RECORD:
        break; // the compiler lets nobody compare these
    }
    return 0;
}

int values_compare_russian(struct value a, struct value b)
{
    int order = a.type == VALUE_TEXT ? russian_compare(a.text, b.text) : 0;

    return order ? order : values_compare(a, b);
}
