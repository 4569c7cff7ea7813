// SPDX-License-Identifier: MIT
#include "output/sitemap.h"

#include "base/buf.h"
#include "base/limits.h"

static int by_path(const void *a, const void *b)
{
    return str_compare(*(const struct str *)a, *(const struct str *)b);
}

// Paths are slugs, so only the author's base address can hold an ampersand.
static void put_escaped(struct buf *b, struct str s)
{
    for (size_t i = 0; i < s.len; i++) {
        if (s.ptr[i] == '&')
            BUF_PUT(b, "&amp;");
        else
            buf_char(b, s.ptr[i]);
    }
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
        put_escaped(&b, base);
        buf_char(&b, '/');
        put_escaped(&b, *page);
        BUF_PUT(&b, "</loc></url>\n");
    }
    BUF_PUT(&b, "</urlset>\n");
    return buf_str(&b);
}
