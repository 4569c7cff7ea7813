// SPDX-License-Identifier: MIT
// A temporary folder as a test's state, for what has to be a real file.
#ifndef UNIT_FOLDER_H
#define UNIT_FOLDER_H

#include "unit.h"

#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

struct folder {
    struct arena *arena;
    char path[32];
    int fd;
};

static inline int make_folder(void **state)
{
    struct folder *f = calloc(1, sizeof *f);

    *state = f;
    f->arena = arena_new();
    // In memory where there is such a place.
    snprintf(f->path, sizeof f->path, "%s/nastavnik-unit-XXXXXX",
             access("/dev/shm", W_OK) ? "/tmp" : "/dev/shm");
    if (!mkdtemp(f->path))
        return -1;
    f->fd = open(f->path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    return f->fd == -1 ? -1 : 0;
}

static inline int remove_entry(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
    (void)st, (void)type, (void)ftw;
    return remove(path);
}

static inline int remove_folder(void **state)
{
    struct folder *f = *state;

    close(f->fd);
    int result = nftw(f->path, remove_entry, 8, FTW_DEPTH | FTW_PHYS);
    arena_free(f->arena);
    free(f);
    return result;
}

static inline void folder_put(const struct folder *f, const char *name, struct str bytes)
{
    int fd = openat(f->fd, name, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);

    assert_int_not_equal(fd, -1);
    if (bytes.len)
        assert_int_equal(write(fd, bytes.ptr, bytes.len), bytes.len);
    close(fd);
}

#endif
