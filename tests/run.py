"""Runs every suite of the project and adds up what they counted.

Each suite is a command that prints «N passed, N failed» (cmocka's closing lines
count too) and exits with 0 when nothing failed. A suite that printed no count
ran nothing, and that is a failure. The last line is the sum.

    run.py [--flavour FLAVOUR] [WORD …]

WORD picks the suites whose name has it. With --flavour, the suites that run a
program run the one of build/FLAVOUR instead of their own.
"""

import argparse
import glob
import os
import re
import subprocess
import sys
import time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
PYTHON = [sys.executable, "-B"]

# {asan} and {release} are the folders of these flavours, or of the one that was asked for.
SUITES = [
    *((f"unit {name}", ["{asan}/unit/" + name])
      for name in sorted(path[:-2] for path in glob.glob("test_*.c", root_dir=os.path.join(ROOT, "tests/unit")))),
    ("template oracle", [*PYTHON, "tests/template/oracle.py", "{asan}/template/render"]),
    ("messages", [*PYTHON, "tests/bad/run.py", "--program", "{asan}/nastavnik"]),
    ("documents looked into", [*PYTHON, "tests/document-facts/run.py", "{asan}/nastavnik"]),
    ("profiles", [*PYTHON, "tests/profiles/check_profiles.py"]),
    ("documents of the example", [*PYTHON, "tests/documents/make_documents.py", "--check"]),
    ("papers that are read", [*PYTHON, "tests/reading/published.py", "{release}/nastavnik"]),
    ("schema", [*PYTHON, "tests/site/schema.py", "{release}/nastavnik"]),
    ("consent", [*PYTHON, "tests/site/consent.py", "{release}/nastavnik"]),
    ("injection", [*PYTHON, "tests/site/injection.py", "{release}/nastavnik"]),
    ("kit", [*PYTHON, "tests/site/kit.py", "{release}/nastavnik"]),
    ("pages of every fullness", [*PYTHON, "tests/site/pages.py", "{release}/nastavnik"]),
    ("monitoring", [*PYTHON, "tests/site/monitoring.py", "{asan}/nastavnik"]),
    ("search", [*PYTHON, "tests/site/search.py", "{release}/nastavnik"]),
    ("themes", [*PYTHON, "tests/site/themes.py", "{release}/nastavnik"]),
    ("golden sections", [*PYTHON, "tests/site/golden.py", "{release}/nastavnik"]),
    ("web pages in Chromium", ["node", "tests/web/run.mjs", "{release}/nastavnik", "--short"]),
    ("check", [*PYTHON, "tests/check/check.py", "{asan}/nastavnik"]),
    ("determinism", [*PYTHON, "tests/site/determinism.py", "{release}/nastavnik"]),
    ("edits step by step", [*PYTHON, "tests/site/edits.py", "{release}/nastavnik"]),
    ("meanwhile", [*PYTHON, "tests/site/meanwhile.py", "{release}/nastavnik"]),
    ("beneath the root", [*PYTHON, "tests/site/beneath.py", "{release}/nastavnik"]),
    ("bombs", [*PYTHON, "tests/site/bombs.py", "{release}/nastavnik"]),
    ("fuzz targets", [*PYTHON, "tests/fuzz/run.py", "--short"]),
    ("kill at system calls", [*PYTHON, "tests/fault/kill.py", "{release}/fault/publish_driver", "9"]),
    ("failing system calls", [*PYTHON, "tests/fault/errors.py", "{release}/fault/publish_driver", "11"]),
    ("killed builds", [*PYTHON, "tests/fault/kill_build.py", "{release}/nastavnik", "40"]),
    ("failing builds", [*PYTHON, "tests/fault/errors_build.py", "{release}/nastavnik", "61"]),
    ("failing allocations", [*PYTHON, "tests/fault/memory.py", "{release}/nastavnik",
                             "{release}/fault/no_memory.so", "401"]),
    ("rules are held", [*PYTHON, "tests/mutation/run.py", "--short", "--flavour", "release"]),
    ("lint", ["sh", "tests/lint/run.sh"]),
]

COUNTS = re.compile(r"^(?:\w+: )?(\d+) passed, (\d+) failed", re.M)
# What a suite could not do here, which nobody should have to guess.
NOTE = re.compile(r"^note: .+$", re.M)
CMOCKA = re.compile(r"^\[  (PASSED|FAILED)  \] (\d+) test\(s\)", re.M)


def count(output):
    """How many passed and failed, by the last closing line of the output."""
    plain = COUNTS.findall(output)
    if plain:
        return int(plain[-1][0]), int(plain[-1][1])
    passed = failed = 0
    for word, number in CMOCKA.findall(output):
        if word == "PASSED":
            passed += int(number)
        else:
            failed += int(number)
    return passed, failed


def suites(flavour=None):
    """(name, command) of every suite."""
    built = {usual: f"build/{flavour or usual}" for usual in ("asan", "release")}
    return [(name, [word.format_map(built) for word in command]) for name, command in SUITES]


def run(name, command):
    began = time.monotonic()
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          stdin=subprocess.DEVNULL)
    output = done.stdout.decode("utf-8", "replace")
    passed, failed = count(output)
    if done.returncode != 0 and not failed:
        failed = 1
    if passed + failed == 0:
        failed = 1
        output += "\n(the suite counted nothing)"
    print(f"{'ok  ' if not failed else 'FAIL'} {name}: {passed} passed, {failed} failed, "
          f"{time.monotonic() - began:.1f} s", flush=True)
    for note in NOTE.findall(output):
        print(f"     {note}", flush=True)
    if failed:
        print("\n".join("    " + line for line in output.splitlines()[-60:]), flush=True)
    return passed, failed


def main():
    asked = argparse.ArgumentParser(add_help=False)
    asked.add_argument("--flavour")
    asked.add_argument("words", nargs="*")
    asked = asked.parse_args()
    totals = [run(name, command) for name, command in suites(asked.flavour)
              if not asked.words or any(word in name for word in asked.words)]
    passed, failed = sum(p for p, _ in totals), sum(f for _, f in totals)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
