"""Documents of every sort, made anew: by reportlab, Pillow, qpdf, zipfile and
openssl, or byte by byte where no tool makes the fault that is wanted.
"""

import functools
import io
import os
import re
import subprocess
import zipfile
from pathlib import Path

from PIL import Image, ImageDraw
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen import canvas

FONT = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"
PROSE = """Приказ о наставничестве педагогических работников. В соответствии со статьёй 351.8
Трудового кодекса Российской Федерации и в целях поддержки молодых учителей приказываю
назначить куратором заместителя директора по учебной работе, закрепить наставнические пары
на учебный год и разместить сведения о них на сайте. Контроль оставляю за собой. Директор.""".split("\n")
# What recognition with a Latin alphabet makes of it.
SOUP = """IIpnKa3 o HacTaBHnuecTBe neAarornuecKnx pa6oTHnKoB. B cooTBeTcTBnn co cTaTben
TpyAoBoro KoAeKca PoccnncKon <DeAepauum m B uenjix noAAep)KKM MonoAbix yqnTeJIen npmKa3biBaio
Ha3HaqmTb KypaTopoM 3aMecTnTeJiJi AnpeKTopa no yqe6Hon pa6oTe, 3aKpenmTb HacTaBHnqecKne
napbi Ha yqe6HbiH roA n pa3MecTnTb cBeAeHnJi o Hnx Ha caHTe. KoHTpoJib 3a co6oH. AnpeKTop""".split("\n")


@functools.lru_cache(maxsize=None)
def font():
    pdfmetrics.registerFont(TTFont("Sans", FONT))
    return "Sans"


def text_pdf(lines=PROSE, pages=1, **properties):
    out = io.BytesIO()
    c = canvas.Canvas(out, pagesize=A4, invariant=1)
    for name, value in properties.items():
        getattr(c, "set" + name.capitalize())(value)
    for number in range(pages):
        c.setFont(font(), 10)
        for i, line in enumerate(lines):
            c.drawString(50, 780 - 14 * i, line)
        c.drawString(50, 40, f"Страница {number + 1}")
        c.showPage()
    c.save()
    return out.getvalue()


def picture():
    """A photograph of a page."""
    out = io.BytesIO()
    Image.new("L", (600, 800), 245).save(out, "PNG")
    return out.getvalue()


def scan_pdf(dpi=150, layer=(), pages=1, blank_after=0, width=1.0):
    """Pages that are one picture each, of that share of the page's width, with an invisible text layer on request."""
    picture = Image.new("L", (int(8.27 * dpi), int(11.69 * dpi)), 245)
    ImageDraw.Draw(picture).text((dpi, dpi), "scan", fill=20)
    path = io.BytesIO()
    picture.save(path, "JPEG", quality=60)
    out = io.BytesIO()
    c = canvas.Canvas(out, pagesize=A4, invariant=1)
    for _ in range(pages):
        path.seek(0)
        from reportlab.lib.utils import ImageReader
        c.drawImage(ImageReader(path), 0, 0, A4[0] * width, A4[1] * width)
        c.setFont(font(), 10)
        text = c.beginText(50, 780)
        text.setTextRenderMode(3)
        for line in layer:
            text.textLine(line)
        c.drawText(text)
        c.showPage()
    for _ in range(blank_after):
        c.setFont(font(), 10)
        for i, line in enumerate(PROSE):
            c.drawString(50, 780 - 14 * i, line)
        c.showPage()
    c.save()
    return out.getvalue()


def run(*words, data=None, cwd=None):
    return subprocess.run([str(w) for w in words], input=data, capture_output=True, check=True, cwd=cwd).stdout


def qpdf(folder, data, *options):
    source, target = Path(folder) / "in.pdf", Path(folder) / "out.pdf"
    source.write_bytes(data)
    run("qpdf", *options, source, target)
    return target.read_bytes()


# ---- office ------------------------------------------------------------------------------------

WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def archive(parts, first=()):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as z:
        for name, data in first:
            z.writestr(zipfile.ZipInfo(name), data)
        for name, data in parts.items():
            z.writestr(name, data)
    return out.getvalue()


def core(author, editor="user"):
    return ('<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
            'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Приказ</dc:title>'
            f'<dc:creator>{author}</dc:creator><cp:lastModifiedBy>{editor}</cp:lastModifiedBy></cp:coreProperties>')


def docx(body="", author="Школа № 5", editor="user", more=None, lines=None):
    paragraphs = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in lines or PROSE)
    return archive({
        "[Content_Types].xml": "<Types/>",
        "word/document.xml": f"<w:document {WORD}><w:body>{paragraphs}{body}</w:body></w:document>",
        "docProps/core.xml": core(author, editor),
        "docProps/app.xml": "<Properties><Pages>3</Pages></Properties>",
        **(more or {}),
    })


def part(text):
    """A part of a Word document beside its body."""
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>".join((f"<w:part {WORD}>", "</w:part>"))


TRACKED = '<w:p><w:ins w:author="А"><w:r><w:t>вставка</w:t></w:r></w:ins></w:p>'


def xlsx(more=None):
    shared = "".join(f"<si><t>{line}</t></si>" for line in PROSE)
    return archive({"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<workbook/>",
                    "xl/sharedStrings.xml": f"<sst>{shared}</sst>", **(more or {})})


def odt(body="", more=None):
    space = 'xmlns:text="urn:text" xmlns:office="urn:office" xmlns:meta="urn:meta" xmlns:dc="urn:dc"'
    paragraphs = "".join(f"<text:p>{line}</text:p>" for line in PROSE)
    return archive({
        "content.xml": f"<office:document {space}>{body}{paragraphs}</office:document>",
        "meta.xml": f'<office:m {space}><meta:document-statistic meta:page-count="2"/><dc:creator>user</dc:creator></office:m>',
        **(more or {}),
    }, first=[("mimetype", "application/vnd.oasis.opendocument.text")])


# ---- signatures ----------------------------------------------------------------------------------


class Signer:
    """A certificate of our own making; with GOST keys where the engine is there."""

    def __init__(self, folder, algorithm=("rsa:2048",), engine=(), subject="/CN=Школа № 5/SN=Иванова/GN=Анна Петровна"):
        self.folder, self.engine = Path(folder), engine
        self.key, self.certificate = self.folder / "key.pem", self.folder / "cert.pem"
        self.folder.mkdir(parents=True, exist_ok=True)
        run("openssl", "req", *engine, "-x509", "-newkey", *algorithm, "-nodes", "-utf8", "-days", "3650", "-subj", subject,
            "-keyout", self.key, "-out", self.certificate)

    def sign(self, data, form="DER", attached=False):
        return run("openssl", "cms", "-sign", "-binary", *(["-nodetach"] if attached else []), *self.engine,
                   "-signer", self.certificate, "-inkey", self.key, "-outform", form, data=data)


def gost_signer(folder):
    try:
        return Signer(folder, ("gost2012_256", "-pkeyopt", "paramset:A"), ("-engine", "gost"))
    except subprocess.CalledProcessError:
        return None


def signed_pdf(signer, filter_name="adbe.pkcs7.detached"):
    """A PDF with its signature inside, put together by hand."""
    room = 8192
    objects = [b"<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[4 0 R]/SigFlags 3>>>>",
               b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
               b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Annots[4 0 R]>>",
               b"<</FT/Sig/T(s)/Type/Annot/Subtype/Widget/Rect[0 0 0 0]/P 3 0 R/V 5 0 R>>",
               b"<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/" + filter_name.encode() +
               b"/ByteRange[0 0000000000 0000000000 0000000000]/Contents<" + b"0" * room + b">>>"]
    out, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj%sendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"xref\n0 6\n0000000000 65535 f \n%strailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (
        table, len(out))
    start = out.index(b"/Contents<") + len(b"/Contents")
    end = start + room + 2
    out = re.sub(rb"/ByteRange\[[^]]*\]", b"/ByteRange[0 %010d %010d %010d]" % (start, end, len(out) - end), out)
    der = signer.sign(out[:start] + out[end:])
    return out[:start + 1] + der.hex().encode().ljust(room, b"0") + out[end - 1:]


def hostile_pdf():
    """Pages without end: every node of the tree is its own grandchild."""
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R 3 0 R]/Count 1000000>>",
               b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 1000000>>"]
    out, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj%sendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return out + b"xref\n0 4\n0000000000 65535 f \n%strailer<</Size 4/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (
        table, len(out))


def long_docx():
    """Half a megabyte of letters more than is read."""
    return docx(body=f"<w:p><w:r><w:t>{'Отчёт о наставничестве. ' * 40000}</w:t></w:r></w:p>")


def bomb_docx():
    """A kilobyte that unpacks to hundreds of megabytes."""
    return docx(more={"word/document.xml": f"<w:document {WORD}>" + " " * (300 << 20) + "</w:document>"})


def entity_docx():
    entities = "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10}">' for i in range(1, 12))
    return docx(more={"word/document.xml":
                      f'<!DOCTYPE d [<!ENTITY e0 "x">{entities}]><w:document {WORD}><w:t>&e11;</w:t></w:document>'})
