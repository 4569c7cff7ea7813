// SPDX-License-Identifier: MIT
#include "output/publish.h"

#include "base/hash.h"
#include "base/io.h"
#include "base/limits.h"
#include "base/path.h"
#include "output/content.h"
#include "output/ledger.h"
#include "output/lock.h"
#include "output/places.h"
#include "output/tree.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

enum { NAMES_SHOWN = 5 };

struct publication {
    struct arena *arena, *scratch;
    const char *shown;                      // the folder as the user typed it
    const char *name, *next, *aside, *lock; // it and what stands beside it, in [parent]
    int parent, old, staging, lock_fd;      // -1 when not open
    struct ledger ledger;                   // of the old tree; lists nothing when there is none
    bool has_ledger;                        // a folder without one is empty, or was refused
    bool published;                         // [next] is the old tree now

    pthread_mutex_t guard; // of the arenas and of what follows, while puts run
    struct list files;     // of struct file
    struct places places;
    bool failed; // it cannot be committed any more
    bool broken; // the disk refused something: every further file would say the same
};

struct file {
    struct ledger_file is; // the first member: a list of these is a list of ledger files
    bool kept;             // published already, byte for byte; linked at the commit
};

// ---- saying what went wrong ----------------------------------------------
// These return false, so that the caller can return it too.

static bool set_failed(struct publication *p)
{
    pthread_mutex_lock(&p->guard);
    p->failed = true;
    pthread_mutex_unlock(&p->guard);
    return false;
}

static const char *shown_path(const struct publication *p, struct str path, struct arena *a)
{
    return str_empty(path) ? p->shown : path_join(str_from(p->shown), path, a).ptr;
}

// An empty [path] means the published folder itself. Only the first trouble of
// a publication is told.
static bool fail(struct publication *p, enum diag_code code, struct str path, const char *action, int error,
                 struct diags *ds)
{
    pthread_mutex_lock(&p->guard);
    bool first = !p->broken;
    p->broken = p->failed = true;
    pthread_mutex_unlock(&p->guard);
    if (first)
        diag_add_path(ds, code, shown_path(p, path, ds->arena), "не удалось %s: %s", action,
                      io_reason(error));
    return false;
}

static bool is_broken(struct publication *p)
{
    pthread_mutex_lock(&p->guard);
    bool broken = p->broken;
    pthread_mutex_unlock(&p->guard);
    return broken;
}

static bool fail_read(struct publication *p, struct str path, int error, struct diags *ds)
{
    return fail(p, DIAG_FILE_READ, path, "прочитать", error, ds);
}

static bool fail_write(struct publication *p, struct str path, const char *action, int error,
                       struct diags *ds)
{
    return fail(p, DIAG_FILE_WRITE, path, action, error, ds);
}

static bool fail_folder(struct publication *p, const char *action, int error, struct diags *ds)
{
    return fail_write(p, (struct str){ 0 }, action, error, ds);
}

static bool refuse(const struct publication *p, const char *why, struct diags *ds)
{
    diag_add_path(ds, DIAG_PUBLIC_FOREIGN, p->shown, "%s", why);
    return false;
}

// ---- the folder and what stands beside it --------------------------------

static bool is_plain_name(const char *name)
{
    return !str_empty(str_from(name)) && !str_is(str_from(name), ".") && !str_is(str_from(name), "..");
}

static const char *beside(const struct publication *p, const char *what)
{
    return str_format(p->arena, ".%s.nastavnik-%s", p->name, what).ptr;
}

// Splits the folder into its parent, which is opened, and its name there.
static bool open_parent(struct publication *p, const char *folder, struct diags *ds)
{
    struct str path = str_from(folder);
    size_t cut;

    while (path.len > 1 && str_ends(path, STR("/")))
        path.len--;
    p->shown = str_cstr(path, p->arena);
    for (cut = path.len; cut > 0 && path.ptr[cut - 1] != '/';)
        cut--;
    p->name = p->shown + cut;
    if (!is_plain_name(p->name)) {
        diag_add_path(ds, DIAG_FILE_WRITE, p->shown, "у папки для готового раздела должно быть своё имя");
        return false;
    }
    const char *parent = cut ? str_cstr(str_from_to(path, 0, cut), p->arena) : ".";
    p->parent = open(parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (p->parent < 0)
        return fail_folder(p, "открыть папку, в которой должен лежать готовый раздел", errno, ds);
    p->next = beside(p, "next");
    p->aside = beside(p, "old");
    p->lock = beside(p, "lock");
    return true;
}

static bool lock(struct publication *p, struct diags *ds)
{
    long holder = 0;
    int error = lock_take(p->parent, p->lock, &p->lock_fd, &holder);

    if (error != EWOULDBLOCK)
        return !error || fail_folder(p, "занять папку на время сборки", error, ds);
    if (holder)
        diag_add_path(ds, DIAG_PUBLIC_BUSY, p->shown, "папку сейчас собирает процесс %ld", holder);
    else
        diag_add_path(ds, DIAG_PUBLIC_BUSY, p->shown, "папку сейчас собирает другой процесс");
    return false;
}

// Removes or puts back what a killed build left behind.
static int heal(const struct publication *p)
{
    int error = tree_remove(p->parent, p->next, p->scratch);

    if (error)
        return error;
    // Succeeds only when the folder is absent or empty: after a kill between the two renames.
    if (renameat(p->parent, p->aside, p->parent, p->name) == 0 || errno == ENOENT)
        return 0;
    if (errno == ENOTDIR) // the name is no folder's: open_old refuses it
        return 0;
    if (errno != ENOTEMPTY && errno != EEXIST)
        return errno;
    if (renameat(p->parent, p->aside, p->parent, p->next))
        return errno;
    return tree_remove(p->parent, p->next, p->scratch);
}

// ---- the old tree --------------------------------------------------------

static bool parse_ledger(struct publication *p, int fd, struct diags *ds)
{
    struct stat st;
    int error = fstat(fd, &st) ? errno : 0;

    if (!error && (!S_ISREG(st.st_mode) || st.st_size > LIMIT_LEDGER_BYTES))
        return refuse(p, "на месте описи " LEDGER_NAME " лежит что-то другое", ds);
    char *text = error ? NULL : arena_alloc(p->arena, (size_t)st.st_size + 1, 1);
    if (!error)
        error = content_read(fd, text, (size_t)st.st_size);
    if (error)
        return fail_read(p, STR(LEDGER_NAME), error, ds);
    size_t bad = ledger_read(&p->ledger, (struct str){ text, (size_t)st.st_size }, p->arena);
    if (!bad)
        return p->has_ledger = true;
    diag_add_path(ds, DIAG_PUBLIC_FOREIGN, p->shown,
                  "опись %s повреждена в строке %zu, и по ней не понять, какие файлы здесь создала программа",
                  LEDGER_NAME, bad);
    return false;
}

static bool read_old_ledger(struct publication *p, struct diags *ds)
{
    int fd = openat(p->old, LEDGER_NAME, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);

    if (fd < 0)
        return errno == ENOENT || fail_read(p, STR(LEDGER_NAME), errno, ds);
    bool ok = parse_ledger(p, fd, ds);
    close(fd);
    return ok;
}

struct census {
    const struct publication *publication;
    struct list foreign; // names, folders with a slash behind
};

static bool is_ours(const struct publication *p, struct str path, enum tree_kind kind)
{
    if (kind == TREE_FOLDER)
        return ledger_has_folder(&p->ledger, path);
    if (kind == TREE_FILE)
        return ledger_find(&p->ledger, path) || str_is(path, LEDGER_NAME);
    return false; // the program makes no links
}

static bool count_in(void *context, struct str path, enum tree_kind kind)
{
    struct census *c = context;
    const struct publication *p = c->publication;
    bool ours = is_ours(p, path, kind);

    if (!ours)
        list_add(&c->foreign,
                 str_format(p->scratch, "%.*s%s", STR_ARG(path), kind == TREE_FOLDER ? "/" : "").ptr,
                 p->scratch);
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
    diag_add_path(ds, DIAG_PUBLIC_FOREIGN, c->publication->shown, "этого программа не создавала: %.*s",
                  STR_ARG(buf_str(&names)));
}

static bool check_ours(struct publication *p, struct diags *ds)
{
    struct census c = { .publication = p };
    struct str failed = { 0 };
    int error = tree_walk(p->old, count_in, &c, p->scratch, &failed);

    if (error)
        return fail_read(p, failed, error, ds);
    if (c.foreign.count)
        report_foreign(&c, ds);
    arena_reset(p->scratch);
    return c.foreign.count == 0;
}

// A mounted disk can be neither renamed nor exchanged; better said now than
// after an hour of building.
static bool is_mounted(const struct publication *p, const struct stat *folder)
{
    struct stat parent;

    return fstat(p->parent, &parent) == 0 && parent.st_dev != folder->st_dev;
}

static bool open_old(struct publication *p, struct diags *ds)
{
    struct stat st;

    if (fstatat(p->parent, p->name, &st, AT_SYMLINK_NOFOLLOW))
        return errno == ENOENT || fail_folder(p, "открыть папку", errno, ds);
    if (S_ISLNK(st.st_mode))
        return refuse(p, "это символическая ссылка, а раздел публикуется только в обычную папку", ds);
    if (!S_ISDIR(st.st_mode))
        return refuse(p, "на месте папки для готового раздела лежит файл", ds);
    if (is_mounted(p, &st)) {
        diag_add_path(ds, DIAG_FILE_WRITE, p->shown,
                      "это отдельно подключённый диск, целиком его не заменить; укажите папку внутри него");
        return false;
    }
    p->old = openat(p->parent, p->name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (p->old < 0)
        return fail_folder(p, "открыть папку", errno, ds);
    return read_old_ledger(p, ds) && check_ours(p, ds);
}

// ---- opening -------------------------------------------------------------

static bool open_staging(struct publication *p, struct diags *ds)
{
    if (mkdirat(p->parent, p->next, 0777) == 0)
        p->staging = openat(p->parent, p->next, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    return p->staging >= 0 || fail_folder(p, "создать рядом временную папку", errno, ds);
}

static bool prepare(struct publication *p, const char *folder, struct diags *ds)
{
    if (!open_parent(p, folder, ds) || !lock(p, ds))
        return false;
    int error = heal(p);
    if (error)
        return fail_folder(p, "убрать остатки прерванной сборки", error, ds);
    return open_old(p, ds) && open_staging(p, ds);
}

struct publication *publish_open(const char *folder, struct diags *ds)
{
    struct arena *a = arena_new();
    struct publication *p = ARENA_NEW(a, struct publication);

    p->arena = a;
    p->scratch = arena_new();
    p->parent = p->old = p->staging = p->lock_fd = -1;
    p->ledger = ledger_new(a);
    p->places = places_new(a, p->scratch);
    places_take(&p->places, STR(LEDGER_NAME));
    pthread_mutex_init(&p->guard, NULL);
    if (prepare(p, folder, ds))
        return p;
    publish_close(p);
    return NULL;
}

// ---- putting files -------------------------------------------------------

static void report_clash(const struct publication *p, struct str path, const struct place *had,
                         struct diags *ds)
{
    const char *shown = shown_path(p, path, ds->arena);
    bool through = had->path.len < path.len && path.ptr[had->path.len] == '/' && str_starts(path, had->path);

    if (through || (had->is_folder && str_eq(path, had->path)))
        diag_add_path(ds, DIAG_PATH_CLASH, shown, "по адресу «%.*s» должны быть и файл, и папка",
                      STR_ARG(had->path));
    else if (str_eq(path, had->path))
        diag_add_path(ds, DIAG_PATH_CLASH, shown, "этот адрес получили два файла");
    else
        diag_add_path(ds, DIAG_PATH_CLASH, shown, "адрес отличается от «%.*s» только написанием букв",
                      STR_ARG(had->path));
}

// Enters the file into the list of the new tree; NULL when its path is not to be had.
static struct file *enter(struct publication *p, struct str path, size_t size, uint64_t hash,
                          struct diags *ds)
{
    if (!path_is_safe(path)) {
        diag_add_path(ds, DIAG_PATH_INVALID, p->shown, "недопустимый путь внутри раздела: «%.*s»",
                      STR_ARG(path));
        set_failed(p);
        return NULL;
    }
    pthread_mutex_lock(&p->guard);
    struct file *f = ARENA_NEW(p->arena, struct file);
    f->is = (struct ledger_file){ str_copy(path, p->arena), hash, size };
    const struct place *had = places_take(&p->places, f->is.path);
    if (!had)
        list_add(&p->files, f, p->arena);
    pthread_mutex_unlock(&p->guard);
    if (!had)
        return f;
    report_clash(p, path, had, ds);
    set_failed(p);
    return NULL;
}

// The published file of the same path when by ledger and size it may be the
// same; -1 when it is another. Trouble with it is no error: it is written anew.
static int open_published(const struct publication *p, const struct file *f, struct stat *st)
{
    const struct ledger_file *was = ledger_find(&p->ledger, f->is.path);

    if (!was || was->size != f->is.size || was->hash != f->is.hash)
        return -1;
    int fd = openat(p->old, f->is.path.ptr, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (fd >= 0 && fstat(fd, st) == 0 && S_ISREG(st->st_mode) && (size_t)st->st_size == f->is.size)
        return fd;
    if (fd >= 0)
        close(fd);
    return -1;
}

static bool is_published(const struct publication *p, const struct file *f, struct str bytes)
{
    struct stat st;
    int fd = open_published(p, f, &st);

    if (fd < 0)
        return false;
    bool same = content_is(fd, bytes);
    close(fd);
    return same;
}

static bool same_time(struct timespec a, struct timespec b)
{
    return a.tv_sec == b.tv_sec && a.tv_nsec == b.tv_nsec;
}

static bool is_copy_published(const struct publication *p, const struct file *f, int source,
                              struct timespec changed)
{
    struct stat st;
    int fd = open_published(p, f, &st);

    if (fd < 0)
        return false;
    bool same = same_time(st.st_mtim, changed) || content_same(fd, source, f->is.size);
    close(fd);
    return same;
}

// Tries the file first: its folder is nearly always there already.
static int create(const struct publication *p, const char *path)
{
    const int flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC;
    int fd = openat(p->staging, path, flags, 0666);

    if (fd >= 0 || errno != ENOENT)
        return fd;
    errno = tree_make_parents(p->staging, path);
    return errno ? -1 : openat(p->staging, path, flags, 0666);
}

static int write_file(const struct publication *p, const char *path, struct str bytes)
{
    int fd = create(p, path);

    if (fd < 0)
        return errno;
    int error = content_write(fd, bytes);
    if (close(fd) && !error) // a full network disk shows up here
        error = errno;
    return error;
}

static int copy_file(const struct publication *p, const char *path, int from, size_t size,
                     struct timespec changed)
{
    const struct timespec times[] = { { .tv_nsec = UTIME_NOW }, changed };
    int fd = create(p, path);

    if (fd < 0)
        return errno;
    int error = content_copy(from, fd, size);
    if (!error && futimens(fd, times))
        error = errno;
    if (close(fd) && !error)
        error = errno;
    return error;
}

bool publish_put(struct publication *p, struct str path, struct str bytes, struct diags *ds)
{
    if (is_broken(p))
        return false;
    struct file *f = enter(p, path, bytes.len, hash_quick(bytes), ds);
    if (!f)
        return false;
    f->kept = is_published(p, f, bytes);
    if (f->kept)
        return true;
    int error = write_file(p, f->is.path.ptr, bytes);
    return !error || fail_write(p, path, "записать файл", error, ds);
}

bool publish_copy(struct publication *p, struct str path, int fd, size_t size, uint64_t hash,
                  struct diags *ds)
{
    struct stat st;

    if (is_broken(p))
        return false;
    struct file *f = enter(p, path, size, hash, ds);
    if (!f)
        return false;
    if (fstat(fd, &st))
        return fail_read(p, path, errno, ds);
    if ((size_t)st.st_size != size) {
        diag_add_path(ds, DIAG_FILE_READ, shown_path(p, path, ds->arena),
                      "исходный файл изменился, пока шла сборка");
        return set_failed(p);
    }
    f->kept = is_copy_published(p, f, fd, st.st_mtim);
    if (f->kept)
        return true;
    int error = copy_file(p, f->is.path.ptr, fd, size, st.st_mtim);
    return !error || fail_write(p, path, "записать файл", error, ds);
}

// ---- keeping ---------------------------------------------------------------

static bool is_intact(const struct publication *p, const struct ledger_file *was, struct arena *scratch)
{
    struct stat st;

    return fstatat(p->old, str_cstr(was->path, scratch), &st, AT_SYMLINK_NOFOLLOW) == 0 &&
           S_ISREG(st.st_mode) && (size_t)st.st_size == was->size;
}

bool publish_keep(struct publication *p, bool (*keep)(void *context, struct str path), void *context,
                  struct diags *ds)
{
    for (LIST_EACH(const struct ledger_file, was, p->ledger.all)) {
        if (!keep(context, was->path))
            continue;
        if (!is_intact(p, was, p->arena))
            return false;
        struct file *f = enter(p, was->path, was->size, was->hash, ds);
        if (!f)
            return false;
        f->kept = true;
    }
    return true;
}

// ---- committing ----------------------------------------------------------

static struct publish_summary summary_of(const struct publication *p)
{
    struct publish_summary s = { .files = p->files.count, .removed = p->ledger.files.count };

    for (LIST_EACH(const struct file, f, p->files)) {
        s.unchanged += f->kept;
        s.removed -= ledger_find(&p->ledger, f->is.path) != NULL;
    }
    s.written = s.files - s.unchanged;
    return s;
}

static bool links_are_impossible(int error)
{
    return error == EPERM || error == EMLINK || error == EXDEV || error == EOPNOTSUPP || error == ENOSYS;
}

static int copy_published(const struct publication *p, const struct file *f)
{
    struct stat st;
    int from = open_published(p, f, &st);

    if (from < 0)
        return ESTALE;
    int error = copy_file(p, f->is.path.ptr, from, f->is.size, st.st_mtim);
    close(from);
    return error;
}

static int link_published(const struct publication *p, const struct file *f)
{
    const char *path = f->is.path.ptr;

    if (linkat(p->old, path, p->staging, path, 0) == 0)
        return 0;
    if (errno == ENOENT) {
        int error = tree_make_parents(p->staging, path);
        if (error)
            return error;
        if (linkat(p->old, path, p->staging, path, 0) == 0)
            return 0;
    }
    return links_are_impossible(errno) ? copy_published(p, f) : errno;
}

static bool link_kept(struct publication *p, struct diags *ds)
{
    for (LIST_EACH(const struct file, f, p->files)) {
        int error = f->kept ? link_published(p, f) : 0;
        if (error)
            return fail_write(p, f->is.path, "перенести неизменившийся файл", error, ds);
    }
    return true;
}

static bool put_ledger(struct publication *p, struct diags *ds)
{
    struct buf text = buf_new(p->arena, LIMIT_LEDGER_BYTES);

    ledger_write(&p->files, &text);
    int error = text.overflowed ? EFBIG : write_file(p, LEDGER_NAME, buf_str(&text));
    return !error || fail_write(p, STR(LEDGER_NAME), "записать опись", error, ds);
}

// For file systems that cannot exchange; what a kill in between leaves, heal puts right.
static int swap_by_renames(const struct publication *p)
{
    if (renameat(p->parent, p->name, p->parent, p->aside))
        return errno;
    if (renameat(p->parent, p->next, p->parent, p->name)) {
        int error = errno;
        renameat(p->parent, p->aside, p->parent, p->name);
        return error;
    }
    // If this fails, the next publish_open removes it under its present name.
    renameat(p->parent, p->aside, p->parent, p->next);
    return 0;
}

static int swap(const struct publication *p)
{
    if (!p->has_ledger) // renaming replaces an empty folder, and nothing else
        return renameat(p->parent, p->next, p->parent, p->name) ? errno : 0;
    if (renameat2(p->parent, p->next, p->parent, p->name, RENAME_EXCHANGE) == 0)
        return 0;
    return errno == EINVAL || errno == ENOSYS ? swap_by_renames(p) : errno;
}

static bool bring_out(struct publication *p, struct diags *ds)
{
    if (syncfs(p->staging))
        return fail_folder(p, "дождаться записи на диск", errno, ds);
    int error = swap(p);
    if (error)
        return fail_folder(p, "поставить новый раздел на место прежнего", error, ds);
    return p->published = true;
}

// The old tree goes only when the exchange itself is on the disk. Visitors see
// the new site already, so failing here is a warning.
static void tidy(struct publication *p, struct diags *ds)
{
    int error = fsync(p->parent) && errno != EINVAL ? errno : 0; // EINVAL: not done for folders here

    if (error)
        diag_add_path(ds, DIAG_PUBLIC_UNTIDY, p->shown, "не удалось дождаться записи на диск: %s",
                      io_reason(error));
    else if ((error = tree_remove(p->parent, p->next, p->scratch)) != 0)
        diag_add_path(ds, DIAG_PUBLIC_UNTIDY, p->shown, "не удалось удалить прежний раздел (%s): %s", p->next,
                      io_reason(error));
}

bool publish_commit(struct publication *p, struct publish_summary *summary, struct diags *ds)
{
    if (p->failed)
        return false;
    list_sort(&p->files, ledger_order, p->scratch);
    *summary = summary_of(p);
    if (p->has_ledger && summary->written == 0 && summary->removed == 0)
        return true;
    if (!link_kept(p, ds) || !put_ledger(p, ds) || !bring_out(p, ds))
        return false;
    tidy(p, ds);
    return true;
}

static void close_open(int fd)
{
    if (fd >= 0)
        close(fd);
}

void publish_close(struct publication *p)
{
    if (!p)
        return;
    close_open(p->staging);
    close_open(p->old);
    if (p->lock_fd >= 0 && !p->published)
        tree_remove(p->parent, p->next, p->scratch); // if it fails, the next publish_open will tell
    lock_release(p->parent, p->lock, p->lock_fd);
    close_open(p->parent);
    pthread_mutex_destroy(&p->guard);
    arena_free(p->scratch);
    arena_free(p->arena);
}
