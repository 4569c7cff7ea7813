// SPDX-License-Identifier: MIT
#include "check/required_internal.h"

enum { DEEPEST = 8 }; // nobody extends a list of a list of a list more often by intention

// ---- rings -----------------------------------------------------------------------

static bool leads_to(const struct world *world, const struct profile *from, const struct profile *to,
                     int depth)
{
    for (LIST_EACH(const struct str, id, from->extends)) {
        const struct profile *next = required_profile(world, *id);
        if (next && (next == to || (depth < DEEPEST && leads_to(world, next, to, depth + 1))))
            return true;
    }
    return false;
}

static void report_ring(const struct world *world, const struct profile *p, struct diags *ds)
{
    if (leads_to(world, p, p, 0))
        diag_add(ds, DIAG_PROFILE_RING, field_where(&profile_type, p, "extends"),
                 "перечень «%.*s» через extends дополняет сам себя", STR_ARG(p->id));
}

// ---- items -----------------------------------------------------------------------

// The item of that id in a profile that [p] extends, at whatever distance.
static const struct requirement *item_below(const struct world *world, const struct profile *p, struct str id,
                                            int depth)
{
    const struct requirement *found = NULL;

    for (LIST_EACH(const struct str, parent_id, p->extends)) {
        const struct profile *parent = required_profile(world, *parent_id);
        if (!parent)
            continue;
        for (LIST_EACH(const struct requirement, item, parent->items))
            if (!found && str_eq(item->id, id))
                found = item;
        if (!found && depth < DEEPEST)
            found = item_below(world, parent, id, depth + 1);
    }
    return found;
}

static void report_override(const struct world *world, const struct profile *p,
                            const struct requirement *item, struct diags *ds)
{
    const struct requirement *below = str_empty(item->reason) ? item_below(world, p, item->id, 0) : NULL;

    if (below && below->profile != p)
        diag_add(ds, DIAG_OVERRIDE_REASON, field_where(&requirement_type, item, "id"),
                 "пункт «%.*s» заменяет пункт перечня «%.*s», а почему, не сказано", STR_ARG(item->id),
                 STR_ARG(below->profile->id));
}

static void report_due(const struct requirement *item, struct diags *ds)
{
    struct date day;

    for (LIST_EACH(const struct str, due, item->due))
        if (!required_due_day(*due, 2024, &day))
            diag_add(ds, DIAG_DATE_INVALID, field_where(&requirement_type, item, "due"),
                     "«%.*s» — не день года; срок пишут так: «ММ-ДД», например «11-10»", STR_ARG(*due));
}

static void report_appendices(const struct world *world, const struct profile *p,
                              const struct requirement *item, struct diags *ds)
{
    for (LIST_EACH(const struct str, id, item->appendices))
        if (!required_find(world, p, *id))
            diag_add(ds, DIAG_REQUIREMENT_UNKNOWN, field_where(&requirement_type, item, "appendices"),
                     "пункта «%.*s» нет ни в одном перечне", STR_ARG(*id));
}

void required_check_profiles(const struct world *world, struct diags *ds)
{
    for (LIST_EACH(const struct profile, p, world->profiles)) {
        report_ring(world, p, ds);
        for (LIST_EACH(const struct requirement, item, p->items)) {
            report_override(world, p, item, ds);
            report_due(item, ds);
            report_appendices(world, p, item, ds);
        }
    }
}
