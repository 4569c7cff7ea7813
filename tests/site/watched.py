"""What one run of the program touches, as strace sees it: every path that it names to the
system, read or changed, and every socket. Also what it may touch."""

import codecs
import os
import re
import subprocess
import tempfile
from pathlib import Path

from project import ENVIRONMENT, PROGRAM

# What programs and libraries read to start at all. Nothing else outside the project.
SYSTEM = re.compile(
    r"/(?:usr/)?lib(?:64)?(?:/|$)|"                    # libraries, their modules, the C locale
    r"/etc/ld\.so\.(?:cache|preload)$|"                # where they are
    r"/etc/(?:localtime|locale\.alias|ssl/openssl\.cnf|gnutls/config)$|"
    r"/usr/share/(?:poppler(?:/|$)|zoneinfo/)|"
    r"/(?:sys/fs/|etc/)?selinux(?:$|/config$)|"        # libselinux, brought by GLib
    r"/sys/devices/system/cpu/|"                       # how many threads
    r"/proc/(?:self/(?:exe|maps|fd)|filesystems|stat|cpuinfo|meminfo)$|"
    r"/dev/null$")

CALL = re.compile(r"^(\w+)\((.*)\) += (-?\d+|\?)(?:<([^>]*)>)?")
NAMED = re.compile(r'(?:(?:AT_FDCWD|-?\d+)<([^>]*)>(?:\(deleted\))?, )?"((?:[^"\\]|\\.)*)"')
CHANGES = {"mkdir", "mkdirat", "unlink", "unlinkat", "rename", "renameat", "renameat2", "link", "linkat",
           "symlink", "symlinkat", "rmdir", "chmod", "fchmodat", "chown", "fchownat", "utimensat", "truncate",
           "creat", "mknod", "mknodat", "setxattr"}
SOCKETS = {"socket", "connect", "bind", "listen", "accept", "accept4"}


class Touched:
    def __init__(self):
        self.read, self.changed, self.sockets, self.calls = set(), set(), [], 0

    def take(self, line, cwd):
        call = CALL.match(line)
        if not call:
            return
        self.calls += 1
        name, arguments, result, opened = call.groups()
        if name in SOCKETS or (name == "socketpair" and not arguments.startswith("AF_UNIX, ")):
            self.sockets.append(line)
        if name.startswith("open") and opened:
            paths = [unescaped(opened)]
        else:
            paths = list(paths_of(name, arguments, cwd, result == "-1"))
        if not name.startswith("mkdir"):  # one that fails says no more than that
            self.read.update(paths)
        if result != "-1" and (name in CHANGES or (name.startswith("open") and
                                                   re.search(r"O_WRONLY|O_RDWR|O_CREAT|O_TRUNC", arguments))):
            self.changed.update(paths)

    def foreign(self, own):
        """What is read and belongs neither to the system nor to the folders [own]."""
        programs = (PROGRAM, PROGRAM + "-facts")
        return sorted(p for p in self.read if not SYSTEM.match(p) and p not in programs and
                      not any(is_under(p, folder) for folder in own))

    def misplaced(self, place):
        """What is changed where [place] does not match."""
        return sorted(p for p in self.changed if not place.match(p) and p != "/dev/null")


def unescaped(name):
    return os.fsdecode(codecs.escape_decode(name.encode())[0])


def paths_of(call, arguments, cwd, failed):
    """The paths that a call names, with the links in them followed as the call does; those of one that
    failed as they were asked for."""
    for folder, name in NAMED.findall(arguments)[:1 if call in ("execve", "readlink", "readlinkat") else None]:
        if not name:
            continue  # the open file itself
        path = os.path.join(cwd, unescaped(folder), unescaped(name))
        if path.startswith("/proc/self") or failed:
            yield os.path.normpath(path)
        elif "NOFOLLOW" in arguments or call in CHANGES or call.startswith(("readlink", "lstat", "open")):
            above, last = os.path.split(os.path.normpath(path))
            yield os.path.join(os.path.realpath(above), last)
        else:
            yield os.path.realpath(path)


def is_under(path, folder):
    return path == str(folder) or path.startswith(f"{folder}/")


def watch(*words, cwd="/", environment=None):
    """Runs the program; (what subprocess says, what was touched)."""
    with tempfile.TemporaryDirectory(prefix="nastavnik-watch-") as logs:
        done = subprocess.run(["strace", "--seccomp-bpf", "-ff", "-qq", "-y", "-s", "0", "-e",
                               "trace=%file,%network", "-o", f"{logs}/log", PROGRAM, *map(str, words)],
                              env=environment or ENVIRONMENT, cwd=cwd, capture_output=True, check=False,
                              stdin=subprocess.DEVNULL, timeout=120)
        touched = Touched()
        for log in Path(logs).iterdir():
            for line in log.read_text(encoding="utf-8", errors="surrogateescape").splitlines():
                touched.take(line, str(cwd))
    return done, touched


def place_of(project, *folders, table=False):
    """Where a run may write: the folders that it makes, what stands beside them meanwhile, what it
    knows of documents and, for a kit, the table of addresses."""
    beside = [rf"{re.escape(f)}(?:/|$)|\.{re.escape(f)}\.nastavnik-(?:(?:next|old)(?:/|$)|(?:lock|state|state-next)$)"
              for f in folders]
    beside += [r"\.nastavnik-(?:facts|check)(?:-next)?$"] + ([r"urls\.csv$|\.urls\.csv\.nastavnik-next$"] if table else [])
    return re.compile(rf"{re.escape(str(project))}/(?:{'|'.join(beside)})")
