// SPDX-License-Identifier: MIT
#include "base/date.h"

#include "base/russian.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#define NBSP "\u00a0"

static const char *const months[] = { "января", "февраля", "марта",    "апреля",  "мая",    "июня",
                                      "июля",   "августа", "сентября", "октября", "ноября", "декабря" };

bool date_given(struct date d)
{
    return d.year != 0;
}

int date_compare(struct date a, struct date b)
{
    if (a.year != b.year)
        return a.year - b.year;
    return a.month != b.month ? a.month - b.month : a.day - b.day;
}

// Days since 1 March of the year 0, so that leap days fall at a year's end.
static int day_number(struct date d)
{
    int month = (d.month + 9) % 12, year = d.year - month / 10;

    return 365 * year + year / 4 - year / 100 + year / 400 + (month * 306 + 5) / 10 + d.day - 1;
}

static struct date from_day_number(int days)
{
    int year = (int)((10000LL * days + 14780) / 3652425);
    int rest = days - (365 * year + year / 4 - year / 100 + year / 400);

    if (rest < 0) {
        year--;
        rest = days - (365 * year + year / 4 - year / 100 + year / 400);
    }
    int month = (100 * rest + 52) / 3060;
    return (struct date){ .year = (int16_t)(year + (month + 2) / 12),
                          .month = (int8_t)((month + 2) % 12 + 1),
                          .day = (int8_t)(rest - (month * 306 + 5) / 10 + 1) };
}

struct date date_add_days(struct date d, int days)
{
    return from_day_number(day_number(d) + days);
}

int date_days_between(struct date from, struct date to)
{
    return day_number(to) - day_number(from);
}

static bool read_number(struct str s, int *out)
{
    *out = 0;
    for (size_t i = 0; i < s.len; i++) {
        if (s.ptr[i] < '0' || s.ptr[i] > '9')
            return false;
        *out = *out * 10 + (s.ptr[i] - '0');
    }
    return s.len > 0;
}

// Accepts the parts only when they name a real day.
static bool assemble(int year, int month, int day, struct date *out)
{
    struct date d = { (int16_t)year, (int8_t)month, (int8_t)day };

    if (year < DATE_FIRST_YEAR || year > DATE_LAST_YEAR || month < 1 || month > 12 || day < 1 || day > 31)
        return false;
    if (date_compare(from_day_number(day_number(d)), d) != 0)
        return false;
    *out = d;
    return true;
}

bool date_parse(struct str text, struct date *out)
{
    int first, second, third;

    if (text.len != 10)
        return false;
    bool iso = text.ptr[4] == '-' && text.ptr[7] == '-';
    if (!iso && (text.ptr[2] != '.' || text.ptr[5] != '.'))
        return false;
    size_t a = iso ? 4 : 2, b = iso ? 7 : 5;
    if (!read_number(str_from_to(text, 0, a), &first) || !read_number(str_from_to(text, a + 1, b), &second) ||
        !read_number(str_from_to(text, b + 1, 10), &third))
        return false;
    return iso ? assemble(first, second, third, out) : assemble(third, second, first, out);
}

// [number] as the [count] digits that end at [end].
static void put_digits(char *end, int number, int count)
{
    for (; count > 0; count--, number /= 10)
        *--end = (char)('0' + number % 10);
}

struct str date_iso(struct date d, struct arena *a)
{
    if (!date_given(d))
        return (struct str){ 0 };
    char *text = str_cstr(STR("0000-00-00"), a);
    put_digits(text + 4, d.year, 4);
    put_digits(text + 7, d.month, 2);
    put_digits(text + 10, d.day, 2);
    return (struct str){ text, 10 };
}

struct str date_dotted(struct date d, struct arena *a)
{
    if (!date_given(d))
        return (struct str){ 0 };
    char *text = str_cstr(STR("00.00.0000"), a);
    put_digits(text + 2, d.day, 2);
    put_digits(text + 5, d.month, 2);
    put_digits(text + 10, d.year, 4);
    return (struct str){ text, 10 };
}

// The words of a date as it was typed, without what separates them.
struct typed_date {
    struct str words[4];
    size_t count;
};

static bool split_words(struct str text, struct typed_date *out)
{
    size_t from = 0;

    for (size_t i = 0; i <= text.len; i++) {
        if (i < text.len && !strchr(" ./,-", text.ptr[i]))
            continue;
        if (i > from && out->count == sizeof out->words / sizeof *out->words)
            return false;
        if (i > from)
            out->words[out->count++] = str_from_to(text, from, i);
        from = i + 1;
    }
    if (out->count == 4 && (str_is(out->words[3], "г") || str_is(out->words[3], "года")))
        out->count--;
    return out->count == 3;
}

static bool read_month(struct str word, int *out)
{
    for (*out = 1; *out <= 12; ++*out)
        if (str_is(word, months[*out - 1]))
            return true;
    return word.len <= 2 && read_number(word, out);
}

struct str date_mended(struct str text, struct arena *a)
{
    struct typed_date typed = { .count = 0 };
    struct date d;
    int year, month, day;

    if (!split_words(russian_fold(text, a), &typed))
        return (struct str){ 0 };
    bool is_iso = typed.words[0].len == 4;
    struct str first = typed.words[is_iso ? 2 : 0], last = typed.words[is_iso ? 0 : 2];
    if (first.len > 2 || last.len != 4 || !read_number(first, &day) || !read_number(last, &year) ||
        !read_month(typed.words[1], &month) || !assemble(year, month, day, &d))
        return (struct str){ 0 };
    return is_iso ? date_iso(d, a) : date_dotted(d, a);
}

struct str date_words(struct date d, struct arena *a)
{
    if (!date_given(d))
        return (struct str){ 0 };
    return str_format(a, "%d" NBSP "%s %d" NBSP "г.", d.day, months[d.month - 1], d.year);
}

int date_school_year(struct date d)
{
    return d.month >= 9 ? d.year : d.year - 1;
}

struct date date_today(void)
{
    const char *epoch = getenv("SOURCE_DATE_EPOCH");
    const struct date era = { 1970, 1, 1 };
    const time_t now = time(NULL);
    struct tm here;

    if (epoch && *epoch)
        return date_add_days(era, (int)(strtoll(epoch, NULL, 10) / 86400));
    if (!localtime_r(&now, &here))
        return date_add_days(era, (int)(now / 86400));
    return (struct date){ .year = (int16_t)(here.tm_year + 1900),
                          .month = (int8_t)(here.tm_mon + 1),
                          .day = (int8_t)here.tm_mday };
}
