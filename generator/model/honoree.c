// SPDX-License-Identifier: MIT
#include "model/honoree.h"

#include "base/russian.h"

static struct value read_monogram(const void *record, struct arena *a)
{
    return value_text(russian_monogram(((const struct honoree *)record)->shown_name, a));
}

#define AT(member) offsetof(struct honoree, member)
static const struct field honoree_fields[] = {
    { "id", NULL, FIELD_ID, AT(id), .flags = FIELD_REQUIRED, .meaning = "постоянное имя записи латиницей" },
    { "board", NULL, FIELD_CHOICE, AT(board), .choices = &board_choices,
      .meaning = "доска: mentors (по умолчанию) или young-teachers" },
    { "person", NULL, FIELD_REF, AT(person), &person_type,
      .meaning = "кто: id из people; согласие берётся оттуда" },
    { "name", NULL, FIELD_TEXT, AT(name), .personal = PERSONAL_NAME,
      .meaning = "фамилия, имя, отчество, если записи в people нет; тогда нужно consent" },
    { "award", NULL, FIELD_TEXT, AT(award), .flags = FIELD_REQUIRED, .personal = PERSONAL_ACHIEVEMENTS,
      .meaning = "награда или звание" },
    { "level", NULL, FIELD_TEXT, AT(level), .meaning = "чья награда: школы, муниципалитета, региона" },
    { "year", NULL, FIELD_INT, AT(year), .meaning = "год" },
    { "reason", NULL, FIELD_TEXT, AT(reason), .personal = PERSONAL_ACHIEVEMENTS, .meaning = "за что" },
    { "photo", NULL, FIELD_FILE, AT(photo), .flags = FIELD_PICTURE, .personal = PERSONAL_PHOTO,
      .meaning = "портрет, если нужен не тот, что в people" },
    { "act", NULL, FIELD_REF, AT(act), &act_type, .meaning = "приказ о награждении: id из acts" },
    { "consent", NULL, FIELD_RECORD, AT(consent), &consent_type, .flags = FIELD_HIDDEN,
      .personal = PERSONAL_NEVER, .meaning = "согласие, если человека нет в people" },
    { "sample", NULL, FIELD_BOOL, AT(sample), .meaning = "«да» у примеров" },
    { "shown_name", NULL, FIELD_TEXT, AT(shown_name), .flags = FIELD_DERIVED,
      .meaning = "имя, инициалы или слова «данные не публикуются»" },
    { "shown_photo", NULL, FIELD_FILE, AT(shown_photo), .flags = FIELD_DERIVED,
      .meaning = "портрет, если согласие его разрешает" },
    { "monogram", NULL, FIELD_COMPUTED, .compute = read_monogram, .computed_type = VALUE_TEXT,
      .meaning = "две первые буквы показанного имени, на место портрета: «ВО»" },
};
#undef AT

const struct record_type honoree_type = {
    .name = "honoree",
    .title = "запись доски почёта",
    .plural = "доска почёта",
    .file = "honor",
    .size = sizeof(struct honoree),
    FIELDS(honoree_fields),
};
