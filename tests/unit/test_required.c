// SPDX-License-Identifier: MIT
#include "check/required.h"
#include "model/gate.h"
#include "model/link.h"
#include "record/facts.h"
#include "section.h"

static const struct date today = { 2026, 3, 2 };

#define ITEM(id, more) "  - { id: " id ", title: Пункт " id ", levels: school, must: required" more " }\n"
#define BY_TITLE       ", satisfied_by: { kinds: положение, titles: [наставнич, наставник] }"

static void put_profile(struct workshop *w, const char *id, const char *extends, const char *items)
{
    const char *yaml =
        str_format(w->arena, "id: %s\ntitle: Перечень\nsource: Приказ\nin_force: 2025-01-01\n%sitems:\n%s",
                   id, extends, items)
            .ptr;

    records_decode(&profile_type, read_nodes(w->arena, w->ds, "profile.yaml", yaml), &w->world.profiles,
                   w->arena, w->ds);
    profile_link(w->world.profiles.items[w->world.profiles.count - 1], w->arena);
    profile_link(w->world.profiles.items[w->world.profiles.count - 1], w->arena);
}

static void choose_profile(struct workshop *w, const char *id)
{
    struct str *chosen = ARENA_NEW(w->arena, struct str);

    *chosen = str_from(id);
    list_add(&w->head.profiles, chosen, w->arena);
}

// A school that is compared with one list of [items].
static struct workshop *school(struct arena *a, const char *items)
{
    struct workshop *w = workshop_new(a, LEVEL_SCHOOL, today);

    put_profile(w, "moy", "", items);
    choose_profile(w, "moy");
    return w;
}

// Marks all files as there: document/ has looked at them.
static void find_files(struct workshop *w)
{
    for (LIST_EACH(const struct act, act, w->section.acts))
        for (LIST_EACH(struct file_ref, file, act->files))
            file->present = true;
    for (LIST_EACH(struct pair, pair, w->section.pairs))
        pair->programme.file.present = !str_empty(pair->programme.file.path);
}

static struct list judged(struct workshop *w)
{
    link_section(&w->section, w->ds);
    find_files(w);
    gate_section(&w->section, w->ds);
    return required_check(&w->section, &(struct required_below){ 0 });
}

static const struct verdict *verdict_of(struct workshop *w)
{
    struct list verdicts = judged(w);

    assert_int_equal(verdicts.count, 1);
    return verdicts.items[0];
}

// The verdict on an item, when the section's acts are [acts].
static const struct verdict *with_acts(struct arena *a, const char *by, const char *acts)
{
    struct workshop *w = school(
        a, str_format(a, "  - { id: x, title: Положение, levels: school, must: required%s }\n", by).ptr);

    if (*acts)
        workshop_put(w, &act_type, acts);
    return verdict_of(w);
}

// [reason] occurs in the verdict's.
static void assert_verdict(const struct verdict *v, enum status status, const char *reason)
{
    if (v->status != (int)status)
        fail_msg("the status is «%s»", choice_at(&status_choices, v->status)->label);
    if (str_find(v->reason, str_from(reason)) == SIZE_MAX)
        fail_msg("the reason is «%.*s»", STR_ARG(v->reason));
}

// ---- acts --------------------------------------------------------------------------------

static void nothing_satisfies_nothing(void **state)
{
    assert_verdict(with_acts(*state, BY_TITLE, ""), STATUS_ABSENT, "");
}

static void an_act_that_covers_the_item_satisfies_it(void **state)
{
    const struct verdict *v =
        with_acts(*state, "", "{ id: a, kind: приказ, title: Что угодно, files: a.pdf, covers: x }\n");

    assert_verdict(v, STATUS_PUBLISHED, "");
    assert_text(((const struct act *)v->acts.items[0])->id, "a");
}

static void an_act_satisfies_by_kind_and_title_together(void **state)
{
    static const struct {
        const char *act;
        enum status status;
    } rows[] = {
        { "kind: положение, title: О системе наставничества", STATUS_PUBLISHED },
        { "kind: положение, title: О НАСТАВНИКАХ", STATUS_PUBLISHED },
        { "kind: приказ, title: О системе наставничества", STATUS_ABSENT },
        { "kind: положение, title: О столовой", STATUS_ABSENT },
        { "kind: положение, title: О системе наставничества, covers: другое",
          STATUS_ABSENT }, // it says what it is for
    };

    for (size_t i = 0; i < COUNT(rows); i++) {
        const char *act = str_format(*state, "{ id: a, files: a.pdf, %s }\n", rows[i].act).ptr;
        if (with_acts(*state, BY_TITLE, act)->status != (int)rows[i].status)
            fail_msg("{ %s } is judged wrongly", rows[i].act);
    }
}

static void a_paper_of_another_body_satisfies_by_covers_only(void **state)
{
    assert_verdict(
        with_acts(*state, BY_TITLE,
                  "{ id: a, kind: положение, title: О наставничестве, scope: regional, files: a.pdf }\n"),
        STATUS_ABSENT, "");
    assert_verdict(
        with_acts(*state, BY_TITLE,
                  "{ id: a, kind: положение, title: О наставничестве, scope: regional, files: a.pdf, "
                  "covers: x }\n"),
        STATUS_PUBLISHED, "");
}

static void an_item_that_names_no_titles_is_satisfied_by_covers_only(void **state)
{
    assert_verdict(with_acts(*state, ", satisfied_by: { kinds: приказ }",
                             "{ id: a, kind: приказ, title: А, files: a.pdf }\n"),
                   STATUS_ABSENT, "");
}

static void an_act_must_be_there_to_be_opened(void **state)
{
    assert_verdict(with_acts(*state, "", "{ id: a, kind: приказ, title: А, covers: x }\n"), STATUS_PARTIAL,
                   "запись есть, файла нет");
    assert_verdict(
        with_acts(*state, "", "{ id: a, kind: приказ, title: А, covers: x, url: 'https://a.ru/' }\n"),
        STATUS_PUBLISHED, "");
    assert_verdict(with_acts(*state, "",
                             "- { id: a, kind: приказ, title: А, covers: x, appendix_of: b }\n"
                             "- { id: b, kind: приказ, title: Б, files: b.pdf, covers: y }\n"),
                   STATUS_PUBLISHED, "");
    assert_verdict(with_acts(*state, "",
                             "- { id: a, kind: приказ, title: А, covers: x, files: a.pdf }\n"
                             "- { id: b, kind: приказ, title: Б, covers: x }\n"),
                   STATUS_PARTIAL, "у документа «Б» нет файла");
}

// The verdict on an item whose act has the files a.pdf and b.pdf, when the facts of a.pdf are [facts].
static const struct verdict *with_facts(struct arena *a, const char *files, struct document_facts facts)
{
    struct workshop *w = school(a, ITEM("x", ""));
    struct document_facts *known = ARENA_NEW(a, struct document_facts);

    *known = facts;
    workshop_put(w, &act_type,
                 str_format(a, "{ id: a, kind: приказ, title: А, covers: x, files: %s }\n", files).ptr);
    ((struct file_ref *)((struct act *)w->section.acts.items[0])->files.items[0])->facts = known;
    return verdict_of(w);
}

static void a_file_that_does_not_open_is_not_published(void **state)
{
    const struct document_facts damaged = { .status = FACTS_EXAMINED },
                                locked = { .status = FACTS_EXAMINED, .opens = true, .locked = true },
                                sound = { .status = FACTS_EXAMINED, .opens = true },
                                unknown = { .status = FACTS_NOT_EXAMINED };

    assert_verdict(with_facts(*state, "a.pdf", damaged), STATUS_PARTIAL,
                   "файл «a.pdf» не открывается: повреждён или загружен не до конца");
    assert_verdict(with_facts(*state, "a.pdf", locked), STATUS_PARTIAL,
                   "файл «a.pdf» открывается только по паролю");
    assert_verdict(with_facts(*state, "[a.pdf, b.pdf]", damaged), STATUS_PARTIAL,
                   "файл «a.pdf» не открывается");
    assert_verdict(with_facts(*state, "a.pdf", sound), STATUS_PUBLISHED, "");
    assert_verdict(with_facts(*state, "a.pdf", unknown), STATUS_PUBLISHED, "");
}

static void a_programme_that_does_not_open_is_none(void **state)
{
    struct workshop *w = school(*state, ITEM("x", ", satisfied_by: { register: programmes }"));
    static const struct document_facts damaged = { .status = FACTS_EXAMINED };

    workshop_put(w, &pair_type, "{ id: a, form: ученик – ученик, count: 1, programme: { file: a.pdf } }\n");
    ((struct pair *)w->section.pairs.items[0])->programme.file.facts = &damaged;
    assert_verdict(verdict_of(w), STATUS_ABSENT, "у пары нет программы");
}

// The verdict on an act with [first] and b.pdf; b.pdf opens.
static const struct verdict *with_examined(struct arena *a, struct document_facts first, bool both)
{
    static const struct document_facts good = { .status = FACTS_EXAMINED, .opens = true };
    struct document_facts *facts = ARENA_NEW(a, struct document_facts);
    struct workshop *w = school(a, ITEM("x", ""));

    *facts = first;
    workshop_put(w, &act_type,
                 both ? "{ id: a, kind: приказ, title: А, covers: x, files: [a.pdf, b.pdf] }\n"
                      : "{ id: a, kind: приказ, title: А, covers: x, files: a.pdf }\n");
    const struct act *act = w->section.acts.items[0];
    ((struct file_ref *)act->files.items[0])->facts = facts;
    if (both)
        ((struct file_ref *)act->files.items[1])->facts = &good;
    return verdict_of(w);
}

static void a_file_that_nobody_can_open_is_no_file(void **state)
{
    const struct document_facts broken = { .status = FACTS_EXAMINED },
                                locked = { .status = FACTS_EXAMINED, .opens = true, .locked = true };

    assert_verdict(with_examined(*state, broken, false), STATUS_PARTIAL, "файл «a.pdf» не открывается");
    assert_int_equal(with_examined(*state, broken, false)->acts.count, 0);
    assert_verdict(with_examined(*state, locked, false), STATUS_PARTIAL, "открывается только по паролю");
    assert_verdict(with_examined(*state, broken, true), STATUS_PARTIAL, "файл «a.pdf» не открывается");
    assert_int_equal(with_examined(*state, broken, true)->acts.count, 1);
}

static void a_withheld_act_is_named_as_the_reason(void **state)
{
    assert_verdict(
        with_acts(*state, "",
                  "{ id: a, kind: приказ, title: А, covers: x, files: a.pdf, pages_with_names: да }\n"),
        STATUS_PARTIAL, "файл не опубликован: в бумаге имена или личные данные без согласия");
}

static void a_withheld_appendix_is_not_in_the_file_of_its_order(void **state)
{
    assert_verdict(with_acts(*state, "",
                             "- { id: o, kind: приказ, title: О, url: 'https://example.org/o' }\n"
                             "- { id: a, kind: план, title: А, covers: x, files: a.pdf, appendix_of: o, "
                             "pages_with_names: да }\n"),
                   STATUS_PARTIAL, "файл не опубликован: в бумаге имена или личные данные без согласия");
}

static void an_archived_act_satisfies_nothing(void **state)
{
    assert_verdict(
        with_acts(*state, "",
                  "{ id: a, kind: приказ, title: А, covers: x, files: a.pdf, school_year: 2024/2025 }\n"),
        STATUS_ABSENT, "есть только прежний документ: «А», 2024/2025");
    assert_verdict(
        with_acts(*state, "",
                  "- { id: a, kind: приказ, title: А, covers: x, files: a.pdf, school_year: 2024/2025 }\n"
                  "- { id: b, kind: приказ, title: Б, covers: x, files: b.pdf }\n"),
        STATUS_PUBLISHED, "");
}

// ---- registers -----------------------------------------------------------------------------

static void a_filled_register_satisfies_and_is_linked_to(void **state)
{
    struct workshop *w = school(*state, ITEM("x", ", satisfied_by: { register: practices }"));

    workshop_put(w, &practice_type, "{ id: urok, title: Урок }\n");
    const struct verdict *v = verdict_of(w);
    assert_verdict(v, STATUS_PUBLISHED, "");
    assert_text(v->link, "practices.html");
    assert_text(v->link_title, "банк практик");
}

static void an_empty_register_satisfies_nothing(void **state)
{
    static const char *const registers[] = { "mentors", "programmes", "pairs", "practices",    "honor",
                                             "roadmap", "indicators", "news",  "organizations" };

    for (size_t i = 0; i < COUNT(registers); i++) {
        struct workshop *w = school(
            *state, str_format(*state, ITEM("x", ", satisfied_by: { register: %s }"), registers[i]).ptr);
        assert_int_equal(verdict_of(w)->status, STATUS_ABSENT);
    }
}

static void programmes_are_counted_against_current_pairs(void **state)
{
    struct workshop *w = school(*state, ITEM("x", ", satisfied_by: { register: programmes }"));

    workshop_put(w, &pair_type,
                 "- { id: a, form: ученик – ученик, count: 1, programme: { goals: цель } }\n"
                 "- { id: b, form: ученик – ученик, count: 3 }\n"
                 "- { id: c, form: ученик – ученик, count: 5, until: 2025-05-31 }\n");
    const struct verdict *v = verdict_of(w);
    assert_verdict(v, STATUS_PARTIAL, "у трёх из четырёх пар нет программы");
    assert_text(v->link, "pairs.html");
}

// ---- waivers, held items ---------------------------------------------------------------------

static void a_waiver_in_force_excuses_an_absent_item(void **state)
{
    struct workshop *w = school(*state, ITEM("x", ""));

    workshop_put(w, &waiver_type, "{ requirement: x, reason: в апреле, until: 2026-03-02 }\n");
    assert_verdict(verdict_of(w), STATUS_WAIVED, "в апреле (исключение действует до 02.03.2026)");
}

static void a_waived_item_is_not_called_stale(void **state)
{
    struct workshop *w = school(*state, ITEM("x", ""));

    workshop_put(w, &act_type,
                 "{ id: a, kind: приказ, title: А, covers: x, files: a.pdf, school_year: 2024/2025 }\n");
    workshop_put(w, &waiver_type, "{ requirement: x, reason: в апреле, until: 2026-03-02 }\n");
    const struct verdict *v = verdict_of(w);
    assert_verdict(v, STATUS_WAIVED, "в апреле");
    assert_false(v->stale);
}

static void an_expired_waiver_and_one_for_another_item_excuse_nothing(void **state)
{
    struct workshop *w = school(*state, ITEM("x", ""));

    workshop_put(w, &waiver_type,
                 "- { requirement: x, reason: в апреле, until: 2026-03-01 }\n"
                 "- { requirement: y, reason: в апреле, until: 2027-01-01 }\n");
    assert_verdict(verdict_of(w), STATUS_ABSENT, "");
}

static void a_waiver_does_not_hide_what_is_published(void **state)
{
    struct workshop *w = school(*state, ITEM("x", ""));

    workshop_put(w, &act_type, "{ id: a, kind: приказ, title: А, files: a.pdf, covers: x }\n");
    workshop_put(w, &waiver_type, "{ requirement: x, reason: в апреле, until: 2027-01-01 }\n");
    assert_verdict(verdict_of(w), STATUS_PUBLISHED, "");
}

static void what_is_held_is_not_looked_for(void **state)
{
    struct workshop *w = school(*state, "  - { id: x, title: Согласия, levels: school, must: held }\n");

    assert_verdict(verdict_of(w), STATUS_NOT_CHECKED, "хранится в организации, на сайте не размещается");
}

// ---- which items apply -------------------------------------------------------------------------

static struct str item_ids(struct workshop *w)
{
    const struct list items = required_items(&w->section);
    struct str ids = STR("");

    for (LIST_EACH(const struct requirement, item, items))
        ids = str_format(w->arena, "%.*s%s%.*s", STR_ARG(ids), ids.len ? " " : "", STR_ARG(item->id));
    return ids;
}

static void items_apply_by_level_kind_and_date(void **state)
{
    struct workshop *w =
        school(*state,
               "  - { id: for-school, title: А, levels: school, must: required }\n"
               "  - { id: for-region, title: Б, levels: region, must: required }\n"
               "  - { id: for-both, title: В, levels: [region, school], must: required }\n"
               "  - { id: for-kindergarten, title: Г, levels: school, kinds: kindergarten, must: required }\n"
               "  - { id: for-kind, title: Д, levels: school, kinds: [school, college], must: required }\n"
               "  - { id: not-yet, title: Е, levels: school, must: required, since: 2026-03-03 }\n"
               "  - { id: since-today, title: Ё, levels: school, must: required, since: 2026-03-02 }\n"
               "  - { id: until-today, title: Ж, levels: school, must: required, until: 2026-03-02 }\n"
               "  - { id: no-more, title: З, levels: school, must: required, until: 2026-03-01 }\n");

    assert_text(item_ids(w), "for-school for-both for-kind since-today until-today");
}

static void an_item_of_the_extending_list_overrides_its_namesake(void **state)
{
    struct workshop *w = workshop_new(*state, LEVEL_SCHOOL, today);

    put_profile(w, "base", "", ITEM("one", "") ITEM("two", ""));
    put_profile(w, "own", "extends: base\n",
                "  - { id: two, title: Свой, levels: school, must: optional }\n");
    choose_profile(w, "own");
    assert_text(item_ids(w), "two one");
    struct list items = required_items(&w->section);
    assert_text(((const struct requirement *)items.items[0])->title, "Свой");
}

static void lists_that_extend_each_other_in_a_ring_come_to_an_end(void **state)
{
    struct workshop *w = workshop_new(*state, LEVEL_SCHOOL, today);

    put_profile(w, "a", "extends: [b, a]\n", ITEM("one", ""));
    put_profile(w, "b", "extends: a\n", ITEM("two", ""));
    choose_profile(w, "a");
    assert_text(item_ids(w), "one two");
}

static void an_unknown_list_requires_nothing(void **state)
{
    struct workshop *w = workshop_new(*state, LEVEL_SCHOOL, today);

    choose_profile(w, "net-takogo");
    assert_text(item_ids(w), "");
}

static void only_required_items_are_counted(void **state)
{
    struct workshop *w =
        school(*state, ITEM("a", "") ITEM("b", "") ITEM("c", "")
                           ITEM("d", "") "  - { id: e, title: Е, levels: school, must: recommended }\n"
                                         "  - { id: f, title: Ё, levels: school, must: held }\n");

    workshop_put(w, &act_type,
                 "- { id: a, kind: приказ, title: А, files: a.pdf, covers: [a, e] }\n"
                 "- { id: b, kind: приказ, title: Б, covers: b }\n");
    workshop_put(w, &waiver_type, "{ requirement: c, reason: в апреле, until: 2027-01-01 }\n");
    struct list verdicts = judged(w);
    struct verdict_counts counts = required_count(&verdicts);

    assert_int_equal(verdicts.count, 6);
    assert_int_equal(counts.required, 4);
    assert_int_equal(counts.published, 1);
    assert_int_equal(counts.partial, 1);
    assert_int_equal(counts.waived, 1);
    assert_int_equal(counts.absent, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_satisfies_nothing),
        cmocka_unit_test(an_act_that_covers_the_item_satisfies_it),
        cmocka_unit_test(an_act_satisfies_by_kind_and_title_together),
        cmocka_unit_test(a_paper_of_another_body_satisfies_by_covers_only),
        cmocka_unit_test(an_item_that_names_no_titles_is_satisfied_by_covers_only),
        cmocka_unit_test(an_act_must_be_there_to_be_opened),
        cmocka_unit_test(a_file_that_does_not_open_is_not_published),
        cmocka_unit_test(a_programme_that_does_not_open_is_none),
        cmocka_unit_test(a_file_that_nobody_can_open_is_no_file),
        cmocka_unit_test(a_withheld_act_is_named_as_the_reason),
        cmocka_unit_test(a_withheld_appendix_is_not_in_the_file_of_its_order),
        cmocka_unit_test(an_archived_act_satisfies_nothing),
        cmocka_unit_test(a_filled_register_satisfies_and_is_linked_to),
        cmocka_unit_test(an_empty_register_satisfies_nothing),
        cmocka_unit_test(programmes_are_counted_against_current_pairs),
        cmocka_unit_test(a_waiver_in_force_excuses_an_absent_item),
        cmocka_unit_test(a_waived_item_is_not_called_stale),
        cmocka_unit_test(an_expired_waiver_and_one_for_another_item_excuse_nothing),
        cmocka_unit_test(a_waiver_does_not_hide_what_is_published),
        cmocka_unit_test(what_is_held_is_not_looked_for),
        cmocka_unit_test(items_apply_by_level_kind_and_date),
        cmocka_unit_test(an_item_of_the_extending_list_overrides_its_namesake),
        cmocka_unit_test(lists_that_extend_each_other_in_a_ring_come_to_an_end),
        cmocka_unit_test(an_unknown_list_requires_nothing),
        cmocka_unit_test(only_required_items_are_counted),
    };

    return cmocka_run_group_tests(tests, make_arena, free_arena);
}
