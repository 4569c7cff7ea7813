// SPDX-License-Identifier: MIT
#include "monitor/published.h"

#include "base/io.h"
#include "base/limits.h"
#include "base/path.h"
#include "base/russian.h"
#include "monitor/account.h"
#include "output/tree.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

// One published section: a folder with a manifest.
struct place {
    struct str folder;            // from the root of the walk; empty for the root itself
    struct str owner;             // the same for all copies of a section; empty when it could not be read
    struct date checked;          // the day of its manifest
    bool sound;                   // as it was built, and on no day to come
    struct place *counted;        // at the first of several copies: the one that is counted
    bool superseded;              // another copy is counted
    struct account account;       // without a fold when the manifest could not be used
    int64_t told, found, missing; // sections below: by the manifest, in the folder, and how many lack
    struct list children;
    struct place *parent; // the nearest section above, used or not
};

struct walk {
    const char *shown; // the root as the user typed it
    int root;
    struct date today;
    struct list places;   // of struct place, parents first
    struct map owners;    // owner -> the first of its places
    struct map taxpayers; // number -> the place that had it first
    struct arena *arena;
    struct diags *ds;
    struct published *out;
};

static const char *shown_path(const struct walk *w, struct str path)
{
    return str_format(w->arena, "%s%s%.*s", w->shown, str_ends(str_from(w->shown), STR("/")) ? "" : "/",
                      STR_ARG(path))
        .ptr;
}

// ---- finding ---------------------------------------------------------------------

static size_t depth_of(struct str path)
{
    size_t depth = 1;

    for (size_t i = 0; i < path.len; i++)
        depth += path.ptr[i] == '/';
    return depth;
}

static struct str name_in(struct str path)
{
    struct str folder = path_folder(path);

    return str_empty(folder) ? path : str_after(path, folder.len + 1);
}

static bool enter_folder(struct walk *w, struct str path)
{
    if (str_starts(name_in(path), STR(".")))
        return false;
    if (depth_of(path) <= LIMIT_FOLDER_DEPTH)
        return true;
    diag_add_path(w->ds, DIAG_FILE_KIND, shown_path(w, path), "папки вложены глубже %d", LIMIT_FOLDER_DEPTH);
    return false;
}

static bool visit(void *context, struct str path, enum tree_kind kind)
{
    struct walk *w = context;

    if (kind == TREE_FOLDER)
        return enter_folder(w, path);
    if (kind == TREE_OTHER) {
        diag_add_path(w->ds, DIAG_FILE_KIND, shown_path(w, path),
                      "символическая ссылка или особый файл; сюда программа не заглядывает");
    } else if (str_is(name_in(path), MANIFEST_FILE)) {
        struct place *place = ARENA_NEW(w->arena, struct place);
        place->folder = str_copy(path_folder(path), w->arena);
        list_add(&w->places, place, w->arena);
    }
    return false;
}

// By folder names, parents before what is in them: the order in which `build` folds.
static int place_order(const void *a, const void *b)
{
    const struct str x = ((const struct place *)a)->folder, y = ((const struct place *)b)->folder;
    size_t i = 0;

    while (i < x.len && i < y.len && x.ptr[i] == y.ptr[i])
        i++;
    // A slash is lower than any letter of a name: «a/b» comes before «a-b».
    int p = i == x.len ? -1 : x.ptr[i] == '/' ? 0 : (unsigned char)x.ptr[i];
    int q = i == y.len ? -1 : y.ptr[i] == '/' ? 0 : (unsigned char)y.ptr[i];
    return p - q;
}

static bool find_places(struct walk *w)
{
    struct str failed = { 0 };
    int error = w->root < 0 ? errno : tree_walk(w->root, visit, w, w->arena, &failed);

    list_sort(&w->places, place_order, w->arena);
    if (error)
        diag_add_path(w->ds, DIAG_FILE_READ, shown_path(w, failed), "не удалось прочитать папку: %s",
                      io_reason(error));
    else if (w->places.count == 0)
        diag_add_path(w->ds, DIAG_MANIFEST_NONE, w->shown, "файла %s нет ни в этой папке, ни глубже",
                      MANIFEST_FILE);
    else if (w->places.count > LIMIT_ORGANISATIONS)
        diag_add_path(w->ds, DIAG_RECORD_LIMIT, w->shown, "разделов больше %d", LIMIT_ORGANISATIONS);
    else
        return true;
    return false;
}

// ---- reading -----------------------------------------------------------------------

static const char *manifest_of(const struct walk *w, const struct place *place)
{
    return path_join(place->folder, STR(MANIFEST_FILE), w->arena).ptr;
}

static bool read_manifest(const struct walk *w, const struct place *place, struct arena *scratch,
                          struct diags *ds, struct source *source, struct manifest *manifest)
{
    const char *name = manifest_of(w, place);

    return manifest_load(w->root, name, shown_path(w, str_from(name)), scratch, ds, source) &&
           manifest_read(source, scratch, ds, manifest);
}

// ---- copies -------------------------------------------------------------------------

// Schools of one name are as many as their taxpayer's numbers; branches share
// the number and differ by name or by place.
static struct str owner_key(const struct manifest_owner *owner, struct arena *a)
{
    return str_format(a, "%.*s\n%.*s\n%.*s\n%.*s", STR_ARG(owner->inn), STR_ARG(owner->name),
                      STR_ARG(owner->path), STR_ARG(owner->parent));
}

// A manifest that was changed, or is of a day to come, outdoes no other.
static bool is_newer(const struct place *place, const struct place *other)
{
    if (place->sound != other->sound)
        return place->sound;
    return date_compare(place->checked, other->checked) > 0;
}

// Which of the copies of a section is counted: the newest, of equal ones the first.
static void choose_copy(struct walk *w, struct place *place, struct arena *scratch)
{
    struct source source;
    struct manifest m;

    if (!read_manifest(w, place, scratch, diags_new(scratch), &source, &m))
        return; // reported when it is its turn
    place->owner = owner_key(&m.owner, w->arena);
    place->checked = m.checked;
    place->sound = m.untouched && date_compare(m.checked, w->today) <= 0;
    struct place *first = map_put(&w->owners, place->owner, place);
    if (!first)
        place->counted = place;
    else if (is_newer(place, first->counted))
        first->counted = place;
}

static const char *shown_folder(const struct walk *w, const struct place *place)
{
    return shown_path(w, str_empty(place->folder) ? STR(".") : place->folder);
}

static bool is_superseded(const struct walk *w, const struct place *place, const char *shown)
{
    const struct place *first = map_get(&w->owners, place->owner);
    const struct place *counted = first ? first->counted : place;

    if (counted == place)
        return false;
    diag_add_path(w->ds, DIAG_MANIFEST_DUPLICATE, shown,
                  "та же организация, что и у раздела %s; учтён он, его паспорт от %.*s",
                  shown_folder(w, counted), STR_ARG(date_dotted(counted->checked, w->arena)));
    return true;
}

static void note_taxpayer(struct walk *w, struct str inn, const struct place *place, const char *shown)
{
    const struct place *before =
        str_empty(inn) ? NULL : map_put(&w->taxpayers, str_copy(inn, w->arena), place);

    if (before)
        diag_add_path(w->ds, DIAG_MANIFEST_DUPLICATE, shown, "тот же ИНН, что и у раздела %s",
                      shown_folder(w, before));
}

// ---- one section ------------------------------------------------------------------

static void report_state(const struct walk *w, const struct manifest *m, const char *shown)
{
    const struct str checked = date_dotted(m->checked, w->arena);

    if (!m->untouched)
        diag_add_path(w->ds, DIAG_MANIFEST_CHANGED, shown, "содержимое не сходится с content_hash");
    if (date_compare(m->checked, w->today) > 0)
        diag_add_path(w->ds, DIAG_MANIFEST_FUTURE, shown, "паспорт составлен %.*s, а сверка идёт %.*s",
                      STR_ARG(checked), STR_ARG(date_dotted(w->today, w->arena)));
    if (date_compare(m->valid_until, w->today) < 0)
        diag_add_path(w->ds, DIAG_MANIFEST_STALE, shown, "паспорт составлен %.*s и действовал до %.*s",
                      STR_ARG(checked), STR_ARG(date_dotted(m->valid_until, w->arena)));
    if (account_is_bygone(m, w->today))
        diag_add_path(w->ds, DIAG_MANIFEST_YEAR, shown, "паспорт составлен %.*s, за %.*s учебный год",
                      STR_ARG(checked), STR_ARG(m->school_year));
}

// Keeps the first reason, for whoever compares with an earlier check.
static void report_unread(const struct walk *w, const struct place *place, const struct diags *why)
{
    w->out->unread++;
    for (LIST_EACH(const struct diag, d, why->items))
        if (d->severity >= SEVERITY_ERROR) {
            verdicts_add_unread(w->out->verdicts, place->folder, d->message);
            return;
        }
}

static void take_account(const struct walk *w, struct place *place, const struct claims *claims)
{
    const int64_t told = claims->manifest->totals.organizations;

    place->account = account_of(claims, place->folder, w->today, w->out->verdicts, w->arena);
    place->told = told < LIMIT_ORGANISATIONS ? told : LIMIT_ORGANISATIONS;
    w->out->files += claims->checked;
    w->out->sections++;
}

// Reads the section's manifest in [scratch]; what stays is the place's account.
static void read_place(struct walk *w, struct place *place, struct arena *scratch)
{
    const char *shown = shown_path(w, str_from(manifest_of(w, place)));
    struct diags *own = diags_new(scratch);
    struct source source;
    struct manifest manifest;

    bool read = read_manifest(w, place, scratch, own, &source, &manifest);
    diags_merge(w->ds, own);
    if (!read) {
        report_unread(w, place, own);
        return;
    }
    report_state(w, &manifest, shown);
    place->superseded = is_superseded(w, place, shown);
    if (place->superseded)
        return;
    note_taxpayer(w, manifest.owner.inn, place, shown);
    int folder =
        io_open_beneath(w->root, str_empty(place->folder) ? "." : place->folder.ptr, O_RDONLY | O_DIRECTORY);
    const struct claims claims = claims_verify(&manifest, &source, folder, scratch, w->ds);
    take_account(w, place, &claims);
    if (folder >= 0)
        close(folder);
}

// ---- all of them --------------------------------------------------------------------

static bool is_beneath(struct str path, struct str folder)
{
    return str_empty(folder) ||
           (path.len > folder.len && str_starts(path, folder) && path.ptr[folder.len] == '/');
}

// The sections in order: each stands under the last one before it that is above
// it. One that could not be used stands in nobody's way.
static void link_places(struct walk *w, struct list *roots)
{
    struct place *above = NULL;

    for (LIST_EACH(struct place, place, w->places)) {
        while (above && !is_beneath(place->folder, above->folder))
            above = above->parent;
        place->parent = above;
        if (!place->account.fold)
            continue;
        list_add(above ? &above->children : roots, place, w->arena);
        if (above)
            place->account.link->superior = above->account.fold->row->label;
        above = place;
    }
}

// Once all labels are known: namesakes get what tells them apart.
static void label_places(const struct walk *w)
{
    for (LIST_EACH(struct place, place, w->places))
        if (place->account.fold)
            place->account.link->title = place->account.fold->row->label = place->account.alone->label;
}

static struct list folds_of(const struct list *places, struct arena *a)
{
    struct list folds = { 0 };

    for (LIST_EACH(const struct place, place, *places))
        list_add(&folds, place->account.fold, a);
    return folds;
}

static void add_folds(struct fold *fold, const struct list *children, struct arena *a)
{
    for (LIST_EACH(const struct fold, child, *children))
        fold_add_child(fold, child, a);
}

// What a municipality lacks its region lacks too: only what nobody below has
// missed is missed here.
static void count_missing(const struct walk *w, struct place *place)
{
    const int64_t lacking = place->told - place->found;

    if (lacking > place->missing) {
        place->missing = lacking;
        diag_add_path(w->ds, DIAG_MANIFEST_MISSING, shown_path(w, str_from(manifest_of(w, place))),
                      "по паспорту под этой организацией %lld %s, а разделов найдено %lld",
                      (long long)place->told,
                      russian_plural(place->told, "организация", "организации", "организаций"),
                      (long long)place->found);
    }
    if (place->parent) {
        place->parent->found += place->found + !place->superseded;
        place->parent->missing += place->missing;
    } else {
        w->out->missing += place->missing;
    }
}

// From the last section to the first, so that all below one are folded before it is.
static void fold_places(struct walk *w)
{
    struct list roots = { 0 };

    link_places(w, &roots);
    for (size_t i = w->places.count; i > 0; i--) {
        struct place *place = (struct place *)(uintptr_t)w->places.items[i - 1];
        struct list folds = folds_of(&place->children, w->arena);
        if (place->account.fold)
            add_folds(place->account.fold, &folds, w->arena);
        count_missing(w, place);
    }
    if (roots.count == 1) {
        const struct place *top = roots.items[0];
        w->out->whole = top->account.fold;
        w->out->children = folds_of(&top->children, w->arena);
        return;
    }
    w->out->children = folds_of(&roots, w->arena);
    w->out->whole = ARENA_NEW(w->arena, struct fold);
    w->out->whole->row = ARENA_NEW(w->arena, struct organization_row);
    add_folds(w->out->whole, &w->out->children, w->arena);
}

static void for_each_place(struct walk *w,
                           void (*visit_place)(struct walk *w, struct place *place, struct arena *scratch),
                           struct arena *scratch)
{
    for (LIST_EACH(struct place, place, w->places)) {
        visit_place(w, place, scratch);
        arena_reset(scratch);
    }
}

void published_check(const char *folder, struct date today, struct arena *a, struct diags *ds,
                     struct published *out)
{
    struct walk w = {
        .shown = folder,
        .root = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC),
        .today = today,
        .owners = map_new(a),
        .taxpayers = map_new(a),
        .arena = a,
        .ds = ds,
        .out = out,
    };
    struct arena *scratch = arena_new();

    *out = (struct published){ .today = today, .verdicts = verdicts_new(a) };
    if (find_places(&w)) {
        for_each_place(&w, choose_copy, scratch);
        for_each_place(&w, read_place, scratch);
    }
    verdicts_finish(out->verdicts, today);
    label_places(&w);
    fold_places(&w);
    arena_free(scratch);
    if (w.root >= 0)
        close(w.root);
}
