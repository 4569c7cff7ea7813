// SPDX-License-Identifier: MIT
// State: what the last successful build saw, so that the next one can tell what
// has not changed. It stands beside the published folder, in
// .public.nastavnik-state, for its owner's eyes alone (messages quote the records),
// may be deleted at any time, and is believed only when
// everything it depends on is the same: program, theme, date, shared files, and
// the very tree that was published then.
#ifndef PIPELINE_STATE_H
#define PIPELINE_STATE_H

#include "base/map.h"
#include "diag/diag.h"
#include "pipeline/build.h"

struct state_unit {
    struct str path;
    uint64_t stamp;         // of the organisation's input files
    uint64_t fold;          // of what it passed upwards
    uint64_t page_list;     // of the addresses of its pages and of those below it
    size_t pages, held;     // how many it has, and how many it holds back
    const struct diags *ds; // what there was to say of it
};

struct state {
    uint64_t context;   // everything that every page depends on
    uint64_t published; // tree_stamp of the published folder
    struct list units;  // of struct state_unit
    struct build_summary summary;
    const struct diags *ds; // what the build had to say of no organisation in particular
};

// The state beside the published [folder]; false when there is none that makes sense.
bool state_read(const char *folder, struct arena *a, struct state *out);

// Replaces it. A state that cannot be written costs time, not correctness: the
// old one is removed, and nothing is said.
void state_write(const char *folder, const struct state *state);

#endif
