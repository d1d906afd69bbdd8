"""What an observation means. Pure: no network, no clock, no history."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from openshelf.linkcheck.phrases import (
    BOT_WALL,
    LANGUAGE_QUERY,
    LANGUAGE_SEGMENT,
    LOGIN_HOST,
    LOGIN_PATH,
    NOT_FOUND,
    PARKED,
    SEPARATORS,
    SESSION,
)
from openshelf.linkcheck.reasons import REASON_OF_STATUS, LinkVerdict, Reason
from openshelf.model.hosts import host_lists, parent_domains
from openshelf.model.urls import host_in, normalise, page_of, site_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from openshelf.linkcheck.observation import Hop, Observation, PageSummary


_PERMANENT = {301, 308}
_OK, _NOT_MODIFIED = range(200, 300), 304
_CHALLENGES = {200, 202, 429, 503}
"""Statuses with which bot walls send their page."""
_MAX_WORDS_NOT_FOUND = 400
"""A page that says it is not there says little else; a longer one is an article about such pages."""
_MAX_WORDS_PARKED = 150
_PUNCTUATION = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What one attempt, or all attempts of one run, say about an address."""

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
    def verdict(self) -> LinkVerdict:
        """The verdict of the reason."""
        return self.reason.row.verdict


def classify(observation: Observation) -> CheckResult:
    """Say what one fetch of an address means."""
    reason = _reason(observation)
    works = reason.row.verdict.works
    return CheckResult(
        reason=reason,
        status=observation.status,
        to=observation.final if reason.row.verdict is LinkVerdict.MOVED else "",
        etag=_etag(observation.headers.get("etag", "")) if works and len(observation.hops) == 1 else "",
        retry_after=_retry_after(observation.headers) if not works else None,
        connected=bool(observation.hops) or not reason.row.no_connection,
    )


def _reason(observation: Observation) -> Reason:
    if observation.error is not None:
        return observation.error
    status = observation.status
    if status is None:
        return Reason.CONNECTION_RESET
    if _is_challenge(observation, status):
        return Reason.BOT_WALL
    if status in REASON_OF_STATUS:
        return REASON_OF_STATUS[status]
    return _reason_of_page(observation) if status in _OK or status == _NOT_MODIFIED else Reason.UNINTELLIGIBLE


def _reason_of_page(observation: Observation) -> Reason:
    """Classify a response whose status says that all is well."""
    is_redirected = observation.final != observation.address
    if is_redirected and _is_login(observation.address, observation.final):
        return Reason.LOGIN
    if observation.page is not None:
        if _has_heading(NOT_FOUND, observation.page, _MAX_WORDS_NOT_FOUND):
            return Reason.SOFT_404
        if _is_parked(observation.page):
            return Reason.PARKED
        if _should_be_pdf(observation, observation.page):
            return Reason.SOFT_404
    if is_redirected and _is_front_page(observation.address, observation.final):
        return Reason.FRONT_PAGE
    if not is_redirected:
        return Reason.FINE
    return Reason.MOVED_FOR_GOOD if _is_permanent(observation.hops) else Reason.MOVED_FOR_NOW


def _is_challenge(observation: Observation, status: int) -> bool:
    if observation.headers.get("cf-mitigated", "").casefold() == "challenge":
        return True
    return (
        status in _CHALLENGES
        and observation.page is not None
        and _has_heading(BOT_WALL, observation.page, _MAX_WORDS_NOT_FOUND)
    )


def _has_heading(pattern: re.Pattern[str], page: PageSummary, max_words: int) -> bool:
    """Whether a short page's title, a part of its title, or its heading is what the pattern describes."""
    if page.words > max_words:
        return False
    parts = [page.title, *SEPARATORS.split(page.title), page.heading]
    return any(pattern.fullmatch(part.strip(" .!…?¡¿")) for part in parts if part)


def _is_parked(page: PageSummary) -> bool:
    if page.words > _MAX_WORDS_PARKED:
        return False
    return any(PARKED.search(part) for part in (page.title, page.heading, page.text))


def _should_be_pdf(observation: Observation, page: PageSummary) -> bool:
    """Whether an HTML page came instead of a PDF, and is not one that shows the document."""
    name = unquote(urlsplit(observation.address).path).casefold().rpartition("/")[2]
    # Code hosts (/blob/) show a file inside a page, and wikis (Datei:x.pdf) have a page about each file.
    if not name.endswith(".pdf") or ":" in name or "/blob/" in observation.address:
        return False
    is_viewer = not host_lists().viewers.isdisjoint(parent_domains(host_in(observation.address)))
    return not is_viewer and page.words < _MAX_WORDS_NOT_FOUND and not _mentions(page, name)


def _mentions(page: PageSummary, file: str) -> bool:
    """Whether a page has the name of a file, or its title or heading the name without punctuation and extension."""
    title = f"{page.title} {page.heading}".casefold()
    words, stem = (" ".join(_PUNCTUATION.split(text)) for text in (f" {title} ", f" {file.removesuffix('.pdf')} "))
    return file in title or file in page.text.casefold() or (bool(stem.strip()) and stem in words)


def _is_login(address: str, final: str) -> bool:
    before, after = urlsplit(address), urlsplit(final)
    if LOGIN_PATH.search(before.path) or LOGIN_HOST.match(before.netloc):
        return False
    return bool(LOGIN_PATH.search(after.path) or LOGIN_HOST.match(after.netloc))


def _is_front_page(address: str, final: str) -> bool:
    """Whether a page inside a site now redirects to the site's front page."""
    before, after = _parts(address)[0], _parts(final)[0]
    return site_of(before) == site_of(after) and _loses_page(address, final)


def _loses_page(address: str, final: str) -> bool:
    """Whether an address inside a site leads to a front page.

    A path that became a subdomain does not count: ``example.org/forum`` may now be ``forum.example.org``.
    """
    (host, path), (new_host, _) = _parts(address), _parts(final)
    path = _path(path)
    new_labels = set(new_host.split(".")) - set(host.split("."))
    return bool(path) and _is_root(final) and not (len(path) == 1 and path[0].casefold() in new_labels)


def _is_root(address: str) -> bool:
    return not _path(_parts(address)[1]) and not urlsplit(address).query


def _parts(address: str) -> tuple[str, list[str]]:
    host, _, path = normalise(page_of(address)).partition("/")
    return host.partition("?")[0], path.partition("?")[0].split("/")


def _path(parts: list[str]) -> list[str]:
    """Return the segments of a path without languages and names of the front page."""
    return [part for part in parts if part and not LANGUAGE_SEGMENT.match(part) and part.casefold() != "home"]


def _is_permanent(hops: Sequence[Hop]) -> bool:
    """Whether every redirect is permanent and every visitor gets the same target, so that sources may be edited."""
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


def _retry_after(headers: Mapping[str, str]) -> float | None:
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


def combine_attempts(attempts: Sequence[CheckResult], limit: int) -> CheckResult | None:
    """Return what the attempts of one run come to, None where the address needs another one.

    One success is enough, and so is one answer that no program can check. A broken link must be seen twice; a host that
    fails gets ``limit`` attempts. One broken answer among failures of other kinds counts as one more of those.
    """
    working = next((attempt for attempt in attempts if attempt.verdict.works), None)
    if working is not None:
        return working
    unverifiable = next((attempt for attempt in attempts if attempt.verdict is LinkVerdict.UNVERIFIABLE), None)
    if unverifiable is not None:
        return unverifiable
    if not attempts:
        return None
    if attempts[0].reason is Reason.MALFORMED:
        return attempts[0]
    times = Counter(attempt.reason for attempt in attempts if attempt.verdict is LinkVerdict.BROKEN)
    twice = next((attempt for attempt in attempts if times[attempt.reason] > 1), None)
    if twice is not None:
        return twice
    if len(attempts) < limit:
        return None
    transient = [attempt for attempt in attempts if attempt.verdict is LinkVerdict.TRANSIENT]
    return transient[-1] if transient else attempts[-1]
