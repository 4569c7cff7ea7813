"""What the suites of this folder share: running the program, making projects,
reading what it published, counting.

A made-up file of records is JSON, which is YAML too: nothing is lost in quoting.
"""

import concurrent.futures
import functools
import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
TODAY = "2026-03-02"

ENVIRONMENT = {"PATH": "/usr/bin:/bin", "TERM": "dumb", "LC_ALL": "C"}


def program():
    """The program under test: the first argument, or the release build."""
    given = [a for a in sys.argv[1:] if not a.startswith("-") and not a.isdigit()]
    path = Path(given[0]).resolve() if given else ROOT / "build/release/nastavnik"
    if not path.exists():
        sys.exit(f"{path}: no such program; run make")
    return str(path)


PROGRAM = program()


def run(*words, environment=None, stdout=subprocess.PIPE, **more):
    return subprocess.run([PROGRAM, *map(str, words)], stdout=stdout, stderr=subprocess.PIPE, check=False, timeout=120,
                          env={**ENVIRONMENT, **(environment or {})}, stdin=subprocess.DEVNULL, **more)


def build(folder, *more, out=None, today=TODAY, **options):
    return run("build", folder, "--out", out or Path(folder) / "public", "--today", today, *more, **options)


def check_json(folder, command="check", *more):
    """The exit status and the messages of a check, or of a build."""
    done = run(command, folder, "--today", TODAY, "--format", "json", *more)
    if done.returncode not in (0, 1):
        return done.returncode, [{"code": "crash", "message": text(done.stderr), "path": "", "line": 0}]
    return done.returncode, json.loads(done.stdout)["diagnostics"]


def text(data):
    return data.decode("utf-8", "replace")


# ---- projects --------------------------------------------------------------------------


def scratch():
    """A folder for made-up projects, in memory where there is such a place: publishing syncs the disk."""
    memory = Path("/dev/shm")
    return tempfile.TemporaryDirectory(prefix="nastavnik-",
                                       dir=memory if os.access(memory, os.W_OK) else None)


def put(folder, name, content):
    path = Path(folder) / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())


def put_records(folder, name, records):
    put(folder, name, json.dumps(records, ensure_ascii=False, indent=1) + "\n")


def put_page(folder, name, fields, body=""):
    put(folder, name, f"---\n{json.dumps(fields, ensure_ascii=False, indent=1)}\n---\n{body}\n")


def tree(folder):
    """Every file below [folder] and its bytes; None when there is no such folder."""
    folder = Path(folder)
    if not folder.exists():
        return None
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def difference(one, other):
    """The names of the files in which two trees differ."""
    one, other = one or {}, other or {}
    return sorted(n for n in one.keys() | other.keys() if one.get(n) != other.get(n))


def pdf(words=""):
    """A PDF of one empty page that carries [words] in a comment."""
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
               b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>"]
    out, offsets = b"%PDF-1.4\n%" + words.encode() + b"\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj%sendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return out + (b"xref\n0 4\n0000000000 65535 f \n%strailer<</Size 4/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n"
                  % (table, len(out)))


# ---- fields, as `nastavnik schema` describes them -------------------------------------------


def described(*words):
    """What `nastavnik schema` prints."""
    done = run("schema", *words)
    if done.returncode or not done.stdout:
        raise RuntimeError(f"schema {' '.join(words)}: exit {done.returncode}: {text(done.stderr)}")
    return text(done.stdout)


@functools.lru_cache(maxsize=None)
def record_files():
    """The name of every record and the file that it is written in: {"act": "acts.yaml", …}."""
    return dict(line.split(None, 1) for line in described().splitlines())


def record_names():
    return list(record_files())


def schema(name):
    return json.loads(described(name))


def record_schema(name):
    """The schema of one record, also where the file is a list of them."""
    whole = schema(name)
    return whole["oneOf"][1] if "oneOf" in whole else whole


ROW = re.compile(r"^\| `([^`]+)`[^|]*\| ([^|,]+?)(?:, \*\*обязательно\*\*)? \| (.*) \|$")
PART = re.compile(r"^\*\*.+\*\* \(поле `([^`]+)`\)$")
NEEDS = re.compile(r"\*только при согласии: (\w+)\*$")
NEVER = "*не публикуется никогда*"


class Field:
    def __init__(self, key, written, meaning):
        self.key, self.written = key, written
        needs = NEEDS.search(meaning)
        self.personal = "never" if meaning.endswith(NEVER) else needs[1] if needs else None


@functools.lru_cache(maxsize=None)
def reference(name):
    """The fields of a record by the reference for people, and those of its parts: {"": […], "consent": […]}."""
    parts, current = {"": []}, ""
    for line in described(name, "--markdown").splitlines():
        head, row = PART.match(line), ROW.match(line)
        if head:
            current = head[1]
            parts[current] = []
        elif row:
            parts[current].append(Field(*row.groups()))
    return parts


# ---- counting ----------------------------------------------------------------------------------


class Suite:
    def __init__(self):
        self.passed = self.failed = 0

    def check(self, holds, what):
        self.passed += bool(holds)
        self.failed += not holds
        if not holds:
            print(f"FAIL {what}", flush=True)
        return bool(holds)

    def finish(self):
        print(f"{self.passed} passed, {self.failed} failed")
        sys.exit(1 if self.failed or not self.passed else 0)


def in_parallel(function, items):
    with concurrent.futures.ThreadPoolExecutor(max_workers=os.cpu_count() or 1) as pool:
        return list(pool.map(function, items))
