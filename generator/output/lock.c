// SPDX-License-Identifier: MIT
#include "output/lock.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

static long holder_of(int fd)
{
    char text[32] = "";

    return pread(fd, text, sizeof text - 1, 0) > 0 ? strtol(text, NULL, 10) : 0;
}

static int holder_write(int fd)
{
    char text[32];
    int len = snprintf(text, sizeof text, "%ld\n", (long)getpid());

    if (ftruncate(fd, 0))
        return errno;
    ssize_t done = pwrite(fd, text, (size_t)len, 0);
    if (done < 0)
        return errno;
    return done == len ? 0 : ENOSPC;
}

enum { LOCK_GONE = -1 }; // no errno is negative

// Zero when [fd] is now ours; LOCK_GONE when its last holder removed the file
// between our open and our flock, so that it locks nothing any more.
static int lock_file(int fd, long *holder)
{
    struct stat st;

    if (flock(fd, LOCK_EX | LOCK_NB)) {
        int error = errno;
        *holder = holder_of(fd);
        return error;
    }
    if (fstat(fd, &st))
        return errno;
    return st.st_nlink ? holder_write(fd) : LOCK_GONE;
}

int lock_take(int parent, const char *name, int *fd, long *holder)
{
    int error;

    do {
        int file = openat(parent, name, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0666);
        if (file < 0)
            return errno;
        error = lock_file(file, holder);
        if (!error)
            *fd = file;
        else
            close(file);
    } while (error == LOCK_GONE);
    return error;
}

void lock_release(int parent, const char *name, int fd)
{
    if (fd < 0)
        return;
    unlinkat(parent, name, 0);
    close(fd);
}
