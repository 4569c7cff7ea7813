"""Input made to take long or to fill the memory, of every format, each within a
stated time of the processor and a stated space: RLIMIT_CPU and RLIMIT_AS are set
for the program, and for the workers it starts. Either the message that the author
needs is given, or the thing is read; never a signal, never exit status 3.

    bombs.py PROGRAM [NAME…]      with the program of the release: sanitizers need more room
"""

import io
import json
import os
import resource
import struct
import subprocess
import sys
import time
import zipfile
import zlib
from pathlib import Path

from project import ENVIRONMENT, PROGRAM, TODAY, Suite, put, put_records, scratch, text

MEGABYTE = 1024 * 1024

# What every bomb is given unless it says otherwise.
SECONDS, MEGABYTES = 10, 1024

BOMBS = []


def bomb(*expected, seconds=SECONDS, megabytes=MEGABYTES, command="build"):
    """Registers a function that puts the bomb into a project; [expected] are the codes of which
    one has to be said, none for what is simply read."""
    def register(make):
        BOMBS.append((make.__name__, make, expected, seconds, megabytes, command))
        return make
    return register


def sparse(folder, name):
    path = Path(folder) / name
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(path, "wb") as out:
        out.truncate(1024 * MEGABYTE)


def page(folder, body):
    put(folder, "content/page.md", "---\ntitle: Страница\n---\n" + body)


def document(folder, name, content):
    """An act with that file."""
    put(folder, f"content/files/{name}", content)
    put_records(folder, "data/acts.yaml",
                [{"id": "prikaz", "kind": "order", "title": "Приказ", "number": "1", "date": "2025-09-01",
                  "files": [f"files/{name}"]}])


def picture(folder, name, content):
    """A page with that picture."""
    put(folder, f"content/files/{name}", content)
    page(folder, f"![Вид школы](file:files/{name})\n")


def theme(folder, name, content):
    put(folder, "data/site.yaml", "theme: own\n")
    put(folder, f"themes/own/{name}", content)


# ---- YAML ----------------------------------------------------------------------------


@bomb("yaml-limit", seconds=2, megabytes=256)
def yaml_nested_lists(folder):
    put(folder, "data/acts.yaml", "[" * 1000000)


@bomb("yaml-limit", seconds=2, megabytes=256)
def yaml_nested_maps(folder):
    put(folder, "data/acts.yaml", "{a: " * 500000)


@bomb("yaml-limit", "yaml-indent", "yaml-syntax", seconds=4, megabytes=256)
def yaml_nested_by_dashes(folder):
    put(folder, "data/acts.yaml", "- " * 1000000)


@bomb("yaml-feature", seconds=2, megabytes=256)
def yaml_aliases(folder):
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]" for i in range(1, 40)]
    put(folder, "data/acts.yaml", "\n".join(lines))


@bomb("yaml-limit", seconds=6, megabytes=512)
def yaml_many_values(folder):
    put(folder, "data/acts.yaml", "- a\n" * 1000000)


@bomb("field-unknown", seconds=10, megabytes=512)
def yaml_many_keys(folder):
    put(folder, "data/acts.yaml", "- id: a\n" + "".join(f"  k{i}: v\n" for i in range(190000)))


@bomb("field-long", "yaml-limit", seconds=4, megabytes=256)
def yaml_long_text(folder):
    put(folder, "data/acts.yaml", "- title: " + "а" * (2 * MEGABYTE - 100))


@bomb("yaml-quote-open", seconds=4, megabytes=256)
def yaml_open_quotes(folder):
    put(folder, "data/acts.yaml", "- title: \"текст\n" * 150000)


@bomb("yaml-quote-tail", "yaml-syntax", "yaml-limit", seconds=8, megabytes=512)
def yaml_mistakes_on_each_line(folder):
    put(folder, "data/acts.yaml", "- title: \"Школа\" № 5: и ещё\n" * 80000)


@bomb("field-unknown", seconds=10, megabytes=512)
def yaml_many_records(folder):
    put(folder, "data/acts.yaml", "- titel: а\n" * 60000)


@bomb("file-too-big", seconds=2, megabytes=256)
def yaml_sparse(folder):
    sparse(folder, "data/acts.yaml")


@bomb("ref-dangling", "field-unknown", "field-missing", seconds=10, megabytes=512)
def yaml_dangling_references(folder):
    put_records(folder, "data/acts.yaml", [{"id": f"act-{i:05}", "kind": "order", "title": "Приказ", "number": "1",
                                            "date": "2025-09-01", "cancels": f"akt-{i:05}"} for i in range(15000)])


@bomb("act-no-file", seconds=10, megabytes=256)
def yaml_many_people_without_consent(folder):
    """Each of them is looked for in every text, and in whatever becomes an address."""
    put_records(folder, "data/people.yaml", [{"id": f"p{i}", "name": f"Тарабаринов{'абвгдежзик'[i % 10]}{i} Пётр Иванович",
                                              "role": "наставник"} for i in range(2000)])
    put_records(folder, "data/acts.yaml", [{"id": f"prikaz-{i}", "kind": "order", "title": f"О наставничестве, {i}",
                                            "number": f"{i}", "date": "2025-09-01"} for i in range(2000)])


# ---- Markdown ------------------------------------------------------------------------


@bomb("markdown-limit", seconds=2, megabytes=256)
def markdown_brackets(folder):
    page(folder, "![[]()" * 40000)


@bomb("markdown-limit", seconds=2, megabytes=256)
def markdown_nested_lists(folder):
    page(folder, "".join("  " * i + "- a\n" for i in range(400)))


@bomb("markdown-limit", seconds=2, megabytes=256)
def markdown_nested_quotes(folder):
    page(folder, ">" * 100000 + "a")


@bomb(seconds=4, megabytes=512)
def markdown_emphasis(folder):
    page(folder, "*a_ " * 60000)


@bomb(seconds=4, megabytes=512)
def markdown_backticks(folder):
    page(folder, "".join("e" + "`" * i for i in range(650)))


@bomb("markdown-limit", seconds=6, megabytes=512)
def markdown_footnotes(folder):
    page(folder, "".join(f"[^{i}]: a\n" for i in range(20000)))


@bomb(seconds=6, megabytes=512)
def markdown_table(folder):
    page(folder, "|a" * 100 + "|\n" + "|-" * 100 + "|\n" + ("|" * 101 + "\n") * 2000)


@bomb("link-dead", seconds=10, megabytes=512)
def markdown_dead_links(folder):
    page(folder, "\n\n".join("[а](act:x)" * 90 for _ in range(230)))


@bomb(seconds=10, megabytes=512)
def markdown_many_links(folder):
    page(folder, "\n\n".join("<http:a>" * 160 for _ in range(200)))


@bomb(seconds=10, megabytes=512)
def markdown_65000_links(folder):
    for number in range(2):
        put(folder, f"content/page-{number}.md",
            "---\ntitle: Страница\n---\n" + "\n\n".join("[a](#)" * 500 for _ in range(65)))
    put(folder, "content/page.md", "---\ntitle: Страница\n---\n# Part\n")


@bomb("file-too-big", "markdown-limit", seconds=2, megabytes=256)
def markdown_sparse(folder):
    sparse(folder, "content/page.md")


@bomb("field-unknown", seconds=6, megabytes=512)
def front_matter(folder):
    put(folder, "content/page.md", "---\ntitle: а\n" + "".join(f"k{i}: v\n" for i in range(25000)) + "---\n")


# ---- published sections -----------------------------------------------------------------


MANIFEST = {"schema": "urn:nastavnik:manifest:1.0", "kind": "section", "checked": "2026-03-01", "valid_until": "2026-09-01",
            "content_hash": "x", "organization": {"kind": "school", "name": "Школа", "path": ""}, "requirements": [],
            "documents": []}


@bomb("manifest-broken", seconds=2, megabytes=256, command="published")
def manifest_nested(folder):
    put(folder, "nastavnichestvo.json", "[" * 4000000)


@bomb("manifest-broken", seconds=6, megabytes=512, command="published")
def manifest_many_values(folder):
    put(folder, "nastavnichestvo.json", "[" + "1," * 2000000 + "1]")


@bomb("manifest-broken", seconds=6, megabytes=512, command="published")
def manifest_many_keys(folder):
    put(folder, "nastavnichestvo.json", "{" + ",".join(f'"k{i}":1' for i in range(390000)) + "}")


@bomb("manifest-file-absent", "manifest-changed", seconds=10, megabytes=512, command="published")
def manifest_many_documents(folder):
    documents = [{"id": f"d{i}", "url": "", "files": [{"url": f"f{i}.pdf", "bytes": 1, "sha256": "0" * 64}]}
                 for i in range(20000)]
    put(folder, "nastavnichestvo.json", json.dumps({**MANIFEST, "documents": documents}))


@bomb("manifest-broken", seconds=2, megabytes=256, command="published")
def manifest_sparse(folder):
    sparse(folder, "nastavnichestvo.json")


# ---- office files and PDF ---------------------------------------------------------------------


def archive(parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as z:
        for name, content in parts:
            z.writestr(name, content)
    return out.getvalue()


def docx(body, *parts):
    types = ("[Content_Types].xml", "<Types/>")
    return archive([types, ("word/document.xml", body), *parts])


@bomb(seconds=20, megabytes=1200)
def office_unpacks_to_half_a_gigabyte(folder):
    document(folder, "a.docx", docx("<w:document xmlns:w='w'><w:t>" + " " * (512 * MEGABYTE)))


@bomb("document-damaged", "document-not-examined", seconds=10)
def office_many_entries(folder):
    document(folder, "a.docx", docx("<a/>", *((f"{i}", b"") for i in range(65000))))


@bomb("document-damaged", "document-not-examined", seconds=10)
def office_entities(folder):
    entities = "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 30))
    document(folder, "a.docx", docx(f'<!DOCTYPE a [<!ENTITY a0 "x">{entities}]><a>&a29;</a>'))


@bomb("document-damaged", "document-not-examined", seconds=20)
def office_nested_elements(folder):
    document(folder, "a.docx", docx("<a>" * 4000000))


@bomb(seconds=20)
def office_long_attribute(folder):
    document(folder, "a.docx", docx("<a b='" + "c" * (100 * MEGABYTE)))


@bomb(seconds=20, megabytes=1200)
def pdf_stream_unpacks_to_a_gigabyte(folder):
    packed = zlib.compress(zlib.compress(b" " * (1024 * MEGABYTE), 9), 9)
    document(folder, "a.pdf", pdf_with(f"<</Length {len(packed)}/Filter[/FlateDecode/FlateDecode]>>stream\n".encode()
                                      + packed + b"\nendstream"))


def pdf_with(content, pages=b"<</Type/Pages/Kids[3 0 R]/Count 1>>"):
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", pages,
               b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>", content]
    out, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj" % number + body + b"endobj\n"
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return out + (b"xref\n0 5\n0000000000 65535 f \n%strailer<</Size 5/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n"
                  % (table, len(out)))


@bomb("document-not-examined", "document-damaged", "document-no-text", seconds=20, megabytes=1200)
def pdf_pages_in_a_ring(folder):
    document(folder, "a.pdf", pdf_with(b"<</Length 0>>stream\n\nendstream", b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2000000000>>"))


@bomb(seconds=20, megabytes=1200)
def pdf_nested_arrays(folder):
    document(folder, "a.pdf", pdf_with(b"[" * 2000000))


@bomb("file-too-big", seconds=2, megabytes=256)
def pdf_sparse(folder):
    document(folder, "a.pdf", b"%PDF-1.4")
    sparse(folder, "content/files/a.pdf")


# ---- pictures -----------------------------------------------------------------------------------


def png(width, height, *chunks):
    def chunk(kind, content):
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + b"".join(chunk(*c) for c in chunks) + chunk(b"IEND", b"")


@bomb("image-broken", seconds=2, megabytes=256)
def png_of_many_pixels(folder):
    picture(folder, "a.png", png(60000, 60000, (b"IDAT", zlib.compress(b"\0" * 1000))))


@bomb(seconds=6, megabytes=512)
def png_that_unpacks_to_more_than_its_size(folder):
    picture(folder, "a.png", png(10, 10, (b"IDAT", zlib.compress(b"\0" * (512 * MEGABYTE), 9))))


@bomb(seconds=6, megabytes=512)
def png_with_a_packed_text(folder):
    packed = zlib.compress(b"a" * (512 * MEGABYTE), 9)
    picture(folder, "a.png", png(1, 1, (b"zTXt", b"k\0\0" + packed), (b"iCCP", b"k\0\0" + packed),
                                 (b"IDAT", zlib.compress(b"\0\0\0\0"))))


@bomb("image-broken", seconds=2, megabytes=256)
def jpeg_of_many_pixels(folder):
    frame = b"\xff\xc0" + struct.pack(">HBHHB", 17, 8, 65500, 65500, 3) + b"\1\x22\0\2\x11\1\3\x11\1"
    picture(folder, "a.jpg", b"\xff\xd8" + frame + b"\xff\xda\0\x0c\3\1\0\2\x11\3\x11\0\x3f\0" + b"\0" * 64 + b"\xff\xd9")


@bomb("image-broken", seconds=10, megabytes=1024)
def jpeg_of_many_scans(folder):
    frame = b"\xff\xc2" + struct.pack(">HBHHB", 11, 8, 7000, 7000, 1) + b"\1\x11\0"
    table = b"\xff\xc4" + struct.pack(">H", 20) + b"\0" + b"\1" + b"\0" * 15 + b"\0"
    scan = b"\xff\xda\0\x08\1\1\0\0\0\x10" + b"\0"
    picture(folder, "a.jpg", b"\xff\xd8" + frame + table + scan * 20000 + b"\xff\xd9")


@bomb("image-broken", seconds=4, megabytes=512)
def webp_of_many_pixels(folder):
    bits = b"\x2f" + struct.pack("<I", 16382 | 16382 << 14) + b"\0" * 64
    body = b"WEBPVP8L" + struct.pack("<I", len(bits)) + bits + b"\0" * (len(bits) % 2)
    picture(folder, "a.webp", b"RIFF" + struct.pack("<I", len(body)) + body)


@bomb("file-too-big", seconds=2, megabytes=256)
def picture_sparse(folder):
    picture(folder, "a.png", b"")
    sparse(folder, "content/files/a.png")


# ---- templates -------------------------------------------------------------------------------------


@bomb("template-limit", seconds=6, megabytes=512)
def template_loops(folder):
    for i in range(8):
        put(folder, f"content/news/n{i}.md", f"---\ntitle: Новость {i}\ndate: 2026-02-0{i + 1}\n---\nТекст.\n")
    theme(folder, "home.html", "".join(f"{{% for a{i} in news %}}" for i in range(24)) + "x" + "{% endfor %}" * 24)


@bomb("template-limit", "template-syntax", seconds=6, megabytes=512)
def template_includes_itself(folder):
    theme(folder, "home.html", '{% include "home.html" %}')


@bomb("template-limit", seconds=10, megabytes=512)
def template_includes_doubling(folder):
    theme(folder, "home.html", '{% include "a0.html" %}')
    for i in range(30):
        put(folder, f"themes/own/a{i}.html", f'{{% include "a{i + 1}.html" %}}' * 2)
    put(folder, "themes/own/a30.html", "x")


@bomb("template-limit", "template-syntax", seconds=6, megabytes=512)
def template_macro_calls_itself(folder):
    theme(folder, "home.html", "{% macro m(x) %}{{ m(x) }}{{ m(x) }}{% endmacro %}{{ m(1) }}")


@bomb("template-limit", "template-syntax", seconds=4, megabytes=256)
def template_brackets(folder):
    theme(folder, "home.html", "{{ " + "(" * 200000 + "1" + ")" * 200000 + " }}")


@bomb("template-limit", "template-syntax", seconds=6, megabytes=512)
def template_long_sum(folder):
    theme(folder, "home.html", "{{ 1" + " + 1" * 100000 + " }}")


@bomb("template-limit", "template-syntax", seconds=10, megabytes=1024)
def template_doubles_a_text(folder):
    theme(folder, "home.html", "{% set a = 'aaaaaaaa' %}" + "{% set a = a ~ a %}" * 60 + "{{ a }}")


@bomb("template-limit", "file-too-big", seconds=2, megabytes=256)
def template_sparse(folder):
    theme(folder, "home.html", "")
    sparse(folder, "themes/own/home.html")


# ---- tables, folders ------------------------------------------------------------------------------------


@bomb(seconds=6, megabytes=512, command="kit")
def csv_many_cells(folder):
    put(folder, "urls.csv", "Файл;Название;Адрес на сайте\n" + ";" * (4 * MEGABYTE - 100))


@bomb("csv-quote", seconds=4, megabytes=512, command="kit")
def csv_quotes(folder):
    put(folder, "urls.csv", "Файл;Название;Адрес на сайте\n" + '"' * (4 * MEGABYTE - 101))


@bomb("yaml-limit", "record-limit", "file-unknown", "path-invalid", seconds=6, megabytes=256)
def folders_nested(folder):
    path = "data"
    for _ in range(300):
        path += "/a"
    put(folder, f"{path}/acts.yaml", "[]")


@bomb("file-unused", seconds=20, megabytes=1024)
def folder_of_100000_files(folder):
    files = Path(folder) / "content/files"
    files.mkdir(parents=True)
    for i in range(100000):
        os.close(os.open(files / f"f{i}.pdf", os.O_CREAT | os.O_WRONLY))


# ---- running -------------------------------------------------------------------------------------------


COMMANDS = {
    "build": lambda folder: ["build", folder, "--out", os.path.join(folder, "public")],
    "kit": lambda folder: ["kit", folder, "--out", os.path.join(folder, "kit")],
    "published": lambda folder: ["check", "--published", folder],
}


def limited(seconds, megabytes):
    def set_limits():
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
        resource.setrlimit(resource.RLIMIT_AS, (megabytes * MEGABYTE, megabytes * MEGABYTE))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    return set_limits


def explode(suite, name, make, expected, seconds, megabytes, command):
    with scratch() as folder:
        if command != "published":
            put(folder, "data/organization.yaml", "level: school\nkind: school\nname: Школа № 5\n")
            put(folder, "content/index.md", "---\ntitle: Наставничество\n---\nЗдесь рассказано о наставничестве.\n")
        make(folder)
        began = time.monotonic()
        done = subprocess.run([PROGRAM, *COMMANDS[command](folder), "--today", TODAY, "--format", "json"],
                              capture_output=True, check=False, timeout=600, env=ENVIRONMENT, stdin=subprocess.DEVNULL,
                              preexec_fn=limited(seconds, megabytes))
    took = time.monotonic() - began
    said = text(done.stdout)
    codes = [code for code in expected if f'"{code}"' in said]
    suite.check(done.returncode in (0, 1) and (codes or not expected),
                f"{name}: exit {done.returncode} after {took:.1f} s, expected {' or '.join(expected) or 'nothing'} within "
                f"{seconds} s and {megabytes} MB: {(said + text(done.stderr))[:400]}")


def main():
    suite, names = Suite(), sys.argv[2:]
    for one in BOMBS:
        if not names or one[0] in names:
            explode(suite, *one)
    suite.finish()


if __name__ == "__main__":
    main()
