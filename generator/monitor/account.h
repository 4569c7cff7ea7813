// SPDX-License-Identifier: MIT
// The account of one published section: its manifest, verified, as the row, the
// items and the verdicts that `build` and `check` would have made of its records.
//
// It is drawn up on the day of this check and not on that of the manifest: a
// deadline may have passed since, and a school year may have ended, after which
// nobody knows whether what each year needs anew has been made.
#ifndef MONITOR_ACCOUNT_H
#define MONITOR_ACCOUNT_H

#include "monitor/claims.h"
#include "output/verdicts.h"
#include "page/fold.h"

struct account {
    struct fold *fold;                         // of this section alone
    struct link_row *link;                     // its name among debtors
    const struct verdicts_organization *alone; // the same among verdicts
};

// Of the section in [folder], from the root of all; the verdicts go to [verdicts].
struct account account_of(const struct claims *claims, struct str folder, struct date today,
                          struct verdicts *verdicts, struct arena *a);

// Whether the manifest is of an earlier school year than [today] and has items that were renewed since.
bool account_is_bygone(const struct manifest *m, struct date today);

#endif
