"""Who includes whom: generator/LAYERS against the includes that are there.

Also where libraries, malloc and printing may be, which LAYERS says too.
"""

import os
import re

from lint import ROOT, check, finish, line_of, read, sources, split_c, without_strings

SYSTEM = set("""assert.h ctype.h dirent.h errno.h fcntl.h inttypes.h limits.h linux/audit.h linux/filter.h
linux/openat2.h linux/seccomp.h locale.h malloc.h math.h
poll.h pthread.h setjmp.h signal.h spawn.h stdalign.h stdarg.h stdatomic.h stdbool.h stddef.h stdint.h stdio.h stdlib.h string.h strings.h
sys/file.h sys/prctl.h sys/random.h sys/resource.h sys/socket.h sys/stat.h sys/syscall.h sys/types.h sys/wait.h time.h unistd.h wchar.h""".split())
MEMORY = re.compile(r"(?<![\w.>])(malloc|calloc|realloc|free|strdup|asprintf)\s*\(")
PRINTS = re.compile(r"(?<![\w.>])(printf|puts|putchar|perror|vprintf|fprintf|fputs|fputc|putc)\s*\(")
INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]+(?:"([^"]+)"|<([^>]+)>)', re.M)


class Layers:
    def __init__(self):
        self.rank, self.doors, self.private = {}, {}, {}
        self.apart, self.shared, self.memory, self.prints = set(), set(), set(), set()
        for number, line in enumerate(read("generator/LAYERS").splitlines(), 1):
            words = line.split("#")[0].split()
            if words:
                self.take(words[0], words[1:], number)

    def take(self, word, rest, number):
        if word == "rooms":
            self.rank.update((room, number) for room in rest)
        elif word in ("apart", "shared", "memory", "prints"):
            getattr(self, word).update(rest)
        elif word == "door":
            self.doors[rest[0]] = rest[1:]
        elif word == "private":
            self.private[rest[0]] = rest[1]
        else:
            check(False, "generator/LAYERS", number, f"unknown word {word}")

    def may_include(self, room, other):
        return room == other or self.rank[other] < self.rank[room]


def room_of(path):
    return path.split("/")[0]


def check_own(layers, path, where, line, target):
    """An include of one of our headers."""
    room, other = room_of(path), room_of(target)
    if not check(os.path.exists(os.path.join(ROOT, "generator", target)), where, line, f"no such header: {target}"):
        return
    if room in layers.apart or other in layers.apart:
        check(room == other or target in layers.shared, where, line, f"{room} stands apart and shares nothing, yet {target} is included")
        return
    check(layers.may_include(room, other), where, line, f"{room} may not include {other} ({target}): see generator/LAYERS")
    if target in layers.private:
        check(room == other and os.path.basename(path).startswith(layers.private[target]), where, line,
              f"{target} is private to {other}/{layers.private[target]}*")


def check_system(layers, path, where, line, header):
    if header in layers.doors:
        check(path in layers.doors[header], where, line,
              f"<{header}> belongs to {' and '.join(layers.doors[header])} alone")
    else:
        check(header in SYSTEM, where, line, f"<{header}> is neither a system header nor a door in generator/LAYERS")


def check_calls(layers, path, where, code):
    for pattern, allowed, what in ((MEMORY, layers.memory, "memory comes from an arena"),
                                   (PRINTS, layers.prints, "only commands print; report with diag_add")):
        if path in allowed or room_of(path) in layers.apart or (pattern is PRINTS and room_of(path) in ("cmd", "main.c")):
            continue
        found = pattern.search(without_strings(code))
        check(not found, where, line_of(code, found.start()) if found else 1,
              f"{found.group(1) if found else ''}: {what}")


def check_rooms_exist(layers):
    present = {room_of(path[len("generator/"):]) for path in sources()}
    known = set(layers.rank) | layers.apart
    for room in sorted(present | known):
        check(room in present and room in known, "generator/LAYERS", 1,
              f"{room} is {'not in LAYERS' if room in present else 'in LAYERS, but there is no such room'}")


def check_doors_used(layers):
    for kind in ("memory", "prints"):
        for path in sorted(getattr(layers, kind)):
            pattern = MEMORY if kind == "memory" else PRINTS
            check(pattern.search(read("generator/" + path)), "generator/LAYERS", 1, f"{kind} {path}: not needed any more")
    for header, paths in sorted(layers.doors.items()):
        for path in paths:
            check(f"#include <{header}>" in read("generator/" + path), "generator/LAYERS", 1,
                  f"door {header}: {path} does not include it")


def check_no_circles(includes):
    """No header may, through others, include itself."""
    for start in sorted(includes):
        seen, waiting = set(), list(includes[start])
        while waiting:
            header = waiting.pop()
            if header not in seen:
                seen.add(header)
                waiting.extend(includes.get(header, ()))
        check(start not in seen, "generator/" + start, 1, "includes itself through other headers")


def main():
    layers = Layers()
    headers = {}
    check_rooms_exist(layers)
    for where in sources():
        path = where[len("generator/"):]
        _, code = split_c(read(where))
        for m in INCLUDE.finditer(code):
            if m.group(1) and not m.group(1).endswith(".def"):
                check_own(layers, path, where, line_of(code, m.start()), m.group(1))
                if path.endswith(".h"):
                    headers.setdefault(path, set()).add(m.group(1))
            elif m.group(2):
                check_system(layers, path, where, line_of(code, m.start()), m.group(2))
        if path.endswith(".c"):
            check_calls(layers, path, where, code)
    check_doors_used(layers)
    check_no_circles(headers)
    finish()


if __name__ == "__main__":
    main()
