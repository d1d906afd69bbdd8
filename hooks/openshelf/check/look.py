"""Rules about a library's own look: its colours and its logo."""

from __future__ import annotations

from math import floor
from typing import TYPE_CHECKING

from openshelf.check.rule_function import Check, Finding, check
from openshelf.core.problem import nearest_hint
from openshelf.model.colours import NEEDED, low_contrasts
from openshelf.sources.files import FileType

if TYPE_CHECKING:
    from collections.abc import Iterator

    from openshelf.library.library import Library
    from openshelf.model.colours import LowContrast

_TEXTS = {
    "ink": "text",
    "soft": "small text",
    "accent": "links",
    "danger": "what is said of danger",
    "care": "warnings",
    "good": "cost-saving tips",
    "ask": "tough questions",
    "focus": "the mark of the focus",
    "accent-ink": "the words of buttons",
    "card": "the words on the way out",
    "paper": "the words of tooltips",
}
_GROUNDS = {
    "paper": "the page",
    "card": "boxes",
    "tint": "tinted boxes",
    "marker": "marked words",
    "accent": "buttons",
    "danger": "the way out",
    "ink": "tooltips",
}
_LOGO_SUFFIXES = (".svg", ".png")
"""What every browser takes as the icon of a site."""


@check(
    "colour-contrast",
    "Something written in a library's own colours is hard to read.",
    "Text needs a contrast of at least 4.5:1 with its background (WCAG 2.2, 1.4.3), in light and in dark. Links and "
    "words of danger appear on the page, in white and tinted boxes, and on marked words in search results. Borders of "
    "fields and the focus mark have the same colours, so they reach the 3:1 that they need (1.4.11 and 2.4.13). The "
    "hint names the nearest colour of the same hue that passes. If a colour is set for light or dark alone, the site "
    "adapts it for the other.",
)
def colour_contrast(library: Library) -> Iterator[Finding]:
    """Find colours of the settings in which, or on which, something cannot be read."""
    settings = library.settings
    for scheme, chosen in settings.options.look.chosen.items():
        for found in low_contrasts(scheme, chosen):
            yield settings.look_places[scheme, found.name], _contrast_message(found), f'write "{found.nearest.code}"'


def _contrast_message(found: LowContrast) -> str:
    text, ground = _TEXTS[found.pair.text], _GROUNDS[found.pair.ground]
    ratio = floor(found.ratio * 100) / 100  # 4.499 is not 4.5
    return (
        f"{found.name}: {text} on {ground} ({found.text.code} on {found.ground.code}) would have a contrast of "
        f"{ratio:.2f}:1, {NEEDED}:1 is needed"
    )


@check(
    "logo-file",
    "The logo is not an SVG or PNG file below `docs/`.",
    "Every page shows the logo beside the library's name, and browsers show it as the icon of the site. It is checked "
    "like every picture. It needs no alternative text, because the name is beside it.",
)
def logo_file(library: Library) -> Iterator[Finding]:
    """Find a logo that is not there, or that browsers do not take as an icon."""
    settings = library.settings
    logo = settings.options.look.logo
    files = {
        file.path.removeprefix("docs/")
        for file in library.files
        if file.type is FileType.FILE and file.path.startswith("docs/") and file.suffix in _LOGO_SUFFIXES
    }
    if logo is not None and logo not in files:
        hint = (
            f"write {logo.removeprefix('docs/')}" if logo.removeprefix("docs/") in files else nearest_hint(logo, files)
        )
        hint = hint or "for example images/logo.svg, for the file docs/images/logo.svg"
        yield settings.look_places[("logo",)], f"logo: there is no file docs/{logo} (SVG or PNG)", hint


CHECKS: tuple[Check, ...] = (colour_contrast, logo_file)
