// SPDX-License-Identifier: MIT
#include "page/contents.h"

#define AT(member) offsetof(struct contents_group, member)
static const struct field group_fields[] = {
    { "title", NULL, FIELD_TEXT, AT(title), .meaning = "«Документы»" },
    { "links", NULL, FIELD_RECORDS, AT(links), &link_row_type, .meaning = "ссылки" },
};
#undef AT
const struct record_type contents_group_type = {
    .name = "contents_group",
    .title = "часть карты раздела",
    .plural = "карта раздела",
    .size = sizeof(struct contents_group),
    FIELDS(group_fields),
};

struct draft {
    const struct section *section;
    const struct list *menu, *children;
    struct arena *arena;
    struct contents_group *group;
};

static void add(struct draft *d, struct str title, struct str href)
{
    struct link_row *link = ARENA_NEW(d->arena, struct link_row);

    *link = (struct link_row){ .title = title, .href = href };
    list_add(&d->group->links, link, d->arena);
}

static bool is_in(const struct list *links, struct str href)
{
    for (LIST_EACH(const struct link_row, link, *links))
        if (str_eq(link->href, href))
            return true;
    return false;
}

static void add_pages(struct draft *d)
{
    for (LIST_EACH(const struct link_row, link, *d->menu))
        add(d, link->title, link->href);
    for (LIST_EACH(const struct page, page, d->section->pages))
        if (!page->news && !page->home && !is_in(d->menu, page->href))
            add(d, page->title, page->href);
}

// «О закреплении пар, приказ от 01.09.2025 № 26/1»: titles repeat themselves every year.
static void add_documents(struct draft *d)
{
    for (LIST_EACH(const struct act, act, d->section->acts)) {
        struct value requisites = field_read(field_find(&act_type, STR("requisites")), act, d->arena);
        const char *kind = choice_at(&act_kind_choices, act->kind)->label;
        struct str title = STR_CAT(d->arena, act->title, STR(", "), kind ? str_from(kind) : STR("документ"));
        if (requisites.type == VALUE_TEXT)
            title = STR_CAT(d->arena, title, STR(" "), requisites.text);
        add(d, title, str_empty(act->text_page) ? act_place(d->section, act, d->arena) : act->text_page);
    }
}

static void add_practices(struct draft *d)
{
    for (LIST_EACH(const struct practice, practice, d->section->practices))
        add(d, practice->title, practice_path(d->section, practice));
}

static void add_news(struct draft *d)
{
    for (LIST_EACH(const struct page, page, d->section->pages))
        if (page->news)
            add(d, page->title, page->href);
}

static void add_organizations(struct draft *d)
{
    for (LIST_EACH(const struct fold, child, *d->children))
        add(d, child->row->label, child->row->href);
}

static const struct {
    const char *title;
    void (*add)(struct draft *d);
} groups[] = {
    { "Страницы", add_pages }, { "Документы", add_documents },       { "Практики", add_practices },
    { "Новости", add_news },   { "Организации", add_organizations },
};

struct list contents_of(const struct section *section, const struct list *menu, const struct list *children)
{
    struct draft d = { .section = section, .menu = menu, .children = children, .arena = section->arena };
    struct list all = { 0 };

    for (size_t i = 0; i < sizeof groups / sizeof *groups; i++) {
        d.group = ARENA_NEW(d.arena, struct contents_group);
        d.group->title = str_from(groups[i].title);
        groups[i].add(&d);
        if (d.group->links.count)
            list_add(&all, d.group, d.arena);
    }
    return all;
}
