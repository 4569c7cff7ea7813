// SPDX-License-Identifier: MIT
// Parallel: pieces of work that do not know of each other, on several threads.
// Trees of work, where one piece waits for others, are pipeline/schedule's.
#ifndef BASE_PARALLEL_H
#define BASE_PARALLEL_H

#include <stddef.h>

enum { PARALLEL_MOST = 64 };

// How many threads this machine has cores for, at most PARALLEL_MOST.
int parallel_cores(void);

// Calls [run] for every piece 0 … count - 1, on [workers] threads, this one among
// them, and returns when all are done. [worker] is 0 … workers - 1, and no two
// calls with the same one run at once. Where no thread can be started this one
// does all the work.
void parallel_each(size_t count, int workers, void (*run)(void *context, int worker, size_t piece),
                   void *context);

#endif
