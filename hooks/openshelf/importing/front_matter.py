"""FrontMatter matter of other programs: YAML, TOML, or lines with keys at the top of a text."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from typing import TYPE_CHECKING, Any, NamedTuple

from openshelf.importing.headings import folded
from openshelf.importing.holds import is_sign
from openshelf.sources.yaml_source import read_yaml

if TYPE_CHECKING:
    from collections.abc import Mapping

KEYS = {
    "title": "title, titulo, titre",
    "summary": "summary, description, excerpt, abstract, resumen, descripcion, resumo, descricao, resume",
    "themes": "themes, theme, tags, tag, categories, category, topics, topic, temas, tema, etiquetas, categorias, "
    "thematiques, etiquettes",
    "licence": "licence, license, licencia, licenca",
    "reviewed": "reviewed, last reviewed, reviewed on, last review, revisado, revisto, relu le",
    "review_by": "review by, reviewby",
    "publish_after": "publish after, publishafter",
    "sensitive": "sensitive",
    "language": "language, lang, locale, idioma, langue",
    "search_words": "search words, aliases, alias",
}
"""Keys that other programs use for what an article has, folded, by ours."""
_BY_WORD = {word: key for key, words in KEYS.items() for word in words.split(", ")}
PERSONAL = frozenset(
    """
    author authors autor autora autores autoras auteur auteurs by email contact contacto contato reviewer reviewers
    editor maintainer translator translators
    """.split()  # noqa: SIM905 - words, one after the other
)
"""Keys under which persons are named."""

_FENCED = re.compile(r"\A---[ \t]*\n(?P<keys>(?:.*\n)*?)(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
_TOML = re.compile(r"\A\+\+\+[ \t]*\n(?P<keys>(?:.*\n)*?)\+\+\+[ \t]*(?:\n|\Z)")
_OPENED = re.compile(r"\A(?:---|\+\+\+)[ \t]*\n(?:[ \t]*(?:#.*)?\n)*[A-Za-z][\w-]*(?: [\w-]+)?[ \t]*[:=]")
_LINES = re.compile(r"\A(?:[A-Za-z][\w -]{0,30}:[ \t]+\S.*\n)+(?:\n|\Z)")


class FrontMatter(NamedTuple):
    """What stands above a text, and the text."""

    values: Mapping[str, Any]
    """As plain text, lists and dictionaries, by the name that the file gives."""
    lines: Mapping[str, int]
    """The line of each key."""
    body: str
    first_line: int
    """The line on which the text starts."""
    fault: str = ""
    """Why what stands above could not be read, or not all of it: nobody knows whether it holds the text back."""

    def first(self, key: str) -> Any:  # noqa: ANN401 - YAML has no static type
        """Return the value of the first key that means one of ours."""
        return next((value for name, value in self.values.items() if key_meant(name) == key), None)


def is_unclosed(text: str) -> bool:
    """Whether front matter begins at the top of a text and ends nowhere."""
    return bool(_OPENED.match(text)) and not _FENCED.match(text) and not _TOML.match(text)


def key_meant(name: str) -> str:
    """Return the key of an article that a key of front matter means, nothing where none is meant."""
    return _BY_WORD.get(folded(name), "")


def read_front_matter(text: str, path: str) -> FrontMatter:
    """Split a text; where front matter cannot be read, what it says counts for nothing."""
    if found := _FENCED.match(text):
        tree, values, problems = read_yaml(found["keys"], path, first_line=2)
        known = values if isinstance(values, dict) else {}
        lines = {key: tree.place(key, key=True).line for key in known} if tree is not None else {}
        part = " in full" if known else ""
        fault = f"its front matter cannot be read{part}: {problems[0].message}" if problems else ""
        return FrontMatter(known, lines, *_behind(text, found.end()), fault)
    if found := _TOML.match(text):
        try:
            known = _plain(tomllib.loads(found["keys"]))
        except (tomllib.TOMLDecodeError, RecursionError) as error:
            return FrontMatter({}, {}, *_behind(text, found.end()), f"its front matter cannot be read: {error}")
        return FrontMatter(known, _lines_of(found["keys"], 2), *_behind(text, found.end()))
    if (found := _LINES.match(text)) and _is_known(text.partition(":")[0]):
        # MkDocs reads such lines too; a text that begins with `Note: …` is none.
        pairs = [line.partition(":") for line in found[0].splitlines() if line.strip()]
        known = {name.strip(): value.strip() for name, _, value in pairs}
        fault = "its front matter cannot be read in full: a key stands there twice" if len(known) < len(pairs) else ""
        return FrontMatter(known, _lines_of(found[0], 1), *_behind(text, found.end()), fault)
    return FrontMatter({}, {}, text, 1)


def _is_known(name: str) -> bool:
    return bool(key_meant(name)) or is_sign(name)


def _behind(text: str, end: int) -> tuple[str, int]:
    return text[end:], text.count("\n", 0, end) + 1


def _lines_of(keys: str, first: int) -> dict[str, int]:
    found: dict[str, int] = {}
    for number, line in enumerate(keys.split("\n"), first):
        found.setdefault(re.split("[:=]", line, maxsplit=1)[0].strip(), number)
    return found


def _plain(value: Any) -> Any:  # noqa: ANN401 - TOML has no static type
    """Return a value of TOML with every scalar as text."""
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_plain(one) for one in value]
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value.isoformat() if isinstance(value, dt.date | dt.time) else str(value)
