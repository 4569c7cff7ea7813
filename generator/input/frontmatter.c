// SPDX-License-Identifier: MIT
#include "input/frontmatter.h"

static bool is_fence(struct str line)
{
    return str_eq(str_trim(line), STR("---")) && str_starts(line, STR("---"));
}

bool frontmatter_split(const struct source *s, struct diags *ds, struct frontmatter *out)
{
    struct str rest = s->text, line;
    uint32_t number = 1;

    if (!str_split(&rest, '\n', &line) || !is_fence(line)) {
        diag_add_mended(ds, DIAG_FRONT_MATTER, (struct where){ s, 1, 1 }, STR("---"),
                        "страница должна начинаться строкой «---»");
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
