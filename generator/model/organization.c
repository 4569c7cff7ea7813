// SPDX-License-Identifier: MIT
#include "model/organization.h"

#define AT(member) offsetof(struct curator, member)
static const struct field curator_fields[] = {
    { "name", NULL, FIELD_TEXT, AT(name), .personal = PERSONAL_NAME,
      .meaning = "фамилия, имя, отчество куратора; публикуется только при согласии" },
    { "post", NULL, FIELD_TEXT, AT(post), .flags = FIELD_PASSES_UP,
      .meaning = "должность куратора: «заместитель директора по УВР»" },
    { "hours", NULL, FIELD_TEXT, AT(hours), .meaning = "когда куратор принимает: «вторник, 14:00–16:00»" },
    { "room", NULL, FIELD_TEXT, AT(room), .meaning = "где принимает: «кабинет 12»" },
    { "consent", NULL, FIELD_RECORD, AT(consent), &consent_type, .flags = FIELD_HIDDEN,
      .personal = PERSONAL_NEVER, .meaning = "согласие куратора на распространение данных" },
    { "shown_name", NULL, FIELD_TEXT, AT(shown_name), .flags = FIELD_DERIVED,
      .meaning = "имя, каким его можно показать" },
};
#undef AT

const struct record_type curator_type = {
    .name = "curator",
    .title = "куратор",
    .plural = "кураторы",
    .size = sizeof(struct curator),
    FIELDS(curator_fields),
};

#define AT(member) offsetof(struct parent_link, member)
static const struct field parent_link_fields[] = {
    { "name", NULL, FIELD_TEXT, AT(name), .flags = FIELD_REQUIRED,
      .meaning = "название вышестоящей организации" },
    { "url", NULL, FIELD_URL, AT(url), .meaning = "адрес её раздела" },
};
#undef AT

const struct record_type parent_link_type = {
    .name = "parent",
    .title = "вышестоящая организация",
    .plural = "вышестоящие организации",
    .size = sizeof(struct parent_link),
    FIELDS(parent_link_fields),
};

static struct value read_title(const void *record, struct arena *a)
{
    (void)a;
    return value_text(organization_section_title(record));
}

static struct value read_label(const void *record, struct arena *a)
{
    (void)a;
    return value_text(organization_label(record));
}

#define AT(member) offsetof(struct organization, member)
static const struct field organization_fields[] = {
    { "level", NULL, FIELD_CHOICE, AT(level), .choices = &level_choices,
      .flags = FIELD_REQUIRED | FIELD_PASSES_UP,
      .meaning = "уровень: school (организация), municipality (муниципалитет), region (регион)" },
    { "kind", NULL, FIELD_CHOICE, AT(kind), .choices = &org_kind_choices,
      .flags = FIELD_REQUIRED | FIELD_PASSES_UP,
      .meaning = "вид организации: от него зависит перечень обязательных документов" },
    { "name", NULL, FIELD_TEXT, AT(name), .flags = FIELD_REQUIRED | FIELD_PASSES_UP,
      .meaning = "полное официальное название, как в уставе" },
    { "short_name", NULL, FIELD_TEXT, AT(short_name), .flags = FIELD_PASSES_UP,
      .meaning = "краткое название для заголовков: «МБОУ „Школа № 5“»" },
    { "genitive", NULL, FIELD_TEXT, AT(genitive),
      .meaning = "краткое название в родительном падеже, если без него фразы звучат неловко" },
    { "section_title", NULL, FIELD_TEXT, AT(section_title), .flags = FIELD_PASSES_UP,
      .meaning = "название раздела; если не указать, «Наставничество»" },
    { "inn", NULL, FIELD_TEXT, AT(inn), .flags = FIELD_PASSES_UP, .meaning = "ИНН, 10 цифр, в кавычках" },
    { "ogrn", NULL, FIELD_TEXT, AT(ogrn), .flags = FIELD_PASSES_UP, .meaning = "ОГРН, 13 цифр, в кавычках" },
    { "address", NULL, FIELD_TEXT, AT(address), .flags = FIELD_PASSES_UP,
      .meaning = "почтовый адрес организации" },
    { "phone", NULL, FIELD_TEXT, AT(phone), .meaning = "телефон организации (не личный)" },
    { "email", NULL, FIELD_TEXT, AT(email), .meaning = "электронная почта организации (не личная)" },
    { "site", NULL, FIELD_URL, AT(site), .flags = FIELD_PASSES_UP,
      .meaning = "официальный сайт организации" },
    { "profile", "profiles", FIELD_TEXTS, AT(profiles), .flags = FIELD_PASSES_UP,
      .meaning = "перечни обязательных документов, с которыми сверяется раздел; "
                 "если не указать, берутся перечни вышестоящей организации" },
    { "curator", NULL, FIELD_RECORD, AT(curator), &curator_type,
      .meaning = "кто отвечает за наставничество и как к нему обратиться" },
    { "teachers", NULL, FIELD_INT, AT(teachers), .flags = FIELD_PASSES_UP,
      .meaning = "сколько всего педагогов; от этого числа считается охват" },
    { "school_year", NULL, FIELD_SCHOOL_YEAR, AT(school_year), .flags = FIELD_PASSES_UP,
      .meaning = "текущий учебный год; если не указать, определяется по дате сборки" },
    { "logo", NULL, FIELD_FILE, AT(logo), .flags = FIELD_PICTURE,
      .meaning = "эмблема организации: файл PNG, JPEG или WebP" },
    { "colour", "color", FIELD_TEXT, AT(colour),
      .meaning = "основной цвет раздела: «#1d4f91»; проверяется на контраст с белым" },
    { "parent", NULL, FIELD_RECORD, AT(parent), &parent_link_type,
      .meaning = "вышестоящая организация, если её папки рядом нет" },
    { "updated", NULL, FIELD_DATE, AT(updated), .flags = FIELD_PASSES_UP,
      .meaning = "дата последнего обновления раздела, если она позже дат записей" },
    { "sample", NULL, FIELD_BOOL, AT(sample),
      .meaning = "«да» у примеров: перед публикацией их надо заменить своими" },
    { "title", NULL, FIELD_COMPUTED, .compute = read_title, .computed_type = VALUE_TEXT,
      .meaning = "название раздела с учётом умолчания" },
    { "label", NULL, FIELD_COMPUTED, .compute = read_label, .computed_type = VALUE_TEXT,
      .meaning = "краткое название, а если его нет, полное" },
};
#undef AT

const struct record_type organization_type = {
    .name = "organization",
    .title = "организация",
    .plural = "организации",
    .file = "organization",
    .size = sizeof(struct organization),
    FIELDS(organization_fields),
};

struct str organization_section_title(const struct organization *o)
{
    return str_empty(o->section_title) ? STR("Наставничество") : o->section_title;
}

struct str organization_label(const struct organization *o)
{
    return str_empty(o->short_name) ? o->name : o->short_name;
}
