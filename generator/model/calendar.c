// SPDX-License-Identifier: MIT
#include "model/calendar.h"

#define AT(member) offsetof(struct calendar, member)
static const struct field calendar_fields[] = {
    { "year", NULL, FIELD_INT, AT(year), .flags = FIELD_REQUIRED, .meaning = "год: «2027»" },
    { "source", NULL, FIELD_TEXT, AT(source), .flags = FIELD_REQUIRED,
      .meaning = "постановление о переносе выходных дней, с реквизитами" },
    { "days_off", NULL, FIELD_DATES, AT(days_off), .meaning = "дни отдыха с понедельника по пятницу" },
    { "working", NULL, FIELD_DATES, AT(working), .meaning = "рабочие субботы и воскресенья" },
};
#undef AT

const struct record_type calendar_type = {
    .name = "calendar",
    .title = "производственный календарь",
    .plural = "производственные календари",
    .file = "calendar",
    .size = sizeof(struct calendar),
    FIELDS(calendar_fields),
};
