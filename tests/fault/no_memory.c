// SPDX-License-Identifier: MIT
// Loaded before the C library (LD_PRELOAD): lets one allocation of a program fail.
//
//     NO_MEMORY_AT=N      the N-th allocation since main() began, and only that one
//     NO_MEMORY_LOG=FILE  gets «ALLOCATIONS PIECES-NOT-FREED» when the program exits
//
// Threads and libraries are counted too; what happened before main() is not.
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <malloc.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *old, size_t size);
extern void *__libc_memalign(size_t alignment, size_t size);
extern void __libc_free(void *piece);

typedef int main_function(int, char **, char **);
typedef int start_function(main_function *, int, char **, void (*)(void), void (*)(void), void (*)(void),
                           void *);

int __libc_start_main(main_function *main, int argc, char **argv, void (*init)(void), void (*fini)(void),
                      void (*rtld_fini)(void), void *stack_end);

static main_function *real_main;
static atomic_bool armed;
static atomic_long allocations, pieces, fails_at;

static bool is_out(void)
{
    if (!atomic_load(&armed) || atomic_fetch_add(&allocations, 1) + 1 != atomic_load(&fails_at))
        return false;
    errno = ENOMEM;
    return true;
}

static void *counted(void *piece)
{
    if (piece && atomic_load(&armed))
        atomic_fetch_add(&pieces, 1);
    return piece;
}

void *malloc(size_t size)
{
    return is_out() ? NULL : counted(__libc_malloc(size));
}

void *calloc(size_t count, size_t size)
{
    return is_out() ? NULL : counted(__libc_calloc(count, size));
}

void *realloc(void *old, size_t size)
{
    if (is_out())
        return NULL;
    void *piece = __libc_realloc(old, size);
    return old ? piece : counted(piece);
}

void *memalign(size_t alignment, size_t size)
{
    return is_out() ? NULL : counted(__libc_memalign(alignment, size));
}

void *aligned_alloc(size_t alignment, size_t size)
{
    return memalign(alignment, size);
}

int posix_memalign(void **out, size_t alignment, size_t size)
{
    void *piece = memalign(alignment, size);

    if (!piece)
        return ENOMEM;
    *out = piece;
    return 0;
}

void free(void *piece)
{
    if (piece && atomic_load(&armed))
        atomic_fetch_sub(&pieces, 1);
    __libc_free(piece);
}

static void tell(void)
{
    char line[64];
    const char *log = getenv("NO_MEMORY_LOG");
    int fd = log ? open(log, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644) : -1;
    int length = snprintf(line, sizeof line, "%ld %ld\n", atomic_load(&allocations), atomic_load(&pieces));

    if (fd >= 0 && write(fd, line, (size_t)length) == length)
        close(fd);
}

static int counted_main(int argc, char **argv, char **environment)
{
    const char *at = getenv("NO_MEMORY_AT");

    atexit(tell);
    atomic_store(&fails_at, at ? atol(at) : 0);
    atomic_store(&armed, true);
    return real_main(argc, argv, environment);
}

int __libc_start_main(main_function *main, int argc, char **argv, void (*init)(void), void (*fini)(void),
                      void (*rtld_fini)(void), void *stack_end)
{
    void *next = dlsym(RTLD_NEXT, "__libc_start_main");

    real_main = main;
    return (*(start_function **)&next)(counted_main, argc, argv, init, fini, rtld_fini, stack_end);
}
