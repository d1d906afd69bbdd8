"""The style sheet that readers get: a library's colours, then the theme's rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openshelf.model.colours import Palette, Scheme, completed
from openshelf.model.sections import Section

if TYPE_CHECKING:
    from collections.abc import Mapping

    from openshelf.model.settings_schema import Look

STYLE_SHEET = "assets/openshelf.css"
"""Its address, and that of the theme's rules."""
SECTION_SHEETS: Mapping[str, str] = {
    Section.FRAMEWORKS: "assets/framework.css",
    Section.GUIDES: "assets/comparison.css",
}
"""Rules that the pages of one section need and no other page loads."""


def style_sheet(look: Look, rules: str) -> str:
    """Return the style sheet for a look; ``rules`` is the theme's, which names colours and says none."""
    palettes = completed(look.chosen)
    light, dark = (_declared(palettes[scheme]) for scheme in (Scheme.LIGHT, Scheme.DARK))
    return f":root {{ {light} }}\n@media (prefers-color-scheme: dark) {{ :root {{ {dark} }} }}\n{rules}"


def _declared(palette: Palette) -> str:
    return " ".join(f"--os-{name}: {colour.code};" for name, colour in palette.items())
