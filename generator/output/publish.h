// SPDX-License-Identifier: MIT
// Publishing: the folder that visitors see is always the complete old site or
// the complete new one.
//
// A new tree grows in a staging folder beside the published one (for public/:
// .public.next). Files whose bytes are the same as in the published tree are
// hard-linked, not written. When everything is there the tree is synced once
// and exchanged with the published folder in a single renameat2(RENAME_EXCHANGE);
// the old tree is then removed. A kill at any moment leaves the old or the new
// tree whole, and the next run removes what was left behind.
//
// A ledger in the tree (.nastavnik) lists every file that the program wrote
// with the hash of its bytes. A folder without a ledger, or with a file that the
// ledger does not know, is refused: it may be somebody else's site.
#ifndef OUTPUT_PUBLISH_H
#define OUTPUT_PUBLISH_H

#include "base/str.h"
#include "diag/diag.h"

#include <stdbool.h>
#include <stddef.h>

struct publication;

struct publish_summary {
    size_t files, written, unchanged, removed;
};

// Takes the lock, heals leftovers, reads the old ledger and opens an empty
// staging tree. NULL when it cannot; [ds] says why: folder not ours, locked by
// a running build (its process id), no permission, not a folder.
struct publication *publish_open(const char *folder, struct diags *ds);

// Puts [bytes] at [path] (relative, '/'-separated, no "..") of the new tree.
// May be called from several threads at once. A path given twice, or two paths
// that differ in letter case only, is an error. False: [ds] says why.
bool publish_put(struct publication *p, struct str path, struct str bytes, struct diags *ds);

// Copies the open file [fd] of [bytes] bytes to [path]; [hash] is its content hash.
bool publish_copy(struct publication *p, struct str path, int fd, size_t bytes, uint64_t hash,
                  struct diags *ds);

// Writes the ledger, syncs, exchanges and removes the old tree.
bool publish_commit(struct publication *p, struct publish_summary *summary, struct diags *ds);

// Releases everything; a tree that was not committed is removed.
void publish_close(struct publication *p);

#endif
