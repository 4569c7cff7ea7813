// SPDX-License-Identifier: MIT
// Organisations without a number: the plan of «Солнышко» on the site of «Родничок»,
// the order of the Луговская school on that of the Озёрская one.
//
// Their names are told by one word, in quotation marks behind the kind or, of a
// village, in front of it. Only a paper that never says the organisation's own
// word, and says another at its head, is spoken of.
#include "check/reading_rules.h"

enum { HEAD = 60, NAME_WORDS = 4, ENDING = 4 };

#define GENERAL                                                                                                                                                                            \
    "детск|средн|основн|начальн|общеобразоват|образовательн|муниципальн|государствен|бюджетн|казенн|" \
    "автономн|сельск|городск|областн|российск|вечерн|развити|вид|имени|школа|сош|оош|сад"

// Whether the word at [i] names one organisation of the kind and not any.
static bool is_telling(const struct text *t, size_t i)
{
    return text_at(t, i)->text.len > 2 * ENDING && !text_is_stem(t, i, GENERAL);
}

// «Родничок» behind «детский сад»: the first telling word in quotation marks, or SIZE_MAX.
static size_t quoted_behind(const struct text *t, size_t kind)
{
    for (size_t i = kind + 1; i <= kind + NAME_WORDS && !text_at(t, i)->starts_line; i++)
        if (text_is_sign(t, i, '"') && is_telling(t, i + 1))
            return i + 1;
    return SIZE_MAX;
}

// «Озёрская» in front of «СОШ» or «средняя общеобразовательная школа», or SIZE_MAX.
static size_t adjective_before(const struct text *t, size_t kind)
{
    for (size_t i = kind; i-- > 0 && text_at(t, i)->kind == TOKEN_WORD;)
        if (is_telling(t, i))
            return str_find(text_at(t, i)->text, STR("ск")) == SIZE_MAX ? SIZE_MAX : i;
    return SIZE_MAX;
}

// The telling word of the organisation that the word at [i] begins or ends the name of.
static size_t telling_at(const struct text *t, size_t i, int kind)
{
    if (kind == KIND_KINDERGARTEN && text_is_stem(t, i, "сад|мбдоу|мдоу|мадоу|мкдоу|гбдоу|доу"))
        return quoted_behind(t, i);
    if (kind == KIND_SCHOOL && text_is_stem(t, i, "сош|оош|школа|школы|школе"))
        return adjective_before(t, i);
    return SIZE_MAX;
}

static size_t first_telling(const struct text *t, size_t end, int kind)
{
    for (size_t i = 0; i < end && i < t->count; i++) {
        size_t at = telling_at(t, i, kind);
        if (at != SIZE_MAX)
            return at;
    }
    return SIZE_MAX;
}

// Whether the paper has the word, in any case, on any page.
static bool is_said(const struct reading *r, struct str word)
{
    const struct str stem = str_from_to(word, 0, word.len - ENDING);

    for (size_t page = 0; page < r->page_count; page++)
        for (size_t i = 0; i < r->pages[page].count; i++)
            if (str_starts(text_at(&r->pages[page], i)->text, stem))
                return true;
    return false;
}

void reading_own_name(const struct reading *r, struct diags *ds)
{
    const struct organization *o = &r->section->organization;
    const struct text name = text_read(o->name, r->scratch);
    const size_t own = first_telling(&name, name.count, o->kind);
    const size_t other = own == SIZE_MAX ? SIZE_MAX : first_telling(r->pages, HEAD, o->kind);

    if (other == SIZE_MAX || is_said(r, text_at(&name, own)->text))
        return;
    const struct finding f = { 0, other, other, .is_likely = true };
    reading_report(r, &f, DIAG_PAPER_ORGANIZATION, ds, "на бумаге другая организация, а раздел ведёт %.*s",
                   STR_ARG(organization_label(o)));
}
