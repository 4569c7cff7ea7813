// SPDX-License-Identifier: MIT
// Any bytes at all, as a spreadsheet might have saved them: read, or refused with a
// place that is there; and what was read says the same when it is written anew.
#include "input/charset.h"
#include "input/csv.h"
#include "input/source.h"
#include "page/csv.h"
#include "record/field.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool is_true)
{
    if (!is_true)
        abort();
}

static uint32_t count_lines(struct str text)
{
    uint32_t count = 1;

    for (size_t i = 0; i < text.len; i++)
        count += text.ptr[i] == '\n' || text.ptr[i] == '\r';
    return count;
}

// One column is written; a cell that would be a formula comes back with its apostrophe.
struct line {
    struct str text;
};
static const struct field line_fields[] = { { "text", NULL, FIELD_TEXT, offsetof(struct line, text) } };
static const struct record_type line_type = { .name = "line",
                                              .size = sizeof(struct line),
                                              FIELDS(line_fields) };
static const struct csv_column columns[] = { { "x", "text" }, { NULL, NULL } };

static void check_writing(const struct list *rows, struct arena *a, struct diags *ds)
{
    struct list lines = { 0 }, again = { 0 };

    for (LIST_EACH(const struct csv_row, row, *rows)) {
        const struct csv_cell *cell = row->cells.items[0];
        struct line *line = ARENA_NEW(a, struct line);
        line->text = cell->text;
        if (!str_empty(cell->text))
            list_add(&lines, line, a);
    }
    struct str text = str_after(csv_write(&lines, &line_type, columns, a), 3);
    struct source s = { "again.csv", text };
    // A lone column gives no separator to be guessed but the usual one.
    require(csv_read(&s, &again, a, ds) && again.count == lines.count + 1);
    for (size_t i = 0; i < lines.count; i++) {
        const struct csv_row *row = again.items[i + 1];
        const struct csv_cell *cell = row->cells.items[0];
        const struct line *line = lines.items[i];
        require(row->cells.count == 1 && str_ends(cell->text, line->text));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *a = arena_new();
    struct diags *ds = diags_new(a);
    struct source s = { "fuzz.csv", { (const char *)data, size } };
    const struct charset *charset = charset_guess(s.text);
    struct list rows = { 0 };
    struct str decoded;

    if (charset && charset_decode(charset, s.text, a, &decoded))
        s.text = decoded;
    const uint32_t lines = count_lines(s.text);
    if (source_check(&s, ds)) {
        bool ok = csv_read(&s, &rows, a, ds);
        require(ok == !diags_failed(ds));
        for (LIST_EACH(const struct csv_row, row, rows))
            for (LIST_EACH(const struct csv_cell, cell, row->cells))
                require(cell->where.line >= 1 && cell->where.line <= lines && cell->where.column >= 1);
        if (ok)
            check_writing(&rows, a, ds);
    }
    for (LIST_EACH(const struct diag, d, ds->items))
        require(d->line <= lines && d->message.len);
    arena_free(a);
    return 0;
}
