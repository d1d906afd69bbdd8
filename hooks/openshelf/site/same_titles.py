"""What tells entries apart that have one title and are of one kind: readers of results see nothing else at a glance."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from openshelf.model.entries import CaseStudy, Guide, Resource, Update
from openshelf.model.fields import UNKNOWN
from openshelf.search.tokens import tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from openshelf.library.entry import Entry
    from openshelf.site.view import View


def distinctions(view: View, entries: Iterable[Entry]) -> Mapping[str, str]:
    """Return a fact for each entry that shares its title and the word for its kind with another, by key.

    It is the first kind of fact that differs among all of them; where there is none, their summaries have to do.
    """
    alike: dict[tuple[str, ...], list[Entry]] = defaultdict(list)
    for entry in entries:
        alike[(view.kind_label(entry), *tokens(entry.title))].append(entry)
    found: dict[str, str] = {}
    for twins in alike.values():
        if len(twins) > 1:
            facts = zip(*(_facts(view, entry) for entry in twins), strict=True)
            telling = next((each for each in facts if all(each) and len(set(each)) == len(each)), ())
            found |= {entry.key: fact for entry, fact in zip(twins, telling, strict=False)}
    return found


def _facts(view: View, entry: Entry) -> tuple[str, str]:
    """Return the facts that may tell an entry from another one of its kind, empty where there are none."""
    data = entry.data
    if isinstance(data, Resource):
        host = urlsplit(data.url).hostname or ""
        return ("" if data.publisher == UNKNOWN else data.publisher), host.removeprefix("www.")
    if isinstance(data, CaseStudy):
        return data.period, data.partner.label
    if isinstance(data, Guide):
        above = view.series_above(entry)
        return ", ".join(data.author), above[-1].title if above else ""
    if isinstance(data, Update):
        return view.words.date(data.date), ""
    return "", ""
