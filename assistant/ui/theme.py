"""The look of the page: calm colours, the fonts of the machine it is read on."""

from __future__ import annotations

from gradio.themes import Base, Color
from gradio.themes.utils.fonts import Font

_FONTS = (
    "Hiragino Sans",
    "Hiragino Kaku Gothic ProN",
    "Yu Gothic UI",
    "Yu Gothic",
    "Meiryo",
    "Noto Sans CJK JP",
    "Noto Sans JP",
    "sans-serif",
)
_MONO_FONTS = ("Consolas", "Menlo", "Noto Sans Mono CJK JP", "monospace")

_INDIGO = Color(
    name="indigo_dye",
    c50="#f1f5fa",
    c100="#dfe8f3",
    c200="#c2d3e6",
    c300="#97b4d3",
    c400="#658ebb",
    c500="#43709f",
    c600="#315a87",
    c700="#27486d",
    c800="#1f3a58",
    c900="#172b42",
    c950="#0e1b2b",
)


def make_theme() -> Base:
    """A theme with no web font: nothing is loaded from outside."""
    theme = Base(
        primary_hue=_INDIGO,
        secondary_hue=_INDIGO,
        neutral_hue="slate",
        radius_size="lg",
        font=[Font(name) for name in _FONTS],
        font_mono=[Font(name) for name in _MONO_FONTS],
    )
    theme.set(
        body_background_fill="#f5f7fa",
        body_background_fill_dark="#10161f",
        background_fill_primary_dark="#18212d",
        background_fill_secondary_dark="#1f2a38",
        block_background_fill="white",
        block_background_fill_dark="#18212d",
        block_border_width="1px",
        block_shadow="none",
        block_label_background_fill="transparent",
        body_text_color="#1c2733",
        body_text_color_subdued="#51606f",
        body_text_color_subdued_dark="#a9b6c4",
        block_title_text_color="#51606f",
        block_title_text_color_dark="#a9b6c4",
        block_label_text_color="#51606f",
        block_label_text_color_dark="#a9b6c4",
        block_info_text_color="#51606f",
        block_info_text_color_dark="#a9b6c4",
        input_background_fill="white",
        input_background_fill_dark="#18212d",
        input_border_color="#8795a5",
        input_border_color_dark="#5d6d7e",
        input_placeholder_color="#5f6e7d",
        input_placeholder_color_dark="#9aa8b6",
        button_primary_background_fill="*primary_700",
        button_primary_background_fill_hover="*primary_800",
        button_primary_background_fill_dark="*primary_600",
        button_primary_background_fill_hover_dark="*primary_500",
        button_primary_text_color="white",
        link_text_color="*primary_700",
        link_text_color_dark="*primary_300",
    )
    return theme
