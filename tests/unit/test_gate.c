// SPDX-License-Identifier: MIT
// The consent gate. The field tables are walked, not listed: a personal field
// that is added to a record is tested here from that day on.
#include "model/gate.h"
#include "model/link.h"
#include "record/facts.h"
#include "section.h"

static const struct date today = { 2026, 3, 2 };

enum { FIRST_CATEGORY = PERSONAL_NAME, LAST_CATEGORY = PERSONAL_ACHIEVEMENTS };

// A consent given long ago, in force on [today], that covers [category] only.
static struct consent consent_for(enum personal category, struct arena *a)
{
    struct consent c = { .given = { 2025, 9, 1 }, .signer = SIGNER_PARENT };
    struct choice_item *item = ARENA_NEW(a, struct choice_item);

    item->index = (int)category;
    list_add(&c.covers, item, a);
    return c;
}

// ---- states ------------------------------------------------------------------------------

static void a_consent_is_in_force_from_the_day_it_is_given_to_its_last(void **state)
{
    static const struct {
        struct date given, until, revoked;
        enum consent_state state;
    } rows[] = {
        { { 0 }, { 0 }, { 0 }, CONSENT_ABSENT },
        { { 0 }, { 2027, 1, 1 }, { 0 }, CONSENT_ABSENT },
        { { 2026, 3, 2 }, { 0 }, { 0 }, CONSENT_IN_FORCE },
        { { 2026, 3, 3 }, { 0 }, { 0 }, CONSENT_FUTURE },
        { { 2025, 9, 1 }, { 2026, 3, 2 }, { 0 }, CONSENT_IN_FORCE },
        { { 2025, 9, 1 }, { 2026, 3, 1 }, { 0 }, CONSENT_EXPIRED },
        { { 2025, 9, 1 }, { 0 }, { 2026, 3, 3 }, CONSENT_IN_FORCE },
        { { 2025, 9, 1 }, { 0 }, { 2026, 3, 2 }, CONSENT_REVOKED },
        { { 2025, 9, 1 }, { 2027, 1, 1 }, { 2026, 3, 1 }, CONSENT_REVOKED },
    };

    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct consent c = { .given = rows[i].given, .until = rows[i].until, .revoked = rows[i].revoked };
        if (consent_state(&c, false, today) != rows[i].state)
            fail_msg("row %zu: state %d", i, (int)consent_state(&c, false, today));
    }
}

static void only_a_parent_signs_for_a_pupil(void **state)
{
    struct consent c = { .given = { 2025, 9, 1 } };

    (void)state;
    for (int signer = SIGNER_NONE; signer <= SIGNER_PARENT; signer++) {
        c.signer = signer;
        assert_int_equal(consent_state(&c, false, today), CONSENT_IN_FORCE);
        assert_int_equal(consent_state(&c, true, today),
                         signer == SIGNER_PARENT ? CONSENT_IN_FORCE : CONSENT_ABSENT);
    }
}

static void a_consent_allows_what_it_covers_and_nothing_else(void **state)
{
    for (int covered = FIRST_CATEGORY; covered <= LAST_CATEGORY; covered++) {
        struct consent c = consent_for((enum personal)covered, *state);
        for (int asked = FIRST_CATEGORY; asked <= LAST_CATEGORY; asked++)
            for (int pupil = 0; pupil <= 1; pupil++)
                assert_int_equal(consent_allows(&c, (enum personal)asked, pupil, today), asked == covered);
    }
}

static void without_a_consent_in_force_nothing_personal_is_allowed(void **state)
{
    for (int category = FIRST_CATEGORY; category <= LAST_CATEGORY; category++) {
        struct consent c = consent_for((enum personal)category, *state);
        assert_false(consent_allows(&c, (enum personal)category, false, (struct date){ 2025, 8, 31 }));
        c.until = (struct date){ 2026, 3, 1 };
        assert_false(consent_allows(&c, (enum personal)category, false, today));
        c.until = (struct date){ 0 };
        c.revoked = today;
        assert_false(consent_allows(&c, (enum personal)category, false, today));
        c.revoked = (struct date){ 0 };
        c.signer = SIGNER_SELF;
        assert_false(consent_allows(&c, (enum personal)category, true, today));
        assert_true(consent_allows(&c, (enum personal)category, false, today));
    }
}

static void what_is_not_personal_is_always_allowed_and_the_consent_itself_never(void **state)
{
    struct consent none = { 0 }, all = { .given = { 2025, 9, 1 } };

    for (int category = FIRST_CATEGORY; category <= PERSONAL_NEVER; category++) {
        struct choice_item *item = ARENA_NEW(*state, struct choice_item);
        item->index = category;
        list_add(&all.covers, item, *state);
    }
    assert_true(consent_allows(&none, PERSONAL_NONE, true, today));
    assert_true(consent_allows(&all, PERSONAL_NAME, false, today));
    assert_false(consent_allows(&all, PERSONAL_NEVER, false, today));
}

// ---- every personal field of every record ------------------------------------------------

// Makes the member hold something, whatever its type.
static void fill(const struct field *f, void *record, struct arena *a)
{
    void *at = (char *)record + f->offset;

    switch (f->type) {
    case FIELD_TEXT:
    case FIELD_ID:
    case FIELD_URL:
    case FIELD_SCHOOL_YEAR:
        *(struct str *)at = STR("что-то");
        return;
    case FIELD_INT:
        *(int64_t *)at = 7;
        return;
    case FIELD_BOOL:
        *(bool *)at = true;
        return;
    case FIELD_CHOICE:
        *(int *)at = 1;
        return;
    case FIELD_DATE:
        *(struct date *)at = today;
        return;
    case FIELD_FILE:
        ((struct file_ref *)at)->path = STR("files/a.png");
        ((struct file_ref *)at)->present = true;
        return;
    case FIELD_TEXTS: {
        struct str *text = ARENA_NEW(a, struct str);
        *text = STR("что-то");
        list_add(at, text, a);
        return;
    }
    case FIELD_RECORD:
        for (const struct field *inner = f->record->fields; inner < f->record->fields + f->record->count;
             inner++)
            fill(inner, at, a);
        return;
    case FIELD_CHOICES: {
        struct choice_item *item = ARENA_NEW(a, struct choice_item);
        item->index = 1;
        list_add(at, item, a);
        return;
    }
    default:
        fail_msg("a personal field of type %d: teach this test to fill it", (int)f->type);
    }
}

static bool is_blank(const struct field *f, const void *record)
{
    const char *at = (const char *)record + f->offset, *end = at;
    int64_t absent = FIELD_INT_ABSENT;
    size_t size = f->type == FIELD_TEXT     ? sizeof(struct str)
                  : f->type == FIELD_INT    ? sizeof(int64_t)
                  : f->type == FIELD_BOOL   ? sizeof(bool)
                  : f->type == FIELD_CHOICE ? sizeof(int)
                  : f->type == FIELD_DATE   ? sizeof(struct date)
                  : f->type == FIELD_FILE   ? sizeof(struct file_ref)
                                            : sizeof(struct list);

    if (f->type == FIELD_INT)
        return memcmp(at, &absent, sizeof absent) == 0;
    if (f->type == FIELD_RECORD) {
        for (const struct field *inner = f->record->fields; inner < f->record->fields + f->record->count;
             inner++)
            if (!is_blank(inner, at))
                return false;
        return true;
    }
    for (end = at + size; at < end; at++)
        if (*at)
            return false;
    return true;
}

// Every record type that the program knows to hold something personal.
static const struct record_type *const personal_types[] = { &person_type, &honoree_type, &curator_type };

// Puts a filled record of [type] through the gate and looks at each personal field.
static void assert_gated(const struct record_type *type, const struct consent *consent, struct arena *a)
{
    void *record = arena_alloc(a, 1, type->size);

    record_init(type, record);
    for (const struct field *f = type->fields; f < type->fields + type->count; f++)
        if (f->personal)
            fill(f, record, a);
    consent_gate(type, record, consent, false, today);
    for (const struct field *f = type->fields; f < type->fields + type->count; f++) {
        if (!f->personal || f->type == FIELD_COMPUTED)
            continue;
        bool allowed = consent_allows(consent, f->personal, false, today);
        if (is_blank(f, record) == allowed)
            fail_msg("%s.%s is %s", type->name, f->key, allowed ? "blank" : "shown");
    }
}

static void the_gate_blanks_every_field_that_is_not_covered(void **state)
{
    const struct consent none = { 0 };

    for (size_t i = 0; i < COUNT(personal_types); i++) {
        assert_gated(personal_types[i], &none, *state);
        for (int category = FIRST_CATEGORY; category <= LAST_CATEGORY; category++) {
            struct consent c = consent_for((enum personal)category, *state);
            assert_gated(personal_types[i], &c, *state);
        }
    }
}

// Looks for personal fields below [type] in records that the gate does not know.
static void assert_known_to_the_gate(const struct record_type *type)
{
    for (size_t i = 0; i < COUNT(personal_types); i++)
        if (type == personal_types[i])
            return;
    for (const struct field *f = type->fields; f < type->fields + type->count; f++) {
        if (f->personal && f->personal != PERSONAL_NEVER)
            fail_msg("%s.%s is personal, but nothing gates it", type->name, f->key);
        if (f->type == FIELD_RECORD || f->type == FIELD_RECORDS)
            assert_known_to_the_gate(f->record);
    }
}

static void no_other_record_holds_personal_fields(void **state)
{
    (void)state;
    for (const struct section_list *l = section_lists; l->type; l++)
        assert_known_to_the_gate(l->type);
    assert_known_to_the_gate(&page_type);
    assert_known_to_the_gate(&organization_type);
}

static void what_is_not_personal_passes_the_gate(void **state)
{
    struct person p = { .id = STR("ivanova"), .role = ROLE_MENTOR, .name = STR("Иванова") };
    const struct consent none = { 0 };

    (void)state;
    consent_gate(&person_type, &p, &none, false, today);
    assert_text(p.id, "ivanova");
    assert_int_equal(p.role, ROLE_MENTOR);
    assert_text(p.name, "");
}

// ---- a whole section -----------------------------------------------------------------------

static struct workshop *gated(struct arena *a, const struct record_type *type, const char *records)
{
    struct workshop *w = workshop_new(a, LEVEL_SCHOOL, today);

    workshop_put(w, type, records);
    link_section(&w->section, w->ds);
    gate_section(&w->section, w->ds);
    return w;
}

static const struct person *gated_person(struct arena *a, const char *more)
{
    const char *person = str_format(a, "id: ivanova\nname: Иванова Мария Петровна\n%s", more).ptr;

    return gated(a, &person_type, person)->section.people.items[0];
}

static void a_name_is_shown_whole_as_initials_or_not_at_all(void **state)
{
    const struct person *named = gated_person(*state, "consent: { given: 2025-09-01, covers: name }\n");
    const struct person *other = gated_person(*state, "consent: { given: 2025-09-01, covers: post }\n");
    const struct person *nobody = gated_person(*state, "");

    assert_text(named->shown_name, "Иванова Мария Петровна");
    assert_true(named->named);
    assert_text(other->shown_name, "И.\u00a0М.\u00a0П.");
    assert_false(other->named);
    assert_text(other->name, "");
    assert_text(nobody->shown_name, "данные не публикуются");
    assert_false(nobody->named);
    assert_text(nobody->name, "");
}

static void a_pupil_has_not_even_initials(void **state)
{
    const struct person *self =
        gated_person(*state, "pupil: да\nconsent: { given: 2025-09-01, covers: name, signer: self }\n");
    const struct person *post =
        gated_person(*state, "pupil: да\nconsent: { given: 2025-09-01, covers: post, signer: parent }\n");
    const struct person *parent =
        gated_person(*state, "pupil: да\nconsent: { given: 2025-09-01, covers: name, signer: parent }\n");

    assert_text(self->shown_name, "обучающийся");
    assert_text(post->shown_name, "обучающийся");
    assert_text(parent->shown_name, "Иванова Мария Петровна");
}

static void who_is_held_back_is_said_with_the_reason(void **state)
{
    static const struct {
        const char *record;
        enum diag_code code;
        const char *piece;
    } rows[] = {
        { "", DIAG_CONSENT_ABSENT, "согласия нет" },
        { "pupil: да\n", DIAG_CONSENT_PUPIL, "нет согласия законного представителя" },
        { "consent: { given: 2026-03-03, covers: name }\n", DIAG_CONSENT_ABSENT, "позже дня сборки" },
        { "consent: { given: 2025-01-01, until: 2026-03-01, covers: name }\n", DIAG_CONSENT_EXPIRED,
          "действовало до 01.03.2026" },
        { "consent: { given: 2025-01-01, revoked: 2026-03-02, covers: name }\n", DIAG_CONSENT_EXPIRED,
          "отозвано 02.03.2026" },
    };

    for (size_t i = 0; i < COUNT(rows); i++) {
        const char *person = str_format(*state, "id: a\nname: Иванова\n%s", rows[i].record).ptr;
        struct workshop *w = gated(*state, &person_type, person);
        assert_said(w->ds, rows[i].code, rows[i].piece);
        assert_int_equal(w->ds->items.count, 1);
        assert_false(diags_failed(w->ds));
    }
}

static void a_portrait_without_a_consent_is_withheld_from_everybody(void **state)
{
    struct workshop *w =
        gated(*state, &person_type,
              "- id: a\n  name: А\n  photo: files/a.png\n  consent: { given: 2025-09-01, covers: name }\n"
              "- id: b\n  name: Б\n  photo: files/b.png\n  consent: { given: 2025-09-01, covers: [name, "
              "photo] }\n");

    assert_non_null(map_get(&w->section.withheld, STR("files/a.png")));
    assert_null(map_get(&w->section.withheld, STR("files/b.png")));
    assert_text(((const struct person *)w->section.people.items[0])->photo.path, "");
    assert_text(((const struct person *)w->section.people.items[1])->photo.path, "files/b.png");
}

static void a_line_of_the_board_follows_the_persons_consent(void **state)
{
    struct workshop *w = workshop_new(*state, LEVEL_SCHOOL, today);

    workshop_put(
        w, &person_type,
        "- id: a\n  name: Иванова Мария\n  consent: { given: 2025-09-01, covers: [name, achievements] }\n"
        "- id: b\n  name: Петров Пётр\n");
    workshop_put(w, &honoree_type,
                 "- { id: h1, person: a, award: Грамота }\n- { id: h2, person: b, award: Грамота }\n"
                 "- { id: h3, name: Сидорова Анна, award: Грамота }\n");
    link_section(&w->section, w->ds);
    gate_section(&w->section, w->ds);

    const struct honoree *const *h = (const struct honoree *const *)(const void *)w->section.honorees.items;
    assert_text(h[0]->shown_name, "Иванова Мария");
    assert_text(h[0]->award, "Грамота");
    assert_text(h[1]->shown_name, "данные не публикуются");
    assert_text(h[1]->award, "");
    assert_text(h[2]->shown_name, "данные не публикуются");
    assert_text(h[2]->name, "");
    assert_said(w->ds, DIAG_CONSENT_ABSENT, "«Петров Пётр»"); // once, where the person is
    assert_said(w->ds, DIAG_CONSENT_ABSENT, "«Сидорова Анна»");
}

static void a_portrait_on_the_board_needs_a_consent_whosever_file_it_is(void **state)
{
    struct workshop *w = workshop_new(*state, LEVEL_SCHOOL, today);

    workshop_put(
        w, &person_type,
        "- { id: a, name: А, photo: files/a.png, consent: { given: 2025-09-01, covers: [name, photo] } }\n"
        "- { id: b, name: Б, photo: files/b.png, consent: { given: 2025-09-01, covers: name } }\n");
    workshop_put(
        w, &honoree_type,
        "- { id: h1, person: a }\n- { id: h2, person: b }\n- { id: h3, person: b, photo: files/c.png }\n"
        "- { id: h4, person: a, photo: files/d.png }\n");
    link_section(&w->section, w->ds);
    for (LIST_EACH(struct honoree, each, w->section.honorees))
        each->photo.present = !str_empty(each->photo.path);
    gate_section(&w->section, w->ds);

    const struct honoree *const *h = (const struct honoree *const *)(const void *)w->section.honorees.items;
    assert_text(h[0]->shown_photo.path, "files/a.png");
    assert_text(h[1]->shown_photo.path, "");
    assert_text(h[2]->shown_photo.path, "");
    assert_text(h[3]->shown_photo.path, "files/d.png");
    assert_non_null(map_get(&w->section.withheld, STR("files/c.png")));
}

static void a_pupil_on_the_board_needs_the_parents_signature(void **state)
{
    struct workshop *w = workshop_new(*state, LEVEL_SCHOOL, today);

    workshop_put(w, &person_type,
                 "{ id: a, name: Иванова Мария, pupil: да, consent: { given: 2025-09-01, covers: [name, "
                 "achievements], signer: self } }\n");
    workshop_put(w, &honoree_type, "{ id: h1, person: a, award: Грамота }\n");
    link_section(&w->section, w->ds);
    gate_section(&w->section, w->ds);

    const struct honoree *h = w->section.honorees.items[0];
    assert_text(h->shown_name, "обучающийся");
    assert_text(h->award, "");
}

static void a_curators_name_needs_a_consent_and_the_post_does_not(void **state)
{
    struct workshop *w = workshop_new(*state, LEVEL_SCHOOL, today);
    struct curator *curator = &w->section.organization.curator;

    curator->name = STR("Сидорова Анна Ивановна");
    curator->post = STR("завуч");
    gate_section(&w->section, w->ds);
    assert_text(curator->name, "");
    assert_text(curator->shown_name, "данные не публикуются");
    assert_text(curator->post, "завуч");
    assert_said(w->ds, DIAG_CONSENT_ABSENT, "«Сидорова Анна Ивановна»");
}

// ---- papers that name people -----------------------------------------------------------------

static const struct act *gated_act(struct arena *a, const char *more)
{
    struct workshop *w = workshop_new(a, LEVEL_SCHOOL, today);

    workshop_put(w, &person_type,
                 "- id: yes\n  name: Иванова\n  consent: { given: 2025-09-01, covers: name }\n- id: no\n  "
                 "name: Петров\n");
    workshop_put(
        w, &act_type,
        str_format(a, "id: a\nkind: приказ\ntitle: Приказ\nfiles: a.pdf\nsignature: a.pdf.sig\n%s", more)
            .ptr);
    workshop_put(w, &pair_type,
                 "- { id: p1, form: ученик – ученик, mentor: 'yes', mentee: 'no', order: b }\n");
    workshop_put(w, &act_type,
                 "id: b\nkind: приказ\ntitle: О парах\nfiles: b.pdf\npages_with_names: да\nnames: 'yes'\n");
    link_section(&w->section, w->ds);
    gate_section(&w->section, w->ds);
    const struct act *act = w->section.acts.items[0], *pairs = w->section.acts.items[1];
    assert_true(pairs->withheld); // the mentee of its pair has not agreed
    assert_int_equal(act->withheld, map_get(&w->section.withheld, STR("a.pdf")) != NULL);
    assert_int_equal(act->withheld, map_get(&w->section.withheld, STR("a.pdf.sig")) != NULL);
    return act;
}

static void a_paper_goes_out_only_when_everybody_named_in_it_has_agreed(void **state)
{
    assert_false(gated_act(*state, "")->withheld);
    assert_false(gated_act(*state, "names: 'no'\n")->withheld); // the paper itself has no names
    assert_true(gated_act(*state, "pages_with_names: да\n")->withheld);
    assert_false(gated_act(*state, "pages_with_names: да\nnames: 'yes'\n")->withheld);
    assert_true(gated_act(*state, "pages_with_names: да\nnames: ['yes', 'no']\n")->withheld);
}

static void an_order_of_a_pair_names_both_sides(void **state)
{
    static const char *const pairs[] = { "mentor: 'yes', mentee: 'no'", "mentor: 'no', mentee: 'yes'",
                                         "mentor: 'yes', mentee: 'yes'" };

    for (size_t i = 0; i < COUNT(pairs); i++) {
        struct workshop *w = workshop_new(*state, LEVEL_SCHOOL, today);
        workshop_put(w, &person_type,
                     "- { id: yes, name: Иванова, consent: { given: 2025-09-01, covers: name } }\n"
                     "- { id: no, name: Петров }\n");
        workshop_put(w, &act_type, "{ id: a, kind: приказ, title: О парах, pages_with_names: да }\n");
        workshop_put(w, &pair_type,
                     str_format(*state, "{ id: p, form: ученик – ученик, order: a, %s }\n", pairs[i]).ptr);
        link_section(&w->section, w->ds);
        gate_section(&w->section, w->ds);
        assert_int_equal(((const struct act *)w->section.acts.items[0])->withheld, i != 2);
    }
}

static void one_who_has_not_agreed_is_enough_whoever_agreed_besides(void **state)
{
    static const char *const named[] = { "['no']", "['yes']", "['yes', 'nobody']" };

    for (size_t i = 0; i < COUNT(named); i++) {
        struct workshop *w = workshop_new(*state, LEVEL_SCHOOL, today);
        workshop_put(w, &person_type,
                     "- { id: yes, name: Иванова, consent: { given: 2025-09-01, covers: name } }\n"
                     "- { id: no, name: Петров }\n");
        workshop_put(w, &act_type,
                     str_format(*state,
                                "{ id: a, kind: приказ, title: О парах, pages_with_names: да, names: %s }\n",
                                named[i])
                         .ptr);
        workshop_put(w, &pair_type,
                     "{ id: p, form: ученик – ученик, order: a, mentor: 'yes', mentee: 'yes' }\n");
        link_section(&w->section, w->ds);
        gate_section(&w->section, w->ds);
        // Nobody of that name stops the build by itself: the reference leads nowhere.
        assert_int_equal(((const struct act *)w->section.acts.items[0])->withheld, i == 0);
    }
}

static void a_withheld_paper_has_no_files_left(void **state)
{
    const struct act *act = gated_act(*state, "pages_with_names: да\n");

    assert_int_equal(act->files.count, 0);
    assert_text(act->signature.path, "");
    assert_text(act->title, "Приказ");
}

// Whether the programme of a pair whose mentor has not agreed goes out, with what is known of its text.
static bool programme_goes_out(struct arena *a, struct document_facts *facts, const char *waivers)
{
    struct workshop *w = workshop_new(a, LEVEL_SCHOOL, today);

    workshop_put(w, &person_type, "- id: no\n  name: Петров\n");
    workshop_put(w, &pair_type,
                 "- { id: p1, form: учитель – учитель, mentor: 'no', programme: { file: a.pdf } }\n");
    if (*waivers)
        workshop_put(w, &waiver_type, waivers);
    struct pair *pair = (struct pair *)(uintptr_t)w->section.pairs.items[0];
    if (str_find(str_from(waivers), STR("record")) == SIZE_MAX && *waivers)
        pair->id = STR(""); // a waiver of no record is nobody's
    pair->programme.file.present = true;
    pair->programme.file.facts = facts;
    link_section(&w->section, w->ds);
    gate_section(&w->section, w->ds);
    return pair->programme.file.present;
}

static void a_programme_that_cannot_be_read_is_held_back_for_who_has_not_agreed(void **state)
{
    struct document_facts scan = { .text_layer = TEXT_ABSENT }, text = { .text_layer = TEXT_READABLE };
    static const char *const vouched =
        "- { code: paper-withheld, record: p1, reason: Имён нет, until: 2026-03-02 }\n";
    static const char *const too_late =
        "- { code: paper-withheld, record: p1, reason: Имён нет, until: 2026-03-01 }\n";
    static const char *const of_nothing = "- { code: paper-withheld, reason: Имён нет, until: 2026-03-02 }\n";
    static const char *const of_another =
        "- { code: paper-withheld, record: p2, reason: Имён нет, until: 2026-03-02 }\n";

    assert_true(programme_goes_out(*state, &text, ""));
    assert_false(programme_goes_out(*state, &scan, ""));
    assert_false(programme_goes_out(*state, NULL, "")); // a picture: there is nothing to read in it
    assert_true(programme_goes_out(*state, &scan, vouched));
    assert_false(programme_goes_out(*state, &scan, too_late));
    assert_false(programme_goes_out(*state, &scan, of_another));
    assert_false(programme_goes_out(*state, &scan, of_nothing));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_programme_that_cannot_be_read_is_held_back_for_who_has_not_agreed),
        cmocka_unit_test(a_consent_is_in_force_from_the_day_it_is_given_to_its_last),
        cmocka_unit_test(only_a_parent_signs_for_a_pupil),
        cmocka_unit_test(a_consent_allows_what_it_covers_and_nothing_else),
        cmocka_unit_test(without_a_consent_in_force_nothing_personal_is_allowed),
        cmocka_unit_test(what_is_not_personal_is_always_allowed_and_the_consent_itself_never),
        cmocka_unit_test(the_gate_blanks_every_field_that_is_not_covered),
        cmocka_unit_test(no_other_record_holds_personal_fields),
        cmocka_unit_test(what_is_not_personal_passes_the_gate),
        cmocka_unit_test(a_name_is_shown_whole_as_initials_or_not_at_all),
        cmocka_unit_test(a_pupil_has_not_even_initials),
        cmocka_unit_test(who_is_held_back_is_said_with_the_reason),
        cmocka_unit_test(a_portrait_without_a_consent_is_withheld_from_everybody),
        cmocka_unit_test(a_line_of_the_board_follows_the_persons_consent),
        cmocka_unit_test(a_portrait_on_the_board_needs_a_consent_whosever_file_it_is),
        cmocka_unit_test(a_pupil_on_the_board_needs_the_parents_signature),
        cmocka_unit_test(a_curators_name_needs_a_consent_and_the_post_does_not),
        cmocka_unit_test(a_paper_goes_out_only_when_everybody_named_in_it_has_agreed),
        cmocka_unit_test(an_order_of_a_pair_names_both_sides),
        cmocka_unit_test(one_who_has_not_agreed_is_enough_whoever_agreed_besides),
        cmocka_unit_test(a_withheld_paper_has_no_files_left),
    };

    return cmocka_run_group_tests(tests, make_arena, free_arena);
}
