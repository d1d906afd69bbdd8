"""Which addresses a built site holds: for people who keep it, never for its readers."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from openshelf.core.problem import Place
    from openshelf.verify.internal_links import FileLinks

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
    """The first of them."""
    words: dict[str, None] = field(default_factory=dict)


def inventory(linked: Mapping[str, FileLinks], written: Mapping[str, Sequence[Place]]) -> dict[str, dict[str, Any]]:
    """Return every address with its pages, the lines on which writers wrote it, and the words that lead there.

    Addresses inside the site start with a slash, whatever they look like on a page.
    """
    seen: dict[str, _LinkUses] = {}
    for path in sorted(linked):
        for target, words in linked[path].links:
            found = seen.get(target)
            if found is None:
                found = seen[target] = _LinkUses()
            if found.last != path:
                found.last = path
                found.number += 1
                if found.number <= MAX_PAGES:
                    found.pages.append(path)
            if words and len(found.words) < _MAX_WORDS:
                found.words[words] = None
    return dict(sorted(_records(seen, written)))


def _records(
    seen: Mapping[str, _LinkUses], written: Mapping[str, Sequence[Place]]
) -> Iterator[tuple[str, dict[str, Any]]]:
    for target, found in seen.items():
        lines = sorted({f"{place.path}:{place.line}" for place in written.get(target, ())}, key=_by_line)
        record: dict[str, Any] = {"pages": found.pages}
        if found.number > MAX_PAGES:
            record["more_pages"] = found.number - MAX_PAGES
        yield _shown(target), {**record, "lines": lines, "words": list(found.words)}


def _by_line(line: str) -> tuple[str, int]:
    path, _, number = line.rpartition(":")
    return path, int(number)


def _shown(target: str) -> str:
    if ":" in target.partition("/")[0]:
        return target
    file, mark, place = target.partition("#")
    folder = file.removesuffix("index.html") if file == "index.html" or file.endswith("/index.html") else file
    return f"/{folder}{mark}{place}"


def as_json(records: Mapping[str, Mapping[str, Any]]) -> str:
    """Return the list, one address a line, so that two can be compared."""
    lines = ",\n".join(
        f"{json.dumps(address, ensure_ascii=False)}: {json.dumps(record, ensure_ascii=False)}"
        for address, record in records.items()
    )
    return f"{{\n{lines}\n}}\n"
