// SPDX-License-Identifier: MIT
#include "document/collect.h"

#include "base/hash.h"
#include "base/io.h"
#include "base/path.h"
#include "document/facts.h"
#include "document/file.h"
#include "document/file_type.h"
#include "model/gate.h"
#include "model/surname.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

struct collector {
    struct section *section;
    struct diags *ds;
    int folder; // the organisation's content folder, -1 when it has none
    const char *shown;
};

static struct collector collector_open(struct section *section, struct diags *ds)
{
    struct str path = section->node->path;
    int content = section->world->tree->content;
    struct collector c = { section, ds, -1, "content" };

    if (!str_empty(path))
        c.shown = str_format(section->arena, "content/%.*s", STR_ARG(path)).ptr;
    if (content >= 0)
        c.folder = io_open_beneath(content, str_empty(path) ? "." : str_cstr(path, section->arena),
                                   O_RDONLY | O_DIRECTORY);
    if (content >= 0 && c.folder < 0 && errno != ENOENT)
        diag_add_path(ds, DIAG_FILE_READ, c.shown, "не удалось открыть папку: %s", io_reason(errno));
    return c;
}

static void collector_close(struct collector *c)
{
    if (c->folder >= 0)
        close(c->folder);
}

// The subordinate organisation in whose folder [path] lies, or NULL. Its files are
// its own: the consents that hold them back are in its records, not in these.
static const struct tree_node *subordinate_of(const struct tree_node *node, struct str path)
{
    for (LIST_EACH(const struct tree_node, child, node->children)) {
        struct str folder = str_after(child->path, node->path.len ? node->path.len + 1 : 0);
        if (str_starts(path, folder) && path.len > folder.len && path.ptr[folder.len] == '/')
            return child;
    }
    return NULL;
}

// Whether the name of a file bears the surname of somebody who may not be named.
static bool names_unwilling(const struct section *section, struct str slug)
{
    for (LIST_EACH(const struct unwilling, u, section->unwilling))
        if (surname_begins_word(slug, u->surname))
            return true;
    return false;
}

// A name that says nothing. A signature keeps that of its document.
static struct str nameless(const char *word, struct str path, struct str slug, struct arena *a)
{
    struct str extension = file_extension(slug);
    struct str inner = file_extension(str_from_to(slug, 0, slug.len - extension.len - 1));
    const bool is_double = file_type_find(inner) != NULL;
    struct str document = is_double ? str_from_to(path, 0, path.len - extension.len - 1) : path;

    return str_format(a, "files/%s-%.8s.%.*s%s%.*s", word, hash_sha256(document, a).ptr,
                      STR_ARG(is_double ? inner : extension), is_double ? "." : "",
                      STR_ARG(is_double ? extension : STR("")));
}

// «petrova-maria.png» would name a person who agreed to the picture alone, and
// «programma-petrovoy.pdf» one who agreed to nothing.
static struct str published_name(const struct section *section, struct str path)
{
    struct str slug = file_slug_name(path, section->arena);

    if (map_get(&section->portraits, path))
        return nameless("portret", path, slug, section->arena);
    if (names_unwilling(section, slug))
        return nameless("dokument", path, slug, section->arena);
    return slug;
}

// What the scan passes over has no part in the stamp of the organisation: a change of it
// would never be published.
static void require_scanned(const struct collector *c, struct file_ref *ref)
{
    if (!ref->present || map_get(&c->section->scanned, ref->path))
        return;
    diag_add(c->ds, DIAG_PATH_INVALID, ref->where,
             "файла «%.*s» программа не замечает: так зовут служебные файлы; переименуйте его",
             STR_ARG(ref->path));
    ref->present = false;
}

static void examine(const struct collector *c, struct file_ref *ref)
{
    const struct tree_node *other = subordinate_of(c->section->node, ref->path);

    if (str_empty(ref->path))
        return;
    if (other) {
        diag_add(c->ds, DIAG_PATH_INVALID, ref->where,
                 "«%.*s» — файл другой организации (data/%.*s), она публикует его сама", STR_ARG(ref->path),
                 STR_ARG(other->path));
        return;
    }
    map_put(&c->section->named, ref->path, ref);
    if (c->folder < 0) {
        diag_add(c->ds, DIAG_FILE_ABSENT, ref->where, "нет файла «%.*s»: нет и самой папки %s",
                 STR_ARG(ref->path), c->shown);
        return;
    }
    file_examine(c->folder, c->shown, ref, c->section->arena, c->ds);
    require_scanned(c, ref);
    ref->href = path_join(c->section->node->path, published_name(c->section, ref->path), c->section->arena);
}

// Calls [act] for each file that the field holds.
static void each_file(const struct field *f, void *at,
                      void (*act)(const struct collector *, struct file_ref *), const struct collector *c)
{
    if (f->flags & FIELD_DERIVED)
        return;
    if (f->type == FIELD_FILE)
        act(c, at);
    if (f->type == FIELD_FILES)
        for (LIST_EACH(struct file_ref, ref, *(struct list *)at))
            act(c, ref);
}

static void require_picture(const struct collector *c, struct file_ref *ref)
{
    ref->present = ref->present && file_is_picture(ref, c->ds);
}

static void examine_field(void *context, const struct record_type *type, void *record, const struct field *f,
                          void *at)
{
    (void)type;
    (void)record;
    each_file(f, at, examine, context);
    if (f->flags & FIELD_PICTURE)
        each_file(f, at, require_picture, context);
}

static void note_portrait(void *context, const struct record_type *type, void *record, const struct field *f,
                          void *at)
{
    struct section *section = context;
    const struct file_ref *ref = at;

    (void)type;
    (void)record;
    if (f->type == FIELD_FILE && f->personal == PERSONAL_PHOTO && !str_empty(ref->path))
        map_put(&section->portraits, ref->path, ref);
}

void collect_examine(struct section *section, struct diags *ds)
{
    struct collector c = collector_open(section, ds);

    for (LIST_EACH(const struct input_file, file, section->node->content))
        map_put(&section->scanned, file->name, file);
    section_visit(section, note_portrait, section);
    section_visit(section, examine_field, &c);
    collector_close(&c);
}

// Each path once, whoever names it.
static void publish(const struct collector *c, struct file_ref *ref)
{
    if (map_get(&c->section->withheld, ref->path)) {
        diag_add(c->ds, DIAG_CONSENT_FILE, ref->where, "файл «%.*s» публиковать нельзя", STR_ARG(ref->path));
        ref->present = false;
    }
    if (!ref->present || map_put(&c->section->files, ref->path, ref))
        return;
    list_add(&c->section->published, ref, c->section->arena);
}

struct file_ref *collect_linked(struct section *section, struct str path, struct where at, struct diags *ds)
{
    struct collector c = collector_open(section, ds);
    struct file_ref *ref = ARENA_NEW(section->arena, struct file_ref);

    *ref = (struct file_ref){ .path = str_copy(path, section->arena), .where = at };
    examine(&c, ref);
    facts_collect_linked(section, ref, ds);
    collector_close(&c);
    return ref->present ? ref : NULL;
}

bool collect_publish(struct section *section, struct file_ref *ref, struct diags *ds)
{
    const struct collector c = { section, ds, -1, "" };

    publish(&c, ref);
    return ref->present;
}

static void publish_field(void *context, const struct record_type *type, void *record, const struct field *f,
                          void *at)
{
    (void)type;
    (void)record;
    each_file(f, at, publish, context);
}

static void report_clashes(const struct section *section, struct diags *ds)
{
    struct map taken = map_new(section->arena);

    for (LIST_EACH(struct file_ref, ref, section->published)) {
        const struct file_ref *first = map_put(&taken, ref->href, ref);
        if (first)
            diag_add(ds, DIAG_PATH_CLASH, ref->where, "«%.*s» и «%.*s» получают один адрес %.*s",
                     STR_ARG(first->path), STR_ARG(ref->path), STR_ARG(ref->href));
    }
}

static void report_unused(const struct section *section, struct diags *ds)
{
    for (LIST_EACH(const struct input_file, file, section->node->content))
        if (!str_ends(file->name, STR(".md")) && !map_get(&section->named, file->name))
            diag_add_path(ds, DIAG_FILE_UNUSED, file->path,
                          "файл не опубликован: на него ничто не ссылается");
}

void collect_published(struct section *section, struct diags *ds)
{
    struct collector c = { section, ds, -1, "" };

    section_visit(section, publish_field, &c);
    report_clashes(section, ds);
    report_unused(section, ds);
}
