// SPDX-License-Identifier: MIT
#include "pipeline/state.h"

#include "base/buf.h"
#include "base/io.h"
#include "base/limits.h"
#include "base/path.h"
#include "output/content.h"

#include <fcntl.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define FIRST_LINE "nastavnik-state 2\n"
#define TAIL       ".nastavnik-state"

// ---- writing -------------------------------------------------------------------------

static void put_text(struct buf *b, struct str s)
{
    buf_format(b, " %zu:", s.len);
    buf_put(b, s);
}

static void put_diag(struct buf *b, const struct diag *d)
{
    buf_format(b, "diag %d %d %u %u %u", (int)d->code, (int)d->severity, d->line, d->column, d->caret);
    put_text(b, d->path);
    put_text(b, d->message);
    put_text(b, d->excerpt);
    put_text(b, d->mended);
    buf_char(b, '\n');
}

static void put_diags(struct buf *b, const struct diags *ds)
{
    for (LIST_EACH(const struct diag, d, ds->items))
        put_diag(b, d);
}

static void put_state(struct buf *b, const struct state *s)
{
    BUF_PUT(b, FIRST_LINE);
    buf_format(b, "build %" PRIx64 " %" PRIx64 " %zu %zu %zu %zu %d\n", s->context, s->published,
               s->summary.organizations, s->summary.pages, s->summary.held, s->summary.files,
               s->summary.no_base);
    put_diags(b, s->ds);
    for (LIST_EACH(const struct state_unit, u, s->units)) {
        buf_format(b, "unit %" PRIx64 " %" PRIx64 " %" PRIx64 " %zx %zx", u->stamp, u->fold, u->page_list,
                   u->pages, u->held);
        put_text(b, u->path);
        buf_char(b, '\n');
        put_diags(b, u->ds);
    }
}

static bool is_complete(const struct state *s)
{
    bool complete = !s->ds->dropped;

    for (LIST_EACH(const struct state_unit, u, s->units))
        complete = complete && !u->ds->dropped;
    return complete;
}

void state_write(const char *folder, const struct state *state)
{
    struct arena *a = arena_new();
    struct buf text = buf_new(a, LIMIT_LEDGER_BYTES);
    const char *path = path_beside(folder, TAIL, a), *next = path_beside(folder, TAIL "-next", a);

    put_state(&text, state);
    bool ok = !text.overflowed && is_complete(state);
    if (!ok || content_replace(AT_FDCWD, path, next, buf_str(&text), CONTENT_PRIVATE))
        unlink(path);
    arena_free(a);
}

// ---- reading -------------------------------------------------------------------------

static bool take_text(struct str *rest, struct str *out)
{
    size_t length = 0, i = 1;

    for (; i < rest->len && rest->ptr[i] >= '0' && rest->ptr[i] <= '9' && i < 12; i++)
        length = length * 10 + (size_t)(rest->ptr[i] - '0');
    if (i >= rest->len || rest->ptr[i] != ':' || rest->len - i - 1 < length)
        return false;
    *out = str_from_to(*rest, i + 1, i + 1 + length);
    *rest = str_after(*rest, i + 1 + length);
    return true;
}

// Reads the numbers of a line that begins with [word] and moves behind them.
static bool take_numbers(struct str *rest, const char *word, int base, uint64_t *numbers, size_t count)
{
    size_t at = strlen(word);

    if (!str_starts(*rest, str_from(word)))
        return false;
    for (size_t i = 0; i < count; i++) {
        char *end;
        if (at >= rest->len || rest->ptr[at] != ' ')
            return false;
        numbers[i] = strtoull(rest->ptr + at, &end, base);
        at = (size_t)(end - rest->ptr);
    }
    *rest = str_after(*rest, at);
    return true;
}

// [*said] becomes where what is said of the unit goes.
static bool read_unit(struct str *rest, struct state *s, struct diags **said, struct arena *a)
{
    uint64_t n[5];
    struct str path;

    if (!take_numbers(rest, "unit", 16, n, 5) || !take_text(rest, &path))
        return false;
    struct state_unit *u = ARENA_NEW(a, struct state_unit);
    *said = diags_new(a);
    *u = (struct state_unit){ path, n[0], n[1], n[2], (size_t)n[3], (size_t)n[4], *said };
    list_add(&s->units, u, a);
    return true;
}

static bool read_diag(struct str *rest, struct diags *ds)
{
    uint64_t n[5];
    struct diag *d = ARENA_NEW(ds->arena, struct diag);

    if (!take_numbers(rest, "diag", 10, n, 5) || n[0] >= DIAG_COUNT || n[1] > SEVERITY_FATAL)
        return false;
    if (!take_text(rest, &d->path) || !take_text(rest, &d->message) || !take_text(rest, &d->excerpt) ||
        !take_text(rest, &d->mended))
        return false;
    d->code = (enum diag_code)n[0];
    d->severity = (enum severity)n[1];
    d->line = (uint32_t)n[2];
    d->column = (uint32_t)n[3];
    d->caret = (uint32_t)n[4];
    list_add(&ds->items, d, ds->arena);
    ds->counts[d->severity]++;
    ds->by_code[d->code] += d->severity == diag_info(d->code)->severity;
    return true;
}

static bool read_build(struct str *rest, struct state *s)
{
    uint64_t n[2], counts[5];

    if (!take_numbers(rest, "build", 16, n, 2) || !take_numbers(rest, "", 10, counts, 5))
        return false;
    s->context = n[0];
    s->published = n[1];
    s->summary = (struct build_summary){ .organizations = counts[0],
                                         .pages = counts[1],
                                         .held = counts[2],
                                         .files = counts[3],
                                         .unchanged = counts[3],
                                         .no_base = counts[4] != 0 };
    return true;
}

static bool parse(struct str text, struct state *s, struct arena *a)
{
    struct diags *ds = diags_new(a);
    struct str rest = str_after(text, sizeof FIRST_LINE - 1);

    s->ds = ds;
    if (!str_starts(text, STR(FIRST_LINE)) || !read_build(&rest, s))
        return false;
    while (str_starts(rest, STR("\n")) && rest.len > 1) {
        rest = str_after(rest, 1);
        if (!read_unit(&rest, s, &ds, a) && !read_diag(&rest, ds))
            return false;
    }
    return str_is(rest, "\n");
}

bool state_read(const char *folder, struct arena *a, struct state *out)
{
    int fd = open(path_beside(folder, TAIL, a), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    struct str text;

    *out = (struct state){ 0 };
    if (fd < 0)
        return false;
    bool ok = io_read(fd, LIMIT_LEDGER_BYTES, a, &text);
    close(fd);
    // A copy with an end: strtoull stops there.
    return ok && parse(str_copy(text, a), out, a);
}
