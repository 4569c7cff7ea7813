// SPDX-License-Identifier: MIT
// Schedule: a tree of organisations on several threads, subordinates before
// their superiors. There are no locks around the work itself.
#ifndef PIPELINE_SCHEDULE_H
#define PIPELINE_SCHEDULE_H

#include <stddef.h>

struct task {
    struct task *parent;  // runs when all its children have run; NULL for the root
    size_t open_children; // how many have not run yet
    void *work;
};

struct schedule {
    struct task *tasks;
    size_t count;
    int workers;                                               // at most PARALLEL_MOST
    void (*run)(void *context, int worker, struct task *task); // worker: 0 … workers - 1
    void *context;
    void (*progress)(void *context, size_t done, size_t count); // a few times a second; may be NULL
};

// Runs every task once and returns when all are done. Where no thread can be
// started the caller's own does all the work.
void schedule_run(const struct schedule *schedule);

#endif
