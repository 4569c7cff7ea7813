// SPDX-License-Identifier: MIT
#include "output/content.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { CHUNK = 64 * 1024 };

int content_write(int fd, struct str bytes)
{
    while (bytes.len) {
        ssize_t done = write(fd, bytes.ptr, bytes.len);
        if (done < 0 && errno != EINTR)
            return errno;
        if (done > 0)
            bytes = str_after(bytes, (size_t)done);
    }
    return 0;
}

static int write_new(int folder, const char *name, struct str bytes, unsigned flags)
{
    int fd = openat(folder, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
                    flags & CONTENT_PRIVATE ? 0600 : 0666);

    if (fd < 0)
        return errno;
    int error = content_write(fd, bytes);
    if (!error && (flags & CONTENT_SYNCED) && fsync(fd))
        error = errno;
    if (close(fd) && !error)
        error = errno;
    return error;
}

int content_replace(int folder, const char *name, const char *next, struct str bytes, unsigned flags)
{
    unlinkat(folder, next, 0);
    int error = write_new(folder, next, bytes, flags);

    if (!error && renameat(folder, next, folder, name))
        error = errno;
    if (error)
        unlinkat(folder, next, 0);
    return error;
}

static int read_at(int fd, char *out, size_t size, size_t offset)
{
    while (size) {
        ssize_t done = pread(fd, out, size, (off_t)offset);
        if (done < 0 && errno == EINTR)
            continue;
        if (done <= 0)
            return done ? errno : EIO;
        out += done;
        size -= (size_t)done;
        offset += (size_t)done;
    }
    return 0;
}

int content_read(int fd, char *out, size_t size)
{
    return read_at(fd, out, size, 0);
}

static size_t chunk_at(size_t offset, size_t size)
{
    return size - offset < CHUNK ? size - offset : CHUNK;
}

// At most CHUNK bytes at [offset].
static bool chunk_is(int fd, struct str bytes, size_t offset)
{
    char chunk[CHUNK];

    return read_at(fd, chunk, bytes.len, offset) == 0 && memcmp(chunk, bytes.ptr, bytes.len) == 0;
}

bool content_is(int fd, struct str bytes)
{
    for (size_t at = 0; at < bytes.len; at += chunk_at(at, bytes.len))
        if (!chunk_is(fd, str_from_to(bytes, at, at + chunk_at(at, bytes.len)), at))
            return false;
    return true;
}
