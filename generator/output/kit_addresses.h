// SPDX-License-Identifier: MIT
// urls.csv: where the webmaster has published each page and file of the kit.
//
// The table lies in the project's folder, beside data/, and is the webmaster's:
// the program adds rows for what is new and keeps every row that has an
// address, even when the file it is for is gone. It is read however Excel or
// LibreOffice saved it (input/csv.h), and replaced as a whole, and only when its
// rows change.
#ifndef OUTPUT_KIT_ADDRESSES_H
#define OUTPUT_KIT_ADDRESSES_H

#include "base/map.h"
#include "page/kit_view.h"

#include <sys/stat.h>

#define KIT_ADDRESSES "urls.csv"

struct kit_addresses {
    const char *project;
    struct map by_name; // file of the kit -> struct kit_row with an address
    struct list rows;   // of struct kit_row, as they were read
    struct map places;  // file of the kit -> struct where of its row
    bool existed;
    struct stat before; // of the file that was read
};

// Reads the table, or nothing when there is none yet. What cannot be understood
// is an error in [ds], each at its cell.
void kit_addresses_read(struct kit_addresses *addresses, const char *project, struct arena *a,
                        struct diags *ds);

// The table for these [rows] and for addresses of files that are no more, which are
// reported at their rows. A NULL [ptr], with an error in [ds], when it outgrows LIMIT_PAGE_BYTES.
struct str kit_addresses_renew(const struct kit_addresses *addresses, const struct list *rows,
                               struct arena *a, struct diags *ds);

// Puts [table] in place of the file, in one step, unless it says the same already.
// The file may have been saved anew meanwhile: then nothing is written, and the
// next run takes it up. False when it cannot be written; [ds] says why.
bool kit_addresses_write(const struct kit_addresses *addresses, struct str table, struct arena *a,
                         struct diags *ds);

#endif
