// SPDX-License-Identifier: MIT
// Counting days to a deadline and from it. Working days are counted by the
// production calendar and only by it: for a year without data the count is in
// calendar days, and says so.
#ifndef CHECK_CALENDAR_H
#define CHECK_CALENDAR_H

#include "model/section.h"

struct day_count {
    int days;
    int missing_year; // the year that has no calendar: [days] are calendar days then; 0: working days
};

// Days after [from] up to and including [to]; 0 when [to] is not later.
struct day_count calendar_days_after(const struct list *calendars, struct date from, struct date to);

// «срок до 10 ноября, осталось 5 рабочих дней», «срок сегодня, 10 ноября»,
// «срок прошёл 10 ноября, 3 рабочих дня назад». A deadline on a day off is not
// moved: the documents that name it do not say so.
struct str calendar_deadline(const struct list *calendars, struct date today, struct date due,
                             struct arena *a);

#endif
