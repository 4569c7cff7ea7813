// SPDX-License-Identifier: MIT
#include "check/calendar.h"
#include "check/required_internal.h"

bool required_due_day(struct str due, int year, struct date *out)
{
    enum { LEAP = 2024 };
    struct arena *scratch = arena_new();
    bool ok = due.len == 5 && date_parse(str_format(scratch, "%d-%.*s", LEAP, STR_ARG(due)), out);

    arena_free(scratch);
    if (!ok)
        return false;
    out->year = (int16_t)(out->month >= 9 ? year : year + 1);
    const bool leap = (out->year % 4 == 0 && out->year % 100 != 0) || out->year % 400 == 0;
    if (out->month == 2 && out->day == 29 && !leap)
        out->day = 28;
    return true;
}

// The first deadline of the school year that was missed, or else the next one.
static struct date deadline(const struct requirement *item, int year, struct date today)
{
    struct date first = { 0 }, day;

    for (LIST_EACH(const struct str, due, item->due)) {
        if (!required_due_day(*due, year, &day))
            continue;
        // What was in force only later could not be missed.
        if (date_given(item->since) && date_compare(day, item->since) < 0 && date_compare(day, today) < 0)
            continue;
        if (!date_given(first) || date_compare(day, first) < 0)
            first = day;
    }
    return first;
}

void required_judge_due(const struct section *section, struct verdict *v)
{
    const struct date today = section->world->today;

    if (v->status != STATUS_ABSENT && v->status != STATUS_PARTIAL)
        return;
    v->due_day = deadline(v->item, required_year(section), today);
    if (!date_given(v->due_day))
        return;
    v->late = date_compare(v->due_day, today) < 0;
    v->due = calendar_deadline(&section->world->calendars, today, v->due_day, section->arena);
}
