"""Values that YAML folds from several lines or unescapes, so that no line of the file holds them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from openshelf.library.description import KEY
from openshelf.sources.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from openshelf.core.problem import Place
    from openshelf.library.entry import Entry
    from openshelf.model.field_refs import Loc

_MAY_IDENTIFY = re.compile("[0-9@]")


@dataclass(frozen=True)
class FoldedValue(Source):
    """A value as YAML reads it, where no line of the file holds it so: it has several lines, or escapes."""

    entry: Entry
    loc: Loc
    file: str
    """The whole text of the file."""

    def place(self, offset: int) -> Place:  # noqa: ARG002 - one place for all of it
        """Return where the value starts."""
        return self.entry.place(*self.loc)


def folded_values(entries: Iterable[Entry], sources: Iterable[Source]) -> Iterator[FoldedValue]:
    """Yield the folded values that may hold numbers or e-mail addresses."""
    files = {source.path: (source.text, source.text.split("\n")) for source in sources}
    for entry in entries:
        text, lines = files.get(entry.path, ("", [""]))
        for loc, value in _texts(entry.values):
            if entry.body is not None and loc == (KEY,):
                continue  # it stands there line for line
            line = entry.place(*loc).line
            if value not in lines[min(line, len(lines)) - 1]:
                yield FoldedValue(entry.path, value, entry, loc, text)


def _texts(values: Any) -> Iterator[tuple[Loc, str]]:  # noqa: ANN401 - whatever YAML can hold
    waiting: list[tuple[Loc, Any]] = [((), values)]
    while waiting:
        loc, value = waiting.pop()
        if isinstance(value, str):
            if _MAY_IDENTIFY.search(value) and (" " in value or "@" in value or "\n" in value):
                yield loc, value
        elif isinstance(value, list):
            waiting += [((*loc, index), inner) for index, inner in enumerate(value)]
        elif hasattr(value, "items"):
            waiting += [((*loc, key), inner) for key, inner in value.items()]
