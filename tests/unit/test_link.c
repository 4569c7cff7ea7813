// SPDX-License-Identifier: MIT
#include "model/link.h"
#include "section.h"

static const struct date today = { 2026, 3, 2 };

// The section that the YAML texts describe, linked.
static struct workshop *workshop(struct arena *a)
{
    return workshop_new(a, LEVEL_SCHOOL, today);
}

static struct workshop *linked_acts(struct arena *a, const char *acts)
{
    struct workshop *w = workshop(a);

    workshop_put(w, &act_type, acts);
    link_section(&w->section, w->ds);
    return w;
}

static const struct act *act_of(const struct workshop *w, const char *id)
{
    return section_find(&w->section, &act_type, str_from(id));
}

#define ACT(id, more) "- id: " id "\n  kind: приказ\n  title: Приказ " id "\n" more

// ---- references ----------------------------------------------------------------------

static void ids_become_pointers(void **state)
{
    struct workshop *w = workshop(*state);

    workshop_put(w, &act_type, ACT("prikaz", ""));
    workshop_put(w, &person_type, "- id: ivanova\n  name: Иванова\n- id: petrov\n  name: Петров\n");
    workshop_put(
        w, &pair_type,
        "- id: para\n  form: ученик – ученик\n  mentor: ivanova\n  mentees: [petrov]\n  order: prikaz\n");
    link_section(&w->section, w->ds);

    assert_silent(w->ds);
    const struct pair *pair = w->section.pairs.items[0];
    assert_ptr_equal(pair->order.target, act_of(w, "prikaz"));
    assert_ptr_equal(((const struct ref *)pair->mentors.items[0])->target, w->section.people.items[0]);
    assert_ptr_equal(((const struct ref *)pair->mentees.items[0])->target, w->section.people.items[1]);
}

static void a_reference_to_nothing_is_answered_with_the_nearest_id(void **state)
{
    struct workshop *w =
        linked_acts(*state, ACT("prikaz-1", "  replaces: prikas-1\n") ACT("b", "  replaces: staryy\n"));

    assert_said(w->ds, DIAG_REF_DANGLING,
                "в списке acts.yaml нет записи «prikas-1»; возможно, вы имели в виду «prikaz-1»");
    assert_said(w->ds, DIAG_REF_DANGLING, "в списке acts.yaml нет записи «staryy»");
    assert_int_equal(w->ds->items.count, 2);
    assert_null(act_of(w, "prikaz-1")->replaces.target);
}

static void the_first_record_of_an_id_is_the_one_meant(void **state)
{
    struct workshop *w = linked_acts(*state, ACT("a", "") ACT("a", "") ACT("b", "  replaces: a\n"));

    assert_said(w->ds, DIAG_ID_DUPLICATE, "id «a» уже занят: acts:1");
    assert_int_equal(w->ds->items.count, 1);
    assert_ptr_equal(act_of(w, "b")->replaces.target, w->section.acts.items[0]);
}

static void records_of_two_kinds_may_share_an_id(void **state)
{
    struct workshop *w = workshop(*state);

    workshop_put(w, &act_type, ACT("a", ""));
    workshop_put(w, &person_type, "- id: a\n  name: Иванова\n");
    link_section(&w->section, w->ds);
    assert_silent(w->ds);
}

static void nothing_is_said_about_records_that_could_not_be_read(void **state)
{
    struct workshop *w = workshop(*state);

    workshop_put(w, &pair_type, "- id: para\n  form: ученик – ученик\n  mentor: ivanova\n  order: prikaz\n");
    w->section.unread[1] = true; // people
    link_section(&w->section, w->ds);
    assert_said(w->ds, DIAG_REF_DANGLING, "acts.yaml");
    assert_int_equal(w->ds->items.count, 1);
}

// ---- acts ------------------------------------------------------------------------------

static void an_act_without_a_scope_has_its_organisations(void **state)
{
    static const int expected[] = {
        [LEVEL_SCHOOL] = SCOPE_LOCAL, [LEVEL_MUNICIPALITY] = SCOPE_MUNICIPAL, [LEVEL_REGION] = SCOPE_REGIONAL
    };

    for (int level = LEVEL_SCHOOL; level <= LEVEL_REGION; level++) {
        struct workshop *w = workshop_new(*state, level, today);
        workshop_put(w, &act_type, ACT("a", "") ACT("b", "  scope: федеральный\n"));
        link_section(&w->section, w->ds);
        assert_int_equal(act_of(w, "a")->scope, expected[level]);
        assert_int_equal(act_of(w, "b")->scope, SCOPE_FEDERAL);
    }
}

static void an_act_goes_to_the_archive_when_its_time_is_over(void **state)
{
    struct workshop *w = linked_acts(*state, ACT("plain", "")                       //
                                     ACT("last-day", "  valid_until: 2026-03-02\n") //
                                     ACT("over", "  valid_until: 2026-03-01\n")     //
                                     ACT("this-year", "  school_year: 2025/2026\n") //
                                     ACT("next-year", "  school_year: 2026/2027\n") //
                                     ACT("past-year", "  school_year: 2024/2025\n"));

    assert_silent(w->ds);
    assert_false(act_of(w, "plain")->archived);
    assert_false(act_of(w, "last-day")->archived);
    assert_true(act_of(w, "over")->archived);
    assert_false(act_of(w, "this-year")->archived);
    assert_false(act_of(w, "next-year")->archived);
    assert_true(act_of(w, "past-year")->archived);
}

static void a_replaced_act_goes_to_the_archive_and_knows_by_what(void **state)
{
    struct workshop *w = linked_acts(*state, ACT("new", "  replaces: old\n") ACT("old", ""));

    assert_true(act_of(w, "old")->archived);
    assert_ptr_equal(act_of(w, "old")->replaced_by, act_of(w, "new"));
    assert_false(act_of(w, "new")->archived);
}

// ---- pairs -----------------------------------------------------------------------------

static const struct pair *linked_pair(struct arena *a, const char *dates)
{
    struct workshop *w = workshop(a);

    workshop_put(w, &pair_type,
                 str_format(a, "- id: para\n  form: ученик – ученик\n  count: 1\n%s", dates).ptr);
    link_section(&w->section, w->ds);
    assert_silent(w->ds);
    return w->section.pairs.items[0];
}

static void a_pair_is_current_to_the_end_of_its_school_year(void **state)
{
    assert_true(linked_pair(*state, "")->current);
    assert_true(linked_pair(*state, "  until: 2026-03-02\n")->current);
    assert_true(linked_pair(*state, "  until: 2026-03-01\n")->current);
    assert_false(linked_pair(*state, "  until: 2025-08-31\n")->current);
    assert_true(linked_pair(*state, "  until: 2026-03-02\n  school_year: 2024/2025\n")->current);
    assert_false(linked_pair(*state, "  until: 2026-03-01\n  school_year: 2024/2025\n")->current);
}

static void what_has_ended_is_not_running(void **state)
{
    static const char programme[] = "  programme: {goals: цель, status: реализуется}\n";
    const char *ended = str_format(*state, "  until: 2026-03-01\n%s", programme).ptr;
    const char *runs = str_format(*state, "  until: 2026-03-02\n%s", programme).ptr;

    assert_int_equal(linked_pair(*state, ended)->programme.status, PROGRAMME_DONE);
    assert_int_equal(linked_pair(*state, runs)->programme.status, PROGRAMME_RUNNING);
    assert_int_equal(linked_pair(*state, programme)->programme.status, PROGRAMME_RUNNING);
}

static void a_pair_without_an_end_is_current_in_its_school_year(void **state)
{
    assert_true(linked_pair(*state, "  from: 2025-09-01\n")->current);
    assert_false(linked_pair(*state, "  from: 2025-08-31\n")->current);
    assert_true(linked_pair(*state, "  school_year: 2026/2027\n")->current);
    assert_false(linked_pair(*state, "  school_year: 2024/2025\n")->current);
}

static void the_school_year_of_a_pair_follows_from_its_dates(void **state)
{
    assert_text(linked_pair(*state, "  from: 2024-09-01\n")->school_year, "2024/2025");
    assert_text(linked_pair(*state, "  from: 2024-09-01\n  until: 2026-05-31\n")->school_year, "2025/2026");
    assert_text(linked_pair(*state, "  from: 2024-09-01\n  school_year: 2022/2023\n")->school_year,
                "2022/2023");
    assert_text(linked_pair(*state, "")->school_year, "");
}

static void the_organisation_may_name_the_school_year_itself(void **state)
{
    struct workshop *w = workshop(*state);

    link_section(&w->section, w->ds);
    assert_text(w->section.school_year, "2025/2026");
    w->section.organization.school_year = STR("2024/2025");
    link_section(&w->section, w->ds);
    assert_text(w->section.school_year, "2024/2025");
}

// ---- road map ----------------------------------------------------------------------------

static int shown_status(struct arena *a, const char *item)
{
    struct workshop *w = workshop(a);

    workshop_put(w, &roadmap_type,
                 str_format(a,
                            "- id: plan\n  title: План\n  columns: [{ field: what, title: Что }]\n"
                            "  sections: [{ items: [{ what: дело, %s }] }]\n",
                            item)
                     .ptr);
    link_section(&w->section, w->ds);
    assert_silent(w->ds);
    const struct roadmap *map = w->section.roadmaps.items[0];
    const struct roadmap_section *part = map->sections.items[0];
    const struct roadmap_item *step = part->items.items[0];
    assert_ptr_equal(step->roadmap, map);
    return step->shown_status;
}

static void a_step_shows_its_status_against_the_date_of_the_build(void **state)
{
    static const struct {
        const char *item;
        int shown;
    } rows[] = {
        { "status: запланировано", SHOWN_PLANNED },
        { "status: запланировано, due: 2026-03-02", SHOWN_PLANNED },
        { "status: запланировано, due: 2026-03-01", SHOWN_LATE },
        { "status: запланировано, due: [2025-03-01, 2027-03-01]", SHOWN_PLANNED },
        { "due: 2026-03-03", SHOWN_PLANNED },
        { "due: 2026-03-01", SHOWN_NONE }, // nobody said that it was not done
        { "no: 1", SHOWN_NONE },
        { "status: выполняется, due: 2026-03-01", SHOWN_RUNNING },
        { "status: выполнено", SHOWN_DONE },
        { "status: отменено, due: 2026-03-01", SHOWN_CANCELLED },
        { "status: запланировано, due: 2026-03-01, done: 2026-02-01", SHOWN_DONE },
    };

    for (size_t i = 0; i < COUNT(rows); i++)
        if (shown_status(*state, rows[i].item) != rows[i].shown)
            fail_msg("{ %s } is shown as %d", rows[i].item, shown_status(*state, rows[i].item));
}

// ---- pages -------------------------------------------------------------------------------

static void put_page(struct workshop *w, const char *fields)
{
    struct page *page = ARENA_NEW(w->arena, struct page);

    record_init(&page_type, page);
    record_decode(&page_type, read_nodes(w->arena, w->ds, "content/a.md", fields), page, w->arena, w->ds);
    list_add(&w->section.pages, page, w->arena);
}

static void pages_are_held_back_until_their_time_and_said_to_be(void **state)
{
    struct workshop *w = workshop(*state);

    put_page(w, "title: Есть\n");
    put_page(w, "title: Черновик\ndraft: да\n");
    put_page(w, "title: Завтра\npublish_from: 2026-03-03\n");
    put_page(w, "title: Сегодня\npublish_from: 2026-03-02\npublish_until: 2026-03-02\n");
    put_page(w, "title: Вчера\npublish_until: 2026-03-01\n");
    link_section(&w->section, w->ds);

    assert_int_equal(w->section.pages.count, 2);
    assert_int_equal(w->section.held.count, 3);
    assert_said(w->ds, DIAG_PAGE_HELD, "«Черновик»: черновик");
    assert_said(w->ds, DIAG_PAGE_HELD, "«Завтра»: выйдет 03.03.2026");
    assert_said(w->ds, DIAG_PAGE_HELD, "«Вчера»: срок публикации кончился 01.03.2026");
    assert_false(diags_failed(w->ds));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ids_become_pointers),
        cmocka_unit_test(a_reference_to_nothing_is_answered_with_the_nearest_id),
        cmocka_unit_test(the_first_record_of_an_id_is_the_one_meant),
        cmocka_unit_test(records_of_two_kinds_may_share_an_id),
        cmocka_unit_test(nothing_is_said_about_records_that_could_not_be_read),
        cmocka_unit_test(an_act_without_a_scope_has_its_organisations),
        cmocka_unit_test(an_act_goes_to_the_archive_when_its_time_is_over),
        cmocka_unit_test(a_replaced_act_goes_to_the_archive_and_knows_by_what),
        cmocka_unit_test(a_pair_is_current_to_the_end_of_its_school_year),
        cmocka_unit_test(what_has_ended_is_not_running),
        cmocka_unit_test(a_pair_without_an_end_is_current_in_its_school_year),
        cmocka_unit_test(the_school_year_of_a_pair_follows_from_its_dates),
        cmocka_unit_test(the_organisation_may_name_the_school_year_itself),
        cmocka_unit_test(a_step_shows_its_status_against_the_date_of_the_build),
        cmocka_unit_test(pages_are_held_back_until_their_time_and_said_to_be),
    };

    return cmocka_run_group_tests(tests, make_arena, free_arena);
}
