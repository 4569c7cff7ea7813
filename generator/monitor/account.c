// SPDX-License-Identifier: MIT
#include "monitor/account.h"

#include "base/path.h"

struct accountant {
    const struct claims *claims;
    const struct manifest *manifest;
    struct date today;
    struct verdicts *verdicts;
    struct arena *arena;
};

// ---- the school year ----------------------------------------------------------------

// 2025 for «2025/2026»; 0 when there are no such digits.
static int year_of(struct str label)
{
    int year = 0;

    for (size_t i = 0; i < 4; i++) {
        if (i >= label.len || label.ptr[i] < '0' || label.ptr[i] > '9')
            return 0;
        year = year * 10 + (label.ptr[i] - '0');
    }
    return year;
}

// A section may say that its year is an earlier one, as an archive does; built
// this year, it is what its owner shows now.
static bool is_of_earlier_year(const struct manifest *m, struct date today)
{
    const int year = year_of(m->school_year), now = date_school_year(today);

    return year && year < now && date_school_year(m->checked) < now;
}

bool account_is_bygone(const struct manifest *m, struct date today)
{
    if (is_of_earlier_year(m, today))
        for (LIST_EACH(const struct manifest_item, item, m->items))
            if (item->yearly)
                return true;
    return false;
}

// ---- one item -------------------------------------------------------------------------

// What was there for last year may be there for this one or not. What was
// absent is a debt still, until a manifest says otherwise.
static bool is_outlived(const struct accountant *t, const struct manifest_item *item, int status)
{
    return item->yearly && (status == STATUS_PUBLISHED || status == STATUS_PARTIAL) &&
           is_of_earlier_year(t->manifest, t->today);
}

static struct str reason_of(const struct accountant *t, const struct manifest_item *item, int status)
{
    if (status == item->status)
        return item->reason;
    if (status != STATUS_NOT_CHECKED)
        return STR("");
    return t->manifest->untouched
               ? STR_CAT(t->arena, STR("паспорт за "), t->manifest->school_year, STR(" учебный год"))
               : STR("паспорт не тот, что записан при сборке");
}

static struct debtor_row state_of(const struct accountant *t, const struct manifest_item *item,
                                  const struct link_row *link)
{
    struct debtor_row state = { .organization = link, .status = claims_judge(t->claims, item) };

    if (is_outlived(t, item, state.status))
        state.status = STATUS_NOT_CHECKED;
    if (state.status != STATUS_ABSENT && state.status != STATUS_PARTIAL)
        return state;
    state.due_day = item->due_day;
    state.late = date_given(state.due_day) && date_compare(state.due_day, t->today) < 0;
    return state;
}

// The same as `check` says of the sources: the folder of a section is the path of its organisation.
static void add_verdict(const struct accountant *t, struct verdicts_organization *alone,
                        const struct manifest_item *item, const struct debtor_row *state)
{
    const struct profile profile = { .id = item->profile };
    const struct requirement requirement = {
        .id = item->id, .title = item->title, .must = item->must, .profile = &profile
    };
    const struct verdict v = {
        .item = &requirement,
        .status = state->status,
        .reason = reason_of(t, item, state->status),
        .due_day = state->due_day,
        .late = state->late,
        .due = state->late
                   ? str_format(t->arena, "срок был %.*s", STR_ARG(date_dotted(state->due_day, t->arena)))
                   : STR(""),
    };

    verdicts_add_row(t->verdicts, alone, &v);
}

static void count_required(struct organization_row *row, const struct debtor_row *state)
{
    const int status = state->status;

    row->required += status != STATUS_WAIVED;
    row->published += status == STATUS_PUBLISHED;
    row->partial += status == STATUS_PARTIAL;
    row->absent += status == STATUS_ABSENT;
    row->required_total += status != STATUS_WAIVED;
    row->published_total += status == STATUS_PUBLISHED;
    row->partial_total += status == STATUS_PARTIAL;
    row->absent_total += status == STATUS_ABSENT;
    row->late_total += state->late;
}

static void add_item(const struct accountant *t, const struct account *account,
                     struct verdicts_organization *alone, const struct manifest_item *item)
{
    const struct item_row like = { .profile = item->profile,
                                   .id = item->id,
                                   .title = item->title,
                                   .must = str_from(choice_at(&must_choices, item->must)->label) };
    const struct debtor_row state = state_of(t, item, account->link);

    fold_add_item(account->fold, &like, &state, t->arena);
    add_verdict(t, alone, item, &state);
    if (item->must == MUST_REQUIRED)
        count_required(account->fold->row, &state);
}

// ---- all of them ------------------------------------------------------------------------

static struct organization_row *row_of(const struct manifest_owner *owner, struct str folder, struct arena *a)
{
    struct organization_row *row = ARENA_NEW(a, struct organization_row);

    row->label = str_copy(str_empty(owner->short_name) ? owner->name : owner->short_name, a);
    row->name = str_copy(owner->name, a);
    row->kind = str_from(choice_at(&org_kind_choices, owner->kind)->label);
    row->href = path_join(folder, STR("index.html"), a);
    return row;
}

struct account account_of(const struct claims *claims, struct str folder, struct date today,
                          struct verdicts *verdicts, struct arena *a)
{
    const struct manifest *m = claims->manifest;
    const struct accountant t = { claims, m, today, verdicts, a };
    struct account account = { .fold = ARENA_NEW(a, struct fold), .link = ARENA_NEW(a, struct link_row) };
    struct organization_row *row = row_of(&m->owner, folder, a);
    struct verdicts_organization *alone = verdicts_add_organization(verdicts, folder, row->label, row->name);

    account.fold->row = row;
    account.alone = alone;
    account.link->title = row->label;
    account.link->href = row->href;
    account.link->superior = str_copy(m->owner.parent, a);
    for (LIST_EACH(const struct manifest_item, item, m->items))
        add_item(&t, &account, alone, item);
    return account;
}
