# SPDX-License-Identifier: MIT
"""What the fault tests share: a folder to publish into, strace around the driver, hashes of trees."""

import collections
import hashlib
import os
import re
import shutil
import subprocess
import tempfile

# Calls that reach the file system. Others (memory, signals, threads) are other tests' business.
CALLS = """openat mkdirat unlinkat renameat renameat2 linkat flock fstat newfstatat ftruncate fsync syncfs
    utimensat write pwrite64 read pread64 getdents64 close""".split()


class Workshop:
    """A folder with public/, a document to copy, and whole copies of the sites A, B and C."""

    def __init__(self, driver, base=None):
        self.driver = os.path.abspath(driver)
        self.folder = tempfile.mkdtemp(prefix="nastavnik-fault.", dir=base)
        self.desk = os.path.join(self.folder, "desk")
        self.document = os.path.join(self.folder, "document")
        with open(self.document, "wb") as f:
            f.write(bytes(i * 7 % 251 for i in range(5000)))
        os.utime(self.document, (1_700_000_000, 1_700_000_000))
        self.hashes = {}
        for site in "ABC":
            self.reset()
            self.publish(site)
            self.hashes[self.tree()] = self.hashes[self.tree(ledger=False)] = site
            shutil.copytree(os.path.join(self.desk, "public"), os.path.join(self.folder, site))
        assert len(self.hashes) == 6
        starting = self.counts("nothing")
        self.starting = {name: starting.get(name, 0) for name in CALLS}

    def __enter__(self):
        return self

    def __exit__(self, *_):
        shutil.rmtree(self.folder)

    def reset(self, site=None):
        """Nothing but the published [site] on the desk."""
        shutil.rmtree(self.desk, ignore_errors=True)
        os.mkdir(self.desk)
        if site:
            shutil.copytree(os.path.join(self.folder, site), os.path.join(self.desk, "public"))

    def command(self, what):
        return [self.driver, what, "public", self.document]

    def run(self, command):
        return subprocess.run(command, cwd=self.desk, capture_output=True, text=True, check=False)

    def publish(self, what):
        done = self.run(self.command(what))
        assert done.returncode == 0, done.stderr
        return done

    def traced(self, what, *injections):
        inject = [part for i in injections for part in ("-e", "inject=" + i)]
        names = ",".join(sorted({i.split(":")[0] for i in injections}))
        return self.run(["strace", "-qq", "-o", "/dev/null", "-e", "trace=" + names, *inject,
                         *self.command(what)])

    def counts(self, what, *injections):
        """How often a run makes each of CALLS."""
        return collections.Counter(re.match(r"\w+", line).group() for line in self.log(what, *injections))

    def log(self, what, *injections):
        """The lines of strace about CALLS."""
        log = os.path.join(self.folder, "log")
        inject = [part for i in injections for part in ("-e", "inject=" + i)]
        self.run(["strace", "-qq", "-o", log, "-e", "trace=" + ",".join("?" + c for c in CALLS), *inject,
                  *self.command(what)])
        with open(log, encoding="utf-8", errors="replace") as f:
            return [line for line in f if line[0].isalpha()]

    def closes_of_written_files(self, what):
        """The n of each close that ends a file of the new tree."""
        written, n, found = None, 0, set()
        for line in self.log(what):
            if line.startswith("openat(") and "O_EXCL" in line:
                written = line.split()[-1]
            elif line.startswith("close("):
                n += 1
                if line.startswith(f"close({written})"):
                    found.add(n)
                    written = None
        return found

    def moments(self, what, *injections):
        """(call, n) for each call of CALLS that the run makes after the program has started."""
        counts = self.counts(what, *injections)
        return [(name, n) for name in CALLS for n in range(self.starting[name] + 1, counts[name] + 1)]

    def tree(self, name="public", ledger=True):
        """A hash of every name, kind and byte of a tree; None when it is not there.
        Visitors do not see the ledger: without it a tree is what they see."""
        root = os.path.join(self.desk, name)
        if not os.path.isdir(root) or os.path.islink(root):
            return None
        digest = hashlib.sha256()
        for folder, folders, files in os.walk(root):
            folders.sort()
            digest.update(f"folder {os.path.relpath(folder, root)}\n".encode())
            for file in sorted(files if ledger else set(files) - {".nastavnik"}):
                with open(os.path.join(folder, file), "rb") as f:
                    digest.update(f"file {file} {hashlib.sha256(f.read()).hexdigest()}\n".encode())
        return digest.hexdigest()

    def site(self, name="public", ledger=True):
        """'A', 'B', 'C', 'absent' or 'broken'."""
        tree = self.tree(name, ledger)
        return self.hashes.get(tree, "broken") if tree else "absent"

    def seen(self):
        """What visitors see."""
        return self.site(ledger=False)

    def entries(self):
        return sorted(os.listdir(self.desk))


class Score:
    def __init__(self):
        self.passed = self.failed = 0

    def check(self, good, what):
        if good:
            self.passed += 1
        else:
            self.failed += 1
            print("FAILED", what)

    def end(self):
        print(f"{self.passed} passed, {self.failed} failed")
        return 1 if self.failed else 0
