#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Make the Eleventy or Jekyll site that is equal to a project: liquid_site.py eleventy|jekyll PROJECT SITE

Both know Liquid, so the templates of liquid/ serve both. The same pages under the same names, tables from the
same records, the same files. What would take a search through all pages (news, practices, the organisations
below, what is current) is prepared here as data, one JSON for each organisation: in favour of both. What only this
program makes is left out, as it is for Hugo.
"""

import json
import os
import shutil
import sys

import yaml

from hugo_site import PAGES, load, texts
from project import TODAY, write

Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
HERE = os.path.dirname(os.path.abspath(__file__))
ADDRESS = "https://nastavnik.example.org"

# The names by which the templates know things, said in the way of each program.
HEADS = {"eleventy": "", "jekyll": "{%- assign here = page.here %}{% assign org = site.data.org %}"}
DATA = "{%- assign data = org[here.org] %}{% assign address = '" + ADDRESS + "' -%}\n"

ELEVENTY = """\
export default (config) => {
    config.addPassthroughCopy({ static: "/" });
    config.setLiquidOptions({ jsTruthy: false });
    return { dir: { input: "content", includes: "../layouts", data: "../data" } };
};
"""
JEKYLL = """\
markdown: kramdown
plugins: []
incremental: false
disable_disk_cache: true
"""


class Kind:
    """Where a program wants its parts."""

    def __init__(self, name):
        self.name = name
        self.content, self.static = ("content", "static") if name == "eleventy" else ("", "")
        self.layouts, self.data = ("layouts", "data") if name == "eleventy" else ("_layouts", "_data")


class Organisation:
    def __init__(self, project, folder):
        self.folder, self.key = folder, folder.replace("/", "--") or "root"
        self.home = f"/{folder}/" if folder else "/"
        self.source, self.texts = os.path.join(project, "data", folder), os.path.join(project, "content", folder)
        self.record = texts(load(os.path.join(self.source, "organization.yaml")))
        people = {p["id"]: p for p in load(os.path.join(self.source, "people.yaml"))}
        self.tables = {n: texts(load(os.path.join(self.source, n + ".yaml"))) for n in ("acts", "pairs", "honor")}
        for pair in self.tables["pairs"]:
            pair["mentor"], pair["mentee"] = people[pair["mentor"]]["name"], people[pair["mentee"]]["name"]
            pair["is_current"] = pair["until"] >= TODAY
        for entry in self.tables["honor"]:
            entry["person"] = people[entry["person"]]["name"]
        self.tables["mentors"] = sorted(({k: p[k] for k in ("name", "post", "experience", "category")}
                                         for p in people.values() if p["role"] == "наставник"),
                                        key=lambda p: p["name"])
        self.tables["acts"].sort(key=lambda act: act["date"], reverse=True)
        self.tables["honor"].sort(key=lambda entry: entry["year"], reverse=True)
        self.practices = sorted(self.read_practices(people), key=lambda p: p["year"], reverse=True)
        self.pages = list(self.read_pages())
        self.above, self.children = None, []

    def read_practices(self, people):
        folder = os.path.join(self.source, "practices")
        for name in sorted(os.listdir(folder)):
            record = texts(load(os.path.join(folder, name)))
            record["authors"] = [people[author]["name"] for author in record["authors"]]
            yield {**record, "href": f"{self.home}practice-{record['id']}.html"}

    def read_pages(self):
        """(front matter, Markdown) of every page, with its address."""
        for below in ("", "news/"):
            for name in sorted(os.listdir(os.path.join(self.texts, below))):
                if not name.endswith(".md"):
                    continue
                with open(os.path.join(self.texts, below, name), encoding="utf-8") as handle:
                    _, head, body = handle.read().split("---\n", 2)
                own = (below.replace("/", "-") + name)[:-3]
                href = self.home + ("" if own == "index" else own + ".html")
                yield {**texts(yaml.load(head, Loader=Loader)), "href": href}, body.lstrip("\n")

    def family(self):
        yield self
        for child in self.children:
            yield from child.family()

    def lists(self):
        """(layout, title) of the pages that are lists."""
        return {**PAGES, "organizations": "Организации"} if self.children else PAGES

    def menu(self):
        own = [{"href": head["href"], "title": head["menu"]} for head, _ in self.pages if "menu" in head]
        return [{"href": f"{self.home}{name}.html", "title": title} for name, title in self.lists().items()] + own

    def trail(self):
        """The organisations above and this one, the highest first."""
        return (self.above.trail() if self.above else []) + [{"href": self.home, "title": self.record["short_name"]}]

    def news(self):
        rows = [{k: head[k] for k in ("title", "date", "description", "href")} for head, _ in self.pages
                if "date" in head]
        return sorted(rows, key=lambda row: row["date"], reverse=True)

    def register(self):
        family = list(self.family())
        counts = {"mentors": sum(len(o.tables["mentors"]) for o in family),
                  "pairs": sum(len(o.tables["pairs"]) for o in family),
                  "practices": sum(len(o.practices) for o in family)}
        return {**{name: {"count": count} for name, count in counts.items()},
                "folders": [o.key for o in family] if min(counts.values()) <= 500 else []}

    def data(self):
        shown = ("title", "summary", "form", "topic", "year", "authors", "href")
        return {"organization": self.record, "home": self.home, "menu": self.menu(), "above": self.trail(),
                **self.tables, "practices": [{k: p[k] for k in shown} for p in self.practices], "news": self.news(),
                "children": [{"href": c.home, "title": c.record["short_name"], "key": c.key} for c in self.children],
                "register": self.register()}


def put_page(site, kind, o, layout, head, body=""):
    name = head["href"].removeprefix(o.home).removesuffix(".html") or "index"
    matter = {"layout": layout, "permalink": head["href"] + ("index.html" if name == "index" else ""),
              "here": {**head, "org": o.key}}
    text = "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in matter.items())
    write(os.path.join(site, kind.content, o.folder, name + ".md"), f"---\n{text}---\n{body}")


def put_organisation(site, kind, o):
    write(os.path.join(site, kind.data, "org", o.key + ".json"), json.dumps(o.data(), ensure_ascii=False))
    for name, title in o.lists().items():
        put_page(site, kind, o, name, {"title": title, "href": f"{o.home}{name}.html"})
    for practice in o.practices:
        shown = {k: v for k, v in practice.items() if k != "text"}
        put_page(site, kind, o, "practice", {**shown, "description": practice["summary"]}, practice["text"])
    for head, body in o.pages:
        is_home = head["href"] == o.home
        shown = {**head, "title": o.record["short_name"]} if is_home else head
        put_page(site, kind, o, "home" if is_home else "single", shown, body)
    shutil.copytree(os.path.join(o.texts, "files"), os.path.join(site, kind.static, o.folder, "files"))


def put_layouts(site, kind):
    for name in sorted(os.listdir(os.path.join(HERE, "liquid"))):
        with open(os.path.join(HERE, "liquid", name), encoding="utf-8") as handle:
            text = handle.read()
        matter = "" if name == "base.html" else "---\nlayout: base\n---\n"
        write(os.path.join(site, kind.layouts, name), matter + HEADS[kind.name] + DATA + text)


def organisations(project):
    data = os.path.join(project, "data")
    found = {}
    for top, folders, names in os.walk(data):
        if "practices" in folders:
            folders.remove("practices")
        folders.sort()
        if "organization.yaml" in names:
            o = found[top] = Organisation(project, os.path.relpath(top, data).replace(".", ""))
            o.above = found.get(os.path.dirname(top))
            if o.above:
                o.above.children.append(o)
    return list(found.values())


def make(name, project, site):
    kind = Kind(name)
    shutil.rmtree(site, ignore_errors=True)
    write(os.path.join(site, kind.static, "assets/style.css"), "body { font: 1rem/1.5 sans-serif }\n")
    if name == "eleventy":
        write(os.path.join(site, "eleventy.config.js"), ELEVENTY)
        write(os.path.join(site, "package.json"), '{ "type": "module" }\n')
    else:
        write(os.path.join(site, "_config.yml"), JEKYLL)
    put_layouts(site, kind)
    for o in organisations(project):
        put_organisation(site, kind, o)


if __name__ == "__main__":
    if len(sys.argv) != 4 or sys.argv[1] not in HEADS:
        sys.exit(__doc__)
    make(*sys.argv[1:])
