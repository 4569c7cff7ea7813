// SPDX-License-Identifier: MIT
// CSV as spreadsheets save it: cells between ';', ',' or tabs (whichever the
// first line holds most), in quotes or not, lines ending in any way, a first
// line «sep=;» or none. Every cell knows its place, for messages. Writing is
// page/csv.h.
#ifndef INPUT_CSV_H
#define INPUT_CSV_H

#include "diag/diag.h"

struct csv_cell {
    struct str text; // without quotes, ends trimmed
    struct where where;
};

struct csv_row {
    struct list cells; // of struct csv_cell
    struct where where;
};

// Appends the rows of [s] that are not wholly empty, as struct csv_row in [a],
// to [rows]. False, with a message, when a quote makes no sense: then nobody
// can say where the cells end.
bool csv_read(const struct source *s, struct list *rows, struct arena *a, struct diags *ds);

#endif
