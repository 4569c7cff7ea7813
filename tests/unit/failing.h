// SPDX-License-Identifier: MIT
// The program's calls to the file system, of which a test makes some fail. What stands
// here comes before the C library's own functions of the same names; libraries that look
// these up by themselves are not disturbed. Included by one file of a test program.
#ifndef UNIT_FAILING_H
#define UNIT_FAILING_H

#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

// Which calls of [name] fail, and with what: from the [from]th on, [times] of them.
struct failure {
    const char *name;
    int error;
    size_t from, times;
    size_t seen, happened;
};

enum { FAILURES = 2, ALWAYS = 1 << 20 };
enum { NOTHING = -1 }; // in place of an error: the call is made, but something else happens before it

static struct failure failures[FAILURES];

// What happens in the very moment of a failure, as if another process or thread did it.
static void (*meanwhile)(void);

static inline void nothing_fails(void)
{
    memset(failures, 0, sizeof failures);
    meanwhile = NULL;
}

static inline void fail_from(size_t slot, const char *name, int error, size_t from, size_t times)
{
    failures[slot] = (struct failure){ name, error, from, times, 0, 0 };
}

// Whether this call of [name] is to fail; errno says why, or is 0: nothing was read or written.
static inline bool it_fails(const char *name)
{
    for (struct failure *f = failures; f < failures + FAILURES; f++) {
        if (!f->name || strcmp(f->name, name) != 0)
            continue;
        f->seen++;
        if (f->seen < f->from || f->happened == f->times)
            continue;
        f->happened++;
        void (*act)(void) = meanwhile;
        meanwhile = NULL;
        if (act)
            act();
        errno = f->error;
        return f->error != NOTHING;
    }
    return false;
}

#define REAL(type, name, params)                                                                             \
    type(*real) params;                                                                                      \
    *(void **)&real = dlsym(RTLD_NEXT, #name)

#define WATCH(type, failed, name, params, args)                                                              \
    type name params                                                                                         \
    {                                                                                                        \
        REAL(type, name, params);                                                                            \
        return it_fails(#name) ? (failed) : real args;                                                       \
    }

WATCH(int, -1, open, (const char *path, int flags, ...), (path, flags, 0666))
WATCH(int, -1, openat, (int dir, const char *path, int flags, ...), (dir, path, flags, 0666))
WATCH(int, -1, fstatat, (int dir, const char *path, struct stat *st, int flags), (dir, path, st, flags))
WATCH(int, -1, mkdirat, (int dir, const char *path, mode_t mode), (dir, path, mode))
WATCH(int, -1, unlinkat, (int dir, const char *path, int flags), (dir, path, flags))
WATCH(int, -1, renameat, (int dir, const char *path, int to, const char *there), (dir, path, to, there))
WATCH(int, -1, renameat2, (int dir, const char *path, int to, const char *there, unsigned flags),
      (dir, path, to, there, flags))
WATCH(int, -1, linkat, (int dir, const char *path, int to, const char *there, int flags),
      (dir, path, to, there, flags))
WATCH(int, -1, flock, (int fd, int operation), (fd, operation))
WATCH(int, -1, ftruncate, (int fd, off_t size), (fd, size))
WATCH(int, -1, futimens, (int fd, const struct timespec times[2]), (fd, times))
WATCH(ssize_t, errno ? -1 : 0, write, (int fd, const void *bytes, size_t size), (fd, bytes, size))
WATCH(ssize_t, errno ? -1 : 0, pwrite, (int fd, const void *bytes, size_t size, off_t at),
      (fd, bytes, size, at))
WATCH(ssize_t, errno ? -1 : 0, read, (int fd, void *bytes, size_t size), (fd, bytes, size))
WATCH(ssize_t, errno ? -1 : 0, pread, (int fd, void *bytes, size_t size, off_t at), (fd, bytes, size, at))
WATCH(DIR *, NULL, fdopendir, (int fd), (fd))

// Whether a folder seems to be on another disk than what is in it.
static bool disks_differ;

int fstat(int fd, struct stat *st)
{
    REAL(int, fstat, (int fd, struct stat *st));
    int result = it_fails("fstat") ? -1 : real(fd, st);

    if (disks_differ && result == 0 && S_ISDIR(st->st_mode))
        st->st_dev++;
    return result;
}

// Whether listings leave out what an entry is, as those of some file systems do.
static bool types_unknown;

struct dirent *readdir(DIR *dir)
{
    REAL(struct dirent *, readdir, (DIR * dir));
    struct dirent *e = it_fails("readdir") ? NULL : real(dir);

    if (types_unknown && e)
        e->d_type = DT_UNKNOWN;
    return e;
}

// The disk is not waited for: what it would have lost, no test here could see.
int fsync(int fd)
{
    (void)fd;
    return it_fails("fsync") ? -1 : 0;
}

int syncfs(int fd)
{
    (void)fd;
    return it_fails("syncfs") ? -1 : 0;
}

// A file that is closed with an error is closed.
int close(int fd)
{
    REAL(int, close, (int fd));
    int error = it_fails("close") ? errno : 0;
    int result = real(fd);

    if (!error)
        return result;
    errno = error;
    return -1;
}

#endif
