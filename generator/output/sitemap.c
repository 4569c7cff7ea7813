// SPDX-License-Identifier: MIT
#include "output/sitemap.h"

#include "base/buf.h"
#include "base/escape.h"
#include "base/limits.h"

static int by_path(const void *a, const void *b)
{
    return str_compare(*(const struct str *)a, *(const struct str *)b);
}

struct str sitemap_write(struct str base, const struct list *pages, struct arena *a)
{
    struct buf b = buf_new(a, LIMIT_PAGE_BYTES);
    struct list sorted = { 0 };

    if (str_ends(base, STR("/")))
        base.len--;
    for (LIST_EACH(const struct str, page, *pages))
        list_add(&sorted, page, a);
    list_sort(&sorted, by_path, a);
    BUF_PUT(&b, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
    for (LIST_EACH(const struct str, page, sorted)) {
        BUF_PUT(&b, "<url><loc>");
        escape_xml(&b, base);
        buf_char(&b, '/');
        escape_xml(&b, *page);
        BUF_PUT(&b, "</loc></url>\n");
    }
    BUF_PUT(&b, "</urlset>\n");
    return buf_whole(&b);
}
