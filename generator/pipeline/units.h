// SPDX-License-Identifier: MIT
// Units: the organisations of a run, and which of them have to be made at all.
//
// An organisation whose files are those of the last build need not even be
// read, as long as nobody above has to know what it passes upwards. So a run
// has two rounds: first those that changed (and what lies below them, for its
// folds); then, only if one of them passes something else upwards than it did,
// all the others.
#ifndef PIPELINE_UNITS_H
#define PIPELINE_UNITS_H

#include "page/fold.h"
#include "pipeline/schedule.h"
#include "pipeline/state.h"

struct unit {
    const struct tree_node *node;
    struct section_head *head;       // NULL: nobody has asked for it yet
    struct diags *head_ds;           // what there is to say of it
    const struct state_unit *before; // of the last build; NULL: it has to be made
    bool chosen;                     // for this round or the one before
    struct task *task;               // of this round; NULL: it takes no part
    struct fold *fold;               // set when it has been made
    struct state_unit now;           // when it has not, a copy of [before]
    bool rendered;                   // its pages were made anew
};

struct units {
    struct unit *all; // one for each node of the tree, in its order: parents first
    size_t count;
    struct map by_path; // path of an organisation -> struct unit
};

// One for each node of [tree], with what [before] knows of it.
struct units units_new(const struct tree *tree, const struct state *before, struct arena *a);

// Chooses for the first round: everybody when the tree is another one.
void units_choose_changed(struct units *u, const struct state *before);

// Chooses everybody else when the first round calls for it; false when it does
// not. [with_pages]: somebody lists the pages of all organisations.
bool units_choose_rest(struct units *u, bool with_pages);

// Whether the head is needed: it, or somebody below it, is chosen. For each unit, in the order of the tree.
bool *units_on_the_way(const struct units *u, struct arena *a);

// The tasks of all that are chosen and not made yet; [*count] of them.
struct task *units_tasks(struct units *u, size_t *count, struct arena *a);

bool units_all_made(const struct units *u);

// Whether the pages of the last build still stand: its own files are the same,
// and so is everything that its subordinates pass upwards.
bool unit_is_unchanged(const struct units *u, const struct unit *unit);

// The organisation that a published file belongs to: the deepest folder of the
// tree on the way to it.
const struct unit *units_owner(const struct units *u, struct str path);

#endif
