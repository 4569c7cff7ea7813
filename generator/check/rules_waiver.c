// SPDX-License-Identifier: MIT
#include "base/nearest.h"
#include "check/check.h"
#include "check/required.h"

static void waiver_says_for_what(const struct section *section, struct diags *ds)
{
    for (LIST_EACH(const struct waiver, w, section->waivers))
        if (str_empty(w->requirement) && str_empty(w->code))
            diag_add(ds, DIAG_WAIVER_EMPTY, w->part.where, "нет ни requirement, ни code");
}

static void waiver_is_in_force(const struct section *section, struct diags *ds)
{
    for (LIST_EACH(const struct waiver, w, section->waivers))
        if (date_given(w->until) && date_compare(w->until, section->world->today) < 0)
            diag_add(ds, DIAG_WAIVER_EXPIRED, field_where(&waiver_type, w, "until"),
                     "исключение действовало до %02d.%02d.%d", w->until.day, w->until.month, w->until.year);
}

static void waived_requirement_exists(const struct section *section, struct diags *ds)
{
    for (LIST_EACH(const struct waiver, w, section->waivers))
        if (!str_empty(w->requirement))
            required_check_name(section, w->requirement, field_where(&waiver_type, w, "requirement"), ds);
}

static bool is_known_code(struct str code, struct nearest *near)
{
    for (int i = 0; i < DIAG_COUNT; i++) {
        const struct diag_info *info = diag_info((enum diag_code)i);
        nearest_offer(near, info->slug);
        if (str_is(code, info->slug))
            return true;
    }
    return false;
}

static void waived_code_exists(const struct section *section, struct diags *ds)
{
    for (LIST_EACH(const struct waiver, w, section->waivers)) {
        struct nearest near = nearest_to(w->code);
        if (str_empty(w->code) || is_known_code(w->code, &near))
            continue;
        diag_add(ds, DIAG_WAIVER_EMPTY, field_where(&waiver_type, w, "code"), "кода «%.*s» нет%s%s%s",
                 STR_ARG(w->code), near.best ? "; возможно, вы имели в виду «" : "",
                 near.best ? near.best : "", near.best ? "»" : "");
    }
}

const struct rule waiver_rules[] = {
    { "waiver-says-for-what", waiver_says_for_what },
    { "waiver-is-in-force", waiver_is_in_force },
    { "waived-requirement-exists", waived_requirement_exists },
    { "waived-code-exists", waived_code_exists },
    { 0 },
};
