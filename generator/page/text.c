// SPDX-License-Identifier: MIT
#include "page/text.h"

#include "base/nearest.h"
#include "base/path.h"
#include "check/reading.h"
#include "document/collect.h"
#include "document/file.h"
#include "input/markdown.h"
#include "model/gate.h"
#include "model/link.h"
#include "page/view.h"

struct text_context {
    struct section *section;
    const struct fold *fold;
    const struct address_book *book;
    struct markdown_options options;
    struct diags *ds;
};

static void dead(const struct section *section, const struct record_type *type, struct str id,
                 struct where at, const struct list *records, struct diags *ds)
{
    const struct field *f = field_find(type, STR("id"));
    struct nearest near = nearest_to(id);

    if (section_is_unread(section, type))
        return;
    for (LIST_EACH(const void, record, *records))
        nearest_offer(&near, str_cstr(field_read(f, record, section->arena).text, section->arena));
    if (near.best)
        diag_add(ds, DIAG_LINK_DEAD, at, "не найдено: %s «%.*s»; возможно, вы имели в виду «%s»", type->title,
                 STR_ARG(id), near.best);
    else
        diag_add(ds, DIAG_LINK_DEAD, at, "не найдено: %s «%.*s»", type->title, STR_ARG(id));
}

typedef bool resolve_kind(struct section *section, struct str id, struct where at, struct diags *ds,
                          struct link_target *out);

static bool resolve_act(struct section *section, struct str id, struct where at, struct diags *ds,
                        struct link_target *out)
{
    const struct act *act = section_find(section, &act_type, id);

    if (!act) {
        dead(section, &act_type, id, at, &section->acts, ds);
        return false;
    }
    out->href = act_place(section, act, section->arena);
    return true;
}

static bool resolve_practice(struct section *section, struct str id, struct where at, struct diags *ds,
                             struct link_target *out)
{
    const struct practice *practice = section_find(section, &practice_type, id);

    if (!practice) {
        dead(section, &practice_type, id, at, &section->practices, ds);
        return false;
    }
    out->href = practice_path(section, practice);
    return true;
}

static bool resolve_page(struct section *section, struct str id, struct where at, struct diags *ds,
                         struct link_target *out)
{
    const struct page *page = section_find(section, &page_type, id);

    for (LIST_EACH(const struct page, held, section->held)) {
        if (page || !str_eq(held->id, id))
            continue;
        diag_add(ds, DIAG_LINK_DEAD, at, "страница «%.*s» пока не публикуется", STR_ARG(id));
        return false;
    }
    if (!page) {
        dead(section, &page_type, id, at, &section->pages, ds);
        return false;
    }
    out->href = page->href;
    return true;
}

// The file that a text links: one of the records', or one looked into for the link.
static const struct file_ref *linked_file(struct section *section, struct str path, struct where at,
                                          struct diags *ds)
{
    const struct file_ref *known = map_get(&section->files, path);
    if (known)
        return known;
    struct file_ref *file = collect_linked(section, path, at, ds);
    if (!file)
        return NULL;
    reading_check_linked(section, file, ds);
    return !gate_withholds_linked(section, file, ds) && collect_publish(section, file, ds) ? file : NULL;
}

static bool resolve_file(struct section *section, struct str path, struct where at, struct diags *ds,
                         struct link_target *out)
{
    if (!path_is_safe(path)) {
        diag_add(ds, DIAG_PATH_INVALID, at, "путь «%.*s» не годится", STR_ARG(path));
        return false;
    }
    const struct file_ref *file = linked_file(section, path, at, ds);
    if (!file)
        return false;
    *out = (struct link_target){ file->href, file->label, file->width, file->height, file->bytes };
    return true;
}

static const struct {
    const char *scheme;
    resolve_kind *resolve;
} schemes[] = {
    { "act:", resolve_act },
    { "practice:", resolve_practice },
    { "page:", resolve_page },
    { "file:", resolve_file },
};

// A page that the program itself makes of records: "documents.html".
static const struct page_kind *own_page(struct str name)
{
    for (int i = 0; i < PAGE_LISTED; i++)
        if (str_is(name, page_kinds[i].file))
            return &page_kinds[i];
    return NULL;
}

static bool resolve_own(const struct text_context *c, const struct page_kind *kind, struct where at,
                        struct diags *ds, struct link_target *out)
{
    if (!c->section->node->is_organization || !kind->wanted(c->section, c->fold)) {
        diag_add(ds, DIAG_LINK_DEAD, at, "страницы «%s» (%s) в этом разделе нет: для неё нет записей",
                 kind->title, kind->file);
        return false;
    }
    out->href = section_path(c->section, kind->file);
    return true;
}

// A target without a scheme is a file, or a page by its published name.
static bool find(const struct text_context *c, struct str target, bool is_image, struct where at,
                 struct diags *ds, struct link_target *out)
{
    struct section *section = c->section;
    const struct page_kind *own = is_image ? NULL : own_page(target);

    for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++) {
        struct str scheme = str_from(schemes[i].scheme);
        if (str_starts(target, scheme) && (!is_image || schemes[i].resolve == resolve_file))
            return schemes[i].resolve(section, str_after(target, scheme.len), at, ds, out);
    }
    if (own)
        return resolve_own(c, own, at, ds, out);
    if (!is_image && str_ends(target, STR(".html")))
        return resolve_page(section, str_from_to(target, 0, target.len - 5), at, ds, out);
    if (!is_image && str_ends(target, STR(".md")))
        return resolve_page(section, str_from_to(target, 0, target.len - 3), at, ds, out);
    return resolve_file(section, target, at, ds, out);
}

static bool find_target(void *context, struct str target, bool is_image, struct where at, struct diags *ds,
                        struct link_target *out)
{
    bool found = find(context, target, is_image, at, ds, out);

    if (found && is_image)
        file_report_weight(target, out->bytes, at, ds);
    return found;
}

// The address of the target elsewhere; none leaves [out] without an href.
static void look_up(const struct text_context *c, bool is_image, struct link_target *out)
{
    const struct address_book *book = c->book;
    struct str path = out->href;
    struct arena *a = c->section->arena;

    out->href = is_image ? book->picture(book->context, path, a) : (struct str){ 0 };
    out->embedded = !str_empty(out->href);
    if (!out->embedded)
        out->href = book->find(book->context, path, a);
}

static bool resolve(void *context, struct str target, bool is_image, struct where at, struct diags *ds,
                    struct link_target *out)
{
    const struct text_context *c = context;

    if (!find_target(context, target, is_image, at, ds, out))
        return false;
    if (!is_image || out->width) {
        if (c->book)
            look_up(c, is_image, out);
        return true;
    }
    diag_add(ds, DIAG_FILE_CONTENT, at, "«%.*s» — не изображение; на такой файл ставят ссылку без «!»",
             STR_ARG(target));
    return false;
}

static void render_field(void *context, const struct record_type *type, void *record, const struct field *f,
                         void *at)
{
    struct text_context *c = context;
    struct markdown *m = at;

    (void)record;
    if (f->type != FIELD_MARKDOWN || str_empty(m->source))
        return;
    c->options.heading_top = type == &roadmap_type ? 3 : 2; // below the table's own heading
    m->html = markdown_render(m->source, m->where, &c->options, c->section->arena, c->ds);
}

static bool is_address(struct str link)
{
    return str_starts(link, STR("https://")) || str_starts(link, STR("http://"));
}

// What a row of a road map points to as its proof.
static void link_item(struct text_context *c, struct roadmap_item *item)
{
    struct link_target target = { 0 };

    if (str_empty(item->link))
        return;
    if (is_address(item->link))
        item->link_url = item->link;
    else if (find_target(c, item->link, false, field_where(&roadmap_item_type, item, "link"), c->ds, &target))
        item->link_href = target.href;
}

void text_render(struct section *section, const struct fold *fold, const struct address_book *book,
                 struct diags *ds)
{
    struct text_context c = { .section = section, .fold = fold, .book = book, .ds = ds };
    const struct link_resolver links = { resolve, &c, section_path(section, "index.html") };

    c.options.links = &links;
    c.options.plain = book != NULL;
    section_visit(section, render_field, &c);
    for (LIST_EACH(const struct roadmap, roadmap, section->roadmaps))
        for (LIST_EACH(const struct roadmap_section, part, roadmap->sections))
            for (LIST_EACH(struct roadmap_item, item, part->items))
                link_item(&c, item);
}
