#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""One table: this program, Hugo and cp -r on the same synthetic region.

    bench.py [--schools N ...] [--rounds N] [--program build/nastavnik]
    bench.py --dataset DIR [--hugo-site DIR]    a neutral data set, see adapt.py

All programs take turns within a round, each full build goes into a new folder
after sync, inputs have been read before. Wall and CPU time and peak memory are
of the whole process; ratios are taken within a round, then the median. Where
others use the machine too, look at the ratio of CPU times. Nothing here fails
because a machine is slow, only because a program fails or its output lacks
something.

Nothing is deleted before the end. ext4 passes over inodes that were freed in the
last minutes, one by one: whoever creates files after a big deletion pays for it,
several times what the files cost.
"""

import argparse
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass

HERE = os.path.dirname(os.path.abspath(__file__))
PROGRAMS = ("build", "same", "page", "stat", "hugo", "cp", "synced")
TITLES = {"build": "full build", "same": "nothing changed", "page": "one page changed",
          "stat": "stat walk of the inputs", "hugo": "Hugo, full build", "cp": "cp -r of our output",
          "synced": "cp -r, then sync -f"}
# numerator, denominator, what the project wants of their wall times. We wait for the disk
# before the exchange, and cp does not wait at all: so it is compared in both ways.
TARGETS = (("hugo", "build", "at least", 10.0), ("build", "cp", "at most", 1.3), ("build", "synced", "", None),
           ("same", "stat", "at most", 2.0), ("page", "same", "", None))
MEMORY_MIB = 64


@dataclass
class Cost:
    wall: float
    cpu: float
    mib: float


def run(command, log):
    """Runs it to the end; its peak memory is never less than that of this script, 15 to 25 MiB."""
    started = time.monotonic()
    with open(log, "wb") as out:
        pid = os.posix_spawnp(command[0], command, os.environ, file_actions=[
            (os.POSIX_SPAWN_DUP2, out.fileno(), 1), (os.POSIX_SPAWN_DUP2, out.fileno(), 2)])
    _, status, usage = os.wait4(pid, 0)
    if status:
        with open(log, encoding="utf-8", errors="replace") as text:
            sys.exit(f"failed: {' '.join(command)}\n{text.read()[-3000:]}")
    return Cost(time.monotonic() - started, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def tool(name, *arguments):
    """Makes inputs in a process of its own: what a child inherits would count as its memory."""
    subprocess.run([sys.executable, os.path.join(HERE, name), *arguments], check=True,
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


def written_of(before, after):
    return sorted(path for path, mark in after.items() if before.get(path) != mark)


def marks(top):
    """What a write would change: which file it is, when it was written, how long it is."""
    found = {}
    for path in files_of(top):
        st = os.stat(path)
        found[os.path.relpath(path, top)] = (st.st_ino, st.st_mtime_ns, st.st_size)
    return found


def count(top):
    """What the output shows of the records; acts and pairs are known by their anchors."""
    total = {"html": 0, "files": 0, "anchors": 0, "organizations": 0}
    for path in files_of(top):
        total["organizations"] += path.endswith("/nastavnichestvo.json")
        total["files"] += path.endswith(".pdf")
        if path.endswith(".html"):
            total["html"] += 1
            with open(path, encoding="utf-8") as handle:
                total["anchors"] += len(re.findall(r' id="?[^">\s]*(?:act|pair)-\d+', handle.read()))
    return total


class Bench:
    def __init__(self, work, arguments):
        self.work, self.arguments, self.number = work, arguments, 0
        self.project = os.path.join(work, "project")
        self.site = arguments.hugo_site or os.path.join(work, "site")
        self.costs = {name: [] for name in PROGRAMS}
        self.sections_touched = 0
        self.rewritten = []

    def path(self, name):
        return os.path.join(self.work, name)

    def output(self, name):
        return self.path(f"{name}-{self.number}")

    def prepare(self, schools):
        os.makedirs(self.work)
        if self.arguments.dataset:
            tool("adapt.py", self.arguments.dataset, self.project)
        else:
            tool("region.py", self.project, "--schools", str(schools))
        if not self.arguments.hugo_site:
            tool("hugo_site.py", self.project, self.site)
        with open(os.path.join(self.project, "expected.json"), encoding="utf-8") as handle:
            self.expected = json.load(handle)
        # Any page deep in the tree: one of a school.
        pages = [path for path in files_of(os.path.join(self.project, "content"))
                 if path.endswith(".md") and "/news/" not in path]
        self.page = max(sorted(pages), key=lambda path: path.count("/"))
        warm(self.project, self.site)

    def measure(self, name, *command):
        self.costs[name].append(run(command, self.path("log")))

    def measure_full(self, name, *command):
        os.sync()
        self.measure(name, *command)

    def build_command(self):
        # Looking inside documents is work that neither Hugo nor cp does: left out on all sides.
        return self.arguments.program, "build", self.project, "--no-facts", "--out", self.output("public")

    def ours(self):
        self.measure_full("build", *self.build_command())
        first = marks(self.output("public"))
        self.measure("same", *self.build_command())
        self.rewritten += written_of(first, marks(self.output("public")))
        with open(self.page, "r+", encoding="utf-8") as handle:
            text = handle.read()
            handle.write("\nЕщё одна строка.\n")
        self.measure("page", *self.build_command())
        changed = written_of(first, marks(self.output("public")))
        folders = {os.path.dirname(path) for path in changed if path.endswith(".html")}
        self.sections_touched = max(self.sections_touched, len(folders))
        with open(self.page, "w", encoding="utf-8") as handle:
            handle.write(text)

    def round(self):
        self.number += 1
        self.ours()
        self.measure("stat", "find", os.path.join(self.project, "data"), os.path.join(self.project, "content"),
                     "-newermt", "2200-01-01")
        if shutil.which("hugo"):
            self.measure_full("hugo", "hugo", "--quiet", "-s", self.site, "-d", self.output("hugo"))
        self.measure_full("cp", "cp", "-r", self.output("public"), self.output("copy"))
        self.measure_full("synced", "sh", "-c", 'cp -r "$0" "$1" && sync -f "$1"', self.output("public"),
                          self.output("synced"))

    def is_complete(self):
        """Every organisation, record, page and file is in both outputs."""
        want = self.expected
        least = {"html": want["organizations"] + want["practices"] + want["pages"], "files": want["files"],
                 "anchors": want["records"]}
        ok = True
        for name in ("public", "hugo"):
            if not os.path.isdir(self.output(name)):
                continue
            got = count(self.output(name))
            lacks = [what for what in least if got[what] < least[what]]
            if name == "public" and got["organizations"] != want["organizations"]:
                lacks.append("organizations")
            print(f"  {'ours' if name == 'public' else 'Hugo'}: {got['html']} pages, {got['files']} files, "
                  f"{got['anchors']} acts and pairs" + (f"; LACKS {', '.join(lacks)} of {want}" if lacks else ""))
            ok = ok and not lacks
        return ok

    def ratio(self, above, below, field):
        pairs = zip(self.costs[above], self.costs[below])
        return statistics.median(getattr(a, field) / max(getattr(b, field), 0.001) for a, b in pairs)

    def report(self):
        print(f"\n  {'':28}{'wall, s':>9}{'CPU, s':>9}{'MiB':>7}")
        for name in PROGRAMS:
            if self.costs[name]:
                wall, cpu, mib = (statistics.median(getattr(c, field) for c in self.costs[name])
                                  for field in ("wall", "cpu", "mib"))
                print(f"  {TITLES[name]:28}{wall:9.3f}{cpu:9.3f}{mib:7.0f}")
        print()
        for above, below, how, target in TARGETS:
            if self.costs[above] and self.costs[below]:
                value = self.ratio(above, below, "wall")
                met = target and (value >= target if how == "at least" else value <= target)
                self.verdict(f"{TITLES[above]} / {TITLES[below]}",
                             f"{value:.2f} (CPU {self.ratio(above, below, 'cpu'):.2f})",
                             f"{how} {target:g}" if target else "", met)
        each = statistics.median(c.cpu for c in self.costs["build"]) / self.expected["organizations"]
        self.verdict("CPU of a full build for one organisation, ms", f"{1000 * each:.2f}", "", None)
        peak = max(c.mib for c in self.costs["build"])
        self.verdict("peak memory of a full build, MiB", f"{peak:.0f}", f"under {MEMORY_MIB}", peak < MEMORY_MIB)
        self.verdict("files written when nothing changed", len(self.rewritten), "0", not self.rewritten)
        self.verdict("sections rewritten for one page", self.sections_touched, "1", self.sections_touched == 1)

    @staticmethod
    def verdict(what, value, target, met):
        print(f"  {what:44}{value:<18}{target:12}{'' if met is None else 'yes' if met else 'NO'}")


def compare(work, schools, arguments):
    """One table; False when an output is not complete."""
    bench = Bench(work, arguments)
    bench.prepare(schools)
    print(f"\n{bench.expected['organizations']} organisations, {arguments.rounds} rounds, "
          f"{os.cpu_count()} cores", flush=True)
    for _ in range(arguments.rounds):
        bench.round()
    complete = bench.is_complete()
    bench.report()
    return complete


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", default="build/nastavnik")
    parser.add_argument("--dataset", help="folder of a neutral data set instead of our own region")
    parser.add_argument("--hugo-site", help="a Hugo site that is equal to it; made here when not given")
    parser.add_argument("--schools", type=int, nargs="+", default=[34, 340])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--work", default="build", help="where the temporary folder is made")
    arguments = parser.parse_args()
    arguments.program = os.path.abspath(arguments.program)
    os.makedirs(arguments.work, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="bench.", dir=os.path.abspath(arguments.work)) as top:
        complete = [compare(os.path.join(top, f"schools-{schools}"), schools, arguments)
                    for schools in ([None] if arguments.dataset else arguments.schools)]
    return 0 if all(complete) else 1


if __name__ == "__main__":
    sys.exit(main())
