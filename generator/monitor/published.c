// SPDX-License-Identifier: MIT
#include "monitor/published.h"

#include "base/io.h"
#include "base/limits.h"
#include "base/path.h"
#include "input/source.h"
#include "monitor/claims.h"
#include "output/tree.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

// One published section: a folder with a manifest.
struct place {
    struct str folder;                         // from the root of the walk; empty for the root itself
    struct fold *fold;                         // NULL when the manifest could not be used
    struct link_row *link;                     // its name among debtors
    const struct verdicts_organization *alone; // the same among verdicts
    struct list children;
    struct place *parent; // the nearest section above, used or not
};

struct walk {
    const char *shown; // the root as the user typed it
    int root;
    struct date today;
    struct list places;          // of struct place, parents first
    struct map names, taxpayers; // those already met -> the place
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

// ---- one section ------------------------------------------------------------------

static struct str label_of(const struct manifest_owner *owner)
{
    return str_empty(owner->short_name) ? owner->name : owner->short_name;
}

static void count_required(struct organization_row *row, const struct debtor_row *state)
{
    const int status = state->status;

    row->required++;
    row->published += status == STATUS_PUBLISHED || status == STATUS_WAIVED;
    row->partial += status == STATUS_PARTIAL;
    row->absent += status == STATUS_ABSENT;
    row->required_total += status != STATUS_WAIVED;
    row->published_total += status == STATUS_PUBLISHED;
    row->partial_total += status == STATUS_PARTIAL;
    row->absent_total += status == STATUS_ABSENT;
    row->late_total += state->late;
}

// How the section has the item, on the day of this check and not on that of the manifest.
static struct debtor_row state_of(const struct walk *w, const struct claims *claims,
                                  const struct manifest_item *item, const struct link_row *link)
{
    struct debtor_row state = { .organization = link, .status = claims_judge(claims, item) };

    if (state.status != STATUS_ABSENT && state.status != STATUS_PARTIAL)
        return state;
    state.due_day = item->due_day;
    state.late = date_given(state.due_day) && date_compare(state.due_day, w->today) < 0;
    return state;
}

static struct organization_row *row_of(const struct walk *w, const struct place *place,
                                       const struct manifest_owner *owner)
{
    struct organization_row *row = ARENA_NEW(w->arena, struct organization_row);

    row->label = str_copy(label_of(owner), w->arena);
    row->name = str_copy(owner->name, w->arena);
    row->kind = str_from(choice_at(&org_kind_choices, owner->kind)->label);
    row->href = path_join(place->folder, STR("index.html"), w->arena);
    return row;
}

// The same as `check` says of the sources: the folder of a section is the path of its organisation.
static void add_verdict(const struct walk *w, struct verdicts_organization *o,
                        const struct manifest_item *item, const struct debtor_row *state)
{
    const struct profile profile = { .id = item->profile };
    const struct requirement requirement = {
        .id = item->id, .title = item->title, .must = item->must, .profile = &profile
    };
    const struct verdict v = {
        .item = &requirement,
        .status = state->status,
        .due_day = state->due_day,
        .late = state->late,
        .due = state->late
                   ? str_format(w->arena, "срок был %.*s", STR_ARG(date_dotted(state->due_day, w->arena)))
                   : STR(""),
    };

    verdicts_add_row(w->out->verdicts, o, &v);
}

static struct fold *fold_manifest(const struct walk *w, struct place *place, const struct claims *claims)
{
    struct fold *fold = ARENA_NEW(w->arena, struct fold);
    struct link_row *link = ARENA_NEW(w->arena, struct link_row);

    fold->row = row_of(w, place, &claims->manifest->owner);
    link->title = fold->row->label;
    link->href = fold->row->href;
    link->superior = str_copy(claims->manifest->owner.parent, w->arena);
    struct verdicts_organization *alone =
        verdicts_add_organization(w->out->verdicts, place->folder, fold->row->label, fold->row->name);
    place->link = link;
    place->alone = alone;
    for (LIST_EACH(const struct manifest_item, item, claims->manifest->items)) {
        const struct item_row like = { .profile = item->profile,
                                       .id = item->id,
                                       .title = item->title,
                                       .must = str_from(choice_at(&must_choices, item->must)->label) };
        const struct debtor_row state = state_of(w, claims, item, link);
        fold_add_item(fold, &like, &state, w->arena);
        add_verdict(w, alone, item, &state);
        if (item->must == MUST_REQUIRED)
            count_required(fold->row, &state);
    }
    return fold;
}

// Remembers [key] as this place's; reports the place that had it before.
static const struct place *take_name(struct walk *w, struct map *taken, struct str key, const char *what,
                                     const struct place *place, const char *shown)
{
    const struct place *before = str_empty(key) ? NULL : map_put(taken, str_copy(key, w->arena), place);

    if (before)
        diag_add_path(w->ds, DIAG_MANIFEST_DUPLICATE, shown, "%s, что и у раздела %s", what,
                      shown_path(w, str_empty(before->folder) ? STR(".") : before->folder));
    return before;
}

// Whether the section was met before. Branches share a taxpayer's number, so
// the number alone is worth a word, but only one name at one place is one section.
static bool is_duplicate(struct walk *w, const struct manifest_owner *owner, const struct place *place,
                         const char *shown)
{
    const struct str name = str_format(w->arena, "%.*s\n%.*s\n%.*s", STR_ARG(owner->name),
                                       STR_ARG(owner->path), STR_ARG(owner->parent));

    if (take_name(w, &w->names, name, "та же организация", place, shown))
        return true;
    take_name(w, &w->taxpayers, owner->inn, "тот же ИНН", place, shown);
    return false;
}

static void report_state(const struct walk *w, const struct manifest *m, const char *shown)
{
    if (!m->untouched)
        diag_add_path(w->ds, DIAG_MANIFEST_CHANGED, shown, "содержимое не сходится с content_hash");
    if (date_compare(m->valid_until, w->today) < 0)
        diag_add_path(w->ds, DIAG_MANIFEST_STALE, shown, "паспорт составлен %.*s и действовал до %.*s",
                      STR_ARG(date_dotted(m->checked, w->arena)),
                      STR_ARG(date_dotted(m->valid_until, w->arena)));
}

// Reads the section's manifest in [scratch]; what stays is the place's fold.
static void read_place(struct walk *w, struct place *place, struct arena *scratch)
{
    const struct str name = path_join(place->folder, STR(MANIFEST_FILE), w->arena);
    const char *shown = shown_path(w, name);
    struct source source;
    struct manifest manifest;
    int folder = -1;

    bool read = source_load(w->root, name.ptr, shown, LIMIT_MANIFEST_BYTES, scratch, w->ds, &source) &&
                manifest_read(&source, scratch, w->ds, &manifest);
    if (!read) {
        w->out->unread++;
        return;
    }
    report_state(w, &manifest, shown);
    if (is_duplicate(w, &manifest.owner, place, shown))
        return;
    folder =
        io_open_beneath(w->root, str_empty(place->folder) ? "." : place->folder.ptr, O_RDONLY | O_DIRECTORY);
    const struct claims claims = claims_verify(&manifest, &source, folder, scratch, w->ds);
    place->fold = fold_manifest(w, place, &claims);
    w->out->files += claims.checked;
    w->out->sections++;
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
        if (!place->fold)
            continue;
        list_add(above ? &above->children : roots, place, w->arena);
        if (above)
            place->link->superior = above->fold->row->label;
        above = place;
    }
}

// Once all labels are known: namesakes get what tells them apart.
static void label_places(const struct walk *w)
{
    for (LIST_EACH(struct place, place, w->places))
        if (place->fold)
            place->link->title = place->fold->row->label = place->alone->label;
}

static struct list folds_of(const struct list *places, struct arena *a)
{
    struct list folds = { 0 };

    for (LIST_EACH(const struct place, place, *places))
        list_add(&folds, place->fold, a);
    return folds;
}

static void add_folds(struct fold *fold, const struct list *children, struct arena *a)
{
    for (LIST_EACH(const struct fold, child, *children))
        fold_add_child(fold, child, a);
}

// From the last section to the first, so that all below one are folded before it is.
static void fold_places(struct walk *w)
{
    struct list roots = { 0 };

    link_places(w, &roots);
    for (size_t i = w->places.count; i > 0; i--) {
        const struct place *place = w->places.items[i - 1];
        struct list folds = folds_of(&place->children, w->arena);
        if (place->fold)
            add_folds(place->fold, &folds, w->arena);
    }
    if (roots.count == 1) {
        const struct place *top = roots.items[0];
        w->out->whole = top->fold;
        w->out->children = folds_of(&top->children, w->arena);
        return;
    }
    w->out->children = folds_of(&roots, w->arena);
    w->out->whole = ARENA_NEW(w->arena, struct fold);
    w->out->whole->row = ARENA_NEW(w->arena, struct organization_row);
    add_folds(w->out->whole, &w->out->children, w->arena);
}

void published_check(const char *folder, struct date today, struct arena *a, struct diags *ds,
                     struct published *out)
{
    struct walk w = {
        .shown = folder,
        .root = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC),
        .today = today,
        .names = map_new(a),
        .taxpayers = map_new(a),
        .arena = a,
        .ds = ds,
        .out = out,
    };
    struct arena *scratch = arena_new();

    *out = (struct published){ .today = today, .verdicts = verdicts_new(a) };
    if (find_places(&w))
        for (LIST_EACH(struct place, place, w.places)) {
            read_place(&w, place, scratch);
            arena_reset(scratch);
        }
    verdicts_finish(out->verdicts, today);
    label_places(&w);
    fold_places(&w);
    arena_free(scratch);
    if (w.root >= 0)
        close(w.root);
}
