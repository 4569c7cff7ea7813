// SPDX-License-Identifier: MIT
// What `build` and `check` share: options, what they say on stderr, the exit status.
#ifndef CMD_COMMON_H
#define CMD_COMMON_H

#include "base/buf.h"
#include "cmd/options.h"
#include "output/verdicts.h"
#include "pipeline/build.h"

#include <stdio.h>

// The first member of the command's struct of arguments.
struct common {
    const char *today, *jobs, *format;
    bool notes, quiet, no_facts;
};

#define COMMON_AT(member) offsetof(struct common, member)
#define COMMON_ROWS(formats)                                                                                 \
    { "--today", OPTION_TEXT, "ДАТА", "считать, что сегодня этот день: 2025-09-01", COMMON_AT(today) },      \
        { "--jobs", OPTION_TEXT, "ЧИСЛО", "сколько организаций обрабатывать сразу", COMMON_AT(jobs) },       \
        { "--format", OPTION_TEXT, "ВИД", formats, COMMON_AT(format) },                                      \
        { "--no-facts", OPTION_FLAG, NULL, "не заглядывать внутрь документов", COMMON_AT(no_facts) },        \
        { "--notes", OPTION_FLAG, NULL, "показать и заметки, а не только ошибки и предупреждения",           \
          COMMON_AT(notes) },                                                                                \
    {                                                                                                        \
        "--quiet", OPTION_FLAG, NULL, "без строки итогов", COMMON_AT(quiet)                                  \
    }

// --today, --jobs and --no-facts into [options]; false when one makes no sense, which is said on stderr.
bool common_read(const struct common *c, struct build_options *options);

// --format of messages into [format]; false when there is no such, which is said on stderr.
bool common_format(const struct common *c, int *format);

void common_print(struct str text, FILE *to);

bool common_is_coloured(FILE *f);

// «3 ошибки, 2 предупреждения».
struct str common_totals(const struct diags *ds, struct arena *a);

// «Проверка: 3 ошибки, 2 предупреждения; 0,12 с.» behind what the command has to say first.
void common_print_totals(struct str totals, double seconds);

double common_now(void); // seconds, for differences only

// Compares with the earlier check whose JSON is in the file [path]; false when it
// cannot be read or is none, which is said on stderr.
bool common_compare(struct verdicts *v, const char *path, struct arena *a);

// By the worst message alone.
int common_status(const struct diags *ds);

#endif
