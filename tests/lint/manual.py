"""The manual page, the completions and the documents against the program.

Every command and every option of the tables in generator/cmd stands in the
manual page and in all completions, and nothing else does; documents name only
commands that exist, and their links lead somewhere; what `make docs` makes is
what the program prints today.
"""

import os
import re
import subprocess

from lint import ROOT, check, files, finish, line_of, read, split_c

PROGRAM = os.path.join(ROOT, "build/nastavnik")
PAGE = "generator/nastavnik.1"
COMPLETIONS = ("generator/completions/nastavnik.bash", "generator/completions/_nastavnik",
               "generator/completions/nastavnik.fish")
GENERATED = {"docs/records.md": ["schema", "--markdown"], "docs/codes.md": ["explain", "--markdown"],
             "docs/limits.md": ["--limits", "--markdown"],
             "themes/README.md": ["schema", "--theme"]}

COMMAND = re.compile(r'\{ "(\w+)", "[^"]+", cmd_\w+ \}')
OPTION = re.compile(r'\{[\s\\]*"(--[\w-]+)",\s*OPTION_')
TOP_OPTION = re.compile(r'strcmp\(argv\[1\], "(--[\w-]+)"\)')
USED = re.compile(r"(?:^|`|\$ |build/)nastavnik[ \t]+([a-z]+)((?:[ \t]+[^\s`]+)*)", re.M)
LINK = re.compile(r"(?<!\\)\]\(([^)\s]+)\)")


def code_of(path):
    return split_c(read(path))[1]


def commands():
    return COMMAND.findall(code_of("generator/main.c"))


def options():
    """Every option of every command, and those of the program itself."""
    found = set(TOP_OPTION.findall(code_of("generator/main.c"))) | {"--help"}
    for path in files(".c", ".h"):
        if path.startswith("generator/cmd/"):
            found.update(OPTION.findall(code_of(path)))
    return sorted(found)


def plain(text):
    """Manual page source as the words that a reader sees."""
    return re.sub(r"\\f[BIRP]|\\&", "", text).replace("\\-", "-")


def names_option(path, text, option):
    """Fish writes -l out for --out."""
    word = f"-l {option[2:]}" if path.endswith(".fish") else option
    return re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", text)


def check_names(all_commands, all_options):
    for path in (PAGE, *COMPLETIONS):
        text = plain(read(path))
        for command in all_commands:
            check(re.search(rf"(?<![\w-]){command}(?![\w-])", text), path, 1, f"the command {command} is not there")
        for option in all_options:
            check(names_option(path, text, option), path, 1, f"the option {option} is not there")
        if not path.endswith(".fish"):
            for m in re.finditer(r"(?<![\w-])--[a-z][\w-]*", text):
                check(m.group() in all_options, path, line_of(text, m.start()), f"no such option: {m.group()}")


def check_page():
    done = subprocess.run(["mandoc", "-Tlint", "-Wwarning", os.path.join(ROOT, PAGE)], stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT)
    says = done.stdout.decode().strip().splitlines()
    check(not says, PAGE, 1, "mandoc: " + "; ".join(s.split(": ", 2)[-1] for s in says))


def check_uses(path, text, all_commands, all_options):
    for m in USED.finditer(text):
        line = line_of(text, m.start())
        check(m.group(1) in all_commands, path, line, f"no such command: nastavnik {m.group(1)}")
        for option in re.findall(r"(?<![\w-])--[a-z][\w-]*", m.group(2)):
            check(option in all_options, path, line, f"no such option: {option}")


def check_links(path, text):
    for m in LINK.finditer(text):
        target = m.group(1).split("#")[0]
        if not target or re.match(r"[a-z]+:", target):
            continue
        there = os.path.join(ROOT, os.path.dirname(path), target)
        check(os.path.exists(there), path, line_of(text, m.start()), f"the link leads nowhere: {target}")


def check_generated():
    for path, arguments in GENERATED.items():
        done = subprocess.run([PROGRAM, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        there = os.path.exists(os.path.join(ROOT, path))
        check(done.returncode == 0 and there and done.stdout.decode() == read(path), path, 1,
              "not what the program prints today (make docs)")


def main():
    all_commands, all_options = commands(), options()
    check(len(all_commands) > 1, "generator/main.c", 1, "no commands found")
    check_names(all_commands, all_options)
    check_page()
    for path in files(".md"):
        if not path.startswith(("content/", "generator/cmd/init/", "tests/")) or path == "tests/README.md":
            check_uses(path, read(path), all_commands, all_options)
            check_links(path, read(path))
    check_uses("generator/diag/codes.def", read("generator/diag/codes.def"), all_commands, all_options)
    check_generated()
    finish()


if __name__ == "__main__":
    main()
