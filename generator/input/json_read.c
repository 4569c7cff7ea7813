// SPDX-License-Identifier: MIT
#include "input/json_read.h"

#include "base/buf.h"
#include "base/limits.h"
#include "base/utf8.h"

#include <string.h>

struct reader {
    struct str rest;
    struct arena *arena;
    int depth;
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

static void append(struct node *parent, struct node *child)
{
    if (parent->last)
        parent->last->next = child;
    else
        parent->first = child;
    parent->last = child;
    parent->count++;
}

static bool read_entry(struct reader *r, struct node *parent)
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
    return true;
}

static bool read_entries(struct reader *r, struct node *parent, char end)
{
    if (take(r, end))
        return true;
    if (++r->depth > LIMIT_YAML_DEPTH)
        return false;
    do {
        if (!read_entry(r, parent))
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

const struct node *json_read(struct str text, struct arena *a)
{
    struct reader r = { text, a, 0 };
    const struct node *root = read_value(&r);

    skip_space(&r);
    return r.rest.len ? NULL : root;
}
