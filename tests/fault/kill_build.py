#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""SIGKILL at the system calls of a real build: visitors see the old site or the new one, whole.

    kill_build.py PROGRAM [STEP]      every STEP-th call of each name (default 1: all of them)

The project goes to and fro between two versions. Before each call the build is killed; public/ then
has to be exactly the old site or the new one, and the next build has to give the new one and to leave
nothing beside it. So for an incremental build on one thread and on several, for one that looks into
documents, for a first publication and for a file system without exchange, where alone public/ may be
absent for a moment, with the old site whole beside it. After that builds are killed at random times.
"""

import itertools
import random
import signal
import subprocess
import sys
import time

from desk import ENVIRONMENT, OTHER, Desk, pdf, places, put
from faults import Score

NO_EXCHANGE = "renameat2:error=EINVAL"
EXCHANGES = {"rename", "renameat", "renameat2", "syncfs", "fsync", "fdatasync"}


def judge(desk, score, old, new, what, may_be_absent=False):
    """After a kill: old or new; after one more build: new and nothing else."""
    left = desk.site()
    score.check(left in (old, new) or (may_be_absent and left == "absent"), f"{what}: public/ is {left}")
    done = desk.build()
    score.check(done.returncode == 0 and desk.site() == new, f"{what}: next build: {desk.site()} {done.stderr}")
    score.check(desk.entries() == desk.beside, f"{what}: left {desk.entries()}")


def to_and_fro(desk, score, step, words, *injections, follow=False, only=None):
    """Each call of the build from A to B and of that from B to A, taking turns."""
    desk.start("A")
    moments = {}
    for new in "BA":
        desk.lay(new)
        found = desk.moments(words, *injections, follow=follow, only=only)
        moments[new] = [m for i, m in enumerate(found) if i % step == 0 or m[0] in EXCHANGES]
        assert desk.site() == new and len(found) > 200, (new, desk.site(), len(found))
        desk.build()
    killed = 0
    for pair in itertools.zip_longest(moments["B"], moments["A"], fillvalue=("getpid", 1)):
        for new, (call, n) in zip("BA", pair):
            if injections and injections[0].startswith(call + ":"):
                continue  # strace keeps one injection for a call
            desk.lay(new)
            done = desk.traced(words, f"{call}:signal=KILL:when={n}", *injections, follow=follow)
            killed += done.returncode in (-9, 137)
            judge(desk, score, OTHER[new], new, f"{' '.join(words[4:])} {call} {n} {' '.join(injections)}",
                  may_be_absent=bool(injections))
    tried = len(moments["A"]) + len(moments["B"])
    # Several threads do not make the same calls each time.
    score.check(killed > tried * (0.5 if follow else 0.8), f"only {killed} of {tried} builds were killed")


def first_build(desk, score, step):
    """No public/ yet, and documents that nobody has looked into."""
    desk.start("A", published=False)
    found = desk.moments(desk.words(), follow=False)
    for call, n in found[::step]:
        desk.start("A", published=False)
        done = desk.traced(desk.words(), f"{call}:signal=KILL:when={n}")
        score.check(done.returncode in (-9, 137, 0), f"first build, {call} {n}: {done.returncode} {done.stderr}")
        judge(desk, score, "absent", "A", f"first build, {call} {n}")


def examiner_dies(desk, score):
    """What a build could not look into is not taken for looked into by the next one."""
    ill, examiner = desk.folder / "ill", desk.folder / "examiner"
    examiner.write_text(f"#!/bin/sh\n[ -e '{ill}' ] && kill -9 $$\nexec '{desk.program}-facts' \"$@\"\n")
    examiner.chmod(0o755)
    environment = {**ENVIRONMENT, "NASTAVNIK_FACTS": str(examiner)}
    desk.start("A", published=False)
    ill.touch()
    done = desk.run(desk.words("--notes"), env=environment)
    score.check(done.returncode == 0 and "document-not-examined" in done.stderr and desk.site() == "broken",
                f"examiner killed: {desk.site()} {done.stderr}")
    ill.unlink()
    for what in ("well again", "once more"):
        done = desk.run(desk.words(), env=environment)
        score.check(done.returncode == 0 and desk.site() == "A", f"examiner {what}: {desk.site()} {done.stderr}")


def answers_are_kept(desk, score):
    """What is known of the documents of organisations that a build did not read stays known."""
    desk.start("A")
    known = desk.project / ".nastavnik-facts"
    before = known.stat().st_size
    put(desk.project, "data/detskiy-sad/acts.yaml", desk.versions["A"]["data/detskiy-sad/acts.yaml"] + b"\n")
    put(desk.project, "content/detskiy-sad/files/prikaz-nastavnichestvo.pdf", pdf("другой"))
    done = desk.build()
    score.check(done.returncode in (0, 1) and known.stat().st_size > before * 0.5,
                f"of {before} bytes of answers {known.stat().st_size} are kept: {done.stderr}")


def any_time(desk, score, count, seed):
    """Killed from outside after a while, with all threads that there are."""
    moment = random.Random(seed)
    desk.start("A")
    began = time.monotonic()
    desk.lay("B")
    desk.build("--whole", jobs=4)
    whole = time.monotonic() - began
    for i in range(count):
        new = "AB"[i % 2]
        desk.lay(new)
        more = ["--whole"] if moment.random() < 0.3 else []
        build = subprocess.Popen(desk.words(*more, jobs=4), cwd=desk.project, env=ENVIRONMENT,
                                 stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL)
        time.sleep(moment.random() * whole)
        build.send_signal(signal.SIGKILL)
        build.wait()
        judge(desk, score, OTHER[new], new, f"any time, {i} of seed {seed}")


def main():
    program, step = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 1
    score = Score()
    for place in places(step == 1):
        with Desk(program, place) as desk:
            to_and_fro(desk, score, step, desk.words())
            to_and_fro(desk, score, step * 2, desk.words("--whole", jobs=3), follow=True)
            to_and_fro(desk, score, step * 3, desk.words(), NO_EXCHANGE)
            first_build(desk, score, step * 2)
            examiner_dies(desk, score)
            answers_are_kept(desk, score)
            any_time(desk, score, 400 // step, 20260302)
    return score.end()


if __name__ == "__main__":
    sys.exit(main())
