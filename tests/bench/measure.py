# SPDX-License-Identifier: MIT
"""Running a program to its end and counting what it cost and what it wrote.

A child inherits the peak memory of the process that starts it. So whatever
grows with the data set happens in processes of its own, and this one stays
as small as it was at the start: 15 to 25 MiB.
"""

import os
import re
import subprocess
import sys
import time
from dataclasses import dataclass

HERE = os.path.dirname(os.path.abspath(__file__))


@dataclass
class Cost:
    wall: float
    cpu: float
    mib: float


def run(command, log, accepted=(0,)):
    """Runs it to the end; its peak memory is never less than that of this script."""
    started = time.monotonic()
    with open(log, "wb") as out:
        pid = os.posix_spawnp(command[0], command, os.environ, file_actions=[
            (os.POSIX_SPAWN_DUP2, out.fileno(), 1), (os.POSIX_SPAWN_DUP2, out.fileno(), 2)])
    _, status, usage = os.wait4(pid, 0)
    if os.waitstatus_to_exitcode(status) not in accepted:
        with open(log, encoding="utf-8", errors="replace") as text:
            sys.exit(f"failed: {' '.join(command)}\n{text.read()[-3000:]}")
    return Cost(time.monotonic() - started, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def tool(name, *arguments):
    """Makes inputs in a process of its own."""
    subprocess.run([sys.executable, "-B", os.path.join(HERE, name), *arguments], check=True,
                   stdout=subprocess.DEVNULL)


def files_of(top):
    for folder, _, names in os.walk(top):
        for name in names:
            yield os.path.join(folder, name)


def warm(*tops):
    for top in tops:
        for path in files_of(top):
            with open(path, "rb") as handle:
                handle.read()


def mark(top, path):
    """Lists what a write would change: which file it is, when it was written, how long it is."""
    subprocess.run(["sh", "-c", r"""find "$0" -type f -printf '%P\t%i\t%T@\t%s\n' | sort > "$1" """, top, path],
                   check=True, env={**os.environ, "LC_ALL": "C"})


def written_between(before, after):
    """Paths that are in the second list only or otherwise than in the first one."""
    lines = subprocess.run(["comm", "-13", before, after], check=True, capture_output=True, text=True,
                           env={**os.environ, "LC_ALL": "C"}).stdout
    return [line.split("\t")[0] for line in lines.splitlines()]


def count(top):
    """What an output shows of the records; acts and pairs are known by their anchors."""
    total = {"html": 0, "files": 0, "anchors": 0, "organizations": 0, "all": 0}
    for path in files_of(top):
        total["all"] += 1
        total["organizations"] += path.endswith("/nastavnichestvo.json")
        total["files"] += path.endswith(".pdf")
        if path.endswith(".html"):
            total["html"] += 1
            with open(path, encoding="utf-8") as handle:
                total["anchors"] += len(re.findall(r' id="?[^">\s]*(?:act|pair)-\d+', handle.read()))
    return total
