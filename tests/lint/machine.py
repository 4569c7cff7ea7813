"""Nothing in the project may depend on, or tell of, the machine it was made on:
no paths of it, no addresses of package registries or of hosts in its network.
"""

import re

from lint import ROOT, check, files, finish, line_of, read

# The first folders that every Unix has; any other one belongs to this machine.
COMMON = set("bin boot dev etc home lib lib64 media mnt opt proc root run sbin srv sys tmp usr var".split())
BINARY = (".pdf", ".png", ".jpg", ".jpeg", ".webp", ".woff2", ".zip", ".docx", ".xlsx", ".odt", ".sig")

HOME = re.compile(r"(?<![\w.])/(?:home|Users)/(?!\.)[A-Za-z]\w*/|(?<![\w.])/root/\w|[A-Z]:\\{1,2}Users\\{1,2}\w")
REGISTRY = re.compile(
    r"pypi\.org|pythonhosted\.org|registry\.npmjs|registry\.yarnpkg|crates\.io|proxy\.golang|rubygems\.org|"
    r"repo\.maven|deb\.debian\.org|archive\.ubuntu|(?:extra-)?index[-]url|docker\.io|ghcr\.io")
URL = re.compile(r"\bhttps?://(\[[^\]]*\]|[^/\s\"'<>:)]+)(:\d+)?")
LOCAL = re.compile(r"^(?:\d{1,3}(?:\.\d{1,3}){3}|\[.*\]|.*\.(?:internal|local|lan|corp|svc|intra))$")
ALLOWED_HOSTS = ("127.0.0.1", "localhost")


def own_path():
    """A pattern for the folder that the project happens to stand in, or None."""
    first = ROOT.split("/")[1]
    names = {ROOT} if first in COMMON else {ROOT, "/" + first}
    return re.compile("|".join(rf"(?<![\w./-]){re.escape(n)}(?![\w-])" for n in sorted(names)))


def is_private(m):
    host = m.group(1)
    return host not in ALLOWED_HOSTS and bool(LOCAL.match(host))


def is_test_of_addresses(path):
    """Tests and their inputs hold hostile addresses on purpose."""
    return path.startswith("tests/")


def check_file(path, own):
    text = read(path)
    for pattern, what in ((own, "a path of this machine"), (HOME, "a path of somebody's machine"),
                          (REGISTRY, "the address of a package registry")):
        m = pattern.search(text)
        check(not m, path, line_of(text, m.start()) if m else 1, f"{what}: {m.group(0) if m else ''}")
    if not is_test_of_addresses(path):
        found = [m for m in URL.finditer(text) if is_private(m)]
        check(not found, path, line_of(text, found[0].start()) if found else 1,
              f"an address inside some network: {found[0].group(0) if found else ''}")


def main():
    own = own_path()
    for path in files():
        if not path.lower().endswith(BINARY):
            check_file(path, own)
    finish()


if __name__ == "__main__":
    main()
