// SPDX-License-Identifier: MIT
#include "base/exit.h"
#include "base/hash.h"
#include "base/io.h"
#include "base/limits.h"
#include "base/path.h"
#include "cmd/answer.h"
#include "cmd/cmd.h"
#include "cmd/common.h"
#include "cmd/published.h"
#include "diag/report.h"
#include "output/verdicts.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

struct arguments {
    struct common common;
    const char *profile, *since, *published;
    bool whole;
};

#define AT(member) offsetof(struct arguments, member)
static const struct option_row rows[] = {
    { "--profile", OPTION_TEXT, "ФАЙЛ", "сверять всех с перечнем из этого файла, а не с их собственными",
      AT(profile) },
    { "--since", OPTION_TEXT, "ФАЙЛ", "показать, что изменилось после проверки, чей JSON в этом файле",
      AT(since) },
    { "--published", OPTION_TEXT, "ПАПКА", "сверить готовые разделы из этой папки, без исходных записей",
      AT(published) },
    { "--whole", OPTION_FLAG, NULL, "проверить всё заново, не полагаясь на прошлую проверку", AT(whole) },
    COMMON_ROWS("вид ответа: text, json, junit, github, csv, html"),
    { 0 },
};
#undef AT

static const struct command_line line = {
    "check [ПАПКА] [ключи]",
    "Проверяет записи и сверяет разделы с перечнями документов: те же проверки, что и при сборке.\n"
    "Раздела не собирает; пишет только файлы .nastavnik-facts и .nastavnik-check рядом с data, память о\n"
    "разобранных документах и о последнем ответе: их можно удалить в любой день. Завершается с кодом 1, если "
    "обязательный документ не размещён.",
    rows,
    1,
};

struct found {
    struct verdicts *verdicts;
    struct diags *ds;
    bool notes;
    struct arena *arena;
    const char *project;
    uint64_t key;  // of the question, but for the files that it is about
    bool is_known; // [kept] is the answer
    struct answer kept;
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

// ---- what is found ----------------------------------------------------------------------

static void take(void *context, const struct section *section, const struct list *verdicts)
{
    const struct found *f = context;

    verdicts_add(f->verdicts, section, verdicts);
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

static struct str messages_of(const struct found *f, const struct format *format)
{
    struct buf text = buf_new(f->arena, (size_t)1 << 30);

    if (!format->has_messages)
        report_write(f->ds, REPORT_TEXT, common_is_coloured(stderr), f->notes, &text);
    return buf_str(&text);
}

static struct str answer_of(const struct found *f, const struct format *format)
{
    struct buf answer = buf_new(f->arena, (size_t)1 << 30);

    format->write(f, &answer);
    return buf_str(&answer);
}

// A required document that is not published, or could not be looked at, is a finding, unless a waiver accepts
// it. Counted, not looked for: the messages that are kept may be others.
static int status_of(const struct diags *ds)
{
    const size_t open = ds->by_code[DIAG_REQUIREMENT_ABSENT] + ds->by_code[DIAG_REQUIREMENT_NOT_CHECKED];
    const int status = common_status(ds);

    return status == EXIT_CLEAN && open ? EXIT_FINDINGS : status;
}

// ---- the last answer -------------------------------------------------------------------

static uint64_t hash_of_file(const char *path, struct arena *a)
{
    int fd = path ? open(path, O_RDONLY | O_CLOEXEC) : -1;
    struct str text;
    uint64_t hash = fd >= 0 && io_read(fd, LIMIT_LEDGER_BYTES, a, &text) ? hash_quick(text) : 0;

    if (fd >= 0)
        close(fd);
    return hash;
}

static uint64_t key_of(const struct arguments *arguments, const struct found *f, const struct format *format)
{
    const char *const words[] = { format->name, f->project, arguments->profile, arguments->since };
    uint64_t key = hash_mix(hash_mix(0, f->notes), common_is_coloured(stderr)); // each in a turn of its own

    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        key = hash_mix(key, words[i] ? hash_quick(str_from(words[i])) : 0);
    key = hash_mix(key, hash_of_file(arguments->profile, f->arena));
    return hash_mix(key, hash_of_file(arguments->since, f->arena));
}

// Whoever deletes the memory of the documents wants them looked into again.
static uint64_t question_of(const struct found *f, uint64_t inputs)
{
    const char *memory = path_join(str_from(f->project), STR(".nastavnik-facts"), f->arena).ptr;
    struct stat st = { 0 };
    bool there = stat(memory, &st) == 0;

    inputs = hash_mix(hash_mix(f->key, inputs), there ? (uint64_t)st.st_ino : 0);
    return hash_mix(hash_mix(inputs, (uint64_t)st.st_mtim.tv_sec), (uint64_t)st.st_mtim.tv_nsec);
}

static bool is_known(void *context, uint64_t inputs)
{
    struct found *f = context;

    f->is_known = answer_read(f->project, question_of(f, inputs), f->arena, &f->kept);
    return f->is_known;
}

// ---- the command ----------------------------------------------------------------------

static void print(const struct answer *answer, bool quiet, double began)
{
    common_print(answer->messages, stderr);
    common_print(answer->text, stdout);
    if (!quiet)
        common_print_totals(answer->totals, common_now() - began);
}

// What the run has found, in words; kept when another run would find the same.
static int answer_anew(struct found *f, const struct arguments *arguments, const struct format *format,
                       const struct build_summary *summary, double began)
{
    struct answer answer = { .status = status_of(f->ds), .messages = messages_of(f, format) };

    verdicts_finish(f->verdicts, summary->today);
    take_unread(f);
    if (arguments->since && !common_compare(f->verdicts, arguments->since, f->arena)) {
        common_print(answer.messages, stderr);
        return EXIT_USAGE;
    }
    answer.text = answer_of(f, format);
    answer.totals = common_totals(f->ds, f->arena);
    answer.question = question_of(f, summary->inputs);
    print(&answer, arguments->common.quiet, began);
    if (summary->inputs && !arguments->common.no_facts)
        answer_write(f->project, &answer);
    return answer.status;
}

static int run(const struct arguments *arguments, struct build_options options, const struct format *format,
               struct arena *a)
{
    const double began = common_now();
    struct found found = { .verdicts = verdicts_new(a),
                           .ds = diags_new(a),
                           .notes = arguments->common.notes,
                           .arena = a,
                           .project = options.project };
    struct build_summary summary;

    found.ds->folder = options.project;
    found.key = key_of(arguments, &found, format);
    options.judged = take;
    options.is_known = arguments->whole || options.no_facts ? NULL : is_known;
    options.context = &found;
    build_run(&options, &summary, found.ds);
    if (!found.is_known)
        return answer_anew(&found, arguments, format, &summary, began);
    print(&found.kept, arguments->common.quiet, began);
    return found.kept.status;
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
                 ? run(&arguments, options, format, a)
                 : EXIT_USAGE;
    arena_free(a);
    return status;
}
