// SPDX-License-Identifier: MIT
#include "page/kit_view.h"

#define AT(member) offsetof(struct kit_row, member)
static const struct field row_fields[] = {
    { "name", NULL, FIELD_TEXT, AT(name), .meaning = "файл набора" },
    { "href", NULL, FIELD_PATH, AT(name), .meaning = "он же, для ссылки" },
    { "title", NULL, FIELD_TEXT, AT(title), .meaning = "под каким названием его разместить" },
    { "place", NULL, FIELD_TEXT, AT(place), .meaning = "куда" },
    { "facts", NULL, FIELD_TEXT, AT(facts), .meaning = "«PDF, 317 КБ»" },
    { "address", NULL, FIELD_URL, AT(address), .meaning = "адрес на сайте, если он уже указан" },
};
#undef AT
const struct record_type kit_row_type = {
    .name = "kit_row",
    .title = "файл набора",
    .plural = "файлы набора",
    .size = sizeof(struct kit_row),
    FIELDS(row_fields),
};

#define AT(member) offsetof(struct kit_part, member)
static const struct field part_fields[] = {
    { "title", NULL, FIELD_TEXT, AT(title), .meaning = "заголовок страницы" },
    { "anchor", NULL, FIELD_TEXT, AT(anchor), .meaning = "якорь" },
    { "html", NULL, FIELD_HTML, AT(html), .meaning = "её содержание" },
};
#undef AT
static const struct record_type part_type = {
    .name = "kit_part",
    .title = "страница раздела",
    .plural = "страницы раздела",
    .size = sizeof(struct kit_part),
    FIELDS(part_fields),
};

#define AT(member) offsetof(struct kit_view, member)
static const struct field kit_fields[] = {
    { "title", NULL, FIELD_TEXT, AT(title), .meaning = "название раздела" },
    { "label", NULL, FIELD_TEXT, AT(label), .meaning = "краткое название организации" },
    { "today", NULL, FIELD_DATE, AT(today), .meaning = "дата сборки" },
    { "pages", NULL, FIELD_RECORDS, AT(pages), &kit_row_type, .meaning = "страницы" },
    { "files", NULL, FIELD_RECORDS, AT(files), &kit_row_type, .meaning = "документы и изображения" },
    { "wholes", NULL, FIELD_RECORDS, AT(wholes), &kit_row_type, .meaning = "разделы одним файлом" },
    { "parts", NULL, FIELD_RECORDS, AT(parts), &part_type, .meaning = "страницы этого раздела" },
    { "unknown", NULL, FIELD_INT, AT(unknown), .meaning = "сколько адресов ещё не указано" },
};
#undef AT
const struct record_type kit_type = {
    .name = "kit",
    .title = "набор",
    .plural = "набор",
    .size = sizeof(struct kit_view),
    FIELDS(kit_fields),
};

const char *const kit_pages[KIT_PAGES] = {
    [KIT_WHOLE] = "whole.html",
    [KIT_LIST] = "list.html",
    [KIT_README] = "readme.html",
};
