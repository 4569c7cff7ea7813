# SPDX-License-Identifier: MIT
"""What cppcheck, gcc -fanalyzer, clang-tidy and hardening-check have against the program.

    run.py [cppcheck|gcc|clang-tidy|hardening-check …]

.clang-tidy names the checks of clang-tidy that are off, and why. hardening-check looks at build/nastavnik and
build/nastavnik-facts; all others read the code.

A finding is mended, or stands in FALSE with the reason why it is none. A row that nothing answers to any
more fails as well.
"""

import concurrent.futures
import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
LIBRARIES = ("libcmark yaml-0.1 libcjson libxxhash nettle libturbojpeg libexif libpng libwebpmux libzip "
             "poppler-glib libqpdf expat").split()
PROGRAMS = ["build/nastavnik", "build/nastavnik-facts"]
FINDING = re.compile(r"^(?P<file>[^\s:]+):(?P<line>\d+):(?:\d+:)? (?:warning|error|performance|portability)"
                     r"(?:: (?P<text>.*) | )\[-?(?P<id>[\w.,=-]+)\](?: (?P<more>.*))?$", re.M)

# (who says it, file, finding, reason)
COMPOUND = "it stumbles over a compound literal between ? and :, and compilers do not"
EMPTY = "it does not see that a list which has items has an array"
EXAMINER = "the examiner frees nothing: it ends with its documents"
UNMARKED = "Debian's crt1.o has no marks, so no program of Debian 12 has them as a whole; ours are seen by lint"
FALSE = [
    ("cppcheck", "document/absent.c", "internalAstError", COMPOUND),
    ("cppcheck", "document/file_type.c", "internalAstError", COMPOUND),
    ("cppcheck", "monitor/manifest_read.c", "internalAstError", COMPOUND),
    ("cppcheck", "page/csv.c", "internalAstError", COMPOUND),
    ("cppcheck", "page/fill.c", "internalAstError", COMPOUND),
    ("cppcheck", "page/markup.c", "internalAstError", COMPOUND),
    ("cppcheck", "facts/structure.c", "memleak", EXAMINER),
    ("cppcheck", "output/tree.c", "nullPointerRedundantCheck", "the deepest slash stands behind every other one"),
    ("cppcheck", "output/tree.c", "ctunullpointer", "the deepest slash stands behind every other one"),
    ("cppcheck", "template/context.c", "ctunullpointer", "report_lost asks for names only when it has both places"),
    ("clang-tidy", "base/arena.c", "clang-analyzer-core.NonNullParamChecker", "whoever names an old size has old bytes"),
    ("clang-tidy", "check/required.c", "clang-analyzer-core.NullDereference", EMPTY),
    ("clang-tidy", "document/worker_process.c", "bugprone-not-null-terminated-result",
     "sixteen digits are looked through, and their end is no digit"),
    ("clang-tidy", "facts/office.c", "clang-analyzer-unix.Malloc", EXAMINER),
    ("clang-tidy", "facts/signature.c", "clang-analyzer-unix.Malloc", EXAMINER),
    ("clang-tidy", "facts/structure.c", "clang-analyzer-unix.Malloc", EXAMINER),
    ("clang-tidy", "input/markdown_link.c", "clang-analyzer-core.NullDereference",
     "what is not in the map yet can be put into it"),
    ("clang-tidy", "input/markdown_link.c", "clang-analyzer-core.NonNullParamChecker",
     "what is as long as a scheme's name has bytes"),
    ("clang-tidy", "input/markdown_scan.c", "bugprone-not-null-terminated-result",
     "the mark takes the place of two bytes amid a text"),
    ("clang-tidy", "pipeline/schedule.c", "clang-analyzer-core.NullDereference",
     "there is one worker at least, and the first one has its board"),
    ("clang-tidy", "template/compile.c", "clang-analyzer-core.NullDereference",
     "layers were loaded, so there is one: the template itself"),
    ("hardening-check", "build/nastavnik", "no-cfprotection", UNMARKED),
    ("hardening-check", "build/nastavnik-facts", "no-cfprotection", UNMARKED),
    ("gcc", "base/list.h", "Wanalyzer-null-dereference", EMPTY),
    ("gcc", "model/link.c", "Wanalyzer-null-dereference", "every type of record that can be referred to has a list"),
    ("gcc", "model/reader.c", "Wanalyzer-null-dereference", "every type of record that is read has a list"),
    ("gcc", "document/worker_process.c", "Wanalyzer-null-dereference", "the room of the message holds a header"),
    ("gcc", "facts/signature.c", "Wanalyzer-malloc-leak", EXAMINER),
    ("gcc", "input/charset.c", "Wanalyzer-malloc-leak", "iconv_open has failed there: there is nothing to close"),
]


def sources():
    return sorted(p.relative_to(ROOT) for p in ROOT.glob("generator/**/*.c") if p.parent.name != "tools")


def said(*command):
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    return done.stdout.decode("utf-8", "replace")


def of_each_source(ask):
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        return "".join(pool.map(ask, sources()))


def cppcheck(flags):
    return said("cppcheck", "--std=c11", "--enable=warning,performance,portability", "--quiet", "-D_GNU_SOURCE",
                "-Igenerator", "--template={file}:{line}: {severity} [{id}] {message}", "generator")


def gcc(flags):
    return of_each_source(lambda path: said("gcc", *flags, "-O1", "-fanalyzer", "-c", path, "-o", "/dev/null"))


def clang_tidy(flags):
    return of_each_source(lambda path: said("clang-tidy", "--quiet", path, "--", *flags))


def hardening_check(flags):
    # Lines «tag:program».
    tags = re.findall(r"^([\w-]+):(.*)$", said("hardening-check", "--lintian", *PROGRAMS), re.M)
    return "".join(f"{program}:0: warning: said by its headers [{tag}]\n" for tag, program in tags)


TOOLS = {"cppcheck": cppcheck, "gcc": gcc, "clang-tidy": clang_tidy, "hardening-check": hardening_check}


def findings(output):
    """{(file below generator/, id): the lines that say so}"""
    found = {}
    for m in FINDING.finditer(output):
        file = m["file"].removeprefix(f"{ROOT}/").removeprefix("generator/")
        found.setdefault((file, m["id"]), set()).add(m[0])
    return found


def main():
    asked = sys.argv[1:] or list(TOOLS)
    packages = subprocess.run(["pkg-config", "--cflags", *LIBRARIES], stdout=subprocess.PIPE, text=True, check=True)
    flags = ["-std=c11", "-D_GNU_SOURCE", "-Igenerator", *packages.stdout.split()]
    passed = failed = 0
    for tool in asked:
        found = findings(TOOLS[tool](flags))
        allowed = {(file, what) for who, file, what, _ in FALSE if who == tool}
        for file, what in sorted(found.keys() - allowed):
            failed += 1
            print(*sorted(found[file, what]), sep="\n")
        for file, what in sorted(allowed - found.keys()):
            failed += 1
            print(f"tests/analyse/run.py: {tool} has no {what} against {file} any more")
        passed += len(allowed & found.keys()) + len(PROGRAMS if tool == "hardening-check" else sources())
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
