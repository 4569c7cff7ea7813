#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Makes the labelled corpus: papers.py put into files by different producers, and
files that are broken, locked, signed or something else than their name says.

    make_corpus.py FOLDER      the files, and labels.tsv: file, codes, published, made by

What is not installed makes nothing: `corpus()` tells which producers are missing.
"""

import dataclasses
import io
import random
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "document-facts"))

import corpus as maker  # noqa: E402
from papers import MISTAKES, Paper, paper  # noqa: E402
from wild import WILD  # noqa: E402
from PIL import Image  # noqa: E402
from reportlab.lib.pagesizes import A4  # noqa: E402
from reportlab.lib.utils import ImageReader  # noqa: E402
from reportlab.pdfgen import canvas  # noqa: E402

LOCAL = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
         "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-pdf-header-footer"]
NOT_FOUND = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>404</title></head>
<body><h1>Страница не найдена</h1><p>Запрошенный файл удалён или перемещён.</p></body></html>"""


@dataclasses.dataclass
class Document:
    name: str
    group: str  # the producer
    paper: Paper
    data: bytes
    codes: frozenset
    published: bool = True
    signature: bytes = None
    record: dict = dataclasses.field(default_factory=dict)  # over the paper's own
    item: dict = dataclasses.field(default_factory=dict)    # of the requirement


def run(*words, **more):
    subprocess.run([str(w) for w in words], check=True, capture_output=True, timeout=300, **more)


# ---- producers ---------------------------------------------------------------------------


class Writer:
    """LibreOffice: every form of every paper that it is asked for, in few runs."""

    def __init__(self, folder):
        self.folder = Path(folder)
        self.folder.mkdir(parents=True)

    def convert(self, form, out, sources, *options):
        run("soffice", f"-env:UserInstallation=file://{self.folder.resolve()}/profile", "--headless", *options,
            "--convert-to", form, "--outdir", self.folder / out, *sources)

    def texts(self, wanted):
        """[wanted]: {name: (paper, author)}; the answer: {(name, form): bytes}."""
        for name, (p, author) in wanted.items():
            (self.folder / f"{name}.html").write_text(p.html(author), encoding="utf-8")
        self.convert("odt:writer8", "odt", sorted(self.folder.glob("*.html")), "--infilter=HTML (StarWriter)")
        sources = sorted((self.folder / "odt").glob("*.odt"))
        self.convert("pdf:writer_pdf_Export", "pdf", sources)
        self.convert('pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"}}', "tagged", sources)
        self.convert("docx:MS Word 2007 XML", "docx", sources)
        return {(name, form): next((self.folder / form).glob(f"{name}.*")).read_bytes()
                for name in wanted for form in ("odt", "pdf", "tagged", "docx")}

    def table(self, form):
        rows = "Показатель;План;Факт\nНаставнических пар;5;5\nПерсонализированных программ;5;4\n" \
               "Педагогов, вовлечённых в наставничество;12;11\nОткрытых занятий наставников за учебный год;8;8\n"
        (self.folder / "table.csv").write_text(rows, encoding="utf-8")
        self.convert(form, "table", [self.folder / "table.csv"], "--infilter=CSV:59,34,76")
        return (self.folder / f"table/table.{form}").read_bytes()


def browser(p, folder):
    with tempfile.TemporaryDirectory(dir=folder) as own:
        page, out = Path(own) / "page.html", Path(own) / "page.pdf"
        page.write_text(p.html(), encoding="utf-8")
        run("chromium", *LOCAL, f"--user-data-dir={own}/profile", f"--print-to-pdf={out}", page.as_uri())
        return out.read_bytes()


def toolkit(p):
    """reportlab, a line at a time."""
    return draw_lines(p, lambda c: None)


def draw_lines(p, before):
    out = io.BytesIO()
    c = canvas.Canvas(out, pagesize=A4, invariant=1)
    before(c)
    c.setFont(maker.font(), 10)
    for number, (line, align) in enumerate(p.lines()):
        put = {"left": lambda y, s: c.drawString(50, y, s), "centre": lambda y, s: c.drawCentredString(297, y, s),
               "right": lambda y, s: c.drawRightString(545, y, s)}[align]
        put(780 - 16 * number, line)
    c.save()
    return out.getvalue()


def cairo_pdf(p):
    import cairo
    out = io.BytesIO()
    surface = cairo.PDFSurface(out, 595, 842)
    context = cairo.Context(surface)
    context.select_font_face("DejaVu Sans")
    context.set_font_size(10)
    for number, (line, align) in enumerate(p.lines()):
        width = context.text_extents(line).x_advance
        context.move_to({"left": 50, "centre": 297 - width / 2, "right": 545 - width}[align], 60 + 16 * number)
        context.show_text(line)
    surface.finish()
    return out.getvalue()


def ghostscript(data, folder, device="pdfwrite", *options):
    source, target = Path(folder) / "gs-in.pdf", Path(folder) / "gs-out.pdf"
    source.write_bytes(data)
    run("gs", "-q", "-dBATCH", "-dNOPAUSE", "-dSAFER", f"-sDEVICE={device}", *options, "-o", target, source)
    return target.read_bytes()


# ---- scans -------------------------------------------------------------------------------


def picture_of(data, folder, dpi, angle):
    """The first page as a scanner sees it: a little turned, with specks."""
    source = Path(folder) / "scan-in.pdf"
    source.write_bytes(data)
    run("pdftoppm", "-r", dpi, "-gray", "-singlefile", source, Path(folder) / "scan")
    with Image.open(Path(folder) / "scan.pgm") as page:
        turned = page.rotate(angle, resample=Image.BILINEAR, fillcolor=255)
    specks = Image.frombytes("L", turned.size, random.Random(7).randbytes(turned.width * turned.height))
    return Image.blend(turned, specks, 0.06)


def scan(data, folder, dpi=150, angle=0.6):
    out = io.BytesIO()
    picture_of(data, folder, dpi, angle).save(out, "PDF", resolution=dpi)
    return out.getvalue()


def layered_scan(data, folder, layer, dpi=150, angle=-0.4):
    """With an invisible text over the picture, as recognition leaves it."""
    jpeg, out = io.BytesIO(), io.BytesIO()
    picture_of(data, folder, dpi, angle).save(jpeg, "JPEG", quality=50)
    c = canvas.Canvas(out, pagesize=A4, invariant=1)
    jpeg.seek(0)
    c.drawImage(ImageReader(jpeg), 0, 0, *A4)
    text = c.beginText(50, 780)
    text.setFont(maker.font(), 9)
    text.setTextRenderMode(3)
    for line in layer:
        text.textLine(line)
    c.drawText(text)
    c.save()
    return out.getvalue()


def layer_of(p):
    return [line for line, _ in p.lines()]


def spaced_out(p):
    return [" ".join(line.replace(" ", "")) for line in layer_of(p)]


def glued(p):
    return [line.replace(" ", "") for line in layer_of(p)]


# ---- office files put together further --------------------------------------------------------


def with_parts(data, more=None, change=None):
    """The archive with parts added, and with one part replaced by what [change] makes of it."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            part = old.read(entry)
            if change and entry.filename == change[0]:
                part = change[1](part.decode()).encode()
            new.writestr(entry, part)
        for name, part in (more or {}).items():
            new.writestr(name, part)
    return out.getvalue()


def tracked_odt(data):
    change = ('<text:tracked-changes><text:changed-region text:id="c1"><text:insertion><office:change-info>'
              "<dc:date>2025-09-01T10:00:00</dc:date></office:change-info></text:insertion></text:changed-region>"
              "</text:tracked-changes>")
    return with_parts(data, change=("content.xml", lambda x: re.sub(r"(<office:text[^>]*>)", rf"\1{change}", x, count=1)))


def tracked_docx(data):
    change = '<w:p><w:ins w:id="1" w:author="А" w:date="2025-09-01T10:00:00Z"><w:r><w:t>вставка</w:t></w:r></w:ins></w:p>'
    return with_parts(data, change=("word/document.xml", lambda x: x.replace("<w:body>", "<w:body>" + change, 1)))


# ---- signatures -------------------------------------------------------------------------------


def issued_signer(folder):
    """A signer whose certificate a certification authority of our own has issued."""
    authority = maker.Signer(Path(folder) / "authority", subject="/CN=Учебный удостоверяющий центр")
    signer = maker.Signer(Path(folder) / "holder", subject="/CN=МБОУ СОШ № 5")
    request = Path(folder) / "request.pem"
    maker.run("openssl", "req", "-new", "-key", signer.key, "-utf8", "-subj", "/CN=МБОУ СОШ № 5", "-out", request)
    maker.run("openssl", "x509", "-req", "-in", request, "-CA", authority.certificate, "-CAkey", authority.key,
              "-CAcreateserial", "-days", "3650", "-out", signer.certificate)
    return signer


# ---- the table of documents ---------------------------------------------------------------------


class Corpus:
    def __init__(self, folder):
        self.folder, self.documents, self.missing = Path(folder), [], []
        self.folder.mkdir(parents=True, exist_ok=True)

    def add(self, group, name, p, data, *codes, also=True, **more):
        """[codes] are said of the file itself; the paper's own when its text can be read ([also])."""
        said = frozenset(codes) | (p.codes if also else frozenset())
        more.setdefault("published", "paper-withheld" not in said)
        self.documents.append(Document(name, group, p, data, said, **more))

    def has(self, program, what):
        if shutil.which(program):
            return True
        self.missing.append(what)
        return False


WRITER_PDF = ["number", "date-words", "appendix", "organization-school", "blank-template", "misquoted-kind", "repealed",
              "snils-regulation", "birth", "name", "right-partner", "right-signing"]
WRITER_TAGGED = ["number-plan", "blank-approval", "misquoted-latin", "phone", "order", "regulation", "plan"]
WRITER_OFFICE = ["number-slash", "date", "misquoted-digit", "passport", "order", "regulation"]


def add_writer(c):
    if not c.has("soffice", "LibreOffice"):
        return
    writer = Writer(c.folder / "writer")
    names = sorted({*WRITER_PDF, *WRITER_TAGGED, *WRITER_OFFICE, "order", "plan"})
    wanted = {name: (paper(name), "") for name in names}
    wanted["authored"] = (paper("order"), "Иванова Анна Петровна")
    made = writer.texts(wanted)
    for name in WRITER_PDF:
        c.add("writer", f"{name}.pdf", paper(name), made[name, "pdf"])
    for name in WRITER_TAGGED:
        c.add("writer", f"{name}-tagged.pdf", paper(name), made[name, "tagged"])
    for name in WRITER_OFFICE:
        c.add("writer", f"{name}.docx", paper(name), made[name, "docx"])
    for name in ("plan", "misquoted-digit", "number-slash"):
        c.add("writer", f"{name}.odt", paper(name), made[name, "odt"])
    for form in ("pdf", "docx", "odt"):
        c.add("office", f"authored.{form}", paper("order"), made["authored", form], "document-author-named")
    macros = {"word/vbaProject.bin": b"\xd0\xcf\x11\xe0" + b"\0" * 64}
    c.add("office", "macros.docx", paper("order"), with_parts(made["order", "docx"], macros), "document-macros")
    c.add("office", "tracked.docx", paper("order"), tracked_docx(made["order", "docx"]), "document-tracked-changes")
    c.add("office", "tracked.odt", paper("plan"), tracked_odt(made["plan", "odt"]), "document-tracked-changes")
    add_renamed(c, made)
    if Path("/usr/lib/libreoffice/program/libsclo.so").exists():
        table = writer.table("xlsx")
        c.add("office", "table.xlsx", paper("plan"), table)
        c.add("office", "table.ods", paper("plan"), writer.table("ods"))
        c.add("office", "macros.xlsx", paper("plan"), with_parts(table, {"xl/vbaProject.bin": b"\0" * 64}),
              "document-macros")
    else:
        c.missing.append("LibreOffice Calc")


def add_renamed(c, made):
    order, docx = paper("order"), made["order", "docx"]
    c.add("broken", "renamed.pdf", order, docx, "file-content", published=False)
    c.add("broken", "renamed.docx", order, made["order", "pdf"], "file-content", published=False)
    c.add("broken", "cut.docx", order, docx[:-60], "document-damaged", published=False)
    c.add("broken", "cut-writer.pdf", order, made["order", "pdf"][:len(made["order", "pdf"]) // 2], "document-damaged",
          published=False)


def add_browser(c):
    if not c.has("chromium", "Chromium"):
        return
    for name in ("order", "regulation", "plan", "number-slash", "date-plan", "appendix-day", "organization", "blank",
                 "misquoted-number", "misquoted-words", "repealed-site", "snils", "name-initials", "right-name"):
        c.add("browser", f"{name}.pdf", paper(name), browser(paper(name), c.folder))


def add_toolkits(c):
    for name in MISTAKES:
        c.add("reportlab", f"{name}.pdf", paper(name), toolkit(paper(name)))
    for name in ("order", "regulation", "plan"):
        c.add("reportlab", f"{name}.pdf", paper(name), toolkit(paper(name)))
    try:
        import cairo  # noqa: F401
    except ImportError:
        c.missing.append("python3-cairo")
        return
    for name in ("order", "plan", "organization-inside", "date", "misquoted-article", "repealed-attestation", "snils-bare",
                 "name-plan", "right-phone", "right-date"):
        c.add("cairo", f"{name}.pdf", paper(name), cairo_pdf(paper(name)))


def add_wild(c):
    """Papers of many wordings, a line at a time; some as a browser sets a page, too."""
    for name in WILD:
        c.add("wild", f"{name}.pdf", paper(name), toolkit(paper(name)))
    if not c.has("chromium", "Chromium"):
        return
    for name in list(WILD)[::4]:
        c.add("wild-browser", f"{name}.pdf", paper(name), browser(paper(name), c.folder))


def add_ghostscript(c):
    if not c.has("gs", "Ghostscript") or "python3-cairo" in c.missing:
        return
    for name in ("order", "plan", "number", "date-plan", "appendix", "misquoted-date", "blank-approval", "passport",
                 "organization"):
        c.add("ghostscript", f"{name}.pdf", paper(name), ghostscript(cairo_pdf(paper(name)), c.folder))
    small = ghostscript(cairo_pdf(paper("regulation")), c.folder, "pdfwrite", "-dPDFSETTINGS=/screen")
    c.add("ghostscript", "screen.pdf", paper("regulation"), small)
    for name in ("order", "regulation", "plan", "snils"):  # it loses what the letters of these fonts mean
        lost = ghostscript(toolkit(paper(name)), c.folder)
        kept = ("paper-snils", "paper-withheld") if name == "snils" else ()  # the digits it keeps
        c.add("ghostscript", f"{name}-lost.pdf", paper(name), lost, "document-garbage-text", *kept, also=False)
    pictures = ghostscript(toolkit(paper("order")), c.folder, "pdfimage24", "-r150")
    c.add("ghostscript", "pictures.pdf", paper("order"), pictures, "document-no-text")
    coarse = ghostscript(toolkit(paper("order")), c.folder, "pdfimage8", "-r72")
    c.add("ghostscript", "pictures-coarse.pdf", paper("order"), coarse, "document-no-text", "document-low-resolution")


def add_scans(c):
    def add(name, p, data, *codes, **more):
        c.add("scans", name, p, data, *codes, **more)

    for name in ("order", "regulation", "plan", "number", "snils"):
        add(f"{name}.pdf", paper(name), scan(toolkit(paper(name)), c.folder), "document-no-text", also=False)
    for dpi in (60, 72, 90):
        add(f"coarse-{dpi}.pdf", paper("order"), scan(toolkit(paper("order")), c.folder, dpi), "document-no-text",
            "document-low-resolution")
    for name in ("order", "plan", "number", "date", "misquoted-number", "snils", "blank-approval"):
        p = paper(name)
        add(f"{name}-recognised.pdf", p, layered_scan(toolkit(p), c.folder, layer_of(p)))
    order, plan = paper("order"), paper("plan")
    for name, p, layer in (("soup", order, maker.SOUP), ("soup-twice", plan, maker.SOUP * 2),
                           ("spaced-out", order, spaced_out(order)), ("glued", order, glued(order)),
                           ("glued-plan", plan, glued(plan)), ("spaced-out-plan", plan, spaced_out(plan))):
        add(f"{name}.pdf", p, layered_scan(toolkit(p), c.folder, layer), "document-garbage-text", also=False)


def add_variants(c):
    def add(name, options, *codes, of="order", **more):
        c.add("variants", name, paper(of), maker.qpdf(c.folder, toolkit(paper(of)), *options), *codes, **more)

    add("linear.pdf", ["--linearize"])
    add("packed.pdf", ["--object-streams=generate"], of="number")
    add("plain.pdf", ["--qdf", "--object-streams=disable"], of="misquoted-date")
    add("recompressed.pdf", ["--recompress-flate", "--compression-level=9"], of="plan")
    add("open-password.pdf", ["--encrypt", "", "owner", "256", "--"])
    for bits in ("128", "256"):
        weak = ["--allow-weak-crypto"] if bits == "128" else []
        add(f"locked-{bits}.pdf", [*weak, "--encrypt", "secret", "owner", bits, "--"], "document-encrypted", published=False)
        add(f"no-copy-{bits}.pdf", [*weak, "--encrypt", "", "owner", bits, "--extract=n", "--"], "document-encrypted")


def add_broken(c):
    order, data = paper("order"), toolkit(paper("order"))

    def add(name, content, *codes):
        c.add("broken", name, order, content, *codes, also=False, published=False)

    add("cut-third.pdf", data[:len(data) // 3], "document-damaged")
    add("cut-half.pdf", data[:len(data) // 2], "document-damaged")
    add("head-only.pdf", data[:200], "document-damaged")
    add("fake.pdf", b"%PDF-1.4\n" + b"no document at all\n" * 100, "document-damaged")
    add("endless.pdf", maker.hostile_pdf(), "document-damaged")
    add("not-found.pdf", NOT_FOUND.encode(), "file-content")
    add("not-found-1251.pdf", ("\r\n\r\n" + NOT_FOUND.replace("utf-8", "windows-1251")).encode("cp1251"), "file-content")
    add("empty.pdf", b"", "file-empty")
    add("picture.pdf", b"\xff\xd8\xff\xe0\x00\x10JFIF\0" + b"\0" * 500, "file-content")
    add("archive.docx", maker.archive({"note.txt": "not a document"}), "document-damaged")
    add("text.docx", "Приказ о наставничестве".encode(), "file-content")


def add_stale(c):
    """Sound papers that do not serve: last year's order, where the item is for every year."""
    last = {"school_year": "2024/2025"}
    c.add("stale", "last-year.pdf", paper("order"), toolkit(paper("order")), published=False, record=last,
          item={"yearly": "да"})
    c.add("stale", "this-year.pdf", paper("order"), toolkit(paper("order")), item={"yearly": "да"})


def add_signed(c):
    signer = issued_signer(c.folder / "keys")
    order, data = paper("order"), toolkit(paper("order"))

    def add(name, signature, *codes, content=data, **more):
        c.add("signed", name, order, content, *codes, signature=signature, **more)

    add("der.pdf", signer.sign(data))
    add("pem.pdf", signer.sign(data, "PEM"))
    add("base64.pdf", re.sub(rb"-----.*?-----\n", b"", signer.sign(data, "PEM")))
    add("attached.pdf", signer.sign(data, attached=True))
    # These are made byte by byte, around the signature alone: a page without words.
    add("embedded.pdf", None, "document-no-text", content=maker.signed_pdf(signer))
    for name, other in (("other", data + b" "), ("older", data[:-1]), ("else", b"else")):
        add(f"{name}.pdf", signer.sign(other), "document-signature-invalid")
    grown = maker.signed_pdf(signer) + b"\n% something more\n%%EOF\n"
    add("embedded-grown.pdf", None, "document-no-text", "document-signature-invalid", content=grown)
    gost = maker.gost_signer(c.folder / "gost")
    if not gost:
        c.missing.append("GOST engine of OpenSSL")
        return
    add("gost.pdf", gost.sign(data))
    add("gost-pem.pdf", gost.sign(data, "PEM"))
    add("gost-other.pdf", gost.sign(data + b" "), "document-signature-invalid")


def corpus(folder):
    """All documents, and the names of the producers that are not installed."""
    c = Corpus(folder)
    for add in (add_toolkits, add_wild, add_writer, add_browser, add_ghostscript, add_scans, add_variants, add_broken,
                add_stale, add_signed):
        add(c)
    return c.documents, c.missing


def main():
    out = Path(sys.argv[1])
    with tempfile.TemporaryDirectory(prefix="nastavnik-corpus-") as work:
        documents, missing = corpus(work)
        rows = ["file\tcodes\tpublished\n"]
        for d in documents:
            target = out / d.group / d.name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(d.data)
            if d.signature:
                Path(f"{target}.sig").write_bytes(d.signature)
            rows.append(f"{d.group}/{d.name}\t{' '.join(sorted(d.codes))}\t{'yes' if d.published else 'no'}\n")
    (out / "labels.tsv").write_text("".join(rows), encoding="utf-8")
    print(f"{len(documents)} documents" + "".join(f"; not checked: {name} is not installed" for name in missing))


if __name__ == "__main__":
    main()
