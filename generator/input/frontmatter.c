// SPDX-License-Identifier: MIT
#include "input/frontmatter.h"

#include "base/letter.h"
#include "input/yaml_line.h"

static bool is_fence(struct str line)
{
    return str_eq(str_trim(line), STR("---")) && str_starts(line, STR("---"));
}

// «—», «--», « ---»: what Word and a hasty hand make of a fence.
static bool is_meant_as_fence(struct str line)
{
    struct letter l;
    size_t dashes = 0;

    line = str_trim(line);
    for (; letter_next(&line, &l); dashes++)
        if (!letter_is_dash(l.lower))
            return false;
    return dashes > 0;
}

static bool has_fence(struct str text)
{
    struct str line;

    while (str_split(&text, '\n', &line))
        if (is_fence(line))
            return true;
    return false;
}

// What to do about a page that begins with [line] and goes on with [rest]. A line
// that is text must stay, so it has no mended form.
static void report_beginning(const struct source *s, struct str line, struct str rest, struct diags *ds)
{
    const struct where at = { s, 1, 1 };
    struct yaml_line first = yaml_line_of(line, 1);
    bool is_blank = str_empty(str_trim(line)), is_closed = has_fence(rest);

    if (is_meant_as_fence(line))
        diag_add_mended(ds, DIAG_FRONT_MATTER, at, STR("---"), "первая строка страницы — ровно три дефиса");
    else if (is_blank && is_closed)
        diag_add(ds, DIAG_FRONT_MATTER, at, "уберите пустое место над строкой «---»: она должна быть первой");
    else if (yaml_is_name(first.key) && is_closed)
        diag_add(ds, DIAG_FRONT_MATTER, at, "вставьте перед этой строкой ещё одну: «---»");
    else
        diag_add(ds, DIAG_FRONT_MATTER, at,
                 "вставьте в начало страницы три строки: «---», «title: Заголовок», «---»");
}

bool frontmatter_split(const struct source *s, struct diags *ds, struct frontmatter *out)
{
    struct str rest = s->text, line = { 0 };
    uint32_t number = 1;

    if (!str_split(&rest, '\n', &line) || !is_fence(line)) {
        report_beginning(s, line, rest, ds);
        return false;
    }
    const char *from = rest.ptr;
    while (str_split(&rest, '\n', &line)) {
        number++;
        if (!is_fence(line))
            continue;
        out->fields = (struct str){ from, (size_t)(line.ptr - from) };
        out->fields_line = 2;
        out->body = rest;
        out->body_line = number + 1;
        return true;
    }
    diag_add(ds, DIAG_FRONT_MATTER, (struct where){ s, 1, 1 },
             "нет второй строки «---», которая закрывает поля");
    return false;
}
