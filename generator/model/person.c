// SPDX-License-Identifier: MIT
#include "model/person.h"

#include "base/russian.h"

// «стаж 12 лет»; absent when the experience is not given.
static struct value read_experience_label(const void *record, struct arena *a)
{
    int64_t years = ((const struct person *)record)->experience;

    if (years == FIELD_INT_ABSENT)
        return value_none();
    return value_text(
        str_format(a, "%lld\u00a0%s", (long long)years, russian_plural(years, "год", "года", "лет")));
}

#define AT(member) offsetof(struct person, member)
static const struct field person_fields[] = {
    { "id", NULL, FIELD_ID, AT(id), .flags = FIELD_REQUIRED,
      .meaning = "постоянное имя записи латиницей; в адреса страниц оно не входит" },
    { "name", NULL, FIELD_TEXT, AT(name), .flags = FIELD_REQUIRED | FIELD_PASSES_UP,
      .personal = PERSONAL_NAME, .meaning = "фамилия, имя, отчество (при наличии)" },
    { "role", NULL, FIELD_CHOICE, AT(role), .choices = &role_choices, .flags = FIELD_PASSES_UP,
      .meaning = "роль: наставник, наставляемый, куратор …" },
    { "post", NULL, FIELD_TEXT, AT(post), .flags = FIELD_PASSES_UP, .personal = PERSONAL_POST,
      .meaning = "должность; у ученика класс" },
    { "subject", NULL, FIELD_TEXT, AT(subject), .flags = FIELD_PASSES_UP, .personal = PERSONAL_POST,
      .meaning = "предмет или направление" },
    { "experience", NULL, FIELD_INT, AT(experience), .flags = FIELD_PASSES_UP,
      .personal = PERSONAL_EXPERIENCE, .meaning = "педагогический стаж, полных лет" },
    { "category", NULL, FIELD_CHOICE, AT(category), .choices = &category_choices, .flags = FIELD_PASSES_UP,
      .personal = PERSONAL_EXPERIENCE, .meaning = "квалификационная категория" },
    { "awards", NULL, FIELD_TEXTS, AT(awards), .flags = FIELD_PASSES_UP, .personal = PERSONAL_ACHIEVEMENTS,
      .meaning = "награды и звания" },
    { "photo", NULL, FIELD_FILE, AT(photo), .flags = FIELD_PICTURE, .personal = PERSONAL_PHOTO,
      .meaning = "портрет" },
    { "about", NULL, FIELD_TEXT, AT(about), .personal = PERSONAL_ACHIEVEMENTS,
      .meaning = "несколько слов: чем может помочь, чем известен" },
    { "pupil", NULL, FIELD_BOOL, AT(pupil),
      .meaning = "«да» для обучающихся: их данные выходят только при согласии законного представителя" },
    { "consent", NULL, FIELD_RECORD, AT(consent), &consent_type, .flags = FIELD_HIDDEN,
      .personal = PERSONAL_NEVER, .meaning = "согласие на распространение персональных данных" },
    { "labour_consent", NULL, FIELD_RECORD, AT(labour_consent), &labour_consent_type, .flags = FIELD_HIDDEN,
      .personal = PERSONAL_NEVER, .meaning = "письменное согласие на работу наставника (ст. 351.8 ТК РФ)" },
    { "sample", NULL, FIELD_BOOL, AT(sample), .meaning = "«да» у примеров" },
    { "shown_name", NULL, FIELD_TEXT, AT(shown_name), .flags = FIELD_DERIVED,
      .meaning = "имя, инициалы или слова «данные не публикуются» — смотря по согласию" },
    { "named", NULL, FIELD_BOOL, AT(named), .flags = FIELD_DERIVED,
      .meaning = "можно ли показать полное имя" },
    { "experience_label", NULL, FIELD_COMPUTED, .compute = read_experience_label, .computed_type = VALUE_TEXT,
      .meaning = "«12 лет»" },
};
#undef AT

const struct record_type person_type = {
    .name = "person",
    .title = "участник",
    .plural = "участники",
    .file = "people",
    .size = sizeof(struct person),
    FIELDS(person_fields),
};
