// SPDX-License-Identifier: MIT
#include "model/indicator.h"
#include "model/link.h"
#include "page/indicators.h"
#include "section.h"

#include <stdio.h>

static const struct date today = { 2026, 3, 2 };

// The first point of the indicator that [yaml] describes.
static const struct indicator_point *point(struct arena *a, const char *yaml)
{
    struct workshop *w = workshop_new(a, LEVEL_REGION, today);

    workshop_put(w, &indicator_type, yaml);
    assert_silent(w->ds);
    link_section(&w->section, w->ds);
    const struct indicator *indicator = w->section.indicators.items[0];
    return indicator->points.items[0];
}

#define TOMSK                                                                                                \
    "id: k\ntitle: Критерий 4\nscale:\n"                                                             \
    "  - { from: '80', until: '100', title: 100 – 80% }\n  - { from: '60', until: '79', title: 79-60% }\n" \
    "  - { from: '40', until: '59', title: 59-40% }\n  - { until: '39', title: 39% и ниже }\n"

static struct str band_of(struct arena *a, int numerator, int denominator)
{
    struct str yaml = str_format(a, "%spoints: [{ period: '2023', numerator: %d, denominator: %d }]\n", TOMSK,
                                 numerator, denominator);
    const struct scale_band *band = indicator_band(point(a, yaml.ptr));

    return band ? band->title : STR("нет ступени");
}

static void a_share_is_rounded_to_a_whole_before_the_scale_is_read(void **state)
{
    static const struct {
        int numerator, denominator;
        const char *band;
    } rows[] = {
        { 4, 5, "100 – 80%" },       { 159, 200, "100 – 80%" }, // 79.5 % is 80 %, not between the bands
        { 1589, 2000, "79-60%" },                               // 79.45 % is 79 %, not 79.5 % and then 80 %
        { 119, 200, "79-60%" },                                 // 59.5 %
        { 79, 200, "59-40%" },                                  // 39.5 %
        { 394, 1000, "39% и ниже" },                            // 39.4 %
        { 0, 7, "39% и ниже" },      { 7, 7, "100 – 80%" },
        { 8, 7, "нет ступени" }, // more than there are
    };

    for (size_t i = 0; i < COUNT(rows); i++)
        assert_text(band_of(*state, rows[i].numerator, rows[i].denominator), rows[i].band);
}

static void every_whole_percent_has_a_band(void **state)
{
    for (int i = 0; i <= 1000; i++)
        assert_false(str_is(band_of(*state, i, 1000), "нет ступени"));
}

static struct str band_of_text(struct arena *a, int hundredths)
{
    struct str yaml = str_format(a, "%spoints: [{ period: '2023', value: '%d,%02d %%' }]\n", TOMSK,
                                 hundredths / 100, hundredths % 100);
    const struct scale_band *band = indicator_band(point(a, yaml.ptr));

    return band ? band->title : STR("нет ступени");
}

// Half a percent goes up, whether the share is counted or stands there as a number.
static void each_border_is_half_a_percent_below_its_band(void **state)
{
    static const struct {
        int border; // in hundredths of a percent
        const char *below, *above;
    } rows[] = {
        { 7950, "79-60%", "100 – 80%" },
        { 5950, "59-40%", "79-60%" },
        { 3950, "39% и ниже", "59-40%" },
    };

    for (size_t i = 0; i < COUNT(rows); i++) {
        assert_text(band_of(*state, rows[i].border - 1, 10000), rows[i].below);
        assert_text(band_of(*state, rows[i].border, 10000), rows[i].above);
        assert_text(band_of_text(*state, rows[i].border - 1), rows[i].below);
        assert_text(band_of_text(*state, rows[i].border), rows[i].above);
    }
    assert_text(band_of(*state, 254, 340), "79-60%"); // 74,7 %
    assert_text(band_of_text(*state, 10049), "100 – 80%");
    assert_text(band_of_text(*state, 10050), "нет ступени");
}

// The file of records that is shipped, as one text.
static const char *shipped(struct arena *a, const char *path)
{
    char *text = arena_alloc(a, 1 << 20, 1);
    FILE *f = fopen(path, "rb");

    assert_non_null(f);
    text[fread(text, 1, (1 << 20) - 1, f)] = '\0';
    fclose(f);
    return text;
}

static void a_share_is_never_between_two_bands_of_a_shipped_scale(void **state)
{
    struct workshop *w = workshop_new(*state, LEVEL_REGION, today);
    int scales = 0;

    workshop_put(w, &indicator_type, shipped(*state, "data/tomskaya-oblast/indicators.yaml"));
    for (LIST_EACH(const struct indicator, i, w->section.indicators)) {
        struct indicator_point p = { .indicator = i, .denominator = 1000 };
        if (!i->scale.count || str_empty(((const struct scale_band *)i->scale.items[0])->from))
            continue;
        scales++;
        for (p.numerator = 0; p.numerator <= 1000; p.numerator++)
            assert_non_null(indicator_band(&p));
    }
    assert_true(scales >= 2); // criteria 4 and 5
}

static void a_printed_share_has_a_band_too(void **state)
{
    assert_text(indicator_band(point(*state, TOMSK "points: [{ period: '2023', value: '79,5 %' }]\n"))->title,
                "100 – 80%");
    assert_null(indicator_band(point(*state, TOMSK "points: [{ period: '2023', value: '79' }]\n")));
    assert_null(indicator_band(point(*state, TOMSK "points: [{ period: '2023', value: много }]\n")));
    assert_null(indicator_band(point(*state, "id: k\ntitle: К\nscale: [{ title: Имеется }]\n"
                                             "points: [{ period: '2023', value: '79 %' }]\n")));
}

static void a_value_is_judged_by_its_plan_and_tolerance(void **state)
{
    static const struct {
        const char *unit, *tolerance, *point, *text;
    } rows[] = {
        { "'%'", "не более 1 %", "target: 50%, numerator: 50, denominator: 100", "план выполнен" },
        { "'%'", "не более 1 %", "target: 50%, numerator: 49, denominator: 100",
          "в пределах допустимого отклонения: не больше 1\u00a0процентного пункта от плана" },
        { "'%'", "не более 1 %", "target: 50%, numerator: 48999, denominator: 100000", "ниже плана" },
        { "'%'", "''", "target: 50%, numerator: 49, denominator: 100", "ниже плана" },
        { "'%'", "не более 1 %", "target: '50', value: '51,5'", "план выполнен" },
        { "разделов", "не более 1 %", "target: '335', value: '332'",
          "в пределах допустимого отклонения: не больше 1\u00a0% от плана" },
        { "разделов", "не более 1 %", "target: '335', value: '331'", "ниже плана" },
        { "разделов", "не более 1 %", "target: '200', value: '198'", // just one hundredth part
          "в пределах допустимого отклонения: не больше 1\u00a0% от плана" },
        { "разделов", "не более 1 %", "target: '200', value: '197,99'", "ниже плана" },
        { "разделов", "не более 0,5 %", "target: '200', value: '198'", "ниже плана" },
        { "разделов", "не более 1", "target: '200', value: '199'", "ниже плана" }, // one of what?
        { "'%'", "не более 1 %", "target: 100%, value: '99 %'",
          "в пределах допустимого отклонения: не больше 1\u00a0процентного пункта от плана" },
        { "'%'", "не более 1 %", "target: 100%, value: '98,99 %'", "ниже плана" },
        { "разделов", "не более 1 %", "target: '335', numerator: 335", "план выполнен" },
        { "разделов", "не более 1 %", "target: '20', value: '20 %'", "" }, // units differ
        { "разделов", "не более 1 %", "target: не менее 20, value: '21'", "" },
        { "разделов", "не более 1 %", "target: '20'", "" },
        { "разделов", "не более 1 %", "value: '20'", "" },
    };

    for (size_t i = 0; i < COUNT(rows); i++) {
        const char *yaml =
            str_format(*state, "id: i\ntitle: И\nunit: %s\ntolerance: %s\npoints: [{ period: '2023', %s }]\n",
                       rows[i].unit, rows[i].tolerance, rows[i].point)
                .ptr;
        assert_text(indicator_verdict_text(point(*state, yaml), *state), rows[i].text);
    }
}

// ---- what a page says of it -----------------------------------------------------------

static const struct indicator_row *row(struct arena *a, const char *yaml)
{
    const struct indicator *indicator = point(a, yaml)->indicator;
    struct list one = { 0 };

    list_add(&one, indicator, a);
    return indicator_rows(&one, a).items[0];
}

static void the_latest_value_is_told_in_one_line(void **state)
{
    static const char *const rows[][2] = {
        { "[{ period: '2023', target: '35%', numerator: 1, denominator: 4 }, "
          "{ period: '2024', target: '35 %', numerator: 12, denominator: 40 }]",
          "2024: 12\u00a0из\u00a040, 30\u00a0%; план\u00a035 %, не\u00a0достигнут" },
        { "[{ period: '2023', target: '20', value: '21' }, { period: '2024', target: '20' }]",
          "2023: 21; план\u00a020, выполнен" },
        { "[{ period: '2023', target: '20' }, { period: '2024', target: '25' }]", "2024: план\u00a025" },
        { "[{ period: '2023', note: нет сведений }]", "2023: значение не\u00a0указано" },
        { "[{ period: '2023', numerator: 5 }]", "2023: 5" },
    };

    for (size_t i = 0; i < COUNT(rows); i++) {
        struct str yaml = str_format(*state, "id: k\ntitle: К\npoints: %s\n", rows[i][0]);
        assert_text(row(*state, yaml.ptr)->latest, rows[i][1]);
    }
}

static void a_bar_is_drawn_for_each_period_and_marked_where_the_plan_stands(void **state)
{
    const struct chart *chart =
        row(*state,
            "id: k\ntitle: К\npoints: [{ period: '2023', target: '35%', numerator: 1, denominator: 4 }, "
            "{ period: '2024', target: '40%' }]\n")
            ->chart;
    const struct chart_bar *first = chart->bars.items[0], *second = chart->bars.items[1];

    assert_text(first->width, "25");
    assert_text(first->plan, "35");
    assert_text(second->width, "");
    assert_text(second->plan, "40");
}

static void numbers_are_drawn_against_the_largest_of_them(void **state)
{
    const struct chart *chart =
        row(*state,
            "id: k\ntitle: К\npoints: [{ period: '2023', target: '6', numerator: 3, denominator: 33 }, "
            "{ period: '2024', target: '12', value: '8' }]\n")
            ->chart;
    const struct chart_bar *first = chart->bars.items[0], *second = chart->bars.items[1];

    assert_text(first->width, "25");
    assert_text(first->plan, "50");
    assert_text(second->width, "66.7");
    assert_text(second->plan, "100");
}

static void nothing_is_drawn_where_nothing_can_be_compared(void **state)
{
    static const char *const rows[] = {
        "[{ period: '2023', target: '20' }, { period: '2024', target: '20' }]",
        "[{ period: '2023', value: имеется }]",
        "[{ period: '2023', value: '0' }]",
    };

    for (size_t i = 0; i < COUNT(rows); i++) {
        struct str yaml = str_format(*state, "id: k\ntitle: К\npoints: %s\n", rows[i]);
        assert_null(row(*state, yaml.ptr)->chart);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_latest_value_is_told_in_one_line),
        cmocka_unit_test(a_bar_is_drawn_for_each_period_and_marked_where_the_plan_stands),
        cmocka_unit_test(numbers_are_drawn_against_the_largest_of_them),
        cmocka_unit_test(nothing_is_drawn_where_nothing_can_be_compared),
        cmocka_unit_test(a_share_is_rounded_to_a_whole_before_the_scale_is_read),
        cmocka_unit_test(every_whole_percent_has_a_band),
        cmocka_unit_test(each_border_is_half_a_percent_below_its_band),
        cmocka_unit_test(a_share_is_never_between_two_bands_of_a_shipped_scale),
        cmocka_unit_test(a_printed_share_has_a_band_too),
        cmocka_unit_test(a_value_is_judged_by_its_plan_and_tolerance),
    };

    return cmocka_run_group_tests(tests, make_arena, free_arena);
}
