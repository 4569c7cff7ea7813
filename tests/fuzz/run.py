"""Runs the fuzz targets, one or all, and says how many held.

    run.py SECONDS [NAME…]          each for SECONDS, what it learns goes to build/fuzz/learned
    run.py --short [NAME…]          the kept corpus, then FUZZ_TIME seconds (none) beyond it; for make test
    run.py --keep [NAME…]           what was learned, minimised into tests/fuzz/corpus

An input that breaks a target stays in build/fuzz/found; `build/fuzz/fuzz_X FILE`
shows it again. Words for the mutator come from the program's own tables.
"""

import concurrent.futures
import glob
import json
import os
import re
import shutil
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
BUILD = os.path.join(ROOT, "build/fuzz")
CORPUS = os.path.join(ROOT, "tests/fuzz/corpus")
PROGRAM = os.path.join(ROOT, "build/nastavnik")

# What a target needs beyond the usual. The libraries of the examiner take longer over one input.
MOST_BYTES = {"image": 4096, "office": 8192, "pdf": 4096, "signature": 4096}
WORDS = {
    "markdown": ["[^1]: ", "[^1]", "| --- |", "|:-:|", "\\|", "act:", "page:", "javascript:", "](", "![", "```", "<div>"],
    "yaml": ["---\n", ": ", "- ", "#", "|\n", ">-\n", "&a", "*a", "!!str", "<<: ", "\u00a0", "\t", "«", "»"],
    "csv": ["sep=;\n", ";", "\t", "\"\"", "\r\n", "=", "Файл", "Название", "Адрес на сайте"],
    "template": ["{% if ", "{% endif %}", "{% for x in things %}", "{% endfor %}", "{{ ", " }}", "{% set x = ", "{# ", " #}",
                 "{% extends \"a\" %}", "{% block b %}", "{% endblock %}", "{{ super() }}", "{% include \"a\" %}",
                 "{% macro m(x) %}", "{% endmacro %}", "\n=== a\n", "<script>", "<script type=\"application/json\">",
                 "<style>", "<a href=\"", "<img srcset=\"", " style=\"", "</script>", "<!--", "-->", "<title>",
                 "text", "short", "html", "path", "number", "truth", "date", "year", "texts", "things", "other"],
    "answer": ["opens 1:1\n", "page 0:\n", "dpi 3:300\n", "died 4:time\n", "signed_on 10:2025-09-01\n"],
    "office_parts": ["\n=== ", "word/document.xml", "content.xml", "docProps/core.xml", "docProps/app.xml", "meta.xml",
                     "META-INF/manifest.xml", "<w:t>", "</w:t>", "<dc:title>", "</dc:title>", "<Pages>", "</Pages>",
                     "<!DOCTYPE a>", "xmlns:w=\"w\"", "meta:document-statistic", "meta:page-count=\""],
}
TABLES = {"records", "yaml", "frontmatter", "manifest"}  # whose words the schema knows


def ask(*words):
    return subprocess.run([PROGRAM, "schema", *words], stdout=subprocess.PIPE, check=True).stdout.decode()


def schema_words(schema):
    """Every key and every permitted value of a JSON Schema."""
    if isinstance(schema, dict):
        yield from schema.get("properties", {})
        yield from (word for word in schema.get("enum", []) if isinstance(word, str))
        for part in schema.values():
            yield from schema_words(part)
    elif isinstance(schema, list):
        for part in schema:
            yield from schema_words(part)


def table_words():
    for line in ask().splitlines():
        yield from schema_words(json.loads(ask(line.split()[0])))


def words_of(name):
    words = list(WORDS.get(name, []))
    if name in TABLES:
        words += table_words()
    if name == "template":
        words += re.findall(r"^\| `(\w+)", ask("--theme"), re.M)
    return sorted(set(words))


def write_dictionary(name):
    words = words_of(name)
    path = os.path.join(BUILD, name + ".dict")
    with open(path, "w", encoding="ascii") as out:
        for word in words:
            out.write('"' + "".join(f"\\x{byte:02X}" for byte in word.encode()[:60]) + '"\n')
    return [f"-dict={path}"] if words else []


def folder(*parts):
    path = os.path.join(*parts)
    os.makedirs(path, exist_ok=True)
    return path


def fuzz(name, arguments, corpora):
    command = [os.path.join(BUILD, "fuzz_" + name), "-timeout=20", "-rss_limit_mb=3000", "-verbosity=1",
               f"-max_len={MOST_BYTES.get(name, 16384)}", f"-artifact_prefix={folder(BUILD, 'found')}/{name}-",
               *write_dictionary(name), *arguments, *corpora]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, cwd=BUILD)
    return done.returncode, done.stdout.decode("utf-8", "replace")


def run(name, seconds, short):
    kept = os.path.join(CORPUS, name)
    # libFuzzer writes what it learns into the first folder: never into the kept corpus.
    learned = folder(BUILD, "short" if short else "learned", name)
    if not os.listdir(kept):
        return f"{name}: no corpus"
    arguments = [f"-max_total_time={seconds}"] if seconds else ["-runs=0"]
    status, output = fuzz(name, arguments, [learned, kept])
    runs = re.search(r"Done (\d+) runs", output)
    if status != 0 or not runs:
        return f"{name}: exit {status}\n" + "\n".join(output.splitlines()[-40:])
    if int(runs[1]) < len(os.listdir(kept)):
        return f"{name}: stopped before the corpus was through"
    return ""


def keep(name):
    """Minimises: what is learned and what is kept, into a new corpus."""
    new, kept = os.path.join(BUILD, "kept", name), os.path.join(CORPUS, name)
    shutil.rmtree(new, ignore_errors=True)
    folder(new)
    status, output = fuzz(name, ["-merge=1"], [new, kept, folder(BUILD, "learned", name)])
    if status != 0 or not os.listdir(new):
        return f"{name}: not merged\n" + output[-2000:]
    shutil.rmtree(kept)
    shutil.copytree(new, kept)
    return ""


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    mode, names = sys.argv[1], sys.argv[2:]
    if not names:
        names = sorted(os.path.basename(p)[len("fuzz_"):-2] for p in glob.glob(os.path.join(ROOT, "tests/fuzz/fuzz_*.c")))
    short = mode == "--short"
    seconds = os.environ.get("FUZZ_TIME", "0") if short else mode
    act = keep if mode == "--keep" else lambda name: run(name, int(seconds), short)
    with concurrent.futures.ThreadPoolExecutor(2 if short else 1) as pool:
        faults = list(pool.map(act, names))
    print("\n".join(fault for fault in faults if fault))
    failed = sum(1 for fault in faults if fault)
    print(f"fuzz: {len(names) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
