// SPDX-License-Identifier: MIT
#include "input/csv.h"

#include "base/buf.h"
#include "base/limits.h"
#include "base/utf8.h"

struct reader {
    const struct source *source;
    struct str rest;
    struct where at; // of the beginning of [rest]
    char separator;
    struct arena *arena;
    struct diags *ds;
};

// ---- moving on -------------------------------------------------------------

static bool is_line_end(char c)
{
    return c == '\n' || c == '\r';
}

static void skip(struct reader *r)
{
    bool ends_line = r->rest.ptr[0] == '\n' || (r->rest.ptr[0] == '\r' && !str_starts(r->rest, STR("\r\n")));

    utf8_next(&r->rest);
    r->at.column = ends_line ? 1 : r->at.column + 1;
    r->at.line += ends_line;
}

static bool at_cell_end(const struct reader *r)
{
    return str_empty(r->rest) || r->rest.ptr[0] == r->separator || is_line_end(r->rest.ptr[0]);
}

// Takes one character into [b].
static void take(struct reader *r, struct buf *b)
{
    const char *from = r->rest.ptr;

    skip(r);
    buf_put(b, (struct str){ from, (size_t)(r->rest.ptr - from) });
}

// ---- cells -----------------------------------------------------------------

// Up to the closing quote; doubled ones are one.
static bool take_quoted(struct reader *r, struct buf *b)
{
    const struct where opening = r->at;

    skip(r);
    while (!str_empty(r->rest) && (r->rest.ptr[0] != '"' || str_starts(r->rest, STR("\"\"")))) {
        if (r->rest.ptr[0] == '"')
            skip(r);
        take(r, b);
    }
    if (str_empty(r->rest)) {
        diag_add(r->ds, DIAG_CSV_QUOTE, opening, "кавычка открыта и не закрыта");
        return false;
    }
    skip(r);
    while (!at_cell_end(r) && (r->rest.ptr[0] == ' ' || r->rest.ptr[0] == '\t'))
        skip(r);
    if (at_cell_end(r))
        return true;
    diag_add(r->ds, DIAG_CSV_QUOTE, r->at, "после закрывающей кавычки стоит ещё текст");
    return false;
}

static bool read_cell(struct reader *r, struct csv_row *row)
{
    struct csv_cell *cell = ARENA_NEW(r->arena, struct csv_cell);
    struct buf b = buf_new(r->arena, LIMIT_SOURCE_BYTES);
    bool ok = true;

    cell->where = r->at;
    if (str_starts(r->rest, STR("\"")))
        ok = take_quoted(r, &b);
    else
        while (!at_cell_end(r))
            take(r, &b);
    cell->text = str_trim(buf_str(&b));
    list_add(&row->cells, cell, r->arena);
    return ok;
}

// ---- rows ------------------------------------------------------------------

static bool is_empty_row(const struct csv_row *row)
{
    for (LIST_EACH(const struct csv_cell, cell, row->cells))
        if (!str_empty(cell->text))
            return false;
    return true;
}

static void skip_line_end(struct reader *r)
{
    if (str_starts(r->rest, STR("\r\n")))
        skip(r);
    if (!str_empty(r->rest))
        skip(r);
}

static bool read_row(struct reader *r, struct list *rows)
{
    struct csv_row *row = ARENA_NEW(r->arena, struct csv_row);

    row->where = r->at;
    if (!read_cell(r, row))
        return false;
    while (!str_empty(r->rest) && r->rest.ptr[0] == r->separator) {
        skip(r);
        if (!read_cell(r, row))
            return false;
    }
    skip_line_end(r);
    if (!is_empty_row(row))
        list_add(rows, row, r->arena);
    return true;
}

// Separators inside quotes separate nothing.
static size_t count_in_line(struct str line, char separator)
{
    size_t count = 0;
    bool quoted = false;

    for (size_t i = 0; i < line.len && (quoted || !is_line_end(line.ptr[i])); i++) {
        quoted ^= line.ptr[i] == '"';
        count += !quoted && line.ptr[i] == separator;
    }
    return count;
}

static char guess_separator(struct str text)
{
    const char *best = ";";

    for (const char *c = ";,\t"; *c; c++)
        if (count_in_line(text, *c) > count_in_line(text, *best))
            best = c;
    return *best;
}

// «sep=;» tells Excel, and us, what separates the cells.
static void settle_separator(struct reader *r)
{
    const struct str word = STR("sep=");

    if (str_starts(r->rest, word) && r->rest.len > word.len && !is_line_end(r->rest.ptr[word.len])) {
        r->separator = r->rest.ptr[word.len];
        while (!str_empty(r->rest) && !is_line_end(r->rest.ptr[0]))
            skip(r);
        skip_line_end(r);
    } else {
        r->separator = guess_separator(r->rest);
    }
}

bool csv_read(const struct source *s, struct list *rows, struct arena *a, struct diags *ds)
{
    struct reader r = { .source = s, .rest = s->text, .at = { s, 1, 1 }, .arena = a, .ds = ds };

    settle_separator(&r);
    while (!str_empty(r.rest))
        if (!read_row(&r, rows))
            return false;
    return true;
}
