// SPDX-License-Identifier: MIT
#include "base/exit.h"
#include "base/path.h"
#include "cmd/cmd.h"
#include "cmd/common.h"
#include "cmd/published.h"
#include "diag/report.h"
#include "output/verdicts.h"

struct arguments {
    struct common common;
    const char *profile, *since, *published;
};

#define AT(member) offsetof(struct arguments, member)
static const struct option_row rows[] = {
    { "--profile", OPTION_TEXT, "ФАЙЛ", "сверять всех с перечнем из этого файла, а не с их собственными",
      AT(profile) },
    { "--since", OPTION_TEXT, "ФАЙЛ", "показать, что изменилось после проверки, чей JSON в этом файле",
      AT(since) },
    { "--published", OPTION_TEXT, "ПАПКА", "сверить готовые разделы из этой папки, без исходных записей",
      AT(published) },
    COMMON_ROWS("вид ответа: text, json, junit, github, csv, html"),
    { 0 },
};
#undef AT

static const struct command_line line = {
    "check [ПАПКА] [ключи]",
    "Проверяет записи и сверяет разделы с перечнями документов: те же проверки, что и при сборке.\n"
    "Раздела не собирает; пишет только файл .nastavnik-facts рядом с data, память о разобранных документах:\n"
    "его можно удалить в любой день. Завершается с кодом 1, если обязательный документ не размещён.",
    rows,
    1,
};

struct found {
    struct verdicts *verdicts;
    const struct diags *ds;
    bool notes;
    struct arena *arena;
};

// ---- formats ----------------------------------------------------------------------

// Messages about absent documents are left to the verdicts, which know more.
static const struct diags *other_messages(const struct found *f)
{
    struct diags *others = diags_new(f->arena);

    others->dropped = f->ds->dropped;
    others->folder = f->ds->folder;
    for (LIST_EACH(const struct diag, d, f->ds->items)) {
        if (d->code == DIAG_REQUIREMENT_ABSENT)
            continue;
        list_add(&others->items, d, f->arena);
        others->counts[d->severity]++;
    }
    return others;
}

static void write_text(const struct found *f, struct buf *out)
{
    verdicts_text(f->verdicts, out);
}

static void write_json(const struct found *f, struct buf *out)
{
    struct json j = json_new(out);

    json_open(&j, NULL, '{');
    report_json_members(f->ds, &j);
    verdicts_json(f->verdicts, &j);
    json_close(&j, '}');
}

static void write_junit(const struct found *f, struct buf *out)
{
    BUF_PUT(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n");
    report_junit_suite(other_messages(f), out);
    verdicts_junit(f->verdicts, out);
    BUF_PUT(out, "</testsuites>\n");
}

static void write_github(const struct found *f, struct buf *out)
{
    report_write(other_messages(f), REPORT_GITHUB, false, f->notes, out);
    verdicts_github(f->verdicts, f->ds->folder, out);
}

static void write_csv(const struct found *f, struct buf *out)
{
    buf_put(out, verdicts_csv(f->verdicts, f->arena));
}

static void write_html(const struct found *f, struct buf *out)
{
    verdicts_html(f->verdicts, out);
}

static const struct format {
    const char *name;
    void (*write)(const struct found *f, struct buf *out);
    bool has_messages; // else they go to stderr as text
    bool has_changes;  // since an earlier check
} formats[] = {
    { "text", write_text, false, true },   { "json", write_json, true, true },
    { "junit", write_junit, true, false }, { "github", write_github, true, false },
    { "csv", write_csv, false, false },    { "html", write_html, false, true },
};

static const struct format *format_of(const char *name)
{
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
        if (!name || str_is(str_from(name), formats[i].name))
            return &formats[i];
    fprintf(stderr, "nastavnik: нет такого вида ответа: «%s»; есть text, json, junit, github, csv, html\n",
            name);
    return NULL;
}

// ---- the command ----------------------------------------------------------------------

static void take(void *context, const struct section *section, const struct list *verdicts)
{
    verdicts_add(context, section, verdicts);
}

// Of an organisation whose records could not be read there are no verdicts, but
// the message names a file of its folder.
static void take_unread(const struct found *f)
{
    const struct str data = STR("data/");

    for (LIST_EACH(const struct diag, d, f->ds->items))
        if (d->severity >= SEVERITY_ERROR && str_starts(d->path, data)) {
            struct str folder = path_folder(str_after(d->path, data.len));
            verdicts_add_unread(f->verdicts, folder, d->message);
        }
}

static void print_messages(const struct found *f)
{
    struct buf text = buf_new(f->arena, (size_t)1 << 30);

    report_write(f->ds, REPORT_TEXT, common_is_coloured(stderr), f->notes, &text);
    common_print(&text, stderr);
}

static void print_answer(const struct found *f, const struct format *format)
{
    struct buf answer = buf_new(f->arena, (size_t)1 << 30);

    format->write(f, &answer);
    common_print(&answer, stdout);
}

// A required document that is not published, or could not be looked at, is a finding, unless a waiver accepts
// it. Counted, not looked for: the messages that are kept may be others.
static int status_of(const struct diags *ds)
{
    const size_t open = ds->by_code[DIAG_REQUIREMENT_ABSENT] + ds->by_code[DIAG_REQUIREMENT_NOT_CHECKED];
    const int status = common_status(ds);

    return status == EXIT_CLEAN && open ? EXIT_FINDINGS : status;
}

static int run(const struct arguments *arguments, struct build_options *options, const struct format *format,
               struct arena *a)
{
    const double began = common_now();
    struct diags *ds = diags_new(a);
    struct found found = { verdicts_new(a), ds, arguments->common.notes, a };
    struct build_summary summary;

    ds->folder = options->project;
    options->judged = take;
    options->context = found.verdicts;
    build_run(options, &summary, ds);
    verdicts_finish(found.verdicts, summary.today);
    if (!format->has_messages)
        print_messages(&found);
    take_unread(&found);
    if (arguments->since && !common_compare(found.verdicts, arguments->since, a))
        return EXIT_USAGE;
    print_answer(&found, format);
    if (!arguments->common.quiet)
        common_print_totals(ds, common_now() - began, a);
    return status_of(ds);
}

static bool can_compare(const struct arguments *arguments, const struct format *format)
{
    if (!arguments->since || format->has_changes)
        return true;
    fprintf(stderr,
            "nastavnik: перемены с прошлой проверки (--since) показывают виды text, json и html, а не %s\n",
            format->name);
    return false;
}

int cmd_check(int argc, char **argv)
{
    struct arguments arguments = { 0 };
    const char *words[1] = { NULL };
    int status = options_parse(&line, argc, argv, &arguments, words);

    if (status >= 0)
        return status;
    if (arguments.published && words[0]) {
        fprintf(stderr,
                "nastavnik: с --published исходные записи не читаются: папка «%s» лишняя, разделы берутся из "
                "«%s»\n",
                words[0], arguments.published);
        return EXIT_USAGE;
    }
    if (arguments.published)
        return published_run(&arguments.common, arguments.published, arguments.profile, arguments.since);
    struct arena *a = arena_new();
    struct build_options options = { .project = words[0] ? words[0] : ".", .profile = arguments.profile };
    const struct format *format = format_of(arguments.common.format);
    status = format && can_compare(&arguments, format) && common_read(&arguments.common, &options)
                 ? run(&arguments, &options, format, a)
                 : EXIT_USAGE;
    arena_free(a);
    return status;
}
