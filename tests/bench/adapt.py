#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Turn a neutral data set into a project of this program: adapt.py DATASET PROJECT

A neutral data set is one folder per organisation (region/, municipalities/*/,
schools/*/) with organization.yaml, acts.yaml, pairs.yaml, honor.yaml,
practices/*.yaml, pages/*.md and files/*.pdf. People are written inside the
records there; here each becomes a record of people.yaml with a consent.
"""

import os
import sys

import yaml

from project import CONSENT, Section, person, write_project

Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

KINDS = {"school": "школа", "municipality": "орган управления образованием",
         "region": "региональный оператор"}
# What the neutral set says otherwise than the choices of this program.
PAIR_KINDS = {"традиционная": "традиционное", "партнёрская": "сетевое", "скоростная": "скоростное"}
ACT_KINDS = {"локальный акт": "документ"}
STATUSES = {"продлена": "действует"}
PAGE_NAMES = {"roadmap": "plan-meropriyatiy"}  # the program makes roadmap.html itself
LINKS = {"](../acts/": "](documents.html", "](../practices/": "](practices.html"}


def load(*path):
    with open(os.path.join(*path), encoding="utf-8") as handle:
        return yaml.load(handle, Loader=Loader)


def names_in(folder):
    return sorted(os.listdir(folder)) if os.path.isdir(folder) else []


def markdown(text):
    for theirs, ours in LINKS.items():
        text = text.replace(theirs, ours)
    return text


def organization(record):
    curator = record["curator"]
    return {"level": record["level"], "kind": KINDS[record["level"]], "name": record["name"],
            "short_name": record["short_name"], "address": record["address"], "phone": record["phone"],
            "email": record["email"], "site": record["site"], "profile": "federal-2021",
            "curator": {"name": curator["name"], "post": curator["position"], "consent": CONSENT},
            "teachers": record["teachers"], "updated": record["updated"]}


def add_home(section, record):
    director, curator = record["director"], record["curator"]
    section.page("index.md", {"title": record["short_name"]}, (
        f"Руководитель: {director['name']}, {director['position']}. Год основания: {record['founded']}. "
        f"Наставников: {record['mentors']}.\n\n"
        f"Куратор: {curator['phone']}, <{curator['email']}>.\n"))


def add_acts(section, acts):
    for act in acts:
        section.acts.append({**act, "kind": ACT_KINDS.get(act["kind"], act["kind"])})


def add_pairs(section, pairs):
    for pair in pairs:
        mentor, mentee = pair["mentor"], pair["mentee"]
        section.pairs.append({
            "id": pair["id"], "form": pair["form"], "kind": PAIR_KINDS.get(pair["model"], pair["model"]),
            "mentor": section.meet(person(mentor["name"], "наставник", mentor["position"],
                                          experience=mentor["experience"], category=mentor["category"])),
            "mentee": section.meet(person(mentee["name"], "наставляемый", mentee["position"],
                                          experience=mentee["experience"])),
            "from": pair["start"], "until": pair["end"], "order": pair["order"],
            "programme": {"goals": pair["goal"], "results": pair["result"],
                          "status": STATUSES.get(pair["status"], pair["status"])}})


def add_honor(section, entries):
    for entry in entries:
        section.honor.append({
            "id": entry["id"], "person": section.meet(person(entry["name"], "участник", entry["position"])),
            "award": entry["award"], "year": entry["year"], "reason": entry["reason"]})


def add_practices(section, folder):
    for name in names_in(folder):
        record = load(folder, name)
        section.practices.append({
            "id": record["id"], "title": record["title"], "form": record["form"], "year": record["year"],
            "authors": [section.meet(person(author, "участник", "педагог")) for author in record["authors"]],
            "topic": ", ".join(record["keywords"]), "summary": record["summary"], "shared": "да",
            "text": markdown(record["body"])})


def add_pages(section, folder):
    for name in names_in(folder):
        with open(os.path.join(folder, name), encoding="utf-8") as handle:
            _, head, body = handle.read().split("---\n", 2)
        head = yaml.load(head, Loader=Loader)
        ident = head.pop("id")
        if ident.startswith("news-"):
            section.page(f"news/{ident[5:]}.md", head, markdown(body.lstrip("\n")))
        else:
            section.page(f"{PAGE_NAMES.get(ident, ident)}.md", {**head, "menu": head["title"]},
                         markdown(body.lstrip("\n")))


def read_section(source, folder):
    record = load(source, "organization.yaml")
    section = Section(folder, organization(record))
    add_home(section, record)
    add_acts(section, load(source, "acts.yaml"))
    add_pairs(section, load(source, "pairs.yaml"))
    add_honor(section, load(source, "honor.yaml"))
    add_practices(section, os.path.join(source, "practices"))
    add_pages(section, os.path.join(source, "pages"))
    for name in names_in(os.path.join(source, "files")):
        with open(os.path.join(source, "files", name), "rb") as handle:
            section.files[name] = handle.read()
    return section


def folders(dataset):
    """(source folder, folder in the project) of every organisation."""
    region = os.path.join(dataset, "region")
    found = [(region, "")] if os.path.isdir(region) else []
    place = {}  # id of a municipality: its folder
    for kind in ("municipalities", "schools"):
        for name in names_in(os.path.join(dataset, kind)):
            source = os.path.join(dataset, kind, name)
            record = load(source, "organization.yaml")
            above = place.get(record.get("municipality"), "")
            if kind == "municipalities":
                place[record["id"]] = record["slug"]
            found.append((source, os.path.join(above, record["slug"])))
    return [(found[0][0], "")] if len(found) == 1 else found


def adapt(dataset, project):
    return write_project(project, (read_section(*place) for place in folders(dataset)))


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    print(adapt(sys.argv[1], sys.argv[2]))
