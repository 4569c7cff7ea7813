// SPDX-License-Identifier: MIT
// A fixture says itself what must be said about it, one comment per message,
// sorted by place:
//
//   # expect: LINE:COLUMN slug
//   # expect: LINE:COLUMN slug => the mended line
//
// Every message of the program has to be there, and nothing else: a file
// without such comments is a valid one. Mended lines are part of it.
#ifndef UNIT_EXPECT_H
#define UNIT_EXPECT_H

#include "base/buf.h"
#include "diag/diag.h"
#include "unit.h"

// What the comments of [text] promise, a line per message.
static inline struct str expect_promised(struct str text, struct arena *a)
{
    const struct str prefix = STR("# expect: ");
    struct buf b = buf_new(a, SIZE_MAX);
    struct str line;

    while (str_split(&text, '\n', &line)) {
        if (!str_starts(line, prefix))
            continue;
        line = str_after(line, prefix.len);
        buf_put(&b, str_ends(line, STR("\r")) ? str_from_to(line, 0, line.len - 1) : line);
        buf_char(&b, '\n');
    }
    return buf_str(&b);
}

// What [ds] holds, in the same form.
static inline struct str expect_said(struct diags *ds, struct arena *a)
{
    struct buf b = buf_new(a, SIZE_MAX);

    diags_sort(ds);
    for (LIST_EACH(const struct diag, d, ds->items)) {
        buf_format(&b, "%u:%u %s", (unsigned)d->line, (unsigned)d->column, diag_info(d->code)->slug);
        if (d->mended.len)
            buf_format(&b, " => %.*s", STR_ARG(d->mended));
        buf_char(&b, '\n');
    }
    return buf_str(&b);
}

// Fails, showing both, unless [ds] says of the fixture [name] exactly what its
// [text] promises.
static inline void assert_expected(const char *name, struct str text, struct diags *ds)
{
    struct arena *a = arena_new();
    struct str promised = expect_promised(text, a), said = expect_said(ds, a);

    assert_string_equal(str_format(a, "%s\n%.*s", name, STR_ARG(said)).ptr,
                        str_format(a, "%s\n%.*s", name, STR_ARG(promised)).ptr);
    arena_free(a);
}

#endif
