// SPDX-License-Identifier: MIT
#include "base/exit.h"
#include "base/nearest.h"
#include "cmd/cmd.h"
#include "cmd/options.h"
#include "diag/diag.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>

struct arguments {
    bool markdown;
};

static const struct option_row rows[] = {
    { "--markdown", OPTION_FLAG, NULL, "все коды с объяснениями, в Markdown",
      offsetof(struct arguments, markdown) },
    { 0 },
};
static const struct command_line line = {
    "explain [КОД]",
    "Объясняет сообщение: что оно значит, как исправить и на чём основано.\n"
    "Без кода перечисляет все коды.",
    rows,
    1,
};

static void print_one(const struct diag_info *info)
{
    printf("%s (%s)\n\n%s\n\nЧто делать: %s\n", info->slug, severity_name(info->severity), info->cause,
           info->fix);
    if (*info->basis)
        printf("\nОснование: %s\n", info->basis);
}

static void print_all(void)
{
    for (int code = 0; code < DIAG_COUNT; code++)
        printf("%-20s %s\n", diag_info((enum diag_code)code)->slug, diag_info((enum diag_code)code)->cause);
}

// Signs that Markdown would take for its own are escaped.
static void print_plain(const char *before, const char *text, const char *after)
{
    fputs(before, stdout);
    for (const char *c = text; *c; c++) {
        if (strchr("[]*<`", *c))
            putchar('\\');
        putchar(*c);
    }
    fputs(after, stdout);
}

static void print_markdown(void)
{
    puts("# Сообщения\n\nЭтот файл сделан программой (`make docs`). Код не меняется никогда: на него можно "
         "ссылаться.");
    for (int code = 0; code < DIAG_COUNT; code++) {
        const struct diag_info *info = diag_info((enum diag_code)code);
        printf("\n## `%s`\n\n*%s.* ", info->slug, severity_name(info->severity));
        print_plain("", info->cause, "\n");
        print_plain("\n**Что делать.** ", info->fix, "\n");
        if (*info->basis)
            print_plain("\n**Основание.** ", info->basis, "\n");
    }
}

int cmd_explain(int argc, char **argv)
{
    const char *words[1] = { NULL };
    struct arguments arguments = { 0 };
    int status = options_parse(&line, argc, argv, &arguments, words);

    if (status >= 0)
        return status;
    if (arguments.markdown) {
        print_markdown();
        return EXIT_CLEAN;
    }
    if (!words[0]) {
        print_all();
        return EXIT_CLEAN;
    }
    struct nearest near = nearest_to(str_from(words[0]));
    for (int code = 0; code < DIAG_COUNT; code++) {
        const struct diag_info *info = diag_info((enum diag_code)code);
        nearest_offer(&near, info->slug);
        if (str_is(str_from(words[0]), info->slug)) {
            print_one(info);
            return EXIT_CLEAN;
        }
    }
    fprintf(stderr, "nastavnik: нет такого кода: «%s»\n", words[0]);
    if (near.best)
        fprintf(stderr, "возможно, вы имели в виду %s\n", near.best);
    return EXIT_USAGE;
}
