"""The raw result of fetching an address; ``policy`` classifies it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping

    from openshelf.linkcheck.reasons import Reason


@dataclass(frozen=True, slots=True)
class Hop:
    """One request on the way to the last response."""

    address: str
    status: int
    location: str = ""
    """Where a redirect leads, as an absolute address."""


@dataclass(frozen=True, slots=True)
class PageSummary:
    """What the beginning of an HTML page says."""

    title: str = ""
    heading: str = ""
    """The first ``h1``."""
    text: str = ""
    """The first characters of visible text."""
    words: int = 0
    """How many visible words the part that was read has."""


@dataclass(frozen=True, slots=True)
class Observation:
    """The result of one fetch."""

    address: str
    hops: tuple[Hop, ...] = ()
    error: Reason | None = None
    """Why there is no final response; None where there is one."""
    headers: Mapping[str, str] = field(default_factory=dict)
    """Of the last response; names in lower case."""
    page: PageSummary | None = None
    """None where the response is not HTML."""
    body: bytes = b""
    """Only where the request asked for it."""
    seconds: float = 0.0
    """Time spent on the network, without the pauses of the rate limit."""

    @property
    def status(self) -> int | None:
        """The status of the last response, None where there was none."""
        return self.hops[-1].status if self.hops and self.error is None else None

    @property
    def final(self) -> str:
        """The address of the last response."""
        return self.hops[-1].address if self.hops else self.address


@dataclass(frozen=True, slots=True)
class FetchRequest:
    """An address to fetch."""

    address: str
    etag: str = ""
    """Of the last good response: an unchanged page need not be sent again."""
    wants_body: bool = False
    ignores_robots: bool = False
    """For programming interfaces, which are made for programs."""


class Fetcher(Protocol):
    """What can fetch addresses. No other module of this room knows how that is done."""

    async def fetch(self, request: FetchRequest) -> Observation:
        """Fetch one address within the rate limits. Never raises for what the network does."""
