"""Short names for what only one script knows: on a slow line its long names are a tenth of what it weighs."""

from __future__ import annotations

import re
from collections import Counter
from itertools import count
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_TOKEN = re.compile(
    r"""(?P<comment>/\*.*?\*/)|(?P<string>"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')"""
    r"|(?P<regex>(?:(?<=[(,=:\[!&|?{};\n>])|(?<=return))/(?:[^/\\\n\[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+/[a-z]*)"
    r"|(?P<name>[A-Za-z_$][\w$]*)|(?P<number>\d[\w.]*)|(?P<other>\S|\s+)",
    re.DOTALL,
)
"""A token of a minified script, but for templates; a slash begins a regular expression only where no value can end."""
_TEMPLATE = re.compile(r"(?:[^`\\$]|\\.|\$(?!\{))*(?:`|\$\{)", re.DOTALL)
"""What follows in a template, up to its end or to what is worked out in it."""
_DECLARED = re.compile(r"\b(?:const|let|function)\s+(?P<name>[A-Za-z_$][\w$]*)(?=[=(;,])")
_ALPHABET = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_KEYWORDS = frozenset(("as", "do", "if", "in", "is", "of"))
_SHORTEST = 3
"""Letters from which on a name is worth a shorter one."""


def with_short_names(script: str) -> str:
    """Return a minified script with short names for what it declares by ``const``, ``let`` and ``function``.

    A name that is also a property, a key or a parameter taken apart keeps its letters wherever it stands.
    """
    tokens = list(_tokens(script))
    declared = {found["name"] for found in _DECLARED.finditer(script)}
    names = Counter(text for kind, text in tokens if kind == "name")
    renamed = declared - _properties(tokens)
    new = (name for name in _short() if name not in names and name not in _KEYWORDS)
    in_order = sorted((name for name in renamed if len(name) >= _SHORTEST), key=lambda name: (-names[name], name))
    short = dict(zip(in_order, new, strict=False))
    return "".join(short.get(text, text) if kind == "name" else text for kind, text in tokens)


def _short() -> Iterator[str]:
    yield from _ALPHABET
    for number in count():
        yield _ALPHABET[number // len(_ALPHABET) % len(_ALPHABET)] + _ALPHABET[number % len(_ALPHABET)]


def _tokens(script: str) -> Iterator[tuple[str, str]]:
    """Yield the kind and the text of each token; what stands in a template between ``${`` and ``}`` is cut up too."""
    at, braces = 0, [""]
    while at < len(script):
        if script[at] == "`" or (script[at] == "}" and braces[-1] == "`"):
            if script[at] == "}":
                braces.pop()
            text = next(_TEMPLATE.finditer(script, at + 1))[0]
            if text.endswith("{"):
                braces.append("`")
            yield "string", script[at] + text
            at += 1 + len(text)
            continue
        for found in _TOKEN.finditer(script, at):
            kind, text = str(found.lastgroup), found[0]
            if text == "`" or (text == "}" and braces[-1] == "`"):
                break
            if text == "{":
                braces.append(text)
            elif text == "}":
                braces.pop()
            yield kind, text
            at = found.end()


def _properties(tokens: list[tuple[str, str]]) -> set[str]:
    """Return the names behind a dot, and those that braces hold alone or before a colon."""
    found, opened = set(), []
    for at, (kind, text) in enumerate(tokens):
        before = tokens[at - 1][1] if at else ""
        after = tokens[at + 1][1] if at + 1 < len(tokens) else ""
        if kind == "string":
            opened += ["`"] if text.endswith("${") and not text.startswith("}") else []
            if text.startswith("}") and not text.endswith("${"):
                opened.pop()
        elif text in "([{":
            opened.append(text)
        elif text in ")]}":
            opened.pop()
        elif kind == "name" and (
            (before == "." and tokens[at - 2][1] != ".")
            or (opened[-1:] == ["{"] and before in {"{", ","} and after in {",", "}", ":"})
        ):
            found.add(text)
    return found
