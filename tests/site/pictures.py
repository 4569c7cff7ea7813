"""Small pictures that carry words everywhere a picture can: in EXIF, in comments, in text chunks, behind the end."""

import base64
import struct
import zlib

JPEG = base64.b64decode(
    "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABQODxIPDRQSEBIXFRQYHjIhHhwcHj0sLiQySUBMS0dARkVQWnNiUFVtVkVGZIhlbXd7gYKBTmCN"
    "l4x9lnN+gXz/2wBDARUXFx4aHjshITt8U0ZTfHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHz/wAAR"
    "CAAIAAgDASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAX/xAAUEAEAAAAAAAAAAAAAAAAAAAAA/8QAFQEBAQAAAAAAAAAAAAAAAAAA"
    "BAX/xAAUEQEAAAAAAAAAAAAAAAAAAAAA/9oADAMBAAIRAxEAPwCSAoCP/9k=")
WEBP = base64.b64decode("UklGRh4AAABXRUJQVlA4TBEAAAAvB8ABAAfQp3Y0sv+BiOh/AAA=")


def exif(words):
    """A TIFF block with one entry, ImageDescription."""
    value = words.encode() + b"\0"
    return b"II*\0" + struct.pack("<IHHHIII", 8, 1, 0x010E, 2, len(value), 26, 0) + value


def jpeg(words):
    def segment(mark, body):
        return struct.pack(">BBH", 0xFF, mark, len(body) + 2) + body

    return (JPEG[:2] + segment(0xE1, b"Exif\0\0" + exif(words)) + segment(0xFE, words.encode()) + JPEG[2:] +
            words.encode())


def png(words, colour=b"\x1d\x4f\x91"):
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + colour * 8 for _ in range(8))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 8, 8, 8, 2, 0, 0, 0)) +
            chunk(b"tEXt", b"Comment\0" + words.encode()) + chunk(b"eXIf", exif(words)) +
            chunk(b"iTXt", b"Author\0\0\0\0\0" + words.encode()) + chunk(b"IDAT", zlib.compress(rows)) +
            chunk(b"IEND", b"") + words.encode())


def webp(words):
    def chunk(kind, data):
        return kind + struct.pack("<I", len(data)) + data + b"\0" * (len(data) % 2)

    header = struct.pack("<I", 0x0C) + b"\7\0\0" + b"\7\0\0"  # EXIF and XMP follow; 8 by 8
    body = b"WEBP" + chunk(b"VP8X", header) + WEBP[12:] + chunk(b"EXIF",
                                                                exif(words)) + chunk(b"XMP ", words.encode())
    return b"RIFF" + struct.pack("<I", len(body)) + body
