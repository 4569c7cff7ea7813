// SPDX-License-Identifier: MIT
#include "base/nearest.h"
#include "check/check.h"
#include "check/required.h"

// P1493, п. 4: a visitor must have something to open.
static void act_can_be_opened(const struct section *section, struct diags *ds)
{
    for (LIST_EACH(const struct act, act, section->acts))
        if (!field_given(&act_type, act, "files") && !field_given(&act_type, act, "url") &&
            !field_given(&act_type, act, "appendix_of"))
            diag_add(ds, DIAG_ACT_NO_FILE, act->part.where, "«%.*s»: нет ни файла, ни адреса",
                     STR_ARG(record_label(&act_type, act)));
}

// П. 18 ПП РФ № 1802: the organisation's own papers carry a date and a number.
static void own_act_has_requisites(const struct section *section, struct diags *ds)
{
    for (LIST_EACH(const struct act, act, section->acts)) {
        bool own = act->files.count > 0 && str_empty(act->url) && str_empty(act->appendix_of.id);
        bool numbered = act->kind == ACT_ORDER || act->kind == ACT_DIRECTIVE;
        if (!own || !str_empty(act->as_written))
            continue;
        if (!field_given(&act_type, act, "date"))
            diag_add(ds, DIAG_ACT_NO_DATE, act->part.where, "«%.*s»: нет даты",
                     STR_ARG(record_label(&act_type, act)));
        else if (numbered && !field_given(&act_type, act, "number"))
            diag_add(ds, DIAG_ACT_NO_DATE, act->part.where, "«%.*s»: нет номера",
                     STR_ARG(record_label(&act_type, act)));
    }
}

static bool is_after(struct date a, struct date b)
{
    return date_given(a) && date_given(b) && date_compare(a, b) > 0;
}

static void act_dates_agree(const struct section *section, struct diags *ds)
{
    for (LIST_EACH(const struct act, act, section->acts)) {
        if (is_after(act->valid_from, act->valid_until))
            diag_add(ds, DIAG_ACT_ORDER, field_where(&act_type, act, "valid_until"),
                     "«%.*s»: перестаёт действовать раньше, чем начинает",
                     STR_ARG(record_label(&act_type, act)));
        if (is_after(act->date, act->published))
            diag_add(ds, DIAG_ACT_ORDER, field_where(&act_type, act, "published"),
                     "«%.*s»: размещён раньше, чем принят", STR_ARG(record_label(&act_type, act)));
    }
}

static const struct act *replaced(const struct act *act)
{
    return act->replaces.target;
}

static const struct act *superior(const struct act *act)
{
    return act->appendix_of.target;
}

// Whether the chain of [next] leads from the act back to itself.
static bool is_in_ring(const struct act *act, const struct act *(*next)(const struct act *))
{
    enum { LONGEST = 100 }; // nobody makes a longer ring by mistake
    const struct act *other = next(act);

    for (int i = 0; i < LONGEST && other && other != act; i++)
        other = next(other);
    return other == act;
}

// Papers that replace each other would all vanish into the archive.
static void acts_do_not_run_in_rings(const struct section *section, struct diags *ds)
{
    for (LIST_EACH(const struct act, act, section->acts)) {
        if (is_in_ring(act, replaced))
            diag_add(ds, DIAG_ACT_ORDER, field_where(&act_type, act, "replaces"),
                     "«%.*s»: по цепочке замен заменяет сам себя", STR_ARG(record_label(&act_type, act)));
        if (is_in_ring(act, superior))
            diag_add(ds, DIAG_ACT_ORDER, field_where(&act_type, act, "appendix_of"),
                     "«%.*s»: оказывается приложением к самому себе", STR_ARG(record_label(&act_type, act)));
    }
}

static void covered_requirements_exist(const struct section *section, struct diags *ds)
{
    for (LIST_EACH(const struct act, act, section->acts))
        for (LIST_EACH(const struct str, id, act->covers))
            required_check_name(section, *id, field_where(&act_type, act, "covers"), ds);
}

const struct rule act_rules[] = {
    { "act-can-be-opened", act_can_be_opened },
    { "own-act-has-requisites", own_act_has_requisites },
    { "act-dates-agree", act_dates_agree },
    { "acts-do-not-run-in-rings", acts_do_not_run_in_rings },
    { "covered-requirements-exist", covered_requirements_exist },
    { 0 },
};
