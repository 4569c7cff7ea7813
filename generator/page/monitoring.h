// SPDX-License-Identifier: MIT
// Monitoring: how much of what is required is published, by organisation and by
// item, with numerator and denominator, and who owes what.
//
// Only required items count. One that an organisation need not have (waived)
// is in neither number; one that is published in part is not published. The
// same rows come from sources (page/fill) and from published sections alone
// (monitor/published), so that both can be compared byte by byte.
#ifndef PAGE_MONITORING_H
#define PAGE_MONITORING_H

#include "page/chart.h"
#include "page/csv.h"
#include "page/fold.h"

// One debt of one organisation, for the table of debts.
struct debt_row {
    const struct item_row *item;
    const struct debtor_row *debtor;
};

extern const struct record_type debt_row_type;

// Columns of the three tables: of struct organization_row, item_row, debt_row.
extern const struct csv_column share_columns[], item_columns[], debt_columns[];

// One row for each of [children] with everything below it, by name, over them
// the organisation of [fold] itself when something is required of it: their
// numbers add up to those of fold->row.
struct list monitoring_shares(const struct fold *fold, const struct list *children, struct arena *a);

// The subordinates as bars, in the order of the table; NULL when there are more
// than a chart can show.
const struct chart *monitoring_chart(const struct list *children, struct arena *a);

// The items of the fold, the required ones first.
struct list monitoring_items(const struct fold *fold, struct arena *a);

// What they owe, item by item in the same order.
struct list monitoring_debts(const struct fold *fold, struct arena *a); // of struct debt_row

#endif
