// SPDX-License-Identifier: MIT
#include "base/percent.h"

static bool has_share(int64_t part, int64_t whole)
{
    return whole > 0 && part >= 0;
}

// Tenths of a percent, rounded half up.
static int64_t tenths_of(int64_t part, int64_t whole)
{
    return (part * 2000 + whole) / (whole * 2);
}

static struct str written(int64_t tenths, const char *point, const char *unit, struct arena *a)
{
    if (tenths % 10 == 0)
        return str_format(a, "%lld%s", (long long)(tenths / 10), unit);
    return str_format(a, "%lld%s%lld%s", (long long)(tenths / 10), point, (long long)(tenths % 10), unit);
}

struct str percent_text(int64_t part, int64_t whole, struct arena *a)
{
    if (!has_share(part, whole))
        return (struct str){ 0 };
    return written(tenths_of(part, whole), ",", "\u00a0%", a);
}

struct str percent_width(int64_t part, int64_t whole, struct arena *a)
{
    if (!has_share(part, whole))
        return STR("0");
    return part > whole ? STR("100") : written(tenths_of(part, whole), ".", "", a);
}
