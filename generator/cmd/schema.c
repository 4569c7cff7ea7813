// SPDX-License-Identifier: MIT
#include "record/schema.h"

#include "base/exit.h"
#include "base/nearest.h"
#include "cmd/cmd.h"
#include "cmd/options.h"
#include "model/section.h"
#include "page/reference.h"

#include <stdio.h>

struct arguments {
    bool markdown, theme;
};

static const struct option_row rows[] = {
    { "--markdown", OPTION_FLAG, NULL, "справка для людей вместо JSON Schema",
      offsetof(struct arguments, markdown) },
    { "--theme", OPTION_FLAG, NULL, "все имена, которые доступны шаблонам темы",
      offsetof(struct arguments, theme) },
    { 0 },
};
static const struct command_line line = {
    "schema [ЗАПИСЬ] [ключи]",
    "Печатает описание записей: JSON Schema для редактора или таблицу полей для людей.\n"
    "Без имени записи перечисляет, какие записи бывают.",
    rows,
    1,
};

// Every kind of file that the author writes.
static const struct {
    const struct record_type *type;
    const char *file;
    bool is_list;
} files[] = {
    { &organization_type, "organization.yaml", false },
    { &act_type, "acts.yaml", true },
    { &person_type, "people.yaml", true },
    { &pair_type, "pairs.yaml", true },
    { &practice_type, "practices.yaml", true },
    { &honoree_type, "honor.yaml", true },
    { &roadmap_type, "roadmap.yaml", true },
    { &indicator_type, "indicators.yaml", true },
    { &waiver_type, "waivers.yaml", true },
    { &page_type, "страница *.md, поля между строками ---", false },
    { &site_type, "site.yaml", false },
    { &profile_type, "requirements/*.yaml", false },
    { &calendar_type, "calendar/*.yaml", false },
    { &known_act_type, "known-acts/*.yaml", true },
};

static void list_files(void)
{
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        printf("%-14s%s\n", files[i].type->name, files[i].file);
}

static void print_reference(struct buf *out)
{
    BUF_PUT(out, "# Записи\n\nЭтот файл сделан программой (`make docs`) из тех же таблиц, по которым она "
                 "читает записи.\n\n");
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        buf_format(out, "## %s: %s\n\n", files[i].type->name, files[i].file);
        schema_reference(files[i].type, out);
        buf_char(out, '\n');
    }
}

static bool print_schema(const char *name, bool markdown, struct buf *out)
{
    struct nearest near = nearest_to(str_from(name));

    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        nearest_offer(&near, files[i].type->name);
        if (!str_is(str_from(name), files[i].type->name))
            continue;
        if (markdown)
            schema_reference(files[i].type, out);
        else
            schema_write(files[i].type, files[i].is_list, out);
        return true;
    }
    fprintf(stderr, "nastavnik: нет такой записи: «%s»\n", name);
    if (near.best)
        fprintf(stderr, "возможно, вы имели в виду %s\n", near.best);
    return false;
}

int cmd_schema(int argc, char **argv)
{
    struct arguments arguments = { 0 };
    const char *words[1] = { NULL };
    int status = options_parse(&line, argc, argv, &arguments, words);

    if (status >= 0)
        return status;
    struct arena *a = arena_new();
    struct buf out = buf_new(a, 16 * 1024 * 1024);
    status = EXIT_CLEAN;
    if (arguments.theme)
        theme_reference(&out);
    else if (words[0])
        status = print_schema(words[0], arguments.markdown, &out) ? EXIT_CLEAN : EXIT_USAGE;
    else if (arguments.markdown)
        print_reference(&out);
    else
        list_files();
    if (out.len)
        fwrite(out.ptr, 1, out.len, stdout);
    if (fflush(stdout) != 0)
        status = EXIT_TROUBLE;
    arena_free(a);
    return status;
}
