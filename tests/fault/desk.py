# SPDX-License-Identifier: MIT
"""What the tests share that disturb the whole program: a project in two versions, strace around its
build, hashes of what visitors see.

Nothing here knows how the program publishes: the calls to disturb are those that a watched run made.
"""

import collections
import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "site"))

from project import ENVIRONMENT, TODAY, pdf, put, tree  # noqa: E402

OTHER = {"A": "B", "B": "A"}
# They end a process or thread, or are given no second chance to happen.
NOT_DISTURBED = {"exit", "exit_group", "execve", "rt_sigreturn", "restart_syscall", "vfork", "clone", "clone3", "fork"}
LINE = re.compile(r"^(?:(\d+) +)?(\w+)\(")
# One message as a person reads it: the path, how bad it is, what happened.
FATAL = re.compile(r"^(?:\S.*): сбой(?:\[[a-z-]+\])?: .*[а-яё]{3}.*$")

THEME = {"themes/own/extra.css": b".own { color: #123456 }\n"}


class Desk:
    """A folder with a project of three organisations. Version B differs from A in two of them."""

    def __init__(self, program, base=None):
        self.program = str(Path(program).resolve())
        self.folder = Path(tempfile.mkdtemp(prefix="nastavnik-desk.", dir=base))
        self.project, self.log = self.folder / "project", self.folder / "strace.log"
        self.versions = self.make_versions()
        self.clean, self.hashes = {}, {}
        for version in "AB":
            self.start(version)
            self.hashes[self.hash()] = version
            self.clean[version] = tree(self.project / "public")
        assert len(self.hashes) == 2, "A and B are the same"
        self.beside = self.entries()
        self.starting = self.calls([self.program, "--version"])

    def __enter__(self):
        return self

    def __exit__(self, *_):
        shutil.rmtree(self.folder)

    # ---- the project

    def make_versions(self):
        self.must([self.program, "init", self.project, "--level", "municipality", "--today", TODAY, "--yes"])
        # Examples no longer, so that a good build has nothing to say.
        files = {str(p.relative_to(self.project)): re.sub(rb"\n *sample: \S+", b"", p.read_bytes())
                 for p in sorted(self.project.rglob("*")) if p.is_file()}
        files.update(THEME)
        files["data/site.yaml"] += "\nbase: https://example.org/n/\ntheme: own\n".encode()
        other = dict(files)
        text_of_order = files["content/detskiy-sad/files/prikaz-nastavnichestvo.pdf"]
        # The same document under two names: what is known of it is known in both versions.
        for version, name in (files, "staroe"), (other, "novoe"):
            version[f"content/shkola/{name}.md"] = f"---\ntitle: План\n---\n[План](files/{name}.pdf).\n".encode()
            version[f"content/shkola/files/{name}.pdf"] = text_of_order
        other["data/shkola/practices.yaml"] = re.sub(b"title: .*", "title: Другое название".encode(),
                                                     other["data/shkola/practices.yaml"], count=1)
        other["data/organization.yaml"] += "short_name: Управление\n".encode()
        del other["content/news/shkola-nastavnika.md"]
        return {"A": files, "B": other}

    def lay(self, version):
        """The records of [version]; only what differs is written."""
        files = self.versions[version]
        for path in self.versions[OTHER[version]].keys() - files.keys():
            (self.project / path).unlink(missing_ok=True)
        for path, content in files.items():
            there = self.project / path
            if not there.is_file() or there.read_bytes() != content:
                put(self.project, path, content)

    def start(self, version, published=True):
        """[version] laid out and published by a build of its own; nothing else beside it."""
        shutil.rmtree(self.project, ignore_errors=True)
        self.lay(version)
        if published:
            done = self.build()
            assert done.returncode == 0, done.stderr

    # ---- running

    def words(self, *more, jobs=1):
        return [self.program, "build", ".", "--today", TODAY, "--quiet", "--jobs", str(jobs), *more]

    def run(self, words, **more):
        return subprocess.run(list(map(str, words)), cwd=self.project if self.project.is_dir() else self.folder,
                              capture_output=True, text=True, errors="replace", check=False, timeout=300,
                              stdin=subprocess.DEVNULL, **{"env": ENVIRONMENT, **more})

    def must(self, words):
        done = self.run(words)
        assert done.returncode == 0, done.stderr
        return done

    def build(self, *more, jobs=1):
        return self.run(self.words(*more, jobs=jobs))

    def traced(self, words, *injections, follow=False, watched=()):
        """A run in which strace disturbs a call: «openat:error=EIO:when=7»; it and [watched] are logged."""
        names = ",".join(sorted({i.split(":")[0] for i in injections} | set(watched)))
        inject = [part for i in injections for part in ("-e", "inject=" + i)]
        return self.run(["strace", *(["-f"] if follow else []), "-qq", "-o", self.log, "-e", "trace=" + names,
                         *inject, *words])

    def calls(self, words, *injections, follow=False):
        """Of each call, the greatest number that one thread of the run makes: strace counts by thread."""
        inject = [part for i in injections for part in ("-e", "inject=" + i)]
        self.run(["strace", *(["-f"] if follow else []), "-qq", "-o", self.log, *inject, *words])
        counts = collections.Counter(m.groups() for m in map(LINE.match, self.lines()) if m)
        most = collections.Counter()
        for (_, call), n in counts.items():
            most[call] = max(most[call], n)
        return most

    def lines(self):
        return self.log.read_text(encoding="utf-8", errors="replace").splitlines()

    def moments(self, words, *injections, only=None, follow=False):
        """(call, n) for each system call that the run makes when the program has started."""
        counts = self.calls(words, *injections, follow=follow)
        return [(call, n) for call in sorted(counts) if (call in only if only else call not in NOT_DISTURBED)
                for n in range(self.starting[call] + 1, counts[call] + 1)]

    # ---- what is there

    def hash(self, name="public"):
        """Of every name, kind and byte; None when there is no such folder."""
        root = self.project / name
        if not root.is_dir() or root.is_symlink():
            return None
        digest = hashlib.sha256()
        for folder, folders, files in os.walk(root):
            folders.sort()
            digest.update(f"folder {os.path.relpath(folder, root)}\n".encode())
            for file in sorted(files):
                content = Path(folder, file).read_bytes()
                digest.update(f"file {file} {hashlib.sha256(content).hexdigest()}\n".encode())
        return digest.hexdigest()

    def site(self, name="public"):
        """'A', 'B', 'absent' or 'broken'."""
        digest = self.hash(name)
        return self.hashes.get(digest, "broken") if digest else "absent"

    def entries(self):
        return sorted(p.name for p in self.project.iterdir())


def places(long):
    """File systems to work on: that of the checkout, and one in memory. The short form takes the one in
    memory alone when there is one: on a disk each publication waits for everybody else's writing."""
    memory = Path("/dev/shm")
    disk = Path(__file__).resolve().parents[2] / "build"
    if not os.access(memory, os.W_OK):
        return [disk]
    return [memory, disk] if long else [memory]
