// SPDX-License-Identifier: MIT
// Files that the program carries inside itself: the default theme, the shipped
// profiles, the examples that `init` writes. The table is generated at build
// time (generator/tools/embed.c), sorted by name.
#ifndef BASE_EMBEDDED_H
#define BASE_EMBEDDED_H

#include "base/str.h"

struct embedded {
    const char *name; // path in the project: "themes/default/home.html"
    const char *bytes;
    size_t size;
};

extern const struct embedded embedded_files[]; // ends with a NULL name

const struct embedded *embedded_find(struct str name); // NULL when there is none

#endif
