// SPDX-License-Identifier: MIT
// What markdown_html.c and markdown_html_link.c share: the page as it is being
// written. The text of a paragraph is gathered with marks for its markup, so that
// typography sees it whole.
#ifndef INPUT_MARKDOWN_WRITER_H
#define INPUT_MARKDOWN_WRITER_H

#include "base/typography.h"
#include "input/markdown_internal.h"

struct writer {
    struct markdown_page *page;
    struct buf out;
    struct buf text;   // of the paragraph at hand, with typography marks
    struct buf markup; // what the marks stand for, in order, each up to a NUL
    struct buf typeset;
    cmark_iter *iter;
    struct block block; // whose lines the next place is looked for in
    struct link_target link;
    size_t depth;
    size_t behind_link; // where places are looked for after the link at hand
    size_t links_open;
    int heading; // the level of the last heading, 0 before the first
    bool link_leads, is_autolink;
    bool overflowed;
};

bool writer_is_plain(const struct writer *w); // of platforms that take only simple markup

// Markup in the text at hand: what is put into w->markup between the two.
void writer_begin_mark(struct writer *w, enum typography_mark mark);
void writer_end_mark(struct writer *w);

// Text that is not typeset: code, addresses, what should have been no HTML.
void writer_add_verbatim(struct writer *w, struct str s);

void writer_link_open(struct writer *w, cmark_node *node);
void writer_link_close(struct writer *w, cmark_node *node);
void writer_image_open(struct writer *w, cmark_node *node);

#endif
