// SPDX-License-Identifier: MIT
#include "model/site.h"

#include "model/choices.h"

#define AT(member) offsetof(struct site, member)
static const struct field site_fields[] = {
    { "title", NULL, FIELD_TEXT, AT(title), .meaning = "общее название, если в корне нет своей организации" },
    { "description", NULL, FIELD_TEXT, AT(description),
      .meaning = "о чём этот раздел, одно-два предложения" },
    { "base", NULL, FIELD_URL, AT(base),
      .meaning = "адрес, по которому раздел опубликован; нужен карте сайта и ленте новостей" },
    { "theme", NULL, FIELD_TEXT, AT(theme),
      .meaning = "папка своей темы в themes/; без неё берётся встроенная" },
    { "font", NULL, FIELD_CHOICE, AT(font), .choices = &font_choices,
      .meaning = "вложенный шрифт, +25 КБ к первому посещению; "
                 "без него берётся шрифт системы" },
    { "today", NULL, FIELD_DATE, AT(today),
      .meaning = "дата сборки, если она не должна зависеть от дня запуска" },
};
#undef AT

const struct record_type site_type = {
    .name = "site",
    .title = "настройки",
    .plural = "настройки",
    .file = "site",
    .size = sizeof(struct site),
    FIELDS(site_fields),
};
