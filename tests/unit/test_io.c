// SPDX-License-Identifier: MIT
#include "base/io.h"
#include "unit.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

struct folder {
    char path[32];
    int fd;
};

static void write_file(int dir, const char *name, const char *text)
{
    int fd = openat(dir, name, O_WRONLY | O_CREAT | O_TRUNC, 0600);

    assert_int_equal(write(fd, text, strlen(text)), strlen(text));
    close(fd);
}

// a.txt, files/b.txt, a link to each, a link out, and a pipe nobody writes to.
static int make_folder(void **state)
{
    struct folder *f = calloc(1, sizeof *f);

    strcpy(f->path, "/tmp/test_io.XXXXXX");
    if (!mkdtemp(f->path))
        return -1;
    f->fd = open(f->path, O_RDONLY | O_DIRECTORY);
    write_file(f->fd, "a.txt", "one");
    mkdirat(f->fd, "files", 0700);
    write_file(f->fd, "files/b.txt", "two");
    *state = f;
    return symlinkat("a.txt", f->fd, "link") | symlinkat("files", f->fd, "shortcut") |
           symlinkat("/etc", f->fd, "out") | mkfifoat(f->fd, "pipe", 0600);
}

static int drop_folder(void **state)
{
    static const char *const names[] = { "a.txt", "files/b.txt", "link", "shortcut", "out", "pipe" };
    struct folder *f = *state;

    for (size_t i = 0; i < COUNT(names); i++)
        unlinkat(f->fd, names[i], 0);
    unlinkat(f->fd, "files", AT_REMOVEDIR);
    close(f->fd);
    int result = rmdir(f->path);
    free(f);
    return result;
}

static int error_of(int dir, const char *path)
{
    int fd = io_open_beneath(dir, path, O_RDONLY);

    if (fd == -1)
        return errno;
    close(fd);
    return 0;
}

static void files_below_the_folder_open(void **state)
{
    const struct folder *f = *state;

    assert_int_equal(error_of(f->fd, "a.txt"), 0);
    assert_int_equal(error_of(f->fd, "files/b.txt"), 0);
    assert_int_equal(error_of(f->fd, "files"), 0);
    assert_int_equal(error_of(f->fd, "none.txt"), ENOENT);
    assert_int_equal(error_of(f->fd, "files/none.txt"), ENOENT);
    assert_int_equal(error_of(f->fd, ""), ENOENT);
}

static void no_path_leads_out(void **state)
{
    const struct folder *f = *state;

    assert_int_equal(error_of(f->fd, "../passwd"), EXDEV);
    assert_int_equal(error_of(f->fd, "files/../../x"), EXDEV);
    assert_int_equal(error_of(f->fd, "/etc/passwd"), EXDEV);
}

static void no_link_is_followed(void **state)
{
    const struct folder *f = *state;

    assert_int_equal(error_of(f->fd, "link"), ELOOP);
    assert_int_equal(error_of(f->fd, "out"), ELOOP);
    assert_int_not_equal(error_of(f->fd, "shortcut/b.txt"), 0);
    assert_int_not_equal(error_of(f->fd, "out/passwd"), 0);
}

static void a_pipe_does_not_make_us_wait(void **state)
{
    const struct folder *f = *state;

    alarm(5);
    assert_int_equal(error_of(f->fd, "pipe"), 0);
    alarm(0);
}

// An old kernel: openat2 answers ENOSYS from here on, in this process.
static void forbid_openat2(void)
{
    struct sock_filter code[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, 0), // the number of the system call
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_openat2, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | ENOSYS),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    };
    struct sock_fprog program = { COUNT(code), code };

    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) || prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program))
        _exit(2);
}

static void an_old_kernel_opens_the_same_files_and_no_others(void **state)
{
    static const struct {
        const char *path;
        bool opens;
    } rows[] = {
        { "a.txt", true },           { "files/b.txt", true },
        { "files", true },           { "./files/./b.txt", true },
        { "none.txt", false },       { "none/b.txt", false },
        { "../passwd", false },      { "files/../a.txt", false },
        { "/etc/passwd", false },    { "link", false },
        { "shortcut/b.txt", false }, { "out/passwd", false },
        { "a.txt/b", false },        { "", false },
    };
    const struct folder *f = *state;
    pid_t child = fork();
    int status;

    if (child == 0) {
        forbid_openat2();
        for (size_t i = 0; i < COUNT(rows); i++)
            if ((error_of(f->fd, rows[i].path) == 0) != rows[i].opens)
                _exit((int)(10 + i));
        _exit(0);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 0);
}

static void reading_ends_at_the_end_or_at_the_ceiling(void **state)
{
    const struct folder *f = *state;
    struct arena *a = arena_new();
    struct str text;
    int fd = io_open_beneath(f->fd, "a.txt", O_RDONLY);

    assert_true(io_read(fd, 100, a, &text));
    assert_text(text, "one");
    assert_int_equal(lseek(fd, 0, SEEK_SET), 0);
    assert_true(io_read(fd, 2, a, &text));
    assert_text(text, "on");
    close(fd);
    assert_false(io_read(fd, 2, a, &text));
    assert_int_equal(errno, EBADF);
    arena_free(a);
}

static void a_stream_without_a_size_is_read_whole(void **state)
{
    struct arena *a = arena_new();
    struct str text;
    char page[10000];
    int ends[2];

    (void)state;
    memset(page, 'x', sizeof page);
    assert_int_equal(pipe(ends), 0);
    assert_int_equal(write(ends[1], page, sizeof page), sizeof page);
    close(ends[1]);
    assert_true(io_read(ends[0], 1 << 20, a, &text));
    assert_int_equal(text.len, sizeof page);
    assert_memory_equal(text.ptr, page, sizeof page);
    close(ends[0]);
    arena_free(a);
}

static void reasons_are_given_in_russian(void **state)
{
    (void)state;
    assert_string_equal(io_reason(ENOSPC), "на диске нет места");
    assert_string_equal(io_reason(EDOM), strerror(EDOM)); // not in the table
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(files_below_the_folder_open),
        cmocka_unit_test(no_path_leads_out),
        cmocka_unit_test(no_link_is_followed),
        cmocka_unit_test(a_pipe_does_not_make_us_wait),
        cmocka_unit_test(an_old_kernel_opens_the_same_files_and_no_others),
        cmocka_unit_test(reading_ends_at_the_end_or_at_the_ceiling),
        cmocka_unit_test(a_stream_without_a_size_is_read_whole),
        cmocka_unit_test(reasons_are_given_in_russian),
    };

    return cmocka_run_group_tests(tests, make_folder, drop_folder);
}
