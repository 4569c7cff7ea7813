"""The messages of generator/diag/codes.def.

A slug is unique and kebab-case; cause and fix are Russian sentences; the code
is used by the program, described in docs/codes.md and provoked by a test.
"""

import re

from lint import CYRILLIC, check, files, finish, line_of, read, sources

LIST = "generator/diag/codes.def"
STRING = r'((?:"(?:\\.|[^"\\])*"\s*)+)'
ROW = re.compile(r"^DIAG\((\w+),\s*(\w+),\s*" + r",\s*".join([STRING] * 4) + r"\)", re.M)
SEVERITIES = ("FATAL", "ERROR", "WARNING", "NOTE")


class Code:
    def __init__(self, m, text):
        self.name, self.severity = m.group(1), m.group(2)
        self.slug, self.cause, self.fix, self.basis = (self.joined(m.group(i)) for i in range(3, 7))
        self.line = line_of(text, m.start())

    @staticmethod
    def joined(literals):
        return "".join(re.findall(r'"((?:\\.|[^"\\])*)"', literals))


def is_sentence(text):
    return bool(CYRILLIC.search(text)) and text.endswith(".") and not text.endswith("..") and (
        text[0].isupper() or text[0] in "«№" or text.startswith("id "))


def text_of_tests():
    """Everything that may provoke a message: tests, but not the lints."""
    return "\n".join(read(f) for f in files() if f.startswith("tests/") and not f.startswith("tests/lint/")
                     and not f.endswith((".md", ".pdf", ".png", ".jpg", ".webp")))


def is_provoked(code, tests):
    return bool(re.search(rf"(?<![\w-]){re.escape(code.slug)}(?![\w-])|\bDIAG_{code.name}\b", tests))


def main():
    text, program = read(LIST), "\n".join(read(f) for f in sources(".c", ".h"))
    codes, tests, slugs = [Code(m, text) for m in ROW.finditer(text)], text_of_tests(), set()
    described = "\n".join(read(f) for f in files("docs/codes.md"))
    check(len(codes) == len(re.findall(r"^DIAG\(", text, re.M)), LIST, 1, "a row of the list has an unusual form")
    for c in codes:
        check(c.severity in SEVERITIES, LIST, c.line, f"{c.slug}: no such severity: {c.severity}")
        check(re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", c.slug), LIST, c.line, f"{c.slug}: not kebab-case")
        check(c.slug not in slugs, LIST, c.line, f"{c.slug}: the slug stands twice")
        check(is_sentence(c.cause), LIST, c.line, f"{c.slug}: the cause is no Russian sentence: «{c.cause}»")
        check(is_sentence(c.fix), LIST, c.line, f"{c.slug}: the fix is no Russian sentence: «{c.fix}»")
        check(re.search(rf"\bDIAG_{c.name}\b", program), LIST, c.line, f"{c.slug}: the program never says it")
        check(re.search(rf"`{re.escape(c.slug)}`", described), LIST, c.line, f"{c.slug}: not in docs/codes.md (make docs)")
        check(is_provoked(c, tests), LIST, c.line, f"{c.slug}: no test provokes it")
        slugs.add(c.slug)
    finish()


if __name__ == "__main__":
    main()
