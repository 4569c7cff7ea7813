// SPDX-License-Identifier: MIT
#include "base/arena.h"

#include "base/exit.h"

#include <malloc.h>
#include <stdalign.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    BLOCK_SIZE = 64 * 1024,
    KEPT_BYTES = 32 * 1024 * 1024,
    STEP_BYTES = 1024 * 1024,
    MAPPED_BYTES = 4 * 1024 * 1024, // what is larger is mapped, and given back at once
};

struct block {
    struct block *next;
    size_t used, size;
    alignas(max_align_t) unsigned char bytes[];
};

// Small allocations fill blocks, the newest of which is the head. What is larger than a
// block has one of its own, behind the head, which goes on being filled.
struct arena {
    struct block *head;
};

_Noreturn void arena_exhausted(void)
{
    fputs("nastavnik: не хватило памяти; опубликованный раздел цел\n", stderr);
    exit(EXIT_TROUBLE);
}

static size_t rounded(size_t size)
{
    const size_t align = alignof(max_align_t);

    if (size > SIZE_MAX / 2)
        arena_exhausted();
    return (size + align - 1) / align * align;
}

static struct block *block_new(size_t size, struct block *next)
{
    struct block *b = malloc(sizeof *b + size);

    if (!b)
        arena_exhausted();
    b->next = next;
    b->used = 0;
    b->size = size;
    return b;
}

static void blocks_free(struct block *b)
{
    while (b) {
        struct block *next = b->next;
        free(b);
        b = next;
    }
}

void arena_keep_memory(void)
{
#ifdef __GLIBC__
    mallopt(M_TRIM_THRESHOLD, KEPT_BYTES);
    mallopt(M_TOP_PAD, STEP_BYTES);
    mallopt(M_MMAP_THRESHOLD, MAPPED_BYTES);
#endif
}

struct arena *arena_new(void)
{
    struct arena *a = calloc(1, sizeof *a);

    if (!a)
        arena_exhausted();
    return a;
}

void arena_free(struct arena *a)
{
    if (!a)
        return;
    blocks_free(a->head);
    free(a);
}

void arena_reset(struct arena *a)
{
    struct block *kept = a->head && a->head->size == BLOCK_SIZE ? a->head : NULL;

    blocks_free(kept ? kept->next : a->head);
    a->head = kept;
    if (!kept)
        return;
    kept->next = NULL;
    kept->used = 0;
}

// In a test build what nothing is said of holds no zeros that somebody could
// come to rely on.
static void spoil(unsigned char *bytes, size_t size)
{
#ifdef __SANITIZE_ADDRESS__
    memset(bytes, 0xA5, size);
#else
    (void)bytes;
    (void)size;
#endif
}

static void *put_large(struct arena *a, struct block *b)
{
    struct block **at = a->head ? &a->head->next : &a->head;

    b->used = b->size;
    b->next = *at;
    *at = b;
    return b->bytes;
}

// Memory as it comes, with whatever is in it.
static void *take(struct arena *a, size_t need)
{
    if (need > BLOCK_SIZE)
        return put_large(a, block_new(need, NULL));
    if (!a->head || a->head->size - a->head->used < need)
        a->head = block_new(BLOCK_SIZE, a->head);
    void *p = a->head->bytes + a->head->used;
    a->head->used += need;
    return p;
}

void *arena_alloc(struct arena *a, size_t count, size_t size)
{
    if (size && count > SIZE_MAX / 2 / size)
        arena_exhausted();
    size_t need = rounded(count * size);
    return memset(take(a, need), 0, need);
}

void *arena_grow(struct arena *a, void *old, size_t old_size, size_t new_size)
{
    struct block *b = a->head;
    size_t had = rounded(old_size), need = rounded(new_size);

    if (need < had)
        need = had;
    if (old && (unsigned char *)old + had == b->bytes + b->used && b->size - b->used >= need - had) {
        spoil(b->bytes + b->used, need - had);
        b->used += need - had;
        return old;
    }
    void *p = take(a, need);
    spoil(p, need);
    if (old_size)
        memcpy(p, old, old_size < new_size ? old_size : new_size);
    return p;
}

// Takes the block of a large allocation out of the arena; the young ones stand in front.
static struct block *take_out(struct arena *a, void *old)
{
    struct block **at = &a->head;

    while ((*at)->bytes != old)
        at = &(*at)->next;
    struct block *b = *at;
    *at = b->next;
    return b;
}

void arena_drop(struct arena *a, void *old, size_t old_size)
{
    if (rounded(old_size) > BLOCK_SIZE)
        free(take_out(a, old));
}

#ifdef __SANITIZE_ADDRESS__
// In a test build it always moves, and who still points to what it was finds nothing there.
void *arena_resize(struct arena *a, void *old, size_t old_size, size_t new_size)
{
    void *p = take(a, rounded(new_size));

    spoil(p, rounded(new_size));
    if (old_size) {
        memcpy(p, old, old_size < new_size ? old_size : new_size);
        spoil(old, old_size);
        arena_drop(a, old, old_size);
    }
    return p;
}
#else
void *arena_resize(struct arena *a, void *old, size_t old_size, size_t new_size)
{
    const size_t need = rounded(new_size);

    if (rounded(old_size) <= BLOCK_SIZE || need <= BLOCK_SIZE)
        return arena_grow(a, old, old_size, new_size);
    struct block *b = realloc(take_out(a, old), sizeof *b + need);
    if (!b)
        arena_exhausted();
    b->size = need;
    return put_large(a, b);
}
#endif
