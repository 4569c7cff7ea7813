// SPDX-License-Identifier: MIT
#include "model/page.h"

#define AT(member) offsetof(struct photo, member)
static const struct field photo_fields[] = {
    { "file", NULL, FIELD_FILE, AT(file), .flags = FIELD_REQUIRED | FIELD_PICTURE, .meaning = "файл снимка" },
    { "alt", NULL, FIELD_TEXT, AT(alt), .flags = FIELD_REQUIRED,
      .meaning = "что на снимке, для тех, кто его не видит" },
};
#undef AT

const struct record_type photo_type = {
    .name = "photo",
    .title = "снимок",
    .plural = "снимки",
    .size = sizeof(struct photo),
    FIELDS(photo_fields),
};

#define AT(member) offsetof(struct page, member)
static const struct field page_fields[] = {
    { "title", NULL, FIELD_TEXT, AT(title), .flags = FIELD_REQUIRED, .meaning = "заголовок страницы" },
    { "date", NULL, FIELD_DATE, AT(date), .meaning = "дата; у новости обязательна" },
    { "menu", NULL, FIELD_TEXT, AT(menu),
      .meaning = "название в меню; без него страницы в меню нет, но ссылки на неё работают" },
    { "order", NULL, FIELD_INT, AT(order), .meaning = "место в меню: меньшее число раньше" },
    { "draft", NULL, FIELD_BOOL, AT(draft), .meaning = "«да»: черновик, не публикуется" },
    { "publish_from", NULL, FIELD_DATE, AT(publish_from), .meaning = "с какого дня публиковать" },
    { "publish_until", NULL, FIELD_DATE, AT(publish_until), .meaning = "по какой день публиковать" },
    { "description", NULL, FIELD_TEXT, AT(description),
      .meaning = "одно предложение для списков и поисковиков" },
    { "photos", NULL, FIELD_RECORDS, AT(photos), &photo_type, .meaning = "снимки под текстом" },
    { "sample", NULL, FIELD_BOOL, AT(sample), .meaning = "«да» у примеров" },
    { "id", NULL, FIELD_TEXT, AT(id), .flags = FIELD_DERIVED, .meaning = "имя файла без .md" },
    { "news", NULL, FIELD_BOOL, AT(news), .flags = FIELD_DERIVED, .meaning = "новость ли это" },
    { "body", NULL, FIELD_MARKDOWN, AT(body), .flags = FIELD_DERIVED, .meaning = "текст страницы" },
    { "href", NULL, FIELD_PATH, AT(href), .flags = FIELD_DERIVED, .meaning = "адрес страницы" },
};
#undef AT

const struct record_type page_type = {
    .name = "page",
    .title = "страница",
    .plural = "страницы",
    .size = sizeof(struct page),
    FIELDS(page_fields),
};
