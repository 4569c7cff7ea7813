// SPDX-License-Identifier: MIT
// Registers as CSV that Excel opens: UTF-8 with BOM, ';', CRLF, every cell
// quoted that needs it, and no cell that a spreadsheet would run as a formula.
#ifndef PAGE_CSV_H
#define PAGE_CSV_H

#include "record/field.h"

struct csv_column {
    const char *title; // heading
    const char *key;   // field of the row; "organization.title" goes one record deeper
};

// All rows of [type] under the headings of [columns] (the last has a NULL title); a
// NULL [ptr] when the table outgrows LIMIT_PAGE_BYTES.
struct str csv_write(const struct list *rows, const struct record_type *type,
                     const struct csv_column *columns, struct arena *a);

#endif
