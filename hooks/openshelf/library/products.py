"""Products and services that resources can replace: one spelling of each name, and the part of an address for it."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from openshelf.model.entries import Resource
from openshelf.model.fields import id_like

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from openshelf.library.entry import Entry

product_slug = id_like
"""What the address of the list for a name ends in: Latin letters, digits and hyphens; empty where it has no such."""


def _key(name: str) -> str:
    """Return what two spellings of one name share: neither case, accents nor blanks count."""
    return product_slug(name).replace("-", "")


def usual_spellings(entries: Iterable[Entry]) -> Mapping[str, str]:
    """Return for every name that resources can be used instead of how most of them spell it; the first of equals."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for entry in entries:
        if isinstance(entry.data, Resource):
            for name in entry.data.instead_of:
                found[_key(name)][name] += 1
    return {name: spellings.most_common(1)[0][0] for spellings in found.values() for name in spellings}
