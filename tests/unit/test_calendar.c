// SPDX-License-Identifier: MIT
#include "base/embedded.h"
#include "check/calendar.h"
#include "section.h"

// The calendars that the program carries.
static struct list shipped(struct arena *a)
{
    struct list calendars = { 0 };

    for (const struct embedded *e = embedded_files; e->name; e++) {
        struct diags *ds = diags_new(a);
        if (!str_starts(str_from(e->name), STR("data/calendar/")))
            continue;
        const struct node *root =
            read_nodes(a, ds, e->name, str_format(a, "%.*s", (int)e->size, e->bytes).ptr);
        records_decode(&calendar_type, root, &calendars, a, ds);
        assert_silent(ds);
    }
    return calendars;
}

static struct date day(const char *iso)
{
    struct date d;

    assert_true(date_parse(str_from(iso), &d));
    return d;
}

// The norms of the official production calendars.
static void a_year_has_as_many_working_days_as_its_decree_says(void **state)
{
    const struct list calendars = shipped(*state);

    assert_int_equal(calendar_days_after(&calendars, day("2025-01-01"), day("2025-12-31")).days, 247);
    assert_int_equal(calendar_days_after(&calendars, day("2026-01-01"), day("2026-12-31")).days, 247);
}

static void working_days_skip_weekends_holidays_and_transferred_days(void **state)
{
    static const struct {
        const char *from, *to;
        int days;
    } rows[] = {
        { "2025-11-03", "2025-11-10", 4 }, // 3 and 4 November are days off
        { "2025-10-31", "2025-11-01", 1 }, // a working Saturday
        { "2025-12-30", "2026-01-12", 1 }, // 31 December to 11 January: one day off after another
        { "2026-03-06", "2026-03-10", 1 }, // 8 March is a Sunday, so 9 March is off
        { "2026-05-08", "2026-05-12", 1 }, { "2026-03-02", "2026-03-02", 0 },
        { "2026-03-10", "2026-03-02", 0 }, { "2026-11-20", "2026-11-22", 0 }, // Friday to Sunday
    };
    const struct list calendars = shipped(*state);

    for (size_t i = 0; i < COUNT(rows); i++) {
        const struct day_count count = calendar_days_after(&calendars, day(rows[i].from), day(rows[i].to));
        assert_int_equal(count.missing_year, 0);
        assert_int_equal(count.days, rows[i].days);
    }
}

static void a_deadline_is_told_in_working_days(void **state)
{
    static const struct {
        const char *today, *due, *text;
    } rows[] = {
        { "2025-11-01", "2025-11-10", "срок до 10\u00a0ноября, осталось 4 рабочих дня" },
        { "2025-10-31", "2025-11-10", "срок до 10\u00a0ноября, осталось 5 рабочих дней" },
        { "2025-11-07", "2025-11-10", "срок до 10\u00a0ноября, остался 1 рабочий день" },
        { "2025-11-10", "2025-11-10", "срок сегодня, 10\u00a0ноября" },
        { "2025-11-13", "2025-11-10", "срок прошёл 10\u00a0ноября, 3 рабочих дня назад" },
        { "2026-06-13", "2026-06-14", "срок до 14\u00a0июня, рабочих дней не осталось" },
        { "2026-11-21", "2026-11-20", "срок прошёл 20\u00a0ноября, рабочих дней с тех пор не было" },
    };
    const struct list calendars = shipped(*state);

    for (size_t i = 0; i < COUNT(rows); i++)
        assert_text(calendar_deadline(&calendars, day(rows[i].today), day(rows[i].due), *state),
                    rows[i].text);
}

static void a_year_without_a_calendar_is_counted_in_calendar_days_and_says_so(void **state)
{
    const struct list calendars = shipped(*state);

    assert_text(calendar_deadline(&calendars, day("2028-11-03"), day("2028-11-10"), *state),
                "срок до 10\u00a0ноября, осталось 7 календарных дней; рабочие дни не посчитаны: "
                "нет производственного календаря на 2028 год");
    assert_text(calendar_deadline(&calendars, day("2028-11-03"), day("2028-11-02"), *state),
                "срок прошёл 2\u00a0ноября, 1 календарный день назад; рабочие дни не посчитаны: "
                "нет производственного календаря на 2028 год");
}

static void a_count_that_ends_where_the_data_end_needs_no_further_year(void **state)
{
    const struct list calendars = shipped(*state);

    assert_int_equal(calendar_days_after(&calendars, day("2024-12-31"), day("2025-01-09")).missing_year, 0);
    assert_int_equal(calendar_days_after(&calendars, day("2024-12-30"), day("2025-01-09")).missing_year,
                     2024);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_year_has_as_many_working_days_as_its_decree_says),
        cmocka_unit_test(working_days_skip_weekends_holidays_and_transferred_days),
        cmocka_unit_test(a_deadline_is_told_in_working_days),
        cmocka_unit_test(a_year_without_a_calendar_is_counted_in_calendar_days_and_says_so),
        cmocka_unit_test(a_count_that_ends_where_the_data_end_needs_no_further_year),
    };

    return cmocka_run_group_tests(tests, make_arena, free_arena);
}
