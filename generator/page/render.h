// SPDX-License-Identifier: MIT
// Rendering: the pages and tables of one section, as paths and bytes.
#ifndef PAGE_RENDER_H
#define PAGE_RENDER_H

#include "page/theme.h"

// Where finished files go. False stops nothing: the receiver has reported.
struct render_sink {
    bool (*put)(void *context, struct str path, struct str bytes);
    void *context;
    const struct address_book *book; // where links lead; NULL: from page to page, as they are put
};

struct vocabulary; // page/lexicon.h

struct render_job {
    const struct section *section;
    struct fold *fold;                      // gets the paths of the pages, in [lasting]
    const struct list *children, *verdicts; // of struct fold, struct verdict
    const struct theme *theme;              // NULL: only count and list the pages
    const struct render_sink *sink;
    struct vocabulary *vocabulary; // for a theme with a search page
    struct arena *lasting;
    struct diags *ds;
};

// Renders everything that the section publishes of its own, but for its documents
// and pictures: pages, CSV tables, the feed. Returns how many pages there are.
size_t render_section(const struct render_job *job);

#endif
