// SPDX-License-Identifier: MIT
#include "page/indicators.h"

#include "base/limits.h"
#include "base/percent.h"

#define AT(member) offsetof(struct indicator_row, member)
static const struct field row_fields[] = {
    { "indicator", NULL, FIELD_POINTER, AT(indicator), &indicator_type, .meaning = "показатель" },
    { "latest", NULL, FIELD_TEXT, AT(latest),
      .meaning = "последнее значение словами: «2024: 12 из 40, 30 %; план 35 %, не достигнут»" },
    { "chart", NULL, FIELD_POINTER, AT(chart), &chart_type,
      .meaning = "полоса на каждый срок; пусто, если сравнивать нечего" },
};
#undef AT
const struct record_type indicator_row_type = {
    .name = "indicator_row",
    .title = "показатель с диаграммой",
    .plural = "показатели с диаграммами",
    .size = sizeof(struct indicator_row),
    FIELDS(row_fields),
};

// ---- in words -----------------------------------------------------------------------

static bool has_value(const struct indicator_point *p)
{
    return p->numerator != FIELD_INT_ABSENT || !str_empty(p->value);
}

static struct str value_told(const struct indicator_point *p, struct arena *a)
{
    const long long part = (long long)p->numerator, whole = (long long)p->denominator;

    if (indicator_share(p) >= 0)
        return str_format(a, "%lld\u00a0из\u00a0%lld, %.*s", part, whole,
                          STR_ARG(percent_text(part, whole, a)));
    if (p->numerator != FIELD_INT_ABSENT)
        return str_format(a, "%lld", part);
    return p->value;
}

static const char *judged(const struct indicator_point *p)
{
    static const char *const words[] = {
        [VERDICT_NONE] = "",
        [VERDICT_MET] = ", выполнен",
        [VERDICT_TOLERATED] = ", отклонение допустимое",
        [VERDICT_MISSED] = ", не\u00a0достигнут",
    };

    return words[indicator_judge(p)];
}

struct str indicator_told(const struct indicator_point *p, struct arena *a)
{
    struct str value = value_told(p, a);

    if (str_empty(p->target))
        return has_value(p) ? value : STR("значение не\u00a0указано");
    return str_format(a, "%.*s%sплан\u00a0%.*s%s", STR_ARG(value), has_value(p) ? "; " : "",
                      STR_ARG(p->target), judged(p));
}

// Of the last point that has a value; of the last one when none has.
static struct str latest_told(const struct indicator *indicator, struct arena *a)
{
    const struct indicator_point *latest = NULL;

    for (LIST_EACH(const struct indicator_point, p, indicator->points))
        if (!latest || has_value(p) || !has_value(latest))
            latest = p;
    if (!latest)
        return (struct str){ 0 };
    struct str told = indicator_told(latest, a);
    return str_format(a, "%.*s: %.*s", STR_ARG(latest->period), STR_ARG(told));
}

// ---- the chart ------------------------------------------------------------------------

enum { WHOLE_PERCENT = 10000 };

static int64_t larger(int64_t a, int64_t b)
{
    return a > b ? a : b;
}

// What the whole width of the chart stands for: 100 %, or the largest number in it.
static int64_t width_of(const struct indicator *indicator, bool percent)
{
    int64_t most = percent ? WHOLE_PERCENT : 0;

    for (LIST_EACH(const struct indicator_point, p, indicator->points)) {
        const struct indicator_measure m = indicator_measure(p, percent);
        most = larger(most, larger(m.value, m.target));
    }
    return most;
}

// A chart of one plan that never changes says no more than its table.
static bool is_worth_drawing(const struct indicator *indicator, bool percent)
{
    int64_t first = -1;

    for (LIST_EACH(const struct indicator_point, p, indicator->points)) {
        const struct indicator_measure m = indicator_measure(p, percent);
        if (m.value >= 0 || (first >= 0 && m.target >= 0 && m.target != first))
            return true;
        first = larger(first, m.target);
    }
    return false;
}

static const struct chart *chart_of(const struct indicator *indicator, struct arena *a)
{
    const bool percent = indicator_in_percent(indicator);
    struct chart *chart = ARENA_NEW(a, struct chart);
    const int64_t whole = width_of(indicator, percent);

    if (indicator->points.count > LIMIT_CHART_BARS || whole <= 0 || !is_worth_drawing(indicator, percent))
        return NULL;
    for (LIST_EACH(const struct indicator_point, p, indicator->points)) {
        const struct indicator_measure m = indicator_measure(p, percent);
        chart_add_planned(chart, p->period, indicator_told(p, a), m.value, m.target, whole, a);
    }
    return chart;
}

struct list indicator_rows(const struct list *indicators, struct arena *a)
{
    struct list rows = { 0 };

    for (LIST_EACH(const struct indicator, indicator, *indicators)) {
        struct indicator_row *row = ARENA_NEW(a, struct indicator_row);
        *row = (struct indicator_row){ indicator, latest_told(indicator, a), chart_of(indicator, a) };
        list_add(&rows, row, a);
    }
    return rows;
}
