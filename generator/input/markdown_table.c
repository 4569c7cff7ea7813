// SPDX-License-Identifier: MIT
// Pipe tables: a line of header cells, a line of rules (|---|:-:|--:|), rows.
//
// cmark has read them as one paragraph, in lists and quotes too. Its lines are
// cut into cells at the pipes that stand in plain text, so a pipe inside code or
// a link needs no backslash. A paragraph right above the header stays one.
#include "input/markdown_internal.h"

#include <string.h>

enum alignment { ALIGNED_LEFT, ALIGNED_CENTRE, ALIGNED_RIGHT };

enum { PLAIN_COLUMNS = 2 }; // a wider table gets a box that scrolls on a phone

struct table {
    struct markdown_page *page;
    enum alignment *alignments;
    size_t columns;
    cmark_node *node;
};

struct row {
    const struct table *table;
    cmark_node *node, *cell; // [cell] is NULL between cells
    size_t cells;
    bool is_header, has_pipe;
    struct block line;
};

// ---- the line of rules -----------------------------------------------------

// Cuts one «:--:» and the pipe behind it off the front.
static bool take_rule(struct str *rest, enum alignment *out)
{
    struct str rule;

    str_split(rest, '|', &rule);
    rule = str_trim(rule);
    bool left = str_starts(rule, STR(":")), right = rule.len > 1 && str_ends(rule, STR(":"));
    struct str dashes = str_from_to(rule, left, rule.len - right);
    for (size_t i = 0; i < dashes.len; i++)
        if (dashes.ptr[i] != '-')
            return false;
    *out = left && right ? ALIGNED_CENTRE : right ? ALIGNED_RIGHT : ALIGNED_LEFT;
    return dashes.len > 0;
}

static size_t count_char(struct str s, char c)
{
    size_t count = 0;

    for (size_t i = 0; i < s.len; i++)
        count += s.ptr[i] == c;
    return count;
}

// Reads a whole line of rules; false, with nothing to rely on in [t], for any other line.
static bool read_rules(cmark_node *line, struct table *t)
{
    struct str rest = str_trim(str_from(cmark_node_get_literal(line)));
    size_t pipes = count_char(rest, '|');

    if (pipes == 0 || count_char(rest, '-') == 0)
        return false;
    t->alignments = arena_alloc(t->page->scratch, pipes + 1, sizeof *t->alignments);
    if (rest.ptr[0] == '|')
        rest = str_after(rest, 1);
    if (str_ends(rest, STR("|")))
        rest.len--;
    for (t->columns = 0; rest.ptr; t->columns++)
        if (!take_rule(&rest, &t->alignments[t->columns]))
            return false;
    return true;
}

static bool ends_line(cmark_node *n)
{
    return !n || markdown_is_break(n);
}

// The line of rules, which is one text between two line ends; NULL when there is none.
static cmark_node *find_rules(cmark_node *paragraph, struct table *t)
{
    for (cmark_node *n = cmark_node_first_child(paragraph); n; n = cmark_node_next(n)) {
        cmark_node *line = markdown_is_break(n) ? cmark_node_next(n) : NULL;
        if (line && cmark_node_get_type(line) == CMARK_NODE_TEXT && ends_line(cmark_node_next(line)) &&
            read_rules(line, t))
            return line;
    }
    return NULL;
}

// ---- cells -----------------------------------------------------------------

// An empty cell of the header names nothing, so it is an ordinary one.
static bool is_heading(const struct row *row)
{
    return row->is_header && cmark_node_first_child(row->cell);
}

static const char *cell_opening(const struct row *row)
{
    static const char *const openings[][3] = {
        { "<td>", "<td class=\"centre\">", "<td class=\"num\">" },
        { "<th scope=\"col\">", "<th scope=\"col\" class=\"centre\">", "<th scope=\"col\" class=\"num\">" },
    };
    const struct table *t = row->table;
    const bool aligned = row->cells < t->columns && !t->page->options->plain;

    return openings[is_heading(row)][aligned ? t->alignments[row->cells] : ALIGNED_LEFT];
}

static void cell_open(struct row *row)
{
    if (!row->cell)
        row->cell = markdown_custom(row->table->page, "", "", row->line);
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

static void trim_end(struct row *row)
{
    cmark_node *last = cmark_node_last_child(row->cell);

    if (!last || cmark_node_get_type(last) != CMARK_NODE_TEXT)
        return;
    struct str text = str_from(cmark_node_get_literal(last));
    size_t len = text.len;
    while (len && is_blank(text.ptr[len - 1]))
        len--;
    if (len < text.len)
        cmark_node_set_literal(last, str_cstr(str_from_to(text, 0, len), row->table->page->scratch));
}

static void cell_close(struct row *row)
{
    trim_end(row);
    cmark_node_set_on_enter(row->cell, cell_opening(row));
    cmark_node_set_on_exit(row->cell, is_heading(row) ? "</th>" : "</td>");
    cmark_node_append_child(row->node, row->cell);
    row->cell = NULL;
    row->cells++;
}

static void row_text(struct row *row, struct str text)
{
    while (!row->cell && text.len && is_blank(text.ptr[0]))
        text = str_after(text, 1);
    if (str_empty(text))
        return;
    cmark_node *node = markdown_node(CMARK_NODE_TEXT);
    cmark_node_set_literal(node, str_cstr(text, row->table->page->scratch));
    cell_open(row);
    cmark_node_append_child(row->cell, node);
}

// The pipe at the beginning of a line opens the row; any other closes a cell.
static void row_pipe(struct row *row)
{
    if (row->has_pipe)
        cell_open(row);
    if (row->cell)
        cell_close(row);
    row->has_pipe = true;
}

static void row_take(struct row *row, cmark_node *n)
{
    struct str rest = str_from(cmark_node_get_literal(n)), part;

    if (cmark_node_get_type(n) != CMARK_NODE_TEXT) {
        cell_open(row);
        cmark_node_append_child(row->cell, n);
        return;
    }
    for (bool is_first = true; str_split(&rest, '|', &part); is_first = false) {
        if (!is_first)
            row_pipe(row);
        row_text(row, part);
    }
    cmark_node_unlink(n);
}

static void check_cells(const struct row *row)
{
    struct markdown_page *page = row->table->page;

    if (row->cells != row->table->columns && markdown_may_report(page))
        diag_add(page->diags, DIAG_MARKDOWN_TABLE, markdown_line(page, row->line.first),
                 row->is_header ? "ячеек в заголовке таблицы: %zu, а черта под ним делит его на %zu"
                                : "ячеек в строке: %zu, а в заголовке таблицы: %zu",
                 row->cells, row->table->columns);
}

// ---- rows ------------------------------------------------------------------

// Moves the nodes from [first] to the end of its line into a new row below
// [parent]; returns the line end that follows, or NULL.
static cmark_node *make_row(const struct table *t, cmark_node *first, cmark_node *parent, uint32_t line)
{
    const bool is_header = parent == t->node;
    const struct block place = { .first = line, .last = line };
    struct row row = { .table = t, .is_header = is_header, .line = place };
    cmark_node *next;

    row.node = markdown_custom(t->page, is_header ? "<thead>\n<tr>" : "<tr>",
                               is_header ? "</tr>\n</thead>\n" : "</tr>\n", place);
    for (; !ends_line(first); first = next) {
        next = cmark_node_next(first);
        row_take(&row, first);
    }
    if (row.cell)
        cell_close(&row);
    check_cells(&row);
    while (row.cells < t->columns) {
        cell_open(&row);
        cell_close(&row);
    }
    cmark_node_append_child(parent, row.node);
    return first;
}

static uint32_t count_breaks(cmark_node *n)
{
    uint32_t count = 0;

    for (; n; n = cmark_node_next(n))
        count += markdown_is_break(n);
    return count;
}

static cmark_node *line_start(cmark_node *line_end)
{
    cmark_node *n = line_end;

    while (cmark_node_previous(n) && !markdown_is_break(cmark_node_previous(n)))
        n = cmark_node_previous(n);
    return n;
}

static void make_table_node(struct table *t, struct block lines)
{
    bool wide = t->columns > PLAIN_COLUMNS && !t->page->options->plain;

    t->node = markdown_custom(t->page,
                              wide ? "<div class=\"table-scroll\" role=\"group\" aria-label=\"Таблица\" "
                                     "tabindex=\"0\">\n<table>\n"
                                   : "<table>\n",
                              wide ? "</table>\n</div>\n" : "</table>\n", lines);
}

static void make_body(struct table *t, cmark_node *line_end, uint32_t line)
{
    cmark_node *body = markdown_custom(t->page, "<tbody>\n", "</tbody>\n", markdown_block(t->node));

    while (line_end) {
        cmark_node *first = cmark_node_next(line_end);
        cmark_node_unlink(line_end);
        line_end = make_row(t, first, body, line++);
    }
    if (cmark_node_first_child(body))
        cmark_node_append_child(t->node, body);
}

// «\|» inside code, which means itself elsewhere, is a pipe in a table.
static void unescape_code(const struct table *t)
{
    struct list codes = markdown_nodes(t->node, CMARK_NODE_CODE, t->page->scratch);

    for (LIST_EACH(cmark_node, code, codes)) {
        struct str text = markdown_unmark(str_from(cmark_node_get_literal(code)), t->page->scratch);
        cmark_node_set_literal(code, str_cstr(text, t->page->scratch));
    }
}

// Lines are counted from the end of the paragraph: at its beginning cmark may
// have taken away definitions of links.
void markdown_make_tables(struct markdown_page *page, cmark_node *paragraph)
{
    struct table t = { .page = page };
    cmark_node *rules = find_rules(paragraph, &t);

    if (!rules)
        return;
    uint32_t line = markdown_block(paragraph).last - count_breaks(rules);
    cmark_node *header_end = cmark_node_previous(rules), *header = line_start(header_end);
    cmark_node *above = cmark_node_previous(header), *line_end = cmark_node_next(rules);

    make_table_node(&t, markdown_block(paragraph));
    make_row(&t, header, t.node, line - 1);
    make_body(&t, line_end, line + 1);
    unescape_code(&t);
    cmark_node_unlink(header_end);
    cmark_node_unlink(rules);
    if (above)
        cmark_node_unlink(above);
    cmark_node_insert_after(paragraph, t.node);
}
