// SPDX-License-Identifier: MIT
// Places: the addresses that a new site has given away, each to one file.
//
// Addresses that differ in letter case only, or in how й is written, are one
// address: a server on Windows or macOS would show one file for both. A file
// and a folder of the same name clash too.
#ifndef OUTPUT_PLACES_H
#define OUTPUT_PLACES_H

#include "base/map.h"

#include <stdbool.h>

struct place {
    struct str path;
    bool is_folder;
};

struct places {
    struct map taken; // folded path to struct place
    struct arena *arena, *scratch;
};

struct places places_new(struct arena *a, struct arena *scratch); // [scratch] is reset at each call

// Gives [path], which must outlive the places, to a file. NULL, or the place it
// clashes with: the path itself or a folder on the way to it was given away.
const struct place *places_take(struct places *p, struct str path);

// What giving [path] to a file would clash with, or NULL.
const struct place *places_clash(const struct places *p, struct str path);

#endif
