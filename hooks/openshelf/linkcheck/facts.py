"""What was seen when an address was asked, without an opinion on it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping


class Trouble(StrEnum):
    """Why there is no answer to look at."""

    MALFORMED = "malformed"
    NO_SUCH_NAME = "no-such-name"
    NAMES_DOWN = "names-down"
    """The name could not be looked up now, which says nothing about the address."""
    REFUSED = "refused"
    UNREACHABLE = "unreachable"
    RESET = "reset"
    """The connection broke, or what came was no HTTP."""
    TIME_OUT = "time-out"
    CERTIFICATE = "certificate"
    HALF_CERTIFICATE = "half-certificate"
    """The host leaves out what links its certificate to one that is known; browsers often find it elsewhere."""
    LOOP = "loop"
    BAD_REDIRECT = "bad-redirect"
    PRIVATE = "private"
    """The name, or a redirect, leads into a private network. It was not asked."""
    ROBOTS = "robots"
    """robots.txt asks programs to stay away."""
    ODD = "odd-answer"
    """What came could not be understood at all."""
    HIDDEN = "hidden"
    """An onion service, which cannot be reached without Tor."""


@dataclass(frozen=True, slots=True)
class Hop:
    """One request of the way to the answer."""

    address: str
    status: int
    location: str = ""
    """Where the answer sends us, as an absolute address."""


@dataclass(frozen=True, slots=True)
class Page:
    """What the top of an HTML page says."""

    title: str = ""
    heading: str = ""
    """The first heading of the first level."""
    text: str = ""
    """The first characters that readers see."""
    words: int = 0
    """How many words readers see, as far as the page was read."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What one look at an address brought."""

    address: str
    hops: tuple[Hop, ...] = ()
    trouble: Trouble | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    """Of the last answer; names in small letters."""
    page: Page | None = None
    """None where the answer is no HTML."""
    body: bytes = b""
    """Only where it was asked for."""
    seconds: float = 0.0
    """Time spent on the network, without polite pauses."""

    @property
    def status(self) -> int | None:
        """The status of the last answer, None where there was none."""
        return self.hops[-1].status if self.hops and self.trouble is None else None

    @property
    def final(self) -> str:
        """The address that answered in the end."""
        return self.hops[-1].address if self.hops else self.address


@dataclass(frozen=True, slots=True)
class Ask:
    """An address to look at."""

    address: str
    etag: str = ""
    """The mark that the page carried when it was last well."""
    wants_body: bool = False
    ignores_robots: bool = False
    """For programming interfaces, which are made for programs."""


class Engine(Protocol):
    """What can look at addresses. Nothing else here knows how that is done."""

    async def look(self, ask: Ask) -> Facts:
        """Look at one address, politely and within limits. Never raises for what the network does."""
