// SPDX-License-Identifier: MIT
#include "model/known_act.h"

#define AT(member) offsetof(struct known_act, member)
static const struct field known_act_fields[] = {
    { "id", NULL, FIELD_ID, AT(id), .flags = FIELD_REQUIRED, .meaning = "постоянное имя строки словаря" },
    { "title", NULL, FIELD_TEXT, AT(title), .flags = FIELD_REQUIRED,
      .meaning = "как назвать документ в сообщении, с датой и номером" },
    { "number", NULL, FIELD_TEXT, AT(number), .flags = FIELD_REQUIRED, .meaning = "верный номер" },
    { "date", NULL, FIELD_DATE, AT(date), .meaning = "верная дата; у статьи кодекса её нет" },
    { "kind", NULL, FIELD_TEXT, AT(kind), .meaning = "вид документа: «распоряжение»" },
    { "wrong_numbers", NULL, FIELD_TEXTS, AT(wrong_numbers), .meaning = "как номер пишут по ошибке" },
    { "wrong_dates", NULL, FIELD_DATES, AT(wrong_dates), .meaning = "какую дату ставят по ошибке" },
    { "wrong_kinds", NULL, FIELD_TEXTS, AT(wrong_kinds),
      .meaning = "как по ошибке называют вид документа: начала слов" },
    { "near", NULL, FIELD_TEXTS, AT(near),
      .meaning = "начала слов, по которым документ узнают, когда даты рядом нет" },
    { "repealed", NULL, FIELD_DATE, AT(repealed), .meaning = "с какого дня не действует" },
    { "replaced_by", NULL, FIELD_TEXT, AT(replaced_by), .meaning = "на что ссылаться теперь" },
    { "source", NULL, FIELD_TEXT, AT(source), .flags = FIELD_REQUIRED, .meaning = "откуда это известно" },
    { "note", NULL, FIELD_TEXT, AT(note), .meaning = "чего в источнике не увидели и где ошибка встретилась" },
    { "verified", NULL, FIELD_DATE, AT(verified), .flags = FIELD_REQUIRED,
      .meaning = "когда строка сверена" },
};
#undef AT

const struct record_type known_act_type = {
    .name = "known_act",
    .title = "известный документ",
    .plural = "известные документы",
    .file = "known-acts",
    .size = sizeof(struct known_act),
    FIELDS(known_act_fields),
};
