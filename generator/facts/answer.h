// SPDX-License-Identifier: MIT
// The rows of an answer: «key length:value», one fact each. nastavnik reads
// them in record/facts_read.c and believes nothing that is not of this form.
#ifndef FACTS_ANSWER_H
#define FACTS_ANSWER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

// A file as it was handed over, read whole.
struct bytes {
    unsigned char *ptr;
    size_t len;
};

void answer_flag(FILE *out, const char *key, bool truth);
void answer_number(FILE *out, const char *key, long long number);

// The same, but nothing for a number below 0 or above [most]: a file may claim anything.
void answer_count(FILE *out, const char *key, long long number, long long most);

// One line of text, at most [most] bytes: broken UTF-8 is left out, every run of
// control characters and spaces becomes one space. Nothing for an empty one.
void answer_text(FILE *out, const char *key, const char *text, size_t most);

// The same with its lines kept, and written even when empty. Lessens [left] by the bytes
// written; returns whether all of the text fitted into it.
bool answer_page(FILE *out, const char *text, size_t *left);

#endif
