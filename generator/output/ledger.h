// SPDX-License-Identifier: MIT
// Ledger: the list, inside a published tree, of every file that the program
// wrote there. By it the program tells its own files from somebody else's.
//
// It is text that people and scripts can read: a first line with the name and
// version of the format, then one line per file, sorted by path in byte order:
//
//     nastavnik-ledger 1
//     9ae16a3b2f90404f 5120 acts/index.html
//     └ XXH3-64 of the bytes, their number, the path
//
// The same files give the same bytes, in whatever order they were made. Reading
// is strict: a line out of order or out of form is damage, never a guess.
#ifndef OUTPUT_LEDGER_H
#define OUTPUT_LEDGER_H

#include "base/buf.h"
#include "base/list.h"

#include <stdbool.h>
#include <stdint.h>

#define LEDGER_NAME ".nastavnik"

struct ledger_file {
    struct str path;
    uint64_t hash;
    size_t size;
};

struct ledger {
    struct ledger_file *files; // in the ledger's order
    size_t count;
};

// Fills [l] from [text], which must outlive it. Zero, or the number of the first
// line that makes no sense.
size_t ledger_read(struct ledger *l, struct str text, struct arena *a);

// NULL when the ledger does not know the file.
const struct ledger_file *ledger_find(const struct ledger *l, struct str path);

// Those that lie in [folder] at any depth, the first of [*count]; an empty one is
// the whole tree. NULL when there are none: then it is no folder of the ledger's.
const struct ledger_file *ledger_within(const struct ledger *l, struct str folder, size_t *count);

// For list_sort of ledger files, and what ledger_read insists on.
int ledger_order(const void *a, const void *b);

// Writes the ledger of [files], which are sorted with ledger_order.
void ledger_write(const struct list *files, struct buf *out);

#endif
