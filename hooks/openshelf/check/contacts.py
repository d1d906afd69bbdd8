"""Find e-mail addresses and telephone numbers in texts, and know which ones are declared to be public."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import phonenumbers

from openshelf.model.addresses import host_in
from openshelf.model.hosts import above
from openshelf.model.kinds import CATALOGUE, Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from openshelf.library.entry import Entry
    from openshelf.library.library import Library

Hit = tuple[int, str]
"""An offset and the text that stands there."""

_AT = re.compile(
    r"(?:@|%40|\s?[\[({]\s?(?:at|arroba|@)\s?[\])}]\s?)(?P<host>(?:[\w-]{1,63}\.){1,6}[^\W\d_]{2,24})(?![\w-])"
)
_SPELLED_AT = re.compile(r"[\[({]\s?(?:at|arroba)\s?[\])}]")
_LOCAL_BACKWARDS = re.compile(r"[\w.+-]{1,64}")
_PATH_BEHIND = re.compile(r":[^\W\d_]")
_LONGEST_LOCAL = 64
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

_BETWEEN = " ().\u00a0-"
"""Signs between the digits of a number."""
_PHONE = rf"[0-9{re.escape(_BETWEEN)}]{{6,}}+"  # possessive: what is taken is never given back
_LAST_GROUP = re.compile(rf"[{re.escape(_BETWEEN)}]++[0-9]*+\Z")
_LONGEST_NUMBER = 40
_FOREIGN = (("+", re.compile(rf"\+[1-9]{_PHONE}")), ("00", re.compile(rf"00[1-9]{_PHONE}")))
_LINKED = tuple(
    (sign, re.compile(rf"{re.escape(sign)}\+?(?P<it>[0-9][0-9().-]{{5,}}+)"))
    for sign in ("tel:", "wa.me/", "?phone=", "&phone=", "signal.me/#p/")
)
_DIGITS = re.compile(rf"[0-9]{_PHONE}")
_PHONE_WORD = re.compile(
    r"(?:\b(?:tel|phone|mobile|cell|tel[eé]fono|celular|m[oó]vil|telefone|telem[oó]vel|t[eé]l[eé]phone|whatsapp|hotline)"
    r"[.:]{0,2} ?(?:(?:n[oº°]|number|n[uú]mero|num[eé]ro)[.:]? ?)?\(?"
    r"|(?:هاتف|جوال|موبايل|واتساب|тел|телефон|电话|電話)[.:：]? ?)\Z",
    re.IGNORECASE,
)
_CALL_WORD = re.compile(
    r"\b(?:calls?|signal|telegram|viber|llam[ae]|ligue|appele[rz])(?: (?:at|on|al|para|o|au|us))?[.:]{0,2} ?\(?\Z",
    re.IGNORECASE,
)
"""Words behind which a number that starts with a zero is one to call."""
_DAY = re.compile(r"(?:[0-9]{4}[-/.][0-9]{1,2}[-/.][0-9]{1,2}|[0-9]{1,2}[-/.][0-9]{1,2}[-/.][0-9]{2,4})(?![0-9])")
_LOOK_BACK = 24
_FEWEST_DIGITS, _MOST_DIGITS = 7, 15
_MOST_GROUPS_TOO_MANY = 3


@dataclass(frozen=True, slots=True)
class Declared:
    """Contacts that may stand in any text."""

    addresses: frozenset[str]
    hosts: frozenset[str]
    """Hosts whose addresses may stand anywhere: the site's own."""
    catalogue_hosts: frozenset[str]
    """Hosts whose addresses may stand in the catalogue: those of its entries."""
    numbers: tuple[str, ...]
    """Telephone numbers, digits only, without zeros at their start."""

    def has_mail(self, path: str, mail: str) -> bool:
        """Whether an address is declared, or nobody's."""
        mail = mail.casefold()
        host = mail.rpartition("@")[2]
        hosts = self.hosts | self.catalogue_hosts if path == CATALOGUE else self.hosts
        return mail in self.addresses or _is_under(host, _EXAMPLE_HOSTS) or _is_under(host, hosts)

    def has_number(self, number: str) -> bool:
        """Whether a number is declared, with or without the code of its country."""
        digits = _digits(number).lstrip("0")
        return any(digits.endswith(public) or public.endswith(digits) for public in self.numbers)


def declared(library: Library) -> Declared:
    """Return the contacts of the catalogue and of the settings; what was withdrawn has been public all the same."""
    resources = library.entries[Kind.RESOURCE].values()
    contact = library.settings.options.contact or ""
    channels = [channel for entry in resources for channel in _channels(entry)]
    public = [*channels, contact.replace("mailto:", " ").replace("tel:", " ")]
    mails = {mail.casefold() for text in public for _, mail in mails_in(text)}
    numbers = [_digits(match[0]).lstrip("0") for text in public for match in _DIGITS.finditer(text)]
    home = host_in(library.settings.site_url).removeprefix("www.")
    own = {home, *(mail.rpartition("@")[2] for _, mail in mails_in(contact))}
    catalogue = {host_in(str(entry.values.get("url") or "")).removeprefix("www.") for entry in resources}
    return Declared(
        frozenset(mails),
        frozenset(own - {""}),
        frozenset(catalogue - {""}),
        tuple(number for number in numbers if len(number) >= _FEWEST_DIGITS),
    )


def _channels(entry: Entry) -> Iterator[str]:
    """Yield the channels that an entry of the catalogue names; of a withdrawn one no other field is typed."""
    contact = entry.values.get("contact")
    channels = contact.get("channels") if isinstance(contact, dict) else None
    yield from map(str, channels if isinstance(channels, list) else ())


def _is_under(host: str, hosts: Iterable[str]) -> bool:
    return not set(hosts).isdisjoint(above(host))


def mails_in(text: str) -> Iterator[Hit]:
    """Yield every e-mail address; handles (``@name@host``), addresses of repositories and of files are none."""
    has_any = "@" in text or "%40" in text or _SPELLED_AT.search(text) is not None
    for match in _AT.finditer(text) if has_any else ():
        local = _LOCAL_BACKWARDS.match(text[max(match.start() - _LONGEST_LOCAL, 0) : match.start()][::-1])
        name = local[0][::-1].lstrip(".+-") if local else ""
        start = match.start() - len(name)
        before = text[max(start - _LOOK_BACK, 0) : start]
        is_in_address = before.endswith(("/", "@")) or (before.endswith(":") and "://" in before)
        is_repository = name == "git" or _PATH_BEHIND.match(text, match.end()) is not None
        if name and not is_in_address and not is_repository and match["host"].rpartition(".")[2] not in _FILES:
            yield start, text[start : match.end()]


def numbers_in(text: str) -> Iterator[Hit]:
    """Yield telephone numbers: international ones that exist, those of links, those behind a word for telephone."""
    yield from dict(_numbers_in(text)).items()


def _numbers_in(text: str) -> Iterator[Hit]:
    for sign, pattern in _FOREIGN:
        if sign in text:
            for match in pattern.finditer(text):
                yield from _existing(text, match.start(), match[0])
    for sign, pattern in _LINKED:
        if sign in text:
            for match in pattern.finditer(text):
                yield from _long_enough(match.start("it"), match["it"].rstrip(_BETWEEN))
    for match in _DIGITS.finditer(text):
        before = text[max(match.start() - _LOOK_BACK, 0) : match.start()]
        is_named = _PHONE_WORD.search(before) or (match[0][0] == "0" and _CALL_WORD.search(before))
        if is_named and not _DAY.match(match[0]):
            yield from _long_enough(match.start(), match[0].rstrip(_BETWEEN))


def _long_enough(start: int, number: str) -> Iterator[Hit]:
    if _FEWEST_DIGITS <= len(_digits(number)) <= _MOST_DIGITS:
        yield start, number


def _existing(text: str, start: int, found: str) -> Iterator[Hit]:
    """Yield a number if its country has such numbers; a number behind it, such as a year, is left out."""
    number = found.rstrip(_BETWEEN)
    if start > 0 and (text[start - 1].isalnum() or text[start - 1] in "+-./_="):
        return
    for _ in range(_MOST_GROUPS_TOO_MANY if len(number) <= _LONGEST_NUMBER else 0):
        digits = _digits(number).removeprefix("00")
        if _FEWEST_DIGITS <= len(digits) <= _MOST_DIGITS and _exists(digits):
            yield start, number
            return
        number = _LAST_GROUP.sub("", number)


def _exists(digits: str) -> bool:
    try:
        number = phonenumbers.parse(f"+{digits}")
    except phonenumbers.NumberParseException:
        return False
    is_fiction = number.country_code == 1 and "55501" in digits[4:9]
    return phonenumbers.is_valid_number(number) and not is_fiction


def _digits(text: str) -> str:
    return "".join(sign for sign in text if sign in "0123456789")
