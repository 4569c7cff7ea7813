// SPDX-License-Identifier: MIT
#include "output/target.h"

#include "base/io.h"
#include "base/limits.h"
#include "base/path.h"
#include "output/content.h"
#include "output/lock.h"
#include "output/tree.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

enum { NAMES_SHOWN = 5 };

// ---- saying what went wrong: these return false, so that the caller can return it too ----

const char *target_shown(const struct target *t, struct str path, struct arena *a)
{
    return str_empty(path) ? t->shown : path_join(str_from(t->shown), path, a).ptr;
}

bool target_fail(const struct target *t, enum diag_code code, struct str path, const char *action, int error,
                 struct diags *ds)
{
    diag_add_path(ds, code, target_shown(t, path, ds->arena), "не удалось %s: %s", action, io_reason(error));
    return false;
}

static bool fail_read(const struct target *t, struct str path, int error, struct diags *ds)
{
    return target_fail(t, DIAG_FILE_READ, path, "прочитать", error, ds);
}

static bool fail_folder(const struct target *t, const char *action, int error, struct diags *ds)
{
    return target_fail(t, DIAG_FILE_WRITE, (struct str){ 0 }, action, error, ds);
}

static bool refuse(const struct target *t, const char *why, struct diags *ds)
{
    diag_add_path(ds, DIAG_PUBLIC_FOREIGN, t->shown, "%s", why);
    return false;
}

// ---- the folder and what stands beside it --------------------------------

static bool is_plain_name(const char *name)
{
    return !str_empty(str_from(name)) && !str_is(str_from(name), ".") && !str_is(str_from(name), "..");
}

static const char *beside(const struct target *t, const char *what)
{
    return str_format(t->arena, ".%s.nastavnik-%s", t->name, what).ptr;
}

// Splits the folder into its parent, which is opened, and its name there.
static bool open_parent(struct target *t, const char *folder, struct diags *ds)
{
    struct str path = path_bare(str_from(folder));
    size_t cut;

    t->shown = str_cstr(path, t->arena);
    for (cut = path.len; cut > 0 && path.ptr[cut - 1] != '/';)
        cut--;
    t->name = t->shown + cut;
    if (!is_plain_name(t->name)) {
        diag_add_path(ds, DIAG_FILE_WRITE, t->shown, "у папки для готового раздела должно быть своё имя");
        return false;
    }
    const char *parent = cut ? str_cstr(str_from_to(path, 0, cut), t->arena) : ".";
    t->parent = open(parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (t->parent < 0)
        return fail_folder(t, "открыть папку, в которой должен лежать готовый раздел", errno, ds);
    t->next = beside(t, "next");
    t->aside = beside(t, "old");
    t->lock = beside(t, "lock");
    return true;
}

static bool lock(struct target *t, struct diags *ds)
{
    long holder = 0;
    int error = lock_take(t->parent, t->lock, &t->lock_fd, &holder);

    if (!error)
        return true;
    if (error != EWOULDBLOCK)
        return fail_folder(t, "занять папку на время сборки", error, ds);
    if (holder)
        diag_add_path(ds, DIAG_PUBLIC_BUSY, t->shown, "папку сейчас собирает процесс %ld", holder);
    else
        diag_add_path(ds, DIAG_PUBLIC_BUSY, t->shown, "папку сейчас собирает другой процесс");
    return false;
}

// Removes or puts back what a killed build left behind.
static int heal(const struct target *t)
{
    int error = tree_remove(t->parent, t->next, t->scratch);

    if (error)
        return error;
    // No folder is nobody's old site.
    if (unlinkat(t->parent, t->aside, 0) == 0 || errno == ENOENT)
        return 0;
    // Succeeds only when the folder is absent or empty: after a kill between the two renames.
    if (renameat(t->parent, t->aside, t->parent, t->name) == 0)
        return 0;
    if (errno == ENOTDIR) // the name is no folder's: open_old refuses it
        return 0;
    if (errno != ENOTEMPTY && errno != EEXIST)
        return errno;
    if (renameat(t->parent, t->aside, t->parent, t->next))
        return errno;
    return tree_remove(t->parent, t->next, t->scratch);
}

// ---- the old tree --------------------------------------------------------

static bool parse_ledger(struct target *t, int fd, struct diags *ds)
{
    struct stat st;
    int error = fstat(fd, &st) ? errno : 0;

    if (!error && (!S_ISREG(st.st_mode) || st.st_size > LIMIT_LEDGER_BYTES))
        return refuse(t, "на месте описи " LEDGER_NAME " лежит что-то другое", ds);
    char *text = error ? NULL : arena_alloc(t->arena, (size_t)st.st_size + 1, 1);
    if (!error)
        error = content_read(fd, text, (size_t)st.st_size);
    if (error)
        return fail_read(t, STR(LEDGER_NAME), error, ds);
    size_t bad = ledger_read(&t->ledger, (struct str){ text, (size_t)st.st_size }, t->arena);
    if (!bad)
        return t->has_ledger = true;
    diag_add_path(ds, DIAG_PUBLIC_FOREIGN, t->shown,
                  "опись %s повреждена в строке %zu, и по ней не понять, какие файлы здесь создала программа",
                  LEDGER_NAME, bad);
    return false;
}

static bool read_old_ledger(struct target *t, struct diags *ds)
{
    int fd = openat(t->old, LEDGER_NAME, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);

    if (fd < 0 && errno == ENOENT)
        return true;
    if (fd < 0)
        return fail_read(t, STR(LEDGER_NAME), errno, ds);
    bool ok = parse_ledger(t, fd, ds);
    close(fd);
    return ok;
}

struct census {
    const struct target *target;
    struct str place;
    struct list foreign; // names, folders with a slash behind
};

static bool is_ours(const struct target *t, struct str path, enum tree_kind kind)
{
    size_t count;

    if (kind == TREE_FOLDER)
        return ledger_within(&t->ledger, path, &count) != NULL;
    if (kind == TREE_FILE)
        return ledger_find(&t->ledger, path) || str_is(path, LEDGER_NAME);
    return false; // the program makes no links
}

static bool count_in(void *context, struct str path, enum tree_kind kind)
{
    struct census *c = context;
    const struct target *t = c->target;

    path = path_join(c->place, path, t->scratch);
    bool ours = is_ours(t, path, kind);

    if (!ours)
        list_add(&c->foreign,
                 str_format(t->scratch, "%.*s%s", STR_ARG(path), kind == TREE_FOLDER ? "/" : "").ptr,
                 t->scratch);
    return ours;
}

static int by_name(const void *a, const void *b)
{
    return str_compare(str_from(a), str_from(b));
}

static void report_foreign(struct census *c, struct diags *ds)
{
    struct buf names = buf_new(ds->arena, LIMIT_TEXT_BYTES);
    size_t shown = 0;

    list_sort(&c->foreign, by_name, ds->arena);
    for (; shown < c->foreign.count && shown < NAMES_SHOWN; shown++)
        buf_format(&names, "%s%s", shown ? ", " : "", (const char *)c->foreign.items[shown]);
    if (c->foreign.count > shown)
        buf_format(&names, " и ещё %zu", c->foreign.count - shown);
    diag_add_path(ds, DIAG_PUBLIC_FOREIGN, c->target->shown, "этого программа не создавала: %.*s",
                  STR_ARG(buf_str(&names)));
}

static int take_census(struct census *c, struct str *failed)
{
    const struct target *t = c->target;
    const char *place = str_empty(c->place) ? "." : str_cstr(c->place, t->scratch);
    int root = openat(t->old, place, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);

    if (root < 0)
        return errno;
    int error = tree_walk(root, count_in, c, t->scratch, failed);
    close(root);
    return error;
}

bool target_is_ours(struct target *t, struct str place, struct diags *ds)
{
    struct census c = { .target = t, .place = place };
    struct str failed = { 0 };
    int error = take_census(&c, &failed);

    if (error)
        return fail_read(t, path_join(place, failed, t->scratch), error, ds);
    if (c.foreign.count)
        report_foreign(&c, ds);
    arena_reset(t->scratch);
    return c.foreign.count == 0;
}

// A mounted disk can be neither renamed nor exchanged; better said now than
// after an hour of building.
static bool is_mounted(const struct target *t, const struct stat *folder)
{
    struct stat parent;

    return fstat(t->parent, &parent) == 0 && parent.st_dev != folder->st_dev;
}

static bool open_old(struct target *t, bool known, struct diags *ds)
{
    struct stat st;

    bool there = fstatat(t->parent, t->name, &st, AT_SYMLINK_NOFOLLOW) == 0;
    if (!there && errno == ENOENT)
        return true;
    if (!there)
        return fail_folder(t, "открыть папку", errno, ds);
    if (S_ISLNK(st.st_mode))
        return refuse(t, "это символическая ссылка, а раздел публикуется только в обычную папку", ds);
    if (!S_ISDIR(st.st_mode))
        return refuse(t, "на месте папки для готового раздела лежит файл", ds);
    if (is_mounted(t, &st)) {
        diag_add_path(ds, DIAG_FILE_WRITE, t->shown,
                      "это отдельно подключённый диск, целиком его не заменить; укажите папку внутри него");
        return false;
    }
    t->old = openat(t->parent, t->name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (t->old < 0)
        return fail_folder(t, "открыть папку", errno, ds);
    return read_old_ledger(t, ds) && (known || target_is_ours(t, (struct str){ 0 }, ds));
}

// ---- opening -------------------------------------------------------------

static bool open_staging(struct target *t, struct diags *ds)
{
    if (mkdirat(t->parent, t->next, 0777) == 0)
        t->staging = openat(t->parent, t->next, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (t->staging < 0)
        return fail_folder(t, "создать рядом временную папку", errno, ds);
    return true;
}

static bool prepare(struct target *t, const char *folder, bool known, struct diags *ds)
{
    if (!open_parent(t, folder, ds) || !lock(t, ds))
        return false;
    int error = heal(t);
    if (error)
        return fail_folder(t, "убрать остатки прерванной сборки", error, ds);
    return open_old(t, known, ds) && open_staging(t, ds);
}

bool target_open(struct target *t, const char *folder, bool known, struct diags *ds)
{
    *t = (struct target){
        .arena = arena_new(), .scratch = arena_new(), .parent = -1, .old = -1, .staging = -1, .lock_fd = -1
    };
    return prepare(t, folder, known, ds);
}

// ---- exchanging ----------------------------------------------------------

// For file systems that cannot exchange; what a kill in between leaves, heal puts right.
static int swap_by_renames(const struct target *t)
{
    if (renameat(t->parent, t->name, t->parent, t->aside))
        return errno;
    if (renameat(t->parent, t->next, t->parent, t->name)) {
        int error = errno;
        renameat(t->parent, t->aside, t->parent, t->name);
        return error;
    }
    // If this fails, the next target_open removes it under its present name.
    renameat(t->parent, t->aside, t->parent, t->next);
    return 0;
}

static int swap(const struct target *t)
{
    if (!t->has_ledger) // renaming replaces an empty folder, and nothing else
        return renameat(t->parent, t->next, t->parent, t->name) ? errno : 0;
    if (renameat2(t->parent, t->next, t->parent, t->name, RENAME_EXCHANGE) == 0)
        return 0;
    return errno == EINVAL || errno == ENOSYS ? swap_by_renames(t) : errno;
}

int target_swap(struct target *t)
{
    int error = swap(t);

    t->exchanged = !error;
    return error;
}

bool target_swap_folder(struct target *t, const char *path)
{
    t->exchanged = t->in_place = renameat2(t->staging, path, t->old, path, RENAME_EXCHANGE) == 0;
    return t->exchanged;
}

void target_tidy(struct target *t, struct diags *ds)
{
    int changed = t->in_place ? t->old : t->parent;
    int error = fsync(changed) && errno != EINVAL ? errno : 0; // EINVAL: not done for folders here

    if (error)
        diag_add_path(ds, DIAG_PUBLIC_UNTIDY, t->shown, "не удалось дождаться записи на диск: %s",
                      io_reason(error));
    else if ((error = tree_remove(t->parent, t->next, t->scratch)) != 0)
        diag_add_path(ds, DIAG_PUBLIC_UNTIDY, t->shown, "не удалось удалить прежний раздел (%s): %s", t->next,
                      io_reason(error));
}

static void close_open(int fd)
{
    if (fd >= 0)
        close(fd);
}

void target_close(struct target *t)
{
    close_open(t->staging);
    close_open(t->old);
    if (t->lock_fd >= 0 && !t->exchanged)
        tree_remove(t->parent, t->next, t->scratch); // if it fails, the next target_open will tell
    lock_release(t->parent, t->lock, t->lock_fd);
    close_open(t->parent);
    arena_free(t->scratch);
    arena_free(t->arena);
}
