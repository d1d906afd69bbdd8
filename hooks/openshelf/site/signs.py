"""Signs of themes: small drawings on one grid of 24, with lines of one weight and round ends.

They help to find a theme again and explain nothing, so that each stands beside a name and is hidden from those who
listen. The style sheet gives them their line (``os-sign``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from openshelf.model.fields import Sign

if TYPE_CHECKING:
    from collections.abc import Mapping

DRAWINGS: Mapping[Sign, str] = {
    Sign.ARROWS: '<path d="M4 11a8 8 0 0 1 14-4l2 2m0-5v5h-5M20 13a8 8 0 0 1-14 4l-2-2m0 5v-5h5"/>',
    Sign.BOOK: '<path d="M12 7v13C9 18 6 18 3 18V5c3 0 6 0 9 2 3-2 6-2 9-2v13c-3 0-6 0-9 2"/>',
    Sign.CAMERA: '<path d="M3 7h5l2-3h4l2 3h5v12H3z"/><circle cx="12" cy="13" r="3.5"/>',
    Sign.CARD: '<path d="M3 5h18v14H3zM6 16c0-4 6-4 6 0M15 10h3M15 14h3"/><circle cx="9" cy="10" r="1.5"/>',
    Sign.CHIP: '<path d="M7 7h10v10H7zM10 7V3m4 4V3m-4 18v-4m4 4v-4M7 10H3m4 4H3m18-4h-4m4 4h-4"/>',
    Sign.CLIPBOARD: '<path d="M9 5H5v16h14V5h-4M9 3h6v4H9zM8 12l1.5 1.5L12 11M8 17h8"/>',
    Sign.COINS: '<path d="M4 7v10c0 4 16 4 16 0V7M4 12c0 4 16 4 16 0"/><ellipse cx="12" cy="7" rx="8" ry="3"/>',
    Sign.CROSSROADS: '<path d="M12 21v-7L5 6m7 8 7-8M4 11V5h6m4 0h6v6"/>',
    Sign.DROP: '<path d="M12 3c4 5 6 8 6 11a6 6 0 0 1-12 0c0-3 2-6 6-11zM9 14a3 3 0 0 0 3 3"/>',
    Sign.FLAG: '<path d="M5 21V4h14l-3 5 3 5H5"/>',
    Sign.GLOBE: '<circle cx="12" cy="12" r="9"/><path d="M3 12h18M12 3c-5 5-5 13 0 18 5-5 5-13 0-18"/>',
    Sign.HEART: '<path d="M12 20C2 13 2 4 8 4c2 0 3.5 1.5 4 3 .5-1.5 2-3 4-3 6 0 6 9-4 16z"/>',
    Sign.HOUSE: '<path d="m3 12 9-8 9 8M6 10v10h12V10M10 20v-6h4v6"/>',
    Sign.LEAF: '<path d="M4 21c2-6 5-9 10-12M6 18C4 9 10 4 20 4c1 10-5 16-14 14z"/>',
    Sign.LOCK: '<path d="M5 11h14v10H5zM8 11V7a4 4 0 0 1 8 0v4M12 15v2"/>',
    Sign.MEGAPHONE: '<path d="M3 10v4h4l10 5V5L7 10zM20 9v6M8 14l1 6h3"/>',
    Sign.NETWORK: '<path d="m11 7-4 9m6-9 4 9M8 18h8"/><circle cx="12" cy="5" r="2"/>'
    '<circle cx="6" cy="18" r="2"/><circle cx="18" cy="18" r="2"/>',
    Sign.PEOPLE: '<circle cx="9" cy="8" r="3"/><path d="M3 20c0-8 12-8 12 0M15 5a3 3 0 0 1 0 6m3 3c2 1 3 3 3 6"/>',
    Sign.PERSON: '<circle cx="12" cy="5" r="2"/><path d="M5 9h14m-7 0v5l-4 7m4-7 4 7"/>',
    Sign.PHONE: '<path d="M7 3h10v18H7zM11 18h2"/>',
    Sign.PIN: '<path d="M12 21C8 16 6 13 6 10a6 6 0 0 1 12 0c0 3-2 6-6 11z"/><circle cx="12" cy="10" r="2"/>',
    Sign.SCALES: '<path d="M12 4v16m-4 0h8M5 7h14M5 7l-3 7h6zM19 7l-3 7h6z"/>',
    Sign.SHIELD: '<path d="m12 3 8 3c0 8-3 12-8 15-5-3-8-7-8-15zM9 11h6m-6 4h6"/>',
    Sign.SPEECH: '<path d="M3 4h18v13h-9l-5 4v-4H3zM12 8v3m0 3v0"/>',
    Sign.TABLE: '<path d="M3 5h18v14H3zM3 10h18M3 14.5h18M10 5v14"/>',
}
"""What is inside each sign, at most 150 bytes."""


def sign_of(sign: Sign | None) -> Markup:
    """Return a sign for a template, nothing where a theme has none."""
    if sign is None:
        return Markup()
    drawing = Markup(DRAWINGS[sign])  # noqa: S704 - our own
    return Markup('<svg class="os-sign" viewBox="0 0 24 24" aria-hidden="true">%s</svg>') % drawing
