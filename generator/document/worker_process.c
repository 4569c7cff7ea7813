// SPDX-License-Identifier: MIT
#include "document/worker_process.h"

#include "base/limits.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

// «0123456789abcdef 01234567» and a line break: the number of the request and
// the length of the rows.
enum { NUMBER_DIGITS = 16, LENGTH_DIGITS = 8, HEAD = NUMBER_DIGITS + 1 + LENGTH_DIGITS + 1, FILES_MOST = 2 };

// The worker gets the socket as its standard input, nowhere to print, nothing
// of our environment, and a process group of its own, by which it is ended.
static bool spawn(pid_t *pid, const char *program, int socket)
{
    char name[] = "nastavnik-facts", seconds[16], megabytes[16], path[] = "PATH=/usr/bin:/bin";
    char *arguments[] = { name, seconds, megabytes, NULL }, *environment[] = { path, NULL };
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    sigset_t none;

    snprintf(seconds, sizeof seconds, "%d", LIMIT_FACTS_SECONDS);
    snprintf(megabytes, sizeof megabytes, "%d", LIMIT_FACTS_MEGABYTES);
    sigemptyset(&none);
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, socket, STDIN_FILENO);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK);
    posix_spawnattr_setsigmask(&attributes, &none);
    int error = posix_spawn(pid, program, &actions, &attributes, arguments, environment);
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attributes);
    return error == 0;
}

bool worker_start(struct worker_process *p, const char *program)
{
    int ends[2];

    *p = (struct worker_process){ 0, -1 };
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) == -1)
        return false;
    bool ok = spawn(&p->pid, program, ends[1]);
    close(ends[1]);
    if (ok)
        p->socket = ends[0];
    else {
        close(ends[0]);
        p->pid = 0;
    }
    return ok;
}

void worker_end(struct worker_process *p)
{
    if (p->pid <= 0)
        return;
    kill(-p->pid, SIGKILL);
    kill(p->pid, SIGKILL); // it may not have its group yet
    while (waitpid(p->pid, NULL, 0) == -1 && errno == EINTR)
        ;
    close(p->socket);
    *p = (struct worker_process){ 0, -1 };
}

bool worker_ask(const struct worker_process *p, const char *kind, uint64_t number, const int *files,
                int count)
{
    struct {
        char kind[8];
        uint64_t number;
    } request = { "", number };
    union {
        struct cmsghdr header;
        char room[CMSG_SPACE(FILES_MOST * sizeof(int))];
    } control = { 0 };
    struct iovec piece = { &request, sizeof request };
    size_t size = (size_t)count * sizeof *files;
    struct msghdr message = {
        .msg_iov = &piece, .msg_iovlen = 1, .msg_control = &control, .msg_controllen = CMSG_SPACE(size)
    };
    struct cmsghdr *rights = CMSG_FIRSTHDR(&message);

    memcpy(request.kind, kind, strnlen(kind, sizeof request.kind - 1));
    rights->cmsg_len = CMSG_LEN(size);
    rights->cmsg_level = SOL_SOCKET;
    rights->cmsg_type = SCM_RIGHTS;
    memcpy(CMSG_DATA(rights), files, size);
    return sendmsg(p->socket, &message, MSG_NOSIGNAL | MSG_DONTWAIT) == (ssize_t)sizeof request;
}

static bool is_hex(struct str s)
{
    for (size_t i = 0; i < s.len; i++)
        if (!memchr("0123456789abcdef", s.ptr[i], 16))
            return false;
    return true;
}

// Whether the head, of which all HEAD bytes are there, answers [number]; the length if so.
static bool read_head(const struct buf *answer, uint64_t number, size_t *length)
{
    struct str head = str_from_to(buf_str(answer), 0, HEAD),
               digits = str_from_to(head, NUMBER_DIGITS + 1, HEAD - 1);
    char expected[NUMBER_DIGITS + 2];

    snprintf(expected, sizeof expected, "%016" PRIx64 " ", number);
    if (!str_starts(head, str_from(expected)) || head.ptr[HEAD - 1] != '\n' || !is_hex(digits))
        return false;
    *length = strtoul(digits.ptr, NULL, 16);
    return *length <= LIMIT_FACTS_BYTES;
}

static enum worker_reading judge(const struct buf *answer, uint64_t number)
{
    size_t length;

    if (answer->len < HEAD)
        return READING_MORE;
    if (!read_head(answer, number, &length) || answer->len > HEAD + length)
        return READING_NONSENSE;
    return answer->len == HEAD + length ? READING_DONE : READING_MORE;
}

enum worker_reading worker_read(const struct worker_process *p, uint64_t number, struct buf *answer)
{
    char piece[65536];
    enum worker_reading state = READING_MORE;

    while (state == READING_MORE) {
        ssize_t got = recv(p->socket, piece, sizeof piece, MSG_DONTWAIT);
        if (got == -1 && errno == EINTR)
            continue;
        if (got == -1 && errno == EAGAIN)
            break;
        if (got <= 0)
            return READING_DIED;
        buf_put(answer, (struct str){ piece, (size_t)got });
        state = answer->overflowed ? READING_NONSENSE : judge(answer, number);
    }
    return state;
}

struct str worker_rows(const struct buf *answer)
{
    return str_after(buf_str(answer), HEAD);
}
