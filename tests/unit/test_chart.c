// SPDX-License-Identifier: MIT
#include "base/percent.h"
#include "page/chart.h"
#include "page/monitoring.h"
#include "unit.h"

static void percents_have_one_decimal_rounded_half_up(void **state)
{
    static const struct {
        int64_t part, whole;
        const char *text;
    } cases[] = {
        { 254, 340, "74,7\u00a0%" },   { 1, 3, "33,3\u00a0%" },  { 2, 3, "66,7\u00a0%" },
        { 1, 2000, "0,1\u00a0%" },                               // 0.05 exactly
        { 1, 2001, "0\u00a0%" },       { 9, 400, "2,3\u00a0%" }, // 2.25 exactly
        { 1999, 2000, "100\u00a0%" },                            // 99.95 exactly
        { 1998, 2000, "99,9\u00a0%" }, { 3, 4, "75\u00a0%" },    { 5, 4, "125\u00a0%" },
    };

    for (size_t i = 0; i < COUNT(cases); i++)
        assert_text(percent_text(cases[i].part, cases[i].whole, *state), cases[i].text);
}

static void there_is_no_percent_of_nothing(void **state)
{
    assert_text(percent_text(0, 0, *state), "");
    assert_text(percent_text(1, 0, *state), "");
    assert_text(percent_text(-1, 4, *state), "");
    assert_text(percent_text(0, 4, *state), "0\u00a0%");
}

static void a_bar_is_as_long_as_its_percent_says_and_never_longer_than_the_chart(void **state)
{
    assert_text(percent_width(254, 340, *state), "74.7");
    assert_text(percent_width(1, 2, *state), "50");
    assert_text(percent_width(5, 4, *state), "100");
    assert_text(percent_width(0, 0, *state), "0");
}

static void bars_stand_one_below_the_other(void **state)
{
    struct chart chart = { 0 };

    chart_add(&chart, STR("Школа № 1"), 1, 2, STR("не сверялось"), *state);
    chart_add(&chart, STR("Школа № 2"), 0, 0, STR("не сверялось"), *state);
    const struct chart_bar *first = chart.bars.items[0], *second = chart.bars.items[1];

    assert_text(first->head, "50\u00a0%");
    assert_text(first->rest, "Школа № 1");
    assert_text(second->head, "не сверялось");
    assert_text(second->width, "0");
}

static struct fold *fold_of(const char *label, int64_t required, int64_t published, struct arena *a)
{
    struct fold *fold = ARENA_NEW(a, struct fold);

    fold->row = ARENA_NEW(a, struct organization_row);
    fold->row->label = str_from(label);
    fold->row->required_total = required;
    fold->row->published_total = published;
    return fold;
}

static void shares_add_up_to_the_total(void **state)
{
    struct fold *school2 = fold_of("Школа № 2", 8, 5, *state),
                *school10 = fold_of("Школа № 10", 4, 4, *state);
    struct fold *rayon = fold_of("Район", 3, 1, *state);
    struct list children = { 0 };

    list_add(&children, school10, *state);
    list_add(&children, school2, *state);
    fold_add_child(rayon, school10, *state);
    fold_add_child(rayon, school2, *state);
    assert_int_equal(rayon->row->required_total, 15);
    assert_int_equal(rayon->row->published_total, 10);

    const struct list rows = monitoring_shares(rayon, &children, *state);
    const struct organization_row *own = rows.items[0], *first = rows.items[1], *second = rows.items[2];
    assert_int_equal(rows.count, 3);
    assert_int_equal(own->required_total, 3);
    assert_int_equal(own->published_total, 1);
    assert_text(first->label, "Школа № 2");
    assert_text(second->label, "Школа № 10");
}

static void an_organisation_that_owes_nothing_itself_has_no_row_among_its_subordinates(void **state)
{
    struct fold *school = fold_of("Школа", 8, 5, *state), *rayon = fold_of("Район", 0, 0, *state);
    struct list children = { 0 };

    list_add(&children, school, *state);
    fold_add_child(rayon, school, *state);
    assert_int_equal(monitoring_shares(rayon, &children, *state).count, 1);
}

static void a_hundred_bars_make_a_chart_and_one_more_does_not(void **state)
{
    struct list children = { 0 };

    for (int i = 0; i < 100; i++)
        list_add(&children, fold_of("Школа", 1, 1, *state), *state);
    assert_int_equal(monitoring_chart(&children, *state)->bars.count, 100);
    list_add(&children, fold_of("Школа", 1, 1, *state), *state);
    assert_null(monitoring_chart(&children, *state));
}

static void debts_are_those_of_required_items_first(void **state)
{
    struct fold *rayon = fold_of("Район", 0, 0, *state);
    const struct item_row wish = { .profile = STR("p"), .id = STR("wish"), .must = STR("по желанию") };
    const struct item_row duty = { .profile = STR("p"), .id = STR("duty"), .must = STR("обязательно") };
    const struct link_row school = { .title = STR("Школа") };
    const struct debtor_row absent = { .organization = &school, .status = STATUS_ABSENT },
                            partial = { .organization = &school, .status = STATUS_PARTIAL, .late = true },
                            published = { .organization = &school, .status = STATUS_PUBLISHED };

    fold_add_item(rayon, &wish, &absent, *state);
    fold_add_item(rayon, &duty, &partial, *state);
    fold_add_item(rayon, &duty, &published, *state);
    const struct list debts = monitoring_debts(rayon, *state);
    const struct debt_row *first = debts.items[0], *second = debts.items[1];

    assert_int_equal(debts.count, 2);
    assert_text(first->item->id, "duty");
    assert_int_equal(first->item->organizations, 2);
    assert_int_equal(first->item->published, 1);
    assert_int_equal(first->item->late, 1);
    assert_int_equal(second->item->late, 0);
    assert_text(second->item->id, "wish");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(percents_have_one_decimal_rounded_half_up),
        cmocka_unit_test(there_is_no_percent_of_nothing),
        cmocka_unit_test(a_bar_is_as_long_as_its_percent_says_and_never_longer_than_the_chart),
        cmocka_unit_test(bars_stand_one_below_the_other),
        cmocka_unit_test(shares_add_up_to_the_total),
        cmocka_unit_test(an_organisation_that_owes_nothing_itself_has_no_row_among_its_subordinates),
        cmocka_unit_test(a_hundred_bars_make_a_chart_and_one_more_does_not),
        cmocka_unit_test(debts_are_those_of_required_items_first),
    };

    return cmocka_run_group_tests(tests, make_arena, free_arena);
}
