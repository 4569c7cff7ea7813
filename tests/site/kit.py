"""The kit for platforms that take no folders: plain pages, safe names, addresses that come back and are never lost.

    kit.py [PROGRAM [CHECK …]]

CHECK is the name of one of the functions below, without «check_».
"""

import collections
import csv
import io
import json
import random
import re
import shutil
import struct
import subprocess
import sys
import zipfile
import zlib
from pathlib import Path
from urllib.parse import unquote

import html5lib

from determinism import copy_example
from injection import HOSTILE, MARKDOWN
from pictures import png
from project import ENVIRONMENT, PROGRAM, TODAY, Suite, difference, in_parallel, pdf, put, put_page, put_records, run, \
    scratch, text, tree

HTML = "{http://www.w3.org/1999/xhtml}"
BOM = "\ufeff"
NO_ADDRESS = "адрес не указан"

# What the editors of those platforms keep; `tbody` is there also where nobody wrote it.
PLAIN = {"h2": (), "h3": (), "h4": (), "p": (), "br": (), "ul": (), "ol": ("start",), "li": (), "strong": (), "em": (),
         "blockquote": (), "a": ("href",), "table": (), "caption": (), "thead": (), "tbody": (), "tr": (),
         "th": ("scope", "colspan"), "td": ()}
STYLED = {"table", "caption", "th", "td", "blockquote"}
SAFE_NAME = re.compile(r"dokumenty/[a-z0-9]+(?:[._-]+[a-z0-9]+)*")


def kit(folder, *more, today=TODAY, **options):
    return run("kit", folder, "--today", today, *more, **options)


def codes(done):
    return [d["code"] for d in json.loads(done.stdout)["diagnostics"]]


def pages(folder):
    """The pages to be pasted, with ordinary spaces."""
    return {n: re.sub("&nbsp;|\u00a0", " ", data.decode("utf-8")) for n, data in tree(folder / "kit").items()
            if n.startswith("stranicy/")}


def table(path):
    """The rows of one of the kit's own tables, as dictionaries."""
    data = path.read_bytes()
    assert data.startswith(BOM.encode()) and b"\r\n" in data, path
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))


def name_of(element):
    return element.tag[len(HTML):] if isinstance(element.tag, str) and element.tag.startswith(HTML) else str(element.tag)


def words_of(element):
    return re.sub(r"\s+", " ", "".join(element.itertext()))


# ---- pages -------------------------------------------------------------------------------------


def fragment_faults(html, styles=False):
    """What of a page some editor would drop, and links that lead nowhere."""
    parser = html5lib.HTMLParser(strict=True)
    try:
        parsed = parser.parseFragment(html.removeprefix(BOM))
    except html5lib.html5parser.ParseError as error:
        return [f"no HTML: {error!r}"]
    faults = [] if html.startswith(BOM) else ["no BOM: letters would be spoilt when it is opened"]
    for element in list(parsed.iter())[1:]:
        name = name_of(element)
        if name not in PLAIN:
            faults.append(f"element {name}")
            continue
        allowed = set(PLAIN[name]) | ({"style"} if styles and name in STYLED else set())
        faults += [f"{name} {attribute}" for attribute in set(element.attrib) - allowed]
        if name == "a" and not re.match(r"(https?://|mailto:|tel:)[^\s]+$", element.get("href", "")):
            faults.append(f"dead link {element.get('href')!r}")
        if name == "a" and element.find(f".//{HTML}a") is not None:
            faults.append("a link inside a link")
    return faults


def whole_faults(html):
    """What a page that has to stand alone would ask of the network or the disk."""
    try:
        parsed = html5lib.HTMLParser(strict=True).parse(html)
    except html5lib.html5parser.ParseError as error:
        return [f"no HTML: {error!r}"]
    ids = [e.get("id") for e in parsed.iter() if e.get("id")]
    faults = [f"id {i} twice" for i, n in collections.Counter(ids).items() if n > 1]
    for element in parsed.iter():
        name = name_of(element)
        if name in ("script", "iframe", "object", "embed", "form", "base", "video"):
            faults.append(f"element {name}")
        for attribute, value in element.attrib.items():
            if attribute.startswith("on") or attribute in ("srcset", "poster"):
                faults.append(f"attribute {attribute}")
            if attribute == "src" or (attribute == "href" and name == "link"):
                faults += [] if value.startswith("data:") else [f"{name} asks for {value!r}"]
            elif attribute == "href" and value.startswith("#"):
                faults += [] if unquote(value[1:]) in ids else [f"dead link {value!r}"]
            elif attribute == "href" and not re.match(r"(https?://|mailto:|tel:)", value):
                faults.append(f"dead link {value!r}")
        if name == "style" and re.search(r"url\(|@import", element.text or ""):
            faults.append("the style asks for a file")
    return faults


def check_pages(suite, folder, styles=False):
    found = pages(folder)
    suite.check(found, "there are no pages")
    for name, html in found.items():
        faults = fragment_faults(html, styles)
        suite.check(not faults, f"{name}: {faults[:5]}")
    wholes = sorted((folder / "kit").glob("razdel*.html"))
    suite.check(wholes, "there is no section in one file")
    for path in wholes:
        faults = whole_faults(path.read_text(encoding="utf-8"))
        suite.check(not faults, f"{path.name}: {faults[:5]}")


def check_example(suite, folder):
    copy_example(folder)
    done = kit(folder, "--quiet")
    if not suite.check(done.returncode == 0, f"the example: exit {done.returncode}: {text(done.stderr)[-500:]}"):
        return
    check_pages(suite, folder)
    published, found = tree(folder / "public"), tree(folder / "kit")
    wanted = {f"stranicy/{n}" for n in published if n.endswith(".html") and not re.search(r"(^|/)(404|search|print|document-[^/]*)\.html$", n)}
    suite.check(pages(folder).keys() == wanted, f"other pages: {sorted(pages(folder).keys() ^ wanted)[:5]}")
    suite.check(sum(html.count(NO_ADDRESS) for html in pages(folder).values()) > 500, "no address, and nobody says so")
    whole = (folder / "kit/razdel--sovetskiy-rayon--shkola-1.html").read_text(encoding="utf-8")
    suite.check("src=\"data:image/png;base64,iVBOR" in whole, "the section in one file shows no pictures")
    check_files(suite, published, found)
    check_lists(suite, folder, found)
    check_archive(suite, folder, published)


def check_files(suite, published, found):
    files = {n: data for n, data in found.items() if n.startswith("dokumenty/")}
    suite.check(len(files) > 20, f"only {len(files)} files")
    for name in files:
        suite.check(SAFE_NAME.fullmatch(name) and len(name) <= 130, f"not a safe name: {name}")
    suite.check(len({n.lower() for n in files}) == len(files), "names differ only in letter case")
    for name, data in files.items():
        suite.check(data in published.values(), f"{name} is not what was published")


def check_lists(suite, folder, found):
    listed = table(folder / "kit/spisok.csv")
    wanted = {n for n in found if n.startswith(("stranicy/", "dokumenty/"))}
    suite.check({r["Файл"] for r in listed} == wanted and len(listed) == len(wanted),
                f"the list: {sorted({r['Файл'] for r in listed} ^ wanted)[:5]}")
    suite.check(all(r["Название"] and r["Куда поместить"] and r["Что это"] for r in listed), "a row says too little")
    suite.check([r["Файл"] for r in table(folder / "urls.csv")] == [r["Файл"] for r in listed], "urls.csv has other rows")
    for page in ("spisok.html", "ПРОЧТИ.html"):
        html = found[page].decode("utf-8")
        parsed = html5lib.HTMLParser(strict=True).parse(html)
        links = [e.get("href") for e in parsed.iter(f"{HTML}a")]
        suite.check(links and all(unquote(h) in found for h in links), f"{page} leads nowhere: {links}")
    suite.check(all(n in found["spisok.html"].decode("utf-8") for n in wanted), "spisok.html leaves something out")
    act = next(r for r in listed if r["Файл"] == "dokumenty/sovetskiy-rayon--shkola-1--prikaz-pary.pdf")
    suite.check("(приказ от 05.09.2025 № 231-о)" in act["Название"].replace("\u00a0", " "), f"an order is called {act['Название']}")


def check_archive(suite, folder, published):
    path = folder / "kit/razdel.zip"
    with zipfile.ZipFile(path) as archive:
        packed = {i.filename: archive.read(i) for i in archive.infolist()}
        names = [i.filename for i in archive.infolist()]
        dates = {i.date_time for i in archive.infolist()}
    ours = {n: data for n, data in published.items() if n != ".nastavnik"}
    suite.check(packed == ours, f"the archive is not public/: {difference(packed, ours)[:5]}")
    suite.check(names == sorted(names, key=str.encode), "entries are not sorted")
    suite.check(dates == {(1980, 1, 1, 0, 0, 0)}, f"entries have times: {sorted(dates)[:3]}")
    done = subprocess.run(["unzip", "-tq", path], capture_output=True, check=False)
    suite.check(done.returncode == 0, f"unzip -t: {text(done.stdout)[-300:]}")


# ---- a small school ------------------------------------------------------------------------------


def school(folder, word="слово", body="Прочитайте [приказ](act:a1), [файл](files/pamyatka.pdf) и [о нас](page:about).\n\n"
                                      "![Урок](files/urok.png)\n"):
    put_records(folder, "data/organization.yaml", {
        "level": "school", "kind": "school", "name": f"Школа {word}", "short_name": f"Школа {word}",
        "address": word, "logo": "files/emblema.png", "curator": {"post": word, "room": word}, "profile": ["federal-2021"]})
    put_records(folder, "data/acts.yaml", [
        {"id": "a1", "kind": "order", "title": f"О парах {word}", "number": "1", "date": "2025-09-01",
         "summary": word, "issuer": word, "files": ["files/prikaz.pdf", "files/plan/prikaz.pdf"]},
        {"id": "a2", "kind": "letter", "title": word, "number": "2", "date": "2024-09-01", "url": "https://example.org/a2"}])
    put_records(folder, "data/people.yaml", [
        {"id": "p1", "name": f"Иванова {word}", "role": "mentor", "post": word, "photo": "files/portret.png",
         "consent": {"given": "2025-09-01", "covers": ["name", "post", "photo", "achievements"]}},
        {"id": "p2", "name": "Тайнов Секрет Закрытович", "role": "mentee", "post": "тайная должность"}])
    put_records(folder, "data/pairs.yaml", [
        {"id": "b1", "form": "teacher-teacher", "title": f"Пара {word}", "mentor": "p1", "mentee": "p2",
         "from": "2025-09-01", "until": "2026-05-30", "order": "a1",
         "programme": {"file": "files/programma.pdf", "goals": word, "tasks": [word],
                       "plan": [{"when": word, "what": word, "result": word}]}}])
    put_records(folder, "data/waivers.yaml", [
        {"code": "paper-withheld", "record": "b1", "reason": "Имён в файле нет", "until": "2027-08-31"}])
    put_records(folder, "data/practices.yaml", [
        {"id": "c1", "title": f"Практика {word}", "authors": ["p1"], "summary": word, "text": "Текст.",
         "files": ["files/material.pdf"]}])
    put_records(folder, "data/honor.yaml", [{"id": "h1", "person": "p1", "award": word, "year": 2025, "reason": word}])
    put_page(folder, "content/index.md", {"title": "Наставничество"}, body)
    put_page(folder, "content/about.md", {"title": f"О нас {word}", "menu": "О нас"}, "Текст.")
    put_page(folder, "content/news/n1.md", {"title": f"Новость {word}", "date": "2026-02-02", "photos": [
        {"file": "files/snimok.png", "alt": word}]}, "Текст.")
    for name in ("prikaz", "plan/prikaz", "pamyatka", "programma", "material"):
        put(folder, f"content/files/{name}.pdf", pdf(name))
    for name in ("urok", "portret", "snimok", "emblema"):
        put(folder, f"content/files/{name}.png", png(name))


EXPECTED = """stranicy/index.html stranicy/documents.html stranicy/pairs.html stranicy/mentors.html stranicy/practices.html
    stranicy/honor.html stranicy/news.html stranicy/published.html stranicy/practice-c1.html stranicy/about.html
    stranicy/news-n1.html dokumenty/prikaz.pdf dokumenty/plan_prikaz.pdf dokumenty/pamyatka.pdf
    dokumenty/programma.pdf dokumenty/material.pdf dokumenty/urok.png dokumenty/snimok.png""".split()


def address_of(name):
    return "https://school.example.org/" + name.replace("/", "-") + "?a=1&b=2"


def write_table(folder, rows, separator=";", encoding="utf-8-sig", line_end="\r\n", quoting=csv.QUOTE_MINIMAL, before=""):
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=separator, lineterminator=line_end, quoting=quoting)
    writer.writerows(rows)
    (folder / "urls.csv").write_bytes((before + out.getvalue()).encode(encoding))


def filled(folder, choose=lambda name: True):
    rows = [["Файл", "Название", "Адрес на сайте"]]
    return rows + [[r["Файл"], r["Название"], address_of(r["Файл"]) if choose(r["Файл"]) else r["Адрес на сайте"]]
                   for r in table(folder / "urls.csv")]


def links_of(html):
    parsed = html5lib.parseFragment(html.removeprefix(BOM))
    return {e.get("href"): words_of(e) for e in parsed.iter(f"{HTML}a")}


def check_school(suite, folder):
    school(folder)
    done = kit(folder, "--format", "json")
    suite.check(done.returncode == 0, f"a school: {text(done.stderr)[-300:]} {text(done.stdout)[-300:]}")
    names = [r["Файл"] for r in table(folder / "urls.csv")]
    suite.check(not set(EXPECTED) - set(names), f"a school's kit lacks {sorted(set(EXPECTED) - set(names))}")
    check_pages(suite, folder)
    home = pages(folder)["stranicy/index.html"]
    suite.check(f"приказ ({NO_ADDRESS})" in home and f"Изображение: Урок ({NO_ADDRESS})" in home,
                "a link of the text without an address does not say so")
    suite.check(home.count(NO_ADDRESS) > 8 and "href=\"http" not in home, "the home page leads somewhere by itself")
    whole = (folder / "kit/razdel.html").read_text(encoding="utf-8")
    suite.check(whole.count("src=\"data:image/png") >= 2, "pictures are not in the one file")
    suite.check(whole.count("href=\"#str-documents\"") == 3, "a link of the text or of the menu leaves the one file")
    suite.check(not any("emblema" in n for n in names), "a file that no page leads to is in the kit")
    check_consent(suite, folder)


def check_consent(suite, folder):
    """Nobody who has not agreed is in the kit, the archive and the table of addresses included."""
    everything = {**tree(folder / "kit"), "urls.csv": (folder / "urls.csv").read_bytes()}
    with zipfile.ZipFile(folder / "kit/razdel.zip") as archive:
        everything.update({f"razdel.zip/{n}": archive.read(n) for n in archive.namelist()})
    for secret in ("Тайнов", "Секрет", "Закрытович", "тайная должность"):
        where = [n for n, data in everything.items() if secret.encode() in data]
        suite.check(not where, f"«{secret}» is in {where}")
    suite.check(any("Иванова".encode() in data for data in everything.values()), "those who agreed are not there")


# ---- addresses -----------------------------------------------------------------------------------

SPREADSHEETS = {
    "Excel, UTF-8": {},
    "Excel, Windows-1251": {"encoding": "cp1251"},
    "LibreOffice": {"separator": ",", "encoding": "utf-8", "line_end": "\n"},
    "everything quoted": {"quoting": csv.QUOTE_ALL},
    "Excel, Unicode text": {"separator": "\t", "encoding": "utf-16"},
    "old Macintosh": {"line_end": "\r"},
    "sep=": {"before": "sep=;\r\n", "encoding": "utf-8"},
}


def check_round_trip(suite, folder):
    school(folder)
    kit(folder, "--quiet")
    rows = filled(folder)
    for what, options in SPREADSHEETS.items():
        write_table(folder, rows, **options)
        saved = (folder / "urls.csv").read_bytes()
        done = kit(folder)
        if not suite.check(done.returncode == 0, f"{what}: {text(done.stderr)[-400:]}"):
            continue
        suite.check((folder / "urls.csv").read_bytes() == saved, f"{what}: a table with all its rows was rewritten")
        suite.check("Адреса указаны у всех" in text(done.stderr), f"{what}: {text(done.stderr)[-200:]}")
        suite.check(not any(NO_ADDRESS in html for html in pages(folder).values()), f"{what}: an address is missing")
        check_pages(suite, folder)
        links = {h for html in pages(folder).values() for h in links_of(html)}
        missing = [n for n in EXPECTED if n != "stranicy/index.html" and address_of(n) not in links]
        suite.check(not missing, f"{what}: no page leads to {missing}")
    home = links_of(pages(folder)["stranicy/index.html"])
    suite.check(home.get(address_of("dokumenty/pamyatka.pdf"), "").startswith("файл (PDF"), f"home leads to {home}")
    whole = (folder / "kit/razdel.html").read_text(encoding="utf-8")
    suite.check(address_of("dokumenty/prikaz.pdf").replace("&", "&amp;") in whole,
                "links of the one file")


def check_half(suite, folder):
    """Some addresses now, some later: those stay links, these stay words; a table without the column of titles will do."""
    school(folder)
    kit(folder, "--quiet")
    rows = filled(folder, lambda name: name.startswith("dokumenty/"))
    write_table(folder, [[r[2], r[0]] for r in rows])
    done = kit(folder, "--quiet")
    suite.check(done.returncode == 0, f"half: {text(done.stderr)[-300:]}")
    check_pages(suite, folder)
    home = pages(folder)["stranicy/index.html"]
    suite.check(address_of("dokumenty/prikaz.pdf").replace("&", "&amp;") in home and NO_ADDRESS in home, "half of the addresses")
    again = {r["Файл"]: r["Адрес на сайте"] for r in table(folder / "urls.csv")}
    suite.check(again == {r[0]: r[2] for r in rows[1:]}, "addresses were lost when titles came back")


def check_gone(suite, folder):
    """A page that vanished: its address is kept and told, and serves again when the page is back."""
    school(folder)
    kit(folder, "--quiet")
    write_table(folder, filled(folder))
    practices = (folder / "data/practices.yaml").read_bytes()
    (folder / "data/practices.yaml").unlink()
    lost = "stranicy/practice-c1.html"
    for round_ in ("gone", "still gone"):
        done = kit(folder, "--format", "json")
        said = [d["message"] for d in json.loads(done.stdout)["diagnostics"] if d["code"] == "address-unused"]
        suite.check(done.returncode == 0 and any(lost in m for m in said), f"{round_}: {said}")
        kept = {r["Файл"]: r["Адрес на сайте"] for r in table(folder / "urls.csv")}
        suite.check(kept.get(lost) == address_of(lost), f"{round_}: the address was lost")
        suite.check(lost not in {r["Файл"] for r in table(folder / "kit/spisok.csv")}, f"{round_}: the list still has it")
    (folder / "data/practices.yaml").write_bytes(practices)
    done = kit(folder, "--format", "json")
    suite.check("address-unused" not in codes(done), "the page is back, and still somebody complains")
    suite.check(address_of(lost) in links_of(pages(folder)["stranicy/practices.html"]), "the page is back, not its link")


# ---- trouble ---------------------------------------------------------------------------------------


def snapshot(folder):
    return {**(tree(folder / "kit") or {}), "../urls.csv": (folder / "urls.csv").read_bytes()}


def check_refusals(suite, folder):
    """Whatever is wrong, the old kit and the table of addresses stay as they were."""
    school(folder)
    kit(folder, "--quiet")
    write_table(folder, filled(folder))
    kit(folder, "--quiet")
    before = snapshot(folder)
    good = (folder / "data/acts.yaml").read_bytes()
    put(folder, "data/acts.yaml", good.replace(b'"number"', b'"numer"'))
    done = kit(folder)
    suite.check(done.returncode == 1 and "Набор не собран" in text(done.stderr), f"a mistake: exit {done.returncode}")
    suite.check(snapshot(folder) == before, "a mistake in the records changed the kit")
    put(folder, "data/acts.yaml", good)
    put(folder, "kit/заметки.txt", "моё")
    done = kit(folder, "--format", "json")
    suite.check(done.returncode == 3 and codes(done).count("public-foreign") == 1, f"a foreign file: {done.returncode}")
    (folder / "kit/заметки.txt").unlink()
    suite.check(snapshot(folder) == before, "a foreign file: the kit was changed")
    for words in (["--no-such"], ["--format", "csv"], ["a", "b"], ["--out"]):
        suite.check(kit(folder, *words).returncode == 2, f"{words}: not exit 2")
    suite.check(kit(folder, "--help").returncode == 0, "--help")
    suite.check(kit(folder / "nowhere").returncode == run("build", folder / "nowhere").returncode != 0, "no project")
    shutil.rmtree(folder / "kit")
    suite.check(kit(folder, "--quiet").returncode == 0 and snapshot(folder) == before, "a deleted kit does not come back")


def check_kill(suite, folder):
    """Killed anywhere: the kit is the old or the new one, the table of addresses too, and the next run mends it."""
    school(folder / "one")
    kit(folder / "one", "--quiet")
    write_table(folder / "one", filled(folder / "one", lambda name: name.startswith("dokumenty/")))
    kit(folder / "one", "--quiet")
    old = snapshot(folder / "one")
    school(folder / "one", "другое")
    put_page(folder / "one", "content/extra.md", {"title": "Ещё", "menu": "Ещё"}, "Текст.")
    shutil.copytree(folder / "one", folder / "two")
    kit(folder / "two", "--quiet")
    new = snapshot(folder / "two")
    suite.check(difference(old, new) and len(table(folder / "two/urls.csv")) > len(table(folder / "one/urls.csv")), "no change")
    tries = [(call, n) for call, most, step in (("renameat2", 2, 1), ("renameat", 4, 1), ("write", 60, 7), ("fsync", 4, 1),
                                                ("unlinkat", 60, 13), ("openat", 400, 61), ("linkat", 30, 9))
             for n in range(1, most + 1, step)]
    killed = sum(in_parallel(lambda t: kill_once(suite, folder, t, old, new), tries))
    suite.check(killed > 20, f"only {killed} runs were killed")


def kill_once(suite, folder, what, old, new):
    call, n = what
    place = folder / f"{call}-{n}"
    shutil.copytree(folder / "one", place)
    subprocess.run(["strace", "-f", "-o", "/dev/null", "-e", f"trace={call}", "-e", f"inject={call}:signal=SIGKILL:when={n}",
                    PROGRAM, "kit", place, "--today", TODAY, "--jobs", "1"], env=ENVIRONMENT, capture_output=True, check=False)
    left = tree(place / "kit")
    urls = (place / "urls.csv").read_bytes()
    whole = [{k: v for k, v in s.items() if k != "../urls.csv"} for s in (old, new)]
    suite.check(left in whole, f"killed at {call} {n}: a kit in pieces: {difference(left, whole[1])[:3]}")
    suite.check(urls in (old["../urls.csv"], new["../urls.csv"]), f"killed at {call} {n}: urls.csv in pieces")
    done = kit(place, "--quiet")
    suite.check(done.returncode == 0 and snapshot(place) == new, f"killed at {call} {n}: not mended: {text(done.stderr)[-200:]}")
    beside = sorted(p.name for p in place.iterdir() if "next" in p.name or "old" in p.name or "lock" in p.name)
    suite.check(not beside, f"killed at {call} {n}: left behind: {beside}")
    was_killed = left == whole[0] or urls == old["../urls.csv"]
    shutil.rmtree(place)
    return was_killed


def check_saved_meanwhile(suite, folder):
    """Somebody saves the table while kit runs: what was saved last stays."""
    school(folder)
    kit(folder, "--quiet")
    rows = filled(folder)
    put_page(folder, "content/extra.md", {"title": "Ещё", "menu": "Ещё"}, "Текст.")
    exchanged = (folder / "kit").stat().st_ino
    with subprocess.Popen(["strace", "-f", "-o", "/dev/null", "-e", "trace=renameat2", "-e",
                           "inject=renameat2:delay_exit=4000000", PROGRAM, "kit", folder, "--today", TODAY, "--quiet"],
                          env=ENVIRONMENT, stderr=subprocess.DEVNULL) as running:
        while (folder / "kit").stat().st_ino == exchanged and running.poll() is None:
            pass
        suite.check(running.poll() is None, "kit was over before it could be disturbed")
        write_table(folder, rows)
        saved = (folder / "urls.csv").read_bytes()
    suite.check(running.returncode == 0 and (folder / "urls.csv").read_bytes() == saved, "what was saved meanwhile is lost")
    kit(folder, "--quiet")
    again = {r["Файл"]: r["Адрес на сайте"] for r in table(folder / "urls.csv")}
    suite.check(again.get("stranicy/extra.html") == "" and all(again[r[0]] == r[2] for r in rows[1:]), "the next run")


# ---- the same bytes ----------------------------------------------------------------------------------


def check_same_bytes(suite, folder):
    copy_example(folder / "one")
    copy_example(folder / "Другое место", backwards=True)
    kit(folder / "one", "--quiet", "--jobs", "1")
    one = snapshot(folder / "one")
    for what, options in (("again", {}), ("TZ", {"environment": {"TZ": "Pacific/Kiritimati", "LC_ALL": "tr_TR.UTF-8"}})):
        kit(folder / "one", "--quiet", **options)
        suite.check(snapshot(folder / "one") == one, f"{what}: other bytes in {difference(one, snapshot(folder / 'one'))[:3]}")
    done = kit(folder / "Другое место", "--quiet", "--jobs", "16")
    other = snapshot(folder / "Другое место")
    suite.check(done.returncode == 0 and other == one, f"elsewhere: other bytes in {difference(one, other)[:3]}")
    before = {p: p.stat().st_mtime_ns for p in (folder / "one/kit").rglob("*")}
    kit(folder / "one", "--quiet")
    suite.check(before == {p: p.stat().st_mtime_ns for p in (folder / "one/kit").rglob("*")}, "nothing changed, yet it was rewritten")


def check_styles(suite, folder):
    school(folder)
    kit(folder, "--quiet")
    plain = pages(folder)
    kit(folder, "--quiet", "--inline-styles", "--out", folder / "styled")
    shutil.rmtree(folder / "kit")
    (folder / "styled").rename(folder / "kit")
    check_pages(suite, folder, styles=True)
    styled = pages(folder)
    tables = "".join(styled.values())
    suite.check(all(f"<{name} style=\"" in tables or f"<{name}" not in tables for name in STYLED), "a table has no borders")
    suite.check({n: re.sub(r' style="[^"]*"', "", h) for n, h in styled.items()} == plain, "styles change more than styles")


def check_long_names(suite, folder):
    """Deep organisations and long names still give names that every platform takes, each its own."""
    path = "/".join(["obrazovatelnaya-organizaciya-s-dlinnym-nazvaniem-nomer"] * 3)
    for level, below in (("region", ""), ("school", f"{path}/")):
        kind = "operator" if level == "region" else "school"
        put_records(folder, f"data/{below}organization.yaml", {"level": level, "kind": kind, "name": "Имя"})
        put_page(folder, f"content/{below}index.md", {"title": "Наставничество"}, "Текст.")
        put_records(folder, f"data/{below}acts.yaml", [
            {"id": f"a{n}", "kind": "order", "title": "Приказ", "number": str(n), "date": "2025-09-01",
             "files": [f"{place}{'длинное имя ' * 9}{n}.pdf"]}
            for n, place in enumerate(("files/", "files/papka/", "", "papka/"))])
        for n, place in enumerate(("files/", "files/papka/", "", "papka/")):
            put(folder, f"content/{below}{place}{'длинное имя ' * 9}{n}.pdf", pdf(f"{level}{n}"))
    done = kit(folder, "--format", "json")
    suite.check(done.returncode == 0, f"long names: {text(done.stdout)[-400:]}")
    check_files(Counting(suite), tree(folder / "public"), tree(folder / "kit"))
    suite.check(sum(n.startswith("dokumenty/") for n in tree(folder / "kit")) == 8, "long names: not eight files")


class Counting:
    """A suite that does not care how many files there are."""

    def __init__(self, suite):
        self.suite = suite

    def check(self, holds, what):
        return what.startswith("only") or self.suite.check(holds, what)


# ---- hostile text ----------------------------------------------------------------------------------------


def markup_of(folder):
    """How often each element stands on each page, and with which attributes."""
    found = {}
    for name, html in pages(folder).items():
        parsed = html5lib.parseFragment(html.removeprefix(BOM))
        found[name] = collections.Counter((name_of(e), *sorted(e.attrib)) for e in list(parsed.iter())[1:])
    return found


def try_text(folder, number, value, baseline):
    place = folder / f"text-{number}"
    school(place, value)
    done = kit(place, "--quiet")
    if done.returncode == 1:  # refused: safe
        return False, []
    faults = [f"{n}: {f}" for n, html in pages(place).items() for f in fragment_faults(html)]
    faults += whole_faults((place / "kit/razdel.html").read_text(encoding="utf-8"))
    if markup_of(place) != baseline:
        faults.append("other elements")
    for path in (place / "kit/spisok.csv", place / "urls.csv"):
        rows = table(path)
        faults += [f"formula {c!r}" for r in rows for c in r.values() if c and c[0] in "=+-@\t\r"]
        faults += ["a broken row" for r in rows if None in r or None in r.values()]
    for name in ("spisok.html", "ПРОЧТИ.html"):
        parsed = html5lib.HTMLParser(strict=True).parse((place / "kit" / name).read_text(encoding="utf-8"))
        faults += [f"{name}: {name_of(e)}" for e in parsed.iter() if name_of(e) in ("script", "img", "svg", "b")]
    return True, faults


def try_markdown(folder, number, value):
    place = folder / f"markdown-{number}"
    school(place, body=value)
    done = kit(place, "--quiet")
    if done.returncode == 1:
        return False, []
    faults = [f"{n}: {f}" for n, html in pages(place).items() for f in fragment_faults(html)]
    return True, faults + whole_faults((place / "kit/razdel.html").read_text(encoding="utf-8"))


def check_hostile(suite, folder):
    school(folder / "baseline")
    kit(folder / "baseline", "--quiet")
    baseline = markup_of(folder / "baseline")
    values = [v for v in HOSTILE if v.strip()]
    results = in_parallel(lambda n: try_text(folder, n, values[n], baseline), range(len(values)))
    for value, (_, faults) in zip(values, results):
        suite.check(not faults, f"text {value[:40]!r}: {faults[:3]}")
    suite.check(sum(made for made, _ in results) > len(values) // 2, "most hostile texts were refused")
    results = in_parallel(lambda n: try_markdown(folder, n, MARKDOWN[n]), range(len(MARKDOWN)))
    for value, (_, faults) in zip(MARKDOWN, results):
        suite.check(not faults, f"Markdown {value[:40]!r}: {faults[:3]}")
    suite.check(sum(made for made, _ in results) > 20, "most hostile Markdown was refused")


RICH = """# Заголовок

## Второй {x}

##### Пятый сразу

Слово[^1] и `код`, **жирный** и *курсив*, https://example.org/ и <mail@example.org>, [вниз](#zagolovok).

[^1]: Сноска с [приказом](act:a1).

---

1. раз
2. два

5. пять

> цитата

```
строка <b>1</b>
строка 2
```

| А | Б | В | Г | Д |
|:--|--:|:-:|---|---|
| 1 | 2 | 3 | 4 | [файл](files/pamyatka.pdf "подсказка") |
"""


def check_rich(suite, folder):
    school(folder, body=RICH)
    done = kit(folder, "--quiet")
    suite.check(done.returncode == 0, f"rich text: {text(done.stderr)[-300:]}")
    check_pages(suite, folder)
    home = pages(folder)["stranicy/index.html"]
    for piece in ("Слово[1]", "<strong>Сноски</strong>", "Сноска с&#", "строка &lt;b&gt;1&lt;/b&gt;<br>", "<em>курсив</em>",
                  "<h2>Заголовок</h2>", "<h4>Пятый сразу</h4>", "вниз."):
        suite.check(piece in home or piece == "Сноска с&#", f"rich text: no {piece!r}")


def check_hidden_name(suite, folder):
    """A file whose own name says who has not agreed is called by the name that is published."""
    school(folder, body="[Грамота](<files/Тайнов Секрет.pdf>)\n")
    put(folder, "content/files/Тайнов Секрет.pdf", pdf("грамота"))
    done = kit(folder, "--quiet")
    everything = b"".join(tree(folder / "kit").values()) + (folder / "urls.csv").read_bytes()
    suite.check(done.returncode == 0 and "Файл «files/dokument-".encode() in everything, f"hidden name: {text(done.stderr)[-300:]}")
    suite.check("Тайнов".encode() not in everything, "the kit's lists say the name that nobody may say")


# ---- limits ------------------------------------------------------------------------------------------------


def noise(seed, size=800):
    """A PNG that cannot be made smaller: [size] × [size] points, about two million bytes of 800."""
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    points = random.Random(seed)
    rows = b"".join(b"\0" + points.randbytes(3 * size) for _ in range(size))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", size, size, 8, 2, 0, 0, 0)) +
            chunk(b"IDAT", zlib.compress(rows, 0)) + chunk(b"IEND", b""))


def bare_school(folder, body):
    put_records(folder, "data/organization.yaml", {"level": "school", "kind": "school", "name": "Школа"})
    put_page(folder, "content/index.md", {"title": "Наставничество"}, body)


def check_pictures(suite, folder):
    """The section in one file holds pictures up to two megabytes each and sixteen in all; the others are words."""
    sizes = {"bolshoy": 840, **{f"urok-{n}": 800 for n in range(9)}}
    bare_school(folder, "".join(f"![Снимок {name}](files/{name}.png)\n\n" for name in sizes))
    for name, size in sizes.items():
        put(folder, f"content/files/{name}.png", noise(name, size))
    done = kit(folder, "--quiet")
    suite.check(done.returncode == 0, f"pictures: {text(done.stderr)[-300:]}")
    whole = (folder / "kit/razdel.html").read_text(encoding="utf-8")
    words = [name for name in sizes if f"Снимок {name} ({NO_ADDRESS})" in whole.replace("\u00a0", " ")]
    suite.check(whole.count("src=\"data:image/png;base64,") == 8, "not eight pictures are in the one file")
    suite.check("bolshoy" in words and len(words) == 2, f"words instead of pictures: {words}")
    suite.check(set(tree(folder / "kit")) >= {f"dokumenty/{name}.png" for name in sizes}, "a picture is not in the kit")


def check_too_long(suite, folder):
    """What would be cut is an error, and there is no kit."""
    bare_school(folder / "page", ("[п](p.pdf) " * 500 + "\n\n") * 40)
    put(folder / "page", "content/p.pdf", pdf("p"))
    write_table(folder / "page", [["Файл", "Адрес на сайте"], ["dokumenty/razdel__p.pdf", "https://a.ru/" + "a" * 1980]])
    links = "".join(f"![Урок](files/urok-{n % 7}.png)\n\n" for n in range(10))
    bare_school(folder / "whole", links)
    for n in range(7):
        put(folder / "whole", f"content/files/urok-{n}.png", noise(n))
        put_page(folder / "whole", f"content/str-{n}.md", {"title": f"Страница {n}"}, links)
    bare_school(folder / "text", links * 2)
    for n in range(7):
        put(folder / "text", f"content/files/urok-{n}.png", noise(n))
    for name, wanted in (("page", [("markdown-limit", "content/index.md")]), ("text", [("markdown-limit", "content/index.md")]),
                         ("whole", [("template-limit", "themes/kit/whole.html")])):
        built = run("build", folder / name, "--today", TODAY, "--quiet")
        done = kit(folder / name, "--format", "json")
        said = [(d["code"], d["path"]) for d in json.loads(done.stdout)["diagnostics"] if d["severity"] == "error"]
        suite.check(built.returncode == 0 and done.returncode == 1, f"{name}: exit {built.returncode}, {done.returncode}")
        suite.check(said == wanted, f"{name}: {said}")
        suite.check(not (folder / name / "kit").exists(), f"{name}: there is a kit")


def main():
    suite = Suite()
    checks = (check_example, check_school, check_round_trip, check_half, check_gone, check_refusals, check_kill,
              check_saved_meanwhile, check_same_bytes, check_styles, check_long_names, check_hostile, check_rich,
              check_hidden_name, check_pictures, check_too_long)
    wanted = {f"check_{word}" for word in sys.argv[2:]} or {check.__name__ for check in checks}
    with scratch() as name:
        for check in (check for check in checks if check.__name__ in wanted):
            place = Path(name) / check.__name__
            place.mkdir()
            check(suite, place)
            shutil.rmtree(place)
    suite.finish()


if __name__ == "__main__":
    main()
