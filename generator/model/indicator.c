// SPDX-License-Identifier: MIT
#include "model/indicator.h"

#include "base/percent.h"

int64_t indicator_share(const struct indicator_point *p)
{
    if (p->numerator == FIELD_INT_ABSENT || p->denominator == FIELD_INT_ABSENT || p->denominator <= 0 ||
        p->numerator < 0)
        return -1;
    return (p->numerator * 20000 + p->denominator) / (p->denominator * 2);
}

// «27,3 %»: one decimal, rounded half up from the exact fraction.
static struct value read_percent(const void *record, struct arena *a)
{
    const struct indicator_point *p = record;

    if (indicator_share(p) < 0)
        return value_none();
    return value_text(percent_text(p->numerator, p->denominator, a));
}

// Width of a bar, 0 … 100.
static struct value read_share(const void *record, struct arena *a)
{
    int64_t share = indicator_share(record);

    (void)a;
    return share < 0 ? value_none() : value_int(share > 10000 ? 100 : (share + 50) / 100);
}

static struct value read_band(const void *record, struct arena *a)
{
    const struct scale_band *band = indicator_band(record);

    (void)a;
    return band ? value_text(band->title) : value_none();
}

static struct value read_whole(const void *record, struct arena *a)
{
    const int64_t whole = indicator_whole_percent(record);

    return whole < 0 ? value_none() : value_text(str_format(a, "%lld\u00a0%%", (long long)whole));
}

static struct value read_verdict(const void *record, struct arena *a)
{
    return value_text(indicator_verdict_text(record, a));
}

#define AT(member) offsetof(struct indicator_point, member)
static const struct field point_fields[] = {
    { "period", NULL, FIELD_TEXT, AT(period), .flags = FIELD_REQUIRED,
      .meaning = "год или срок: «2023», «27.03–04.04.2023»" },
    { "target", NULL, FIELD_TEXT, AT(target), .meaning = "сколько запланировано" },
    { "value", NULL, FIELD_TEXT, AT(value), .meaning = "сколько получилось, если это не доля" },
    { "numerator", NULL, FIELD_INT, AT(numerator), .meaning = "числитель: сколько выполнили" },
    { "denominator", NULL, FIELD_INT, AT(denominator), .meaning = "знаменатель: из скольких" },
    { "as_written", NULL, FIELD_TEXT, AT(as_written), .meaning = "как напечатано в источнике: «27,2 %»" },
    { "note", NULL, FIELD_TEXT, AT(note), .meaning = "пояснение" },
    { "percent", NULL, FIELD_COMPUTED, .compute = read_percent, .computed_type = VALUE_TEXT,
      .meaning = "доля, посчитанная по числителю и знаменателю: «27,3 %»" },
    { "share", NULL, FIELD_COMPUTED, .compute = read_share, .computed_type = VALUE_INT,
      .meaning = "та же доля целым числом от 0 до 100, для диаграммы" },
    { "whole", NULL, FIELD_COMPUTED, .compute = read_whole, .computed_type = VALUE_TEXT,
      .meaning = "доля, округлённая до целого (половина — вверх): по ней ищут ступень шкалы" },
    { "band", NULL, FIELD_COMPUTED, .compute = read_band, .computed_type = VALUE_TEXT,
      .meaning = "ступень шкалы, в которую попала доля" },
    { "verdict", NULL, FIELD_COMPUTED, .compute = read_verdict, .computed_type = VALUE_TEXT,
      .meaning = "план выполнен, ниже плана или в пределах допустимого отклонения" },
};
#undef AT

const struct record_type indicator_point_type = {
    .name = "point",
    .title = "значение показателя",
    .plural = "значения показателя",
    .size = sizeof(struct indicator_point),
    FIELDS(point_fields),
};

#define AT(member) offsetof(struct scale_band, member)
static const struct field band_fields[] = {
    { "from", NULL, FIELD_TEXT, AT(from), .meaning = "от, включительно" },
    { "until", NULL, FIELD_TEXT, AT(until), .meaning = "до, включительно" },
    { "title", NULL, FIELD_TEXT, AT(title), .flags = FIELD_REQUIRED, .meaning = "что это значит" },
};
#undef AT

const struct record_type scale_band_type = {
    .name = "band",
    .title = "ступень шкалы",
    .plural = "ступени шкалы",
    .size = sizeof(struct scale_band),
    FIELDS(band_fields),
};

#define AT(member) offsetof(struct indicator, member)
static const struct field indicator_fields[] = {
    { "id", NULL, FIELD_ID, AT(id), .flags = FIELD_REQUIRED,
      .meaning = "постоянное имя показателя латиницей" },
    { "title", NULL, FIELD_TEXT, AT(title), .flags = FIELD_REQUIRED, .meaning = "название показателя" },
    { "counts", NULL, FIELD_TEXT, AT(counts), .meaning = "что именно считают: пункт перечня или реестр" },
    { "unit", NULL, FIELD_TEXT, AT(unit), .meaning = "единица: «школ», «%»" },
    { "method", NULL, FIELD_TEXT, AT(method), .meaning = "способ оценки" },
    { "level", NULL, FIELD_TEXT, AT(level), .meaning = "на каком уровне оценивают" },
    { "points", NULL, FIELD_RECORDS, AT(points), &indicator_point_type,
      .meaning = "цели и значения по срокам" },
    { "tolerance", NULL, FIELD_TEXT, AT(tolerance), .meaning = "допустимое отклонение, как в документе" },
    { "scale", NULL, FIELD_RECORDS, AT(scale), &scale_band_type, .meaning = "шкала оценки" },
    { "source", NULL, FIELD_TEXT, AT(source), .meaning = "откуда сведения" },
    { "sample", NULL, FIELD_BOOL, AT(sample), .meaning = "«да» у примеров" },
};
#undef AT

const struct record_type indicator_type = {
    .name = "indicator",
    .title = "показатель",
    .plural = "показатели",
    .file = "indicators",
    .size = sizeof(struct indicator),
    FIELDS(indicator_fields),
};
