// SPDX-License-Identifier: MIT
// Markdown to safe HTML, through cmark; the only door to it (cmark.h is
// included by markdown_internal.h and nowhere else).
//
// cmark reads the text into a tree; what CommonMark lacks is done on that tree:
// pipe tables, footnotes, heading anchors (Latin slugs, unique on the page),
// headings shifted below the page's own h1, typography of running text
// (base/typography.h; never in headings, code or addresses), links to records
// and files by id, checked through the caller. Then our own renderer writes the
// HTML, so that no element or attribute can appear that it does not know.
//
// Raw HTML is shown as text and reported. URL schemes other than http, https,
// mailto and tel are refused, and pictures from other sites too. Text that
// would take cmark long is refused before cmark sees it, by base/limits.h.
#ifndef INPUT_MARKDOWN_H
#define INPUT_MARKDOWN_H

#include "base/buf.h"
#include "diag/diag.h"

// What a link leads to.
struct link_target {
    struct str href;       // from the root of the built site, a fragment included; not yet escaped.
                           // For plain text: absolute, or empty when nobody has told it yet
    struct str label;      // «PDF, 317 КБ», put in brackets behind the text of the link; may be empty
    int64_t width, height; // of a picture; 0 when unknown
    int64_t bytes;         // of a file
    bool embedded;         // the picture itself, as data:
};

// Resolves targets such as "act:kurator", "page:about#stages", "practice:id",
// "file:files/x.pdf" and relative paths, percent signs already decoded. Returns
// true and fills [out], whose texts live as long as the result of
// markdown_render is being made, or reports to [ds] at [at] and returns false.
struct link_resolver {
    bool (*resolve)(void *context, struct str target, bool is_image, struct where at, struct diags *ds,
                    struct link_target *out);
    void *context;
    struct str page; // path of the page that is being made, from the root: links come out relative to it
};

// What plain text prints behind a link whose target has no address.
#define MARKDOWN_NO_ADDRESS "адрес не указан"

struct markdown_options {
    int heading_top; // the level that the greatest heading of the text gets: 2 below the page's own h1
    // For editors of other platforms, which drop ids, classes, wrappers, code and rules: h2–h4, p, br, ul,
    // ol, li, table, blockquote, a, strong and em alone, with no attribute but href, start and scope. A
    // picture that is not embedded becomes a link to it.
    bool plain;
    const struct link_resolver *links; // NULL: every link that is not external is an error
};

// Renders the Markdown [text], which begins at [at] of its source, and returns
// the HTML (in [a]); empty, with a message in [ds], when it is refused.
//
// Marks that the theme may style: div.table-scroll around tables of more than
// three columns, th/td.num (right), th/td.centre, span.file-facts, sup with
// a.footnote-ref, section.footnotes with a.footnote-back. Their ids begin with
// fn_ and fnref_; those of headings never contain an underscore.
struct str markdown_render(struct str text, struct where at, const struct markdown_options *options,
                           struct arena *a, struct diags *ds);

#endif
