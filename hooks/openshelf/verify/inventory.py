"""Which addresses a built site holds: for people who keep it, never for its readers.

Pages and words of an address are written down once and kept; after a change only those of addresses on changed pages
are looked for again. The lines on which writers wrote an address change with every edit, so they are filled in last.
"""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING

from openshelf.verify.extracts import unpacked
from openshelf.verify.internal_links import SiteLink

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from openshelf.core.problem import Place
    from openshelf.core.store import Store
    from openshelf.verify.extracts import FileExtract, SiteFiles

INVENTORY = ".cache/link-inventory.json"
"""Where the list is kept, from the project's root; not in the site."""
MAX_PAGES = 100
"""Pages that are named for an address; the menu's are on every page."""
_MAX_WORDS = 10
_ROOM, _MADE_OF = "inventory", "inventory-of"
"""The rooms of uses, and of the files that they are those of: files change without their links."""

Uses = dict[str, tuple[str, str, str]]
"""For each address, as it is kept: as it is shown, and JSON before and after the lines on which it was written."""


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


def link_uses(files: SiteFiles, before: SiteFiles, store: Store, key: bytes) -> Uses:
    """Return where every address of a site is used, in the order of addresses.

    What ``store`` has of the site ``before`` is taken from there.
    ``key`` is what :attr:`SiteReport.key` says: without it two sites that were looked at otherwise would mix.
    """
    kept: Uses | None = store.get(_ROOM, key) if store.get(_MADE_OF, key) == before.key else None
    changed = None if kept is None else _changed_targets(files, before)
    uses = kept or {}
    if changed is None or changed:
        uses = {target: used for target, used in uses.items() if target not in (changed or ())}
        uses = dict(sorted((uses | dict(_found(files, changed))).items(), key=_by_address))
        store.put(_ROOM, key, uses)
    if files.key != before.key or kept is None:
        store.put(_MADE_OF, key, files.key)
    return uses


def _by_address(item: tuple[str, tuple[str, str, str]]) -> str:
    return item[1][0]


def _changed_targets(files: SiteFiles, before: SiteFiles) -> set[str]:
    """Return the addresses whose uses on any file are not what they were."""
    changed: set[str] = set()
    for path in files.files.keys() | before.files.keys():
        old, new = before.files.get(path), files.files.get(path)
        if old is not new:
            earlier, now = _words_by_target(before, old), _words_by_target(files, new)
            changed |= {target for target in earlier.keys() | now.keys() if earlier.get(target) != now.get(target)}
    return changed


def _words_by_target(files: SiteFiles, found: FileExtract | None) -> Mapping[str, list[str]]:
    words: dict[str, list[str]] = defaultdict(list)
    for link in files.links.named(found.links) if found is not None and found.links else ():
        words[SiteLink(*link).target].append(link[-1])
    return words


def _found(files: SiteFiles, targets: Collection[str] | None) -> Iterator[tuple[str, tuple[str, str, str]]]:
    """Yield the uses of some addresses, or of all."""
    uses: dict[str, _LinkUses] = defaultdict(_LinkUses)
    wanted: dict[int, _LinkUses] = {}
    unsaid: dict[int, str] = {}
    """Words of links that were not met yet."""
    for number, link in enumerate(files.links.values):
        target = SiteLink(*link).target
        if targets is None or target in targets:
            wanted[number] = uses[target]
            unsaid[number] = link[-1]
    for path, extract in files.files.items():
        numbers = unpacked(extract.links or b"")
        if targets is not None and wanted.keys().isdisjoint(numbers):
            continue
        shown = _json(path)
        for number in numbers:
            if number in wanted:
                wanted[number].add(path, shown, unsaid.pop(number, ""))
    for target, found in uses.items():
        if found.number:
            yield target, _written_down(target, found)


def _written_down(target: str, found: _LinkUses) -> tuple[str, str, str]:
    shown = _shown(target)
    more = f'"more_pages": {found.number - MAX_PAGES}, ' if found.number > MAX_PAGES else ""
    words = ", ".join(map(_json, found.words))
    return shown, f'{_json(shown)}: {{"pages": [{", ".join(found.pages)}], {more}', f', "words": [{words}]}}'


def _shown(target: str) -> str:
    """Return an address as people read it: one inside the site starts with a slash, whatever a page calls it."""
    if ":" in target.partition("/")[0]:
        return target
    file, mark, place = target.partition("#")
    folder = file.removesuffix("index.html") if file == "index.html" or file.endswith("/index.html") else file
    return f"/{folder}{mark}{place}"


def as_json(uses: Uses, written: Mapping[str, Sequence[Place]]) -> bytes:
    """Return the list, one address a line, so that two can be compared."""
    text = BytesIO()
    mark = "{\n"
    for target, (_, start, end) in uses.items():
        text.write(f'{mark}{start}"lines": [{_lines(written.get(target, ()))}]{end}'.encode())
        mark = ",\n"
    text.write(b"\n}\n" if uses else b"{\n\n}\n")
    return text.getvalue()


def _lines(places: Sequence[Place]) -> str:
    return ", ".join(_json(f"{path}:{line}") for path, line in sorted({(place.path, place.line) for place in places}))


_json = json.encoder.encode_basestring
