// SPDX-License-Identifier: MIT
#include "base/arena.h"
#include "base/exit.h"
#include "base/io.h"
#include "base/limits.h"
#include "base/nearest.h"
#include "cmd/cmd.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#define VERSION "0.1.0"

const struct command commands[] = {
    { "init", "сделать готовый раздел-пример", cmd_init },
    { "build", "проверить записи и собрать раздел", cmd_build },
    { "kit", "сложить набор для сайта, который не принимает папок", cmd_kit },
    { "check", "проверить записи, не собирая раздела", cmd_check },
    { "explain", "объяснить сообщение по его коду", cmd_explain },
    { "schema", "описание записей для редакторов (JSON Schema) и для людей", cmd_schema },
    { 0 },
};

static void print_usage(FILE *to)
{
    fputs("nastavnik — раздел «Наставничество» для сайта школы, муниципалитета и региона\n\n"
          "вызов: nastavnik КОМАНДА [ключи]\n\n",
          to);
    for (const struct command *c = commands; c->name; c++)
        fprintf(to, "  %-10s%s\n", c->name, c->summary);
    fputs("\n  --limits  пределы программы\n  --version версия\n\n"
          "У каждой команды есть --help. Начните с: nastavnik init МОЙ-РАЗДЕЛ --level school\n",
          to);
}

static void print_limits(bool markdown)
{
    static const struct {
        long long value;
        const char *meaning;
    } limits[] = {
#define LIMIT(name, value, meaning) { (value), (meaning) },
        LIMITS(LIMIT)
#undef LIMIT
    };

    if (markdown)
        puts("# Пределы\n\n"
             "Этот файл сделан программой (`make docs`). То же самое печатает `nastavnik --limits`. Честный "
             "реестр региона\n"
             "в эти пределы укладывается; кто вышел за один из них, получает сообщение.\n\n"
             "| предел | чего |\n|---:|---|");
    for (size_t i = 0; i < sizeof limits / sizeof *limits; i++)
        printf(markdown ? "| %lld | %s |\n" : "%12lld  %s\n", limits[i].value, limits[i].meaning);
}

static int unknown(const char *typed)
{
    struct nearest near = nearest_to(str_from(typed));

    for (const struct command *c = commands; c->name; c++)
        nearest_offer(&near, c->name);
    fprintf(stderr, "nastavnik: нет такой команды: «%s»\n", typed);
    if (near.best)
        fprintf(stderr, "возможно, вы имели в виду %s\n", near.best);
    return EXIT_USAGE;
}

static int run(int argc, char **argv)
{
    for (const struct command *c = commands; argc > 1 && c->name; c++)
        if (strcmp(argv[1], c->name) == 0)
            return c->run(argc - 1, argv + 1);
    if (argc < 2) {
        print_usage(stderr);
        return EXIT_USAGE;
    }
    if (strcmp(argv[1], "--version") == 0)
        puts("nastavnik " VERSION);
    else if (strcmp(argv[1], "--limits") == 0)
        print_limits(argc > 2 && strcmp(argv[2], "--markdown") == 0);
    else if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0 || strcmp(argv[1], "help") == 0)
        print_usage(stdout);
    else
        return unknown(argv[1]);
    return EXIT_CLEAN;
}

// Whether all that was printed has arrived: a program that reads the status alone must not
// take half an answer for a clean one.
static bool is_printed(void)
{
    const bool flushed = fflush(stdout) == 0;

    if (!flushed)
        fprintf(stderr, "nastavnik: ответ выведен не весь: %s\n", io_reason(errno));
    else if (ferror(stdout))
        fputs("nastavnik: ответ выведен не весь: там, куда он идёт, кончилось место, или его больше не "
              "читают\n",
              stderr);
    return flushed && !ferror(stdout) && !ferror(stderr);
}

int main(int argc, char **argv)
{
    arena_keep_memory();
    int status = run(argc, argv);
    return is_printed() ? status : EXIT_TROUBLE;
}
