// SPDX-License-Identifier: MIT
// Another organisation's name left in a paper: the plan of kindergarten № 27 on
// the site of № 72. Numbered names of the same kind are compared; partners, who stand in
// agreements and among those who concur, are nobody's mistake. Names without a number
// are the business of reading_own_name.c.
#include "base/russian.h"
#include "check/reading_rules.h"
#include "check/requisites.h"

enum {
    NAME_WORDS = 5,
    TITLE_ZONE = 90,
    OWNER_BEFORE = 8,
    ORDER_BEFORE = 3,
    CONCUR_BEFORE = 14,
    CALLED_BEFORE = 8, // tokens between «далее» and the kind: « – муниципальное бюджетное …»
    FULL_NAME = 16 // more tokens of a full name in front of «(далее – …»
};

#define GARDENS "сад|мбдоу|мдоу|мадоу|мкдоу|гбдоу|доу"
#define SCHOOLS "школ|сош|оош|нош|гимнази|лице"

struct mention {
    struct str number;
    size_t page, first, last;
    bool is_called; // «(далее – МБОУ СОШ № 12)»: whom the paper is about
};

struct named {
    size_t own, others;
    struct mention other; // the first one
    bool is_in_title;     // [other] stands at the head of the paper
    bool are_several;     // others with different numbers: a list of organisations
    size_t calls;         // of «далее», whoever is called so
    struct mention call;  // the other one that is called so
};

static bool is_kind_word(const struct text *t, size_t i, const char *stems)
{
    static const char *const adjectives = "школьн|садик|лицей-";

    return text_is_stem(t, i, stems) && !text_is_stem(t, i, adjectives);
}

// «приказ по школе № 41», «приказом школы № 41»: the number of the order.
static bool is_of_order(const struct text *t, size_t kind, size_t behind)
{
    struct date date;
    size_t from = kind > ORDER_BEFORE ? kind - ORDER_BEFORE : 0;

    return text_is_word(t, kind - 1, "по") || text_find_stem(t, from, kind, "приказ") != SIZE_MAX ||
           (text_is_word(t, behind, "от") && requisites_date(t, behind + 1, &date) &&
            !text_is_sign(t, kind + 1, NUMERO));
}

// What may stand between the kind and its «№»: «общеразвивающего вида».
static bool is_in_name(const struct text *t, size_t i, const char *stems)
{
    return text_is_sign(t, i, '"') || text_is_sign(t, i, '-') ||
           (text_at(t, i)->kind == TOKEN_WORD && !is_kind_word(t, i, stems));
}

// «26/1», «5-од»: numbers of papers, not of organisations.
static bool is_carried_on(const struct text *t, size_t i)
{
    return text_is_sign(t, i, '/') || text_is_sign(t, i, '\\') ||
           (text_is_sign(t, i, '-') && !text_at(t, i)->spaced);
}

static bool is_preposition(const struct text *t, size_t i)
{
    static const char *const words[] = { "в", "с", "со", "на", "из", "к", "у", "для" };

    for (size_t k = 0; k < sizeof words / sizeof *words; k++)
        if (text_is_word(t, i, words[k]))
            return true;
    return false;
}

// Whether «далее», «в дальнейшем», «именуемое» at [i] gives a name to what follows; [is_marked] with a
// dash or a quotation mark in front of it, without which «далее» is only an adverb.
static bool gives_name(const struct text *t, size_t i, bool is_marked)
{
    size_t before = i - text_is_word(t, i - 1, "в") - 1;

    if (text_is_stem(t, i, "именуем"))
        return is_marked;
    return text_is_sign(t, before, '(') || text_is_stem(t, before, "именуем") ||
           (is_marked && text_is_sign(t, before, ','));
}

// «(далее – МБОУ «СОШ № 12»)», «, далее по тексту — школа № 12», «именуемое в дальнейшем «Школа № 12»»:
// the kind word at [kind] stands in a name that the paper gives.
static bool is_called(const struct text *t, size_t kind)
{
    bool is_marked = false;

    for (size_t i = kind; i-- > 0 && kind - i <= CALLED_BEFORE;) {
        if (text_is_stem(t, i, "далее|дальнейш|именуем"))
            return gives_name(t, i, is_marked);
        if (text_is_sign(t, i, '-') || text_is_sign(t, i, '"'))
            is_marked = true;
        else if (text_at(t, i)->kind != TOKEN_WORD || is_preposition(t, i))
            return false;
    }
    return false;
}

// «детский сад общеразвивающего вида № 27»: the number behind the kind word at [i].
static bool read_mention(const struct text *t, size_t i, const char *stems, struct mention *out)
{
    size_t at = i + 1;

    if (!is_kind_word(t, i, stems))
        return false;
    while (at <= i + NAME_WORDS && is_in_name(t, at, stems))
        at++;
    const struct token *number = text_at(t, at + 1);
    if (!text_is_sign(t, at, NUMERO) || number->kind != TOKEN_NUMBER || is_carried_on(t, at + 2) ||
        is_of_order(t, i, at + 2))
        return false;
    *out =
        (struct mention){ .number = number->text, .first = i, .last = at + 1, .is_called = is_called(t, i) };
    return true;
}

static const char *kind_words(const struct organization *o)
{
    return o->kind == KIND_KINDERGARTEN ? GARDENS : o->kind == KIND_SCHOOL ? SCHOOLS : NULL;
}

// The number in the organisation's own name; empty when it has none.
static struct str own_number(const struct reading *r)
{
    const struct str names[] = { r->section->organization.name, r->section->organization.short_name };

    for (size_t k = 0; k < sizeof names / sizeof *names; k++) {
        const struct text t = text_read(names[k], r->scratch);
        for (size_t i = 0; i < t.count; i++)
            if (text_is_sign(&t, i, NUMERO) && text_at(&t, i + 1)->kind == TOKEN_NUMBER)
                return text_at(&t, i + 1)->text;
    }
    return (struct str){ 0 };
}

static void count_mention(const struct reading *r, struct str own, const struct mention *m, struct named *out)
{
    const struct text *t = &r->pages[m->page];
    size_t reach = CONCUR_BEFORE + (m->is_called ? FULL_NAME : 0);
    size_t from = m->first > reach ? m->first - reach : 0;

    out->calls += m->is_called;
    if (str_eq(m->number, own)) {
        out->own++;
        return;
    }
    if (text_find_stem(t, from, m->first, "согласован|партнер|сетев|совместн|взаимодейств") != SIZE_MAX)
        return;
    if (m->is_called)
        out->call = *m;
    if (out->others++ == 0) {
        out->other = *m;
        out->is_in_title = m->page == 0 && m->first < TITLE_ZONE;
    } else if (!str_eq(m->number, out->other.number)) {
        out->are_several = true;
    }
}

// «приказом заведующего детским садом № 27», «директор школы № 5»: whose paper it is.
static bool names_owner(const struct reading *r, const struct mention *m)
{
    size_t from = m->first > OWNER_BEFORE ? m->first - OWNER_BEFORE : 0;

    return text_find_stem(&r->pages[m->page], from, m->first,
                          "директор|заведующ|утвержд|положени|план|программ|карта") != SIZE_MAX;
}

static struct named count_names(const struct reading *r, struct str own, const char *stems)
{
    struct named named = { 0 };
    struct mention m;

    for (size_t page = 0; page < r->page_count; page++) {
        for (size_t i = 0; i < r->pages[page].count; i++) {
            if (!read_mention(&r->pages[page], i, stems, &m))
                continue;
            m.page = page;
            count_mention(r, own, &m, &named);
        }
    }
    return named;
}

// The only «далее» of the paper gives another's name; where there are several, partners have them, too.
static bool calls_itself_other(const struct named *named)
{
    return named->call.is_called && named->calls == 1;
}

// One other organisation, where the paper's own should stand: behind the only «далее», at its head,
// or again and again in a paper that does not name its own at all.
static bool is_left_in(const struct reading *r, const struct named *named)
{
    if (calls_itself_other(named))
        return true;
    if (named->are_several)
        return false;
    if (named->own == 0)
        return named->is_in_title || named->others > 1;
    return named->is_in_title && names_owner(r, &named->other);
}

void reading_organization(const struct reading *r, struct diags *ds)
{
    const struct organization *o = &r->section->organization;
    const char *stems = kind_words(o);

    if (!reading_is_own(r) || !stems || r->paper->act->kind == ACT_AGREEMENT)
        return;
    const struct str own = own_number(r);
    if (str_empty(own)) {
        reading_own_name(r, ds);
        return;
    }
    const struct named named = count_names(r, own, stems);
    if (!is_left_in(r, &named))
        return;
    const struct mention *other = calls_itself_other(&named) ? &named.call : &named.other;
    const struct finding f = { other->page, other->first, other->last,
                               .is_likely = named.own > 0 || !named.is_in_title };
    reading_report(r, &f, DIAG_PAPER_ORGANIZATION, ds, "на бумаге организация № %.*s, а раздел ведёт %.*s",
                   STR_ARG(other->number), STR_ARG(organization_label(o)));
}
