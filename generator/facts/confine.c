// SPDX-License-Identifier: MIT
#include "facts/confine.h"

#include <errno.h>
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

// The libraries expect to read fonts and settings, so reading stays allowed;
// they ask for nothing of what is refused here. Writing to files that were
// open before is stopped by their size limit of nothing.
static void refuse_calls(void)
{
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
        REFUSE(renameat2),
        REFUSE(linkat),
        REFUSE(symlinkat),
        REFUSE(mkdirat),
        REFUSE(mknodat),
        REFUSE(fchmod),
        REFUSE(fchmodat),
        REFUSE(fchownat),
        REFUSE(utimensat),
        REFUSE(truncate),
        REFUSE(mount),
        REFUSE(bpf),
        REFUSE(io_uring_setup),
        REFUSE(userfaultfd),
#ifdef __x86_64__ // calls that newer machines never had
        REFUSE(fork),
        REFUSE(vfork),
        REFUSE(unlink),
        REFUSE(rename),
        REFUSE(renameat),
        REFUSE(link),
        REFUSE(symlink),
        REFUSE(mkdir),
        REFUSE(rmdir),
        REFUSE(creat),
        REFUSE(chmod),
        REFUSE(chown),
#endif
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    };
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
static void limit(int resource, rlim_t most)
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
