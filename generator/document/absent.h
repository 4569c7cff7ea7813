// SPDX-License-Identifier: MIT
// A file that a record names and the folder has not. Most of them are there,
// under a name that looks the same to people: in other case, with two spaces
// for one, or with й and ё in the two-character form of macOS.
#ifndef DOCUMENT_ABSENT_H
#define DOCUMENT_ABSENT_H

#include "diag/diag.h"

// Reports that [path] is not beneath the open folder [dir], which messages call
// [shown], and names what is there instead: the same name written otherwise,
// or the nearest one, of the file or of the first folder that is missing. A path
// that begins with «content/» or without «files/» is mended.
void absent_report(int dir, const char *shown, struct str path, struct where at, struct diags *ds);

#endif
