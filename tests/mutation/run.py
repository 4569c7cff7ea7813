# SPDX-License-Identifier: MIT
"""Proof that every rule is held by a test: each is disabled in turn, and some test has to fail.

    run.py [--short | --places] [--flavour FLAVOUR] [NAME …]

NAME picks the mutations whose name begins with it; --short takes every sixteenth, and looks
only whether the others still have their place in the sources; --places looks at nothing else. The
work is done on a copy of the tree that begins with the objects already built, so a
mutation costs one compilation, one link and the tests that ought to notice.
«НЕ ЗАМЕЧЕНО» means that a test is missing: write it.
"""

import argparse
import itertools
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from mutations import MUTATIONS

ROOT = Path(__file__).resolve().parent.parent.parent
PYTHON = [sys.executable, "-B"]
SLOWEST = 300  # seconds; a test that a mutation has sent round in circles has noticed it


def source_files():
    """Everything that is not made: what git would list, or without git all but the output."""
    listed = subprocess.run(["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=ROOT,
                            capture_output=True, check=False)
    names = filter(None, listed.stdout.decode().split("\0"))
    if listed.returncode:
        names = (p for p in ROOT.rglob("*") if p.relative_to(ROOT).parts[0] not in ("build", "public"))
    return [path for path in map(ROOT.joinpath, names) if path.is_file()]


class Tree:
    """A copy of the project, in which files are broken and mended."""

    def __init__(self, folder, flavour):
        self.folder, self.flavour = Path(folder), flavour
        self.built = f"build/{flavour}"
        for path in source_files():
            self.take(path)
        for path in (ROOT / self.built).rglob("*"):
            if path.suffix in (".o", ".d", ".c") or path.name == "embed":
                self.take(path)

    def take(self, path):
        copy = self.folder / path.relative_to(ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(path, copy)

    def make(self, *targets):
        """What the compiler says against the targets; empty when all is well."""
        done = subprocess.run(["make", "-s", "-j2", f"FLAVOUR={self.flavour}", "CFLAGS=-w",
                               *(f"{self.built}/{t}" for t in targets)],
                              cwd=self.folder, capture_output=True, check=False)
        return done.stderr.decode("utf-8", "replace")[-600:] if done.returncode else ""

    def run(self, test):
        """The end of what a failed test said; empty when it passed."""
        kind, _, rest = test.partition(" ")
        program = f"{self.built}/nastavnik"
        command = {
            "unit": lambda: [f"{self.built}/unit/test_{rest}"],
            "bad": lambda: [*PYTHON, "tests/bad/run.py", "--program", program, "--only", "check", *rest.split()],
            "bad-kit": lambda: [*PYTHON, "tests/bad/run.py", "--program", program, "--only", "kit", *rest.split()],
            "site": lambda: [*PYTHON, f"tests/site/{rest.split()[0]}.py", program, *rest.split()[1:]],
            "check": lambda: [*PYTHON, "tests/check/check.py", program],
            "papers": lambda: [*PYTHON, "tests/reading/published.py", program],
            "oracle": lambda: [*PYTHON, "tests/template/oracle.py", f"{self.built}/template/render"],
            "documents": lambda: [*PYTHON, "tests/document-facts/run.py", program],
        }[kind]()
        try:
            done = subprocess.run(command, cwd=self.folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                                  stdin=subprocess.DEVNULL, timeout=SLOWEST, check=False)
        except subprocess.TimeoutExpired:
            return f"не кончился за {SLOWEST} с"
        said = done.stdout.decode("utf-8", "replace").strip()
        if kind in ("bad", "bad-kit") and said == "0 passed, 0 failed":
            return f"нет примеров, имя которых начинается с {rest}"
        return (said[-600:] or f"статус {done.returncode}") if done.returncode else ""

    def target(self, test):
        kind, _, rest = test.partition(" ")
        return {"unit": f"unit/test_{rest}", "oracle": "template/render"}.get(kind, "nastavnik")

    def ask(self, test):
        return self.make(self.target(test)) or self.run(test)


def noticed_by(tree, mutation):
    """The first test that notices; None when nobody does. Raises ValueError for a mutation that is none."""
    for test in mutation.tests:
        wrong = tree.make(tree.target(test))
        if wrong:
            raise ValueError(f"не собралось: {wrong}")
        if tree.run(test):
            return test
    return None


def attempt(tree, mutation):
    """Disables the rule, asks the tests, and mends everything, the object file too: it is not compiled again."""
    path = tree.folder / mutation.file
    source = path.read_text(encoding="utf-8")
    compiled = tree.folder / tree.built / Path(mutation.file).relative_to("generator").with_suffix(".o")
    kept = compiled.with_suffix(".kept")
    shutil.copyfile(compiled, kept)
    path.write_text(source.replace(mutation.text, mutation.replacement), encoding="utf-8")
    try:
        return noticed_by(tree, mutation)
    finally:
        path.write_text(source, encoding="utf-8")
        shutil.copyfile(kept, compiled)
        os.utime(compiled)


def has_cases(test):
    """Whether each beginning of a name in «bad NAME …» is that of some case."""
    kind, *names = test.split()
    cases = (ROOT / "tests/bad").glob
    return kind not in ("bad", "bad-kit") or all(any(cases(f"{name}*")) for name in names)


def misplaced(mutations):
    """Says of each mutation whose text does not stand exactly once in its file, or whose tests are none; how many."""
    count = 0
    for m in mutations:
        places = (ROOT / m.file).read_text(encoding="utf-8").count(m.text)
        if places != 1:
            print(f"{m.name}: в {m.file} такое место должно быть одно, а их {places}: {m.text}")
            count += 1
        for test in m.tests:
            if not has_cases(test):
                print(f"{m.name}: примеров для «{test}» нет")
                count += 1
    return count


def tests_of(mutations):
    return sorted(set(itertools.chain.from_iterable(m.tests for m in mutations)))


def chosen_of(arguments):
    chosen = [m for m in MUTATIONS if not arguments.names or m.name.startswith(tuple(arguments.names))]
    return chosen[::16] if arguments.short else chosen


def check_unbroken(tree, mutations):
    """Tests that fail anyhow prove nothing."""
    wrong = tree.make("nastavnik", "nastavnik-facts")
    if wrong:
        sys.exit(f"копия проекта не собирается: {wrong}\n0 passed, 1 failed")
    for test in tests_of(mutations):
        said = tree.ask(test)
        if said:
            sys.exit(f"«{test}» не проходит и без поломок:\n{said}\n0 passed, 1 failed")


def report(tree, mutation):
    began = time.monotonic()
    try:
        test = attempt(tree, mutation)
        verdict = f"замечено: {test}" if test else f"НЕ ЗАМЕЧЕНО ({', '.join(mutation.tests)})"
    except ValueError as error:
        test, verdict = None, str(error)
    print(f"{mutation.name}: {verdict}, {time.monotonic() - began:.1f} с", flush=True)
    return bool(test)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--short", action="store_true", help="каждая шестнадцатая поломка")
    parser.add_argument("--places", action="store_true", help="только найти в исходниках место каждой поломки")
    parser.add_argument("--flavour", default="debug", help="чьи объектные файлы взять")
    parser.add_argument("names", nargs="*")
    arguments = parser.parse_args()
    mutations = chosen_of(arguments)
    lost = misplaced(MUTATIONS)
    if lost:
        print(f"0 passed, {lost} failed")
        return 1
    if arguments.places:
        print(f"{len(MUTATIONS)} passed, 0 failed")
        return 0
    with tempfile.TemporaryDirectory(prefix="nastavnik-mutation-") as folder:
        tree = Tree(folder, arguments.flavour)
        check_unbroken(tree, mutations)
        noticed = [report(tree, m) for m in mutations]
    print(f"{sum(noticed)} passed, {len(noticed) - sum(noticed)} failed")
    return 0 if noticed and all(noticed) else 1


if __name__ == "__main__":
    sys.exit(main())
