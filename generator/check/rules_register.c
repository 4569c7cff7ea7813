// SPDX-License-Identifier: MIT
#include "check/check.h"

static void news_has_a_date(const struct section *section, struct diags *ds)
{
    for (LIST_EACH(const struct page, page, section->pages))
        if (page->news && !date_given(page->date))
            diag_add(ds, DIAG_NEWS_NO_DATE, page->part.where, "новость «%.*s»: нет даты", STR_ARG(page->title));
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

static void numerator_fits_denominator(const struct section *section, struct diags *ds)
{
    for (LIST_EACH(const struct indicator, indicator, section->indicators)) {
        for (LIST_EACH(const struct indicator_point, point, indicator->points)) {
            if (point->denominator == FIELD_INT_ABSENT)
                continue;
            if (point->denominator == 0 ||
                (point->numerator != FIELD_INT_ABSENT && point->numerator > point->denominator))
                diag_add(ds, DIAG_NUMBER_RANGE, field_where(&indicator_point_type, point, "denominator"),
                         "«%.*s»: числитель больше знаменателя или знаменатель 0", STR_ARG(indicator->title));
        }
    }
}

static void report_sample(bool sample, struct where at, const char *what, struct diags *ds)
{
    if (sample)
        diag_add(ds, DIAG_SAMPLE_LEFT, at, "%s: запись-пример", what);
}

// One message for each list, with the number: a fresh example has dozens.
static void samples_are_gone(const struct section *section, struct diags *ds)
{
    struct section *s = (struct section *)(uintptr_t)section;

    report_sample(section->organization.sample, section->organization.part.where, organization_type.title, ds);
    for (const struct section_list *l = section_lists; l->type; l++) {
        const struct field *f = field_find(l->type, STR("sample"));
        size_t count = 0;
        struct where first = { 0 };
        for (LIST_EACH(const struct part, record, *section_list_at(s, l))) {
            if (!*(const bool *)((const char *)record + f->offset))
                continue;
            if (count++ == 0)
                first = field_where(l->type, record, "sample");
        }
        if (count)
            diag_add(ds, DIAG_SAMPLE_LEFT, first, "%s: записей-примеров %zu, первая здесь", l->type->plural, count);
    }
    for (LIST_EACH(const struct page, page, section->pages))
        report_sample(page->sample, field_where(&page_type, page, "sample"), page_type.title, ds);
}

const struct rule register_rules[] = {
    { "news-has-a-date", news_has_a_date },
    { "years-are-plausible", years_are_plausible },
    { "experience-is-plausible", experience_is_plausible },
    { "numerator-fits-denominator", numerator_fits_denominator },
    { "samples-are-gone", samples_are_gone },
    { 0 },
};
