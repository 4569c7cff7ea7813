// SPDX-License-Identifier: MIT
// Any text at all: no crash, no element, attribute or address scheme that is
// not ours, every element closed, and nothing refused without a message.
#include "base/utf8.h"
#include "fuzz.h"
#include "input/markdown.h"

#include <string.h>
#include <strings.h>

enum { OPEN_MOST = 256 };

static const char *const elements[] = { "a",    "blockquote", "code",    "div", "em", "h2",    "h3",
                                        "h4",   "h5",         "h6",      "li",  "ol", "p",     "pre",
                                        "span", "strong",     "section", "sup", "ul", "table", "tbody",
                                        "td",   "th",         "thead",   "tr",  NULL };
static const char *const voids[] = { "br", "hr", "img", NULL };
static const char *const attributes[] = { "alt",      "aria-label", "class", "data-alt", "height", "href",
                                          "id",       "loading",    "role",  "scope",    "src",    "start",
                                          "tabindex", "title",      "width", NULL };

// A resolver that believes everything, so that only the writer stands between
// the author's address and the page.
static bool believe(void *context, struct str target, bool is_image, struct where at, struct diags *ds,
                    struct link_target *out)
{
    (void)context, (void)at, (void)ds;
    *out = (struct link_target){ .href = target, .label = target, .width = is_image, .height = is_image };
    return true;
}

static bool is_among(struct str name, const char *const *names)
{
    for (; *names; names++)
        if (str_is(name, *names))
            return true;
    return false;
}

static struct str take_until(struct str *s, const char *ends)
{
    size_t i = 0;

    while (i < s->len && !(s->ptr[i] && strchr(ends, s->ptr[i])))
        i++;
    demand(i < s->len);
    struct str taken = str_from_to(*s, 0, i);
    *s = str_after(*s, i);
    return taken;
}

static void check_address(struct str url)
{
    static const char *const schemes[] = { "http", "https", "mailto", "tel", NULL };
    size_t colon = str_find_char(url, ':');

    for (size_t i = 0; i < url.len; i++)
        demand((unsigned char)url.ptr[i] > ' ' && (unsigned char)url.ptr[i] < 0x7F);
    demand(!str_starts(url, STR("//")));
    if (colon > url.len || memchr(url.ptr, '/', colon) || memchr(url.ptr, '#', colon) ||
        memchr(url.ptr, '?', colon))
        return;
    for (const char *const *s = schemes; *s; s++)
        if (colon == strlen(*s) && strncasecmp(url.ptr, *s, colon) == 0)
            return;
    abort();
}

static void check_attributes(struct str *s)
{
    while (str_starts(*s, STR(" "))) {
        *s = str_after(*s, 1);
        struct str name = take_until(s, "=");
        demand(is_among(name, attributes));
        demand(str_starts(*s, STR("=\"")));
        *s = str_after(*s, 2);
        struct str value = take_until(s, "\"");
        demand(str_find_char(value, '<') > value.len);
        if (str_is(name, "href") || str_is(name, "src"))
            check_address(value);
        *s = str_after(*s, 1);
    }
    demand(str_starts(*s, STR(">")));
}

static void check_html(struct str s)
{
    struct str open[OPEN_MOST];
    size_t depth = 0, at;

    while ((at = str_find_char(s, '<')) < s.len) {
        s = str_after(s, at + 1);
        bool closes = str_starts(s, STR("/"));
        s = str_after(s, closes);
        struct str name = take_until(&s, " >");
        if (closes) {
            demand(depth > 0 && str_eq(open[--depth], name));
            demand(s.ptr[0] == '>');
            continue;
        }
        check_attributes(&s);
        if (is_among(name, voids))
            continue;
        demand(is_among(name, elements) && depth < OPEN_MOST);
        open[depth++] = name;
    }
    demand(depth == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const struct link_resolver links = { .resolve = believe, .page = STR("a/b.html") };
    const struct markdown_options options = { .heading_top = 2, .links = &links };
    const struct source source = { .path = "fuzz.md", .text = { (const char *)data, size } };

    if (utf8_first_bad(source.text) != SIZE_MAX || memchr(data, 0, size)) // input/source refuses these
        return 0;
    struct arena *a = arena_new();
    struct diags *ds = diags_new(a);
    struct str html = markdown_render(source.text, (struct where){ &source, 1, 1 }, &options, a, ds);

    check_html(html);
    demand(utf8_first_bad(html) == SIZE_MAX);
    if (diags_has(ds, DIAG_MARKDOWN_LIMIT))
        demand(str_empty(html));
    arena_free(a);
    return 0;
}
