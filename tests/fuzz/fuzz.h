// SPDX-License-Identifier: MIT
// What every target shares. A target has an opinion: [demand] ends the process
// when it is not held, and libFuzzer keeps the input.
#ifndef FUZZ_FUZZ_H
#define FUZZ_FUZZ_H

#include "diag/diag.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define demand(truth)                                                                                        \
    do {                                                                                                     \
        if (!(truth)) {                                                                                      \
            fprintf(stderr, "%s:%d: not held: %s\n", __FILE__, __LINE__, #truth);                            \
            abort();                                                                                         \
        }                                                                                                    \
    } while (0)

static inline struct str fuzz_text(const uint8_t *data, size_t size)
{
    return (struct str){ (const char *)data, size };
}

// Every message has something to say, and a place that is in its file; an empty
// value at the end of a text may stand behind its last line.
static inline void demand_messages(const struct diags *ds, struct str text)
{
    size_t lines = 1;

    for (size_t i = 0; i < text.len; i++)
        lines += text.ptr[i] == '\n' || text.ptr[i] == '\r'; // a table may end its lines so
    for (LIST_EACH(const struct diag, d, ds->items))
        demand(d->message.len && d->line <= lines + 1);
}

#endif
