"""Makes the pictures of README.md from those that take.mjs took: the top of each page, side by side where
there are several, in few colours, none over 150 kB.

    show.py TAKEN DOCS
"""

import sys
from pathlib import Path

from PIL import Image

LIMIT = 150_000
GAP = 24  # pixels of white between pictures that stand side by side

# name: the pictures taken, the height that is kept of each, the width of the result
SHOWN = {
    "home": (["home-wide"], 1180, 960),
    "phone": (["documents-phone", "roadmap-phone", "practices-phone", "home-lowphone"], 900, 1100),
    "monitoring": (["monitoring-dark"], 1050, 960),
}


def side_by_side(pictures):
    width = sum(p.width for p in pictures) + GAP * (len(pictures) - 1)
    sheet = Image.new("RGB", (width, max(p.height for p in pictures)), "white")
    left = 0
    for picture in pictures:
        sheet.paste(picture, (left, 0))
        left += picture.width + GAP
    return sheet


def shown(taken, names, height, width):
    tops = []
    for name in names:
        picture = Image.open(taken / f"{name}.png").convert("RGB")
        tops.append(picture.crop((0, 0, picture.width, min(height, picture.height))))
    sheet = side_by_side(tops)
    sheet = sheet.resize((width, round(sheet.height * width / sheet.width)), Image.Resampling.LANCZOS)
    return sheet.quantize(colors=48, dither=Image.Dither.NONE)


def main():
    taken, docs = Path(sys.argv[1]), Path(sys.argv[2])
    heavy = 0
    for name, what in SHOWN.items():
        path = docs / f"{name}.png"
        shown(taken, *what).save(path, optimize=True)
        heavy += path.stat().st_size > LIMIT
        print(f"{path}: {path.stat().st_size / 1000:.0f} kB")
    sys.exit(1 if heavy else 0)


if __name__ == "__main__":
    main()
