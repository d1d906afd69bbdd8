"""Which addresses a built site holds: for people who keep it, never for its readers."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from openshelf.verify.extracts import unpacked
from openshelf.verify.internal_links import SiteLink

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from openshelf.core.problem import Place
    from openshelf.verify.extracts import SiteFiles

INVENTORY = ".cache/link-inventory.json"
"""Where the list is kept, from the project's root; not in the site."""
MAX_PAGES = 100
"""Pages that are named for an address; the menu's are on every page."""
_MAX_WORDS = 10


@dataclass(slots=True)
class _LinkUses:
    last: str = ""
    number: int = 0
    pages: list[str] = field(default_factory=list)
    """The first of them, as JSON."""
    words: list[str] = field(default_factory=list)

    def add(self, path: str, shown: str, words: str) -> None:
        """Note one use; those of one page come together."""
        if self.last != path:
            self.last = path
            self.number += 1
            if self.number <= MAX_PAGES:
                self.pages.append(shown)
        if words and len(self.words) < _MAX_WORDS and words not in self.words:
            self.words.append(words)


def inventory(files: SiteFiles, written: Mapping[str, Sequence[Place]]) -> str:
    """Return where every address of a site is used, one a line, so that two lists can be compared.

    ``written`` says where writers wrote them.
    """
    uses = sorted((_shown(target), target, found) for target, found in _uses(files).items())
    lines = (_line(shown, found, written.get(target, ())) for shown, target, found in uses)
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _uses(files: SiteFiles) -> Mapping[str, _LinkUses]:
    uses: dict[str, _LinkUses] = defaultdict(_LinkUses)
    links = [SiteLink(*link) for link in files.links.values]
    targets = [link.target for link in links]
    for path, extract in files.files.items():
        shown = _json(path)
        for number in unpacked(extract.links or b""):
            uses[targets[number]].add(path, shown, links[number].words)
    return uses


def _line(shown: str, found: _LinkUses, written: Sequence[Place]) -> str:
    pages, words = ", ".join(found.pages), ", ".join(map(_json, found.words))
    more = f'"more_pages": {found.number - MAX_PAGES}, ' if found.number > MAX_PAGES else ""
    places = sorted({(place.path, place.line) for place in written})
    lines = ", ".join(_json(f"{path}:{line}") for path, line in places)
    return f'{_json(shown)}: {{"pages": [{pages}], {more}"lines": [{lines}], "words": [{words}]}}'


def _shown(target: str) -> str:
    """Return an address as people read it: one inside the site starts with a slash, whatever a page calls it."""
    if ":" in target.partition("/")[0]:
        return target
    file, mark, place = target.partition("#")
    folder = file.removesuffix("index.html") if file == "index.html" or file.endswith("/index.html") else file
    return f"/{folder}{mark}{place}"


_json = json.encoder.encode_basestring
