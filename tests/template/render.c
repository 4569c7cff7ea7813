// SPDX-License-Identifier: MIT
// Renders templates for the oracle (oracle.py): one JSON object a line comes in,
// one goes out.
//
// in:  {"main": "page.html", "page": "a/b.html", "escape": "html", "templates": {name: text},
//       "schema": {"fields": [{"key": …, "type": …, "record": schema}]}, "data": {…}}
// out: {"output": text} or {"errors": [{"code": slug, "path": …, "line": …, "column": …, "message": …}]}
//
// The schema becomes a real field table, so the compiler sees what it sees in
// the program, only made at run time.
#include "base/limits.h"
#include "base/map.h"
#include "diag/diag.h"
#include "template/template.h"

#include <cjson/cJSON.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct kind {
    const char *name;
    enum field_type type;
    size_t size;
};

static const struct kind kinds[] = {
    { "text", FIELD_TEXT, sizeof(struct str) },
    { "html", FIELD_HTML, sizeof(struct str) },
    { "path", FIELD_PATH, sizeof(struct str) },
    { "int", FIELD_INT, sizeof(int64_t) },
    { "bool", FIELD_BOOL, sizeof(bool) },
    { "date", FIELD_DATE, sizeof(struct date) },
    { "texts", FIELD_TEXTS, sizeof(struct list) },
    { "records", FIELD_RECORDS, sizeof(struct list) },
    { "record", FIELD_POINTER, sizeof(const void *) },
};

static const char *text_of(const cJSON *object, const char *key)
{
    const char *text = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(object, key));

    return text ? text : "";
}

static const struct kind *kind_find(const char *name)
{
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (strcmp(kinds[i].name, name) == 0)
            return &kinds[i];
    fprintf(stderr, "render: no such type: %s\n", name);
    exit(2);
}

static const struct record_type *make_type(const cJSON *schema, struct map *known, struct arena *a);

// Equal schemas are one type, as in the program, where a type is a table.
static const struct record_type *read_schema(const cJSON *schema, struct map *known, struct arena *a)
{
    char *text = cJSON_PrintUnformatted(schema);
    struct str key = str_copy(str_from(text), a);
    const struct record_type *type = map_get(known, key);

    cJSON_free(text);
    if (!type) {
        type = make_type(schema, known, a);
        map_put(known, key, type);
    }
    return type;
}

static const struct record_type *make_type(const cJSON *schema, struct map *known, struct arena *a)
{
    const cJSON *rows = cJSON_GetObjectItemCaseSensitive(schema, "fields"), *row;
    struct field *fields = arena_alloc(a, (size_t)cJSON_GetArraySize(rows), sizeof *fields), *f = fields;
    struct record_type *type = ARENA_NEW(a, struct record_type);
    size_t offset = sizeof(struct part);

    cJSON_ArrayForEach(row, rows)
    {
        const struct kind *kind = kind_find(text_of(row, "type"));
        const cJSON *record = cJSON_GetObjectItemCaseSensitive(row, "record");
        offset = (offset + 15) / 16 * 16;
        *f++ = (struct field){ .key = text_of(row, "key"),
                               .type = kind->type,
                               .offset = offset,
                               .record = record ? read_schema(record, known, a) : NULL };
        offset += kind->size;
    }
    *type = (struct record_type){ .name = "data",
                                  .title = "данные",
                                  .plural = "данные",
                                  .size = offset,
                                  .fields = fields,
                                  .count = (size_t)(f - fields) };
    return type;
}

static const void *read_record(const struct record_type *type, const cJSON *data, struct arena *a);

static void read_list(const struct field *f, const cJSON *data, struct list *out, struct arena *a)
{
    const cJSON *item;

    cJSON_ArrayForEach(item, data)
    {
        struct str *text = ARENA_NEW(a, struct str);
        *text = str_from(cJSON_GetStringValue(item));
        list_add(out, f->record ? read_record(f->record, item, a) : text, a);
    }
}

static void read_field(const struct field *f, const cJSON *data, void *record, struct arena *a)
{
    void *at = (char *)record + f->offset;
    bool given = data && !cJSON_IsNull(data);

    if (f->type == FIELD_INT)
        *(int64_t *)at = given ? (int64_t)cJSON_GetNumberValue(data) : FIELD_INT_ABSENT;
    else if (!given)
        return;
    else if (f->type == FIELD_BOOL)
        *(bool *)at = cJSON_IsTrue(data);
    else if (f->type == FIELD_DATE)
        date_parse(str_from(cJSON_GetStringValue(data)), at);
    else if (f->type == FIELD_POINTER)
        *(const void **)at = read_record(f->record, data, a);
    else if (f->type == FIELD_TEXTS || f->type == FIELD_RECORDS)
        read_list(f, data, at, a);
    else
        *(struct str *)at = str_from(cJSON_GetStringValue(data));
}

static const void *read_record(const struct record_type *type, const cJSON *data, struct arena *a)
{
    void *record = arena_alloc(a, 1, type->size);

    for (const struct field *f = type->fields; f < type->fields + type->count; f++)
        read_field(f, cJSON_GetObjectItemCaseSensitive(data, f->key), record, a);
    return record;
}

struct theme {
    const cJSON *templates;
    struct arena *arena;
};

static const struct source *load(void *context, struct str name)
{
    const struct theme *theme = context;
    const char *key = str_cstr(name, theme->arena);
    const cJSON *text = cJSON_GetObjectItemCaseSensitive(theme->templates, key);
    struct source *s = ARENA_NEW(theme->arena, struct source);

    *s = (struct source){ .path = key, .text = str_from(cJSON_GetStringValue(text)) };
    return text ? s : NULL;
}

static enum escape_mode escape_of(const char *name)
{
    if (strcmp(name, "xml") == 0)
        return ESCAPE_XML;
    return strcmp(name, "none") == 0 ? ESCAPE_NONE : ESCAPE_HTML;
}

static cJSON *errors_of(struct diags *ds)
{
    cJSON *list = cJSON_CreateArray();

    diags_sort(ds);
    for (LIST_EACH(const struct diag, d, ds->items)) {
        cJSON *item = cJSON_CreateObject();
        cJSON_AddStringToObject(item, "code", diag_info(d->code)->slug);
        cJSON_AddStringToObject(item, "path", d->path.ptr);
        cJSON_AddNumberToObject(item, "line", d->line);
        cJSON_AddNumberToObject(item, "column", d->column);
        cJSON_AddStringToObject(item, "message", d->message.ptr);
        cJSON_AddItemToArray(list, item);
    }
    return list;
}

static cJSON *answer(const cJSON *request, struct arena *a)
{
    struct theme theme = { cJSON_GetObjectItemCaseSensitive(request, "templates"), a };
    struct map known = map_new(a), files = map_new(a), reports = map_new(a);
    struct template_loader loader = { load, &theme, &files, &reports };
    const struct record_type *type =
        read_schema(cJSON_GetObjectItemCaseSensitive(request, "schema"), &known, a);
    const void *data = read_record(type, cJSON_GetObjectItemCaseSensitive(request, "data"), a);
    struct diags *ds = diags_new(a);
    struct buf out = buf_new(a, LIMIT_PAGE_BYTES);
    cJSON *reply = cJSON_CreateObject();
    const struct template *t = template_compile(str_from(text_of(request, "main")), type, &loader,
                                                escape_of(text_of(request, "escape")), a, ds);

    if (t && template_render(t, data, str_from(text_of(request, "page")), NULL, a, &out, ds))
        cJSON_AddStringToObject(reply, "output", str_cstr(buf_str(&out), a));
    else
        cJSON_AddItemToObject(reply, "errors", errors_of(ds));
    return reply;
}

int main(void)
{
    char *line = NULL;
    size_t capacity = 0;

    while (getline(&line, &capacity, stdin) > 0) {
        cJSON *request = cJSON_Parse(line);
        struct arena *a = arena_new();
        cJSON *reply = answer(request, a);
        char *text = cJSON_PrintUnformatted(reply);
        puts(text);
        cJSON_free(text);
        cJSON_Delete(reply);
        cJSON_Delete(request);
        arena_free(a);
    }
    free(line);
    return 0;
}
