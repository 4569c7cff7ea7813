// SPDX-License-Identifier: MIT
// sitemap.xml: the addresses of all pages, for search engines.
#ifndef OUTPUT_SITEMAP_H
#define OUTPUT_SITEMAP_H

#include "base/list.h"
#include "base/str.h"

// [pages]: of struct str, paths from the root of the built site; [base]: the
// address of that root. Sorted by path.
struct str sitemap_write(struct str base, const struct list *pages, struct arena *a);

#endif
