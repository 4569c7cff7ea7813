#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Make the Hugo 0.111 site that is equal to a project: hugo_site.py PROJECT SITE

The same pages under the same names, tables from the same records, the same
files. Hugo cannot follow a reference to a person, so names are put in here;
what only this program makes (manifests, CSV, feeds, the table of what is
published) is left out, in favour of Hugo.
"""

import os
import shutil
import sys

import yaml

from project import TODAY, list_text, record_text, write

Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
HERE = os.path.dirname(os.path.abspath(__file__))

CONFIG = f"""\
baseURL = "https://nastavnik.example.org/"
languageCode = "ru"
title = "Наставничество"
disableKinds = ["taxonomy", "term", "RSS", "404"]
uglyURLs = true
buildFuture = true
timeout = "300s"
[params]
today = "{TODAY}"
"""

PAGES = {"documents": "Документы", "pairs": "Пары и программы", "mentors": "База наставников",
         "practices": "Банк практик", "honor": "Доска почёта", "news": "Новости"}


def load(path):
    if not os.path.exists(path):
        return []
    with open(path, encoding="utf-8") as handle:
        return yaml.load(handle, Loader=Loader)


def texts(node):
    """Dates as text: record_text writes what it is given."""
    if isinstance(node, dict):
        return {key: texts(value) for key, value in node.items()}
    if isinstance(node, list):
        return [texts(value) for value in node]
    return node if isinstance(node, int) else str(node)


def front_matter(head, body=""):
    return "---\n" + record_text(head) + "---\n\n" + body


def put_data(site, key, source):
    """The records of one organisation, people named where they are referred to."""
    people = {p["id"]: p for p in load(os.path.join(source, "people.yaml"))}
    tables = {name: texts(load(os.path.join(source, name + ".yaml"))) for name in ("acts", "pairs", "honor")}
    for pair in tables["pairs"]:
        pair["mentor"], pair["mentee"] = people[pair["mentor"]]["name"], people[pair["mentee"]]["name"]
    for entry in tables["honor"]:
        entry["person"] = people[entry["person"]]["name"]
    tables["mentors"] = [{k: p[k] for k in ("name", "post", "experience", "category")}
                         for p in people.values() if p["role"] == "наставник"]
    for name, records in tables.items():
        write(os.path.join(site, "data/org", key, name + ".yaml"), list_text(records))
    organization = texts(load(os.path.join(source, "organization.yaml")))
    write(os.path.join(site, "data/org", key, "organization.yaml"), record_text(organization))
    return people, organization


def put_lists(content, key, has_children):
    kinds = {**PAGES, "organizations": "Организации"} if has_children else PAGES
    for name, title in kinds.items():
        write(os.path.join(content, name + ".md"),
              front_matter({"title": title, "menu": title, "layout": name, "org": key}))


def put_practices(content, key, source, people):
    folder = os.path.join(source, "practices")
    for name in sorted(os.listdir(folder)):
        record = texts(load(os.path.join(folder, name)))
        body = record.pop("text")
        record["authors"] = [people[author]["name"] for author in record["authors"]]
        write(os.path.join(content, f"practice-{record['id']}.md"),
              front_matter({**record, "type": "practice", "description": record["summary"], "org": key}, body))


def put_page(content, key, folder, name, address, title):
    with open(os.path.join(folder, name), encoding="utf-8") as handle:
        _, head, body = handle.read().split("---\n", 2)
    head = {**texts(yaml.load(head, Loader=Loader)), "org": key}
    if name == "index.md":
        # With uglyURLs the page of a section would stand beside its folder.
        name, head["title"], head["url"] = "_index.md", title, f"/{address}/"
    elif name.startswith("news/"):
        name, head["news"] = "news-" + name[5:], "yes"
    write(os.path.join(content, name), front_matter(head, body.lstrip("\n")))


def put_organisation(site, project, folder, children):
    source, pages = os.path.join(project, "data", folder), os.path.join(project, "content", folder)
    content = os.path.join(site, "content", folder)
    key = folder.replace("/", "--") or "root"
    people, organization = put_data(site, key, source)
    put_lists(content, key, children)
    put_practices(content, key, source, people)
    for below in ("", "news/"):
        for name in sorted(os.listdir(os.path.join(pages, below))):
            if name.endswith(".md"):
                put_page(content, key, pages, below + name, folder, organization["short_name"])
    shutil.copytree(os.path.join(pages, "files"), os.path.join(site, "static", folder, "files"))


def make(project, site):
    shutil.rmtree(site, ignore_errors=True)
    write(os.path.join(site, "config.toml"), CONFIG)
    write(os.path.join(site, "static/assets/style.css"), "body { font: 1rem/1.5 sans-serif }\n")
    shutil.copytree(os.path.join(HERE, "hugo"), os.path.join(site, "layouts"))
    data = os.path.join(project, "data")
    for top, folders, names in os.walk(data):
        if "practices" in folders:
            folders.remove("practices")
        if "organization.yaml" in names:
            put_organisation(site, project, os.path.relpath(top, data).replace(".", ""), bool(folders))


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    make(sys.argv[1], sys.argv[2])
