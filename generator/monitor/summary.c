// SPDX-License-Identifier: MIT
#include "monitor/summary.h"

#include "base/json.h"
#include "base/percent.h"
#include "base/russian.h"
#include "diag/report.h"
#include "page/monitoring.h"

enum { DEBTORS_NAMED = 5 }; // in the text for people; all of them are in JSON and CSV

struct writer {
    const struct published *published;
    struct list shares, items;
    struct buf *out;
    struct arena *arena;
};

static const char *const format_names[] = { "text", "json", "csv" };

int summary_format_find(struct str name)
{
    for (size_t i = 0; i < sizeof format_names / sizeof *format_names; i++)
        if (str_is(name, format_names[i]))
            return (int)i;
    return -1;
}

// ---- for people ---------------------------------------------------------------------

static struct str percent_or_dash(const struct organization_row *row, struct arena *a)
{
    struct str percent = percent_text(row->published_total, row->required_total, a);

    return str_empty(percent) ? STR("—") : percent;
}

static void put_head(const struct writer *w)
{
    const struct published *p = w->published;
    const struct organization_row *total = p->whole->row;

    buf_format(w->out, "Разделов: %zu", p->sections);
    if (p->unread)
        buf_format(w->out, ", не удалось прочитать: %zu", p->unread);
    if (p->missing)
        buf_format(w->out, ", не хватает: %lld", (long long)p->missing);
    buf_format(w->out, ". Сверено файлов: %zu. Посчитано %.*s.\n", p->files,
               STR_ARG(date_dotted(p->today, w->arena)));
    if (total->required_total == 0)
        return;
    buf_format(
        w->out,
        "Размещено %lld из %lld %s (%.*s), частично — %lld, не размещено — %lld, не проверялось — %lld, "
        "просрочено — %lld.\n",
        (long long)total->published_total, (long long)total->required_total,
        russian_plural(total->required_total, "обязательного пункта", "обязательных пунктов",
                       "обязательных пунктов"),
        STR_ARG(percent_or_dash(total, w->arena)), (long long)total->partial_total,
        (long long)total->absent_total, (long long)organization_row_not_checked(total),
        (long long)total->late_total);
}

// Pads with spaces to [width] letters and two more.
static void put_column(const struct writer *w, struct str text, size_t width)
{
    size_t letters = 0;

    for (size_t i = 0; i < text.len; i++)
        letters += ((unsigned char)text.ptr[i] & 0xC0) != 0x80;
    buf_put(w->out, text);
    for (; letters < width + 2; letters++)
        buf_char(w->out, ' ');
}

static struct str out_of(int64_t part, int64_t whole, struct arena *a)
{
    return str_format(a, "%lld из %lld", (long long)part, (long long)whole);
}

static void put_shares(const struct writer *w)
{
    BUF_PUT(w->out, "\nПо организациям, вместе с подведомственными\n");
    for (LIST_EACH(const struct organization_row, row, w->shares)) {
        BUF_PUT(w->out, "  ");
        put_column(w, percent_or_dash(row, w->arena), 6);
        put_column(w, out_of(row->published_total, row->required_total, w->arena), 12);
        buf_put(w->out, row->label);
        if (organization_row_not_checked(row))
            buf_format(w->out, ", не проверялось — %lld", (long long)organization_row_not_checked(row));
        if (row->late_total)
            buf_format(w->out, ", просрочено — %lld", (long long)row->late_total);
        buf_char(w->out, '\n');
    }
}

static void put_debtors(const struct writer *w, const struct item_row *item)
{
    size_t named = 0;

    BUF_PUT(w->out, "                не размещено или частично: ");
    for (LIST_EACH(const struct debtor_row, debtor, item->debtors)) {
        if (named++ == DEBTORS_NAMED)
            break;
        buf_format(w->out, "%s%.*s", named > 1 ? "; " : "", STR_ARG(debtor->organization->title));
        if (debtor->late)
            buf_format(w->out, " (просрочено: срок был %.*s)",
                       STR_ARG(date_dotted(debtor->due_day, w->arena)));
    }
    if (item->debtors.count > DEBTORS_NAMED)
        buf_format(w->out, " и ещё %zu", item->debtors.count - DEBTORS_NAMED);
    buf_char(w->out, '\n');
}

static void put_items(const struct writer *w)
{
    BUF_PUT(w->out, "\nЧего нет: у скольких организаций пункт размещён\n");
    for (LIST_EACH(const struct item_row, item, w->items)) {
        if (item->debtors.count == 0)
            continue;
        BUF_PUT(w->out, "  ");
        put_column(w, out_of(item->published, item->organizations, w->arena), 12);
        buf_format(w->out, "%.*s (%.*s)\n", STR_ARG(item->title), STR_ARG(item->must));
        put_debtors(w, item);
    }
}

static bool owes_anything(const struct writer *w)
{
    for (LIST_EACH(const struct item_row, item, w->items))
        if (item->debtors.count)
            return true;
    return false;
}

static void put_text(const struct writer *w)
{
    put_head(w);
    if (w->shares.count)
        put_shares(w);
    if (owes_anything(w))
        put_items(w);
    verdicts_changes_text(w->published->verdicts, w->out);
}

// ---- for programs -----------------------------------------------------------------------

static void json_share(struct json *j, const struct organization_row *row)
{
    json_int(j, "required", row->required_total);
    json_int(j, "published", row->published_total);
    json_int(j, "partial", row->partial_total);
    json_int(j, "absent", row->absent_total);
    json_int(j, "not_checked", organization_row_not_checked(row));
    json_int(j, "late", row->late_total);
}

static void json_organization(struct json *j, const struct organization_row *row)
{
    json_open(j, NULL, '{');
    json_text(j, "label", row->label);
    json_text(j, "name", row->name);
    json_text(j, "href", row->href);
    json_int(j, "organizations", row->organizations);
    json_share(j, row);
    json_close(j, '}');
}

static void json_late(struct json *j, const struct item_row *item, struct arena *a)
{
    json_int(j, "late", item->late);
    json_open(j, "overdue", '[');
    for (LIST_EACH(const struct debtor_row, debtor, item->debtors)) {
        if (!debtor->late)
            continue;
        json_open(j, NULL, '{');
        json_text(j, "organization", debtor->organization->href);
        json_text(j, "due_day", date_iso(debtor->due_day, a));
        json_close(j, '}');
    }
    json_close(j, ']');
}

static void json_item(struct json *j, const struct item_row *item, struct arena *a)
{
    json_open(j, NULL, '{');
    json_text(j, "profile", item->profile);
    json_text(j, "id", item->id);
    json_text(j, "title", item->title);
    json_text(j, "must", item->must);
    json_int(j, "organizations", item->organizations);
    json_int(j, "published", item->published);
    json_int(j, "partial", item->partial);
    json_int(j, "absent", item->absent);
    json_int(j, "waived", item->waived);
    json_int(j, "not_checked", item->not_checked);
    json_open(j, "debtors", '[');
    for (LIST_EACH(const struct debtor_row, debtor, item->debtors))
        json_text(j, NULL, debtor->organization->href);
    json_close(j, ']');
    json_late(j, item, a);
    json_close(j, '}');
}

static void put_json(const struct writer *w, const struct diags *ds)
{
    const struct published *p = w->published;
    struct json j = json_new(w->out);

    json_open(&j, NULL, '{');
    json_text(&j, "schema", STR("nastavnik-published/1"));
    json_text(&j, "checked", date_iso(p->today, w->arena));
    json_int(&j, "sections", (int64_t)p->sections);
    json_int(&j, "unread", (int64_t)p->unread);
    json_int(&j, "missing", p->missing);
    json_int(&j, "files", (int64_t)p->files);
    json_open(&j, "total", '{');
    json_share(&j, p->whole->row);
    json_close(&j, '}');
    json_open(&j, "organizations", '[');
    for (LIST_EACH(const struct organization_row, row, w->shares))
        json_organization(&j, row);
    json_close(&j, ']');
    json_open(&j, "items", '[');
    for (LIST_EACH(const struct item_row, item, w->items))
        json_item(&j, item, w->arena);
    json_close(&j, ']');
    verdicts_results_json(p->verdicts, &j);
    verdicts_changes_json(p->verdicts, &j);
    report_json_members(ds, &j);
    json_close(&j, '}');
}

// ---- tables ---------------------------------------------------------------------------------

static void put_csv(const struct writer *w)
{
    const struct list debts = monitoring_debts(w->published->whole, w->arena);

    buf_put(w->out, csv_write(&w->shares, &organization_row_type, share_columns, w->arena));
    BUF_PUT(w->out, "\r\n");
    buf_put(w->out, csv_write(&w->items, &item_row_type, item_columns, w->arena));
    BUF_PUT(w->out, "\r\n");
    buf_put(w->out, csv_write(&debts, &debt_row_type, debt_columns, w->arena));
}

void summary_write(const struct published *published, const struct diags *ds, enum summary_format format,
                   struct buf *out)
{
    struct arena *a = arena_new();
    const struct writer w = {
        .published = published,
        .shares = monitoring_shares(published->whole, &published->children, a),
        .items = monitoring_items(published->whole, a),
        .out = out,
        .arena = a,
    };

    if (format == SUMMARY_TEXT)
        put_text(&w);
    else if (format == SUMMARY_JSON)
        put_json(&w, ds);
    else
        put_csv(&w);
    arena_free(a);
}
