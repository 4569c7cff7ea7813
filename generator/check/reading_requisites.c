// SPDX-License-Identifier: MIT
// The paper's own number and date, and the order that it is an appendix to.
#include "base/russian.h"
#include "check/reading_rules.h"
#include "check/requisites.h"

enum { ZONE = 60, APPENDIX_ZONE = 40, NEAR = 4, TITLE = 6, GRIF = 28, BESIDE = 2 };

#define BODY                                                                                                 \
    "приказыва|соответстви|целях|основани|исполнен|постановля|распоряжа|утвердить|повестк|присутств|слушали"
#define CITED "приказ|постановлен|распоряжен|письм|закон|протокол|указ|утвержд"

// ---- the heading of an order -------------------------------------------------------

struct heading {
    struct requisites number, date; // where each was found; the same one when they stand together
};

// «ПРИКАЗ», or for a protocol «ПРОТОКОЛ», «Выписка из протокола».
static bool is_title_of(const struct text *t, size_t i, const struct act *act)
{
    if (act->kind == ACT_PROTOCOL)
        return text_is_word(t, i, "протокол") || text_is_word(t, i, "протокола");
    return text_is_word(t, i, "приказ") || text_is_word(t, i, "распоряжение");
}

// On a line of its own, or with its requisites behind it; in the middle of a line
// (cards of documents have no lines) in capitals only.
static bool is_heading(const struct text *t, size_t i, const struct act *act)
{
    struct date date;

    if (!is_title_of(t, i, act) || (!text_at(t, i)->starts_line && !text_at(t, i)->is_capitals))
        return false;
    return text_at(t, i + 1)->starts_line || text_is_sign(t, i + 1, NUMERO) || text_is_word(t, i + 1, "от") ||
           text_is_stem(t, i + 1, "заседани") || requisites_date(t, i + 1, &date) > 0;
}

static bool is_cited(const struct text *t, const struct requisites *q, size_t heading)
{
    size_t from = q->first > NEAR ? q->first - NEAR : 0;
    size_t at = text_find_stem(t, from, q->first, CITED);

    return at != SIZE_MAX && at != heading;
}

// «1. Провести …»: dates of the text itself are no requisites.
static bool is_item(const struct text *t, size_t i)
{
    return text_at(t, i)->starts_line && text_at(t, i)->kind == TOKEN_NUMBER && text_is_sign(t, i + 1, '.') &&
           text_at(t, i + 2)->kind == TOKEN_WORD;
}

static size_t zone_end(const struct text *t, size_t heading)
{
    size_t i = heading;

    while (i < heading + ZONE && !text_is_stem(t, i, BODY) && !is_item(t, i))
        i++;
    return i;
}

// The first number and the first date behind the heading, the title's citations left out.
static bool read_heading(const struct reading *r, struct heading *out)
{
    const struct text *t = r->pages;
    size_t at = 0;
    struct requisites q;

    while (at < t->count && !is_heading(t, at, r->paper->act))
        at++;
    if (at == t->count)
        return false;
    const size_t end = zone_end(t, at);
    for (size_t i = at + 1; requisites_next(t, &i, end, r->scratch, &q);) {
        if (is_cited(t, &q, at))
            continue;
        if (str_empty(out->number.number) && !str_empty(q.number))
            out->number = q;
        if (!date_given(out->date.date) && date_given(q.date))
            out->date = q;
    }
    return true;
}

static bool is_order(const struct act *act)
{
    return act->kind == ACT_ORDER || act->kind == ACT_DIRECTIVE;
}

static bool number_fits(const struct requisites *q, struct str number)
{
    return requisites_same_number(q->number, number) || requisites_same_number(q->longer, number);
}

// «согласно приказу от 01.09.2025 № 147»: a paper of another day.
static bool is_of_another_day(const struct reading *r, size_t first, size_t last)
{
    struct date date;

    return date_given(r->paper->act->date) && requisites_date_beside(r->pages, first, last, &date) &&
           date_compare(date, r->paper->act->date) != 0;
}

// Whether the page has [number] behind any of its «№».
static bool is_on_page(const struct reading *r, struct str number)
{
    const struct text *t = r->pages;
    struct requisites q = { 0 };
    size_t n;

    for (size_t i = 0; i < t->count; i++)
        if ((n = requisites_number(t, i, r->scratch, &q)) && number_fits(&q, number) &&
            !is_of_another_day(r, i, i + n - 1))
            return true;
    return false;
}

static bool can_compare(const struct reading *r, struct heading *out)
{
    return reading_is_own(r) && (is_order(r->paper->act) || r->paper->act->kind == ACT_PROTOCOL) &&
           read_heading(r, out);
}

void reading_number(const struct reading *r, struct diags *ds)
{
    struct heading heading = { 0 };
    const struct act *act = r->paper->act;

    if (str_empty(act->number) || !can_compare(r, &heading) || str_empty(heading.number.number))
        return;
    struct str recorded = requisites_normal(act->number, r->scratch);
    if (number_fits(&heading.number, recorded) || is_on_page(r, recorded))
        return;
    const bool same_day = date_given(act->date) && date_compare(heading.date.date, act->date) == 0;
    const struct finding f = { 0, heading.number.first, heading.number.last, .is_likely = !same_day };
    reading_report(r, &f, DIAG_PAPER_NUMBER, ds, "на бумаге № %.*s, а в записи № %.*s",
                   STR_ARG(heading.number.written), STR_ARG(act->number));
}

void reading_date(const struct reading *r, struct diags *ds)
{
    struct heading heading = { 0 };
    const struct act *act = r->paper->act;

    if (!date_given(act->date) || !can_compare(r, &heading) || !date_given(heading.date.date))
        return;
    if (date_compare(heading.date.date, act->date) == 0)
        return;
    struct str recorded = requisites_normal(act->number, r->scratch);
    const bool same_number = !str_empty(act->number) && number_fits(&heading.number, recorded);
    const struct finding f = { 0, heading.date.first, heading.date.last, .is_likely = !same_number };
    reading_report(r, &f, DIAG_PAPER_DATE, ds, "на бумаге %.*s, а в записи %.*s",
                   STR_ARG(date_dotted(heading.date.date, r->scratch)),
                   STR_ARG(date_dotted(act->date, r->scratch)));
}

// ---- an appendix -------------------------------------------------------------------

#define TITLES "положени|программ|план|дорожн|приложени|согласован|принят"

static bool is_grif(const struct text *t, size_t i, const char *stems)
{
    return text_is_stem(t, i, stems) && (text_at(t, i)->starts_line || text_at(t, i)->is_capitals);
}

// «УТВЕРЖДЕНО приказом …», «Утверждаю, заведующий … Приказ № …»: where the order is
// named, before the title of the paper begins; or SIZE_MAX.
static size_t order_approving(const struct text *t, size_t i)
{
    for (size_t at = i + 1; at < i + GRIF && !is_grif(t, at, TITLES); at++)
        if (text_is_word(t, at, "приказ") || text_is_stem(t, at, "приказом|распоряжением"))
            return at;
    return SIZE_MAX;
}

// The same for «Приложение № 1 к приказу …» and for an approval.
static size_t order_named(const struct text *t, size_t i)
{
    if (is_grif(t, i, "приложен"))
        return text_find_stem(t, i + 1, i + 1 + TITLE, "приказу|распоряжению");
    return is_grif(t, i, "утвержден|утверждаю") ? order_approving(t, i) : SIZE_MAX;
}

// A text layer may give «ПОЛОЖЕНИЕ», which stands left of it on the page, before
// the last line of «к приказу … / от … № …».
static bool is_amid_name(const struct text *t, size_t i)
{
    return text_at(t, i + 1)->starts_line && text_is_word(t, i + 1, "от");
}

// The end of the words that name the order: the next heading or grif.
static size_t name_end(const struct text *t, size_t from)
{
    for (size_t i = from + 1; i < from + APPENDIX_ZONE && i < t->count; i++)
        if (is_grif(t, i, TITLES) && !is_amid_name(t, i))
            return i;
    return from + APPENDIX_ZONE;
}

// «Протокол № 1 от 28.08.2025» of the grif beside it.
static bool is_of_protocol(const struct text *t, const struct requisites *q)
{
    return text_find_stem(t, q->first > BESIDE ? q->first - BESIDE : 0, q->first, "протокол") != SIZE_MAX;
}

// The first requisites with both number and date.
static bool read_order(const struct reading *r, const struct text *t, size_t from, struct requisites *out)
{
    struct requisites q;

    for (size_t i = from, end = name_end(t, from); requisites_next(t, &i, end, r->scratch, &q);) {
        if (str_empty(q.number) || !date_given(q.date) || is_of_protocol(t, &q))
            continue;
        *out = q;
        return true;
    }
    return false;
}

static bool same_number(const struct reading *r, const struct requisites *q, const struct act *order)
{
    return number_fits(q, requisites_normal(order->number, r->scratch));
}

static bool same_date(const struct requisites *q, const struct act *order)
{
    return date_given(order->date) && date_compare(q->date, order->date) == 0;
}

// The order that the paper should name: the one of the record, or the paper itself.
static const struct act *order_meant(const struct act *act)
{
    return act->appendix_of.target ? act->appendix_of.target : is_order(act) ? act : NULL;
}

// An order of the section with these requisites; [only_day]: the only one of that day.
static const struct act *order_of_day(const struct reading *r, const struct requisites *q, bool *named)
{
    const struct act *found = NULL;
    size_t count = 0;

    *named = false;
    for (LIST_EACH(const struct act, act, r->section->acts)) {
        if (!act->own || !same_date(q, act) || str_empty(act->number))
            continue;
        *named = *named || same_number(r, q, act);
        if (is_order(act)) {
            found = act;
            count++;
        }
    }
    return count == 1 ? found : NULL;
}

static void report_order(const struct reading *r, size_t page, const struct requisites *q,
                         const struct act *order, bool is_likely, struct diags *ds)
{
    const struct finding f = { page, q->first, q->last, .is_likely = is_likely };

    reading_report(r, &f, DIAG_PAPER_APPENDIX, ds,
                   "назван приказ от %.*s № %.*s, а в записи он от %.*s № %.*s",
                   STR_ARG(date_dotted(q->date, r->scratch)), STR_ARG(q->written),
                   STR_ARG(date_dotted(order->date, r->scratch)), STR_ARG(order->number));
}

// The order is known from the record: both requisites should be its own.
static void compare_meant(const struct reading *r, size_t page, const struct requisites *q,
                          const struct act *meant, struct diags *ds)
{
    const bool number = same_number(r, q, meant), date = same_date(q, meant);

    if (str_empty(meant->number) || !date_given(meant->date) || (number && date))
        return;
    if (number || date || r->paper->act->appendix_of.target)
        report_order(r, page, q, meant, !number && !date, ds);
}

// A plan has the requisites of the order that approves it: one of the two is its record's, one is not.
static bool approves_almost(const struct reading *r, const struct requisites *q)
{
    const struct act *act = r->paper->act;

    return !str_empty(act->number) && date_given(act->date) && same_number(r, q, act) != same_date(q, act);
}

static void compare_order(const struct reading *r, size_t page, const struct requisites *q, struct diags *ds)
{
    const struct act *meant = order_meant(r->paper->act);
    bool named;
    const struct act *of_day = order_of_day(r, q, &named);

    if (meant)
        compare_meant(r, page, q, meant, ds);
    else if (of_day && !named)
        report_order(r, page, q, of_day, true, ds);
    else if (!named && approves_almost(r, q))
        report_order(r, page, q, r->paper->act, true, ds);
}

void reading_appendix(const struct reading *r, struct diags *ds)
{
    struct requisites q;

    if (!reading_is_own(r))
        return;
    for (size_t page = 0; page < r->page_count; page++) {
        const struct text *t = &r->pages[page];
        for (size_t i = 0; i < t->count; i++) {
            size_t order = order_named(t, i);
            if (order != SIZE_MAX && read_order(r, t, order, &q))
                compare_order(r, page, &q, ds);
        }
    }
}
