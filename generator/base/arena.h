// SPDX-License-Identifier: MIT
// Arena: memory born piece by piece that dies all at once.
//
// Everything read for one organisation (source text, nodes, records, messages,
// page data) comes from that organisation's arena. Nobody frees a single
// record, so nothing can leak or dangle while a section is being built.
//
// Running out of memory is not a caller's problem: the arena prints one line
// and exits with EXIT_TROUBLE. The published folder is still untouched then,
// because it is exchanged in one step at the very end (output/publish.h).
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stddef.h>

struct arena;

// To be called once, before any thread runs. Arenas come and go by the thousand;
// handing each back to the system at once took ten times longer than the work.
void arena_keep_memory(void);

struct arena *arena_new(void);
void arena_free(struct arena *a); // NULL is fine

// Forgets every allocation but keeps a block, for per-page scratch.
void arena_reset(struct arena *a);

// Zeroed memory, aligned for any type, never NULL. An overflow of count * size
// is treated as out of memory.
void *arena_alloc(struct arena *a, size_t count, size_t size);

// Enlarges the allocation [old] of [old_size] bytes, in place when it is the
// newest one; nothing is said of the bytes beyond old_size.
void *arena_grow(struct arena *a, void *old, size_t old_size, size_t new_size);

// The same for an allocation that nobody else points to: what it was may be gone
// afterwards, so that a large one, as it grows, does not leave all its former selves behind.
void *arena_resize(struct arena *a, void *old, size_t old_size, size_t new_size);

// Gives back the allocation [old] of [old_size] bytes when it is a large one; NULL is fine.
void arena_drop(struct arena *a, void *old, size_t old_size);

// Ends the program as an arena without memory does: for what a library could not get.
_Noreturn void arena_exhausted(void);

#define ARENA_NEW(a, T) ((T *)arena_alloc((a), 1, sizeof(T)))

#endif
