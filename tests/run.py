"""Runs every suite of the project and adds up what they counted.

Each suite is a command that prints «N passed, N failed» (cmocka's closing lines
count too) and exits with 0 when nothing failed. A suite that printed no count
ran nothing, and that is a failure. The last line is the sum.
"""

import glob
import os
import re
import subprocess
import sys
import time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
PYTHON = [sys.executable, "-B"]

SUITES = [
    *((f"unit {os.path.basename(path)}", [path])
      for path in sorted(glob.glob("build/asan/unit/test_*", root_dir=ROOT)) if not path.endswith(".d")),
    ("template oracle", [*PYTHON, "tests/template/oracle.py", "build/asan/template/render"]),
    ("messages", [*PYTHON, "tests/bad/run.py", "--program", "build/asan/nastavnik"]),
    ("documents looked into", [*PYTHON, "tests/document-facts/run.py", "build/asan/nastavnik"]),
    ("profiles", [*PYTHON, "tests/profiles/check_profiles.py"]),
    ("documents of the example", [*PYTHON, "tests/documents/make_documents.py", "--check"]),
    ("papers that are read", [*PYTHON, "tests/reading/published.py", "build/release/nastavnik"]),
    ("schema", [*PYTHON, "tests/site/schema.py", "build/release/nastavnik"]),
    ("consent", [*PYTHON, "tests/site/consent.py", "build/release/nastavnik"]),
    ("injection", [*PYTHON, "tests/site/injection.py", "build/release/nastavnik"]),
    ("kit", [*PYTHON, "tests/site/kit.py", "build/release/nastavnik"]),
    ("pages of every fullness", [*PYTHON, "tests/site/pages.py", "build/release/nastavnik"]),
    ("monitoring", [*PYTHON, "tests/site/monitoring.py", "build/asan/nastavnik"]),
    ("search", [*PYTHON, "tests/site/search.py", "build/release/nastavnik"]),
    ("themes", [*PYTHON, "tests/site/themes.py", "build/release/nastavnik"]),
    ("golden sections", [*PYTHON, "tests/site/golden.py", "build/release/nastavnik"]),
    ("web pages in Chromium", ["node", "tests/web/run.mjs", "build/release/nastavnik", "--short"]),
    ("check", [*PYTHON, "tests/check/check.py", "build/asan/nastavnik"]),
    ("determinism", [*PYTHON, "tests/site/determinism.py", "build/release/nastavnik"]),
    ("bombs", [*PYTHON, "tests/site/bombs.py", "build/release/nastavnik"]),
    ("fuzz targets", [*PYTHON, "tests/fuzz/run.py", "--short"]),
    ("kill at system calls", [*PYTHON, "tests/fault/kill.py", "build/release/fault/publish_driver", "9"]),
    ("failing system calls", [*PYTHON, "tests/fault/errors.py", "build/release/fault/publish_driver", "11"]),
    ("killed builds", [*PYTHON, "tests/fault/kill_build.py", "build/release/nastavnik", "40"]),
    ("failing builds", [*PYTHON, "tests/fault/errors_build.py", "build/release/nastavnik", "61"]),
    ("failing allocations", [*PYTHON, "tests/fault/memory.py", "build/release/nastavnik",
                             "build/release/fault/no_memory.so", "401"]),
    ("rules are held", [*PYTHON, "tests/mutation/run.py", "--short", "--flavour", "release"]),
    ("lint", ["sh", "tests/lint/run.sh"]),
]

COUNTS = re.compile(r"^(?:\w+: )?(\d+) passed, (\d+) failed", re.M)
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
    if failed:
        print("\n".join("    " + line for line in output.splitlines()[-60:]), flush=True)
    return passed, failed


def main():
    chosen = [suite for suite in SUITES if not sys.argv[1:] or any(word in suite[0] for word in sys.argv[1:])]
    totals = [run(name, command) for name, command in chosen]
    passed, failed = sum(p for p, _ in totals), sum(f for _, f in totals)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
