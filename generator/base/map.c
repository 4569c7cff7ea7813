// SPDX-License-Identifier: MIT
#include "base/map.h"

#include "base/hash.h"

#include <stdint.h>

struct map_slot {
    struct str key;
    void *value;
    uint64_t hash; // of the key: other keys are told apart without a look at their bytes
};

struct map map_new(struct arena *a)
{
    return (struct map){ .arena = a };
}

// The slot that holds [key], or the empty one where it would go.
static struct map_slot *slot_of(const struct map *m, struct str key, uint64_t hash)
{
    size_t i = (size_t)hash & (m->capacity - 1);

    while (m->slots[i].value && (m->slots[i].hash != hash || !str_eq(m->slots[i].key, key)))
        i = (i + 1) & (m->capacity - 1);
    return &m->slots[i];
}

static void enlarge(struct map *m)
{
    struct map old = *m;

    m->capacity = old.capacity ? old.capacity * 2 : 16;
    m->slots = arena_alloc(m->arena, m->capacity, sizeof *m->slots);
    for (size_t i = 0; i < old.capacity; i++)
        if (old.slots[i].value)
            *slot_of(m, old.slots[i].key, old.slots[i].hash) = old.slots[i];
    arena_drop(m->arena, old.slots, old.capacity * sizeof *old.slots);
}

void *map_get(const struct map *m, struct str key)
{
    return m->capacity ? slot_of(m, key, hash_quick(key))->value : NULL;
}

void *map_put(struct map *m, struct str key, const void *value)
{
    if (m->count * 2 >= m->capacity)
        enlarge(m);
    const uint64_t hash = hash_quick(key);
    struct map_slot *slot = slot_of(m, key, hash);
    if (slot->value)
        return slot->value;
    *slot = (struct map_slot){ key, (void *)(uintptr_t)value, hash };
    m->count++;
    return NULL;
}
