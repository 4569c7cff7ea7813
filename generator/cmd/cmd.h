// SPDX-License-Identifier: MIT
// The commands. Each takes its own words (argv[0] is its name) and returns an
// exit status. Data goes to stdout, messages to stderr.
#ifndef CMD_CMD_H
#define CMD_CMD_H

struct command {
    const char *name, *summary;
    int (*run)(int argc, char **argv);
};

extern const struct command commands[]; // ends with a NULL name

int cmd_build(int argc, char **argv);
int cmd_check(int argc, char **argv);
int cmd_explain(int argc, char **argv);
int cmd_init(int argc, char **argv);
int cmd_kit(int argc, char **argv);
int cmd_schema(int argc, char **argv);

#endif
