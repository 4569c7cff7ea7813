// SPDX-License-Identifier: MIT
// Where links lead: out of the site, to a heading of the same page, or to what
// the caller knows.
#include "base/nearest.h"
#include "base/path.h"
#include "base/russian.h"
#include "base/utf8.h"
#include "input/markdown_internal.h"

#include <stdint.h>
#include <string.h>
#include <strings.h>

enum { OFFERS_MOST = 500 };

// ---- headings --------------------------------------------------------------

struct anchor {
    struct str id;
    size_t repeats; // headings with the same text so far
};

static struct anchor *anchor_new(struct markdown_page *page, struct str id)
{
    struct anchor *anchor = ARENA_NEW(page->scratch, struct anchor);

    anchor->id = id;
    return map_put(&page->anchors, id, anchor) ? NULL : anchor;
}

struct str markdown_anchor(struct markdown_page *page, struct str text)
{
    struct str slug = russian_slug(text, page->scratch), id = slug;
    struct anchor *first = map_get(&page->anchors, slug), *anchor = NULL;

    if (!first)
        anchor = anchor_new(page, slug);
    while (!anchor) {
        id = str_format(page->scratch, "%.*s-%zu", STR_ARG(slug), ++first->repeats + 1);
        anchor = anchor_new(page, id);
    }
    list_add(&page->headings, str_cstr(id, page->scratch), page->scratch);
    return anchor->id;
}

static const char *nearest_anchor(struct markdown_page *page, struct str typed)
{
    struct nearest nearest = nearest_to(typed);
    size_t offers = 0;

    if (!markdown_may_suggest(page))
        return NULL;
    for (LIST_EACH(const char, id, page->headings))
        if (offers++ < OFFERS_MOST)
            nearest_offer(&nearest, id);
    return nearest.best;
}

// ---- addresses -------------------------------------------------------------

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c |= 0x20;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

// The address without percent signs, as file names are; unchanged when that is no text.
static struct str decoded(struct str url, struct arena *a)
{
    char *out = arena_alloc(a, url.len + 1, 1);
    size_t len = 0;

    for (size_t i = 0; i < url.len; i++) {
        int high = i + 2 < url.len && url.ptr[i] == '%' ? hex_digit(url.ptr[i + 1]) : -1;
        int low = high >= 0 ? hex_digit(url.ptr[i + 2]) : -1;
        if (low >= 0 && (high || low)) {
            out[len++] = (char)(high << 4 | low);
            i += 2;
        } else {
            out[len++] = url.ptr[i];
        }
    }
    return utf8_first_bad((struct str){ out, len }) == SIZE_MAX ? (struct str){ out, len } : url;
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_scheme_char(char c)
{
    return is_letter(c) || (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.';
}

// "https" of "https://…"; empty for a relative address.
static struct str scheme_of(struct str url)
{
    size_t i = 0;

    while (i < url.len && (i ? is_scheme_char(url.ptr[i]) : is_letter(url.ptr[i])))
        i++;
    return i < url.len && url.ptr[i] == ':' ? str_from_to(url, 0, i) : (struct str){ 0 };
}

static const struct scheme {
    const char *name;
    enum { LEADS_OUT, LEADS_TO_HOST, LEADS_IN } kind;
} schemes[] = {
    { "https", LEADS_TO_HOST }, { "http", LEADS_TO_HOST }, { "mailto", LEADS_OUT },  { "tel", LEADS_OUT },
    { "act", LEADS_IN },        { "page", LEADS_IN },      { "practice", LEADS_IN }, { "file", LEADS_IN },
};

static const struct scheme *scheme_find(struct str name)
{
    for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++)
        if (name.len == strlen(schemes[i].name) && strncasecmp(name.ptr, schemes[i].name, name.len) == 0)
            return &schemes[i];
    return NULL;
}

static const char *nearest_scheme(struct markdown_page *page, struct str typed)
{
    struct nearest nearest = nearest_to(typed);

    if (!markdown_may_suggest(page))
        return NULL;
    for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++)
        nearest_offer(&nearest, schemes[i].name);
    return nearest.best;
}

// ---- resolving -------------------------------------------------------------

static bool refuse_scheme(struct markdown_page *page, struct str scheme, struct where at)
{
    const char *best = nearest_scheme(page, scheme);

    if (best && markdown_may_report(page))
        diag_add(page->diags, DIAG_LINK_SCHEME, at, "ссылка вида «%.*s:»; возможно, вы имели в виду «%s:»",
                 STR_ARG(scheme), best);
    else if (markdown_may_report(page))
        diag_add(page->diags, DIAG_LINK_SCHEME, at, "ссылка вида «%.*s:»", STR_ARG(scheme));
    return false;
}

static bool refuse(struct markdown_page *page, enum diag_code code, struct where at, const char *why)
{
    if (markdown_may_report(page))
        diag_add(page->diags, code, at, "%s", why);
    return false;
}

// An anchor may be typed as the heading reads: #этапы finds the id etapy.
static bool to_anchor(struct markdown_page *page, struct str typed, struct where at, struct link_target *out)
{
    struct str name = decoded(typed, page->scratch), id = russian_slug(name, page->scratch);
    const struct anchor *anchor = map_get(&page->anchors, name);

    if (!anchor && !str_empty(name))
        anchor = map_get(&page->anchors, id);
    if (anchor) {
        out->href = str_format(page->scratch, "#%.*s", STR_ARG(anchor->id));
        return !page->options->plain; // plain headings have no ids to lead to
    }
    const char *best = nearest_anchor(page, id);
    if (best && markdown_may_report(page))
        diag_add(page->diags, DIAG_LINK_DEAD, at,
                 "на странице нет заголовка «#%.*s»; возможно, вы имели в виду «#%s»", STR_ARG(name), best);
    else if (markdown_may_report(page))
        diag_add(page->diags, DIAG_LINK_DEAD, at, "на странице нет заголовка «#%.*s»", STR_ARG(name));
    return false;
}

static bool to_outside(struct markdown_page *page, struct str url, bool is_image, struct where at,
                       struct link_target *out)
{
    if (is_image)
        return refuse(page, DIAG_LINK_SCHEME, at,
                      "изображение с другого сайта; сохраните его у себя, например в files/, и укажите путь");
    out->href = url;
    return true;
}

static bool to_host(struct markdown_page *page, struct str url, bool is_image, struct where at,
                    struct link_target *out)
{
    struct str host = str_after(url, str_find_char(url, ':') + 1);

    if (!str_starts(host, STR("//")) || host.len < 3 || host.ptr[2] == '/')
        return refuse(page, DIAG_LINK_SCHEME, at, "адрес сайта пишется так: https://example.ru");
    return to_outside(page, url, is_image, at, out);
}

static bool to_inside(struct markdown_page *page, struct str url, bool is_image, struct where at,
                      struct link_target *out)
{
    const struct link_resolver *links = page->options->links;

    if (!links)
        return refuse(page, DIAG_LINK_DEAD, at, "здесь можно ссылаться только на другие сайты");
    if (!markdown_may_report(page)) // the caller could not say more either
        return false;
    if (!links->resolve(links->context, decoded(url, page->scratch), is_image, at, page->diags, out))
        return false;
    page->reports--;
    if (!page->options->plain)
        out->href = path_relative(links->page, out->href, page->scratch);
    return true;
}

bool markdown_link(struct markdown_page *page, struct str url, bool is_image, struct where at,
                   struct link_target *out)
{
    struct str name = scheme_of(url);
    const struct scheme *scheme = scheme_find(name);

    if (str_empty(url))
        return refuse(page, DIAG_LINK_DEAD, at, "у ссылки нет адреса");
    if (url.ptr[0] == '#' && !is_image)
        return to_anchor(page, str_after(url, 1), at, out);
    if (str_starts(url, STR("//")))
        return refuse(page, DIAG_LINK_SCHEME, at, "адрес начинается с «//»; допишите https:");
    if (!str_empty(name) && !scheme)
        return refuse_scheme(page, name, at);
    if (!scheme || scheme->kind == LEADS_IN)
        return to_inside(page, url, is_image, at, out);
    return scheme->kind == LEADS_TO_HOST ? to_host(page, url, is_image, at, out)
                                         : to_outside(page, url, is_image, at, out);
}
