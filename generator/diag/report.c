// SPDX-License-Identifier: MIT
#include "diag/report.h"

#include "base/escape.h"
#include "base/json.h"
#include "base/russian.h"

static const char *const format_names[] = { "text", "json", "junit", "github" };
static const char *const severity_keys[] = { "note", "warning", "error", "fatal" };

int report_format_find(struct str name)
{
    for (size_t i = 0; i < sizeof format_names / sizeof *format_names; i++)
        if (str_is(name, format_names[i]))
            return (int)i;
    return -1;
}

// ---- text -------------------------------------------------------------------------

struct painter {
    struct buf *out;
    bool colour;
};

static void paint(const struct painter *p, const char *code, struct str text)
{
    if (p->colour)
        buf_format(p->out, "\x1b[%sm", code);
    buf_put(p->out, text);
    if (p->colour)
        BUF_PUT(p->out, "\x1b[0m");
}

static const char *const severity_colours[] = { "36", "33", "31;1", "31;1" };

static void put_place(struct buf *out, const struct diag *d)
{
    buf_put(out, str_empty(d->path) ? STR("nastavnik") : d->path);
    if (d->line)
        buf_format(out, ":%u:%u", d->line, d->column);
    BUF_PUT(out, ": ");
}

static void put_excerpt(const struct painter *p, const struct diag *d)
{
    if (str_empty(str_trim(d->excerpt)))
        return;
    buf_format(p->out, "    %.*s\n", STR_ARG(d->excerpt));
    if (!d->caret)
        return;
    for (uint32_t i = 1; i < 4 + d->caret; i++)
        buf_char(p->out, ' ');
    paint(p, "32;1", STR("^"));
    buf_char(p->out, '\n');
}

// What the code means is said once; further messages of the same code are brief.
static void put_text(const struct painter *p, const struct diag *d, bool explain)
{
    const struct diag_info *info = diag_info(d->code);

    put_place(p->out, d);
    paint(p, severity_colours[d->severity], str_from(severity_name(d->severity)));
    buf_format(p->out, "[%s]: %.*s\n", info->slug, STR_ARG(d->message));
    put_excerpt(p, d);
    if (!str_empty(d->mended))
        buf_format(p->out, "    исправьте так: %.*s\n", STR_ARG(d->mended));
    if (explain)
        buf_format(p->out, "    причина: %s\n    что делать: %s\n", info->cause, info->fix);
}

static void write_text(const struct diags *ds, bool colour, bool notes, struct buf *out)
{
    const struct painter p = { out, colour };
    bool explained[DIAG_COUNT] = { false };

    for (LIST_EACH(const struct diag, d, ds->items)) {
        if (!notes && d->severity == SEVERITY_NOTE)
            continue;
        put_text(&p, d, !explained[d->code]);
        explained[d->code] = true;
    }
    if (ds->dropped)
        buf_format(out, "… и ещё %zu: показаны первые %zu\n", ds->dropped, ds->items.count);
}

// ---- machines ------------------------------------------------------------------------

static void put_json(struct json *j, const struct diag *d)
{
    const struct diag_info *info = diag_info(d->code);

    json_open(j, NULL, '{');
    json_text(j, "code", str_from(info->slug));
    json_text(j, "severity", str_from(severity_keys[d->severity]));
    json_text(j, "path", d->path);
    json_int(j, "line", d->line);
    json_int(j, "column", d->column);
    json_text(j, "message", d->message);
    json_text(j, "cause", str_from(info->cause));
    json_text(j, "fix", str_from(info->fix));
    json_text(j, "basis", str_from(info->basis));
    if (!str_empty(d->mended))
        json_text(j, "mended", d->mended);
    json_close(j, '}');
}

void report_json_members(const struct diags *ds, struct json *j)
{
    json_int(j, "errors", (int64_t)diags_count_errors(ds));
    json_int(j, "warnings", (int64_t)ds->counts[SEVERITY_WARNING]);
    json_int(j, "notes", (int64_t)ds->counts[SEVERITY_NOTE]);
    json_open(j, "diagnostics", '[');
    for (LIST_EACH(const struct diag, d, ds->items))
        put_json(j, d);
    json_close(j, ']');
}

static void write_json(const struct diags *ds, struct buf *out)
{
    struct json j = json_new(out);

    json_open(&j, NULL, '{');
    report_json_members(ds, &j);
    json_close(&j, '}');
}

static void put_junit(struct buf *out, const struct diag *d)
{
    const struct diag_info *info = diag_info(d->code);

    buf_format(out, "  <testcase classname=\"%s\" name=\"", info->slug);
    escape_xml(out, d->path);
    buf_format(out, ":%u:%u\">", d->line, d->column);
    buf_format(out, d->severity >= SEVERITY_ERROR ? "<failure message=\"" : "<system-out>");
    escape_xml(out, d->message);
    buf_format(out, d->severity >= SEVERITY_ERROR ? "\"/>" : "</system-out>");
    BUF_PUT(out, "</testcase>\n");
}

void report_junit_suite(const struct diags *ds, struct buf *out)
{
    size_t failures = ds->counts[SEVERITY_ERROR] + ds->counts[SEVERITY_FATAL];

    buf_format(out, "<testsuite name=\"nastavnik\" tests=\"%zu\" failures=\"%zu\">\n", ds->items.count,
               failures);
    for (LIST_EACH(const struct diag, d, ds->items))
        put_junit(out, d);
    BUF_PUT(out, "</testsuite>\n");
}

static void write_junit(const struct diags *ds, struct buf *out)
{
    BUF_PUT(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    report_junit_suite(ds, out);
}

// GitHub wants %, CR and LF of the message escaped, and , and : of properties too.
void report_github_text(struct buf *out, struct str s, bool property)
{
    for (size_t i = 0; i < s.len; i++) {
        char c = s.ptr[i];
        if (c == '%' || c == '\r' || c == '\n' || (property && (c == ',' || c == ':')))
            buf_format(out, "%%%02X", (unsigned)c);
        else
            buf_char(out, c);
    }
}

void report_github_file(struct buf *out, const char *folder, struct str path)
{
    struct str front = str_from(folder);

    BUF_PUT(out, "file=");
    while (str_ends(front, STR("/")))
        front.len--;
    if (front.len && !str_is(front, ".")) {
        report_github_text(out, front, true);
        buf_char(out, '/');
    }
    report_github_text(out, path, true);
}

static void write_github(const struct diags *ds, struct buf *out)
{
    static const char *const commands[] = { "notice", "warning", "error", "error" };

    for (LIST_EACH(const struct diag, d, ds->items)) {
        const struct diag_info *info = diag_info(d->code);
        buf_format(out, "::%s ", commands[d->severity]);
        report_github_file(out, ds->folder, d->path);
        if (d->line)
            buf_format(out, ",line=%u,col=%u", d->line, d->column);
        buf_format(out, ",title=%s::", info->slug);
        report_github_text(out, d->message, false);
        buf_char(out, '\n');
    }
}

void report_write(const struct diags *ds, enum report_format format, bool colour, bool notes, struct buf *out)
{
    switch (format) {
    case REPORT_TEXT:
        write_text(ds, colour, notes, out);
        return;
    case REPORT_JSON:
        write_json(ds, out);
        return;
    case REPORT_JUNIT:
        write_junit(ds, out);
        return;
    case REPORT_GITHUB:
        write_github(ds, out);
        return;
    }
}

void report_totals(const struct diags *ds, struct buf *out)
{
    size_t errors = ds->counts[SEVERITY_ERROR] + ds->counts[SEVERITY_FATAL];
    size_t warnings = ds->counts[SEVERITY_WARNING], notes = ds->counts[SEVERITY_NOTE];

    if (errors + warnings + notes == 0) {
        BUF_PUT(out, "замечаний нет");
        return;
    }
    const char *separator = "";
    const struct {
        size_t count;
        const char *one, *few, *many;
    } rows[] = {
        { errors, "ошибка", "ошибки", "ошибок" },
        { warnings, "предупреждение", "предупреждения", "предупреждений" },
        { notes, "заметка", "заметки", "заметок" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (!rows[i].count)
            continue;
        buf_format(out, "%s%zu %s", separator, rows[i].count,
                   russian_plural((int64_t)rows[i].count, rows[i].one, rows[i].few, rows[i].many));
        separator = ", ";
    }
}
