// SPDX-License-Identifier: MIT
#include "model/indicator.h"

#include <string.h>

// ---- numbers as tables print them ------------------------------------------------

// «20», «27,3», «10%», «82 %».
struct amount {
    int64_t hundredths;
    bool percent;
};

enum { MOST_DIGITS = 12 };

static struct str skip_spaces(struct str s)
{
    while (str_starts(s, STR(" ")) || str_starts(s, STR("\u00a0")) || str_starts(s, STR("\u202f")))
        s = str_after(s, s.ptr[0] == ' ' ? 1 : s.ptr[0] == '\xC2' ? 2 : 3);
    return s;
}

// Takes the digits at the front of [s], at most [most] of them; how many there were.
static size_t take_digits(struct str *s, size_t most, int64_t *out)
{
    size_t n = 0;

    for (; n < s->len && n < most && s->ptr[n] >= '0' && s->ptr[n] <= '9'; n++)
        *out = *out * 10 + (s->ptr[n] - '0');
    *s = str_after(*s, n);
    return n;
}

// Reads a number at the front of [s] and moves behind it and its «%».
static bool take_amount(struct str *s, struct amount *out)
{
    *out = (struct amount){ 0 };
    if (!take_digits(s, MOST_DIGITS, &out->hundredths))
        return false;
    size_t decimals = 0;
    if (str_starts(*s, STR(",")) || str_starts(*s, STR("."))) {
        *s = str_after(*s, 1);
        decimals = take_digits(s, 2, &out->hundredths);
        if (!decimals)
            return false;
    }
    out->hundredths *= decimals == 2 ? 1 : decimals == 1 ? 10 : 100;
    struct str rest = skip_spaces(*s);
    out->percent = str_starts(rest, STR("%"));
    if (out->percent)
        *s = str_after(rest, 1);
    return true;
}

// The whole text has to be the number: «не менее 20» is none.
static bool read_amount(struct str text, struct amount *out)
{
    struct str rest = str_trim(text);

    return take_amount(&rest, out) && str_empty(skip_spaces(rest));
}

// «не более 1 %» allows one percent.
static int64_t tolerance_of(const struct indicator *indicator)
{
    struct amount amount;

    for (struct str rest = indicator->tolerance; rest.len; rest = str_after(rest, 1)) {
        struct str at = rest;
        if (take_amount(&at, &amount))
            return amount.percent ? amount.hundredths : 0;
    }
    return 0;
}

// ---- the scale ---------------------------------------------------------------------

static bool is_in_percent(const struct indicator_point *p, struct amount amount)
{
    return amount.percent || str_starts(p->indicator->unit, STR("%"));
}

int64_t indicator_whole_percent(const struct indicator_point *p)
{
    struct amount amount;

    if (indicator_share(p) >= 0)
        return (p->numerator * 200 + p->denominator) / (p->denominator * 2);
    if (!p->indicator || !read_amount(p->value, &amount) || !is_in_percent(p, amount))
        return -1;
    return (amount.hundredths + 50) / 100;
}

static bool is_in_band(const struct scale_band *band, int64_t whole)
{
    struct amount from, until;
    const bool has_from = read_amount(band->from, &from), has_until = read_amount(band->until, &until);

    if (!has_from && !has_until)
        return false;
    return (!has_from || whole * 100 >= from.hundredths) && (!has_until || whole * 100 <= until.hundredths);
}

const struct scale_band *indicator_band(const struct indicator_point *p)
{
    const int64_t whole = indicator_whole_percent(p);

    if (whole < 0 || !p->indicator)
        return NULL;
    for (LIST_EACH(const struct scale_band, band, p->indicator->scale))
        if (is_in_band(band, whole))
            return band;
    return NULL;
}

// ---- plan and tolerance ----------------------------------------------------------------

// Beyond these nothing is judged: the products below have to fit into 64 bits.
enum { MOST_PART = 1000 * 1000 * 1000, MOST_WHOLE = 1000 * 1000, MOST_TARGET = 100 * MOST_WHOLE };

// A value in hundredths of its unit, exact: part / whole.
struct exact {
    int64_t part, whole;
};

static bool value_of(const struct indicator_point *p, bool percent, struct exact *out)
{
    struct amount amount;

    if (percent && indicator_share(p) >= 0 && p->denominator <= MOST_WHOLE) {
        *out = (struct exact){ p->numerator * 10000, p->denominator };
        return p->numerator <= MOST_PART;
    }
    if (!percent && p->numerator != FIELD_INT_ABSENT && p->numerator >= 0) {
        *out = (struct exact){ p->numerator * 100, 1 };
        return p->numerator <= MOST_PART;
    }
    if (!read_amount(p->value, &amount) || is_in_percent(p, amount) != percent)
        return false;
    *out = (struct exact){ amount.hundredths, 1 };
    return amount.hundredths <= MOST_PART * (int64_t)100;
}

bool indicator_in_percent(const struct indicator *indicator)
{
    struct amount amount;
    bool shares = false;

    for (LIST_EACH(const struct indicator_point, p, indicator->points)) {
        if (read_amount(p->target, &amount))
            return is_in_percent(p, amount);
        shares =
            shares || indicator_share(p) >= 0 || (read_amount(p->value, &amount) && is_in_percent(p, amount));
    }
    return shares;
}

struct indicator_measure indicator_measure(const struct indicator_point *p, bool percent)
{
    struct indicator_measure m = { -1, -1 };
    struct amount target;
    struct exact value;

    if (read_amount(p->target, &target) && target.hundredths <= MOST_TARGET &&
        is_in_percent(p, target) == percent)
        m.target = target.hundredths;
    if (value_of(p, percent, &value))
        m.value = value.part / value.whole;
    return m;
}

// The least value that the tolerance lets pass, in hundredths of hundredths: off
// a share the tolerance takes percentage points, off a number its hundredth parts.
static int64_t least(struct amount target, bool percent, int64_t tolerance)
{
    if (percent)
        return (target.hundredths - tolerance) * 10000;
    return target.hundredths * (10000 - tolerance);
}

enum indicator_verdict indicator_judge(const struct indicator_point *p)
{
    struct amount target;
    struct exact value;

    if (!p->indicator || !read_amount(p->target, &target) || target.hundredths > MOST_TARGET)
        return VERDICT_NONE;
    const bool percent = is_in_percent(p, target);
    const int64_t tolerance = tolerance_of(p->indicator);
    if (!value_of(p, percent, &value))
        return VERDICT_NONE;
    if (value.part >= target.hundredths * value.whole)
        return VERDICT_MET;
    const int64_t floor = least(target, percent, tolerance);
    // part / whole >= floor / 10000, without fractions
    return value.part * 10000 >= floor * value.whole ? VERDICT_TOLERATED : VERDICT_MISSED;
}

struct str indicator_verdict_text(const struct indicator_point *p, struct arena *a)
{
    struct amount target;

    switch (indicator_judge(p)) {
    case VERDICT_NONE:
        return (struct str){ 0 };
    case VERDICT_MET:
        return STR("план выполнен");
    case VERDICT_MISSED:
        return STR("ниже плана");
    case VERDICT_TOLERATED:
        break;
    }
    const int64_t t = tolerance_of(p->indicator);
    const bool percent = read_amount(p->target, &target) && is_in_percent(p, target);
    struct str number = t % 100 ? str_format(a, "%d,%02d", (int)(t / 100), (int)(t % 100))
                                : str_format(a, "%d", (int)(t / 100));
    return str_format(a, "в пределах допустимого отклонения: не больше %.*s\u00a0%s от плана",
                      STR_ARG(number), percent ? "процентного пункта" : "%");
}
