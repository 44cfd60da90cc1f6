"""Writes small PDFs: text at given places, lines, and nothing that the tests do not ask for."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

WIDTH, HEIGHT = 595, 842

_FONT = (
    b"<< /Type /Font /Subtype /Type0 /BaseFont /Test /Encoding /UniJIS-UTF16-H"
    b" /DescendantFonts [<< /Type /Font /Subtype /CIDFontType0 /BaseFont /Test"
    b" /CIDSystemInfo << /Registry (Adobe) /Ordering (Japan1) /Supplement 6 >>"
    b" /DW 1000 /W [1 94 500] /FontDescriptor << /Type /FontDescriptor /FontName /Test /Flags 4"
    b" /FontBBox [0 -120 1000 880] /Ascent 880 /Descent -120 /CapHeight 700 /ItalicAngle 0"
    b" /StemV 80 >> >>] >>"
)


def text(x: float, top: float, words: str, size: float = 10) -> bytes:
    """Words whose baseline is ``top`` points from the top of the page."""
    code = words.encode("utf-16-be").hex()
    return f"BT /F {size} Tf {x} {HEIGHT - top} Td <{code}> Tj ET\n".encode()


def lines(x: float, top: float, texts: Iterable[str], pitch: float = 16, size: float = 10) -> bytes:
    """Lines one below the other."""
    return b"".join(text(x, top + pitch * n, words, size) for n, words in enumerate(texts))


def rule(x0: float, top0: float, x1: float, top1: float) -> bytes:
    """A drawn line."""
    return f"0.5 w {x0} {HEIGHT - top0} m {x1} {HEIGHT - top1} l S\n".encode()


def grid(xs: list[float], tops: list[float]) -> bytes:
    """All lines of a table."""
    across = b"".join(rule(xs[0], top, xs[-1], top) for top in tops)
    return across + b"".join(rule(x, tops[0], x, tops[-1]) for x in xs)


IMAGE = b"q 400 0 0 600 90 100 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x80 EI Q\n"
"""A picture over most of the page, as a scanner makes it."""


def pdf(pages: Iterable[bytes], rotate: int = 0) -> bytes:
    """A PDF with these pages."""
    objects: list[bytes] = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", _FONT]
    kids = []
    for content in pages:
        objects.append(b"<< /Length %d >> stream\n%s\nendstream" % (len(content), content))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Rotate %d /Contents %d 0 R"
            b" /Resources << /Font << /F 3 0 R >> >> >>" % (WIDTH, HEIGHT, rotate, len(objects))
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(kids))
    data, places = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    data += b"".join(b"%010d 00000 n \n" % place for place in places)
    data += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        start,
    )
    return bytes(data)


def write_pdf(path: Path, *pages: bytes, rotate: int = 0) -> Path:
    """Write a PDF with these pages."""
    path.write_bytes(pdf(pages, rotate))
    return path
