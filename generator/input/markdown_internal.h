// SPDX-License-Identifier: MIT
// What the files behind input/markdown.h share; nobody else includes this, and
// nothing else includes cmark.
//
// The way of a text: markdown.c parses it; markdown_note.c takes footnotes out
// of the tree and markdown_table.c turns paragraphs into tables; markdown_html.c
// writes what is left (links: markdown_html_link.c) through markdown_escape.c, asking markdown_link.c where
// links lead.
#ifndef INPUT_MARKDOWN_INTERNAL_H
#define INPUT_MARKDOWN_INTERNAL_H

#include "base/map.h"
#include "input/markdown.h"
#include "input/markdown_scan.h"

#include <cmark.h>

// The source lines of a block, from 1. Blocks that we make ourselves, which
// cmark gives no lines, carry it as their user data; so do headings, with an id.
struct block {
    uint32_t first, last;
    struct str id;
};

struct note {
    struct str id;
    struct block lines;
    cmark_node *body;  // out of the tree
    size_t references; // how often the text refers to it
    size_t number;     // in the order of first references, from 1
    struct str html;
};

struct markdown_page {
    struct str source; // as the author wrote it
    struct where at;   // where it begins
    const struct markdown_options *options;
    struct arena *scratch; // everything of this page but the result
    struct diags *diags;
    uint32_t *line_offsets; // of every line of [source]
    size_t line_count;
    struct map anchors;   // ids of the headings, to struct anchor
    struct list headings; // the same as const char *, in order
    int highest_heading;  // the level of the greatest heading of the text, 0 when it has none
    struct map notes;     // id of a footnote to its struct note
    struct list referred; // the notes in the order of their numbers
    struct list all_notes;
    size_t cursor;     // where in [source] the last place was found
    size_t misses;     // searches that found nothing
    size_t counted_to; // up to where the characters of a line are counted
    uint32_t counted;
    size_t reports;     // messages so far
    size_t suggestions; // searches for a similar name so far
};

// Whether one more message about this page is welcome: after a few hundred, more
// of them help nobody.
bool markdown_may_report(struct markdown_page *page);

// Whether a similar name may still be looked for, which takes time.
bool markdown_may_suggest(struct markdown_page *page);

struct block markdown_block(cmark_node *node);
struct where markdown_line(const struct markdown_page *page, uint32_t line);

// Where [what] stands in the lines of [block], searching onward from the place
// found last; the beginning of the block when it is not there word for word.
// cmark knows places of blocks only.
struct where markdown_find(struct markdown_page *page, struct block block, struct str what);

// The same; false when it is not there word for word.
bool markdown_find_verbatim(struct markdown_page *page, struct block block, struct str what,
                            struct where *out);

struct where markdown_find_url(struct markdown_page *page, struct block block, struct str url); // of a link

bool markdown_is_break(cmark_node *node); // the end of a line inside a paragraph
struct list markdown_nodes(cmark_node *root, cmark_node_type type,
                           struct arena *a); // in the order of the text
void markdown_set_block(struct markdown_page *page, cmark_node *node, struct block block);

// New nodes in the memory of the tree. A custom block is written as [enter],
// its children, [leave]: HTML that is ours.
cmark_node *markdown_node(cmark_node_type type);
cmark_node *markdown_custom(struct markdown_page *page, const char *enter, const char *leave,
                            struct block lines);

// Passes over a paragraph; each may leave it without children.
void markdown_take_notes(struct markdown_page *page, cmark_node *paragraph);
void markdown_make_tables(struct markdown_page *page, cmark_node *paragraph);

// The note that «[^id]» refers to, numbered and counted; NULL, and a message, when there is none.
struct note *markdown_refer(struct markdown_page *page, struct str id, struct block block);
void markdown_report_unused_notes(struct markdown_page *page);

// Reports links that are none because of a space in their address.
void markdown_report_spaces(struct markdown_page *page, cmark_node *root);

// A new id for a heading with this text: a Latin slug, unique on the page.
struct str markdown_anchor(struct markdown_page *page, struct str text);

// Where [url] leads: true, and [out] with an href that fits this page, or a message.
bool markdown_link(struct markdown_page *page, struct str url, bool is_image, struct where at,
                   struct link_target *out);

// The text of a heading or a picture, without markup.
struct str markdown_plain_text(struct markdown_page *page, cmark_node *node);

// The HTML of the tree with its footnotes, in [a]; empty when it is nested too deep.
struct str markdown_write(struct markdown_page *page, cmark_node *root, struct arena *a);

// The author's text as HTML, in an element or an attribute; an escaped pipe comes out as [pipe].
void markdown_put_escaped(struct buf *b, struct str s, struct str pipe);
void markdown_put_text(struct buf *b, struct str s);

// An address as an attribute; percent signs that are right already stay.
void markdown_put_url(struct buf *b, struct str s);

#endif
