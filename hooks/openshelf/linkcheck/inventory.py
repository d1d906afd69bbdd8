"""Which addresses of other sites a library holds, and where; ``library.addresses`` finds them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from openshelf.model.urls import page_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from openshelf.core.problem import Place
    from openshelf.model.entries import Accept

_SCHEMES = """
about bitcoin blob callto cid data facetime facetime-audio file ftp ftps geo gemini git im intent ipfs ipns irc ircs
itms-apps javascript magnet mailto market matrix mid monero news nntp obsidian otpauth rtsp sftp sgnl signal sip
sips sms smsto ssh steam tel tg urn vbscript viber view-source webcal whatsapp ws wss xmpp zoommtg
"""
NOT_ON_THE_WEB = frozenset(_SCHEMES.split())
"""Schemes that exist and are not checked here; any other scheme is taken for a typing error."""


@dataclass(frozen=True, slots=True, order=True)
class Use:
    """One place at which an address stands."""

    place: Place
    words: str
    """What readers see there, or the name of the field."""
    written: str
    """The address as pages hold it, fragment included."""
    archive: bool = True
    """Whether an archived copy may be searched for and shown."""
    accept: Accept | None = None
    """Why checks may fail on it for a time."""

    def __hash__(self) -> int:
        """Hash without ``accept``: pydantic gives it no hash."""
        return hash((self.place, self.words, self.written))


Inventory = dict[str, tuple[Use, ...]]
"""Addresses without fragments, sorted, with every place at which they stand."""


def inventory(uses: Iterable[Use]) -> Inventory:
    """Return the addresses of a library's uses."""
    found: dict[str, set[Use]] = defaultdict(set)
    for use in uses:
        found[page_of(use.written)].add(use)
    return {address: tuple(sorted(those, key=lambda use: use.place)) for address, those in sorted(found.items())}


def accepted(uses: Iterable[Use]) -> Accept | None:
    """Return the latest excuse among all uses of an address: one use with an excuse excuses them all."""
    notes = [use.accept for use in uses if use.accept is not None]
    return max(notes, key=lambda note: note.until, default=None)


def may_archive(uses: Iterable[Use]) -> bool:
    """Whether copies may be searched for and shown: one use with ``archive: false`` forbids it."""
    return all(use.archive for use in uses)
