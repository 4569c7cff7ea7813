// SPDX-License-Identifier: MIT
#include "base/limits.h"
#include "base/nearest.h"
#include "record/decode_internal.h"

#include <string.h>

// The key that was probably meant, or NULL.
static const char *nearest_key(const struct record_type *type, struct str typed)
{
    struct nearest near = nearest_to(typed);

    for (const struct field *f = type->fields; f < type->fields + type->count; f++)
        if (field_is_written(f))
            nearest_offer(&near, f->key);
    return near.best;
}

static bool unknown_key(const struct record_type *type, const struct node *v, struct diags *ds)
{
    const char *near = nearest_key(type, v->key);

    if (near)
        diag_add(ds, DIAG_FIELD_UNKNOWN, v->key_where, "%s: нет поля «%.*s»; возможно, вы имели в виду «%s»",
                 type->title, STR_ARG(v->key), near);
    else
        diag_add(ds, DIAG_FIELD_UNKNOWN, v->key_where, "%s: нет поля «%.*s»", type->title, STR_ARG(v->key));
    return false;
}

// An optional field may wait for its value; a required one may not.
static bool leave_out(const struct record_type *type, const struct field *f, const struct node *v,
                      struct diags *ds)
{
    if (!(f->flags & FIELD_REQUIRED))
        return true;
    diag_add(ds, DIAG_FIELD_EMPTY, v->key_where, "%s: у обязательного поля «%s» нет значения (%s)",
             type->title, f->key, f->meaning);
    return false;
}

static bool decode_entry(const struct record_type *type, const struct node *v, void *record,
                         struct where *wheres, const struct decoder *d)
{
    const struct field *f = field_find(type, v->key);

    if (!f || !field_is_written(f))
        return unknown_key(type, v, d->ds);
    if (decode_is_left_out(v))
        return leave_out(type, f, v, d->ds);
    struct where *place = &wheres[f - type->fields];
    if (place->line) {
        diag_add(d->ds, DIAG_YAML_DUPLICATE, v->key_where, "«%s» и «%s» — одно и то же поле", f->key,
                 f->also);
        return false;
    }
    *place = v->where;
    return decode_value(d, f, v, (char *)record + f->offset);
}

// Whether the field stands in the record without a value, or under a misspelt
// name: either has been reported, and is no field left out.
static bool is_attempted(const struct record_type *type, const struct node *node, const struct field *f)
{
    for (const struct node *v = node->first; v; v = v->next) {
        const struct field *named = field_find(type, v->key);
        const char *near = named ? NULL : nearest_key(type, v->key);
        if (named == f || (near && str_is(str_from(near), f->key)))
            return true;
    }
    return false;
}

static bool check_required(const struct record_type *type, const struct node *node,
                           const struct where *wheres, struct diags *ds)
{
    bool ok = true;

    for (size_t i = 0; i < type->count; i++) {
        const struct field *f = &type->fields[i];
        if (!(f->flags & FIELD_REQUIRED) || wheres[i].line || is_attempted(type, node, f))
            continue;
        diag_add(ds, DIAG_FIELD_MISSING, node->where, "%s: нет обязательного поля «%s» (%s)", type->title,
                 f->key, f->meaning);
        ok = false;
    }
    return ok;
}

void record_init(const struct record_type *type, void *record)
{
    memset(record, 0, type->size);
    for (const struct field *f = type->fields; f < type->fields + type->count; f++) {
        if (f->type == FIELD_INT)
            *(int64_t *)(void *)((char *)record + f->offset) = FIELD_INT_ABSENT;
        else if (f->type == FIELD_RECORD)
            record_init(f->record, (char *)record + f->offset);
    }
}

bool record_decode(const struct record_type *type, const struct node *node, void *record, struct arena *a,
                   struct diags *ds)
{
    const struct decoder d = { a, ds, type };
    bool ok = true;

    if (node->kind != NODE_MAP) {
        diag_add(ds, DIAG_FIELD_TYPE, node->where, "%s: нужны поля вида «поле: значение», а здесь %s",
                 type->title, node_kind_name(node->kind));
        return false;
    }
    struct part *part = record;
    struct where *wheres = arena_alloc(a, type->count, sizeof *wheres);
    part->where = node->where;
    part->wheres = wheres;
    for (const struct node *v = node->first; v; v = v->next)
        ok = decode_entry(type, v, record, wheres, &d) && ok;
    return check_required(type, node, wheres, ds) && ok;
}

// Appends the record of [node] to [out]; what has no fields at all makes no record.
static bool add_record(const struct record_type *type, const struct node *node, struct list *out,
                       struct arena *a, struct diags *ds)
{
    void *record = arena_alloc(a, 1, type->size);

    if (decode_is_left_out(node)) {
        diag_add(ds, DIAG_FIELD_EMPTY, node->where, "%s: пустой пункт списка", type->plural);
        return false;
    }
    record_init(type, record);
    bool ok = record_decode(type, node, record, a, ds);
    if (node->kind == NODE_MAP)
        list_add(out, record, a);
    return ok;
}

bool records_decode(const struct record_type *type, const struct node *node, struct list *out,
                    struct arena *a, struct diags *ds)
{
    bool ok = true;

    if (node->kind != NODE_LIST)
        return add_record(type, node, out, a, ds);
    for (const struct node *item = node->first; item; item = item->next) {
        ok = add_record(type, item, out, a, ds) && ok;
        if (out->count > LIMIT_RECORDS) {
            diag_add(ds, DIAG_RECORD_LIMIT, item->where, "%s: больше %d записей", type->plural,
                     LIMIT_RECORDS);
            return false;
        }
    }
    return ok;
}
