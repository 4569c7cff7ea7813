// SPDX-License-Identifier: MIT
#include "page/whole.h"

#include "base/limits.h"
#include "base/map.h"
#include "base/path.h"

#include <string.h>

#define AT(member) offsetof(struct whole_part, member)
static const struct field part_fields[] = {
    { "title", NULL, FIELD_TEXT, AT(title), .meaning = "заголовок страницы" },
    { "anchor", NULL, FIELD_TEXT, AT(anchor), .meaning = "якорь, к которому ведут ссылки на неё" },
    { "html", NULL, FIELD_HTML, AT(html), .meaning = "её содержание без заголовка" },
};
#undef AT
const struct record_type whole_part_type = {
    .name = "whole_part",
    .title = "страница на печать",
    .plural = "страницы на печать",
    .size = sizeof(struct whole_part),
    FIELDS(part_fields),
};

struct copier {
    struct map anchors; // name of a page's file -> struct str, its anchor
    struct str anchor;  // of the page at hand
    bool in_heading;    // inside its h1, which is left out
    struct str pending; // what has been read and is to be copied as it is
    struct buf out;
};

static struct str file_name(struct str href)
{
    return str_after(href, path_folder(href).len + (path_folder(href).len > 0));
}

// "page-practice-urok" of "rayon/practice-urok.html".
static struct str anchor_of(struct str href, struct arena *a)
{
    struct str name = file_name(href);

    if (str_ends(name, STR(".html")))
        name.len -= 5;
    return STR_CAT(a, STR("page-"), name);
}

// ---- attributes --------------------------------------------------------------------

static void put_id(struct copier *c, struct str anchor, struct str id)
{
    buf_put(&c->out, anchor);
    BUF_PUT(&c->out, "--");
    buf_put(&c->out, id);
}

// The ids in an attribute that lists some, parted by spaces.
static void put_ids(struct copier *c, struct str ids)
{
    struct str id;
    bool first = true;

    while (str_split(&ids, ' ', &id)) {
        if (!first)
            buf_char(&c->out, ' ');
        put_id(c, c->anchor, id);
        first = false;
    }
}

// «#act-1», «documents.html», «documents.html#act-1» as places of this page; else as it is.
static void put_link(struct copier *c, struct str link)
{
    size_t hash = str_find_char(link, '#');
    struct str page = str_from_to(link, 0, hash), id = hash == SIZE_MAX ? STR("") : str_after(link, hash + 1);
    const struct str *anchor = str_empty(page) ? &c->anchor : map_get(&c->anchors, page);

    if (!anchor) {
        buf_put(&c->out, link);
        return;
    }
    buf_char(&c->out, '#');
    if (str_empty(id))
        buf_put(&c->out, *anchor);
    else
        put_id(c, *anchor, id);
}

enum attribute_kind { ATTRIBUTE_PLAIN, ATTRIBUTE_IDS, ATTRIBUTE_LINK, ATTRIBUTE_DROPPED };

static const struct {
    const char *name, *element; // NULL: any
    enum attribute_kind kind;
} attributes[] = {
    { "id", NULL, ATTRIBUTE_IDS },
    { "href", "a", ATTRIBUTE_LINK },
    { "aria-labelledby", "section", ATTRIBUTE_DROPPED }, // so many landmarks would be none
    { "aria-labelledby", NULL, ATTRIBUTE_IDS },
    { "aria-describedby", NULL, ATTRIBUTE_IDS },
    { "headers", NULL, ATTRIBUTE_IDS },
    { "for", NULL, ATTRIBUTE_IDS },
    { "loading", NULL, ATTRIBUTE_DROPPED }, // a picture out of sight would not be printed
    { "open", "details", ATTRIBUTE_DROPPED },
};

static enum attribute_kind kind_of(struct str element, struct str name)
{
    for (size_t i = 0; i < sizeof attributes / sizeof *attributes; i++)
        if (str_is(name, attributes[i].name) &&
            (!attributes[i].element || str_is(element, attributes[i].element)))
            return attributes[i].kind;
    return ATTRIBUTE_PLAIN;
}

static void put_attribute(struct copier *c, struct str element, const struct markup_attribute *a)
{
    enum attribute_kind kind = kind_of(element, a->name);

    if (kind == ATTRIBUTE_DROPPED)
        return;
    buf_char(&c->out, ' ');
    if (kind == ATTRIBUTE_PLAIN) {
        buf_put(&c->out, a->bytes);
        return;
    }
    buf_put(&c->out, a->name);
    BUF_PUT(&c->out, "=\"");
    if (kind == ATTRIBUTE_IDS)
        put_ids(c, a->value);
    else
        put_link(c, a->value);
    buf_char(&c->out, '"');
}

// ---- tags -----------------------------------------------------------------------------

static void put_name(struct copier *c, const struct markup_piece *tag)
{
    if (!(tag->traits & MARKUP_HEADING)) {
        buf_put(&c->out, tag->name);
        return;
    }
    buf_char(&c->out, 'h');
    buf_char(&c->out, tag->name.ptr[1] < '6' ? (char)(tag->name.ptr[1] + 1) : '6');
}

static bool needs_rewriting(const struct markup_piece *tag)
{
    return tag->is_tag && ((tag->traits & MARKUP_HEADING) || str_find_char(tag->bytes, '"') != SIZE_MAX ||
                           str_is(tag->name, "details"));
}

static void put_tag(struct copier *c, const struct markup_piece *tag)
{
    struct str rest = markup_inside(tag);
    struct markup_attribute a;

    buf_put(&c->out, tag->closes ? STR("</") : STR("<"));
    put_name(c, tag);
    while (markup_attribute_next(&rest, &a))
        put_attribute(c, tag->name, &a);
    if (str_is(tag->name, "details") && !tag->closes)
        BUF_PUT(&c->out, " open");
    buf_put(&c->out, str_ends(tag->bytes, STR("/>")) ? STR("/>") : STR(">"));
}

static void put_pending(struct copier *c)
{
    buf_put(&c->out, c->pending);
    c->pending = (struct str){ 0 };
}

static bool follows_pending(const struct copier *c, const struct markup_piece *piece)
{
    return c->pending.ptr + c->pending.len == piece->bytes.ptr;
}

static void put_piece(struct copier *c, const struct markup_piece *piece)
{
    if ((piece->traits & MARKUP_HEADING) && piece->name.ptr[1] == '1') {
        c->in_heading = !piece->closes;
        return;
    }
    if (c->in_heading)
        return;
    const bool rewrite = needs_rewriting(piece);
    if (rewrite || !follows_pending(c, piece)) {
        put_pending(c);
        c->pending.ptr = piece->bytes.ptr;
    }
    if (rewrite) {
        c->pending = (struct str){ 0 };
        put_tag(c, piece);
    } else {
        c->pending.len += piece->bytes.len;
    }
}

struct list whole_parts(const struct list *pages, struct arena *a)
{
    struct copier c = { .anchors = map_new(a) };
    struct list parts = { 0 };

    for (LIST_EACH(const struct whole_page, page, *pages)) {
        struct str *anchor = ARENA_NEW(a, struct str);
        *anchor = anchor_of(page->href, a);
        map_put(&c.anchors, file_name(page->href), anchor);
    }
    for (LIST_EACH(const struct whole_page, page, *pages)) {
        struct whole_part *part = ARENA_NEW(a, struct whole_part);
        c.anchor = anchor_of(page->href, a);
        c.out = buf_new(a, LIMIT_PAGE_BYTES);
        for (size_t i = 0; i < page->main.count; i++)
            put_piece(&c, &page->main.pieces[i]);
        put_pending(&c);
        *part = (struct whole_part){ page->title, c.anchor, buf_str(&c.out) };
        list_add(&parts, part, a);
    }
    return parts;
}
