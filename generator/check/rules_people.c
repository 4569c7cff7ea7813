// SPDX-License-Identifier: MIT
#include "check/check.h"
#include "model/gate.h"
#include "model/surname.h"

static bool is_after(struct date a, struct date b)
{
    return date_given(a) && date_given(b) && date_compare(a, b) > 0;
}

static void check_consent(const struct consent *c, struct diags *ds)
{
    if (is_after(c->given, c->until))
        diag_add(ds, DIAG_CONSENT_DATES, field_where(&consent_type, c, "until"),
                 "согласие кончается раньше, чем дано");
    if (is_after(c->given, c->revoked))
        diag_add(ds, DIAG_CONSENT_DATES, field_where(&consent_type, c, "revoked"),
                 "согласие отозвано раньше, чем дано");
}

static void consent_dates_agree(const struct section *section, struct diags *ds)
{
    for (LIST_EACH(const struct person, p, section->people))
        check_consent(&p->consent, ds);
    for (LIST_EACH(const struct honoree, h, section->honorees))
        check_consent(&h->consent, ds);
    check_consent(&section->organization.curator.consent, ds);
}

static bool is_employee_form(int form)
{
    static const char *const forms[] = { "teacher-teacher", "head-teacher" };
    struct str key = str_from(choice_at(&form_choices, form)->key);

    return str_is(key, forms[0]) || str_is(key, forms[1]);
}

// ТК РФ, ст. 351.8: an employee mentors an employee on his written consent.
static void employee_mentor_has_agreed(const struct section *section, struct diags *ds)
{
    for (LIST_EACH(const struct pair, pair, section->pairs)) {
        if (!pair->current || !is_employee_form(pair->form))
            continue;
        for (LIST_EACH(const struct ref, ref, pair->mentors)) {
            const struct person *p = ref->target;
            if (p && !date_given(p->labour_consent.given))
                diag_add(ds, DIAG_LABOUR_CONSENT, p->part.where,
                         "«%.*s»: не записано согласие на наставничество",
                         STR_ARG(record_label(&person_type, p)));
        }
    }
}

static void pair_names_both_sides(const struct section *section, struct diags *ds)
{
    for (LIST_EACH(const struct pair, pair, section->pairs)) {
        if (field_given(&pair_type, pair, "count"))
            continue;
        if (!field_given(&pair_type, pair, "mentors"))
            diag_add(ds, DIAG_PAIR_EMPTY, pair->part.where, "пара «%.*s»: нет наставника (mentor)",
                     STR_ARG(record_label(&pair_type, pair)));
        if (!field_given(&pair_type, pair, "mentees"))
            diag_add(ds, DIAG_PAIR_EMPTY, pair->part.where, "пара «%.*s»: нет наставляемого (mentee)",
                     STR_ARG(record_label(&pair_type, pair)));
    }
}

static bool has_ref(const struct list *refs, const void *target)
{
    for (LIST_EACH(const struct ref, ref, *refs))
        if (ref->target == target)
            return true;
    return false;
}

static void pair_is_two_people(const struct section *section, struct diags *ds)
{
    for (LIST_EACH(const struct pair, pair, section->pairs))
        for (LIST_EACH(const struct ref, mentor, pair->mentors))
            if (mentor->target && has_ref(&pair->mentees, mentor->target))
                diag_add(ds, DIAG_PAIR_EMPTY, mentor->where,
                         "пара «%.*s»: «%.*s» — и наставник, и наставляемый",
                         STR_ARG(record_label(&pair_type, pair)), STR_ARG(mentor->id));
}

static void pair_dates_agree(const struct section *section, struct diags *ds)
{
    for (LIST_EACH(const struct pair, pair, section->pairs))
        if (is_after(pair->from, pair->until))
            diag_add(ds, DIAG_PAIR_DATES, field_where(&pair_type, pair, "until"),
                     "пара «%.*s»: кончается раньше, чем начинается",
                     STR_ARG(record_label(&pair_type, pair)));
}

// S1 1.3, 2.3: one programme for each pair or group of the current year.
static void pair_has_a_programme(const struct section *section, struct diags *ds)
{
    for (LIST_EACH(const struct pair, pair, section->pairs)) {
        bool written = field_given(&programme_type, &pair->programme, "file") ||
                       field_given(&programme_type, &pair->programme, "goals");
        if (pair->current && !written && !field_given(&pair_type, pair, "count"))
            diag_add(ds, DIAG_PAIR_NO_PROGRAMME, pair->part.where, "пара «%.*s»: нет программы",
                     STR_ARG(record_label(&pair_type, pair)));
    }
}

static void honoree_is_somebody(const struct section *section, struct diags *ds)
{
    for (LIST_EACH(const struct honoree, h, section->honorees))
        if (!field_given(&honoree_type, h, "person") && !field_given(&honoree_type, h, "name"))
            diag_add(ds, DIAG_HONOREE_NOBODY, h->part.where, "запись «%.*s»: нет ни person, ни name",
                     STR_ARG(record_label(&honoree_type, h)));
}

static const struct unwilling *named_in(const struct section *section, struct str id)
{
    for (LIST_EACH(const struct unwilling, u, section->unwilling))
        if (surname_is_word(id, u->surname))
            return u;
    return NULL;
}

static void check_id(const struct section *section, struct str id, struct where at, struct diags *ds)
{
    const struct unwilling *u = named_in(section, id);

    if (u)
        diag_add(ds, DIAG_ID_NAME, at, "«%.*s» войдёт в адрес, а согласия на имя нет: «%.*s»", STR_ARG(id),
                 STR_ARG(u->name));
}

#define CHECK_IDS(type, list)                                                                                \
    for (LIST_EACH(const struct type, record, section->list))                                                \
    check_id(section, record->id, field_where(&type##_type, record, "id"), ds)

// Ids of people and of the honour board stand in no address.
static void addresses_name_nobody_unwilling(const struct section *section, struct diags *ds)
{
    CHECK_IDS(act, acts);
    CHECK_IDS(pair, pairs);
    CHECK_IDS(practice, practices);
    CHECK_IDS(roadmap, roadmaps);
    CHECK_IDS(indicator, indicators);
    for (LIST_EACH(const struct page, page, section->pages))
        check_id(section, page->id, page->part.where, ds);
}

const struct rule people_rules[] = {
    { "consent-dates-agree", consent_dates_agree },
    { "employee-mentor-has-agreed", employee_mentor_has_agreed },
    { "pair-names-both-sides", pair_names_both_sides },
    { "pair-is-two-people", pair_is_two_people },
    { "pair-dates-agree", pair_dates_agree },
    { "pair-has-a-programme", pair_has_a_programme },
    { "honoree-is-somebody", honoree_is_somebody },
    { "addresses-name-nobody-unwilling", addresses_name_nobody_unwilling },
    { 0 },
};
