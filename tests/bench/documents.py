#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What it costs to look into the documents of a whole region: check for the first time, and again.

    documents.py [--schools N] [--rounds N] [--program build/nastavnik] [--work DIR]

Every school has eight documents or so, each a PDF of its own with three pages of text. Before a
cold check the answers that were kept are thrown away; before a warm one they are there.
The peak memory is that of the largest process, examiners among them.
"""

import argparse
import os
import sys
import tempfile

from measure import files_of, run, tool
from report import median, print_costs, verdict_limit

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "document-facts"))
import corpus  # noqa: E402  (it stands beside the tests that need it most)

KEPT = ".nastavnik-facts"
PAGES = 3
COLD_S, WARM_S, MEMORY_MIB = 60, 1, 128
FOUND_SOMETHING = 1


def fill(project):
    """Puts a document of its own into the place of every file; returns how many there are."""
    paths = sorted(path for path in files_of(os.path.join(project, "content")) if path.endswith(".pdf"))
    for number, path in enumerate(paths):
        with open(path, "wb") as out:
            out.write(corpus.text_pdf([*corpus.PROSE, f"Лист {number} из дела"], pages=PAGES))
    return len(paths)


def measure(program, project, rounds, log):
    costs = {"cold": [], "warm": []}
    command = [program, "check", project, "--today", "2026-03-02"]
    for _ in range(rounds):
        kept = os.path.join(project, KEPT)
        if os.path.exists(kept):
            os.remove(kept)
        for name in costs:
            costs[name].append(run(command, log, (0, FOUND_SOMETHING)))
            if not os.path.exists(kept):
                sys.exit(f"nothing was kept in {kept}: nobody has looked into the documents")
    return costs


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--schools", type=int, default=340)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--program", default="build/nastavnik")
    parser.add_argument("--work", default="build", help="where the temporary folder is made")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=asked.work) as work:
        project = os.path.join(work, "project")
        tool("region.py", project, "--schools", str(asked.schools))
        print(f"{asked.schools} schools, {fill(project)} documents of {PAGES} pages; medians of {asked.rounds}")
        costs = measure(os.path.abspath(asked.program), project, asked.rounds, os.path.join(work, "log"))
    print_costs(costs)
    print()
    for name, most in (("cold", COLD_S), ("warm", WARM_S)):
        wall = median(costs[name], "wall")
        verdict_limit(f"check, {name}", wall, f"{wall:.2f} s", "at most", most)
    mib = median(costs["cold"], "mib")
    verdict_limit("peak memory, MiB", mib, f"{mib:.0f}", "at most", MEMORY_MIB)


main()
