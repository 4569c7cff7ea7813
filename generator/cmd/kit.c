// SPDX-License-Identifier: MIT
#include "output/kit.h"

#include "base/exit.h"
#include "base/russian.h"
#include "cmd/cmd.h"
#include "cmd/common.h"
#include "diag/report.h"

struct arguments {
    struct common common;
    const char *out;
    bool styles;
};

#define AT(member) offsetof(struct arguments, member)
static const struct option_row rows[] = {
    { "--out", OPTION_TEXT, "ПАПКА", "куда сложить набор; по умолчанию kit", AT(out) },
    { "--inline-styles", OPTION_FLAG, NULL, "рамки таблиц — в самих страницах, атрибутом style", AT(styles) },
    COMMON_ROWS("вид сообщений: text, json, junit, github"),
    { 0 },
};
#undef AT

static const struct command_line line = {
    "kit [ПАПКА] [ключи]",
    "Собирает раздел, как build, и рядом с public/ складывает набор для сайта, который не\n"
    "принимает папок (Госвеб и подобные): страницы для вставки, документы, что куда загрузить.\n"
    "Адреса, по которым они размещены, впишите в urls.csv и выполните kit снова.",
    rows,
    1,
};

static void print_summary(const struct kit_summary *s, const char *out)
{
    const size_t all = s->pages + s->files;

    fprintf(stderr, "Набор сложен в %s: %zu %s, %zu %s. ", out, s->pages,
            russian_plural((int64_t)s->pages, "страница", "страницы", "страниц"), s->files,
            russian_plural((int64_t)s->files, "файл", "файла", "файлов"));
    if (s->unknown)
        fprintf(stderr, "Адрес указан у %zu из %zu, впишите остальные в urls.csv. ", all - s->unknown, all);
    else
        fputs("Адреса указаны у всех. ", stderr);
}

// The section itself first, since the archive is made of it; where it cannot be
// built, or the table of addresses is wrong, only what is wrong is collected.
static bool make(const struct arguments *arguments, struct build_options *options, struct arena *a,
                 struct kit_summary *summary, struct diags *ds)
{
    const char *published = str_format(a, "%s/public", options->project).ptr;
    struct diags *said = diags_new(a), *again = diags_new(a);
    struct kit *kit = kit_open(options->project, published, arguments->styles, a, said);
    const bool readable = !diags_failed(said);
    struct build_summary built;

    options->out = readable ? published : NULL;
    build_run(options, &built, said);
    if (!readable || diags_failed(said) || !built.published) {
        diags_merge(ds, said);
        diags_sort(ds);
        return false;
    }
    options->out = arguments->out;
    options->kit = kit;
    options->whole = true; // no state is kept of a kit
    build_run(options, &built, again);
    if (built.published)
        kit_close(kit, summary, again);
    diags_merge(ds, again);
    return built.published;
}

static int run(const struct arguments *arguments, struct build_options *options, int format, struct arena *a)
{
    const double began = common_now();
    struct diags *ds = diags_new(a);
    struct kit_summary summary;
    FILE *to = format == REPORT_TEXT ? stderr : stdout;
    struct buf text = buf_new(a, (size_t)1 << 30);
    const bool made = make(arguments, options, a, &summary, ds);

    ds->folder = options->project;
    report_write(ds, (enum report_format)format, common_is_coloured(to), arguments->common.notes, &text);
    common_print(buf_str(&text), to);
    if (!arguments->common.quiet) {
        if (made)
            print_summary(&summary, arguments->out);
        else
            fputs("Набор не собран, прежний не изменён. ", stderr);
        common_print_totals(common_totals(ds, a), common_now() - began);
    }
    return common_status(ds);
}

int cmd_kit(int argc, char **argv)
{
    struct arguments arguments = { 0 };
    const char *words[1] = { "." };
    int format, status = options_parse(&line, argc, argv, &arguments, words);

    if (status >= 0)
        return status;
    struct arena *a = arena_new();
    struct build_options options = { .project = words[0] };
    if (!arguments.out)
        arguments.out = str_format(a, "%s/kit", words[0]).ptr;
    status = common_format(&arguments.common, &format) && common_read(&arguments.common, &options)
                 ? run(&arguments, &options, format, a)
                 : EXIT_USAGE;
    arena_free(a);
    return status;
}
