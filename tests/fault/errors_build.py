#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Every file-system call of a real build failing once, and a disk that is too small.

    errors_build.py PROGRAM [STEP]      every STEP-th failure (default 1: all of them)

A build either says what failed (exit 3, one Russian message with the path) and leaves the old site, or
gets round the failure (exit 0) and gives the new one: a call that only looked whether something had
changed, tidied up or kept a note for the next build can be got round; so can one that finds the examiner of documents, when the documents are then said to be
unexamined. The next build gives the new site
and leaves nothing beside it.
"""

import itertools
import os
import random
import re
import subprocess
import sys
import tempfile

from desk import FATAL, OTHER, Desk, places
from faults import Score

ERRORS = ["ENOSPC", "EIO", "EROFS", "EMFILE", "EACCES"]
CALLS = set("""open openat openat2 creat mkdir mkdirat unlink unlinkat rmdir rename renameat renameat2 link linkat
    symlink symlinkat flock fcntl stat fstat lstat newfstatat statx access faccessat faccessat2 statfs fstatfs
    readlink readlinkat truncate ftruncate fallocate fsync fdatasync syncfs sync_file_range utimensat chmod fchmod
    fchmodat write pwrite64 writev pwritev pwritev2 read pread64 readv preadv getdents64 lseek copy_file_range
    sendfile splice close close_range io_uring_setup io_uring_enter io_uring_register chdir fchdir""".split())
# Failing here cannot be got round: a file or the site would not be there.
MUST_STOP = {"mkdirat", "linkat", "syncfs"}
OF_A_FILE = {"write", "pwrite64", "writev", "utimensat", "close", "ftruncate", "fallocate", "copy_file_range"}
# What the last build saw may be lost: it saves time, and the next build does without.
NEW_FILE = re.compile(r"^openat2?\((?!.*nastavnik-state).*O_EXCL")
OPENED = re.compile(r" = (\d+)$")
FIRST_FD = re.compile(r"^(\w+)\((\d+)")
WATCHED = sorted(MUST_STOP | OF_A_FILE | {"openat", "openat2"})


def was_unavoidable(lines):
    """Whether the call that failed is one without which a file of the new site would not be whole."""
    files = set()
    for line in lines:
        call, new, first = line.split("(")[0], NEW_FILE.match(line), FIRST_FD.match(line)
        if line.endswith("(INJECTED)"):
            return bool(call in MUST_STOP or new or (call in OF_A_FILE and first and first[2] in files))
        if new and OPENED.search(line):
            files.add(OPENED.search(line)[1])
        if call == "close" and first:
            files.discard(first[2])
    return False


def said_lines(done):
    """The first line of each message; notes are left out."""
    return [line for line in done.stderr.splitlines() if line[:1].strip() and ": заметка[" not in line]


def judge(desk, score, done, new, must_stop, what):
    said = done.stderr.splitlines()
    messages = said_lines(done)
    unexamined = "document-not-examined" in done.stderr
    if done.returncode == 3:
        score.check(desk.site() == OTHER[new], f"{what}: exit 3, but public/ is {desk.site()}")
        score.check(len(messages) == 1 and FATAL.match(messages[0]), f"{what}: said {said}")
    else:
        score.check(done.returncode == 0, f"{what}: exit {done.returncode} {said}")
        score.check(desk.site() == new or unexamined, f"{what}: exit {done.returncode}, but public/ is {desk.site()}")
        score.check(not must_stop, f"{what}: was passed over in silence")
    done = desk.build()
    score.check(done.returncode == 0 and desk.site() == new, f"{what}: next build: {desk.site()} {done.stderr}")
    score.check(desk.entries() == desk.beside, f"{what}: left {desk.entries()}")


def every_call(desk, score, step):
    desk.start("A")
    failures, unavoidable = {}, 0
    for new in "BA":
        desk.lay(new)
        found = [(c, n, e) for c, n in desk.moments(desk.words("--notes"), only=CALLS) for e in ERRORS]
        random.Random(20260302).shuffle(found)
        failures[new] = found[::step]
        assert desk.site() == new and len(found) > 1000
        desk.build()
    for pair in itertools.zip_longest(failures["B"], failures["A"], fillvalue=("getpid", 1, "EIO")):
        for new, (call, n, error) in zip("BA", pair):
            desk.lay(new)
            done = desk.traced(desk.words("--notes"), f"{call}:error={error}:when={n}", watched=WATCHED)
            must_stop = was_unavoidable(desk.lines())
            unavoidable += must_stop
            judge(desk, score, done, new, must_stop, f"to {new}: {call} {n} {error}")
    score.check(unavoidable * step > 200, f"only {unavoidable} failures could not be got round")


def read_only(desk, score):
    """The folder of the project cannot be written: nothing changes and the message says why."""
    desk.start("A")
    desk.lay("B")
    if not mount(desk.project, bind=True):
        score.check(False, "папка только для чтения: не проверялось (нужно право подключать диски)")
        return
    try:
        done = desk.build()
        check = desk.run([desk.program, "check", "."])
    finally:
        subprocess.run(["umount", desk.project], check=True)
    messages = said_lines(done)
    score.check(done.returncode == 3 and len(messages) == 1 and FATAL.match(messages[0]) and
                "только для чтения" in done.stderr, f"read-only: {done}")
    score.check(desk.site() == "A" and check.returncode == 0, f"read-only: {desk.site()} {check}")


def mount(folder, bind=False, size=None):
    """Mounts over [folder]: itself, read-only, or a disk of a given size."""
    command = ["mount", "-t", "tmpfs", "-o", size, "tmpfs", folder]
    if bind:
        command = ["sh", "-c", 'mount --bind "$1" "$1" && mount -o remount,bind,ro "$1"', "sh", folder]
    return os.geteuid() == 0 and subprocess.run(command, check=False, capture_output=True).returncode == 0


def small_disk(desk, score, kilobytes):
    """The output is on a disk that has room for a part of it."""
    desk.start("A", published=False)
    with tempfile.TemporaryDirectory(prefix="nastavnik-disk.") as disk:
        if not mount(disk, size=f"size={kilobytes}k"):
            score.check(False, "маленький диск: не проверялось (нужно право подключать диски)")
            return
        try:
            fill(desk, score, disk, kilobytes)
        finally:
            subprocess.run(["umount", disk], check=True)


def fill(desk, score, disk, kilobytes):
    done = desk.build("--out", f"{disk}/public")
    messages = said_lines(done)
    score.check(done.returncode == 3 and "нет места" in done.stderr and len(messages) == 1,
                f"a disk of {kilobytes} KB: {done}")
    score.check(os.listdir(disk) == [], f"a disk of {kilobytes} KB: left {os.listdir(disk)}")
    score.check(mount(disk, size="remount,size=16m"), "the disk could not be enlarged")
    done = desk.build("--out", f"{disk}/public")
    score.check(done.returncode == 0 and sorted(os.listdir(disk)) == [".public.nastavnik-state", "public"],
                f"a disk of {kilobytes} KB, enlarged: {done} {os.listdir(disk)}")


def main():
    program, step = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 1
    score = Score()
    for place in places(step == 1):
        with Desk(program, place) as desk:
            every_call(desk, score, step)
            read_only(desk, score)
            for kilobytes in 8, 64, 256:
                small_disk(desk, score, kilobytes)
    return score.end()


if __name__ == "__main__":
    sys.exit(main())
