// SPDX-License-Identifier: MIT
#include "check/calendar.h"

#include "base/russian.h"

#include <string.h>

static const struct calendar *calendar_of(const struct list *calendars, int year)
{
    for (LIST_EACH(const struct calendar, c, *calendars))
        if (c->year == year)
            return c;
    return NULL;
}

static bool has_day(const struct list *days, struct date d)
{
    for (LIST_EACH(const struct date_item, item, *days))
        if (date_compare(item->date, d) == 0)
            return true;
    return false;
}

// 0 for Monday … 6 for Sunday.
static int weekday(struct date d)
{
    const struct date monday = { 1900, 1, 1 };

    return date_days_between(monday, d) % 7;
}

static bool is_working(const struct calendar *calendar, struct date d)
{
    return weekday(d) < 5 ? !has_day(&calendar->days_off, d) : has_day(&calendar->working, d);
}

static int missing_year(const struct list *calendars, struct date from, struct date to)
{
    for (int year = from.year; year <= to.year; year++)
        if (!calendar_of(calendars, year))
            return year;
    return 0;
}

struct day_count calendar_days_after(const struct list *calendars, struct date from, struct date to)
{
    const int all = date_days_between(from, to);
    struct day_count count = { all > 0 ? all : 0, 0 };

    if (all <= 0)
        return count;
    count.missing_year = missing_year(calendars, date_add_days(from, 1), to);
    if (count.missing_year)
        return count;
    count.days = 0;
    for (int i = 1; i <= all; i++) {
        const struct date d = date_add_days(from, i);
        count.days += is_working(calendar_of(calendars, d.year), d);
    }
    return count;
}

// «5 рабочих дней», «7 календарных дней».
static struct str days_text(struct day_count count, struct arena *a)
{
    const char *kind =
        count.missing_year
            ? russian_plural(count.days, "календарный день", "календарных дня", "календарных дней")
            : russian_plural(count.days, "рабочий день", "рабочих дня", "рабочих дней");

    return str_format(a, "%d %s", count.days, kind);
}

// «10 ноября»: the year is clear from the school year.
static struct str day_and_month(struct date d, struct arena *a)
{
    struct str words = date_words(d, a);

    return str_from_to(words, 0, words.len - strlen(" 0000\u00a0г."));
}

static struct str with_apology(struct str text, struct day_count count, struct arena *a)
{
    if (!count.missing_year)
        return text;
    return str_format(a, "%.*s; рабочие дни не посчитаны: нет производственного календаря на %d год",
                      STR_ARG(text), count.missing_year);
}

static struct str passed(struct str day, struct day_count count, struct arena *a)
{
    if (count.days == 0)
        return str_format(a, "срок прошёл %.*s, рабочих дней с тех пор не было", STR_ARG(day));
    return str_format(a, "срок прошёл %.*s, %.*s назад", STR_ARG(day), STR_ARG(days_text(count, a)));
}

static struct str ahead(struct str day, struct day_count count, struct arena *a)
{
    if (count.days == 0)
        return str_format(a, "срок до %.*s, рабочих дней не осталось", STR_ARG(day));
    return str_format(a, "срок до %.*s, %s %.*s", STR_ARG(day),
                      russian_plural(count.days, "остался", "осталось", "осталось"),
                      STR_ARG(days_text(count, a)));
}

struct str calendar_deadline(const struct list *calendars, struct date today, struct date due,
                             struct arena *a)
{
    const int order = date_compare(due, today);
    struct str day = day_and_month(due, a);

    if (order == 0)
        return str_format(a, "срок сегодня, %.*s", STR_ARG(day));
    const struct day_count count =
        order < 0 ? calendar_days_after(calendars, due, today) : calendar_days_after(calendars, today, due);
    return with_apology(order < 0 ? passed(day, count, a) : ahead(day, count, a), count, a);
}
