// SPDX-License-Identifier: MIT
#include "model/gate.h"

#include "base/russian.h"

#define WITHHELD STR("данные не публикуются")

// The name as it may be shown: whole, as initials where some consent is in
// force but does not cover the name, or the words that say why there is none.
static struct str shown_name(struct str name, const struct consent *c, bool pupil,
                             const struct section *section)
{
    struct date today = section->world->today;

    if (consent_allows(c, PERSONAL_NAME, pupil, today))
        return name;
    if (pupil)
        return STR("обучающийся");
    if (consent_state(c, pupil, today) == CONSENT_IN_FORCE)
        return russian_initials(name, section->arena);
    return WITHHELD;
}

static void report(struct str name, const struct consent *c, bool pupil, struct where at, struct date today,
                   struct diags *ds)
{
    switch (consent_state(c, pupil, today)) {
    case CONSENT_IN_FORCE:
        return;
    case CONSENT_EXPIRED:
        diag_add(ds, DIAG_CONSENT_EXPIRED, at, "«%.*s»: согласие действовало до %02d.%02d.%d", STR_ARG(name),
                 c->until.day, c->until.month, c->until.year);
        return;
    case CONSENT_REVOKED:
        diag_add(ds, DIAG_CONSENT_EXPIRED, at, "«%.*s»: согласие отозвано %02d.%02d.%d", STR_ARG(name),
                 c->revoked.day, c->revoked.month, c->revoked.year);
        return;
    case CONSENT_FUTURE:
        diag_add(ds, DIAG_CONSENT_ABSENT, at, "«%.*s»: согласие дано позже дня сборки", STR_ARG(name));
        return;
    case CONSENT_ABSENT:
        diag_add(ds, pupil ? DIAG_CONSENT_PUPIL : DIAG_CONSENT_ABSENT, at,
                 pupil ? "«%.*s»: нет согласия законного представителя" : "«%.*s»: согласия нет",
                 STR_ARG(name));
        return;
    }
}

// Nothing else may publish a file that was blanked here, a link in a text
// included (document/collect.h). The references are kept as copies: the gate
// clears the originals.
static void withhold(struct section *section, const struct file_ref *file)
{
    struct file_ref *kept = ARENA_NEW(section->arena, struct file_ref);

    if (str_empty(file->path))
        return;
    *kept = *file;
    map_put(&section->withheld, kept->path, kept);
}

static void gate_person(struct section *section, struct person *p, struct diags *ds)
{
    struct date today = section->world->today;

    report(record_label(&person_type, p), &p->consent, p->pupil, field_where(&person_type, p, "consent"),
           today, ds);
    p->named = consent_allows(&p->consent, PERSONAL_NAME, p->pupil, today);
    p->shown_name = shown_name(p->name, &p->consent, p->pupil, section);
    if (!consent_allows(&p->consent, PERSONAL_PHOTO, p->pupil, today))
        withhold(section, &p->photo);
    consent_gate(&person_type, p, &p->consent, p->pupil, today);
}

static void gate_curator(struct section *section, struct diags *ds)
{
    struct curator *c = &section->organization.curator;

    if (str_empty(c->name))
        return;
    report(c->name, &c->consent, false, field_where(&curator_type, c, "name"), section->world->today, ds);
    c->shown_name = shown_name(c->name, &c->consent, false, section);
    consent_gate(&curator_type, c, &c->consent, false, section->world->today);
}

// Whose consent stands behind the line: the person's own record, or the line's.
static void gate_honoree(struct section *section, struct honoree *h, struct diags *ds)
{
    const struct person *person = h->person.target;
    const struct consent *consent = person ? &person->consent : &h->consent;
    const bool pupil = person && person->pupil;
    struct str name = person ? person->name : h->name;

    if (!person && !str_empty(h->name))
        report(name, consent, false, field_where(&honoree_type, h, "name"), section->world->today, ds);
    h->shown_name = shown_name(name, consent, pupil, section);
    h->shown_photo = h->photo.present || !person ? h->photo : person->photo;
    if (!consent_allows(consent, PERSONAL_PHOTO, pupil, section->world->today)) {
        withhold(section, &h->photo);
        h->shown_photo = (struct file_ref){ 0 };
    }
    const struct consent kept = *consent;
    consent_gate(&honoree_type, h, &kept, pupil, section->world->today);
}

// ---- papers that name people -------------------------------------------------

static const struct person *first_unwilling(const struct list *refs, struct date today)
{
    for (LIST_EACH(const struct ref, ref, *refs)) {
        const struct person *p = ref->target;
        if (p && !consent_allows(&p->consent, PERSONAL_NAME, p->pupil, today))
            return p;
    }
    return NULL;
}

struct paper_people {
    const struct person *unwilling;
    size_t count;
};

// Everybody the paper is known to name: its own list and the pairs made by it.
static struct paper_people people_in(const struct section *section, const struct act *act)
{
    struct date today = section->world->today;
    struct paper_people found = { first_unwilling(&act->names, today), act->names.count };

    for (LIST_EACH(const struct pair, pair, section->pairs)) {
        if (pair->order.target != act)
            continue;
        found.count += pair->mentors.count + pair->mentees.count;
        if (!found.unwilling)
            found.unwilling = first_unwilling(&pair->mentors, today);
        if (!found.unwilling)
            found.unwilling = first_unwilling(&pair->mentees, today);
    }
    return found;
}

static void gate_act(struct section *section, struct act *act, struct diags *ds)
{
    const struct where at = field_where(&act_type, act, "pages_with_names");

    if (!act->pages_with_names)
        return;
    struct paper_people people = people_in(section, act);
    if (people.count && !people.unwilling)
        return;
    if (people.unwilling)
        diag_add(ds, DIAG_ACT_WITH_NAMES, at,
                 "файл не опубликован: в бумаге назван участник без согласия — «%.*s»",
                 STR_ARG(record_label(&person_type, people.unwilling)));
    else
        diag_add(ds, DIAG_ACT_WITH_NAMES, at, "файл не опубликован: не указано, кто назван в бумаге");
    act->withheld = true;
    for (LIST_EACH(const struct file_ref, file, act->files))
        withhold(section, file);
    withhold(section, &act->signature);
    act->files = (struct list){ 0 };
    act->signature = (struct file_ref){ 0 };
}

void gate_section(struct section *section, struct diags *ds)
{
    for (LIST_EACH(struct act, act, section->acts))
        gate_act(section, act, ds);
    for (LIST_EACH(struct honoree, honoree, section->honorees))
        gate_honoree(section, honoree, ds);
    for (LIST_EACH(struct person, person, section->people))
        gate_person(section, person, ds);
    gate_curator(section, ds);
}
