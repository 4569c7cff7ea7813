// SPDX-License-Identifier: MIT
#include "page/frame.h"

#include "base/russian.h"

static void add_link(struct list *to, struct str title, struct str href, struct str url, struct arena *a)
{
    struct link_row *link = ARENA_NEW(a, struct link_row);

    *link = (struct link_row){ .title = title, .href = href, .url = url };
    list_add(to, link, a);
}

static int menu_order(const void *a, const void *b)
{
    const struct page *x = a, *y = b;

    if (x->order != y->order)
        return x->order == FIELD_INT_ABSENT   ? 1
               : y->order == FIELD_INT_ABSENT ? -1
               : x->order < y->order          ? -1
                                              : 1;
    return russian_compare(x->menu, y->menu);
}

static void fill_menu(const struct section *section, const struct fold *fold, struct section_head_view *out)
{
    struct list own = { 0 };

    for (int i = 0; i < PAGE_LISTED; i++)
        if (page_kinds[i].wanted(section, fold))
            add_link(&out->menu, str_from(page_kinds[i].title), section_path(section, page_kinds[i].file),
                     (struct str){ 0 }, section->arena);
    for (LIST_EACH(const struct page, page, section->pages))
        if (!page->news && !page->home && !str_empty(page->menu))
            list_add(&own, page, section->arena);
    list_sort(&own, menu_order, section->arena);
    for (LIST_EACH(const struct page, page, own))
        add_link(&out->menu, page->menu, page->href, (struct str){ 0 }, section->arena);
}

struct str absolute_address(const struct section *section, struct str href)
{
    struct str base = section->world->site.base;

    if (str_empty(base) || str_empty(href))
        return (struct str){ 0 };
    if (str_ends(base, STR("/")))
        base.len--;
    return STR_CAT(section->arena, base, STR("/"), href);
}

static void add_addresses(const struct section *section, const struct list *links)
{
    for (LIST_EACH(struct link_row, link, *links))
        link->address = absolute_address(section, link->href);
}

static void fill_crumbs(const struct section *section, const struct section_head *head,
                        struct section_head_view *out)
{
    struct arena *a = section->arena;
    struct str folder = head->node->path;

    if (head->parent)
        fill_crumbs(section, head->parent, out);
    else if (!str_empty(head->organization.parent.name))
        add_link(&out->crumbs, head->organization.parent.name, (struct str){ 0 },
                 head->organization.parent.url, a);
    struct str title =
        head->node->is_organization ? organization_label(&head->organization) : section->world->site.title;
    add_link(&out->crumbs, str_empty(title) ? STR("Все разделы") : title,
             str_format(a, "%.*s%sindex.html", STR_ARG(folder), str_empty(folder) ? "" : "/"),
             (struct str){ 0 }, a);
}

static bool has_samples(const struct section *section)
{
    if (section->organization.sample)
        return true;
    for (LIST_EACH(const struct act, act, section->acts))
        if (act->sample)
            return true;
    for (LIST_EACH(const struct person, person, section->people))
        if (person->sample)
            return true;
    return false;
}

void fill_section(const struct section *section, const struct fold *fold, struct section_head_view *out)
{
    const struct organization *o = &section->organization;
    const bool has_base = !str_empty(section->world->site.base);
    const bool real = section->node->is_organization;

    out->title = real ? organization_section_title(o) : section->world->site.title;
    out->label = organization_label(o);
    out->level = real ? str_from(choice_at(&level_choices, o->level)->key) : (struct str){ 0 };
    out->home = section_path(section, "index.html");
    out->style = STR("assets/style.css");
    out->script = STR("assets/script.js");
    out->school_year = section->school_year;
    out->today = section->world->today;
    out->has_children = section->head->children.count > 0;
    out->sample = has_samples(section);
    if (real) {
        out->manifest = section_path(section, "nastavnichestvo.json");
        out->search = section_path(section, page_kinds[PAGE_SEARCH].file);
        out->print = section_path(section, page_kinds[PAGE_PRINT].file);
        if (has_base)
            out->feed = section_path(section, "feed.xml");
        fill_menu(section, fold, out);
    }
    if (has_base)
        out->site_map = STR("sitemap.xml");
    fill_crumbs(section, section->head, out);
    add_addresses(section, &out->crumbs);
}
