"""Proof of the consent gate: what a consent does not allow is nowhere in the published tree.

Every field that the record reference marks as personal carries a word found
nowhere else, in every state of consent, for adults and pupils, at three levels,
wherever a person can appear. The whole output is searched for these words, and
two projects that differ only in what may not be shown must publish the same bytes.
"""

import copy
import datetime
import hashlib
import itertools
import shutil
from pathlib import Path

from pictures import jpeg, png, webp
from project import TODAY, Suite, build, check_json, difference, in_parallel, pdf, put, put_page, put_records, \
    record_names, reference, run, scratch, text, tree

CATEGORIES = ["name", "post", "experience", "photo", "achievements"]
TOMORROW = "2026-03-03"
YESTERDAY = "2026-03-01"

# Every state of a consent, the first and the last day among them.
STATES = {
    "absent": None,
    "future": {"given": TOMORROW, "covers": CATEGORIES},
    "first-day": {"given": TODAY, "covers": CATEGORIES},
    "expired": {"given": "2024-09-02", "until": YESTERDAY, "covers": CATEGORIES},
    "last-day": {"given": "2024-09-02", "until": TODAY, "covers": CATEGORIES},
    "revoked": {"given": "2025-09-01", "revoked": TODAY, "covers": CATEGORIES},
    "revoked-tomorrow": {"given": "2025-09-01", "revoked": TOMORROW, "covers": CATEGORIES},
    "all": {"given": "2025-09-01", "covers": CATEGORIES},
    **{f"only-{c}": {"given": "2025-09-01", "covers": [c]} for c in CATEGORIES},
}

# (pupil, who signed): for a pupil only a parent can.
KINDS = {"adult": (False, None), "adult-self": (False, "self"), "adult-parent": (False, "parent"),
         "pupil": (True, None), "pupil-self": (True, "self"), "pupil-parent": (True, "parent")}

FOLDERS = {"region": "", "rayon": "rayon/", "shkola": "rayon/shkola/"}
LEVELS = {"region": ("region", "operator"), "rayon": ("municipality", "authority"),
          "shkola": ("school", "school")}


def allowed(consent, pupil, today):
    """The categories that may be shown; written anew from the law, not from the program."""
    if not consent or (pupil and consent.get("signer") != "parent"):
        return set()
    day = datetime.date.fromisoformat(today)
    given, until, revoked = (consent.get(k) and datetime.date.fromisoformat(consent[k])
                             for k in ("given", "until", "revoked"))
    if given > day or (until and until < day) or (revoked and revoked <= day):
        return set()
    return set(consent["covers"])


# ---- words --------------------------------------------------------------------------------


class Words:
    """Words found nowhere else, and what each of them needs to be shown."""

    def __init__(self, variant):
        self.variant = variant  # the letter of the words that may not be shown
        self.needs = {}         # word -> (category, consent, pupil)

    def word(self, owner, key, category, consent, pupil):
        shown = category in allowed(consent, pupil, TODAY)
        word = f"q{'a' if shown else self.variant}z{owner}z{key}z".replace("_", "").replace("-", "")
        self.needs[word] = (category, consent, pupil)
        return word

    def is_shown(self, word, today):
        category, consent, pupil = self.needs[word]
        return category in allowed(consent, pupil, today)


PORTRAITS = {}  # word in the name of a portrait's file -> its path


def picture(word, number):
    """The name and the bytes of a picture; the bytes carry another word, for metadata are never published."""
    make, extension = [(png, "png"), (jpeg, "jpg"), (webp, "webp")][number % 3]
    return f"files/{word}.{extension}", make(f"metadata{word}")


class Person:
    def __init__(self, folder, number, state, kind):
        self.number = number
        self.id = self.owner = f"{folder}-{state}-{kind}"
        self.pupil, self.signer = KINDS[kind]
        self.consent = STATES[state] and {**STATES[state], **({"signer": self.signer} if self.signer else {})}


def fill(fields, person, words, variant, put_file):
    """A value for every personal field of the table, by its type alone: new fields are covered at once."""
    record = {}
    for f in fields:
        if f.personal in (None, "never"):
            continue
        shown = f.personal in allowed(person.consent, person.pupil, TODAY)
        if variant == "absent" and not shown and f.key not in ("name", "award"):
            continue
        if f.written == "целое число":
            record[f.key] = 11 if shown or variant != "b" else 44
        elif f.written == "слово из списка":
            record[f.key] = "first" if shown or variant != "b" else "highest"
        else:
            word = words.word(person.owner, f.key, f.personal, person.consent, person.pupil)
            record[f.key] = value_of(f, word, person, put_file)
    return record


def value_of(field, word, person, put_file):
    if field.key == "name":
        return f"Яблоков{word} Юрий{word} Эдуардович{word}"
    if field.written == "текст":
        return f"сведения {word}"
    if field.written == "список текстов":
        return [f"награда {word}", f"звание {word}"]
    if field.written == "путь к файлу":
        name, data = picture(word, person.number)
        PORTRAITS[word] = name
        put_file(name, data)
        return name
    raise ValueError(f"{field.key}: no idea how to fill «{field.written}»")


# ---- the project -------------------------------------------------------------------------------


def people_of(folder):
    kinds = KINDS if folder == "shkola" else {k: KINDS[k] for k in ("adult-self", "pupil-parent")}
    every = enumerate(itertools.product(STATES, kinds))
    return [Person(folder, number, state, kind) for number, (state, kind) in every]


def with_paper(consent, words, variant):
    """The consent as it is recorded: with the place of its paper, which is never published."""
    return consent and {**consent, "paper": f"paperz{variant}"}


class Project:
    def __init__(self, folder, variant, theme=None, revoked=False):
        self.folder, self.variant = Path(folder), variant
        self.words = Words("c" if variant == "absent" else variant)
        self.acts_shown = {}
        self.revoked = revoked
        put_records(folder, "data/site.yaml",
                    {"base": "https://example.org/", **({"theme": theme} if theme else {})})
        for name in FOLDERS:
            self.put_organization(name)
        for number, state in enumerate(STATES):
            self.put_curator(number, state)

    def consent(self, consent):
        if self.revoked and consent and consent["given"] <= TODAY:
            consent = {**consent, "revoked": TODAY}
        return with_paper(consent, self.words, self.variant)

    def put_organization(self, name):
        level, kind = LEVELS[name]
        folder = FOLDERS[name]
        put_records(self.folder, f"data/{folder}organization.yaml", {
            "level": level, "kind": kind, "name": f"Организация {name}", "profile": ["federal-2021"],
            "curator": {"name": "Куратор", "post": "методист"}})
        put(self.folder, f"content/{folder}index.md", "---\ntitle: Наставничество\n---\nТекст.\n")
        lists = {"people": [], "pairs": [], "practices": [], "honor": [], "acts": []}
        lists["people"].append({"id": "other", "name": "Общеизвестный Пётр", "role": "mentor",
                                "consent": {"given": "2025-09-01", "covers": CATEGORIES}})
        for person in people_of(name):
            self.put_person(person, folder, lists)
        for number, state in enumerate(STATES):
            self.put_named_honoree(name, number, state, folder, lists)
        for key, records in lists.items():
            put_records(self.folder, f"data/{folder}{key}.yaml", records)

    def put_person(self, p, folder, lists):
        def put_file(name, data):
            put(self.folder, f"content/{folder}{name}", data)

        record = {"id": p.id, "role": "mentor", **({"pupil": "да"} if p.pupil else {}),
                  **fill(reference("person")[""], p, self.words, self.variant, put_file)}
        if p.consent:
            record["consent"] = self.consent(p.consent)
        record["labour_consent"] = {"given": "2025-09-01", "paper": f"paperz{self.variant}"}
        lists["people"].append(record)
        lists["pairs"] += [
            {"id": f"mentor-{p.id}", "form": "teacher-teacher", "mentor": p.id, "mentee": "other",
             "from": "2025-09-01",
             "order": f"order-{p.id}", "programme": {"goals": "помочь"}},
            {"id": f"mentee-{p.id}", "form": "pupil-pupil", "mentor": "other", "mentee": p.id,
             "from": "2025-09-01",
             "programme": {"goals": "помочь"}}]
        lists["practices"].append({"id": f"practice-{p.id}", "title": "Практика", "authors": [p.id],
                                   "shared": "да"})
        honoree = copy.copy(p)
        honoree.owner = f"h-{p.id}"
        lists["honor"].append({"id": f"h-{p.id}", "person": p.id, "year": 2025,
                               **fill(reference("honoree")[""], honoree, self.words, self.variant, put_file)})
        for key, more in (("order", {}), ("names", {"names": [p.id]})):
            self.put_act(f"{key}-{p.id}", more, p, folder, lists)

    def put_act(self, act, more, person, folder, lists):
        """A paper that names the person: it goes out only if the name may."""
        word = self.words.word(act, "file", "name", person.consent, person.pupil)
        put(self.folder, f"content/{folder}files/{word}.pdf", pdf(f"inside{word}"))
        put(self.folder, f"content/{folder}files/{word}.pdf.sig",
            f"-----BEGIN PKCS7-----\n{word}\n-----END PKCS7-----\n")
        lists["acts"].append({"id": act, "kind": "order", "title": "О закреплении", "number": "1",
                              "date": "2025-09-01",
                              "pages_with_names": "да", "files": [f"files/{word}.pdf"],
                              "signature": f"files/{word}.pdf.sig", **more})

    def put_named_honoree(self, name, number, state, folder, lists):
        """A line of the honor board about somebody who has no record in people."""
        p = Person(name, number, state, "adult")
        p.id = p.owner = f"named-{p.id}"

        def put_file(file, data):
            put(self.folder, f"content/{folder}{file}", data)

        record = {"id": p.id, "year": 2025,
                  **fill(reference("honoree")[""], p, self.words, self.variant, put_file)}
        if p.consent:
            record["consent"] = self.consent(p.consent)
        lists["honor"].append(record)

    def put_curator(self, number, state):
        p = Person("curator", number, state, "adult")
        curator = fill(reference("organization")["curator"], p, self.words, self.variant, None)
        if p.consent:
            curator["consent"] = self.consent(p.consent)
        put_records(self.folder, f"data/rayon/curator-{state}/organization.yaml", {
            "level": "school", "kind": "school", "name": f"Школа {state}", "curator": curator})


# ---- a theme that prints whatever it can ----------------------------------------------------------

PRINTED = {"текст": "{{ p.KEY }}", "целое число": "{{ p.KEY }}", "слово из списка": "{{ p.KEY }}",
           "да или нет": '{{ "да" if p.KEY else "нет" }}',
           "id латиницей": "{{ p.KEY }}", "дата": "{{ p.KEY }}", "список текстов": "{{ p.KEY | join(' ') }}",
           "путь к файлу": "{% if p.KEY %}{{ p.KEY.href | url }}{% endif %}"}


def macro(name, record, extra):
    lines = [f"{{% macro {name}(p) %}}", "<pre>"]
    for f in reference(record)[""]:
        if f.personal != "never" and f.written in PRINTED:
            lines.append("[{{ p.id }}." + f.key + "=" + PRINTED[f.written].replace("KEY", f.key) + "]")
    return "\n".join([*lines, *extra, "</pre>", "{% endmacro %}"])


def put_theme(folder, name):
    """Overrides the pages where a person is within reach, and prints every field of every person."""
    macros = "\n".join([macro("everyone", "person", ["{{ p.shown_name }} {{ p.experience_label }}"]),
                        macro("honoured", "honoree", ["{{ p.shown_name }}",
                              "{% if p.shown_photo %}{{ p.shown_photo.href | url }}{% endif %}"])])
    every = "{% for p in PEOPLE %}{{ everyone(p) }}{% endfor %}"
    pairs = ("{% for pair in PAIRS %}" + every.replace("PEOPLE", "pair.mentors") +
             every.replace("PEOPLE", "pair.mentees") + "{% endfor %}")
    pages = {
        "pairs": pairs.replace("PAIRS", "pairs") + pairs.replace("PAIRS", "past_pairs"),
        "practice": every.replace("PEOPLE", "practice.authors"),
        "honor": "{% for board in boards %}{% for h in board.honorees %}{{ honoured(h) }}"
                 "{% if h.person %}{{ everyone(h.person) }}{% endif %}{% endfor %}{% endfor %}",
        "home": "<p>{{ organization.curator.name }} {{ organization.curator.shown_name }}</p>",
    }
    for page, body in pages.items():
        put(folder, f"themes/{name}/{page}.html",
            '{% extends "base.html" %}\n' + macros + "{% block content %}\n" + body + "\n{% endblock %}\n")


# ---- searching ----------------------------------------------------------------------------------

def haystack(published):
    return b"\0".join(name.encode() + b"\0" + data for name, data in published.items())


def needle(word):
    """What a word looks like when it is published: of a portrait's file name only a mark of it."""
    if word not in PORTRAITS:
        return word.encode()
    return b"portret-" + hashlib.sha256(PORTRAITS[word].encode()).hexdigest()[:8].encode()


def search(suite, what, words, published, today):
    """Words that may not be shown are nowhere; the others are somewhere. Returns the latter."""
    hay = haystack(published)
    leaked = [w for w in words.needs if not words.is_shown(w, today) and needle(w) in hay]
    named = [w for w in PORTRAITS if w.encode() in hay]
    suite.check(not named, f"{what}: names of portrait files {named[:5]}")
    suite.check(not leaked, f"{what}: leaked {leaked[:5]} and {len(leaked)} in all")
    suite.check(b"paperz" not in hay, f"{what}: the place of a paper leaked")
    suite.check(b"metadata" not in hay.replace(b"image metadata", b""),
                f"{what}: metadata of a picture leaked")
    return {w for w in words.needs if needle(w) in hay}


def must_be_seen(words, today, printed):
    return {w for w in words.needs if words.is_shown(w, today) and printed(w)}


def printed_by_default(word):
    """The default theme has no place for «about», nor for a second name of an honoree who is in people."""
    _, owner, key = word.split("z")[:3]
    return key != "about" and not (owner.startswith("h") and key == "name")


def published(suite, what, project, *more, out="public", today=TODAY):
    done = build(project.folder, "--quiet", *more, out=project.folder / out, today=today)
    suite.check(done.returncode == 0, f"{what}: {text(done.stderr)[-800:]}")
    result = tree(project.folder / out) or {}
    suite.check(not [n for n in result if "nastavnik-" in n],
                f"{what}: the program's own files lie in public")
    return result


def check_kit(suite, projects):
    """The kit of the same sections, with the table of addresses beside it (its archive is public/)."""
    trees = {}
    for variant, project in projects.items():
        done = run("kit", project.folder, "--quiet", "--today", TODAY)
        suite.check(done.returncode == 0, f"kit, {variant}: {text(done.stderr)[-800:]}")
        trees[variant] = {**(tree(project.folder / "kit") or {}), "urls.csv": (project.folder / "urls.csv").read_bytes()}
    seen = search(suite, "kit", projects["a"].words, trees["a"], TODAY)
    suite.check(len(seen) > 300, f"kit: only {len(seen)} words are shown")
    for variant in ("b", "absent"):
        differs = difference(trees["a"], trees[variant])
        suite.check(not differs, f"kit: what may not be shown changes it: {differs[:6]}")


def check_matrix(suite, folder):
    for theme, printed in ((None, printed_by_default), ("everything", lambda word: True)):
        projects = {}
        for variant in ("a", "b", "absent"):
            projects[variant] = Project(folder / f"{theme}-{variant}", variant, theme)
            if theme:
                put_theme(projects[variant].folder, theme)
        what = f"theme {theme or 'default'}"
        trees = {v: published(suite, f"{what}, {v}", p) for v, p in projects.items()}
        seen = search(suite, what, projects["a"].words, trees["a"], TODAY)
        wanted = must_be_seen(projects["a"].words, TODAY, printed)
        suite.check(wanted <= seen, f"{what}: not shown in spite of consent: {sorted(wanted - seen)[:8]}")
        suite.check(len(wanted) > 300, f"{what}: only {len(wanted)} words to find")
        for variant in ("b", "absent"):
            differs = difference(trees["a"], trees[variant])
            suite.check(not differs, f"{what}: what may not be shown changes the output: {differs[:6]}")
        if theme:
            check_labels(suite, what, trees["a"])
        else:
            check_kit(suite, projects)


def check_labels(suite, what, published_tree):
    """Numbers and choices are no words: the theme prints each behind its name."""
    hay = haystack(published_tree)
    for folder in FOLDERS:
        for p in people_of(folder):
            for f in reference("person")[""]:
                if f.personal in (None, "never") or f.written not in ("целое число", "слово из списка"):
                    continue
                label = f"[{p.id}.{f.key}=".encode()
                suite.check(label in hay, f"{what}: {p.id}.{f.key} is not printed")
                empty = (label + b"]" in hay) and hay.count(label) == hay.count(label + b"]")
                shown = f.personal in allowed(p.consent, p.pupil, TODAY)
                suite.check(shown != empty,
                            f"{what}: {p.id}.{f.key}: shown is {not empty}, allowed is {shown}")


# ---- time goes by -----------------------------------------------------------------------------


def check_time(suite, folder):
    """The same output, built again and again: consents begin, end and are revoked."""
    for name, steps in {"day by day": [(YESTERDAY, False), (TODAY, False), (TOMORROW, False),
                                       ("2027-03-02", False)],
                        "revoked": [(TODAY, False), (TODAY, True), (TODAY, False)]}.items():
        place = folder / name.replace(" ", "-")
        for number, (today, revoked) in enumerate(steps):
            project = Project(place, "a", revoked=revoked)
            what = f"{name}, step {number + 1}"
            words = project.words
            if revoked:
                words.needs = {w: (c, None, p) for w, (c, _, p) in words.needs.items()}
            now = published(suite, what, project, today=today)
            seen = search(suite, what, words, now, today)
            wanted = must_be_seen(words, today, printed_by_default)
            suite.check(wanted <= seen, f"{what}: not shown: {sorted(wanted - seen)[:8]}")
            shutil.rmtree(place / "whole", ignore_errors=True)
            whole = published(suite, what + ", whole", project, "--whole", out="whole", today=today)
            suite.check(now == whole, f"{what}: the rebuilt output is not that of a whole build")


# ---- another way out for a withheld file --------------------------------------------------------------

PHOTO, PAPER, SIGNATURE = "files/zzportret.png", "files/zzprikaz.pdf", "files/zzpodpis.sig"


def spellings(path):
    """Other ways to write the same path."""
    head, tail = path.split("/")
    if path == SIGNATURE:
        return [path]
    return [path, f"./{path}", f"{head}//{tail}", f"{head}/./{tail}", f"{head}/../{path}", f"/{path}",
            f"{head}\\{tail}",
            f"%66{path[1:]}", path.replace(".", "%2E"), f"file:{path}", f"../shkola/{path}", f"{path}?x",
            f"{path}#x",
            f" {path}", f"{head.upper()}/{tail}", f"{path}/.", f"<{path}>"]


def ways(path):
    """(what, function that adds the way to a folder) for every reference to a file that there is."""
    for spelling in spellings(path):
        for mark in ("[слово]", "![слово]"):
            yield f"Markdown {mark}({spelling})", lambda f, m=mark, s=spelling: put_page(
                f, "content/rayon/shkola/o.md", {"title": "О нас"}, f"Текст {m}({s}) текст.")
        yield f"photos {spelling}", lambda f, s=spelling: put_page(
            f, "content/rayon/shkola/o.md", {"title": "О нас", "photos": [{"file": s, "alt": "снимок"}]},
            "Текст.")
        yield f"practice text {spelling}", lambda f, s=spelling: put_records(
            f, "data/rayon/shkola/practices.yaml",
            [{"id": "p", "title": "П", "text": f"![x]({s}) [y]({s})", "shared": "да"}])
        yield f"practice file {spelling}", lambda f, s=spelling: put_records(
            f, "data/rayon/shkola/practices.yaml", [{"id": "p", "title": "П", "files": [s]}])
    for above, prefix in (("rayon/", "shkola/"), ("", "rayon/shkola/")):
        for spelling in (prefix + path, f"./{prefix}{path}"):
            yield f"Markdown of {above or 'region'}: {spelling}", lambda f, a=above, s=spelling: put_page(
                f, f"content/{a}o.md", {"title": "О нас"}, f"![снимок]({s}) [снимок]({s})")
            yield f"photos of {above or 'region'}: {spelling}", lambda f, a=above, s=spelling: put_page(
                f, f"content/{a}o.md", {"title": "О нас", "photos": [{"file": s, "alt": "снимок"}]}, "Текст.")
            yield f"act of {above or 'region'}: {spelling}", lambda f, a=above, s=spelling: put_records(
                f, f"data/{a}acts.yaml", [{"id": "a", "kind": "order", "title": "О", "files": [s]}])
    school = "data/rayon/shkola/"
    yield "act", lambda f: put_records(f, school + "acts.yaml", [*ACTS, {
        "id": "b", "kind": "order", "title": "О", "file": path}])
    yield "signature", lambda f: put_records(f, school + "acts.yaml", [*ACTS, {
        "id": "b", "kind": "order", "title": "О", "file": "files/other.pdf", "signature": path}])
    yield "programme", lambda f: put_records(f, school + "pairs.yaml", [{
        "id": "b", "form": "pupil-pupil", "count": 1, "programme": {"file": path}}])
    yield "logo", lambda f: put_records(f, school + "organization.yaml", {**SCHOOL, "logo": path})
    yield "honoree with consent", lambda f: put_records(f, school + "honor.yaml", [{
        "id": "h", "name": "Другой Пётр", "award": "грамота", "photo": path,
        "consent": {"given": "2025-09-01", "covers": CATEGORIES}}])
    yield "person with consent", lambda f: put_records(f, school + "people.yaml", [*PEOPLE, {
        "id": "x", "name": "Другой Пётр", "role": "mentor", "photo": path,
        "consent": {"given": "2025-09-01", "covers": CATEGORIES}}])
    yield "road map", lambda f: put_records(f, school + "roadmap.yaml", [{
        "id": "r", "title": "План", "intro": f"![x]({path})", "columns": [{"field": "what", "title": "Что"}],
        "sections": [{"items": [{"what": "дело", "link": path}, {"what": "дело", "link": f"file:{path}"}]}]}])


SCHOOL = {"level": "school", "kind": "school", "name": "Школа № 5"}
PEOPLE = [{"id": "p", "name": "Иванова Мария Петровна", "role": "mentor", "photo": PHOTO}]
ACTS = [{"id": "a", "kind": "order", "title": "О", "number": "1", "date": "2025-09-01",
         "pages_with_names": "да",
         "names": ["p"], "files": [PAPER], "signature": SIGNATURE}]


def put_way_project(folder, consent):
    put_records(folder, "data/site.yaml", {"base": "https://example.org/"})
    for name, path in FOLDERS.items():
        level, kind = LEVELS[name]
        put_records(folder, f"data/{path}organization.yaml",
                    {"level": level, "kind": kind, "name": f"Организация {name}"})
    people = [{**PEOPLE[0], **({"consent": consent} if consent else {})}]
    put_records(folder, "data/rayon/shkola/people.yaml", people)
    put_records(folder, "data/rayon/shkola/acts.yaml", ACTS)
    put(folder, f"content/rayon/shkola/{PHOTO}", png("metadata"))
    put(folder, f"content/rayon/shkola/{PAPER}", pdf("zzinside"))
    put(folder, f"content/rayon/shkola/{SIGNATURE}", "-----BEGIN PKCS7-----\nzzinside\n-----END PKCS7-----\n")
    put(folder, "content/rayon/shkola/files/other.pdf", pdf("other"))


def try_way(folder, number, path, way):
    """What a build without consent publishes of the file; whether one with consent succeeds, for every fourth."""
    place = folder / f"way-{number}"
    put_way_project(place, None)
    way(place)
    build(place, "--quiet")
    leaked = [n for n, data in (tree(place / "public") or {}).items()
              if Path(path).stem in n or Path(path).stem.encode() in data or b"zzinside" in data]
    shutil.rmtree(place)
    if number % 4:
        return leaked, False
    put_way_project(place, {"given": "2025-09-01", "covers": CATEGORIES})
    way(place)
    works = build(place, "--quiet").returncode == 0
    shutil.rmtree(place)
    return leaked, works


def check_ways(suite, folder):
    every = [(path, what, way) for path in (PHOTO, PAPER, SIGNATURE) for what, way in ways(path)]
    results = in_parallel(lambda n: try_way(folder, n, every[n][0], every[n][2]), range(len(every)))
    for (path, what, _), (leaked, _) in zip(every, results):
        suite.check(not leaked, f"{path} goes out by another way: {what}: {leaked[:3]}")
    suite.check(sum(works for _, works in results) > 5, "hardly any of these ways works even with consent")


# ---- what themes may not reach -------------------------------------------------------------------------


def check_theme_names(suite, folder):
    """Whatever is never published is no name of the template language."""
    for number, name in enumerate(("consent", "consent.paper", "consent.given", "labour_consent.paper")):
        place = folder / f"theme-{number}"
        put_way_project(place, None)
        put_records(place, "data/site.yaml", {"theme": "own"})
        put(place, "themes/own/pairs.html", '{% extends "base.html" %}{% block content %}'
            "{% for pair in pairs %}{% for p in pair.mentors %}{{ p." + name + " }}{% endfor %}{% endfor %}"
            "{% endblock %}")
        status, said = check_json(place, "build")
        suite.check(status == 1 and {d["code"] for d in said} & {"template-name", "template-type"},
                    f"a theme may read person.{name}")


# Fields whose category nobody may weaken; those that come later are the field tables' own affair.
KNOWN = {
    ("person", ""): {"name": "name", "post": "post", "subject": "post", "experience": "experience",
                     "category": "experience",
                     "awards": "achievements", "photo": "photo", "about": "achievements", "consent": "never",
                     "labour_consent": "never"},
    ("person", "consent"): {"paper": "never"},
    ("person", "labour_consent"): {"paper": "never"},
    ("honoree", ""): {"name": "name", "award": "achievements", "reason": "achievements", "photo": "photo",
                      "consent": "never"},
    ("honoree", "consent"): {"paper": "never"},
    ("organization", "curator"): {"name": "name", "consent": "never"},
    ("organization", "consent"): {"paper": "never"},
}


def check_categories(suite):
    """Every known personal field has its category, and there are none that the projects below do not fill."""
    for name in record_names():
        for part, fields in reference(name).items():
            found = {f.key: f.personal for f in fields if f.personal}
            known = KNOWN.get((name, part), {})
            suite.check(known.items() <= found.items(), f"{name} {part}: {found} instead of {known}")
            suite.check(not found or known,
                        f"{name} {part}: personal fields that this suite does not fill: {found}")


def main():
    suite = Suite()
    check_categories(suite)
    with scratch() as name:
        check_theme_names(suite, Path(name))
        check_ways(suite, Path(name))
        check_matrix(suite, Path(name))
        check_time(suite, Path(name))
    suite.finish()


if __name__ == "__main__":
    main()
