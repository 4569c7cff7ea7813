"""Pages made of everything, of little and of nothing are whole pages.

A municipality with a school below it holds one record of every sort with every field. From it: the same with
every single field left out in turn, the bare required fields, those with every single other field, no records
at all, nobody's consent, long and hostile texts. In every page of every one of them nothing is left hanging: no
empty heading, list, table or section, no «None», no comma without a word behind it; ids are unique, links lead
somewhere, headings go down step by step, rows have as many cells as the table has columns.
"""

import copy
import re
from pathlib import Path

import html5lib

from numbers_ru import wrong_forms
from pictures import png
from project import Suite, build, in_parallel, pdf, put, put_page, put_records, record_files, record_schema, run, \
    scratch, text, tree

# ---- one record of every sort, with all its fields ------------------------------------------------

CONSENT = {"given": "2025-08-25", "until": "2030-08-25",
           "covers": ["name", "post", "experience", "photo", "achievements"], "signer": "self", "paper": "лист 3"}


def person(key, name, role):
    return {"id": key, "name": name, "role": role, "post": "учитель", "subject": "математика", "experience": 21,
            "category": "highest", "awards": ["Почётная грамота", "Благодарность"], "photo": "files/x.png",
            "about": "Ведёт кружок", "consent": CONSENT,
            "labour_consent": {"given": "2025-08-25", "paper": "лист 4"}, "sample": "да"}


FULL = {
    "organization": {
        "level": "school", "kind": "school", "name": "Средняя школа № 5 города Примера",
        "short_name": "Школа № 5", "section_title": "Наставничество", "inn": "7707083893",
        "ogrn": "1027700132195", "address": "город Пример, улица Мира, дом 1", "phone": "+7 000 000-00-00",
        "email": "x@example.org", "site": "https://example.org/", "profile": ["sovetskiy-rayon"],
        "curator": {"name": "Белоусова Анна Ивановна", "post": "заместитель директора", "hours": "вторник, 14:00",
                    "room": "кабинет 12", "consent": CONSENT},
        "teachers": 34, "school_year": "2025/2026", "logo": "files/z.png", "colour": "#1d4f91",
        "parent": {"name": "Министерство", "url": "https://example.org/up/"}, "updated": "2026-02-01",
        "sample": "да"},
    "act": [
        {"id": "a1", "kind": "order", "title": "О закреплении пар", "number": "26/1", "date": "2025-09-01",
         "issuer": "Школа № 5", "scope": "local", "files": ["files/x.pdf", "files/y.pdf"],
         "signature": "files/x.sig", "url": "https://example.org/a1", "valid_from": "2025-09-01",
         "valid_until": "2026-08-31", "replaces": "a3", "school_year": "2025/2026", "published": "2025-09-02",
         "summary": "Копия без фамилий.", "sample": "да"},
        {"id": "a2", "kind": "regulation", "title": "Положение о наставничестве", "as_written": "без номера",
         "files": ["files/x.pdf"], "appendix_of": "a1"},
        {"id": "a3", "kind": "order", "title": "О прежних парах", "number": "7", "date": "2024-09-02",
         "school_year": "2024/2025"},
        {"id": "a4", "kind": "order", "title": "Об отменённом", "date": "2023-09-01", "valid_until": "2024-01-01"},
        {"id": "a5", "kind": "letter", "title": "О рекомендациях", "scope": "federal", "issuer": "Минпросвещения",
         "url": "https://example.org/a5"}],
    "person": [person("p1", "Вершинина Ольга Леонидовна", "mentor"), person("p2", "Громов Пётр", "mentee")],
    "pair": [
        {"id": "b1", "title": "Первый год", "form": "teacher-teacher", "kind": "traditional", "mentors": ["p1"],
         "mentees": ["p2"], "count": 2, "period": "на учебный год", "from": "2025-09-01", "until": "2026-05-29",
         "order": "a1", "school_year": "2025/2026", "sample": "да",
         "programme": {"file": "files/p.pdf", "goals": "Вести уроки уверенно.", "tasks": ["Первая", "Вторая"],
                       "needs": "Журнал.", "interim": "К январю.", "expected": "К маю.", "results": "Всё сделано.",
                       "status": "running",
                       "plan": [{"when": "сентябрь", "what": "Знакомство", "result": "План"},
                                {"what": "Уроки"}]}},
        {"id": "b2", "title": "Прежняя пара", "form": "pupil-pupil", "mentors": ["p1"],
         "mentees": ["p2"], "from": "2023-09-01", "until": "2024-05-29"}],
    "practice": [
        {"id": "c1", "title": "Одна задача", "authors": ["p1", "p2"], "form": "teacher-teacher",
         "topic": "Построение урока", "audience": "учителя", "summary": "Урок вокруг одной задачи.",
         "text": "Текст практики.", "result": "Стало лучше.", "year": 2025, "files": ["files/q.pdf", "files/r.pdf"],
         "shared": "да", "sample": "да"}],
    "honoree": [
        {"id": "d1", "board": "mentors", "person": "p1", "award": "Грамота", "level": "муниципальный уровень",
         "year": 2025, "reason": "За работу.", "photo": "files/x.png", "act": "a1", "sample": "да"},
        {"id": "d2", "board": "young-teachers", "name": "Карташов Илья", "award": "Диплом", "consent": CONSENT}],
    "roadmap": [
        {"id": "e1", "title": "Дорожная карта", "kind": "plan", "period": "2025/2026 учебный год", "act": "a1",
         "intro": "Вступление.", "sample": "да",
         "columns": [{"field": "no", "title": "Номер"}, {"field": "what", "title": "Мероприятие"},
                     {"field": "when", "title": "Срок"}, {"field": "who", "title": "Ответственный"},
                     {"field": "result", "title": "Результат"}],
         "sections": [{"title": "Начало", "items": [
             {"no": "1", "what": "Издать приказ", "when": "до 1 сентября", "due": ["2025-09-01"],
              "who": "директор", "result": "Приказ", "status": "done", "done": "2025-08-29", "link": "act:a1"},
             {"what": "Провести опрос", "when": "февраль", "due": ["2026-02-01"], "status": "planned"},
             {"what": "Подвести итоги"}]}]}],
    "indicator": [
        {"id": "f1", "title": "Охват", "counts": "педагоги", "unit": "педагогов", "method": "по приказам",
         "level": "организация", "tolerance": "не более 1 %", "source": "Программа", "sample": "да",
         "scale": [{"from": "80", "until": "100", "title": "высокий"}, {"until": "79", "title": "низкий"}],
         "points": [{"period": "2024", "target": "35 %", "numerator": 12, "denominator": 40, "as_written": "30,0 %",
                     "note": "по списку"}, {"period": "2025", "target": "40 %", "value": "41 %"}]}],
    "waiver": [{"requirement": "sch-metod", "reason": "Размещены у района", "until": "2026-08-31",
                "sample": "да"}],
}
PAGE = {"title": "Страница", "date": "2026-02-01", "menu": "Страница", "order": 5, "description": "О странице.",
        "photos": [{"file": "files/z.png", "alt": "Снимок"}], "sample": "да"}
MARKDOWN = "Вступление.\n\n## Заголовок\n\nТекст.\n"

FILES = {"files/x.png": png(""), "files/z.png": png("z"), "files/x.pdf": pdf("x"), "files/y.pdf": pdf("y"),
         **{f"files/{name}.pdf": pdf(name) for name in "pqr"},  # withheld when someone has not agreed
         "files/x.sig": b"-----BEGIN PKCS7-----\nx\n"}
ORGANIZATIONS = {"": "municipality", "shkola/": "school"}


def write(folder, data):
    """A municipality and its school, with the same records in both."""
    put_records(folder, "data/site.yaml", {"title": "Сайт"})
    for place, level in ORGANIZATIONS.items():
        for name, content in FILES.items():
            put(folder, f"content/{place}{name}", content)
        for name, records in data.items():
            if name == "page":
                for page in ("index", "stranica", "news/novost"):
                    put_page(folder, f"content/{place}{page}.md", records, MARKDOWN)
                continue
            if name == "organization":
                records = {**records, "level": level, "kind": "school" if level == "school" else "authority"}
            put_records(folder, f"data/{place}{Path(record_files()[name]).name}", records)


# ---- more and less of it ------------------------------------------------------------------------------


def places(value, at=()):
    """The place of every field of every record: («pair», 0, «programme», «plan», 0, «when»)."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if len(at) > 0:
                yield (*at, key)
            yield from places(inner, (*at, key))
    elif isinstance(value, list):
        for n, inner in enumerate(value):
            yield from places(inner, (*at, n))


def without(data, place):
    data = copy.deepcopy(data)
    at = data
    for key in place[:-1]:
        at = at[key]
    del at[place[-1]]
    return data


def shape_of(name):
    return record_schema(name)


# without them a record is refused, though no schema can say so
ALWAYS = {"id", "mentors", "mentees", "person", "name", "consent"}


def bare(value, shape):
    """The record with its required fields only."""
    if isinstance(value, list):
        inner = shape.get("items", shape)
        return [bare(v, inner) for v in value]
    if not isinstance(value, dict):
        return value
    shape = shape.get("anyOf", [shape])[0]
    shape = shape.get("items", shape)
    properties = shape.get("properties", {})
    return {k: bare(v, properties.get(k, {})) for k, v in value.items()
            if k in shape.get("required", []) or k in ALWAYS}


def minimal():
    data = {name: bare(records, shape_of(name)) for name, records in FULL.items()}
    data["waiver"] = FULL["waiver"]
    data["page"] = {"title": PAGE["title"], "date": PAGE["date"]}
    return data


def with_one(name, key):
    """The bare records, and one field more in the first of them."""
    data = minimal()
    first = data[name][0] if isinstance(data[name], list) else data[name]
    whole = FULL[name][0] if isinstance(FULL[name], list) else {**FULL, "page": PAGE}[name]
    first[key] = whole[key]
    return data


def without_consent():
    data = copy.deepcopy({**FULL, "page": PAGE})
    for record in [*data["person"], *data["honoree"], data["organization"]["curator"]]:
        record.pop("consent", None)
    return data


HOSTILE = "Ж" * 300 + " <i>&amp;\"'</i> " + "слово " * 60 + "конец"
KEPT = {"id", "level", "kind", "form", "status", "role", "category", "board", "field", "scope", "signer", "profile",
        "mentors", "mentees", "authors", "person", "act", "order", "replaces", "appendix_of", "covers", "email",
        "inn", "ogrn", "colour", "sample", "shared", "link", "requirement", "phone",
        "text", "intro"}


def hostile(value, key=None):
    """Every free text made long, unbreakable and full of markup."""
    if isinstance(value, dict):
        return {k: v if k in KEPT and not isinstance(v, dict) else hostile(v, k) for k, v in value.items()}
    if isinstance(value, list):
        return [hostile(v, key) for v in value]
    is_plain = not isinstance(value, str) or re.match(r"\d{4}|https?:|files/|да$", value)
    return value if is_plain else HOSTILE


def many(count):
    """So many pairs, mentors, papers of a past year, practices."""
    data = copy.deepcopy(FULL)
    data["person"] = [{**person(f"p{n}", "Вершинина Ольга", "mentor"), "experience": count % 70} for n in range(count)]
    data["pair"] = [{"id": f"b{n}", "form": "teacher-teacher", "mentors": [f"p{n}"], "school_year": "2025/2026",
                     "count": count or 1} for n in range(count)]
    data["act"] += [{"id": f"old{n}", "kind": "order", "title": f"О прежнем {n}", "school_year": "2022/2023"}
                    for n in range(count)]
    data["practice"] = [{"id": f"c{n}", "title": f"Практика {n}"} for n in range(count)]
    data["honoree"] = data["honoree"][1:]
    return data


def variants():
    """Name -> the records; None as a name's end says that the program may refuse them."""
    full = {**FULL, "page": PAGE}
    yield "full", full, False
    yield "minimal", minimal(), False
    yield "empty", {"organization": minimal()["organization"]}, False
    yield "no consent", without_consent(), False
    yield "hostile", hostile(full), False
    for count in (0, 1, 2, 5, 11, 21, 101):
        yield f"{count} of each", many(count), False
    for place in places(full):
        yield f"without {'.'.join(map(str, place))}", without(full, place), True
    for name in FULL:
        first = FULL[name][0] if isinstance(FULL[name], list) else FULL[name]
        for key in first:
            yield f"bare with {name}.{key}", with_one(name, key), True


# ---- what must hold on a page --------------------------------------------------------------------------

NEVER_EMPTY = {"h1", "h2", "h3", "h4", "p", "li", "a", "td", "th", "dt", "dd", "caption", "summary", "title", "ul",
               "ol", "dl", "table", "tbody", "thead", "tr", "section", "details", "nav", "strong", "time", "figcaption"}
BLOCKS = {"h1", "h2", "h3", "h4", "p", "li", "td", "th", "dt", "dd", "caption", "summary", "figcaption"}
HANGING = re.compile(r"None|, ?[,;.)]|; ?[,;.)]|: ?[,;.)]|\( *\)|«»|[ \u00a0]{2}|[ \u00a0][,;.)](?![\d.])|№(?![ \u00a0]\S)"
                     r"|\bот[ \u00a0]?[,;.)№]")


def own_text(element):
    """The text of a block as it is read: labels of cards are no part of it, invisible words are."""
    parts = [element.text or ""]
    for child in element:
        if "cell-label" not in child.get("class", "") and child.tag not in ("ul", "ol", "dl", "table", "p", "svg"):
            inner = own_text(child)
            is_block = "facts" in child.get("class", "") or "line" in child.get("class", "") or child.tag == "br"
            parts.append(f"\n{inner}\n" if is_block else inner)
        elif child.tag != "span":
            parts.append("\n")
        parts.append(child.tail or "")
    return "".join(parts)


def lines_of(block):
    for line in own_text(block).split("\n"):
        line = re.sub(r"[ \t\r]+", " ", line).strip(" ")
        if line:
            yield line


def is_empty(element):
    is_for_script = element.get("role") == "status" or element.get("class") == "found"
    if is_for_script or any(c.tag in ("img", "svg", "input") for c in element.iter()):
        return False
    return not "".join(element.itertext()).strip()


def faults_of_text(main):
    prose = {e for p in main.iter() if p.get("class", "").startswith("prose") for e in p.iter()}
    for block in main.iter():
        if block in prose or block.tag not in BLOCKS or any(c.tag in BLOCKS for c in block):
            continue
        # what the source wraps stands in one line
        for line in lines_of(block):
            if HANGING.search(line):
                yield f"hanging {HANGING.search(line)[0]!r} in {line[:90]!r}"
            if re.search(r"[,;:(«]$|[–—-]$(?<!^—)", line) and line != "—":
                yield f"unfinished {line[-90:]!r}"
            if re.match(r"[,;:.)»]", line):
                yield f"begins with nothing: {line[:90]!r}"


# «№ 26/1» may be parted at its stroke, the number of a school may not.
TORN_NUMBER = re.compile("№\u00a0(?!\\d+(?![\\w/–-]))")


def faults_of_numbers(main):
    """The number of a paper keeps to one line in tables and lists: it stands in an element of its own."""
    blocks = (e for e in main.iter() if e.tag in ("td", "dd") or "facts" in e.get("class", ""))
    for element in {e for block in blocks for e in block.iter()}:
        own = [element.text or "", *(child.tail or "" for child in element)]
        if element.get("class") != "number":
            # a register has the order's requisites as one text, for its CSV; digits alone are not torn
            yield from (f"a number that a line may tear: {part!r}" for part in own
                        if TORN_NUMBER.search(part) and not part.startswith("приказ "))


def faults_of_headings(main):
    level = 0
    for heading in (e for e in main.iter() if re.fullmatch(r"h[1-6]", str(e.tag))):
        here = int(heading.tag[1])
        if here > level + 1:
            yield f"{heading.tag} after h{level}: {''.join(heading.itertext())[:40]!r}"
        level = here
    if len(list(main.iter("h1"))) != 1:
        yield f"{len(list(main.iter('h1')))} h1"


def faults_of_tables(main):
    prose = {e for p in main.iter() if p.get("class", "").startswith("prose") for e in p.iter("table")}
    for table in main.iter("table"):
        head = table.find("thead")
        width = len(head.find("tr")) if head is not None else None
        rows = [row for part in table if part.tag in ("tbody", "tfoot") for row in part if row.tag == "tr"]
        if not rows:
            yield "a table without rows"
        if table.find("caption") is None and table not in prose:
            yield "a table without caption"
        for row in rows:
            cells = sum(int(cell.get("colspan", 1)) for cell in row)
            if width and cells != width:
                yield f"{cells} cells under {width} columns: {''.join(row.itertext())[:50]!r}"


def faults_of_structure(root):
    for element in root.iter():
        if element.tag in NEVER_EMPTY and is_empty(element):
            yield f"empty {element.tag}"
        if element.tag in ("section", "aside", "article") and not \
                any(c.tag not in ("h2", "h3") for c in element):
            yield f"a {element.tag} that is only a heading"
        if element.tag == "img" and element.get("alt") is None:
            yield "img without alt"
    ids = [e.get("id") for e in root.iter() if e.get("id") is not None]
    yield from (f"id {i!r} twice" for i in {i for i in ids if ids.count(i) > 1})
    for element in root.iter():
        for attribute in ("aria-labelledby", "aria-describedby"):
            yield from (f"{attribute} to nothing: {name}" for name in element.get(attribute, "").split()
                        if name not in ids)


def parsed(data):
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    return parser.parse(data), parser.errors


def faults_of_page(data, check_text):
    root, errors = parsed(data)
    yield from (f"HTML: {code} at {place}" for place, code, _ in errors)
    main = next(iter(root.iter("main")), root)
    yield from faults_of_structure(root)
    yield from faults_of_headings(main)
    yield from faults_of_tables(main)
    yield from (f"wrong form: {found}" for found in wrong_forms("".join(main.itertext())))
    if check_text:
        yield from faults_of_text(main)
        yield from faults_of_numbers(main)


LINK = re.compile(rb'<a [^>]*?href="([^"]*)"')
ID = re.compile(rb'\bid="([^"]*)"')


def faults_of_links(published):
    """Links inside the site, anchors included."""
    ids = {name: set(ID.findall(data)) for name, data in published.items() if name.endswith(".html")}
    for name in ids:
        for href in {text(h) for h in LINK.findall(published[name])}:
            if re.match(r"[a-z]+:", href):
                continue
            path, _, anchor = href.partition("#")
            target = name if not path else str(Path("/", name).parent.joinpath(path).resolve().relative_to("/"))
            target = target if target in published else target.rstrip("/") + "/index.html"
            if target not in published:
                yield f"{name}: link to nothing: {href}"
            elif anchor and anchor != "main" and anchor.encode() not in ids.get(target, ()):
                yield f"{name}: no such anchor: {href}"


class Reader:
    """Reads pages; one that was read already, byte for byte, is not read again."""

    def __init__(self):
        self.known = set()

    def faults(self, published, check_text):
        yield from faults_of_links(published)
        for name, data in published.items():
            if not name.endswith(".html") or data in self.known:
                continue
            self.known.add(data)
            # what a paper says, it says as it likes
            is_paper = Path(name).name.startswith("document-")
            yield from (f"{name}: {fault}" for fault in faults_of_page(data, check_text and not is_paper))


def made(variant):
    """The pages of a variant, or what the program said when it refused."""
    name, data, _ = variant
    with scratch() as folder:
        write(folder, data)
        done = build(folder, "--quiet")
        return name, tree(Path(folder) / "public") if done.returncode == 0 else None, text(done.stderr)


def errors_in(said):
    return "; ".join(re.findall(r"^.*ошибка\[.*$", said, re.M))[:300]


def examples():
    """The sections that the program carries, at every level."""
    for level in ("school", "municipality", "region"):
        with scratch() as folder:
            project = Path(folder) / level
            run("init", project, "--level", level, "--yes")
            done = build(project, "--quiet")
            yield f"init {level}", tree(project / "public") if done.returncode == 0 else None, text(done.stderr)


def main():
    suite, reader = Suite(), Reader()
    every = list(variants())
    refused = 0
    results = list(zip(in_parallel(made, every), (may_refuse for _, _, may_refuse in every)))
    for (name, published, said), may_refuse in [*results, *((e, False) for e in examples())]:
        if published is None:
            refused += may_refuse
            if not may_refuse:
                suite.check(False, f"{name}: not built: {errors_in(said)}")
            continue
        faults = list(dict.fromkeys(reader.faults(published, name != "hostile")))
        suite.check(not faults, f"{name}: " + "; ".join(faults[:5]))
    suite.check(refused < len(every) / 4, f"{refused} of {len(every)} variants were refused")
    suite.finish()


if __name__ == "__main__":
    main()
