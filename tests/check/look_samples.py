"""Samples of the rules of ``check/look.py``, and of others in a library's own look."""

from __future__ import annotations

from typing import TYPE_CHECKING

from check.samples import Sample, bad, good
from pictures import picture, svg, told
from support import FILES

if TYPE_CHECKING:
    from support import Change

SETTINGS = "mkdocs.yml"
LOGO = "docs/images/logo.svg"
DRAWING = svg('<path d="M0 0h4v4z"/>')


def look(*lines: str) -> dict[str, Change]:
    """Return the change that gives the library a look, from line 11 of the settings on."""
    return {SETTINGS: FILES[SETTINGS] + "    look:\n" + "".join(f"      {line}\n" for line in lines)}


SAMPLES: dict[str, list[Sample]] = {
    "colour-contrast": [
        bad(
            "an orange that glows",
            look('light: {accent: "#ff8800"}'),
            f'{SETTINGS}:12:23 colour-contrast (write "#9c5300")',
        ),
        bad(
            "the same for both",
            look("light:", "  accent: b8001f", "dark:", "  accent: b8001f"),
            f'{SETTINGS}:15:17 colour-contrast (write "#ffa1b1")',
        ),
        bad("grey pages", look('light: {page: "#999"}'), f'{SETTINGS}:12:21 colour-contrast (write "#d9d9d9")'),
        bad(
            "pages that are too dark, and what stands on them",
            look('light: {second: "#b06000", page: "#777"}', 'dark: {page: "#555"}'),
            f'{SETTINGS}:12:23 colour-contrast (write "#864900")',
            f'{SETTINGS}:12:40 colour-contrast (write "#d9d9d9")',
            f"{SETTINGS}:13:20 colour-contrast",
        ),
        bad("words on an accent", look('dark: {second: "#222222"}'), f"{SETTINGS}:12:22 colour-contrast"),
        good("an accent for light, from which that for dark follows", look('light: {accent: "#7a1f4b"}')),
        good("pages of plain white and black", look('light: {page: "#fff"}', 'dark: {page: "#000"}')),
        good(
            "all of them", look('light: {accent: "#003087", second: 7a1f00, page: "#F4F6FB"}', "dark: {accent: 97bcff}")
        ),
        good("no look", {}),
    ],
    "logo-file": [
        bad("none there", look("logo: images/logo.svg"), f"{SETTINGS}:12:13 logo-file"),
        bad(
            "a slip of the pen",
            {**look("logo: images/lgo.svg"), LOGO: DRAWING},
            f"{LOGO}:1:1 unused-picture",
            f"{SETTINGS}:12:13 logo-file (did you mean images/logo.svg?)",
        ),
        bad(
            "the whole path",
            {**look("logo: docs/images/logo.svg"), LOGO: DRAWING},
            f"{LOGO}:1:1 unused-picture",
            f"{SETTINGS}:12:13 logo-file (write images/logo.svg)",
        ),
        bad(
            "a photograph",
            {**look("logo: images/logo.jpg"), "docs/images/logo.jpg": picture("JPEG")},
            f"{SETTINGS}:12:13 logo-file",
        ),
        bad("elsewhere", look("logo: https://other.example/logo.svg"), f"{SETTINGS}:12:13 logo-file"),
        bad("outside", {**look("logo: ../logo.svg"), "logo.svg": DRAWING}, f"{SETTINGS}:12:13 logo-file"),
        good("a drawing", {**look("logo: images/logo.svg"), LOGO: DRAWING}),
        good("a picture", {**look("logo: logo.PNG"), "docs/logo.PNG": picture()}),
    ],
}
FURTHER: dict[str, list[Sample]] = {
    "media-metadata": [
        bad(
            "a logo that tells who drew it",
            {**look("logo: a.png"), "docs/a.png": picture("PNG", exif=told())},
            "docs/a.png:1:1 media-metadata",
        ),
    ],
    "svg-content": [
        bad(
            "a logo that runs",
            {**look("logo: images/logo.svg"), LOGO: svg("<script>1</script>")},
            f"{LOGO}:1:134 svg-content",
        ),
    ],
    "settings": [
        bad(
            "colours that YAML takes for comments",
            look("light:", "  accent: #7a1f4b", "  page:  #fff  # white", "dark:", "  accent:"),
            f'{SETTINGS}:13:9 settings (write accent: "#7a1f4b")',
            f'{SETTINGS}:14:9 settings (write page: "#fff")',
        ),
        good("a colour that nobody has chosen yet", look("light:", "  accent:  # ask #12 of the board")),
    ],
    "wrong-value": [
        bad("a name", look("light: {accent: red}"), f"{SETTINGS}:12:23 wrong-value"),
        bad("five digits", look('dark: {page: "#12345"}'), f"{SETTINGS}:12:20 wrong-value"),
        bad(
            "HTML in the footer",
            look("footer: Published by <a href='x'>us</a>"),
            f"{SETTINGS}:12:15 wrong-value",
        ),
        bad("a footer of two lines", look('footer: "One\\n\\n  two"'), f"{SETTINGS}:12:15 wrong-value"),
        bad("a long footer", look(f"footer: {'a ' * 101}b"), f"{SETTINGS}:12:15 wrong-value (shorten it)"),
        bad("a link to nowhere", look("footer: {words: Us, url: us}"), f"{SETTINGS}:12:32 wrong-value"),
        good("a footer", look("footer: Published by the <3 society")),
        good("a footer that leads on", look("footer: {words: Published by us, url: https://us.example.org/}")),
    ],
    "unknown-key": [
        bad("another colour", look("light: {acent: 123456}"), f"{SETTINGS}:12:15 unknown-key (did you mean accent?)"),
    ],
}
