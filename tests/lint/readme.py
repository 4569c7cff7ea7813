"""The example in README.md is tried out: its records are valid, and the message
that it shows is what the program prints for the mistake that it describes.
"""

import os
import re
import shutil
import subprocess
import tempfile

from lint import ROOT, check, finish, line_of, read

PROGRAM = os.path.join(ROOT, "build/nastavnik")
SAMPLE = os.path.join(ROOT, "generator/cmd/init/school/content/files/prikaz-pary.pdf")
FILES = ("prikaz-pary.pdf", "programma.pdf")
RECORDS = re.compile(r"^```yaml\n# (data/\S+)\n(.*?)^```", re.M | re.S)
MESSAGE = re.compile(r"^```text\n(data/\S+?):\d+.*?^```", re.M | re.S)
MISTAKE = ("data/pairs.yaml", "mentee: petrov", "mentee: petrow")


def write(folder, path, text):
    whole = os.path.join(folder, path)
    os.makedirs(os.path.dirname(whole), exist_ok=True)
    with open(whole, "w", encoding="utf-8") as f:
        f.write(text)


def run(folder):
    done = subprocess.run([PROGRAM, "check", folder, "--today", "2025-10-01"], stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT)
    return done.returncode, done.stdout.decode()


def main():
    text = read("README.md")
    records, message = list(RECORDS.finditer(text)), MESSAGE.search(text)
    check(len(records) >= 3, "README.md", 1, "the records of the example are not there")
    check(message, "README.md", 1, "the message of the example is not there")
    with tempfile.TemporaryDirectory() as folder:
        write(folder, "data/organization.yaml", "level: school\nkind: school\nname: Школа № 5\n")
        os.makedirs(os.path.join(folder, "content/files"))
        for name in FILES:
            shutil.copy(SAMPLE, os.path.join(folder, "content/files", name))
        for m in records:
            write(folder, m.group(1), m.group(2))
        status, said = run(folder)
        check(status == 0, "README.md", line_of(text, records[0].start()), f"the records are not valid: {said}")
        path, right, wrong = MISTAKE
        mistaken = {m.group(1): m.group(2) for m in records}[path].replace(right, wrong)
        write(folder, path, mistaken)
        status, said = run(folder)
        shown = message.group(0).split("\n", 1)[1].rsplit("```", 1)[0]
        check(wrong in text and shown in said, "README.md", line_of(text, message.start()),
              f"the program says something else:\n{said}")
    finish()


if __name__ == "__main__":
    main()
