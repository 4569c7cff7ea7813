// SPDX-License-Identifier: MIT
#include "diag/diag.h"

#include "base/buf.h"
#include "base/limits.h"
#include "base/utf8.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static const struct diag_info catalogue[DIAG_COUNT] = {
#define DIAG(name, severity, slug, cause, fix, basis)                                                        \
    [DIAG_##name] = { SEVERITY_##severity, slug, cause, fix, basis },
#include "diag/codes.def"
#undef DIAG
};

const struct diag_info *diag_info(enum diag_code code)
{
    return &catalogue[code];
}

const char *severity_name(enum severity s)
{
    static const char *const names[] = { "заметка", "предупреждение", "ошибка", "сбой" };

    return names[s];
}

struct diags *diags_new(struct arena *a)
{
    struct diags *ds = ARENA_NEW(a, struct diags);

    ds->arena = a;
    return ds;
}

// The line of the source that [at] points into, without its line end.
static struct str line_of(struct where at)
{
    struct str rest = at.source ? at.source->text : (struct str){ 0 }, line = { 0 };

    for (uint32_t i = 0; i < at.line; i++)
        if (!str_split(&rest, '\n', &line))
            return (struct str){ 0 };
    if (at.line == 1 && str_starts(line, STR("\xEF\xBB\xBF")))
        line = str_after(line, 3);
    if (str_ends(line, STR("\r")))
        line.len--;
    return line;
}

// What a terminal would act upon: control characters, those that turn the direction of
// writing, and bytes that are no text. File names hold them too.
static bool is_unfit(uint32_t c)
{
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2066 && c <= 0x2069) || c == UTF8_BAD;
}

// A copy with a space for whatever is unfit to be shown; NUL-terminated behind its end.
static struct str fit(struct str s, struct arena *a)
{
    struct buf b = buf_new(a, s.len + 1);

    while (s.len) {
        uint32_t c = utf8_next(&s);
        utf8_put(&b, is_unfit(c) ? ' ' : c);
    }
    buf_char(&b, '\0');
    return (struct str){ b.ptr, b.len - 1 };
}

// Fills excerpt and caret: the part of the line around the place, since one
// line may be megabytes long.
static void set_excerpt(struct diag *d, struct where at, struct arena *a)
{
    enum { BEFORE = 60, AFTER = 40 };
    const uint32_t from = at.column > BEFORE ? at.column - BEFORE : 1;
    struct str rest = line_of(at);
    struct buf b = buf_new(a, 8 * (BEFORE + AFTER));

    if (from > 1)
        BUF_PUT(&b, "…");
    for (uint32_t column = 1; rest.len && column < at.column + AFTER; column++) {
        uint32_t c = utf8_next(&rest);
        if (column >= from)
            utf8_put(&b, is_unfit(c) ? ' ' : c);
    }
    if (rest.len)
        BUF_PUT(&b, "…");
    d->excerpt = buf_str(&b);
    d->caret = at.column ? at.column - from + 1 + (from > 1) : 0;
}

static struct diag *add(struct diags *ds, enum diag_code code, struct where at, const char *format,
                        va_list ap)
{
    va_list again;

    ds->counts[catalogue[code].severity]++;
    ds->by_code[code]++;
    if (ds->items.count >= LIMIT_DIAGNOSTICS) {
        ds->dropped++;
        return NULL;
    }
    va_copy(again, ap);
    int len = vsnprintf(NULL, 0, format, again);
    va_end(again);
    if (len < 0)
        len = 0;
    char *message = arena_alloc(ds->arena, (size_t)len + 1, 1);
    vsnprintf(message, (size_t)len + 1, format, ap);

    struct diag *d = ARENA_NEW(ds->arena, struct diag);
    d->code = code;
    d->severity = catalogue[code].severity;
    d->path = fit(str_from(at.source ? at.source->path : ""), ds->arena);
    d->message = fit((struct str){ message, (size_t)len }, ds->arena);
    d->line = at.line;
    d->column = at.column;
    set_excerpt(d, at, ds->arena);
    list_add(&ds->items, d, ds->arena);
    return d;
}

void diag_add(struct diags *ds, enum diag_code code, struct where at, const char *format, ...)
{
    va_list ap;

    va_start(ap, format);
    add(ds, code, at, format, ap);
    va_end(ap);
}

void diag_add_mended(struct diags *ds, enum diag_code code, struct where at, struct str mended,
                     const char *format, ...)
{
    va_list ap;

    va_start(ap, format);
    struct diag *d = add(ds, code, at, format, ap);
    va_end(ap);
    if (d)
        d->mended = fit(mended, ds->arena);
}

struct str diag_line_with(struct where at, struct str old, struct str with, struct arena *a)
{
    struct str line = line_of(at), rest = line;

    for (uint32_t column = 1; column < at.column && rest.len; column++)
        utf8_next(&rest);
    if (!str_starts(rest, old) && rest.len && strchr("\"'", rest.ptr[0]))
        rest = str_after(rest, 1);
    if (str_empty(old) || !str_starts(rest, old))
        return (struct str){ 0 };
    struct str before = str_from_to(line, 0, line.len - rest.len), after = str_after(rest, old.len);
    return STR_CAT(a, before, with, after);
}

void diag_add_path(struct diags *ds, enum diag_code code, const char *path, const char *format, ...)
{
    const struct source source = { .path = path };
    va_list ap;

    va_start(ap, format);
    add(ds, code, (struct where){ .source = &source }, format, ap);
    va_end(ap);
}

size_t diags_count_errors(const struct diags *ds)
{
    return ds->counts[SEVERITY_ERROR] + ds->counts[SEVERITY_FATAL];
}

bool diags_failed(const struct diags *ds)
{
    return diags_count_errors(ds) > 0;
}

bool diags_has_fatal(const struct diags *ds)
{
    return ds->counts[SEVERITY_FATAL] > 0;
}

bool diags_has(const struct diags *ds, enum diag_code code)
{
    for (LIST_EACH(const struct diag, d, ds->items))
        if (d->code == code)
            return true;
    return false;
}

void diag_waive(struct diags *ds, struct diag *d, struct str reason)
{
    if (d->severity != SEVERITY_WARNING)
        return;
    ds->counts[SEVERITY_WARNING]--;
    ds->counts[SEVERITY_NOTE]++;
    ds->by_code[d->code]--;
    d->severity = SEVERITY_NOTE;
    d->message = str_format(ds->arena, "%.*s (исключение: %.*s)", STR_ARG(d->message), STR_ARG(reason));
}

void diags_keep_fatal(struct diags *ds)
{
    struct list all = ds->items;

    if (!diags_has_fatal(ds))
        return;
    ds->items = (struct list){ 0 };
    for (LIST_EACH(struct diag, d, all))
        if (d->severity == SEVERITY_FATAL)
            list_add(&ds->items, d, ds->arena);
    for (size_t s = 0; s < SEVERITY_FATAL; s++)
        ds->counts[s] = 0;
}

static void take_copy(struct diags *into, const struct diag *d)
{
    if (into->items.count >= LIMIT_DIAGNOSTICS) {
        into->dropped++;
        return;
    }
    struct diag *copy = ARENA_NEW(into->arena, struct diag);
    *copy = *d;
    copy->path = str_copy(d->path, into->arena);
    copy->message = str_copy(d->message, into->arena);
    copy->excerpt = str_copy(d->excerpt, into->arena);
    copy->mended = str_copy(d->mended, into->arena);
    list_add(&into->items, copy, into->arena);
}

void diags_merge(struct diags *into, const struct diags *from)
{
    for (size_t s = 0; s <= SEVERITY_FATAL; s++)
        into->counts[s] += from->counts[s];
    for (size_t code = 0; code < DIAG_COUNT; code++)
        into->by_code[code] += from->by_code[code];
    into->dropped += from->dropped;
    for (LIST_EACH(const struct diag, d, from->items))
        take_copy(into, d);
}

void diags_merge_errors(struct diags *into, const struct diags *from)
{
    for (size_t s = SEVERITY_ERROR; s <= SEVERITY_FATAL; s++)
        into->counts[s] += from->counts[s];
    for (LIST_EACH(const struct diag, d, from->items)) {
        if (d->severity < SEVERITY_ERROR)
            continue;
        into->by_code[d->code]++;
        take_copy(into, d);
    }
}

static int by_place(const void *a, const void *b)
{
    const struct diag *x = a, *y = b;
    int order = str_compare(x->path, y->path);

    if (order)
        return order;
    if (x->line != y->line)
        return x->line < y->line ? -1 : 1;
    if (x->column != y->column)
        return x->column < y->column ? -1 : 1;
    if (x->code != y->code)
        return x->code < y->code ? -1 : 1;
    return str_compare(x->message, y->message);
}

void diags_sort(struct diags *ds)
{
    list_sort(&ds->items, by_place, ds->arena);
}
