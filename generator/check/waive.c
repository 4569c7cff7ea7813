// SPDX-License-Identifier: MIT
#include "check/waive.h"

static bool is_at(const struct part *record, const struct diag *d)
{
    const struct where *at = &record->where;

    return at->source && str_is(d->path, at->source->path) && at->line <= d->line;
}

// The record that the message is about: the last one that begins above its line, or the page.
static const struct str *owner_id(const struct section *section, const struct diag *d)
{
    const struct part *owner = NULL;
    const struct str *id = NULL;

    for (const struct section_list *l = section_lists; l->type; l++) {
        const struct field *f = field_find(l->type, STR("id"));
        for (LIST_EACH(const struct part, record,
                       *section_list_at((struct section *)(uintptr_t)section, l))) {
            if (!f || !is_at(record, d) || (owner && record->where.line < owner->where.line))
                continue;
            owner = record;
            id = (const void *)((const char *)record + f->offset);
        }
    }
    for (LIST_EACH(const struct page, page, section->pages))
        if (is_at(&page->part, d))
            id = &page->id;
    return id;
}

static bool covers(const struct section *section, const struct waiver *w, const struct diag *d)
{
    if (!str_is(w->code, diag_info(d->code)->slug) || date_compare(w->until, section->world->today) < 0)
        return false;
    if (str_empty(w->record))
        return true;
    const struct str *id = owner_id(section, d);
    return id && str_eq(*id, w->record);
}

void waive_section(const struct section *section, struct diags *ds)
{
    for (LIST_EACH(struct diag, d, ds->items))
        for (LIST_EACH(const struct waiver, w, section->waivers))
            if (covers(section, w, d))
                diag_waive(ds, d, w->reason);
}
