"""Search: the index that the build makes and the script of the search page agree.

The script is run by node without a browser: its stems are those of libstemmer on a
large list of words, the index made anew from what it shows is the built one, and
queries find what they should. What needs a browser is in tests/web.
"""

import gzip
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import Stemmer

from project import ROOT, Suite, build, pdf, put, put_records, scratch, text

TWIN = Path(__file__).resolve().parent / "search_twin.js"
SCHOOL_BYTES, SCRIPT_BYTES = 60 * 1024, 4 * 1024


def twin(*words, stdin=""):
    done = subprocess.run(["node", TWIN, *map(str, words)], input=stdin.encode(), capture_output=True, check=False)
    if done.returncode:
        sys.exit(text(done.stderr))
    return text(done.stdout)


# ---- stems -----------------------------------------------------------------------------------------


def words_of_the_project():
    """Every Russian word of the texts, the records and the pages of this project."""
    found = set()
    for folder in ("data", "content", "docs", "generator", "tests/reading", "tests/documents/sources"):
        for path in (ROOT / folder).rglob("*"):
            if path.suffix in {".md", ".yaml", ".txt", ".c", ".def", ".html", ".csv"}:
                found |= set(re.findall("[а-я]+", path.read_text(encoding="utf-8").lower().replace("ё", "е")))
    return found


# With all endings of the algorithm, right or wrong, each word meets every branch of it.
ENDINGS = """в вши вшись ив ивши ыв ывшись ее ие ые ое ими ей ий ой ем им ого ему их ую ая яя ющ ивш ен енный
енность ость остями ейш ейший ейше анн анная вший ла ело йте ешь нно ила ыла уйте ило ует уют ить ыть ишь ую ю
ся сь лась а ев ов ье е иями ами еи ии ией иям ям ием ах иях ы ь ию ью ия ья я нн ннь ост""".split()


def check_stems(suite):
    words = sorted(words_of_the_project())
    roots = [w for w in words if 3 <= len(w) <= 8][::11]
    words += [root + ending for root in roots for ending in ENDINGS] + ["ь", "я", "еи", "ость", "ейш", "ннн"]
    ours = twin("stems", stdin="\n".join(words)).split("\n")[:-1]
    right = Stemmer.Stemmer("russian").stemWords(words)
    wrong = [f"{w}: {a}, not {b}" for w, a, b in zip(words, ours, right) if a != b]
    suite.check(len(words) > 20000, f"only {len(words)} words to compare")
    suite.check(len(ours) == len(words) and not wrong, f"stems of {len(wrong)} words differ: {wrong[:5]}")


# ---- the index -------------------------------------------------------------------------------------


def made_anew(data):
    """stem -> entries, from what the index shows; and the entries whose text is shown in part."""
    index, cut = {}, set()
    for number, (titles, texts) in enumerate(data["stems"]):
        if len(data["entries"][number][3].encode()) > 1400:
            cut.add(str(number))
        for stem in dict.fromkeys(titles):
            index.setdefault(stem, []).append(f"{number}!")
        for stem in dict.fromkeys(texts):
            if stem not in titles:
                index.setdefault(stem, []).append(str(number))
    return index, cut


def check_index(suite, folder):
    data = json.loads(twin("index", folder))
    anew, cut = made_anew(data)
    whole = {s: [p for p in places if p.rstrip("!") not in cut] for s, places in data["built"].items()}
    kept = {s: [p for p in places if p.rstrip("!") not in cut] for s, places in anew.items()}
    whole, kept = ({s: p for s, p in side.items() if p} for side in (whole, kept))
    differ = [s for s in whole.keys() | kept.keys() if whole.get(s) != kept.get(s)]
    suite.check(len(whole) > 30, f"{folder.name}: an index of {len(whole)} stems is none")
    suite.check(not differ, f"{folder}: the index and the script differ in {differ[:5]}")
    suite.check(data["order"] == sorted(data["order"]), f"{folder}: stems are not in order")
    suite.check(len(data["entries"]) == data["index"]["entries"], f"{folder}: entries are missing")
    for href, title, kind, _ in data["entries"]:
        page = folder / href.split("#")[0]
        suite.check(page.exists() and title and kind, f"{folder}: an entry leads nowhere: {href}")
        if "#" in href and page.exists():
            suite.check(f'id="{href.split("#")[1]}"' in page.read_text(encoding="utf-8"), f"{folder}: {href}")


def zipped(path):
    return len(gzip.compress(path.read_bytes(), 9))


def check_finding(suite, folder, expected):
    found = json.loads(twin("find", folder, *expected))
    for query, wanted in expected.items():
        hrefs = [href for href, _ in found[query]]
        if not wanted:
            suite.check(not hrefs, f"«{query}» found {hrefs[:3]}")
            continue
        suite.check(hrefs[:1] == wanted[:1], f"«{query}» found {hrefs[:3]} first, not {wanted[0]}")
        suite.check(set(wanted) <= set(hrefs), f"«{query}» missed {set(wanted) - set(hrefs)}")


# ---- a school and a municipality ---------------------------------------------------------------------

ACTS = [{"id": "pary", "kind": "order", "title": "О закреплении наставнических пар", "number": "26/1",
         "date": "2025-09-01", "file": "files/pary.pdf"},
        {"id": "pochet", "kind": "order", "title": "О доске почёта", "number": "43-од", "date": "2025-09-02",
         "file": "files/pochet.pdf"}]

SCHOOL = {"26/1": ["documents.html#act-pary"],
          "26": ["documents.html#act-pary"],
          "43-ОД": ["documents.html#act-pochet"],
          "43‑од": ["documents.html#act-pochet"],
          "почета": ["documents.html#act-pochet"],
          "наставническая пара": ["documents.html#act-pary"],
          "закрепл": ["documents.html#act-pary"],
          "о закреплении": ["documents.html#act-pary"],
          "Уроки вдвоём": ["practice-urok.html"],
          "практика": ["practices.html", "practice-urok.html"],
          "Яблоков": ["practice-urok.html", "mentors.html"],
          "Яблокову": ["practice-urok.html", "mentors.html"],
          "жираф": [],
          "закрепление жирафа": [],
          "<b>": [],
          "": []}

RAYON = {"урок": ["shkola/practice-urok.html"],
         "Школа примера": ["shkola/index.html"],
         "яблоков": ["shkola/mentors.html"]}


def make_project(folder):
    put_records(folder, "data/organization.yaml", {"level": "municipality", "kind": "authority", "name": "Управление"})
    put_records(folder, "data/shkola/organization.yaml",
                {"level": "school", "kind": "school", "name": "Школа примера"})
    put_records(folder, "data/shkola/acts.yaml", ACTS)
    put_records(folder, "data/shkola/people.yaml",
                [{"id": "yablokov", "name": "Яблоков Пётр Ильич", "role": "mentor",
                  "consent": {"given": "2025-09-01", "covers": ["name"]}, "labour_consent": {"given": "2025-09-01"}}])
    put_records(folder, "data/shkola/practices.yaml",
                [{"id": "urok", "title": "Урок вдвоём", "summary": "Практика для всех", "authors": ["yablokov"],
                  "shared": "да"}])
    for act in ACTS:
        put(folder, f"content/shkola/{act['file']}", pdf(act["id"]))


def check_queries(suite, folder):
    make_project(folder)
    built = build(folder, "--quiet")
    suite.check(built.returncode == 0, text(built.stderr))
    public = folder / "public"
    check_finding(suite, public / "shkola", SCHOOL)
    check_finding(suite, public, RAYON)


def check_example(suite, folder):
    """The shipped example: every section of it."""
    for part in ("data", "content"):
        shutil.copytree(ROOT / part, folder / part)
    built = build(folder, "--quiet")
    suite.check(built.returncode == 0, text(built.stderr))
    sections = sorted(path.parent for path in (folder / "public").rglob("search-index.js"))
    suite.check(len(sections) > 10, f"only {len(sections)} sections have an index")
    for section in sections:
        check_index(suite, section)
        size = zipped(section / "search-index.js")
        suite.check(size <= SCHOOL_BYTES, f"{section.name}: the index is {size} bytes long")


def check_plain(suite, folder):
    """Without a script: the map lists every page; the page of the whole section has no dead place."""
    for section in sorted(path.parent for path in (folder / "public").rglob("search.html")):
        listed = section.joinpath("search.html").read_text(encoding="utf-8")
        for page in section.glob("*.html"):
            if page.name not in {"404.html", "print.html", "search.html"}:
                suite.check(f'href="{page.name}' in listed, f"{section.name}: {page.name} is not on the map")
        whole = section.joinpath("print.html").read_text(encoding="utf-8")
        ids = re.findall(r'\sid="([^"]+)"', whole)
        twice = {i for i in ids if ids.count(i) > 1}
        dead = set(re.findall(r'href="#([^"]+)"', whole)) - set(ids)
        suite.check(not twice and not dead, f"{section.name}/print.html: twice {twice}, dead {dead}")
        suite.check('content="noindex"' in whole, f"{section.name}/print.html is open to robots")


def main():
    suite = Suite()
    check_stems(suite)
    suite.check(twin("plural").strip() == json.dumps(
        ["страниц", "страница", "страницы", "страниц", "страниц", "страниц", "страница", "страницы", "страниц",
         "страница", "страниц"], ensure_ascii=False, separators=(",", ":")), "plurals")
    size = zipped(ROOT / "themes/default/search.js")
    suite.check(size <= SCRIPT_BYTES, f"search.js is {size} bytes long")
    with scratch() as folder:
        check_queries(suite, Path(folder) / "made")
        check_example(suite, Path(folder) / "example")
        check_plain(suite, Path(folder) / "example")
    suite.finish()


if __name__ == "__main__":
    main()
