"""The text of real files reaches the rules: the shipped example with a wrong record.

The program reads its PDF files through the examiner; here a record is made to
disagree with its paper, and the message has to come at the place of the file.
"""

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

ROOT = Path(__file__).resolve().parent.parent.parent
PROGRAM = Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / "build/nastavnik").resolve()
SCHOOL = "sovetskiy-rayon/shkola-1"
CODES = re.compile(r"\[(paper-[a-z]+|act-misquoted|act-repealed)\]")


def said(project):
    """What `check` says of papers, a line each."""
    done = subprocess.run([PROGRAM, "check", "--today", "2026-03-02"], cwd=project, capture_output=True, check=False,
                          timeout=120)
    return [line for line in done.stdout.decode().splitlines() + done.stderr.decode().splitlines()
            if CODES.search(line)]


def write_pdf(path, *lines):
    pdfmetrics.registerFont(TTFont("DejaVu", "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"))
    canvas = Canvas(str(path))
    canvas.setFont("DejaVu", 11)
    for number, line in enumerate(lines):
        canvas.drawString(60, 780 - 16 * number, line)
    canvas.save()


def change(project, old, new, file="acts.yaml"):
    path = project / "data" / SCHOOL / file
    text = path.read_text(encoding="utf-8")
    assert old in text, old
    path.write_text(text.replace(old, new), encoding="utf-8")


def copy_of_example(folder):
    project = Path(folder) / "project"
    for name in ("data", "content"):
        shutil.copytree(ROOT / name, project / name)
    return project


def main():
    results = []
    with tempfile.TemporaryDirectory() as folder:
        project = copy_of_example(folder)
        lines = said(project)
        results.append(("the example's papers agree with their records", not lines, lines))
        change(project, "number: 215-о", "number: 251-о")
        lines = said(project)
        results.append(("one wrong number, one message, at the file of the record",
                        len(lines) == 1 and f"data/{SCHOOL}/acts.yaml:" in lines[0] and "[paper-number]" in lines[0]
                        and "стр. 1: на бумаге № 215-о, а в записи № 251-о" in lines[0], lines))
        change(project, "number: 251-о", "number: 215-о")
        change(project, "date: 2025-08-29\n  covers:\n    - sch-prikaz-polozhenie",
               "date: 2025-08-28\n  covers:\n    - sch-prikaz-polozhenie")
        lines = said(project)
        results.append(("a wrong day of the order is seen on it and on both of its appendices",
                        sorted(CODES.findall("\n".join(lines))) == ["paper-appendix"] * 2 + ["paper-date"], lines))
        change(project, "date: 2025-08-28\n  covers:\n    - sch-prikaz-polozhenie",
               "date: 2025-08-29\n  covers:\n    - sch-prikaz-polozhenie")
        write_pdf(project / "content" / SCHOOL / "files/programma-matematika.pdf", "Персонализированная программа",
                  "Наставник: Вершинина Ольга Леонидовна", "СНИЛС 112-233-445 95")
        lines = said(project)
        results.append(("a programme may name who has agreed, and nobody may publish an insurance number",
                        CODES.findall("\n".join(lines)) == ["paper-snils"] and "ошибка" in lines[0]
                        and "pairs.yaml:" in lines[0] and "112" not in lines[0], lines))
        change(project, "given: 2025-08-28", "given: 2029-08-28", "people.yaml")
        lines = said(project)
        results.append(("without the consent the name is reported too",
                        sorted(CODES.findall("\n".join(lines))) == ["paper-name", "paper-snils"], lines))
    for name, good, lines in results:
        if not good:
            print(name, *lines, sep="\n    ")
    failed = sum(not good for _, good, _ in results)
    print(f"{len(results) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
