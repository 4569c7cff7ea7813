// SPDX-License-Identifier: MIT
#include "output/tree.h"

#include "base/hash.h"
#include "base/limits.h"
#include "base/list.h"
#include "base/parallel.h"
#include "base/path.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdatomic.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct item {
    struct str path;
    enum tree_kind kind;
};

static enum tree_kind kind_of(DIR *dir, const struct dirent *e)
{
    struct stat st;

    if (e->d_type == DT_REG)
        return TREE_FILE;
    if (e->d_type == DT_DIR)
        return TREE_FOLDER;
    // Some file systems leave the type out of the listing.
    if (e->d_type != DT_UNKNOWN || fstatat(dirfd(dir), e->d_name, &st, AT_SYMLINK_NOFOLLOW))
        return TREE_OTHER;
    return S_ISREG(st.st_mode) ? TREE_FILE : S_ISDIR(st.st_mode) ? TREE_FOLDER : TREE_OTHER;
}

static bool is_dots(const char *name)
{
    return strcmp(name, ".") == 0 || strcmp(name, "..") == 0;
}

static const struct item *item_new(DIR *dir, const struct dirent *e, struct str folder, struct arena *a)
{
    struct item *item = ARENA_NEW(a, struct item);

    item->path = path_join(folder, str_from(e->d_name), a);
    item->kind = kind_of(dir, e);
    return item;
}

// Reads the whole listing before anything in it is visited, because a visit may
// remove files and a listing under change is allowed to skip some.
static int folder_read(int root, struct str folder, struct list *items, struct arena *a)
{
    int fd =
        openat(root, str_empty(folder) ? "." : folder.ptr, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    DIR *dir = fd < 0 ? NULL : fdopendir(fd);
    const struct dirent *e;

    if (!dir) {
        int error = errno;
        if (fd >= 0)
            close(fd);
        return error;
    }
    while (errno = 0, (e = readdir(dir)) != NULL)
        if (!is_dots(e->d_name))
            list_add(items, item_new(dir, e, folder, a), a);
    int error = errno;
    closedir(dir);
    return error;
}

int tree_walk(int root, tree_visit *visit, void *context, struct arena *a, struct str *failed)
{
    struct list folders = { 0 };

    list_add(&folders, ARENA_NEW(a, struct item), a);
    for (size_t i = 0; i < folders.count; i++) {
        const struct item *folder = folders.items[i];
        struct list items = { 0 };
        int error = folder_read(root, folder->path, &items, a);

        if (error) {
            *failed = folder->path;
            return error;
        }
        for (LIST_EACH(const struct item, item, items))
            if (visit(context, item->path, item->kind) && item->kind == TREE_FOLDER)
                list_add(&folders, item, a);
    }
    return 0;
}

struct removal {
    int root, error;
    struct arena *arena;
    struct list folders; // paths, parents first
};

static bool remove_visited(void *context, struct str path, enum tree_kind kind)
{
    struct removal *r = context;

    if (kind == TREE_FOLDER)
        list_add(&r->folders, path.ptr, r->arena);
    else if (unlinkat(r->root, path.ptr, 0) && !r->error)
        r->error = errno;
    return true;
}

static int remove_content(int root, struct arena *a)
{
    struct removal r = { .root = root, .arena = a };
    struct str failed;
    int error = tree_walk(root, remove_visited, &r, a, &failed);

    if (!r.error)
        r.error = error;
    while (r.folders.count)
        if (unlinkat(root, r.folders.items[--r.folders.count], AT_REMOVEDIR) && !r.error)
            r.error = errno;
    return r.error;
}

int tree_remove(int parent, const char *name, struct arena *a)
{
    if (unlinkat(parent, name, 0) == 0 || errno == ENOENT)
        return 0;
    if (errno != EISDIR && errno != EPERM) // Linux says the one, POSIX the other
        return errno;
    int root = openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (root < 0)
        return errno;
    int error = remove_content(root, a);
    close(root);
    if (unlinkat(parent, name, AT_REMOVEDIR) && !error)
        error = errno;
    return error;
}

// The key of what is called [name] in the folder with the key [folder]; that of the top is 0.
static uint64_t key_in(uint64_t folder, struct str name)
{
    return hash_mix(folder, hash_quick(name));
}

static uint64_t folder_stamp(int fd, uint64_t key, int depth);

static uint64_t entry_stamp(int folder, const char *name, uint64_t key, int depth)
{
    struct stat st;

    if (fstatat(folder, name, &st, AT_SYMLINK_NOFOLLOW))
        return 0;
    uint64_t stamp = hash_mix(key, (uint64_t)st.st_ino);
    if (S_ISDIR(st.st_mode))
        return stamp + folder_stamp(openat(folder, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC),
                                    key, depth + 1);
    stamp = hash_mix(hash_mix(stamp, (uint64_t)st.st_size), (uint64_t)st.st_mtim.tv_sec);
    return hash_mix(stamp, (uint64_t)st.st_mtim.tv_nsec);
}

// A sum, because folders are read in any order, and because a part can then be
// exchanged for another. Takes [fd] over.
static uint64_t folder_stamp(int fd, uint64_t key, int depth)
{
    DIR *dir = fd < 0 || depth > LIMIT_FOLDER_DEPTH + 1 ? NULL : fdopendir(fd);
    uint64_t stamp = 1;

    if (!dir) {
        if (fd >= 0)
            close(fd);
        return 0;
    }
    for (struct dirent *e = readdir(dir); e; e = readdir(dir))
        if (!is_dots(e->d_name))
            stamp += entry_stamp(dirfd(dir), e->d_name, key_in(key, str_from(e->d_name)), depth);
    closedir(dir);
    return stamp;
}

uint64_t tree_stamp_part(int root, struct str path, struct arena *scratch)
{
    const char *name = str_cstr(path, scratch);
    struct str part;
    uint64_t key = 0;
    int depth = -1;

    for (; str_split(&path, '/', &part); depth++)
        key = key_in(key, part);
    return entry_stamp(root, name, key, depth);
}

struct stamping {
    int folder;
    struct list names; // of char: what stands at the top
    atomic_uint_fast64_t sum;
};

static void stamp_piece(void *context, int worker, size_t piece)
{
    struct stamping *s = context;
    const char *name = s->names.items[piece];

    (void)worker;
    atomic_fetch_add(&s->sum, entry_stamp(s->folder, name, key_in(0, str_from(name)), 0));
}

uint64_t tree_stamp(const char *folder, int workers)
{
    struct arena *a = arena_new();
    const char *path = str_cstr(path_bare(str_from(folder)), a);
    struct stamping s = { .folder = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC), .sum = 1 };
    DIR *dir = s.folder < 0 ? NULL : fdopendir(s.folder);

    for (const struct dirent *e = dir ? readdir(dir) : NULL; e; e = readdir(dir))
        if (!is_dots(e->d_name))
            list_add(&s.names, str_cstr(str_from(e->d_name), a), a);
    parallel_each(s.names.count, workers, stamp_piece, &s);
    if (dir)
        closedir(dir);
    arena_free(a);
    return dir ? atomic_load(&s.sum) : 0;
}

// The '/' before [end], or NULL when there is none behind the first letter.
static char *slash_before(char *path, char *end)
{
    while (end > path && *--end != '/')
        ;
    return end > path ? end : NULL;
}

static int make_folder(int root, char *path, char *end)
{
    *end = '\0';
    int error = mkdirat(root, path, 0777) ? errno : 0;
    *end = '/';
    return error == EEXIST ? 0 : error;
}

// Goes up only as far as folders are missing, then down again: mostly it is one mkdir.
int tree_make_parents(int root, const char *path)
{
    char copy[PATH_MAX];
    size_t len = strlen(path);
    int error = 0;

    if (len >= sizeof copy)
        return ENAMETOOLONG;
    memcpy(copy, path, len + 1);
    char *deepest = slash_before(copy, copy + len), *end = deepest;
    while (end && (error = make_folder(root, copy, end)) == ENOENT)
        end = slash_before(copy, end);
    while (!error && end && end != deepest) {
        end = strchr(end + 1, '/');
        error = make_folder(root, copy, end);
    }
    return error;
}
