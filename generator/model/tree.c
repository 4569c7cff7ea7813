// SPDX-License-Identifier: MIT
#include "model/tree.h"

#include "base/hash.h"
#include "base/io.h"
#include "base/limits.h"
#include "base/nearest.h"
#include "base/parallel.h"
#include "base/path.h"
#include "base/russian.h"
#include "model/section.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

// One folder while it is being listed.
struct listing {
    struct list files, folders; // of struct input_file; of struct str
};

struct scanner {
    struct tree *tree;
    struct arena *arena;
    struct diags *ds;
};

static int file_order(const void *a, const void *b)
{
    return str_compare(((const struct input_file *)a)->name, ((const struct input_file *)b)->name);
}

static int name_order(const void *a, const void *b)
{
    return str_compare(*(const struct str *)a, *(const struct str *)b);
}

// Files that editors and systems leave behind; nobody means them as data.
static bool is_debris(const char *name)
{
    static const char *const known[] = { "Thumbs.db", "desktop.ini", "README.md", "README.txt" };

    if (name[0] == '.' || strncmp(name, "~$", 2) == 0 || name[strlen(name) - 1] == '~')
        return true;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (strcmp(name, known[i]) == 0)
            return true;
    return false;
}

static uint64_t mix_time(uint64_t seed, struct timespec t)
{
    return hash_mix(hash_mix(seed, (uint64_t)t.tv_sec), (uint64_t)t.tv_nsec);
}

static uint64_t stamp_of(const struct stat *st)
{
    return mix_time(mix_time(hash_mix(1, (uint64_t)st->st_size), st->st_mtim), st->st_ctim);
}

static void mix_file(uint64_t *stamp, const struct input_file *file)
{
    *stamp = hash_mix(hash_mix(*stamp, hash_quick(file->name)), file->stamp);
}

static void add_file(const struct scanner *s, const char *shown, struct str name, const struct stat *st,
                     struct list *out)
{
    struct input_file *file = ARENA_NEW(s->arena, struct input_file);

    file->name = name;
    file->path = shown;
    file->stamp = stamp_of(st);
    list_add(out, file, s->arena);
}

static void add_entry(const struct scanner *s, int fd, const char *top, struct str folder, const char *name,
                      struct listing *out)
{
    struct str path = path_join(folder, str_from(name), s->arena);
    const char *shown = STR_CAT(s->arena, str_from(top), STR("/"), path).ptr;
    struct stat st;

    if (fstatat(fd, name, &st, AT_SYMLINK_NOFOLLOW) != 0) {
        diag_add_path(s->ds, DIAG_FILE_READ, shown, "не удалось прочитать: %s", io_reason(errno));
    } else if (S_ISDIR(st.st_mode)) {
        struct str *copy = ARENA_NEW(s->arena, struct str);
        *copy = str_copy(str_from(name), s->arena);
        list_add(&out->folders, copy, s->arena);
    } else if (S_ISREG(st.st_mode)) {
        add_file(s, shown, path, &st, &out->files);
    } else {
        diag_add_path(s->ds, DIAG_FILE_KIND, shown, "это %s, а нужен обычный файл",
                      S_ISLNK(st.st_mode) ? "символическая ссылка" : "специальный файл");
    }
}

static void report_folder(const struct scanner *s, const char *top, struct str folder, int error)
{
    const char *path = str_empty(folder) ? top : str_format(s->arena, "%s/%.*s", top, STR_ARG(folder)).ptr;

    diag_add_path(s->ds, DIAG_FILE_READ, path, "не удалось открыть папку: %s", io_reason(error));
}

static void report_depth(const struct scanner *s, const char *top, struct str folder)
{
    diag_add_path(s->ds, DIAG_YAML_LIMIT, path_join(str_from(top), folder, s->arena).ptr,
                  "папки вложены глубже %d", LIMIT_FOLDER_DEPTH);
}

// Zero or what stopped the reading: half a listing would be half a section.
static int read_entries(const struct scanner *s, DIR *dir, const char *top, struct str folder,
                        struct listing *out)
{
    const struct dirent *e;

    while (errno = 0, (e = readdir(dir)) != NULL)
        if (!is_debris(e->d_name))
            add_entry(s, dirfd(dir), top, folder, e->d_name, out);
    return errno;
}

// Lists one folder below [top] ("data" or "content"), sorted. False when it
// cannot be read.
static bool list_folder(const struct scanner *s, int root, const char *top, struct str folder,
                        struct listing *out)
{
    int fd =
        io_open_beneath(root, str_empty(folder) ? "." : str_cstr(folder, s->arena), O_RDONLY | O_DIRECTORY);
    DIR *dir = fd < 0 ? NULL : fdopendir(fd);

    if (!dir) {
        report_folder(s, top, folder, errno);
        if (fd >= 0)
            close(fd);
        return false;
    }
    int error = read_entries(s, dir, top, folder, out);
    closedir(dir);
    if (error) {
        report_folder(s, top, folder, error);
        return false;
    }
    list_sort(&out->files, file_order, s->arena);
    list_sort(&out->folders, name_order, s->arena);
    return true;
}

static bool has_extension(struct str name, const char *extension)
{
    return str_ends(name, str_from(extension));
}

static struct str base_name(struct str path)
{
    for (size_t i = path.len; i > 0; i--)
        if (path.ptr[i - 1] == '/')
            return str_after(path, i);
    return path;
}

static struct str without_extension(struct str name)
{
    return str_ends(name, STR(".yaml"))  ? str_from_to(name, 0, name.len - 5)
           : str_ends(name, STR(".yml")) ? str_from_to(name, 0, name.len - 4)
                                         : name;
}

// Notepad hides that it added «.txt» to the name: whoever saved the file sees a page
// or a list where there is none.
static bool refuse_txt(const struct scanner *s, const struct input_file *file)
{
    static const char *const endings[] = { ".yaml.txt", ".yml.txt", ".md.txt" };
    struct str base = base_name(file->name);

    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        if (!has_extension(base, endings[i]))
            continue;
        diag_add_path(s->ds, DIAG_FILE_UNKNOWN, file->path,
                      "Блокнот добавил к имени «.txt»; переименуйте файл в «%.*s»", (int)base.len - 4,
                      base.ptr);
        return true;
    }
    return false;
}

#define NOT_RECORDS "это не записи .yaml; документы и снимки кладут в папку content"

static void report_unknown(const struct scanner *s, const struct tree_node *node,
                           const struct input_file *file)
{
    struct str base = base_name(file->name), extension = path_extension(base);
    if (refuse_txt(s, file))
        return;
    struct str stem = str_from_to(base, 0, base.len - extension.len - (extension.len > 0));
    struct nearest near = nearest_to(stem);

    for (const struct section_list *l = section_lists; l->type; l++)
        nearest_offer(&near, l->type->file);
    nearest_offer(&near, "organization");
    if (!node->parent)
        nearest_offer(&near, "site");
    if (near.best)
        diag_add_path(s->ds, DIAG_FILE_UNKNOWN, file->path,
                      "такого списка нет; возможно, вы имели в виду «%s.yaml»", near.best);
    else if (str_is(base, "site.yaml"))
        diag_add_path(s->ds, DIAG_FILE_UNKNOWN, file->path,
                      "настройки site.yaml бывают только в самой папке data");
    else if (without_extension(base).len < base.len)
        diag_add_path(s->ds, DIAG_FILE_UNKNOWN, file->path, "такого списка записей нет");
    else
        diag_add_path(s->ds, DIAG_FILE_UNKNOWN, file->path, NOT_RECORDS);
}

static bool is_known_list(struct str stem)
{
    for (const struct section_list *l = section_lists; l->type; l++)
        if (str_is(stem, l->type->file))
            return true;
    return false;
}

static void take_data_file(const struct scanner *s, struct tree_node *node, const struct input_file *file)
{
    struct str base = base_name(file->name), stem = without_extension(base);
    bool own = str_is(base, "organization.yaml"), site = str_is(base, "site.yaml") && !node->parent;

    node->is_organization = node->is_organization || own;
    s->tree->has_site = s->tree->has_site || site;
    if (own || site)
        mix_file(&s->tree->stamp, file);
    else if (stem.len == base.len || !is_known_list(stem))
        report_unknown(s, node, file);
    else
        list_add(&node->data, file, s->arena);
}

// A list that is a folder of one-record files.
static void take_list_folder(const struct scanner *s, struct list *out, struct str folder)
{
    struct listing listing = { 0 };

    if (!list_folder(s, s->tree->data, "data", folder, &listing))
        return;
    for (LIST_EACH(const struct input_file, file, listing.files)) {
        if (refuse_txt(s, file))
            continue;
        if (without_extension(file->name).len == file->name.len)
            diag_add_path(s->ds, DIAG_FILE_UNKNOWN, file->path, NOT_RECORDS);
        else
            list_add(out, file, s->arena);
    }
    for (LIST_EACH(const struct str, name, listing.folders))
        diag_add_path(s->ds, DIAG_FILE_UNKNOWN,
                      str_format(s->arena, "data/%.*s/%.*s", STR_ARG(folder), STR_ARG(*name)).ptr,
                      "папка внутри списка записей");
}

static struct tree_node *node_new(const struct scanner *s, struct tree_node *parent, struct str path)
{
    struct tree_node *node = ARENA_NEW(s->arena, struct tree_node);

    node->parent = parent;
    node->path = path;
    return node;
}

static void scan_data(const struct scanner *s, struct tree_node *node, struct str folder, int depth);

// Folders that a section has itself: an organisation of that name would publish into its superior's.
static bool is_reserved(struct str name)
{
    return str_is(name, "assets") || str_is(name, "files") || str_is(name, "news");
}

// Where the files of a folder of records go, when it is one; those of the whole site lie at the root.
static struct list *list_named(const struct scanner *s, struct tree_node *node, struct str name)
{
    if (is_known_list(name))
        return &node->data;
    if (node->parent)
        return NULL;
    if (str_is(name, "requirements"))
        return &s->tree->profiles;
    if (str_is(name, "calendar"))
        return &s->tree->calendars;
    return str_is(name, "known-acts") ? &s->tree->known_acts : NULL;
}

// A folder in that of [node]: a list of its records, or an organisation below it, or, when it merely groups,
// below the one above.
static void scan_child(const struct scanner *s, struct tree_node *node, struct str folder, struct str name,
                       int depth)
{
    struct str path = path_join(folder, name, s->arena);
    struct list *list = list_named(s, node, name);

    if (list) {
        take_list_folder(s, list, path);
    } else if (without_extension(name).len < name.len) {
        diag_add_path(s->ds, DIAG_FILE_KIND, str_format(s->arena, "data/%.*s", STR_ARG(path)).ptr,
                      "это папка, а нужен файл с записями");
    } else if (!str_is_slug(name)) {
        diag_add_path(s->ds, DIAG_ID_INVALID, str_format(s->arena, "data/%.*s", STR_ARG(path)).ptr,
                      "имя папки организации становится адресом; назовите её, например, «%.*s»",
                      STR_ARG(russian_slug(name, s->arena)));
    } else if (is_reserved(name)) {
        diag_add_path(s->ds, DIAG_ID_INVALID, str_format(s->arena, "data/%.*s", STR_ARG(path)).ptr,
                      "папка с именем «%.*s» есть у каждого раздела; назовите папку организации иначе",
                      STR_ARG(name));
    } else {
        scan_data(s, node->is_organization || !node->parent ? node : node->parent, path, depth + 1);
    }
}

static void report_orphans(const struct scanner *s, const struct tree_node *node, struct str folder)
{
    if (!node->is_organization && node->data.count)
        diag_add_path(s->ds, DIAG_ORG_MISSING, str_format(s->arena, "data/%.*s", STR_ARG(folder)).ptr,
                      "есть записи, а organization.yaml нет");
}

// Hangs the organisation of [folder] and those under it below [above]. A folder
// that merely groups has no node of its own: its children hang above.
static void scan_data(const struct scanner *s, struct tree_node *above, struct str folder, int depth)
{
    struct listing listing = { 0 };
    struct tree_node *node = depth == 0 ? above : node_new(s, above, folder);

    if (depth > LIMIT_FOLDER_DEPTH) {
        report_depth(s, "data", folder);
        return;
    }
    if (!list_folder(s, s->tree->data, "data", folder, &listing))
        return;
    for (LIST_EACH(const struct input_file, file, listing.files))
        take_data_file(s, node, file);
    if (node != above && node->is_organization)
        list_add(&above->children, node, s->arena);
    for (LIST_EACH(const struct str, name, listing.folders))
        scan_child(s, node, folder, *name, depth);
    if (node != above)
        report_orphans(s, node, folder);
}

static bool is_page(struct str name)
{
    struct str base = base_name(name);
    struct str folder = str_from_to(name, 0, name.len - base.len);

    return has_extension(base, ".md") && (str_empty(folder) || str_is(folder, "news/"));
}

static bool is_child_folder(const struct tree_node *node, struct str folder)
{
    for (LIST_EACH(const struct tree_node, child, node->children))
        if (str_eq(child->path, folder))
            return true;
    return false;
}

static void take_content_file(const struct scanner *s, struct tree_node *node, const struct input_file *file)
{
    struct input_file *own = ARENA_NEW(s->arena, struct input_file);

    *own = *file;
    if (!str_empty(node->path))
        own->name = str_after(file->name, node->path.len + 1);
    if (refuse_txt(s, file))
        return;
    if (has_extension(own->name, ".md") && !is_page(own->name))
        diag_add_path(s->ds, DIAG_FILE_UNKNOWN, own->path,
                      "страницы лежат в папке организации или в её папке news; организации «%.*s» нет",
                      STR_ARG(str_from_to(own->name, 0, own->name.len - base_name(own->name).len - 1)));
    else
        list_add(&node->content, own, s->arena);
}

static void scan_content(const struct scanner *s, struct tree_node *node, struct str folder, int depth)
{
    struct listing listing = { 0 };

    if (depth > LIMIT_FOLDER_DEPTH) {
        report_depth(s, "content", folder);
        return;
    }
    if (!list_folder(s, s->tree->content, "content", folder, &listing))
        return;
    for (LIST_EACH(const struct input_file, file, listing.files))
        take_content_file(s, node, file);
    for (LIST_EACH(const struct str, name, listing.folders)) {
        struct str path = path_join(folder, *name, s->arena);
        if (!is_child_folder(node, path))
            scan_content(s, node, path, depth + 1);
    }
}

static bool content_exists(const struct scanner *s, struct str folder)
{
    struct stat st;

    if (s->tree->content < 0)
        return false;
    return str_empty(folder) ||
           fstatat(s->tree->content, str_cstr(folder, s->arena), &st, AT_SYMLINK_NOFOLLOW) == 0 ||
           errno != ENOENT; // anything else is said when it is listed
}

// Lists all nodes, parents first.
static void flatten(const struct scanner *s, struct tree_node *node)
{
    node->index = s->tree->nodes.count;
    list_add(&s->tree->nodes, node, s->arena);
    for (LIST_EACH(struct tree_node, child, node->children))
        flatten(s, child);
}

// One node, and what there is to say of its content.
struct scanned_node {
    struct tree_node *node;
    struct diags *said;
};

struct content_scan {
    struct tree *tree;
    struct scanned_node *nodes;
};

static void scan_node(void *context, int worker, size_t index)
{
    const struct content_scan *scan = context;
    struct tree_node *node = scan->nodes[index].node;
    struct arena *a = scan->tree->arenas[worker];
    const struct scanner s = { scan->tree, a, diags_new(a) };

    if (content_exists(&s, node->path))
        scan_content(&s, node, node->path, 0);
    node->stamp = 1;
    for (LIST_EACH(const struct input_file, file, node->data))
        mix_file(&node->stamp, file);
    for (LIST_EACH(const struct input_file, file, node->content))
        mix_file(&node->stamp, file);
    scan->nodes[index].said = s.ds;
}

// Reads the content folder of every node. What there is to say is said in the order
// of the nodes, whoever was first: when it is too much, the same is left out.
static void scan_contents(const struct scanner *s, int workers)
{
    struct tree *tree = s->tree;
    struct content_scan scan = { tree, arena_alloc(s->arena, tree->nodes.count, sizeof *scan.nodes) };

    for (LIST_EACH(struct tree_node, node, tree->nodes))
        scan.nodes[node->index].node = node;
    tree->arenas = arena_alloc(s->arena, (size_t)workers, sizeof *tree->arenas);
    tree->workers = workers;
    for (int i = 0; i < workers; i++)
        tree->arenas[i] = arena_new();
    parallel_each(tree->nodes.count, workers, scan_node, &scan);
    for (size_t i = 0; i < tree->nodes.count; i++)
        diags_merge(s->ds, scan.nodes[i].said);
}

struct tree *tree_scan(const char *project, int workers, struct arena *a, struct diags *ds)
{
    struct tree *tree = ARENA_NEW(a, struct tree);
    const struct scanner s = { tree, a, ds };

    tree->project = project;
    tree->data = io_open_in(project, "data", O_RDONLY | O_DIRECTORY);
    if (tree->data < 0) {
        diag_add_path(ds, errno == ENOENT ? DIAG_NOTHING_TO_BUILD : DIAG_FILE_READ, "data",
                      "не удалось открыть папку: %s", io_reason(errno));
        return NULL;
    }
    tree->content = io_open_in(project, "content", O_RDONLY | O_DIRECTORY);
    if (tree->content < 0 && errno != ENOENT)
        diag_add_path(ds, DIAG_FILE_READ, "content", "не удалось открыть папку: %s", io_reason(errno));
    tree->root = node_new(&s, NULL, STR(""));
    scan_data(&s, tree->root, STR(""), 0);
    flatten(&s, tree->root);
    scan_contents(&s, workers);
    for (LIST_EACH(const struct input_file, file, tree->profiles))
        mix_file(&tree->stamp, file);
    for (LIST_EACH(const struct input_file, file, tree->calendars))
        mix_file(&tree->stamp, file);
    for (LIST_EACH(const struct input_file, file, tree->known_acts))
        mix_file(&tree->stamp, file);
    if (!tree->root->is_organization && tree->root->children.count == 0)
        diag_add_path(ds, DIAG_NOTHING_TO_BUILD, "data", "нет ни одного файла organization.yaml");
    else if (!tree->root->is_organization && tree->root->data.count)
        diag_add_path(ds, DIAG_ORG_MISSING, "data", "есть записи, а organization.yaml нет");
    return tree;
}

void tree_close(struct tree *tree)
{
    if (!tree)
        return;
    close(tree->data);
    if (tree->content >= 0)
        close(tree->content);
    for (int i = 0; i < tree->workers; i++)
        arena_free(tree->arenas[i]);
}
