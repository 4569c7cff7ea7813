// SPDX-License-Identifier: MIT
#include "document/worker.h"

#include "base/hash.h"
#include "base/io.h"
#include "base/limits.h"
#include "document/worker_process.h"

#include <assert.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <stdlib.h>
#include <sys/random.h>
#include <time.h>
#include <unistd.h>

// Failures in a row after which the program is taken to be unfit.
enum { STRIKES = 8, AT_ONCE = 64 };

struct worker_pool {
    const char *program;
    int seconds, count;
    pthread_mutex_t lock;
    pthread_cond_t freed;
    struct worker_process *processes;
    bool *taken;
    int strikes, started;
    uint64_t secret; // nobody can guess the number of a request that is still to come
    uint64_t requests;
};

struct worker_pool *worker_pool_open(const char *program, int count, int seconds, struct arena *a)
{
    struct worker_pool *pool = ARENA_NEW(a, struct worker_pool);

    *pool = (struct worker_pool){ .program = program,
                                  .count = count < AT_ONCE ? count : AT_ONCE,
                                  .seconds = seconds };
    pthread_mutex_init(&pool->lock, NULL);
    pthread_cond_init(&pool->freed, NULL);
    pool->processes = arena_alloc(a, (size_t)pool->count, sizeof *pool->processes);
    pool->taken = arena_alloc(a, (size_t)pool->count, sizeof *pool->taken);
    if (getrandom(&pool->secret, sizeof pool->secret, 0) != sizeof pool->secret)
        pool->secret = (uint64_t)time(NULL);
    return pool;
}

void worker_pool_close(struct worker_pool *pool)
{
    if (!pool)
        return;
    for (int i = 0; i < pool->count; i++)
        worker_end(&pool->processes[i]);
    pthread_cond_destroy(&pool->freed);
    pthread_mutex_destroy(&pool->lock);
}

int worker_pool_started(const struct worker_pool *pool)
{
    return pool->started;
}

// ---- who works for whom ----------------------------------------------------------------

static int find_free(const struct worker_pool *pool)
{
    for (int i = 0; i < pool->count; i++)
        if (!pool->taken[i])
            return i;
    return -1;
}

// A place for one process; -1 when all are taken and [wait] is not asked for.
static int take(struct worker_pool *pool, bool wait)
{
    pthread_mutex_lock(&pool->lock);
    int i = find_free(pool);
    while (i == -1 && wait) {
        pthread_cond_wait(&pool->freed, &pool->lock);
        i = find_free(pool);
    }
    if (i >= 0)
        pool->taken[i] = true;
    pthread_mutex_unlock(&pool->lock);
    return i;
}

static void give_back(struct worker_pool *pool, int i, bool failed)
{
    if (failed)
        worker_end(&pool->processes[i]);
    pthread_mutex_lock(&pool->lock);
    pool->taken[i] = false;
    pool->strikes = failed ? pool->strikes + 1 : 0;
    pthread_cond_signal(&pool->freed);
    pthread_mutex_unlock(&pool->lock);
}

static bool is_running(struct worker_pool *pool, int i)
{
    struct worker_process *p = &pool->processes[i];

    pthread_mutex_lock(&pool->lock);
    bool fit = pool->strikes < STRIKES;
    pool->started += fit && p->pid == 0;
    pthread_mutex_unlock(&pool->lock);
    return fit && (p->pid > 0 || worker_start(p, pool->program));
}

static uint64_t next_number(struct worker_pool *pool)
{
    pthread_mutex_lock(&pool->lock);
    uint64_t number = hash_mix(pool->secret, ++pool->requests);
    pthread_mutex_unlock(&pool->lock);
    return number;
}

// ---- one batch ---------------------------------------------------------------------------

// A job under way.
struct errand {
    struct worker_job *job;
    int process;
    uint64_t number;
    struct buf answer;
    time_t deadline;
};

struct batch {
    struct worker_pool *pool;
    struct errand errands[AT_ONCE];
    int busy;
    struct arena *arena;
};

static time_t now(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec;
}

static bool open_files(const struct worker_job *job, int files[WORKER_FILES], int *count)
{
    *count = 0;
    for (int i = 0; i < WORKER_FILES && job->files[i]; i++) {
        files[i] = io_open_beneath(job->dir, job->files[i], O_RDONLY);
        if (files[i] == -1)
            return false;
        ++*count;
    }
    return true;
}

// Hands the job to process [i]; false when that process is of no use.
static bool hand_over(struct batch *b, struct worker_job *job, int i)
{
    int files[WORKER_FILES], count;
    bool asked = false, opened = open_files(job, files, &count);
    uint64_t number = next_number(b->pool);

    job->outcome = WORKER_UNREADABLE;
    if (opened && is_running(b->pool, i)) {
        asked = worker_ask(&b->pool->processes[i], job->kind, number, files, count);
        job->outcome = WORKER_DIED;
    } else if (opened)
        job->outcome = WORKER_MISSING;
    for (int f = 0; f < count; f++)
        close(files[f]);
    if (asked)
        b->errands[b->busy++] = (struct errand){
            .job = job,
            .process = i,
            .number = number,
            .answer = buf_new(b->arena, LIMIT_FACTS_BYTES + 4096),
            .deadline = now() + b->pool->seconds,
        };
    return asked;
}

static void begin(struct batch *b, struct worker_job *job, int i)
{
    if (!hand_over(b, job, i))
        give_back(b->pool, i, job->outcome != WORKER_UNREADABLE);
}

static void end(struct batch *b, int e, enum worker_outcome outcome)
{
    struct errand *errand = &b->errands[e];

    errand->job->outcome = outcome;
    if (outcome == WORKER_ANSWERED)
        errand->job->answer = worker_rows(&errand->answer);
    give_back(b->pool, errand->process, outcome != WORKER_ANSWERED);
    *errand = b->errands[--b->busy];
}

static void look_at(struct batch *b, int e, bool ready, time_t time)
{
    static const enum worker_outcome outcomes[] = {
        [READING_MORE] = WORKER_LATE,
        [READING_DONE] = WORKER_ANSWERED,
        [READING_DIED] = WORKER_DIED,
        [READING_NONSENSE] = WORKER_LIED,
    };
    struct errand *errand = &b->errands[e];
    enum worker_reading reading = READING_MORE;

    if (ready)
        reading = worker_read(&b->pool->processes[errand->process], errand->number, &errand->answer);
    if (reading != READING_MORE || time >= errand->deadline)
        end(b, e, outcomes[reading]);
}

// Waits until something arrives or a quarter of a second is over: another
// thread may have freed a process meanwhile, or a deadline may have come.
static void wait_for_answers(struct batch *b)
{
    struct pollfd polls[AT_ONCE];

    assert(b->busy > 0 && b->busy <= AT_ONCE);
    for (int e = 0; e < b->busy; e++)
        polls[e] =
            (struct pollfd){ .fd = b->pool->processes[b->errands[e].process].socket, .events = POLLIN };
    poll(polls, (nfds_t)b->busy, 250);
    time_t time = now();
    for (int e = b->busy - 1; e >= 0; e--) // backwards: an ended one is replaced by the last
        look_at(b, e, polls[e].revents != 0, time);
}

void worker_run(struct worker_pool *pool, struct worker_job *jobs, size_t count, struct arena *a)
{
    struct batch b = { .pool = pool, .arena = a };
    size_t next = 0;
    int i;

    while (next < count || b.busy) {
        while (next < count && (i = take(pool, b.busy == 0)) >= 0)
            begin(&b, &jobs[next++], i);
        if (b.busy)
            wait_for_answers(&b);
    }
}

// ---- where it stands -----------------------------------------------------------------------

const char *worker_program(struct arena *a)
{
    static const char *const places[] = { "nastavnik-facts", "../libexec/nastavnik/nastavnik-facts" };
    const char *named = getenv("NASTAVNIK_FACTS"), *program = "nastavnik-facts";
    char self[4096];
    ssize_t length = readlink("/proc/self/exe", self, sizeof self);

    if (named && *named)
        return str_copy(str_from(named), a).ptr;
    while (length > 0 && self[length - 1] != '/')
        length--;
    for (size_t i = 0; length > 0 && i < sizeof places / sizeof *places; i++) {
        program = str_format(a, "%.*s%s", (int)length, self, places[i]).ptr;
        if (access(program, X_OK) == 0)
            break;
    }
    return program;
}
