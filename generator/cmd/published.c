// SPDX-License-Identifier: MIT
#include "cmd/published.h"

#include "base/exit.h"
#include "diag/report.h"
#include "monitor/summary.h"

static void print_messages(const struct diags *ds, bool notes, struct arena *a)
{
    struct buf text = buf_new(a, (size_t)1 << 30);

    report_write(ds, REPORT_TEXT, common_is_coloured(stderr), notes, &text);
    common_print(buf_str(&text), stderr);
}

static int status_of(const struct published *published, const struct diags *ds)
{
    const struct organization_row *total = published->whole->row;
    int status = common_status(ds);

    return status == EXIT_CLEAN && total->published_total < total->required_total ? EXIT_FINDINGS : status;
}

static int run(const struct common *common, const char *folder, const char *since, struct date today,
               int format, struct arena *a)
{
    const double began = common_now();
    struct diags *ds = diags_new(a);
    struct published published;
    struct buf answer = buf_new(a, (size_t)1 << 30);

    published_check(folder, today, a, ds, &published);
    diags_sort(ds);
    // JSON holds them.
    if (format != SUMMARY_JSON)
        print_messages(ds, common->notes, a);
    if (since && !common_compare(published.verdicts, since, a))
        return EXIT_USAGE;
    summary_write(&published, ds, (enum summary_format)format, &answer);
    common_print(buf_str(&answer), stdout);
    if (!common->quiet)
        common_print_totals(common_totals(ds, a), common_now() - began);
    return status_of(&published, ds);
}

int published_run(const struct common *common, const char *folder, const char *profile, const char *since)
{
    struct build_options options = { 0 };
    int format = common->format ? summary_format_find(str_from(common->format)) : SUMMARY_TEXT;

    if (format < 0) {
        fprintf(stderr, "nastavnik: с --published нет такого вида ответа: «%s»; есть text, json, csv\n",
                common->format);
        return EXIT_USAGE;
    }
    if (profile) {
        fputs("nastavnik: --profile не сочетается с --published: готовые разделы уже сверены со своими "
              "перечнями, а записей у них нет\n",
              stderr);
        return EXIT_USAGE;
    }
    if (since && format == SUMMARY_CSV) {
        fputs("nastavnik: перемены с прошлой проверки (--since) показывают виды text и json, а не csv\n",
              stderr);
        return EXIT_USAGE;
    }
    if (!common_read(common, &options))
        return EXIT_USAGE;
    struct arena *a = arena_new();
    int status =
        run(common, folder, since, date_given(options.today) ? options.today : date_today(), format, a);
    arena_free(a);
    return status;
}
