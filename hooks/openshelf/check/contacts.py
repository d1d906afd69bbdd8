"""Find e-mail addresses in texts, and know which contacts are declared to be public."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from openshelf.check.telephones import DIGITS, MIN_DIGITS, Hit, digits_of
from openshelf.model.entries import Resource
from openshelf.model.hosts import parent_domains
from openshelf.model.kinds import Kind
from openshelf.model.urls import host_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from openshelf.library.entry import Entry
    from openshelf.library.library import Library

_OPEN, _CLOSE = r"\s?[\[({]\s?", r"\s?[\])}]\s?"
_WORD_AT = rf"{_OPEN}(?:at|arr?oba(?:se)?|ät|@){_CLOSE}"
_WORD_DOT = rf"{_OPEN}(?:dot|d0t|\.|punto|ponto|point|punkt){_CLOSE}"
_LABEL = r"[^\W_](?:[^\W_]|-){0,62}"
_HOST = rf"(?P<host>(?:{_LABEL}(?:\.|{_WORD_DOT})){{1,6}}[^\W\d_]{{2,24}})(?![\w-])"
_AT = re.compile(rf"(?:@|%40){_HOST}")
_SPELLED = re.compile(rf"(?:{_WORD_AT}){_HOST}", re.IGNORECASE)
_ALL_WORDS = re.compile(
    rf"\s(?:at|arr?oba(?:se)?)\s(?P<host>[^\W_]{_LABEL}(?:\.|\s(?:dot|punto|ponto|point)\s)(?:com|net|org))(?![\w-])",
    re.IGNORECASE,
)
"""An address in words, ``ana at mill dot net``; with a point only after ``arroba``, which means nothing else."""
_AT_SIGN = re.compile(rf"%40|{_WORD_AT}|\s(?:at|arr?oba(?:se)?)\s", re.IGNORECASE)
_DOT = re.compile(rf"{_WORD_DOT}|\s(?:dot|punto|ponto|point)\s", re.IGNORECASE)
_SPELLED_AT = re.compile(r"[\[({]\s?(?:[aA][tTrR]|ät|@)")
"""What each address has that spells out its at sign; found fast."""
_TRACE = re.compile(rf"[\d@＠&]|{_SPELLED_AT.pattern}")
_LOCAL_BACKWARDS = re.compile(r"[\w.+-]{1,64}")
_PATH_AFTER = re.compile(r":[^\W\d_]")
_DOT_WORDS = (" dot ", " DOT ", "rroba ", "robase ")
_MAX_LOCAL = 64
_LOOK_BACK = 24
_EXAMPLE_HOSTS = (
    "example.com",
    "example.org",
    "example.net",
    "example.edu",
    "example",
    "test",
    "invalid",
    "localhost",
    "local",
)
"""Names that nobody has (RFC 2606), or every network for itself (RFC 6762)."""
_FILES = frozenset({"png", "jpg", "jpeg", "gif", "svg", "webp", "css", "js", "md", "html", "yml", "pdf"})
"""Endings of names such as ``logo@2x.png``."""


@dataclass(frozen=True, slots=True)
class DeclaredContacts:
    """Contacts that may stand in a text."""

    addresses: frozenset[str]
    numbers: tuple[str, ...]
    """Telephone numbers, digits only, without zeros at their start."""
    host: str = ""
    """The site's own host: every address there is the library's; empty for none."""

    def declares(self, contact: str) -> bool:
        """Whether an e-mail address, or a number with or without the code of its country, is one of these."""
        if is_mail(contact):
            return _address(contact) in self.addresses
        digits = digits_of(contact).lstrip("0")
        return any(digits.endswith(public) or public.endswith(digits) for public in self.numbers)

    def has(self, contact: str) -> bool:
        """Whether a contact is declared, or nobody's: an address at the site's own host, or one for examples."""
        host = _address(contact).rpartition("@")[2] if is_mail(contact) else ""
        is_own = bool(self.host) and _is_under(host, (self.host,))
        return self.declares(contact) or is_own or _is_under(host, _EXAMPLE_HOSTS)


def is_mail(contact: str) -> bool:
    """Whether a contact that was found is an e-mail address; numbers have no letters."""
    return any(char.isalpha() for char in contact)


def _address(mail: str) -> str:
    """Return an address that was found as it would be typed, in lower case."""
    return _DOT.sub(".", _AT_SIGN.sub("@", mail.casefold(), count=1))


def declared(library: Library) -> DeclaredContacts:
    """Return what every text may hold: contacts of entries that readers see, and those of the settings.

    The host of an address declares nothing: at a provider of mail it is shared with everybody else who writes there.
    """
    contact = library.settings.options.contact or ""
    seen = (entry for entry in library.entries[Kind.RESOURCE].values() if entry.is_to_be_listed(library.today))
    own = contact.replace("mailto:", " ").replace("tel:", " ")
    host = host_in(library.settings.site_url).removeprefix("www.")
    return _declared([own, *(channel for entry in seen for channel in _channels(entry))], host)


def withdrawn_contacts(library: Library) -> list[tuple[Entry, DeclaredContacts]]:
    """Return the contacts of each entry that was withdrawn, if it has any."""
    gone = (entry for entry in library.entries[Kind.RESOURCE].values() if entry.data.withdrawn is not None)
    return [(entry, _declared(channels)) for entry in gone if (channels := list(_channels(entry)))]


def contacts_of_lines(library: Library) -> dict[tuple[str, int], list[DeclaredContacts]]:
    """Return by file and line what may stand there: the channels of an entry, seen or not, in the entry itself."""
    found: dict[tuple[str, int], list[DeclaredContacts]] = {}
    for entry in library.entries[Kind.RESOURCE].values():
        for index, channel in enumerate(_channels(entry)):
            place = entry.place("contact", "channels", index)
            found.setdefault((place.path, place.line), []).append(_declared([channel]))
    return found


def _declared(channels: Iterable[str], host: str = "") -> DeclaredContacts:
    texts = list(channels)
    mails = {_address(mail) for text in texts for _, mail in mails_in(text)}
    numbers = [digits_of(match[0]).lstrip("0") for text in texts for match in DIGITS.finditer(text)]
    return DeclaredContacts(frozenset(mails), tuple(number for number in numbers if len(number) >= MIN_DIGITS), host)


def _channels(entry: Entry) -> Iterator[str]:
    """Yield the channels that an entry of the catalogue names; of a withdrawn one no other field is typed."""
    if isinstance(entry.data, Resource):
        yield from entry.data.contact.channels if entry.data.contact is not None else ()
        return
    contact = entry.values.get("contact")
    channels = contact.get("channels") if isinstance(contact, dict) else None
    yield from map(str, channels if isinstance(channels, list) else ())


def _is_under(host: str, hosts: Iterable[str]) -> bool:
    return not set(hosts).isdisjoint(parent_domains(host))


def may_hold_contacts(text: str) -> bool:
    """Whether a piece of Markdown can hold an address or a number: quick, and sometimes wrongly yes."""
    return _TRACE.search(text) is not None or any(word in text for word in _DOT_WORDS)


def mails_in(text: str) -> Iterator[Hit]:
    """Yield every e-mail address; handles (``@name@host``), addresses of repositories and of files are none."""
    found = [*_AT.finditer(text)] if "@" in text or "%40" in text else []
    if _SPELLED_AT.search(text):
        found += _SPELLED.finditer(text)
    if any(word in text for word in _DOT_WORDS):
        found += (match for match in _ALL_WORDS.finditer(text) if "." not in match["host"] or "rob" in match[0])
    for match in found:
        local = _LOCAL_BACKWARDS.match(text[max(match.start() - _MAX_LOCAL, 0) : match.start()][::-1])
        name = local[0][::-1].lstrip(".+-") if local else ""
        start = match.start() - len(name)
        before = text[max(start - _LOOK_BACK, 0) : start]
        is_in_address = before.endswith(("/", "@")) or (before.endswith(":") and "://" in before)
        is_repository = name == "git" or _PATH_AFTER.match(text, match.end()) is not None
        if name and not is_in_address and not is_repository and match["host"].rpartition(".")[2] not in _FILES:
            yield start, text[start : match.end()]
