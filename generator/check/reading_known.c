// SPDX-License-Identifier: MIT
// Citations of well-known acts, by the dictionary (model/known_act.h).
//
// A number alone proves nothing: governments and schools number their papers
// alike. It counts with the right date, with a date of the dictionary's wrong
// ones, or with the words that stand by this act; another date is another act.
#include "base/scan.h"
#include "check/reading_rules.h"
#include "check/requisites.h"

enum { CONTEXT = 25, CODE_NAME = 8, ARTICLE = 3, KIND_BEFORE = 14, ABOLISHED = 15 };

#define KINDS "распоряжен|приказ|постановлен|письм|указ|закон|кодекс"

struct citation {
    const struct known_act *act;
    const struct text *text;
    size_t page, first, last;
    struct str as_cited; // the number in normal form
    bool is_dated;       // with the right date
    bool is_misdated;    // with a wrong one of the dictionary
    struct date date;
    bool is_near; // no date, but the words that stand by the act
};

typedef void visit_citation(const struct reading *r, const struct citation *c, bool is_wrong_number,
                            struct diags *ds);

static bool is_wrong_date(const struct known_act *act, struct date date)
{
    for (LIST_EACH(const struct date_item, item, act->wrong_dates))
        if (date_compare(item->date, date) == 0)
            return true;
    return false;
}

// An act without a date is an article: «ст. 351.8 ТК», its code close by.
static bool is_near(const struct known_act *act, const struct text *t, size_t first, size_t last,
                    struct arena *a)
{
    const bool article = !date_given(act->date);
    const size_t reach = article ? CODE_NAME : CONTEXT;

    if (article && text_find_stem(t, first > ARTICLE ? first - ARTICLE : 0, first, "ст") == SIZE_MAX)
        return false;
    for (LIST_EACH(const struct str, stem, act->near))
        if (text_find_stem(t, first > reach ? first - reach : 0, last + reach, str_cstr(*stem, a)) !=
            SIZE_MAX)
            return true;
    return false;
}

// Whether the number cited there is this act's.
static bool is_meant(const struct reading *r, struct citation *c)
{
    if (requisites_date_beside(c->text, c->first, c->last, &c->date)) {
        c->is_dated = date_given(c->act->date) && date_compare(c->date, c->act->date) == 0;
        c->is_misdated = is_wrong_date(c->act, c->date);
        return c->is_dated || c->is_misdated;
    }
    c->is_near = is_near(c->act, c->text, c->first, c->last, r->scratch);
    return c->is_near;
}

// A number of the dictionary as texts are searched for it.
struct pattern {
    const struct known_act *act;
    struct str number, normal;
    bool is_wrong;
};

static void add_pattern(struct list *out, const struct known_act *act, struct str number, bool is_wrong,
                        struct arena *a)
{
    struct pattern *p = ARENA_NEW(a, struct pattern);

    *p = (struct pattern){ act, number, requisites_normal(number, a), is_wrong };
    list_add(out, p, a);
}

static struct list patterns(const struct reading *r)
{
    struct list out = { 0 };

    for (LIST_EACH(const struct known_act, act, r->section->world->known_acts)) {
        add_pattern(&out, act, act->number, false, r->scratch);
        for (LIST_EACH(const struct str, wrong, act->wrong_numbers))
            add_pattern(&out, act, *wrong, true, r->scratch);
    }
    return out;
}

// ---- whether it is worth reading ---------------------------------------------------

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

SCAN(first_digit, (b >= '0') & (b <= '9'))

// Cuts the next run of digits off the front of [rest].
static bool next_digits(struct str *rest, struct str *digits)
{
    size_t from = first_digit(*rest, 0), to = from;

    while (to < rest->len && is_digit(rest->ptr[to]))
        to++;
    *digits = str_from_to(*rest, from, to);
    *rest = str_after(*rest, to);
    return digits->len > 0;
}

// Whether [digits] is the first run of digits in [number].
static bool begins_with(struct str number, struct str digits)
{
    struct str first;

    return next_digits(&number, &first) && str_eq(first, digits);
}

static bool is_of_known(const struct world *world, struct str digits)
{
    for (LIST_EACH(const struct known_act, act, world->known_acts)) {
        if (begins_with(act->number, digits))
            return true;
        for (LIST_EACH(const struct str, wrong, act->wrong_numbers))
            if (begins_with(*wrong, digits))
                return true;
    }
    return false;
}

bool reading_may_cite(const struct world *world, struct str text)
{
    struct str digits;

    while (next_digits(&text, &digits))
        if (is_of_known(world, digits))
            return true;
    return false;
}

// ---- citations -----------------------------------------------------------------------

// Every number begins with digits, or with letters that digits or a dash follow.
static bool may_begin_number(const struct text *t, size_t i)
{
    const struct token *token = text_at(t, i), *next = text_at(t, i + 1);

    return token->kind == TOKEN_NUMBER ||
           (token->kind == TOKEN_WORD && (next->kind == TOKEN_NUMBER || text_is_sign(t, i + 1, '-')));
}

static void find_at(const struct reading *r, const struct list *all, size_t page, size_t i,
                    visit_citation *visit, struct diags *ds)
{
    const struct text *t = &r->pages[page];

    for (LIST_EACH(const struct pattern, p, *all)) {
        size_t n = requisites_spelled(t, i, p->normal);
        struct citation c = {
            .act = p->act, .text = t, .page = page, .first = i, .last = i + n - 1, .as_cited = p->number
        };
        if (n && is_meant(r, &c))
            visit(r, &c, p->is_wrong, ds);
    }
}

static void find_citations(const struct reading *r, visit_citation *visit, struct diags *ds)
{
    const struct list all = patterns(r);

    for (size_t page = 0; page < r->page_count; page++)
        for (size_t i = 0; i < r->pages[page].count; i++)
            if (may_begin_number(&r->pages[page], i))
                find_at(r, &all, page, i, visit, ds);
}

// ---- wrong -------------------------------------------------------------------------

static struct finding finding_of(const struct citation *c, bool is_likely)
{
    return (struct finding){ c->page, c->first, c->last, .is_likely = is_likely };
}

// The word that the citation calls the act by, or SIZE_MAX.
static size_t kind_cited(const struct citation *c)
{
    for (size_t i = c->first, back = 0; i-- > 0 && back < KIND_BEFORE; back++) {
        if (text_is_stem(c->text, i, KINDS))
            return i;
        if (text_is_sign(c->text, i, ';') || (text_is_sign(c->text, i, NUMERO) && i + 1 < c->first))
            return SIZE_MAX;
    }
    return SIZE_MAX;
}

static void check_kind(const struct reading *r, const struct citation *c, struct diags *ds)
{
    size_t at = kind_cited(c);

    for (LIST_EACH(const struct str, wrong, c->act->wrong_kinds)) {
        if (!text_is_stem(c->text, at, str_cstr(*wrong, r->scratch)))
            continue;
        const struct finding f = { c->page, at, c->last, .is_likely = c->is_near };
        reading_report(r, &f, DIAG_ACT_MISQUOTED, ds, "%.*s — это %.*s, а названо иначе",
                       STR_ARG(c->act->title), STR_ARG(c->act->kind));
    }
}

static bool is_written_in_latin(const struct citation *c)
{
    for (size_t i = c->first; i <= c->last; i++)
        if (c->text->tokens[i].is_latin)
            return true;
    return false;
}

static void check_quotation(const struct reading *r, const struct citation *c, bool is_wrong_number,
                            struct diags *ds)
{
    const struct finding f = finding_of(c, c->is_near);

    if (is_wrong_number)
        reading_report(r, &f, DIAG_ACT_MISQUOTED, ds, "%.*s: номер «%.*s», а верный — «%.*s»",
                       STR_ARG(c->act->title), STR_ARG(c->as_cited), STR_ARG(c->act->number));
    else if (is_written_in_latin(c))
        reading_report(r, &f, DIAG_ACT_MISQUOTED, ds, "%.*s: в номере «%.*s» латинская буква вместо русской",
                       STR_ARG(c->act->title), STR_ARG(c->act->number));
    if (c->is_misdated)
        reading_report(r, &f, DIAG_ACT_MISQUOTED, ds, "%.*s: дата %.*s, а верная — %.*s",
                       STR_ARG(c->act->title), STR_ARG(date_dotted(c->date, r->scratch)),
                       STR_ARG(date_dotted(c->act->date, r->scratch)));
    check_kind(r, c, ds);
}

void reading_misquoted(const struct reading *r, struct diags *ds)
{
    find_citations(r, check_quotation, ds);
}

// ---- out of force ------------------------------------------------------------------

// «Признать утратившим силу приказ …» speaks of it rightly.
static bool is_abolished_here(const struct citation *c)
{
    size_t from = c->first > ABOLISHED ? c->first - ABOLISHED : 0;

    return text_find_stem(c->text, from, c->last + ABOLISHED, "утрат|отмен|взамен|замен|прекрат|ранее") !=
           SIZE_MAX;
}

static void check_force(const struct reading *r, const struct citation *c, bool is_wrong_number,
                        struct diags *ds)
{
    const struct known_act *act = c->act;

    if (is_wrong_number || !date_given(act->repealed) || date_compare(act->repealed, r->as_of) > 0 ||
        is_abolished_here(c))
        return;
    const struct finding f = finding_of(c, c->is_near);
    reading_report(r, &f, DIAG_ACT_REPEALED, ds, "%.*s не действует с %.*s; теперь действует %.*s",
                   STR_ARG(act->title), STR_ARG(date_dotted(act->repealed, r->scratch)),
                   STR_ARG(act->replaced_by));
}

void reading_repealed(const struct reading *r, struct diags *ds)
{
    find_citations(r, check_force, ds);
}
