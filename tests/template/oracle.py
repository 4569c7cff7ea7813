#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Compares the template engine with Jinja2, byte for byte.

    oracle.py build/debug/template_render

Every file in cases/ holds cases that use one part of the language. A case is
rendered by both engines; the outputs have to be equal. Where a case has an
`error` section, ours has to report exactly these errors, and Jinja has to
refuse the case too, unless it is marked `jinja: accepts` with the reason.

Jinja runs as the engine promises to: trim_blocks, lstrip_blocks, StrictUndefined,
autoescape; absent values print as nothing, and a field of an absent record is absent.
Filters that Jinja does not have are written here a second time, independently.
"""
import datetime
import itertools
import json
import pathlib
import re
import subprocess
import sys
import types

import jinja2
import markupsafe

NBSP = "\u00a0"
MONTHS = ("января февраля марта апреля мая июня июля августа сентября октября ноября декабря").split()


# ---- cases ----------------------------------------------------------------

class Case:
    """One case: `=== name`, then sections `--- name` of text."""

    def __init__(self, name, where):
        self.name, self.where = name, where
        self.templates, self.data, self.page = {}, {}, "index.html"
        self.escape, self.errors, self.jinja_accepts = "html", None, False

    def put(self, section, text):
        if section == "data":
            self.data = json.loads(text)
        elif section == "error":
            self.errors = sorted(tuple(line.split()) for line in text.splitlines() if line.strip())
        elif section.startswith("page:"):
            self.page = section[5:].strip()
        elif section.startswith("escape:"):
            self.escape = section[7:].strip()
        elif section.startswith("jinja: accepts"):
            self.jinja_accepts = True
        else:
            self.templates[section] = text

    @property
    def main(self):
        return next(iter(self.templates))


def read_cases(path):
    case, section, lines = None, None, []

    def finish():
        if case and section:
            text = "\n".join(lines).rstrip("\n") + "\n"
            case.put(section, text.removesuffix("\\\n"))

    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if line.startswith("=== "):
            finish()
            if case:
                yield case
            case, section, lines = Case(line[4:], f"{path.name}:{number}"), None, []
        elif line.startswith("--- "):
            finish()
            section, lines = line[4:], []
        elif section:
            lines.append(line)
    finish()
    if case:
        yield case


def whitespace_cases():
    """Every bracket with every mark, between every kind of white space."""
    brackets = {"{%": ("set x = 1", "%}"), "{#": ("x", "#}"), "{{": ("'x'", "}}")}
    before, after = ("", " ", "a", "a ", "a\n", "a\n  ", "a\n\n\t"), ("", "b", " b", "\nb", "  \n b", "\n\n b")
    for left, right, (start, (body, end)) in itertools.product(before, after, brackets.items()):
        for opens, closes in itertools.product(("", "-", "+"), ("", "-", "" if start == "{{" else "+")):
            text = f"{left}{start}{opens} {body} {closes}{end}{right}"
            case = Case(f"white space {text!r}", "oracle.py")
            case.templates["page.html"] = text + text + "."
            yield case


# ---- data: types are seen from the values ----------------------------------
# "date:2026-09-01", "html:<b>", "path:a/b.html" and "null:int" say what JSON cannot.

TAGGED = re.compile(r"(date|html|path|null):(.*)", re.S)


def type_of(value):
    if value is None:
        return None
    if isinstance(value, bool):
        return {"type": "bool"}
    if isinstance(value, int):
        return {"type": "int"}
    if isinstance(value, str):
        tag = TAGGED.fullmatch(value)
        return {"type": tag[2] if tag and tag[1] == "null" else tag[1] if tag else "text"}
    if isinstance(value, dict):
        return {"type": "record", "record": schema_of([value])}
    if value and isinstance(value[0], dict):
        return {"type": "records", "record": schema_of(value)}
    return {"type": "texts"}


def schema_of(records):
    """One schema for all: a field absent here is known from its values there."""
    fields = []
    for key in dict.fromkeys(key for record in records for key in record):
        values = [record[key] for record in records if record.get(key) is not None]
        found = next((t for t in map(type_of, sorted(values, key=lambda v: not v)) if t), {"type": "text"})
        if found["type"] == "record":
            found = {"type": "record", "record": schema_of(values)}
        elif found["type"] == "records":
            found = {"type": "records", "record": schema_of([item for value in values for item in value])}
        fields.append({"key": key, **found})
    return {"fields": fields}


def plain(value):
    """The value for our engine, whose schema carries the types."""
    if isinstance(value, str) and (tag := TAGGED.fullmatch(value)):
        return None if tag[1] == "null" else tag[2]
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    return [plain(item) for item in value] if isinstance(value, list) else value


class Path(str):
    pass


def rich(value, schema=None):
    """The value for Jinja: records with attributes, real dates, all fields there."""
    if isinstance(value, str) and (tag := TAGGED.fullmatch(value)):
        return {"null": lambda text: None, "path": Path, "html": markupsafe.Markup,
                "date": datetime.date.fromisoformat}[tag[1]](tag[2])
    if isinstance(value, dict):
        fields = (schema or schema_of([value]))["fields"]
        return types.SimpleNamespace(**{f["key"]: rich(value.get(f["key"]), f.get("record")) for f in fields})
    if isinstance(value, list):
        inner = schema_of(value) if value and isinstance(value[0], dict) else None
        return [rich(item, schema or inner) for item in value]
    return value or None if isinstance(value, str) else value


# ---- filters, written from their descriptions --------------------------------

def read_path(record, path):
    for name in path.split("."):
        record = None if record is None else getattr(record, name)
    return record


def russian_key(value):
    """Enough of the Russian order for the cases: Cyrillic first, no case, ё with е, numbers by value."""
    if not isinstance(value, str):
        return value
    parts = []
    for part in re.findall(r"\d+|\D", value.lower().replace("ё", "е")):
        if part.isdigit():
            parts.append((1, int(part), ""))
        else:
            rank = 0 if part.isspace() else 2 if "а" <= part <= "я" else 3 if part.isalpha() else 0
            parts.append((rank, 0, part))
    return parts, value


def sort_by(items, path=None, reverse=False):
    keyed = [(read_path(item, path) if path else item, item) for item in items]
    given = [pair for pair in keyed if pair[0] is not None]
    given.sort(key=lambda pair: russian_key(pair[0]), reverse=bool(reverse))
    return [item for key, item in given] + [item for key, item in keyed if key is None]


def group_by(items, path):
    groups = []
    for item in sort_by(items, path):
        key = read_path(item, path)
        if not groups or groups[-1].key != key:
            groups.append(types.SimpleNamespace(key=key, items=[]))
        groups[-1].items.append(item)
    return groups


def select(wanted):
    def apply(items, path, *value):
        keys = ((read_path(item, path), item) for item in items)
        return [item for key, item in keys if (key == value[0] if value else bool(key)) == wanted]
    return apply


def date(value, format=None):
    if format == "iso":
        return value.isoformat()
    if format == "short":
        return value.strftime("%d.%m.%Y")
    return f"{value.day}{NBSP}{MONTHS[value.month - 1]} {value.year}{NBSP}г."


# Short words that stay with what they lead.
LEADER = re.compile(r"(?<![^\s(«„])(?P<word>№|д\.|к\.|кв\.|каб\.|ул\.|пер\.|г\.|с\.|п\.|пос\.|дер\.|пгт) ")


def plural_word(n, one, few, many):
    if n % 10 == 1 and n % 100 != 11:
        return one
    return few if n % 10 in (2, 3, 4) and n % 100 not in (12, 13, 14) else many


def truncate(text, length):
    length = max(1, length)
    if len(text) <= length:
        return text
    cut = text[:length - 1]
    if text[length - 1] not in " \t\r\n" and re.search(r"[ \t\r\n]", cut):
        cut = re.sub(r"[^ \t\r\n]*$", "", cut)
    return cut.rstrip(" \t\r\n,;:-–—" + NBSP) + "…"


def filesize(n):
    if n < 1024:
        return f"{n}{NBSP}Б"
    if (n + 512) // 1024 < 1024:
        return f"{(n + 512) // 1024}{NBSP}КБ"
    tenths = (n * 10 + 512 * 1024) // (1024 * 1024)
    return f"{tenths // 10},{tenths % 10}{NBSP}МБ"


def initials(name):
    family, *rest = name.split()
    return NBSP.join([family] + [part[0] + "." for part in rest])


def dump_json(value):
    if isinstance(value, datetime.date):
        value = value.isoformat()
    text = json.dumps(value, ensure_ascii=False)
    return re.sub("[<>&\u2028\u2029]", lambda m: f"\\u{ord(m[0]):04x}", text)


def make_url(page):
    def apply(path):
        here, there = page.split("/")[:-1], str(path).split("/")
        while here and len(there) > 1 and here[0] == there[0]:
            here, there = here[1:], there[1:]
        rest = re.sub(r'[\x00-\x20"<>\\^`{|}%\x7f]', lambda m: f"%{ord(m[0]):02X}", "/".join(there))
        up = "../" * len(here)
        return "./" + rest if not up and (not rest or ":" in rest.split("/")[0]) else up + rest
    return apply


def join(items, separator, field=None):
    keys = [read_path(item, field) if field else item for item in items]
    return separator.join(str(key) for key in keys if key is not None)


def absent_stays_absent(apply):
    return lambda value, *args, **named: None if value is None else apply(value, *args, **named)


def filters(page):
    strict = {
        "date": date, "filesize": filesize, "initials": initials, "tied": lambda s: LEADER.sub(r"\g<word>" + NBSP, s), "plural_word": plural_word,
        "plural": lambda n, *forms: f"{n}{NBSP}{plural_word(n, *forms)}", "truncate": truncate,
        "sort": lambda items, field=None, reverse=False: sort_by(items, field, reverse),
        "reverse": lambda items: items[::-1], "group_by": group_by, "where": select(True),
        "reject": select(False), "limit": lambda items, count: items[:max(0, count)],
        "first": lambda items: items[0] if items else None, "last": lambda items: items[-1] if items else None,
        "join": join, "lower": str.lower, "url": make_url(page),
    }
    table = {name: absent_stays_absent(apply) for name, apply in strict.items()}
    table["default"] = lambda value, other: other if value is None else value
    table["length"] = lambda value: 0 if value is None else len(value)
    table["json"] = lambda value: markupsafe.Markup(dump_json(value))
    return table


# ---- Jinja -------------------------------------------------------------------

class Environment(jinja2.Environment):
    def getattr(self, obj, attribute):
        return None if obj is None else super().getattr(obj, attribute)


def by_jinja(case):
    env = Environment(loader=jinja2.DictLoader(case.templates), undefined=jinja2.StrictUndefined,
                      autoescape=case.escape != "none", trim_blocks=True, lstrip_blocks=True,
                      keep_trailing_newline=True, finalize=lambda value: "" if value is None else value)
    env.filters = filters(case.page)
    return env.get_template(case.main).render(vars(rich(case.data)))


# ---- comparing ----------------------------------------------------------------

def request_of(case):
    return json.dumps({"main": case.main, "page": case.page, "escape": case.escape, "templates": case.templates,
                       "schema": schema_of([case.data]), "data": plain(case.data)}, ensure_ascii=False)


def compare(case, reply):
    """What is wrong, or None."""
    try:
        expected, raised = by_jinja(case), None
    except (jinja2.TemplateError, TypeError, AttributeError, RecursionError) as error:
        expected, raised = None, error
    errors = [(e["code"], f"{e['path']}:{e['line']}:{e['column']}") for e in reply.get("errors", [])]
    told = "\n".join(f"    {e['path']}:{e['line']}:{e['column']}: {e['message']}" for e in reply.get("errors", []))
    if case.errors is not None:
        wanted = [tuple(e) if e[1].count(":") == 2 else (e[0], f"{case.main}:{e[1]}") for e in case.errors]
        if sorted(errors) != sorted(wanted):
            return f"  wanted {sorted(wanted)}\n  got    {sorted(errors)}\n{told}"
        if case.jinja_accepts != (raised is None):
            return f"  Jinja: {'accepts' if raised is None else f'refuses: {raised!r}'}"
        return None
    if raised:
        return f"  Jinja refuses: {raised!r}"
    if errors:
        return f"  ours refuses:\n{told}"
    return None if reply["output"] == expected else f"  jinja {expected!r}\n  ours  {reply['output']!r}"


def main():
    folder = pathlib.Path(__file__).parent / "cases"
    cases = [case for path in sorted(folder.glob("*.txt")) for case in read_cases(path)]
    cases += whitespace_cases()
    lines = "".join(request_of(case) + "\n" for case in cases)
    done = subprocess.run(sys.argv[1:2], input=lines, capture_output=True, text=True, encoding="utf-8")
    replies = [json.loads(line) for line in done.stdout.splitlines()]
    if done.returncode or len(replies) != len(cases):
        sys.exit(f"{sys.argv[1]} stopped after {len(replies)} of {len(cases)} cases: {done.stderr}")
    failed = 0
    for case, reply in zip(cases, replies):
        if problem := compare(case, reply):
            failed += 1
            print(f"{case.where}: {case.name}\n{problem}")
    print(f"{len(cases) - failed} passed, {failed} failed")
    return 1 if failed or not cases else 0


if __name__ == "__main__":
    sys.exit(main())
