// SPDX-License-Identifier: MIT
// What a published file is: its type by content, its size, its label for the
// link («PDF, 317 КБ»), its name in the published folder.
#ifndef DOCUMENT_FILE_H
#define DOCUMENT_FILE_H

#include "base/str.h"
#include "diag/diag.h"
#include "record/field.h"

// Looks at the file [ref->path] beneath the open folder [dir] and fills what
// [ref] holds below `path`, but for href. Reports a missing file with the
// nearest name of the folder, an empty one, one that is not a regular file, one
// whose type is not published (document/file_type.h), one whose content is not
// what its extension says (a saved web page named .pdf), and one over the size
// limit. [shown] is the folder's name in messages. True when the file may be
// published.
bool file_examine(int dir, const char *shown, struct file_ref *ref, struct arena *a, struct diags *ds);

// «PDF, 317 КБ»: the type and the size in КБ/МБ of 1024, with a no-break space
// before the unit.
struct str file_label(struct str extension, int64_t bytes, struct arena *a);

// The name that a file is published under: Latin, lower-case, safe for every
// server, archive and mail: «files/Приказ №54 от 04.09.2023г.pdf» becomes
// "files/prikaz-54-ot-04-09-2023g.pdf". At most 120 bytes (folders so deep that
// they leave a file less than 40 of them aside; a signature has its document's
// name and four bytes more, "prikaz.pdf.sig"). A name that had to be cut ends
// with a mark of the whole name: two that differ only in their tails stay two.
struct str file_slug_name(struct str path, struct arena *a);

// Says of a picture [path] that a page shows how much it weighs, when that is much.
void file_report_weight(struct str path, int64_t bytes, struct where at, struct diags *ds);

// Whether the examined file is a picture; says so at its place when it is not.
bool file_is_picture(const struct file_ref *ref, struct diags *ds);

#endif
