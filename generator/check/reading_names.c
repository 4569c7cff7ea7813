// SPDX-License-Identifier: MIT
// People of this organisation whom a paper names though they have not agreed.
//
// A surname counts only with its initials or its first name, in any case: «Ивановой
// Марии Петровне», «Марии Петровне Ивановой», «М.П. Ивановой», «Иванову М. П.». Those whom the record of the
// paper lists are the business of the consent gate (model/gate.h), which
// withholds the file.
#include "check/reading_rules.h"

enum { SHORT_STEM = 4, INITIALS = 2 };

// What does not change with the case: of the surname (of its last part, if it is
// double), of the first name, of the patronymic.
struct name {
    struct str surname, first, patronymic;
};

static bool is_one_of(struct str s, const char *ends)
{
    struct str rest = str_from(ends), end;

    while (str_split(&rest, '|', &end))
        if (str_eq(s, end))
            return true;
    return false;
}

// The word without the vowels at its end, and without «ий» and «ый».
static struct str stem_of(struct str word)
{
    static const char *const ends[] = { "ая", "яя", "ий", "ый", "ой", "ия", "ья", "а",
                                        "я",  "ь",  "й",  "о",  "е",  "и",  "у",  "ю" };

    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        struct str end = str_from(ends[i]);
        if (str_ends(word, end) && word.len > end.len + SHORT_STEM)
            return str_from_to(word, 0, word.len - end.len);
    }
    return word;
}

static struct name name_of(struct str full, struct arena *a)
{
    const struct text t = text_read(full, a);
    struct name name = { 0 };
    size_t i = 0;

    while (text_is_sign(&t, i + 1, '-')) // «Мамин-Сибиряк» is told by its last part
        i += 2;
    name.surname = stem_of(text_at(&t, i)->text);
    name.first = stem_of(text_at(&t, i + 1)->text);
    name.patronymic = stem_of(text_at(&t, i + 2)->text);
    return name;
}

static bool is_same_word(struct str seen, struct str stem)
{
    static const char ends[] =
        "|а|я|у|ю|е|и|ы|о|ь|й|ой|ей|ою|ею|ом|ем|ым|им|ий|ый|ого|его|ому|ему|ая|яя|ую|юю|ии|ию|ия|"
        "ией|ья|ье|ью|ьи|ьей";

    return !str_empty(stem) && str_starts(seen, stem) &&
           (seen.len == stem.len || is_one_of(str_after(seen, stem.len), ends));
}

static bool is_initial(const struct text *t, size_t i, struct str of)
{
    const struct token *token = text_at(t, i);

    return token->kind == TOKEN_WORD && token->text.len == INITIALS && !str_empty(of) &&
           str_starts(of, token->text) && text_is_sign(t, i + 1, '.');
}

// «Марии Петровне» from [i] on; of a person without a patronymic, the first name.
static bool is_whole_name(const struct text *t, size_t i, const struct name *name)
{
    return is_same_word(text_at(t, i)->text, name->first) &&
           (str_empty(name->patronymic) || is_same_word(text_at(t, i + 1)->text, name->patronymic));
}

// «М. П.» from [i] on: both, unless the person has no patronymic.
static bool are_initials(const struct text *t, size_t i, const struct name *name)
{
    return is_initial(t, i, name->first) &&
           (str_empty(name->patronymic) || is_initial(t, i + 2, name->patronymic));
}

// «Иванова Мария» from [i] on, and no patronymic behind it, which could be a namesake's.
static bool is_without_patronymic(const struct text *t, size_t i, const struct name *name)
{
    const struct token *next = text_at(t, i + 2);
    const bool initial = next->kind == TOKEN_WORD && text_is_sign(t, i + 3, '.');

    return is_same_word(text_at(t, i + 1)->text, name->first) && !initial &&
           str_find(next->text, STR("вн")) == SIZE_MAX && str_find(next->text, STR("ич")) == SIZE_MAX;
}

// Whether the surname at [i] stands with a name beside it; [f] gets the tokens and how sure it is.
static bool is_named_at(const struct text *t, size_t i, const struct name *name, struct finding *f)
{
    const size_t names = str_empty(name->patronymic) ? 1 : 2, initials = 2 * names;

    f->first = f->last = i;
    f->is_likely = !is_whole_name(t, i + 1, name);
    if (!f->is_likely)
        f->last = i + names;
    else if (i >= names && is_whole_name(t, i - names, name))
        *f = (struct finding){ .page = f->page, .first = i - names, .last = i };
    else if (are_initials(t, i + 1, name))
        f->last = i + initials;
    else if (i >= initials && are_initials(t, i - initials, name))
        f->first = i - initials;
    else if (is_without_patronymic(t, i, name))
        f->last = i + 1;
    return f->first < f->last;
}

static void look_for(const struct reading *r, struct str full, struct diags *ds)
{
    const struct name name = name_of(full, r->scratch);

    if (str_empty(name.first))
        return;
    for (size_t page = 0; page < r->page_count; page++) {
        const struct text *t = &r->pages[page];
        for (size_t i = 0; i < t->count; i++) {
            struct finding f = { .page = page };
            if (t->tokens[i].kind != TOKEN_WORD || !is_same_word(t->tokens[i].text, name.surname) ||
                !is_named_at(t, i, &name, &f))
                continue;
            reading_report(r, &f, DIAG_PAPER_NAME, ds, "назван участник без согласия, «%.*s»", STR_ARG(full));
            return; // once for a paper: the first place shows what is wrong
        }
    }
}

static bool is_listed(const struct list *refs, const struct person *p)
{
    for (LIST_EACH(const struct ref, ref, *refs))
        if (ref->target == p)
            return true;
    return false;
}

// Whether the gate already knows that the paper names the person.
static bool is_known(const struct reading *r, const struct person *p)
{
    const struct act *act = r->paper->act;

    if (!act->pages_with_names)
        return false;
    if (is_listed(&act->names, p))
        return true;
    for (LIST_EACH(const struct pair, pair, r->section->pairs))
        if (pair->order.target == act && (is_listed(&pair->mentors, p) || is_listed(&pair->mentees, p)))
            return true;
    return false;
}

static bool has_agreed(const struct reading *r, const struct consent *c, bool pupil)
{
    return consent_allows(c, PERSONAL_NAME, pupil, r->section->world->today);
}

void reading_names(const struct reading *r, struct diags *ds)
{
    const struct curator *curator = &r->section->organization.curator;

    for (LIST_EACH(const struct person, p, r->section->people))
        if (!has_agreed(r, &p->consent, p->pupil) && !is_known(r, p))
            look_for(r, p->name, ds);
    for (LIST_EACH(const struct honoree, h, r->section->honorees))
        if (!h->person.target && !has_agreed(r, &h->consent, false))
            look_for(r, h->name, ds);
    if (!has_agreed(r, &curator->consent, false))
        look_for(r, curator->name, ds);
}
