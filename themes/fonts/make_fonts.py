#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Makes the stylesheets of this folder out of whole fonts.

    make_fonts.py FOLDER

FOLDER holds the unpacked npm packages that FONTS names. From each face only the
letters of Russian and its neighbours, ASCII and typographic signs are kept, hints
are dropped, and the WOFF2 file is written into the stylesheet itself: a page then
needs no further request and works from disk. The font is optional, so that no page
jumps when it is ready: the first one may show the system's, the next ones do not.
Needs the Debian packages fonttools and python3-brotli.
"""

import base64
import io
import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

HERE = Path(__file__).resolve().parent
SIGNS = ("U+0020-007E,U+00A0,U+00A7,U+00A9,U+00AB,U+00AD,U+00B0,U+00B1,U+00B7,U+00BB,U+00D7,U+0400-045F,"
         "U+0490,U+0491,U+2009,U+2011,U+2012-2015,U+2018-201A,U+201C-201E,U+2022,U+2026,U+202F,U+2032,U+2033,"
         "U+2039,U+203A,U+20BD,U+2116,U+2190-2193,U+2212,U+2264,U+2265")

# Neither licence reserves a font name, so the trimmed fonts may keep theirs.
FONTS = {
    "golos": ("Golos Text", "@expo-google-fonts/golos-text 0.4.2", "GolosText"),
    "onest": ("Onest", "@expo-google-fonts/onest 0.4.2", "Onest"),
}
FACES = {400: "400Regular/{0}_400Regular.ttf", 700: "700Bold/{0}_700Bold.ttf"}


def trimmed(path):
    """The bytes of a small WOFF2, and the copyright line of the font."""
    options = subset.Options(flavor="woff2", hinting=False, layout_features=["kern", "liga", "locl", "tnum", "ccmp", "mark"],
                             name_IDs=[0, 1, 2, 3, 4, 5, 6, 13, 14])
    font = TTFont(path, recalcTimestamp=False)
    rights = font["name"].getDebugName(0)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=subset.parse_unicodes(SIGNS))
    cutter.subset(font)
    font.flavor = "woff2"
    out = io.BytesIO()
    font.save(out)
    return out.getvalue(), rights


def main(folder):
    for key, (family, package, stem) in FONTS.items():
        root = next(p for p in Path(folder).rglob(FACES[400].format(stem))).parent.parent
        faces, rights = [], None
        for weight, path in FACES.items():
            data, rights = trimmed(root / path.format(stem))
            faces.append(f'@font-face {{\n  font-family: "{family}";\n  font-weight: {weight};\n  font-display: optional;\n'
                         f'  src: url("data:font/woff2;base64,{base64.b64encode(data).decode()}") format("woff2");\n}}\n')
        head = (f"/*! {rights}\n   SIL Open Font License 1.1, OFL-{key}.txt. Trimmed from {package} by make_fonts.py. */\n")
        style = f':where(html):root {{\n  --sans: "{family}", system-ui, sans-serif;\n}}\n'
        (HERE / f"{key}.css").write_text("\n".join([head, *faces, style]), encoding="utf-8")
        (HERE / f"OFL-{key}.txt").write_text((root / "LICENSE_FONT").read_text(encoding="utf-8"), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
