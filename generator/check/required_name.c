// SPDX-License-Identifier: MIT
#include "base/buf.h"
#include "base/nearest.h"
#include "check/required_internal.h"

enum { MOST_OFFERED = 8 }; // ids in one message; the page «Что размещено» shows all

// ---- where the item is instead -----------------------------------------------------

enum fit { FIT_NOTHING, FIT_LEVEL, FIT_BOTH };

static enum fit fit_of(const struct requirement *item, const struct organization *o)
{
    if (!required_fits_level(item, o))
        return FIT_NOTHING;
    return required_fits_kind(item, o) ? FIT_BOTH : FIT_LEVEL;
}

// The item of that id in the section's profiles that fits it best, or NULL.
static const struct requirement *own_item(const struct section *section, struct str id)
{
    const struct list profiles = required_profiles(section);
    const struct organization *o = &section->organization;
    const struct requirement *best = NULL;

    for (LIST_EACH(const struct profile, p, profiles))
        for (LIST_EACH(const struct requirement, item, p->items))
            if (str_eq(item->id, id) && (!best || fit_of(item, o) > fit_of(best, o)))
                best = item;
    return best;
}

static void put_choices(struct buf *out, const struct choices *choices, const struct list *of)
{
    const char *separator = "";

    for (LIST_EACH(const struct choice_item, c, *of)) {
        buf_format(out, "%s«%s»", separator, choice_at(choices, c->index)->label);
        separator = ", ";
    }
}

static void put_misfit(struct buf *out, const struct section *section, const struct requirement *item)
{
    const struct organization *o = &section->organization;
    const bool level = fit_of(item, o) == FIT_NOTHING;
    const struct choices *choices = level ? &level_choices : &org_kind_choices;

    buf_format(out, "пункт «%.*s» перечня «%.*s»\u00a0— для %s ", STR_ARG(item->id),
               STR_ARG(item->profile->id), level ? "уровня" : "организаций вида");
    put_choices(out, choices, level ? &item->levels : &item->kinds);
    buf_format(out, ", а здесь «%s»", choice_at(choices, level ? o->level : o->kind)->label);
}

// «перечне «a»», «перечнях «a», «b»»
static void put_lists(struct buf *out, const char *one, const char *many, const struct list *ids)
{
    const char *separator = "";

    buf_format(out, "%s ", ids->count == 1 ? one : many);
    for (LIST_EACH(const struct str, id, *ids)) {
        buf_format(out, "%s«%.*s»", separator, STR_ARG(*id));
        separator = ", ";
    }
}

static void put_stranger(struct buf *out, const struct section *section, struct str id)
{
    struct list holders = { 0 };

    for (LIST_EACH(const struct profile, p, section->world->profiles))
        if (required_item_of(p, id))
            list_add(&holders, &p->id, section->arena);
    buf_format(out, "пункт «%.*s» есть в ", STR_ARG(id));
    put_lists(out, "перечне", "перечнях", &holders);
    if (section->head->profiles.count)
        put_lists(out, ", а эта организация сверяется с перечнем",
                  ", а эта организация сверяется с перечнями", &section->head->profiles);
    else
        BUF_PUT(out, ", а у этой организации перечень не назван (поле profile в organization.yaml)");
}

// ---- what may stand here -----------------------------------------------------------

static void put_offers(struct buf *out, const struct section *section, struct str id)
{
    const struct list items = required_items(section);
    struct nearest near = nearest_to(id);
    size_t n = 0;

    for (LIST_EACH(const struct requirement, item, items))
        nearest_offer(&near, str_cstr(item->id, section->arena));
    if (near.best)
        buf_format(out, "; возможно, вы имели в виду «%s»", near.best);
    for (LIST_EACH(const struct requirement, item, items)) {
        if (n == MOST_OFFERED)
            break;
        buf_format(out, "%s%.*s", n++ ? ", " : "; здесь возможны: ", STR_ARG(item->id));
    }
    if (items.count > n)
        buf_format(out, " и ещё %zu", items.count - n);
}

// An imposed list is not the one that the records were written for; and nothing
// fits an organisation whose level or kind is missing, which is reported already.
static bool can_be_compared(const struct section *section)
{
    const struct organization *o = &section->organization;

    return !section->world->profile_file && o->level && o->kind;
}

void required_check_name(const struct section *section, struct str id, struct where at, struct diags *ds)
{
    const struct requirement *own = own_item(section, id);
    const struct requirement *any = own ? own : required_find(section->world, NULL, id);
    struct buf text = buf_new(section->arena, 4096);

    if (any && !can_be_compared(section))
        return;
    if (own && fit_of(own, &section->organization) == FIT_BOTH)
        return; // out of its dates too: it is still an item of the list
    if (!any)
        buf_format(&text, "пункта «%.*s» нет ни в одном перечне", STR_ARG(id));
    else if (own)
        put_misfit(&text, section, own);
    else
        put_stranger(&text, section, id);
    put_offers(&text, section, id);
    diag_add(ds, any ? DIAG_REQUIREMENT_ELSEWHERE : DIAG_REQUIREMENT_UNKNOWN, at, "%.*s",
             STR_ARG(buf_str(&text)));
}
