// SPDX-License-Identifier: MIT
// Calendar dates without times or zones. A date with year 0 is "not given".
//
// The program never looks at the clock while it renders: "today" is decided
// once, in date_today, and travels as a value from there.
#ifndef BASE_DATE_H
#define BASE_DATE_H

#include "base/str.h"

#include <stdint.h>

struct date {
    int16_t year;
    int8_t month, day;
};

// The years that a date may have.
enum { DATE_FIRST_YEAR = 1900, DATE_LAST_YEAR = 2200 };

bool date_given(struct date d);
int date_compare(struct date a, struct date b);
struct date date_add_days(struct date d, int days);
int date_days_between(struct date from, struct date to);

// Reads 2025-09-01 or 01.09.2025; false for any other text and for days that
// no calendar has (30.02).
bool date_parse(struct str text, struct date *out);

// The date that a person meant by [text], as date_parse reads it: 01.09.2025 for
// «1.9.2025», «01/09/2025» and «1 сентября 2025 г.», 2025-09-01 for 2025-9-1.
// Empty for anything else; a year of two digits is not guessed at.
struct str date_mended(struct str text, struct arena *a);

struct str date_iso(struct date d, struct arena *a);    // 2025-09-01, empty when not given
struct str date_dotted(struct date d, struct arena *a); // 01.09.2025, as in requisites
struct str date_words(struct date d, struct arena *a);  // 1 сентября 2025 г., with no-break spaces

// The school year a date falls in, by the year of its September: 2025 for
// 01.09.2025 … 31.08.2026. Its usual label is «2025/2026».
int date_school_year(struct date d);

// The date of the build: SOURCE_DATE_EPOCH when set, by UTC; else what a calendar on the
// wall says here: in Kamchatka a consent revoked today must not hold until noon.
struct date date_today(void);

#endif
