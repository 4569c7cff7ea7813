// SPDX-License-Identifier: MIT
#include "input/json_read.h"

#include "base/buf.h"
#include "base/limits.h"
#include "base/map.h"
#include "base/utf8.h"

#include <string.h>

struct reader {
    struct str rest;
    struct arena *arena;
    int depth;
    size_t values;
    struct str wrong; // set where more can be said than that it is no JSON
};

static void skip_space(struct reader *r)
{
    while (r->rest.len && strchr(" \t\r\n", r->rest.ptr[0]))
        r->rest = str_after(r->rest, 1);
}

// Takes [c] when it comes next.
static bool take(struct reader *r, char c)
{
    skip_space(r);
    if (!r->rest.len || r->rest.ptr[0] != c)
        return false;
    r->rest = str_after(r->rest, 1);
    return true;
}

// ---- strings -------------------------------------------------------------------

static int hex_digit(char c)
{
    const char *digits = "0123456789abcdef", *at = strchr(digits, c >= 'A' && c <= 'F' ? c + 32 : c);

    return c && at ? (int)(at - digits) : -1;
}

// The four digits behind \u; -1 for anything else.
static int32_t take_unit(struct reader *r)
{
    int32_t unit = 0;

    for (int i = 0; i < 4; i++) {
        int digit = r->rest.len ? hex_digit(r->rest.ptr[0]) : -1;
        if (digit < 0)
            return -1;
        unit = unit * 16 + digit;
        r->rest = str_after(r->rest, 1);
    }
    return unit;
}

// A character beyond the first 65 536 is written as two units.
static bool put_unicode(struct reader *r, struct buf *b)
{
    int32_t c = take_unit(r);

    if (c >= 0xD800 && c <= 0xDBFF && str_starts(r->rest, STR("\\u"))) {
        r->rest = str_after(r->rest, 2);
        int32_t low = take_unit(r);
        if (low < 0xDC00 || low > 0xDFFF)
            return false;
        c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
    }
    if (c <= 0 || (c >= 0xD800 && c <= 0xDFFF))
        return false;
    utf8_put(b, (uint32_t)c);
    return true;
}

static bool put_escaped(struct reader *r, struct buf *b)
{
    static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";
    const char c = r->rest.len ? r->rest.ptr[0] : '\0';
    const char *at = c ? strchr(from, c) : NULL;

    r->rest = str_after(r->rest, 1);
    if (c == 'u')
        return put_unicode(r, b);
    if (at)
        buf_char(b, to[at - from]);
    return at != NULL;
}

static bool take_string(struct reader *r, struct str *out)
{
    struct buf b = buf_new(r->arena, LIMIT_LEDGER_BYTES);

    if (!take(r, '"'))
        return false;
    while (r->rest.len && r->rest.ptr[0] != '"') {
        const char c = r->rest.ptr[0];
        if ((unsigned char)c < 0x20)
            return false;
        r->rest = str_after(r->rest, 1);
        if (c != '\\')
            buf_char(&b, c);
        else if (!put_escaped(r, &b))
            return false;
    }
    *out = buf_str(&b);
    return take(r, '"');
}

// ---- values --------------------------------------------------------------------

static struct node *read_value(struct reader *r);

static bool refuse(struct reader *r, struct str wrong)
{
    r->wrong = wrong;
    return false;
}

static void append(struct node *parent, struct node *child)
{
    if (parent->last)
        parent->last->next = child;
    else
        parent->first = child;
    parent->last = child;
    parent->count++;
}

static bool read_entry(struct reader *r, struct node *parent, struct map *keys)
{
    struct str key = { 0 };
    struct node *child;

    if (parent->kind == NODE_MAP && (!take_string(r, &key) || !take(r, ':')))
        return false;
    child = read_value(r);
    if (!child)
        return false;
    child->key = key;
    append(parent, child);
    if (parent->kind == NODE_MAP && map_put(keys, key, child))
        return refuse(r, str_format(r->arena, "ключ «%.*s» стоит в одном месте дважды", STR_ARG(key)));
    return true;
}

static bool read_entries(struct reader *r, struct node *parent, char end)
{
    struct map keys = map_new(r->arena);

    if (take(r, end))
        return true;
    if (++r->depth > LIMIT_YAML_DEPTH)
        return refuse(r, STR("значения вложены слишком глубоко"));
    do {
        if (!read_entry(r, parent, &keys))
            return false;
    } while (take(r, ','));
    r->depth--;
    return take(r, end);
}

static bool is_word(struct str s)
{
    for (size_t i = 0; i < s.len; i++)
        if (!strchr("+-.0123456789eE", s.ptr[i]))
            return str_is(s, "true") || str_is(s, "false") || str_is(s, "null");
    return s.len > 0;
}

// A number, true, false or null.
static bool take_word(struct reader *r, struct str *out)
{
    size_t len = 0;

    skip_space(r);
    while (len < r->rest.len && !strchr(" \t\r\n,]}", r->rest.ptr[len]))
        len++;
    *out = str_from_to(r->rest, 0, len);
    r->rest = str_after(r->rest, len);
    return is_word(*out);
}

static struct node *read_value(struct reader *r)
{
    struct node *node = ARENA_NEW(r->arena, struct node);
    bool ok;

    if (++r->values > LIMIT_YAML_NODES) {
        refuse(r, STR("значений слишком много"));
        return NULL;
    }
    if (take(r, '{')) {
        node->kind = NODE_MAP;
        ok = read_entries(r, node, '}');
    } else if (take(r, '[')) {
        node->kind = NODE_LIST;
        ok = read_entries(r, node, ']');
    } else if (r->rest.len && r->rest.ptr[0] == '"') {
        node->quoted = true;
        ok = take_string(r, &node->text);
    } else {
        ok = take_word(r, &node->text);
    }
    return ok ? node : NULL;
}

// The place of [rest], the end of the source's text.
static struct where place_of(const struct source *source, struct str rest)
{
    struct where where = { .source = source, .line = 1, .column = 1 };
    struct str before = str_from_to(source->text, 0, source->text.len - rest.len);

    for (size_t end; (end = str_find_char(before, '\n')) != SIZE_MAX; where.line++)
        before = str_after(before, end + 1);
    where.column += (uint32_t)utf8_length(before);
    return where;
}

const struct node *json_read_source(const struct source *source, struct arena *a, struct json_fault *fault)
{
    struct reader r = { .rest = source->text, .arena = a };
    const struct node *root = read_value(&r);

    if (root) {
        skip_space(&r);
        if (!r.rest.len)
            return root;
        refuse(&r, STR("после конца записи стоит ещё что-то"));
    }
    if (str_empty(r.wrong))
        refuse(&r, STR("это не JSON, или запись оборвана"));
    *fault = (struct json_fault){ r.wrong, place_of(source, r.rest) };
    return NULL;
}

const struct node *json_read(struct str text, struct arena *a)
{
    const struct source source = { .text = text };
    struct json_fault fault;

    return json_read_source(&source, a, &fault);
}
