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
    bool known; // nobody has looked for foreign files yet

    bool *kept;            // for each file of the old ledger: it stays, byte for byte; linked at the commit
    pthread_mutex_t guard; // of the arenas and of what follows, while puts run
    struct list files;     // of struct ledger_file: what has been written
    struct places places;
    bool failed; // it cannot be committed any more
    bool broken; // the disk refused something: every further file would say the same
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

struct publication *publish_open(const char *folder, bool known, struct diags *ds)
{
    struct arena *a = arena_new();
    struct publication *p = ARENA_NEW(a, struct publication);

    p->arena = a;
    p->known = known;
    pthread_mutex_init(&p->guard, NULL);
    if (!target_open(&p->to, folder, known, ds)) {
        publish_close(p);
        return NULL;
    }
    p->kept = arena_alloc(a, p->to.ledger.count + 1, sizeof *p->kept);
    p->places = places_new(a, p->to.scratch);
    places_take(&p->places, STR(LEDGER_NAME));
    return p;
}

// ---- putting files -------------------------------------------------------

// Whether [path] is in the folder [place], which is not the whole tree.
static bool is_within(struct str path, struct str place)
{
    return path.len > place.len && path.ptr[place.len] == '/' && str_starts(path, place);
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

// What the new tree is to have at [path]; NULL when that is not to be had.
static struct ledger_file *enter(struct publication *p, struct str path, struct str bytes, struct diags *ds)
{
    if (!path_is_safe(path)) {
        diag_add_path(ds, DIAG_PATH_INVALID, p->to.shown, "недопустимый путь внутри раздела: «%.*s»",
                      STR_ARG(path));
        set_failed(p);
        return NULL;
    }
    const uint64_t hash = hash_quick(bytes);
    pthread_mutex_lock(&p->guard);
    struct ledger_file *f = ARENA_NEW(p->arena, struct ledger_file);
    *f = (struct ledger_file){ str_copy(path, p->arena), hash, bytes.len };
    const struct place *had = places_take(&p->places, f->path);
    pthread_mutex_unlock(&p->guard);
    if (!had)
        return f;
    report_clash(p, path, had, ds);
    set_failed(p);
    return NULL;
}

// No other thread has this file: the address was given to this one.
static void keep_published(const struct publication *p, const struct ledger_file *was)
{
    p->kept[was - p->to.ledger.files] = true;
}

static bool count_written(struct publication *p, const struct ledger_file *f)
{
    pthread_mutex_lock(&p->guard);
    list_add(&p->files, f, p->arena);
    pthread_mutex_unlock(&p->guard);
    return true;
}

// The published file at [path] when it has the [size] that the ledger says; else -1. Trouble with it
// is no error: it is written anew.
static int open_published(const struct publication *p, const char *path, size_t size, struct stat *st)
{
    int fd = openat(p->to.old, path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);

    if (fd >= 0 && fstat(fd, st) == 0 && S_ISREG(st->st_mode) && (size_t)st->st_size == size)
        return fd;
    if (fd >= 0)
        close(fd);
    return -1;
}

static bool same_time(struct timespec a, struct timespec b)
{
    return a.tv_sec == b.tv_sec && a.tv_nsec == b.tv_nsec;
}

// Keeps the published file when it has these [bytes]; [changed]: or, of a copy, this time of change.
static bool is_published(const struct publication *p, const struct ledger_file *f, struct str bytes,
                         const struct timespec *changed)
{
    const struct ledger_file *was = ledger_find(&p->to.ledger, f->path);
    struct stat st;
    int fd = was && was->size == f->size && was->hash == f->hash
                 ? open_published(p, f->path.ptr, f->size, &st)
                 : -1;

    if (fd < 0)
        return false;
    bool same = (changed && same_time(st.st_mtim, *changed)) || content_is(fd, bytes);
    close(fd);
    if (same)
        keep_published(p, was);
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

// [changed]: when a copy's source was, or NULL.
static bool put(struct publication *p, const struct ledger_file *f, struct str bytes,
                const struct timespec *changed, struct diags *ds)
{
    if (is_published(p, f, bytes, changed))
        return true;
    int error = finish_file(create(p, f->path.ptr), bytes, changed);
    if (error)
        return fail_write(p, f->path, "записать файл", error, ds);
    return count_written(p, f);
}

bool publish_put(struct publication *p, struct str path, struct str bytes, struct diags *ds)
{
    const struct ledger_file *f = is_broken(p) ? NULL : enter(p, path, bytes, ds);

    return f && put(p, f, bytes, NULL, ds);
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
    const struct ledger_file *f = is_broken(p) ? NULL : enter(p, path, bytes, ds);

    if (!f)
        return false;
    if (fstat(fd, &st))
        return fail_read(p, path, errno, ds);
    if ((size_t)st.st_size == bytes.len)
        return put(p, f, bytes, &st.st_mtim, ds);
    diag_add_path(ds, DIAG_FILE_READ, target_shown(&p->to, path, ds->arena),
                  "исходный файл изменился, пока шла сборка");
    return set_failed(p);
}

// ---- keeping ---------------------------------------------------------------

bool publish_keep(struct publication *p, bool (*keep)(void *context, struct str path), void *context,
                  struct diags *ds)
{
    const struct ledger *old = &p->to.ledger;

    for (const struct ledger_file *was = old->files; was < old->files + old->count; was++) {
        if (!keep(context, was->path))
            continue;
        const struct place *had = places_clash(&p->places, was->path);
        if (had) {
            report_clash(p, was->path, had, ds);
            return set_failed(p);
        }
        keep_published(p, was);
    }
    return true;
}

// ---- committing ----------------------------------------------------------

// Both of struct ledger_file, in the ledger's order.
struct outcome {
    struct list tree;    // what the new site has
    struct list removed; // what only the old one had
};

static struct outcome outcome_of(struct publication *p)
{
    const struct ledger *old = &p->to.ledger;
    struct outcome o = { 0 };
    size_t next = 0;

    list_sort(&p->files, ledger_order, p->to.scratch);
    for (size_t i = 0; i < old->count; i++) {
        int order = -1;
        while (next < p->files.count && (order = ledger_order(p->files.items[next], &old->files[i])) < 0)
            list_add(&o.tree, p->files.items[next++], p->arena);
        if (p->kept[i])
            list_add(&o.tree, &old->files[i], p->arena);
        else if (order != 0)
            list_add(&o.removed, &old->files[i], p->arena);
    }
    while (next < p->files.count)
        list_add(&o.tree, p->files.items[next++], p->arena);
    return o;
}

static struct publish_summary summary_of(const struct publication *p, const struct outcome *o)
{
    return (struct publish_summary){ .files = o->tree.count,
                                     .written = p->files.count,
                                     .unchanged = o->tree.count - p->files.count,
                                     .removed = o->removed.count };
}

static bool links_are_impossible(int error)
{
    return error == EPERM || error == EMLINK || error == EXDEV || error == EOPNOTSUPP || error == ENOSYS;
}

// In place of a link.
static int copy_published(const struct publication *p, const struct ledger_file *f, const char *path)
{
    struct arena *a = arena_new();
    struct stat st;
    struct str bytes = { .len = f->size };
    int from = open_published(p, path, f->size, &st);
    char *room = from < 0 ? NULL : arena_alloc(a, f->size, 1);
    int error = from < 0 ? ESTALE : content_read(from, room, f->size);

    bytes.ptr = room;
    if (!error)
        error = finish_file(create(p, path), bytes, &st.st_mtim);
    if (from >= 0)
        close(from);
    arena_free(a);
    return error;
}

// One that was linked already, for a folder that could not be exchanged alone, is fine.
static int link_published(const struct publication *p, const struct ledger_file *f, const char *path)
{
    if (linkat(p->to.old, path, p->to.staging, path, 0) == 0)
        return 0;
    if (errno == ENOENT) {
        int error = tree_make_parents(p->to.staging, path);
        if (error)
            return error;
        if (linkat(p->to.old, path, p->to.staging, path, 0) == 0)
            return 0;
    }
    if (errno == EEXIST)
        return 0;
    return links_are_impossible(errno) ? copy_published(p, f, path) : errno;
}

static bool link_kept(struct publication *p, struct str place, struct diags *ds)
{
    size_t count;
    const struct ledger_file *f = ledger_within(&p->to.ledger, place, &count);

    for (; count > 0; count--, f++) {
        if (!p->kept[f - p->to.ledger.files])
            continue;
        int error = link_published(p, f, str_cstr(f->path, p->to.scratch));
        arena_reset(p->to.scratch);
        if (error)
            return fail_write(p, f->path, "перенести неизменившийся файл", error, ds);
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

// What is going to be replaced, searched now when that was not done before.
static bool is_ours(struct publication *p, struct str place, struct diags *ds)
{
    return !p->known || target_is_ours(&p->to, place, ds);
}

static bool commit_whole(struct publication *p, const struct list *tree, struct diags *ds)
{
    if (!is_ours(p, (struct str){ 0 }, ds))
        return false;
    if (!link_kept(p, (struct str){ 0 }, ds) || !put_ledger(p, tree, ds) || !sync_staging(p, ds))
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

static bool has_files_within(const struct list *tree, struct str place)
{
    for (LIST_EACH(const struct ledger_file, f, *tree))
        if (is_within(f->path, place))
            return true;
    return false;
}

static bool was_folder(const struct publication *p, struct str place)
{
    size_t count;

    return ledger_within(&p->to.ledger, place, &count) != NULL;
}

// The deepest folder of both trees that holds everything that differs.
static struct str place_of_change(const struct publication *p, const struct outcome *o)
{
    const struct list *const lists[] = { &p->files, &o->removed };
    struct str place = { 0 };
    bool any = false;

    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        for (LIST_EACH(const struct ledger_file, f, *lists[i])) {
            place = any ? path_common(place, f->path) : path_folder(f->path);
            any = true;
        }
    while (place.len && !(was_folder(p, place) && has_files_within(&o->tree, place)))
        place = path_folder(place);
    return place;
}

static struct list with_removed(const struct publication *p, const struct outcome *o)
{
    struct list both = { 0 };

    if (o->removed.count == 0)
        return o->tree;
    for (LIST_EACH(const void, file, o->tree))
        list_add(&both, file, p->arena);
    for (LIST_EACH(const void, file, o->removed))
        list_add(&both, file, p->arena);
    list_sort(&both, ledger_order, p->to.scratch);
    return both;
}

static int bring_ledger(const struct publication *p)
{
    return renameat(p->to.staging, LEDGER_NAME, p->to.old, LEDGER_NAME) ? errno : 0;
}

// Visitors see the new tree already, and a ledger that lists too much does no harm.
static void correct_ledger(struct publication *p, const struct list *tree, struct diags *ds)
{
    int error = write_ledger(p, tree);

    if (!error)
        error = bring_ledger(p);
    if (error)
        diag_add_path(ds, DIAG_PUBLIC_UNTIDY, p->to.shown, "не удалось записать опись: %s", io_reason(error));
}

// What changes of tree_stamp when the folder [place] is exchanged.
static uint64_t stamp_of(const struct publication *p, struct str place)
{
    return tree_stamp_part(p->to.old, STR(LEDGER_NAME), p->to.scratch) +
           tree_stamp_part(p->to.old, place, p->to.scratch);
}

static bool commit_folder(struct publication *p, struct str place, const struct outcome *o,
                          struct publish_summary *summary, struct diags *ds)
{
    const struct list both = with_removed(p, o);
    const uint64_t before = stamp_of(p, place);

    if (!is_ours(p, place, ds) || !link_kept(p, place, ds) || !put_ledger(p, &both, ds) ||
        !sync_staging(p, ds))
        return false;
    int error = bring_ledger(p);
    if (error)
        return fail_write(p, STR(LEDGER_NAME), "записать опись", error, ds);
    if (!target_swap_folder(&p->to, str_cstr(place, p->arena))) // no such thing here, or somebody removed it
        return commit_whole(p, &o->tree, ds);
    if (o->removed.count)
        correct_ledger(p, &o->tree, ds);
    summary->in_place = true;
    summary->stamp_change = stamp_of(p, place) - before;
    target_tidy(&p->to, ds);
    return true;
}

bool publish_commit(struct publication *p, struct publish_summary *summary, struct diags *ds)
{
    if (p->failed)
        return false;
    const struct outcome o = outcome_of(p);
    *summary = summary_of(p, &o);
    summary->in_place = p->to.has_ledger && summary->written == 0 && summary->removed == 0;
    if (summary->in_place)
        return true;
    struct str place = place_of_change(p, &o);
    return str_empty(place) ? commit_whole(p, &o.tree, ds) : commit_folder(p, place, &o, summary, ds);
}

void publish_close(struct publication *p)
{
    if (!p)
        return;
    target_close(&p->to);
    pthread_mutex_destroy(&p->guard);
    arena_free(p->arena);
}
