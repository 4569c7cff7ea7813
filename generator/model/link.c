// SPDX-License-Identifier: MIT
#include "model/link.h"

#include "base/nearest.h"
#include "base/russian.h"

static struct str *id_of(const struct record_type *type, void *record)
{
    const struct field *f = field_find(type, STR("id"));

    return f ? (struct str *)(void *)((char *)record + f->offset) : NULL;
}

static const struct list *records_of(const struct section *section, const struct record_type *type)
{
    if (type == &page_type)
        return &section->pages;
    for (const struct section_list *l = section_lists; l->type; l++)
        if (l->type == type)
            return section_list_at((struct section *)(uintptr_t)section, l);
    return NULL;
}

const void *section_find(const struct section *section, const struct record_type *type, struct str id)
{
    for (LIST_EACH(void, record, *records_of(section, type)))
        if (str_eq(*id_of(type, record), id))
            return record;
    return NULL;
}

// ---- ids and references ---------------------------------------------------

// One map of ids for each kind of record that has them, in the order of section_lists.
struct linker {
    struct section *section;
    struct map ids[SECTION_LISTS];
    struct diags *ds;
};

static void index_list(struct linker *l, const struct section_list *list, struct map *ids)
{
    for (LIST_EACH(void, record, *section_list_at(l->section, list))) {
        struct str *id = id_of(list->type, record);
        if (!id || str_empty(*id))
            continue;
        const struct part *first = map_put(ids, *id, record);
        if (first)
            diag_add(l->ds, DIAG_ID_DUPLICATE, field_where(list->type, record, "id"),
                     "id «%.*s» уже занят: %s:%u", STR_ARG(*id), first->where.source->path,
                     first->where.line);
    }
}

static const struct map *ids_of(const struct linker *l, const struct record_type *type)
{
    for (size_t i = 0; section_lists[i].type; i++)
        if (section_lists[i].type == type)
            return &l->ids[i];
    return NULL;
}

static void report_dangling(const struct linker *l, const struct record_type *type, const struct ref *ref)
{
    struct nearest near = nearest_to(ref->id);

    if (section_is_unread(l->section, type))
        return;
    for (LIST_EACH(void, record, *records_of(l->section, type)))
        nearest_offer(&near, str_cstr(*id_of(type, record), l->section->arena));
    if (near.best)
        diag_add(l->ds, DIAG_REF_DANGLING, ref->where,
                 "в списке %s.yaml нет записи «%.*s»; возможно, вы имели в виду «%s»", type->file,
                 STR_ARG(ref->id), near.best);
    else
        diag_add(l->ds, DIAG_REF_DANGLING, ref->where, "в списке %s.yaml нет записи «%.*s»", type->file,
                 STR_ARG(ref->id));
}

static void resolve(const struct linker *l, const struct record_type *type, struct ref *ref)
{
    if (str_empty(ref->id))
        return;
    ref->target = map_get(ids_of(l, type), ref->id);
    if (!ref->target)
        report_dangling(l, type, ref);
}

static void link_field(void *context, const struct record_type *type, void *record, const struct field *f,
                       void *at)
{
    (void)type;
    (void)record;
    if (f->type == FIELD_REF)
        resolve(context, f->record, at);
    if (f->type == FIELD_REFS)
        for (LIST_EACH(struct ref, ref, *(struct list *)at))
            resolve(context, f->record, ref);
}

static void link_references(struct section *section, struct diags *ds)
{
    struct linker l = { .section = section, .ds = ds };

    for (size_t i = 0; section_lists[i].type; i++) {
        l.ids[i] = map_new(section->arena);
        index_list(&l, &section_lists[i], &l.ids[i]);
    }
    section_visit(section, link_field, &l);
}

// ---- what the date of the build decides -------------------------------------

static struct str school_year_label(int year, struct arena *a)
{
    return str_format(a, "%d/%d", year, year + 1);
}

static bool is_before(struct date d, struct date today)
{
    return date_given(d) && date_compare(d, today) < 0;
}

static void derive_act(const struct section *section, struct act *act)
{
    static const enum scope by_level[] = { SCOPE_LOCAL, SCOPE_LOCAL, SCOPE_MUNICIPAL, SCOPE_REGIONAL };
    struct act *replaced = (struct act *)(uintptr_t)act->replaces.target;

    act->folded_title = russian_fold(act->title, section->arena);
    if (!act->scope)
        act->scope = (int)by_level[section->organization.level];
    act->own = act->scope == (int)by_level[section->organization.level];
    act->archived = act->archived || is_before(act->valid_until, section->world->today) ||
                    (!str_empty(act->school_year) && str_compare(act->school_year, section->school_year) < 0);
    if (replaced && replaced != act) {
        replaced->replaced_by = act;
        replaced->archived = true;
    }
}

// A pair is current to the end of its school year, and as long as it runs; what has
// ended by the day of the build is no longer «реализуется».
static void derive_pair(const struct section *section, struct pair *pair)
{
    const bool has_ended = is_before(pair->until, section->world->today);
    struct date last = date_given(pair->until) ? pair->until : pair->from;

    if (str_empty(pair->school_year) && date_given(last))
        pair->school_year = school_year_label(date_school_year(last), section->arena);
    const bool runs = date_given(pair->until) ? !has_ended : str_empty(pair->school_year);
    pair->current = runs || str_compare(pair->school_year, section->school_year) >= 0;
    if (has_ended && pair->programme.status == PROGRAMME_RUNNING)
        pair->programme.status = PROGRAMME_DONE;
}

static enum shown_status status_today(const struct roadmap_item *item, struct date today)
{
    static const enum shown_status recorded[] = {
        [STEP_NONE] = SHOWN_NONE, [STEP_PLANNED] = SHOWN_PLANNED,     [STEP_RUNNING] = SHOWN_RUNNING,
        [STEP_DONE] = SHOWN_DONE, [STEP_CANCELLED] = SHOWN_CANCELLED,
    };
    bool has_future = false;

    if (date_given(item->done))
        return SHOWN_DONE;
    for (LIST_EACH(const struct date_item, due, item->due))
        has_future = has_future || date_compare(due->date, today) >= 0;
    bool open = item->status == STEP_NONE || item->status == STEP_PLANNED;
    if (open && item->due.count)
        return has_future ? SHOWN_PLANNED : item->status == STEP_PLANNED ? SHOWN_LATE : SHOWN_NONE;
    return recorded[item->status];
}

static void derive_roadmap(const struct section *section, struct roadmap *roadmap)
{
    for (LIST_EACH(const struct roadmap_section, part, roadmap->sections)) {
        for (LIST_EACH(struct roadmap_item, item, part->items)) {
            item->roadmap = roadmap;
            item->shown_status = (int)status_today(item, section->world->today);
        }
    }
}

static void derive_indicator(const struct indicator *indicator)
{
    for (LIST_EACH(struct indicator_point, point, indicator->points))
        point->indicator = indicator;
}

// ---- pages -----------------------------------------------------------------

static bool hold(const struct page *page, struct date today, struct diags *ds)
{
    const struct where at = field_where(&page_type, page, "title");

    if (page->draft)
        diag_add(ds, DIAG_PAGE_HELD, at, "«%.*s»: черновик", STR_ARG(page->title));
    else if (date_given(page->publish_from) && date_compare(page->publish_from, today) > 0)
        diag_add(ds, DIAG_PAGE_HELD, at, "«%.*s»: выйдет %02d.%02d.%d", STR_ARG(page->title),
                 page->publish_from.day, page->publish_from.month, page->publish_from.year);
    else if (is_before(page->publish_until, today))
        diag_add(ds, DIAG_PAGE_HELD, at, "«%.*s»: срок публикации кончился %02d.%02d.%d",
                 STR_ARG(page->title), page->publish_until.day, page->publish_until.month,
                 page->publish_until.year);
    else
        return false;
    return true;
}

static void hold_pages(struct section *section, struct diags *ds)
{
    struct list all = section->pages;

    section->pages = (struct list){ 0 };
    for (LIST_EACH(struct page, page, all))
        list_add(hold(page, section->world->today, ds) ? &section->held : &section->pages, page,
                 section->arena);
}

void link_section(struct section *section, struct diags *ds)
{
    section->school_year = section->organization.school_year;
    if (str_empty(section->school_year))
        section->school_year = school_year_label(date_school_year(section->world->today), section->arena);
    link_references(section, ds);
    for (LIST_EACH(struct act, act, section->acts))
        derive_act(section, act);
    for (LIST_EACH(struct pair, pair, section->pairs))
        derive_pair(section, pair);
    for (LIST_EACH(struct roadmap, roadmap, section->roadmaps))
        derive_roadmap(section, roadmap);
    for (LIST_EACH(const struct indicator, indicator, section->indicators))
        derive_indicator(indicator);
    hold_pages(section, ds);
}
