"""What facts mean. Pure: no network, no clock, no memory."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from enum import StrEnum
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from openshelf.linkcheck.phrases import (
    LANGUAGE_QUERY,
    LANGUAGE_SEGMENT,
    LOGIN_HOST,
    LOGIN_PATH,
    NOT_FOUND,
    PARKED,
    SEPARATORS,
    SESSION,
    WALL,
)
from openshelf.model.hosts import above, host_lists
from openshelf.model.urls import host_in, normalise, page_of, site_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from openshelf.linkcheck.facts import Facts, Hop, Page


class Verdict(StrEnum):
    """What can be said about a link after one run."""

    OK = "ok"
    MOVED = "moved"
    BROKEN = "broken"
    TRANSIENT = "transient"
    UNVERIFIABLE = "unverifiable"


class Reason(StrEnum):
    """The class of a verdict: why it is so."""

    FINE = "fine"
    MOVED_FOR_GOOD = "moved-for-good"
    MOVED_FOR_NOW = "moved-for-now"
    GONE = "gone"
    MISSING = "missing"
    NO_SUCH_NAME = "no-such-name"
    LOOP = "loop"
    BAD_REDIRECT = "bad-redirect"
    MALFORMED = "malformed"
    CERTIFICATE = "certificate"
    SOFT_404 = "soft-404"
    PARKED = "parked"
    FRONT_PAGE = "front-page"
    SERVER_ERROR = "server-error"
    TIME_OUT = "time-out"
    REFUSED = "refused"
    UNREACHABLE = "unreachable"
    RESET = "reset"
    NAMES_DOWN = "names-down"
    RATE_LIMITED = "rate-limited"
    WALL = "wall"
    LOGIN = "login"
    LEGAL = "legal"
    ROBOTS = "robots"
    HIDDEN = "hidden"
    PRIVATE = "private"
    HALF_CERTIFICATE = "half-certificate"
    ODD_ANSWER = "odd-answer"


_OK, _MOVED, _BROKEN, _TRANSIENT, _UNVERIFIABLE = Verdict

VERDICTS = {
    Reason.FINE: _OK,
    Reason.MOVED_FOR_GOOD: _MOVED,
    Reason.MOVED_FOR_NOW: _MOVED,
    Reason.GONE: _BROKEN,
    Reason.MISSING: _BROKEN,
    Reason.NO_SUCH_NAME: _BROKEN,
    Reason.LOOP: _BROKEN,
    Reason.BAD_REDIRECT: _BROKEN,
    Reason.MALFORMED: _BROKEN,
    Reason.CERTIFICATE: _BROKEN,
    Reason.SOFT_404: _BROKEN,
    Reason.PARKED: _BROKEN,
    Reason.FRONT_PAGE: _BROKEN,
    Reason.SERVER_ERROR: _TRANSIENT,
    Reason.TIME_OUT: _TRANSIENT,
    Reason.REFUSED: _TRANSIENT,
    Reason.UNREACHABLE: _TRANSIENT,
    Reason.RESET: _TRANSIENT,
    Reason.NAMES_DOWN: _TRANSIENT,
    Reason.RATE_LIMITED: _TRANSIENT,
    Reason.WALL: _UNVERIFIABLE,
    Reason.LOGIN: _UNVERIFIABLE,
    Reason.LEGAL: _UNVERIFIABLE,
    Reason.ROBOTS: _UNVERIFIABLE,
    Reason.HIDDEN: _UNVERIFIABLE,
    Reason.PRIVATE: _UNVERIFIABLE,
    Reason.HALF_CERTIFICATE: _UNVERIFIABLE,
    Reason.ODD_ANSWER: _UNVERIFIABLE,
}

CONFIRMED_GONE = frozenset({Reason.GONE, Reason.MISSING, Reason.NO_SUCH_NAME, Reason.MALFORMED})
"""What the author of a new link can be asked to mend at once; everything else may be somebody else's bad day."""

NO_CONNECTION = frozenset({Reason.TIME_OUT, Reason.REFUSED, Reason.UNREACHABLE, Reason.RESET})
"""The host did not answer at all."""

_STATUSES = {
    404: Reason.MISSING,
    408: Reason.TIME_OUT,
    410: Reason.GONE,
    401: Reason.WALL,
    402: Reason.WALL,
    403: Reason.WALL,
    407: Reason.WALL,
    999: Reason.WALL,
    429: Reason.RATE_LIMITED,
    451: Reason.LEGAL,
}
_PERMANENT = {301, 308}
_NOT_MODIFIED, _OK_STATUS, _REDIRECT, _SERVER_ERROR, _SERVER_ERRORS_END = 304, 200, 300, 500, 600
_FEW_WORDS = 400
"""A page that says it is not there says little else; one about such pages says much."""
_FEW_WORDS_OF_PARKED = 150
_SIGNS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Judgement:
    """What one look, or all looks of one run, say about an address."""

    reason: Reason
    status: int | None = None
    to: str = ""
    """Where a link that moved leads now."""
    etag: str = ""
    retry_after: float | None = None
    """Seconds for which the host asks to be left alone."""
    connected: bool = True
    """Whether the address's own host answered at all."""

    @property
    def verdict(self) -> Verdict:
        """One of the five."""
        return VERDICTS[self.reason]

    @property
    def is_well(self) -> bool:
        """Whether a reader who follows the link arrives."""
        return self.verdict in {Verdict.OK, Verdict.MOVED}


def judge(facts: Facts) -> Judgement:
    """Say what one look at an address means."""
    reason = _reason(facts)
    is_well = VERDICTS[reason] in {Verdict.OK, Verdict.MOVED}
    return Judgement(
        reason=reason,
        status=facts.status,
        to=facts.final if VERDICTS[reason] is Verdict.MOVED else "",
        etag=_etag(facts.headers.get("etag", "")) if is_well and len(facts.hops) == 1 else "",
        retry_after=_seconds(facts.headers) if not is_well else None,
        connected=bool(facts.hops) or reason not in NO_CONNECTION,
    )


def _reason(facts: Facts) -> Reason:
    if facts.trouble is not None:
        return Reason(facts.trouble.value)
    status = facts.status
    if status is None:
        return Reason.RESET
    if _is_challenge(facts, status):
        return Reason.WALL
    if status in _STATUSES:
        return _STATUSES[status]
    if _SERVER_ERROR <= status < _SERVER_ERRORS_END:
        return Reason.SERVER_ERROR
    if status != _NOT_MODIFIED and not _OK_STATUS <= status < _REDIRECT:
        return Reason.ODD_ANSWER
    return _reason_of_page(facts)


def _reason_of_page(facts: Facts) -> Reason:
    """Say what an answer that calls itself good is."""
    moved = facts.final != facts.address
    if moved and _is_login(facts.address, facts.final):
        return Reason.LOGIN
    if facts.page is not None:
        if _says(NOT_FOUND, facts.page, _FEW_WORDS):
            return Reason.SOFT_404
        if _is_parked(facts.page):
            return Reason.PARKED
        if _should_be_pdf(facts, facts.page):
            return Reason.SOFT_404
    if moved and _is_front_page(facts.address, facts.final):
        return Reason.FRONT_PAGE
    if not moved:
        return Reason.FINE
    return Reason.MOVED_FOR_GOOD if _is_for_good(facts.hops) else Reason.MOVED_FOR_NOW


def _is_challenge(facts: Facts, status: int) -> bool:
    if facts.headers.get("cf-mitigated", "").casefold() == "challenge":
        return True
    can_be = status in {_OK_STATUS, 202, 429, 503}
    return can_be and facts.page is not None and _says(WALL, facts.page, _FEW_WORDS)


def _says(pattern: re.Pattern[str], page: Page, most_words: int) -> bool:
    """Whether a short page's title, a part of its title, or its heading is what the pattern describes."""
    if page.words > most_words:
        return False
    said = [page.title, *SEPARATORS.split(page.title), page.heading]
    return any(pattern.fullmatch(part.strip(" .!…?¡¿")) for part in said if part)


def _is_parked(page: Page) -> bool:
    if page.words > _FEW_WORDS_OF_PARKED:
        return False
    return any(PARKED.search(part) for part in (page.title, page.heading, page.text))


def _should_be_pdf(facts: Facts, page: Page) -> bool:
    """Whether a page stands where a document should be, and is not one that shows the document."""
    name = unquote(urlsplit(facts.address).path).casefold().rpartition("/")[2]
    # Code hosts show a page around a file, and wikis one about it: their names of files begin with a word and a colon.
    if not name.endswith(".pdf") or ":" in name or "/blob/" in facts.address:
        return False
    is_viewer = not host_lists().viewers.isdisjoint(above(host_in(facts.address)))
    return not is_viewer and page.words < _FEW_WORDS and not _names(page, name)


def _names(page: Page, file: str) -> bool:
    """Whether a page says the name of a file, or its title or heading the name without signs and ending."""
    title = f"{page.title} {page.heading}".casefold()
    words, stem = (" ".join(_SIGNS.split(text)) for text in (f" {title} ", f" {file.removesuffix('.pdf')} "))
    return file in title or file in page.text.casefold() or (bool(stem.strip()) and stem in words)


def _is_login(address: str, final: str) -> bool:
    before, after = urlsplit(address), urlsplit(final)
    if LOGIN_PATH.search(before.path) or LOGIN_HOST.match(before.netloc):
        return False
    return bool(LOGIN_PATH.search(after.path) or LOGIN_HOST.match(after.netloc))


def _is_front_page(address: str, final: str) -> bool:
    """Whether a page inside a site was replaced by the way to the site's front page."""
    before, after = _parts(address)[0], _parts(final)[0]
    return site_of(before) == site_of(after) and _loses_page(address, final)


def _loses_page(address: str, final: str) -> bool:
    """Whether an address inside a site leads to a front page, and not to that of a host which is named like its path.

    What was at ``example.org/forum`` may now be at ``forum.example.org``.
    """
    (host, path), (new_host, _) = _parts(address), _parts(final)
    path = _path(path)
    new_labels = set(new_host.split(".")) - set(host.split("."))
    return bool(path) and _is_front(final) and not (len(path) == 1 and path[0].casefold() in new_labels)


def _is_front(address: str) -> bool:
    return not _path(_parts(address)[1]) and not urlsplit(address).query


def _parts(address: str) -> tuple[str, list[str]]:
    host, _, path = normalise(page_of(address)).partition("/")
    return host.partition("?")[0], path.partition("?")[0].split("/")


def _path(parts: list[str]) -> list[str]:
    """Return the parts of a path without languages and the front page's own names."""
    return [part for part in parts if part and not LANGUAGE_SEGMENT.match(part) and part.casefold() != "home"]


def _is_for_good(hops: Sequence[Hop]) -> bool:
    """Whether every step says that it is permanent, and the end is a place that everybody gets."""
    first, last = hops[0].address, hops[-1].address
    if not all(hop.status in _PERMANENT for hop in hops[:-1]) or SESSION.search(last):
        return False
    before, after = _parts(first), _parts(last)
    adds_language = before[1] != after[1] and _path(before[1]) == _path(after[1])
    secure = not (first.startswith("https:") and last.startswith("http:"))
    loses_page = _loses_page(first, last)
    return secure and not adds_language and not loses_page and not LANGUAGE_QUERY.search(urlsplit(last).query)


def _etag(text: str) -> str:
    most = 200
    return text if len(text) <= most and re.fullmatch(r'(?:W/)?"[\x21\x23-\x7e]*"', text) else ""


def _seconds(headers: Mapping[str, str]) -> float | None:
    """Return what ``Retry-After`` asks for, counted from the answer's own date where it names a moment."""
    text = headers.get("retry-after", "").strip()
    if not text:
        return None
    if text.isascii() and text.isdigit():
        return float(text[:9])
    try:
        until = parsedate_to_datetime(text)
        now = parsedate_to_datetime(headers.get("date", ""))
        until, now = (each if each.tzinfo else each.replace(tzinfo=dt.UTC) for each in (until, now))
        return max((until - now).total_seconds(), 0.0)
    except (TypeError, ValueError, OverflowError):
        return None


def settled(looks: Sequence[Judgement], most: int) -> Judgement | None:
    """Return what the looks of one run come to, None where the address should be looked at again.

    A good look or one that cannot be verified ends it; a broken link must be seen twice; a host that is ill gets
    ``most`` looks. What was seen as broken once, among looks that failed for other reasons, counts as a bad day.
    """
    well = next((look for look in looks if look.is_well), None)
    if well is not None:
        return well
    open_ = [look for look in looks if look.verdict is Verdict.UNVERIFIABLE]
    if open_:
        return open_[0]
    if not looks:
        return None
    if looks[0].reason is Reason.MALFORMED:
        return looks[0]
    seen = Counter(look.reason for look in looks if look.verdict is Verdict.BROKEN)
    twice = next((look for look in looks if seen[look.reason] > 1), None)
    if twice is not None:
        return twice
    if len(looks) < most:
        return None
    passing = [look for look in looks if look.verdict is Verdict.TRANSIENT]
    return passing[-1] if passing else looks[-1]
