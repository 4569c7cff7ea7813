"""What the lints share: the files of the project, findings, the closing line.

A finding is printed as «file:line: what is wrong». A lint counts everything it
looked at, so a lint that looked at nothing fails.
"""

import os
import re
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
CYRILLIC = re.compile("[А-Яа-яЁё]")

_passed = 0
_failed = 0


def files(*endings):
    """The files of the project that end so: tracked ones and new ones, not ignored ones."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE).stdout.decode().split("\0")
    return sorted(f for f in set(listed)
                  if f and (not endings or f.endswith(endings)) and os.path.isfile(os.path.join(ROOT, f)))


def sources(*endings):
    """The program's own sources."""
    return [f for f in files(*(endings or (".c", ".h"))) if f.startswith("generator/")]


def read(path):
    with open(os.path.join(ROOT, path), encoding="utf-8", errors="surrogateescape", newline="") as f:
        return f.read()


def line_of(text, offset):
    return text.count("\n", 0, offset) + 1


def check(fine, path, line, message):
    """Counts one thing looked at; says what is wrong with it, if anything."""
    global _passed, _failed
    if fine:
        _passed += 1
    else:
        _failed += 1
        print(f"{path}:{line}: {message}")
    return fine


def finish():
    print(f"{_passed} passed, {_failed} failed")
    sys.exit(1 if _failed or not _passed else 0)


def split_c(text):
    """The text of a C file as (comments, code): each as long as the file, the rest blanked.

    Strings and character constants stay in the code.
    """
    pieces = re.compile(r'//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', re.S)
    blank = re.compile(r"[^\n]")
    comments, code, end = [], [], 0
    for m in pieces.finditer(text):
        between = text[end:m.start()]
        comments.append(blank.sub(" ", between))
        code.append(between)
        is_comment = m.group().startswith(("//", "/*"))
        comments.append(m.group() if is_comment else blank.sub(" ", m.group()))
        code.append(blank.sub(" ", m.group()) if is_comment else m.group())
        end = m.end()
    comments.append(blank.sub(" ", text[end:]))
    code.append(text[end:])
    return "".join(comments), "".join(code)


def without_strings(code):
    """The code with the insides of strings blanked."""
    return re.sub(r'"(?:\\.|[^"\\\n])*"', lambda m: '"' + " " * (len(m.group()) - 2) + '"', code)
