"""Which addresses a built site holds: for people who keep it, never for its readers.

Pages and words of an address are written down once and kept; after a change only those of addresses on changed pages
are looked for again. The lines on which writers wrote an address change with every edit, so they are filled in last.
"""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from openshelf.verify.extracts import unpacked

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
    """The first of them."""
    words: dict[str, None] = field(default_factory=dict)


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
    for target, said in files.links.named(found.links) if found is not None and found.links else ():
        words[target].append(said)
    return words


def _found(files: SiteFiles, targets: Collection[str] | None) -> Iterator[tuple[str, tuple[str, str, str]]]:
    """Yield the uses of some addresses, or of all."""
    links = files.links.values
    wanted = None if targets is None else frozenset(n for n, (target, _) in enumerate(links) if target in targets)
    seen: dict[str, _LinkUses] = defaultdict(_LinkUses)
    for path, extract in files.files.items():
        numbers = unpacked(extract.links or b"")
        if wanted is not None and wanted.isdisjoint(numbers):
            continue
        for number in numbers:
            if wanted is None or number in wanted:
                target, words = links[number]
                found = seen[target]
                if found.last != path:
                    found.last = path
                    found.number += 1
                    if found.number <= MAX_PAGES:
                        found.pages.append(path)
                if words and len(found.words) < _MAX_WORDS:
                    found.words[words] = None
    for target, found in seen.items():
        yield target, _written_down(target, found)


def _written_down(target: str, found: _LinkUses) -> tuple[str, str, str]:
    shown = _shown(target)
    more = f'"more_pages": {found.number - MAX_PAGES}, ' if found.number > MAX_PAGES else ""
    return shown, f'{_json(shown)}: {{"pages": {_json(found.pages)}, {more}', f', "words": {_json(list(found.words))}}}'


def _shown(target: str) -> str:
    """Return an address as people read it: one inside the site starts with a slash, whatever a page calls it."""
    if ":" in target.partition("/")[0]:
        return target
    file, mark, place = target.partition("#")
    folder = file.removesuffix("index.html") if file == "index.html" or file.endswith("/index.html") else file
    return f"/{folder}{mark}{place}"


def as_json(uses: Uses, written: Mapping[str, Sequence[Place]]) -> str:
    """Return the list, one address a line, so that two can be compared."""
    lines = ",\n".join(
        f'{start}"lines": {_lines(written.get(target, ()))}{end}' for target, (_, start, end) in uses.items()
    )
    return f"{{\n{lines}\n}}\n"


def _lines(places: Sequence[Place]) -> str:
    if len(places) == 1:  # as nearly all have
        return f"[{_json(f'{places[0].path}:{places[0].line}')}]"
    return _json([f"{path}:{line}" for path, line in sorted({(place.path, place.line) for place in places})])


_json = json.JSONEncoder(ensure_ascii=False).encode
