// SPDX-License-Identifier: MIT
// Workers: processes of the program nastavnik-facts that look into documents,
// so that a stranger's PDF can hang or crash only one of them.
//
// They are started when first needed and ended when the pool is closed. One
// that dies, hangs past the time limit or answers nonsense is ended and its
// document stays unexamined; the next document gets a fresh one. After some such
// failures in a row no more are started: a run has to end.
#ifndef DOCUMENT_WORKER_H
#define DOCUMENT_WORKER_H

#include "base/str.h"

enum worker_outcome {
    WORKER_ANSWERED,
    WORKER_MISSING,    // there is no program to start, or it never works
    WORKER_UNREADABLE, // the document could not be opened
    WORKER_LATE,
    WORKER_DIED,
    WORKER_LIED, // the answer is not of the form
};

enum { WORKER_FILES = 2 };

// One document to look into.
struct worker_job {
    const char *kind;                // "pdf", "office", "sig"
    int dir;                         // open folder
    const char *files[WORKER_FILES]; // beneath it; NULL for none
    enum worker_outcome outcome;
    struct str answer; // rows, not yet believed
};

struct worker_pool;

// [program] is the worker's file; [seconds] the longest it may think about one
// document. Starts nothing. The pool lives in [a] until it is closed.
struct worker_pool *worker_pool_open(const char *program, int count, int seconds, struct arena *a);
void worker_pool_close(struct worker_pool *pool); // NULL is fine

// Does all jobs, several at a time, and sets outcome and answer (in [a]) of
// each. May be called from several threads at once.
void worker_run(struct worker_pool *pool, struct worker_job *jobs, size_t count, struct arena *a);

// How many processes were started so far.
int worker_pool_started(const struct worker_pool *pool);

// Where nastavnik-facts stands: what NASTAVNIK_FACTS names, beside this
// program, or where `make install` puts it. In [a]; never NULL.
const char *worker_program(struct arena *a);

#endif
