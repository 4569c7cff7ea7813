// SPDX-License-Identifier: MIT
#include "facts/confine.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <stddef.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#if defined(__x86_64__)
#define OUR_ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define OUR_ARCHITECTURE AUDIT_ARCH_AARCH64
#endif

#ifdef OUR_ARCHITECTURE

#define FIELD(name) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, name))
#define REFUSE(call)                                                                                         \
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_##call, 0, 1),                                                  \
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM)

// A file may be opened to read and no other way. The flags are the argument's lower
// half, which comes first on both machines.
#define WRITES (O_WRONLY | O_RDWR | O_CREAT | O_TRUNC)
#define REFUSE_WRITING(call, flags)                                                                          \
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_##call, 0, 4), FIELD(args[flags]),                              \
        BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, WRITES, 0, 1),                                                  \
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM), BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW)

// The libraries expect to read fonts and settings, so reading stays allowed;
// they ask for nothing of what is refused here. Writing to files that were
// open before is stopped by their size limit of nothing.
static struct sock_filter filter[] = {
    FIELD(arch),
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, OUR_ARCHITECTURE, 1, 0),
    BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
    FIELD(nr),
    BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, 0x40000000, 0, 1), // the other set of numbers of x86-64
    BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
    REFUSE(socket),
    REFUSE(connect),
    REFUSE(bind),
    REFUSE(execve),
    REFUSE(execveat),
    REFUSE(clone),
    REFUSE(clone3),
    REFUSE(ptrace),
    REFUSE(process_vm_writev),
    REFUSE(kill),
    REFUSE(tkill),
    REFUSE(unlinkat),
    REFUSE(renameat),
    REFUSE(renameat2),
    REFUSE(linkat),
    REFUSE(symlinkat),
    REFUSE(mkdirat),
    REFUSE(mknodat),
    REFUSE(fchmod),
    REFUSE(fchmodat),
    REFUSE(fchown),
    REFUSE(fchownat),
    REFUSE(utimensat),
    REFUSE(setxattr),
    REFUSE(lsetxattr),
    REFUSE(fsetxattr),
    REFUSE(truncate),
    REFUSE(ftruncate),
    REFUSE(openat2),
    REFUSE_WRITING(openat, 2),
    REFUSE(mount),
    REFUSE(bpf),
    REFUSE(io_uring_setup),
    REFUSE(userfaultfd),
#ifdef __x86_64__ // calls that newer machines never had
    REFUSE(fork),
    REFUSE(vfork),
    REFUSE(unlink),
    REFUSE(rename),
    REFUSE(link),
    REFUSE(symlink),
    REFUSE(mkdir),
    REFUSE(rmdir),
    REFUSE(mknod),
    REFUSE(creat),
    REFUSE_WRITING(open, 1),
    REFUSE(chmod),
    REFUSE(chown),
    REFUSE(lchown),
    REFUSE(utime),
    REFUSE(utimes),
    REFUSE(futimesat),
#endif
    BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
};

static void refuse_calls(void)
{
    const struct sock_fprog program = { sizeof filter / sizeof *filter, filter };

    // A kernel without filters leaves the other limits.
    prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program);
}

#else

static void refuse_calls(void)
{
}

#endif

// Where somebody has set a lower limit already, that one stays: nobody may raise it.
static void limit(__rlimit_resource_t resource, rlim_t most)
{
    struct rlimit set;

    if (getrlimit(resource, &set))
        _exit(EXIT_FAILURE);
    if (most > set.rlim_max)
        most = set.rlim_max;
    set = (struct rlimit){ most, most };
    if (setrlimit(resource, &set))
        _exit(EXIT_FAILURE);
}

void confine(const struct limits *limits)
{
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    limit(RLIMIT_CPU, limits->seconds);
    limit(RLIMIT_AS, limits->bytes);
    limit(RLIMIT_FSIZE, 0);
    limit(RLIMIT_CORE, 0);
    alarm((unsigned)limits->seconds * 2);
    refuse_calls();
}
