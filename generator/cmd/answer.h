// SPDX-License-Identifier: MIT
// Answers: what the last check said, kept beside data in .nastavnik-check, so
// that the same question about the same files is answered without reading them.
//
// It quotes records, so it is for its owner's eyes alone. It may be deleted at
// any time, and damage to it costs time only: whatever does not make sense is no answer.
#ifndef CMD_ANSWER_H
#define CMD_ANSWER_H

#include "base/str.h"

#include <stdbool.h>
#include <stdint.h>

struct answer {
    uint64_t question; // everything that it depends on
    int status;        // of the whole command
    struct str messages, text, totals;
};

// The kept answer of [project] to [question]; false when there is none.
bool answer_read(const char *project, uint64_t question, struct arena *a, struct answer *out);

// Replaces it. One that cannot be kept, or is larger than LIMIT_LEDGER_BYTES, is
// removed, and nothing is said.
void answer_write(const char *project, const struct answer *answer);

#endif
