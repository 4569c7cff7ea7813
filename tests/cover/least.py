# SPDX-License-Identifier: MIT
"""How much of the branches the tests have to take, and what they may leave.

A room is a folder of generator/; cmd, facts and main.c have no row: commands are held by what they print,
and the examiner of documents is too confined to write down what it has passed.
"""

# Room: the least share of its branches that is taken, in per cent.
ROOMS = {
    "base": 90,
    "diag": 90,
    "input": 85,
    "record": 80,
    "model": 85,
    "check": 90,
    "document": 75,
    "template": 90,
    "page": 85,
    "output": 75,
    "pipeline": 70,
    "monitor": 40,
}

# Where every branch is taken: what is published, how it is escaped, whose name is printed.
WHOLE = """
    output/publish.c output/target.c output/tree.c output/ledger.c output/lock.c output/content.c output/places.c
    base/escape.c base/json.c template/context.c input/markdown_escape.c page/csv.c
    model/consent.c model/gate.c
""".split()

# Of a file in WHOLE: (file, the line as it stands, branches not taken there, why no test can take them).
EXCEPTIONS = [
    ("output/publish.c", "return text.overflowed ? EFBIG : write_file(p, LEDGER_NAME, buf_str(&text));", 1,
     "it would take a site whose ledger is longer than a gigabyte, tens of millions of files"),
]
