// SPDX-License-Identifier: MIT
#include "model/reader.h"

#include "base/limits.h"
#include "base/path.h"
#include "base/russian.h"
#include "input/frontmatter.h"
#include "input/source.h"
#include "input/yaml.h"
#include "record/decode.h"

// The YAML root of a file; NULL for an empty or unreadable one.
static const struct node *read_yaml(int dir, const char *name, const char *shown, struct arena *a,
                                    struct diags *ds)
{
    struct source *source = ARENA_NEW(a, struct source);

    if (!source_load(dir, name, shown, LIMIT_SOURCE_BYTES, a, ds, source))
        return NULL;
    return yaml_read(source, source->text, 1, a, ds);
}

struct section_head *read_head(const struct tree *tree, const struct tree_node *node, struct arena *a,
                               struct diags *ds)
{
    struct section_head *head = ARENA_NEW(a, struct section_head);

    head->node = node;
    record_init(&organization_type, &head->organization);
    if (!node->is_organization)
        return head;
    const char *name = path_join(node->path, STR("organization.yaml"), a).ptr;
    const char *shown = str_format(a, "data/%s", name).ptr;
    const struct source empty = { .path = shown };
    const size_t before = ds->items.count;
    const struct node *root = read_yaml(tree->data, name, shown, a, ds);
    if (root)
        record_decode(&organization_type, root, &head->organization, a, ds);
    else if (ds->items.count == before)
        diag_add(ds, DIAG_FIELD_MISSING, (struct where){ &empty, 1, 1 },
                 "файл пуст: нужны level, kind и name");
    return head;
}

// "acts.yaml" and "acts/2025.yaml" both belong to the list of acts.
static const struct section_list *list_of(struct str name)
{
    size_t slash = str_find_char(name, '/');
    struct str stem = str_from_to(name, 0, slash != SIZE_MAX ? slash : str_find_char(name, '.'));

    for (const struct section_list *l = section_lists; l->type; l++)
        if (str_is(stem, l->type->file))
            return l;
    return NULL;
}

static void read_list_file(struct section *section, const struct input_file *file, struct diags *ds)
{
    struct str folder = section->node->path;
    struct str name = str_empty(folder) ? file->name : str_after(file->name, folder.len + 1);
    const struct section_list *l = list_of(name);
    const size_t before = diags_count_errors(ds);
    const struct node *root = read_yaml(section->world->tree->data, str_cstr(file->name, section->arena),
                                        file->path, section->arena, ds);

    if (root)
        records_decode(l->type, root, section_list_at(section, l), section->arena, ds);
    else if (diags_count_errors(ds) > before)
        section->unread[l - section_lists] = true;
}

static struct str stem_of(struct str name)
{
    size_t at = 0;

    for (size_t i = 0; i < name.len; i++)
        if (name.ptr[i] == '/')
            at = i + 1;
    return str_from_to(name, at, name.len - 3);
}

static void place_page(struct page *page, const struct section *section, struct str name)
{
    page->id = stem_of(name);
    page->news = str_starts(name, STR("news/"));
    page->home = str_is(name, "index.md");
    page->href = section_path(
        section, str_format(section->arena, "%s%.*s.html", page->news ? "news-" : "", STR_ARG(page->id)).ptr);
}

// The names under which the program publishes its own pages.
static bool is_reserved(struct str id)
{
    static const char *const names[] = { "documents",     "pairs",   "mentors",    "practices",
                                         "honor",         "roadmap", "indicators", "news",
                                         "published",     "files",   "404",        "practice",
                                         "organizations", "assets",  "search",     "print" };

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (str_is(id, names[i]))
            return true;
    return str_starts(id, STR("news-")) || str_starts(id, STR("practice-")) ||
           str_starts(id, STR("document-"));
}

static void check_page_id(const struct page *page, const struct source *source, struct arena *a,
                          struct diags *ds)
{
    if (!str_is_slug(page->id))
        diag_add(ds, DIAG_ID_INVALID, (struct where){ source, 1, 1 },
                 "имя файла страницы становится её адресом; назовите его, например, «%.*s.md»",
                 STR_ARG(russian_slug(page->id, a)));
    else if (!page->news && is_reserved(page->id))
        diag_add(ds, DIAG_PATH_CLASH, (struct where){ source, 1, 1 },
                 "имя «%.*s» занято страницей, которую делает сама программа", STR_ARG(page->id));
}

static void read_page(struct section *section, const struct input_file *file, struct diags *ds)
{
    struct arena *a = section->arena;
    struct source *source = ARENA_NEW(a, struct source);
    struct page *page = ARENA_NEW(a, struct page);
    struct frontmatter parts;
    const char *path = path_join(section->node->path, file->name, a).ptr;

    record_init(&page_type, page);
    place_page(page, section, file->name);
    list_add(&section->pages, page, a);
    if (!source_load(section->world->tree->content, path, file->path, LIMIT_MARKDOWN_BYTES, a, ds, source))
        return;
    check_page_id(page, source, a, ds);
    if (!frontmatter_split(source, ds, &parts))
        return;
    const size_t before = ds->items.count;
    const struct node *fields = yaml_read(source, parts.fields, parts.fields_line, a, ds);
    if (fields)
        record_decode(&page_type, fields, page, a, ds);
    else if (ds->items.count == before)
        diag_add(ds, DIAG_FIELD_MISSING, (struct where){ source, 1, 1 }, "страница: нет поля «title»");
    page->body.source = parts.body;
    page->body.where = (struct where){ source, parts.body_line, 1 };
}

static bool is_markdown(struct str name)
{
    return str_ends(name, STR(".md"));
}

struct section *read_section(const struct world *world, const struct section_head *head, struct arena *a,
                             struct diags *ds)
{
    struct section *section = ARENA_NEW(a, struct section);

    section->world = world;
    section->node = head->node;
    section->head = head;
    section->arena = a;
    section->organization = head->organization;
    section->scanned = map_new(a);
    section->named = map_new(a);
    section->files = map_new(a);
    section->withheld = map_new(a);
    section->portraits = map_new(a);
    for (LIST_EACH(const struct input_file, file, head->node->data))
        read_list_file(section, file, ds);
    for (LIST_EACH(const struct input_file, file, head->node->content))
        if (is_markdown(file->name))
            read_page(section, file, ds);
    return section;
}
