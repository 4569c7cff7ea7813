// SPDX-License-Identifier: MIT
// Diagnostics: everything the program has to say about the author's files.
//
// A diagnostic is a code, a place (file:line:col), one line of message in
// Russian and, where it helps, the mended line. What to do and which norm
// stands behind it belong to the code and live in one list (diag/codes.def).
// Nobody prints while working: diagnostics are collected, sorted by place and
// printed by diag/report, so two runs say the same in the same order.
#ifndef DIAG_DIAG_H
#define DIAG_DIAG_H

#include "base/arena.h"
#include "base/list.h"
#include "base/str.h"

#include <stdbool.h>
#include <stdint.h>

enum severity {
    SEVERITY_NOTE,    // for information; never fails a build
    SEVERITY_WARNING, // doubtful; fails nothing
    SEVERITY_ERROR,   // the author has to mend it; nothing is published
    SEVERITY_FATAL,   // the machine said no; exit 3
};

enum diag_code {
#define DIAG(name, severity, slug, cause, fix, basis) DIAG_##name,
#include "diag/codes.def"
#undef DIAG
    DIAG_COUNT
};

struct diag_info {
    enum severity severity;
    const char *slug, *cause, *fix, *basis;
};

const struct diag_info *diag_info(enum diag_code code);
const char *severity_name(enum severity s); // «ошибка», «предупреждение», …

// A text that places point into: a file as it was read. [path] is as the user
// would type it, relative to the project; [text] may be empty (a folder).
struct source {
    const char *path;
    struct str text;
};

// Line and column are counted from 1, columns in characters; 0 means unknown.
struct where {
    const struct source *source;
    uint32_t line, column;
};

struct diag {
    enum diag_code code;
    enum severity severity;           // the code's, unless a waiver lowered it to a note
    struct str path, message, mended; // copies: they outlive the sources
    struct str excerpt;               // of the line around the place, without control characters
    uint32_t line, column;
    uint32_t caret; // the place in the excerpt, in characters from 1; 0: nowhere
};

struct diags {
    struct arena *arena;
    const char *folder; // that paths begin at, for a reader who stands elsewhere; NULL: the same
    struct list items;  // of struct diag
    size_t counts[SEVERITY_FATAL + 1];
    size_t by_code[DIAG_COUNT]; // those that no waiver has made notes of
    size_t dropped;             // beyond LIMIT_DIAGNOSTICS, counted all the same
};

struct diags *diags_new(struct arena *a);

void diag_add(struct diags *ds, enum diag_code code, struct where at, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

// The same with the line as it should be written, printed under the excerpt as
// «исправьте так: …».
void diag_add_mended(struct diags *ds, enum diag_code code, struct where at, struct str mended,
                     const char *format, ...) __attribute__((format(printf, 5, 6)));

// The whole line of [at] as it has to stand: with [with] in place of [old], which
// stands there, at once or in quotes. Empty when it does not stand there word for
// word (a text over several lines, an escape).
struct str diag_line_with(struct where at, struct str old, struct str with, struct arena *a);

// For a place without a source: a path alone.
void diag_add_path(struct diags *ds, enum diag_code code, const char *path, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

size_t diags_count_errors(const struct diags *ds); // errors and fatal ones
bool diags_failed(const struct diags *ds);         // any of them
bool diags_has_fatal(const struct diags *ds);      // the machine said no
bool diags_has(const struct diags *ds, enum diag_code code);

// Makes a warning a note, with [reason] behind its message: the author accepts
// it for a time (model/waiver.h). Errors cannot be accepted.
void diag_waive(struct diags *ds, struct diag *d, struct str reason);

// When the machine said no, forgets all the rest: what could not be read looks
// like a hundred mistakes of the author.
void diags_keep_fatal(struct diags *ds);

// Copies all of [from] behind [into]; then sort once with diags_sort.
void diags_merge(struct diags *into, const struct diags *from);
void diags_merge_errors(struct diags *into, const struct diags *from); // the same without warnings and notes
void diags_sort(struct diags *ds);

#endif
