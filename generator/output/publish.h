// SPDX-License-Identifier: MIT
// Publishing: the folder that visitors see is always the complete old site or
// the complete new one.
//
// A new tree grows beside it (output/target.h says how, and what is refused).
// When everything is there it is synced once and exchanged with the published
// one in a single renameat2(RENAME_EXCHANGE): the whole folder, or, when all
// that differs is in one folder of it, that one. A kill at any moment leaves the
// old or the new site whole, and the next publish_open removes what was left.
//
// A file is never rewritten when the published one has the same bytes: it is
// hard-linked into the new tree (copied where links are impossible), so its
// date, its inode and the caches of visitors stay. The ledger alone is not
// believed, because somebody may have edited the published file by hand: the
// bytes are compared. Only a copied document whose time of change still is
// that of its source, to the nanosecond, is believed unread.
#ifndef OUTPUT_PUBLISH_H
#define OUTPUT_PUBLISH_H

#include "base/str.h"
#include "diag/diag.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct publication;

// files = written + unchanged; removed ones are those only the old site had.
struct publish_summary {
    size_t files, written, unchanged, removed;
    bool in_place;         // the folder is the one that was opened, and all that is new in it
    uint64_t stamp_change; // is the difference of its tree_stamp
};

// Takes the lock, heals leftovers, reads the old ledger and opens an empty
// staging tree. NULL when it cannot; [ds] says why: folder not ours, locked by
// a running build (its process id), no permission, not a folder.
// [known]: by its tree_stamp the folder is what the last commit left. Then it is not
// searched for foreign files now; the commit searches what it is going to replace.
struct publication *publish_open(const char *folder, bool known, struct diags *ds);

// Whether something of a build stands beside the folder: one is running, or was
// killed, or could not tidy up. publish_open heals what can be healed.
bool publish_is_under_way(const char *folder, struct arena *scratch);

// Puts [bytes] at [path] (path_is_safe) of the new tree. May be called from
// several threads at once, each with its own [ds]. A path given twice, or two
// paths that differ in letter case only, is an error. False: [ds] says why, and
// the publication cannot be committed any more.
bool publish_put(struct publication *p, struct str path, struct str bytes, struct diags *ds);

// The same for what its maker gave up when it outgrew LIMIT_PAGE_BYTES (buf_whole): that is an error.
bool publish_whole(struct publication *p, struct str path, struct str bytes, struct diags *ds);

// The same for a copy, which keeps the date of its source: the open file [fd],
// whose content is [bytes].
bool publish_copy(struct publication *p, struct str path, int fd, struct str bytes, struct diags *ds);

// Takes over, unread, every file of the published site that [keep] claims: those
// of organisations that have not changed. Only for a site that is known to be what
// its ledger says (tree_stamp). Call it when all puts have returned. False: [ds]
// says why, and the publication cannot be committed any more.
bool publish_keep(struct publication *p, bool (*keep)(void *context, struct str path), void *context,
                  struct diags *ds);

// Writes the ledger, syncs, exchanges and removes the old tree; touches nothing
// when the published site already is what was put. All puts have returned.
// True once visitors see the new site; what fails after that is a warning.
bool publish_commit(struct publication *p, struct publish_summary *summary, struct diags *ds);

// Releases everything; a tree that was not committed is removed. NULL is fine.
void publish_close(struct publication *p);

#endif
