// SPDX-License-Identifier: MIT
#include "base/date.h"
#include "unit.h"

#include <stdlib.h>

static struct date day(int year, int month, int d)
{
    return (struct date){ (int16_t)year, (int8_t)month, (int8_t)d };
}

static void assert_date(struct date got, struct date expected)
{
    assert_int_equal(got.year, expected.year);
    assert_int_equal(got.month, expected.month);
    assert_int_equal(got.day, expected.day);
}

static void assert_parsed(const char *text, struct date expected)
{
    struct date got = { 0 };

    assert_true(date_parse(str_from(text), &got));
    assert_date(got, expected);
}

static void assert_no_date(const char *text)
{
    struct date untouched = { 1, 2, 3 };

    if (date_parse(str_from(text), &untouched))
        fail_msg("«%s» was taken for a date", text);
    assert_date(untouched, day(1, 2, 3));
}

static void a_date_is_written_in_two_ways(void **state)
{
    (void)state;
    assert_parsed("2025-09-01", day(2025, 9, 1));
    assert_parsed("01.09.2025", day(2025, 9, 1));
    assert_parsed("1900-01-01", day(1900, 1, 1));
    assert_parsed("31.12.2200", day(2200, 12, 31));
}

static void nothing_else_is_a_date(void **state)
{
    static const char *const texts[] = {
        "",           "2025",       "1.9.2025",   "01.09.25",    "2025/09/01",  "01-09-2025",
        "2025.09.01", "2025-09-1x", "x025-09-01", " 2025-09-01", "2025-09-01 ", "+1.09.2025",
        "0a.09.2025", "сентябрь 2", "01.09,2025", "2025-09.01",
    };

    (void)state;
    for (size_t i = 0; i < COUNT(texts); i++)
        assert_no_date(texts[i]);
}

static void a_date_as_people_write_it_is_mended(void **state)
{
    static const struct {
        const char *typed, *mended;
    } cases[] = {
        { "1.9.2026", "01.09.2026" },
        { "01.09.2026 г.", "01.09.2026" },
        { "01.09.2026г.", "" },
        { "1 сентября 2026 г.", "01.09.2026" },
        { "1\u00a0Мая 2026\u00a0года", "01.05.2026" },
        { "31 декабря 2026", "31.12.2026" },
        { "2026-9-1", "2026-09-01" },
        { "2026.09.01", "2026-09-01" },
        { "01/09/2026", "01.09.2026" },
        { "01 – 09 – 2026", "01.09.2026" },
        { "1.9.26", "" },
        { "1 сентября", "" },
        { "31.02.2026", "" },
        { "сентябрь 2026", "" },
        { "1 сент 2026", "" },
        { "01.09.2026 31.05.2027", "" },
        { "01.09.2026 час", "" },
        { "1.123.2026", "" },
        { "001.12.2026", "" },
        { "1.12.02026", "" },
        { "1.9.2999", "" },
        { "", "" },
    };

    for (size_t i = 0; i < COUNT(cases); i++)
        assert_text(date_mended(str_from(cases[i].typed), *state), cases[i].mended);
}

static void a_day_that_no_calendar_has_is_refused(void **state)
{
    static const char *const texts[] = {
        "30.02.2025", "29.02.2025", "29.02.2100", "31.04.2025", "00.01.2025", "01.00.2025",
        "32.01.2025", "01.13.2025", "1899-12-31", "2201-01-01", "0000-00-00",
    };

    (void)state;
    for (size_t i = 0; i < COUNT(texts); i++)
        assert_no_date(texts[i]);
    assert_parsed("29.02.2024", day(2024, 2, 29));
    assert_parsed("29.02.2000", day(2000, 2, 29));
}

// Walks through three centuries and asks for every day in both directions.
static void every_day_follows_the_day_before(void **state)
{
    const struct date first = day(1900, 1, 1), last = day(2200, 12, 31);
    struct arena *a = *state;
    struct date d = first;
    int count = 0;

    for (; date_compare(d, last) < 0; count++) {
        struct date next = date_add_days(d, 1);
        assert_true(date_compare(next, d) > 0);
        assert_int_equal(date_days_between(d, next), 1);
        assert_date(date_add_days(next, -1), d);
        assert_parsed(str_cstr(date_iso(next, a), a), next);
        assert_parsed(str_cstr(date_dotted(next, a), a), next);
        arena_reset(a);
        d = next;
    }
    assert_int_equal(count, 109937); // 301 years, 73 of them leap years, less the last day
    assert_date(date_add_days(first, count), last);
    assert_int_equal(date_days_between(last, first), -count);
}

static void dates_are_ordered_by_year_then_month_then_day(void **state)
{
    (void)state;
    assert_true(date_compare(day(2024, 12, 31), day(2025, 1, 1)) < 0);
    assert_true(date_compare(day(2025, 2, 1), day(2025, 1, 31)) > 0);
    assert_int_equal(date_compare(day(2025, 9, 1), day(2025, 9, 1)), 0);
}

static void a_date_is_printed_in_three_ways(void **state)
{
    struct date d = day(2025, 9, 1);

    assert_text(date_iso(d, *state), "2025-09-01");
    assert_text(date_dotted(d, *state), "01.09.2025");
    assert_text(date_words(d, *state), "1\u00a0сентября 2025\u00a0г.");
    assert_text(date_words(day(2026, 5, 31), *state), "31\u00a0мая 2026\u00a0г.");
}

static void a_date_that_is_not_given_prints_as_nothing(void **state)
{
    struct date none = { 0 };

    assert_false(date_given(none));
    assert_true(date_given(day(2025, 9, 1)));
    assert_text(date_iso(none, *state), "");
    assert_text(date_dotted(none, *state), "");
    assert_text(date_words(none, *state), "");
}

static void a_school_year_begins_in_september(void **state)
{
    (void)state;
    assert_int_equal(date_school_year(day(2025, 8, 31)), 2024);
    assert_int_equal(date_school_year(day(2025, 9, 1)), 2025);
    assert_int_equal(date_school_year(day(2026, 1, 1)), 2025);
}

static void the_environment_can_settle_the_day_of_the_build(void **state)
{
    (void)state;
    setenv("SOURCE_DATE_EPOCH", "1772409599", 1);
    assert_date(date_today(), day(2026, 3, 1));
    setenv("SOURCE_DATE_EPOCH", "1772409600", 1);
    assert_date(date_today(), day(2026, 3, 2));
    setenv("SOURCE_DATE_EPOCH", "", 1);
    assert_true(date_compare(date_today(), day(2024, 1, 1)) > 0);
    unsetenv("SOURCE_DATE_EPOCH");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_date_is_written_in_two_ways),
        cmocka_unit_test(nothing_else_is_a_date),
        cmocka_unit_test_setup_teardown(a_date_as_people_write_it_is_mended, make_arena, free_arena),
        cmocka_unit_test(a_day_that_no_calendar_has_is_refused),
        cmocka_unit_test(every_day_follows_the_day_before),
        cmocka_unit_test(dates_are_ordered_by_year_then_month_then_day),
        cmocka_unit_test(a_date_is_printed_in_three_ways),
        cmocka_unit_test(a_date_that_is_not_given_prints_as_nothing),
        cmocka_unit_test(a_school_year_begins_in_september),
        cmocka_unit_test(the_environment_can_settle_the_day_of_the_build),
    };

    return cmocka_run_group_tests(tests, make_arena, free_arena);
}
