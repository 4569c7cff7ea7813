// SPDX-License-Identifier: MIT
#include "page/monitoring.h"

#include "base/limits.h"
#include "base/russian.h"

#define AT(member) offsetof(struct debt_row, member)
static const struct field debt_fields[] = {
    { "item", NULL, FIELD_POINTER, AT(item), &item_row_type, .meaning = "пункт перечня" },
    { "debtor", NULL, FIELD_POINTER, AT(debtor), &debtor_row_type, .meaning = "за кем он числится" },
};
#undef AT
const struct record_type debt_row_type = {
    .name = "debt_row",
    .title = "долг",
    .plural = "долги",
    .size = sizeof(struct debt_row),
    FIELDS(debt_fields),
};

const struct csv_column share_columns[] = {
    { "Организация", "label" },
    { "Полное название", "name" },
    { "Вид", "kind" },
    { "Организаций под нею", "organizations" },
    { "Обязательных пунктов", "required_total" },
    { "Размещено", "published_total" },
    { "Доля", "percent" },
    { "Размещено частично", "partial_total" },
    { "Не размещено", "absent_total" },
    { "Не проверялось", "not_checked_total" },
    { "Просрочено", "late_total" },
    { 0 },
};
const struct csv_column item_columns[] = {
    { "Перечень", "profile" },
    { "Пункт", "id" },
    { "Что должно быть размещено", "title" },
    { "Требование", "must" },
    { "К скольким относится", "organizations" },
    { "Размещено", "published" },
    { "Размещено частично", "partial" },
    { "Не размещено", "absent" },
    { "Не предусмотрено", "waived" },
    { "Не проверялось", "not_checked" },
    { "Просрочено", "late" },
    { 0 },
};
const struct csv_column debt_columns[] = {
    { "Организация", "debtor.organization.title" },
    { "Вышестоящая организация", "debtor.organization.superior" },
    { "Перечень", "item.profile" },
    { "Пункт", "item.id" },
    { "Что должно быть размещено", "item.title" },
    { "Требование", "item.must" },
    { "Состояние", "debtor.status" },
    { "Срок", "debtor.due_day" },
    { "Просрочено", "debtor.late" },
    { 0 },
};

static int by_label(const void *a, const void *b)
{
    const struct organization_row *x = a, *y = b;

    return russian_compare(x->label, y->label);
}

static struct list rows_below(const struct list *children, struct arena *a)
{
    struct list rows = { 0 };

    for (LIST_EACH(const struct fold, child, *children))
        list_add(&rows, child->row, a);
    list_sort(&rows, by_label, a);
    return rows;
}

// What is left of the totals when the subordinates are taken away.
static struct organization_row *own_share(const struct fold *fold, const struct list *children,
                                          struct arena *a)
{
    struct organization_row *own = ARENA_NEW(a, struct organization_row);

    *own = *fold->row;
    own->organizations = 0;
    for (LIST_EACH(const struct fold, child, *children)) {
        own->required_total -= child->row->required_total;
        own->published_total -= child->row->published_total;
        own->partial_total -= child->row->partial_total;
        own->absent_total -= child->row->absent_total;
        own->late_total -= child->row->late_total;
    }
    return own;
}

struct list monitoring_shares(const struct fold *fold, const struct list *children, struct arena *a)
{
    const struct organization_row *own = own_share(fold, children, a);
    struct list below = rows_below(children, a), rows = { 0 };

    if (own->required_total)
        list_add(&rows, own, a);
    for (LIST_EACH(const void, row, below))
        list_add(&rows, row, a);
    return rows;
}

const struct chart *monitoring_chart(const struct list *children, struct arena *a)
{
    struct list rows = rows_below(children, a);
    struct chart *chart = ARENA_NEW(a, struct chart);

    if (rows.count > LIMIT_CHART_BARS)
        return NULL;
    for (LIST_EACH(const struct organization_row, row, rows))
        chart_add(chart, row->label, row->published_total, row->required_total,
                  STR("обязательных пунктов нет"), a);
    return chart;
}

// Where the item's «обязательно», «рекомендовано» … stands in the list of such words.
static int rank_of(const struct item_row *item)
{
    int rank = 1;

    while (rank < (int)must_choices.count && !str_is(item->must, must_choices.items[rank].label))
        rank++;
    return rank;
}

static int by_rank(const void *a, const void *b)
{
    return rank_of(a) - rank_of(b);
}

struct list monitoring_items(const struct fold *fold, struct arena *a)
{
    struct list items = { 0 };

    for (LIST_EACH(const void, item, fold->items))
        list_add(&items, item, a);
    list_sort(&items, by_rank, a);
    return items;
}

struct list monitoring_debts(const struct fold *fold, struct arena *a)
{
    struct list debts = { 0 }, items = monitoring_items(fold, a);

    for (LIST_EACH(const struct item_row, item, items))
        for (LIST_EACH(const struct debtor_row, debtor, item->debtors)) {
            struct debt_row *row = ARENA_NEW(a, struct debt_row);
            *row = (struct debt_row){ item, debtor };
            list_add(&debts, row, a);
        }
    return debts;
}
