// SPDX-License-Identifier: MIT
#include "base/io.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/openat2.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

static const struct {
    int error;
    const char *reason;
} reasons[] = {
    { ENOENT, "такого файла или папки нет" },
    { ENOTDIR, "на этом пути вместо папки стоит файл" },
    { EISDIR, "это папка, а не файл" },
    { EEXIST, "такое имя уже занято" },
    { ENOTEMPTY, "папка не пуста" },
    { ELOOP, "это символическая ссылка, по ссылкам программа не ходит" },
    { EACCES, "нет права доступа" },
    { EPERM, "нет права на это действие" },
    { EROFS, "диск открыт только для чтения" },
    { ENOSPC, "на диске нет места" },
    { EDQUOT, "исчерпана дисковая квота" },
    { EFBIG, "файл слишком велик для этого диска" },
    { EIO, "ошибка чтения или записи на диске" },
    { EMFILE, "открыто слишком много файлов" },
    { ENFILE, "во всей системе открыто слишком много файлов" },
    { ENOMEM, "не хватило памяти" },
    { ENAMETOOLONG, "слишком длинное имя" },
    { EILSEQ, "диск не принимает такое имя" },
    { EBUSY, "занято другой программой или это отдельный подключённый диск" },
    { EXDEV, "это другой диск" },
    { EINTR, "действие прервано" },
    { ESTALE, "сетевой диск потерял этот файл" },
    { ETIMEDOUT, "сетевой диск не отвечает" },
    { EOPNOTSUPP, "этот диск такого не умеет" },
    { ENOSYS, "эта система такого не умеет" },
};

const char *io_reason(int error)
{
    for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++)
        if (reasons[i].error == error)
            return reasons[i].reason;
    return strerror(error);
}

enum { CAREFULLY = O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY };

// Takes the next name off [path] into [name]; -1 when it is none to go through.
static int take_name(const char **path, char name[NAME_MAX + 1])
{
    size_t length = strcspn(*path, "/");

    if (length > NAME_MAX) {
        errno = ENAMETOOLONG;
        return -1;
    }
    memcpy(name, *path, length);
    name[length] = '\0';
    *path += length + strspn(*path + length, "/");
    if (strcmp(name, "..") == 0) {
        errno = EXDEV;
        return -1;
    }
    return 0;
}

// What openat2 does in one call, for kernels before 5.6 and for containers
// that forbid it. A link to a folder answers ENOTDIR here, not ELOOP.
static int open_step_by_step(int dir, const char *path, int flags)
{
    char name[NAME_MAX + 1];
    int fd = dir;

    do {
        int folder = fd;
        if (take_name(&path, name) == -1)
            fd = -1;
        else
            fd = openat(folder, name, (*path ? O_PATH | O_DIRECTORY : flags) | CAREFULLY);
        int error = errno;
        if (folder != dir)
            close(folder);
        errno = error;
    } while (fd != -1 && *path);
    return fd;
}

int io_open_beneath(int dir, const char *path, int flags)
{
    struct open_how how = { .flags = (unsigned)(flags | CAREFULLY),
                            .resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS };
    long fd = syscall(SYS_openat2, dir, path, &how, sizeof how);

    if (fd != -1 || (errno != ENOSYS && errno != EPERM))
        return (int)fd;
    if (*path == '/') {
        errno = EXDEV;
        return -1;
    }
    return open_step_by_step(dir, path, flags);
}

int io_open_in(const char *folder, const char *path, int flags)
{
    int dir = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

    if (dir == -1)
        return -1;
    int fd = io_open_beneath(dir, path, flags), error = errno;
    close(dir);
    errno = error;
    return fd;
}

// Room for the file as long as it says it is, and a byte to notice the end. A read
// that fills less than it was given has come to the end of a [regular] file.
static size_t room_for(int fd, size_t most, bool *regular)
{
    struct stat st;
    bool known = fstat(fd, &st) == 0;
    size_t room = known && st.st_size > 0 ? (size_t)st.st_size + 1 : 4096;

    *regular = known && S_ISREG(st.st_mode);
    return room < most ? room : most;
}

bool io_read(int fd, size_t most, struct arena *a, struct str *out)
{
    bool regular, ended = false;
    size_t len = 0, room = room_for(fd, most, &regular);
    char *bytes = arena_alloc(a, room, 1);

    while (len < most && !ended) {
        if (len == room) {
            size_t wider = room < most / 2 ? room * 2 : most;
            bytes = arena_resize(a, bytes, room, wider);
            room = wider;
        }
        ssize_t got = read(fd, bytes + len, room - len);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return false;
        ended = got == 0 || (regular && (size_t)got < room - len);
        len += (size_t)got;
    }
    *out = (struct str){ bytes, len };
    return true;
}
