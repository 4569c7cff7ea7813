#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Every file-system call of a publication failing once, and a disk that is too small.

    errors.py DRIVER [STEP]    every STEP-th call (default 1: all of them)

A run that replaces site A by site B (or B by C, which differs in one folder) either says what failed (exit 3, one Russian line with the path)
and leaves the old site, or gets round the failure (exit 0) and leaves the new one; a call that only looked whether a file
had changed, or tidied up, can be got round. Nothing but public/ is left after the next run.
"""

import os
import re
import subprocess
import sys
import tempfile

from faults import Score, Workshop

ERRORS = ["ENOSPC", "EIO", "EROFS", "EMFILE", "EACCES"]
# Failing here cannot be got round: the file or the site would not be there.
MUST_STOP = {"mkdirat", "linkat", "syncfs", "flock", "ftruncate", "pwrite64", "write", "utimensat"}
LINE = re.compile(r"^\S*(public|document|документ)\S*: (сбой|предупреждение): .*[а-я]{3}.*$")


def judge(shop, score, before, after, done, must_stop, what):
    lines = done.stderr.splitlines()
    if done.returncode == 3:
        score.check(shop.seen() == before, f"{what}: exit 3, but public/ is {shop.seen()}")
        score.check(len(lines) == 1 and LINE.match(lines[0]), f"{what}: said {lines}")
    else:
        score.check(done.returncode == 0, f"{what}: exit {done.returncode} {lines}")
        score.check(shop.seen() == after, f"{what}: exit 0, but public/ is {shop.seen()}")
        score.check(len(lines) <= 1 and all(map(LINE.match, lines)), f"{what}: said {lines}")
        score.check(not must_stop or lines, f"{what}: was passed over in silence")
    shop.publish(after)
    score.check(shop.site() == after, f"{what}: next run gave {shop.site()}")
    score.check(shop.entries() == ["public"], f"{what}: left {shop.entries()}")


def every_call(shop, score, before, after, step):
    shop.reset(before)
    closes = shop.closes_of_written_files(after)
    assert closes
    shop.reset(before)
    moments = [(c, n, e) for c, n in shop.moments(after) for e in ERRORS]
    for call, n, error in moments[::step]:
        shop.reset(before)
        done = shop.traced(after, f"{call}:error={error}:when={n}")
        must_stop = call in MUST_STOP or (call == "close" and n in closes)
        judge(shop, score, before, after, done, must_stop, f"{call} {n} {error} from {before} to {after}")


def without_links(shop, score):
    shop.reset("A")
    done = shop.traced("B", "linkat:error=EPERM")
    score.check(done.returncode == 0 and shop.site() == "B", f"no hard links: {done.stderr}")


def without_exchange(shop, score):
    for error in ("EINVAL", "ENOSYS"):
        shop.reset("A")
        done = shop.traced("B", f"renameat2:error={error}")
        score.check(done.returncode == 0 and shop.site() == "B" and shop.entries() == ["public"],
                    f"no exchange, {error}: {done.stderr} {shop.entries()}")


def rename_back(shop, score):
    """No exchange, and the second of the two renames fails: the first one is taken back."""
    shop.reset("A")
    done = shop.traced("B", "renameat2:error=EINVAL", "renameat:error=EIO:when=2")
    score.check(done.returncode == 3 and shop.site() == "A" and shop.entries() == ["public"],
                f"rename back: {done.stderr} {shop.site()} {shop.entries()}")


def mount(disk, options):
    command = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", disk]
    return os.geteuid() == 0 and subprocess.run(command, check=False, capture_output=True).returncode == 0


def fill_and_enlarge(shop, score, disk):
    shop.reset("A")
    done = shop.run(shop.command("B"))
    score.check(done.returncode == 3 and "нет места" in done.stderr, f"disk full: {done}")
    score.check(shop.site() == "A" and shop.entries() == ["public"], f"disk full: {shop.site()} {shop.entries()}")
    score.check(mount(disk, "remount,size=1m"), "the disk could not be enlarged")
    shop.publish("B")
    score.check(shop.site() == "B" and shop.entries() == ["public"], f"room again: {shop.site()}")


def small_disk(driver, score):
    """A disk of 96 KB holds site A, but not what B adds to it (every file takes whole pages)."""
    with tempfile.TemporaryDirectory(prefix="nastavnik-disk.") as disk:
        if not mount(disk, "size=96k"):
            print("маленький диск: не проверялось (нужны права root)")
            return
        try:
            with Workshop(driver) as shop:
                shop.desk = os.path.join(disk, "desk")
                fill_and_enlarge(shop, score, disk)
        finally:
            subprocess.run(["umount", disk], check=True)


def main():
    driver, step = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 1
    score = Score()
    with Workshop(driver) as shop:
        every_call(shop, score, "A", "B", step)
        every_call(shop, score, "B", "C", step)
        without_links(shop, score)
        without_exchange(shop, score)
        rename_back(shop, score)
    small_disk(driver, score)
    return score.end()


if __name__ == "__main__":
    sys.exit(main())
