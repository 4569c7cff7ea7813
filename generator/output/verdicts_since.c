// SPDX-License-Identifier: MIT
#include "input/json_read.h"
#include "output/verdicts.h"

// One verdict of the earlier check.
struct past_row {
    struct str status;
    bool late;
};

struct comparison {
    struct verdicts *all;
    struct map rows;          // "path profile item" -> struct past_row
    struct map organizations; // path -> struct node
};

static struct str text_at(const struct node *map, const char *key)
{
    const struct node *n = node_get(map, key);

    return n && n->kind == NODE_TEXT ? n->text : (struct str){ 0 };
}

static struct str row_key(struct str path, struct str profile, struct str item, struct arena *a)
{
    return str_format(a, "%.*s %.*s %.*s", STR_ARG(path), STR_ARG(profile), STR_ARG(item));
}

// ---- reading -----------------------------------------------------------------------

static void take_row(struct comparison *c, struct str path, const struct node *row)
{
    struct past_row *past = ARENA_NEW(c->all->arena, struct past_row);
    struct str key = row_key(path, text_at(row, "profile"), text_at(row, "item"), c->all->arena);

    past->status = text_at(row, "status");
    past->late = str_is(text_at(row, "late"), "true");
    map_put(&c->rows, key, past);
}

// The organisations of an earlier answer, by the schema that it names; NULL when it is none.
static const struct node *organizations_in(const struct node *root)
{
    static const char *const places[][2] = { { "nastavnik-check/1", "organizations" },
                                             { "nastavnik-published/1", "results" } };

    for (size_t i = 0; root && i < sizeof places / sizeof *places; i++) {
        const struct node *list = node_get(root, places[i][1]);
        if (str_is(text_at(root, "schema"), places[i][0]) && list && list->kind == NODE_LIST)
            return list;
    }
    return NULL;
}

static void take_organizations(struct comparison *c, const struct node *list)
{
    for (const struct node *o = list->first; o; o = o->next) {
        const struct node *items = node_get(o, "items");
        map_put(&c->organizations, text_at(o, "path"), o);
        for (const struct node *row = items ? items->first : NULL; row; row = row->next)
            take_row(c, text_at(o, "path"), row);
    }
}

// ---- comparing -----------------------------------------------------------------------

// How far a status is from «размещено»: 0 is there. What was not checked may
// stand anywhere.
enum { NOT_CHECKED = -1, PUBLISHED = 0, ABSENT = 3 };

static int distance(struct str key)
{
    static const char *const order[] = { "published", "waived", "partial", "absent" };

    for (int i = 0; i < (int)(sizeof order / sizeof *order); i++)
        if (str_is(key, order[i]))
            return i;
    return NOT_CHECKED;
}

static struct verdicts_change *add(struct comparison *c, const char *key, const char *label, struct str path,
                                   struct str organization)
{
    struct verdicts_change *change = ARENA_NEW(c->all->arena, struct verdicts_change);

    *change =
        (struct verdicts_change){ .key = key, .label = label, .path = path, .organization = organization };
    list_add(&c->all->changes, change, c->all->arena);
    return change;
}

static struct str label_of(struct str key)
{
    for (int i = 1; i < (int)status_choices.count; i++)
        if (str_is(key, choice_at(&status_choices, i)->key))
            return str_from(choice_at(&status_choices, i)->label);
    return key;
}

static void add_row(struct comparison *c, const char *key, const char *label, const struct verdicts_row *r,
                    struct str was)
{
    struct verdicts_change *change = add(c, key, label, r->organization->path, r->organization->label);

    change->item = r->item->id;
    change->title = r->item->title;
    change->was = label_of(was);
    change->now = str_from(choice_at(&status_choices, r->status)->label);
    change->reason = r->late ? r->due : r->reason;
}

static const struct kind {
    const char *key, *label;
} appeared = { "appeared", "появилось" }, vanished = { "vanished", "исчезло" },
  stale = { "stale", "устарело" }, better = { "better", "стало лучше" }, worse = { "worse", "стало хуже" },
  late = { "late", "просрочено" }, unchecked = { "unchecked", "проверить не удалось" },
  checked = { "checked", "теперь проверено" };

// NULL when nothing changed.
static const struct kind *kind_of(const struct verdicts_row *r, const struct past_row *past)
{
    const int from = distance(past->status);
    const int to = distance(str_from(choice_at(&status_choices, r->status)->key));

    if (from == to)
        return r->late && !past->late ? &late : NULL;
    if (to == NOT_CHECKED)
        return &unchecked;
    if (from == NOT_CHECKED)
        return &checked;
    if (from == ABSENT && to == PUBLISHED)
        return &appeared;
    if (from == PUBLISHED && to == ABSENT)
        return r->stale ? &stale : &vanished;
    return to < from ? &better : &worse;
}

static void compare_row(struct comparison *c, const struct verdicts_row *r)
{
    struct str key = row_key(r->organization->path, r->item->profile, r->item->id, c->all->arena);
    const struct past_row *past = map_get(&c->rows, key);
    const struct kind *kind = past ? kind_of(r, past) : NULL;

    if (kind)
        add_row(c, kind->key, kind->label, r, past->status);
}

// Of an organisation without verdicts of which it is known why there are none; false when it is not.
static bool add_unread(struct comparison *c, struct str path, struct str label)
{
    const struct str *why = map_get(&c->all->unread, path);

    if (why)
        add(c, "organization-unread", unchecked.label, path, label)->reason = *why;
    return why;
}

static bool had_rows(const struct node *past)
{
    const struct node *items = node_get(past, "items");

    return items && items->first;
}

static void compare_organization(struct comparison *c, const struct verdicts_organization *o)
{
    const struct node *past = map_get(&c->organizations, o->path);

    if (!past)
        add(c, "organization-new", "новая организация", o->path, o->label);
    else if (!o->rows.count && had_rows(past))
        add_unread(c, o->path, text_at(past, "label"));
    for (LIST_EACH(const struct verdicts_row, r, o->rows))
        compare_row(c, r);
}

static void find_gone(struct comparison *c, const struct node *list)
{
    struct map here = map_new(c->all->arena);

    for (LIST_EACH(const struct verdicts_organization, o, c->all->organizations))
        map_put(&here, o->path, o);
    for (const struct node *o = list->first; o; o = o->next)
        if (!map_get(&here, text_at(o, "path")) && !add_unread(c, text_at(o, "path"), text_at(o, "label")))
            add(c, "organization-gone", "организации больше нет", text_at(o, "path"), text_at(o, "label"));
}

struct str verdicts_past_day(const struct verdicts *b)
{
    struct date day;

    return date_parse(b->past, &day) ? date_dotted(day, b->arena) : b->past;
}

bool verdicts_compare(struct verdicts *b, struct str text)
{
    struct comparison c = { b, map_new(b->arena), map_new(b->arena) };
    const struct node *root = json_read(text, b->arena);
    const struct node *list = organizations_in(root);

    if (!list)
        return false;
    take_organizations(&c, list);
    b->has_past = true;
    b->past = text_at(root, "checked");
    for (LIST_EACH(const struct verdicts_organization, o, b->organizations))
        compare_organization(&c, o);
    find_gone(&c, list);
    return true;
}
