// SPDX-License-Identifier: MIT
// Command lines: one table per command says which options there are; parsing,
// the help text, the completions and the usage errors all read it.
#ifndef CMD_OPTIONS_H
#define CMD_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

enum option_kind { OPTION_FLAG, OPTION_TEXT };

struct option_row {
    const char *name; // "--out"
    enum option_kind kind;
    const char *argument; // «ПАПКА», for the help
    const char *help;
    size_t offset; // of a bool (flag) or a const char * (text) in the command's struct
};

struct command_line {
    const char *usage; // "build [ПАПКА] [ключи]"
    const char *summary;
    const struct option_row *rows; // ends with a NULL name
    size_t most_words;             // arguments without dashes: how many are allowed
};

// Fills [options] and [words] (at least most_words long, NULL-terminated by the
// caller's zeroing). Returns -1 to go on, or the exit status when the line was
// wrong (said on stderr) or asked for help (printed on stdout).
int options_parse(const struct command_line *line, int argc, char **argv, void *options, const char **words);

#endif
