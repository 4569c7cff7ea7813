# SPDX-License-Identifier: MIT
"""What cppcheck and gcc -fanalyzer have against the program.

    run.py [cppcheck|gcc …]

A finding is mended, or stands in FALSE with the reason why it is none. A row that nothing answers to any
more fails as well.
"""

import concurrent.futures
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
LIBRARIES = ("libcmark yaml-0.1 libcjson libxxhash libcrypto libturbojpeg libexif libpng libwebpmux libzip "
             "poppler-glib libqpdf expat").split()
FINDING = re.compile(r"^(?P<file>[^\s:]+):(?P<line>\d+):(?:\d+:)? (?:warning|error|performance|portability)"
                     r"(?:: (?P<text>.*) | )\[-?(?P<id>[\w.,=-]+)\](?: (?P<more>.*))?$", re.M)

# (who says it, file, finding, reason)
COMPOUND = "it stumbles over a compound literal between ? and :, and compilers do not"
EMPTY = "it does not see that a list which has items has an array"
FALSE = [
    ("cppcheck", "document/absent.c", "internalAstError", COMPOUND),
    ("cppcheck", "document/file_type.c", "internalAstError", COMPOUND),
    ("cppcheck", "monitor/manifest_read.c", "internalAstError", COMPOUND),
    ("cppcheck", "page/csv.c", "internalAstError", COMPOUND),
    ("cppcheck", "page/fill.c", "internalAstError", COMPOUND),
    ("cppcheck", "page/markup.c", "internalAstError", COMPOUND),
    ("cppcheck", "facts/structure.c", "memleak", "the examiner frees nothing: it ends with its documents"),
    ("cppcheck", "facts/main.c", "ctuuninitvar", "recvmsg fills the request through the iovec"),
    ("cppcheck", "output/tree.c", "nullPointerRedundantCheck", "the deepest slash stands behind every other one"),
    ("cppcheck", "output/tree.c", "ctunullpointer", "the deepest slash stands behind every other one"),
    ("cppcheck", "template/context.c", "ctunullpointer", "report_lost asks for names only when it has both places"),
    ("gcc", "base/list.h", "Wanalyzer-null-dereference", EMPTY),
    ("gcc", "model/link.c", "Wanalyzer-null-dereference", "every type of record that can be referred to has a list"),
    ("gcc", "model/reader.c", "Wanalyzer-null-dereference", "every type of record that is read has a list"),
    ("gcc", "document/worker_process.c", "Wanalyzer-null-dereference", "the room of the message holds a header"),
    ("gcc", "facts/signature.c", "Wanalyzer-malloc-leak", "the examiner frees nothing: it ends with its documents"),
    ("gcc", "input/charset.c", "Wanalyzer-malloc-leak", "iconv_open has failed there: there is nothing to close"),
]


def sources():
    return sorted(p.relative_to(ROOT) for p in ROOT.glob("generator/**/*.c") if p.parent.name != "tools")


def said(*command):
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    return done.stdout.decode("utf-8", "replace")


def cppcheck(flags):
    return said("cppcheck", "--std=c11", "--enable=warning,performance,portability", "--quiet", "-D_GNU_SOURCE",
                "-Igenerator", "--template={file}:{line}: {severity} [{id}] {message}", "generator")


def gcc(flags):
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        return "".join(pool.map(lambda path: said("gcc", *flags, "-O1", "-fanalyzer", "-c", path, "-o", "/dev/null"),
                                sources()))


TOOLS = {"cppcheck": cppcheck, "gcc": gcc}


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
        passed += len(allowed & found.keys()) + len(sources())
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
