// SPDX-License-Identifier: MIT
// Paths inside the project and the built site: relative, with '/' on every
// system, and safe to create on every system. Nothing here touches the disk.
#ifndef BASE_PATH_H
#define BASE_PATH_H

#include "base/str.h"

// Whether [path] names something below the folder it is taken from, on Linux
// and on Windows alike: no leading '/', no empty, "." or ".." parts, no
// backslash, colon or control characters, no reserved names (con, lpt1.txt),
// no part that ends in a full stop or a space or is longer than 255 bytes, no
// more than LIMIT_PATH_BYTES in all.
bool path_is_safe(struct str path);

// "pdf" of "files/prikaz.pdf", as written; empty when there is none.
struct str path_extension(struct str path);

// "a" and "b.html" give "a/b.html"; an empty folder adds nothing.
struct str path_join(struct str folder, struct str name, struct arena *a);

// The folder of a path without its last '/': "a/b" of "a/b/x.html", "" of "x.html".
struct str path_folder(struct str path);

// The deepest folder at or above [folder] that [path] is in; empty for the top.
struct str path_common(struct str folder, struct str path);

// A folder's name without '/' behind it; "/" stays.
struct str path_bare(struct str folder);

// A hidden name beside a folder: "a/.public.lock" for "a/public/" and ".lock".
const char *path_beside(const char *folder, const char *tail, struct arena *a);

// The address that leads from the page [from] to [to], both given from the root
// of the site: from "a/b/x.html" to "a/files/y.pdf" it is "../files/y.pdf".
// A fragment on [to] is carried along. Never empty.
struct str path_relative(struct str from, struct str to, struct arena *a);

// A file name as it is typed in a shell: in quotes unless it is plain, and never
// taken for an option.
struct str path_in_shell(struct str path, struct arena *a);

#endif
