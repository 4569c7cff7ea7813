"""Whatever an author types stays text: no value becomes markup, script, a formula or a foreign address.

Every text field of every record, found through `nastavnik schema`, takes each
of the hostile values in turn. The pages must then have exactly the elements and
attributes of the same project with harmless values; feeds, tables and JSON
must parse, and hold the value as it was typed. A value that the program
refuses is safe: the harmless one takes its place.
"""

import collections
import csv
import io
import json
import re
import shutil
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import html5lib

from pictures import png
from project import TODAY, Suite, build, check_json, in_parallel, pdf, put, record_files, record_names, \
    record_schema, reference, scratch, text, tree
from schema import kind_of

HOSTILE = [
    '"><script>alert(1)</script>', "'--><svg onload=alert(1)>", "{{7*7}}{% raw %}{# x #}",
    "{% include 'base.html' %}",
    "javascript:alert(1)", "</script><script>alert(1)</script>", "]]><!-- -->", "<!--", "-->",
    "</title><h1>x</h1>",
    "</style></textarea></noscript><b>", '=HYPERLINK("http://evil.example/";"x")', "+1+1", "-1+1", "@SUM(1)",
    "\t=1+1", "\r=1+1", ";=1+1", '";=1+1', "expression(alert(1)); } body { background: url(javascript:1)",
    "&quot; onmouseover=alert(1) x=&quot;", '" onmouseover="alert(1)', "' onmouseover='alert(1)",
    "` onmouseover=`alert(1)", "|x|y|\n|-|-|\n|1|2|",
    "`code` **bold** [x](javascript:alert(1)) ![y](data:text/html,z)",
    "<b>bold</b><img src=x onerror=alert(1)>", "\u202etxt.exe", "\u2066x\u2069", "\x1b[31m", "\x00",
    "\u2028\u2029x",
    "%22%3E%3Cscript%3E", "data:text/html;base64,PHNjcmlwdD4=", "//evil.example/x",
    '\\"\\u003cscript\\u003e\\',
    "&#x3c;script&#x3e;", '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>&e;',
    "\ufeffx", "a\nb\r\nc", "x" * 3000, "𝕏🙂 й", "&amp;lt;", "' OR 1=1 --", "$(id) `id` | id",
    "../../../etc/passwd",
]

MARKDOWN = [
    *HOSTILE,
    "[x](javascript:alert(1))", "[x](JaVaScRiPt:alert(1))", "[x](java\nscript:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](data:text/html,<script>alert(1)</script>)", "[x](vbscript:x)", "[x](file:///etc/passwd)",
    "[x](//evil.example/)",
    "![x](javascript:alert(1))", "![x](https://evil.example/pixel.png)",
    "![x\" onerror=\"alert(1)](files/x.png)",
    "[x](https://example.org/\"onmouseover=\"alert(1))", "[x](<https://example.org/ onmouseover=alert(1)>)",
    "[x](https://example.org 'y\" onmouseover=\"alert(1)')", "<https://example.org/\"onmouseover=alert(1)>",
    "<javascript:alert(1)>", "<script>alert(1)</script>", "<div onclick=alert(1)>x</div>", "<!-- comment -->",
    "<![CDATA[<script>]]>", "```\"><script>\nx\n```", "```x onload=alert(1)\nx\n```",
    "# x {#y onclick=alert(1)}",
    "# \"><script>alert(1)</script>", "|\"><script>|`|`|\n|-|:-:|\n|<b>|&lt;script&gt;|",
    "слово[^1]\n\n[^1]: <script>x</script>",
    "слово[^\"><script>]\n\n[^\"><script>]: x", "[x]: javascript:alert(1)\n\n[x]",
    "[x]: https://example.org/ '\"><script>'\n\n[x]",
    "- " * 20 + "x", "> " * 20 + "x", "*" * 500, "[" * 200, "mailto:x@example.org?subject=<script>",
    "[x](mailto:x@example.org?subject=\"><script>)", "[x](tel:+7\"onclick=alert(1))",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "<a href=javascript:alert(1)>x</a>", "![x](files/x.png \"y\\\" onerror=alert(1)\")",
    "\\<script>alert(1)\\</script>",
    "[act](act:a1\"><script>)", "[page](page:x#\"onclick=alert(1))", "[file](file:files/x.png#\"><script>)",
]

FILE_NAMES = ['"><script>alert(1)<', "' onclick='x", "{{7*7}}", "=1+1", "-rf", "a&b=c;d", "x|y|z", "x#y?z=1",
              "%2e%2e%2f", "a b  c",
              "`id`$(id)", "приказ № 5", "<!--", "]]>", "x" * 200]


# ---- records ------------------------------------------------------------------------------------

# What a field has to be for the record to make sense, whatever its type allows.
SENSE = {
    "valid_until": "2030-01-01", "until": "2030-01-01", "publish_until": "2030-01-01", "revoked": None,
    "draft": None,
    "pupil": None, "sample": None, "pages_with_names": None, "numerator": 1, "denominator": 2, "year": 2025,
    "covers": {"consent": ["name", "post", "experience", "photo", "achievements"], "act": ["a1"]},
    "requirement": "a1",
    "mentees": ["a2"], "signer": "self", "theme": None,
    "profile": ["p1"], "today": TODAY, "school_year": "2025/2026", "field": "what", "register": "news",
    "replaces": None,
    "archived": None, "count": 2, "levels": ["school", "municipality"], "experience": 10, "extends": None,
    "menu": "меню", "code": "act-no-file", "base": "https://example.org/section/",
    "link": "act:a1", "colour": "#1d4f91", "inn": "7707083893", "ogrn": "1027700132195",
}
FREE = {"menu", "code", "link", "colour", "inn", "ogrn"}  # texts all the same: they take hostile values too

PICTURES = {"photo", "logo"}


class Slot:
    """The place of a text that may be hostile."""

    def __init__(self, is_url=False):
        self.is_url = is_url


def sense_of(key, owner):
    value = SENSE[key]
    return value.get(owner, "slot") if isinstance(value, dict) else value


def example(key, properties, owner, markdown):
    """A value for the field: a Slot where text goes, None for a field to leave out."""
    if key in SENSE and key not in FREE:
        value = sense_of(key, owner)
        if value != "slot":
            return value
    shape = properties.get("anyOf", [properties])[0]
    kind = kind_of(properties)
    is_list = "anyOf" in properties
    if kind == "text":
        value = "Текст." if (owner, key) in markdown else Slot()
    elif kind == "record":
        value = fill(shape, key, markdown)
    else:
        is_picture = key in PICTURES or owner == "photos"
        file = "files/x.png" if is_picture else "files/x.sig" if key == "signature" else "files/x.pdf"
        value = {"bool": "да", "choice": shape.get("enum", [""])[0], "int": 1, "date": "2025-09-01",
                 "school year": "2025/2026", "url": Slot(True), "id": "a1",
                 "file": file}[kind]
    return [value] if is_list else value


def fill(shape, owner, markdown):
    record, described = {}, set()
    for key, properties in shape["properties"].items():
        if properties["description"] in described:
            continue  # another spelling of the same field
        described.add(properties["description"])
        value = example(key, properties, owner, markdown)
        if value is not None:
            record[key] = value
    return record


def markdown_fields():
    every = [(name, f) for name in record_names() for f in reference(name)[""]]
    return {(name, f.key) for name, f in every if f.written == "текст Markdown"}


def make_files():
    """Path -> what it holds: records with slots, bytes, or (front matter with slots, text)."""
    markdown, files = markdown_fields(), {}
    records = {name: fill(record_schema(name), name, markdown) for name in record_names()}
    records["honoree"].pop("person")
    records["act"]["appendix_of"] = "a2"
    for folder, level, kind in (("", "municipality", "authority"), ("shkola/", "school", "school")):
        records["organization"].update(level=level, kind=kind)
        for name, file in record_files().items():
            if re.fullmatch(r"\w+\.yaml", file) and name != "site":
                record = dict(records[name])
                files[f"data/{folder}{file}"] = record if name == "organization" else [record]
        files[f"data/{folder}acts.yaml"].append({"id": "a2", "kind": "order", "title": Slot()})
        files[f"data/{folder}people.yaml"].append({**records["person"], "id": "a2"})
        files[f"data/{folder}honor.yaml"].append({**records["honoree"], "id": "a2", "person": "a1"})
        for page in ("index", "a1", "news/a1"):
            files[f"content/{folder}{page}.md"] = (dict(records["page"]),
                                                   "Текст [x](https://example.org/).\n")
        for name, data in (("x.png", png("")), ("x.pdf", pdf()), ("x.sig", b"-----BEGIN PKCS7-----\nx\n")):
            files[f"content/{folder}files/{name}"] = data
    records["profile"]["id"] = "p1"
    for name, file in record_files().items():
        if file == "site.yaml" or file.endswith("/*.yaml"):
            files["data/" + file.replace("*", "p1")] = records[name]
    return files


# ---- writing them ---------------------------------------------------------------------------------


class Writer:
    """Writes records as JSON, a value a line, and remembers which slot stands on which line."""

    def __init__(self, value_of):
        self.value_of = value_of  # the text for a slot, by its place
        self.lines, self.slots = [], {}

    def put(self, value, place, head="", tail=""):
        if isinstance(value, (dict, list)):
            items = list(value.items()) if isinstance(value, dict) else list(enumerate(value))
            self.lines.append(head + ("{" if isinstance(value, dict) else "["))
            if isinstance(value, list) and isinstance(value[0], Slot):
                self.slots[len(self.lines)] = (*place, 0)  # some messages are about the list as a whole
            for n, (key, item) in enumerate(items):
                name = json.dumps(key, ensure_ascii=False) + ": " if isinstance(value, dict) else ""
                self.put(item, (*place, key), name, "," if n + 1 < len(items) else "")
            self.lines.append(("}" if isinstance(value, dict) else "]") + tail)
            return
        if isinstance(value, Slot):
            self.slots[len(self.lines) + 1] = place
            value = self.value_of(place, value)
        is_plain = not isinstance(value, str) or value.isprintable()
        self.lines.append(head + json.dumps(value, ensure_ascii=not is_plain) + tail)


def write_project(folder, files, value_of):
    """Returns (path, line) -> place of every slot."""
    places = {}
    for path, content in files.items():
        if isinstance(content, bytes):
            put(folder, path, content)
            continue
        fields, body = content if isinstance(content, tuple) else (content, None)
        writer = Writer(value_of)
        writer.put(fields, (path,))
        shift = 0 if body is None else 1
        joined = "\n".join(writer.lines) + "\n"
        put(folder, path, joined if body is None else f"---\n{joined}---\n{body}")
        places.update({(path, line + shift): place for line, place in writer.slots.items()})
    return places


def harmless(place, slot):
    key = next(k for k in reversed(place) if isinstance(k, str))
    if slot.is_url:
        return "https://example.org/x"
    return SENSE[key] if key in FREE else f"слово {number_of(place)}"


def number_of(place):
    """A short number that tells this slot from the others, the same in every build."""
    return sum(ord(c) * (i + 1) for i, c in enumerate(repr(place))) % 9973


class Attempt:
    """One value in all slots, but for those that refuse it."""

    def __init__(self, value, refused=()):
        self.value, self.refused = value, set(refused)

    def typed(self, place, slot):
        if place in self.refused:
            return harmless(place, slot)
        return ("https://example.org/" if slot.is_url else "") + f"{self.value} {number_of(place)}"

    def build(self, folder, files):
        """Writes and builds until nothing is refused; the messages of what cannot be helped, or None."""
        for _ in range(6):
            places = write_project(folder, files, self.typed)
            status, said = check_json(folder)
            errors = [d for d in said if d["severity"] in ("error", "fatal")]
            refusing = {places.get((d["path"], d["line"])) for d in errors if d["line"]}
            if not errors and status == 0:
                return None
            if None in refusing or status == 3 or not refusing - self.refused:
                return [f"{d['path']}:{d['line']} {d['code']} {d['message']}" for d in errors]
            self.refused |= refusing
        return ["refused again and again"]


# ---- what must hold -----------------------------------------------------------------------------------

ADDRESSES = {"href", "src", "action", "formaction", "poster", "data", "srcset", "cite", "background", "ping",
             "srcdoc"}
GOOD_ADDRESS = re.compile(r"(?:https?://[^/]|mailto:|tel:)|(?![a-z][a-z0-9+.-]*:|//|\\|/[/\\])", re.I)


def elements(data):
    """(element with its parent and attribute names) -> how often; and every address."""
    root = html5lib.parse(data, namespaceHTMLElements=False)
    found, addresses = collections.Counter(), []
    for parent in root.iter():
        for child in parent:
            names = tuple(sorted(map(str, child.attrib)))
            found[str(parent.tag), str(child.tag), names] += 1
            addresses += [v for k, v in child.attrib.items() if str(k).lower() in ADDRESSES]
    return found, addresses


def differing(found, expected):
    """What stands in one page more often than in the other."""
    return list((found - expected) + (expected - found))


def is_good_address(address):
    return bool(GOOD_ADDRESS.match(re.sub(r"[\x00-\x20]", "", address)))


def strings(value):
    if isinstance(value, dict):
        for v in value.values():
            yield from strings(v)
    elif isinstance(value, list):
        for v in value:
            yield from strings(v)
    elif isinstance(value, str):
        yield value


def json_of(name, data):
    """The strings of a JSON file, or of the JSON-LD blocks of a page."""
    if name.endswith(".json"):
        return set(strings(json.loads(data)))
    blocks = re.findall(rb'<script type="application/ld\+json">(.*?)</script>', data, re.S)
    return {s for b in blocks for s in strings(json.loads(b))}


def rows_of(data):
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig")), delimiter=";"))


def faults_of_file(name, data, baseline):
    if name.endswith(".html"):
        found, addresses = elements(data)
        expected, known = elements(baseline)
        if differing(found, expected):
            yield f"other elements: {differing(found, expected)[:3]}"
        yield from (f"address {a!r}" for a in addresses if a not in known and not is_good_address(a))
        json_of(name, data)
    elif name.endswith((".xml", ".svg")):
        tags = [collections.Counter(e.tag for e in ElementTree.fromstring(d).iter()) for d in (data, baseline)]
        if tags[0] != tags[1]:
            yield "other XML elements"
    elif name.endswith(".csv"):
        rows, expected = rows_of(data), rows_of(baseline)
        if [len(r) for r in rows] != [len(r) for r in expected]:
            yield "other CSV cells"
        yield from (f"formula {cell[:40]!r}" for row in rows for cell in row if cell[:1] in tuple("=+-@\t\r"))
    elif name.endswith(".json"):
        json.loads(data)
    elif name.rpartition("/")[2].startswith("search-"):
        yield from faults_of_index(data, baseline)


def calls_of(script):
    """What a part of the search index hands over: a script of nothing but calls with JSON."""
    calls = script.decode().split(");\n")
    heads = [re.match(r'nastavnikSearch\("([a-z0-9-]+)", ', call) for call in calls[:-1]]
    if calls[-1] or not all(heads):
        raise ValueError("the index is more than calls")
    return {head[1]: json.loads(call[head.end():]) for head, call in zip(heads, calls)}


def faults_of_index(data, baseline):
    found, expected = calls_of(data), calls_of(baseline)
    if found.keys() != expected.keys() or b"<" in data:
        yield "other parts of the index"
    hrefs = [[row[0] for row in side.get("pages-0", [])] for side in (found, expected)]
    if hrefs[0] != hrefs[1]:
        yield f"other entries: {set(hrefs[0]) ^ set(hrefs[1])}"


def faults_of_tree(published, baseline):
    if published.keys() != baseline.keys():
        yield f"other files: {sorted(published.keys() ^ baseline.keys())[:5]}"
    for name in published.keys() & baseline.keys():
        try:
            yield from (f"{name}: {fault}" for fault in faults_of_file(name, published[name], baseline[name]))
        except (ValueError, ElementTree.ParseError, csv.Error) as error:
            yield f"{name}: {type(error).__name__}: {error}"


def as_read(value):
    """What the program makes of a typed text: line ends as YAML folds them, no spaces around."""
    return value.strip(" \t\r\n")


def untold(attempt, files, published):
    """Typed texts that JSON readers do not get as they were typed."""
    manifest = json_of("x.json", published["shkola/nastavnichestvo.json"])
    linked = json_of("x.html", published["shkola/index.html"])
    for place, held in ((("data/shkola/organization.yaml", "name"), (manifest, linked)),
                        (("data/shkola/acts.yaml", 0, "title"), (manifest,)),
                        (("data/shkola/pairs.yaml", 0, "title"), (manifest,)),
                        (("data/shkola/practices.yaml", 0, "summary"), (manifest,))):
        typed = as_read(attempt.typed(place, Slot()))
        if any(typed not in strings_ for strings_ in held):
            yield f"{place}: {typed[:60]!r} is not in the JSON"


# ---- the runs -------------------------------------------------------------------------------------


def show(value):
    return repr(value if len(value) < 80 else value[:60] + "…")


def try_hostile(folder, number, files, baseline):
    value, place = HOSTILE[number], folder / f"hostile-{number}"
    attempt = Attempt(value)
    stuck = attempt.build(place, files)
    if stuck:
        return [f"cannot be built: {stuck[:3]}"], 0
    done = build(place, "--quiet")
    if done.returncode:
        return [f"the check found nothing, the build did: {text(done.stderr)[-500:]}"], 0
    published = tree(place / "public")
    accepted = len([s for s in slots_of(files) if s not in attempt.refused])
    return [*faults_of_tree(published, baseline), *untold(attempt, files, published)], accepted


def slots_of(files):
    found = set()
    for path, content in files.items():
        if not isinstance(content, bytes):
            writer = Writer(harmless)
            writer.put(content[0] if isinstance(content, tuple) else content, (path,))
            found.update(writer.slots.values())
    return found


def leave_out(files, place):
    """Removes the field at the place: it wants more than a text, and has a check of its own."""
    path, *keys = place
    record = files[path][0] if isinstance(files[path], tuple) else files[path]
    while isinstance(keys[-1], int):
        keys.pop()
    for key in keys[:-1]:
        record = record[key]
    record.pop(keys[-1], None)


def harmless_project(folder):
    """The files, and the fields that had to be left out; the messages when even so it cannot be built."""
    files, left_out = make_files(), []
    for _ in range(6):
        places = write_project(folder, files, harmless)
        status, said = check_json(folder)
        errors = [d for d in said if d["severity"] in ("error", "fatal")]
        picky = {places.get((d["path"], d["line"])) for d in errors}
        if status == 0 or None in picky:
            return files, left_out, errors
        for place in picky:
            leave_out(files, place)
            left_out.append(place)
        shutil.rmtree(folder)
    return files, left_out, ["refused again and again"]


def check_records(suite, folder):
    files, left_out, stuck = harmless_project(folder / "plain")
    if not suite.check(not stuck, f"the harmless project: {stuck}"):
        return
    suite.check(len(left_out) < 10, f"fields that no word suits: {left_out}")
    build(folder / "plain", "--quiet")
    baseline = tree(folder / "plain/public")
    suite.check(baseline and len(baseline) > 40,
                f"the harmless project has few pages: {sorted(baseline or {})}")
    results = in_parallel(lambda n: try_hostile(folder, n, files, baseline), range(len(HOSTILE)))
    total = len(slots_of(files))
    suite.check(total > 150, f"only {total} texts to be hostile in")
    for value, (faults, accepted) in zip(HOSTILE, results):
        suite.check(not faults, f"{show(value)}: {faults[:4]}")
        printable = value.isprintable() and len(value) < 1000
        suite.check(not printable or accepted > total // 2,
                    f"{show(value)}: only {accepted} of {total} fields took it")


# ---- Markdown ------------------------------------------------------------------------------------------

# What the Markdown renderer may write, with all its attributes.
PROSE = {
    "p": set(), "em": set(), "strong": set(), "code": set(), "pre": set(), "ul": set(), "ol": {"start"},
    "li": {"id"}, "blockquote": set(), "hr": set(), "br": set(), "sup": set(), "table": set(), "thead": set(),
    "tbody": set(), "tr": set(), "th": {"class", "scope"}, "td": {"class"},
    "div": {"class", "role", "tabindex"},
    "span": {"class", "data-alt"}, "section": {"class", "aria-label"},
    "a": {"href", "title", "rel", "class", "id", "aria-label"},
    "img": {"src", "alt", "title", "width", "height", "loading"}, "h2": {"id"}, "h3": {"id"}, "h4": {"id"},
    "h5": {"id"},
    "h6": {"id"}, "caption": set(),
}


def markdown_project(folder, body):
    put(folder, "data/organization.yaml", "level: school\nkind: school\nname: Школа\n")
    put(folder, "data/acts.yaml", "- id: a1\n  kind: order\n  title: Приказ\n")
    put(folder, "data/practices.yaml", json.dumps([{"id": "a1", "title": "Практика", "text": body}]))
    put(folder, "data/roadmap.yaml", json.dumps([{"id": "a1", "title": "План", "intro": body, "columns": [
        {"field": "what", "title": "Что"}], "sections": [{"items": [{"what": "дело"}]}]}]))
    put(folder, "content/files/x.png", png(""))
    for page in ("index", "x", "news/x"):
        put(folder, f"content/{page}.md", f"---\ntitle: Страница\ndate: 2026-01-01\n---\n{body}\n")


def try_markdown(folder, number, baseline):
    place = folder / f"markdown-{number}"
    markdown_project(place, MARKDOWN[number])
    done = build(place, "--quiet")
    if done.returncode == 1:
        return False, []
    if done.returncode:
        return False, [f"exit {done.returncode}: {text(done.stderr)[-300:]}"]
    faults = []
    for name, data in tree(place / "public").items():
        if not name.endswith(".html"):
            continue
        found, addresses = elements(data)
        expected, known = elements(baseline[name])
        faults += [f"{name}: {e}" for e in found - expected if e[1] not in PROSE or set(e[2]) - PROSE[e[1]]]
        faults += [f"{name}: address {a!r}" for a in addresses if a not in known and not is_good_address(a)]
    return True, faults


def check_markdown(suite, folder):
    markdown_project(folder / "markdown", "Текст.")
    build(folder / "markdown", "--quiet")
    baseline = tree(folder / "markdown/public")
    results = in_parallel(lambda n: try_markdown(folder, n, baseline), range(len(MARKDOWN)))
    for value, (_, faults) in zip(MARKDOWN, results):
        suite.check(not faults, f"Markdown {show(value)}: {faults[:4]}")
    built = sum(b for b, _ in results)
    suite.check(20 < built < len(MARKDOWN), f"{built} of {len(MARKDOWN)} hostile pages were published")


# ---- file names ------------------------------------------------------------------------------------------


def file_project(folder, stem):
    put(folder, "data/organization.yaml", "level: school\nkind: school\nname: Школа\n")
    put(folder, "data/acts.yaml", json.dumps([{
        "id": "a1", "kind": "order", "title": "Приказ", "number": "1", "date": "2025-09-01",
        "files": [f"files/{stem}.pdf"]}]))
    put(folder, f"content/files/{stem}.pdf", pdf())
    put(folder, "content/index.md", "---\ntitle: Наставничество\n---\nТекст.\n")


def check_file_names(suite, folder):
    file_project(folder / "names", "x")
    build(folder / "names", "--quiet")
    baseline = tree(folder / "names/public")
    taken = 0
    for number, stem in enumerate(FILE_NAMES):
        place = folder / f"names-{number}"
        file_project(place, stem)
        done = build(place, "--quiet")
        suite.check(done.returncode in (0, 1), f"file {show(stem)}: exit {done.returncode}")
        published = tree(place / "public") or {}
        taken += bool(published)
        names = [n for n in published if n not in baseline]
        suite.check(all(re.fullmatch(r"files/[a-z0-9-]+\.pdf", n) for n in names),
                    f"file {show(stem)}: published as {names}")
        common = published.keys() & baseline.keys()
        faults = [f for n in common for f in faults_of_file(n, published[n], baseline[n])]
        suite.check(not faults, f"file {show(stem)}: {faults[:3]}")
    suite.check(taken > len(FILE_NAMES) // 2, f"only {taken} of the hostile file names were published")


def main():
    suite = Suite()
    with scratch() as name:
        folder = Path(name)
        check_file_names(suite, folder)
        check_markdown(suite, folder)
        check_records(suite, folder)
    suite.finish()


if __name__ == "__main__":
    main()
