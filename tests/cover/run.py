# SPDX-License-Identifier: MIT
"""Which branches of the program the tests take, by file and by room, and whether that is enough.

    run.py              runs the suites with the programs of build/cover
    run.py WORD …       runs only suites whose name has a WORD, and adds to what was counted before

The suites are those of tests/run.py; the numbers are gcov's, read by gcovr; how much is enough stands in
least.py. build/cover/report/index.html shows every line.
"""

import collections
import json
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "tests"))

import run as tests  # noqa: E402
from least import CORE, EXCEPTIONS, ROOMS, WHOLE  # noqa: E402

BUILT = ROOT / "build/cover"
# These disturb or limit the program itself, and so its counting too, or look at its pages, not at it.
LEFT_OUT = ("bombs", "beneath", "kill at", "failing", "killed", "web")

Share = collections.namedtuple("Share", "lines lines_taken branches branches_taken")


def suites(words):
    """Those of tests/run.py that run a program of build/cover."""
    for name, command in tests.suites("cover"):
        if not name.startswith(LEFT_OUT) and any("build/cover/" in word for word in command):
            if not words or any(word in name for word in words):
                yield name, command


def forget(everything):
    """Removes the counters, or only those of code that was compiled anew since."""
    for counters in BUILT.rglob("*.gcda"):
        code = counters.with_suffix(".gcno")
        if everything or not code.exists() or code.stat().st_mtime > counters.stat().st_mtime:
            counters.unlink()


def measure():
    """What gcovr has to say of each file of generator/: {"output/tree.c": its lines}."""
    (BUILT / "report").mkdir(exist_ok=True)
    subprocess.run(["gcovr", "--root", ROOT, "--filter", "generator/", "--exclude", "generator/(facts|tools)/",
                    "--json", BUILT / "report/numbers.json", "--html-details", BUILT / "report/index.html", BUILT],
                   cwd=ROOT, check=True)
    files = json.loads((BUILT / "report/numbers.json").read_text(encoding="utf-8"))["files"]
    measured = {}
    for f in files:
        source = (ROOT / f["file"]).read_text(encoding="utf-8").splitlines()
        lines = measured[f["file"].removeprefix("generator/")] = [n for n in f["lines"] if not n["gcovr/noncode"]]
        for line in lines:
            if way_past(source, line["line_number"]) and not line["branches"][-1]["count"]:
                line["branches"].pop()
    return measured


def way_past(source, number):
    """Whether line [number] begins a switch without a default. It lists every value of its enum, which the
    compiler sees to, so its last branch, the way past all cases, is none."""
    line = source[number - 1]
    if not line.lstrip().startswith("switch ("):
        return False
    end = source.index(re.match(" *", line)[0] + "}", number)
    return not any(text.lstrip().startswith("default:") for text in source[number:end])


def share(lines):
    branches = [b["count"] > 0 for line in lines for b in line["branches"]]
    return Share(len(lines), sum(line["count"] > 0 for line in lines), len(branches), sum(branches))


def total(shares):
    return Share(*map(sum, zip(*shares)))


def per_cent(part, whole):
    return 100 * part / whole if whole else 100


def show(name, s):
    print(f"{name:30} {s.lines:6} {per_cent(s.lines_taken, s.lines):6.1f} % "
          f"{s.branches:6} {per_cent(s.branches_taken, s.branches):6.1f} % {s.branches - s.branches_taken:5}")


def show_all(shares, rooms):
    for title, rows in (("file", shares), ("room", rooms)):
        print(f"\n{title:30} {'lines':>6} {'taken':>8} {'branches':>5} {'taken':>7} {'left':>6}")
        for name, s in sorted(rows.items()):
            show(name, s)
    show("the core", total(rooms[room] for room in ROOMS))


class Judge:
    passed = failed = 0

    def check(self, good, what):
        self.passed += bool(good)
        self.failed += not good
        if not good:
            print(what)

    def whole(self, file, lines):
        """Every branch of the file is taken but those of EXCEPTIONS, and these are not."""
        source = (ROOT / "generator" / file).read_text(encoding="utf-8").splitlines()
        left = collections.Counter()
        where = {}
        for line in lines:
            text = source[line["line_number"] - 1].strip()
            left[text] += sum(b["count"] == 0 for b in line["branches"])
            where.setdefault(text, line["line_number"])
        allowed = {text: count for name, text, count, _ in EXCEPTIONS if name == file}
        for text, count in left.items():
            self.check(count <= allowed.get(text, 0),
                       f"generator/{file}:{where[text]}: {count} branches that no test takes: {text}")
        for text, count in allowed.items():
            self.check(left[text] == count, f"tests/cover/least.py: {file}: {left[text]} branches left, not {count}: {text}")


def judge(files, rooms):
    j = Judge()
    for room, least in ROOMS.items():
        got = per_cent(rooms[room].branches_taken, rooms[room].branches)
        j.check(got >= least, f"generator/{room}: {got:.1f} % of the branches are taken; the least is {least} %")
    core = total(rooms[room] for room in ROOMS)
    got = per_cent(core.branches_taken, core.branches)
    j.check(got >= CORE, f"the core: {got:.1f} % of the branches are taken; the least is {CORE} %")
    for file in WHOLE:
        j.whole(file, files[file])
    for name, text, *_ in EXCEPTIONS:
        j.check(name in WHOLE, f"tests/cover/least.py: {name} is not in WHOLE: {text}")
    return j


def main():
    words = sys.argv[1:]
    forget(everything=not words)
    failed = sum(tests.run(name, command)[1] for name, command in suites(words))
    files = measure()
    shares = {file: share(lines) for file, lines in files.items()}
    by_room = collections.defaultdict(list)
    for file, s in shares.items():
        by_room[file.rpartition("/")[0] or file].append(s)
    rooms = {room: total(of) for room, of in by_room.items()}
    show_all(shares, rooms)
    j = judge(files, rooms)
    j.check(not failed, f"{failed} failures in the suites themselves")
    print(f"{j.passed} passed, {j.failed} failed")
    return 1 if j.failed else 0


if __name__ == "__main__":
    sys.exit(main())
