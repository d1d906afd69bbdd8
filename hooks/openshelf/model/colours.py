"""The colours of a site: what each is for, how well two can be told apart, and what becomes of a library's own.

Contrast is that of WCAG 2.2 (https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio). Text needs 4.5:1 (1.4.3). Borders of
controls and the mark of the focus need 3:1 (1.4.11, 2.4.13); they have the colours of text, so they have more.
"""

from __future__ import annotations

import colorsys
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

NEEDED = 4.5
"""The contrast of text with what it stands on."""
_STEPS = 255
"""Steps of lightness from black to white."""


class Rgb(NamedTuple):
    """A colour of sRGB; each channel is a number from 0 to 255."""

    red: int
    green: int
    blue: int

    @classmethod
    def of(cls, code: str) -> Rgb:
        """Read a code of six hexadecimal digits, with ``#`` before it or not. Raises ValueError for anything else."""
        red, green, blue = bytes.fromhex(code.removeprefix("#"))
        return cls(red, green, blue)

    @property
    def code(self) -> str:
        """The colour as style sheets write it."""
        return f"#{bytes(self).hex()}"


class Scheme(StrEnum):
    """The colour scheme that a device prefers."""

    LIGHT = "light"
    DARK = "dark"


Palette = dict[str, Rgb]
"""The colours of one scheme by the names that the style sheet has for them, without ``--os-``."""


def _palette(**codes: str) -> Palette:
    return {name.replace("_", "-"): Rgb.of(code) for name, code in codes.items()}


DEFAULT: Mapping[Scheme, Palette] = {
    Scheme.LIGHT: _palette(
        paper="#fbfaf6",
        card="#ffffff",
        ink="#1c2326",
        soft="#525b5f",
        line="#d9d6cc",
        accent="#0b5a5c",
        accent_ink="#ffffff",
        danger="#9b1c1c",
        care="#7a4a00",
        good="#2f6212",
        ask="#57398a",
        focus="#1d4fd7",
        tint="#eef3f0",
        marker="#f5e6a3",
    ),
    Scheme.DARK: _palette(
        paper="#14191b",
        card="#1c2326",
        ink="#e9e6de",
        soft="#aeb6b6",
        line="#38434a",
        accent="#7fd0c6",
        accent_ink="#0d1a1a",
        danger="#ff9c92",
        care="#f2c069",
        good="#b4d68b",
        ask="#cbb4f3",
        focus="#ffd75e",
        tint="#1f2a2b",
        marker="#594a12",
    ),
}
"""The colours of a library that has none of its own. Each has one meaning, which a word beside it says too: ``accent``
is a link or a choice, ``danger`` is danger now, leaving or stopping, ``care`` is what to watch out for and a limit,
``good`` is what something is good for or saves, ``ask`` is a question to yourselves, ``soft`` is a label."""

OWN: Mapping[str, tuple[str, ...]] = {"page": ("paper",), "accent": ("accent",), "second": ("danger",)}
"""The colours that a library can choose, and what has them. A page is settled first: the others stand on it."""
_DERIVABLE = ("accent", "second")
"""Those that follow from the other scheme where only that one has them; of a page nothing follows."""
_MIXED: Mapping[str, tuple[tuple[str, ...], Mapping[Scheme, float]]] = {
    "tint": (("page", "accent"), {Scheme.LIGHT: 0.05, Scheme.DARK: 0.06}),
    "line": (("page",), {Scheme.LIGHT: 0.15, Scheme.DARK: 0.17}),
}
"""What is mixed from the page and the text for which choices of a library, and with how much of the text: the defaults
go with the default page, and have a little of the default accent."""

_GROUNDS_OF = {
    "ink": ("paper", "card", "tint", "marker"),
    "soft": ("paper", "card", "tint"),
    "accent": ("paper", "card", "tint", "marker"),
    "danger": ("paper", "card", "tint"),
    "care": ("paper", "card", "tint"),
    "good": ("paper", "card"),
    "ask": ("paper", "card"),
    "focus": ("paper", "card"),
    "accent-ink": ("accent",),
    "card": ("danger",),
    "paper": ("ink",),
}
"""What is written in each colour, and on which others it stands somewhere."""


class Pair(NamedTuple):
    """Text on something; the names are those of a palette."""

    text: str
    ground: str


PAIRS: tuple[Pair, ...] = tuple(Pair(text, ground) for text, grounds in _GROUNDS_OF.items() for ground in grounds)
"""Every colour that stands on another one somewhere."""


@dataclass(frozen=True, slots=True)
class LowContrast:
    """A colour of a library in which, or on which, something cannot be read well enough."""

    name: str
    """Which of the library's colours."""
    pair: Pair
    """What is hardest to read."""
    text: Rgb
    """The colour in which that is written."""
    ground: Rgb
    """The colour on which it stands."""
    nearest: Rgb
    """The colour of the same hue, lighter or darker, that is good enough and nearest."""

    @property
    def ratio(self) -> float:
        """The contrast."""
        return contrast(self.text, self.ground)


def luminance(colour: Rgb) -> float:
    """Return the relative luminance of a colour, from 0 (black) to 1 (white)."""
    red, green, blue = (_linear(channel / 255) for channel in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 - of sRGB


def contrast(one: Rgb, other: Rgb) -> float:
    """Return the contrast ratio of two colours, from 1 to 21, whichever of them is the text."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def palette(scheme: Scheme, chosen: Mapping[str, Rgb]) -> Palette:
    """Return the colours of a scheme with those that a library chose, by the names of :data:`OWN`."""
    own = {name: chosen[choice] for choice, names in OWN.items() if choice in chosen for name in names}
    colours = {**DEFAULT[scheme], **own}
    mixed = {
        name: _mixed(colours["paper"], colours["ink"], shares[scheme])
        for name, (choices, shares) in _MIXED.items()
        if not chosen.keys().isdisjoint(choices)
    }
    return {**colours, **mixed}


def _mixed(one: Rgb, other: Rgb, share: float) -> Rgb:
    return Rgb(*(round(a + (b - a) * share) for a, b in zip(one, other, strict=True)))


def low_contrasts(scheme: Scheme, chosen: Mapping[str, Rgb]) -> Iterator[LowContrast]:
    """Yield each colour that a library chose for a scheme and in which, or on which, something cannot be read.

    Later colours are checked as if it were fixed.
    """
    good: dict[str, Rgb] = {}
    for name in OWN:
        if name in chosen:
            pairs = _pairs_of(name, chosen.keys() - good.keys())
            colours = palette(scheme, {**good, name: chosen[name]})
            worst = _worst(colours, pairs)
            if _ratio(colours, worst) < NEEDED:
                nearest = _nearest(scheme, good, name, chosen[name], pairs)
                yield LowContrast(name, worst, colours[worst.text], colours[worst.ground], nearest)
                good[name] = nearest
            else:
                good[name] = chosen[name]


def completed(chosen: Mapping[Scheme, Mapping[str, Rgb]]) -> dict[Scheme, Palette]:
    """Return the palettes of both schemes.

    Where a library chose a page for one scheme alone, the other one keeps its own. The other colours keep their hue
    there, as light or dark as they must be.
    """
    whole = {}
    for scheme, other in ((Scheme.LIGHT, Scheme.DARK), (Scheme.DARK, Scheme.LIGHT)):
        own = dict(chosen[scheme])
        for name in _DERIVABLE:
            if name not in own and name in chosen[other]:
                own[name] = _nearest(scheme, own, name, chosen[other][name], _pairs_of(name, ()))
        whole[scheme] = palette(scheme, own)
    return whole


def _pairs_of(name: str, unsettled: Collection[str]) -> list[Pair]:
    """Return the pairs that one choice decides; a pair with a later choice is checked with that one."""
    decided = {*OWN[name], *(mix for mix, (choices, _) in _MIXED.items() if name in choices)}
    later = {own for choice in unsettled if choice != name for own in OWN[choice]}
    return [pair for pair in PAIRS if not decided.isdisjoint(pair) and later.isdisjoint(pair)]


def _ratio(colours: Palette, pair: Pair) -> float:
    return contrast(colours[pair.text], colours[pair.ground])


def _worst(colours: Palette, pairs: Iterable[Pair]) -> Pair:
    return min(pairs, key=lambda pair: _ratio(colours, pair))


def _nearest(scheme: Scheme, good: Mapping[str, Rgb], name: str, colour: Rgb, pairs: Sequence[Pair]) -> Rgb:
    """Return the colour of the same hue that is nearest in lightness and can be read in all pairs.

    Black or white always can: the text is neither, and can be read on any page that is good itself. On a page that is
    not, which a preview shows, it is the colour that can be read best.
    """

    def least(trial: Rgb) -> float:
        colours = palette(scheme, {**good, name: trial})
        return _ratio(colours, _worst(colours, pairs))

    hue, lightness, saturation = colorsys.rgb_to_hls(*(channel / 255 for channel in colour))
    steps = sorted(range(_STEPS + 1), key=lambda step: abs(step / _STEPS - lightness))
    trials = [
        Rgb(*(round(channel * 255) for channel in colorsys.hls_to_rgb(hue, step / _STEPS, saturation)))
        for step in steps
    ]
    return next((trial for trial in trials if least(trial) >= NEEDED), None) or max(trials, key=least)
