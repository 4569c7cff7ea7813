// SPDX-License-Identifier: MIT
#include "base/exit.h"
#include "base/russian.h"
#include "cmd/cmd.h"
#include "cmd/options.h"
#include "diag/report.h"
#include "pipeline/build.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

struct arguments {
    const char *out, *today, *jobs, *format;
    bool notes, quiet, whole;
};

#define AT(member) offsetof(struct arguments, member)
#define COMMON_ROWS                                                                                          \
    { "--today", OPTION_TEXT, "ДАТА", "считать, что сегодня этот день: 2025-09-01", AT(today) },             \
        { "--jobs", OPTION_TEXT, "ЧИСЛО", "сколько организаций обрабатывать сразу", AT(jobs) },              \
        { "--format", OPTION_TEXT, "ВИД", "вид сообщений: text, json, junit, github", AT(format) },          \
        { "--notes", OPTION_FLAG, NULL, "показать и заметки, а не только ошибки и предупреждения", AT(notes) }, \
    {                                                                                                        \
        "--quiet", OPTION_FLAG, NULL, "без строки итогов", AT(quiet)                                         \
    }

static const struct option_row build_rows[] = {
    { "--out", OPTION_TEXT, "ПАПКА", "куда собрать раздел; по умолчанию public", AT(out) },
    { "--whole", OPTION_FLAG, NULL, "собрать всё заново, не полагаясь на прошлую сборку", AT(whole) },
    COMMON_ROWS,
    { 0 },
};
static const struct option_row check_rows[] = { COMMON_ROWS, { 0 } };
#undef AT

static const struct command_line build_line = {
    "build [ПАПКА] [ключи]",
    "Проверяет записи и собирает раздел: data/ и content/ становятся public/.\n"
    "Пока есть хоть одна ошибка, опубликованный раздел не меняется.",
    build_rows, 1,
};
static const struct command_line check_line = {
    "check [ПАПКА] [ключи]",
    "Проверяет записи и ничего не пишет: те же проверки, что и при сборке.",
    check_rows, 1,
};

static bool read_options(const struct arguments *arguments, struct build_options *options, int *format)
{
    *format = arguments->format ? report_format_find(str_from(arguments->format)) : REPORT_TEXT;
    if (*format < 0) {
        fprintf(stderr, "nastavnik: нет такого вида сообщений: «%s»; есть text, json, junit, github\n",
                arguments->format);
        return false;
    }
    if (arguments->today && !date_parse(str_from(arguments->today), &options->today)) {
        fprintf(stderr, "nastavnik: «%s» — не дата; нужно так: --today 2025-09-01\n", arguments->today);
        return false;
    }
    if (arguments->jobs) {
        char *end;
        long jobs = strtol(arguments->jobs, &end, 10);
        options->workers = (int)jobs;
        if (*end || jobs < 1 || jobs > 64) {
            fprintf(stderr, "nastavnik: --jobs принимает число от 1 до 64, а не «%s»\n", arguments->jobs);
            return false;
        }
    }
    return true;
}

static bool is_coloured(FILE *f)
{
    const char *no = getenv("NO_COLOR"), *term = getenv("TERM");

    return isatty(fileno(f)) && !(no && *no) && !(term && str_is(str_from(term), "dumb"));
}

static void print_counts(const struct build_summary *s)
{
    fprintf(stderr, "Собрано: %zu %s, %zu %s. Файлов: %zu записано, %zu без изменений, %zu удалено. ",
            s->organizations,
            russian_plural((int64_t)s->organizations, "организация", "организации", "организаций"), s->pages,
            russian_plural((int64_t)s->pages, "страница", "страницы", "страниц"), s->written, s->unchanged,
            s->removed);
    if (s->held)
        fprintf(stderr, "Не опубликовано страниц: %zu (почему — покажет --notes). ", s->held);
    if (s->no_base)
        fputs("Карта сайта и лента новостей не сделаны: в data/site.yaml нет base. ", stderr);
}

static double seconds_since(const struct timespec *from)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)(now.tv_sec - from->tv_sec) + (double)(now.tv_nsec - from->tv_nsec) / 1e9;
}

// A required document that is not published is a finding of `check`; `build` has
// published what there is.
static bool is_finding(const struct diag *d, bool check_only)
{
    return check_only && d->code == DIAG_REQUIREMENT_ABSENT && d->severity == SEVERITY_WARNING;
}

static int status_of(const struct diags *ds, bool check_only)
{
    if (ds->counts[SEVERITY_FATAL])
        return EXIT_TROUBLE;
    if (ds->counts[SEVERITY_ERROR])
        return EXIT_FINDINGS;
    for (LIST_EACH(const struct diag, d, ds->items))
        if (is_finding(d, check_only))
            return EXIT_FINDINGS;
    return EXIT_CLEAN;
}

static void print_summary(const struct build_options *options, const struct build_summary *summary,
                          const struct diags *ds, double seconds, struct arena *a)
{
    struct buf totals = buf_new(a, 4096);

    report_totals(ds, &totals);
    if (summary->published)
        print_counts(summary);
    else if (options->out)
        fputs("Раздел не собран, опубликованное не изменено. ", stderr);
    fprintf(stderr, "Проверка: %.*s; %.2f с.\n", STR_ARG(buf_str(&totals)), seconds);
}

static int run(const struct arguments *arguments, struct build_options *options)
{
    struct timespec from;
    struct build_summary summary;
    int format;

    if (!read_options(arguments, options, &format))
        return EXIT_USAGE;
    clock_gettime(CLOCK_MONOTONIC, &from);
    options->show_progress = isatty(STDERR_FILENO) && !arguments->quiet;
    struct arena *a = arena_new();
    struct diags *ds = diags_new(a);
    build_run(options, &summary, ds);
    FILE *to = format == REPORT_TEXT ? stderr : stdout;
    struct buf text = buf_new(a, (size_t)1 << 30);
    report_write(ds, (enum report_format)format, is_coloured(to), arguments->notes, &text);
    fwrite(text.ptr, 1, text.len, to);
    if (!arguments->quiet)
        print_summary(options, &summary, ds, seconds_since(&from), a);
    int status = status_of(ds, !options->out);
    if (fflush(to) != 0)
        status = EXIT_TROUBLE;
    arena_free(a);
    return status;
}

int cmd_build(int argc, char **argv)
{
    struct arguments arguments = { 0 };
    const char *words[1] = { "." };
    int status = options_parse(&build_line, argc, argv, &arguments, words);

    if (status >= 0)
        return status;
    struct arena *a = arena_new();
    struct build_options options = { .project = words[0], .out = arguments.out, .whole = arguments.whole };
    if (!options.out)
        options.out = str_format(a, "%s/public", words[0]).ptr;
    status = run(&arguments, &options);
    arena_free(a);
    return status;
}

int cmd_check(int argc, char **argv)
{
    struct arguments arguments = { 0 };
    const char *words[1] = { "." };
    int status = options_parse(&check_line, argc, argv, &arguments, words);

    if (status >= 0)
        return status;
    struct build_options options = { .project = words[0] };
    return run(&arguments, &options);
}
