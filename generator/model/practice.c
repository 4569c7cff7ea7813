// SPDX-License-Identifier: MIT
#include "model/practice.h"

#define AT(member) offsetof(struct practice, member)
static const struct field practice_fields[] = {
    { "id", NULL, FIELD_ID, AT(id), .flags = FIELD_REQUIRED | FIELD_PASSES_UP,
      .meaning = "постоянное имя латиницей: из него складывается адрес страницы" },
    { "title", NULL, FIELD_TEXT, AT(title), .flags = FIELD_REQUIRED | FIELD_PASSES_UP,
      .meaning = "название практики" },
    { "authors", "author", FIELD_REFS, AT(authors), &person_type, .flags = FIELD_PASSES_UP,
      .meaning = "авторы: id из people" },
    { "form", NULL, FIELD_CHOICE, AT(form), .choices = &form_choices, .flags = FIELD_PASSES_UP,
      .meaning = "форма наставничества" },
    { "topic", NULL, FIELD_TEXT, AT(topic), .flags = FIELD_PASSES_UP,
      .meaning = "тема, по которой практики подбирают" },
    { "audience", NULL, FIELD_TEXT, AT(audience), .flags = FIELD_PASSES_UP, .meaning = "для кого" },
    { "summary", NULL, FIELD_TEXT, AT(summary), .flags = FIELD_PASSES_UP,
      .meaning = "суть в одном-двух предложениях" },
    { "text", NULL, FIELD_MARKDOWN, AT(text), .meaning = "описание, Markdown" },
    { "result", NULL, FIELD_TEXT, AT(result), .flags = FIELD_PASSES_UP, .meaning = "чего добились" },
    { "year", NULL, FIELD_INT, AT(year), .flags = FIELD_PASSES_UP, .meaning = "год" },
    { "files", "file", FIELD_FILES, AT(files), .meaning = "материалы практики" },
    { "shared", NULL, FIELD_BOOL, AT(shared), .flags = FIELD_PASSES_UP,
      .meaning = "«да»: практика попадает в банк муниципалитета и региона" },
    { "sample", NULL, FIELD_BOOL, AT(sample), .meaning = "«да» у примеров" },
};
#undef AT

const struct record_type practice_type = {
    .name = "practice",
    .title = "практика",
    .plural = "практики",
    .file = "practices",
    .size = sizeof(struct practice),
    FIELDS(practice_fields),
};
