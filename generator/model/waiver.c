// SPDX-License-Identifier: MIT
#include "model/waiver.h"

#define AT(member) offsetof(struct waiver, member)
static const struct field waiver_fields[] = {
    { "requirement", NULL, FIELD_TEXT, AT(requirement), .flags = FIELD_PASSES_UP,
      .meaning = "пункт перечня, который здесь не предусмотрен" },
    { "code", NULL, FIELD_TEXT, AT(code), .meaning = "или код предупреждения, с которым вы согласны" },
    { "record", NULL, FIELD_TEXT, AT(record), .meaning = "id записи, к которой относится code" },
    { "reason", NULL, FIELD_TEXT, AT(reason), .flags = FIELD_REQUIRED | FIELD_PASSES_UP,
      .meaning = "почему; эти слова увидит проверяющий" },
    { "until", NULL, FIELD_DATE, AT(until), .flags = FIELD_REQUIRED | FIELD_PASSES_UP,
      .meaning = "до какого дня; потом вопрос вернётся" },
    { "sample", NULL, FIELD_BOOL, AT(sample), .meaning = "«да» у примеров" },
};
#undef AT

const struct record_type waiver_type = {
    .name = "waiver",
    .title = "исключение",
    .plural = "исключения",
    .file = "waivers",
    .size = sizeof(struct waiver),
    FIELDS(waiver_fields),
};
