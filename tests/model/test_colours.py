"""The colours of a site: contrast as WCAG defines it, and what becomes of colours that a library chose."""

from __future__ import annotations

import colorsys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openshelf.model.colours import (
    DEFAULT,
    NEEDED,
    OWN,
    PAIRS,
    Palette,
    Rgb,
    Scheme,
    completed,
    contrast,
    low_contrasts,
    luminance,
    palette,
)
from support import examples

channels = st.integers(0, 255)
colours = st.builds(Rgb, channels, channels, channels)
choices = st.dictionaries(st.sampled_from(sorted(OWN)), colours, max_size=len(OWN))
schemes = st.sampled_from(Scheme)


def worst(found: Palette) -> float:
    return min(contrast(found[pair.text], found[pair.ground]) for pair in PAIRS)


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#777777", "#ffffff", 4.48),
        ("#767676", "#ffffff", 4.54),
        ("#0000ff", "#ffffff", 8.59),
        ("#ff0000", "#ffffff", 4.0),
        ("#123456", "#123456", 1.0),
    ],
)
def test_contrast_is_what_others_measure(one: str, other: str, ratio: float) -> None:
    assert contrast(Rgb.of(one), Rgb.of(other)) == pytest.approx(ratio, abs=0.005)


@given(colours, colours)
def test_contrast_is_the_same_both_ways_and_between_1_and_21(one: Rgb, other: Rgb) -> None:
    assert contrast(one, other) == contrast(other, one)
    assert 1 <= contrast(one, other) <= 21
    assert (contrast(one, other) == 1) == (luminance(one) == luminance(other))


@given(colours)
def test_a_colour_is_written_and_read(colour: Rgb) -> None:
    assert Rgb.of(colour.code) == colour
    assert Rgb.of(colour.code.removeprefix("#")) == colour


@pytest.mark.parametrize("scheme", Scheme)
def test_without_a_choice_everything_is_as_it_was_and_can_be_read(scheme: Scheme) -> None:
    assert palette(scheme, {}) == DEFAULT[scheme]
    assert completed({Scheme.LIGHT: {}, Scheme.DARK: {}})[scheme] == DEFAULT[scheme]
    assert worst(DEFAULT[scheme]) >= NEEDED


@pytest.mark.parametrize("scheme", Scheme)
def test_the_default_as_a_choice_makes_nearly_the_same(scheme: Scheme) -> None:
    default = DEFAULT[scheme]
    chosen = {name: default[names[0]] for name, names in OWN.items()}
    assert list(low_contrasts(scheme, chosen)) == []
    for name, colour in palette(scheme, chosen).items():
        assert all(abs(a - b) <= 14 for a, b in zip(colour, default[name], strict=True)), name


@examples(max_examples=300)
@given(schemes, choices)
def test_colours_without_a_fault_make_a_palette_in_which_everything_can_be_read(
    scheme: Scheme, chosen: dict[str, Rgb]
) -> None:
    found = list(low_contrasts(scheme, chosen))
    assert (not found) == (worst(palette(scheme, chosen)) >= NEEDED)
    mended = {**chosen, **{one.name: one.nearest for one in found}}
    assert worst(palette(scheme, mended)) >= NEEDED
    for one in found:
        assert one.ratio == contrast(one.text, one.ground) < NEEDED
        hue, _, saturation = colorsys.rgb_to_hls(*(channel / 255 for channel in chosen[one.name]))
        light, _, colourful = colorsys.rgb_to_hls(*(channel / 255 for channel in one.nearest))
        if min(saturation, colourful) > 0.5 and 30 < sum(one.nearest) < 735:
            assert min(abs(hue - light), 1 - abs(hue - light)) < 0.05


@examples(max_examples=200)
@given(choices, choices)
def test_what_is_good_in_one_scheme_is_completed_in_the_other(light: dict[str, Rgb], dark: dict[str, Rgb]) -> None:
    good = {
        scheme: {**chosen, **{one.name: one.nearest for one in low_contrasts(scheme, chosen)}}
        for scheme, chosen in ((Scheme.LIGHT, light), (Scheme.DARK, dark))
    }
    whole = completed(good)
    for scheme, chosen in good.items():
        assert worst(whole[scheme]) >= NEEDED
        assert all(whole[scheme][own] == colour for name, colour in chosen.items() for own in OWN[name])


@given(choices, choices)
def test_a_preview_has_colours_whatever_was_chosen(light: dict[str, Rgb], dark: dict[str, Rgb]) -> None:
    whole = completed({Scheme.LIGHT: light, Scheme.DARK: dark})
    assert all(whole[Scheme.LIGHT][own] == colour for name, colour in light.items() for own in OWN[name])
    assert whole[Scheme.DARK].keys() == DEFAULT[Scheme.DARK].keys()


def test_the_nearest_colour_is_not_far() -> None:
    [one] = low_contrasts(Scheme.LIGHT, {"accent": Rgb.of("#ff8800")})
    assert (one.name, one.pair, one.nearest.code) == ("accent", ("accent", "marker"), "#9c5300")
    assert round(one.ratio, 2) == 1.91
    lighter = Rgb(*(channel + 3 for channel in one.nearest))
    assert list(low_contrasts(Scheme.LIGHT, {"accent": lighter}))


def test_a_page_is_looked_at_before_what_stands_on_it() -> None:
    chosen = {"second": Rgb.of("#8f3b0a"), "page": Rgb.of("#777777")}
    [page] = low_contrasts(Scheme.LIGHT, chosen)
    assert (page.name, page.pair) == ("page", ("soft", "tint"))
    [page, second] = low_contrasts(Scheme.LIGHT, {**chosen, "second": Rgb.of("#b8860b")})
    assert (second.name, second.pair.text) == ("second", "danger")


def test_an_accent_of_light_keeps_its_hue_in_the_dark() -> None:
    whole = completed({Scheme.LIGHT: {"accent": Rgb.of("#7a1f4b"), "page": Rgb.of("#ffffff")}, Scheme.DARK: {}})
    assert whole[Scheme.LIGHT]["accent"].code == "#7a1f4b"
    assert whole[Scheme.DARK]["accent"].code == "#e9a9c8"
    assert whole[Scheme.DARK]["paper"] == DEFAULT[Scheme.DARK]["paper"]
