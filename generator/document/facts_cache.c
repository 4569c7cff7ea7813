// SPDX-License-Identifier: MIT
// The file: a first line, the answers one behind another, a row for each of
// them, and at the very end where those rows begin and how many they are.
#include "document/facts_cache.h"

#include "base/buf.h"
#include "base/limits.h"
#include "base/list.h"
#include "base/map.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define FIRST_LINE "nastavnik-facts 1\n"
#define NAME       ".nastavnik-facts"
#define NEXT_NAME  ".nastavnik-facts-next"

enum { ROW_BYTES = 52, LAST_BYTES = 40 }; // every row has the same length

struct entry {
    char key[16]; // as digits: the map takes texts
    off_t offset;
    size_t length;
    bool used, fresh; // fresh: of this run, in the next file
};

struct facts_cache {
    struct arena *arena;
    pthread_mutex_t lock;
    int folder, old; // -1 when there is none
    FILE *next;      // opened with the first new answer
    bool failed;     // the next file cannot be written
    size_t fresh;
    struct map by_key; // of struct entry
    struct list entries;
};

static bool read_at(int fd, char *to, size_t length, off_t offset)
{
    while (length) {
        ssize_t got = pread(fd, to, length, offset);
        if (got == -1 && errno == EINTR)
            continue;
        if (got <= 0)
            return false;
        to += got;
        offset += got;
        length -= (size_t)got;
    }
    return true;
}

static struct entry *add(struct facts_cache *c, const char key[16], uint64_t offset, uint64_t length,
                         bool fresh)
{
    struct entry *e = ARENA_NEW(c->arena, struct entry);

    memcpy(e->key, key, sizeof e->key);
    e->offset = (off_t)offset;
    e->length = (size_t)length;
    e->used = e->fresh = fresh;
    if (!map_put(&c->by_key, (struct str){ e->key, sizeof e->key }, e))
        list_add(&c->entries, e, c->arena);
    return e;
}

// ---- opening -------------------------------------------------------------------------

static bool read_rows(struct facts_cache *c, const char *rows, size_t count, uint64_t end)
{
    for (size_t i = 0; i < count; i++, rows += ROW_BYTES) {
        uint64_t key, offset, length;
        char line[ROW_BYTES + 1];
        memcpy(line, rows, ROW_BYTES);
        line[ROW_BYTES] = '\0';
        if (sscanf(line, "%16" SCNx64 " %16" SCNx64 " %16" SCNx64, &key, &offset, &length) != 3 ||
            length > LIMIT_FACTS_BYTES || offset > end || length > end - offset)
            return false;
        add(c, line, offset, length, false);
    }
    return true;
}

static bool read_index(struct facts_cache *c, uint64_t size)
{
    char first[sizeof FIRST_LINE - 1], last[LAST_BYTES + 1] = "";
    uint64_t start, count;

    if (size < sizeof first + LAST_BYTES || size > LIMIT_FACTS_CACHE_BYTES ||
        !read_at(c->old, first, sizeof first, 0) || memcmp(first, FIRST_LINE, sizeof first) != 0 ||
        !read_at(c->old, last, LAST_BYTES, (off_t)(size - LAST_BYTES)) ||
        sscanf(last, "index %16" SCNx64 " %16" SCNx64, &start, &count) != 2 || count > size / ROW_BYTES ||
        start > size || size - LAST_BYTES - start != count * ROW_BYTES)
        return false;
    struct arena *scratch = arena_new();
    char *rows = arena_alloc(scratch, (size_t)count * ROW_BYTES + 1, 1);
    bool ok = read_at(c->old, rows, (size_t)count * ROW_BYTES, (off_t)start) &&
              read_rows(c, rows, (size_t)count, start);
    arena_free(scratch);
    return ok;
}

// What a killed run left behind; a running one holds the lock.
static void remove_leftover(const struct facts_cache *c)
{
    int fd = openat(c->folder, NEXT_NAME, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);

    if (fd < 0)
        return;
    if (flock(fd, LOCK_EX | LOCK_NB) == 0)
        unlinkat(c->folder, NEXT_NAME, 0);
    close(fd);
}

struct facts_cache *facts_cache_open(const char *project, struct arena *a)
{
    struct facts_cache *c = ARENA_NEW(a, struct facts_cache);
    struct stat st;

    *c = (struct facts_cache){ .arena = a, .old = -1, .by_key = map_new(a) };
    pthread_mutex_init(&c->lock, NULL);
    c->folder = open(project, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (c->folder >= 0) {
        remove_leftover(c);
        c->old = openat(c->folder, NAME, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    }
    if (c->old >= 0 &&
        (fstat(c->old, &st) == -1 || !S_ISREG(st.st_mode) || !read_index(c, (uint64_t)st.st_size))) {
        c->by_key = map_new(a);
        c->entries = (struct list){ 0 };
    }
    return c;
}

// ---- using ----------------------------------------------------------------------------

static struct str digits(uint64_t key, char room[17])
{
    snprintf(room, 17, "%016" PRIx64, key);
    return (struct str){ room, 16 };
}

bool facts_cache_get(struct facts_cache *c, uint64_t key, struct arena *a, struct str *rows)
{
    char room[17];

    pthread_mutex_lock(&c->lock);
    struct entry *e = map_get(&c->by_key, digits(key, room));
    bool found = e && !e->fresh; // what this run wrote is not read back
    if (found)
        e->used = true;
    pthread_mutex_unlock(&c->lock);
    if (!found)
        return false;
    char *bytes = arena_alloc(a, e->length + 1, 1);
    *rows = (struct str){ bytes, e->length };
    return read_at(c->old, bytes, e->length, e->offset);
}

// The lock tells two runs of one project apart: the second does not save. The
// name may have gone to the first one's finished file while we waited for nothing.
static FILE *open_next(const struct facts_cache *c)
{
    struct stat held, named;
    int fd =
        c->folder < 0 ? -1 : openat(c->folder, NEXT_NAME, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0644);

    if (fd < 0)
        return NULL;
    if (flock(fd, LOCK_EX | LOCK_NB) == 0 && fstat(fd, &held) == 0 &&
        fstatat(c->folder, NEXT_NAME, &named, AT_SYMLINK_NOFOLLOW) == 0 && held.st_ino == named.st_ino &&
        S_ISREG(held.st_mode) && ftruncate(fd, 0) == 0)
        return fdopen(fd, "wb");
    close(fd);
    return NULL;
}

static bool write_bytes(struct facts_cache *c, struct str bytes)
{
    if (!c->next && !c->failed) {
        c->next = open_next(c);
        c->failed = !c->next || fwrite(FIRST_LINE, 1, sizeof FIRST_LINE - 1, c->next) < sizeof FIRST_LINE - 1;
    }
    c->failed = c->failed || fwrite(bytes.ptr, 1, bytes.len, c->next) != bytes.len;
    return !c->failed;
}

void facts_cache_put(struct facts_cache *c, uint64_t key, struct str rows)
{
    char room[17];

    digits(key, room);
    pthread_mutex_lock(&c->lock);
    if (!map_get(&c->by_key, (struct str){ room, 16 }) && write_bytes(c, rows)) {
        add(c, room, (uint64_t)(ftello(c->next) - (off_t)rows.len), rows.len, true);
        c->fresh++;
    }
    pthread_mutex_unlock(&c->lock);
}

// ---- saving -----------------------------------------------------------------------------

static bool copy_old(struct facts_cache *c, struct entry *e, struct arena *scratch)
{
    char *bytes = arena_alloc(scratch, e->length + 1, 1);

    if (!read_at(c->old, bytes, e->length, e->offset) || !write_bytes(c, (struct str){ bytes, e->length }))
        return false;
    e->offset = ftello(c->next) - (off_t)e->length;
    return true;
}

static void put_index(const struct facts_cache *c, off_t start, struct buf *rows)
{
    size_t count = 0;

    for (LIST_EACH(const struct entry, e, c->entries)) {
        if (!e->used)
            continue;
        buf_put(rows, (struct str){ e->key, sizeof e->key });
        buf_format(rows, " %016" PRIx64 " %016" PRIx64 " \n", (uint64_t)e->offset, (uint64_t)e->length);
        count++;
    }
    buf_format(rows, "index %016" PRIx64 " %016zx\n", (uint64_t)start, count);
}

static bool write_all(struct facts_cache *c)
{
    struct arena *scratch = arena_new();
    bool ok = write_bytes(c, STR(""));

    for (LIST_EACH(struct entry, e, c->entries)) {
        ok = ok && (!e->used || e->fresh || copy_old(c, e, scratch));
        arena_reset(scratch);
    }
    if (ok) {
        struct buf rows = buf_new(scratch, LIMIT_FACTS_CACHE_BYTES);
        put_index(c, ftello(c->next), &rows);
        ok = !rows.overflowed && write_bytes(c, buf_str(&rows)) && fflush(c->next) == 0;
    }
    arena_free(scratch);
    return ok;
}

static bool is_changed(const struct facts_cache *c)
{
    size_t used = 0;

    for (LIST_EACH(const struct entry, e, c->entries))
        used += e->used;
    return c->fresh || used != c->entries.count;
}

void facts_cache_close(struct facts_cache *c, bool forget)
{
    if (!forget)
        for (LIST_EACH(struct entry, e, c->entries))
            e->used = true;
    bool ok =
        is_changed(c) && !c->failed && write_all(c) && renameat(c->folder, NEXT_NAME, c->folder, NAME) == 0;

    if (c->next) {
        if (!ok)
            unlinkat(c->folder, NEXT_NAME, 0);
        fclose(c->next);
    }
    if (c->old >= 0)
        close(c->old);
    if (c->folder >= 0)
        close(c->folder);
    pthread_mutex_destroy(&c->lock);
}
