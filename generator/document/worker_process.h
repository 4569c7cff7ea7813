// SPDX-License-Identifier: MIT
// One worker process and the socket to it.
#ifndef DOCUMENT_WORKER_PROCESS_H
#define DOCUMENT_WORKER_PROCESS_H

#include "base/buf.h"

#include <stdint.h>
#include <sys/types.h>

struct worker_process {
    pid_t pid; // 0: not started
    int socket;
};

// Starts [program]; false when that cannot be done.
bool worker_start(struct worker_process *p, const char *program);
void worker_end(struct worker_process *p); // at once, with everything it started

// Hands over open files; false when the process is not there to take them.
bool worker_ask(const struct worker_process *p, const char *kind, uint64_t number, const int *files,
                int count);

enum worker_reading { READING_MORE, READING_DONE, READING_DIED, READING_NONSENSE };

// Takes what has arrived, without waiting, behind what is in [answer]. When it
// is whole, [answer] holds its head and its rows and nothing else.
enum worker_reading worker_read(const struct worker_process *p, uint64_t number, struct buf *answer);
struct str worker_rows(const struct buf *answer);

#endif
