// SPDX-License-Identifier: MIT
// The tree as HTML. Every '<' of the result is written here, in markdown_html_link.c, or stands
// in a custom block of ours; everything of the author's goes through
// markdown_put_text or markdown_put_url.
//
// The text of a paragraph is gathered before it is written, with marks for its
// markup, so that typography sees it whole: «№ *5*» is one number.
#include "base/limits.h"
#include "base/scan.h"
#include "base/typography.h"
#include "input/markdown_writer.h"

#include <stdint.h>
#include <string.h>

enum { HEADING_LOWEST = 6, HEADING_PLAIN = 4 };

// ---- plain text ------------------------------------------------------------

// The length of «[^id]» at [i], or 0.
static size_t note_at(struct str s, size_t i, struct str *id)
{
    size_t len = s.ptr[i] == '[' ? markdown_note_id(str_after(s, i + 1), id) : 0;

    return len ? len + 1 : 0;
}

static void add_plain(struct buf *b, struct str s)
{
    struct str id;

    for (size_t i = 0; i < s.len; i++) {
        size_t len = note_at(s, i, &id);
        if (len == 0)
            buf_char(b, s.ptr[i]);
        else
            i += len - 1;
    }
}

struct str markdown_plain_text(struct markdown_page *page, cmark_node *node)
{
    struct buf b = buf_new(page->scratch, LIMIT_MARKDOWN_BYTES);
    cmark_iter *iter = cmark_iter_new(node);

    while (cmark_iter_next(iter) != CMARK_EVENT_DONE) {
        cmark_node *n = cmark_iter_get_node(iter);
        cmark_node_type type = cmark_node_get_type(n);

        if (type == CMARK_NODE_TEXT || type == CMARK_NODE_CODE)
            add_plain(&b, str_from(cmark_node_get_literal(n)));
        else if (markdown_is_break(n))
            buf_char(&b, ' ');
    }
    return buf_str(&b);
}

bool writer_is_plain(const struct writer *w)
{
    return w->page->options->plain;
}

// ---- the text of a paragraph -----------------------------------------------

void writer_begin_mark(struct writer *w, enum typography_mark mark)
{
    buf_char(&w->text, (char)mark);
}

void writer_end_mark(struct writer *w)
{
    buf_char(&w->markup, '\0');
}

static void add_mark(struct writer *w, enum typography_mark mark, const char *html)
{
    writer_begin_mark(w, mark);
    buf_put(&w->markup, str_from(html));
    writer_end_mark(w);
}

// Text that is not typeset: code, addresses, what should have been no HTML.
void writer_add_verbatim(struct writer *w, struct str s)
{
    writer_begin_mark(w, TYPOGRAPHY_ATOM);
    markdown_put_text(&w->markup, s);
    writer_end_mark(w);
}

static void report_reference_in_link(struct writer *w, struct str id)
{
    struct str written = str_format(w->page->scratch, "[^%.*s]", STR_ARG(id));

    if (markdown_may_report(w->page))
        diag_add(w->page->diags, DIAG_MARKDOWN_FOOTNOTE, markdown_find(w->page, w->block, written),
                 "сноска «%.*s» стоит внутри ссылки; поставьте её после", STR_ARG(id));
}

static bool add_reference(struct writer *w, struct str id)
{
    if (w->links_open) {
        report_reference_in_link(w, id);
        return false;
    }
    const struct note *note = markdown_refer(w->page, id, w->block);
    if (!note)
        return false;
    writer_begin_mark(w, TYPOGRAPHY_ATOM);
    if (writer_is_plain(w)) {
        buf_format(&w->markup, "[%zu]", note->number);
        writer_end_mark(w);
        return true;
    }
    buf_format(&w->markup, "<sup><a class=\"footnote-ref\" href=\"#fn_%zu\" id=\"fnref_%zu", note->number,
               note->number);
    if (note->references > 1)
        buf_format(&w->markup, "_%zu", note->references);
    buf_format(&w->markup, "\" aria-label=\"Сноска %zu\">%zu</a></sup>", note->number, note->number);
    writer_end_mark(w);
    return true;
}

SCAN(next_reference, (b == '[') | (b <= TYPOGRAPHY_BREAK))
SCAN(next_mark, b <= TYPOGRAPHY_BREAK)

static void add_text(struct writer *w, struct str s)
{
    size_t done = 0, len;
    struct str id;

    for (size_t i = next_reference(s, 0); i < s.len; i = next_reference(s, i + 1)) {
        buf_put(&w->text, str_from_to(s, done, i));
        done = i;
        if (s.ptr[i] != '[')
            done = i + 1; // a mark that the author forged with &#1;
        else if ((len = note_at(s, i, &id)) > 0 && add_reference(w, id))
            done = i + len;
    }
    buf_put(&w->text, str_after(s, done));
}

// Writes [text] with its marks replaced by what they stand for.
static void put_marked(struct writer *w, struct str text)
{
    struct str markup = buf_str(&w->markup), html;
    size_t done = 0;

    for (size_t i = next_mark(text, 0); i < text.len; i = next_mark(text, i + 1)) {
        markdown_put_text(&w->out, str_from_to(text, done, i));
        if (str_split(&markup, '\0', &html))
            buf_put(&w->out, html);
        done = i + 1;
    }
    markdown_put_text(&w->out, str_after(text, done));
}

static void flush_verbatim(struct writer *w)
{
    put_marked(w, buf_str(&w->text));
    w->overflowed |= w->text.overflowed || w->markup.overflowed;
    buf_clear(&w->text);
    buf_clear(&w->markup);
}

static void flush_running(struct writer *w)
{
    struct buf typed = w->text;

    if (typed.len == 0)
        return;
    w->text = w->typeset;
    buf_clear(&w->text);
    typography(buf_str(&typed), &w->text);
    w->typeset = typed;
    w->overflowed |= typed.overflowed;
    flush_verbatim(w);
}

// ---- blocks ----------------------------------------------------------------

// In a list without empty lines paragraphs are not marked up.
static bool is_tight(cmark_node *paragraph)
{
    cmark_node *list = cmark_node_parent(cmark_node_parent(paragraph));

    return list && cmark_node_get_type(list) == CMARK_NODE_LIST && cmark_node_get_list_tight(list);
}

static void paragraph_open(struct writer *w, cmark_node *node)
{
    w->block = markdown_block(node);
    if (!is_tight(node))
        BUF_PUT(&w->out, "<p>");
}

static void paragraph_close(struct writer *w, cmark_node *node)
{
    flush_running(w);
    if (!is_tight(node))
        BUF_PUT(&w->out, "</p>\n");
    else if (cmark_node_next(node))
        BUF_PUT(&w->out, "\n");
}

// Authors begin with «#» or «##» and skip levels; readers, and those who hear
// the page, need levels that begin at the top and leave none out.
static int heading_level(const struct writer *w, cmark_node *node)
{
    const int top = w->page->options->heading_top;
    int level = cmark_node_get_heading_level(node) - w->page->highest_heading + top;
    int lowest = w->heading ? w->heading + 1 : top,
        most = writer_is_plain(w) ? HEADING_PLAIN : HEADING_LOWEST;

    if (lowest > most)
        lowest = most;
    return level > lowest ? lowest : level;
}

static void heading_open(struct writer *w, cmark_node *node)
{
    w->block = markdown_block(node);
    w->heading = heading_level(w, node);
    BUF_PUT(&w->out, "<h");
    buf_int(&w->out, w->heading);
    if (!writer_is_plain(w)) {
        BUF_PUT(&w->out, " id=\"");
        buf_put(&w->out, w->block.id);
        buf_char(&w->out, '"');
    }
    buf_char(&w->out, '>');
}

static void heading_close(struct writer *w, cmark_node *node)
{
    (void)node;
    flush_verbatim(w); // titles are quoted letter by letter
    BUF_PUT(&w->out, "</h");
    buf_int(&w->out, w->heading);
    BUF_PUT(&w->out, ">\n");
}

static void list_open(struct writer *w, cmark_node *node)
{
    int start = cmark_node_get_list_start(node);

    if (cmark_node_get_list_type(node) == CMARK_BULLET_LIST)
        BUF_PUT(&w->out, "<ul>\n");
    else if (start == 1)
        BUF_PUT(&w->out, "<ol>\n");
    else
        buf_format(&w->out, "<ol start=\"%d\">\n", start);
}

static void list_close(struct writer *w, cmark_node *node)
{
    buf_put(&w->out, cmark_node_get_list_type(node) == CMARK_BULLET_LIST ? STR("</ul>\n") : STR("</ol>\n"));
}

static void plain_code_block(struct writer *w, struct str code)
{
    struct str line;

    BUF_PUT(&w->out, "<blockquote>\n<p>");
    while (str_split(&code, '\n', &line)) {
        markdown_put_escaped(&w->out, line, STR("\\|"));
        if (!str_empty(code))
            BUF_PUT(&w->out, "<br>\n");
    }
    BUF_PUT(&w->out, "</p>\n</blockquote>\n");
}

static void code_block(struct writer *w, cmark_node *node)
{
    if (writer_is_plain(w)) {
        plain_code_block(w, str_from(cmark_node_get_literal(node)));
        return;
    }
    BUF_PUT(&w->out, "<pre><code>");
    markdown_put_escaped(&w->out, str_from(cmark_node_get_literal(node)), STR("\\|"));
    BUF_PUT(&w->out, "</code></pre>\n");
}

static void rule(struct writer *w, cmark_node *node)
{
    (void)node;
    if (!writer_is_plain(w))
        BUF_PUT(&w->out, "<hr>\n");
}

static void custom_open(struct writer *w, cmark_node *node)
{
    w->block = markdown_block(node);
    buf_put(&w->out, str_from(cmark_node_get_on_enter(node)));
}

static void custom_close(struct writer *w, cmark_node *node)
{
    flush_running(w);
    buf_put(&w->out, str_from(cmark_node_get_on_exit(node)));
}

static void report_html(struct writer *w, struct str html)
{
    struct str first;

    if (!markdown_may_report(w->page))
        return;
    str_split(&html, '\n', &first);
    first = str_trim(first);
    diag_add(w->page->diags, DIAG_MARKDOWN_HTML, markdown_find(w->page, w->block, first),
             "разметка HTML: %.*s", STR_ARG(first));
}

static void html_block(struct writer *w, cmark_node *node)
{
    struct str html = str_from(cmark_node_get_literal(node));

    w->block = markdown_block(node);
    report_html(w, html);
    BUF_PUT(&w->out, "<p>");
    markdown_put_text(&w->out, str_trim(html));
    BUF_PUT(&w->out, "</p>\n");
}

// ---- inside a paragraph ----------------------------------------------------

static void text(struct writer *w, cmark_node *node)
{
    struct str literal = str_from(cmark_node_get_literal(node));

    if (w->is_autolink)
        writer_add_verbatim(w, literal);
    else
        add_text(w, literal);
}

static void soft_break(struct writer *w, cmark_node *node)
{
    (void)node;
    buf_char(&w->text, '\n');
}

static void line_break(struct writer *w, cmark_node *node)
{
    (void)node;
    add_mark(w, TYPOGRAPHY_BREAK, "<br>\n");
}

static void code(struct writer *w, cmark_node *node)
{
    writer_begin_mark(w, TYPOGRAPHY_ATOM);
    if (!writer_is_plain(w))
        BUF_PUT(&w->markup, "<code>");
    markdown_put_escaped(&w->markup, str_from(cmark_node_get_literal(node)), STR("\\|"));
    if (!writer_is_plain(w))
        BUF_PUT(&w->markup, "</code>");
    writer_end_mark(w);
}

static void html_inline(struct writer *w, cmark_node *node)
{
    struct str html = str_from(cmark_node_get_literal(node));

    report_html(w, html);
    writer_add_verbatim(w, html);
}

// ---- the walk --------------------------------------------------------------

static const struct kind {
    const char *enter, *leave; // when it is always the same
    void (*open)(struct writer *w, cmark_node *node);
    void (*close)(struct writer *w, cmark_node *node);
} kinds[] = {
    [CMARK_NODE_BLOCK_QUOTE] = { .enter = "<blockquote>\n", .leave = "</blockquote>\n" },
    [CMARK_NODE_LIST] = { .open = list_open, .close = list_close },
    [CMARK_NODE_ITEM] = { .enter = "<li>", .leave = "</li>\n" },
    [CMARK_NODE_CODE_BLOCK] = { .open = code_block },
    [CMARK_NODE_HTML_BLOCK] = { .open = html_block },
    [CMARK_NODE_CUSTOM_BLOCK] = { .open = custom_open, .close = custom_close },
    [CMARK_NODE_PARAGRAPH] = { .open = paragraph_open, .close = paragraph_close },
    [CMARK_NODE_HEADING] = { .open = heading_open, .close = heading_close },
    [CMARK_NODE_THEMATIC_BREAK] = { .open = rule },
    [CMARK_NODE_TEXT] = { .open = text },
    [CMARK_NODE_SOFTBREAK] = { .open = soft_break },
    [CMARK_NODE_LINEBREAK] = { .open = line_break },
    [CMARK_NODE_CODE] = { .open = code },
    [CMARK_NODE_HTML_INLINE] = { .open = html_inline },
    [CMARK_NODE_EMPH] = { .enter = "<em>", .leave = "</em>" },
    [CMARK_NODE_STRONG] = { .enter = "<strong>", .leave = "</strong>" },
    [CMARK_NODE_LINK] = { .open = writer_link_open, .close = writer_link_close },
    [CMARK_NODE_IMAGE] = { .open = writer_image_open },
};

static void put_fixed(struct writer *w, cmark_node_type type, const char *html)
{
    if (type >= CMARK_NODE_FIRST_INLINE)
        add_mark(w, TYPOGRAPHY_TAG, html);
    else
        buf_put(&w->out, str_from(html));
}

static void enter(struct writer *w, cmark_node *node)
{
    cmark_node_type type = cmark_node_get_type(node);

    if (kinds[type].enter)
        put_fixed(w, type, kinds[type].enter);
    if (kinds[type].open)
        kinds[type].open(w, node);
}

static void leave(struct writer *w, cmark_node *node)
{
    cmark_node_type type = cmark_node_get_type(node);

    if (kinds[type].leave)
        put_fixed(w, type, kinds[type].leave);
    if (kinds[type].close)
        kinds[type].close(w, node);
}

static bool is_leaf(cmark_node *node)
{
    switch (cmark_node_get_type(node)) {
    case CMARK_NODE_HTML_BLOCK:
    case CMARK_NODE_THEMATIC_BREAK:
    case CMARK_NODE_CODE_BLOCK:
    case CMARK_NODE_TEXT:
    case CMARK_NODE_SOFTBREAK:
    case CMARK_NODE_LINEBREAK:
    case CMARK_NODE_CODE:
    case CMARK_NODE_HTML_INLINE:
        return true;
    default:
        return false;
    }
}

// False when the tree is nested deeper than any honest text.
static bool write_tree(struct writer *w, cmark_node *root)
{
    w->iter = cmark_iter_new(root);
    w->depth = 0;
    for (cmark_event_type e; (e = cmark_iter_next(w->iter)) != CMARK_EVENT_DONE;) {
        cmark_node *node = cmark_iter_get_node(w->iter);

        if (e == CMARK_EVENT_EXIT) {
            w->depth--;
            leave(w, node);
            continue;
        }
        w->depth += !is_leaf(node);
        if (w->depth > LIMIT_MARKDOWN_DEPTH)
            return false;
        enter(w, node);
    }
    return true;
}

// ---- footnotes -------------------------------------------------------------

// A note may refer to further notes, which are then written after it.
static bool write_notes(struct writer *w)
{
    const struct list *notes = &w->page->referred;

    for (size_t i = 0; i < notes->count; i++) {
        struct note *note = (struct note *)(uintptr_t)notes->items[i];
        size_t start = w->out.len;

        if (!write_tree(w, note->body))
            return false;
        note->html = str_copy(str_after(buf_str(&w->out), start), w->page->scratch);
        w->out.len = start;
    }
    return true;
}

static void put_backlinks(struct buf *b, const struct note *note)
{
    for (size_t i = 1; i <= note->references; i++) {
        buf_format(b, " <a class=\"footnote-back\" href=\"#fnref_%zu", note->number);
        if (i > 1)
            buf_format(b, "_%zu", i);
        buf_format(b, "\" aria-label=\"Обратно к тексту, сноска %zu\">↩</a>", note->number);
    }
}

static void put_plain_notes(struct writer *w)
{
    BUF_PUT(&w->out, "<p><strong>Сноски</strong></p>\n<ol>\n");
    for (LIST_EACH(const struct note, note, w->page->referred)) {
        BUF_PUT(&w->out, "<li>");
        buf_put(&w->out, note->html);
        BUF_PUT(&w->out, "</li>\n");
    }
    BUF_PUT(&w->out, "</ol>\n");
}

static void put_notes(struct writer *w)
{
    if (w->page->referred.count == 0)
        return;
    if (writer_is_plain(w)) {
        put_plain_notes(w);
        return;
    }
    BUF_PUT(&w->out, "<section class=\"footnotes\" aria-label=\"Сноски\">\n<ol>\n");
    for (LIST_EACH(const struct note, note, w->page->referred)) {
        buf_format(&w->out, "<li id=\"fn_%zu\"><p>", note->number);
        buf_put(&w->out, note->html);
        put_backlinks(&w->out, note);
        BUF_PUT(&w->out, "</p></li>\n");
    }
    BUF_PUT(&w->out, "</ol>\n</section>\n");
}

struct str markdown_write(struct markdown_page *page, cmark_node *root, struct arena *a)
{
    struct writer w = { .page = page };

    w.out = w.text = w.markup = w.typeset = buf_new(page->scratch, LIMIT_PAGE_BYTES);
    if (!write_tree(&w, root) || !write_notes(&w)) {
        diag_add(page->diags, DIAG_MARKDOWN_LIMIT, markdown_line(page, w.block.first),
                 "разметка вложена глубже %d уровней", LIMIT_MARKDOWN_DEPTH);
        return (struct str){ 0 };
    }
    put_notes(&w);
    if (w.overflowed || w.out.overflowed) {
        diag_add(page->diags, DIAG_MARKDOWN_LIMIT, page->at, "страница получается больше %d МБ",
                 LIMIT_PAGE_BYTES / 1024 / 1024);
        return (struct str){ 0 };
    }
    return str_copy(buf_str(&w.out), a);
}
