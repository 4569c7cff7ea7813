// SPDX-License-Identifier: MIT
#include "record/schema.h"

#include "base/exit.h"
#include "base/nearest.h"
#include "cmd/cmd.h"
#include "cmd/common.h"
#include "cmd/options.h"
#include "model/catalogue.h"
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

static void list_files(void)
{
    for (const struct catalogue_row *row = catalogue; row->type; row++)
        printf("%-14s%s\n", row->type->name, row->file);
}

static void print_reference(struct buf *out)
{
    BUF_PUT(out, "# Записи\n\nЭтот файл сделан программой (`make docs`) из тех же таблиц, по которым она "
                 "читает записи.\n\n");
    for (const struct catalogue_row *row = catalogue; row->type; row++) {
        buf_format(out, "## %s: %s\n\n", row->type->name, row->file);
        schema_reference(row->type, out);
        buf_char(out, '\n');
    }
}

static bool print_schema(const char *name, bool markdown, struct buf *out)
{
    struct nearest near = nearest_to(str_from(name));

    for (const struct catalogue_row *row = catalogue; row->type; row++) {
        nearest_offer(&near, row->type->name);
        if (!str_is(str_from(name), row->type->name))
            continue;
        if (markdown)
            schema_reference(row->type, out);
        else
            schema_write(row->type, row->is_list, out);
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
    common_print(buf_str(&out), stdout);
    arena_free(a);
    return status;
}
