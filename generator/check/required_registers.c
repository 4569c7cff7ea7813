// SPDX-License-Identifier: MIT
#include "base/russian.h"
#include "check/required_internal.h"
#include "record/facts.h"

// ---- counting --------------------------------------------------------------------

struct fill {
    int64_t filled, wanted;          // wanted 0: as many as there are
    const struct file_ref *in_doubt; // one of the files that fill it could not be looked into
};

static struct fill count_pairs(const struct section *section)
{
    struct fill fill = { 0 };

    for (LIST_EACH(const struct pair, pair, section->pairs))
        if (pair->current)
            fill.filled += pair_count(pair);
    return fill;
}

static struct fill count_programmes(const struct section *section)
{
    struct fill fill = { 0 };

    for (LIST_EACH(const struct pair, pair, section->pairs)) {
        if (!pair->current)
            continue;
        fill.wanted += pair_count(pair);
        fill.filled += pair_has_programme(pair) ? pair_count(pair) : 0;
        if (str_empty(pair->programme.goals) && file_in_doubt(&pair->programme.file))
            fill.in_doubt = &pair->programme.file;
    }
    return fill;
}

static struct fill count_mentors(const struct section *section)
{
    struct fill fill = { 0 };

    for (LIST_EACH(const struct person, p, section->people))
        fill.filled += p->role == ROLE_MENTOR;
    return fill;
}

static struct fill count_news(const struct section *section)
{
    struct fill fill = { 0 };

    for (LIST_EACH(const struct page, page, section->pages))
        fill.filled += page->news;
    return fill;
}

static struct fill count_honor_of_year(const struct section *section)
{
    const int year = required_year(section);
    struct fill fill = { 0 };

    for (LIST_EACH(const struct honoree, h, section->honorees))
        fill.filled += h->year == year || h->year == year + 1;
    return fill;
}

static struct fill count_news_of_year(const struct section *section)
{
    struct fill fill = { 0 };

    for (LIST_EACH(const struct page, page, section->pages))
        fill.filled += page->news && date_school_year(page->date) == required_year(section);
    return fill;
}

#define COUNT_LIST(name, member)                                                                             \
    static struct fill count_##name(const struct section *section)                                           \
    {                                                                                                        \
        return (struct fill){ .filled = (int64_t)section->member.count };                                    \
    }
COUNT_LIST(practices, practices)
COUNT_LIST(honor, honorees)
COUNT_LIST(roadmaps, roadmaps)
COUNT_LIST(indicators, indicators)
COUNT_LIST(organizations, head->children)

static const struct register_row {
    struct fill (*count)(const struct section *section);
    const char *page;
    const struct record_type *type; // of its records; NULL: it has no file of its own
    struct fill (*count_of_year)(const struct section *section); // for what is due each year; NULL: the same
} registers[] = {
    [REGISTER_MENTORS] = { count_mentors, "mentors.html", &person_type },
    [REGISTER_PROGRAMMES] = { count_programmes, "pairs.html", &pair_type },
    [REGISTER_PAIRS] = { count_pairs, "pairs.html", &pair_type },
    [REGISTER_PRACTICES] = { count_practices, "practices.html", &practice_type },
    [REGISTER_HONOR] = { count_honor, "honor.html", &honoree_type, count_honor_of_year },
    [REGISTER_ROADMAP] = { count_roadmaps, "roadmap.html", &roadmap_type },
    [REGISTER_INDICATORS] = { count_indicators, "indicators.html", &indicator_type },
    [REGISTER_NEWS] = { count_news, "news.html", NULL, count_news_of_year },
    [REGISTER_ORGANIZATIONS] = { count_organizations, "organizations.html", NULL },
};

// ---- words -------------------------------------------------------------------------

// «двух» for «у двух из пяти пар»; digits above ten.
static struct str count_word(int64_t n, bool words, struct arena *a)
{
    static const char *const genitive[] = { "",      "одной", "двух",   "трёх",   "четырёх", "пяти",
                                            "шести", "семи",  "восьми", "девяти", "десяти" };

    return words ? str_from(genitive[n]) : str_format(a, "%lld", (long long)n);
}

static struct str without_programme(struct fill fill, struct arena *a)
{
    const bool words = fill.wanted <= 10;
    struct str all = count_word(fill.wanted, words, a);
    const char *noun = russian_plural(fill.wanted, "пары", "пар", "пар");

    if (fill.wanted == 1)
        return STR("у пары нет программы");
    if (fill.filled == 0)
        return str_format(a, "ни у одной из %.*s %s нет программы", STR_ARG(all), noun);
    return str_format(a, "у %.*s из %.*s %s нет программы",
                      STR_ARG(count_word(fill.wanted - fill.filled, words, a)), STR_ARG(all), noun);
}

static bool counts_pairs(const struct verdict *v)
{
    const int filled = v->item->satisfied_by.filled_register;

    return filled == REGISTER_PROGRAMMES || filled == REGISTER_PAIRS;
}

// Why a register with nothing in it does not count.
static struct str empty_reason(const struct section *section, struct verdict *v, struct fill fill)
{
    if (fill.wanted)
        return without_programme(fill, section->arena);
    if (counts_pairs(v)) {
        v->stale = section->pairs.count > 0;
        return v->stale ? STR("действующих пар нет, есть только пары прошлых лет")
                        : STR("действующих пар нет");
    }
    v->stale = v->item->yearly && registers[v->item->satisfied_by.filled_register].count(section).filled > 0;
    return STR_CAT(
        section->arena, v->stale ? STR("записей этого учебного года ещё нет: ") : STR("записей ещё нет: "),
        str_from(choice_at(&filled_register_choices, v->item->satisfied_by.filled_register)->label));
}

// ---- the verdict -----------------------------------------------------------------------

static struct where first_without_programme(const struct section *section)
{
    for (LIST_EACH(const struct pair, pair, section->pairs))
        if (pair->current && !pair_has_programme(pair))
            return pair->part.where;
    return required_file(section, &pair_type);
}

static void judge_empty(const struct section *section, struct verdict *v, const struct register_row *row,
                        struct fill fill)
{
    if (v->status != STATUS_ABSENT || !str_empty(v->reason))
        return;
    v->reason = empty_reason(section, v, fill);
    if (row->type)
        v->mend = fill.wanted ? first_without_programme(section) : required_file(section, row->type);
}

static void judge_doubt(const struct section *section, struct verdict *v, const struct file_ref *file)
{
    v->status = STATUS_NOT_CHECKED;
    v->doubted = true;
    v->reason = required_doubt(file, section->arena);
    v->mend = file->where;
}

static void judge_filled(const struct section *section, struct verdict *v, struct fill fill)
{
    const bool partial = fill.filled < fill.wanted;

    v->link = section_path(section, registers[v->item->satisfied_by.filled_register].page);
    v->link_title =
        str_from(choice_at(&filled_register_choices, v->item->satisfied_by.filled_register)->label);
    if (v->status == STATUS_PUBLISHED)
        return;
    v->status = partial ? STATUS_PARTIAL : STATUS_PUBLISHED;
    v->stale = v->doubted = false;
    v->reason = partial ? without_programme(fill, section->arena) : (struct str){ 0 };
    if (partial)
        v->mend = first_without_programme(section);
    else if (fill.in_doubt)
        judge_doubt(section, v, fill.in_doubt);
}

// The register as its page shows it. What is filled below is whole: what lacks there is not
// for this organisation to mend.
static struct fill fill_of(const struct section *section, const struct required_below *below,
                           const struct requirement *item)
{
    const int kind = item->satisfied_by.filled_register;
    const struct register_row *row = &registers[kind];
    struct fill fill = (item->yearly && row->count_of_year ? row->count_of_year : row->count)(section);

    if (fill.wanted)
        fill.wanted += below->filled[kind];
    fill.filled += below->filled[kind];
    return fill;
}

void required_judge_register(const struct section *section, const struct required_below *below,
                             struct verdict *v)
{
    const struct register_row *row = &registers[v->item->satisfied_by.filled_register];

    if (!row->count)
        return;
    const struct fill fill = fill_of(section, below, v->item);
    v->unread = v->unread || (row->type && section_is_unread(section, row->type));
    if (fill.filled == 0)
        judge_empty(section, v, row, fill);
    else
        judge_filled(section, v, fill);
}
