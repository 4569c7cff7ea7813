// SPDX-License-Identifier: MIT
// Links and pictures as HTML: a part of markdown_html.c.
#include "input/markdown_writer.h"

static void put_title(struct writer *w, cmark_node *node)
{
    struct str title = str_from(cmark_node_get_title(node));

    if (str_empty(title) || writer_is_plain(w))
        return;
    BUF_PUT(&w->markup, " title=\"");
    markdown_put_text(&w->markup, title);
    BUF_PUT(&w->markup, "\"");
}

static struct str url_of(struct writer *w, cmark_node *node)
{
    return markdown_unmark(str_from(cmark_node_get_url(node)), w->page->scratch);
}

// <https://example.ru> and <name@example.ru>, whose text is their address.
static bool is_autolink(cmark_node *link)
{
    cmark_node *child = cmark_node_first_child(link);
    struct str url = str_from(cmark_node_get_url(link));

    if (!child || cmark_node_next(child) || cmark_node_get_type(child) != CMARK_NODE_TEXT)
        return false;
    struct str shown = str_from(cmark_node_get_literal(child));
    return str_eq(url, shown) || (str_starts(url, STR("mailto:")) && str_eq(str_after(url, 7), shown));
}

void writer_link_open(struct writer *w, cmark_node *node)
{
    struct str url = url_of(w, node);
    size_t before = w->page->cursor;
    struct where at;

    if (++w->links_open > 1) // an address typed inside a link: HTML knows no such thing
        return;
    w->is_autolink = is_autolink(node);
    w->link = (struct link_target){ 0 };
    at = w->is_autolink ? markdown_find(w->page, w->block, url) : markdown_find_url(w->page, w->block, url);
    w->behind_link = w->page->cursor;
    w->page->cursor = before; // the text of the link stands before its address
    w->link_leads = markdown_link(w->page, url, false, at, &w->link);
    if (!w->link_leads || str_empty(w->link.href))
        return;
    writer_begin_mark(w, TYPOGRAPHY_TAG);
    BUF_PUT(&w->markup, "<a href=\"");
    markdown_put_url(&w->markup, w->link.href);
    BUF_PUT(&w->markup, "\"");
    put_title(w, node);
    BUF_PUT(&w->markup, ">");
    writer_end_mark(w);
}

// «(PDF, 317 КБ)», and that nobody has said yet where the file or the page is.
static void put_plain_facts(struct writer *w, const struct link_target *target)
{
    const bool unknown = str_empty(target->href);

    if (str_empty(target->label) && !unknown)
        return;
    BUF_PUT(&w->markup, " (");
    markdown_put_text(&w->markup, target->label);
    if (!str_empty(target->label) && unknown)
        BUF_PUT(&w->markup, "; ");
    if (unknown)
        BUF_PUT(&w->markup, MARKDOWN_NO_ADDRESS);
    BUF_PUT(&w->markup, ")");
}

void writer_link_close(struct writer *w, cmark_node *node)
{
    (void)node;
    if (--w->links_open > 0)
        return;
    w->page->cursor = w->behind_link;
    w->is_autolink = false;
    if (!w->link_leads)
        return;
    writer_begin_mark(w, TYPOGRAPHY_TAG);
    if (writer_is_plain(w))
        put_plain_facts(w, &w->link);
    else if (!str_empty(w->link.label)) {
        BUF_PUT(&w->markup, " <span class=\"file-facts\">(");
        markdown_put_text(&w->markup, w->link.label);
        BUF_PUT(&w->markup, ")</span>");
    }
    if (!str_empty(w->link.href))
        BUF_PUT(&w->markup, "</a>");
    writer_end_mark(w);
}

static void put_image(struct writer *w, const struct link_target *target, struct str alt, cmark_node *node)
{
    writer_begin_mark(w, TYPOGRAPHY_ATOM);
    if (!writer_is_plain(w)) {
        BUF_PUT(&w->markup, "<span data-alt=\"");
        markdown_put_text(&w->markup, alt);
        BUF_PUT(&w->markup, "\">");
    }
    BUF_PUT(&w->markup, "<img src=\"");
    markdown_put_url(&w->markup, target->href);
    BUF_PUT(&w->markup, "\" alt=\"");
    markdown_put_text(&w->markup, alt);
    BUF_PUT(&w->markup, "\"");
    if (target->width > 0 && target->height > 0)
        buf_format(&w->markup, " width=\"%lld\" height=\"%lld\"", (long long)target->width,
                   (long long)target->height);
    put_title(w, node);
    buf_put(&w->markup, writer_is_plain(w) ? STR(">") : STR(" loading=\"lazy\"></span>"));
    writer_end_mark(w);
}

// A picture where platforms take none in a text: what it shows, with a link.
static void put_picture_link(struct writer *w, const struct link_target *target, struct str alt)
{
    const struct link_target named = { .href = target->href };

    writer_begin_mark(w, TYPOGRAPHY_ATOM);
    if (!str_empty(target->href)) {
        BUF_PUT(&w->markup, "<a href=\"");
        markdown_put_url(&w->markup, target->href);
        BUF_PUT(&w->markup, "\">");
    }
    BUF_PUT(&w->markup, "Изображение: ");
    markdown_put_text(&w->markup, alt);
    put_plain_facts(w, &named);
    if (!str_empty(target->href))
        BUF_PUT(&w->markup, "</a>");
    writer_end_mark(w);
}

void writer_image_open(struct writer *w, cmark_node *node)
{
    struct str url = url_of(w, node), alt = str_trim(markdown_plain_text(w->page, node));
    struct where at = markdown_find_url(w->page, w->block, url);
    struct link_target target = { 0 };

    if (str_empty(alt) && markdown_may_report(w->page))
        diag_add(w->page->diags, DIAG_MARKDOWN_ALT, at, "у изображения «%.*s» нет описания", STR_ARG(url));
    bool leads = markdown_link(w->page, url, true, at, &target);
    if (leads && writer_is_plain(w) && !target.embedded)
        put_picture_link(w, &target, alt);
    else if (leads)
        put_image(w, &target, alt, node);
    else
        writer_add_verbatim(w, alt);
    w->depth--; // what is inside has become the description: on behind the picture
    cmark_iter_reset(w->iter, node, CMARK_EVENT_EXIT);
}
