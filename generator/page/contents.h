// SPDX-License-Identifier: MIT
// The map of a section: everything that it holds as lists of links, for those who
// search without a script.
#ifndef PAGE_CONTENTS_H
#define PAGE_CONTENTS_H

#include "page/fold.h"

struct contents_group {
    struct str title;
    struct list links; // of struct link_row
};

extern const struct record_type contents_group_type;

// As struct contents_group in the section's arena: pages (the [menu] and those that
// are not in it), documents, practices, news, subordinate organisations.
struct list contents_of(const struct section *section, const struct list *menu, const struct list *children);

#endif
