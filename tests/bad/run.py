#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Every mistake an author can make, each in a tiny project of its own: tests/bad/*.case.

    run.py [--program build/nastavnik] [--only check|build|kit] [--show] [NAME …]

NAME picks the cases whose file name begins with it; --show prints what the program says about them.
The format of a case is described in README.md.
"""

import argparse
import collections
import concurrent.futures
import json
import os
import re
import struct
import subprocess
import sys
import tempfile
import zlib
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent

SEVERITIES = {"заметка": "note", "предупреждение": "warning", "ошибка": "error", "сбой": "fatal"}
STATUS = {"note": 0, "warning": 0, "error": 1, "fatal": 3}

# What the author's files cannot provoke: who provokes it instead.
ELSEWHERE = {
    "file-write": "tests/fault/errors.py",
    "manifest-broken": "tests/site/monitoring.py",
    "manifest-changed": "tests/site/monitoring.py",
    "manifest-claim": "tests/site/monitoring.py",
    "manifest-duplicate": "tests/site/monitoring.py",
    "manifest-missing": "tests/site/monitoring.py",
    "manifest-future": "tests/site/monitoring.py",
    "manifest-year": "tests/site/monitoring.py",
    "manifest-file-absent": "tests/site/monitoring.py",
    "manifest-hash-mismatch": "tests/site/monitoring.py",
    "manifest-key": "tests/site/monitoring.py",
    "manifest-none": "tests/site/monitoring.py",
    "manifest-path": "tests/site/monitoring.py",
    "manifest-stale": "tests/site/monitoring.py",
    "manifest-version": "tests/site/monitoring.py",
    "requirement-not-checked": "tests/document-facts/run.py",
    "document-encrypted": "tests/document-facts/run.py",
    "document-not-examined": "tests/document-facts/run.py",
    "document-partly-read": "tests/document-facts/run.py",
    "document-garbage-text": "tests/document-facts/run.py",
    "document-low-resolution": "tests/document-facts/run.py",
    "document-author-named": "tests/document-facts/run.py",
    "document-signature-invalid": "tests/document-facts/run.py",
    "document-macros": "tests/document-facts/run.py",
    "document-tracked-changes": "tests/document-facts/run.py",
    "document-unread": "tests/document-facts/run.py",
    "public-busy": "tests/unit/test_publish.c",
    "public-untidy": "tests/fault/errors.py",
    **{code: "tests/unit/test_reading.c" for code in (
        "paper-number", "paper-date", "paper-appendix", "paper-organization", "paper-blank", "paper-snils",
        "paper-personal", "paper-name")},
}

# Codes about a file or a folder as a whole; every other message points at a line.
WHOLE_FILE = {
    "encoding", "file-kind", "file-read", "file-too-big", "file-unknown", "file-unused", "id-invalid",
    "image-broken", "nothing-to-build", "org-missing", "path-clash", "public-foreign", "template-absent",
    "template-limit", "template-unused", "yaml-limit",
}

BASE = {
    "data/organization.yaml": "level: school\nkind: school\nname: Школа № 5\n",
    "content/index.md": "---\ntitle: Наставничество\n---\nЗдесь рассказано о наставничестве.\n",
}

Message = collections.namedtuple("Message", "path line column severity code")
Expected = collections.namedtuple("Expected", "message piece")
EXPECT = re.compile(r"(?P<path>.*?)(?::(?P<line>\d+):(?P<column>\d+))? (?P<severity>\w+)\[(?P<code>[a-z0-9-]+)\]"
                    r"(?:: (?P<piece>.*))?$")


class CaseError(Exception):
    """The case itself is written wrongly."""


# ---- reading a case ----------------------------------------------------------------------------


class Case:
    def __init__(self, path):
        self.name = path.stem
        self.expected = []
        self.options = {"base": "school", "today": "2026-03-02", "command": "check build"}
        self.sections = []
        header, *rest = re.split(r"^=== ", path.read_text(encoding="utf-8"), flags=re.M)
        for line in header.splitlines():
            self.read_header(line)
        for section in rest:
            head, _, body = section.partition("\n")
            last = section is rest[-1]
            self.sections.append((head.split(), body if last else re.sub(r"\n\n$", "\n", body)))

    def read_header(self, line):
        if not line.strip() or line.startswith("#"):
            return
        key, _, value = line.partition(": ")
        if key == "expect":
            found = EXPECT.match(value)
            if not found or found["severity"] not in SEVERITIES:
                raise CaseError(f"не понимаю строку «{line}»")
            message = Message(found["path"], int(found["line"] or 0), int(found["column"] or 0),
                              SEVERITIES[found["severity"]], found["code"])
            self.expected.append(Expected(message, found["piece"] or ""))
        elif key in self.options:
            self.options[key] = value.strip()
        else:
            raise CaseError(f"неизвестное указание «{key}»")

    @property
    def is_faulty(self):
        return any(STATUS[e.message.severity] for e in self.expected)

    def status(self, command):
        """What the command exits with; to `check`, a required paper that is not there is a finding too."""
        messages = [e.message for e in self.expected]
        absent = any((m.code, m.severity) == ("requirement-absent", "warning") for m in messages)
        return max([STATUS[m.severity] for m in messages] + [int(command == "check" and absent)])

    def make(self, folder):
        if self.options["base"] == "school":
            given = {" ".join(words) for words, _ in self.sections}
            for name, text in BASE.items():
                if name not in given and not any(name.startswith(g + "/") for g in given):
                    put(folder, name, text.encode())
        for words, body in self.sections:
            make_section(folder, words, body)


def put(folder, name, data):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def make_section(folder, words, body):
    kind, rest = words[0], words[1:]
    if kind == "hex":
        put(folder, " ".join(rest), bytes.fromhex(body))
    elif kind == "encoding":
        put(folder, " ".join(rest[1:]), body.encode(rest[0]))
    elif kind == "repeat":
        *first, last = body.splitlines(keepends=True)
        many = [last.replace("@N@", str(i)) for i in range(1, int(rest[0]) + 1)]
        put(folder, " ".join(rest[1:]), "".join(first + many).encode())
    elif kind in ("pdf", "blank"):
        put(folder, " ".join(rest), pdf(WORDS if kind == "pdf" else ""))
    elif kind in ("png", "heavy"):
        put(folder, " ".join(rest), png() if kind == "png" else png(620, 620, 0))
    elif kind == "symlink":
        name, target = " ".join(rest).split(" -> ")
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        os.symlink(target, folder / name)
    elif kind == "fifo":
        (folder / rest[0]).parent.mkdir(parents=True, exist_ok=True)
        os.mkfifo(folder / rest[0])
    elif kind == "folder":
        (folder / " ".join(rest)).mkdir(parents=True, exist_ok=True)
    else:
        put(folder, " ".join(words), body.encode())


WORDS = "This is the text of a paper that names nobody at all."


def pdf(words):
    """The smallest PDF with one page of one line; of none, nothing in it can be read."""
    line = b"BT/F 12 Tf 50 700 Td(%s)Tj ET" % words.encode()
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
               b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
               b"<</Length %d>>stream\n%s\nendstream\n" % (len(line), line),
               b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"]
    out, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj%sendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return out + b"xref\n0 6\n0000000000 65535 f \n%strailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (
        table, len(out))


def png(width=8, height=8, effort=6):
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + b"\x1d\x4f\x91" * width for _ in range(height))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)) +
            chunk(b"IDAT", zlib.compress(rows, effort)) + chunk(b"IEND", b""))


# ---- running it --------------------------------------------------------------------------------


def run(program, command, folder, case, *options):
    words = [program, command, "--today", case.options["today"], "--jobs", "2", *options]
    environment = {"PATH": os.environ["PATH"], "TERM": "dumb"}
    return subprocess.run(words, cwd=folder, capture_output=True, env=environment, timeout=60, check=False)


def tree(folder):
    """Names and contents below [folder]; None when it is not there."""
    if not folder.exists():
        return None
    return {str(p.relative_to(folder)): p.read_bytes() if p.is_file() else None for p in sorted(folder.rglob("*"))}


def said(done):
    """What was said, as pairs of a Message and its words, with the mended line behind « => »."""
    document = json.loads(done.stdout.decode("utf-8"))
    return [(Message(d["path"], d["line"], d["column"], d["severity"], d["code"]),
             d["message"] + (" => " + d["mended"] if "mended" in d else "")) for d in document["diagnostics"]]


def written(message):
    """The message's place and code as a case writes them."""
    place = f"{message.path}:{message.line}:{message.column}" if message.line else message.path
    russian = next(word for word, key in SEVERITIES.items() if key == message.severity)
    return f"{place} {russian}[{message.code}]"


# ---- judging -----------------------------------------------------------------------------------


def style_faults(message, text):
    """What is wrong with the way a message is put."""
    if not message.path:
        yield "без имени файла"
    if not message.line and message.code not in WHOLE_FILE:
        yield "без строки"
    if not re.search("[а-яё]{3}", text):
        yield "не по-русски"
    if re.search(r"[\x00-\x1f\x7f-\x9f\ufffd]", text):
        yield "управляющие или испорченные знаки"
    if text.endswith("."):
        yield "точка в конце"
    if "«»" in text or "  " in text or "(null)" in text or text != text.strip():
        yield "пустые кавычки или лишние пробелы"


def compare(case, messages):
    got = collections.Counter(m for m, _ in messages)
    wanted = collections.Counter(e.message for e in case.expected)
    for m in (wanted - got).elements():
        yield f"не сказано: {written(m)}"
    for m in (got - wanted).elements():
        yield f"сказано лишнее: {written(m)}: {next(t for n, t in messages if n == m)}"
    for expected in case.expected:
        texts = [t for m, t in messages if m == expected.message]
        if texts and not any(expected.piece in t for t in texts):
            yield f"{written(expected.message)}: нет слов «{expected.piece}», есть «{texts[0]}»"
    for m, text in messages:
        for fault in style_faults(m, text.split(" => ")[0]):
            yield f"{written(m)}: {fault}: {text!r}"


def judge_json(case, status, done):
    if done.returncode != status:
        yield f"статус {done.returncode}, а нужен {status}: {done.stderr.decode()[-2000:]}"
    if done.returncode in STATUS.values():
        yield from compare(case, said(done))


def judge_text(case, done):
    """The same messages for people: each begins with its place and code."""
    text = done.stderr.decode("utf-8")
    for expected in case.expected:
        place, what = written(expected.message).rsplit(" ", 1)
        if f"{place}: {what}: " not in text:
            yield f"в тексте для людей нет «{place}: {what}»"


def judge_public(case, before, after):
    if case.is_faulty and before != after:
        yield "есть ошибки, а опубликованное изменилось"
    if not case.is_faulty and "index.html" not in (after or {}):
        yield "ошибок нет, а раздел не опубликован"


def pasted(path, number, line):
    """Puts [line] in place of the one with that number, as a reader of the message would."""
    mark, text = re.match(rb"(\xef\xbb\xbf)?(.*)", path.read_bytes(), flags=re.S).groups()
    lines = text.split(b"\n")
    end = b"\r" if lines[number - 1].endswith(b"\r") else b""
    lines[number - 1] = line.encode() + end
    path.write_bytes((mark or b"") + b"\n".join(lines))


def judge_mended(case, program):
    """Each mended line, pasted alone, leaves one message of its kind less in that line."""
    def alike(m):
        return m.path, m.line, m.code

    with tempfile.TemporaryDirectory(prefix="nastavnik-mended-") as name:
        folder = Path(name)
        case.make(folder)
        first = said(run(program, "check", folder, case, "--format", "json"))
        for message, text in first:
            if " => " not in text:
                continue
            path = folder / message.path
            before = path.read_bytes()
            pasted(path, message.line, text.split(" => ")[-1])
            after = said(run(program, "check", folder, case, "--format", "json"))
            path.write_bytes(before)
            left, were = (sum(alike(m) == alike(message) for m, _ in found) for found in (after, first))
            if left >= were:
                yield f"{written(message)}: не помогло «{text.split(' => ')[-1]}»"


def judge(case, program, commands, show):
    with tempfile.TemporaryDirectory(prefix="nastavnik-bad-") as name:
        folder = Path(name)
        case.make(folder)
        for command in case.options["command"].split():
            if command not in commands:
                continue
            before = tree(folder / "public")
            done = run(program, command, folder, case, "--format", "json")
            if show:
                print(f"{case.name}, {command}: статус {done.returncode}")
                print("".join(f"expect: {written(m)}: {t}\n" for m, t in said(done)), end="")
            yield from judge_json(case, case.status(command), done)
            if command == "kit":
                case.make(folder)  # it has renewed its table of addresses
            yield from judge_text(case, run(program, command, folder, case, "--notes"))
            if command == "build":
                yield from judge_public(case, before, tree(folder / "public"))
            if command == "kit" and case.is_faulty == (folder / "kit").exists():
                yield "набор сложен, хотя есть ошибки" if case.is_faulty else "ошибок нет, а набора тоже нет"
    if "check" in case.options["command"] and "check" in commands:
        yield from judge_mended(case, program)


# ---- completeness ------------------------------------------------------------------------------


def known_codes():
    text = (ROOT / "generator/diag/codes.def").read_text(encoding="utf-8")
    return re.findall(r'^DIAG\(\w+, \w+, "([a-z0-9-]+)"', text, flags=re.M)


def yaml_codes():
    for path in (HERE / "yaml").glob("*.yaml"):
        yield from re.findall(r"^# expect: \d+:\d+ ([a-z0-9-]+)", path.read_text(encoding="utf-8"), flags=re.M)


def missing(cases):
    provoked = {e.message.code for case in cases for e in case.expected} | set(yaml_codes())
    for code in known_codes():
        if code in ELSEWHERE:
            place = ROOT / ELSEWHERE[code]
            if not place.exists():
                yield f"{code}: нет файла {ELSEWHERE[code]}, который его вызывает"
        elif code not in provoked:
            yield f"{code}: его не вызывает ни один пример"


# ---- all of them -------------------------------------------------------------------------------


def attempt(path, program, commands, show):
    """The case, or None when it cannot be read, and what is wrong."""
    try:
        case = Case(path)
    except CaseError as error:
        return None, [str(error)]
    try:
        return case, list(judge(case, program, commands, show))
    except (ValueError, subprocess.TimeoutExpired) as error:
        return case, [f"{type(error).__name__}: {error}"]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", type=Path, default=ROOT / "build/nastavnik")
    parser.add_argument("--only", choices=["check", "build", "kit"], help="одна из двух команд")
    parser.add_argument("--show", action="store_true", help="напечатать, что говорит программа")
    parser.add_argument("names", nargs="*")
    arguments = parser.parse_args()
    program = str(arguments.program.resolve())
    commands = [arguments.only] if arguments.only else ["check", "build", "kit"]
    every = sorted(HERE.glob("*.case"))
    paths = [p for p in every if not arguments.names or p.name.startswith(tuple(arguments.names))]

    with concurrent.futures.ThreadPoolExecutor(max_workers=2) as pool:
        results = list(pool.map(lambda p: attempt(p, program, commands, arguments.show), paths))
    failed = sum(bool(faults) for _, faults in results)
    passed = len(results) - failed
    lines = [f"{path.stem}: {fault}" for path, (_, faults) in zip(paths, results) for fault in faults]
    if not arguments.names:
        unprovoked = list(missing([case for case, _ in results if case]))
        failed += len(unprovoked)
        lines += unprovoked
    print("\n".join([*lines, f"{passed} passed, {failed} failed"]))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
