// SPDX-License-Identifier: MIT
#include "base/buf.h"
#include "check/check.h"

static void news_has_a_date(const struct section *section, struct diags *ds)
{
    for (LIST_EACH(const struct page, page, section->pages))
        if (page->news && page->part.where.line && !field_given(&page_type, page, "date"))
            diag_add(ds, DIAG_NEWS_NO_DATE, page->part.where, "новость «%.*s»: нет даты",
                     STR_ARG(record_label(&page_type, page)));
}

static void check_year(int64_t year, const struct record_type *type, const void *record, struct diags *ds)
{
    if (year != FIELD_INT_ABSENT && (year < 1990 || year > 2100))
        diag_add(ds, DIAG_NUMBER_RANGE, field_where(type, record, "year"), "год %lld: так не бывает",
                 (long long)year);
}

static void years_are_plausible(const struct section *section, struct diags *ds)
{
    for (LIST_EACH(const struct practice, p, section->practices))
        check_year(p->year, &practice_type, p, ds);
    for (LIST_EACH(const struct honoree, h, section->honorees))
        check_year(h->year, &honoree_type, h, ds);
}

static void experience_is_plausible(const struct section *section, struct diags *ds)
{
    for (LIST_EACH(const struct person, p, section->people))
        if (p->experience != FIELD_INT_ABSENT && p->experience > 80)
            diag_add(ds, DIAG_NUMBER_RANGE, field_where(&person_type, p, "experience"),
                     "стаж %lld: так не бывает", (long long)p->experience);
}

static void pairs_are_counted(const struct section *section, struct diags *ds)
{
    for (LIST_EACH(const struct pair, pair, section->pairs))
        if (pair->count == 0)
            diag_add(ds, DIAG_NUMBER_RANGE, field_where(&pair_type, pair, "count"),
                     "пара «%.*s»: запись не описывает ни одной пары",
                     STR_ARG(record_label(&pair_type, pair)));
}

static void numerator_fits_denominator(const struct section *section, struct diags *ds)
{
    for (LIST_EACH(const struct indicator, indicator, section->indicators)) {
        for (LIST_EACH(const struct indicator_point, point, indicator->points)) {
            if (point->denominator == FIELD_INT_ABSENT)
                continue;
            if (point->denominator == 0 ||
                (point->numerator != FIELD_INT_ABSENT && point->numerator > point->denominator))
                diag_add(ds, DIAG_NUMBER_RANGE, field_where(&indicator_point_type, point, "denominator"),
                         "«%.*s»: числитель больше знаменателя или знаменатель 0",
                         STR_ARG(record_label(&indicator_type, indicator)));
        }
    }
}

struct samples {
    struct where first;
    struct buf list; // «документы 6, участники 5»
};

static void note_samples(struct samples *s, const char *what, size_t count, struct where at)
{
    if (!count)
        return;
    if (!s->first.line)
        s->first = at;
    buf_format(&s->list, "%s%s %zu", s->list.len ? ", " : "", what, count);
}

static void count_samples(const struct record_type *type, const struct list *records, struct samples *out)
{
    const struct field *f = field_find(type, STR("sample"));
    struct where first = { 0 };
    size_t count = 0;

    for (LIST_EACH(const struct part, record, *records)) {
        if (!*(const bool *)((const char *)record + f->offset))
            continue;
        if (count++ == 0)
            first = field_where(type, record, "sample");
    }
    note_samples(out, type->plural, count, first);
}

// One message for the whole section: a fresh example has dozens.
static void samples_are_gone(const struct section *section, struct diags *ds)
{
    struct samples samples = { .list = buf_new(section->arena, 4096) };
    const struct organization *o = &section->organization;

    note_samples(&samples, organization_type.title, o->sample, field_where(&organization_type, o, "sample"));
    for (const struct section_list *l = section_lists; l->type; l++)
        count_samples(l->type, section_list_at((struct section *)(uintptr_t)section, l), &samples);
    count_samples(&page_type, &section->pages, &samples);
    if (samples.list.len)
        diag_add(ds, DIAG_SAMPLE_LEFT, samples.first, "записи-примеры: %.*s",
                 STR_ARG(buf_str(&samples.list)));
}

const struct rule register_rules[] = {
    { "news-has-a-date", news_has_a_date },
    { "years-are-plausible", years_are_plausible },
    { "experience-is-plausible", experience_is_plausible },
    { "pairs-are-counted", pairs_are_counted },
    { "numerator-fits-denominator", numerator_fits_denominator },
    { "samples-are-gone", samples_are_gone },
    { 0 },
};
