// SPDX-License-Identifier: MIT
#include "record/schema.h"

#include "base/json.h"
#include "record/decode.h"

// How a field type is written: its JSON Schema and its name in the reference.
static const struct written {
    const char *name;    // «дата»
    const char *pattern; // of the text, or NULL
    bool is_list;
} written[] = {
    [FIELD_TEXT] = { "текст", NULL, false },
    [FIELD_MARKDOWN] = { "текст Markdown", NULL, false },
    [FIELD_ID] = { "id латиницей", "^[a-z0-9]([a-z0-9-]{0,78}[a-z0-9])?$", false },
    [FIELD_BOOL] = { "да или нет", NULL, false },
    [FIELD_INT] = { "целое число", NULL, false },
    [FIELD_DATE] = { "дата", "^([0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{2}\\.[0-9]{2}\\.[0-9]{4})$", false },
    [FIELD_SCHOOL_YEAR] = { "учебный год", "^[0-9]{4}[/–—-][0-9]{4}$", false },
    [FIELD_CHOICE] = { "слово из списка", NULL, false },
    [FIELD_URL] = { "адрес страницы", "^https?://[^ \"'<>]+$", false },
    [FIELD_FILE] = { "путь к файлу", "^[^/\\\\].*$", false },
    [FIELD_REF] = { "id записи", "^[a-z0-9]([a-z0-9-]{0,78}[a-z0-9])?$", false },
    [FIELD_RECORD] = { "поля", NULL, false },
    [FIELD_TEXTS] = { "список текстов", NULL, true },
    [FIELD_CHOICES] = { "список слов", NULL, true },
    [FIELD_DATES] = { "список дат", "^([0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{2}\\.[0-9]{2}\\.[0-9]{4})$", true },
    [FIELD_FILES] = { "список путей к файлам", "^[^/\\\\].*$", true },
    [FIELD_REFS] = { "список id", "^[a-z0-9]([a-z0-9-]{0,78}[a-z0-9])?$", true },
    [FIELD_RECORDS] = { "список записей", NULL, true },
};

static void put_object(struct json *j, const struct record_type *type);

// Every spelling once: JSON Schema wants the words of an enum to be different.
static void put_words(struct json *j, const struct choice *c)
{
    struct str rest = c->also ? str_from(c->also) : STR(""), word;

    json_text(j, NULL, str_from(c->key));
    if (!str_is(str_from(c->label), c->key))
        json_text(j, NULL, str_from(c->label));
    while (str_split(&rest, '|', &word))
        if (!str_empty(word) && !str_is(word, c->key) && !str_is(word, c->label))
            json_text(j, NULL, word);
}

// The words that a choice accepts: keys, labels and other spellings.
static void put_choices(struct json *j, const struct choices *choices)
{
    json_open(j, "enum", '[');
    for (size_t i = 1; i < choices->count; i++)
        put_words(j, &choices->items[i]);
    json_close(j, ']');
}

// «number: 26» is a text to the program, whatever YAML calls it; a word with a form is never a number.
static void put_text_type(struct json *j, bool is_free)
{
    if (!is_free) {
        json_text(j, "type", STR("string"));
        return;
    }
    json_open(j, "type", '[');
    json_text(j, NULL, STR("string"));
    json_text(j, NULL, STR("number"));
    json_close(j, ']');
}

static void put_scalar(struct json *j, const struct field *f)
{
    if (f->type == FIELD_INT) {
        json_text(j, "type", STR("integer"));
        json_int(j, "minimum", 0);
        return;
    }
    if (f->type == FIELD_BOOL) {
        json_open(j, "enum", '[');
        json_bool(j, NULL, true);
        json_bool(j, NULL, false);
        json_text(j, NULL, STR("да"));
        json_text(j, NULL, STR("нет"));
        json_close(j, ']');
        return;
    }
    put_text_type(j, !written[f->type].pattern && !f->choices);
    if (written[f->type].pattern)
        json_text(j, "pattern", str_from(written[f->type].pattern));
    if (f->choices)
        put_choices(j, f->choices);
}

static void put_item(struct json *j, const struct field *f)
{
    if (f->type == FIELD_RECORDS || f->type == FIELD_RECORD)
        put_object(j, f->record);
    else
        put_scalar(j, f);
}

// A list may be written as a single value too.
static void put_field(struct json *j, const struct field *f, const char *key)
{
    json_open(j, key, '{');
    json_text(j, "description", str_from(f->meaning));
    if (!written[f->type].is_list) {
        put_item(j, f);
        json_close(j, '}');
        return;
    }
    json_open(j, "anyOf", '[');
    json_open(j, NULL, '{');
    put_item(j, f);
    json_close(j, '}');
    json_open(j, NULL, '{');
    json_text(j, "type", STR("array"));
    json_open(j, "items", '{');
    put_item(j, f);
    json_close(j, '}');
    json_close(j, '}');
    json_close(j, ']');
    json_close(j, '}');
}

static void put_required(struct json *j, const struct record_type *type)
{
    json_open(j, "required", '[');
    for (const struct field *f = type->fields; f < type->fields + type->count; f++)
        if (field_is_written(f) && f->flags & FIELD_REQUIRED)
            json_text(j, NULL, str_from(f->key));
    json_close(j, ']');
}

static void put_object(struct json *j, const struct record_type *type)
{
    json_text(j, "type", STR("object"));
    json_bool(j, "additionalProperties", false);
    put_required(j, type);
    json_open(j, "properties", '{');
    for (const struct field *f = type->fields; f < type->fields + type->count; f++) {
        if (!field_is_written(f))
            continue;
        put_field(j, f, f->key);
        if (f->also)
            put_field(j, f, f->also);
    }
    json_close(j, '}');
}

void schema_write(const struct record_type *type, bool is_list, struct buf *out)
{
    struct json j = json_new(out);

    json_open(&j, NULL, '{');
    json_text(&j, "$schema", STR("https://json-schema.org/draft/2020-12/schema"));
    json_text(&j, "title", str_from(is_list ? type->plural : type->title));
    if (is_list) {
        json_open(&j, "oneOf", '[');
        json_open(&j, NULL, '{');
        json_text(&j, "type", STR("array"));
        json_open(&j, "items", '{');
        put_object(&j, type);
        json_close(&j, '}');
        json_close(&j, '}');
        json_open(&j, NULL, '{');
        put_object(&j, type);
        json_close(&j, '}');
        json_close(&j, ']');
    } else {
        put_object(&j, type);
    }
    json_close(&j, '}');
}

// ---- reference ---------------------------------------------------------------------

static const char *const personal_words[] = {
    [PERSONAL_NONE] = "",
    [PERSONAL_NAME] = "только при согласии: name",
    [PERSONAL_POST] = "только при согласии: post",
    [PERSONAL_EXPERIENCE] = "только при согласии: experience",
    [PERSONAL_PHOTO] = "только при согласии: photo",
    [PERSONAL_ACHIEVEMENTS] = "только при согласии: achievements",
    [PERSONAL_NEVER] = "не публикуется никогда",
};

static void put_row(const struct field *f, struct buf *out)
{
    buf_format(out, "| `%s`%s%s%s | %s%s | %s", f->key, f->also ? " (или `" : "", f->also ? f->also : "",
               f->also ? "`)" : "", written[f->type].name,
               f->flags & FIELD_REQUIRED ? ", **обязательно**" : "", f->meaning);
    if (f->choices)
        for (size_t i = 1; i < f->choices->count; i++)
            buf_format(out, "%s`%s` — %s", i > 1 ? ", " : ": ", f->choices->items[i].key,
                       f->choices->items[i].label);
    if (f->personal)
        buf_format(out, "; *%s*", personal_words[f->personal]);
    BUF_PUT(out, " |\n");
}

void schema_reference(const struct record_type *type, struct buf *out)
{
    buf_format(out, "| поле | как писать | что значит |\n| --- | --- | --- |\n");
    for (const struct field *f = type->fields; f < type->fields + type->count; f++)
        if (field_is_written(f))
            put_row(f, out);
    for (const struct field *f = type->fields; f < type->fields + type->count; f++) {
        if (!field_is_written(f) || (f->type != FIELD_RECORD && f->type != FIELD_RECORDS))
            continue;
        buf_format(out, "\n**%s** (поле `%s`)\n\n", f->record->title, f->key);
        schema_reference(f->record, out);
    }
}
