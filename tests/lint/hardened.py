#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The released programs are as hard as HARD in the Makefile asks: by what a loader sees of them
and what their code does. It is all that Debian's hardening-check looks at, and a stack that cannot be executed;
but marks for branches are looked for in our code: what Debian links to every program has none, so that hardening-check
denies them to all."""

import os
import re
import subprocess

from lint import ROOT, check, finish

PROGRAMS = ["build/nastavnik", "build/nastavnik-facts"]


def told(*command):
    return subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout


def is_stack_plain(headers):
    flags = re.search(r"GNU_STACK(?:\s+0x[0-9a-f]+){5}\s+(\w+)", headers)
    return bool(flags) and "E" not in flags[1]


def judge(program):
    headers = told("readelf", "-hldW", program)
    symbols = told("readelf", "--dyn-syms", "-W", program)
    code = told("objdump", "-d", "--no-show-raw-insn", program)
    for what, good in {
            "is loaded at one address always": "Position-Independent Executable" in headers,
            "binds its symbols late": re.search(r"FLAGS_1\).*\bNOW\b", headers),
            "leaves its tables writable": "GNU_RELRO" in headers,
            "has a stack that can be executed": is_stack_plain(headers),
            "has no stack protector": "__stack_chk_fail" in symbols,
            "calls no checked functions of libc": re.search(r"__\w+_chk@GLIBC", symbols),
            "has no marks where branches may land": re.search(r"<main>:\n\s*[0-9a-f]+:\s+endbr64", code),
            "takes more than a page of stack at once": not re.search(r"sub\s+\$0x(?!1000,)[0-9a-f]{4,8},%rsp", code),
    }.items():
        check(good, program, 1, what)


def main():
    for program in PROGRAMS:
        if check(os.path.exists(os.path.join(ROOT, program)), program, 1, "is not built"):
            judge(program)
    finish()


if __name__ == "__main__":
    main()
