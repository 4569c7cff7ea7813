# SPDX-License-Identifier: MIT
"""The page «Мониторинг», and `check --published`: the same numbers without the sources.

A region of two municipalities is built whose shares can be counted on fingers;
then its published sections alone have to give the same tables, byte by byte.
The rest are manifests that lie, are broken or hostile: none may raise a share,
crash the program or leave the folder, and each has to be named.
"""

import csv
import hashlib
import io
import json
import os
import random
import re
import shutil
from pathlib import Path

import html5lib

from project import ROOT, TODAY, Suite, build, pdf, put, put_page, put_records, run, scratch, text

SUITE = Suite()
MANIFEST = "nastavnichestvo.json"
TABLES = ["monitoring.csv", "monitoring-items.csv", "monitoring-debts.csv"]

PROFILE = {
    "id": "moy", "title": "Перечень области", "source": "Приказ от 01.09.2025 № 1", "in_force": "2025-09-01",
    "items": [
        {"id": "polozhenie", "title": "Положение о наставничестве", "levels": ["school"], "must": "required",
         "due": ["11-10"], "satisfied_by": {"kinds": ["regulation"], "titles": ["наставнич"]}},
        {"id": "prikaz", "title": "Приказ о внедрении", "levels": ["school"], "must": "required",
         "due": ["02-20"], "satisfied_by": {"kinds": ["order"], "titles": ["внедрени"]}},
        {"id": "baza", "title": "База наставников", "levels": ["school"], "must": "required",
         "due": ["05-31"], "satisfied_by": {"register": "mentors"}},
        {"id": "konkurs", "title": "Конкурс", "levels": ["school"], "must": "optional"},
        {"id": "plan", "title": "План района", "levels": ["municipality"], "must": "required",
         "satisfied_by": {"kinds": ["roadmap"], "titles": ["план"]}},
    ],
}

# ---- projects ----------------------------------------------------------------------------


def organization(folder, path, level, kind, name, **more):
    put_records(folder, f"data/{path}organization.yaml", {"level": level, "kind": kind, "name": name, **more})
    put_page(folder, f"content/{path}index.md", {"title": "Наставничество"}, "Здесь рассказано о наставничестве.")


def act(identifier, kind, title, files=True):
    fields = {"id": identifier, "kind": kind, "title": title, "date": "2025-09-01", "number": "1"}
    return {**fields, "files": [f"files/{identifier}.pdf"]} if files else fields


def school(folder, path, name, acts=(), mentors=False, waived=(), **more):
    organization(folder, path, "school", "school", name, **more)
    put_records(folder, f"data/{path}acts.yaml", list(acts))
    for a in acts:
        for file in a.get("files", []):
            put(folder, f"content/{path}{file}", pdf(f"{name} {file}"))
    if mentors:
        put_records(folder, f"data/{path}people.yaml", [{
            "id": "ivanova", "name": "Иванова Мария Петровна", "role": "mentor", "labour_consent": {"given": "2025-09-01"},
            "consent": {"given": "2025-09-01", "covers": ["name"]}}])
    if waived:
        put_records(folder, f"data/{path}waivers.yaml", [
            {"requirement": w, "reason": "Не нужен", "until": "2027-01-01"} for w in waived])


REGULATION = act("polozhenie", "regulation", "Положение о наставничестве")
ORDER = act("prikaz", "order", "О внедрении наставничества")


def region(folder):
    """Five schools: 3 of 3, 1 of 3, 0 of 2 and one waived, 1 of 3 with one in part, 0 of 3; plans 1 of 2."""
    put_records(folder, "data/requirements/moy.yaml", PROFILE)
    organization(folder, "", "region", "operator", "Область", profile="moy")
    organization(folder, "rayon-a/", "municipality", "authority", "Район А")
    put_records(folder, "data/rayon-a/acts.yaml", [act("plan", "roadmap", "План работы")])
    put(folder, "content/rayon-a/files/plan.pdf", pdf("план"))
    organization(folder, "rayon-b/", "municipality", "authority", "Район Б")
    school(folder, "rayon-a/shkola-1/", "Школа № 1", [REGULATION, ORDER], mentors=True)
    school(folder, "rayon-a/shkola-2/", "Школа № 2", [REGULATION])
    school(folder, "rayon-a/shkola-10/", "Школа № 10", waived=["polozhenie"])
    school(folder, "rayon-b/shkola-1/", "Школа № 1 п. Лесной",
           [REGULATION, act("prikaz", "order", "О внедрении наставничества", files=False)])
    school(folder, "rayon-b/shkola-2/", "Школа № 2 п. Лесной")


def one_school(folder):
    put_records(folder, "data/requirements/moy.yaml", PROFILE)
    school(folder, "", "Школа № 5", [REGULATION, ORDER], mentors=True, inn="7707083893", profile="moy")


def built(folder, make):
    make(folder)
    done = build(folder)
    SUITE.check(done.returncode == 0, f"{make.__name__} не собирается: {text(done.stderr)[-3000:]}")
    return Path(folder) / "public"


# ---- running ---------------------------------------------------------------------------------


def check(folder, *more, today=TODAY):
    """The exit status and the summary of `check --published`."""
    done = run("check", "--published", folder, "--today", today, "--format", "json", *more)
    try:
        return done.returncode, json.loads(done.stdout)
    except ValueError:
        SUITE.check(False, f"ответ не JSON: {text(done.stdout)[:200]} {text(done.stderr)[-800:]}")
        return done.returncode, {"diagnostics": [], "items": [], "sections": 0, "total": {}}


def codes(summary, *without):
    return sorted({d["code"] for d in summary["diagnostics"]} - set(without))


def item(summary, identifier):
    return next((i for i in summary["items"] if i["id"] == identifier), {})


def rows(path):
    return list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"), newline=""), delimiter=";"))


# ---- the page ----------------------------------------------------------------------------------


def page_of(path):
    return html5lib.parse(path.read_text("utf-8"), namespaceHTMLElements=False)


def words(element):
    return " ".join("".join(element.itertext()).replace("\u00a0", " ").split())


def the_page_counts(public):
    shares = {r["Организация"]: r for r in rows(public / "monitoring.csv")}
    expected = {"Район А": (9, 5, "55,6 %"), "Район Б": (7, 1, "14,3 %")}
    for name, (required, published, percent) in expected.items():
        row = shares.get(name, {})
        SUITE.check((row.get("Обязательных пунктов"), row.get("Размещено"), row.get("Доля", "").replace("\u00a0", " "))
                    == (str(required), str(published), percent), f"{name}: {row}")
    SUITE.check(len(shares) == 2, f"у области только районы: {list(shares)}")
    page = page_of(public / "monitoring.html")
    lead = words(page.find(".//p[@class='lead']"))
    SUITE.check(lead == "Размещено 6 из 16 обязательных пунктов — 37,5 %, частично — 1, не размещено — 9; "
                "срок прошёл у 5 пунктов.", lead)


def the_page_draws(public):
    page = page_of(public / "monitoring.html")
    chart = page.find(".//ul[@class='chart']")
    labels = [words(e) for e in chart]
    widths = [e.get("width") for e in chart.iter() if str(e.tag).endswith("rect") and e.get("class") == "bar-part"]
    hidden = [e.get("aria-hidden") for e in chart.iter() if str(e.tag).endswith("svg")]
    SUITE.check(labels == ["55,6 % Район А", "14,3 % Район Б"], f"подписи полос: {labels}")
    SUITE.check(widths == ["55.6%", "14.3%"], f"длины полос: {widths}")
    SUITE.check(hidden == ["true", "true"], f"полосы повторяют сказанное рядом: {hidden}")


def the_municipality_sees_itself(public):
    own, *below = rows(public / "rayon-a/monitoring.csv")
    SUITE.check((own["Организация"], own["Обязательных пунктов"], own["Размещено"]) == ("Район А", "1", "1"), str(own))
    SUITE.check([r["Организация"] for r in below] == ["Школа № 1", "Школа № 2", "Школа № 10"],
                f"школы стоят по алфавиту и по числам: {below}")
    SUITE.check([r["Обязательных пунктов"] for r in below] == ["3", "3", "2"], "непредусмотренное не в знаменателе")
    SUITE.check(not (public / "rayon-a/shkola-1/monitoring.html").exists(), "у школы нет страницы «Мониторинг»")


def items_have_numerators(public):
    items = {r["Пункт"]: r for r in rows(public / "monitoring-items.csv")}
    got = [items["polozhenie"][k] for k in ("К скольким относится", "Размещено", "Размещено частично", "Не размещено",
                                            "Не предусмотрено", "Не проверялось")]
    SUITE.check(got == ["5", "3", "0", "1", "1", "0"], f"положение: {got}")
    SUITE.check(items["prikaz"]["Размещено частично"] == "1", "приказ без файла размещён частично")
    debts = [(r["Пункт"], r["Организация"]) for r in rows(public / "monitoring-debts.csv")]
    SUITE.check(("polozhenie", "Школа № 2 п. Лесной") in debts and ("polozhenie", "Школа № 10") not in debts,
                f"долги: {debts}")
    SUITE.check([i for i, _ in debts][-5:] == ["konkurs"] * 5, "сначала обязательное, потом остальное")


def late_is_counted(public):
    """The order was due on 20 February: of four debtors one has it in part; the base is due in May only."""
    items = {r["Пункт"]: r["Просрочено"] for r in rows(public / "monitoring-items.csv")}
    SUITE.check(items == {"polozhenie": "1", "prikaz": "4", "baza": "0", "konkurs": "0", "plan": "0"}, f"пункты: {items}")
    shares = {r["Организация"]: r["Просрочено"] for r in rows(public / "monitoring.csv")}
    SUITE.check(shares == {"Район А": "2", "Район Б": "3"}, f"организации: {shares}")
    own = {r["Организация"]: r["Просрочено"] for r in rows(public / "rayon-a/monitoring.csv")}
    SUITE.check(own == {"Район А": "0", "Школа № 1": "0", "Школа № 2": "1", "Школа № 10": "1"}, f"район А: {own}")
    debts = {(r["Пункт"], r["Организация"]): (r["Состояние"], r["Срок"], r["Просрочено"])
             for r in rows(public / "monitoring-debts.csv")}
    for key, value in ((("prikaz", "Школа № 1 п. Лесной"), ("размещено частично", "20.02.2026", "да")),
                       (("polozhenie", "Школа № 2 п. Лесной"), ("не размещено", "10.11.2025", "да")),
                       (("baza", "Школа № 2"), ("не размещено", "31.05.2026", "нет")),
                       (("konkurs", "Школа № 2"), ("не размещено", "", "нет"))):
        SUITE.check(debts.get(key) == value, f"{key}: {debts.get(key)}")
    page = words(page_of(public / "monitoring.html").find(".//main"))
    SUITE.check("из них просрочено — 4" in page and "просрочено: срок был 20 февраля 2026" in page, page)


def late_by_the_day_of_the_check(public):
    """A section built before the deadline is late after it, without being built again."""
    for day, late in ((TODAY, 5), ("2026-05-31", 5), ("2026-06-01", 9)):
        _, summary = check(public, today=day)
        SUITE.check(summary["total"]["late"] == late, f"{day}: {summary['total']}")
    _, summary = check(public)
    SUITE.check(item(summary, "polozhenie")["overdue"] ==
                [{"organization": "rayon-b/shkola-2/index.html", "due_day": "2025-11-10"}], "кто и с какого дня")
    said = text(run("check", "--published", public, "--today", TODAY).stdout)
    SUITE.check("не размещено — 9, не проверялось — 0, просрочено — 5" in said and "Район Б, просрочено — 3" in said and
                "Школа № 2 п. Лесной (просрочено: срок был 10.11.2025)" in said, said)


def changes_of(done):
    return {(c["path"], c["item"], c["change"]) for c in json.loads(done.stdout)["changes"]}


def since_is_compared():
    """With an earlier answer of the sources, and with one of published sections, as a region keeps them."""
    with scratch() as folder:
        folder, public = Path(folder), built(folder, region)
        put(folder, "sources.json", run("check", folder, "--today", TODAY, "--format", "json").stdout)
        put(folder, "published.json", run("check", "--published", public, "--today", TODAY, "--format", "json").stdout)
        moved = public / "rayon-a/shkola-2"
        put_records(folder, "data/rayon-a/shkola-2/acts.yaml", [ORDER])
        put(folder, "content/rayon-a/shkola-2/files/prikaz.pdf", pdf("приказ"))
        (folder / "content/rayon-a/shkola-2/files/polozhenie.pdf").unlink()
        build(folder)
        expected = {("rayon-a/shkola-2", "prikaz", "appeared"), ("rayon-a/shkola-2", "polozhenie", "vanished")}
        for past in ("sources.json", "published.json"):
            words_ = ["check", "--published", public, "--today", TODAY, "--since", folder / past]
            SUITE.check(changes_of(run(*words_, "--format", "json")) == expected, f"{past}: перемены")
            said = text(run(*words_).stdout)
            SUITE.check("С прошлой проверки (02.03.2026):" in said and "исчезло: Школа № 2, Положение" in said, said)
        late = run("check", "--published", public, "--today", "2026-06-01", "--since", folder / "published.json",
                   "--format", "json")
        SUITE.check(("rayon-a/shkola-2", "baza", "late") in changes_of(late), "просроченное с прошлого раза")
        shutil.rmtree(moved)
        gone = run("check", "--published", public, "--today", TODAY, "--since", folder / "published.json", "--format", "json")
        SUITE.check(("rayon-a/shkola-2", "", "organization-gone") in changes_of(gone), "раздела больше нет")


def namesakes_are_told_apart():
    """«СОШ № 1» of two districts: on the pages and in the tables of the region stands whose each of them is."""
    with scratch() as folder:
        put_records(folder, "data/requirements/moy.yaml", PROFILE)
        organization(folder, "", "region", "operator", "Область", profile="moy")
        for letter in "ab":
            organization(folder, f"rayon-{letter}/", "municipality", "authority", f"Район {letter}")
            school(folder, f"rayon-{letter}/shkola-1/", "СОШ № 1", mentors=True)
        done = build(folder)
        SUITE.check(done.returncode == 0, f"тёзки не собираются: {text(done.stderr)[-2000:]}")
        public = Path(folder) / "public"
        for table in ("monitoring-debts.csv", "mentors.csv"):
            rows = list(csv.DictReader(io.StringIO((public / table).read_text(encoding="utf-8-sig"), newline=""),
                                       delimiter=";"))
            above = sorted({row["Вышестоящая организация"] for row in rows if row["Организация"] == "СОШ № 1"})
            SUITE.check(above == ["Район a", "Район b"], f"{table}: тёзки под {above}")
        mentors = (public / "mentors.html").read_text(encoding="utf-8")
        for letter in "ab":
            SUITE.check(f'data-organization="СОШ № 1 (Район {letter})"' in mentors, f"реестр не знает района {letter}")
            SUITE.check(f'<span class="facts">Район {letter}</span>' in (public / "monitoring.html").read_text(encoding="utf-8"),
                        f"должник без района {letter}")
        own = (public / "rayon-a/mentors.html").read_text(encoding="utf-8")
        SUITE.check('data-organization="СОШ № 1"' in own and '<span class="facts">Район' not in own,
                    "у себя дома район назван лишний раз")


def many_debtors_are_folded():
    with scratch() as folder:
        put_records(folder, "data/requirements/moy.yaml", PROFILE)
        organization(folder, "", "municipality", "authority", "Район", profile="moy")
        for i in range(1, 61):
            school(folder, f"shkola-{i}/", f"Школа № {i}")
        public = Path(folder) / "public"
        build(folder)
        page = page_of(public / "monitoring.html")
        first = next(d for d in page.iter("details") if "Положение" in words(d.find("summary")))
        SUITE.check(len(list(first.iter("li"))) == 50 and "И ещё 10" in words(first), "50 должников и «ещё 10»")
        debts = [r for r in rows(public / "monitoring-debts.csv") if r["Пункт"] == "polozhenie"]
        SUITE.check(len(debts) == 60, f"в CSV все должники: {len(debts)}")
        SUITE.check("60 организаций" in words(first.find("summary")), words(first.find("summary")))


# ---- the same without the sources ------------------------------------------------------------------


def same_as_sources(public, folder, name):
    done = run("check", "--published", folder, "--today", TODAY, "--format", "csv")
    built_tables = b"\r\n".join((public / t).read_bytes() for t in TABLES if (public / t).exists())
    SUITE.check(done.stdout == built_tables, f"{name}: таблицы по разделам не те, что по записям")
    SUITE.check(b"manifest-" not in done.stderr, f"{name}: {text(done.stderr)[:500]}")


def region_is_the_same(public):
    for path in ["", "rayon-a"]:
        same_as_sources(public / path, public / path, f"область, «{path}»")
    status, summary = check(public, "--notes")
    SUITE.check(status == 1, "есть долги, а статус не 1")
    SUITE.check(summary["total"] == {"required": 16, "published": 6, "partial": 1, "absent": 9, "not_checked": 0, "late": 5},
                str(summary["total"]))
    SUITE.check((summary["sections"], summary["unread"], codes(summary)) == (8, 0, []), str(codes(summary)))


def example_is_the_same():
    with scratch() as folder:
        build(ROOT, out=folder)
        pages = sorted(Path(folder).rglob("monitoring.csv"))
        SUITE.check(len(pages) >= 2, "в примере нет ни одного мониторинга")
        for page in pages:
            same_as_sources(page.parent, page.parent, page.parent.name)
        _, summary = check(folder, "--notes")
        SUITE.check(codes(summary) == [], f"к примеру есть замечания: {summary['diagnostics'][:3]}")
        counted = [sum(int(r["Обязательных пунктов"]) for r in rows(p)) for p in pages]
        SUITE.check(summary["total"]["required"] >= sum(counted), "в своде меньше, чем в частях")


def everything_is_published():
    with scratch() as folder:
        public = built(folder, one_school)
        status, summary = check(public)
        SUITE.check((status, summary["total"]["published"]) == (0, 3), f"{status}, {summary['total']}")


# ---- manifests that lie ----------------------------------------------------------------------------


def sealed(document):
    """A manifest with the hash of its own content, as the program writes it."""
    head = {k: document[k] for k in list(document)[:list(document).index("content_hash")]}
    body = {k: v for k, v in document.items() if k not in head and k != "content_hash"}
    inner = json.dumps(body, ensure_ascii=False, indent=2)[1:-2]
    head["content_hash"] = hashlib.sha256(inner.encode()).hexdigest()
    return (json.dumps(head, ensure_ascii=False, indent=2)[:-2] + "," + inner + "\n}\n").encode()


class Section:
    """A copy of a good section that a test may spoil."""

    def __init__(self, source, folder):
        self.folder = Path(folder) / "section"
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.copytree(source, self.folder)
        self.manifest = self.folder / MANIFEST
        self.document = json.loads(self.manifest.read_bytes())

    def requirement(self, identifier):
        return next(r for r in self.document["requirements"] if r["id"] == identifier)

    def act(self, identifier):
        return next(d for d in self.document["documents"] if d["id"] == identifier)

    def seal(self):
        self.manifest.write_bytes(sealed(self.document))


def lie(name, expected, status_of_item=None):
    """Marks a function that spoils a section; the codes it must cause, and what becomes of an item."""
    def mark(function):
        LIES.append((name, expected, status_of_item, function))
        return function
    return mark


LIES = []


@lie("ничего не изменено, только запечатано заново", [])
def sealed_again(section):
    section.seal()


@lie("файла нет", ["manifest-claim", "manifest-file-absent"], ("polozhenie", "absent"))
def file_gone(section):
    (section.folder / section.act("polozhenie")["files"][0]["url"]).unlink()


@lie("файл подменён, размер тот же", ["manifest-claim", "manifest-hash-mismatch"], ("polozhenie", "absent"))
def file_replaced(section):
    path = section.folder / section.act("polozhenie")["files"][0]["url"]
    path.write_bytes(path.read_bytes()[:-1] + b"!")


@lie("файл другого размера", ["manifest-claim", "manifest-hash-mismatch"], ("polozhenie", "absent"))
def file_longer(section):
    with open(section.folder / section.act("polozhenie")["files"][0]["url"], "ab") as file:
        file.write(b"!")


@lie("вместо файла ссылка на него", ["file-kind", "manifest-claim", "manifest-file-absent"], ("polozhenie", "absent"))
def file_is_a_link(section):
    path = section.folder / section.act("polozhenie")["files"][0]["url"]
    moved = section.folder.parent / "elsewhere.pdf"
    path.replace(moved)
    path.symlink_to(moved)


@lie("вместо файла папка", ["manifest-claim", "manifest-file-absent"], ("polozhenie", "absent"))
def file_is_a_folder(section):
    path = section.folder / section.act("polozhenie")["files"][0]["url"]
    path.unlink()
    path.mkdir()


def outside(url):
    def spoil(section):
        (section.folder.parent / "secret.pdf").write_bytes(pdf("polozhenie"))
        section.act("polozhenie")["files"][0] |= {
            "url": url, "bytes": len(pdf("polozhenie")), "sha256": hashlib.sha256(pdf("polozhenie")).hexdigest()}
        section.seal()
    return spoil


for address in ("../secret.pdf", "files/../../secret.pdf", "/etc/passwd", "https://example.ru/x.pdf", "..\\secret.pdf", "",
                "files//x.pdf", "file:secret.pdf"):
    lie(f"адрес {address!r}", ["manifest-claim", "manifest-path"], ("polozhenie", "absent"))(outside(address))


@lie("статус исправлен рукой", ["manifest-changed"], ("konkurs", "not_checked"))
def status_edited(section):
    section.requirement("konkurs")["status"] = "published"
    section.manifest.write_text(json.dumps(section.document, ensure_ascii=False, indent=2))


@lie("срок действия исправлен рукой", ["manifest-changed"], ("polozhenie", "not_checked"))
def validity_edited(section):
    section.manifest.write_bytes(replaced('"valid_until": "2027', '"valid_until": "2099')(section.manifest.read_bytes()))


@lie("день сверки исправлен рукой", ["manifest-changed"], ("polozhenie", "not_checked"))
def day_edited(section):
    section.manifest.write_bytes(replaced(f'"checked": "{TODAY}', '"checked": "2026-03-01')(section.manifest.read_bytes()))


@lie("концы строк как в Windows", ["manifest-changed"], ("polozhenie", "not_checked"))
def lines_ended_otherwise(section):
    section.manifest.write_bytes(section.manifest.read_bytes().replace(b"\n", b"\r\n"))


@lie("размещено, а документа не названо", ["manifest-claim"], ("konkurs", "absent"))
def nothing_behind(section):
    section.requirement("konkurs")["status"] = "published"
    section.seal()


@lie("назван документ, которого в паспорте нет", ["manifest-claim"], ("konkurs", "absent"))
def unknown_document(section):
    section.requirement("konkurs").update({"status": "published", "documents": ["konkurs"]})
    section.seal()


@lie("документ без файла и без адреса", ["manifest-claim"], ("konkurs", "absent"))
def empty_document(section):
    section.document["documents"].append({"id": "konkurs", "files": []})
    section.requirement("konkurs").update({"status": "published", "documents": ["konkurs"]})
    section.seal()


@lie("страницы реестра нет", ["manifest-claim"], ("baza", "absent"))
def page_gone(section):
    (section.folder / section.requirement("baza")["page"]).unlink()


@lie("страница реестра вне раздела", ["manifest-claim"], ("baza", "absent"))
def page_outside(section):
    (section.folder.parent / "mentors.html").write_text("x")
    section.requirement("baza")["page"] = "../mentors.html"
    section.seal()


@lie("страница реестра названа окольно", ["manifest-claim"], ("baza", "absent"))
def page_roundabout(section):
    section.requirement("baza")["page"] = "./mentors.html"
    section.seal()


@lie("в реестре назван файл, которого нет", ["manifest-file-absent"], ("baza", "partial"))
def register_worn(section):
    section.document["mentors"][0]["photo"] = {"url": "files/net.jpg", "bytes": 1, "sha256": "0" * 64}
    section.seal()


@lie("из двух документов один без файла", ["manifest-file-absent"], ("polozhenie", "partial"))
def half_gone(section):
    (section.folder / section.act("prikaz")["files"][0]["url"]).unlink()
    section.requirement("polozhenie")["documents"].append("prikaz")
    section.requirement("prikaz").update({"status": "absent", "documents": []})
    section.seal()


@lie("описание файла без размера", ["manifest-broken"])
def file_without_size(section):
    section.document["mentors"][0]["photo"] = {"url": "files/net.jpg", "sha256": "0" * 64}
    section.seal()


def share_never_grows(name, summary, before):
    now, then = summary["total"].get("published", 0), before["total"]["published"]
    SUITE.check(now <= then, f"{name}: размещённого стало больше ({now} вместо {then})")


def lies_are_named(public):
    _, before = check(public)
    for name, expected, of_item, spoil in LIES:
        with scratch() as folder:
            section = Section(public, folder)
            spoil(section)
            status, summary = check(section.folder)
            SUITE.check(codes(summary, "manifest-key") == expected, f"{name}: {codes(summary)}")
            SUITE.check(status == (1 if expected else 0), f"{name}: статус {status}")
            share_never_grows(name, summary, before)
            if of_item:
                row = item(summary, of_item[0])
                SUITE.check(row.get(of_item[1]) == 1, f"{name}: пункт {row}")


# ---- manifests that are broken or hostile -----------------------------------------------------------


def changed(change):
    """The manifest after [change] of its document, sealed."""
    def make(data):
        document = json.loads(data)
        change(document)
        return sealed(document)
    return make


def replaced(old, new):
    return lambda data: data.replace(old.encode(), new.encode() if isinstance(new, str) else new, 1)


BROKEN = {
    "оборван посреди буквы": lambda data: data[:data.index("Школа".encode()) + 1],
    "в UTF-16": lambda data: data.decode().encode("utf-16"),
    "в Windows-1251": lambda data: data.decode().encode("cp1251", "replace"),
    "пустой файл": lambda data: b"",
    "оборван": lambda data: data[:len(data) // 2],
    "не JSON": lambda data: b"<!doctype html><title>404</title>",
    "список вместо записи": lambda data: b"[1, 2, 3]\n",
    "одно слово": lambda data: b"null",
    "сто тысяч скобок": lambda data: b"[" * 100_000,
    "сто тысяч вложенных записей": lambda data: b'{"a":' * 100_000,
    "сто тысяч чисел, и глубоко": lambda data: b'{"a":[' + b"[1]," * 100_000,
    "ключ дважды": replaced('"kind": "section",', '"kind": "section", "kind": "section",'),
    "хвост": lambda data: data + b"{}",
    "нулевой символ": replaced("Школа", "Шк\\u0000ла"),
    "управляющий символ": replaced("Школа", b"\x1b[31m"),
    "половина суррогата": replaced("Школа", "\\ud83d"),
    "requirements — запись": changed(lambda d: d.update(requirements={})),
    "requirements — числа": changed(lambda d: d.update(requirements=[1, 2])),
    "documents — нет": changed(lambda d: d.pop("documents")),
    "organization — текст": changed(lambda d: d.update(organization="Школа")),
    "название — число": changed(lambda d: d["organization"].update(name=5)),
    "статус неизвестен": changed(lambda d: d["requirements"][0].update(status="excellent")),
    "статус — список": changed(lambda d: d["requirements"][0].update(status=["published"])),
    "must неизвестен": changed(lambda d: d["requirements"][0].update(must="maybe")),
    "yearly — слово": changed(lambda d: d["requirements"][0].update(yearly="true")),
    "yearly — число": changed(lambda d: d["requirements"][0].update(yearly=1)),
    "totals — список": changed(lambda d: d.update(totals=[])),
    "организаций меньше нуля": changed(lambda d: d["totals"].update(organizations=-1)),
    "размер — дробь": changed(lambda d: d["documents"][0]["files"][0].update(bytes=1.5)),
    "размер отрицателен": changed(lambda d: d["documents"][0]["files"][0].update(bytes=-1)),
    "размер огромен": changed(lambda d: d["documents"][0]["files"][0].update(bytes=10**30)),
    "дата невозможна": replaced('"valid_until": "2027', '"valid_until": "2027-13-45'),
    "паспорт другого вида": replaced('"kind": "section"', '"kind": "region"'),
    "без schema": replaced('"schema"', '"scheme"'),
    "schema — число": replaced('"urn:nastavnik:manifest:1.0"', "1"),
}


def broken_ones_are_not_counted(public):
    for name, spoil in BROKEN.items():
        with scratch() as folder:
            section = Section(public, folder)
            section.manifest.write_bytes(spoil(section.manifest.read_bytes()))
            status, summary = check(section.folder)
            SUITE.check(codes(summary) == ["manifest-broken"], f"{name}: {codes(summary)}")
            SUITE.check((status, summary["sections"], summary["unread"]) == (1, 0, 1), f"{name}: {status}, {summary}")
            SUITE.check(not any("iconv" in d["message"] for d in summary["diagnostics"]), f"{name}: чужое не перекодируют")


def one_broken_does_not_hide_the_others(public):
    with scratch() as folder:
        shutil.copytree(public, Path(folder) / "a")
        put(folder, f"b/{MANIFEST}", "{")
        _, summary = check(folder)
        SUITE.check((summary["sections"], summary["unread"]) == (1, 1), "хороший раздел рядом с плохим не учтён")
        broken = next(d for d in summary["diagnostics"] if d["code"] == "manifest-broken")
        SUITE.check((Path(broken["path"]).parent.name, broken["line"]) == ("b", 1), f"место: {broken}")


def spoilt_bytes_raise_nothing(public):
    """Bytes of the manifest changed, lost and doubled, the same ones in every run."""
    _, before = check(public)
    chance = random.Random(5)
    good = (public / MANIFEST).read_bytes()
    with scratch() as folder:
        section = Section(public, folder)
        for i in range(120):
            data, at = bytearray(good), chance.randrange(len(good))
            data[at:at + chance.choice([0, 1, 40])] = chance.choice([b"", b'"', b"{", b"0", b"\x80", data[at:at + 9]])
            section.manifest.write_bytes(data)
            status, summary = check(section.folder)
            SUITE.check(status in (0, 1), f"порча {i}: статус {status}")
            share_never_grows(f"порча {i}", summary, before)


def too_big_is_refused(public):
    with scratch() as folder:
        section = Section(public, folder)
        section.manifest.write_bytes(section.manifest.read_bytes() + b" " * 9_000_000)
        status, summary = check(section.folder)
        SUITE.check((status, codes(summary)) == (1, ["manifest-broken"]), f"большой паспорт: {codes(summary)}")


def versions(public):
    cases = {"urn:nastavnik:manifest:1.7": ([], 1), "urn:nastavnik:manifest:2.0": (["manifest-version"], 0),
             "urn:nastavnik:manifest:1.x": (["manifest-version"], 0), "urn:nastavnik:manifest:10.0": (["manifest-version"], 0),
             "https://example.ru/other": (["manifest-version"], 0)}
    for schema, (expected, sections) in cases.items():
        with scratch() as folder:
            section = Section(public, folder)
            section.manifest.write_bytes(replaced("urn:nastavnik:manifest:1.0", schema)(section.manifest.read_bytes()))
            _, summary = check(section.folder)
            SUITE.check((codes(summary), summary["sections"]) == (expected, sections), f"{schema}: {codes(summary)}")


def new_keys_are_passed_over(public):
    _, before = check(public)
    with scratch() as folder:
        section = Section(public, folder)
        section.document["organization"]["mood"] = {"a": [1, None, True, 2.5e3]}
        section.document["future"] = []
        for requirement in section.document["requirements"]:
            requirement["weight"] = 5
        section.seal()
        status, summary = check(section.folder)
        keys = sorted(re.search("«(.*)»", d["message"])[1] for d in summary["diagnostics"])
        SUITE.check((status, keys) == (0, ["future", "mood", "weight"]), f"новые ключи: {keys}")
        SUITE.check(summary["total"] == before["total"], "новые ключи изменили счёт")


def stale_is_told(public):
    status, summary = check(public, today="2030-01-01")
    SUITE.check((status, codes(summary)) == (0, ["manifest-stale"]), f"устаревший: {status}, {codes(summary)}")
    _, summary = check(public, today="2027-03-03")
    SUITE.check(codes(summary) == [], "в последний день паспорт ещё действует")


def of_tomorrow_is_told(public):
    with scratch() as folder:
        section = Section(public, folder)
        section.document["checked"] = "2026-03-03"
        section.seal()
        status, summary = check(section.folder)
        SUITE.check((status, codes(summary)) == (0, ["manifest-future"]), f"паспорт завтрашнего дня: {codes(summary)}")


def copies_count_once(public):
    with scratch() as folder:
        shutil.copytree(public, Path(folder) / "a")
        shutil.copytree(public, Path(folder) / "b")
        _, summary = check(folder)
        SUITE.check((codes(summary), summary["sections"]) == (["manifest-duplicate"], 1), f"копия: {codes(summary)}")
        branch = Section(public, folder)
        shutil.rmtree(Path(folder) / "b")
        branch.document["organization"]["name"] = "Филиал школы № 5"
        branch.seal()
        _, summary = check(folder)
        SUITE.check((codes(summary), summary["sections"]) == (["manifest-duplicate"], 2), f"филиал: {codes(summary)}")


def twins_are_as_many_as_their_numbers(public):
    """Separately built schools of one name: the taxpayer's number tells them apart, or the organisation above."""
    with scratch() as folder:
        for i in range(12):
            section = Section(public, Path(folder) / f"{i:02}")
            section.document["organization"]["inn"] = f"77070838{i:02}"
            section.seal()
        _, summary = check(folder)
        SUITE.check((codes(summary), summary["sections"]) == ([], 12), f"разные ИНН: {codes(summary)}, {summary['sections']}")
        labels = {o["label"] for o in summary["organizations"]}
        SUITE.check(len(labels) == 12 and "Школа № 5 (03/section)" in labels, f"одноимённых не отличить: {labels}")
    with scratch() as folder:
        for name in ("Район А", "Район Б"):
            section = Section(public, Path(folder) / name)
            section.document["organization"].pop("inn")
            section.document["organization"]["parent"] = name
            section.seal()
        _, summary = check(folder)
        SUITE.check((codes(summary), summary["sections"]) == ([], 2), f"разные районы: {codes(summary)}")


def the_parent_is_named():
    """Of a school built on its own the record says who is above it."""
    def make(folder):
        put_records(folder, "data/requirements/moy.yaml", PROFILE)
        school(folder, "", "Школа № 5", [ORDER], profile="moy", parent={"name": "Управление образования района"})

    with scratch() as folder:
        public = built(folder, make)
        owner = json.loads((public / MANIFEST).read_bytes())["organization"]
        SUITE.check(owner.get("parent") == "Управление образования района", str(owner))
        debts = text(run("check", "--published", public, "--today", TODAY, "--format", "csv").stdout)
        SUITE.check("Школа № 5;Управление образования района;" in debts, debts)


def the_newest_copy_wins(public):
    for first, second, winner in (("2026-02-01", TODAY, "b"), (TODAY, "2026-02-01", "a"), (TODAY, "2026-09-01", "a")):
        with scratch() as folder:
            for name, day in (("a", first), ("b", second)):
                section = Section(public, Path(folder) / name)
                section.document["checked"] = day
                section.seal()
            _, summary = check(folder)
            counted = [r["path"][0] for r in summary["results"]]
            SUITE.check(counted == [winner], f"{first} и {second}: учтён раздел {counted}")
            said = next(d["message"] for d in summary["diagnostics"] if d["code"] == "manifest-duplicate")
            SUITE.check("паспорт от 0" in said and f"/{winner}/" in said, said)


def last_year_is_over():
    """In November the papers of the last school year say nothing about those needed anew each year."""
    items = [{**i, "yearly": i["id"] == "prikaz"} for i in PROFILE["items"]]

    def make(folder):
        one_school(folder)
        put_records(folder, "data/requirements/moy.yaml", {**PROFILE, "items": items})

    with scratch() as folder:
        public = built(folder, make)
        for day, over in (("2026-08-31", 0), ("2026-09-01", 1), ("2026-11-10", 1)):
            _, summary = check(public, today=day)
            SUITE.check(codes(summary) == ["manifest-year"] * over, f"{day}: {codes(summary)}")
            SUITE.check((item(summary, "prikaz")["not_checked"], item(summary, "polozhenie")["published"]) == (over, 1),
                        f"{day}: {item(summary, 'prikaz')}")
            SUITE.check((summary["total"]["not_checked"], summary["total"]["published"]) == (over, 3 - over),
                        f"{day}: {summary['total']}")
        put(folder, "past.json", run("check", "--published", public, "--today", TODAY, "--format", "json").stdout)
        words_ = ["check", "--published", public, "--today", "2026-11-10"]
        said = text(run(*words_, "--since", Path(folder) / "past.json").stdout)
        SUITE.check("проверить не удалось: Школа № 5, Приказ о внедрении — было «размещено», стало «не проверялось»; "
                    "паспорт за 2025/2026 учебный год" in said and "хуже" not in said, said)
        SUITE.check("не размещено — 0, не проверялось — 1, просрочено — 0" in said, said)
        table = text(run(*words_, "--format", "csv").stdout).splitlines()
        row = dict(zip(table[0].lstrip("\ufeff").split(";"), table[1].split(";")))
        SUITE.check(row.get("Не проверялось") == "1", str(row))
        put(folder, "past.json", run(*words_, "--format", "json").stdout)
        back = run("check", "--published", public, "--today", TODAY, "--since", Path(folder) / "past.json", "--format", "json")
        SUITE.check(changes_of(back) == {("", "prikaz", "checked")}, f"теперь проверено: {changes_of(back)}")
        def only_yearly_is_not_said(document):
            for requirement in document["requirements"]:
                del requirement["yearly"]

        for name, change in (("прежний паспорт о годах молчит", only_yearly_is_not_said),
                             ("год в паспорте не назван", lambda document: document.pop("school_year")),
                             ("собран летом к новому году", lambda document: document.update(school_year="2026/2027"))):
            section = Section(public, folder)
            change(section.document)
            section.seal()
            _, summary = check(section.folder, today="2026-11-10")
            SUITE.check((codes(summary), summary["total"]["published"]) == ([], 3), f"{name}: {codes(summary)}")


def missing_sections_are_told(public):
    """Without the section of a debtor the share would grow: somebody above knows that it should be there."""
    def said(summary):
        return [d["message"] for d in summary["diagnostics"] if d["code"] == "manifest-missing"]

    one_of_two = "по паспорту под этой организацией 2 организации, а разделов найдено 1"
    with scratch() as folder:
        copy = Path(folder) / "copy"
        shutil.copytree(public, copy)
        put(copy, f"rayon-b/shkola-2/{MANIFEST}", "{")
        _, summary = check(copy)
        SUITE.check((said(summary), summary["missing"]) == ([], 0), f"паспорт не читается, но он на месте: {said(summary)}")
        put(folder, "past.json", run("check", "--published", public, "--today", TODAY, "--format", "json").stdout)
        words_ = text(run("check", "--published", copy, "--today", TODAY, "--since", Path(folder) / "past.json").stdout)
        SUITE.check("проверить не удалось: Школа № 2 п. Лесной; это не JSON, или запись оборвана" in words_ and
                    "больше нет" not in words_, words_)
        (copy / f"rayon-b/shkola-2/{MANIFEST}").unlink()
        _, summary = check(copy)
        SUITE.check((said(summary), summary["missing"]) == ([one_of_two], 1), f"{said(summary)}, {summary['missing']}")
        (copy / f"rayon-a/{MANIFEST}").unlink()
        _, summary = check(copy)
        SUITE.check(said(summary) == ["по паспорту под этой организацией 7 организаций, а разделов найдено 5", one_of_two],
                    said(summary))
        words_ = text(run("check", "--published", copy, "--today", TODAY).stdout)
        SUITE.check(words_.startswith("Разделов: 6, не хватает: 2. "), words_[:80])
        (copy / MANIFEST).unlink()
        _, summary = check(copy)
        SUITE.check(summary["missing"] == 1, "о районе А больше никто не знает")


def folders(public):
    with scratch() as folder:
        status, summary = check(folder)
        SUITE.check((status, codes(summary)) == (1, ["manifest-none"]), f"пустая папка: {status}, {codes(summary)}")
        status, summary = check(Path(folder) / "net")
        SUITE.check((status, codes(summary)) == (3, ["file-read"]), f"папки нет: {status}, {codes(summary)}")
        shutil.copytree(public, Path(folder) / "a")
        os.symlink("a", Path(folder) / "b")
        os.symlink(".", Path(folder) / "a/loop")
        _, summary = check(folder)
        SUITE.check((codes(summary), summary["sections"]) == (["file-kind"], 1), f"ссылки на папки: {codes(summary)}")
        deep = Path(folder) / "/".join(["d"] * 20)
        shutil.copytree(public, deep)
        _, summary = check(folder)
        SUITE.check(summary["sections"] == 1 and any("глубже" in d["message"] for d in summary["diagnostics"]),
                    "слишком глубокая папка")
        put(folder, f"a/.hidden/{MANIFEST}", "{")
        SUITE.check(check(folder)[1]["unread"] == 0, "скрытая папка прочитана")


def words_are_data(public):
    evil = "<script>alert(1)</script>\x1b[31m\r\n=1+1 \u202eназад"
    with scratch() as folder:
        section = Section(public, folder)
        section.document["organization"] |= {"name": "=HYPERLINK(1)" + evil, "short_name": "=HYPERLINK(1)" + evil}
        section.requirement("konkurs")["title"] = evil
        section.seal()
        for kind in ("text", "json", "csv"):
            done = run("check", "--published", section.folder, "--today", TODAY, "--format", kind)
            everything = done.stdout + done.stderr
            SUITE.check(done.returncode == 0, f"{kind}: статус {done.returncode}: {text(done.stderr)[-500:]}")
            SUITE.check(b"\x1b" not in everything, f"{kind}: управляющий символ вышел наружу")
            if kind == "json":
                SUITE.check(b"<script" not in done.stdout and json.loads(done.stdout), "json: разметка вышла наружу")
            if kind == "csv":
                cells = [c for line in csv.reader(io.StringIO(text(done.stdout).replace("\ufeff", ""), newline=""),
                                                  delimiter=";") for c in line]
                SUITE.check(not any(c.startswith("=") for c in cells), "csv: ячейка начинается как формула")


def words_stay_with_their_section(public):
    """A stranger's words for an item of a shared list do not become those of the others."""
    with scratch() as folder:
        for name, inn in (("a", "7707083893"), ("b", "7736050003")):
            section = Section(public, folder)
            section.document["organization"] |= {"name": f"Школа {name}", "short_name": f"Школа {name}", "inn": inn}
            if name == "a":
                section.requirement("prikaz").update({"title": "ЧУЖОЕ НАЗВАНИЕ", "must": "optional"})
            section.seal()
            section.folder.rename(Path(folder) / name)
        own = [i for i in check(folder)[1]["items"] if i["id"] == "prikaz"]
        SUITE.check(sorted(i["title"] for i in own) == ["Приказ о внедрении", "ЧУЖОЕ НАЗВАНИЕ"] and
                    all(i["organizations"] == 1 for i in own), f"чужие слова у пункта: {own}")


def one_file_is_read_once(public):
    """A manifest gives one big file as many hashes as it likes: it is not read as many times."""
    with scratch() as folder:
        section = Section(public, folder)
        file = section.act("polozhenie")["files"][0]
        (section.folder / file["url"]).write_bytes(b"%PDF-" + bytes(30_000_000))
        section.act("polozhenie")["files"] = [
            {**file, "bytes": 30_000_005, "sha256": hashlib.sha256(str(i).encode()).hexdigest()} for i in range(3000)]
        section.seal()
        status, _ = check(section.folder)
        SUITE.check(status in (0, 1), f"три тысячи описаний одного файла: статус {status}")


def usage():
    for wrong in (["--format", "xml"], ["--today", "вчера"], ["--since", "net.json"], ["--profile", "net.yaml"],
                  ["--since", "net.json", "--format", "csv"]):
        done = run("check", "--published", ".", *wrong)
        SUITE.check(done.returncode == 2, f"{wrong}: статус {done.returncode}")
    for folder in (".", "proekt"):
        done = run("check", folder, "--published", "public")
        SUITE.check(done.returncode == 2 and f"«{folder}»" in text(done.stderr) and not done.stdout,
                    f"лишняя папка {folder}: статус {done.returncode}: {text(done.stderr)}")


def main():
    with scratch() as folder:
        public = built(folder, region)
        for test in (the_page_counts, the_page_draws, the_municipality_sees_itself, items_have_numerators,
                     late_is_counted, late_by_the_day_of_the_check, region_is_the_same,
                     missing_sections_are_told):
            test(public)
    for test in (namesakes_are_told_apart, many_debtors_are_folded, example_is_the_same, everything_is_published,
                 since_is_compared, last_year_is_over, the_parent_is_named, usage):
        test()
    with scratch() as folder:
        public = built(folder, one_school)
        for test in (lies_are_named, broken_ones_are_not_counted, one_broken_does_not_hide_the_others,
                     spoilt_bytes_raise_nothing, too_big_is_refused,
                     versions, new_keys_are_passed_over, stale_is_told, of_tomorrow_is_told, copies_count_once,
                     twins_are_as_many_as_their_numbers, the_newest_copy_wins, folders, words_are_data, words_stay_with_their_section,
                     one_file_is_read_once):
            test(public)
    SUITE.finish()


if __name__ == "__main__":
    main()
