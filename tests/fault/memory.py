#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Each allocation of build, check and init failing once, those of the libraries among them.

    memory.py PROGRAM SHIM [STEP]      every STEP-th allocation (default 1: all of them)

SHIM is no_memory.c as a shared object. The program either says so (exit 3, one Russian line) and has
published nothing, or does without (exit 0) and then gives what it always gives, or says what it could
not look into. It never crashes, and whatever it did not end by itself it has freed. The examiner of
documents may die of it: then its document is «не проверялось», and never taken for good.
"""

import json
import re
import shutil
import sys
from pathlib import Path

from desk import ENVIRONMENT, FATAL, OTHER, TODAY, Desk, places, tree
from faults import Score

OUT = "nastavnik: не хватило памяти; опубликованный раздел цел"
WORDS = {"fatal": "сбой", "error": "ошибка", "warning": "предупреждение"}
FROM_INIT = re.compile(r"^nastavnik: \S.*: не хватило памяти$")


def messages(done):
    """The first line of each message, notes left out; a check says them in JSON."""
    if done.stdout.startswith("{"):
        return [f"{d['path']}: {WORDS[d['severity']]}: {d['message']}" for d in json.loads(done.stdout)["diagnostics"]
                if d["severity"] != "note"]
    return [line for line in done.stderr.splitlines() if line[:1].strip() and ": заметка[" not in line]


class Memory:
    def __init__(self, desk, score, shim, step):
        self.desk, self.score, self.step = desk, score, step
        self.environment = {**ENVIRONMENT, "LD_PRELOAD": str(Path(shim).resolve())}
        self.log = desk.folder / "allocations"

    def run(self, words, at=None):
        self.log.unlink(missing_ok=True)
        more = {"NO_MEMORY_AT": str(at)} if at else {}
        return self.desk.run(words, env={**self.environment, "NO_MEMORY_LOG": str(self.log), **more})

    def counts(self):
        return tuple(map(int, self.log.read_text().split())) if self.log.exists() else (0, 0)

    def judge(self, done, kept, what):
        """Common to all commands; whether the run went through. [kept]: pieces that a good run keeps."""
        said = messages(done)
        if done.returncode == 3:
            self.score.check(len(said) == 1 and (said[0] == OUT or FROM_INIT.match(said[0]) or FATAL.match(said[0])),
                             f"{what}: said {said}")
        else:
            self.score.check(done.returncode == 0, f"{what}: exit {done.returncode} {said}")
        if OUT not in said:
            self.score.check(self.counts()[1] <= kept, f"{what}: {self.counts()[1]} pieces kept, else {kept}")
        return done.returncode == 0

    def moments(self, words):
        """Every STEP-th allocation of a good run, and how many pieces it keeps."""
        done = self.run(words)
        made, kept = self.counts()
        assert done.returncode == 0 and made > 2, (words, done.stderr, made)
        return range(1, made + 1, self.step), kept


def build(memory, more=()):
    desk, new = memory.desk, "B"
    words = desk.words("--notes", *more)
    desk.start("A")
    desk.lay("B")
    numbers, kept = memory.moments(words)
    for n in numbers:
        new = OTHER[new]
        desk.lay(new)
        what = f"build {' '.join(more)} to {new}, allocation {n}"
        done = memory.run(words, n)
        went_through = memory.judge(done, kept + 4, what)
        left = desk.site()
        if went_through:
            memory.score.check(left == new or "document-not-examined" in done.stderr, f"{what}: public/ is {left}")
        else:
            # After the exchange there is nothing to take back; then it is the new site, and whole.
            memory.score.check(left in (new, OTHER[new]), f"{what}: exit {done.returncode}, public/ is {left}")
        done = desk.build()
        memory.score.check(done.returncode == 0 and desk.site() == new and desk.entries() == desk.beside,
                           f"{what}: next build: {desk.site()} {desk.entries()} {done.stderr}")


def check(memory, *more):
    """Anew with --whole, else mostly out of what the last one has kept."""
    desk = memory.desk
    desk.start("A")
    words = [desk.program, "check", ".", "--today", TODAY, "--format", "json", "--jobs", "1", "--quiet", *more]
    kept_answer = desk.project / ".nastavnik-check"
    good = memory.run(words).stdout
    numbers, kept = memory.moments(words)
    for n in numbers:
        what = f"check {' '.join(more)}, allocation {n}"
        done = memory.run(words, n)
        if memory.judge(done, kept, what):
            memory.score.check(done.stdout == good or "document-not-examined" in done.stdout, f"{what}: another answer")
        left = [name for name in desk.entries() if name != kept_answer.name]
        memory.score.check(left == desk.beside, f"{what}: left {left}")
    kept_answer.unlink(missing_ok=True)


def init(memory):
    desk = memory.desk
    made = desk.folder / "made"
    words = [desk.program, "init", made, "--level", "school", "--yes", "--today", TODAY]
    memory.run(words)
    good = tree(made)
    shutil.rmtree(made)
    numbers, kept = memory.moments(words)
    shutil.rmtree(made)
    for n in numbers:
        went_through = memory.judge(memory.run(words, n), kept, f"init, allocation {n}")
        if not went_through:
            again = memory.run(words)
            memory.score.check(again.returncode == 0, f"init, allocation {n}: then {again.stderr}")
        memory.score.check(tree(made) == good, f"init, allocation {n}: something else")
        shutil.rmtree(made, ignore_errors=True)


def examiner(memory, shim, step):
    """The same for nastavnik-facts, which answers or dies."""
    desk = memory.desk
    environment = {**ENVIRONMENT, "NASTAVNIK_FACTS": str(desk.folder / "examiner")}
    n, went_through = 1, 0
    while went_through < 3 and n < 200_000:
        (desk.folder / "examiner").write_text(
            f"#!/bin/sh\nNO_MEMORY_AT={n} LD_PRELOAD='{shim}' exec '{desk.program}-facts' \"$@\"\n")
        (desk.folder / "examiner").chmod(0o755)
        desk.start("A", published=False)
        done = desk.run(desk.words("--notes"), env=environment)
        unexamined = "document-not-examined" in done.stderr
        memory.score.check(done.returncode == 0 and (unexamined or desk.site() == "A"),
                           f"examiner, allocation {n}: {done.returncode} {desk.site()} {done.stderr[-300:]}")
        went_through += not unexamined
        n += step
    memory.score.check(went_through, "the examiner never did without")


def main():
    program, shim, step = sys.argv[1], sys.argv[2], int(sys.argv[3]) if len(sys.argv) > 3 else 1
    score = Score()
    with Desk(program, places(False)[0]) as desk:
        memory = Memory(desk, score, shim, step)
        check(memory, "--whole")
        build(memory)
        memory.step = 1
        check(memory)
        init(memory)
        examiner(memory, Path(shim).resolve(), step * 10)
    return score.end()


if __name__ == "__main__":
    sys.exit(main())
