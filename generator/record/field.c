// SPDX-License-Identifier: MIT
#include "record/field.h"

#include "record/facts.h"

#include <string.h>

const struct field *field_find(const struct record_type *type, struct str key)
{
    for (const struct field *f = type->fields; f < type->fields + type->count; f++)
        if (str_is(key, f->key) || (f->also && str_is(key, f->also)))
            return f;
    return NULL;
}

const struct choice *choice_at(const struct choices *list, int index)
{
    return &list->items[index];
}

// A reference to a file reads as a record of this type: what a link or a
// picture needs to know about it.
#define AT(member) offsetof(struct file_ref, member)
static const struct field file_fields[] = {
    { "href", NULL, FIELD_PATH, AT(href), .meaning = "где файл опубликован" },
    { "label", NULL, FIELD_TEXT, AT(label), .meaning = "«PDF, 317 КБ, 4 стр., подписан»" },
    { "extension", NULL, FIELD_TEXT, AT(extension), .meaning = "«pdf»" },
    { "bytes", NULL, FIELD_INT, AT(bytes), .meaning = "размер в байтах" },
    { "width", NULL, FIELD_INT, AT(width), .meaning = "ширина изображения, точек" },
    { "height", NULL, FIELD_INT, AT(height), .meaning = "высота изображения, точек" },
    { "facts", NULL, FIELD_POINTER, AT(facts), .record = &facts_type, .meaning = "что внутри документа" },
};
#undef AT

const struct record_type file_type = {
    .name = "file",
    .title = "файл",
    .plural = "файлы",
    .size = sizeof(struct file_ref),
    FIELDS(file_fields),
};

static struct value read_file(const struct file_ref *ref)
{
    return ref->present ? value_record(ref, &file_type) : value_none();
}

static struct value read_int(int64_t n)
{
    return n == FIELD_INT_ABSENT ? value_none() : value_int(n);
}

static struct value read_choice(const struct choices *choices, int index)
{
    return index ? value_text(str_from(choice_at(choices, index)->label)) : value_none();
}

static struct value read_choices(const struct choices *choices, const struct list *items, struct arena *a)
{
    struct list *labels = ARENA_NEW(a, struct list);

    for (LIST_EACH(const struct choice_item, item, *items)) {
        struct str *label = ARENA_NEW(a, struct str);
        *label = str_from(choice_at(choices, item->index)->label);
        list_add(labels, label, a);
    }
    return value_list(labels, NULL);
}

static struct value read_dates(const struct list *items, struct arena *a)
{
    struct list *texts = ARENA_NEW(a, struct list);

    for (LIST_EACH(const struct date_item, item, *items)) {
        struct str *text = ARENA_NEW(a, struct str);
        *text = date_dotted(item->date, a);
        list_add(texts, text, a);
    }
    return value_list(texts, NULL);
}

// The records that references point to; a dangling one is left out (it has been
// reported, and nothing is published then).
static struct value read_refs(const struct record_type *type, const struct list *items, struct arena *a)
{
    struct list *targets = ARENA_NEW(a, struct list);

    for (LIST_EACH(const struct ref, ref, *items))
        if (ref->target)
            list_add(targets, ref->target, a);
    return value_list(targets, type);
}

static struct value read_files(const struct list *items, struct arena *a)
{
    struct list *present = ARENA_NEW(a, struct list);

    for (LIST_EACH(const struct file_ref, ref, *items))
        if (ref->present)
            list_add(present, ref, a);
    return value_list(present, &file_type);
}

struct value field_read(const struct field *f, const void *record, struct arena *a)
{
    const void *at = (const char *)record + f->offset;

    switch (f->type) {
    case FIELD_TEXT:
    case FIELD_ID:
    case FIELD_SCHOOL_YEAR:
    case FIELD_URL:
        return value_text(*(const struct str *)at);
    case FIELD_MARKDOWN:
        return value_html(((const struct markdown *)at)->html);
    case FIELD_BOOL:
        return value_bool(*(const bool *)at);
    case FIELD_INT:
        return read_int(*(const int64_t *)at);
    case FIELD_DATE:
        return value_date(*(const struct date *)at);
    case FIELD_CHOICE:
        return read_choice(f->choices, *(const int *)at);
    case FIELD_FILE:
        return read_file(at);
    case FIELD_REF:
        return value_record(((const struct ref *)at)->target, f->record);
    case FIELD_RECORD:
        return value_record(at, f->record);
    case FIELD_TEXTS:
        return value_list(at, NULL);
    case FIELD_CHOICES:
        return read_choices(f->choices, at, a);
    case FIELD_DATES:
        return read_dates(at, a);
    case FIELD_FILES:
        return read_files(at, a);
    case FIELD_REFS:
        return read_refs(f->record, at, a);
    case FIELD_RECORDS:
        return value_list(at, f->record);
    case FIELD_COMPUTED:
        return f->compute(record, a);
    case FIELD_POINTER:
        return value_record(*(const void *const *)at, f->record);
    case FIELD_PATH:
        return value_path(*(const struct str *)at);
    case FIELD_HTML:
        return value_html(*(const struct str *)at);
    }
    return value_none();
}

enum value_type field_value_type(const struct field *f)
{
    static const enum value_type types[] = {
        [FIELD_TEXT] = VALUE_TEXT,        [FIELD_MARKDOWN] = VALUE_HTML, [FIELD_ID] = VALUE_TEXT,
        [FIELD_BOOL] = VALUE_BOOL,        [FIELD_INT] = VALUE_INT,       [FIELD_DATE] = VALUE_DATE,
        [FIELD_SCHOOL_YEAR] = VALUE_TEXT, [FIELD_CHOICE] = VALUE_TEXT,   [FIELD_URL] = VALUE_TEXT,
        [FIELD_FILE] = VALUE_RECORD,      [FIELD_REF] = VALUE_RECORD,    [FIELD_RECORD] = VALUE_RECORD,
        [FIELD_TEXTS] = VALUE_LIST,       [FIELD_CHOICES] = VALUE_LIST,  [FIELD_DATES] = VALUE_LIST,
        [FIELD_FILES] = VALUE_LIST,       [FIELD_REFS] = VALUE_LIST,     [FIELD_RECORDS] = VALUE_LIST,
        [FIELD_POINTER] = VALUE_RECORD,   [FIELD_PATH] = VALUE_PATH,     [FIELD_HTML] = VALUE_HTML,
    };

    return f->type == FIELD_COMPUTED ? f->computed_type : types[f->type];
}

const struct record_type *field_record_type(const struct field *f)
{
    return f->type == FIELD_FILE || f->type == FIELD_FILES ? &file_type : f->record;
}

// The number of bytes of the struct member.
static size_t member_size(const struct field *f)
{
    static const size_t sizes[] = {
        [FIELD_TEXT] = sizeof(struct str),
        [FIELD_MARKDOWN] = sizeof(struct markdown),
        [FIELD_ID] = sizeof(struct str),
        [FIELD_BOOL] = sizeof(bool),
        [FIELD_INT] = sizeof(int64_t),
        [FIELD_DATE] = sizeof(struct date),
        [FIELD_SCHOOL_YEAR] = sizeof(struct str),
        [FIELD_CHOICE] = sizeof(int),
        [FIELD_URL] = sizeof(struct str),
        [FIELD_FILE] = sizeof(struct file_ref),
        [FIELD_REF] = sizeof(struct ref),
        [FIELD_TEXTS] = sizeof(struct list),
        [FIELD_CHOICES] = sizeof(struct list),
        [FIELD_DATES] = sizeof(struct list),
        [FIELD_FILES] = sizeof(struct list),
        [FIELD_REFS] = sizeof(struct list),
        [FIELD_RECORDS] = sizeof(struct list),
        [FIELD_POINTER] = sizeof(void *),
        [FIELD_PATH] = sizeof(struct str),
        [FIELD_HTML] = sizeof(struct str),
    };

    return f->type == FIELD_RECORD ? f->record->size : sizes[f->type];
}

void field_clear(const struct field *f, void *record)
{
    void *at = (char *)record + f->offset;

    memset(at, 0, member_size(f));
    if (f->type == FIELD_INT)
        *(int64_t *)at = FIELD_INT_ABSENT;
}

static struct where written_at(const struct record_type *type, const void *record, const char *key)
{
    const struct part *part = record;
    const struct field *f = field_find(type, str_from(key));

    return f && part->wheres ? part->wheres[f - type->fields] : (struct where){ 0 };
}

bool field_is_given(const struct record_type *type, const void *record, const char *key)
{
    const struct part *part = record;
    const struct field *f = field_find(type, str_from(key));

    return f && part->wheres && part->wheres[f - type->fields].line;
}

struct where field_where(const struct record_type *type, const void *record, const char *key)
{
    struct where at = written_at(type, record, key);

    return at.line ? at : ((const struct part *)record)->where;
}

bool field_given(const struct record_type *type, const void *record, const char *key)
{
    return written_at(type, record, key).line != 0;
}

struct str record_label(const struct record_type *type, const void *record)
{
    static const char *const keys[] = { "title", "name", "id" };

    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        const struct field *f = field_find(type, str_from(keys[i]));
        if (!f || (f->type != FIELD_TEXT && f->type != FIELD_ID))
            continue;
        const struct str *text = (const void *)((const char *)record + f->offset);
        if (!str_empty(*text))
            return *text;
    }
    return STR("без названия");
}
