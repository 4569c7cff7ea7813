// SPDX-License-Identifier: MIT
#include "monitor/manifest_decode.h"

#include "base/utf8.h"

#include <assert.h>

struct decoder {
    struct arena *arena;
    struct str *wrong;
};

static bool decode_record(const struct decoder *d, const struct record_type *type, const struct node *map,
                          void *record);

// Control characters and line ends become spaces: a name stays one line wherever it is printed.
static struct str one_line(struct str text, struct arena *a)
{
    struct buf b = buf_new(a, text.len);

    while (text.len) {
        uint32_t c = utf8_next(&text);
        bool control = c < 0x20 || (c >= 0x7F && c < 0xA0) || c == UTF8_BAD;
        utf8_put(&b, control ? ' ' : c);
    }
    return buf_str(&b);
}

static bool decode_choice(const struct field *f, struct str key, int *choice)
{
    for (int i = 1; i < (int)f->choices->count; i++)
        if (str_is(key, f->choices->items[i].key))
            *choice = i;
    return *choice > 0;
}

static bool is_text(const struct node *v)
{
    return v->kind == NODE_TEXT && v->quoted;
}

// Nothing that is counted in a manifest has more than 15 digits.
static bool decode_int(const struct node *v, int64_t *number)
{
    if (v->text.len == 0 || v->text.len > 15)
        return false;
    for (size_t i = 0; i < v->text.len; i++) {
        if (v->text.ptr[i] < '0' || v->text.ptr[i] > '9')
            return false;
        *number = *number * 10 + (v->text.ptr[i] - '0');
    }
    return true;
}

static bool decode_bool(const struct node *v, bool *truth)
{
    *truth = str_is(v->text, "true");
    return *truth || str_is(v->text, "false");
}

static bool decode_texts(const struct decoder *d, const struct node *list, struct list *texts)
{
    for (const struct node *v = list->first; v; v = v->next) {
        struct str *text = ARENA_NEW(d->arena, struct str);
        if (!is_text(v))
            return false;
        *text = one_line(v->text, d->arena);
        list_add(texts, text, d->arena);
    }
    return true;
}

static bool decode_records(const struct decoder *d, const struct field *f, const struct node *list,
                           struct list *records)
{
    for (const struct node *v = list->first; v; v = v->next) {
        void *record = arena_alloc(d->arena, 1, f->record->size);
        if (!decode_record(d, f->record, v, record))
            return false;
        list_add(records, record, d->arena);
    }
    return true;
}

static bool is_written_as(const struct field *f, const struct node *v)
{
    switch (f->type) {
    case FIELD_TEXTS:
    case FIELD_RECORDS:
        return v->kind == NODE_LIST;
    case FIELD_RECORD:
        return v->kind == NODE_MAP;
    default:
        return v->kind == NODE_TEXT && v->quoted == (f->type != FIELD_INT && f->type != FIELD_BOOL);
    }
}

static bool decode_value(const struct decoder *d, const struct field *f, const struct node *v, void *at)
{
    if (!is_written_as(f, v))
        return false;
    switch (f->type) {
    case FIELD_TEXT:
        *(struct str *)at = one_line(v->text, d->arena);
        return true;
    case FIELD_INT:
        return decode_int(v, at);
    case FIELD_BOOL:
        return decode_bool(v, at);
    case FIELD_DATE:
        return date_parse(v->text, at);
    case FIELD_CHOICE:
        return decode_choice(f, v->text, at);
    case FIELD_TEXTS:
        return decode_texts(d, v, at);
    case FIELD_RECORD:
        return decode_record(d, f->record, v, at);
    default:
        assert(f->type == FIELD_RECORDS); // a manifest holds nothing else
        return decode_records(d, f, v, at);
    }
}

static bool decode_record(const struct decoder *d, const struct record_type *type, const struct node *map,
                          void *record)
{
    if (map->kind != NODE_MAP)
        return false;
    for (const struct field *f = type->fields; f < type->fields + type->count; f++) {
        const struct node *v = node_get(map, f->key);
        if (!v && !(f->flags & FIELD_REQUIRED))
            continue;
        if (v && decode_value(d, f, v, (char *)record + f->offset))
            continue;
        // The innermost wrong key is the one to name.
        if (str_empty(*d->wrong))
            *d->wrong = str_format(d->arena, v ? "«%s» не того вида" : "нет «%s»", f->key);
        return false;
    }
    return true;
}

bool manifest_decode(const struct record_type *type, const struct node *map, void *record, struct arena *a,
                     struct str *wrong)
{
    const struct decoder d = { a, wrong };

    *wrong = (struct str){ 0 };
    if (decode_record(&d, type, map, record))
        return true;
    if (str_empty(*wrong))
        *wrong = STR("на месте записи стоит другое");
    return false;
}
