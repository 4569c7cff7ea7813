// SPDX-License-Identifier: MIT
#include "output/publish.h"

#include "base/hash.h"
#include "base/io.h"
#include "base/limits.h"
#include "base/path.h"
#include "output/content.h"
#include "output/ledger.h"
#include "output/places.h"
#include "output/target.h"
#include "output/tree.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

struct publication {
    struct arena *arena;
    struct target to;

    pthread_mutex_t guard; // of the arenas and of what follows, while puts run
    struct list files;     // of struct file
    struct places places;
    bool failed; // it cannot be committed any more
    bool broken; // the disk refused something: every further file would say the same
};

struct file {
    struct ledger_file is; // the first member: a list of these is a list of ledger files
    bool kept;             // published already, byte for byte; linked at the commit
    bool linked;
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
        target_fail(&p->to, code, path, action, error, ds);
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

// ---- opening -------------------------------------------------------------

bool publish_is_under_way(const char *folder, struct arena *scratch)
{
    static const char *const tails[] = { ".nastavnik-lock", ".nastavnik-next", ".nastavnik-old" };

    for (size_t i = 0; i < sizeof tails / sizeof *tails; i++)
        if (faccessat(AT_FDCWD, path_beside(folder, tails[i], scratch), F_OK, AT_SYMLINK_NOFOLLOW) == 0)
            return true;
    return false;
}

struct publication *publish_open(const char *folder, struct diags *ds)
{
    struct arena *a = arena_new();
    struct publication *p = ARENA_NEW(a, struct publication);

    p->arena = a;
    pthread_mutex_init(&p->guard, NULL);
    if (!target_open(&p->to, folder, ds)) {
        publish_close(p);
        return NULL;
    }
    p->places = places_new(a, p->to.scratch);
    places_take(&p->places, STR(LEDGER_NAME));
    return p;
}

// ---- putting files -------------------------------------------------------

// Whether [path] is in the folder [place]; an empty one is the whole tree.
static bool is_within(struct str path, struct str place)
{
    return str_empty(place) ||
           (path.len > place.len && path.ptr[place.len] == '/' && str_starts(path, place));
}

static void report_clash(const struct publication *p, struct str path, const struct place *had,
                         struct diags *ds)
{
    const char *shown = target_shown(&p->to, path, ds->arena);

    if (is_within(path, had->path) || (had->is_folder && str_eq(path, had->path)))
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
        diag_add_path(ds, DIAG_PATH_INVALID, p->to.shown, "недопустимый путь внутри раздела: «%.*s»",
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
    const struct ledger_file *was = ledger_find(&p->to.ledger, f->is.path);

    if (!was || was->size != f->is.size || was->hash != f->is.hash)
        return -1;
    int fd = openat(p->to.old, f->is.path.ptr, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
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

static bool is_copy_published(const struct publication *p, const struct file *f, struct str bytes,
                              struct timespec changed)
{
    struct stat st;
    int fd = open_published(p, f, &st);

    if (fd < 0)
        return false;
    bool same = same_time(st.st_mtim, changed) || content_is(fd, bytes);
    close(fd);
    return same;
}

// Tries the file first: its folder is nearly always there already.
static int create(const struct publication *p, const char *path)
{
    const int flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC;
    int fd = openat(p->to.staging, path, flags, 0666);

    if (fd >= 0 || errno != ENOENT)
        return fd;
    errno = tree_make_parents(p->to.staging, path);
    return errno ? -1 : openat(p->to.staging, path, flags, 0666);
}

// Fills and closes the new file [fd], which create gave; [changed]: when it says it
// was changed, or NULL for now.
static int finish_file(int fd, struct str bytes, const struct timespec *changed)
{
    if (fd < 0)
        return errno;
    int error = content_write(fd, bytes);
    if (!error && changed && futimens(fd, (const struct timespec[]){ { .tv_nsec = UTIME_NOW }, *changed }))
        error = errno;
    if (close(fd) && !error) // a full network disk shows up here
        error = errno;
    return error;
}

static int write_file(const struct publication *p, const char *path, struct str bytes)
{
    return finish_file(create(p, path), bytes, NULL);
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
    if (error)
        return fail_write(p, path, "записать файл", error, ds);
    return true;
}

bool publish_whole(struct publication *p, struct str path, struct str bytes, struct diags *ds)
{
    if (bytes.ptr)
        return publish_put(p, path, bytes, ds);
    diag_add_path(ds, DIAG_RECORD_LIMIT, str_cstr(path, ds->arena), "файл больше %d МБ",
                  LIMIT_PAGE_BYTES / (1024 * 1024));
    return set_failed(p);
}

bool publish_copy(struct publication *p, struct str path, int fd, struct str bytes, struct diags *ds)
{
    struct stat st;

    if (is_broken(p))
        return false;
    struct file *f = enter(p, path, bytes.len, hash_quick(bytes), ds);
    if (!f)
        return false;
    if (fstat(fd, &st))
        return fail_read(p, path, errno, ds);
    if ((size_t)st.st_size != bytes.len) {
        diag_add_path(ds, DIAG_FILE_READ, target_shown(&p->to, path, ds->arena),
                      "исходный файл изменился, пока шла сборка");
        return set_failed(p);
    }
    f->kept = is_copy_published(p, f, bytes, st.st_mtim);
    if (f->kept)
        return true;
    int error = finish_file(create(p, f->is.path.ptr), bytes, &st.st_mtim);
    if (error)
        return fail_write(p, path, "записать файл", error, ds);
    return true;
}

// ---- keeping ---------------------------------------------------------------

bool publish_keep(struct publication *p, bool (*keep)(void *context, struct str path), void *context,
                  struct diags *ds)
{
    for (LIST_EACH(const struct ledger_file, was, p->to.ledger.all)) {
        if (!keep(context, was->path))
            continue;
        struct file *f = enter(p, was->path, was->size, was->hash, ds);
        if (!f)
            return false;
        f->kept = true;
    }
    return true;
}

// ---- committing ----------------------------------------------------------

// What only the old ledger lists; both lists are sorted.
static struct list removed_from(const struct publication *p)
{
    struct list removed = { 0 };
    size_t next = 0;

    for (LIST_EACH(const struct ledger_file, was, p->to.ledger.all)) {
        while (next < p->files.count && ledger_order(p->files.items[next], was) < 0)
            next++;
        if (next == p->files.count || ledger_order(p->files.items[next], was) != 0)
            list_add(&removed, was, p->arena);
    }
    return removed;
}

static struct publish_summary summary_of(const struct publication *p, const struct list *removed)
{
    struct publish_summary s = { .files = p->files.count, .removed = removed->count };

    for (LIST_EACH(const struct file, f, p->files))
        s.unchanged += f->kept;
    s.written = s.files - s.unchanged;
    return s;
}

static bool links_are_impossible(int error)
{
    return error == EPERM || error == EMLINK || error == EXDEV || error == EOPNOTSUPP || error == ENOSYS;
}

// In place of a link.
static int copy_published(const struct publication *p, const struct file *f)
{
    struct arena *a = arena_new();
    struct stat st;
    struct str bytes = { .len = f->is.size };
    int from = open_published(p, f, &st);
    char *room = from < 0 ? NULL : arena_alloc(a, f->is.size, 1);
    int error = from < 0 ? ESTALE : content_read(from, room, f->is.size);

    bytes.ptr = room;
    if (!error)
        error = finish_file(create(p, f->is.path.ptr), bytes, &st.st_mtim);
    if (from >= 0)
        close(from);
    arena_free(a);
    return error;
}

static int link_published(const struct publication *p, const struct file *f)
{
    const char *path = f->is.path.ptr;

    if (linkat(p->to.old, path, p->to.staging, path, 0) == 0)
        return 0;
    if (errno == ENOENT) {
        int error = tree_make_parents(p->to.staging, path);
        if (error)
            return error;
        if (linkat(p->to.old, path, p->to.staging, path, 0) == 0)
            return 0;
    }
    return links_are_impossible(errno) ? copy_published(p, f) : errno;
}

static bool link_kept(struct publication *p, struct str place, struct diags *ds)
{
    for (LIST_EACH(struct file, f, p->files)) {
        if (!f->kept || f->linked || !is_within(f->is.path, place))
            continue;
        int error = link_published(p, f);
        if (error)
            return fail_write(p, f->is.path, "перенести неизменившийся файл", error, ds);
        f->linked = true;
    }
    return true;
}

static int write_ledger(const struct publication *p, const struct list *files)
{
    struct buf text = buf_new(p->arena, LIMIT_LEDGER_BYTES);

    ledger_write(files, &text);
    return text.overflowed ? EFBIG : write_file(p, LEDGER_NAME, buf_str(&text));
}

static bool put_ledger(struct publication *p, const struct list *files, struct diags *ds)
{
    int error = write_ledger(p, files);

    if (error)
        return fail_write(p, STR(LEDGER_NAME), "записать опись", error, ds);
    return true;
}

static bool sync_staging(struct publication *p, struct diags *ds)
{
    if (syncfs(p->to.staging))
        return fail_folder(p, "дождаться записи на диск", errno, ds);
    return true;
}

static bool commit_whole(struct publication *p, struct diags *ds)
{
    if (!link_kept(p, (struct str){ 0 }, ds) || !put_ledger(p, &p->files, ds) || !sync_staging(p, ds))
        return false;
    int error = target_swap(&p->to);
    if (error)
        return fail_folder(p, "поставить новый раздел на место прежнего", error, ds);
    target_tidy(&p->to, ds);
    return true;
}

// ---- committing one folder -----------------------------------------------
// Most builds change one organisation. Then its folder alone is exchanged, and
// the thousands of files around it are not even linked. Visitors still see one
// step. The ledger, which they do not see, is put in its place before that step
// and lists the files of both trees, so that a kill in between leaves nothing
// that the next build would not know for ours.

static bool has_files_within(const struct publication *p, struct str place)
{
    for (LIST_EACH(const struct file, f, p->files))
        if (is_within(f->is.path, place))
            return true;
    return false;
}

// The deepest folder of both trees that holds everything that differs.
static struct str place_of_change(const struct publication *p, const struct list *removed)
{
    struct str place = { 0 };
    bool any = false;

    for (LIST_EACH(const struct file, f, p->files)) {
        if (f->kept)
            continue;
        place = any ? path_common(place, f->is.path) : path_folder(f->is.path);
        any = true;
    }
    for (LIST_EACH(const struct ledger_file, was, *removed)) {
        place = any ? path_common(place, was->path) : path_folder(was->path);
        any = true;
    }
    while (place.len && !(ledger_has_folder(&p->to.ledger, place) && has_files_within(p, place)))
        place = path_folder(place);
    return place;
}

static struct list with_removed(const struct publication *p, const struct list *removed)
{
    struct list both = { 0 };

    for (LIST_EACH(const void, file, p->files))
        list_add(&both, file, p->arena);
    for (LIST_EACH(const void, file, *removed))
        list_add(&both, file, p->arena);
    list_sort(&both, ledger_order, p->to.scratch);
    return both;
}

static int bring_ledger(const struct publication *p)
{
    return renameat(p->to.staging, LEDGER_NAME, p->to.old, LEDGER_NAME) ? errno : 0;
}

// Visitors see the new tree already, and a ledger that lists too much does no harm.
static void correct_ledger(struct publication *p, struct diags *ds)
{
    int error = write_ledger(p, &p->files);

    if (!error)
        error = bring_ledger(p);
    if (error)
        diag_add_path(ds, DIAG_PUBLIC_UNTIDY, p->to.shown, "не удалось записать опись: %s", io_reason(error));
}

static bool commit_folder(struct publication *p, struct str place, const struct list *removed,
                          struct diags *ds)
{
    const struct list both = with_removed(p, removed);

    if (!link_kept(p, place, ds) || !put_ledger(p, &both, ds) || !sync_staging(p, ds))
        return false;
    int error = bring_ledger(p);
    if (error)
        return fail_write(p, STR(LEDGER_NAME), "записать опись", error, ds);
    if (!target_swap_folder(&p->to, str_cstr(place, p->arena))) // no such thing here, or somebody removed it
        return commit_whole(p, ds);
    if (removed->count)
        correct_ledger(p, ds);
    target_tidy(&p->to, ds);
    return true;
}

bool publish_commit(struct publication *p, struct publish_summary *summary, struct diags *ds)
{
    if (p->failed)
        return false;
    list_sort(&p->files, ledger_order, p->to.scratch);
    const struct list removed = removed_from(p);
    *summary = summary_of(p, &removed);
    if (p->to.has_ledger && summary->written == 0 && summary->removed == 0)
        return true;
    struct str place = place_of_change(p, &removed);
    return str_empty(place) ? commit_whole(p, ds) : commit_folder(p, place, &removed, ds);
}

void publish_close(struct publication *p)
{
    if (!p)
        return;
    target_close(&p->to);
    pthread_mutex_destroy(&p->guard);
    arena_free(p->arena);
}
