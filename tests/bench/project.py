# SPDX-License-Identifier: MIT
"""Writes a project of this program: one Section is one organisation's folder.

region.py and adapt.py fill Sections from different sources; what the folders
and records of a project look like is known here alone.
"""

import json
import os
import re
import shutil

CONSENT = {"given": "2025-09-01", "covers": ["name", "post", "experience", "photo", "achievements"]}
# Late enough for the consents above, early enough for some pairs to be current.
TODAY = "2026-03-01"
# The project has a theme of its own with one template, so that a template can change.
THEME = "own"
TEMPLATE = f"themes/{THEME}/base.html"
DEFAULT_TEMPLATE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../themes/default/base.html")

PLAIN = re.compile(r"\d{4}-\d\d-\d\d|[А-Яа-яЁёA-Za-z«][^#:\n\"'\[\]{}&*!|>%@`]*[^\s#:\n\"'\[\]{}&*!|>%@`]")
WORDS_OF_YAML = {"yes", "no", "true", "false", "null", "on", "off"}


def scalar(value):
    """A value as a person would type it; JSON strings are YAML strings too."""
    text = str(value)
    if isinstance(value, int) or (PLAIN.fullmatch(text) and text not in WORDS_OF_YAML):
        return text
    return json.dumps(text, ensure_ascii=False)


def lines(node, pad=""):
    """Block YAML of a dict; a list of scalars is written as [a, b]."""
    out = []
    for key, value in node.items():
        if isinstance(value, dict):
            out += [f"{pad}{key}:"] + lines(value, pad + "  ")
        elif isinstance(value, list):
            out.append(f"{pad}{key}: [{', '.join(scalar(v) for v in value)}]")
        elif isinstance(value, str) and "\n" in value:
            out.append(f"{pad}{key}: |")
            out += [pad + "  " + line if line else "" for line in value.rstrip("\n").split("\n")]
        else:
            out.append(f"{pad}{key}: {scalar(value)}")
    return out


def record_text(record):
    return "\n".join(lines(record)) + "\n"


def list_text(records):
    out = []
    for record in records:
        first, *rest = lines(record, "  ")
        out += ["- " + first[2:], *rest, ""]
    return "\n".join(out)


def write(path, data):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as handle:
        handle.write(data.encode() if isinstance(data, str) else data)


def person(name, role, post, **more):
    """A record of people.yaml whose data may be published; Section.meet gives the id."""
    return {"name": name, "role": role, "post": post, **more, "consent": CONSENT,
            "labour_consent": {"given": CONSENT["given"]}}


class Section:
    """One organisation: its records, its pages, its files."""

    def __init__(self, folder, organization):
        self.folder, self.organization = folder, organization
        self.acts, self.pairs, self.honor, self.people, self.practices = [], [], [], [], []
        self.pages, self.files = {}, {}

    def meet(self, record):
        """Adds a person and returns the id by which other records name them."""
        ident = f"p{len(self.people) + 1:03d}"
        self.people.append({"id": ident, **record})
        return ident

    def page(self, name, head, body):
        self.pages[name] = "---\n" + record_text(head) + "---\n\n" + body

    def write(self, project):
        data = os.path.join(project, "data", self.folder)
        content = os.path.join(project, "content", self.folder)
        write(os.path.join(data, "organization.yaml"), record_text(self.organization))
        for name in ("acts", "people", "pairs", "honor"):
            records = getattr(self, name)
            if records:
                write(os.path.join(data, name + ".yaml"), list_text(records))
        for practice in self.practices:
            write(os.path.join(data, "practices", practice["id"] + ".yaml"), record_text(practice))
        for name, text in self.pages.items():
            write(os.path.join(content, name), text)
        for name, data in self.files.items():
            write(os.path.join(content, "files", name), data)


def write_project(project, sections):
    """Writes the whole project anew and returns how much there must be in its output."""
    for top in ("data", "content", "themes"):
        shutil.rmtree(os.path.join(project, top), ignore_errors=True)
    write(os.path.join(project, "data/site.yaml"), record_text({
        "title": "Наставничество", "base": "https://nastavnik.example.org/", "today": TODAY, "theme": THEME}))
    with open(DEFAULT_TEMPLATE, encoding="utf-8") as handle:
        write(os.path.join(project, TEMPLATE), handle.read())
    total = {"organizations": 0, "practices": 0, "pages": 0, "files": 0, "records": 0}
    for section in sections:
        section.write(project)
        total["organizations"] += 1
        total["practices"] += len(section.practices)
        total["pages"] += sum(name != "index.md" for name in section.pages)
        total["files"] += len(section.files)
        total["records"] += len(section.acts) + len(section.pairs)
    write(os.path.join(project, "expected.json"), json.dumps(total) + "\n")
    return total
