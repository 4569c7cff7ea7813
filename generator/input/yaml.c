// SPDX-License-Identifier: MIT
#include "input/yaml.h"

#include "base/limits.h"
#include "base/map.h"
#include "base/scan.h"
#include "base/utf8.h"
#include "input/yaml_hint.h"
#include "input/yaml_line.h"

#include <string.h>
#include <yaml.h>

// Nobody mends more than that in one sitting, and each message costs a look at
// the whole text.
enum { MOST_REFUSALS = 100 };

// A list or map whose end has not come yet.
struct open {
    struct node *node;
    struct map lines; // of a map: key to the node that holds it
    struct str key;   // read already, waiting for its value
    struct where key_where;
    bool has_key;
    bool has_lost_dash; // the fields of several records have run together in this map
};

struct reader {
    yaml_parser_t parser;
    const struct source *source;
    struct str text;
    uint32_t first_line;
    struct arena *arena;
    struct diags *ds;
    struct list hints;
    struct node *root;
    struct open open[LIMIT_YAML_DEPTH];
    size_t depth, nodes, documents, refusals;
    struct str below; // the text from the line [below_line] on: a place to look from
    size_t below_line;
};

// ---- places and refusals -------------------------------------------------------

static struct where where_of(const struct reader *r, yaml_mark_t mark)
{
    return (struct where){ r->source, r->first_line + (uint32_t)mark.line, (uint32_t)mark.column + 1 };
}

// Counts a refusal; false when there have been enough of them.
static bool refuse(struct reader *r)
{
    return ++r->refusals < MOST_REFUSALS;
}

static bool refuse_feature(struct reader *r, yaml_mark_t mark, const char *what)
{
    diag_add(r->ds, DIAG_YAML_FEATURE, where_of(r, mark), "%s здесь не используются", what);
    return refuse(r);
}

static bool refuse_for_good(struct reader *r, enum diag_code code, yaml_mark_t mark, const char *message)
{
    diag_add(r->ds, code, where_of(r, mark), "%s", message);
    r->refusals++;
    return false;
}

// ---- events to nodes: each returns false when reading is over ----------------------

// The text from [line] on, counted from 0. Lines are asked for in order, so the
// text is walked over once.
static struct str text_from(struct reader *r, size_t line)
{
    struct str passed;

    while (r->below_line < line && str_split(&r->below, '\n', &passed))
        r->below_line++;
    return r->below;
}

// Where the first line of a block begins.
static struct where block_where(struct reader *r, yaml_mark_t mark)
{
    struct str line, rest = text_from(r, mark.line + 1);
    struct where where = where_of(r, mark);
    size_t indent = 0;

    if (!str_split(&rest, '\n', &line))
        return where;
    while (indent < line.len && line.ptr[indent] == ' ')
        indent++;
    return (struct where){ r->source, where.line + 1, (uint32_t)indent + 1 };
}

// Hangs [n] into the open list or map.
static bool attach(struct reader *r, struct node *n)
{
    struct open *top = r->depth ? &r->open[r->depth - 1] : NULL;

    if (!top) {
        r->root = n;
        return true;
    }
    n->key = top->key;
    n->key_where = top->key_where;
    top->has_key = false;
    if (top->node->last)
        top->node->last->next = n;
    else
        top->node->first = n;
    top->node->last = n;
    top->node->count++;
    return true;
}

// Whether the fields from [mark] on, which [map] has already, are those of one
// more record: one of those beside it repeats, too.
static bool repeats_record(struct reader *r, const struct open *map, yaml_mark_t mark)
{
    struct str rest = text_from(r, mark.line);
    uint32_t number = 1;
    struct yaml_line line;

    if (!yaml_line_next(&rest, &number, &line) || line.content != mark.column || line.dashes)
        return false;
    while (yaml_line_next(&rest, &number, &line)) {
        if (yaml_line_is_blank(&line) || line.indent > mark.column)
            continue;
        if (line.indent < mark.column || str_eq(line.key, map->key))
            return false;
        if (!line.dashes && map_get(&map->lines, line.key))
            return true;
    }
    return false;
}

// Records that have run together: an item of a list whose first field comes again,
// or a whole file of records without dashes.
static bool lost_dash(struct reader *r, const struct open *map, yaml_mark_t mark)
{
    const struct node *first = map->node->first;
    bool is_item = r->depth > 1 && map[-1].node->kind == NODE_LIST;
    bool is_file = r->depth == 1 && str_is(map->key, "id");

    return (is_item || is_file) && map->node->where.column == mark.column + 1 && first &&
           str_eq(first->key, map->key) && (map->has_lost_dash || repeats_record(r, map, mark));
}

// «- id: …», where «  id: …» stands.
static struct str with_dash(const struct reader *r, const struct open *map, yaml_mark_t mark)
{
    struct where at = where_of(r, mark);
    size_t width = map->node->where.column - map[-1].node->where.column;
    struct str spaces = str_format(r->arena, "%*s", (int)width, "");

    at.column -= (uint32_t)width;
    return diag_line_with(at, spaces, STR_CAT(r->arena, STR("-"), str_after(spaces, 1)), r->arena);
}

static void report_lost_dash(struct reader *r, struct open *map, yaml_mark_t mark)
{
    if (r->depth > 1)
        diag_add_mended(r->ds, DIAG_YAML_DASH, map->key_where, with_dash(r, map, mark), YAML_LOST_DASH,
                        STR_ARG(map->key));
    else
        diag_add(
            r->ds, DIAG_YAML_DASH, map->key_where,
            "здесь начинается новая запись: перед первым полем каждой записи поставьте «- », а остальные "
            "поля сдвиньте на два пробела");
    map->has_lost_dash = true;
    map->lines = map_new(r->arena); // its other fields are no repetitions
    map_put(&map->lines, map->key, &map->node->first->key_where);
}

// The key that [map] has in hand stands in the line of [first], too.
static bool refuse_repeated(struct reader *r, struct open *map, const struct where *first, yaml_mark_t mark)
{
    if (lost_dash(r, map, mark))
        report_lost_dash(r, map, mark);
    else
        diag_add(r->ds, DIAG_YAML_DUPLICATE, map->key_where, "поле «%.*s» уже есть в строке %u",
                 STR_ARG(map->key), (unsigned)first->line);
    return refuse(r);
}

static bool read_key(struct reader *r, struct open *map, struct str key, yaml_mark_t mark)
{
    struct where *place = ARENA_NEW(r->arena, struct where);
    bool goes_on = true;

    *place = where_of(r, mark);
    map->key = key;
    map->key_where = *place;
    map->has_key = true;
    const struct where *first = map_put(&map->lines, key, place);
    if (first)
        goes_on = refuse_repeated(r, map, first, mark);
    if (str_is(key, "<<"))
        goes_on = refuse_feature(r, mark, "слияния «<<»");
    return goes_on;
}

static bool wants_key(const struct reader *r)
{
    const struct open *top = r->depth ? &r->open[r->depth - 1] : NULL;

    return top && top->node->kind == NODE_MAP && !top->has_key;
}

static struct node *node_new(struct reader *r, enum node_kind kind, struct where where)
{
    struct node *n = ARENA_NEW(r->arena, struct node);

    n->kind = kind;
    n->where = where;
    return n;
}

// Refuses what may stand in front of any value.
static bool check_properties(struct reader *r, yaml_mark_t mark, const yaml_char_t *anchor,
                             const yaml_char_t *tag)
{
    if (anchor)
        return refuse_feature(r, mark, "якоря «&…»");
    if (tag)
        return refuse_feature(r, mark, "теги «!…»");
    return true;
}

static bool read_scalar(struct reader *r, const yaml_event_t *e)
{
    struct str text =
        str_copy((struct str){ (const char *)e->data.scalar.value, e->data.scalar.length }, r->arena);
    yaml_scalar_style_t style = e->data.scalar.style;
    bool is_block = style == YAML_LITERAL_SCALAR_STYLE || style == YAML_FOLDED_SCALAR_STYLE;

    if (!check_properties(r, e->start_mark, e->data.scalar.anchor, e->data.scalar.tag))
        return false;
    if (wants_key(r))
        return read_key(r, &r->open[r->depth - 1], text, e->start_mark);
    struct where where = is_block ? block_where(r, e->start_mark) : where_of(r, e->start_mark);
    struct node *n = node_new(r, NODE_TEXT, where);
    n->text = text;
    n->quoted = style != YAML_PLAIN_SCALAR_STYLE;
    return attach(r, n);
}

// Texts stand in for what was refused, so that reading can go on.
static bool read_alias(struct reader *r, const yaml_event_t *e)
{
    if (!refuse_feature(r, e->start_mark, "ссылки «*…»"))
        return false;
    if (wants_key(r))
        return read_key(r, &r->open[r->depth - 1], STR("*"), e->start_mark);
    return attach(r, node_new(r, NODE_TEXT, where_of(r, e->start_mark)));
}

static bool open_node(struct reader *r, enum node_kind kind, yaml_mark_t mark)
{
    if (wants_key(r))
        return refuse_for_good(r, DIAG_YAML_SYNTAX, mark,
                               "названием поля может быть только текст, а здесь список или поля в скобках");
    if (r->depth == LIMIT_YAML_DEPTH)
        return refuse_for_good(r, DIAG_YAML_LIMIT, mark, "записи вложены слишком глубоко");
    struct node *n = node_new(r, kind, where_of(r, mark));
    attach(r, n);
    r->open[r->depth++] = (struct open){ .node = n, .lines = map_new(r->arena) };
    return true;
}

static bool open_list(struct reader *r, const yaml_event_t *e)
{
    return check_properties(r, e->start_mark, e->data.sequence_start.anchor, e->data.sequence_start.tag) &&
           open_node(r, NODE_LIST, e->start_mark);
}

static bool open_map(struct reader *r, const yaml_event_t *e)
{
    return check_properties(r, e->start_mark, e->data.mapping_start.anchor, e->data.mapping_start.tag) &&
           open_node(r, NODE_MAP, e->start_mark);
}

static bool close_node(struct reader *r, const yaml_event_t *e)
{
    (void)e;
    r->depth--;
    return true;
}

static bool open_document(struct reader *r, const yaml_event_t *e)
{
    const yaml_tag_directive_t *tags = e->data.document_start.tag_directives.start;

    if (++r->documents > 1) {
        refuse_feature(r, e->start_mark, "несколько документов в одном файле");
        return false;
    }
    if (e->data.document_start.version_directive || tags != e->data.document_start.tag_directives.end)
        return refuse_feature(r, e->start_mark, "указания «%…»");
    return true;
}

static bool pass(struct reader *r, const yaml_event_t *e)
{
    (void)r;
    return e->type != YAML_STREAM_END_EVENT;
}

static bool (*const handlers[])(struct reader *r, const yaml_event_t *e) = {
    [YAML_NO_EVENT] = pass,
    [YAML_STREAM_START_EVENT] = pass,
    [YAML_STREAM_END_EVENT] = pass,
    [YAML_DOCUMENT_START_EVENT] = open_document,
    [YAML_DOCUMENT_END_EVENT] = pass,
    [YAML_ALIAS_EVENT] = read_alias,
    [YAML_SCALAR_EVENT] = read_scalar,
    [YAML_SEQUENCE_START_EVENT] = open_list,
    [YAML_SEQUENCE_END_EVENT] = close_node,
    [YAML_MAPPING_START_EVENT] = open_map,
    [YAML_MAPPING_END_EVENT] = close_node,
};

static bool handle(struct reader *r, const yaml_event_t *e)
{
    if (++r->nodes > LIMIT_YAML_NODES)
        return refuse_for_good(r, DIAG_YAML_LIMIT, e->start_mark, "в файле слишком много записей");
    return handlers[e->type](r, e);
}

// ---- what libyaml says, in Russian ---------------------------------------------------

// [at_context] marks the problems whose place is where the construct began, not
// where the parser gave up.
static const struct complaint {
    const char *problem;
    enum diag_code code;
    bool at_context;
    const char *message;
} complaints[] = {
    { "could not find expected ':'", DIAG_YAML_SYNTAX, true, "в строке нет двоеточия после названия поля" },
    { "mapping values are not allowed in this context", DIAG_YAML_SYNTAX, false,
      "двоеточие здесь не на месте: проверьте отступ этой строки и двоеточие в предыдущей" },
    { "block sequence entries are not allowed in this context", DIAG_YAML_SYNTAX, false,
      "список начинается с новой строки: «поле:», а под ним «- пункт»" },
    { "mapping keys are not allowed in this context", DIAG_YAML_SIGN, false,
      "текст не может начинаться со знака «?»" },
    { "did not find expected key", DIAG_YAML_INDENT, false,
      "здесь ожидалось следующее поле; проверьте отступ этой строки" },
    { "did not find expected '-' indicator", DIAG_YAML_INDENT, false,
      "здесь ожидался следующий пункт списка «- …»; проверьте отступ этой строки" },
    { "did not find expected ',' or ']'", DIAG_YAML_SYNTAX, false,
      "внутри скобок [ ] пункты разделяются запятыми, а в конце нужна скобка ]" },
    { "did not find expected ',' or '}'", DIAG_YAML_SYNTAX, false,
      "внутри скобок { } поля разделяются запятыми, а в конце нужна скобка }" },
    { "did not find expected node content", DIAG_YAML_SYNTAX, false, "здесь ожидалось значение" },
    { "did not find expected <document start>", DIAG_YAML_INDENT, false,
      "эта строка ни к чему не относится; проверьте её отступ" },
    { "found character that cannot start any token", DIAG_YAML_SIGN, false,
      "текст не может начинаться с этого знака" },
    { "found unexpected end of stream", DIAG_YAML_QUOTE_OPEN, true, "эта кавычка не закрыта" },
    { "found unexpected document indicator", DIAG_YAML_QUOTE_OPEN, true, "эта кавычка не закрыта" },
    { "found unknown escape character", DIAG_YAML_ESCAPE, false,
      "обратная черта в двойных кавычках — не обычный знак" },
    { "did not find expected hexdecimal number", DIAG_YAML_ESCAPE, false,
      "после \\x, \\u и \\U в двойных кавычках ожидается номер знака" },
    { "found invalid Unicode character escape code", DIAG_YAML_ESCAPE, false, "знака с таким номером нет" },
    { "did not find expected alphabetic or numeric character", DIAG_YAML_SIGN, true,
      "текст не может начинаться со знаков «*» и «&»" },
    { "found a tab character that violates indentation", DIAG_YAML_TAB, false, "в отступе стоит табуляция" },
    { "found a tab character where an indentation space is expected", DIAG_YAML_TAB, false,
      "в отступе стоит табуляция" },
    { "found undefined tag handle", DIAG_YAML_FEATURE, false, "теги «!…» здесь не используются" },
};

// What remains is said of the construct that libyaml was in.
static const struct complaint contexts[] = {
    { "while scanning a block scalar", DIAG_YAML_SIGN, true,
      "после «|» или «>» в этой строке ничего не пишут: текст начинается со следующей" },
    { "while scanning a directive", DIAG_YAML_SIGN, true, "строка не может начинаться со знака «%»" },
    { "while scanning a %YAML directive", DIAG_YAML_FEATURE, true, "указания «%…» здесь не используются" },
    { "while parsing a %TAG directive", DIAG_YAML_FEATURE, true, "указания «%…» здесь не используются" },
    { "while scanning a tag", DIAG_YAML_SIGN, true, "текст не может начинаться со знака «!»" },
    { "while parsing a tag", DIAG_YAML_SIGN, true, "текст не может начинаться со знака «!»" },
};

static const struct complaint *complaint_of(const yaml_parser_t *p)
{
    static const struct complaint unknown = { NULL, DIAG_YAML_SYNTAX, false, "эту строку нельзя понять" };

    for (size_t i = 0; p->problem && i < sizeof complaints / sizeof *complaints; i++)
        if (strcmp(p->problem, complaints[i].problem) == 0)
            return &complaints[i];
    for (size_t i = 0; p->context && i < sizeof contexts / sizeof *contexts; i++)
        if (strcmp(p->context, contexts[i].problem) == 0)
            return &contexts[i];
    return &unknown;
}

static struct where where_at_offset(const struct reader *r, size_t offset)
{
    struct where where = { r->source, r->first_line, 1 };
    struct str before = str_from_to(r->text, 0, offset);

    while (before.len) {
        uint32_t c = utf8_next(&before);
        where.line += c == '\n';
        where.column = c == '\n' ? 1 : where.column + 1;
    }
    return where;
}

// The reader's marks are those of the last whole token, far behind; only its
// byte offset is true.
static void report_reader_error(const struct reader *r)
{
    struct where where = where_at_offset(r, r->parser.problem_offset);

    diag_add(r->ds, DIAG_YAML_SYNTAX, where, "здесь стоит невидимый знак U+%04X; сотрите его",
             (unsigned)r->parser.problem_value);
}

// Whether the parser may have stumbled over [h] in the line [below]: only blank
// lines are between, or, for a lost field, only lines of the same record.
static bool is_in_reach(const struct reader *r, const struct yaml_hint *h, uint32_t below)
{
    struct str rest = r->text;
    uint32_t number = r->first_line;
    struct yaml_line line;
    size_t indent = 0;

    while (yaml_line_next(&rest, &number, &line) && line.number <= below) {
        bool is_near = h->reach == REACH_RECORD ? line.indent >= indent : line.number == below;
        if (line.number == h->where.line)
            indent = line.content;
        else if (line.number > h->where.line && !is_near && !yaml_line_is_blank(&line))
            return false;
    }
    return true;
}

// Whether a hint has said it already: in that line, or above it when libyaml
// noticed too late.
static bool is_explained(const struct reader *r, struct where at)
{
    for (LIST_EACH(const struct yaml_hint, h, r->hints))
        if (h->where.line <= at.line && (h->reach == REACH_REST || is_in_reach(r, h, at.line)))
            return true;
    return false;
}

static void report_error(const struct reader *r)
{
    const yaml_parser_t *p = &r->parser;
    const struct complaint *c = complaint_of(p);
    struct where at = where_of(r, c->at_context ? p->context_mark : p->problem_mark);

    if (p->error == YAML_MEMORY_ERROR)
        diag_add_path(r->ds, DIAG_FILE_READ, r->source->path, "не хватило памяти");
    else if (p->error == YAML_READER_ERROR)
        report_reader_error(r);
    else if (!is_explained(r, at) && !is_explained(r, where_of(r, p->problem_mark)))
        diag_add(r->ds, c->code, at, "%s", c->message);
}

static void report_hints(const struct reader *r, bool is_refused)
{
    for (LIST_EACH(const struct yaml_hint, h, r->hints))
        if (h->is_certain || is_refused)
            diag_add_mended(r->ds, h->code, h->where, h->mended, "%.*s", STR_ARG(h->message));
}

static bool has_certain_hint(const struct reader *r)
{
    for (LIST_EACH(const struct yaml_hint, h, r->hints))
        if (h->is_certain)
            return true;
    return false;
}

// ---- the text before the parser -----------------------------------------------------

static bool refuse_line_end(const struct reader *r, struct where at, uint32_t c)
{
    if (c == '\r')
        diag_add(r->ds, DIAG_YAML_SYNTAX, at,
                 "конец строки записан одним знаком CR; сохраните файл с концами строк LF или CRLF");
    else
        diag_add(r->ds, DIAG_YAML_SYNTAX, at, "здесь стоит невидимый конец строки U+%04X; сотрите его",
                 (unsigned)c);
    return false;
}

// The line end at [i] that libyaml counts and editors do not, so that every line
// number below it would be wrong; a lone CR is how Mac files ended lines once.
static uint32_t false_line_end(struct str text, size_t i)
{
    struct str rest = str_after(text, i);

    if (text.ptr[i] == '\r')
        return str_starts(rest, STR("\r\n")) ? 0 : '\r';
    uint32_t c = utf8_next(&rest);
    return c == 0x85 || c == 0x2028 || c == 0x2029 ? c : 0;
}

// Where a line may end, but for LF: CR, U+0085, U+2028, U+2029.
SCAN(next_line_end, (b == '\r') | (b == 0xC2) | (b == 0xE2))

static bool check_line_ends(const struct reader *r)
{
    for (size_t i = next_line_end(r->text, 0); i < r->text.len; i = next_line_end(r->text, i + 1)) {
        uint32_t c = false_line_end(r->text, i);
        if (c)
            return refuse_line_end(r, where_at_offset(r, i), c);
    }
    return true;
}

// Reads events until something says stop; false when it was libyaml.
static bool read_events(struct reader *r)
{
    yaml_event_t event;
    bool goes_on = true;

    while (goes_on) {
        if (!yaml_parser_parse(&r->parser, &event))
            return false;
        goes_on = handle(r, &event);
        yaml_event_delete(&event);
    }
    return true;
}

const struct node *yaml_read(const struct source *s, struct str text, uint32_t first_line, struct arena *a,
                             struct diags *ds)
{
    struct reader r = {
        .source = s, .text = text, .first_line = first_line, .arena = a, .ds = ds, .below = text
    };

    if (!check_line_ends(&r))
        return NULL;
    const bool is_doubtful = yaml_may_deceive(text);
    if (is_doubtful)
        r.hints = yaml_hints(s, text, first_line, a);
    if (!yaml_parser_initialize(&r.parser)) {
        diag_add_path(ds, DIAG_FILE_READ, s->path, "не хватило памяти");
        return NULL;
    }
    yaml_parser_set_encoding(&r.parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&r.parser, (const unsigned char *)(text.len ? text.ptr : ""), text.len);
    bool is_accepted = read_events(&r);
    if (!is_accepted && !is_doubtful)
        r.hints = yaml_hints(s, text, first_line, a);
    report_hints(&r, !is_accepted);
    if (!is_accepted)
        report_error(&r);
    yaml_parser_delete(&r.parser);
    return is_accepted && !r.refusals && !has_certain_hint(&r) ? r.root : NULL;
}
