"""The files of a new library, and those of an old one that come from the generator.

They lie under ``files/``: ``machinery/`` is what runs a library, ``settings/`` what its organisation changes first,
``languages/<tag>/`` texts in that language, with ``words.yml``, the words that the others use. In a name ``dot-``
stands for a dot, because tools would take such files for the generator's own, and an ending ``.txt`` is taken off for
the same reason. ``@{key}`` in a text stands for a word, or for what is known of the library.
"""

from __future__ import annotations

import json
import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import yaml
from pydantic import TypeAdapter, ValidationError

from openshelf.model.fields import Phrase
from openshelf.sources.text import UNFIT
from openshelf.starter.requirements import REQUIREMENTS, requirements

if TYPE_CHECKING:
    from collections.abc import Mapping

    from openshelf.starter.requirements import Generator

_FILES = Path(__file__).parent / "files"
_LANGUAGES = _FILES / "languages"
_WORDS = "words.yml"
_SLOT = re.compile(r"@\{([a-z_]+)\}")
_DRAFT = "\ndraft: yes\n"
_PROMPT = re.compile(
    r"^(?: *(?:title|summary|definition|why|label|period|source): .+|(?!\w[\w-]*:)\w.*|\d+\. .+|- \[\[.+)$",
    re.MULTILINE,
)
"""A line of an example that asks for another one: a field with words, a paragraph, a step, what to read next."""
_MARKDOWN_CHARACTERS = re.compile(r"[\\`*_{}\[\]<>#|~&]")
_TURN = frozenset({"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"})
"""Characters that embed, override or isolate a direction of writing (Unicode, annex 9)."""
_PHRASE = TypeAdapter(Phrase)


@cache
def example_lines() -> frozenset[str]:
    """Return the lines of the examples, in every language, that ask for others; a published text holds none of them."""
    examples = (file.read_text(encoding="utf-8") for file in _LANGUAGES.rglob("*.md"))
    return frozenset(line.strip() for text in examples if _DRAFT in text for line in _PROMPT.findall(text))


def languages() -> tuple[str, ...]:
    """Return the languages that a new library can be written in."""
    return tuple(sorted(folder.name for folder in _LANGUAGES.iterdir() if (folder / _WORDS).is_file()))


def new_library(name: str, language: str, generator: Generator | None) -> dict[str, str]:
    """Return every file of a new library: the text of each path, relative to its folder.

    ``name`` is what readers will see, ``language`` one of :func:`languages`, ``generator`` the wheel to build with,
    None where nobody knows where it is. Raises ValueError for a name that cannot stand on a page.
    """
    given = {"name": json.dumps(_fit(name), ensure_ascii=False), "language": language}  # JSON is YAML in quotes
    given["name_in_markdown"] = _MARKDOWN_CHARACTERS.sub(r"\\\g<0>", name)
    texts = {**_texts(_FILES / "settings"), **_texts(_LANGUAGES / language)}
    del texts[_WORDS]
    filled = {path: _filled(text, {**_words(language), **given}) for path, text in texts.items()}
    return {**filled, **machinery(language, generator)}


def machinery(language: str, generator: Generator | None) -> dict[str, str]:
    """Return what a library gets from the generator and does not write itself, as :func:`new_library` does."""
    words = _words(language)
    filled = {path: _filled(text, words) for path, text in _texts(_FILES / "machinery").items()}
    return {**filled, REQUIREMENTS: requirements(generator, words)}


def _fit(name: str) -> str:
    try:
        phrase: str = _PHRASE.validate_python(name)
    except ValidationError as error:
        [first, *_] = error.errors()
        if "max_length" in first.get("ctx", {}):
            most = first["ctx"]["max_length"]
            raise ValueError(f"the name has {len(name)} characters; at most {most} are allowed") from None
        raise ValueError(f"the name {first['msg'].removeprefix('Value error, ')}") from None
    if found := UNFIT.search(phrase):
        raise ValueError(f"the name contains character U+{ord(found[0]):04X}, which pages cannot show")
    if turning := next((char for char in phrase if unicodedata.bidirectional(char) in _TURN), None):
        raise ValueError(
            f"the name contains character U+{ord(turning):04X}, which invisibly changes the direction of text"
        )
    return phrase


def _words(language: str) -> dict[str, str]:
    words = yaml.safe_load((_LANGUAGES / language / _WORDS).read_text(encoding="utf-8"))
    return {str(key): str(value) for key, value in words.items()}


def _texts(folder: Path) -> dict[str, str]:
    files = sorted(file for file in folder.rglob("*") if file.is_file())
    return {_path(file.relative_to(folder)): file.read_text(encoding="utf-8") for file in files}


def _path(stored: Path) -> str:
    parts = (f".{part.removeprefix('dot-')}" if part.startswith("dot-") else part for part in stored.parts)
    return "/".join(parts).removesuffix(".txt")


def _filled(text: str, words: Mapping[str, str]) -> str:
    return _SLOT.sub(lambda slot: words[slot[1]], text)
