// SPDX-License-Identifier: MIT
#include "template/type.h"

struct type type_of(enum value_type kind)
{
    return (struct type){ .kind = kind };
}

struct type type_unknown(void)
{
    return (struct type){ .unknown = true };
}

struct type type_field(const struct field *f)
{
    return (struct type){ .kind = field_value_type(f), .record = field_record_type(f) };
}

struct type type_item(struct type list)
{
    return list.record ? (struct type){ .kind = VALUE_RECORD, .record = list.record } : type_of(VALUE_TEXT);
}

bool type_join(struct type a, struct type b, struct type *out)
{
    bool a_decides = b.unknown || b.kind == VALUE_NONE, b_decides = a.unknown || a.kind == VALUE_NONE;

    *out = b_decides ? b : a;
    if (a_decides || b_decides)
        return true;
    if (a.made != b.made)
        out->made = MADE_PLAIN;
    return a.kind == b.kind && a.record == b.record;
}

const char *type_name(struct type t)
{
    static const char *const names[] = {
        [VALUE_NONE] = "none",  [VALUE_BOOL] = "«да» или «нет»", [VALUE_INT] = "число",
        [VALUE_TEXT] = "текст", [VALUE_HTML] = "готовый HTML",   [VALUE_PATH] = "путь",
        [VALUE_DATE] = "дата",  [VALUE_LIST] = "список записей", [VALUE_RECORD] = "запись",
    };

    return t.kind == VALUE_LIST && !t.record ? "список текстов" : names[t.kind];
}
