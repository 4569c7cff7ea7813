#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""What `nastavnik check` answers: statuses, formats, exit status, shares, differences.

    check.py [PROGRAM]
"""

import csv
import functools
import html.parser
import io
import json
import os
import pty
import re
import subprocess
import sys
import xml.etree.ElementTree
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "site"))

from project import ENVIRONMENT, PROGRAM, ROOT, TODAY, Suite, put, put_page, put_records, run, scratch, text  # noqa: E402

PROFILE = {
    "id": "moy", "title": "Перечень района", "source": "Приказ от 01.09.2025 № 1", "in_force": "2025-09-01",
    "items": [
        {"id": "prikaz", "title": "Приказ о парах", "levels": ["school"], "must": "required", "yearly": "да",
         "due": ["03-10"]},
        {"id": "polozhenie", "title": "Положение <о наставничестве> & «прочем»", "levels": ["school"],
         "must": "required", "due": ["02-20"]},
        {"id": "programmy", "title": "Программы", "levels": ["school"], "must": "required",
         "satisfied_by": {"register": "programmes"}},
        {"id": "stimul", "title": "Стимулирование", "levels": ["school"], "must": "required"},
        {"id": "metod", "title": "Рекомендации", "levels": ["school"], "must": "recommended"},
        {"id": "soglasie", "title": "Согласия", "levels": ["school"], "must": "held"},
    ],
}


def act(name, covers, year="2025/2026", **more):
    return {"id": name, "kind": "приказ", "title": f"Приказ {name}", "number": "1", "date": "2025-09-01",
            "school_year": year, "covers": covers, "url": "https://example.ru/", **more}


def put_school(folder, path, acts, pairs=(), waivers=(), profile="moy"):
    put_records(folder, f"data/{path}/organization.yaml",
                {"level": "school", "kind": "school", "name": f"Школа {path}", "profile": profile})
    put_page(folder, f"content/{path}/index.md", {"title": "Наставничество"}, "Здесь рассказано о наставничестве.")
    for name, records in (("acts", acts), ("pairs", pairs), ("waivers", waivers)):
        if records:
            put_records(folder, f"data/{path}/{name}.yaml", list(records))


def pair(name, programme):
    return {"id": name, "form": "ученик – ученик", "count": 1, **({"programme": {"goals": "цель"}} if programme else {})}


def region(folder):
    """Three schools: one with everything, one with half, one with nothing."""
    put_records(folder, "data/requirements/moy.yaml", PROFILE)
    put_school(folder, "a", [act("p", ["prikaz", "polozhenie", "stimul", "metod"])], [pair("x", True)])
    put_school(folder, "b", [act("p", ["prikaz"], "2024/2025"), act("q", ["polozhenie"])],
               [pair("x", True), pair("y", False)],
               [{"requirement": "stimul", "reason": "нет средств", "until": "2026-12-31"}])
    put_school(folder, "v", [])


def check(folder, *words, today=TODAY):
    return run("check", folder, "--today", today, *words)


def answer(folder, *words, today=TODAY):
    return json.loads(check(folder, "--format", "json", *words, today=today).stdout)


def rows(found, path):
    return {r["item"]: r for o in found["organizations"] if o["path"] == path for r in o["items"]}


def test_statuses(suite, folder):
    found = answer(folder)
    for path, item, status, reason in (
            ("a", "prikaz", "published", ""), ("a", "programmy", "published", ""), ("a", "metod", "published", ""),
            ("b", "prikaz", "absent", "есть только за 2024/2025: «Приказ p»"), ("b", "polozhenie", "published", ""),
            ("b", "programmy", "partial", "у одной из двух пар нет программы"),
            ("b", "stimul", "waived", "нет средств (исключение действует до 31.12.2026)"),
            ("b", "soglasie", "not-checked", "хранится в организации, на сайте не размещается"),
            ("v", "prikaz", "absent", ""), ("v", "programmy", "absent", "действующих пар нет")):
        row = rows(found, path)[item]
        suite.check(row["status"] == status and row["reason"] == reason, f"{path}/{item}: {row}")
    stale = rows(found, "b")["prikaz"]
    suite.check(stale["stale"] and stale["mend"]["path"] == "data/b/acts.yaml" and stale["mend"]["line"] > 1,
                f"где исправить: {stale}")
    suite.check(rows(found, "b")["programmy"]["mend"]["path"] == "data/b/pairs.yaml", "где исправить программы")


def test_deadlines(suite, folder):
    found = answer(folder)
    near, past = rows(found, "v")["prikaz"], rows(found, "v")["polozhenie"]
    suite.check(near["due"] == "срок до 10\u00a0марта, осталось 5 рабочих дней" and not near["late"], near["due"])
    suite.check(past["due"] == "срок прошёл 20\u00a0февраля, 5 рабочих дней назад" and past["late"], past["due"])
    suite.check(rows(found, "a")["prikaz"]["due"] == "", "у размещённого срока нет")
    far = rows(answer(folder, today="2028-03-02"), "v")["polozhenie"]["due"]
    suite.check("нет производственного календаря на 2028 год" in far and "календарн" in far, far)
    own = {"year": 2028, "source": "постановление", "days_off": ["2028-02-23"]}
    put_records(folder, "data/calendar/2028.yaml", own)
    counted = rows(answer(folder, today="2028-03-02"), "v")["polozhenie"]["due"]
    suite.check(counted == "срок прошёл 20\u00a0февраля, 8 рабочих дней назад", counted)
    (folder / "data/calendar/2028.yaml").unlink()


def test_counts(suite, folder):
    found = answer(folder)
    total = found["required"]
    suite.check((total["applies"], total["counted"], total["published"], total["partial"], total["absent"],
                 total["waived"], total["late"]) == (12, 11, 5, 1, 5, 1, 1), f"итог: {total}")
    suite.check([o["path"] for o in found["organizations"]] == ["a", "b", "v"], "порядок организаций")
    for key in ("applies", "published", "partial", "absent", "waived", "not_checked", "late"):
        by_organization = sum(o["required"][key] for o in found["organizations"])
        by_item = sum(i["organizations"][key] for i in found["items"] if i["must"] == "required")
        suite.check(by_organization == by_item == total[key], f"{key}: {by_organization}, {by_item}, {total[key]}")
    debtors = {i["id"]: i["debtors"] for i in found["items"]}
    suite.check(debtors["prikaz"] == ["b", "v"] and debtors["stimul"] == ["v"], f"должники: {debtors}")
    suite.check(found["first"] == ["polozhenie", "prikaz", "programmy", "stimul", "metod"], f"порядок: {found['first']}")
    said = text(check(folder).stdout)
    suite.check("45,5\u00a0% (5 из 11 обязательных пунктов)" in said, "доля с числителем и знаменателем")
    suite.check("(moy/stimul): 50\u00a0% (1 из 2 организаций)" in said, "доля пункта без непредусмотренных")
    suite.check("Что исправить сначала:\n  1. Положение" in said, "что исправить сначала")
    suite.check("Просрочено:\n  Школа v" in said, "просроченное")


def test_nothing_required(suite, folder):
    """A list of recommendations alone: no empty heading, nobody is «ещё»."""
    put_records(folder, "data/requirements/moy.yaml", {**PROFILE, "items": PROFILE["items"][4:]})
    for path in ("a", "b"):
        put_school(folder, path, [])
    said = text(check(folder).stdout)
    suite.check(said.startswith("2 организации: обязательных пунктов к подсчёту нет\n\nПо пунктам (рекомендовано):"), said)
    page = Page()
    page.feed(text(check(folder, "--format", "html").stdout))
    suite.check("Обязательных пунктов к подсчёту нет." in page.text and "Кому что" not in page.text, page.text[:300])


def test_doubt(suite, folder):
    """An item whose paper nobody could look into: told, counted apart, and no success."""
    put_records(folder, "data/requirements/moy.yaml", {**PROFILE, "items": [PROFILE["items"][0], PROFILE["items"][4]]})
    put_school(folder, "a", [act("p", ["prikaz"], files=["files/a.pdf"]), act("q", ["metod"], files=["files/b.pdf"])])
    for name in "ab":
        (folder / f"content/a/files/{name}.pdf").parent.mkdir(exist_ok=True)
        (folder / f"content/a/files/{name}.pdf").write_bytes(b"%PDF-1.4\n%%EOF\n")
    asked = functools.partial(run, "check", folder, "--today", TODAY, environment={"NASTAVNIK_FACTS": "/nonexistent"})
    done = asked("--format", "json")
    found = json.loads(done.stdout)
    suite.check(done.returncode == 1, f"не проверялось: код {done.returncode}")
    suite.check(rows(found, "a")["prikaz"]["status"] == "not-checked", f"статус: {rows(found, 'a')}")
    said = [d["message"] for d in found["diagnostics"] if d["code"] == "requirement-not-checked"]
    suite.check(len(said) == 1 and said[0].startswith("не проверялось: "), f"только об обязательном: {said}")
    suite.check(found["required"]["not_checked"] == 1 and found["required"]["published"] == 0, f"счёт: {found['required']}")
    done = asked()
    suite.check("не проверялось — 1\n" in text(done.stdout).replace("\u00a0", " "), text(done.stdout))
    page = Page()
    page.feed(text(asked("--format", "html").stdout))
    suite.check("не проверялось — 1" in page.text.replace("\u00a0", " ").split("Это сверка")[0], page.text[:300])
    for was in ("published", "absent"):
        put(folder, "past.json", json.dumps(found).replace('"status": "not-checked"', f'"status": "{was}"'))
        said = text(asked("--since", folder / "past.json").stdout)
        suite.check("проверить не удалось: Школа a, " in said and "хуже" not in said and "лучше" not in said, said)
        got = json.loads(asked("--since", folder / "past.json", "--format", "json").stdout)["changes"]
        suite.check({c["change"] for c in got} == {"unchecked"}, f"было {was}: {got}")
    put_records(folder, "data/a/waivers.yaml", [{"code": "requirement-not-checked", "reason": "на этой машине нечем",
                                                          "until": "2026-12-31"}])
    done = asked()
    suite.check(done.returncode == 0, f"принято исключением: код {done.returncode} {text(done.stderr)}")


def test_namesakes(suite, folder):
    """Two schools of one short name in two districts: told apart wherever they are named."""
    put_records(folder, "data/requirements/moy.yaml", {**PROFILE, "items": PROFILE["items"][:1]})
    put_records(folder, "data/organization.yaml", {"level": "region", "kind": "орган управления образованием", "name": "Область"})
    put_page(folder, "content/index.md", {"title": "Наставничество"}, "Здесь рассказано о наставничестве.")
    for district, name in (("les", "Лесной район"), ("pole", "Полевой район")):
        put_records(folder, f"data/{district}/organization.yaml",
                    {"level": "municipality", "kind": "орган управления образованием", "name": name})
        put_page(folder, f"content/{district}/index.md", {"title": "Наставничество"}, "Здесь рассказано о наставничестве.")
        put_school(folder, f"{district}/shkola-1", [])
        put_records(folder, f"data/{district}/shkola-1/organization.yaml",
                    {"level": "school", "kind": "school", "name": f"Школа № 1 ({district})", "short_name": "СОШ № 1", "profile": "moy"})
    put_school(folder, "pole/shkola-2", [])
    both = "СОШ № 1 (Лесной район){0}СОШ № 1 (Полевой район){0}Школа pole/shkola-2"
    said = text(check(folder).stdout)
    suite.check(f"за кем: {both.format(', ')}\n" in said and "  СОШ № 1 (Лесной район): " in said, said)
    page = Page()
    page.feed(text(check(folder, "--format", "html").stdout))
    suite.check(f"за кем: {both.format(', ')}" in page.text, page.text)
    done = run("build", folder, "--out", folder / "public", "--today", TODAY)
    said = text(run("check", "--published", folder / "public", "--today", TODAY).stdout)
    suite.check(done.returncode == 0 and f"частично: {both.format('; ')}\n" in said, said)


def test_one(suite, folder):
    put_records(folder, "data/requirements/moy.yaml", PROFILE)
    put_records(folder, "data/organization.yaml",
                {"level": "school", "kind": "school", "name": "Школа № 5", "profile": "moy"})
    put_page(folder, "content/index.md", {"title": "Наставничество"}, "Здесь рассказано о наставничестве.")
    done = check(folder)
    said = text(done.stdout)
    suite.check(done.returncode == 1, "не размещено: код 1")
    suite.check("Школа № 5: размещено 0\u00a0% (0 из 4 обязательных пунктов)" in said, said)
    suite.check("исправить: data/acts.yaml" in said and "requirement-absent" in text(done.stderr), "куда писать")
    put_records(folder, "data/acts.yaml", [act("p", ["prikaz", "polozhenie", "stimul", "programmy"])])
    done = check(folder)
    suite.check(done.returncode == 0, f"всё обязательное размещено: код {done.returncode}")
    suite.check("документ: Приказ p" in text(done.stdout), "чем закрыто")


class Page(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags, self.open, self.addresses, self.text = [], [], [], ""

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.addresses += [v for k, v in attrs if k in ("href", "src")]
        if tag not in ("meta", "link"):
            self.open.append(tag)

    def handle_endtag(self, tag):
        if self.open.pop() != tag:
            raise ValueError(tag)

    def handle_data(self, data):
        self.text += data


def test_formats(suite, folder):
    title = PROFILE["items"][1]["title"]
    table = list(csv.reader(io.StringIO(text(check(folder, "--format", "csv").stdout), newline=""), delimiter=";"))
    suite.check(table[0][0] == "\ufeffОрганизация" and {len(r) for r in table} == {14}, "ширина CSV")
    suite.check(len(table) == 1 + 3 * 6 and title in [r[4] for r in table], "строки CSV")
    lines = {r[12] for r in table[1:]}
    suite.check("" in lines and "0" not in lines, f"неизвестная строка пуста: {lines}")
    suite.check(check(folder, "--format", "csv").stdout.count(b"\r\n") == len(table), "концы строк CSV")
    junit = xml.etree.ElementTree.fromstring(check(folder, "--format", "junit").stdout)
    required = next(s for s in junit if s.get("name") == "required")
    suite.check(len(required) == int(required.get("tests")) == 12, "случаи JUnit")
    suite.check(len(required.findall("testcase/failure")) == int(required.get("failures")) == 6, "отказы JUnit")
    suite.check(len(required.findall("testcase/skipped")) == int(required.get("skipped")) == 1, "пропуски JUnit")
    suite.check(any(title in f.get("message") for f in required.iter("failure")), "название в JUnit")
    lines = text(check(folder, "--format", "github").stdout).splitlines()
    suite.check(all(re.match(r"::(notice|warning|error) file=", line) for line in lines), "строки GitHub")
    suite.check(all(f" file={folder}/data/" in line for line in lines), "пути GitHub — от места вызова")
    here = text(run("check", ".", "--today", TODAY, "--format", "github", cwd=folder).stdout).splitlines()
    suite.check(here and all(" file=data/" in line for line in here), "пути GitHub у вызова из самой папки")
    suite.check(sum("title=prikaz::" in line for line in lines) == 2, "пометки GitHub")
    page = Page()
    page.feed(text(check(folder, "--format", "html").stdout))
    suite.check(not page.open and not page.addresses and page.tags.count("table") == 6, "страница сама по себе")
    suite.check(title in page.text and "script" not in page.tags, "название на странице")
    said = " ".join(page.text.replace("\u00a0", " ").split())
    suite.check("Проверено: 3 организации, 2 марта 2026 г. Размещено 45,5 % (5 из 11 обязательных пунктов), "
                "частично — 1, не размещено — 5, не предусмотрено — 1, просрочено — 1." in said, "итог, который вставляют в письмо")
    debts = said[said.index("Кому что разместить"):said.index("По пунктам: организации")]
    suite.check(debts.count("не размещено") == 5 and debts.count("размещено частично") == 1 and "Школа a" not in debts and
                f"Школа v{title}не размещеносрок прошёл 20 февраля" in debts, f"кто что должен: {debts}")
    done = check(folder, "--format", "pdf")
    suite.check(done.returncode == 2 and "нет такого вида" in text(done.stderr), "неизвестный вид")


def test_same_everywhere(suite, folder):
    """Any number of workers, the same bytes; the published manifest, the same verdicts."""
    suite.check(check(folder, "--format", "json", "--jobs", "1").stdout ==
                check(folder, "--format", "json", "--jobs", "8").stdout, "зависит от числа потоков")
    run("build", folder, "--today", TODAY, "--quiet")
    found = answer(folder)
    for path in "abv":
        manifest = json.loads((folder / f"public/{path}/nastavnichestvo.json").read_text(encoding="utf-8"))
        published = {(r["profile"], r["id"]): r["status"] for r in manifest["requirements"]}
        suite.check(published == {(r["profile"], r["item"]): r["status"] for r in rows(found, path).values()},
                    f"{path}: опубликовано не то, что проверено")


def test_profile(suite, folder):
    other = {**PROFILE, "id": "drugoy", "items": [PROFILE["items"][1]]}
    put_records(folder, "drugoy.yaml", other)
    found = answer(folder, "--profile", folder / "drugoy.yaml")
    suite.check([i["profile"] for i in found["items"]] == ["drugoy"], "сверено не с тем перечнем")
    suite.check("requirement-elsewhere" not in text(check(folder, "--profile", folder / "drugoy.yaml").stderr),
                "записи сделаны не для навязанного перечня")
    put_records(folder, "drugoy.yaml", {**other, "id": "moy"})
    found = answer(folder, "--profile", folder / "drugoy.yaml")
    suite.check([i["id"] for i in found["items"]] == ["polozhenie"], "новая редакция не заменила прежнюю")
    done = check(folder, "--profile", folder / "net.yaml")
    suite.check(done.returncode == 3 and "net.yaml" in text(done.stderr), f"нет файла: код {done.returncode}")
    put(folder, "drugoy.yaml", "id: [\n")
    suite.check(check(folder, "--profile", folder / "drugoy.yaml").returncode == 1, "негодный перечень")
    (folder / "drugoy.yaml").unlink()


def changes(folder, today=TODAY):
    return {(c["path"], c["item"], c["change"]) for c in answer(folder, "--since", folder / "past.json", today=today)["changes"]}


def test_difference(suite, folder):
    put(folder, "past.json", check(folder, "--format", "json").stdout)
    suite.check(changes(folder) == set(), "перемен быть не должно")
    suite.check("перемен нет" in text(check(folder, "--since", folder / "past.json").stdout), "слова об этом")
    put(folder, "past.json", json.dumps(json.loads((folder / "past.json").read_text()), ensure_ascii=True))
    suite.check(changes(folder) == set(), "тот же JSON в другом виде")
    put_school(folder, "a", [act("p", ["stimul", "metod"]), act("o", ["prikaz"], "2024/2025")],
               [pair("x", True), pair("y", False)])
    put_school(folder, "b", [act("p", ["prikaz"]), act("q", ["polozhenie"])])
    put_school(folder, "g", [])
    suite.check(changes(folder) == {
        ("a", "polozhenie", "vanished"), ("a", "prikaz", "stale"), ("a", "programmy", "worse"),
        ("b", "prikaz", "appeared"), ("g", "", "organization-new")}, f"перемены: {changes(folder)}")
    suite.check(("v", "prikaz", "late") in changes(folder, "2026-03-11"), "просрочено")
    for path in ("data/g/organization.yaml", "content/g/index.md"):
        (folder / path).unlink()
    for path in ("data/g", "content/g"):
        (folder / path).rmdir()
    put(folder, "past.json", (folder / "past.json").read_text().replace('"path": "v"', '"path": "w"'))
    suite.check({("w", "", "organization-gone"), ("v", "", "organization-new")} <= changes(folder), "ушедшая организация")
    for bad in ("", "{}", "[1, 2", '{"schema": "nastavnik-check/1", "organizations": 5}', "[" * 5000, '"\\ud800"'):
        put(folder, "past.json", bad)
        done = check(folder, "--since", folder / "past.json")
        suite.check(done.returncode == 2 and "не ответ check" in text(done.stderr), f"{bad[:20]}: {done.returncode}")
    suite.check(check(folder, "--since", folder / "net.json").returncode == 2, "нет файла")
    put(folder, "past.json", check(folder, "--format", "json").stdout)
    for name in ("organization.yaml", "acts.yaml"):
        before = (folder / "data/b" / name).read_bytes()
        put(folder, f"data/b/{name}", "name: [\n")
        said = text(check(folder, "--since", folder / "past.json").stdout)
        suite.check("С прошлой проверки (02.03.2026):" in said and "проверить не удалось: Школа b" in said and
                    "больше нет" not in said and "хуже" not in said, f"{name}: {said}")
        put(folder, f"data/b/{name}", before)
    for kind in ("csv", "junit", "github"):
        done = check(folder, "--since", folder / "past.json", "--format", kind)
        suite.check(done.returncode == 2 and "показывают виды" in text(done.stderr), f"{kind} перемен не показывает")


def files(folder):
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_writes(suite, folder):
    """Nothing but the memories of documents and of the answer, and they may be deleted."""
    run("init", folder / "x", "--level", "school")
    folder = folder / "x"
    before = files(folder)
    check(folder, "--no-facts")
    suite.check(files(folder) == before, "с --no-facts что-то записано")
    first = answer(folder)
    memories = {".nastavnik-facts", ".nastavnik-check"}
    suite.check(set(files(folder)) - set(before) == memories, f"записано {set(files(folder)) - set(before)}")
    suite.check((folder / ".nastavnik-check").stat().st_mode & 0o777 == 0o600, "ответ цитирует записи, а читают его все")
    for memory in memories:
        (folder / memory).unlink()
        suite.check(answer(folder) == first, f"без {memory} ответ другой")


def told(done):
    """What a check says, but for how long it took."""
    return done.returncode, text(done.stdout), re.sub(r"[0-9]+,[0-9]{2} с\.", "", text(done.stderr))


def test_memory(suite, folder):
    """An answer is given again as long as everything that it depends on is the same, and no longer."""
    memory = folder / ".nastavnik-check"
    own = folder.parent / f"{folder.name}-perechen.yaml"
    past = folder.parent / f"{folder.name}-past.json"
    question = []

    def ask(again, what):
        """[again]: the answer is to be the kept one, and the memory is left alone."""
        kept = memory.stat().st_ino if memory.exists() else None
        given = told(check(folder, *question))
        suite.check((memory.stat().st_ino == kept) == again, f"{what}: {'проверено заново' if again else 'не проверено'}")
        kept = memory.stat().st_ino
        suite.check(given == told(check(folder, *question, "--whole")), f"{what}: ответ не тот")
        suite.check(memory.stat().st_ino != kept, f"{what}: --whole ответило по памяти")

    def change(what, act):
        act()
        ask(False, what)
        ask(True, f"{what}, ещё раз")

    put_records(folder, "data/a/people.yaml", [{"id": "kto", "name": "Примерова Вера Павловна"}])
    change("первый раз", lambda: None)
    change("запись", lambda: put_records(folder, "data/a/acts.yaml", [act("p", ["prikaz"])]))
    change("страница", lambda: put_page(folder, "content/a/index.md", {"title": "Наставничество"}, "О [том](net.html)."))
    change("новая организация", lambda: put_school(folder, "g", []))
    change("перечень", lambda: put_records(folder, "data/requirements/moy.yaml", {**PROFILE, "title": "Иначе"}))
    change("сайт", lambda: put_records(folder, "data/site.yaml", {"title": "Наставничество района"}))
    change("память о документах", lambda: (folder / ".nastavnik-facts").unlink(missing_ok=True) or
           (folder / ".nastavnik-facts").write_text("чужое"))
    put_records(own.parent, own.name, {**PROFILE, "id": "svoy"})
    change("заметки", lambda: question.append("--notes"))
    change("свой перечень", lambda: question.extend(["--profile", own]))
    change("свой перечень изменился", lambda: put_records(own.parent, own.name, {**PROFILE, "id": "svoy", "title": "Ещё"}))
    last = check(folder, "--format", "json").stdout
    past.write_bytes(last)
    change("прошлая проверка", lambda: question.extend(["--since", past]))
    other = last.replace(b'"status": "absent"', b'"status": "published"')
    change("прошлая проверка другая", lambda: past.write_bytes(other) and None)
    for kind in ("json", "html"):
        change(kind, functools.partial(question.extend, ["--format", kind]))
    change("день", lambda: question.extend(["--today", "2026-03-03"]))
    for what, spoil in (("пусто", lambda whole: b""), ("обрезано", lambda whole: whole[:-1]),
                        ("длиннее", lambda whole: whole + b"."), ("иное внутри", lambda whole: whole[:-9] + b"?" + whole[-8:]),
                        ("другая первая строка", lambda whole: whole.replace(b"check 1", b"check 2", 1)),
                        ("одна строка", lambda whole: whole.split(b"\n")[0])):
        spoiled = spoil(memory.read_bytes())
        change(f"память: {what}", lambda: memory.write_bytes(spoiled) and None)
    for path in (own, past):
        path.unlink()


def test_coloured(suite, folder):
    """On a terminal the answer that a pipe was given is not given again: it has no colours, and may have notes."""
    region(folder)
    check(folder, "--notes")
    ours, theirs = pty.openpty()
    with subprocess.Popen([PROGRAM, "check", folder, "--today", TODAY], stdout=subprocess.DEVNULL, stderr=theirs,
                          env={**ENVIRONMENT, "TERM": "xterm", "NO_COLOR": ""}):
        os.close(theirs)
        said = os.read(ours, 4096)
        os.close(ours)  # the rest is told to nobody
    suite.check(b"\x1b[" in said, f"на терминале без цвета: {said[:200]}")


def test_unread(suite, folder):
    """A school whose record cannot be read is in no share, and each answer says so."""
    put_records(folder, "data/requirements/moy.yaml", PROFILE)
    put_school(folder, "a", [act("p", ["prikaz", "polozhenie"])], [pair("x", True)])
    put_records(folder, "data/b/organization.yaml", {"level": "school", "kind": "school", "name": "Школа b"})
    put(folder, "data/v/organization.yaml", "level: [school\n")
    put_school(folder, "g", [])
    put(folder, "data/g/acts.yaml", "- id: [p\n")  # its items are judged, one by one
    said = text(check(folder).stdout)
    suite.check("Не проверялось, записи не прочитаны:\n  data/v: скобка «[» не закрыта\n" in said, f"не прочитанная: {said}")
    suite.check("ещё 1 организация: обязательных пунктов нет" in said, f"без перечня: {said}")
    found = {o["path"]: o.get("unread") for o in answer(folder)["organizations"]}
    suite.check(found == {"a": None, "b": None, "g": None, "v": "скобка «[» не закрыта"}, f"не прочитанная, JSON: {found}")
    page = text(check(folder, "--format", "html").stdout)
    suite.check(page.count("<li>data/v: скобка «[» не закрыта</li>") == 1 == page.count("записи не прочитаны"), "не прочитанная, HTML")
    suite.check("data/g: " not in said and "«[»" not in said.split("data/v: скобка")[0], f"прочитанная не вся: {said}")
    for school in "abg":
        (folder / f"data/{school}/organization.yaml").unlink()
    said = text(check(folder).stdout)
    suite.check("не проверялось, записи не прочитаны: скобка «[» не закрыта" in said, f"одна не прочитанная: {said}")


def test_unsettled(suite, folder):
    """What could not be looked at today is looked at again tomorrow."""
    run("init", folder / "x", "--level", "school")
    broken = folder / "examiner"
    broken.write_text("#!/bin/sh\nexit 1\n")
    broken.chmod(0o755)
    words = ("check", folder / "x", "--today", TODAY)
    done = run(*words, environment={"NASTAVNIK_FACTS": str(broken)})
    suite.check("не проверялось" in text(done.stdout), f"проверялось: {text(done.stdout)}")
    suite.check(not (folder / "x/.nastavnik-check").exists(), "неполный ответ запомнен")


def test_registers(suite, folder):
    """A municipality's registers hold what its schools have; what is due each year wants a record of this year."""
    put_records(folder, "data/requirements/moy.yaml", {**PROFILE, "items": [
        {"id": name, "title": f"Реестр {name}", "levels": ["municipality"], "must": "required",
         "satisfied_by": {"register": name}} for name in ("mentors", "programmes", "pairs", "practices")] + [
        {"id": "doska", "title": "Доска почёта", "levels": ["municipality"], "must": "required", "yearly": "да",
         "satisfied_by": {"register": "honor"}},
        {"id": "programmy", "title": "Программы", "levels": ["school"], "must": "required", "yearly": "да",
         "satisfied_by": {"register": "programmes"}}]})
    put_records(folder, "data/organization.yaml",
                {"level": "municipality", "kind": "authority", "name": "Район", "profile": "moy"})
    put_page(folder, "content/index.md", {"title": "Наставничество"}, "Здесь рассказано о наставничестве.")
    put_records(folder, "data/honor.yaml", [{"id": "a", "name": "Иванова М. П.", "award": "Грамота", "year": 2019}])
    put_school(folder, "a", [], [{"id": "x", "form": "ученик – ученик", "count": 1, "from": "2025-09-15",
                                  "until": "2026-05-31", "programme": {"goals": "цель", "status": "реализуется"}}])
    empty = {name: r["status"] for name, r in rows(answer(folder), "").items()}
    suite.check(empty["mentors"] == empty["practices"] == "absent" and empty["pairs"] == empty["programmes"] == "published",
                f"реестры района: {empty}")
    put_records(folder, "data/a/people.yaml", [{"id": "m", "name": "Петрова Анна Ивановна", "role": "mentor"}])
    put_records(folder, "data/a/practices.yaml", [{"id": "p", "title": "Практика", "summary": "Суть", "shared": "да"}])
    found = rows(answer(folder), "")
    suite.check(all(found[n]["status"] == "published" for n in ("mentors", "practices")), f"реестры района: {found}")
    suite.check(found["doska"]["status"] == "absent" and "этого учебного года" in found["doska"]["reason"],
                f"доска почёта 2019 года: {found['doska']}")
    put_records(folder, "data/honor.yaml", [{"id": "a", "name": "Иванова М. П.", "award": "Грамота", "year": 2026}])
    suite.check(rows(answer(folder), "")["doska"]["status"] == "published", "доска этого года")
    for day, status in (("2026-06-10", "published"), ("2026-08-31", "published"), ("2026-09-01", "absent")):
        now = [r["status"] for r in rows(answer(folder, today=day), "a").values()]
        suite.check(now == [status], f"программа, которая кончилась в мае, {day}: {now}")


def test_many_messages(suite, folder):
    """What is absent is a finding even when other messages have taken all the room there is."""
    put_records(folder, "data/requirements/moy.yaml", PROFILE)
    put_school(folder, "a", [])
    people = "".join(f"- id: m{i}\n  name: Петрова Анна Ивановна\n  role: mentor\n  sample: да\n" for i in range(10001))
    put(folder, "data/a/people.yaml", people.encode())
    done = check(folder, "--format", "json", "--no-facts")
    suite.check(done.returncode == 1 and "requirement-absent" not in text(done.stdout).split('"organizations"')[0],
                f"за {10001} сообщением: статус {done.returncode}")


def test_full(suite, folder):
    """An answer that does not get through is no clean one, whatever its length."""
    run("init", folder / "x", "--level", "school")
    for words in (("check", folder / "x"), *(("check", folder / "x", "--format", f) for f in ("json", "csv", "html", "junit")),
                  ("build", folder / "x", "--format", "json"), ("schema", "act"), ("schema", "--markdown"),
                  ("explain",), ("explain", "act-no-file"), ("--limits",), ("--version",), ("help",)):
        with open("/dev/full", "wb") as full:
            done = run(*words, stdout=full)
        suite.check(done.returncode == 3 and "ответ выведен не весь" in text(done.stderr),
                    f"{words}: статус {done.returncode}: {text(done.stderr)[-200:]}")


def test_example(suite):
    done = check(ROOT, "--format", "json")
    found = json.loads(done.stdout)
    absent = [d for d in found["diagnostics"] if d["code"] == "requirement-absent"]
    total = found["required"]
    suite.check(done.returncode == 1 and len(absent) == total["absent"] + total["partial"], f"пример: {total}")


def main():
    suite = Suite()
    for test in (test_statuses, test_deadlines, test_counts, test_formats, test_same_everywhere, test_profile,
                 test_difference, test_memory):
        with scratch() as name:
            folder = Path(name)
            region(folder)
            test(suite, folder)
    with scratch() as name:
        test_one(suite, Path(name))
    with scratch() as name:
        test_doubt(suite, Path(name))
    with scratch() as name:
        test_namesakes(suite, Path(name))
    with scratch() as name:
        test_nothing_required(suite, Path(name))
    with scratch() as name:
        test_writes(suite, Path(name))
    for test in (test_coloured, test_unread, test_unsettled, test_registers, test_many_messages, test_full):
        with scratch() as name:
            test(suite, Path(name))
    test_example(suite)
    return suite.finish()


if __name__ == "__main__":
    sys.exit(main())
