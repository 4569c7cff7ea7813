// SPDX-License-Identifier: MIT
#include "page/theme.h"

#include "base/embedded.h"
#include "base/hash.h"
#include "base/io.h"
#include "base/limits.h"
#include "base/nearest.h"
#include "base/path.h"
#include "input/source.h"
#include "model/choices.h"
#include "page/squeeze.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#define DEFAULT_FOLDER STR("themes/default/")
#define KIT_FOLDER     STR("themes/kit/")
#define FRAME          STR("frame.css") // the first part of the stylesheet
#define STYLE          STR("style.css")
#define SCRIPT         STR("script.js")

struct theme_file {
    struct source source;
    struct str name;
    bool used;
};

// Two layers: the site's files over the default ones.
struct layers {
    struct arena *arena;
    struct list own, shipped; // of struct theme_file
};

static struct theme_file *file_named(const struct list *files, struct str name)
{
    for (LIST_EACH(struct theme_file, f, *files))
        if (str_eq(f->name, name))
            return f;
    return NULL;
}

// The site's file of that name, or else the default one.
static struct theme_file *nearest_file(const struct layers *layers, struct str name)
{
    struct theme_file *own = file_named(&layers->own, name);

    return own ? own : file_named(&layers->shipped, name);
}

// Names that begin with "default/" skip the site's layer.
static const struct source *load(void *context, struct str name)
{
    struct layers *layers = context;
    const struct str below = STR("default/");
    struct theme_file *f = str_starts(name, below) ? file_named(&layers->shipped, str_after(name, below.len))
                                                   : nearest_file(layers, name);

    if (!f)
        return NULL;
    f->used = true;
    return &f->source;
}

static void add_file(struct layers *layers, struct list *to, struct str name, const char *path,
                     struct str bytes)
{
    struct theme_file *f = ARENA_NEW(layers->arena, struct theme_file);

    f->name = name;
    f->source = (struct source){ path, bytes };
    list_add(to, f, layers->arena);
}

static bool is_template(struct str name)
{
    return str_ends(name, STR(".html")) || str_ends(name, STR(".xml"));
}

static bool is_text(struct str name)
{
    return is_template(name) || str_ends(name, STR(".css")) || str_ends(name, STR(".js")) ||
           str_ends(name, STR(".svg"));
}

static struct str squeezed(struct str name, struct str text, struct arena *a)
{
    if (is_template(name))
        return squeeze_indents(text, a);
    if (str_eq(name, FRAME)) // 404.html carries it
        return squeeze_style(text, a);
    return str_ends(name, STR(".js")) ? squeeze_script(text, a) : text;
}

static void take_shipped(struct layers *layers, struct str folder)
{
    for (const struct embedded *e = embedded_files; e->name; e++) {
        if (!str_starts(str_from(e->name), folder))
            continue;
        struct str name = str_after(str_from(e->name), folder.len);
        struct str text = { e->bytes, e->size };
        add_file(layers, &layers->shipped, name, e->name, squeezed(name, text, layers->arena));
    }
}

static bool take_own_file(struct layers *layers, int folder, const char *shown, const char *entry,
                          struct diags *ds)
{
    struct str name = str_copy(str_from(entry), layers->arena);
    const char *path = str_format(layers->arena, "%s/%s", shown, entry).ptr;
    struct source source = { .path = path };

    bool ok = is_text(name)
                  ? source_load(folder, entry, path, LIMIT_TEMPLATE_BYTES, layers->arena, ds, &source)
                  : source_load_bytes(folder, entry, LIMIT_FILE_BYTES, layers->arena, ds, &source);
    if (!ok)
        return false;
    add_file(layers, &layers->own, name, path, source.text);
    return true;
}

// A folder of the project, or NULL with errno set.
static DIR *open_folder(const char *project, const char *name)
{
    int folder = io_open_in(project, name, O_RDONLY | O_DIRECTORY);
    DIR *dir = folder < 0 ? NULL : fdopendir(folder);
    int error = errno;

    if (folder >= 0 && !dir)
        close(folder);
    errno = error;
    return dir;
}

// The name in themes/ that looks most like what was written, or NULL.
static const char *similar_theme(const char *project, struct str theme, struct arena *a)
{
    DIR *dir = open_folder(project, "themes");
    struct nearest near = nearest_to(theme);

    for (const struct dirent *e = dir ? readdir(dir) : NULL; e; e = readdir(dir))
        if (e->d_name[0] != '.')
            nearest_offer(&near, str_copy(str_from(e->d_name), a).ptr);
    if (dir)
        closedir(dir);
    return near.best;
}

static void report_missing(const char *project, const struct site *site, struct arena *a, struct diags *ds)
{
    const char *near = similar_theme(project, site->theme, a);

    diag_add(ds, DIAG_THEME_UNKNOWN, field_where(&site_type, site, "theme"), "папки themes/%.*s нет%s%s%s",
             STR_ARG(site->theme), near ? "; возможно, вы имели в виду «" : "", near ? near : "",
             near ? "»" : "");
}

// The folder of the site's own theme; NULL when it cannot be opened, and [ds] says why.
static DIR *open_own(const char *project, const struct site *site, const char *shown, struct arena *a,
                     struct diags *ds)
{
    if (!path_is_safe(site->theme)) {
        diag_add(ds, DIAG_THEME_UNKNOWN, field_where(&site_type, site, "theme"),
                 "тема «%.*s» лежит вне папки themes", STR_ARG(site->theme));
        return NULL;
    }
    DIR *dir = open_folder(project, shown);
    if (!dir && errno == ENOENT)
        report_missing(project, site, a, ds);
    else if (!dir)
        diag_add_path(ds, DIAG_FILE_READ, shown, "не удалось открыть папку темы: %s", io_reason(errno));
    return dir;
}

static bool take_own(struct layers *layers, const char *project, const struct site *site, struct diags *ds)
{
    const char *shown = str_format(layers->arena, "themes/%.*s", STR_ARG(site->theme)).ptr;
    DIR *dir = open_own(project, site, shown, layers->arena, ds);
    bool ok = dir != NULL;

    if (!dir)
        return false;
    const struct dirent *e;
    while (errno = 0, (e = readdir(dir)) != NULL)
        if (e->d_name[0] != '.')
            ok = take_own_file(layers, dirfd(dir), shown, e->d_name, ds) && ok;
    if (errno) {
        diag_add_path(ds, DIAG_FILE_READ, shown, "не удалось прочитать папку темы: %s", io_reason(errno));
        ok = false;
    }
    closedir(dir);
    return ok;
}

uint64_t theme_stamp(const char *project, struct str name)
{
    struct arena *a = arena_new();
    DIR *dir =
        path_is_safe(name) ? open_folder(project, str_format(a, "themes/%.*s", STR_ARG(name)).ptr) : NULL;
    uint64_t stamp = 0;
    struct stat st;

    // A sum: the folder's order must not matter.
    for (struct dirent *e = dir ? readdir(dir) : NULL; e; e = readdir(dir))
        if (e->d_name[0] != '.' && fstatat(dirfd(dir), e->d_name, &st, AT_SYMLINK_NOFOLLOW) == 0)
            stamp += hash_mix(hash_mix(hash_quick(str_from(e->d_name)), (uint64_t)st.st_size),
                              (uint64_t)st.st_ctim.tv_sec * 1000000000 + (uint64_t)st.st_ctim.tv_nsec);
    if (dir)
        closedir(dir);
    arena_free(a);
    return stamp;
}

static bool compile_pages(struct theme *theme, unsigned without, const struct template_loader *loader,
                          struct arena *a, struct diags *ds)
{
    bool ok = true;

    for (int i = 0; i < PAGE_KINDS; i++) {
        if (without >> i & 1)
            continue;
        struct str name = str_format(a, "%s.html", page_kinds[i].key);
        theme->pages[i] = template_compile(name, page_kinds[i].type, loader, ESCAPE_HTML, a, ds);
        ok = theme->pages[i] && ok;
    }
    return ok;
}

static bool compile(struct theme *theme, const struct template_loader *loader, struct arena *a,
                    struct diags *ds)
{
    bool ok = compile_pages(theme, 0, loader, a, ds);

    theme->feed = template_compile(STR("feed.xml"), &feed_type, loader, ESCAPE_XML, a, ds);
    return theme->feed && ok;
}

// A template of the site's theme that no page uses overrides nothing.
static bool check_unused(const struct layers *layers, struct diags *ds)
{
    bool ok = true;

    for (LIST_EACH(const struct theme_file, f, layers->own)) {
        if (f->used || !is_template(f->name))
            continue;
        diag_add_path(ds, DIAG_TEMPLATE_UNUSED, f->source.path, "ни одна страница этот шаблон не использует");
        ok = false;
    }
    return ok;
}

static void add_asset(struct theme *theme, struct str name, struct str bytes, struct arena *a)
{
    struct asset *asset = ARENA_NEW(a, struct asset);

    *asset = (struct asset){ name, bytes };
    list_add(&theme->assets, asset, a);
}

// The font that the site chose; empty when it keeps to what systems have.
static struct str font_style(const struct site *site, struct arena *a)
{
    if (!site->font)
        return (struct str){ 0 };
    const struct embedded *file =
        embedded_find(str_format(a, "themes/fonts/%s.css", choice_at(&font_choices, site->font)->key));
    return (struct str){ file->bytes, file->size };
}

// One stylesheet for the browser: the frame first, so that a site which brings
// its own style.css keeps the rest, the low-vision version with it.
static void add_style(const struct layers *layers, struct theme *theme, struct str font, struct arena *a)
{
    const struct str frame = nearest_file(layers, FRAME)->source.text;
    const struct str style = nearest_file(layers, STYLE)->source.text;

    struct str whole = str_format(a, "%.*s\n%.*s%.*s", STR_ARG(frame), STR_ARG(font), STR_ARG(style));
    add_asset(theme, STYLE, squeeze_style(whole, a), a);
}

// One script for a page: these begin with what every page has.
static struct str whole_script(const struct layers *layers, const struct theme_file *f, struct arena *a)
{
    static const char *const extended[] = { "register.js", "search.js" };
    const struct str script = nearest_file(layers, SCRIPT)->source.text;

    for (size_t i = 0; i < sizeof extended / sizeof *extended; i++)
        if (str_is(f->name, extended[i]))
            return str_format(a, "%.*s\n%.*s", STR_ARG(script), STR_ARG(f->source.text));
    return f->source.text;
}

static void collect_assets(const struct layers *layers, struct theme *theme, struct str font, struct arena *a)
{
    const struct list *sides[] = { &layers->own, &layers->shipped };

    add_style(layers, theme, font, a);
    for (size_t i = 0; i < 2; i++)
        for (LIST_EACH(const struct theme_file, f, *sides[i]))
            if (!is_template(f->name) && !str_eq(f->name, FRAME) && !str_eq(f->name, STYLE) &&
                nearest_file(layers, f->name) == f)
                add_asset(theme, f->name, whole_script(layers, f, a), a);
}

const struct theme *theme_load(const char *project, const struct site *site, struct arena *a,
                               struct diags *ds)
{
    struct theme *theme = ARENA_NEW(a, struct theme);
    struct layers *layers = ARENA_NEW(a, struct layers);
    struct map files = map_new(a), reports = map_new(a);
    const struct template_loader loader = { load, layers, &files, &reports };

    layers->arena = a;
    take_shipped(layers, DEFAULT_FOLDER);
    if (!str_empty(site->theme) && !take_own(layers, project, site, ds))
        return NULL;
    bool ok = compile(theme, &loader, a, ds);
    ok = check_unused(layers, ds) && ok;
    collect_assets(layers, theme, font_style(site, a), a);
    return ok ? theme : NULL;
}

const struct theme *theme_load_kit(struct arena *a, struct diags *ds)
{
    struct theme *theme = ARENA_NEW(a, struct theme);
    struct layers *layers = ARENA_NEW(a, struct layers);
    struct map files = map_new(a), reports = map_new(a);
    const struct template_loader loader = { load, layers, &files, &reports };

    layers->arena = a;
    take_shipped(layers, KIT_FOLDER);
    // A platform has its own search and its own page for a wrong address; documents go there themselves;
    // kit makes its own page of everything.
    const unsigned left_out =
        1u << PAGE_NOT_FOUND | 1u << PAGE_DOCUMENT | 1u << PAGE_SEARCH | 1u << PAGE_PRINT;
    bool ok = compile_pages(theme, left_out, &loader, a, ds);
    for (int i = 0; i < KIT_PAGES; i++) {
        theme->kit[i] = template_compile(str_from(kit_pages[i]), &kit_type, &loader, ESCAPE_HTML, a, ds);
        ok = theme->kit[i] && ok;
    }
    return ok ? theme : NULL;
}
