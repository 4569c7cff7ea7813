# SPDX-License-Identifier: MIT
"""Other programs that make a site of the same project. Each takes part where it is installed."""

import os
import shutil
from typing import Callable, NamedTuple

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
ELEVENTY = os.path.join(ROOT, "build/bench-eleventy/node_modules/@11ty/eleventy/cmd.cjs")


class Peer(NamedTuple):
    title: str
    source: str  # where it comes from
    is_installed: Callable
    site: tuple  # the tool that makes its site of a project, with the first of its arguments
    command: Callable  # of the site and of the folder of the output
    is_slow: bool  # slow ones build in the first round only


PEERS = {
    "hugo": Peer("Hugo", "Debian package hugo", lambda: shutil.which("hugo"), ("hugo_site.py",),
                 lambda site, out: ("hugo", "--quiet", "-s", site, "-d", out), False),
    "eleventy": Peer("Eleventy", "npm install, make bench does it",
                     lambda: shutil.which("node") and os.path.exists(ELEVENTY), ("liquid_site.py", "eleventy"),
                     lambda site, out: ("env", "-C", site, "node", ELEVENTY, "--quiet", f"--output={out}"), True),
    "jekyll": Peer("Jekyll", "Debian package jekyll", lambda: shutil.which("jekyll"), ("liquid_site.py", "jekyll"),
                   lambda site, out: ("jekyll", "build", "--quiet", "-s", site, "-d", out), True),
}
