"""What is built step by step is what is built at once.

    edits.py [PROGRAM] [EDITS] [SEED]

EDITS random edits of a region (120 unless told) are each built twice: over the output of the build before,
and anew; trees and messages must be the same. Now and then the build over the old output is first killed
at a random moment. Prints the seed, to have the same edits again.
"""

import copy
import itertools
import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

from pictures import png
from project import ENVIRONMENT, PROGRAM, TODAY, Suite, build, difference, pdf, put, put_page, put_records, scratch, \
    text, tree

WORDS = "урок опыт группа начало встреча работа практика школа класс беседа план совет".split()
SCHOOLS = [f"{m}/{s}" for m in ("sever", "yug") for s in ("shkola-1", "shkola-2")]
ABOVE = ["", "sever", "yug"]


class World:
    """A project as a dictionary: a path, and the records, the page or the bytes there."""

    def __init__(self, folder, seed):
        self.folder, self.random = folder, random.Random(seed)
        self.files, self.on_disk, self.good = {}, {}, {}
        self.today, self.number = TODAY, 0
        self.files["data/site.yaml"] = {"base": "https://example.org/", "title": "Разделы"}
        for path in [*ABOVE, *SCHOOLS]:
            self.add_organization(path)

    # ---- making things

    def fresh(self, kind):
        self.number += 1
        return f"{kind}-{self.number}"

    def phrase(self, count=3):
        return " ".join(self.random.choices(WORDS, k=count)).capitalize()

    def pick(self, suffix):
        """One of the files whose path ends so, or None."""
        found = sorted(p for p in self.files if p.endswith(suffix))
        return self.random.choice(found) if found else None

    def organizations(self):
        return sorted(p[5:-len("organization.yaml")].rstrip("/") for p in self.files
                      if p.startswith("data/") and p.endswith("organization.yaml"))

    def add_organization(self, path):
        depth = path.count("/") + 1 if path else 0
        level, kind = [("region", "operator"), ("municipality", "authority"),
                       ("school", "school")][min(depth, 2)]
        data, content = (f"{top}/{path}/" if path else f"{top}/" for top in ("data", "content"))
        self.files[data + "organization.yaml"] = {"level": level, "kind": kind, "name": self.phrase(),
                                                  "profile": ["federal-2021"], "teachers": 10}
        self.files[content + "index.md"] = ({"title": "Наставничество"}, self.phrase(8))
        self.files[content + "files/plan.pdf"] = pdf(path)
        self.files[content + "files/snimok.png"] = png(path)
        self.files[data + "acts.yaml"] = [self.act("files/plan.pdf")]
        if depth == 2:
            people = [self.person("mentor"), self.person("mentee")]
            self.files[data + "people.yaml"] = people
            self.files[data + "pairs.yaml"] = [self.pair(people[0]["id"], people[1]["id"])]
            self.files[data + "practices.yaml"] = [self.practice(people[0]["id"])]

    def act(self, file=None):
        return {"id": self.fresh("act"), "kind": "order", "title": self.phrase(), "number": "1",
                "date": "2025-09-01",
                **({"files": [file]} if file else {"url": "https://example.org/"})}

    def person(self, role):
        return {"id": self.fresh("person"), "name": self.phrase(2), "role": role, "post": self.phrase(1),
                "photo": "files/snimok.png", "awards": [self.phrase()],
                "consent": {"given": "2025-09-01", "covers": ["name", "post", "photo", "achievements"]}}

    def pair(self, mentor, mentee):
        return {"id": self.fresh("pair"), "form": "teacher-teacher", "mentor": mentor, "mentee": mentee,
                "from": "2025-09-01", "programme": {"goals": self.phrase()}}

    def practice(self, author):
        return {"id": self.fresh("practice"), "title": self.phrase(), "authors": [author], "shared": "да",
                "text": self.phrase(9)}

    # ---- edits

    def edit_record(self, suffix, change):
        path = self.pick(suffix)
        records = self.files.get(path)
        if isinstance(records, list) and records:
            change(self.random.choice(records))
        elif isinstance(records, dict):
            change(records)

    def edit(self):
        """Makes one random edit; returns what it was."""
        before = copy.deepcopy(self.files)
        for _ in range(50):
            name = self.random.choice(sorted(n for n in dir(self) if n.startswith("do_")))
            getattr(self, name)()
            if self.files != before or name in self.NO_CHANGE:
                break
        return name[3:].replace("_", " ")

    NO_CHANGE = {"do_touch", "do_nothing", "do_another_day", "do_lose_published_file",
                 "do_change_published_file"}

    def do_act_title(self):
        self.edit_record("acts.yaml", lambda r: r.update(title=self.phrase()))

    def do_person_post(self):
        self.edit_record("people.yaml", lambda r: r.update(post=self.phrase(1)))

    def do_person_name(self):
        self.edit_record("people.yaml", lambda r: r.update(name=self.phrase(2)))

    def do_revoke(self):
        self.edit_record("people.yaml", lambda r: r["consent"].update(revoked="2026-01-20"))

    def do_renew(self):
        self.edit_record("people.yaml", lambda r: r["consent"].pop("revoked", None))

    def do_practice_shared(self):
        self.edit_record("practices.yaml", lambda r: r.update(shared="нет" if r["shared"] == "да" else "да"))

    def do_practice_id(self):
        self.edit_record("practices.yaml", lambda r: r.update(id=self.fresh("practice")))

    def do_pair_goals(self):
        self.edit_record("pairs.yaml", lambda r: r["programme"].update(goals=self.phrase()))

    def do_pair_text(self):
        self.edit_record("pairs.yaml",
                         lambda r: r.update({self.random.choice(["title", "period"]): self.phrase()}))

    def do_pair_status(self):
        self.edit_record("pairs.yaml", lambda r: r["programme"].update(
            status=self.random.choice(["planned", "running", "done"])))

    def do_pair_from_the_past(self):
        self.edit_record("pairs.yaml", lambda r: r.update({"from": "2023-09-01", "until": "2024-05-31"}))

    def do_rename_person(self):
        """The record and, as a rule, what refers to it."""
        path = self.pick("people.yaml")
        if not path:
            return
        old = self.random.choice(self.files[path])["id"]
        new = self.fresh("person")
        forget = self.random.random() < 0.2
        folder = path[:-len("people.yaml")]
        around = [p for p in self.files if p.startswith(folder) and p.endswith(".yaml")]
        for other in [path] if forget else around:
            self.files[other] = json.loads(json.dumps(self.files[other]).replace(f'"{old}"', f'"{new}"'))

    def do_organization_name(self):
        self.edit_record("organization.yaml", lambda r: r.update(name=self.phrase()))

    def do_organization_short_name(self):
        self.edit_record("organization.yaml", lambda r: r.update(short_name=self.phrase(1)))

    def do_organization_profile(self):
        self.edit_record("organization.yaml", lambda r: r.update(
            profile=self.random.choice([["federal-2021"], ["svoy"], ["federal-2021", "svoy"]])))

    def do_organization_without_profile(self):
        self.edit_record("organization.yaml", lambda r: r.pop("profile", None))

    def do_add_act(self):
        self.files.setdefault(self.pick("acts.yaml") or "data/acts.yaml", []).append(self.act())

    def do_remove_record(self):
        path = self.pick(self.random.choice(["acts.yaml", "practices.yaml", "pairs.yaml"]))
        if path and self.files[path]:
            self.files[path].pop(self.random.randrange(len(self.files[path])))
            if not self.files[path]:
                del self.files[path]

    def do_reverse_records(self):
        path = self.pick(self.random.choice(["acts.yaml", "people.yaml"]))
        if path:
            self.files[path].reverse()

    def do_list_becomes_folder(self):
        path = self.pick("acts.yaml")
        if path:
            for record in self.files.pop(path):
                self.files[f"{path[:-5]}/{record['id']}.yaml"] = record

    def do_folder_becomes_list(self):
        folders = sorted({p.rsplit("/", 1)[0] for p in self.files if "/acts/" in p})
        if folders:
            folder = self.random.choice(folders)
            members = sorted(p for p in self.files if p.startswith(folder + "/"))
            records = [self.files.pop(p) for p in members]
            self.files[folder + ".yaml"] = self.files.get(folder + ".yaml", []) + records

    def do_add_page(self):
        organization = self.random.choice(self.organizations())
        page = self.random.choice([self.fresh("page"), "news/" + self.fresh("news")])
        self.files[f"content/{organization}/{page}.md".replace("//", "/")] = (
            {"title": self.phrase(), "date": "2026-02-01", "menu": self.phrase(1)}, self.phrase(20))

    def do_change_page(self):
        path = self.pick(".md")
        if not path:
            return
        self.files[path] = (self.files[path][0], self.phrase(15) + self.random.choice(
            ["", " [план](files/plan.pdf)", " [документы](documents.html)", " ![снимок](files/snimok.png)",
             " [нет](page:net)"]))

    def do_page_title(self):
        path = self.pick(".md")
        if not path:
            return
        self.files[path] = ({**self.files[path][0], "title": self.phrase()}, self.files[path][1])

    def do_hold_page(self):
        path = self.pick(".md")
        if not path:
            return
        self.files[path] = ({**self.files[path][0], self.random.choice(["draft", "sample"]): "да"},
                            self.files[path][1])

    def do_publish_later(self):
        path = self.pick(".md")
        if not path:
            return
        self.files[path] = ({**self.files[path][0], "publish_from": "2026-03-04"}, self.files[path][1])

    def do_remove_page(self):
        path = self.pick(".md")
        if path:
            del self.files[path]

    def do_rename_page(self):
        path = self.pick(".md")
        if not path:
            return
        folder = path.rsplit("/", 1)[0]
        self.files[f"{folder}/{self.fresh('page')}.md"] = self.files.pop(path)

    def do_replace_file(self):
        path = self.pick("plan.pdf")
        if path:
            self.files[path] = pdf(self.phrase())

    def do_replace_file_same_size(self):
        path = self.pick("plan.pdf")
        if path:
            self.files[path] = self.files[path].replace(b"595 842", b"842 595", 1)

    def do_replace_picture(self):
        path = self.pick("snimok.png")
        if path:
            self.files[path] = png("", bytes(self.random.randrange(256) for _ in range(3)))

    def do_remove_file(self):
        path = self.pick(self.random.choice(["plan.pdf", "snimok.png"]))
        if path:
            del self.files[path]

    def do_add_organization(self):
        above = self.random.choice([o for o in self.organizations() if o.count("/") == 0] or [""])
        self.add_organization(f"{above}/{self.fresh('org')}".lstrip("/"))

    def do_remove_organization(self):
        path = self.random.choice([o for o in self.organizations() if o] or [None])
        if path and len(self.organizations()) > 7:
            for file in [f for f in self.files if f.split("/", 1)[1].startswith(path + "/")]:
                del self.files[file]

    def move(self, old, new):
        """Gives the folders of an organisation another place."""
        self.files = {re.sub(rf"^(data|content)/{old}/", rf"\1/{new}/", f): c for f, c in self.files.items()}

    def do_rename_organization(self):
        path = self.random.choice([o for o in self.organizations() if o] or [None])
        if path:
            new = f"{path.rsplit('/', 1)[0]}/{self.fresh('org')}" if "/" in path else self.fresh("org")
            self.move(path, new)

    def do_move_organization(self):
        path = self.random.choice([o for o in self.organizations() if o] or [None])
        if path:
            others = [o for o in self.organizations() if not f"{o}/".startswith(path + "/")]
            new = f"{self.random.choice(others)}/{self.fresh('org')}".lstrip("/")
            self.move(path, new)

    def do_theme(self):
        body = self.phrase() + " {{ organization.name }}"
        self.files["themes/own/home.html"] = (
            '{% extends "base.html" %}{% block content %}' + body + "{% endblock %}").encode()
        self.files["data/site.yaml"]["theme"] = "own"

    def do_theme_style(self):
        self.files["themes/own/style.css"] = f"/* {self.phrase()} */\n".encode()

    def do_theme_broken(self):
        self.files["themes/own/news.html"] = b"{{ nothing.of.the.kind }}"

    def do_theme_mended(self):
        self.files.pop("themes/own/news.html", None)

    def do_theme_file(self):
        """One more file of the own theme, of those that it may replace or add."""
        name, content = self.random.choice([
            ("documents.html", b'{% extends "base.html" %}{% block content %}' + self.phrase().encode() + b"{% endblock %}"),
            ("znak.svg", b'<svg xmlns="http://www.w3.org/2000/svg"><title>' + self.phrase().encode() + b"</title></svg>"),
            ("znak.png", png("", bytes(self.random.randrange(256) for _ in range(3)))),
            ("extra.css", f".a::after {{ content: '{self.phrase()}' }}\n".encode())])
        self.files[f"themes/own/{name}"] = content

    def do_theme_file_removed(self):
        path = self.pick(self.random.choice([".css", ".svg", "home.html", "documents.html", "znak.png"]))
        if path and path.startswith("themes/"):
            del self.files[path]

    def do_theme_renamed(self):
        """The folder of the theme, and as a rule its name in site.yaml."""
        new = self.random.choice(["own", "other"])
        self.files = {re.sub(r"^themes/(?:own|other)/", f"themes/{new}/", f): c for f, c in self.files.items()}
        if "theme" in self.files["data/site.yaml"] and self.random.random() < 0.8:
            self.files["data/site.yaml"]["theme"] = new

    def do_no_theme(self):
        self.files["data/site.yaml"].pop("theme", None)

    def do_site_base(self):
        site = self.files["data/site.yaml"]
        if not site.pop("base", None):
            site["base"] = "https://example.org/other/"

    def do_profile(self):
        self.files["data/requirements/svoy.yaml"] = {
            "id": "svoy", "title": self.phrase(), "source": "письмо", "in_force": "2021-01-01", "items": [
                {"id": "svoy-1", "title": self.phrase(), "levels": ["school", "municipality", "region"],
                 "must": self.random.choice(["required", "recommended"]),
                 "satisfied_by": {"kinds": ["order"]}}]}

    def do_profile_removed(self):
        self.files.pop("data/requirements/svoy.yaml", None)

    def do_profile_item(self):
        self.edit_record("svoy.yaml", lambda r: r["items"].append(
            {**r["items"][0], "id": self.fresh("svoy"), "title": self.phrase()}))

    def do_calendar(self):
        self.files["data/calendar/2026.yaml"] = {
            "year": 2026, "source": "письмо", "days_off": [self.random.choice(["2026-03-09", "2026-03-10"])]}

    def do_calendar_removed(self):
        self.files.pop("data/calendar/2026.yaml", None)

    def do_waiver(self):
        organization = self.random.choice(self.organizations())
        self.files[f"data/{organization}/waivers.yaml".replace("//", "/")] = [
            {"code": "act-no-file", "reason": self.phrase(), "until": "2026-12-31"}]

    def do_broken_record(self):
        self.edit_record(".yaml",
                         lambda r: r.update({self.random.choice(["date", "nothing", "id"]): "32.13.2025"}))

    def do_another_day(self):
        self.today = self.random.choice([TODAY, "2026-03-05", "2026-09-02"])

    def do_touch(self):
        path = self.folder / self.random.choice(sorted(self.on_disk))
        os.utime(path)

    def do_nothing(self):
        pass

    def do_lose_published_file(self):
        files = [p for p in (self.folder / "public").rglob("*.html")]
        if files:
            self.random.choice(sorted(files)).unlink()

    def do_change_published_file(self):
        files = sorted((self.folder / "public").rglob("*.html"))
        if files:
            page = self.random.choice(files)
            put(page.parent, page.name, page.read_bytes().swapcase() + self.random.choice([b"", b"x"]))

    # ---- to the disk

    def sync(self):
        for path in self.on_disk.keys() - self.files.keys():
            (self.folder / path).unlink()
            remove_empty(self.folder, (self.folder / path).parent)
        for path, content in self.files.items():
            if path in self.on_disk and self.on_disk[path] == content:
                continue
            if isinstance(content, bytes):
                put(self.folder, path, content)
            elif isinstance(content, tuple):
                put_page(self.folder, path, *content)
            else:
                put_records(self.folder, path, content)
        self.on_disk = copy.deepcopy(self.files)

    def keep(self):
        """These files can be built: go back to them when an edit has broken something."""
        self.good = copy.deepcopy(self.files)

    def undo(self):
        self.files = copy.deepcopy(self.good)


def remove_empty(top, folder):
    while folder != top and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent


def kill(world, public):
    """Begins a build and kills it at some moment; whether it was still running."""
    words = [PROGRAM, "build", world.folder, "--out", public, "--today", world.today, "--quiet"]
    started = subprocess.Popen(list(map(str, words)), env=ENVIRONMENT, stdout=subprocess.DEVNULL,
                               stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL)
    time.sleep(world.random.random() ** 2 * 0.15)
    started.send_signal(signal.SIGKILL)
    return started.wait() == -signal.SIGKILL


def step(suite, world, number, what, failures):
    """Builds over what is there and anew; whether both succeeded."""
    world.sync()
    public, fresh = world.folder / "public", world.folder / "fresh"
    if world.random.random() < 0.15:
        what += ", killed" if kill(world, public) else ", nearly killed"
    over = build(world.folder, "--quiet", "--format", "json", out=public, today=world.today)
    anew = build(world.folder, "--quiet", "--format", "json", "--whole", out=fresh, today=world.today)
    name = f"edit {number}, {what}"
    suite.check(over.returncode == anew.returncode,
                f"{name}: exit {over.returncode} over, {anew.returncode} anew: "
                                                    f"{text(over.stderr + anew.stderr)[-300:]}")
    suite.check(over.stdout == anew.stdout,
                f"{name}: other messages: {first_difference(over.stdout, anew.stdout)}")
    if anew.returncode == 0:
        suite.check(tree(fresh) == tree(public), f"{name}: other bytes in {difference(tree(fresh), tree(public))[:5]}")
    shutil.rmtree(fresh, ignore_errors=True)
    (world.folder / ".fresh.nastavnik-state").unlink(missing_ok=True)
    if suite.failed > failures:
        print(f"     the project: {world.folder}")
    return anew.returncode == 0


def first_difference(one, other):
    pairs = itertools.zip_longest(text(one).splitlines(), text(other).splitlines())
    return next((f"{a!r} — {b!r}" for a, b in pairs if a != b), "")[:400]


def check_edits(suite, folder, edits, seed):
    world = World(folder / "edits", seed)
    if not suite.check(step(suite, world, 0, "the first build", suite.failed), "the project cannot be built"):
        return
    built_well, was_good = 0, True
    for number in range(1, edits + 1):
        if was_good:
            world.keep()
        what = world.edit()
        is_good = step(suite, world, number, what, suite.failed)
        built_well += is_good
        if not is_good and (not was_good or world.random.random() < 0.7):
            world.undo()
            is_good = step(suite, world, number, f"{what}, undone", suite.failed)
        was_good = is_good
    suite.check(built_well * 2 > edits, f"only {built_well} of {edits} edits could be built")


def main():
    numbers = [int(a) for a in sys.argv[1:] if a.isdigit()]
    edits, seed = [*numbers, *(120, 20260302)[len(numbers):]][:2]
    suite = Suite()
    with scratch() as name:
        check_edits(suite, Path(name), edits, seed)
    print(f"edits: {edits} of seed {seed}")
    suite.finish()


if __name__ == "__main__":
    main()
