"""What the program says of documents that it looks into: exactly these messages
for each, these words beside its link, and no worker where the cache knows all.

    run.py PROGRAM     (its nastavnik-facts stands beside it)
"""

import json
import os
import re
import stat
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import corpus

PROGRAM = str(Path(sys.argv[1]).resolve())
FACTS = str(Path(PROGRAM).parent / "nastavnik-facts")
NBSP = "\u00a0"


class Suite:
    passed = failed = 0

    def check(self, holds, what):
        self.passed += bool(holds)
        self.failed += not holds
        if not holds:
            print(f"FAIL {what}", flush=True)


suite = Suite()


class Project:
    """One organisation with an act for each document."""

    def __init__(self, folder):
        self.folder, self.acts = Path(folder), []
        self.put("data/organization.yaml", "level: school\nkind: school\nname: Школа № 5\n")
        self.put("content/index.md", "---\ntitle: Наставничество\n---\nЗдесь рассказано о наставничестве.\n")

    def put(self, name, data):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data if isinstance(data, bytes) else data.encode())

    def add(self, name, data, signature=None, extension="sig"):
        number = len(self.acts) + 1
        act = {"id": f"d-{number}", "kind": "приказ", "title": f"Приказ {number}", "number": str(number), "date": "2025-09-01",
               "files": [f"files/{name}"]}
        self.put(f"content/files/{name}", data)
        if signature is not None:
            act["signature"] = f"files/{name}.{extension}"
            self.put(f"content/{act['signature']}", signature)
        self.acts.append(act)

    def run(self, command, *more, facts=None):
        acts, path = json.dumps(self.acts, ensure_ascii=False, indent=1) + "\n", self.folder / "data/acts.yaml"
        if not path.exists() or path.read_text(encoding="utf-8") != acts:
            self.put("data/acts.yaml", acts)
        environment = {"PATH": "/usr/bin:/bin", "TERM": "dumb"}
        if facts:
            environment["NASTAVNIK_FACTS"] = str(facts)
        return subprocess.run([PROGRAM, command, self.folder, "--today", "2026-03-02", "--format", "json", *more],
                              capture_output=True, env=environment, timeout=120, check=False)

    def said(self, *more, facts=None):
        """For each file the codes about it, and all messages by file and code."""
        done = self.run("check", *more, facts=facts)
        codes, texts = {}, {}
        try:
            diagnostics = json.loads(done.stdout)["diagnostics"]
        except ValueError:
            suite.check(False, f"no JSON: {done.returncode} {done.stderr.decode()[-500:]}")
            return {}, {}, done.returncode
        for d in diagnostics:
            name = re.match(r"«files/([^»]+)»", d["message"])
            if d["code"].startswith("document-") and name:
                codes.setdefault(name[1], set()).add(d["code"][len("document-"):])
                texts[name[1], d["code"][len("document-"):]] = d["message"]
        return codes, texts, done.returncode


def executable(path, text):
    Path(path).write_text(text)
    os.chmod(path, stat.S_IRWXU)
    return path


# ---- each document and what is said of it -----------------------------------------------------------


def plain_documents(p, work):
    """Adds the documents; the codes that each has to get."""
    expected = {}

    def add(name, data, *codes, **more):
        p.add(name, data, **more)
        expected[name] = set(codes)

    text = corpus.text_pdf()
    add("text.pdf", text)
    add("linear.pdf", corpus.qpdf(work, text, "--linearize"))
    add("packed.pdf", corpus.qpdf(work, text, "--object-streams=generate"))
    add("seven.pdf", corpus.text_pdf(pages=7))
    add("long.pdf", corpus.text_pdf(pages=200))
    add("too-long.pdf", corpus.text_pdf(pages=203), "partly-read")
    add("photo.png", corpus.picture(), "no-text")
    add("authored.pdf", corpus.text_pdf(author="Иванова Анна Петровна"), "author-named")
    add("initials.pdf", corpus.text_pdf(author="Иванова А.П."), "author-named")
    add("institution.pdf", corpus.text_pdf(author="Управление образования", title="Приказ"))
    add("locked.pdf", corpus.qpdf(work, text, "--encrypt", "secret", "owner", "256", "--"), "encrypted")
    add("no-copy.pdf", corpus.qpdf(work, text, "--encrypt", "", "owner", "256", "--extract=n", "--"), "encrypted")
    add("open-password.pdf", corpus.qpdf(work, text, "--encrypt", "", "owner", "256", "--"))
    add("scan.pdf", corpus.scan_pdf(), "no-text")
    add("scan-coarse.pdf", corpus.scan_pdf(dpi=60), "no-text", "low-resolution")
    add("scan-recognised.pdf", corpus.scan_pdf(layer=corpus.PROSE))
    add("scan-soup.pdf", corpus.scan_pdf(layer=corpus.SOUP), "garbage-text")
    add("scan-stamp.pdf", corpus.scan_pdf(layer=["ДОКУМЕНТ ПОДПИСАН ЭЛЕКТРОННОЙ ПОДПИСЬЮ",
                                                 "Владелец: Школа № 5. Действителен с 01.09.2025 по 01.12.2026"]), "no-text")
    add("text-and-scan.pdf", corpus.scan_pdf(pages=1, blank_after=3))
    add("scan-in-margins.pdf", corpus.scan_pdf(width=0.8), "no-text")
    add("scans-behind-title.pdf", corpus.scan_pdf(pages=2, width=0.7, blank_after=1), "no-text")
    add("no-text-at-all.pdf", corpus.scan_pdf(width=0.1), "no-text")
    add("text-and-emblem.pdf", corpus.scan_pdf(layer=corpus.PROSE, width=0.6))
    add("short.docx", corpus.docx(lines=["Приказ"]), "no-text")
    add("truncated.pdf", text[: len(text) // 3], "damaged")
    add("fake.pdf", b"%PDF-1.4\n" + b"no document at all\n" * 100, "damaged")
    add("hostile.pdf", corpus.hostile_pdf(), "damaged")
    add("text.docx", corpus.docx())
    add("named.docx", corpus.docx(editor="Петров Пётр Петрович"), "author-named")
    add("macros.docx", corpus.docx(more={"word/vbaProject.bin": b"\0"}), "macros")
    add("tracked.docx", corpus.docx(body=corpus.TRACKED), "tracked-changes")
    add("archive.docx", corpus.archive({"note.txt": "not a document"}), "damaged")
    add("cut.docx", corpus.docx()[:-40], "damaged")
    add("bomb.docx", corpus.bomb_docx(), "partly-read", "no-text")
    add("long.docx", corpus.long_docx(), "partly-read")
    add("full.pdf", corpus.text_pdf(["слово " * 14] * 52, pages=190), "partly-read")
    add("crowded.docx", corpus.docx(more={f"word/footer{i}.xml": corpus.part("Отчёт " * 50000) for i in range(9)}), "partly-read")
    add("entities.docx", corpus.entity_docx(), "damaged")
    add("text.xlsx", corpus.xlsx())
    add("macros.xlsx", corpus.xlsx(more={"xl/vbaProject.bin": b"\0"}), "macros")
    add("text.odt", corpus.odt())
    add("tracked.odt", corpus.odt(body="<text:tracked-changes><text:changed-region/></text:tracked-changes>"),
        "tracked-changes")
    add("old.doc", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + b"\0" * 600, "no-text")
    add("long.txt", "Список участников наставничества.\n" * 20000, "partly-read")
    return expected


def signed_documents(p, work):
    expected, text = {}, corpus.text_pdf()
    signer, gost = corpus.Signer(Path(work) / "rsa"), corpus.gost_signer(Path(work) / "gost")

    def add(name, data, *codes, **more):
        p.add(name, data, **more)
        expected[name] = set(codes)

    add("der.pdf", text, signature=signer.sign(text))
    add("pem.pdf", text, signature=signer.sign(text, "PEM"))
    add("base64.pdf", text, signature=re.sub(rb"-----.*?-----\n", b"", signer.sign(text, "PEM")))
    add("attached.pdf", text, signature=signer.sign(text, attached=True))
    add("p7s.pdf", text, signature=signer.sign(text), extension="p7s")
    add("attached-other.pdf", text, "signature-invalid", signature=signer.sign(text + b" ", attached=True))
    add("other.pdf", text, "signature-invalid", signature=signer.sign(text + b" "))
    add("embedded.pdf", corpus.signed_pdf(signer), "no-text")
    add("cades.pdf", corpus.signed_pdf(signer, "ETSI.CAdES.detached"), "no-text")
    add("old-form.pdf", corpus.signed_pdf(signer, "adbe.pkcs7.sha1"), "not-examined", "no-text")
    inside = corpus.signed_pdf(signer)
    add("embedded-changed.pdf", inside.replace(b"[0 0 595 842]", b"[0 0 595 841]"), "signature-invalid", "no-text")
    add("embedded-grown.pdf", inside + b"\n% something more\n%%EOF\n", "signature-invalid", "no-text")
    if gost:
        add("gost.pdf", text, signature=gost.sign(text))
        add("gost-other.pdf", text, "signature-invalid", signature=gost.sign(text + b" "))
    p.add("rubbish.pdf", text, signature=b"MIIB" + b"AAAA" * 30)
    expected["rubbish.pdf"], expected["rubbish.pdf.sig"] = set(), {"signature-invalid"}
    return expected, gost


def compare(codes, expected, where):
    for name in sorted(expected.keys() | codes.keys()):
        suite.check(codes.get(name, set()) == expected.get(name, set()),
                    f"{where}: {name}: {sorted(codes.get(name, ()))}, wanted {sorted(expected.get(name, ()))}")


def check_words(texts):
    wanted = {("locked.pdf", "encrypted"): "по паролю", ("no-copy.pdf", "encrypted"): "копировать текст",
              ("scan-soup.pdf", "garbage-text"): "никто не искал", ("scan-coarse.pdf", "low-resolution"): "60 точек",
              ("scan.pdf", "no-text"): "1 страница из 1; имён и личных данных в нём никто не искал",
              ("photo.png", "no-text"): "имён и личных данных в нём никто не искал",
              ("too-long.pdf", "partly-read"): "прочитано 200 страниц из 203; на остальных имён и личных данных никто не искал",
              ("long.docx", "partly-read"): "прочитан не весь текст; в остальном имён и личных данных никто не искал",
              ("authored.pdf", "author-named"): "«Иванова Анна Петровна»",
              ("other.pdf", "signature-invalid"): "от другого документа",
              ("embedded-grown.pdf", "signature-invalid"): "не весь файл", ("old.doc", "no-text"): "старых форматов",
              ("no-text-at-all.pdf", "no-text"): "текста в нём нет или почти нет; имён и личных данных в нём никто не искал",
              ("scans-behind-title.pdf", "no-text"): "2 страницы из 3",
              ("long.txt", "partly-read"): "прочитан не весь текст"}
    for key, words in wanted.items():
        suite.check(words in texts.get(key, ""), f"{key}: «{texts.get(key)}» without «{words}»")


# ---- cache, labels, workers that misbehave ------------------------------------------------------------


def check_cache(p, work, codes):
    """A worker that only counts how often it is started: not at all when the cache is warm."""
    log = Path(work) / "started"
    counting = executable(Path(work) / "counting", f'#!/bin/sh\necho >> {log}\nexec {FACTS} "$@"\n')
    cold, _, _ = p.said(facts=counting)
    suite.check(cold == codes, "another worker of the same program says the same")
    suite.check(log.exists(), "a cold run starts a worker")
    log.unlink(missing_ok=True)
    warm, _, _ = p.said(facts=counting)
    suite.check(warm == codes, "the cache says what the worker said")
    suite.check(not log.exists(), "a warm run starts no worker")
    cache = p.folder / ".nastavnik-facts"
    before = cache.read_bytes()
    p.said(facts=counting)
    suite.check(cache.read_bytes() == before, "a warm run leaves the cache as it is")
    for what, damaged in (("empty", b""), ("cut", before[: len(before) // 2]), ("noise", os.urandom(5000)),
                          ("rows changed", before.replace(b"opens 1:1", b"opens 9:1")),
                          ("index changed", before[:-20] + b"f" * 19 + b"\n")):
        cache.write_bytes(damaged)
        again, _, _ = p.said(facts=counting)
        suite.check(again == codes, f"a damaged cache ({what}) is no cache")
    suite.check(not list(p.folder.glob(".nastavnik-facts-*")), "nothing is left beside the cache")
    suite.check(not list(p.folder.glob("public/.nastavnik-facts*")), "the cache is not published")


ORDER_PROFILE = """id: own
title: Перечень
source: Приказ № 1
in_force: 2021-01-01
items:
- id: order
  title: Приказ
  must: required
  levels: [school]
  source: п. 1
  satisfied_by: {kinds: [order], titles: [приказ]}
"""
OWN_PROFILE = ORDER_PROFILE + """- id: other
  title: Программы
  must: required
  levels: [school]
  source: п. 1
  satisfied_by: {register: programmes}
- id: news
  title: Новости
  must: required
  levels: [school]
  source: п. 1
  satisfied_by: {register: news}
"""
PAIRS = """- id: p-1
  form: педагог – педагог
  count: 2
  period: на учебный год
  order: d-1
  programme:
    file: files/programme.pdf
"""


# Answers with the given rows, to the question whose number the second piece computes.
LIAR = "#!/usr/bin/python3\nimport socket, struct\ns = socket.socket(fileno=0)\nwhile True:\n" \
       "    m, *_ = socket.recv_fds(s, 16, 2)\n    if len(m) < 16: break\n" \
       "    n = struct.unpack('8sQ', m)[1]\n    rows = b'%s'\n" \
       "    s.sendall(b'%%016x %%08x\\n' %% (%s, len(rows)) + rows)\n"


def check_fakes(work):
    p = Project(Path(work) / "fakes")
    p.add("one.pdf", corpus.text_pdf())
    p.add("two.pdf", corpus.text_pdf(pages=2))
    p.put("data/organization.yaml", "level: school\nkind: school\nname: Школа № 5\nprofiles: [own]\n")
    p.put("data/requirements/own.yaml", OWN_PROFILE)
    p.put("data/pairs.yaml", PAIRS)
    p.put("content/files/programme.pdf", corpus.text_pdf(pages=2))
    fakes = {
        "missing": (Path(work) / "nowhere", "не установлена"),
        "no program": (executable(Path(work) / "not-a-program", "\x7fELF nonsense"), "не установлена|сбоем"),
        "dies": (executable(Path(work) / "dies", "#!/bin/sh\nexit 3\n"), "сбоем"),
        "dies when asked": (executable(Path(work) / "asked", "#!/bin/sh\nhead -c 16 >/dev/null\nkill -9 $$\n"), "сбоем"),
        "unknown rows": (executable(Path(work) / "l1", LIAR % ("opens 1:1\\nverdict 4:sure\\n", "n")), "не понят"),
        "rows twice": (executable(Path(work) / "l2", LIAR % ("opens 1:1\\nopens 1:1\\n", "n")), "не понят"),
        "control characters": (executable(Path(work) / "l3", LIAR % ("opens 1:1\\ntitle 3:a\\x1bb\\n", "n")), "не понят"),
        "broken letters": (executable(Path(work) / "l4", LIAR % ("opens 1:1\\ntitle 2:\\xff\\xfe\\n", "n")), "не понят"),
        "a length beyond the end": (executable(Path(work) / "l5", LIAR % ("opens 1:1\\ntitle 900:a\\n", "n")), "не понят"),
        "nothing": (executable(Path(work) / "l6", LIAR % ("", "n")), "не понят"),
        "the answer to another question": (executable(Path(work) / "l7", LIAR % ("opens 1:1\\n", "n ^ 1")), "не понят"),
    }
    for what, (path, words) in fakes.items():
        codes, texts, status = p.said(facts=path)
        suite.check(codes == {n: {"not-examined"} for n in ("one.pdf", "two.pdf", "programme.pdf")}, f"a worker that fails ({what}): {codes}")
        suite.check(re.search(words, texts.get(("one.pdf", "not-examined"), "")), f"{what}: {texts}")
        suite.check(status == 1, f"a worker that fails ({what}): exit status {status}")
        check_doubt(p, path, words, what)
    suite.check(p.said("--no-facts")[0] == {}, "--no-facts: nothing is said of what is inside")
    suite.check(p.said()[0] == {}, "what could not be examined is examined as soon as it can be")


UNWILLING = "- id: m-1\n  name: Эскизов Илья Петрович\n  role: other\n"


def told(done, code):
    """The messages of the code that are no notes."""
    return re.findall(rf"(?:предупреждение|ошибка)\[{code}\]: (.*)", done.stderr.decode())


def check_unread(work):
    """Nobody's name goes out because the examiner failed, and the failure does not last."""
    p = Project(Path(work) / "unread")
    p.add("one.pdf", corpus.text_pdf(["Отчёт о работе с обучающимся", "Эскизов Илья Петрович занял первое место на районной олимпиаде."]))
    p.add("two.pdf", corpus.text_pdf())
    p.put("content/files/linked.pdf", corpus.text_pdf(pages=3))
    p.put("content/o.md", "---\ntitle: О нас\n---\nЧитайте [памятку](files/linked.pdf).\n")
    p.put("data/people.yaml", UNWILLING)
    crashing = executable(Path(work) / "crashing", f'#!/bin/sh\nulimit -v 30000\nexec {FACTS} "$@"\n')
    dying = executable(Path(work) / "dying", "#!/bin/sh\nexit 3\n")
    for what, worker in (("dies", dying), ("cannot work", crashing), ("missing", Path(work) / "nowhere")):
        done = p.run("build", "--format", "text", facts=worker)
        suite.check(done.returncode == 0 and not list((p.folder / "public").rglob("*.pdf")),
                    f"unread ({what}): {list((p.folder / 'public').rglob('*.pdf'))} {done.stderr.decode()}")
        told_of = told(done, "paper-withheld")
        suite.check(len(told_of) == 3 and all("прочесть его не удалось" in t for t in told_of), f"unread ({what}): {told_of}")
    done = p.run("build", "--format", "text")
    suite.check({f.name for f in (p.folder / "public").rglob("*.pdf")} == {"two.pdf", "linked.pdf"}, "what failed is read by the next build")
    suite.check(len(told(done, "paper-name")) == 1, f"read by the next build: {done.stderr.decode()}")
    done = p.run("build", "--format", "text", "--no-facts")
    suite.check(len(told(done, "document-unread")) == 1 and len(list((p.folder / "public").rglob("*.pdf"))) == 3,
                f"--no-facts is told of once: {done.stderr.decode()}")
    p.put("data/people.yaml", "[]\n")
    for more in ((), ("--no-facts",)):
        suite.check(not told(p.run("build", "--format", "text", *more), "document-unread"), "nobody is to be hidden")


def check_recovery(work):
    """What one and the same program could not tell is asked again, though nothing else has changed."""
    p, ill = Project(Path(work) / "recovery"), Path(work) / "ill"
    p.add("one.pdf", corpus.text_pdf())
    ill.touch()
    for what, worker in (("dies", "#!/bin/sh\nexit 3\n"), ("lies", LIAR % ("opens 1:1\\nverdict 4:sure\\n", "n"))):
        fake = executable(Path(work) / f"ill-{what}", worker)
        program = executable(Path(work) / f"recovers-{what}", f'#!/bin/sh\n[ -e {ill} ] && exec {fake} "$@"\nexec {FACTS} "$@"\n')
        ill.touch()
        p.run("build", facts=program)
        ill.unlink()
        done = p.run("build", "--format", "text", facts=program)
        label = next((p.folder / "public").glob("documents.html")).read_text(encoding="utf-8")
        suite.check("1 стр." in label.replace("\u00a0", " "), f"a program that {what} and then works: {done.stderr.decode()[-300:]}")


def check_parts(work):
    """A name is found wherever it stands in an Office document, and in no part that says nothing of it."""
    p, name = Project(Path(work) / "parts"), "Эскизов Илья Петрович"
    p.put("data/people.yaml", UNWILLING)
    for part in ("header2", "footer1", "footnotes", "endnotes", "comments"):
        p.add(f"{part}.docx", corpus.docx(more={f"word/{part}.xml": corpus.part(f"Ученик {name}")}))
    p.add("deleted.docx", corpus.docx(body=f"<w:p><w:del><w:r><w:delText>{name}</w:delText></w:r></w:del></w:p>"))
    p.add("sheet.xlsx", corpus.xlsx({"xl/worksheets/sheet1.xml": f'<worksheet><c t="inlineStr"><is><t>{name}</t></is></c></worksheet>'}))
    p.add("note.xlsx", corpus.xlsx({"xl/comments1.xml": f"<comments><text><r><t>{name}</t></r></text></comments>"}))
    p.add("header.odt", corpus.odt(more={"styles.xml": f'<s xmlns:text="urn:text"><text:p>{name}</text:p></s>'}))
    p.add("none.docx", corpus.docx(more={"word/header1.xml": corpus.part("Школа № 5"), "word/footer1.xml": corpus.part("2")}))
    done = p.run("build", "--format", "text")
    shown = {f.name for f in (p.folder / "public").rglob("*") if f.suffix in (".docx", ".xlsx", ".odt")}
    suite.check(shown == {"none.docx"}, f"parts: {shown}, {done.stderr.decode()[-300:]}")
    page = next((p.folder / "public").glob("document-*.html")).read_text(encoding="utf-8")
    suite.check("Школа № 5</p>" not in page and "не до конца" not in page, "headers are no part of the text shown")


def check_lower_limit(work):
    """A limit of memory below ours stays, and the documents are read under it."""
    p = Project(Path(work) / "limit")
    p.add("one.pdf", corpus.text_pdf())
    drop = "setpriv --bounding-set=-sys_resource " if os.getuid() == 0 else ""
    low = executable(Path(work) / "low", f'#!/bin/sh\nulimit -v 900000\nexec {drop}{FACTS} "$@"\n')
    codes, texts, _ = p.said(facts=low)
    suite.check(codes == {}, f"a lower limit: {texts}")


def items_of(answer):
    return {i["item"]: i for i in answer["organizations"][0]["items"]}


def check_doubt(p, worker, words, what):
    """«Не проверялось», with the reason, wherever the item is told of."""
    answer = p.run("check", facts=worker)
    items = items_of(json.loads(answer.stdout))
    suite.check(items["order"]["status"] == "not-checked" and re.search(words, items["order"]["reason"]), f"{what}: {items}")
    suite.check(items["news"]["status"] == "absent" and items["other"]["status"] == "not-checked", f"{what}: the others: {items}")
    suite.check("requirement-not-checked" in answer.stdout.decode(), f"{what}: no message")
    done = p.run("build", facts=worker)
    suite.check(done.returncode == 0, f"{what}: a build goes on: {done.returncode}")
    manifest = json.loads((p.folder / "public/nastavnichestvo.json").read_text(encoding="utf-8"))
    claimed = {i["id"]: i for i in manifest["requirements"]}
    suite.check(claimed["order"]["status"] == "not-checked" and re.search(words, claimed["order"]["reason"]), f"{what}: {claimed}")
    page = "".join(f.read_text(encoding="utf-8") for f in (p.folder / "public").glob("*.html"))
    suite.check(re.search(words, page) and "не проверялось" in page.lower(), f"{what}: the page says nothing")
    seen = subprocess.run([PROGRAM, "check", "--published", p.folder / "public", "--format", "json"], capture_output=True, check=False)
    counted = {i["id"]: i for i in json.loads(seen.stdout)["items"]}
    suite.check(counted["order"]["not_checked"] == 1 and counted["order"]["published"] == 0, f"{what}: monitoring: {counted}")
    p.run("build")
    manifest = json.loads((p.folder / "public/nastavnichestvo.json").read_text(encoding="utf-8"))
    suite.check({i["id"]: i["status"] for i in manifest["requirements"]}["order"] == "published", f"{what}: the next build looks again")


def check_hanging(work):
    """A worker that takes a document and never answers is ended when its time is over: the real limit."""
    p, pids = Project(Path(work) / "hangs"), Path(work) / "hanging-pids"
    p.add("one.pdf", corpus.text_pdf())
    p.put("data/organization.yaml", "level: school\nkind: school\nname: Школа № 5\nprofiles: [own]\n")
    p.put("data/requirements/own.yaml", ORDER_PROFILE)
    done = p.run("check", facts=executable(Path(work) / "hangs-on", f"#!/bin/sh\necho $$ >> {pids}\nexec sleep 1000\n"))
    answer = json.loads(done.stdout)
    order = items_of(answer)["order"]
    said = {d["code"]: d["message"] for d in answer["diagnostics"]}
    suite.check(done.returncode == 1, f"a worker that hangs: exit status {done.returncode}")
    suite.check(order["status"] == "not-checked" and "слишком много времени" in order["reason"], f"a worker that hangs: {order}")
    suite.check("слишком много времени" in said.get("document-not-examined", ""), f"a worker that hangs: {said}")
    suite.check("не проверялось: Приказ (order)" in said.get("requirement-not-checked", ""), f"a worker that hangs: {said}")
    started = [Path("/proc") / pid for pid in pids.read_text().split()]
    suite.check(started and not any(p.exists() for p in started), "a worker that hangs is not left behind")
    suite.check(items_of(json.loads(p.run("check").stdout))["order"]["status"] == "published", "it is examined by the next one")


def check_labels(work):
    p = Project(Path(work) / "labels")
    signer, text = corpus.Signer(Path(work) / "labels-key"), corpus.text_pdf(pages=2)
    p.add("plain.pdf", text)
    p.add("signed.pdf", text, signature=signer.sign(text))
    p.add("doc.docx", corpus.docx())
    p.put("content/files/linked.pdf", corpus.text_pdf(pages=5))
    p.put("content/o.md", "---\ntitle: О нас\n---\nЧитайте [памятку](files/linked.pdf).\n")
    done = p.run("build")
    suite.check(done.returncode == 0, f"the project is built: {done.stdout.decode()[-800:]}")
    pages = "".join(f.read_text(encoding="utf-8") for f in (p.folder / "public").glob("*.html"))
    for words in (f"2{NBSP}стр.<", f"2{NBSP}стр., подписан", f"DOCX, 1{NBSP}КБ, 3{NBSP}стр.", f"5{NBSP}стр."):
        suite.check(words in pages, f"beside a link: «{words}»: {re.findall('(?:PDF|DOCX),[^<]*', pages)}")
    everything = b"".join(f.read_bytes() for f in (p.folder / "public").rglob("*") if f.suffix in (".html", ".json", ".csv"))
    suite.check("Иванова".encode() not in everything, "who signed is not published")
    again = p.run("build", "--no-facts")
    pages = "".join(f.read_text(encoding="utf-8") for f in (p.folder / "public").glob("*.html"))
    suite.check(again.returncode == 0 and "стр." not in pages, "--no-facts: no pages are counted")


PROBE = r"""
#include <dlfcn.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/xattr.h>
#include <unistd.h>
/* Stands in for the library, as a document would that has taken it over. */
static int is_free(void) { return %s; }
void *poppler_document_new_from_bytes(void *bytes, const char *password, void **error)
{
    void *(*real)(void *, const char *, void **) = dlsym(RTLD_NEXT, "poppler_document_new_from_bytes");
    if (is_free())
        abort();
    return real(bytes, password, error);
}
"""


def check_few_words(work):
    """A document of few words is told to have no text, and its few words are read all the same."""
    p = Project(Path(work) / "few")
    p.put("data/people.yaml", "- id: z\n  name: Зайцев Пётр Сергеевич\n  pupil: да\n")
    p.add("short.docx", corpus.docx(lines=["Зайцев Пётр Сергеевич"]))
    said = p.run("check").stdout.decode()
    for code in ("document-no-text", "paper-name", "paper-withheld"):
        suite.check(f'"{code}"' in said, f"few words: {code}")


def check_confinement(work):
    """What a document that took the process over would try, and may not."""
    p = Project(Path(work) / "confined")
    p.add("one.pdf", corpus.text_pdf())
    tries = {"network": "socket(AF_INET, SOCK_STREAM, 0) >= 0", "a program": 'execl("/bin/true", "true", (char *)0) == 0 || fork() >= 0',
             "a folder": f'mkdir("{work}/made", 0700) == 0', "removal": f'unlink("{work}/victim") == 0',
             "a file": f'open("{work}/victim", O_WRONLY) >= 0 || openat(AT_FDCWD, "{work}/victim", O_RDWR) >= 0',
             "a file emptied": f'open("{work}/victim", O_RDONLY | O_TRUNC) >= 0 || truncate("{work}/victim", 0) == 0',
             "a file made": f'open("{work}/made", O_RDONLY | O_CREAT, 0600) >= 0 || syscall(SYS_open, "{work}/made", O_CREAT, 0600) >= 0',
             "a file without a name": f'open("{work}", O_TMPFILE | O_RDWR, 0600) >= 0',
             "another way to open": f'syscall(SYS_openat2, AT_FDCWD, "{work}/victim", &(struct open_how){{ .flags = O_WRONLY }}, sizeof(struct open_how)) >= 0',
             "what a file bears": f'setxattr("{work}/victim", "user.a", "b", 1, 0) == 0 || lchown("{work}/victim", getuid(), getgid()) == 0'}
    (Path(work) / "victim").write_text("kept")
    for number, (what, code) in enumerate({"nothing at all": "1", **tries}.items()):
        source, library = Path(work) / f"probe{number}.c", Path(work) / f"probe{number}.so"
        source.write_text("#define _GNU_SOURCE\n" + PROBE % code)
        corpus.run("gcc", "-shared", "-fPIC", "-w", "-o", library, source)
        probe = executable(Path(work) / f"probe{number}", f'#!/bin/sh\nLD_PRELOAD={library} exec {FACTS} "$@"\n')
        codes, texts, _ = p.said(facts=probe)
        if what == "nothing at all":
            suite.check(codes == {"one.pdf": {"not-examined"}}, "the probe is listened to")
        else:
            suite.check(codes == {}, f"not refused: {what}: {texts}")
    suite.check((Path(work) / "victim").read_text() == "kept", "a file was changed")
    suite.check(not (Path(work) / "made").exists(), "a folder was made")


def check_no_gost(p, work, expected):
    """Where the engine is not installed a GOST signature is there, and not verified."""
    bare = executable(Path(work) / "bare", f'#!/bin/sh\nOPENSSL_ENGINES=/nonexistent exec {FACTS} "$@"\n')
    codes, texts, _ = p.said(facts=bare)
    compare(codes, {**expected, "gost.pdf": {"not-examined"}, "gost-other.pdf": {"not-examined"}}, "without the engine")
    suite.check("не проверена" in texts.get(("gost.pdf", "not-examined"), ""), f"words about GOST: {texts}")


def main():
    with tempfile.TemporaryDirectory(prefix="nastavnik-facts-") as work, ThreadPoolExecutor() as beside:
        hanging = beside.submit(check_hanging, work)  # half a minute, in which the others run
        p = Project(Path(work) / "documents")
        expected = plain_documents(p, work)
        signed, gost = signed_documents(p, work)
        expected.update(signed)
        began = time.monotonic()
        codes, texts, _ = p.said()
        suite.check(time.monotonic() - began < 30, "hostile documents cost seconds, not minutes")
        compare(codes, expected, "documents")
        check_words(texts)
        check_cache(p, work, codes)
        if gost:
            check_no_gost(p, work, expected)
        check_fakes(work)
        check_few_words(work)
        check_unread(work)
        check_recovery(work)
        check_lower_limit(work)
        check_parts(work)
        check_confinement(work)
        check_labels(work)
        hanging.result()
    print(f"{suite.passed} passed, {suite.failed} failed")
    return 1 if suite.failed or not suite.passed else 0


if __name__ == "__main__":
    sys.exit(main())
