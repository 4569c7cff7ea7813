// SPDX-License-Identifier: MIT
#include "base/russian.h"
#include "base/utf8.h"
#include "output/verdicts.h"

enum {
    MOST_FIRST = 10,   // lines of «что исправить сначала»
    MOST_DEBTORS = 12, // names behind one item; all of them are in the other formats
    MOST_LATE = 30,
};

// ---- pieces ------------------------------------------------------------------------

static const char *items_after_of(int64_t n)
{
    return russian_plural(n, "обязательного пункта", "обязательных пунктов", "обязательных пунктов");
}

static void put_count(struct buf *out, const char *label, int64_t n)
{
    if (n)
        buf_format(out, ", %s\u00a0— %lld", label, (long long)n);
}

static void put_tally(struct buf *out, const struct tally *t)
{
    put_count(out, "частично", t->partial);
    put_count(out, "не размещено", t->absent);
    put_count(out, "не предусмотрено", t->waived);
    put_count(out, "не проверялось", t->not_checked);
    put_count(out, "просрочено", t->late);
}

static void put_place(struct buf *out, const struct verdicts_row *r)
{
    buf_put(out, r->mend);
    if (r->line != FIELD_INT_ABSENT)
        buf_format(out, ":%lld", (long long)r->line);
}

// ---- one organisation ----------------------------------------------------------------

static void put_row(struct buf *out, const struct verdicts_row *r)
{
    static const char indent[] = "                      ";
    const char *status = choice_at(&status_choices, r->status)->label;
    const char *must = choice_at(&must_choices, r->item->must)->label;
    size_t width = utf8_length(str_from(status));

    buf_format(out, "  %s%*s%.*s (%.*s, %s)\n", status, 20 - (int)width, "", STR_ARG(r->item->title),
               STR_ARG(r->item->id), must);
    for (LIST_EACH(const struct str, title, r->documents))
        buf_format(out, "%sдокумент: %.*s\n", indent, STR_ARG(*title));
    if (!str_empty(r->reason))
        buf_format(out, "%sпочему: %.*s\n", indent, STR_ARG(r->reason));
    if (!str_empty(r->due))
        buf_format(out, "%s%.*s\n", indent, STR_ARG(r->due));
    if (!verdicts_row_is_open(r))
        return;
    buf_format(out, "%sисправить: ", indent);
    put_place(out, r);
    buf_char(out, '\n');
}

static void put_share(struct buf *out, const struct tally *t, struct arena *a)
{
    const int64_t whole = tally_whole(t);

    if (whole)
        buf_format(out, "размещено %.*s", STR_ARG(tally_share(t, items_after_of(whole), a)));
    else
        BUF_PUT(out, "обязательных пунктов к подсчёту нет");
    put_tally(out, t);
}

static void put_first_rows(struct buf *out, const struct verdicts_organization *o, struct arena *a)
{
    const struct list first = verdicts_first_rows(o, a);
    int n = 0;

    if (!first.count)
        return;
    BUF_PUT(out, "\nЧто исправить сначала:\n");
    for (LIST_EACH(const struct verdicts_row, r, first)) {
        if (++n > MOST_FIRST)
            break;
        buf_format(out, "  %d. %.*s — %s%s%.*s; ", n, STR_ARG(r->item->title),
                   choice_at(&status_choices, r->status)->label, str_empty(r->due) ? "" : ", ",
                   STR_ARG(r->due));
        put_place(out, r);
        buf_char(out, '\n');
    }
}

static void put_one(struct buf *out, const struct verdicts *b, const struct verdicts_organization *o)
{
    const struct str unread = verdicts_unread(b, o);
    struct arena *a = b->arena;

    buf_format(out, "%.*s: ", STR_ARG(o->name));
    if (!str_empty(unread)) {
        buf_format(out, "не проверялось, записи не прочитаны: %.*s\n", STR_ARG(unread));
        return;
    }
    if (!o->rows.count) {
        BUF_PUT(out, "сверять не с чем, перечень не назван (поле profile в organization.yaml)\n");
        return;
    }
    put_share(out, &o->tally, a);
    BUF_PUT(out, "\n\n");
    for (LIST_EACH(const struct verdicts_row, r, o->rows))
        put_row(out, r);
    put_first_rows(out, o, a);
}

// ---- a tree ----------------------------------------------------------------------------

static void put_organizations(struct buf *out, const struct verdicts *b)
{
    size_t without = 0;

    if (!b->total.applies)
        return;
    BUF_PUT(out, "\nПо организациям (обязательные пункты):\n");
    for (LIST_EACH(const struct verdicts_organization, o, b->organizations)) {
        without += o->tally.applies == 0 && str_empty(verdicts_unread(b, o));
        if (o->tally.applies == 0)
            continue;
        buf_format(out, "  %.*s: ", STR_ARG(o->label));
        put_share(out, &o->tally, b->arena);
        buf_char(out, '\n');
    }
    if (without)
        buf_format(out, "  ещё %zu %s: обязательных пунктов нет\n", without,
                   russian_plural((int64_t)without, "организация", "организации", "организаций"));
}

static void put_debtors(struct buf *out, const struct verdicts_item *item)
{
    size_t n = 0;

    if (!item->debtors.count)
        return;
    BUF_PUT(out, "      за кем: ");
    for (LIST_EACH(const struct verdicts_row, r, item->debtors)) {
        if (n == MOST_DEBTORS)
            break;
        buf_format(out, "%s%.*s%s", n++ ? ", " : "", STR_ARG(r->organization->label),
                   r->status == STATUS_PARTIAL ? " (частично)" : "");
    }
    if (item->debtors.count > n)
        buf_format(out, " и ещё %zu", item->debtors.count - n);
    buf_char(out, '\n');
}

static void put_item(struct buf *out, const struct verdicts_item *item, struct arena *a)
{
    const struct tally *t = &item->tally;
    struct str share = tally_share(t, verdicts_organizations(tally_whole(t)), a);

    buf_format(out, "  %.*s (%.*s/%.*s): %.*s", STR_ARG(item->title), STR_ARG(item->profile),
               STR_ARG(item->id), STR_ARG(share));
    put_tally(out, t);
    buf_char(out, '\n');
    put_debtors(out, item);
}

static void put_items(struct buf *out, const struct verdicts *b, int must)
{
    bool any = false;

    for (LIST_EACH(const struct verdicts_item, item, b->items)) {
        if (item->must != must)
            continue;
        if (!any)
            buf_format(out, "\nПо пунктам (%s):\n", choice_at(&must_choices, must)->label);
        any = true;
        put_item(out, item, b->arena);
    }
}

static void put_late(struct buf *out, const struct verdicts *b)
{
    int64_t shown = 0, late = 0;

    for (LIST_EACH(const struct verdicts_organization, o, b->organizations))
        for (LIST_EACH(const struct verdicts_row, r, o->rows)) {
            if (!r->late || late++ >= MOST_LATE)
                continue;
            if (!shown++)
                BUF_PUT(out, "\nПросрочено:\n");
            buf_format(out, "  %.*s: %.*s — %.*s; ", STR_ARG(o->label), STR_ARG(r->item->title),
                       STR_ARG(r->due));
            put_place(out, r);
            buf_char(out, '\n');
        }
    if (late > shown)
        buf_format(out, "  и ещё %lld\n", (long long)(late - shown));
}

static void put_first_items(struct buf *out, const struct verdicts *b)
{
    const struct list first = verdicts_first_items(b);
    int n = 0;

    if (!first.count)
        return;
    BUF_PUT(out, "\nЧто исправить сначала:\n");
    for (LIST_EACH(const struct verdicts_item, item, first)) {
        const int64_t debtors = (int64_t)item->debtors.count;
        if (++n > MOST_FIRST)
            break;
        buf_format(out, "  %d. %.*s (%s): за %lld %s", n, STR_ARG(item->title),
                   choice_at(&must_choices, item->must)->label, (long long)debtors,
                   russian_plural(debtors, "организацией", "организациями", "организациями"));
        put_count(out, "просрочено", item->tally.late);
        buf_char(out, '\n');
    }
}

// They are in no share.
static void put_unread(struct buf *out, const struct verdicts *b)
{
    const char *title = "\nНе проверялось, записи не прочитаны:\n";

    for (LIST_EACH(const struct verdicts_organization, o, b->organizations)) {
        const struct str why = verdicts_unread(b, o);
        if (str_empty(why))
            continue;
        buf_format(out, "%s  data/%.*s: %.*s\n", title, STR_ARG(o->path), STR_ARG(why));
        title = "";
    }
}

static void put_tree(struct buf *out, const struct verdicts *b)
{
    const int64_t count = (int64_t)b->organizations.count;

    buf_format(out, "%lld %s: ", (long long)count,
               russian_plural(count, "организация", "организации", "организаций"));
    put_share(out, &b->total, b->arena);
    BUF_PUT(out, "\n");
    put_unread(out, b);
    put_organizations(out, b);
    for (int must = MUST_REQUIRED; must <= MUST_OPTIONAL; must++)
        put_items(out, b, must);
    put_late(out, b);
    put_first_items(out, b);
}

// ---- changes -------------------------------------------------------------------------------

void verdicts_changes_text(const struct verdicts *b, struct buf *out)
{
    if (!b->has_past)
        return;
    buf_format(out, "\nС прошлой проверки (%.*s):%s\n", STR_ARG(verdicts_past_day(b)),
               b->changes.count ? "" : " перемен нет");
    for (LIST_EACH(const struct verdicts_change, c, b->changes)) {
        buf_format(out, "  %s: %.*s", c->label, STR_ARG(c->organization));
        if (!str_empty(c->title))
            buf_format(out, ", %.*s", STR_ARG(c->title));
        if (!str_empty(c->was))
            buf_format(out, " — было «%.*s», стало «%.*s»", STR_ARG(c->was), STR_ARG(c->now));
        if (!str_empty(c->reason))
            buf_format(out, "; %.*s", STR_ARG(c->reason));
        buf_char(out, '\n');
    }
}

void verdicts_text(const struct verdicts *b, struct buf *out)
{
    if (b->organizations.count == 1)
        put_one(out, b, b->organizations.items[0]);
    else if (b->organizations.count)
        put_tree(out, b);
    verdicts_changes_text(b, out);
    if (b->total.applies)
        BUF_PUT(
            out,
            "\nДоли считаются по обязательным пунктам без непредусмотренных; размещённое частично в "
            "числитель\n"
            "не входит; округление до десятых, половина — вверх. Это сверка с перечнями, а не заключение\n"
            "о соответствии закону.\n");
}
