// SPDX-License-Identifier: MIT
// Folder trees on disk, reached through an open folder and never through a
// symbolic link: what a walk meets is what it says, not what a link points to.
#ifndef OUTPUT_TREE_H
#define OUTPUT_TREE_H

#include "base/arena.h"
#include "base/str.h"

#include <stdbool.h>
#include <stdint.h>

enum tree_kind { TREE_FILE, TREE_FOLDER, TREE_OTHER }; // other: a link, a socket, a device

// [path] is relative to the root of the walk, NUL-terminated and lives in the
// walk's arena. The answer for a folder says whether to look inside it.
typedef bool tree_visit(void *context, struct str path, enum tree_kind kind);

// Visits everything beneath the open folder [root], a folder before what is in
// it. Zero, or the errno of the folder [*failed] that could not be read.
int tree_walk(int root, tree_visit *visit, void *context, struct arena *a, struct str *failed);

// Removes [name] beneath the open folder [parent], whatever it is; nothing
// there is fine. Goes on after a failure to remove as much as can be; zero, or
// the first errno.
int tree_remove(int parent, const char *name, struct arena *a);

// One number for everything beneath [folder]: names, sizes, times of change.
// Another number means that something there was touched; 0 when it cannot be read.
uint64_t tree_stamp(const char *folder, int workers);

// What [path] beneath the open folder [root], and everything in it, adds to the
// stamp of [root]: the difference before and after is that of the stamp.
uint64_t tree_stamp_part(int root, struct str path, struct arena *scratch);

// Creates the folders that lead to [path] beneath [root]; those that are there
// already, or that another thread creates meanwhile, are fine. Zero, or errno.
int tree_make_parents(int root, const char *path);

#endif
