// SPDX-License-Identifier: MIT
#include "template/filter_list.h"

#include "base/buf.h"
#include "base/limits.h"
#include "template/compare.h"

static struct value item_value(const struct value *list, const void *item)
{
    if (list->list.of)
        return value_record(item, list->list.of);
    return value_text(*(const struct str *)item);
}

// What an item is sorted, chosen or joined by: its field, or itself.
static struct value item_key(const struct filter_input *in, const void *item)
{
    return in->path ? path_read(in->path, item, in->scratch) : item_value(&in->value, item);
}

static struct value new_list(const struct filter_input *in, struct list **out)
{
    *out = ARENA_NEW(in->scratch, struct list);
    return value_list(*out, in->value.list.of);
}

// ---- order -----------------------------------------------------------------

struct keyed {
    struct value key;
    const void *item;
};

// Items without a key come last in both directions.
static bool one_is_absent(const struct keyed *a, const struct keyed *b, int *order)
{
    *order = (a->key.type == VALUE_NONE) - (b->key.type == VALUE_NONE);
    return a->key.type == VALUE_NONE || b->key.type == VALUE_NONE;
}

static int ascending(const void *a, const void *b)
{
    const struct keyed *x = a, *y = b;
    int order;

    return one_is_absent(x, y, &order) ? order : values_compare_russian(x->key, y->key);
}

static int descending(const void *a, const void *b)
{
    const struct keyed *x = a, *y = b;
    int order;

    return one_is_absent(x, y, &order) ? order : values_compare_russian(y->key, x->key);
}

// The items with their keys, read once each, in order.
static struct list sorted(const struct filter_input *in, int (*order)(const void *, const void *))
{
    const struct list *items = in->value.list.items;
    struct keyed *keyed = arena_alloc(in->scratch, items->count, sizeof *keyed);
    struct list result = { 0 };

    for (size_t i = 0; i < items->count; i++) {
        keyed[i] = (struct keyed){ item_key(in, items->items[i]), items->items[i] };
        list_add(&result, &keyed[i], in->scratch);
    }
    list_sort(&result, order, in->scratch);
    return result;
}

struct value filter_sort(const struct filter_input *in)
{
    struct list order = sorted(in, value_truth(in->args[1]) ? descending : ascending), *out;
    struct value result = new_list(in, &out);

    for (LIST_EACH(const struct keyed, k, order))
        list_add(out, k->item, in->scratch);
    return result;
}

struct value filter_reverse(const struct filter_input *in)
{
    const struct list *items = in->value.list.items;
    struct list *out;
    struct value result = new_list(in, &out);

    for (size_t i = items->count; i-- > 0;)
        list_add(out, items->items[i], in->scratch);
    return result;
}

// ---- groups ----------------------------------------------------------------

static const struct field group_fields[] = {
    { "key", NULL, FIELD_TEXT, offsetof(struct group, text), .meaning = "общее значение поля" },
    { "key", NULL, FIELD_INT, offsetof(struct group, number), .meaning = "общее значение поля" },
    { "key", NULL, FIELD_BOOL, offsetof(struct group, truth), .meaning = "общее значение поля" },
    { "key", NULL, FIELD_DATE, offsetof(struct group, date), .meaning = "общее значение поля" },
};

static const struct field *key_field(enum value_type key)
{
    const struct field *f = group_fields;

    while (field_value_type(f) != key)
        f++;
    return f;
}

const struct record_type *group_type(enum value_type key, const struct record_type *items, struct arena *a)
{
    struct field *fields = arena_alloc(a, 2, sizeof *fields);
    struct record_type *type = ARENA_NEW(a, struct record_type);

    fields[0] = *key_field(key);
    fields[1] = (struct field){ .key = "items",
                                .type = FIELD_RECORDS,
                                .offset = offsetof(struct group, items),
                                .record = items,
                                .meaning = "записи группы" };
    *type = (struct record_type){ .name = "group",
                                  .title = "группа",
                                  .plural = "группы",
                                  .size = sizeof(struct group),
                                  .fields = fields,
                                  .count = 2 };
    return type;
}

static struct group *new_group(struct value key, struct arena *a)
{
    struct group *g = ARENA_NEW(a, struct group);

    g->number = FIELD_INT_ABSENT;
    if (key.type == VALUE_TEXT)
        g->text = key.text;
    else if (key.type == VALUE_INT)
        g->number = key.number;
    else if (key.type == VALUE_BOOL)
        g->truth = key.truth;
    else if (key.type == VALUE_DATE)
        g->date = key.date;
    return g;
}

struct value filter_group_by(const struct filter_input *in)
{
    struct list order = sorted(in, ascending), *groups = ARENA_NEW(in->scratch, struct list);
    const struct keyed *before = NULL;
    struct group *group = NULL;

    for (LIST_EACH(const struct keyed, k, order)) {
        if (!before || !values_equal(before->key, k->key)) {
            group = new_group(k->key, in->scratch);
            list_add(groups, group, in->scratch);
        }
        list_add(&group->items, k->item, in->scratch);
        before = k;
    }
    return value_list(groups, in->groups);
}

// ---- choice ----------------------------------------------------------------

static bool fits(const struct filter_input *in, const void *item, bool compares)
{
    struct value key = item_key(in, item);

    return compares ? values_equal(key, in->args[1]) : value_truth(key);
}

static struct value chosen(const struct filter_input *in, bool wanted)
{
    struct list *out;
    struct value result = new_list(in, &out);

    for (LIST_EACH(const void, item, *in->value.list.items))
        if (fits(in, item, in->given[1]) == wanted)
            list_add(out, item, in->scratch);
    return result;
}

struct value filter_where(const struct filter_input *in)
{
    return chosen(in, true);
}

struct value filter_reject(const struct filter_input *in)
{
    return chosen(in, false);
}

struct value filter_limit(const struct filter_input *in)
{
    struct list *out;
    struct value result = new_list(in, &out);
    int64_t most = in->args[0].type == VALUE_INT ? in->args[0].number : INT64_MAX;

    *out = *in->value.list.items;
    if (most < 0)
        most = 0;
    if ((uint64_t)most < out->count)
        out->count = (size_t)most;
    return result;
}

struct value filter_first(const struct filter_input *in)
{
    const struct list *items = in->value.list.items;

    return items->count ? item_value(&in->value, items->items[0]) : value_none();
}

struct value filter_last(const struct filter_input *in)
{
    const struct list *items = in->value.list.items;

    return items->count ? item_value(&in->value, items->items[items->count - 1]) : value_none();
}

struct value filter_join(const struct filter_input *in)
{
    struct buf out = buf_new(in->scratch, LIMIT_PAGE_BYTES);
    bool first = true;

    for (LIST_EACH(const void, item, *in->value.list.items)) {
        struct value key = item_key(in, item);
        if (key.type == VALUE_NONE)
            continue;
        if (!first && in->args[0].type == VALUE_TEXT)
            buf_put(&out, in->args[0].text);
        if (key.type == VALUE_INT)
            buf_format(&out, "%lld", (long long)key.number);
        else
            buf_put(&out, key.text);
        first = false;
    }
    return value_text(buf_str(&out));
}
