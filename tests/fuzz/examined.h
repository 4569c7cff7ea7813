// SPDX-License-Identifier: MIT
// For the targets of nastavnik-facts: runs an examiner the way its process does
// and demands that nastavnik believes the answer. An answer that it does not
// believe would count against the process, and the document would go unread.
//
// Leaks are not looked for: the process of one document ends with it, and
// owns nothing but memory. What poppler and qpdf do wrong inside themselves is
// theirs, and stays in that process; see tests/README.md.
#ifndef FUZZ_EXAMINED_H
#define FUZZ_EXAMINED_H

#include "facts/examine.h"
#include "fuzz.h"
#include "record/facts_read.h"

#include <locale.h>
#include <stdio.h>
#include <string.h>

typedef void examine_bytes(struct bytes file, FILE *out);

const char *__asan_default_options(void);

const char *__asan_default_options(void)
{
    return "detect_leaks=0:allocator_may_return_null=1";
}

// A copy, with the NUL behind it that the reader of files adds.
static inline struct bytes bytes_copy(const uint8_t *data, size_t size)
{
    struct bytes b = { malloc(size + 1), size };

    demand(b.ptr != NULL);
    if (size)
        memcpy(b.ptr, data, size);
    b.ptr[size] = '\0';
    return b;
}

static inline void demand_answer(const char *rows, size_t size)
{
    struct arena *a = arena_new();
    struct document_facts facts;

    demand(facts_read((struct str){ rows, size }, a, &facts));
    demand(facts.status == FACTS_EXAMINED);
    arena_free(a);
}

static inline void examined(examine_bytes *examine, const uint8_t *data, size_t size)
{
    struct bytes file = bytes_copy(data, size);
    char *rows = NULL;
    size_t length = 0;
    FILE *out = open_memstream(&rows, &length);

    demand(out != NULL);
    examine(file, out);
    fclose(out);
    demand_answer(rows, length);
    free(rows);
    free(file.ptr);
}

int LLVMFuzzerInitialize(int *argc, char ***argv);

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    (void)argc, (void)argv;
    setlocale(LC_CTYPE, "C.UTF-8");
    signature_start();
    return 0;
}

#endif
