// SPDX-License-Identifier: MIT
#include "check/required.h"


static const struct choice statuses[] = {
    { 0 },
    [STATUS_PUBLISHED] = { "published", "размещено", NULL },
    [STATUS_PARTIAL] = { "partial", "размещено частично", NULL },
    [STATUS_ABSENT] = { "absent", "не размещено", NULL },
    [STATUS_WAIVED] = { "waived", "не предусмотрено", NULL },
    [STATUS_NOT_CHECKED] = { "not-checked", "не проверялось", NULL },
};
const struct choices status_choices = CHOICES("status", statuses);

static struct value read_status_key(const void *record, struct arena *a)
{
    (void)a;
    return value_text(str_from(choice_at(&status_choices, ((const struct verdict *)record)->status)->key));
}

#define AT(member) offsetof(struct verdict, member)
static const struct field verdict_fields[] = {
    { "item", NULL, FIELD_POINTER, AT(item), &requirement_type, .meaning = "пункт перечня" },
    { "status", NULL, FIELD_CHOICE, AT(status), .choices = &status_choices, .meaning = "состояние словами" },
    { "status_key", NULL, FIELD_COMPUTED, .compute = read_status_key, .computed_type = VALUE_TEXT,
      .meaning = "published, partial, absent, waived или not-checked: для оформления" },
    { "reason", NULL, FIELD_TEXT, AT(reason), .meaning = "почему" },
    { "acts", NULL, FIELD_RECORDS, AT(acts), &act_type, .meaning = "документы, которые закрывают пункт" },
    { "link", NULL, FIELD_PATH, AT(link), .meaning = "страница реестра, который закрывает пункт" },
    { "link_title", NULL, FIELD_TEXT, AT(link_title), .meaning = "название этой страницы" },
};
#undef AT

const struct record_type verdict_type = {
    .name = "verdict", .title = "строка сверки", .plural = "сверка с перечнем",
    .size = sizeof(struct verdict), FIELDS(verdict_fields),
};

// ---- which items apply -------------------------------------------------------

static const struct profile *profile_find(const struct world *world, struct str id)
{
    for (LIST_EACH(const struct profile, p, world->profiles))
        if (str_eq(p->id, id))
            return p;
    return NULL;
}

static bool has_choice(const struct list *choices, int index)
{
    for (LIST_EACH(const struct choice_item, c, *choices))
        if (c->index == index)
            return true;
    return false;
}

static bool applies(const struct requirement *item, const struct section *section)
{
    const struct organization *o = &section->organization;
    struct date today = section->world->today;

    if (!has_choice(&item->levels, o->level) || (item->kinds.count && !has_choice(&item->kinds, o->kind)))
        return false;
    if (date_given(item->since) && date_compare(item->since, today) > 0)
        return false;
    return !date_given(item->until) || date_compare(item->until, today) >= 0;
}

static bool is_taken(const struct list *items, struct str id)
{
    for (LIST_EACH(const struct requirement, item, *items))
        if (str_eq(item->id, id))
            return true;
    return false;
}

static void add_profile(const struct section *section, struct str id, struct list *items, int depth)
{
    const struct profile *p = profile_find(section->world, id);

    if (!p || depth > 8) // profiles that extend each other in a ring stop here
        return;
    for (LIST_EACH(const struct requirement, item, p->items))
        if (applies(item, section) && !is_taken(items, item->id))
            list_add(items, item, section->arena);
    for (LIST_EACH(const struct str, parent, p->extends))
        add_profile(section, *parent, items, depth + 1);
}

struct list required_items(const struct section *section)
{
    struct list items = { 0 };

    for (LIST_EACH(const struct str, id, section->head->profiles))
        add_profile(section, *id, &items, 0);
    return items;
}

bool requirement_exists(const struct world *world, struct str id)
{
    for (LIST_EACH(const struct profile, p, world->profiles))
        if (is_taken(&p->items, id))
            return true;
    return false;
}

void requirement_offer_all(const struct world *world, struct nearest *near, struct arena *scratch)
{
    for (LIST_EACH(const struct profile, p, world->profiles))
        for (LIST_EACH(const struct requirement, item, p->items))
            nearest_offer(near, str_cstr(item->id, scratch));
}

// ---- acts --------------------------------------------------------------------

static bool covers(const struct act *act, struct str id)
{
    for (LIST_EACH(const struct str, covered, act->covers))
        if (str_eq(*covered, id))
            return true;
    return false;
}

static bool title_has_one_of(struct str folded_title, const struct list *folded_words)
{
    for (LIST_EACH(const struct str, word, *folded_words))
        if (str_find(folded_title, *word) != SIZE_MAX)
            return true;
    return false;
}

// An act satisfies an item when it says so; or, unless it says that it covers
// other items, when it is the organisation's own and its kind and title are
// those that the profile names. A paper of another body counts only by `covers`.
static bool satisfies(const struct act *act, const struct requirement *item)
{
    const struct satisfied_by *by = &item->satisfied_by;

    if (act->covers.count)
        return covers(act, item->id);
    return act->own && by->kinds.count && by->titles.count && has_choice(&by->kinds, act->kind) &&
           title_has_one_of(act->folded_title, &item->folded_titles);
}

static bool can_be_opened(const struct act *act)
{
    for (LIST_EACH(const struct file_ref, file, act->files))
        if (file->present)
            return true;
    return !str_empty(act->url);
}

// The acts of an item by what they are worth: those that count, one that cannot
// be opened, one that is no longer in force.
struct candidates {
    struct list good;
    const struct act *closed, *archived;
};

static struct candidates candidates_for(const struct section *section, const struct requirement *item)
{
    struct candidates found = { 0 };

    for (LIST_EACH(const struct act, act, section->acts)) {
        const struct act *whole = act->appendix_of.target;
        if (!satisfies(act, item))
            continue;
        if (act->archived)
            found.archived = act;
        else if (can_be_opened(act) || (whole && can_be_opened(whole)))
            list_add(&found.good, act, section->arena);
        else
            found.closed = act;
    }
    return found;
}

static void judge_acts(const struct section *section, struct verdict *v)
{
    const struct candidates found = candidates_for(section, v->item);
    const struct act *closed = found.closed, *archived = found.archived;

    v->acts = found.good;
    if (found.good.count && closed) {
        v->status = STATUS_PARTIAL;
        v->reason = str_format(section->arena, "у документа «%.*s» нет файла", STR_ARG(closed->title));
    } else if (found.good.count) {
        v->status = STATUS_PUBLISHED;
    } else if (closed) {
        v->status = STATUS_PARTIAL;
        v->reason = closed->withheld ? STR("файл не опубликован: в бумаге названы люди, чьего согласия нет")
                                     : STR("запись есть, файла нет");
    } else if (archived) {
        v->reason = str_format(section->arena, "есть только прежний документ: «%.*s»%s%.*s",
                               STR_ARG(archived->title), str_empty(archived->school_year) ? "" : ", ",
                               STR_ARG(archived->school_year));
    }
}

// ---- registers -----------------------------------------------------------------

struct fill {
    int64_t filled, wanted;
};

static struct fill count_pairs(const struct section *section)
{
    struct fill fill = { 0, 0 };

    for (LIST_EACH(const struct pair, pair, section->pairs))
        if (pair->current)
            fill.filled += pair_count(pair);
    fill.wanted = fill.filled;
    return fill;
}

static struct fill count_programmes(const struct section *section)
{
    struct fill fill = { 0, 0 };

    for (LIST_EACH(const struct pair, pair, section->pairs)) {
        if (!pair->current)
            continue;
        fill.wanted += pair_count(pair);
        fill.filled += pair_has_programme(pair) ? pair_count(pair) : 0;
    }
    return fill;
}

static struct fill count_mentors(const struct section *section)
{
    struct fill fill = { 0, 0 };

    for (LIST_EACH(const struct person, p, section->people))
        fill.filled += p->role == ROLE_MENTOR;
    return fill;
}

static struct fill count_news(const struct section *section)
{
    struct fill fill = { 0, 0 };

    for (LIST_EACH(const struct page, page, section->pages))
        fill.filled += page->news;
    return fill;
}

#define COUNT_LIST(name, member)                                                                             \
    static struct fill count_##name(const struct section *section)                                          \
    {                                                                                                        \
        return (struct fill){ (int64_t)section->member.count, 0 };                                           \
    }
COUNT_LIST(practices, practices)
COUNT_LIST(honor, honorees)
COUNT_LIST(roadmaps, roadmaps)
COUNT_LIST(indicators, indicators)
COUNT_LIST(organizations, head->children)

static const struct register_row {
    struct fill (*count)(const struct section *section);
    const char *page;
} registers[] = {
    [REGISTER_MENTORS] = { count_mentors, "mentors.html" },
    [REGISTER_PROGRAMMES] = { count_programmes, "pairs.html" },
    [REGISTER_PAIRS] = { count_pairs, "pairs.html" },
    [REGISTER_PRACTICES] = { count_practices, "practices.html" },
    [REGISTER_HONOR] = { count_honor, "honor.html" },
    [REGISTER_ROADMAP] = { count_roadmaps, "roadmap.html" },
    [REGISTER_INDICATORS] = { count_indicators, "indicators.html" },
    [REGISTER_NEWS] = { count_news, "news.html" },
    [REGISTER_ORGANIZATIONS] = { count_organizations, "organizations.html" },
};

static void judge_register(const struct section *section, struct verdict *v)
{
    const struct register_row *row = &registers[v->item->satisfied_by.filled_register];

    if (!row->count)
        return;
    struct fill fill = row->count(section);
    if (fill.filled == 0)
        return;
    bool partial = fill.filled < fill.wanted;
    if (v->status != STATUS_PUBLISHED)
        v->status = partial ? STATUS_PARTIAL : STATUS_PUBLISHED;
    if (partial)
        v->reason = str_format(section->arena, "заполнено %lld из %lld", (long long)fill.filled,
                               (long long)fill.wanted);
    v->link = section_path(section, row->page);
    v->link_title = str_from(choice_at(&filled_register_choices, v->item->satisfied_by.filled_register)->label);
}

static const struct waiver *waiver_for(const struct section *section, struct str id)
{
    for (LIST_EACH(const struct waiver, w, section->waivers))
        if (str_eq(w->requirement, id) && date_compare(w->until, section->world->today) >= 0)
            return w;
    return NULL;
}

static struct verdict *judge(const struct section *section, const struct requirement *item)
{
    struct verdict *v = ARENA_NEW(section->arena, struct verdict);
    const struct waiver *waiver = waiver_for(section, item->id);

    v->item = item;
    v->status = STATUS_ABSENT;
    if (item->must == MUST_HELD) {
        v->status = STATUS_NOT_CHECKED;
        v->reason = STR("хранится в организации, на сайте не размещается");
        return v;
    }
    judge_acts(section, v);
    judge_register(section, v);
    if (waiver && v->status == STATUS_ABSENT) {
        v->status = STATUS_WAIVED;
        v->reason = waiver->reason;
    }
    return v;
}

struct list required_check(const struct section *section)
{
    struct list verdicts = { 0 };
    struct list items = required_items(section);

    for (LIST_EACH(const struct requirement, item, items))
        list_add(&verdicts, judge(section, item), section->arena);
    return verdicts;
}

struct verdict_counts required_count(const struct list *verdicts)
{
    struct verdict_counts counts = { 0 };

    for (LIST_EACH(const struct verdict, v, *verdicts)) {
        if (v->item->must != MUST_REQUIRED)
            continue;
        counts.required++;
        counts.published += v->status == STATUS_PUBLISHED;
        counts.partial += v->status == STATUS_PARTIAL;
        counts.absent += v->status == STATUS_ABSENT;
        counts.waived += v->status == STATUS_WAIVED;
    }
    return counts;
}
