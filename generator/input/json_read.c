// SPDX-License-Identifier: MIT
#include "input/json_read.h"

#include "base/limits.h"
#include "base/map.h"

#include <assert.h>
#include <cjson/cJSON.h>
#include <string.h>

// cJSON is the judge of what is valid, but it knows no places, keeps no number
// as it was written, and lets pass what it should not. So the text is gone over
// first: what cJSON would swallow is refused, and where each key and each value
// begins is noted, in the order in which its tree is walked afterwards.
struct reader {
    struct arena *arena;
    const char *at, *end;
    size_t depth, values;
    struct list starts; // of keys and values: places in the text
    size_t walked;      // how many of the starts have found their node
    const char *placed; // [place] is where this stands
    struct where place;
    struct json_fault fault;
};

// The place of [at]. Asked from front to back, so that the text is counted through once.
static struct where place_of(struct reader *r, const char *at)
{
    for (; r->placed < at; r->placed++) {
        const bool continues = ((unsigned char)*r->placed & 0xC0) == 0x80;
        r->place.column += !continues;
        if (*r->placed == '\n') {
            r->place.line++;
            r->place.column = 1;
        }
    }
    return r->place;
}

static bool refuse(struct reader *r, struct where where, struct str what)
{
    r->fault = (struct json_fault){ what, where };
    return false;
}

static bool refuse_here(struct reader *r, const char *what)
{
    return refuse(r, place_of(r, r->at), str_from(what));
}

static bool refuse_as_no_json(struct reader *r)
{
    return refuse_here(r, "это не JSON, или запись оборвана");
}

// ---- before cJSON --------------------------------------------------------------

static bool next_is_one_of(const struct reader *r, const char *set)
{
    return r->at < r->end && *r->at && strchr(set, *r->at);
}

static void skip(struct reader *r, const char *set)
{
    while (next_is_one_of(r, set))
        r->at++;
}

// cJSON would end the text at \u0000, and takes \u without its digits for the same.
static bool hides_nul(const struct reader *r)
{
    char digits[5] = "";

    if (r->end - r->at < 6 || memcmp(r->at, "\\u", 2) != 0)
        return false;
    memcpy(digits, r->at + 2, 4);
    return strspn(digits, "0123456789abcdefABCDEF") < 4 || strcmp(digits, "0000") == 0;
}

static bool scan_string(struct reader *r)
{
    for (r->at++; r->at < r->end && *r->at != '"'; r->at++) {
        if ((unsigned char)*r->at < 0x20 || hides_nul(r))
            return refuse_as_no_json(r);
        r->at += *r->at == '\\' && r->at + 1 < r->end;
    }
    if (r->at == r->end)
        return refuse_as_no_json(r);
    r->at++;
    return true;
}

// A number, true, false or null, as far as letters tell.
static void skip_word(struct reader *r)
{
    skip(r, "+-.0123456789Eaeflnrstu");
}

// The beginning of a key or a value; a text to its end.
static bool scan_start(struct reader *r)
{
    const char *start = r->at;

    if (next_is_one_of(r, "[{") && r->depth++ == LIMIT_YAML_DEPTH)
        return refuse_here(r, "значения вложены слишком глубоко");
    if (r->values++ == LIMIT_YAML_NODES)
        return refuse_here(r, "значений слишком много");
    list_add(&r->starts, start, r->arena);
    if (*start == '"')
        return scan_string(r);
    if (*start == '[' || *start == '{')
        r->at++;
    else
        skip_word(r);
    return r->at > start || refuse_as_no_json(r);
}

// What stands between keys and values.
static bool scan_mark(struct reader *r)
{
    if (next_is_one_of(r, "]}") && r->depth-- == 0)
        return refuse_as_no_json(r);
    if (*r->at == ':' && r->values)
        r->values--; // it was a key
    r->at++;
    return true;
}

// Leaves [end] behind the root: nothing but space may follow.
static bool scan(struct reader *r)
{
    static const char space[] = " \t\r\n";
    const char *end;

    do {
        skip(r, space);
        if (r->at == r->end)
            return refuse_as_no_json(r);
        if (next_is_one_of(r, ",:]}") ? !scan_mark(r) : !scan_start(r))
            return false;
    } while (r->depth);
    end = r->at;
    skip(r, space);
    if (r->at < r->end)
        return refuse_here(r, "после конца записи стоит ещё что-то");
    r->end = end;
    return true;
}

// ---- behind cJSON --------------------------------------------------------------

static const char *next_start(struct reader *r)
{
    assert(r->walked < r->starts.count);
    return r->starts.items[r->walked++];
}

// A number keeps its own digits: beyond 2^53 cJSON knows only a neighbour.
static struct str word_at(struct reader *r, const char *start)
{
    r->at = start;
    skip_word(r);
    return (struct str){ start, (size_t)(r->at - start) };
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

static struct node *to_node(struct reader *r, const cJSON *item);

static bool add_entry(struct reader *r, struct node *parent, struct map *keys, const cJSON *item)
{
    const bool keyed = parent->kind == NODE_MAP;
    const struct where key_where = keyed ? place_of(r, next_start(r)) : (struct where){ 0 };
    struct node *child = to_node(r, item);

    if (!child)
        return false;
    append(parent, child);
    if (!keyed)
        return true;
    child->key = str_copy(str_from(item->string), r->arena);
    child->key_where = key_where;
    if (!map_put(keys, child->key, child))
        return true;
    return refuse(r, key_where,
                  str_format(r->arena, "ключ «%.*s» стоит в одном месте дважды", STR_ARG(child->key)));
}

static bool add_entries(struct reader *r, struct node *parent, const cJSON *item)
{
    struct map keys = map_new(r->arena);

    for (; item; item = item->next)
        if (!add_entry(r, parent, &keys, item))
            return false;
    return true;
}

static struct node *to_node(struct reader *r, const cJSON *item)
{
    struct node *node = ARENA_NEW(r->arena, struct node);
    const char *start = next_start(r);

    node->where = place_of(r, start);
    node->quoted = cJSON_IsString(item);
    if (cJSON_IsObject(item))
        node->kind = NODE_MAP;
    else if (cJSON_IsArray(item))
        node->kind = NODE_LIST;
    else if (node->quoted)
        node->text = str_copy(str_from(item->valuestring), r->arena);
    else
        node->text = word_at(r, start);
    return add_entries(r, node, item->child) ? node : NULL;
}

// Of the text that has been gone over.
static const struct node *parse(struct reader *r, const char *text)
{
    const struct node *root = NULL;
    cJSON *tree = cJSON_ParseWithLengthOpts(text, (size_t)(r->end - text), &r->at, false);

    if (tree && r->at == r->end) {
        root = to_node(r, tree);
        assert(!root || r->walked == r->starts.count);
    } else {
        refuse_as_no_json(r);
    }
    cJSON_Delete(tree);
    return root;
}

const struct node *json_read_source(const struct source *source, struct arena *a, struct json_fault *fault)
{
    const struct str text = str_empty(source->text) ? STR("") : source->text;
    struct reader r = { .arena = a,
                        .at = text.ptr,
                        .end = text.ptr + text.len,
                        .placed = text.ptr,
                        .place = { .source = source, .line = 1, .column = 1 } };
    const struct node *root = scan(&r) ? parse(&r, text.ptr) : NULL;

    *fault = r.fault;
    return root;
}

const struct node *json_read(struct str text, struct arena *a)
{
    struct source *source = ARENA_NEW(a, struct source);
    struct json_fault fault;

    source->text = text;
    return json_read_source(source, a, &fault);
}
