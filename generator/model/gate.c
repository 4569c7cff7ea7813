// SPDX-License-Identifier: MIT
#include "model/gate.h"

#include "base/russian.h"
#include "model/surname.h"
#include "record/facts.h"

#define WITHHELD    STR("данные не публикуются")
// Without the record nothing knows the name, and the papers that bear it would go out.
#define KEEP_RECORD "; запись не удаляйте: по ней программа находит имя в документах и текстах"

static void add_unwilling(struct section *section, struct str name, const struct consent *c,
                          const struct person *person)
{
    const bool is_pupil = person && person->pupil;
    struct unwilling *unwilling = ARENA_NEW(section->arena, struct unwilling);

    if (str_empty(name))
        return;
    *unwilling = (struct unwilling){ name, surname_slug(name, section->arena), person };
    if (!consent_allows(c, PERSONAL_NAME, is_pupil, section->world->today))
        list_add(&section->unwilling, unwilling, section->arena);
    if (!consent_allows(c, PERSONAL_PHOTO, is_pupil, section->world->today))
        list_add(&section->unpictured, unwilling, section->arena);
}

void gate_list_unwilling(struct section *section)
{
    const struct curator *curator = &section->organization.curator;

    for (LIST_EACH(const struct person, p, section->people))
        add_unwilling(section, p->name, &p->consent, p);
    for (LIST_EACH(const struct honoree, h, section->honorees))
        if (!h->person.target)
            add_unwilling(section, h->name, &h->consent, NULL);
    add_unwilling(section, curator->name, &curator->consent, NULL);
}

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

// A month is enough to ask somebody again.
static void report_end(struct str name, const struct consent *c, struct where at, struct date today,
                       struct diags *ds)
{
    enum { DAYS_AHEAD = 30 };
    const int left = date_given(c->until) ? date_days_between(today, c->until) : DAYS_AHEAD + 1;

    if (left > DAYS_AHEAD)
        return;
    struct str until = date_dotted(c->until, ds->arena);
    if (left)
        diag_add(ds, DIAG_CONSENT_ENDS, at, "«%.*s»: согласие действует до %.*s, ещё %d %s", STR_ARG(name),
                 STR_ARG(until), left, russian_plural(left, "день", "дня", "дней"));
    else
        diag_add(ds, DIAG_CONSENT_ENDS, at, "«%.*s»: согласие действует до %.*s, сегодня последний день",
                 STR_ARG(name), STR_ARG(until));
}

static void report(struct str name, const struct consent *c, bool pupil, struct where at, struct date today,
                   struct diags *ds)
{
    switch (consent_state(c, pupil, today)) {
    case CONSENT_IN_FORCE:
        report_end(name, c, at, today, ds);
        return;
    case CONSENT_EXPIRED:
        diag_add(ds, DIAG_CONSENT_EXPIRED, at, "«%.*s»: согласие действовало до %02d.%02d.%d" KEEP_RECORD,
                 STR_ARG(name), c->until.day, c->until.month, c->until.year);
        return;
    case CONSENT_REVOKED:
        diag_add(ds, DIAG_CONSENT_EXPIRED, at, "«%.*s»: согласие отозвано %02d.%02d.%d" KEEP_RECORD,
                 STR_ARG(name), c->revoked.day, c->revoked.month, c->revoked.year);
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

// The references are kept as copies: the gate clears the originals.
void gate_withhold(struct section *section, const struct file_ref *file)
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
        gate_withhold(section, &p->photo);
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
        gate_withhold(section, &h->photo);
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

static void withhold_act(struct section *section, struct act *act)
{
    act->withheld = true;
    for (LIST_EACH(const struct file_ref, file, act->files))
        gate_withhold(section, file);
    gate_withhold(section, &act->signature);
    act->files = (struct list){ 0 };
    act->signature = (struct file_ref){ 0 };
}

// Whether the people whom the author says the paper names keep it back.
static bool is_refused_by_people(const struct section *section, const struct act *act, struct diags *ds)
{
    const struct where at = field_where(&act_type, act, "pages_with_names");

    if (!act->pages_with_names)
        return false;
    struct paper_people people = people_in(section, act);
    if (people.unwilling)
        diag_add(ds, DIAG_ACT_WITH_NAMES, at,
                 "файл не опубликован: в бумаге назван участник без согласия — «%.*s»",
                 STR_ARG(record_label(&person_type, people.unwilling)));
    else if (!people.count)
        diag_add(ds, DIAG_ACT_WITH_NAMES, at, "файл не опубликован: не указано, кто назван в бумаге");
    return people.unwilling || !people.count;
}

// ---- papers whose text was read ----------------------------------------------

// Whether a waiver says that there is nothing to hide in the papers of the record.
static bool is_vouched_for(const struct section *section, struct str id)
{
    const char *code = diag_info(DIAG_PAPER_WITHHELD)->slug;

    for (LIST_EACH(const struct waiver, w, section->waivers))
        if (str_is(w->code, code) && str_eq(w->record, id) && !str_empty(id) &&
            date_compare(w->until, section->world->today) >= 0)
            return true;
    return false;
}

static bool is_unread(const struct file_ref *file)
{
    return !file->facts || file->facts->text_layer != TEXT_READABLE;
}

// Whether the file was to be read and was not, though somebody in the section has not agreed: it may name
// him.
static bool is_doubted(const struct section *section, const struct file_ref *file)
{
    return section->unwilling.count && file_in_doubt(file);
}

static struct str reason_of(const struct file_ref *file)
{
    return ((const struct document_facts *)file->facts)->reason;
}

// Whether the text of [file], or that nobody can read it although [unwilling]
// belongs to its record, or that nobody knows it, keeps it back. What a waiver lets out is told, too.
static bool is_refused(const struct section *section, const struct file_ref *file, struct str id,
                       const struct person *unwilling, struct diags *ds)
{
    const bool says = file->discloses == DISCLOSES_SURELY;

    if (!file->present || !(says || (unwilling && is_unread(file)) || is_doubted(section, file)))
        return false;
    const bool vouched = is_vouched_for(section, id);
    const char *fate = vouched ? "опубликован, потому что так решено в waivers" : "не опубликован";
    if (says)
        diag_add(ds, DIAG_PAPER_WITHHELD, file->where,
                 "файл «%.*s» %s: в его тексте имя или личные данные без согласия", STR_ARG(file->path),
                 fate);
    else if (is_doubted(section, file))
        diag_add(ds, DIAG_PAPER_WITHHELD, file->where,
                 "файл «%.*s» %s: прочесть его не удалось (%.*s), а согласия есть не у всех",
                 STR_ARG(file->path), fate, STR_ARG(reason_of(file)));
    else
        diag_add(ds, DIAG_PAPER_WITHHELD, file->where,
                 "файл «%.*s» %s: его текст прочесть нельзя, а согласия нет у участника «%.*s»",
                 STR_ARG(file->path), fate, STR_ARG(record_label(&person_type, unwilling)));
    return !vouched;
}

bool gate_withholds_linked(const struct section *section, const struct file_ref *file, struct diags *ds)
{
    const bool says = file->discloses == DISCLOSES_SURELY;

    if (says)
        diag_add(ds, DIAG_PAPER_WITHHELD, file->where,
                 "файл «%.*s» не опубликован, и ссылки на него нет: в его тексте имя или личные данные без "
                 "согласия",
                 STR_ARG(file->path));
    else if (is_doubted(section, file))
        diag_add(ds, DIAG_PAPER_WITHHELD, file->where,
                 "файл «%.*s» не опубликован, и ссылки на него нет: прочесть его не удалось (%.*s), а "
                 "согласия есть не у всех",
                 STR_ARG(file->path), STR_ARG(reason_of(file)));
    return says || is_doubted(section, file);
}

static void gate_act(struct section *section, struct act *act, struct diags *ds)
{
    bool refused = is_refused_by_people(section, act, ds);

    for (LIST_EACH(const struct file_ref, file, act->files))
        refused = refused || is_refused(section, file, act->id, NULL, ds);
    if (refused)
        withhold_act(section, act);
}

static void gate_programme(struct section *section, struct pair *pair, struct diags *ds)
{
    struct file_ref *file = &pair->programme.file;
    const struct date today = section->world->today;
    const struct person *mentor = first_unwilling(&pair->mentors, today);

    if (!is_refused(section, file, pair->id, mentor ? mentor : first_unwilling(&pair->mentees, today), ds))
        return;
    gate_withhold(section, file);
    *file = (struct file_ref){ .where = file->where };
}

static void gate_practice(struct section *section, struct practice *practice, struct diags *ds)
{
    const struct person *unwilling = first_unwilling(&practice->authors, section->world->today);
    struct list kept = { 0 };

    for (LIST_EACH(struct file_ref, file, practice->files))
        if (is_refused(section, file, practice->id, unwilling, ds))
            gate_withhold(section, file);
        else
            list_add(&kept, file, section->arena);
    practice->files = kept;
}

void gate_section(struct section *section, struct diags *ds)
{
    for (LIST_EACH(struct act, act, section->acts))
        gate_act(section, act, ds);
    for (LIST_EACH(struct pair, pair, section->pairs))
        gate_programme(section, pair, ds);
    for (LIST_EACH(struct practice, practice, section->practices))
        gate_practice(section, practice, ds);
    for (LIST_EACH(struct honoree, honoree, section->honorees))
        gate_honoree(section, honoree, ds);
    for (LIST_EACH(struct person, person, section->people))
        gate_person(section, person, ds);
    gate_curator(section, ds);
}
