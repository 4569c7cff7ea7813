// SPDX-License-Identifier: MIT
// Map: text to pointer, insertion only, in an arena. Its hash is keyed with a
// constant, which is enough because ceilings bound how many keys a file may hold.
#ifndef BASE_MAP_H
#define BASE_MAP_H

#include "base/str.h"

struct map {
    struct arena *arena;
    struct map_slot *slots;
    size_t count, capacity;
};

struct map map_new(struct arena *a);
void *map_get(const struct map *m, struct str key); // NULL when absent

// Binds [key] (borrowed) to [value] unless it is bound already; returns what
// was there before, or NULL when the key was new.
void *map_put(struct map *m, struct str key, const void *value);

#endif
