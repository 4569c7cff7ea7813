// SPDX-License-Identifier: MIT
#include "page/render.h"

#include "base/limits.h"
#include "base/path.h"
#include "document/file.h"
#include "page/contents.h"
#include "page/csv.h"
#include "page/document.h"
#include "page/fill.h"
#include "page/frame.h"
#include "page/monitoring.h"
#include "page/search.h"
#include "page/whole.h"

struct renderer {
    const struct section *section;
    struct fold *fold;
    const struct list *children, *verdicts;
    const struct theme *theme;
    const struct render_sink *sink;
    struct arena *lasting, *scratch;
    struct diags *ds;
    struct section_head_view around; // the same on every page
    size_t pages;
    // What finished pages are made into; unused where nothing is rendered.
    struct search *search;
    struct list whole; // of struct whole_page, in the section's arena
};

// ---- CSV ------------------------------------------------------------------------

static const struct csv_column act_columns[] = {
    { "Вид", "kind" },
    { "Название", "title" },
    { "Дата", "date" },
    { "Номер", "number" },
    { "Кто издал", "issuer" },
    { "Уровень", "scope" },
    { "Учебный год", "school_year" },
    { "В архиве", "archived" },
    { "Адрес", "url" },
    { 0 },
};
static const struct csv_column programme_columns[] = {
    { "Организация", "organization.title" },
    { "Вышестоящая организация", "organization.superior" },
    { "Форма", "form" },
    { "Вид", "kind" },
    { "Наставники", "mentors" },
    { "Наставляемые", "mentees" },
    { "Число пар", "size" },
    { "Срок", "period" },
    { "Приказ", "order" },
    { "Программа есть", "has_programme" },
    { "Состояние", "status" },
    { 0 },
};
static const struct csv_column mentor_columns[] = {
    { "Организация", "organization.title" },
    { "Вышестоящая организация", "organization.superior" },
    { "Наставник", "name" },
    { "Должность", "post" },
    { "Предмет", "subject" },
    { "Стаж", "experience" },
    { "Категория", "category" },
    { "Награды", "awards" },
    { "Действующих пар", "pairs" },
    { 0 },
};
static const struct csv_column practice_columns[] = {
    { "Организация", "organization.title" },
    { "Вышестоящая организация", "organization.superior" },
    { "Практика", "title" },
    { "Суть", "summary" },
    { "Форма", "form" },
    { "Тема", "topic" },
    { "Для кого", "audience" },
    { "Авторы", "authors" },
    { "Год", "year" },
    { 0 },
};
static const struct csv_column organization_columns[] = {
    { "Организация", "label" },
    { "Полное название", "name" },
    { "Вид", "kind" },
    { "Пар и групп", "pairs" },
    { "Наставников", "mentors" },
    { "Программ", "programmes" },
    { "Практик", "practices" },
    { "Обязательных пунктов", "required_total" },
    { "Размещено", "published_total" },
    { "Частично", "partial_total" },
    { "Не размещено", "absent_total" },
    { 0 },
};
static const struct csv_column verdict_columns[] = {
    { "Пункт", "item.title" },
    { "Требование", "item.must" },
    { "Состояние", "status" },
    { "Пояснение", "reason" },
    { "Срок", "due" },
    { "Источник", "item.source" },
    { 0 },
};

static struct list acts_of(const struct renderer *r)
{
    return r->section->acts;
}

static struct list programmes_of(const struct renderer *r)
{
    return r->fold->programmes;
}

static struct list mentors_of(const struct renderer *r)
{
    return r->fold->mentors;
}

static struct list practices_of(const struct renderer *r)
{
    return r->fold->practices;
}

static struct list organizations_of(const struct renderer *r)
{
    struct list rows = { 0 };

    for (LIST_EACH(const struct fold, child, *r->children))
        list_add(&rows, child->row, r->scratch);
    return rows;
}

static struct list verdicts_of(const struct renderer *r)
{
    return *r->verdicts;
}

static struct list shares_of(const struct renderer *r)
{
    return monitoring_shares(r->fold, r->children, r->scratch);
}

static struct list items_of(const struct renderer *r)
{
    return monitoring_items(r->fold, r->scratch);
}

static struct list debts_of(const struct renderer *r)
{
    return monitoring_debts(r->fold, r->scratch);
}

#define AT(member) offsetof(struct view, member)
static const struct table {
    enum page_index page;
    size_t offset; // of the const struct download * in the page's view
    const char *file;
    const struct record_type *type;
    const struct csv_column *columns;
    struct list (*rows)(const struct renderer *r);
} tables[] = {
    { PAGE_DOCUMENTS, AT(csv), "documents.csv", &act_type, act_columns, acts_of },
    { PAGE_PAIRS, AT(csv), "programmes.csv", &programme_row_type, programme_columns, programmes_of },
    { PAGE_MENTORS, AT(csv), "mentors.csv", &mentor_row_type, mentor_columns, mentors_of },
    { PAGE_PRACTICES, AT(csv), "practices.csv", &practice_row_type, practice_columns, practices_of },
    { PAGE_ORGANIZATIONS, AT(csv), "organizations.csv", &organization_row_type, organization_columns,
      organizations_of },
    { PAGE_PUBLISHED, AT(csv), "published.csv", &verdict_type, verdict_columns, verdicts_of },
    { PAGE_MONITORING, AT(csv), "monitoring.csv", &organization_row_type, share_columns, shares_of },
    { PAGE_MONITORING, AT(items_csv), "monitoring-items.csv", &item_row_type, item_columns, items_of },
    { PAGE_MONITORING, AT(debts_csv), "monitoring-debts.csv", &debt_row_type, debt_columns, debts_of },
};
#undef AT

// Writes a table that goes with the page, and says where it is.
static const struct download *put_table(const struct renderer *r, const struct table *table)
{
    struct download *download = ARENA_NEW(r->scratch, struct download);

    if (!table->file)
        return NULL;
    struct list rows = table->rows(r);
    if (rows.count == 0)
        return NULL;
    struct str csv = csv_write(&rows, table->type, table->columns, r->scratch);
    if (!csv.ptr) {
        diag_add_path(r->ds, DIAG_RECORD_LIMIT, section_path(r->section, table->file).ptr,
                      "таблица больше %d МБ", LIMIT_PAGE_BYTES / (1024 * 1024));
        return NULL;
    }
    download->href = section_path(r->section, table->file);
    download->label = file_label(STR("csv"), (int64_t)csv.len, r->scratch);
    r->sink->put(r->sink->context, download->href, csv);
    return download;
}

static void put_tables(const struct renderer *r, enum page_index page, struct view *view)
{
    for (const struct table *t = tables; t < tables + sizeof tables / sizeof *tables; t++)
        if (t->page == page)
            *(const struct download **)(void *)((char *)view + t->offset) = put_table(r, t);
}

// ---- pages -----------------------------------------------------------------------

static struct str description_of(const struct renderer *r, struct str title, struct str given)
{
    if (!str_empty(given))
        return given;
    if (str_empty(r->around.label))
        return r->section->world->site.description;
    if (str_eq(title, r->around.title))
        return STR_CAT(r->scratch, title, STR(": "), r->section->organization.name, STR("."));
    return STR_CAT(r->scratch, title, STR(". Раздел «"), r->around.title, STR("»: "), r->around.label,
                   STR("."));
}

static struct view *view_new(const struct renderer *r, const char *kind, struct str title, struct str href)
{
    struct view *view = ARENA_NEW(r->scratch, struct view);

    view->page.kind = str_from(kind);
    view->page.title = title;
    view->page.href = href;
    view->page.address = absolute_address(r->section, href);
    view->page.description = description_of(r, title, (struct str){ 0 });
    view->page.updated = r->fold->row->updated;
    view->section = r->around;
    view->site = &r->section->world->site;
    view->organization = r->section->node->is_organization ? &r->section->organization : NULL;
    return view;
}

// The menu with this page marked.
static struct list mark_current(const struct renderer *r, const struct list *menu, struct str href)
{
    struct list marked = { 0 };

    for (LIST_EACH(const struct link_row, link, *menu)) {
        struct link_row *copy = ARENA_NEW(r->scratch, struct link_row);
        *copy = *link;
        copy->current = str_eq(link->href, href);
        list_add(&marked, copy, r->scratch);
    }
    return marked;
}

enum { USUAL_PAGE = 24 * 1024 };

static struct str noun_of(enum page_index kind, const struct view *view)
{
    if (view->article && view->article->news)
        return STR("Новость");
    return page_kinds[kind].noun ? str_from(page_kinds[kind].noun) : STR("Страница");
}

// A document's text stays out of the page that holds the whole section: it is in the file.
static void keep_page(struct renderer *r, enum page_index kind, const struct view *view, struct str html)
{
    const bool stays = kind != PAGE_DOCUMENT;
    struct arena *a = stays ? r->section->arena : r->scratch;
    struct str main = markup_main(html);
    const char *place = page_kinds[kind].place;

    if (!r->search || kind == PAGE_SEARCH || kind == PAGE_PRINT || kind == PAGE_NOT_FOUND)
        return;
    struct markup pieces = markup_cut(stays ? str_copy(main, a) : main, a);
    search_add_page(r->search, view->page.href, view->page.title, noun_of(kind, view),
                    str_from(place ? place : "Запись"), &pieces);
    if (!stays)
        return;
    struct whole_page *page = ARENA_NEW(a, struct whole_page);
    page->title = str_copy(view->page.title, a);
    page->href = str_copy(view->page.href, a);
    page->main = pieces;
    list_add(&r->whole, page, a);
}

static void put_page(struct renderer *r, enum page_index kind, struct view *view)
{
    struct buf out = buf_new(r->scratch, LIMIT_PAGE_BYTES);

    buf_reserve(&out, USUAL_PAGE);
    view->section.menu = mark_current(r, &view->section.menu, view->page.href);
    if (template_render(r->theme->pages[kind], view, view->page.href, r->sink->book, r->scratch, &out,
                        r->ds)) {
        r->sink->put(r->sink->context, view->page.href, buf_str(&out));
        keep_page(r, kind, view, buf_str(&out));
    }
    arena_reset(r->scratch);
}

// Enters the page into the site map; whether it has to be rendered now.
static bool begin_page(struct renderer *r, enum page_index kind, struct str href)
{
    struct str *path = ARENA_NEW(r->lasting, struct str);

    *path = str_copy(href, r->lasting);
    list_add(&r->fold->pages, path, r->lasting);
    r->pages++;
    return r->theme && r->theme->pages[kind];
}

static struct str page_title(const struct renderer *r, const struct page_kind *kind)
{
    return kind == &page_kinds[PAGE_HOME] ? r->around.title : str_from(kind->title);
}

static void put_listed(struct renderer *r)
{
    for (int i = 0; i < PAGE_LISTED; i++) {
        const struct page_kind *kind = &page_kinds[i];
        if (!kind->wanted(r->section, r->fold) ||
            !begin_page(r, (enum page_index)i, section_path(r->section, kind->file)))
            continue;
        struct view *view = view_new(r, kind->key, page_title(r, kind), section_path(r->section, kind->file));
        kind->fill(r->section, r->fold, r->children, r->verdicts, view);
        put_tables(r, (enum page_index)i, view);
        put_page(r, (enum page_index)i, view);
    }
}

static void put_practices(struct renderer *r)
{
    for (LIST_EACH(const struct practice, practice, r->section->practices)) {
        struct str href = practice_path(r->section, practice);
        if (!begin_page(r, PAGE_PRACTICE, href))
            continue;
        struct view *view = view_new(r, "practice", practice->title, href);
        view->page.description = description_of(r, practice->title, practice->summary);
        view->practice = practice;
        put_page(r, PAGE_PRACTICE, view);
    }
}

static void put_articles(struct renderer *r)
{
    for (LIST_EACH(const struct page, page, r->section->pages)) {
        if ((page->home && !page->news) || !begin_page(r, PAGE_ARTICLE, page->href))
            continue;
        struct view *view = view_new(r, page->news ? "news-item" : "article", page->title, page->href);
        view->page.description = description_of(r, page->title, page->description);
        if (date_given(page->date))
            view->page.updated = page->date;
        view->article = page;
        put_page(r, PAGE_ARTICLE, view);
    }
}

static struct str document_description(const struct renderer *r, const struct act *act)
{
    struct str requisites = field_read(field_find(&act_type, STR("requisites")), act, r->scratch).text;

    return str_format(r->scratch, "%s %.*s, текст документа. Раздел «%.*s»: %.*s.",
                      choice_at(&act_kind_choices, act->kind)->label, STR_ARG(requisites),
                      STR_ARG(r->around.title), STR_ARG(r->around.label));
}

static void put_documents(struct renderer *r)
{
    for (LIST_EACH(const struct act, act, r->section->acts)) {
        if (str_empty(act->text_page) || !begin_page(r, PAGE_DOCUMENT, act->text_page))
            continue;
        struct view *view = view_new(r, "document", act->title, act->text_page);
        view->page.description = document_description(r, act);
        view->document = act;
        view->texts = document_texts(act, r->scratch);
        put_page(r, PAGE_DOCUMENT, view);
    }
}

// ---- search, and everything on one page ---------------------------------------------

// The same page of an organisation below: of "rayon/shkola/index.html", "rayon/shkola/mentors.html".
static struct str page_beside(const struct renderer *r, struct str href, enum page_index kind)
{
    struct str file = str_from(page_kinds[kind].file);

    return path_join(path_folder(href), file, r->scratch);
}

static void add_mentor(struct renderer *r, const struct mentor_row *row)
{
    struct str text =
        STR_CAT(r->scratch, row->post, STR(" "), row->subject, STR(", "), row->organization->title);

    if (row->named)
        search_add(r->search, page_beside(r, row->organization->href, PAGE_MENTORS), row->name,
                   STR("Наставник"), text);
}

static void add_programme(struct renderer *r, const struct programme_row *row)
{
    search_add(r->search, row->href, str_empty(row->title) ? row->form : row->title, STR("Пара или группа"),
               row->organization->title);
}

static void add_practice(struct renderer *r, const struct practice_row *row)
{
    struct str text = STR_CAT(r->scratch, row->organization->title, STR(" "), row->summary);

    search_add(r->search, row->href, row->title, STR("Практика"), text);
}

static bool is_own(const struct renderer *r, const struct link_row *organization)
{
    return str_eq(organization->href, r->around.home);
}

// The registers of the subordinates: their own pages are not at hand.
static void add_registers(struct renderer *r)
{
    for (LIST_EACH(const struct fold, child, *r->children))
        search_add(r->search, child->row->href, child->row->label, STR("Организация"), child->row->name);
    for (LIST_EACH(const struct practice_row, row, r->fold->practices))
        if (!is_own(r, row->organization))
            add_practice(r, row);
    for (LIST_EACH(const struct programme_row, row, r->fold->programmes))
        if (!is_own(r, row->organization))
            add_programme(r, row);
    for (LIST_EACH(const struct mentor_row, row, r->fold->mentors))
        if (!is_own(r, row->organization))
            add_mentor(r, row);
    arena_reset(r->scratch);
}

static void open_search(struct renderer *r, struct vocabulary *v)
{
    if (!r->theme || !r->theme->pages[PAGE_SEARCH] || !r->section->node->is_organization)
        return;
    r->search = search_new(r->section->node->path, v);
    for (LIST_EACH(const struct act, act, r->section->acts))
        if (!str_empty(act->text_page))
            search_cover(r->search, act_place(r->section, act, r->scratch));
}

static void put_search(struct renderer *r)
{
    const struct page_kind *kind = &page_kinds[PAGE_SEARCH];

    if (!begin_page(r, PAGE_SEARCH, r->around.search))
        return;
    add_registers(r);
    search_write(r->search, r->sink);
    struct view *view = view_new(r, kind->key, str_from(kind->title), r->around.search);
    view->contents = contents_of(r->section, &r->around.menu, r->children);
    put_page(r, PAGE_SEARCH, view);
}

// Nobody should come here from another site: it says nothing that the pages do not.
static void put_whole(struct renderer *r)
{
    const struct page_kind *kind = &page_kinds[PAGE_PRINT];

    r->pages++;
    if (!r->theme || !r->theme->pages[PAGE_PRINT])
        return;
    struct view *view = view_new(r, kind->key, str_from(kind->title), r->around.print);
    view->parts = whole_parts(&r->whole, r->scratch);
    put_page(r, PAGE_PRINT, view);
}

static void put_feed(const struct renderer *r)
{
    struct buf out = buf_new(r->scratch, LIMIT_PAGE_BYTES);

    if (str_empty(r->around.feed) || !r->theme || !r->theme->feed)
        return;
    struct view *view = view_new(r, "feed", r->around.title, r->around.feed);
    fill_feed(r->section, r->fold, r->children, r->verdicts, view);
    if (template_render(r->theme->feed, view, view->page.href, r->sink->book, r->scratch, &out, r->ds))
        r->sink->put(r->sink->context, view->page.href, buf_str(&out));
    arena_reset(r->scratch);
}

// The root of a tree whose root folder is no organisation: a list of sections.
static void put_site_page(struct renderer *r)
{
    struct str title = r->section->world->site.title, href = section_path(r->section, "index.html");

    if (!begin_page(r, PAGE_SITE, href))
        return;
    struct view *view = view_new(r, "site", str_empty(title) ? STR("Разделы") : title, href);
    fill_home(r->section, r->fold, r->children, r->verdicts, view);
    put_page(r, PAGE_SITE, view);
}

// Nobody should be sent there by a site map.
static void put_not_found(struct renderer *r)
{
    const struct page_kind *kind = &page_kinds[PAGE_NOT_FOUND];

    if (r->theme && r->theme->pages[PAGE_NOT_FOUND])
        put_page(r, PAGE_NOT_FOUND, view_new(r, kind->key, str_from(kind->title), str_from(kind->file)));
}

size_t render_section(const struct render_job *job)
{
    const struct section *section = job->section;
    struct renderer r = { .section = section,
                          .fold = job->fold,
                          .children = job->children,
                          .verdicts = job->verdicts,
                          .theme = job->theme,
                          .sink = job->sink,
                          .lasting = job->lasting,
                          .scratch = arena_new(),
                          .ds = job->ds };

    fill_section(section, job->fold, &r.around);
    open_search(&r, job->vocabulary);
    if (section->node->is_organization)
        put_listed(&r);
    else
        put_site_page(&r);
    put_practices(&r);
    put_articles(&r);
    put_documents(&r);
    if (section->node->is_organization) {
        put_search(&r);
        put_whole(&r);
        put_feed(&r);
    }
    if (!section->node->parent)
        put_not_found(&r);
    search_free(r.search);
    arena_free(r.scratch);
    return r.pages;
}
