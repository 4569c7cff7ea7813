"""How sources are written: one SPDX line first, guards named after the file,
comments in English, messages in Russian.

A comment may quote Russian words in «…» and cite a norm (152-ФЗ, ст. 10.1).
"""

import re

from lint import CYRILLIC, check, files, finish, line_of, read, split_c, without_strings

QUOTED = re.compile(r"«[^«»]*»|“[^”]*”|„[^“]*“|\"[^\"\n]*\"|`[^`\n]*`")
NORM = re.compile(r"\d+-ФЗ|(?:ТК|СК|ГК|ПП) РФ|[Сс]т\.|[Пп]п?\.|приказ[а-я]*|Роскомнадзор[а-я]*|письмо|АЗ|от \d|№|\bи \d")
CALL = re.compile(r"\bdiag_add(?:_mended|_path)?\s*\(")
STRING = re.compile(r'"((?:\\.|[^"\\\n])*)"')


def blocks(comments):
    """Comments that follow each other are one text: a Russian word needs its English around it."""
    for m in re.finditer(r"//[^\n]*(?:\n[ \t]*//[^\n]*)*|/\*.*?\*/", comments, re.S):
        yield m.start(), m.group()


def is_english(comment):
    """Russian words outside quotes have fewer letters than the Latin ones; single letters are no words."""
    rest = QUOTED.sub("", QUOTED.sub("", comment))  # twice, for quotes in quotes
    rest = NORM.sub("", rest)
    russian = "".join(re.findall("[А-Яа-яЁё]{3,}", rest))
    return len(russian) <= len(re.findall("[A-Za-z]", rest))


def guard_of(path):
    return "_".join(path.split("/")[-2:]).upper().replace(".", "_").replace("-", "_")


def check_source(path):
    text = read(path)
    comments, code = split_c(text)
    check(text.startswith("// SPDX-License-Identifier: MIT\n"), path, 1, "the first line is not the SPDX line")
    check(len(re.findall("SPDX-License-Identifier", comments)) == 1, path, 1, "one SPDX line is enough")
    check("\t" not in text and "\r" not in text, path, 1, "tabs or CR in a C file")
    for start, comment in blocks(comments):
        check(is_english(comment), path, line_of(text, start), "a comment that is not in English")
        check(not re.search(r"\b(TODO|FIXME|XXX|HACK)\b", comment), path, line_of(text, start), "unfinished work")
    if path.endswith(".h") and path.startswith("generator/"):
        check(f"#ifndef {guard_of(path)}\n#define {guard_of(path)}\n" in code, path, 1,
              f"the include guard is not {guard_of(path)}")
    if path.startswith("generator/"):
        blanked = without_strings(code)
        for m in CALL.finditer(code):
            words = "".join(STRING.findall(code[m.end():blanked.find(";", m.end())]))
            check(CYRILLIC.search(words) or not re.search("[A-Za-z]{4}", words), path, line_of(code, m.start()),
                  f"a message that is not in Russian: {words}")


def main():
    for path in files(".c", ".h", ".def"):
        check_source(path)
    finish()


if __name__ == "__main__":
    main()
