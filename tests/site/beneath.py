"""Nothing outside the project is read, nothing outside the output is written, no socket is opened.

    beneath.py [PROGRAM]

Every call of real runs that names a path is watched: of runs over a good section, and of runs over
sections made to lead the program astray, by paths in records and texts and by what stands on the
disk. Outside lies a file that would be worth reading; its words may appear nowhere.
"""

import json
import os
import re
import shutil
import unicodedata
from pathlib import Path

from injection import Slot, harmless, make_files, write_project
from pictures import png
from project import TODAY, Suite, difference, in_parallel, pdf, put, put_page, put_records, run, scratch, text, tree
from watched import place_of, watch

TOKEN = "leaked-from-outside"

# ---- runs over a good section ------------------------------------------------------------------


def check_good(suite, folder):
    """Every command that works on a folder, at first, with nothing to do, and anew."""
    project = folder / "good/section"
    project.parent.mkdir()
    done, touched = watch("init", project, "--level", "municipality", "--yes", "--today", TODAY, cwd=folder)
    suite.check(done.returncode == 0, f"init: {text(done.stderr)}")
    faults = list(faults_of_run("init", done, touched, (project,), re.compile(rf"{re.escape(str(project))}(?:/|$)")))
    suite.check(not faults, f"init: {faults}")
    put(project, "themes/own/extra.css", b".own { color: #123456 }\n")
    put(project, "data/site.yaml", "base: https://example.org/n/\ntheme: own\n")
    out, kit = place_of(project, "public"), place_of(project, "public", "kit", table=True)
    elsewhere = folder / "good/elsewhere"
    elsewhere.mkdir()
    for what, place, words in (
            ("first check", place_of(project), ("check", project)),
            ("first build", out, ("build", project)),
            ("nothing to build", out, ("build", project)),
            ("whole build", out, ("build", project, "--whole")),
            ("check", place_of(project), ("check", project, "--format", "json")),
            ("check again", place_of(project), ("check", project, "--format", "json")),
            ("kit", kit, ("kit", project)),
            ("kit again", kit, ("kit", project)),
            ("from inside", out, ("build", ".", "--whole")),
            ("build elsewhere", place_of(elsewhere, "site"), ("build", project, "--out", elsewhere / "site"))):
        done, touched = watch(*words, "--today", TODAY, cwd=project)
        suite.check(done.returncode == 0, f"{what}: {text(done.stderr)[-300:]}")
        faults = list(faults_of_run(what, done, touched, (project, elsewhere), place))
        suite.check(not faults, f"{what}: {faults}")
        is_idle = what in ("nothing to build", "check again")
        suite.check(bool(touched.changed) != is_idle, f"{what}: changed {sorted(touched.changed)[:5]}")
    left = sorted(p.name for p in project.iterdir())
    suite.check(left == [".nastavnik-check", ".nastavnik-facts", ".public.nastavnik-state", "content", "data", "kit",
                         "public", "themes", "urls.csv"], f"left behind: {left}")




# ---- paths that records and texts name ---------------------------------------------------------

# What is typed, and the codes one of which has to be said of it, in a record and in a text.
# %ABOVE% is the folder of the project, seen from the folder of the file that names it.
REFUSED, NOT_THERE = {"path-invalid"}, {"file-absent"}
PATHS = {
    "../../outside/secret.%": (REFUSED, REFUSED),
    "../../../outside/secret.%": (REFUSED, REFUSED),
    "files/../../../outside/secret.%": (REFUSED, REFUSED),
    "files/../files/x.%": (REFUSED, REFUSED),
    "./files/x.%": (REFUSED, REFUSED),
    "files//x.%": (REFUSED, REFUSED),
    "..": (REFUSED, REFUSED),
    "../": (REFUSED, REFUSED),
    ".": (REFUSED, REFUSED),
    "files": ({"file-kind"}, {"file-kind", "link-dead"}),
    "files/": (REFUSED, REFUSED),
    "/etc/passwd": (REFUSED, REFUSED),
    "/": (REFUSED, REFUSED),
    "//server/share/x.%": (REFUSED, {"link-scheme"}),
    "%2e%2e/%2e%2e/outside/secret.%": (NOT_THERE, REFUSED),
    "..%2f..%2foutside%2fsecret.%": (NOT_THERE, NOT_THERE),
    "%252e%252e/secret.%": (NOT_THERE, NOT_THERE),
    "..\\..\\outside\\secret.%": (REFUSED, REFUSED),
    "\\\\server\\share\\x.%": (REFUSED, REFUSED),
    "C:\\secret.%": (REFUSED, {"link-scheme"}),
    "C:/secret.%": (REFUSED, {"link-scheme"}),
    "c:secret.%": (REFUSED, {"link-scheme"}),
    "file:///etc/passwd": (REFUSED, {"link-scheme", "path-invalid"}),
    "file:../../outside/secret.%": (REFUSED, REFUSED),
    "https://example.org/x.%": (REFUSED, None),
    "~/secret.%": (NOT_THERE, NOT_THERE),
    "$HOME/secret.%": (NOT_THERE, NOT_THERE),
    "CON": (REFUSED, REFUSED),
    "files/NUL.%": (REFUSED, REFUSED),
    "AUX.%": (REFUSED, REFUSED),
    "com1/x.%": (REFUSED, REFUSED),
    "files/x.%.": (REFUSED, REFUSED),
    "files /x.%": (REFUSED, REFUSED),
    "files./x.%": (REFUSED, REFUSED),
    "files/x.%\x00.txt": ({"nul-byte", "field-type", "path-invalid"}, None),
    "files/x\ny.%": ({"field-type", "path-invalid"}, None),
    "files/x\x07y.%": ({"field-type", "path-invalid"}, None),
    "files/\u202efdp.x": (NOT_THERE, NOT_THERE | {"field-type"}),
    "files/" + "a" * 251 + ".%": (NOT_THERE, NOT_THERE),
    "files/" + "a" * 252 + ".%": (REFUSED, REFUSED),
    "files/" + "я" * 130 + ".%": (REFUSED, REFUSED),
    "a/" * 3000 + "x.%": (REFUSED, REFUSED),
    "data/people.yaml": (NOT_THERE, NOT_THERE),
    "../data/people.yaml": (REFUSED, REFUSED),
    "shkola/../index.md": (REFUSED, REFUSED | {"link-dead"}),
    ".nastavnik-facts": (NOT_THERE, NOT_THERE),
}


class PathSlot(Slot):
    """The place of a path, or of a text with a link to it; [usual] is what stands there in a good section."""

    def __init__(self, usual):
        super().__init__()
        self.usual = usual
        self.is_text = usual == "Текст."

    def typed(self, value):
        return linked(value) if self.is_text else value.replace(".%", "." + self.usual.rpartition(".")[2])


def linked(value, picture=False):
    value = value.replace(".%", ".png" if picture else ".pdf")
    return f"{'!' if picture else ''}[слово]({f'<{value}>' if ' ' in value else value})"


def with_path_slots(value):
    if isinstance(value, dict):
        return {k: with_path_slots(v) for k, v in value.items()}
    if isinstance(value, list):
        return [with_path_slots(v) for v in value]
    return PathSlot(value) if isinstance(value, str) and (value.startswith("files/x.") or value == "Текст.") else value


def lay_outside(folder):
    put(folder, "secret.pdf", pdf(TOKEN))
    put(folder, "secret.png", png(TOKEN))
    put(folder, "secret.sig", f"-----BEGIN PKCS7-----\n{TOKEN}\n".encode())
    put(folder, "secret.txt", TOKEN)


def write_paths(project, files, value, in_text):
    """A section with [value] wherever a path may stand; (path, line) -> the place of each."""
    slots = {}

    def value_of(place, slot):
        if not isinstance(slot, PathSlot):
            return harmless(place, slot)
        if slot.is_text and in_text is None:
            return slot.usual
        slots[place] = slot
        return slot.typed(value)

    written = {}
    for path, content in files.items():
        if re.match(r"data/(?:.*waivers|requirements|calendar|known-acts)", path):
            continue  # no paths there, and they want more than harmless words
        if isinstance(content, tuple):
            body = f"Текст.\n\n{linked(value)}\n\n{linked(value, True)}\n" if in_text is not None else "Текст.\n"
            content = (with_path_slots(content[0]), body)
        written[path] = with_path_slots(content)
    places = {where: place for where, place in write_project(project, written, value_of).items() if place in slots}
    for path in written:
        for number, line in enumerate((project / path).read_bytes().splitlines() if path.endswith(".md") else (), 1):
            if b"](" in line:
                places[path, number] = (path, number)
                slots[path, number] = PathSlot("Текст.")
    return places, slots


def try_path(folder, number):
    """What does not hold when the path is typed everywhere."""
    value, (in_record, in_text) = list(PATHS.items())[number]
    yard = folder / f"path-{number}"
    project = yard / "section"
    lay_outside(yard / "outside")
    places, slots = write_paths(project, make_files(), value, in_text)
    before = tree(yard)
    for command in ("check", "build"):
        done, touched = watch(command, project, "--today", TODAY, "--format", "json", "--jobs", "1", cwd=yard)
        yield from faults_of_run(command, done, touched, (project,), place_of(project, "public"))
        if done.returncode != 1:
            yield f"{command}: exit {done.returncode}: {text(done.stderr)[-300:]}"
            continue
        errors = [d for d in json.loads(done.stdout)["diagnostics"] if d["severity"] == "error"]
        said = {}
        for d in errors:
            said.setdefault(places.get((d["path"], d["line"])), set()).add(d["code"])
        for place, slot in slots.items():
            expected = in_text if slot.is_text else in_record
            if not said.get(place, set()) & expected:
                yield f"{command}: {place}: {said.get(place)}, expected {sorted(expected)}"
        yield from (f"{command}: not told well: {d}" for d in errors
                    if not d["column"] or not re.search("[а-яё]{3}", d["message"]))
    memories = ("section/.nastavnik-facts", "section/.nastavnik-check")
    if {n: b for n, b in tree(yard).items() if n not in memories} != before:
        yield f"files changed: {difference(before, tree(yard))[:5]}"


def faults_of_run(what, done, touched, own, place):
    """What of the promise does not hold for one run that may read [own] and change what [place] matches."""
    if touched.calls < 20:
        yield f"{what}: strace saw next to nothing"
    if touched.sockets:
        yield f"{what}: sockets: {touched.sockets[:2]}"
    if touched.foreign(own):
        yield f"{what}: reads outside the project: {touched.foreign(own)[:5]}"
    if touched.misplaced(place):
        yield f"{what}: changes outside the output: {touched.misplaced(place)[:5]}"
    if TOKEN.encode() in done.stdout + done.stderr:
        yield f"{what}: what stands outside is told"


def check_paths(suite, folder):
    found = in_parallel(lambda number: list(try_path(folder, number)), range(len(PATHS)))
    for value, faults in zip(PATHS, found):
        suite.check(not faults, f"path {value[:60]!r}: {faults[:6]}")


# ---- what stands on the disk ---------------------------------------------------------------------

# Where a link or a pipe is put instead of a file or a folder, and the code that has to be said of it at
# that path: none where the program has to do without what stands there, or may put its own in its place.
FILES = {
    "data/organization.yaml": "file-kind", "data/acts.yaml": "file-kind", "data/site.yaml": "file-kind",
    "data/pairs.yaml": "file-kind", "data/shkola/organization.yaml": "file-kind", "data/practices/a.yaml": "file-kind",
    "data/requirements/svoy.yaml": "file-kind", "data/calendar/2026.yaml": "file-kind",
    "data/known-acts/svoy.yaml": "file-kind",
    "content/index.md": "file-kind", "content/novosti.md": "file-kind", "content/news/den.md": "file-kind",
    "content/files/prikaz.pdf": "file-kind", "content/files/snimok.png": "file-kind", "content/files/lishniy.pdf": "file-kind",
    "themes/own/home.html": "file-kind", "themes/own/extra.css": "file-kind", "themes/own/znak.png": "file-kind",
    "urls.csv": "file-kind", ".urls.csv.nastavnik-next": None,
    ".nastavnik-facts": None, ".nastavnik-facts-next": None,
    ".nastavnik-check": None, ".nastavnik-check-next": None,
    ".public.nastavnik-state": None, ".public.nastavnik-state-next": None,
    ".public.nastavnik-lock": "file-write", ".public.nastavnik-next": None, ".public.nastavnik-old": None,
    "public/index.html": "public-foreign", "public/files/prikaz.pdf": "public-foreign",
    "public/chuzhoy.html": "public-foreign",
    "public": "public-foreign", "kit": "public-foreign",
}
FOLDERS = {
    "data": "file-read", "content": "file-read", "data/shkola": "file-kind", "content/shkola": "file-read",
    "content/files": "file-kind", "content/news": "file-kind", "data/practices": "file-kind",
    "data/requirements": "file-kind", "data/calendar": "file-kind", "data/known-acts": "file-kind",
    "themes": "file-read", "themes/own": "file-read", "public/files": "public-foreign", "public": "public-foreign",
    ".public.nastavnik-next": None, ".public.nastavnik-old": None, "kit": "public-foreign",
}


def lay_section(project):
    """A municipality and a school with one of everything that stands in a file of its own."""
    for folder, level, kind in (("", "municipality", "authority"), ("shkola/", "school", "school")):
        put_records(project, f"data/{folder}organization.yaml",
                    {"level": level, "kind": kind, "name": "Управление" if not folder else "Школа", "profile": []})
        put_page(project, f"content/{folder}index.md", {"title": "Наставничество"}, "Текст.")
    put_records(project, "data/site.yaml", {"title": "Раздел", "theme": "own", "base": "https://example.org/n/"})
    put_records(project, "data/acts.yaml", [{"id": "prikaz", "kind": "order", "title": "О наставничестве", "number": "1",
                                             "date": "2025-09-01", "files": ["files/prikaz.pdf"]}])
    put_records(project, "data/practices/a.yaml", {"id": "urok", "title": "Урок вдвоём", "text": "Текст."})
    put(project, "content/files/prikaz.pdf", pdf())
    put(project, "content/files/snimok.png", png(""))
    put_page(project, "content/novosti.md", {"title": "О нас"}, "![Школа](files/snimok.png)")
    put_page(project, "content/news/den.md", {"title": "День", "date": "2026-02-01"}, "Текст.")
    put(project, "themes/own/extra.css", "b { color: #000 }\n")


def lay_worth_reading(yard):
    """What links lead to: files and folders that would be taken for the section's own."""
    lay_outside(yard / "outside")
    lay_section(yard / "outside/folder")
    for path in (yard / "outside/folder").rglob("*"):
        if path.suffix in (".yaml", ".md", ".css"):
            path.write_text(path.read_text(encoding="utf-8").replace("Текст", TOKEN).replace("О наст", TOKEN),
                            encoding="utf-8")
    for name in ("files", "shkola", "practices"):
        put(yard, f"outside/folder/{name}/secret.pdf", pdf(TOKEN))


def put_instead(path, thing, yard):
    """[thing] at [path]: a link of some kind, or a pipe."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    path.unlink(missing_ok=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    outside = yard / "outside"
    target = {"a link to a file": outside / ("secret" + (path.suffix if path.suffix in (".pdf", ".png") else ".txt")),
              "a link to a twin": outside / "folder" / path.relative_to(yard / "section"),
              "a link to a folder": outside / "folder", "a link to the disk": "/etc",
              "a link to passwd": "/etc/passwd", "a loop": path.name, "a loop above": "..",
              "a dangling link": outside / "nothing", "a link inside": "../data"}
    if thing == "a pipe":
        os.mkfifo(path)
    else:
        path.symlink_to(target[thing])


AS_FILE = ("a link to a file", "a link to a twin", "a link to passwd", "a loop", "a dangling link", "a pipe")
AS_FOLDER = ("a link to a twin", "a link to a folder", "a link to the disk", "a loop above", "a link inside")
INSTEAD = ([(path, thing, code) for path, code in FILES.items() for thing in AS_FILE] +
           [(path, thing, code) for path, code in FOLDERS.items() for thing in AS_FOLDER])


def try_instead(folder, number):
    path, thing, code = INSTEAD[number]
    yard = folder / f"instead-{number}"
    project = yard / "section"
    lay_section(project)
    lay_worth_reading(yard)
    is_ours = not path.startswith(("data", "content", "themes"))
    if is_ours:
        run("kit", project, "--today", TODAY, "--quiet")
        put(project, "data/acts.yaml", (project / "data/acts.yaml").read_text(encoding="utf-8") + "\n")
    put_instead(project / path, thing, yard)
    outside = tree(yard / "outside")
    command = "kit" if "urls.csv" in path or "kit" in path else "build"
    for words in ((command, project), (command, project)) if is_ours else (("check", project), (command, project)):
        done, touched = watch(*words, "--today", TODAY, "--format", "json", "--jobs", "1", cwd=yard)
        yield from faults_of_run(words[0], done, touched, (project,), place_of(project, "public", "kit", table=True))
        if done.returncode not in (0, 1, 3):
            yield f"{words[0]}: exit {done.returncode}: {text(done.stderr)[-300:]}"
            continue
        bad = {d["path"].removeprefix(f"{project}/"): d["code"] for d in json.loads(done.stdout)["diagnostics"]
               if d["severity"] in ("error", "fatal")}
        said = {c for p, c in bad.items() if path == p or p.startswith(path + "/") or path.startswith((p + "/", f".{p}."))}
        if (bad if code is None else code not in said):
            yield f"{words[0]}: said {bad}, expected {code}"
    if tree(yard / "outside") != outside:
        yield f"changed outside: {difference(tree(yard / 'outside'), outside)}"
    leaked = [str(p) for p in project.rglob("*") if p.is_file() and not p.is_symlink() and "data" not in p.parts and
              TOKEN.encode() in p.read_bytes()]
    if leaked:
        yield f"copied from outside: {leaked[:3]}"


def check_instead(suite, folder):
    found = in_parallel(lambda number: list(try_instead(folder, number)), range(len(INSTEAD)))
    for (path, thing, _), faults in zip(INSTEAD, found):
        suite.check(not faults, f"{thing} at {path}: {faults[:4]}")


# ---- names of files and folders ------------------------------------------------------------------

# A file's name, and what has to be said of the record that names it: None when it can be published.
NAMES = {
    "CON.pdf": "path-invalid", "nul.pdf": "path-invalid", "AUX": "path-invalid", "com1.pdf": "path-invalid",
    "lpt9.tar.pdf": "path-invalid", "x.": "path-invalid", "x.pdf.": "path-invalid", "...": "path-invalid",
    "x.pdf ": "file-absent", " x.pdf": None, "n\nl.pdf": "path-invalid", "c\x07.pdf": "path-invalid",
    "e\x1b[31m.pdf": "path-invalid", "b\\s.pdf": "path-invalid", "co:lon.pdf": "path-invalid",
    "index.html": "file-content", "style.css": "file-content",
    "x .pdf": None, "..pdf": "path-invalid", "-rf.pdf": None, "%2e%2e.pdf": None, "q?x=1#y.pdf": None, "\"><b>.pdf": None,
    ".hidden.pdf": "path-invalid", "~.pdf": None, "\xa0nb.pdf": None, "\u202efdp.pdf": None, "ⅷ.pdf": None, "🙂.pdf": None,
    "файл.PDF": None, "a" * 251 + ".pdf": None, "я" * 125 + ".pdf": None,
    unicodedata.normalize("NFD", "Ёлка й.pdf"): None,
}
# Names that a disk may tell apart and an address, or another disk, may not.
TWINS = [("Приказ.pdf", "приказ.pdf"), ("A.pdf", "a.PDF"), ("приказ.pdf", "prikaz.pdf"), ("a b.pdf", "a-b.pdf"),
         tuple(unicodedata.normalize(form, "Ёлка й.pdf") for form in ("NFC", "NFD"))]
SAFE = re.compile(r"[a-z0-9][a-z0-9-]*(?:\.[a-z0-9]+)*")
DEVICE = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)")
OURS = {".nastavnik"}


def lay_school(project, *files):
    put_records(project, "data/organization.yaml", {"level": "school", "kind": "school", "name": "Школа", "profile": []})
    put_page(project, "content/index.md", {"title": "Наставничество"}, "Текст.")
    put(project, "data/acts.yaml", json.dumps(
        [{"id": f"a{i}", "kind": "order", "title": f"О {i}", "number": str(i), "date": "2025-09-01", "file": f"files/{n}"}
         for i, n in enumerate(files)], indent=0, ensure_ascii=not "".join(files).isprintable()))
    for number, name in enumerate(files):
        put(project, f"content/files/{name}", pdf(str(number)))


def name_projects(name):
    """What the name is given to, and the code that is expected: None for no error, ... for any or none."""
    yield "a document", NAMES[name], lambda folder: lay_school(folder, name)
    bare = name[:200].removesuffix(".pdf")
    for what, path in (("a page", f"content/{bare}.md"), ("a news item", f"content/news/{bare}.md"),
                       ("records", f"data/{bare}.yaml"), ("records in a folder", f"data/practices/{bare}.yaml"),
                       ("a folder of content", f"content/{bare}/index.md"),
                       ("an organisation", f"data/{bare}/organization.yaml")):
        def lay(folder, path=path):
            lay_school(folder)
            fields = {"level": "school", "kind": "school", "name": "Вторая школа", "profile": []}
            if path.endswith(".md"):
                put_page(folder, path, {"title": "Страница", "date": "2026-02-01"}, "Текст.")
            else:
                put_records(folder, path, fields)
        yield what, ..., lay


def try_name(folder, number):
    name = list(NAMES)[number]
    for place, (what, code, lay) in enumerate(name_projects(name)):
        project = folder / f"name-{number}-{place}/section"
        lay(project)
        yield from (f"{what}: {fault}" for fault in faults_of_names(project, code))


def faults_of_names(project, code):
    done, touched = watch("build", project, "--today", TODAY, "--format", "json", "--jobs", "1", cwd=project.parent)
    yield from faults_of_run("build", done, touched, (project,), place_of(project, "public"))
    if done.returncode not in (0, 1):
        yield f"exit {done.returncode}: {text(done.stderr)[-300:]}"
        return
    bad = {d["code"] for d in json.loads(done.stdout)["diagnostics"] if d["severity"] in ("error", "fatal")}
    if (bad and not code) or (code not in (None, ...) and bad != {code}):
        yield f"said {bad}, expected {code}"
    for path in (project / "public").rglob("*"):
        if path.name not in OURS and (not SAFE.fullmatch(path.name) or DEVICE.match(path.name) or len(path.name) > 255):
            yield f"published {path.name!r}"
    for style in ("text", "github", "junit"):
        said = run("check", project, "--today", TODAY, "--notes", "--format", style)
        shown = said.stdout + said.stderr
        try:
            control = re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", shown.decode())
        except UnicodeDecodeError as error:
            control = error
        if control:
            yield f"{style}: unfit for a terminal: {control}"


def check_names(suite, folder):
    found = in_parallel(lambda number: list(try_name(folder, number)), range(len(NAMES)))
    for name, faults in zip(NAMES, found):
        suite.check(not faults, f"name {name[:40]!r}: {faults[:4]}")
    for number, names in enumerate(TWINS):
        project = folder / f"twins-{number}/section"
        lay_school(project, *names)
        faults = list(faults_of_names(project, "path-clash"))
        suite.check(not faults, f"twins {names}: {faults}")
    project = folder / "no-text/section"
    lay_school(project)
    (project / "content/files").mkdir(parents=True, exist_ok=True)
    for place in ("content/files", "content", "data"):
        Path(os.fsdecode(os.fsencode(project / place) + b"/\xff\xfe.pdf")).write_bytes(pdf())
    faults = list(faults_of_names(project, ...))
    suite.check(not faults, f"a name that is no text: {faults}")


def main():
    suite = Suite()
    with scratch() as name:
        folder = Path(name).resolve()
        check_good(suite, folder)
        check_paths(suite, folder)
        check_instead(suite, folder)
        check_names(suite, folder)
    suite.finish()


if __name__ == "__main__":
    main()
