// SPDX-License-Identifier: MIT
// nastavnik-facts: looks into documents on behalf of nastavnik.
//
// A stranger's PDF may hang or overrun any parser, so the parsers live here. It
// is started with a socket as its standard input and a request comes as a kind,
// a number and open files; each is looked at by a process of its own that has
// limits on time and memory, can write no file and start no program. When that
// process dies, the answer says so; the next document does not notice.
//
// A program of its own for another reason too: poppler is under the GPL, and
// nastavnik is not.
#include "facts/confine.h"
#include "facts/examine.h"

#include <errno.h>
#include <locale.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { SOCKET = 0, FILES = 2 };

struct request {
    char kind[8];
    uint64_t number; // the answer repeats it, so that nobody can answer for the next document
};

// ---- requests and answers ------------------------------------------------------------

static bool receive(struct request *r, int files[FILES])
{
    union {
        struct cmsghdr header;
        char room[CMSG_SPACE(FILES * sizeof(int))];
    } control;
    struct iovec piece = { r, sizeof *r };
    struct msghdr message = {
        .msg_iov = &piece, .msg_iovlen = 1, .msg_control = &control, .msg_controllen = sizeof control
    };
    ssize_t got;

    files[0] = files[1] = -1;
    do
        got = recvmsg(SOCKET, &message, MSG_CMSG_CLOEXEC | MSG_WAITALL);
    while (got == -1 && errno == EINTR);
    const struct cmsghdr *c = CMSG_FIRSTHDR(&message);
    if (got != sizeof *r || !c || c->cmsg_level != SOL_SOCKET || c->cmsg_type != SCM_RIGHTS)
        return false;
    size_t size = c->cmsg_len - CMSG_LEN(0);
    memcpy(files, CMSG_DATA(c), size < FILES * sizeof *files ? size : FILES * sizeof *files);
    r->kind[sizeof r->kind - 1] = '\0';
    return true;
}

static void send_whole(const char *bytes, size_t size)
{
    while (size) {
        ssize_t sent = send(SOCKET, bytes, size, MSG_NOSIGNAL);
        if (sent == -1 && errno == EINTR)
            continue;
        if (sent <= 0)
            _exit(EXIT_FAILURE);
        bytes += sent;
        size -= (size_t)sent;
    }
}

static void send_answer(uint64_t number, const char *rows, size_t size)
{
    char head[32];
    int length = snprintf(head, sizeof head, "%016llx %08zx\n", (unsigned long long)number, size);

    send_whole(head, (size_t)length);
    send_whole(rows, size);
}

// ---- one document ----------------------------------------------------------------------

// In memory of our own, not mapped: the file may be cut while we read it.
static struct bytes read_file(int fd)
{
    struct bytes b = { NULL, 0 };
    struct stat st;

    if (fd == -1 || fstat(fd, &st) == -1 || !S_ISREG(st.st_mode) || st.st_size > LIMIT_FILE_BYTES)
        _exit(EXIT_FAILURE);
    b.ptr = malloc((size_t)st.st_size + 1);
    if (!b.ptr)
        _exit(EXIT_FAILURE);
    while (b.len < (size_t)st.st_size) {
        ssize_t got = pread(fd, b.ptr + b.len, (size_t)st.st_size - b.len, (off_t)b.len);
        if (got == -1)
            _exit(EXIT_FAILURE);
        if (got == 0)
            break;
        b.len += (size_t)got;
    }
    b.ptr[b.len] = '\0';
    return b;
}

static _Noreturn void examine(const struct request *r, const int files[FILES], const struct limits *limits)
{
    char *rows = NULL;
    size_t size = 0;

    confine(limits);
    FILE *out = open_memstream(&rows, &size);
    if (!out)
        _exit(EXIT_FAILURE);
    if (strcmp(r->kind, "pdf") == 0)
        examine_pdf(read_file(files[0]), out);
    else if (strcmp(r->kind, "office") == 0)
        examine_office(read_file(files[0]), out);
    else if (strcmp(r->kind, "sig") == 0)
        examine_signature(read_file(files[0]), read_file(files[1]), out);
    else
        _exit(EXIT_FAILURE);
    if (fclose(out) != 0)
        _exit(EXIT_FAILURE);
    send_answer(r->number, rows, size);
    _exit(EXIT_SUCCESS);
}

static void answer_died(uint64_t number, int status)
{
    bool late = WIFSIGNALED(status) &&
                (WTERMSIG(status) == SIGXCPU || WTERMSIG(status) == SIGALRM || WTERMSIG(status) == SIGKILL);
    const char *rows = late ? "died 4:time\n" : "died 5:crash\n";

    send_answer(number, rows, strlen(rows));
}

static void serve(const struct request *r, const int files[FILES], const struct limits *limits)
{
    int status = 0;
    pid_t child = fork();

    if (child == 0)
        examine(r, files, limits);
    while (child > 0 && waitpid(child, &status, 0) == -1 && errno == EINTR)
        ;
    if (child == -1 || status != 0)
        answer_died(r->number, status);
    for (int i = 0; i < FILES; i++)
        if (files[i] != -1)
            close(files[i]);
}

int main(int argc, char **argv)
{
    struct limits limits;
    struct request request;
    int files[FILES];

    if (argc != 3 || isatty(SOCKET)) {
        fputs("nastavnik-facts: запускается программой nastavnik, а не сама по себе\n", stderr);
        return 2;
    }
    limits.seconds = strtoul(argv[1], NULL, 10);
    limits.bytes = strtoul(argv[2], NULL, 10) << 20;
    // Without it every text would come out empty, as if the papers were scans.
    if (!setlocale(LC_CTYPE, "C.UTF-8")) {
        fputs("nastavnik-facts: нет кодировки C.UTF-8 или не хватило памяти\n", stderr);
        return 3;
    }
    signature_start();
    while (receive(&request, files))
        serve(&request, files, &limits);
    return 0;
}
