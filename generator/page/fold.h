// SPDX-License-Identifier: MIT
// Fold: what a section passes upwards. A municipality is the fold of its
// schools, a region the fold of its municipalities; folding is associative.
#ifndef PAGE_FOLD_H
#define PAGE_FOLD_H

#include "check/required.h"
#include "page/rows.h"

struct fold {
    struct organization_row *row;
    struct list mentors, programmes, practices; // rows of this organisation and all below it
    struct list items;                          // of struct item_row: every item over all these organisations
    struct list pages;                          // of struct str: paths of all its pages, for the site map
};

// The fold of [section], gated and judged, over the folds of its subordinates.
// Everything in it is in [a]; rows from below are shared, not copied.
struct fold *fold_section(const struct section *section, const struct list *verdicts,
                          const struct list *children, struct arena *a);

// One item into [fold]: [like] names it, [state] is how one organisation has it.
void fold_add_item(struct fold *fold, const struct item_row *like, const struct debtor_row *state,
                   struct arena *a);

// What a subordinate passes upwards: the totals of its row, its registers, items and pages.
void fold_add_child(struct fold *fold, const struct fold *child, struct arena *a);

// The page of a practice, from the root of the built site.
struct str practice_path(const struct section *section, const struct practice *practice);

// The place of a document in the list: "rayon/documents.html#act-1".
struct str act_place(const struct section *section, const struct act *act, struct arena *a);

// What the level above sees of [fold], as one number: when it is the same as at
// the last build, the level above need not be rendered again.
uint64_t fold_digest(const struct fold *fold);

// The addresses of all its pages, as one number.
uint64_t fold_pages_digest(const struct fold *fold);

// The organisation's own last change: the newest date of its records up to today.
struct date fold_updated(const struct section *section);

#endif
