// SPDX-License-Identifier: MIT
#include "page/fold.h"

#include "base/hash.h"
#include "base/russian.h"
#include "record/clone.h"
#include "record/digest.h"

struct folder {
    const struct section *section;
    const struct link_row *link; // to the organisation
    struct fold *fold;
    struct arena *arena;
};

static struct list names_of(const struct list *refs, struct arena *a)
{
    struct list names = { 0 };

    for (LIST_EACH(const struct ref, ref, *refs))
        if (ref->target)
            list_add(&names, &((const struct person *)ref->target)->shown_name, a);
    return names;
}

static struct str label_of(const struct choices *choices, int index)
{
    return index ? str_from(choice_at(choices, index)->label) : (struct str){ 0 };
}

// ---- mentors -----------------------------------------------------------------

static bool mentors_in(const struct pair *pair, const struct person *person)
{
    for (LIST_EACH(const struct ref, ref, pair->mentors))
        if (ref->target == person)
            return true;
    return false;
}

static int64_t pairs_of(const struct section *section, const struct person *person)
{
    int64_t count = 0;

    for (LIST_EACH(const struct pair, pair, section->pairs))
        count += pair->current && mentors_in(pair, person);
    return count;
}

static struct str text_of(struct value v)
{
    return v.type == VALUE_TEXT ? v.text : (struct str){ 0 };
}

static void add_mentor(const struct folder *f, const struct person *p, int64_t pairs)
{
    struct mentor_row row = {
        .name = p->shown_name,
        .post = p->post,
        .subject = p->subject,
        .experience = text_of(field_read(field_find(&person_type, STR("experience_label")), p, f->arena)),
        .category = label_of(&category_choices, p->category),
        .awards = p->awards,
        .photo = p->photo,
        .pairs = pairs,
        .named = p->named,
        .organization = f->link,
    };

    list_add(&f->fold->mentors, record_clone(&mentor_row_type, &row, f->arena), f->arena);
}

static void add_mentors(const struct folder *f)
{
    for (LIST_EACH(const struct person, p, f->section->people)) {
        int64_t pairs = pairs_of(f->section, p);
        if (p->role == ROLE_MENTOR || pairs)
            add_mentor(f, p, pairs);
    }
}

// ---- programmes and practices ----------------------------------------------------

// The term as the paper says it, or made of the dates.
static struct str period_of(const struct pair *pair, struct arena *a)
{
    if (!str_empty(pair->period))
        return pair->period;
    if (date_given(pair->from) && date_given(pair->until))
        return STR_CAT(a, date_dotted(pair->from, a), STR(" – "), date_dotted(pair->until, a));
    return pair->school_year;
}

static void add_programme(const struct folder *f, const struct pair *pair)
{
    const struct act *order = pair->order.target;
    struct programme_row row = {
        .title = pair->title,
        .form = label_of(&form_choices, pair->form),
        .kind = label_of(&pair_kind_choices, pair->kind),
        .mentors = names_of(&pair->mentors, f->arena),
        .mentees = names_of(&pair->mentees, f->arena),
        .size = pair_count(pair),
        .period = period_of(pair, f->arena),
        .status = label_of(&programme_status_choices, pair->programme.status),
        .goals = pair->programme.goals,
        .href = STR_CAT(f->arena, section_path(f->section, "pairs.html"), STR("#pair-"), pair->id),
        .file = pair->programme.file,
        .has_programme = pair_has_programme(pair),
        .organization = f->link,
    };

    if (order)
        row.order = text_of(field_read(field_find(&act_type, STR("requisites")), order, f->arena));
    list_add(&f->fold->programmes, record_clone(&programme_row_type, &row, f->arena), f->arena);
}

struct str practice_path(const struct section *section, const struct practice *practice)
{
    return section_path(section, STR_CAT(section->arena, STR("practice-"), practice->id, STR(".html")).ptr);
}

struct str act_place(const struct section *section, const struct act *act, struct arena *a)
{
    return STR_CAT(a, section_path(section, "documents.html"), STR("#act-"), act->id);
}

static void add_practice(const struct folder *f, const struct practice *p)
{
    const struct practice_row row = {
        .title = p->title,
        .summary = p->summary,
        .form = label_of(&form_choices, p->form),
        .topic = p->topic,
        .audience = p->audience,
        .href = practice_path(f->section, p),
        .authors = names_of(&p->authors, f->arena),
        .year = p->year,
        .shared = p->shared,
        .organization = f->link,
    };

    list_add(&f->fold->practices, record_clone(&practice_row_type, &row, f->arena), f->arena);
}

// ---- the organisation's own row ---------------------------------------------------

static struct date later(struct date a, struct date b, struct date today)
{
    if (!date_given(b) || date_compare(b, today) > 0)
        return a;
    return !date_given(a) || date_compare(b, a) > 0 ? b : a;
}

struct date fold_updated(const struct section *section)
{
    struct date today = section->world->today;
    struct date last = later((struct date){ 0 }, section->organization.updated, today);

    for (LIST_EACH(const struct act, act, section->acts)) {
        if (act->scope != SCOPE_FEDERAL)
            last = later(last, act->date, today);
        last = later(last, act->published, today);
    }
    for (LIST_EACH(const struct page, page, section->pages))
        last = later(last, page->date, today);
    return last;
}

static void add_totals(const struct folder *f, struct organization_row *row)
{
    for (LIST_EACH(const struct pair, pair, f->section->pairs)) {
        if (!pair->current)
            continue;
        row->pairs += pair_count(pair);
        row->programmes += pair_has_programme(pair) ? pair_count(pair) : 0;
    }
}

static void add_row(struct organization_row *row, const struct organization_row *child)
{
    row->organizations += child->organizations + 1;
    row->pairs += child->pairs;
    row->programmes += child->programmes;
    row->required_total += child->required_total;
    row->published_total += child->published_total;
    row->partial_total += child->partial_total;
    row->absent_total += child->absent_total;
    row->late_total += child->late_total;
}

static struct organization_row own_row(const struct section *section, const struct list *verdicts)
{
    const struct organization *o = &section->organization;
    const struct verdict_counts counts = required_count(verdicts);

    return (struct organization_row){
        .label = organization_label(o),
        .name = o->name,
        .kind = label_of(&org_kind_choices, o->kind),
        .href = section_path(section, "index.html"),
        .school_year = section->school_year,
        .updated = fold_updated(section),
        .teachers = o->teachers,
        .required = (int64_t)(counts.required - counts.waived),
        .published = (int64_t)counts.published,
        .partial = (int64_t)counts.partial,
        .absent = (int64_t)counts.absent,
        .required_total = (int64_t)(counts.required - counts.waived),
        .published_total = (int64_t)counts.published,
        .partial_total = (int64_t)counts.partial,
        .absent_total = (int64_t)counts.absent,
        .late_total = (int64_t)counts.late,
    };
}

static void append(struct list *to, const struct list *from, struct arena *a)
{
    for (LIST_EACH(const void, item, *from))
        list_add(to, item, a);
}

// ---- items ----------------------------------------------------------------------

// With its words: a stranger's manifest that says them otherwise has rows of its own.
static struct item_row *item_like(struct list *items, const struct item_row *like)
{
    for (LIST_EACH(struct item_row, row, *items))
        if (str_eq(row->id, like->id) && str_eq(row->profile, like->profile) &&
            str_eq(row->must, like->must) && str_eq(row->title, like->title))
            return row;
    return NULL;
}

// The row of the same item in the fold; a new one with the counts at zero when
// it is met for the first time.
static struct item_row *item_entry(struct fold *fold, const struct item_row *like, struct arena *a)
{
    struct item_row *row = item_like(&fold->items, like);

    if (row)
        return row;
    row = ARENA_NEW(a, struct item_row);
    row->profile = str_copy(like->profile, a);
    row->id = str_copy(like->id, a);
    row->title = str_copy(like->title, a);
    row->must = str_copy(like->must, a);
    list_add(&fold->items, row, a);
    return row;
}

static const struct debtor_row *kept_debtor(const struct debtor_row *state, struct arena *a)
{
    struct debtor_row *debtor = ARENA_NEW(a, struct debtor_row);

    *debtor = *state;
    return debtor;
}

void fold_add_item(struct fold *fold, const struct item_row *like, const struct debtor_row *state,
                   struct arena *a)
{
    struct item_row *row = item_entry(fold, like, a);
    const int status = state->status;

    row->organizations++;
    row->published += status == STATUS_PUBLISHED;
    row->partial += status == STATUS_PARTIAL;
    row->absent += status == STATUS_ABSENT;
    row->waived += status == STATUS_WAIVED;
    row->not_checked += status == STATUS_NOT_CHECKED;
    row->late += state->late;
    if (status == STATUS_ABSENT || status == STATUS_PARTIAL)
        list_add(&row->debtors, kept_debtor(state, a), a);
}

static void add_verdict(const struct folder *f, const struct verdict *v)
{
    const struct item_row like = { .profile = v->item->profile->id,
                                   .id = v->item->id,
                                   .title = v->item->title,
                                   .must = label_of(&must_choices, v->item->must) };

    const struct debtor_row state = { f->link, v->status, v->due_day, v->late };

    fold_add_item(f->fold, &like, &state, f->arena);
}

static void add_items(struct fold *fold, const struct fold *child, struct arena *a)
{
    for (LIST_EACH(const struct item_row, below, child->items)) {
        struct item_row *row = item_entry(fold, below, a);
        row->organizations += below->organizations;
        row->published += below->published;
        row->partial += below->partial;
        row->absent += below->absent;
        row->waived += below->waived;
        row->not_checked += below->not_checked;
        row->late += below->late;
        append(&row->debtors, &below->debtors, a);
    }
}

static void append_shared(struct list *to, const struct list *practices, struct arena *a)
{
    for (LIST_EACH(const struct practice_row, row, *practices))
        if (row->shared)
            list_add(to, row, a);
}

void fold_add_child(struct fold *fold, const struct fold *child, struct arena *a)
{
    add_row(fold->row, child->row);
    append(&fold->mentors, &child->mentors, a);
    append(&fold->programmes, &child->programmes, a);
    add_items(fold, child, a);
    append_shared(&fold->practices, &child->practices, a);
    append(&fold->pages, &child->pages, a);
}

static struct str superior_of(const struct section_head *head)
{
    const bool is_below = head->parent && head->parent->node->is_organization;

    return is_below ? organization_label(&head->parent->organization) : head->organization.parent.name;
}

struct fold *fold_section(const struct section *section, const struct list *verdicts,
                          const struct list *children, struct arena *a)
{
    struct fold *fold = ARENA_NEW(a, struct fold);
    struct organization_row row = own_row(section, verdicts);
    struct link_row *link = ARENA_NEW(a, struct link_row);
    const struct folder f = { section, link, fold, a };

    link->title = str_copy(row.label, a);
    link->href = str_copy(row.href, a);
    link->superior = str_copy(superior_of(section->head), a);
    add_mentors(&f);
    for (LIST_EACH(const struct pair, pair, section->pairs))
        if (pair->current)
            add_programme(&f, pair);
    for (LIST_EACH(const struct practice, practice, section->practices))
        add_practice(&f, practice);
    for (LIST_EACH(const struct verdict, v, *verdicts))
        add_verdict(&f, v);
    add_totals(&f, &row);
    fold->row = &row;
    for (LIST_EACH(const struct fold, child, *children))
        fold_add_child(fold, child, a);
    row.mentors = (int64_t)fold->mentors.count;
    row.practices = (int64_t)fold->practices.count;
    fold->row = record_clone(&organization_row_type, &row, a);
    return fold;
}

static uint64_t digest_rows(const struct record_type *type, const struct list *rows, uint64_t seed)
{
    seed = hash_mix(seed, rows->count);
    for (LIST_EACH(const void, row, *rows))
        seed = record_digest(type, row, seed);
    return seed;
}

uint64_t fold_digest(const struct fold *fold)
{
    uint64_t digest = record_digest(&organization_row_type, fold->row, 1);

    digest = digest_rows(&mentor_row_type, &fold->mentors, digest);
    digest = digest_rows(&programme_row_type, &fold->programmes, digest);
    digest = digest_rows(&practice_row_type, &fold->practices, digest);
    return digest_rows(&item_row_type, &fold->items, digest);
}

uint64_t fold_pages_digest(const struct fold *fold)
{
    uint64_t digest = fold->pages.count;

    for (LIST_EACH(const struct str, path, fold->pages))
        digest = hash_mix(digest, hash_quick(*path));
    return digest;
}
