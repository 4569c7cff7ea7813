#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Draws the portraits of the shipped example: neutral silhouettes, since its people are invented.

    make_portraits.py            draws every portrait
    make_portraits.py --check    draws nothing; exit 1 when a file differs from what would be drawn

The same numbers give the same pixels. Needs Debian's python3-pil.
"""

import argparse
import pathlib
import sys

from PIL import Image, ImageDraw

CONTENT = pathlib.Path(__file__).resolve().parents[2] / "content"
WIDTH, HEIGHT = 300, 400
SCALE = 4  # drawn larger and reduced, for smooth edges

# file: (wall, clothes, hair, skin, length of the hair below the crown)
PORTRAITS = {
    "sovetskiy-rayon/shkola-1/files/portret-1.png": ("#dfe7ee", "#2f4f6f", "#5b4636", "#e6c3a5", 150),
    "sovetskiy-rayon/shkola-1/files/portret-2.png": ("#e8e3d8", "#7a4b3a", "#8d8d8d", "#e2bd9c", 60),
    "sovetskiy-rayon/shkola-1/files/portret-3.png": ("#dcebe2", "#3c6b57", "#2f2a26", "#d9ad8a", 130),
    "sovetskiy-rayon/detskiy-sad-rodnichok/files/portret-1.png": ("#efe2e6", "#8a4a62", "#6d4a2f", "#e8c7ab", 165),
}


def scaled(*numbers):
    return [number * SCALE for number in numbers]


def draw(wall, clothes, hair, skin, length):
    image = Image.new("RGB", (WIDTH * SCALE, HEIGHT * SCALE), wall)
    pen = ImageDraw.Draw(image)
    pen.rounded_rectangle(scaled(85, 75, 215, 75 + length + 60), radius=62 * SCALE, fill=hair)
    pen.rounded_rectangle(scaled(35, 285, 265, 520), radius=85 * SCALE, fill=clothes)
    pen.polygon(scaled(118, 284, 182, 284, 150, 335), fill=skin)
    pen.rectangle(scaled(128, 225, 172, 290), fill=skin)
    pen.ellipse(scaled(98, 95, 202, 248), fill=skin)
    pen.pieslice(scaled(93, 78, 207, 210), 180, 360, fill=hair)
    small = image.resize((WIDTH, HEIGHT), Image.LANCZOS)
    return small.quantize(48, method=Image.MEDIANCUT, dither=Image.NONE)


def main():
    parser = argparse.ArgumentParser(description="портреты-силуэты примера")
    parser.add_argument("--check", action="store_true", help="только сравнить готовые файлы")
    check = parser.parse_args().check
    faults = 0
    for name, colours in PORTRAITS.items():
        target = CONTENT / name
        image = draw(*colours)
        if not check:
            target.parent.mkdir(parents=True, exist_ok=True)
            image.save(target, optimize=True)
        elif not target.exists() or Image.open(target).convert("RGB").tobytes() != image.convert("RGB").tobytes():
            print(f"{target}: не совпадает с рисунком", file=sys.stderr)
            faults += 1
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
