"""Rules about where links lead: what an address may start with, its host, and what it gives away."""

from __future__ import annotations

import html
import re
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING
from urllib.parse import unquote

from openshelf.check.rule_function import Check, Finding, check, entry_check
from openshelf.core.problem import Severity, masked
from openshelf.model.hosts import (
    host_lists,
    is_mixed,
    leads_to,
    parent_domains,
    passes_for_latin,
    short_tokens,
    signatures,
    skeleton,
    trackers_in,
    without_trackers,
)
from openshelf.model.urls import (
    TELEPHONE,
    host_in,
    how_to_write,
    is_onion,
    is_private_host,
    number_of,
    parse_address,
    scheme_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from openshelf.library.external_links import WebAddress
    from openshelf.library.library import Library
    from openshelf.library.part import Entries
    from openshelf.sources.inline_links import Link

_PUNCTUATION = {"Pe", "Pf", "Po"}
"""Unicode categories of closing punctuation, which ends a sentence and not an address (Unicode, table 4-4)."""
_KNOWN_NUMBERS = frozenset({"1.0.0.1", "1.1.1.1", "8.8.4.4", "8.8.8.8", "9.9.9.9", "149.112.112.112"})
"""Resolvers of names, which can be known by number only."""
_FOLLOWED = frozenset({"url", "archived_url", "addresses", "state", "criteria", "partner", "source"})
"""Fields that become links on pages."""
_MAIL_FIELDS = {"subject", "body"}
"""What a link may say of a mail beside its readers (RFC 6068)."""
_AMPERSAND = re.compile(r"&(?:amp|#0{0,4}38|#[xX]0{0,4}26);")
_PICTURE = re.compile(r"\.(?:png|jpe?g|webp|svg)$", re.IGNORECASE)
_AUTHORITY = re.compile(r"[/?#]")
_HIDDEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")


def links_in_texts(library: Entries) -> Iterator[Link]:
    """Yield the links and images of every text."""
    return (link for text in library.texts for link in text.body.links)


@entry_check(
    "link-target",
    "A link has an address that is not allowed or cannot work.",
    "Links lead to web pages, mail or telephone, because other kinds of address can run scripts. Images are files of "
    "this library: an image on another site would tell that site who reads this page. Put the image into "
    "`docs/images/`. Write spaces in an address as `%20`. After `tel:` come digits, perhaps with `+`, hyphens or "
    "dots: codes with `*` and `#` can change settings of a telephone when a reader taps them. A `mailto:` address "
    "names everyone who gets the mail, without hidden copies.",
)
def link_target(library: Entries) -> Iterator[Finding]:
    """Find links of other kinds, links that cannot be read, and images that are elsewhere."""
    for link in links_in_texts(library):
        scheme = scheme_of(link.target)
        where = link.target if scheme in {"", "//"} else link.target.partition(":")[2]
        if where.strip("#") in {"", "//"} or link.target.startswith("?"):
            yield link.place, "this link leads nowhere", "write an address between the round brackets"
        elif link.is_image:
            if scheme:
                yield link.place, "this image is on another site", "put a copy into docs/images/"
            elif not _PICTURE.search(link.target):
                yield link.place, f"{link.target[:40]} is not a picture", "name a file such as ../images/map.png"
        elif scheme == "//":
            yield link.place, "this address lacks https:", f"write https:{link.target}"
        elif scheme in _TARGETS:
            yield from _TARGETS[scheme](link)
        elif scheme:
            yield link.place, f"links cannot start with {scheme[:30]}", "write an address that starts with https://"


def _unreadable(link: Link) -> Iterator[Finding]:
    """Find addresses of the web that cannot be read, and what they took in."""
    try:
        parse_address(link.target)
    except ValueError as error:
        yield link.place, f"{link.target!r} {error}", how_to_write(link.target)
    else:
        yield from _beyond_its_end(link)


def _no_telephone(link: Link) -> Iterator[Finding]:
    """Find targets that a telephone would dial though they are not numbers: service codes and words."""
    number = unquote(link.target.partition(":")[2])
    if TELEPHONE.fullmatch(number):
        return
    if any(char in number for char in "*#"):
        yield link.place, "this is a service code, not a telephone number", "write it as text, without a link"
    else:
        plain = re.sub(r"[^\d+]", "", number, flags=re.ASCII)
        hint = f"write tel:{plain}" if TELEPHONE.fullmatch(plain) else "write digits, for example tel:+15555550100"
        yield link.place, "this is not a telephone number", hint


def _other_readers(link: Link) -> Iterator[Finding]:
    """Find what a mail would do beside going to the address that stands there."""
    address, _, query = link.target.partition("?")
    pairs = [pair for pair in query.split("&") if pair]
    kept = [pair for pair in pairs if unquote(pair.partition("=")[0]).casefold() in _MAIL_FIELDS]
    if len(kept) < len(pairs):
        other = next(pair for pair in pairs if pair not in kept).partition("=")[0]
        hint = f"write {address}{'?' if kept else ''}{'&'.join(kept)}"
        yield link.place, f"{other[:30]} adds something to the mail that readers do not see", hint


_TARGETS = {"http": _unreadable, "https": _unreadable, "tel": _no_telephone, "mailto": _other_readers}
"""What looks at the target of a link, by how it starts; others are refused."""


def _beyond_its_end(link: Link) -> Iterator[Finding]:
    """Find what a bare address has taken in that was not meant: code hosts end it at the next blank only."""
    shown = unquote(link.target)
    if not link.is_autolink or link.is_in_angle_brackets:
        return
    if ")[" in shown:
        yield link.place, "the brackets of this link are the wrong way round", "write [words](address)"
    elif not shown[-1].isascii() and unicodedata.category(shown[-1]) in _PUNCTUATION:
        yield link.place, f"this address includes {shown[-1]}", f"write <{shown[:-1]}>{shown[-1]}"


@entry_check(
    "unused-definition",
    "A link definition is not used, or is defined twice.",
    "`[name]: address` gives an address to the links `[words][name]` of the same text. A definition that no link uses "
    "is not published, but everyone can read it in the repository. If two have one name, the first counts. `[//]: # "
    "(words)` hides words in the same way. The name of a note has no spaces: `[^name]: words`.",
)
def unused_definition(library: Entries) -> Iterator[Finding]:
    """Find definitions that count for nothing."""
    for text in library.texts:
        for definition in text.body.unused_definitions:
            place = text.body.place_of_line(definition.line)
            yield place, f"no link uses this definition of {definition.label.casefold()[:30]!r}", "delete it"
        for definition in text.body.notes_read_as_links:
            place = text.body.place_of_line(definition.line)
            yield place, "this is read as a link: the name of a note cannot have spaces", "write [^name]: words"


@entry_check(
    "own-address",
    "A link inside the site is written as a full address.",
    "People also read these pages as a mirror, as an onion service or from a folder. A full address leads them away "
    "from there, and nobody notices when the page moves. Write `[[id]]`, or a link to the file.",
)
def own_address(library: Entries) -> Iterator[Finding]:
    """Find full addresses of the site itself."""
    home = library.settings.site_url.casefold().rstrip("/")
    for found in library.addresses if home else ():
        address = found.unwrapped.casefold()
        if address.startswith(home) and address[len(home) : len(home) + 1] in {"", "/", "?", "#"}:
            yield found.place, "this is an address of this site", "write [[id]], or a link to the file"


@entry_check(
    "plain-http",
    "A link uses http instead of https.",
    "With `http://`, anyone on the network between the reader and the site can see which page is read, and can change "
    "it. Try the address with `https://`; nearly every site has it. A `.onion` address needs none.",
    Severity.WARNING,
    excusable=True,
)
def plain_http(library: Entries) -> Iterator[Finding]:
    """Find addresses without encryption."""
    for found in library.addresses:
        text, host = found.text, found.host
        is_plain = host and found.is_link and text[:5].casefold() == "http:" and not is_onion(host)
        if is_plain and not is_private_host(host):
            yield found.place, f"link to {host} uses http", f"use https{text[4:]}", text


def _holds_entity(address: WebAddress) -> bool:
    """Whether an address in a field holds an HTML entity; in texts the parser resolves them."""
    return bool(address.field) and _AMPERSAND.search(address.text) is not None


@entry_check(
    "address-entity",
    "An address in a field contains `&amp;`.",
    "`&amp;` is how HTML writes `&`. The front matter and the catalogue are not HTML, so the link would ask the other "
    "site for the wrong page. In a text it does no harm. `openshelf check --fix` corrects it.",
)
def address_entity(library: Entries) -> Iterator[Finding]:
    """Find addresses in fields that hold an HTML entity."""
    for found in library.all_addresses:
        if _holds_entity(found):
            yield found.place, "this address contains &amp;", html.unescape(found.text), found.text


@check(
    "look-alike-host",
    "The host of an address looks like another one.",
    "Letters of other scripts, a digit for a letter, a name before an `@` or a bare number make a false address look "
    "like one that readers trust (Unicode TR 39). Type the address yourself instead of copying it, and open it. Names "
    "in one script, whichever it is, are fine. If the address is right, ask an editor for an exception. Put an "
    "address that readers should see but not follow between backticks.",
    excusable=True,
)
def look_alike_host(library: Library) -> Iterator[Finding]:
    """Find hosts that pass for others."""
    links = [found for found in library.all_addresses if found.is_link]
    addresses = [(found, found.unwrapped, host) for found in links if (host := found.end_host)]
    uses = Counter(host for _, _, host in addresses)
    alike: dict[str, str] = {}
    for host, _ in sorted(uses.items(), key=lambda item: (not item[0].isascii(), -item[1])):
        alike.setdefault(skeleton(host.removeprefix("www.")), host.removeprefix("www."))
    reasons = {host: _why_false(host, alike) for host in uses}
    for found, real, host in addresses:
        if "@" in unquote(_AUTHORITY.split(real.partition("//")[2], maxsplit=1)[0]):
            said_of_it = f"the link leads to {host}; the part before the @ only looks like a host"
            yield found.place, said_of_it, "delete the part before the @", found.text
        elif reasons[host]:
            yield found.place, reasons[host], "type the name of the site yourself", found.text


def _why_false(host: str, alike: dict[str, str]) -> str:
    if number_of(host) is not None:
        return f"{host} is a number, not a name" if not is_private_host(host) and host not in _KNOWN_NUMBERS else ""
    if _HIDDEN.search(host):
        return "the host contains an invisible character"
    other = alike[skeleton(host.removeprefix("www."))]
    if other != host.removeprefix("www."):
        return f"{host} looks like {other}"
    if any(map(is_mixed, host.split("."))):
        return f"{host} mixes letters of several scripts"
    return f"{host} looks like Latin letters, but is not" if passes_for_latin(host) else ""


@entry_check(
    "short-link",
    "A shortened link hides where it leads.",
    "The service behind a shortened link sees who follows it, and its owner can change where it leads. Open it, and "
    "copy the address where you arrive. Put an example that readers must not follow between backticks.",
    excusable=True,
)
def short_link(library: Entries) -> Iterator[Finding]:
    """Find addresses of link shorteners."""
    shorteners = host_lists().shorteners
    for found in library.all_addresses:
        host = found.end_host
        if found.is_link and not shorteners.isdisjoint(parent_domains(host)):
            hint = "open it, and copy the address you arrive at"
            yield found.place, f"{host} hides where the link leads", hint, found.text


@entry_check(
    "tracking-link",
    "A link tells the other site where the reader comes from.",
    "Parameters such as `utm_source` and `fbclid` tell the other site which message, post or person a reader comes "
    "from. The page is the same without them. An address copied from a mail, a search or a social network often goes "
    "through that service first: the service sees every reader, and the link stops working when the service ends. The "
    "hint is the real address.",
    Severity.WARNING,
    excusable=True,
)
def tracking_link(library: Entries) -> Iterator[Finding]:
    """Find addresses with parameters for tracking, and those of services that only send readers on."""
    for found in library.all_addresses:
        if _holds_entity(found):
            continue  # that is fixed first: with it, parameters have other names
        if found.unwrapped != found.text:
            yield (
                found.place,
                f"this address goes through {found.host}, which sees every reader",
                found.unwrapped,
                found.text,
            )
        elif "?" in found.text:
            trackers = trackers_in(found.text)
            if trackers:
                yield found.place, f"{trackers[0]} tracks readers", without_trackers(found.text), found.text


@entry_check(
    "private-link",
    "A link leads to something that is not public.",
    "With an invitation, anyone can join the group and see who is in it. With a link for editing, anyone may change "
    "the document and see its owner. A signed link opens what was meant for one person. A local address leads each "
    "reader to a place in their own network. Link to a public page instead. Put an example that readers must not "
    "follow between backticks.",
    excusable=True,
)
def private_link(library: Entries) -> Iterator[Finding]:
    """Find invitations, documents that can be changed, signed links and local hosts."""
    lists = host_lists()
    named = {*lists.invitations, *lists.editable}
    for found in library.all_addresses:
        if not found.is_link:
            continue
        place, text, real = found.place, found.text, found.unwrapped
        host = host_in(real)
        is_named = not named.isdisjoint(parent_domains(host))
        if is_private_host(host):
            yield place, f"{host} leads into the reader's own network", "write it as text, without a link", text
        elif is_named and leads_to(real, lists.invitations):
            yield place, f"this invitation to {host} lets anybody join", "link to a page about the group", text
        elif is_named and leads_to(real, lists.editable):
            hint = "end it with /preview" if host == "docs.google.com" else "publish a copy to read only"
            yield place, f"this document on {host} may be changed by readers", hint, text
        elif "?" in real and (keys := signatures(real)):
            message = f"{min(keys)} in {masked(real)} gives access that was meant for one person"
            yield place, message, "take it out", text


@entry_check(
    "token-link",
    "A link to a file contains a token.",
    "Some sites add a short token to the address of every file, and the file opens without it too. On other sites the "
    "token opens what was meant for one person. Open the address without the token, in a private window.",
    Severity.WARNING,
    excusable=True,
)
def token_link(library: Entries) -> Iterator[Finding]:
    """Find addresses with a token that is too short for a secret."""
    for found in library.all_addresses:
        if found.is_link and "?" in found.unwrapped and (keys := short_tokens(found.unwrapped)):
            message = f"{min(keys)} in {masked(found.unwrapped)} may give access that was meant for one person"
            yield found.place, message, "take it out if the file opens without it", found.text


@entry_check(
    "onion-link",
    "An onion address is a link.",
    "Outside Tor Browser such a link fails, and whoever watches the connection sees the attempt. Put the address "
    "between backticks: readers who use Tor copy it. In the catalogue write it under `addresses: onion`; the page of "
    "the resource shows it as text.",
    Severity.WARNING,
    excusable=True,
)
def onion_link(library: Entries) -> Iterator[Finding]:
    """Find links to onion addresses, in texts and in fields."""
    for found in library.addresses:
        is_followed = found.is_link and (not found.field or found.field in _FOLLOWED)
        if is_followed and ".onion" in found.text and is_onion(found.host):
            hint = "write it under addresses: onion" if found.field else f"`{found.text}`"
            yield found.place, "this link works in Tor Browser only", hint, found.text


CHECKS: tuple[Check, ...] = (
    link_target,
    unused_definition,
    own_address,
    plain_http,
    address_entity,
    look_alike_host,
    short_link,
    tracking_link,
    private_link,
    token_link,
    onion_link,
)
