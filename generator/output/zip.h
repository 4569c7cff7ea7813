// SPDX-License-Identifier: MIT
// ZIP, through libzip: a published folder as one archive. The same folder gives
// the same bytes: entries stand in the ledger's order, which is by name, and all
// are of the same minute of 1980, where ZIP begins to count.
#ifndef OUTPUT_ZIP_H
#define OUTPUT_ZIP_H

#include "diag/diag.h"

// The archive, in [a], of every file that the ledger of the published [folder]
// lists; the ledger itself stays out. The files are read one after another, so
// memory holds the archive alone. False, with a message, when one of them cannot
// be read or is not as long as the ledger says.
bool zip_folder(const char *folder, struct arena *a, struct diags *ds, struct str *out);

#endif
