// SPDX-License-Identifier: MIT
// Flow style throughout: [{"key": "value", …}, …].
#include "encode.h"

#include "record/decode.h"

static void put_quoted(struct buf *out, struct str s)
{
    buf_char(out, '"');
    for (size_t i = 0; i < s.len; i++) {
        const unsigned char c = (unsigned char)s.ptr[i];
        if (c < ' ' || c == '"' || c == '\\')
            buf_format(out, "\\x%02X", c);
        else
            buf_char(out, (char)c);
    }
    buf_char(out, '"');
}

static void put_choice(const struct field *f, int index, struct buf *out)
{
    put_quoted(out, str_from(f->choices->items[index].key));
}

static void put_date(struct date d, struct buf *out)
{
    buf_format(out, "\"%04d-%02d-%02d\"", d.year, d.month, d.day);
}

static void encode_record(const struct record_type *type, const void *record, struct buf *out);

// One value of the field, as a list holds it too.
static void put_one(const struct field *f, const void *at, struct buf *out)
{
    switch (f->type) {
    case FIELD_BOOL:
        BUF_PUT(out, "\"");
        buf_put(out, *(const bool *)at ? STR("да") : STR("нет"));
        BUF_PUT(out, "\"");
        break;
    case FIELD_INT:
        buf_format(out, "\"%lld\"", (long long)*(const int64_t *)at);
        break;
    case FIELD_CHOICE:
        put_choice(f, *(const int *)at, out);
        break;
    case FIELD_CHOICES:
        put_choice(f, ((const struct choice_item *)at)->index, out);
        break;
    case FIELD_DATE:
        put_date(*(const struct date *)at, out);
        break;
    case FIELD_DATES:
        put_date(((const struct date_item *)at)->date, out);
        break;
    case FIELD_RECORD:
    case FIELD_RECORDS:
        encode_record(f->record, at, out);
        break;
    default: // text, markdown, id, url, file, reference: each begins with a struct str
        put_quoted(out, *(const struct str *)at);
    }
}

static void put_list(const struct field *f, const struct list *items, struct buf *out)
{
    bool first = true;

    buf_char(out, '[');
    for (LIST_EACH(const void, item, *items)) {
        buf_put(out, first ? STR("") : STR(", "));
        put_one(f, item, out);
        first = false;
    }
    buf_char(out, ']');
}

static void encode_record(const struct record_type *type, const void *record, struct buf *out)
{
    const struct part *part = record;
    bool first = true;

    buf_char(out, '{');
    for (size_t i = 0; i < type->count; i++) {
        const struct field *f = &type->fields[i];
        const void *at = (const char *)record + f->offset;
        if (!field_is_written(f) || !part->wheres || !part->wheres[i].line)
            continue;
        buf_format(out, "%s\"%s\": ", first ? "" : ", ", f->key);
        first = false;
        if (f->type >= FIELD_TEXTS && f->type <= FIELD_RECORDS)
            put_list(f, at, out);
        else
            put_one(f, at, out);
    }
    buf_char(out, '}');
}

void encode_records(const struct record_type *type, const struct list *records, struct buf *out)
{
    bool first = true;

    buf_char(out, '[');
    for (LIST_EACH(const void, record, *records)) {
        buf_put(out, first ? STR("") : STR(",\n"));
        encode_record(type, record, out);
        first = false;
    }
    buf_char(out, ']');
}
