// SPDX-License-Identifier: MIT
// List: a growing array of pointers in an arena; the one list type of the
// program, so that records, templates and folds all walk lists the same way.
#ifndef BASE_LIST_H
#define BASE_LIST_H

#include "base/arena.h"

#include <stdint.h>

struct list {
    const void **items;
    size_t count, capacity;
};

void list_add(struct list *l, const void *item, struct arena *a);

// Stable; [order] gets two items (not pointers to them).
void list_sort(struct list *l, int (*order)(const void *a, const void *b), struct arena *scratch);

// for (LIST_EACH(struct act, act, org->acts)) ...
#define LIST_EACH(T, name, l)                                                                                \
    T *const *name##_at = (T *const *)(const void *)(l).items, *name = NULL;                                 \
    (uintptr_t) name##_at - (uintptr_t)(l).items < (l).count * sizeof name && (name = *name##_at, 1);        \
    name##_at++

#endif
