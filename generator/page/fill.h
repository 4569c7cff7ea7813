// SPDX-License-Identifier: MIT
// Filling views: which pages a section has, and the data of each.
#ifndef PAGE_FILL_H
#define PAGE_FILL_H

#include "page/view.h"

typedef bool want_page(const struct section *section, const struct fold *fold);
typedef void fill_page(const struct section *section, const struct fold *fold, const struct list *children,
                       const struct list *verdicts, struct view *view);

want_page want_always, want_pairs, want_mentors, want_practices, want_honor, want_roadmap, want_indicators,
    want_news, want_organizations, want_published, want_monitoring;
fill_page fill_home, fill_documents, fill_pairs, fill_mentors, fill_practices, fill_honor, fill_roadmap,
    fill_indicators, fill_news, fill_organizations, fill_published, fill_monitoring;

// The feed's news and documents.
fill_page fill_feed;

#endif
