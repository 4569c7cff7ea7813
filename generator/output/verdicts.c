// SPDX-License-Identifier: MIT
#include "output/verdicts.h"

#include "base/percent.h"
#include "base/russian.h"
#include "page/csv.h"

#define AT(member) offsetof(struct verdicts_item, member)
static const struct field item_fields[] = {
    { "profile", NULL, FIELD_TEXT, AT(profile), .meaning = "id перечня" },
    { "id", NULL, FIELD_TEXT, AT(id), .meaning = "id пункта" },
    { "title", NULL, FIELD_TEXT, AT(title), .meaning = "что должно быть размещено" },
    { "must", NULL, FIELD_CHOICE, AT(must), .choices = &must_choices,
      .meaning = "обязательно, рекомендовано …" },
    { "source", NULL, FIELD_TEXT, AT(source), .meaning = "откуда требование" },
};
#undef AT
static const struct record_type verdicts_item_type = {
    .name = "verdicts_item",
    .title = "пункт",
    .plural = "пункты",
    .size = sizeof(struct verdicts_item),
    FIELDS(item_fields),
};

#define AT(member) offsetof(struct verdicts_organization, member)
static const struct field organization_fields[] = {
    { "path", NULL, FIELD_TEXT, AT(path), .meaning = "папка" },
    { "label", NULL, FIELD_TEXT, AT(label), .meaning = "краткое название" },
};
#undef AT
static const struct record_type verdicts_organization_type = {
    .name = "verdicts_organization",
    .title = "организация",
    .plural = "организации",
    .size = sizeof(struct verdicts_organization),
    FIELDS(organization_fields),
};

#define AT(member) offsetof(struct verdicts_row, member)
static const struct field row_fields[] = {
    { "organization", NULL, FIELD_POINTER, AT(organization), &verdicts_organization_type,
      .meaning = "организация" },
    { "item", NULL, FIELD_POINTER, AT(item), &verdicts_item_type, .meaning = "пункт перечня" },
    { "status", NULL, FIELD_CHOICE, AT(status), .choices = &status_choices, .meaning = "состояние" },
    { "reason", NULL, FIELD_TEXT, AT(reason), .meaning = "почему" },
    { "due", NULL, FIELD_TEXT, AT(due), .meaning = "срок" },
    { "late", NULL, FIELD_BOOL, AT(late), .meaning = "срок прошёл" },
    { "mend", NULL, FIELD_TEXT, AT(mend), .meaning = "файл, где исправить" },
    { "line", NULL, FIELD_INT, AT(line), .meaning = "строка в нём" },
    { "documents", NULL, FIELD_TEXTS, AT(documents), .meaning = "документы, которые закрывают пункт" },
};
#undef AT
const struct record_type verdicts_row_type = {
    .name = "verdicts_row",
    .title = "строка проверки",
    .plural = "строки проверки",
    .size = sizeof(struct verdicts_row),
    FIELDS(row_fields),
};

// ---- collecting ------------------------------------------------------------------

struct verdicts *verdicts_new(struct arena *a)
{
    struct verdicts *b = ARENA_NEW(a, struct verdicts);

    b->arena = a;
    b->known = map_new(a);
    b->unread = map_new(a);
    return b;
}

static struct verdicts_item *item_of(struct verdicts *b, const struct requirement *from)
{
    // With its words: a stranger's manifest that says them otherwise has rows of its own.
    struct str key = str_format(b->arena, "%.*s %.*s %d %.*s", STR_ARG(from->profile->id), STR_ARG(from->id),
                                from->must, STR_ARG(from->title));
    struct verdicts_item *item = map_get(&b->known, key);

    if (item)
        return item;
    item = ARENA_NEW(b->arena, struct verdicts_item);
    item->profile = str_copy(from->profile->id, b->arena);
    item->id = str_copy(from->id, b->arena);
    item->title = str_copy(from->title, b->arena);
    item->source = str_copy(from->source, b->arena);
    item->must = from->must;
    map_put(&b->known, key, item);
    list_add(&b->items, item, b->arena);
    return item;
}

void verdicts_add_row(struct verdicts *b, struct verdicts_organization *o, const struct verdict *v)
{
    struct verdicts_row *row = ARENA_NEW(b->arena, struct verdicts_row);

    *row = (struct verdicts_row){
        .organization = o,
        .item = item_of(b, v->item),
        .status = v->status,
        .reason = str_copy(v->reason, b->arena),
        .due = str_copy(v->due, b->arena),
        .due_day = v->due_day,
        .late = v->late,
        .stale = v->stale,
        .mend = str_copy(str_from(v->mend.source ? v->mend.source->path : ""), b->arena),
        .line = v->mend.line ? v->mend.line : FIELD_INT_ABSENT,
    };
    for (LIST_EACH(const struct act, act, v->acts)) {
        struct str *title = ARENA_NEW(b->arena, struct str);
        *title = str_copy(act->title, b->arena);
        list_add(&row->documents, title, b->arena);
    }
    list_add(&o->rows, row, b->arena);
}

struct verdicts_organization *verdicts_add_organization(struct verdicts *b, struct str path, struct str label,
                                                        struct str name)
{
    struct verdicts_organization *o = ARENA_NEW(b->arena, struct verdicts_organization);

    o->path = str_copy(path, b->arena);
    o->label = str_copy(label, b->arena);
    o->name = str_copy(name, b->arena);
    o->index = b->organizations.count;
    list_add(&b->organizations, o, b->arena);
    return o;
}

void verdicts_add_unread(struct verdicts *b, struct str path, struct str why)
{
    struct str *kept = ARENA_NEW(b->arena, struct str);

    if (map_get(&b->unread, path))
        return;
    *kept = str_copy(why, b->arena);
    map_put(&b->unread, str_copy(path, b->arena), kept);
}

struct str verdicts_unread(const struct verdicts *b, const struct verdicts_organization *o)
{
    const struct str *why = o->rows.count ? NULL : map_get(&b->unread, o->path);

    return why ? *why : (struct str){ 0 };
}

void verdicts_add(struct verdicts *b, const struct section *section, const struct list *verdicts)
{
    const struct organization *from = &section->organization;
    struct verdicts_organization *o =
        verdicts_add_organization(b, section->node->path, organization_label(from), from->name);

    o->index = section->node->index;
    for (LIST_EACH(const struct verdict, v, *verdicts))
        verdicts_add_row(b, o, v);
}

// ---- counting ----------------------------------------------------------------------

static void count(struct tally *t, const struct verdicts_row *r)
{
    t->applies++;
    t->published += r->status == STATUS_PUBLISHED;
    t->partial += r->status == STATUS_PARTIAL;
    t->absent += r->status == STATUS_ABSENT;
    t->waived += r->status == STATUS_WAIVED;
    t->not_checked += r->status == STATUS_NOT_CHECKED;
    t->late += r->late;
}

bool verdicts_row_is_open(const struct verdicts_row *r)
{
    return r->status == STATUS_ABSENT || r->status == STATUS_PARTIAL;
}

static void count_row(struct verdicts *b, struct verdicts_organization *o, const struct verdicts_row *r)
{
    struct verdicts_item *item = (struct verdicts_item *)(uintptr_t)r->item;

    count(&item->tally, r);
    if (verdicts_row_is_open(r))
        list_add(&item->debtors, r, b->arena);
    if (item->must != MUST_REQUIRED)
        return;
    count(&o->tally, r);
    count(&b->total, r);
}

static int by_index(const void *a, const void *b)
{
    const struct verdicts_organization *x = a, *y = b;

    return x->index < y->index ? -1 : x->index > y->index;
}

static int by_order(const void *a, const void *b)
{
    const struct verdicts_item *x = a, *y = b;

    return x->order < y->order ? -1 : x->order > y->order;
}

// The organisation in whose folder [path] lies, or NULL.
static const struct verdicts_organization *superior_of(const struct map *by_path, struct str path)
{
    const struct verdicts_organization *found = NULL;

    for (size_t end = path.len; !found && end > 0;) {
        while (end > 0 && path.ptr[--end] != '/')
            continue;
        found = map_get(by_path, str_from_to(path, 0, end));
    }
    return found;
}

// «Школа № 1 (Лесной район)»: namesakes of several districts are told by what is
// above them, where there is nothing by their folders.
static void tell_apart(struct verdicts *b)
{
    struct map by_path = map_new(b->arena), by_label = map_new(b->arena), shared = map_new(b->arena);

    for (LIST_EACH(const struct verdicts_organization, o, b->organizations)) {
        map_put(&by_path, o->path, o);
        if (map_put(&by_label, o->label, o))
            map_put(&shared, o->label, o);
    }
    for (LIST_EACH(struct verdicts_organization, o, b->organizations)) {
        const struct verdicts_organization *above = superior_of(&by_path, o->path);
        const struct str where = above ? above->label : o->path;
        if (map_get(&shared, o->label) && !str_empty(where))
            o->label = str_format(b->arena, "%.*s (%.*s)", STR_ARG(o->label), STR_ARG(where));
    }
}

void verdicts_finish(struct verdicts *b, struct date today)
{
    size_t order = 0;

    b->today = today;
    list_sort(&b->organizations, by_index, b->arena);
    tell_apart(b);
    for (LIST_EACH(struct verdicts_organization, o, b->organizations))
        for (LIST_EACH(const struct verdicts_row, r, o->rows)) {
            struct verdicts_item *item = (struct verdicts_item *)(uintptr_t)r->item;
            item->order = item->tally.applies ? item->order : order++;
            count_row(b, o, r);
        }
    list_sort(&b->items, by_order, b->arena);
}

int64_t tally_whole(const struct tally *t)
{
    return t->applies - t->waived;
}

const char *verdicts_organizations(int64_t n)
{
    return russian_plural(n, "организации", "организаций", "организаций");
}

struct str tally_share(const struct tally *t, const char *of, struct arena *a)
{
    const int64_t whole = tally_whole(t);

    if (whole == 0)
        return STR("считать нечего");
    return str_format(a, "%.*s (%lld из %lld %s)", STR_ARG(percent_text(t->published, whole, a)),
                      (long long)t->published, (long long)whole, of);
}

// ---- what to mend first ---------------------------------------------------------------

// Optional items ask for nothing.
static bool is_wanted(const struct verdicts_item *item)
{
    return item->must == MUST_REQUIRED || item->must == MUST_RECOMMENDED;
}

static int by_effect(const void *a, const void *b)
{
    const struct verdicts_item *x = a, *y = b;

    if (x->must != y->must)
        return x->must < y->must ? -1 : 1;
    if ((x->tally.late > 0) != (y->tally.late > 0))
        return x->tally.late > 0 ? -1 : 1;
    if (x->debtors.count != y->debtors.count)
        return x->debtors.count > y->debtors.count ? -1 : 1;
    return by_order(x, y);
}

struct list verdicts_first_items(const struct verdicts *b)
{
    struct list open = { 0 };

    for (LIST_EACH(const struct verdicts_item, item, b->items))
        if (is_wanted(item) && item->debtors.count)
            list_add(&open, item, b->arena);
    list_sort(&open, by_effect, b->arena);
    return open;
}

// The nearer its day, the sooner; what has no deadline comes last.
static int by_urgency(const void *a, const void *b)
{
    const struct verdicts_row *x = a, *y = b;
    const bool dated_x = date_given(x->due_day), dated_y = date_given(y->due_day);

    if (x->item->must != y->item->must)
        return x->item->must < y->item->must ? -1 : 1;
    if (x->late != y->late)
        return x->late ? -1 : 1;
    if (dated_x != dated_y)
        return dated_x ? -1 : 1;
    return dated_x ? date_compare(x->due_day, y->due_day) : 0;
}

struct list verdicts_first_rows(const struct verdicts_organization *o, struct arena *a)
{
    struct list open = { 0 };

    for (LIST_EACH(const struct verdicts_row, r, o->rows))
        if (is_wanted(r->item) && verdicts_row_is_open(r))
            list_add(&open, r, a);
    list_sort(&open, by_urgency, a);
    return open;
}

// ---- CSV ----------------------------------------------------------------------------------

struct str verdicts_csv(const struct verdicts *b, struct arena *a)
{
    static const struct csv_column columns[] = {
        { "Организация", "organization.label" },
        { "Папка", "organization.path" },
        { "Перечень", "item.profile" },
        { "Пункт", "item.id" },
        { "Что должно быть", "item.title" },
        { "Требование", "item.must" },
        { "Состояние", "status" },
        { "Почему", "reason" },
        { "Срок", "due" },
        { "Просрочено", "late" },
        { "Документы", "documents" },
        { "Где исправить", "mend" },
        { "Строка", "line" },
        { "Источник требования", "item.source" },
        { 0 },
    };
    struct list rows = { 0 };

    for (LIST_EACH(const struct verdicts_organization, o, b->organizations))
        for (LIST_EACH(const void, r, o->rows))
            list_add(&rows, r, a);
    return csv_write(&rows, &verdicts_row_type, columns, a);
}
