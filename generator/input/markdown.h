// SPDX-License-Identifier: MIT
// Markdown to safe HTML, through cmark; the only file that includes cmark.
//
// cmark's safe mode, and passes over its tree: pipe tables, footnotes, heading
// anchors (Latin slugs, unique on the page), headings shifted below the page's
// own h1, Russian typography in running text only (no-break spaces after №,
// ст., п., initials, between a number and its noun …; never inside code, links'
// addresses or what the author put in quotes as a title), links to records and
// files by id, checked through the caller. Raw HTML is never let through: it is
// shown as text and reported. URL schemes other than http, https, mailto, tel
// and relative ones are refused. Pathological input is refused before cmark
// sees it, by the limits of base/limits.h.
#ifndef INPUT_MARKDOWN_H
#define INPUT_MARKDOWN_H

#include "base/buf.h"
#include "diag/diag.h"

// What a link target such as "act:kurator", "page:about", "practice:id",
// "file:files/x.pdf" or a relative path stands for. The caller resolves it:
// returns true and sets [href] (from the root of the built site), or reports to
// [ds] at [at] and returns false.
struct link_resolver {
    bool (*resolve)(void *context, struct str target, bool is_image, struct where at, struct diags *ds,
                    struct str *href);
    void *context;
    struct str page; // path of the page that is being made, from the root: links come out relative to it
};

struct markdown_options {
    int heading_shift; // 1: a «# title» becomes h2
    const struct link_resolver *links; // NULL: every link that is not external is an error
};

// Renders the Markdown [text], which begins at [at] of its source, and returns
// the HTML (in [a]); empty, with a message in [ds], when it is refused.
struct str markdown_render(struct str text, struct where at, const struct markdown_options *options,
                           struct arena *a, struct diags *ds);

#endif
