#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""One table for each scale: this program, Hugo, Eleventy, Jekyll, cp -r and the floor on the same synthetic region.

    bench.py [--schools N ...] [--rounds N] [--without NAME ...] [--program build/nastavnik] [--floor build/bench-floor]
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
import sys
import tempfile

import report
from measure import count, files_of, mark, run, tool, warm, written_between
from peers import PEERS
from project import TEMPLATE

# Outputs that must show the whole data set, as they are called in the table.
COMPLETE = {"public": "ours", **{name: peer.title for name, peer in PEERS.items()}}


class Bench:
    """One scale: its inputs, its rounds, what they have cost."""

    def __init__(self, work, arguments):
        self.work, self.arguments, self.number = work, arguments, 0
        self.project = os.path.join(work, "project")
        self.costs = {name: [] for name in report.TITLES}
        self.peers = {name: peer for name, peer in PEERS.items()
                      if name not in arguments.without and peer.is_installed()}
        self.sections_touched = 0
        self.rewritten = 0

    def path(self, name):
        return os.path.join(self.work, name)

    def site(self, name):
        """What a peer is given."""
        return name == "hugo" and self.arguments.hugo_site or self.path(f"site-{name}")

    def output(self, name):
        return self.path(f"{name}-{self.number}")

    def prepare(self, schools):
        os.makedirs(self.work)
        if self.arguments.dataset:
            tool("adapt.py", self.arguments.dataset, self.project)
        else:
            tool("region.py", self.project, "--schools", str(schools))
        for name, peer in self.peers.items():
            if not os.path.isdir(self.site(name)):
                tool(*peer.site, self.project, self.site(name))
        with open(os.path.join(self.project, "expected.json"), encoding="utf-8") as handle:
            self.expected = json.load(handle)
        # Any page deep in the tree: one of a school.
        pages = (path for path in files_of(os.path.join(self.project, "content"))
                 if path.endswith(".md") and "/news/" not in path)
        self.page = max(pages, key=lambda path: (path.count("/"), path))
        self.template = os.path.join(self.project, TEMPLATE)
        warm(self.project, *map(self.site, self.peers))

    def measure(self, name, *command, accepted=(0,)):
        self.costs[name].append(run(command, self.path("log"), accepted))

    def measure_full(self, name, *command):
        os.sync()
        self.measure(name, *command)

    def measure_changed(self, name, source, line):
        """Builds with a line added to a file of the project, then puts the file back."""
        with open(source, "r+", encoding="utf-8") as handle:
            text = handle.read()
            handle.write(f"\n{line}\n")
        self.measure(name, *self.build_command())
        with open(source, "w", encoding="utf-8") as handle:
            handle.write(text)

    def build_command(self):
        # Looking inside documents is work that no other program and no cp does: left out on all sides.
        return self.arguments.program, "build", self.project, "--no-facts", "--out", self.output("public")

    def written(self):
        """What the last build has written since the first one of the round."""
        mark(self.output("public"), self.path("marks"))
        return written_between(self.path("first-marks"), self.path("marks"))

    def ours(self):
        self.measure_full("build", *self.build_command())
        mark(self.output("public"), self.path("first-marks"))
        self.measure("same", *self.build_command())
        self.rewritten += len(self.written())
        self.measure_changed("page", self.page, "Ещё одна строка.")
        folders = {os.path.dirname(path) for path in self.written() if path.endswith(".html")}
        self.sections_touched = max(self.sections_touched, len(folders))
        # Back to what the other programs are given.
        run(self.build_command(), self.path("log"))
        self.measure_changed("template", self.template, "<!-- ещё одна строка -->")
        run(self.build_command(), self.path("log"))

    def round(self):
        self.number += 1
        self.ours()
        # Status 1 is an answer: some required document is not published.
        check = self.arguments.program, "check", self.project
        self.measure("check", *check, "--no-facts", accepted=(0, 1))
        run(check, self.path("log"), (0, 1))
        self.measure("again", *check, accepted=(0, 1))
        self.measure("stat", "find", *(os.path.join(self.project, top) for top in ("data", "content", "themes")),
                     "-newermt", "2200-01-01")
        self.measure_full("floor", self.arguments.floor, self.project, self.output("floor"))
        for name, peer in self.peers.items():
            if self.number == 1 or not peer.is_slow:
                self.measure_full(name, *peer.command(self.site(name), self.output(name)))
        self.measure_full("cp", "cp", "-r", self.output("public"), self.output("copy"))
        self.measure_full("synced", "sh", "-c", 'cp -r "$0" "$1" && sync -f "$1"', self.output("public"),
                          self.output("synced"))

    def lacks(self, name):
        """What the first output does not show, of the organisations, records, pages and files that there are."""
        want = self.expected
        least = {"html": want["organizations"] + want["practices"] + want["pages"], "files": want["files"],
                 "anchors": want["records"]}
        if name == "public":
            least["organizations"] = want["organizations"]
        got = count(self.path(f"{name}-1"))
        lacks = [what for what in least if got[what] < least[what]]
        print(f"  {COMPLETE[name]}: {got['html']} pages, {got['files']} files, "
              f"{got['anchors']} acts and pairs" + (f"; LACKS {', '.join(lacks)} of {want}" if lacks else ""))
        return lacks

    def floor_lacks(self):
        """One file for each input."""
        inputs = sum(count(os.path.join(self.project, top))["all"] for top in ("data", "content"))
        outputs = count(self.output("floor"))["all"]
        print(f"  floor: {outputs} files of {inputs} inputs")
        return outputs != inputs

    def is_complete(self):
        lacks = [self.lacks(name) for name in ("public", *self.peers)]
        return not any([*lacks, self.floor_lacks()])


def compare(work, schools, arguments):
    """Measures one scale and prints its table."""
    bench = Bench(work, arguments)
    bench.prepare(schools)
    print(f"\n{bench.expected['organizations']} organisations, {arguments.rounds} rounds, "
          f"{os.cpu_count()} cores", flush=True)
    for name in PEERS.keys() - bench.peers.keys() - set(arguments.without):
        print(f"  {PEERS[name].title}: not installed ({PEERS[name].source})")
    for _ in range(arguments.rounds):
        bench.round()
    bench.complete = bench.is_complete()
    report.print_table(bench)
    return bench


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", default="build/nastavnik")
    parser.add_argument("--floor", default="build/bench-floor")
    parser.add_argument("--dataset", help="folder of a neutral data set instead of our own region")
    parser.add_argument("--hugo-site", help="a Hugo site that is equal to it; made here when not given")
    parser.add_argument("--schools", type=int, nargs="+", default=[1, 34, 340])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--without", nargs="+", choices=PEERS, default=[], help="programs that take no part")
    parser.add_argument("--work", default="build", help="where the temporary folder is made")
    arguments = parser.parse_args()
    arguments.program, arguments.floor = map(os.path.abspath, (arguments.program, arguments.floor))
    os.makedirs(arguments.work, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="bench.", dir=os.path.abspath(arguments.work)) as top:
        benches = [compare(os.path.join(top, f"schools-{schools}"), schools, arguments)
                   for schools in ([None] if arguments.dataset else arguments.schools)]
    report.print_scales(benches)
    print(report.ONLY_OURS)
    return 0 if all(bench.complete for bench in benches) else 1


if __name__ == "__main__":
    sys.exit(main())
