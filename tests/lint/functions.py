"""How long and how tangled functions are, measured by pmccabe.

None is longer than 60 lines, nine of ten fit in 40, half fit in 15; none is
more complex than 12 (a switch counts as one).
"""

import re
import subprocess

from lint import ROOT, check, finish, sources

LONGEST, MOST_LINES, MEDIAN_LINES, COMPLEXITY = 60, 40, 15, 12

# Functions that may be more complex, each with its reason. Keep it short.
ALLOWED = {}

ROW = re.compile(r"^(\d+)\t\d+\t\d+\t\d+\t(\d+)\t(.+)\((\d+)\): (\S+)$")


def measure():
    command = ["pmccabe", *sources(".c")]
    output = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE).stdout.decode()
    for row in output.splitlines():
        m = ROW.match(row)
        if m:
            yield int(m.group(1)), int(m.group(2)), m.group(3), int(m.group(4)), m.group(5)


def main():
    lengths = []
    for complexity, lines, path, line, name in measure():
        lengths.append(lines)
        check(lines <= LONGEST, path, line, f"{name} is {lines} lines long; the longest may be {LONGEST}")
        check(complexity <= ALLOWED.get(name, COMPLEXITY), path, line,
              f"{name} has complexity {complexity}; the most is {COMPLEXITY}")
    names = {name for _, _, _, _, name in measure()}
    for name in sorted(ALLOWED):
        check(name in names, __file__, 1, f"{name} is allowed, but there is no such function")
    lengths.sort()
    for share, limit in ((0.5, MEDIAN_LINES), (0.9, MOST_LINES)):
        length = lengths[int(len(lengths) * share)]
        check(length <= limit, "generator", 1,
              f"{share:.0%} of the functions are up to {length} lines long; the aim is {limit}")
    finish()


if __name__ == "__main__":
    main()
