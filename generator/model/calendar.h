// SPDX-License-Identifier: MIT
// The production calendar of one year: which days from Monday to Friday are
// days off, which Saturdays and Sundays are not. Calendars are data
// (data/calendar/*.yaml), because the government decides them year by year.
#ifndef MODEL_CALENDAR_H
#define MODEL_CALENDAR_H

#include "record/field.h"

struct calendar {
    struct part part;
    int64_t year;
    struct str source;
    struct list days_off, working; // of struct date_item
};

extern const struct record_type calendar_type;

#endif
