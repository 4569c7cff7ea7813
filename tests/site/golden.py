"""The sections that `nastavnik init` gives out, built and compared with golden/.

    golden.py [PROGRAM]             compare
    golden.py [PROGRAM] --accept    take what the program makes now, and show what changed

For each level golden/<level>/ holds whole pages, the messages of the check, and
files.txt: the name of every published file with the elements of every page.
A theme may change words and classes without touching most of files.txt; a page
that loses its table, its heading or its links shows there.
"""

import collections
import difflib
import sys
from pathlib import Path

import html5lib

from project import TODAY, Suite, build, run, scratch, text, tree

GOLDEN = Path(__file__).resolve().parent / "golden"

# Whole files, for each level as far as it has them.
WHOLE = ["index.html", "documents.html", "pairs.html", "published.html", "practice-urok-vdvoem.html",
         "organizations.html",
         "nastavnichestvo.json", "programmes.csv", "feed.xml", "sitemap.xml"]

LEVELS = {"school": "", "municipality": "shkola/", "region": "rayon/shkola/"}


def make(folder, level):
    """What the golden folder of the level should hold: name -> text."""
    project = folder / level
    done = run("init", project, "--level", level, "--today", TODAY, "--yes")
    if done.returncode:
        sys.exit(text(done.stderr))
    with open(project / "data/site.yaml", "a", encoding="utf-8") as site:
        site.write("base: https://example.org/nastavnichestvo/\n")
    checked = run("check", ".", "--today", TODAY, "--notes", "--quiet", cwd=project)
    built = build(project, "--quiet")
    published = tree(project / "public") or {}
    files = {"messages.txt": f"exit {checked.returncode}, build {built.returncode}\n" + text(checked.stderr),
             "files.txt": digest(published)}
    for name in WHOLE:
        for path in {name, LEVELS[level] + name} & published.keys():
            files["pages/" + path] = text(published[path])
    return files


def digest(published):
    lines = [f"{n}{elements(data) if n.endswith('.html') else ''}\n" for n, data in published.items()]
    return "".join(lines)


def elements(data):
    """« h1 2×h2 table …»: what the main part of the page is made of."""
    root = html5lib.parse(data, namespaceHTMLElements=False)
    main = next(iter(root.iter("main")), root)
    counts = collections.Counter(str(e.tag) for e in main.iter())
    return "".join(f" {tag}×{n}" for tag, n in sorted(counts.items()) if tag in ELEMENTS)


ELEMENTS = {"h1", "h2", "h3", "table", "tr", "th", "td", "a", "img", "article", "dl", "time", "details",
            "aside"}


def golden(level):
    folder = GOLDEN / level
    return {n: text(data) for n, data in (tree(folder) or {}).items()}


def show_difference(level, name, old, new):
    lines = difflib.unified_diff((old or "").splitlines(), (new or "").splitlines(), f"golden/{level}/{name}",
                                 f"made/{level}/{name}", lineterm="", n=1)
    print("\n".join(line[:240] for line in list(lines)[:40]))


def accept(level, made, kept):
    for name in made.keys() | kept.keys():
        path = GOLDEN / level / name
        if name not in made:
            path.unlink()
        elif made[name] != kept.get(name):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(made[name], encoding="utf-8")


def main():
    suite, accepting = Suite(), "--accept" in sys.argv
    with scratch() as folder:
        for level in LEVELS:
            made, kept = make(Path(folder), level), golden(level)
            # A field that a page no longer has breaks the kit's own templates too.
            kit = run("kit", Path(folder) / level, "--today", TODAY, "--quiet")
            suite.check(kit.returncode == 0, f"{level}: kit: {text(kit.stderr)[-600:]}")
            suite.check(len(made) >= 8, f"{level}: few pages to compare: {sorted(made)}")
            for name in sorted(made.keys() | kept.keys()):
                same = made.get(name) == kept.get(name)
                if not same:
                    show_difference(level, name, kept.get(name), made.get(name))
                suite.check(same or accepting, f"{level}/{name} is not what golden/ holds; --accept takes it")
            if accepting:
                accept(level, made, kept)
    suite.finish()


if __name__ == "__main__":
    main()
