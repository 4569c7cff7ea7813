// SPDX-License-Identifier: MIT
#include "base/parallel.h"

#include <pthread.h>
#include <stdatomic.h>
#include <unistd.h>

struct work {
    void (*run)(void *context, int worker, size_t piece);
    void *context;
    size_t count;
    atomic_size_t next;
};

struct worker {
    struct work *work;
    int number;
};

int parallel_cores(void)
{
    long n = sysconf(_SC_NPROCESSORS_ONLN);

    return n < 1 ? 1 : n > PARALLEL_MOST ? PARALLEL_MOST : (int)n;
}

static void *take_pieces(void *argument)
{
    const struct worker *w = argument;
    struct work *work = w->work;

    for (size_t i = atomic_fetch_add(&work->next, 1); i < work->count; i = atomic_fetch_add(&work->next, 1))
        work->run(work->context, w->number, i);
    return NULL;
}

void parallel_each(size_t count, int workers, void (*run)(void *context, int worker, size_t piece),
                   void *context)
{
    struct work work = { .run = run, .context = context, .count = count };
    struct worker all[PARALLEL_MOST];
    pthread_t threads[PARALLEL_MOST];
    int started = 1; // this thread is the first worker

    all[0] = (struct worker){ &work, 0 };
    while (started < workers && started < PARALLEL_MOST && (size_t)started < count) {
        all[started] = (struct worker){ &work, started };
        if (pthread_create(&threads[started], NULL, take_pieces, &all[started]) != 0)
            break;
        started++;
    }
    take_pieces(&all[0]);
    while (started > 1)
        pthread_join(threads[--started], NULL);
}
