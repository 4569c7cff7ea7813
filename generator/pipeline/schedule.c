// SPDX-License-Identifier: MIT
#include "pipeline/schedule.h"

#include "base/arena.h"
#include "base/parallel.h"

#include <pthread.h>
#include <stdbool.h>
#include <time.h>

enum { PROGRESS_MS = 200 };

struct board {
    const struct schedule *schedule;
    pthread_mutex_t lock;
    pthread_cond_t changed;
    struct task **ready; // a stack
    size_t ready_count, done;
};

struct worker {
    struct board *board;
    int number;
};

// The next task, or NULL when all are done.
static struct task *take(struct board *b)
{
    struct task *task = NULL;

    pthread_mutex_lock(&b->lock);
    while (b->ready_count == 0 && b->done < b->schedule->count)
        pthread_cond_wait(&b->changed, &b->lock);
    if (b->ready_count)
        task = b->ready[--b->ready_count];
    pthread_mutex_unlock(&b->lock);
    return task;
}

static void finish(struct board *b, struct task *task)
{
    pthread_mutex_lock(&b->lock);
    b->done++;
    if (task->parent && --task->parent->open_children == 0)
        b->ready[b->ready_count++] = task->parent;
    pthread_cond_broadcast(&b->changed);
    pthread_mutex_unlock(&b->lock);
}

static void *work(void *argument)
{
    const struct worker *w = argument;
    const struct schedule *s = w->board->schedule;

    for (struct task *task = take(w->board); task; task = take(w->board)) {
        s->run(s->context, w->number, task);
        finish(w->board, task);
    }
    return NULL;
}

static void watch(struct board *b)
{
    pthread_mutex_lock(&b->lock);
    while (b->done < b->schedule->count) {
        struct timespec until;
        clock_gettime(CLOCK_REALTIME, &until);
        until.tv_nsec += PROGRESS_MS * 1000000L;
        until.tv_sec += until.tv_nsec / 1000000000L;
        until.tv_nsec %= 1000000000L;
        pthread_cond_timedwait(&b->changed, &b->lock, &until);
        b->schedule->progress(b->schedule->context, b->done, b->schedule->count);
    }
    pthread_mutex_unlock(&b->lock);
}

void schedule_run(const struct schedule *s)
{
    struct arena *a = arena_new();
    struct board board = { .schedule = s,
                           .lock = PTHREAD_MUTEX_INITIALIZER,
                           .changed = PTHREAD_COND_INITIALIZER };
    pthread_t threads[PARALLEL_MOST];
    struct worker workers[PARALLEL_MOST];
    int started = 0;

    board.ready = arena_alloc(a, s->count, sizeof *board.ready);
    for (size_t i = s->count; i-- > 0;)
        if (s->tasks[i].open_children == 0)
            board.ready[board.ready_count++] = &s->tasks[i];
    for (int i = 0; i < s->workers; i++)
        workers[i] = (struct worker){ &board, i };
    // The first worker runs here unless this thread has a progress to show.
    for (int i = s->progress ? 0 : 1; i < s->workers; i++)
        if (pthread_create(&threads[started], NULL, work, &workers[i]) == 0)
            started++;
    if (s->progress && started)
        watch(&board);
    else
        work(&workers[0]);
    while (started > 0)
        pthread_join(threads[--started], NULL);
    arena_free(a);
}
