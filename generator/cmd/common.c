// SPDX-License-Identifier: MIT
#include "cmd/common.h"

#include "base/exit.h"
#include "base/io.h"
#include "base/limits.h"
#include "diag/report.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

bool common_read(const struct common *c, struct build_options *options)
{
    if (c->today && !date_parse(str_from(c->today), &options->today)) {
        fprintf(stderr, "nastavnik: «%s» — не дата с %d по %d год; нужно так: --today 2025-09-01\n", c->today,
                DATE_FIRST_YEAR, DATE_LAST_YEAR);
        return false;
    }
    if (c->jobs) {
        char *end;
        long jobs = strtol(c->jobs, &end, 10);
        options->workers = (int)jobs;
        if (*end || jobs < 1 || jobs > 64) {
            fprintf(stderr, "nastavnik: --jobs принимает число от 1 до 64, а не «%s»\n", c->jobs);
            return false;
        }
    }
    options->no_facts = c->no_facts;
    options->show_progress = isatty(STDERR_FILENO) && !c->quiet;
    return true;
}

bool common_format(const struct common *c, int *format)
{
    *format = c->format ? report_format_find(str_from(c->format)) : REPORT_TEXT;
    if (*format >= 0)
        return true;
    fprintf(stderr, "nastavnik: нет такого вида сообщений: «%s»; есть text, json, junit, github\n",
            c->format);
    return false;
}

void common_print(struct str text, FILE *to)
{
    if (text.len)
        fwrite(text.ptr, 1, text.len, to);
    fflush(to); // before what comes on the other stream; main() asks both for failures
}

bool common_is_coloured(FILE *f)
{
    const char *no = getenv("NO_COLOR"), *term = getenv("TERM");

    return isatty(fileno(f)) && !(no && *no) && !(term && str_is(str_from(term), "dumb"));
}

struct str common_totals(const struct diags *ds, struct arena *a)
{
    struct buf totals = buf_new(a, 4096);

    report_totals(ds, &totals);
    return buf_str(&totals);
}

void common_print_totals(struct str totals, double seconds)
{
    const int hundredths = (int)(seconds * 100 + 0.5); // with a comma, whatever the locale

    fprintf(stderr, "Проверка: %.*s; %d,%02d с.\n", STR_ARG(totals), hundredths / 100, hundredths % 100);
}

double common_now(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

int common_status(const struct diags *ds)
{
    if (ds->counts[SEVERITY_FATAL])
        return EXIT_TROUBLE;
    return ds->counts[SEVERITY_ERROR] ? EXIT_FINDINGS : EXIT_CLEAN;
}

static bool read_past(const char *path, struct arena *a, struct str *out)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    bool ok = fd >= 0 && io_read(fd, LIMIT_LEDGER_BYTES, a, out);

    if (!ok)
        fprintf(stderr, "nastavnik: не удалось прочитать «%s»: %s\n", path, io_reason(errno));
    if (fd >= 0)
        close(fd);
    return ok;
}

bool common_compare(struct verdicts *v, const char *path, struct arena *a)
{
    struct str text;

    if (!read_past(path, a, &text))
        return false;
    if (verdicts_compare(v, text))
        return true;
    fprintf(stderr, "nastavnik: «%s» — не ответ check --format json\n", path);
    return false;
}
