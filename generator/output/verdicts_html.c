// SPDX-License-Identifier: MIT
#include "base/escape.h"
#include "base/russian.h"
#include "output/verdicts.h"

// One file without addresses of other files: it travels by e-mail.
static const char head[] =
    "<!DOCTYPE html>\n<html lang=\"ru\">\n<head>\n<meta charset=\"utf-8\">\n"
    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
    "<title>Что размещено в разделах «Наставничество»</title>\n"
    "<style>\n"
    "@page { size: 29.7cm 21cm; margin: 1.5cm }\n"
    "body { font: 16px/1.45 sans-serif; margin: 1.5rem auto; max-width: 72rem; padding: 0 1rem; color: "
    "#1a1a1a; "
    "background: #fff }\n"
    "table { border-collapse: collapse; width: 100%; margin: 0 0 2rem }\n"
    "caption { text-align: left; font-weight: bold; padding: .4rem 0 }\n"
    "th, td { border: 1px solid #767676; padding: .3rem .5rem; text-align: left; vertical-align: top }\n"
    "thead th { background: #eee }\n"
    ".absent, .partial { font-weight: bold }\n"
    "small { display: block; color: #4a4a4a }\n"
    "@media screen and (max-width: 48rem) { table { display: block; overflow-x: auto } }\n"
    "</style>\n</head>\n<body>\n<main>\n";

static void put(struct buf *out, const char *before, struct str text, const char *after)
{
    buf_put(out, str_from(before));
    escape_html(out, text);
    buf_put(out, str_from(after));
}

static void put_small(struct buf *out, struct str text)
{
    if (!str_empty(text))
        put(out, "<small>", text, "</small>");
}

// Opens a table with [titles], which end with NULL.
static void open_table(struct buf *out, struct str caption, const char *const *titles)
{
    // The attribute is for word processors, which draw no borders of a style sheet.
    put(out, "<table border=\"1\">\n<caption>", caption, "</caption>\n<thead><tr>");
    for (; *titles; titles++)
        buf_format(out, "<th scope=\"col\">%s</th>", *titles);
    BUF_PUT(out, "</tr></thead>\n<tbody>\n");
}

static void close_table(struct buf *out)
{
    BUF_PUT(out, "</tbody>\n</table>\n");
}

static void put_number(struct buf *out, int64_t n)
{
    BUF_PUT(out, "<td>");
    buf_int(out, n);
    BUF_PUT(out, "</td>");
}

static void put_tally(struct buf *out, const struct tally *t, const char *of, struct arena *a)
{
    put(out, "<td>", tally_share(t, of, a), "</td>");
    put_number(out, t->partial);
    put_number(out, t->absent);
    put_number(out, t->waived);
    put_number(out, t->not_checked);
    put_number(out, t->late);
}

#define TALLY_TITLES                                                                                         \
    "Размещено", "Частично", "Не размещено", "Не предусмотрено", "Не проверялось", "Просрочено"

static const char *items_after_of(int64_t n)
{
    return russian_plural(n, "пункта", "пунктов", "пунктов");
}

static void put_organizations(struct buf *out, const struct verdicts *b)
{
    static const char *const titles[] = { "Организация", TALLY_TITLES, NULL };

    open_table(out, STR("По организациям: обязательные пункты"), titles);
    for (LIST_EACH(const struct verdicts_organization, o, b->organizations)) {
        put(out, "<tr><th scope=\"row\">", o->label, "</th>");
        put_tally(out, &o->tally, items_after_of(tally_whole(&o->tally)), b->arena);
        BUF_PUT(out, "</tr>\n");
    }
    close_table(out);
}

static void put_debtors(struct buf *out, const struct verdicts_item *item)
{
    const char *separator = "<small>за кем: ";

    for (LIST_EACH(const struct verdicts_row, r, item->debtors)) {
        put(out, separator, r->organization->label, r->status == STATUS_PARTIAL ? " (частично)" : "");
        separator = ", ";
    }
    if (item->debtors.count)
        BUF_PUT(out, "</small>");
}

static void put_items(struct buf *out, const struct verdicts *b)
{
    static const char *const titles[] = { "Что должно быть", "Требование", TALLY_TITLES, NULL };

    open_table(out, STR("По пунктам: организации"), titles);
    for (LIST_EACH(const struct verdicts_item, item, b->items)) {
        put(out, "<tr><th scope=\"row\">", item->title, "");
        put_small(out, item->source);
        put_debtors(out, item);
        buf_format(out, "</th><td>%s</td>", choice_at(&must_choices, item->must)->label);
        put_tally(out, &item->tally, verdicts_organizations(tally_whole(&item->tally)), b->arena);
        BUF_PUT(out, "</tr>\n");
    }
    close_table(out);
}

static void put_debt(struct buf *out, const struct verdicts_row *r)
{
    put(out, "<tr><th scope=\"row\">", r->organization->label, "</th>");
    put(out, "<td>", r->item->title, "</td>");
    buf_format(out, "<td>%s</td>", choice_at(&status_choices, r->status)->label);
    put(out, "<td>", str_empty(r->due) ? STR("срок не назван") : r->due, "</td></tr>\n");
}

// Who owes what by when: the table that goes into a letter, narrow enough for a sheet.
static void put_debts(struct buf *out, const struct verdicts *b)
{
    static const char *const titles[] = { "Кто", "Что разместить", "Состояние", "Срок", NULL };

    if (!b->total.absent && !b->total.partial)
        return;
    open_table(out, STR("Кому что разместить: обязательные пункты"), titles);
    for (LIST_EACH(const struct verdicts_organization, o, b->organizations))
        for (LIST_EACH(const struct verdicts_row, r, o->rows))
            if (r->item->must == MUST_REQUIRED && verdicts_row_is_open(r))
                put_debt(out, r);
    close_table(out);
}

static void put_row(struct buf *out, const struct verdicts_row *r)
{
    const struct choice *status = choice_at(&status_choices, r->status);

    put(out, "<tr><th scope=\"row\">", r->item->title, "");
    put_small(out, r->item->source);
    buf_format(out, "</th><td>%s</td><td class=\"%s\">%s</td><td>",
               choice_at(&must_choices, r->item->must)->label, status->key, status->label);
    put(out, "", r->reason, "");
    for (LIST_EACH(const struct str, title, r->documents))
        put_small(out, *title);
    put(out, "</td><td>", r->due, "</td><td>");
    if (verdicts_row_is_open(r))
        put(out, "", r->mend, "");
    if (verdicts_row_is_open(r) && r->line != FIELD_INT_ABSENT)
        buf_format(out, ":%lld", (long long)r->line);
    BUF_PUT(out, "</td></tr>\n");
}

static void put_organization(struct buf *out, const struct verdicts_organization *o)
{
    static const char *const titles[] = {
        "Что должно быть", "Требование", "Состояние", "Почему и чем закрыто", "Срок", "Где исправить", NULL
    };

    if (!o->rows.count)
        return;
    open_table(out, o->name, titles);
    for (LIST_EACH(const struct verdicts_row, r, o->rows))
        put_row(out, r);
    close_table(out);
}

static void put_changes(struct buf *out, const struct verdicts *b)
{
    static const char *const titles[] = { "Что", "Организация", "Пункт", "Было", "Стало", NULL };

    if (!b->has_past)
        return;
    open_table(out, str_format(b->arena, "С прошлой проверки (%.*s)", STR_ARG(verdicts_past_day(b))), titles);
    for (LIST_EACH(const struct verdicts_change, c, b->changes)) {
        put(out, "<tr><td>", str_from(c->label), "</td>");
        put(out, "<td>", c->organization, "</td>");
        put(out, "<td>", c->title, "</td>");
        put(out, "<td>", c->was, "</td>");
        put(out, "<td>", c->now, "</td></tr>\n");
    }
    close_table(out);
}

static void put_left(struct buf *out, const char *label, int64_t n)
{
    if (n)
        buf_format(out, ", %s\u00a0— %lld", label, (long long)n);
}

// «Проверено 45 организаций, 2 марта 2026 г. Размещено 72,7 % (256 из 352 обязательных пунктов), …»
static void put_lead(struct buf *out, const struct verdicts *b)
{
    const int64_t count = (int64_t)b->organizations.count, whole = tally_whole(&b->total);
    const char *of =
        russian_plural(whole, "обязательного пункта", "обязательных пунктов", "обязательных пунктов");

    buf_format(out, "<p>Проверено: %lld\u00a0%s", (long long)count,
               russian_plural(count, "организация", "организации", "организаций"));
    put(out, ", ", date_words(b->today, b->arena), " ");
    if (whole)
        put(out, "Размещено ", tally_share(&b->total, of, b->arena), "");
    else
        BUF_PUT(out, "Обязательных пунктов к подсчёту нет");
    put_left(out, "частично", b->total.partial);
    put_left(out, "не размещено", b->total.absent);
    put_left(out, "не предусмотрено", b->total.waived);
    put_left(out, "не проверялось", b->total.not_checked);
    put_left(out, "просрочено", b->total.late);
    BUF_PUT(out, ". Это сверка с перечнями документов, а не заключение о соответствии закону.</p>\n");
}

// They are in no share.
static void put_unread(struct buf *out, const struct verdicts *b)
{
    bool any = false;

    for (LIST_EACH(const struct verdicts_organization, o, b->organizations)) {
        const struct str why = verdicts_unread(b, o);
        if (str_empty(why))
            continue;
        buf_put(out, any ? STR("") : STR("<p>Не проверялось, записи не прочитаны:</p>\n<ul>\n"));
        put(out, "<li>data/", o->path, ": ");
        put(out, "", why, "</li>\n");
        any = true;
    }
    if (any)
        BUF_PUT(out, "</ul>\n");
}

void verdicts_html(const struct verdicts *b, struct buf *out)
{
    buf_put(out, str_from(head));
    BUF_PUT(out, "<h1>Что размещено в разделах «Наставничество»</h1>\n");
    put_lead(out, b);
    BUF_PUT(
        out,
        "<p>Доли считаются по обязательным пунктам без непредусмотренных; размещённое частично в числитель "
        "не входит; округление до десятых, половина — вверх.</p>\n");
    put_unread(out, b);
    put_changes(out, b);
    if (b->organizations.count > 1) {
        put_organizations(out, b);
        put_debts(out, b);
        put_items(out, b);
    }
    for (LIST_EACH(const struct verdicts_organization, o, b->organizations))
        put_organization(out, o);
    BUF_PUT(out, "</main>\n</body>\n</html>\n");
}
