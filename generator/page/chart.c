// SPDX-License-Identifier: MIT
#include "page/chart.h"

#include "base/percent.h"

#define AT(member) offsetof(struct chart_bar, member)
static const struct field bar_fields[] = {
    { "head", NULL, FIELD_TEXT, AT(head),
      .meaning = "начало надписи над полосой, выделить: доля («74,7 %», или почему её нет) или срок" },
    { "rest", NULL, FIELD_TEXT, AT(rest), .meaning = "остальная надпись: чья это доля или значение словами" },
    { "width", NULL, FIELD_TEXT, AT(width),
      .meaning = "длина полосы в процентах ширины диаграммы: «74.7»; пусто, если значения нет" },
    { "plan", NULL, FIELD_TEXT, AT(plan),
      .meaning = "где стоит план, в тех же процентах; пусто, если плана нет" },
};
#undef AT
static const struct record_type bar_type = {
    .name = "bar",
    .title = "полоса диаграммы",
    .plural = "полосы диаграммы",
    .size = sizeof(struct chart_bar),
    FIELDS(bar_fields),
};

#define AT(member) offsetof(struct chart, member)
static const struct field chart_fields[] = {
    { "bars", NULL, FIELD_RECORDS, AT(bars), &bar_type, .meaning = "полосы сверху вниз" },
};
#undef AT
const struct record_type chart_type = {
    .name = "chart",
    .title = "диаграмма",
    .plural = "диаграммы",
    .size = sizeof(struct chart),
    FIELDS(chart_fields),
};

static struct chart_bar *add_bar(struct chart *chart, struct str head, struct str rest, struct arena *a)
{
    struct chart_bar *bar = ARENA_NEW(a, struct chart_bar);

    *bar = (struct chart_bar){ .head = head, .rest = rest };
    list_add(&chart->bars, bar, a);
    return bar;
}

void chart_add(struct chart *chart, struct str label, int64_t part, int64_t whole, struct str otherwise,
               struct arena *a)
{
    struct str share = percent_text(part, whole, a);

    add_bar(chart, str_empty(share) ? otherwise : share, label, a)->width = percent_width(part, whole, a);
}

void chart_add_planned(struct chart *chart, struct str label, struct str told, int64_t value, int64_t plan,
                       int64_t whole, struct arena *a)
{
    struct chart_bar *bar = add_bar(chart, label, told, a);

    if (value >= 0)
        bar->width = percent_width(value, whole, a);
    if (plan >= 0)
        bar->plan = percent_width(plan, whole, a);
}
