// SPDX-License-Identifier: MIT
// What a published file is: its type by content, its size, its label for the
// link («PDF, 317 КБ»), and for pictures a copy without EXIF, GPS or author.
#ifndef DOCUMENT_FILE_H
#define DOCUMENT_FILE_H

#include "base/str.h"
#include "diag/diag.h"
#include "record/field.h"

// Looks at the file [ref->path] beneath the open folder [dir] and fills what
// [ref] holds below `path`, but for href. Reports a missing file with the
// nearest name of the folder, an empty one, one that is not a regular file, one
// whose content is not what its extension says (a saved web page named .pdf),
// and one over the size limit. [shown] is the folder's name in messages.
bool file_examine(int dir, const char *shown, struct file_ref *ref, struct arena *a, struct diags *ds);

// «PDF, 317 КБ»: the type in capitals and the size in КБ/МБ of 1024.
struct str file_label(struct str extension, int64_t bytes, struct arena *a);

#endif
