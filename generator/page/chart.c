// SPDX-License-Identifier: MIT
#include "page/chart.h"

#include "base/percent.h"
#include "base/utf8.h"

#define AT(member) offsetof(struct chart_bar, member)
static const struct field bar_fields[] = {
    { "label", NULL, FIELD_TEXT, AT(label), .meaning = "чья это доля или за какой срок" },
    { "value", NULL, FIELD_TEXT, AT(value), .meaning = "«74,7 %», значение словами или почему доли нет" },
    { "head", NULL, FIELD_TEXT, AT(head), .meaning = "начало надписи над полосой, выделить" },
    { "lines", NULL, FIELD_TEXTS, AT(lines),
      .meaning = "остальная надпись: одна строка или две, по ширине телефона" },
    { "width", NULL, FIELD_TEXT, AT(width),
      .meaning = "длина полосы в процентах ширины диаграммы: «74.7»; пусто, если значения нет" },
    { "plan", NULL, FIELD_TEXT, AT(plan),
      .meaning = "где стоит план, в тех же процентах; пусто, если плана нет" },
    { "y", NULL, FIELD_INT, AT(y), .meaning = "отступ строки сверху, em" },
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
    { "height", NULL, FIELD_INT, AT(height), .meaning = "высота диаграммы, em" },
};
#undef AT
const struct record_type chart_type = {
    .name = "chart",
    .title = "диаграмма",
    .plural = "диаграммы",
    .size = sizeof(struct chart),
    FIELDS(chart_fields),
};

// The first words of [rest] that have at most [most] letters together, or none.
static struct str take_words(struct str *rest, size_t most)
{
    struct str line = str_from_to(*rest, 0, 0);

    for (size_t end = 0; end <= rest->len; end++) {
        if (end < rest->len && rest->ptr[end] != ' ')
            continue;
        struct str longer = str_from_to(*rest, 0, end);
        if (utf8_length(longer) > most)
            break;
        line = longer;
    }
    *rest = str_trim(str_after(*rest, line.len));
    return line;
}

// As many letters of a word that no line has room for.
static struct str take_letters(struct str *rest, size_t most)
{
    struct str all = *rest;

    for (size_t i = 0; i < most && rest->len; i++)
        utf8_next(rest);
    return str_from_to(all, 0, all.len - rest->len);
}

// What does not fit ends with «…»; the whole text stays in the chart's description.
static void wrap(struct chart_bar *bar, struct str rest, struct arena *a)
{
    const size_t head = utf8_length(bar->head) + 1;

    for (int i = 0; i < CHART_LINES && (i == 0 || rest.len); i++) {
        struct str *line = ARENA_NEW(a, struct str);
        const size_t most = i ? CHART_LETTERS : head < CHART_LETTERS ? CHART_LETTERS - head : 0;
        *line = take_words(&rest, most);
        if (i == CHART_LINES - 1 && !line->len)
            *line = take_letters(&rest, CHART_LETTERS - 1);
        if (i == CHART_LINES - 1 && rest.len)
            *line = str_format(a, "%.*s…", STR_ARG(*line));
        list_add(&bar->lines, line, a);
    }
}

static struct chart_bar *add_bar(struct chart *chart, struct str label, struct str value, struct str head,
                                 struct arena *a)
{
    struct chart_bar *bar = ARENA_NEW(a, struct chart_bar);

    bar->label = label;
    bar->value = value;
    bar->head = head;
    wrap(bar, head.ptr == label.ptr ? value : label, a);
    bar->y = chart->height;
    list_add(&chart->bars, bar, a);
    chart->height += CHART_STEP + (bar->lines.count > 1 ? CHART_LINE : 0);
    return bar;
}

void chart_add(struct chart *chart, struct str label, int64_t part, int64_t whole, struct str otherwise,
               struct arena *a)
{
    struct str share = percent_text(part, whole, a), value = str_empty(share) ? otherwise : share;

    add_bar(chart, label, value, value, a)->width = percent_width(part, whole, a);
}

void chart_add_planned(struct chart *chart, struct str label, struct str told, int64_t value, int64_t plan,
                       int64_t whole, struct arena *a)
{
    struct chart_bar *bar = add_bar(chart, label, told, label, a);

    if (value >= 0)
        bar->width = percent_width(value, whole, a);
    if (plan >= 0)
        bar->plan = percent_width(plan, whole, a);
}
