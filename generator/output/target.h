// SPDX-License-Identifier: MIT
// Target: the published folder and what stands beside it while a build runs.
//
// For public/ three names are ours there:
//
//     .public.nastavnik-lock   who is building (output/lock.h)
//     .public.nastavnik-next   the new tree as it grows; after the exchange the
//                              old one as it is removed; never worth keeping
//     .public.nastavnik-old    only without exchange, see target_swap; always whole
//
// Opening takes the lock and heals what a killed build left. A folder without a
// ledger, or with anything that its ledger does not list, is refused: it may be
// somebody else's site. So are a symbolic link in place of the folder and a
// folder that is a mounted disk, which cannot be exchanged.
#ifndef OUTPUT_TARGET_H
#define OUTPUT_TARGET_H

#include "diag/diag.h"
#include "output/ledger.h"

struct target {
    struct arena *arena, *scratch;
    const char *shown;                      // the folder as the user typed it
    const char *name, *next, *aside, *lock; // it and what stands beside it, in [parent]
    int parent, old, staging, lock_fd;      // -1 when not open
    struct ledger ledger;                   // of the old tree; lists nothing when there is none
    bool has_ledger;                        // a folder without one is empty, or was refused
    bool exchanged;                         // [next] holds what was published before
    bool in_place;                          // the folder is what it was, only something in it was exchanged
};

// Opens the folder, its ledger and an empty staging tree; [known]: nobody has to
// look for foreign files in it. False: [ds] says why; target_close has to be called all the same.
bool target_open(struct target *t, const char *folder, bool known, struct diags *ds);

// Whether there is nothing in [place], a folder of the old tree, that its ledger
// does not list; an empty one is the whole tree. False: [ds] says what there is.
bool target_is_ours(struct target *t, struct str place, struct diags *ds);

// Puts the whole staging tree into the folder's place in one step. Some file
// systems (network ones, mostly) cannot exchange: there the old folder is moved
// to -old, the new one into its place, and a kill between these two renames
// leaves no folder until the next target_open puts -old back. That window of
// some microseconds is the only one. Zero, or errno.
int target_swap(struct target *t);

// Exchanges one folder of the tree, which both trees have, in one step. False
// where that is impossible, with nothing done.
bool target_swap_folder(struct target *t, const char *path);

// Waits until an exchange is on the disk, then removes what it took away. Visitors
// see the new site already, so failing here is a warning.
void target_tidy(struct target *t, struct diags *ds);

// Releases everything; a staging tree that was not exchanged is removed.
void target_close(struct target *t);

// Says that [action] at [path] failed; an empty path means the folder itself.
// Returns false, so that the caller can return it too.
bool target_fail(const struct target *t, enum diag_code code, struct str path, const char *action, int error,
                 struct diags *ds);

// [path] of the folder as messages show it.
const char *target_shown(const struct target *t, struct str path, struct arena *a);

#endif
