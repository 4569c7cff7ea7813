// SPDX-License-Identifier: MIT
#include "cmd/options.h"

#include "base/exit.h"
#include "base/nearest.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

static void print_help(const struct command_line *line)
{
    printf("nastavnik %s\n\n%s\n", line->usage, line->summary);
    if (line->rows->name)
        puts("\nКлючи:");
    for (const struct option_row *r = line->rows; r->name; r++) {
        char left[64];
        snprintf(left, sizeof left, "%s%s%s", r->name, r->argument ? " " : "",
                 r->argument ? r->argument : "");
        int width = 0;
        for (const char *c = left; *c; c++)
            width += ((unsigned char)*c & 0xC0) != 0x80;
        printf("  %s%*s%s\n", left, width < 24 ? 24 - width : 1, "", r->help);
    }
}

static int wrong(const struct command_line *line, const char *message, const char *what)
{
    fprintf(stderr, "nastavnik: %s «%s»\nвызов: nastavnik %s\n", message, what, line->usage);
    return EXIT_USAGE;
}

static int unknown(const struct command_line *line, const char *typed)
{
    struct nearest near = nearest_to(str_from(typed));

    for (const struct option_row *r = line->rows; r->name; r++)
        nearest_offer(&near, r->name);
    wrong(line, "нет такого ключа:", typed);
    if (near.best)
        fprintf(stderr, "возможно, вы имели в виду %s\n", near.best);
    return EXIT_USAGE;
}

static const struct option_row *find(const struct command_line *line, struct str name)
{
    for (const struct option_row *r = line->rows; r->name; r++)
        if (str_is(name, r->name))
            return r;
    return NULL;
}

// Takes one option at argv[*i]; its value may be the next word or follow '='.
static int take(const struct command_line *line, int argc, char **argv, int *i, void *options)
{
    const char *typed = argv[*i];
    struct str name = str_from(typed);
    size_t equals = str_find_char(name, '=');
    const struct option_row *r = find(line, str_from_to(name, 0, equals));

    if (!r)
        return unknown(line, typed);
    void *at = (char *)options + r->offset;
    if (r->kind == OPTION_FLAG) {
        if (equals != SIZE_MAX)
            return wrong(line, "у этого ключа нет значения:", typed);
        *(bool *)at = true;
        return -1;
    }
    if (equals == SIZE_MAX && ++*i >= argc)
        return wrong(line, "у ключа не указано значение:", typed);
    *(const char **)at = equals == SIZE_MAX ? argv[*i] : typed + equals + 1;
    return -1;
}

int options_parse(const struct command_line *line, int argc, char **argv, void *options, const char **words)
{
    size_t count = 0;

    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--help") == 0 || strcmp(argv[i], "-h") == 0) {
            print_help(line);
            return EXIT_CLEAN;
        }
        if (argv[i][0] == '-' && argv[i][1]) {
            int status = take(line, argc, argv, &i, options);
            if (status >= 0)
                return status;
        } else if (count == line->most_words) {
            return wrong(line, "лишнее слово в команде:", argv[i]);
        } else {
            words[count++] = argv[i];
        }
    }
    return -1;
}
