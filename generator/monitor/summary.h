// SPDX-License-Identifier: MIT
// The summary of published sections, for people, for programs and for tables:
// the same rows as the page «Мониторинг», whatever the format.
#ifndef MONITOR_SUMMARY_H
#define MONITOR_SUMMARY_H

#include "base/buf.h"
#include "diag/diag.h"
#include "monitor/published.h"

enum summary_format {
    SUMMARY_TEXT, // shares and items that are not all published, with a few debtors each
    SUMMARY_JSON, // everything, and what there was to say
    SUMMARY_CSV,  // the three tables of the page, an empty line between them
};

// The format named [name], or -1.
int summary_format_find(struct str name);

void summary_write(const struct published *published, const struct diags *ds, enum summary_format format,
                   struct buf *out);

#endif
