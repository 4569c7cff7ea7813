#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Makes the PDF files of the shipped example from plain text.

    tests/documents/sources/<organisation>/<name>.txt  ->  content/<organisation>/files/<name>.pdf
    tests/documents/sources/init/<level>/…/<name>.txt  ->  generator/cmd/init/<level>/content/…/files/<name>.pdf

    make_documents.py            makes every file
    make_documents.py FOLDER…    only those of the named organisations
    make_documents.py --check    makes nothing; exit 1 when a PDF differs from its source

The same text gives the same bytes: no clock, no random names. Needs Debian's python3-reportlab and
fonts-dejavu-extra (whose condensed serif makes the smallest subsets). A source is a header, a blank line and the text:

    title: Об утверждении положения      what the paper is called; required
    kind: приказ                         printed over the date of an order
    number: 26/1
    date: 01.09.2025                     printed as it is written
    organisation: МБОУ «Школа № 5»       whose paper it is; required
    place: г. Пример
    approval: Приложение 1 к приказу     top right; repeat the line for more lines
    sample: да                           prints «Образец: составлен для примера»
    page: landscape                      for wide tables
    note: откуда взят текст              small print at the end; repeat for more lines

    # a heading, ## a smaller one
    A paragraph runs to the blank line.
    - an item of a list (one line each)
    > a line at the right edge
    | a | table | row |, its first row the heading; under it |---|------| the widths in dashes.
    In a cell <br> breaks the line. A row of one cell spans the table.
"""

import argparse
import pathlib
import sys
from io import BytesIO
from xml.sax.saxutils import escape

from reportlab import rl_config
from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_LEFT, TA_RIGHT
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

ROOT = pathlib.Path(__file__).resolve().parents[2]
SOURCES = ROOT / "tests/documents/sources"
CONTENT = ROOT / "content"
INIT = ROOT / "generator/cmd/init"
FONTS = pathlib.Path("/usr/share/fonts/truetype/dejavu")

MAX_BYTES = 60_000
SAMPLE_LINE = "Образец: составлен для примера"
KEYS = {"title", "kind", "number", "date", "organisation", "place", "sample", "page"}
REPEATED = {"approval", "note"}


class SourceError(Exception):
    """A source that cannot be made into a document; the message says where and why."""


# ---- reading -------------------------------------------------------------


def read_source(path):
    """Returns the header as a dict and the text as a list of blocks."""
    header, _, text = path.read_text(encoding="utf-8").partition("\n\n")
    return read_header(path, header), read_blocks(path, text)


def read_header(path, header):
    fields = {key: [] for key in REPEATED}
    for number, line in enumerate(header.splitlines(), 1):
        key, colon, value = line.partition(":")
        if not colon or key not in KEYS | REPEATED or key in fields and key in KEYS:
            raise SourceError(f"{path}:{number}: непонятная или повторная строка заголовка: {line}")
        if key in REPEATED:
            fields[key].append(value.strip())
        else:
            fields[key] = value.strip()
    for key in ("title", "organisation"):
        if key not in fields:
            raise SourceError(f"{path}: в заголовке нет строки {key}")
    return fields


def read_blocks(path, text):
    """Splits the text into (kind, content) pairs."""
    blocks = []
    for chunk in text.split("\n\n"):
        lines = [line for line in chunk.splitlines() if line.strip()]
        if not lines:
            continue
        if lines[0].startswith("|"):
            blocks.append(("table", read_table(path, lines)))
        elif lines[0].startswith(("- ", "# ", "## ", "> ")):
            blocks += [line_block(path, line) for line in lines]
        else:
            blocks.append(("text", " ".join(line.strip() for line in lines)))
    return blocks


def line_block(path, line):
    marks = {"#": "heading", "##": "subheading", "-": "item", ">": "right"}
    mark, _, text = line.partition(" ")
    if mark not in marks:
        raise SourceError(f"{path}: строка внутри списка без своего знака: {line}")
    return marks[mark], text.strip()


def read_table(path, lines):
    rows = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in lines]
    widths = [1] * len(rows[0])
    if len(rows) > 1 and all(set(cell) == {"-"} for cell in rows[1]):
        widths = [len(cell) for cell in rows.pop(1)]
    for row in rows:
        if len(row) not in (1, len(widths)):
            raise SourceError(f"{path}: в строке таблицы {len(row)} ячеек вместо {len(widths)}: {row[0]}")
    return widths, rows


# ---- drawing -------------------------------------------------------------


def register_fonts():
    pdfmetrics.registerFont(TTFont("Text", FONTS / "DejaVuSerifCondensed.ttf", asciiReadable=False))
    pdfmetrics.registerFont(TTFont("Bold", FONTS / "DejaVuSerifCondensed-Bold.ttf", asciiReadable=False))


def style(name, size=11, font="Text", align=TA_LEFT, before=0, after=0, **rest):
    return ParagraphStyle(name, fontName=font, fontSize=size, leading=size * 1.28, alignment=align,
                          spaceBefore=before, spaceAfter=after, bulletFontName=font, **rest)


STYLES = {
    "organisation": style("organisation", 12, "Bold", TA_CENTER, after=10),
    "kind": style("kind", 14, "Bold", TA_CENTER, after=8),
    "requisite": style("requisite"),
    "requisite-right": style("requisite-right", align=TA_RIGHT),
    "place": style("place", align=TA_CENTER, before=4),
    "title": style("title", 13, "Bold", TA_CENTER, before=12, after=12),
    "approval": style("approval", 10.5, align=TA_RIGHT),
    "sample": style("sample", 10, "Bold", TA_CENTER, after=10, borderWidth=0.7, borderPadding=4,
                    borderColor=colors.black),
    "heading": style("heading", 12, "Bold", before=10, after=5, keepWithNext=1),
    "subheading": style("subheading", 11, "Bold", before=6, after=3, keepWithNext=1),
    "text": style("text", align=TA_JUSTIFY, after=5, firstLineIndent=10 * mm),
    "item": style("item", align=TA_JUSTIFY, after=3, leftIndent=10 * mm, bulletIndent=5 * mm),
    "right": style("right", align=TA_RIGHT),
    "cell": style("cell", 8.5),
    "cell-heading": style("cell-heading", 8.5, "Bold", TA_CENTER),
    "cell-section": style("cell-section", 8.5, "Bold"),
    "note": style("note", 8.5, before=8),
}

TABLE_FONT = ("FONT", (0, 0), (-1, -1), "Text")  # or the file would name Helvetica, which it does not embed


def paragraph(path, text, name):
    """A paragraph in the named style; refuses letters that the font would print as boxes."""
    s = STYLES[name]
    glyphs = pdfmetrics.getFont(s.fontName).face.charToGlyph
    for letter in text:
        if ord(letter) not in glyphs:
            raise SourceError(f"{path}: в шрифте нет знака U+{ord(letter):04X} «{letter}»")
    return Paragraph(escape(text).replace("&lt;br&gt;", "<br/>"), s, bulletText="–" if name == "item" else None)


def draw_head(path, fields):
    story = [paragraph(path, line, "approval") for line in fields["approval"]]
    if story:
        story.append(Spacer(1, 6))
    if "sample" in fields:
        story.append(paragraph(path, SAMPLE_LINE, "sample"))
    if not fields["approval"]:
        story.append(paragraph(path, fields["organisation"], "organisation"))
    if "kind" in fields and not fields["approval"]:
        story.append(paragraph(path, fields["kind"].upper(), "kind"))
    return story + draw_requisites(path, fields) + [paragraph(path, fields["title"], "title")]


def draw_requisites(path, fields):
    if fields["approval"] or not ("date" in fields or "number" in fields):
        return []
    left = f"от {fields['date']}" if "date" in fields else ""
    right = f"№ {fields['number']}" if "number" in fields else ""
    row = Table([[paragraph(path, left, "requisite"), paragraph(path, right, "requisite-right")]],
                style=TableStyle([TABLE_FONT]))
    place = [paragraph(path, fields["place"], "place")] if "place" in fields else []
    return [row] + place


def draw_table(path, widths, rows, page_width):
    grid = TableStyle([
        TABLE_FONT, ("GRID", (0, 0), (-1, -1), 0.5, colors.black),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("TOPPADDING", (0, 0), (-1, -1), 2), ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
        ("LEFTPADDING", (0, 0), (-1, -1), 4), ("RIGHTPADDING", (0, 0), (-1, -1), 4),
    ])
    cells = []
    for number, row in enumerate(rows):
        if len(row) < len(widths):
            grid.add("SPAN", (0, number), (-1, number))
            cells.append([paragraph(path, row[0], "cell-section")] + [""] * (len(widths) - 1))
        else:
            name = "cell" if number else "cell-heading"
            cells.append([paragraph(path, cell, name) for cell in row])
    columns = [page_width * width / sum(widths) for width in widths]
    return Table(cells, columns, repeatRows=1, style=grid, spaceBefore=4, spaceAfter=8)


def draw_block(path, kind, content, page_width):
    if kind == "table":
        return draw_table(path, *content, page_width)
    return paragraph(path, content, kind)


def number_page(canvas, document):
    """ГОСТ Р 7.0.97: pages are numbered from the second, at the top, in the middle."""
    if document.page > 1:
        canvas.setFont("Text", 10)
        canvas.drawCentredString(document.pagesize[0] / 2, document.pagesize[1] - 12 * mm, str(document.page))


def make_pdf(path):
    fields, blocks = read_source(path)
    out = BytesIO()
    document = SimpleDocTemplate(
        out, pagesize=landscape(A4) if fields.get("page") == "landscape" else A4,
        leftMargin=22 * mm, rightMargin=14 * mm, topMargin=20 * mm, bottomMargin=18 * mm,
        title=fields["title"], author=fields["organisation"], subject=fields.get("kind", ""),
        creator="tests/documents/make_documents.py", lang="ru-RU", invariant=1, displayDocTitle=1)
    story = draw_head(path, fields)
    story += [draw_block(path, kind, content, document.width) for kind, content in blocks]
    story += [paragraph(path, line, "note") for line in fields["note"]]
    document.build(story, onFirstPage=number_page, onLaterPages=number_page)
    return out.getvalue()


# ---- files ---------------------------------------------------------------


def target_of(source):
    folder = source.parent.relative_to(SOURCES)
    content = CONTENT / folder
    if folder.parts[0] == "init":  # the examples that `nastavnik init` writes
        content = INIT / folder.parts[1] / "content" / pathlib.Path(*folder.parts[2:])
    return content / "files" / (source.stem + ".pdf")


def make_one(source, check):
    """Makes one document, or with [check] compares it; returns what is wrong, or None."""
    data = make_pdf(source)
    target = target_of(source)
    if len(data) > MAX_BYTES:
        return f"{target}: {len(data)} байт, а должно быть не больше {MAX_BYTES}"
    if check:
        same = target.exists() and target.read_bytes() == data
        return None if same else f"{target}: не совпадает с {source}"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(data)
    return None


def main():
    rl_config.useA85 = 0  # binary streams: a fifth smaller
    rl_config.canvas_basefontname = "Text"
    parser = argparse.ArgumentParser(description="PDF-файлы примера из текстов tests/documents/sources")
    parser.add_argument("--check", action="store_true", help="только сравнить готовые файлы с текстами")
    parser.add_argument("folders", nargs="*", help="организации; без них все")
    options = parser.parse_args()
    register_fonts()
    roots = [SOURCES / folder for folder in options.folders] or [SOURCES]
    faults = []
    sources = sorted(path for root in roots for path in root.rglob("*.txt"))
    for source in sources:
        try:
            faults.append(make_one(source, options.check))
        except SourceError as error:
            faults.append(str(error))
    faults = [fault for fault in faults if fault]
    print("\n".join(faults), end="\n" if faults else "", file=sys.stderr)
    print(f"{len(sources) - len(faults)} passed, {len(faults)} failed")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
