// SPDX-License-Identifier: MIT
// Reading one text file of the author: bounded, regular files only, beneath the
// project folder only, and UTF-8 or a clear word about what it is instead.
// Everything above this module may rely on valid UTF-8 without NUL bytes.
#ifndef INPUT_SOURCE_H
#define INPUT_SOURCE_H

#include "diag/diag.h"

#include <stdbool.h>

// Reads [name] relative to the open folder [dir] without following symbolic
// links or leaving it. [path] is what messages call the file. A BOM is skipped
// and CRLF stays (every reader accepts it). On failure says why in [ds] and
// returns false: cannot open, not a regular file, larger than [max] bytes,
// changed while read, cp1251/cp866/KOI8-R/UTF-16 by the look of it (with the
// command that converts a copy), broken UTF-8 or a NUL byte (with its place).
bool source_load(int dir, const char *name, const char *path, size_t max, struct arena *a, struct diags *ds,
                 struct source *out) __attribute__((warn_unused_result));

// The same for what is no text; out->path has to be set.
bool source_load_bytes(int dir, const char *name, size_t max, struct arena *a, struct diags *ds,
                       struct source *out) __attribute__((warn_unused_result));

// The same for what a spreadsheet saved, which is in whatever encoding that spreadsheet likes: text
// that is not UTF-8 is read as what it looks like. Only for texts whose meaning does not hang on
// a guess, such as addresses.
bool source_load_guessing(int dir, const char *name, const char *path, size_t max, struct arena *a,
                          struct diags *ds, struct source *out) __attribute__((warn_unused_result));

// Checks the encoding of text that was read some other way (stdin, tests).
bool source_check(const struct source *s, struct diags *ds) __attribute__((warn_unused_result));

#endif
