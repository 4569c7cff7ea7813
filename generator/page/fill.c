// SPDX-License-Identifier: MIT
#include "page/fill.h"

#include "base/limits.h"
#include "base/russian.h"
#include "page/monitoring.h"

enum { LATEST_ACTS = 8, LATEST_NEWS = 3, HOME_PROGRAMMES = 10, FEED_ENTRIES = 20 };

// ---- which pages there are --------------------------------------------------

bool want_always(const struct section *section, const struct fold *fold)
{
    (void)section;
    (void)fold;
    return true;
}

bool want_pairs(const struct section *section, const struct fold *fold)
{
    return section->pairs.count + fold->programmes.count > 0;
}

bool want_mentors(const struct section *section, const struct fold *fold)
{
    (void)section;
    return fold->mentors.count > 0;
}

bool want_practices(const struct section *section, const struct fold *fold)
{
    (void)section;
    return fold->practices.count > 0;
}

bool want_honor(const struct section *section, const struct fold *fold)
{
    (void)fold;
    return section->honorees.count > 0;
}

bool want_roadmap(const struct section *section, const struct fold *fold)
{
    (void)fold;
    return section->roadmaps.count > 0;
}

bool want_indicators(const struct section *section, const struct fold *fold)
{
    (void)fold;
    return section->indicators.count > 0;
}

bool want_news(const struct section *section, const struct fold *fold)
{
    (void)fold;
    for (LIST_EACH(const struct page, page, section->pages))
        if (page->news)
            return true;
    return false;
}

bool want_organizations(const struct section *section, const struct fold *fold)
{
    (void)fold;
    return section->head->children.count > 0;
}

bool want_published(const struct section *section, const struct fold *fold)
{
    (void)fold;
    return section->head->profiles.count > 0;
}

bool want_monitoring(const struct section *section, const struct fold *fold)
{
    return section->head->children.count > 0 && fold->row->required_total > 0;
}

// ---- orders -------------------------------------------------------------------

static int newest_act(const void *a, const void *b)
{
    const struct act *x = a, *y = b;
    int order = date_compare(y->date, x->date);

    return order ? order : russian_compare(x->title, y->title);
}

static int newest_page(const void *a, const void *b)
{
    const struct page *x = a, *y = b;
    int order = date_compare(y->date, x->date);

    return order ? order : russian_compare(x->title, y->title);
}

static int by_organization(const struct link_row *a, const struct link_row *b)
{
    return russian_compare(a->title, b->title);
}

static int mentor_order(const void *a, const void *b)
{
    const struct mentor_row *x = a, *y = b;

    if (x->named != y->named)
        return y->named - x->named;
    int order = russian_compare(x->name, y->name);
    return order ? order : by_organization(x->organization, y->organization);
}

static int programme_order(const void *a, const void *b)
{
    return by_organization(((const struct programme_row *)a)->organization,
                           ((const struct programme_row *)b)->organization);
}

static int practice_order(const void *a, const void *b)
{
    const struct practice_row *x = a, *y = b;

    if (x->year != y->year)
        return x->year > y->year ? -1 : 1;
    return russian_compare(x->title, y->title);
}

static int organization_order(const void *a, const void *b)
{
    const struct organization_row *x = a, *y = b;

    return russian_compare(x->label, y->label);
}

static int honoree_order(const void *a, const void *b)
{
    const struct honoree *x = a, *y = b;

    if (x->year != y->year)
        return x->year > y->year ? -1 : 1;
    return russian_compare(x->shown_name, y->shown_name);
}

static struct list copy_of(const struct list *from, struct arena *a)
{
    struct list copy = { 0 };

    for (LIST_EACH(const void, item, *from))
        list_add(&copy, item, a);
    return copy;
}

static struct list sorted(const struct list *from, int (*order)(const void *, const void *), struct arena *a)
{
    struct list copy = copy_of(from, a);

    list_sort(&copy, order, a);
    return copy;
}

static void cut(struct list *l, size_t most)
{
    if (l->count > most)
        l->count = most;
}

// ---- home -----------------------------------------------------------------------

static void add_figure(const struct section *section, struct view *view, int64_t value, const char *label,
                       const char *page)
{
    struct figure *figure = ARENA_NEW(section->arena, struct figure);

    if (value == 0 || value == FIELD_INT_ABSENT)
        return;
    figure->value = value;
    figure->label = str_from(label);
    figure->href = section_path(section, page);
    list_add(&view->figures, figure, section->arena);
}

// How many different forms the pairs of the register have.
static int64_t forms_of(const struct list *programmes, struct arena *a)
{
    struct list forms = { 0 };

    for (LIST_EACH(const struct programme_row, row, *programmes)) {
        bool met = str_empty(row->form);
        for (LIST_EACH(const struct str, form, forms))
            met = met || str_eq(*form, row->form);
        if (!met)
            list_add(&forms, &row->form, a);
    }
    return (int64_t)forms.count;
}

static void fill_figures(const struct section *section, const struct fold *fold, struct view *view)
{
    const struct organization_row *r = fold->row;

    add_figure(section, view, r->organizations,
               russian_plural(r->organizations, "организация", "организации", "организаций"),
               "organizations.html");
    add_figure(section, view, r->pairs,
               russian_plural(r->pairs, "пара или группа", "пары и группы", "пар и групп"), "pairs.html");
    const int64_t forms = forms_of(&fold->programmes, section->arena);
    add_figure(section, view, forms, russian_plural(forms, "форма", "формы", "форм"), "pairs.html");
    add_figure(section, view, r->mentors,
               russian_plural(r->mentors, "наставник", "наставника", "наставников"), "mentors.html");
    add_figure(section, view, r->programmes,
               russian_plural(r->programmes, "программа", "программы", "программ"), "pairs.html");
    add_figure(section, view, r->practices, russian_plural(r->practices, "практика", "практики", "практик"),
               "practices.html");
}

static struct list own_current_acts(const struct section *section)
{
    struct list acts = { 0 };

    for (LIST_EACH(const struct act, act, section->acts))
        if (!act->archived && act->scope != SCOPE_FEDERAL && act->files.count)
            list_add(&acts, act, section->arena);
    list_sort(&acts, newest_act, section->arena);
    return acts;
}

static struct list news_of(const struct section *section)
{
    struct list news = { 0 };

    for (LIST_EACH(const struct page, page, section->pages))
        if (page->news)
            list_add(&news, page, section->arena);
    list_sort(&news, newest_page, section->arena);
    return news;
}

static struct list rows_of(const struct list *children, struct arena *a)
{
    struct list rows = { 0 };

    for (LIST_EACH(const struct fold, child, *children))
        list_add(&rows, child->row, a);
    list_sort(&rows, organization_order, a);
    return rows;
}

static void fill_counts(const struct list *verdicts, struct view *view)
{
    const struct verdict_counts c = required_count(verdicts);

    view->counts = (struct verdict_counts_view){ (int64_t)c.required, (int64_t)c.published,
                                                 (int64_t)c.partial, (int64_t)c.absent, (int64_t)c.waived };
}

void fill_home(const struct section *section, const struct fold *fold, const struct list *children,
               const struct list *verdicts, struct view *view)
{
    for (LIST_EACH(const struct page, page, section->pages))
        if (page->home && !page->news)
            view->intro = page->body.html;
    fill_figures(section, fold, view);
    fill_counts(verdicts, view);
    view->latest_acts = own_current_acts(section);
    cut(&view->latest_acts, LATEST_ACTS);
    view->news = news_of(section);
    cut(&view->news, LATEST_NEWS);
    view->organizations = rows_of(children, section->arena);
    if (want_monitoring(section, fold))
        view->total = fold->row;
    if (children->count == 0)
        view->programmes = copy_of(&fold->programmes, section->arena);
    cut(&view->programmes, HOME_PROGRAMMES);
}

void fill_feed(const struct section *section, const struct fold *fold, const struct list *children,
               const struct list *verdicts, struct view *view)
{
    (void)fold;
    (void)children;
    (void)verdicts;
    view->news = news_of(section);
    cut(&view->news, FEED_ENTRIES);
    view->latest_acts = own_current_acts(section);
    cut(&view->latest_acts, FEED_ENTRIES);
}

// ---- documents -------------------------------------------------------------------

static const struct {
    enum scope scope;
    const char *title;
} scopes_shown[] = {
    { SCOPE_LOCAL, "Документы организации" },
    { SCOPE_MUNICIPAL, "Муниципальный уровень" },
    { SCOPE_REGIONAL, "Региональный уровень" },
    { SCOPE_FEDERAL, "Федеральный уровень" },
};

static struct act_archive *archive_named(struct act_group *group, struct str title, struct arena *a)
{
    for (LIST_EACH(struct act_archive, archive, group->archive))
        if (str_eq(archive->title, title))
            return archive;
    struct act_archive *archive = ARENA_NEW(a, struct act_archive);
    archive->title = title;
    list_add(&group->archive, archive, a);
    return archive;
}

static void archive_act(const struct section *section, struct act_group *group, const struct act *act)
{
    struct arena *a = section->arena;
    struct str title = str_empty(act->school_year)
                           ? STR("Утратившие силу")
                           : str_format(a, "%.*s учебный год", STR_ARG(act->school_year));

    list_add(&archive_named(group, title, a)->acts, act, a);
    group->archived++;
}

static int newest_archive(const void *a, const void *b)
{
    return str_compare(((const struct act_archive *)b)->title, ((const struct act_archive *)a)->title);
}

static struct act_group *group_of(const struct section *section, enum scope scope, const char *title)
{
    struct act_group *group = ARENA_NEW(section->arena, struct act_group);

    group->key = str_from(choice_at(&scope_choices, (int)scope)->key);
    group->title = str_from(title);
    for (LIST_EACH(const struct act, act, section->acts)) {
        if (act->scope != (int)scope)
            continue;
        if (act->archived)
            archive_act(section, group, act);
        else
            list_add(&group->acts, act, section->arena);
    }
    list_sort(&group->acts, newest_act, section->arena);
    list_sort(&group->archive, newest_archive, section->arena);
    return group;
}

// The organisation's own papers come first, whatever its level.
void fill_documents(const struct section *section, const struct fold *fold, const struct list *children,
                    const struct list *verdicts, struct view *view)
{
    (void)fold;
    (void)children;
    (void)verdicts;
    for (size_t i = 0; i < sizeof scopes_shown / sizeof *scopes_shown; i++) {
        struct act_group *group = group_of(section, scopes_shown[i].scope, scopes_shown[i].title);
        if (group->acts.count + group->archive.count)
            list_add(&view->act_groups, group, section->arena);
    }
    view->rows = (int64_t)section->acts.count;
}

// ---- registers --------------------------------------------------------------------

// Shows all rows on the page, or only the totals of the subordinates when there
// are more rows than a page should hold.
static struct list register_rows(const struct list *rows, const struct list *children,
                                 int (*order)(const void *, const void *), struct arena *a, struct view *view)
{
    view->rows = (int64_t)rows->count;
    view->organizations = rows_of(children, a);
    view->rows_elsewhere = rows->count > LIMIT_REGISTER_ROWS && children->count > 0;
    return view->rows_elsewhere ? (struct list){ 0 } : sorted(rows, order, a);
}

void fill_pairs(const struct section *section, const struct fold *fold, const struct list *children,
                const struct list *verdicts, struct view *view)
{
    (void)verdicts;
    for (LIST_EACH(const struct pair, pair, section->pairs))
        list_add(pair->current ? &view->pairs : &view->past_pairs, pair, section->arena);
    view->programmes = register_rows(&fold->programmes, children, programme_order, section->arena, view);
}

void fill_mentors(const struct section *section, const struct fold *fold, const struct list *children,
                  const struct list *verdicts, struct view *view)
{
    (void)verdicts;
    view->mentors = register_rows(&fold->mentors, children, mentor_order, section->arena, view);
}

void fill_practices(const struct section *section, const struct fold *fold, const struct list *children,
                    const struct list *verdicts, struct view *view)
{
    (void)verdicts;
    view->practices = register_rows(&fold->practices, children, practice_order, section->arena, view);
}

void fill_organizations(const struct section *section, const struct fold *fold, const struct list *children,
                        const struct list *verdicts, struct view *view)
{
    (void)fold;
    (void)verdicts;
    view->organizations = rows_of(children, section->arena);
}

void fill_honor(const struct section *section, const struct fold *fold, const struct list *children,
                const struct list *verdicts, struct view *view)
{
    (void)fold;
    (void)children;
    (void)verdicts;
    for (int board = BOARD_MENTORS; board <= BOARD_YOUNG_TEACHERS; board++) {
        struct board_view *b = ARENA_NEW(section->arena, struct board_view);
        b->title = str_from(choice_at(&board_choices, board)->label);
        for (LIST_EACH(const struct honoree, h, section->honorees))
            if (h->board == board || (h->board == BOARD_NONE && board == BOARD_MENTORS))
                list_add(&b->honorees, h, section->arena);
        list_sort(&b->honorees, honoree_order, section->arena);
        if (b->honorees.count)
            list_add(&view->boards, b, section->arena);
    }
}

void fill_roadmap(const struct section *section, const struct fold *fold, const struct list *children,
                  const struct list *verdicts, struct view *view)
{
    (void)fold;
    (void)children;
    (void)verdicts;
    view->roadmaps = section->roadmaps;
}

void fill_indicators(const struct section *section, const struct fold *fold, const struct list *children,
                     const struct list *verdicts, struct view *view)
{
    (void)fold;
    (void)children;
    (void)verdicts;
    view->indicators = indicator_rows(&section->indicators, section->arena);
}

void fill_news(const struct section *section, const struct fold *fold, const struct list *children,
               const struct list *verdicts, struct view *view)
{
    (void)fold;
    (void)children;
    (void)verdicts;
    view->news = news_of(section);
}

static bool uses_profile(const struct list *verdicts, const struct profile *p)
{
    for (LIST_EACH(const struct verdict, v, *verdicts))
        if (v->item->profile == p)
            return true;
    return false;
}

static void add_verdict_group(const struct section *section, const struct list *verdicts, int must,
                              struct view *view)
{
    struct verdict_group *group = ARENA_NEW(section->arena, struct verdict_group);

    group->title = str_from(choice_at(&must_choices, must)->label);
    for (LIST_EACH(const struct verdict, v, *verdicts))
        if (v->item->must == must)
            list_add(&group->verdicts, v, section->arena);
    if (group->verdicts.count)
        list_add(&view->verdict_groups, group, section->arena);
}

void fill_published(const struct section *section, const struct fold *fold, const struct list *children,
                    const struct list *verdicts, struct view *view)
{
    (void)fold;
    (void)children;
    for (int must = MUST_REQUIRED; must <= MUST_HELD; must++)
        add_verdict_group(section, verdicts, must, view);
    view->rows = (int64_t)verdicts->count;
    for (LIST_EACH(const struct verdict, v, *verdicts))
        if (v->item->must == MUST_REQUIRED && (v->status == STATUS_ABSENT || v->status == STATUS_PARTIAL))
            list_add(&view->owed, v, section->arena);
    for (LIST_EACH(const struct profile, p, section->world->profiles))
        if (uses_profile(verdicts, p))
            list_add(&view->profiles, p, section->arena);
    fill_counts(verdicts, view);
}

static bool has_items_of(const struct fold *fold, const struct profile *p)
{
    for (LIST_EACH(const struct item_row, item, fold->items))
        if (str_eq(item->profile, p->id))
            return true;
    return false;
}

void fill_monitoring(const struct section *section, const struct fold *fold, const struct list *children,
                     const struct list *verdicts, struct view *view)
{
    (void)verdicts;
    view->total = fold->row;
    view->shares = monitoring_shares(fold, children, section->arena);
    view->chart = monitoring_chart(children, section->arena);
    view->items = monitoring_items(fold, section->arena);
    for (LIST_EACH(const struct profile, p, section->world->profiles))
        if (has_items_of(fold, p))
            list_add(&view->profiles, p, section->arena);
}
