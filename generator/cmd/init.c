// SPDX-License-Identifier: MIT
#include "base/buf.h"
#include "base/date.h"
#include "base/embedded.h"
#include "base/exit.h"
#include "base/io.h"
#include "base/limits.h"
#include "base/list.h"
#include "base/path.h"
#include "base/russian.h"
#include "base/utf8.h"
#include "cmd/cmd.h"
#include "cmd/options.h"
#include "model/choices.h"
#include "output/content.h"
#include "output/tree.h"
#include "record/decode.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

struct arguments {
    const char *level, *kind, *name, *today;
    bool yes;
};

#define AT(member) offsetof(struct arguments, member)
static const struct option_row rows[] = {
    { "--level", OPTION_TEXT, "УРОВЕНЬ", "school, municipality или region", AT(level) },
    { "--kind", OPTION_TEXT, "ВИД", "вид организации: school, kindergarten, extra, college …", AT(kind) },
    { "--name", OPTION_TEXT, "НАЗВАНИЕ", "полное название организации", AT(name) },
    { "--today", OPTION_TEXT, "ДАТА", "день, от которого считается учебный год", AT(today) },
    { "--yes", OPTION_FLAG, NULL, "не задавать вопросов", AT(yes) },
    { 0 },
};
#undef AT

static const struct command_line line = {
    "init ПАПКА [ключи]",
    "Создаёт готовый раздел-пример с пояснениями в каждом файле: его можно сразу собрать,\n"
    "а потом заменять примеры своими записями.",
    rows,
    1,
};

// What stands in the example where the answers go.
struct answers {
    int level, kind;
    struct str name;
    struct date today;
};

static const struct defaults {
    const char *folder;
    enum org_kind kind;
    const char *name;
} defaults[] = {
    [LEVEL_SCHOOL] = { "school", KIND_SCHOOL,
                       "Муниципальное бюджетное общеобразовательное учреждение «Образцовская средняя "
                       "школа»" },
    [LEVEL_MUNICIPALITY] = { "municipality", KIND_AUTHORITY, "Управление образования города Образцовска" },
    [LEVEL_REGION] = { "region", KIND_OPERATOR, "Институт развития образования Примерской области" },
};

// ---- questions -----------------------------------------------------------------------

static struct str ask(const char *question, const char *otherwise, struct arena *a)
{
    char answer[1024];

    fprintf(stderr, "%s [%s]: ", question, otherwise);
    if (!fgets(answer, sizeof answer, stdin))
        return str_from(otherwise);
    struct str text = str_trim(str_from(answer));
    return str_empty(text) ? str_from(otherwise) : str_copy(text, a);
}

// The given word, or an answer, or the default.
static struct str settle(const char *given, bool may_ask, const char *question, const char *otherwise,
                         struct arena *a)
{
    if (given)
        return str_from(given);
    return may_ask ? ask(question, otherwise, a) : str_from(otherwise);
}

static bool choose(const struct choices *choices, struct str word, const char *what, int *out,
                   struct arena *a)
{
    *out = choice_find(choices, word, a);
    if (*out)
        return true;
    fprintf(stderr, "nastavnik: %s «%.*s» мне неизвестен; есть:", what, STR_ARG(word));
    for (size_t i = 1; i < choices->count; i++)
        fprintf(stderr, " %s", choices->items[i].key);
    fputc('\n', stderr);
    return false;
}

// A name stands between double quotes in the example.
static bool is_plain_name(struct str name)
{
    for (size_t i = 0; i < name.len; i++)
        if (name.ptr[i] == '"' || name.ptr[i] == '\\' || (unsigned char)name.ptr[i] < 0x20)
            return false;
    return utf8_first_bad(name) == SIZE_MAX;
}

static bool collect_answers(const struct arguments *arguments, struct answers *out, struct arena *a)
{
    bool may_ask = !arguments->yes && isatty(STDIN_FILENO);

    if (!choose(&level_choices,
                settle(arguments->level, may_ask, "Уровень: school, municipality или region", "school", a),
                "уровень", &out->level, a))
        return false;
    const struct defaults *d = &defaults[out->level];
    const char *kind = choice_at(&org_kind_choices, (int)d->kind)->key;
    if (!choose(&org_kind_choices, settle(arguments->kind, may_ask, "Вид организации", kind, a), "вид",
                &out->kind, a))
        return false;
    out->name = settle(arguments->name, may_ask, "Полное название", d->name, a);
    if (!is_plain_name(out->name)) {
        fputs("nastavnik: в названии не должно быть прямых кавычек и обратной черты: пишите «ёлочки»\n",
              stderr);
        return false;
    }
    out->today = date_today();
    if (arguments->today && !date_parse(str_from(arguments->today), &out->today)) {
        fprintf(stderr, "nastavnik: «%s» — не дата с %d по %d год; нужно так: 2025-09-01\n", arguments->today,
                DATE_FIRST_YEAR, DATE_LAST_YEAR);
        return false;
    }
    return true;
}

// ---- files ---------------------------------------------------------------------------

static struct str replacement(struct str mark, const struct answers *answers, struct arena *a)
{
    int year = date_school_year(answers->today);

    if (str_is(mark, "@YEAR@"))
        return str_format(a, "%d", year);
    if (str_is(mark, "@NEXT@"))
        return str_format(a, "%d", year + 1);
    if (str_is(mark, "@NAME@"))
        return answers->name;
    if (str_is(mark, "@KIND@"))
        return str_from(choice_at(&org_kind_choices, answers->kind)->key);
    return mark;
}

// Replaces the marks @YEAR@, @NEXT@, @NAME@, @KIND@.
static struct str fill(struct str text, const struct answers *answers, struct arena *a)
{
    struct buf out = buf_new(a, LIMIT_SOURCE_BYTES);

    while (text.len) {
        size_t at = str_find_char(text, '@');
        buf_put(&out, str_from_to(text, 0, at));
        text = str_after(text, at);
        bool mark = text.len >= 6 && text.ptr[5] == '@';
        size_t length = mark ? 6 : text.len ? 1 : 0;
        buf_put(&out, replacement(str_from_to(text, 0, length), answers, a));
        text = str_after(text, length);
    }
    return buf_str(&out);
}

static bool is_text(struct str name)
{
    return str_ends(name, STR(".yaml")) || str_ends(name, STR(".md"));
}

// A file of the example, with the answers in it.
struct file {
    const char *name;
    struct str bytes;
};

#define MARK "data/organization.yaml"

// The file that makes a folder a section stands last: until it is written, init
// can be run again.
static struct list make_files(const struct answers *answers, struct arena *a)
{
    struct str prefix = str_format(a, "generator/cmd/init/%s/", defaults[answers->level].folder);
    struct list files = { 0 };
    struct file *last = NULL;

    for (const struct embedded *e = embedded_files; e->name; e++) {
        struct str name = str_from(e->name), bytes = { e->bytes, e->size };
        if (!str_starts(name, prefix))
            continue;
        name = str_after(name, prefix.len);
        struct file *f = ARENA_NEW(a, struct file);
        f->name = str_cstr(name, a);
        f->bytes = is_text(name) ? fill(bytes, answers, a) : bytes;
        if (str_is(name, MARK))
            last = f;
        else
            list_add(&files, f, a);
    }
    list_add(&files, last, a);
    return files;
}

// Absent, or what an interrupted run has written already. [folder] is -1 when it is not there yet.
static bool may_be_written(int folder, const struct file *file, bool *is_there, struct arena *a)
{
    int fd = folder < 0 ? -1 : io_open_beneath(folder, file->name, O_RDONLY);
    struct str bytes;

    if (fd < 0)
        return folder < 0 || errno == ENOENT || errno == ENOTDIR;
    *is_there = io_read(fd, file->bytes.len + 1, a, &bytes) && str_eq(bytes, file->bytes);
    close(fd);
    return *is_there;
}

// Under another name first, so that an interrupted run leaves no half of a file.
static int write_file(int folder, const struct file *file, struct arena *a)
{
    struct str above = path_folder(str_from(file->name));
    const char *last = file->name + (above.len ? above.len + 1 : 0);
    int error = tree_make_parents(folder, file->name);

    if (error)
        return error;
    int parent = io_open_beneath(folder, above.len ? str_cstr(above, a) : ".", O_RDONLY | O_DIRECTORY);
    if (parent < 0)
        return errno;
    error = content_replace(parent, last, str_format(a, "%s.nastavnik-new", last).ptr, file->bytes, 0);
    close(parent);
    return error;
}

static int open_folder(const char *folder)
{
    return open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
}

static int write_missing(const char *shown, const struct list *files, const bool *is_there, struct arena *a)
{
    const char *name = "";
    int error = tree_make_parents(AT_FDCWD, str_format(a, "%s/", shown).ptr);
    int folder = error ? -1 : open_folder(shown);

    if (!error && folder < 0)
        error = errno;
    for (size_t i = 0; i < files->count && !error; i++) {
        const struct file *f = files->items[i];
        name = f->name;
        error = is_there[i] ? 0 : write_file(folder, f, a);
    }
    if (folder >= 0)
        close(folder);
    if (error)
        fprintf(stderr, "nastavnik: %s%s%s: не удалось записать: %s\n", shown, *name ? "/" : "", name,
                io_reason(error));
    return error ? EXIT_TROUBLE : EXIT_CLEAN;
}

static int write_example(const char *shown, int folder, const struct list *files, struct arena *a)
{
    bool *is_there = arena_alloc(a, files->count, sizeof *is_there);

    for (size_t i = 0; i < files->count; i++) {
        const struct file *f = files->items[i];
        if (!may_be_written(folder, f, &is_there[i], a)) {
            fprintf(stderr, "nastavnik: в папке «%s» уже есть %s; я ничего не менял\n", shown, f->name);
            return EXIT_FINDINGS;
        }
    }
    return write_missing(shown, files, is_there, a);
}

static bool is_section(int folder)
{
    int fd = folder < 0 ? -1 : io_open_beneath(folder, MARK, O_RDONLY);

    if (fd >= 0)
        close(fd);
    return fd >= 0;
}

// [folder] is the open folder [shown], or -1 when it is not there yet.
static int make_section(const char *shown, int folder, const struct arguments *arguments, struct arena *a)
{
    struct answers answers;

    if (is_section(folder)) {
        fprintf(stderr, "nastavnik: в папке «%s» уже есть раздел (%s); я ничего не менял\n", shown, MARK);
        return EXIT_FINDINGS;
    }
    if (!collect_answers(arguments, &answers, a))
        return EXIT_USAGE;
    struct list files = make_files(&answers, a);
    int status = write_example(shown, folder, &files, a);
    if (status == EXIT_CLEAN)
        printf("Готово: %zu %s в папке «%s».\nСоберите раздел:  nastavnik build %.*s\n"
               "и откройте в браузере %s/public/index.html\n",
               files.count, russian_plural((int64_t)files.count, "файл", "файла", "файлов"), shown,
               STR_ARG(path_in_shell(str_from(shown), a)), shown);
    return status;
}

int cmd_init(int argc, char **argv)
{
    struct arguments arguments = { 0 };
    const char *words[1] = { NULL };
    int status = options_parse(&line, argc, argv, &arguments, words);

    if (status >= 0)
        return status;
    if (!words[0]) {
        fprintf(stderr, "nastavnik: не указана папка\nвызов: nastavnik %s\n", line.usage);
        return EXIT_USAGE;
    }
    struct arena *a = arena_new();
    int folder = open_folder(words[0]);
    status = make_section(words[0], folder, &arguments, a);
    if (folder >= 0)
        close(folder);
    arena_free(a);
    return status;
}
