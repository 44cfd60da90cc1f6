"""Takes the pictures of docs/images: every tab, Japanese and English, wide and narrow.

python .ci/screenshots.py http://127.0.0.1:7860 docs/images
"""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import sync_playwright

CHROMIUM = "/usr/bin/chromium"
SIZES = {"": (1280, 800), "-narrow": (380, 800)}
LANGUAGES = {"ja": "ja-JP", "en": "en-US"}
QUESTION = {"ja": "本市のテレワーク実施率の目標は？", "en": "What is our telework target?"}
HOME = "北九州市"
COLOURS = 64


def main(address: str, folder: Path) -> None:
    """Take them all."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for language, locale in LANGUAGES.items():
            for suffix, (width, height) in SIZES.items():
                context = browser.new_context(
                    locale=locale,
                    viewport={"width": width, "height": height},
                    reduced_motion="reduce",
                )
                page = context.new_page()
                page.set_default_timeout(120_000)
                page.goto(address)
                take_all(page, language, folder, f"{suffix}-{language}.png")
                context.close()
        browser.close()


def take_all(page: Any, language: str, folder: Path, ending: str) -> None:
    """Go through the tabs."""

    def take(name: str) -> None:
        save(page, folder / f"{name}{ending}")

    page.wait_for_selector("#question textarea:not([disabled])")
    page.click("#home input")
    page.locator("[role=option]", has_text=HOME).click()
    page.fill("#question textarea", QUESTION[language])
    page.press("#question textarea", "Enter")
    page.wait_for_selector("#chat .citations")
    page.locator("#chat .message p > a[href*='#k/cite/']").first.click()
    page.wait_for_selector("#panel mark")
    page.evaluate("document.activeElement.blur()")
    take("ask")
    page.locator("#panel a[href*='#k/read/']").click()
    page.wait_for_selector("#read-view mark")
    take("read")
    waits = {
        "start": ".overview",
        "compare": "#compare-places label",
        "documents": "#shelf table",
        "quality": "#quality-view .card",
    }
    for name, there in waits.items():
        page.evaluate("window.scrollTo(0, 0)")
        page.click(f"#tab-{name}-button")
        page.wait_for_selector(there)
        if name == "compare":
            page.click("#compare-run")
            page.wait_for_selector(".compared tbody tr")
        take(name)


def save(page: Any, path: Path) -> None:
    """A small PNG of what is in view."""
    page.wait_for_timeout(800)
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    picture.quantize(COLOURS).save(path, optimize=True)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
