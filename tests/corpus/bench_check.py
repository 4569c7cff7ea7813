#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""How well `nastavnik check` knows what is wrong with a document: precision and
recall of every finding over the labelled corpus, and how many requirements it
calls published that are not.

Over all findings and for each code both have to be at least TARGET.

    bench_check.py [PROGRAM]     (its nastavnik-facts stands beside it)
"""

import collections
import json
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import make_corpus
from papers import NEIGHBOUR, ORGANIZATIONS, PEOPLE

ROOT = Path(__file__).resolve().parent.parent.parent
PROGRAM = Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / "build/nastavnik").resolve()
TODAY = "2026-03-02"
TARGET, LEAST_DOCUMENTS = 0.95, 60
WATCHED = re.compile(r"^(document-|paper-|act-misquoted$|act-repealed$|file-content$|file-empty$)")
NAMED = re.compile(r"files/([^\s»,]+)")


def put(folder, name, data):
    path = Path(folder) / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data if isinstance(data, bytes) else json.dumps(data, ensure_ascii=False, indent=1).encode() + b"\n")


def put_document(folder, number, d):
    """The file; its act and its requirement are the answer."""
    put(folder, f"content/files/{d.name}", d.data)
    act = {"id": f"d-{number}", **d.paper.record, **d.record, "covers": [f"p-{number}"], "files": [f"files/{d.name}"]}
    if d.signature:
        act["signature"] = f"files/{d.name}.sig"
        put(folder, f"content/{act['signature']}", d.signature)
    item = {"id": f"p-{number}", "title": f"Пункт {number}", "levels": ["school"], "must": "required", **d.item}
    return act, item


def put_project(folder, organization, documents):
    pairs = [put_document(folder, number, d) for number, d in enumerate(documents, 1)]
    put(folder, "data/organization.yaml", {**ORGANIZATIONS[organization], "profile": "korpus"})
    put(folder, "data/people.yaml", PEOPLE)
    put(folder, "data/acts.yaml", [NEIGHBOUR] + [act for act, _ in pairs])
    put(folder, "data/requirements/korpus.yaml",
        {"id": "korpus", "title": "Корпус", "source": "Корпус", "in_force": "2025-01-01", "items": [i for _, i in pairs]})
    put(folder, "content/index.md", "---\ntitle: Наставничество\n---\nЗдесь рассказано о наставничестве.\n".encode())


def check(folder):
    """{file: codes}, with "" for what names no file, and {item: status}."""
    done = subprocess.run([PROGRAM, "check", folder, "--today", TODAY, "--notes", "--format", "json"], capture_output=True,
                          check=False, timeout=300)
    answer = json.loads(done.stdout)
    said = collections.defaultdict(set)
    for d in answer["diagnostics"]:
        if WATCHED.match(d["code"]):
            name = NAMED.search(d["message"])
            said[re.sub(r"\.sig$", "", name[1]) if name else ""].add(d["code"])
    return said, {item["item"]: item["status"] for o in answer["organizations"] for item in o["items"]}


class Tally:
    def __init__(self):
        self.right, self.wanted, self.said = (collections.Counter() for _ in range(3))
        self.exact, self.wrong, self.falsely, self.missed = 0, [], [], []

    def compare(self, name, wanted, said):
        self.wanted.update(wanted)
        self.said.update(said)
        self.right.update(wanted & said)
        self.exact += wanted == said
        if wanted != said:
            self.wrong.append(f"{name}: said {sorted(said)}, wanted {sorted(wanted)}")

    def judge(self, name, published, status):
        if status == "published" and not published:
            self.falsely.append(name)
        if status != "published" and published:
            self.missed.append(f"{name}: {status}")


def measure(documents, tally):
    groups = collections.defaultdict(list)
    for d in documents:
        groups[d.group, d.paper.organization].append(d)
    for (group, organization), members in groups.items():
        with tempfile.TemporaryDirectory(prefix="nastavnik-bench-") as folder:
            put_project(folder, organization, members)
            said, statuses = check(folder)
        for number, d in enumerate(members, 1):
            tally.compare(f"{group}/{d.name}", d.codes, frozenset(said.pop(d.name, ())))
            tally.judge(f"{group}/{d.name}", d.published, statuses.get(f"p-{number}"))
        for name, codes in said.items():
            tally.compare(f"{group}/({name or 'records'})", frozenset(), frozenset(codes))


def share(part, whole):
    return part / whole if whole else 1.0


def report(tally, documents):
    """Prints the table; the answers to what has to hold."""
    holds = []
    print(f"{'finding':<28} {'wanted':>6} {'said':>6} {'right':>6} {'precision':>10} {'recall':>8}")
    for code in sorted(tally.wanted | tally.said) + ["all"]:
        right, said, wanted = ((c[code] if code != "all" else sum(c.values()))
                               for c in (tally.right, tally.said, tally.wanted))
        precision, recall = share(right, said), share(right, wanted)
        print(f"{code:<28} {wanted:>6} {said:>6} {right:>6} {precision:>10.3f} {recall:>8.3f}")
        holds += [(f"precision of {code}", precision >= TARGET),
                  (f"recall of {code}", recall >= TARGET)]
    print(f"{len(documents)} documents by {len({d.group for d in documents})} producers, {tally.exact} answered exactly; "
          f"{sum(not d.published for d in documents)} are not published: called so falsely {len(tally.falsely)}; "
          f"published but not called so {len(tally.missed)}")
    return holds + [("no requirement is called published that is not", not tally.falsely),
                    ("what is published is called so", not tally.missed),
                    (f"at least {LEAST_DOCUMENTS} documents", len(documents) >= LEAST_DOCUMENTS)]


def main():
    began, tally = time.monotonic(), Tally()
    with tempfile.TemporaryDirectory(prefix="nastavnik-corpus-") as folder:
        documents, missing = make_corpus.corpus(folder)
        made = time.monotonic()
        measure(documents, tally)
    for name in missing:
        print(f"not checked: {name} is not installed")
    for line in tally.wrong + [f"{n}: falsely published" for n in tally.falsely] + tally.missed:
        print("    " + line)
    holds = report(tally, documents)
    print(f"made in {made - began:.0f} s, checked in {time.monotonic() - made:.0f} s")
    for what, held in holds:
        if not held:
            print(f"FAIL {what}")
    failed = sum(not held for _, held in holds)
    print(f"{len(holds) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
