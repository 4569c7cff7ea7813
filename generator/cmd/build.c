// SPDX-License-Identifier: MIT
#include "base/exit.h"
#include "base/russian.h"
#include "cmd/cmd.h"
#include "cmd/common.h"
#include "diag/report.h"

struct arguments {
    struct common common;
    const char *out;
    bool whole;
};

#define AT(member) offsetof(struct arguments, member)
static const struct option_row rows[] = {
    { "--out", OPTION_TEXT, "ПАПКА", "куда собрать раздел; по умолчанию public", AT(out) },
    { "--whole", OPTION_FLAG, NULL, "собрать всё заново, не полагаясь на прошлую сборку", AT(whole) },
    COMMON_ROWS("вид сообщений: text, json, junit, github"),
    { 0 },
};
#undef AT

static const struct command_line line = {
    "build [ПАПКА] [ключи]",
    "Проверяет записи и собирает раздел: data/ и content/ становятся public/.\n"
    "Пока есть хоть одна ошибка, опубликованный раздел не меняется.",
    rows,
    1,
};

static void print_counts(const struct build_summary *s)
{
    fprintf(stderr, "Собрано: %zu %s, %zu %s. Файлов: %zu записано, %zu без изменений, %zu удалено. ",
            s->organizations,
            russian_plural((int64_t)s->organizations, "организация", "организации", "организаций"), s->pages,
            russian_plural((int64_t)s->pages, "страница", "страницы", "страниц"), s->written, s->unchanged,
            s->removed);
    if (s->rendered == 0 && s->written + s->removed == 0)
        fputs("Ничего не изменилось. ", stderr);
    else if (s->rendered < s->organizations)
        fprintf(stderr, "Страницы сделаны заново у %zu %s. ", s->rendered,
                russian_plural((int64_t)s->rendered, "организации", "организаций", "организаций"));
    if (s->held)
        fprintf(stderr, "Не опубликовано страниц: %zu (почему — покажет --notes). ", s->held);
    if (s->no_base)
        fputs("Карта сайта и лента новостей не сделаны: в data/site.yaml нет base. ", stderr);
}

static void print_summary(const struct build_summary *summary)
{
    if (summary->published)
        print_counts(summary);
    else
        fputs("Раздел не собран, опубликованное не изменено. ", stderr);
}

static int run(const struct arguments *arguments, const struct build_options *options, int format,
               struct arena *a)
{
    const double began = common_now();
    struct diags *ds = diags_new(a);
    struct build_summary summary;
    FILE *to = format == REPORT_TEXT ? stderr : stdout;
    struct buf text = buf_new(a, (size_t)1 << 30);

    ds->folder = options->project;
    build_run(options, &summary, ds);
    report_write(ds, (enum report_format)format, common_is_coloured(to), arguments->common.notes, &text);
    common_print(buf_str(&text), to);
    if (!arguments->common.quiet) {
        print_summary(&summary);
        common_print_totals(common_totals(ds, a), common_now() - began);
    }
    return common_status(ds);
}

int cmd_build(int argc, char **argv)
{
    struct arguments arguments = { 0 };
    const char *words[1] = { "." };
    int format, status = options_parse(&line, argc, argv, &arguments, words);

    if (status >= 0)
        return status;
    struct arena *a = arena_new();
    struct build_options options = { .project = words[0], .out = arguments.out, .whole = arguments.whole };
    if (!options.out)
        options.out = str_format(a, "%s/public", words[0]).ptr;
    status = common_format(&arguments.common, &format) && common_read(&arguments.common, &options)
                 ? run(&arguments, &options, format, a)
                 : EXIT_USAGE;
    arena_free(a);
    return status;
}
