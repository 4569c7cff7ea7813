"""What happens meanwhile, or at another time: two builds at once, visitors during a build, a lock whose
owner is dead or alive, a clock that was set back, SOURCE_DATE_EPOCH.

    meanwhile.py [PROGRAM]
"""

import fcntl
import json
import os
import subprocess
import threading
import time
from pathlib import Path

from PIL import Image

from project import ENVIRONMENT, PROGRAM, TODAY, Suite, build, difference, put, put_page, put_records, run, scratch, \
    text, tree


def lay(folder, word, pages=40):
    put_records(folder, "data/organization.yaml",
                {"level": "school", "kind": "school", "name": f"Школа {word}", "profile": []})
    for number in range(pages):
        name = f"stranica-{number}" if number else "index"
        put_page(folder, f"content/{name}.md", {"title": f"Страница {number}"}, f"{word} " * 400)


def fatal_codes(output):
    return {d["code"] for d in json.loads(output)["diagnostics"] if d["severity"] == "fatal"}


# ---- two at once ---------------------------------------------------------------------------------


def check_two_at_once(suite, folder):
    """Each publishes the whole, or says that the other one is at it."""
    project = folder / "two"
    lay(project, "первая")
    build(project, "--quiet", out=folder / "alone")
    alone, refused = tree(folder / "alone"), 0
    for number in range(8):
        out = folder / f"both-{number % 2}"
        words = [PROGRAM, "build", project, "--out", out, "--today", TODAY, "--whole", "--format", "json"]
        pair = [subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=ENVIRONMENT)
                for _ in range(2)]
        said = [(p.communicate()[0], p.returncode) for p in pair]
        codes = [fatal_codes(output) for output, _ in said]
        good = [status == 0 or (status == 3 and c == {"public-busy"}) for (_, status), c in zip(said, codes)]
        suite.check(all(good) and 0 in [s for _, s in said], f"two at once: {[s for _, s in said]} {codes}")
        suite.check(tree(out) == alone, f"two at once: other bytes in {difference(tree(out), alone)[:5]}")
        refused += any(codes)
    suite.check(refused, "two at once never met")


# ---- visitors ------------------------------------------------------------------------------------


class Visitors:
    """Threads that open pages again and again, as a web server does, and remember what they were given."""

    def __init__(self, public, names):
        self.public, self.names = public, names
        self.seen, self.missing, self.over = set(), [], False
        self.threads = [threading.Thread(target=self.visit, args=(names[i::2],)) for i in range(2)]

    def __enter__(self):
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_):
        self.over = True
        for thread in self.threads:
            thread.join()

    def visit(self, names):
        while not self.over:
            for name in ("index.html", *names):
                try:
                    self.seen.add((name, (self.public / name).read_bytes()))
                except OSError as error:
                    self.missing.append((name, str(error)))


def check_visitors(suite, folder):
    """Every page that is opened during rebuilds is that of the old site or of the new one."""
    project = folder / "visited"
    versions = []
    for word in ("первая", "вторая"):
        lay(project, word)
        suite.check(build(project, "--quiet", out=project / "public").returncode == 0, f"version {word}")
        versions.append(tree(project / "public"))
    names = sorted(n for n in versions[0] if n.endswith(".html") and n in versions[1])
    suite.check(len(names) > 40 and all(versions[0][n] != versions[1][n] for n in names[:40]), f"pages: {len(names)}")
    with Visitors(project / "public", names) as visitors:
        for number in range(6):
            lay(project, ("первая", "вторая")[number % 2])
            if number % 3:
                (project / "content/stranica-7.md").touch()
            done = build(project, "--quiet", *(["--whole"] if number % 2 else []), out=project / "public")
            suite.check(done.returncode == 0, f"rebuild {number}: {text(done.stderr)[-200:]}")
    halves = [name for name, page in visitors.seen if page not in (versions[0][name], versions[1][name])]
    suite.check(not halves, f"pages of neither site: {halves[:5]}")
    suite.check(not visitors.missing, f"pages that were not there: {visitors.missing[:5]}")
    both = {name for name, _ in visitors.seen if sum(n == name for n, _ in visitors.seen) == 2}
    suite.check("index.html" in both, "no visitor saw both sites")


# ---- locks ---------------------------------------------------------------------------------------


def dead_process():
    done = subprocess.Popen(["/bin/true"])
    done.wait()
    return done.pid


def check_locks(suite, folder):
    """A lock is held by a living process, not by a file that lies there."""
    project = folder / "locked"
    lay(project, "первая", pages=2)
    lock = project / ".public.nastavnik-lock"
    for what, content in (("of a dead owner", f"{dead_process()}\n"), ("of another process", f"{os.getpid()}\n"),
                          ("without an owner", ""), ("with rubbish", "не число\n" * 1000)):
        put(project, lock.name, content)
        done = build(project, "--quiet")
        suite.check(done.returncode == 0 and not lock.exists(), f"a lock {what}: {text(done.stderr)[-200:]}")
    for name in (".public.nastavnik-next", ".public.nastavnik-old"):
        put(project, f"{name}/index.html", "half")
    os.utime(project / ".public.nastavnik-next", (1, 1))
    done = build(project, "--quiet")
    left = sorted(p.name for p in project.iterdir() if "nastavnik" in p.name)
    suite.check(done.returncode == 0 and left == [".public.nastavnik-state"], f"remains of a dead build: {left}")
    published = tree(project / "public")
    with open(lock, "w", encoding="ascii") as held:
        held.write(f"{os.getpid()}\n")
        held.flush()
        fcntl.flock(held, fcntl.LOCK_EX)
        done = run("build", project, "--whole", "--today", TODAY)
        suite.check(done.returncode == 3 and "public-busy" in text(done.stderr) and str(os.getpid()) in text(done.stderr),
                    f"a lock that is held: {done.returncode} {text(done.stderr)[-300:]}")
        suite.check(tree(project / "public") == published, "a lock that is held: public/ was changed")
    suite.check(build(project, "--quiet", "--whole").returncode == 0, "a lock let go")


# ---- clocks --------------------------------------------------------------------------------------


def check_clock_set_back(suite, folder):
    """The time of a file says that it was changed, never which of two is the newer."""
    project = folder / "clock"
    lay(project, "первая", pages=4)
    future, past = time.time() + 10 * 365 * 86400, 86400
    for what, sources, ours in (("sources of the future", future, None), ("sources of the past", past, None),
                                ("a state of the future", None, future), ("a state of the past", future, past)):
        build(project, "--quiet")
        for path in [p for p in project.rglob("*") if p.is_file()]:
            moment = sources if path.is_relative_to(project / "data") or path.is_relative_to(project / "content") else ours
            if moment:
                os.utime(path, (moment, moment))
        page = project / "content/stranica-1.md"
        before = page.stat()
        content = page.read_bytes()
        put(project, "content/stranica-1.md", content.replace("перв".encode(), "втор".encode(), 1)
            if "перв".encode() in content else content.replace("втор".encode(), "перв".encode(), 1))
        os.utime(page, (before.st_atime, before.st_mtime))  # a clock that stands still
        over, anew = build(project, "--quiet"), build(project, "--quiet", "--whole", out=folder / "clock-anew")
        suite.check(over.returncode == anew.returncode == 0, f"{what}: {text(over.stderr)[-200:]}")
        both = tree(project / "public"), tree(folder / "clock-anew")
        suite.check(both[0] == both[1], f"{what}: other bytes in {difference(*both)[:5]}")
        suite.check(page.stat().st_mtime == before.st_mtime, f"{what}: a source was touched")


def check_epoch(suite, folder):
    """SOURCE_DATE_EPOCH is the day when no other is given, by UTC; --today and site.yaml come first."""
    project = folder / "epoch"
    lay(project, "первая", pages=2)
    put_page(project, "content/news/den.md", {"title": "День", "date": "2025-02-01", "publish_from": "2026-01-15"}, "Текст.")

    def published(out, *words, **environment):
        done = run("build", project, "--quiet", "--out", folder / out, *words, environment=environment)
        suite.check(done.returncode == 0, f"{out}: {text(done.stderr)[-200:]}")
        return tree(folder / out)

    before = published("epoch-before", "--today", "2026-01-14")
    after = published("epoch-after", "--today", "2026-01-15")
    suite.check(before != after, "the day changes nothing")
    for what, epoch, expected in (("a second before midnight", "1768435199", before), ("midnight", "1768435200", after)):
        found = published("epoch-given", SOURCE_DATE_EPOCH=epoch)
        suite.check(found == expected, f"{what}: other bytes in {difference(found, expected)[:5]}")
    found = published("epoch-overruled", "--today", "2026-01-14", SOURCE_DATE_EPOCH="1768435200")
    suite.check(found == before, "--today does not come before SOURCE_DATE_EPOCH")
    put_records(project, "data/site.yaml", {"today": "2026-01-14"})
    suite.check(published("epoch-site", SOURCE_DATE_EPOCH="1768435200") == before, "site.yaml does not come before it")


def check_zone(suite, folder):
    """Without a date the day is that of the place: a page of tomorrow is out where it is tomorrow already."""
    project = folder / "zone"
    lay(project, "первая", 1)
    days = set()
    for zone in ("Etc/GMT+12", "Etc/GMT-14"):
        done = run("build", project, "--out", folder / "zone-out", "--whole", environment={"TZ": zone})
        suite.check(done.returncode == 0, f"{zone}: {text(done.stderr)[-300:]}")
        days.add(json.loads((folder / "zone-out/nastavnichestvo.json").read_bytes())["checked"])
    suite.check(len(days) == 2, f"на краях земли один и тот же день: {days}")


def check_what_is_believed(suite, folder):
    """What the last build left is for its owner alone, and believed only by a build that looks at the same."""
    project, public = folder / "believed", folder / "believed-public"
    run("init", project, "--level", "school")
    absent = {"NASTAVNIK_FACTS": "/nonexistent"}
    build(project, "--no-facts", out=public, environment=absent)
    mode = (folder / ".believed-public.nastavnik-state").stat().st_mode & 0o777
    suite.check(mode == 0o600, f"права на записи прошлой сборки: {mode:o}")
    done = build(project, "--notes", out=public, environment=absent)
    suite.check("document-not-examined" in text(done.stderr), "сборка без --no-facts повторила ответ сборки с ним")


def check_pictures_of_schools(suite, folder):
    """Another size of a portrait with the same weight in words reaches the register of the municipality."""
    project, public = folder / "portraits", folder / "portraits-public"
    lay(project, "района", 1)
    put_records(project, "data/organization.yaml",
                {"level": "municipality", "kind": "authority", "name": "Район", "profile": []})
    put_records(project, "data/shkola/organization.yaml",
                {"level": "school", "kind": "school", "name": "Школа", "profile": []})
    put_page(project, "content/shkola/index.md", {"title": "Наставничество"}, "О наставничестве.")
    put_records(project, "data/shkola/people.yaml", [{
        "id": "m", "name": "Петрова Анна Ивановна", "role": "mentor", "photo": "files/m.png",
        "consent": {"given": "2025-09-01", "covers": ["name", "photo"]}}])
    portrait = project / "content/shkola/files/m.png"
    portrait.parent.mkdir(parents=True)
    for size in ((60, 40), (40, 60)):
        Image.effect_noise(size, 50).save(portrait)
        done = build(project, out=public)
        suite.check(done.returncode == 0 and "portret-" in (public / "mentors.html").read_text(encoding="utf-8"),
                    f"портрет школы в реестре района: {text(done.stderr)[-300:]}")
    build(project, "--whole", out=folder / "portraits-whole")
    stale = difference(tree(public), tree(folder / "portraits-whole"))
    suite.check(not stale, f"после поворота портрета прежние {stale}")


def main():
    suite = Suite()
    with scratch() as name:
        folder = Path(name)
        check_two_at_once(suite, folder)
        check_visitors(suite, folder)
        check_locks(suite, folder)
        check_clock_set_back(suite, folder)
        check_epoch(suite, folder)
        check_zone(suite, folder)
        check_what_is_believed(suite, folder)
        check_pictures_of_schools(suite, folder)
    suite.finish()


if __name__ == "__main__":
    main()
