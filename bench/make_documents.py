"""Print corpus texts as the files that municipalities publish: PDF, DOCX, PPTX, XLSX, HTML.

    .venv/bin/python -m bench.make_documents OUT [--fixtures]

Needs LibreOffice and Chromium from Debian's packages (the tests do not: they read the small
files that ``--fixtures`` wrote to tests/fixtures/documents/):

    apt-get install --no-install-recommends libreoffice-writer libreoffice-impress \
        libreoffice-calc fonts-noto-cjk chromium

A corpus text becomes HTML first: its headings by their depth in the outline, its Markdown and
HTML tables as real tables, its list dashes as lists. Chromium prints that to PDF with a running
header and page numbers; LibreOffice turns it into DOCX, and that into a second PDF.
"""

from __future__ import annotations

import argparse
import html
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from ingest.load import load_text
from ingest.quote import TAG
from ingest.structure.lines import Line, LineKind, split_lines
from ingest.structure.reader import read_structure

ROOT = Path(__file__).parents[1]
CORPUS = ROOT / "corpus"
FIXTURES = ROOT / "tests" / "fixtures" / "documents"
DOCUMENTS = ("sabae-dx-policy.md", "hitachiomiya-dx-plan.txt", "kuji-dx-plan.txt")

_CSS = """
@page { size: A4; margin: 22mm 20mm;
  @top-right { content: "%(title)s"; font-size: 8pt; }
  @bottom-center { content: "- " counter(page) " -"; font-size: 9pt; } }
body { font-family: "Noto Sans CJK JP", sans-serif; font-size: 10.5pt; line-height: 1.6; }
h1, h2, h3, h4, h5, h6, th { font-family: "Noto Sans CJK JP", sans-serif; font-weight: normal; }
h1 { font-size: 18pt; } h2 { font-size: 14pt; } h3 { font-size: 12pt; } h4, h5, h6 { font-size: 11pt; }
table { border-collapse: collapse; width: 100%%; } td, th { border: 0.5pt solid black; padding: 2pt 4pt; }
th { background: #dde; }
"""


def html_of(text: str, title: str) -> str:
    """A text as an HTML page with real headings, lists and tables."""
    structure = read_structure(text)
    depths = {section.heading.start: len(section.path) for section in structure.sections[1:]}
    parts: list[str] = []
    grid: list[Line] = []
    for line in split_lines(text):
        if grid and not _is_row(line):
            parts.append(_table(grid))
            grid = []
        if _is_row(line):
            grid.append(line)
        elif line.kind is LineKind.HTML_TABLE:
            parts.append(re.sub("<table", '<table border="1"', line.text))
        elif line.kind is not LineKind.BLANK:
            parts.append(_line(line, depths))
    if grid:
        parts.append(_table(grid))
    body = "\n".join(parts).replace("</ul>\n<ul>", "\n")
    style = _CSS % {"title": title}
    return (
        f'<!DOCTYPE html>\n<html lang="ja"><head><meta charset="utf-8"><title>{title}</title>'
        f"<style>{style}</style></head><body>\n{body}\n</body></html>\n"
    )


def _is_row(line: Line) -> bool:
    cells = line.kind is LineKind.CELLS and "\t" in line.text
    return cells or line.kind in (LineKind.PIPES, LineKind.RULE)


def _line(line: Line, depths: dict[int, int]) -> str:
    start = line.span.start + len(line.text) - len(line.text.lstrip())
    if start in depths:
        level = min(depths[start], 6)
        return f"<h{level}>{html.escape(re.sub(r'^#+ ', '', line.text.strip()))}</h{level}>"
    if found := re.match(r"\s*[-*] (.*)", line.text):
        return f"<ul><li>{html.escape(found[1])}</li></ul>"
    return f"<p>{html.escape(line.text.strip())}</p>"


def _table(lines: list[Line]) -> str:
    rows, tag = [], "th" if any(line.kind is LineKind.RULE for line in lines) else "td"
    for line in lines:
        if line.kind is LineKind.RULE:
            tag = "td"
            continue
        bar = "|" if line.kind is LineKind.PIPES else "\t"
        cells = line.text.strip().strip("|").split(bar)
        rows.append(
            "<tr>" + "".join(f"<{tag}>{_escaped(cell.strip())}</{tag}>" for cell in cells) + "</tr>"
        )
    return '<table border="1">\n' + "\n".join(rows) + "\n</table>"


def _escaped(cell: str) -> str:
    """A cell of a corpus text may hold HTML of its own."""
    return cell if TAG.search(cell) else html.escape(cell)


def print_pdf(page: Path, out: Path) -> None:
    """Print an HTML file to PDF with Chromium."""
    with tempfile.TemporaryDirectory() as profile:
        _run(
            "chromium", "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={profile}",
            "--no-pdf-header-footer", f"--print-to-pdf={out}", page.resolve().as_uri(),
        )  # fmt: skip


def convert(source: Path, target: str, folder: Path) -> Path:
    """Convert a file with LibreOffice; returns the new file."""
    with tempfile.TemporaryDirectory() as profile:
        reader = ["--infilter=HTML (StarWriter)"] if source.suffix == ".html" else []
        _run(
            "soffice", f"-env:UserInstallation=file://{profile}", "--headless", *reader,
            "--convert-to", target, "--outdir", str(folder), str(source),
        )  # fmt: skip
    return folder / f"{source.stem}.{target.split(':', maxsplit=1)[0]}"


def _run(program: str, *arguments: str) -> None:
    if shutil.which(program) is None:
        sys.exit(f"{program} is not installed; see the top of {__file__}")
    subprocess.run([program, *arguments], check=True, capture_output=True, timeout=300)


def make_documents(folder: Path, names: tuple[str, ...] = DOCUMENTS) -> None:
    """Write each text as .html, .pdf (Chromium), .docx and -writer.pdf (LibreOffice)."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        text = load_text(CORPUS / name).text
        stem = Path(name).stem
        page = folder / f"{stem}.html"
        page.write_text(html_of(text, stem), encoding="utf-8")
        print_pdf(page, folder / f"{stem}.pdf")
        document = convert(page, "docx:MS Word 2007 XML", folder)
        with tempfile.TemporaryDirectory() as work:
            convert(document, "pdf", Path(work)).replace(folder / f"{stem}-writer.pdf")


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description="Print corpus texts as PDF, DOCX and HTML files.")
    parser.add_argument("out", type=Path)
    arguments = parser.parse_args()
    make_documents(arguments.out)


if __name__ == "__main__":
    main()
