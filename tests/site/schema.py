"""`nastavnik schema` and `nastavnik check` are of one mind about records.

Every schema is valid itself; every record file of the shipped example and of
the examples of `init` satisfies it; every record that is broken on purpose is
refused by both.
"""

import copy
import re
import tempfile
from pathlib import Path

import yaml
from jsonschema import Draft202012Validator

from project import ROOT, Suite, check_json, in_parallel, put, put_page, put_records, record_files, run, \
    schema, scratch, text

class Loader(yaml.BaseLoader):
    """YAML as the program and the editors' schema plug-ins read it: a plain number is a number, a plain
    true is true, and everything else is text, «2025-09-01» and «no» too."""


Loader.yaml_implicit_resolvers = {}
Loader.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"^(0|[1-9][0-9]*)$"), "0123456789")
Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(true|false)$"), "tf")
Loader.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"^$"), [""])
Loader.add_constructor("tag:yaml.org,2002:int", lambda loader, node: int(node.value))
Loader.add_constructor("tag:yaml.org,2002:bool", lambda loader, node: node.value == "true")
Loader.add_constructor("tag:yaml.org,2002:null", lambda loader, node: None)


def load(source):
    return without_nulls(yaml.load(source, Loader))


def without_nulls(value):
    """A key with nothing behind it is a field that the author left out."""
    if isinstance(value, dict):
        return {k: without_nulls(v) for k, v in value.items() if v is not None}
    return [without_nulls(v) for v in value] if isinstance(value, list) else value


def record_of(path, top):
    """Whose records the file holds: acts.yaml and acts/2025.yaml are both of acts."""
    names = {file.split("/")[0].removesuffix(".yaml"): record for record, file in record_files().items()}
    parts = path.relative_to(top).with_suffix("").parts
    return names.get(parts[-1]) or names[parts[-2]]


def front_matter(path):
    return path.read_text(encoding="utf-8").split("---\n")[1]


def first_error(validator, value):
    errors = sorted(validator.iter_errors(value), key=lambda e: len(e.message))
    return f"{errors[0].json_path}: {errors[0].message}"[:300] if errors else ""


# ---- the shipped files -------------------------------------------------------------------


def examples(folder):
    """The shipped example, and those of `init` as they are written out."""
    yield ROOT
    for level in ("school", "municipality", "region"):
        done = run("init", folder / level, "--level", level, "--today", "2026-03-02", "--yes")
        if done.returncode:
            raise RuntimeError(text(done.stderr))
        yield folder / level


def check_examples(suite, validators, folder):
    for project in examples(folder):
        for path in sorted((project / "data").rglob("*.yaml")):
            record = record_of(path, project / "data")
            error = first_error(validators[record], load(path.read_text(encoding="utf-8")))
            suite.check(not error, f"{path.relative_to(project)} as {record}: {error}")
        for path in sorted((project / "content").rglob("*.md")):
            error = first_error(validators["page"], load(front_matter(path)))
            suite.check(not error, f"{path.relative_to(project)} as page: {error}")


# ---- broken records ------------------------------------------------------------------------

ORGANIZATION = {"level": "school", "kind": "school", "name": "Школа № 5"}
DATES = {"given": "2025-09-01", "covers": ["name"]}

GOOD = {
    "organization": ORGANIZATION,
    "act": {"id": "prikaz", "kind": "order", "title": "О наставничестве", "url": "https://example.org/"},
    "person": {"id": "ivanova", "name": "Иванова Мария Петровна", "consent": DATES},
    "pair": {"id": "para", "form": "teacher-teacher", "count": 2, "programme": {"goals": "помочь"}},
    "practice": {"id": "praktika", "title": "Урок вдвоём", "year": 2025, "shared": "да"},
    "honoree": {"id": "pochet", "name": "Иванова Мария Петровна", "award": "грамота", "consent": DATES},
    "roadmap": {"id": "karta", "title": "План", "columns": [{"field": "what", "title": "Что"}],
                "sections": [{"items": [{"what": "издать приказ", "due": ["2025-10-01"]}]}]},
    "indicator": {"id": "dolya", "title": "Доля",
                  "points": [{"period": "весна", "numerator": 1, "denominator": 2}]},
    "waiver": {"code": "sample-left", "reason": "пример", "until": "2026-08-31"},
    "page": {"title": "О наставничестве"},
    "site": {"title": "Разделы", "base": "https://example.org/"},
    "profile": {"id": "perechen", "title": "Перечень", "source": "письмо", "in_force": "2021-01-01",
                "items": [{"id": "prikaz", "title": "Приказ", "levels": ["school"], "must": "required"}]},
    "calendar": {"year": 2027, "source": "постановление", "days_off": ["2027-01-01"]},
}

PLAIN = {"text": "слово", "int": 2025, "bool": "да", "date": "2025-09-01", "school year": "2025/2026",
         "id": "zapis",
         "url": "https://example.org/", "file": "files/x.pdf"}


def good_record(record, shape):
    """The example above, or one with the required fields alone."""
    if record in GOOD:
        return GOOD[record]
    kinds = {key: kind_of(shape["properties"][key]) for key in shape["required"]}
    return {key: PLAIN[kind] for key, kind in kinds.items()}


def file_of(record):
    file = record_files()[record]
    return "content/o-nas.md" if record == "page" else "data/" + file.replace("*", "svoy")


def kind_of(properties):
    """How the schema says that a field is written."""
    shape = properties.get("anyOf", [properties])[0]
    pattern = shape.get("pattern", "")
    if "enum" in shape:
        return "bool" if True in shape["enum"] else "choice"
    if "properties" in shape:
        return "record"
    if shape.get("type") == "integer":
        return "int"
    for mark, kind in (("{4}-[0-9]{2}-", "date"), ("[/–—-]", "school year"), ("https?", "url"),
                       ("0,78", "id"),
                       ("^[^/", "file")):
        if mark in pattern:
            return kind
    return "text"


WRONG = {
    "bool": ["возможно", 7, ["да"]],
    "choice": ["zzz-nothing", 5],
    "record": ["слово", 3],
    "int": ["много", -1, [1]],
    "date": ["2025-13", "вчера", "2025/09/01", 20250901],
    "school year": ["2025", "2025/26"],
    "url": ["javascript:alert(1)", "example.org", "https://a b"],
    "id": ["Иванова", "два слова", "-x", "UPPER"],
    "file": ["/etc/passwd"],
    "text": [{"a": "b"}, [["x"]]],
}


def broken_records(record, shape, good):
    """(what is wrong, the record), for every field of the record and of its parts."""
    yield "unknown key", {**good, "nothing_of_the_kind": "x"}
    for key in shape["required"]:
        yield f"no {key}", {k: v for k, v in good.items() if k != key}
    for key, properties in shape["properties"].items():
        other = {k: v for k,
                 v in good.items() if shape["properties"][k]["description"] != properties["description"]}
        kind = kind_of(properties)
        for wrong in WRONG[kind]:
            yield f"{key}: {wrong!r}", {**other, key: wrong}
        if kind == "record" and key in good:
            part = properties.get("anyOf", [properties])[0]
            value = good[key][0] if isinstance(good[key], list) else good[key]
            for what, inner in broken_records(record, part, value):
                whole = copy.deepcopy(good)
                whole[key] = [inner] if isinstance(good[key], list) else inner
                yield f"{key}.{what}", whole


def make_project(folder, record, value, is_list):
    put_records(folder, file_of("organization"), ORGANIZATION)
    put(folder, "content/index.md", "---\ntitle: Наставничество\n---\nТекст.\n")
    if record == "page":
        put_page(folder, file_of(record), value, "Текст.")
    else:
        put_records(folder, file_of(record), [value] if is_list else value)
    return [value] if is_list else value


def refuses(folder, record, value, is_list):
    """(what the file holds, whether the check refuses it)."""
    with tempfile.TemporaryDirectory(dir=folder) as name:
        held = make_project(Path(name), record, value, is_list)
        status, said = check_json(name)
    errors = [f"{d['code']}: {d['message']}" for d in said if d["severity"] in ("error", "fatal")]
    return held, status == 1, errors


def check_record(suite, record, validator, folder):
    is_list = "oneOf" in validator.schema
    shape = validator.schema["oneOf"][1] if is_list else validator.schema
    good = good_record(record, shape)
    held, refused, said = refuses(folder, record, good, is_list)
    error = first_error(validator, held)
    suite.check(not error, f"{record}: the schema refuses a good one: {error}")
    suite.check(not refused, f"{record}: the check refuses a good one: {said}")
    broken = list(broken_records(record, shape, good))
    results = in_parallel(lambda what: refuses(folder, record, what[1], is_list), broken)
    for (what, _), (held, refused, _) in zip(broken, results):
        suite.check(first_error(validator, held), f"{record}, {what}: the schema has no objection")
        suite.check(refused, f"{record}, {what}: the check has no objection")


def main():
    suite = Suite()
    validators = {}
    for record in record_files():
        Draft202012Validator.check_schema(schema(record))
        validators[record] = Draft202012Validator(schema(record))
    with scratch() as name:
        check_examples(suite, validators, Path(name))
        for record in validators:
            check_record(suite, record, validators[record], Path(name))
    suite.finish()


if __name__ == "__main__":
    main()
