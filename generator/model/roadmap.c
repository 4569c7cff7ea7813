// SPDX-License-Identifier: MIT
#include "model/roadmap.h"

// The key of a column is the key of the item's field that it shows.
static const struct choice columns[] = {
    { 0 },
    { "no", "№ п/п", NULL },
    { "what", "Мероприятие", NULL },
    { "indicator", "Показатель", NULL },
    { "report", "Форма представления результата", NULL },
    { "audience", "Целевая аудитория", NULL },
    { "when", "Срок", NULL },
    { "who", "Ответственный", NULL },
    { "result", "Ожидаемый результат", NULL },
};
const struct choices roadmap_column_choices = CHOICES("column", columns);

static const struct choice shown_statuses[] = {
    { 0 },
    [SHOWN_PLANNED] = { "planned", "запланировано", NULL },
    [SHOWN_RUNNING] = { "running", "выполняется", NULL },
    [SHOWN_DONE] = { "done", "выполнено", NULL },
    [SHOWN_LATE] = { "late", "срок прошёл", NULL },
    [SHOWN_CANCELLED] = { "cancelled", "отменено", NULL },
};
const struct choices shown_status_choices = CHOICES("shown-status", shown_statuses);

#define AT(member) offsetof(struct roadmap_column, member)
static const struct field column_fields[] = {
    { "field", NULL, FIELD_CHOICE, AT(field), .choices = &roadmap_column_choices, .flags = FIELD_REQUIRED,
      .meaning = "какое поле строки показывает столбец" },
    { "title", NULL, FIELD_TEXT, AT(title), .flags = FIELD_REQUIRED,
      .meaning = "заголовок столбца, как в документе" },
};
#undef AT

const struct record_type roadmap_column_type = {
    .name = "roadmap_column",
    .title = "столбец",
    .plural = "столбцы",
    .size = sizeof(struct roadmap_column),
    FIELDS(column_fields),
};

struct roadmap_cell {
    const struct roadmap_column *column;
    struct str text;
};

#define AT(member) offsetof(struct roadmap_cell, member)
static const struct field cell_fields[] = {
    { "column", NULL, FIELD_POINTER, AT(column), &roadmap_column_type, .meaning = "столбец" },
    { "text", NULL, FIELD_TEXT, AT(text), .meaning = "текст ячейки" },
};
#undef AT

static const struct record_type roadmap_cell_type = {
    .name = "roadmap_cell",
    .title = "ячейка",
    .plural = "ячейки",
    .size = sizeof(struct roadmap_cell),
    FIELDS(cell_fields),
};

// The texts of the row in the order of the table's columns.
static struct value read_cells(const void *record, struct arena *a)
{
    const struct roadmap_item *item = record;
    struct list *cells = ARENA_NEW(a, struct list);

    for (LIST_EACH(const struct roadmap_column, column, item->roadmap->columns)) {
        const char *key = choice_at(&roadmap_column_choices, column->field)->key;
        struct value v = field_read(field_find(&roadmap_item_type, str_from(key)), item, a);
        struct roadmap_cell *cell = ARENA_NEW(a, struct roadmap_cell);
        *cell = (struct roadmap_cell){ column, v.type == VALUE_TEXT ? v.text : (struct str){ 0 } };
        list_add(cells, cell, a);
    }
    return value_list(cells, &roadmap_cell_type);
}

#define AT(member) offsetof(struct roadmap_item, member)
static const struct field item_fields[] = {
    { "no", NULL, FIELD_TEXT, AT(no),
      .meaning = "номер, как в документе: номера повторяются и пропускаются" },
    { "what", NULL, FIELD_TEXT, AT(what), .flags = FIELD_REQUIRED, .meaning = "мероприятие" },
    { "indicator", NULL, FIELD_TEXT, AT(indicator), .meaning = "показатель реализации" },
    { "report", NULL, FIELD_TEXT, AT(report), .meaning = "форма представления результата" },
    { "audience", NULL, FIELD_TEXT, AT(audience), .meaning = "целевая аудитория" },
    { "when", NULL, FIELD_TEXT, AT(when),
      .meaning = "срок дословно: «27.01.2023, далее – ежегодно сентябрь - октябрь»" },
    { "due", NULL, FIELD_DATES, AT(due), .meaning = "те же сроки датами, чтобы видеть просроченное" },
    { "who", NULL, FIELD_TEXT, AT(who), .meaning = "ответственный; должность или орган, не фамилия" },
    { "result", NULL, FIELD_TEXT, AT(result), .meaning = "ожидаемый или полученный результат" },
    { "status", NULL, FIELD_CHOICE, AT(status), .choices = &step_status_choices,
      .meaning = "состояние: запланировано, выполняется, выполнено, отменено" },
    { "done", NULL, FIELD_DATE, AT(done), .meaning = "когда выполнено" },
    { "link", NULL, FIELD_TEXT, AT(link), .meaning = "ссылка на подтверждение: act:id, page:id или адрес" },
    { "link_href", NULL, FIELD_PATH, AT(link_href), .flags = FIELD_DERIVED,
      .meaning = "подтверждение на этом сайте" },
    { "link_url", NULL, FIELD_URL, AT(link_url), .flags = FIELD_DERIVED, .meaning = "или на другом" },
    { "cells", NULL, FIELD_COMPUTED, .record = &roadmap_cell_type, .compute = read_cells,
      .computed_type = VALUE_LIST, .meaning = "тексты строки в порядке столбцов таблицы" },
    { "shown_status", NULL, FIELD_CHOICE, AT(shown_status), .choices = &shown_status_choices,
      .flags = FIELD_DERIVED,
      .meaning = "состояние на дату сборки, словами; «срок прошёл», если последняя дата позади" },
};
#undef AT

const struct record_type roadmap_item_type = {
    .name = "roadmap_item",
    .title = "строка дорожной карты",
    .plural = "строки дорожной карты",
    .size = sizeof(struct roadmap_item),
    FIELDS(item_fields),
};

#define AT(member) offsetof(struct roadmap_section, member)
static const struct field section_fields[] = {
    { "title", NULL, FIELD_TEXT, AT(title), .meaning = "заголовок раздела таблицы" },
    { "items", NULL, FIELD_RECORDS, AT(items), &roadmap_item_type, .flags = FIELD_REQUIRED,
      .meaning = "строки" },
};
#undef AT

const struct record_type roadmap_section_type = {
    .name = "roadmap_section",
    .title = "раздел дорожной карты",
    .plural = "разделы дорожной карты",
    .size = sizeof(struct roadmap_section),
    FIELDS(section_fields),
};

// Whether any row says how far it is: a table of an old paper has no such column.
static struct value read_has_status(const void *record, struct arena *a)
{
    const struct roadmap *roadmap = record;
    bool found = false;

    (void)a;
    for (LIST_EACH(const struct roadmap_section, section, roadmap->sections))
        for (LIST_EACH(const struct roadmap_item, item, section->items))
            found = found || item->shown_status;
    return value_bool(found);
}

static int64_t count_items(const struct roadmap *roadmap, int status)
{
    int64_t count = 0;

    for (LIST_EACH(const struct roadmap_section, section, roadmap->sections))
        for (LIST_EACH(const struct roadmap_item, item, section->items))
            count += !status || item->shown_status == status;
    return count;
}

static struct value read_items_total(const void *record, struct arena *a)
{
    (void)a;
    return value_int(count_items(record, SHOWN_NONE));
}

static struct value read_done_total(const void *record, struct arena *a)
{
    (void)a;
    return value_int(count_items(record, SHOWN_DONE));
}

static struct value read_running_total(const void *record, struct arena *a)
{
    (void)a;
    return value_int(count_items(record, SHOWN_RUNNING));
}

static struct value read_late_total(const void *record, struct arena *a)
{
    (void)a;
    return value_int(count_items(record, SHOWN_LATE));
}

#define AT(member) offsetof(struct roadmap, member)
static const struct field roadmap_fields[] = {
    { "id", NULL, FIELD_ID, AT(id), .flags = FIELD_REQUIRED, .meaning = "постоянное имя таблицы латиницей" },
    { "title", NULL, FIELD_TEXT, AT(title), .flags = FIELD_REQUIRED, .meaning = "название, как в документе" },
    { "kind", NULL, FIELD_CHOICE, AT(kind), .choices = &roadmap_kind_choices,
      .meaning = "plan (дорожная карта) или report (отчёт о выполнении)" },
    { "period", NULL, FIELD_TEXT, AT(period), .meaning = "на какой срок" },
    { "act", NULL, FIELD_REF, AT(act), &act_type, .meaning = "каким документом утверждена: id из acts" },
    { "intro", NULL, FIELD_MARKDOWN, AT(intro), .meaning = "вступление перед таблицей, Markdown" },
    { "columns", NULL, FIELD_RECORDS, AT(columns), &roadmap_column_type, .flags = FIELD_REQUIRED,
      .meaning = "столбцы таблицы по порядку" },
    { "sections", NULL, FIELD_RECORDS, AT(sections), &roadmap_section_type, .flags = FIELD_REQUIRED,
      .meaning = "разделы со строками; если разделов нет, один без заголовка" },
    { "has_status", NULL, FIELD_COMPUTED, .compute = read_has_status, .computed_type = VALUE_BOOL,
      .meaning = "есть ли строки с состоянием" },
    { "items_total", NULL, FIELD_COMPUTED, .compute = read_items_total, .computed_type = VALUE_INT,
      .meaning = "сколько строк во всех разделах" },
    { "done_total", NULL, FIELD_COMPUTED, .compute = read_done_total, .computed_type = VALUE_INT,
      .meaning = "из них выполнено" },
    { "running_total", NULL, FIELD_COMPUTED, .compute = read_running_total, .computed_type = VALUE_INT,
      .meaning = "выполняется" },
    { "late_total", NULL, FIELD_COMPUTED, .compute = read_late_total, .computed_type = VALUE_INT,
      .meaning = "срок прошёл" },
    { "sample", NULL, FIELD_BOOL, AT(sample), .meaning = "«да» у примеров" },
};
#undef AT

const struct record_type roadmap_type = {
    .name = "roadmap",
    .title = "дорожная карта",
    .plural = "дорожные карты",
    .file = "roadmap",
    .size = sizeof(struct roadmap),
    FIELDS(roadmap_fields),
};
