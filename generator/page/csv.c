// SPDX-License-Identifier: MIT
#include "page/csv.h"

#include "base/buf.h"
#include "base/limits.h"

#include <string.h>

static bool needs_quotes(struct str cell)
{
    static const bool special[256] = { [';'] = true, ['"'] = true, ['\r'] = true, ['\n'] = true };

    for (size_t i = 0; i < cell.len; i++)
        if (special[(unsigned char)cell.ptr[i]])
            return true;
    return false;
}

// Quotes inside a quoted cell are doubled.
static void put_doubled(struct buf *b, struct str cell)
{
    struct str part;

    for (bool first = true; str_split(&cell, '"', &part); first = false) {
        if (!first)
            BUF_PUT(b, "\"\"");
        buf_put(b, part);
    }
}

// A cell that begins like a formula gets an apostrophe, which Excel hides.
static void put_cell(struct buf *b, struct str cell)
{
    const bool formula = cell.len && strchr("=+-@\t\r", cell.ptr[0]);
    const bool quoted = needs_quotes(cell);

    if (quoted)
        buf_char(b, '"');
    if (formula)
        buf_char(b, '\'');
    if (quoted)
        put_doubled(b, cell);
    else
        buf_put(b, cell);
    if (quoted)
        buf_char(b, '"');
}

static struct str join_texts(const struct list *texts, struct arena *a)
{
    struct buf b = buf_new(a, LIMIT_PAGE_BYTES);

    for (LIST_EACH(const struct str, text, *texts)) {
        if (b.len)
            BUF_PUT(&b, ", ");
        buf_put(&b, *text);
    }
    return buf_str(&b);
}

static struct str text_of(struct value v, struct arena *a)
{
    switch (v.type) {
    case VALUE_TEXT:
    case VALUE_PATH:
        return v.text;
    case VALUE_INT:
        return str_format(a, "%lld", (long long)v.number);
    case VALUE_BOOL:
        return v.truth ? STR("да") : STR("нет");
    case VALUE_DATE:
        return date_dotted(v.date, a);
    case VALUE_LIST:
        return v.list.of ? (struct str){ 0 } : join_texts(v.list.items, a);
    case VALUE_NONE:
    case VALUE_HTML:
    case VALUE_RECORD:
        break;
    }
    return (struct str){ 0 };
}

static struct value value_at(const struct record_type *type, const void *record, struct str key,
                             struct arena *a)
{
    struct str rest = key, part;
    struct value v = value_record(record, type);

    while (v.type == VALUE_RECORD && str_split(&rest, '.', &part))
        v = field_read(field_find(v.record.type, part), v.record.at, a);
    return v;
}

struct str csv_write(const struct list *rows, const struct record_type *type,
                     const struct csv_column *columns, struct arena *a)
{
    struct buf b = buf_new(a, LIMIT_PAGE_BYTES);

    BUF_PUT(&b, "\xEF\xBB\xBF");
    for (const struct csv_column *c = columns; c->title; c++) {
        if (c != columns)
            buf_char(&b, ';');
        put_cell(&b, str_from(c->title));
    }
    BUF_PUT(&b, "\r\n");
    for (LIST_EACH(const void, row, *rows)) {
        for (const struct csv_column *c = columns; c->title; c++) {
            if (c != columns)
                buf_char(&b, ';');
            put_cell(&b, text_of(value_at(type, row, str_from(c->key), a), a));
        }
        BUF_PUT(&b, "\r\n");
    }
    return buf_whole(&b);
}
