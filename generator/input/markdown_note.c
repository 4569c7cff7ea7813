// SPDX-License-Identifier: MIT
// Footnotes: «[^id]» in the text, «[^id]: …» at the beginning of a line.
#include "input/markdown_internal.h"

// What follows «[^id]:» when [node] begins with it. markdown_scan has marked the
// bracket, so a note's text cannot be mistaken for a reference to one.
static bool note_begins(cmark_node *node, struct str *id, struct str *text)
{
    if (cmark_node_get_type(node) != CMARK_NODE_TEXT)
        return false;
    struct str literal = str_from(cmark_node_get_literal(node));
    if (!str_starts(literal, (struct str){ (const char[]){ MARK_NOTE }, 1 }))
        return false;
    size_t len = markdown_note_id(str_after(literal, 1), id);
    for (*text = str_after(literal, len + 2); str_starts(*text, STR(" "));)
        *text = str_after(*text, 1);
    return len > 0;
}

static struct where note_place(struct markdown_page *page, const struct note *note)
{
    return markdown_find(page, note->lines, str_format(page->scratch, "[^%.*s]:", STR_ARG(note->id)));
}

static struct note *note_new(struct markdown_page *page, struct str id, struct block lines)
{
    struct note *note = ARENA_NEW(page->scratch, struct note);

    *note = (struct note){ .id = str_copy(id, page->scratch), .lines = lines };
    note->body = markdown_custom(page, "", "", lines);
    if (!map_put(&page->notes, note->id, note))
        list_add(&page->all_notes, note, page->scratch);
    else if (markdown_may_report(page))
        diag_add(page->diags, DIAG_MARKDOWN_FOOTNOTE, note_place(page, note),
                 "сноска «%.*s» описана второй раз", STR_ARG(id));
    return note;
}

// Everything from a note's beginning up to the next one belongs to it.
void markdown_take_notes(struct markdown_page *page, cmark_node *paragraph)
{
    const struct block lines = markdown_block(paragraph);
    cmark_node *into = paragraph, *next;
    bool at_line_start = true;

    for (cmark_node *n = cmark_node_first_child(paragraph); n; n = next) {
        struct str id, text;

        next = cmark_node_next(n);
        if (at_line_start && note_begins(n, &id, &text)) {
            cmark_node *line_end = into == paragraph ? cmark_node_previous(n) : cmark_node_last_child(into);
            if (line_end)
                cmark_node_unlink(line_end);
            into = note_new(page, id, lines)->body;
            cmark_node_set_literal(n, str_cstr(text, page->scratch));
        }
        at_line_start = markdown_is_break(n);
        if (into != paragraph)
            cmark_node_append_child(into, n);
    }
}

static bool has_text(struct markdown_page *page, const struct note *note)
{
    return !str_empty(str_trim(markdown_plain_text(page, note->body)));
}

static void report_missing(struct markdown_page *page, struct str id, struct block block)
{
    struct str written = str_format(page->scratch, "[^%.*s]", STR_ARG(id));

    if (markdown_may_report(page))
        diag_add(page->diags, DIAG_MARKDOWN_FOOTNOTE, markdown_find(page, block, written),
                 "у сноски «%.*s» нет текста", STR_ARG(id));
}

struct note *markdown_refer(struct markdown_page *page, struct str id, struct block block)
{
    struct note *note = map_get(&page->notes, id);

    if (!note || (note->number == 0 && !has_text(page, note)))
        report_missing(page, id, block);
    if (!note)
        return NULL;
    if (note->number == 0) {
        list_add(&page->referred, note, page->scratch);
        note->number = page->referred.count;
    }
    note->references++;
    return note;
}

void markdown_report_unused_notes(struct markdown_page *page)
{
    for (LIST_EACH(struct note, note, page->all_notes))
        if (note->references == 0 && markdown_may_report(page))
            diag_add(page->diags, DIAG_MARKDOWN_FOOTNOTE, note_place(page, note),
                     "на сноску «%.*s» в тексте нет ссылки", STR_ARG(note->id));
}
