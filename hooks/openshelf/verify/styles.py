"""Style sheets of a built site load nothing from elsewhere."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from openshelf.check.site_rules import THIRD_PARTY
from openshelf.core.problem import Place, Problem
from openshelf.verify.urls import parse_target

if TYPE_CHECKING:
    from collections.abc import Iterator

_TOKEN = re.compile(
    r"""(?P<comment>/\*(?:[^*]|\*(?!/))*(?:\*/|\Z))
    |(?P<string>"(?:[^"\\\n]|\\.|\\\n)*["\n]?|'(?:[^'\\\n]|\\.|\\\n)*['\n]?)
    |(?P<name>@?(?:[\w-]|[^\x00-\x7f]|\\[0-9a-fA-F]{1,6}\s?|\\[^\n])+\(?)""",
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(r"\\(?:([0-9a-fA-F]{1,6})\s?|(.))", re.DOTALL)
_BARE = re.compile(r"\s{0,99}([^\s\"')][^)]{0,499})")
"""An address without quotes, as far as it takes to see where it leads: many that never end must not take long."""
_PICTURE_DATA = re.compile(r"data:image/[a-z+]+[;,]", re.IGNORECASE)
_ELSEWHERE = re.compile(r"\s*(?:https?:|ftp:|wss?:|[/\\]{2})", re.IGNORECASE)
_LAST = 0x10FFFF


def check_style(path: str, css: str) -> Iterator[Problem]:
    """Find imports, and addresses of anything that is not a file of the site or a picture within the style sheet."""
    for address, line in addresses(css):
        where = parse_target(address)
        if where.is_elsewhere:
            yield THIRD_PARTY.at(Place(path, line), f"the style sheet loads {where.text}", "keep a copy in the library")
        elif where.scheme and not _PICTURE_DATA.match(where.text):
            yield THIRD_PARTY.at(
                Place(path, line), f"the style sheet loads an address that starts with {where.scheme}:"
            )


def addresses(css: str) -> Iterator[tuple[str, int]]:
    """Yield every address of a style sheet with its line, in ``url()``, ``@import`` and quoted (``image-set("…")``).

    Quoted text counts as an address where it looks like one of another site: what a style sheet writes on a page
    (``content``) seldom does.
    """
    loads, done, line = False, 0, 1
    for match in _TOKEN.finditer(css):
        line += css.count("\n", done, match.start())
        done = match.start()
        if match["comment"]:
            continue
        if match["string"]:
            address = _unescaped(match["string"].strip("\"'\n"))
            if loads or _ELSEWHERE.match(address):
                yield address, line
            loads = False
            continue
        name = _unescaped(match["name"]).casefold()
        loads = name == "@import" or (name in {"url(", "src("} and css[match.end() :][:64].lstrip()[:1] in {'"', "'"})
        if name == "url(" and not loads and (bare := _BARE.match(css, match.end())):
            yield _unescaped(bare[1].strip()), line


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(lambda m: _sign(int(m[1], 16)) if m[1] else m[2].strip("\n"), text) if "\\" in text else text


def _sign(number: int) -> str:
    return chr(number) if 0 < number <= _LAST else "\ufffd"
