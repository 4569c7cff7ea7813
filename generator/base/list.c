// SPDX-License-Identifier: MIT
#include "base/list.h"

#include <string.h>

void list_add(struct list *l, const void *item, struct arena *a)
{
    if (l->count == l->capacity) {
        size_t wanted = l->capacity ? l->capacity * 2 : 8;
        l->items = arena_grow(a, l->items, l->capacity * sizeof *l->items, wanted * sizeof *l->items);
        l->capacity = wanted;
    }
    l->items[l->count++] = item;
}

static void merge(const void **from, const void **to, size_t left, size_t middle, size_t right,
                  int (*order)(const void *, const void *))
{
    size_t i = left, j = middle;

    for (size_t k = left; k < right; k++)
        to[k] = j >= right || (i < middle && order(from[i], from[j]) <= 0) ? from[i++] : from[j++];
}

void list_sort(struct list *l, int (*order)(const void *a, const void *b), struct arena *scratch)
{
    const void **from = l->items, **to;

    if (l->count < 2)
        return;
    to = arena_alloc(scratch, l->count, sizeof *to);
    for (size_t width = 1; width < l->count; width *= 2) {
        for (size_t left = 0; left < l->count; left += 2 * width) {
            size_t middle = left + width < l->count ? left + width : l->count;
            size_t right = left + 2 * width < l->count ? left + 2 * width : l->count;
            merge(from, to, left, middle, right, order);
        }
        const void **swap = from;
        from = to;
        to = swap;
    }
    if (from != l->items)
        memcpy(l->items, from, l->count * sizeof *from);
}
