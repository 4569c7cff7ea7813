"""The same records give the same bytes: in any locale, time zone, folder order and place, on any number of threads.

    determinism.py [PROGRAM]
"""

import os
import shutil
import subprocess
from pathlib import Path

from project import ROOT, Suite, build, difference, put, scratch, text, tree

# ---- the same project elsewhere and otherwise ----------------------------------------------------


def copy_example(to, backwards=False):
    """The shipped example, its files made in the opposite order: folders list them otherwise."""
    paths = [p for top in ("data", "content") for p in sorted((ROOT / top).rglob("*")) if p.is_file()]
    for path in reversed(paths) if backwards else paths:
        put(to, path.relative_to(ROOT), path.read_bytes())


def make_locales(suite, folder, *names):
    """Locales of those names, which a machine seldom has: without them LC_ALL would change nothing."""
    for name in names:
        done = subprocess.run(["localedef", "-f", "UTF-8", "-i", name, "--no-archive", "--no-warnings=ascii",
                               str(folder / f"{name}.UTF-8")], capture_output=True, check=False)
        suite.check((folder / f"{name}.UTF-8/LC_COLLATE").exists(), f"no locale {name}: {text(done.stderr)}")


def check_variants(suite, folder):
    elsewhere, locales = folder / "Другое место/с пробелом", folder / "locales"
    locales.mkdir()
    make_locales(suite, locales, "ru_RU", "tr_TR")
    copy_example(folder / "one")
    copy_example(elsewhere, backwards=True)
    if folder.is_relative_to("/dev/shm"):  # a disk lists names by their hashes
        suite.check(os.listdir(folder / "one/data") != os.listdir(elsewhere / "data"), "the folders are listed alike")
    reference = built(suite, "as it is", folder / "one")
    suite.check(len(reference or {}) > 200, "the example is small")
    variants = {
        **{f"LC_ALL={name}": {"environment": {"LC_ALL": name, "LANG": name, "LOCPATH": str(locales)}}
           for name in ("ru_RU.UTF-8", "tr_TR.UTF-8")},
        "TZ=Pacific/Kiritimati": {"environment": {"TZ": "Pacific/Kiritimati"}},
        "TZ=America/Los_Angeles": {"environment": {"TZ": "America/Los_Angeles"}},
        "umask 077": {"umask": 0o077},
        "empty environment": {"environment": {"PATH": "", "TERM": ""}},
    }
    for what, options in variants.items():
        same(suite, what, reference, built(suite, what, folder / "one", **options))
    for jobs in ("1", "4", "64"):
        same(suite, f"--jobs {jobs}", reference,
             built(suite, f"--jobs {jobs}", folder / "one", "--jobs", jobs))
    same(suite, "another place and order", reference,
         built(suite, "elsewhere", elsewhere))
    out = folder / "relative"
    done = build(".", "--quiet", out=os.path.relpath(out, folder / "one"), cwd=folder / "one")
    suite.check(done.returncode == 0, f"relative paths: {text(done.stderr)[-300:]}")
    same(suite, "relative paths", reference, tree(out))


def built(suite, what, project, *more, **options):
    out = project.parent / "out"
    done = build(project, "--quiet", *more, out=out, **options)
    suite.check(done.returncode == 0, f"{what}: {text(done.stderr)[-300:]}")
    result = tree(out)
    shutil.rmtree(out, ignore_errors=True)
    return result


def same(suite, what, one, other):
    suite.check(one == other, f"{what}: other bytes in {difference(one, other)[:5]}")


def main():
    suite = Suite()
    with scratch() as name:
        check_variants(suite, Path(name))
    suite.finish()


if __name__ == "__main__":
    main()
