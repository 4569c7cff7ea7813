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

// Renders everything that [section] publishes of its own, but for its documents
// and pictures: pages, CSV tables, the feed. Adds the paths of the pages to
// fold->pages (in [lasting]) and returns how many there are. Without a [theme]
// it only counts and lists them.
size_t render_section(const struct section *section, struct fold *fold, const struct list *children,
                      const struct list *verdicts, const struct theme *theme, const struct render_sink *sink,
                      struct arena *lasting, struct diags *ds);

#endif
