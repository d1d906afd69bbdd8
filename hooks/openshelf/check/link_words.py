"""Rules about the words of links: there are some, they say where the link leads, and name no other site."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from openshelf.check.link_targets import links_in_texts
from openshelf.check.rule_function import Check, Finding, entry_check
from openshelf.core.problem import Severity
from openshelf.model.hosts import host_lists, parent_domains, unwrapped
from openshelf.model.urls import host_in, scheme_of, site_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from openshelf.library.part import Entries

_HOST_IN_WORDS = re.compile(r"(?:https?://)?(?:[\w-]+\.)+[a-z]{2,24}(?:[/?#:]\S*)?", re.IGNORECASE)
_WORDLESS = """
here| click here| click| link| this| this link| this page| read more| more| see here| details| aquí| haz clic
aquí| haga clic aquí| clic aquí| pulse aquí| enlace| este enlace| leer más| ver más| más| aqui| clique aqui|
clica aqui| ligação| este link| leia mais| ler mais| saiba mais| ver mais| mais| ici| cliquez ici| clique ici|
lien| ce lien| lire la suite| en savoir plus| plus| voir ici
"""
_SAYS_NOTHING = frozenset(" ".join(words.split()) for words in _WORDLESS.split("|"))
_ENDINGS = "md html htm php pdf txt csv json yml yaml py js zip doc docx"
_FILE_ENDINGS = set(_ENDINGS.split())


@entry_check(
    "link-without-words",
    "A link has no words.",
    "A link without words cannot be seen or tapped, and a screen reader reads its address aloud. Write between the "
    "square brackets what the reader finds there.",
)
def link_without_words(library: Entries) -> Iterator[Finding]:
    """Find links without words."""
    for link in links_in_texts(library):
        if not link.is_image and not link.words.strip():
            yield link.place, "this link has no words", f"write [what it is]({link.target})"


@entry_check(
    "link-in-link",
    "A link contains another link.",
    "Browsers break such links apart, and readers cannot tell which one they follow. Write one after the other.",
)
def link_in_link(library: Entries) -> Iterator[Finding]:
    """Find links, references and notes among the words of links."""
    for text in library.texts:
        for slip in text.body.nested_links:
            yield slip.place, f"{slip.text[:30]} is inside a link", "write it after the link"


@entry_check(
    "link-words-host",
    "The words of a link name another site than the one it leads to.",
    "False pages often trick people this way. Name the site that the link leads to, or write what the reader finds "
    "there. The name of code, a package or an article may look like a site if the address contains the same words: "
    "`[socket.io](https://www.npmjs.com/package/socket.io)`.",
    excusable=True,
)
def link_words_host(library: Entries) -> Iterator[Finding]:
    """Find links whose words name another site."""
    for link in links_in_texts(library):
        plain = unicodedata.normalize("NFKC", link.words).strip()
        named = _HOST_IN_WORDS.fullmatch(plain) if "." in plain and not link.is_image else None
        if named is None or link.is_autolink or scheme_of(link.target) not in {"http", "https"}:
            continue
        words = named[0] if "//" in named[0] else f"https://{named[0]}"
        real = unwrapped(link.target)
        shown, target = host_in(words).removeprefix("www."), host_in(real)
        if (
            shown.rpartition(".")[2] not in _FILE_ENDINGS
            and target
            and site_of(shown) != site_of(target.removeprefix("www."))
            and not _is_named_there(named[0], real)
        ):
            yield link.place, f"the words say {shown}, the link leads to {target}", f"write {target}", link.target


def _is_named_there(words: str, address: str) -> bool:
    """Whether words are the name of a thing that an address of a code host, a registry or an encyclopedia leads to."""
    parts = urlsplit(address)
    names = unquote(parts.path).casefold().split("/")
    return words.casefold() in names and not host_lists().catalogues.isdisjoint(parent_domains(host_in(address)))


@entry_check(
    "link-words",
    "The words of a link do not say where it leads.",
    "People who use a screen reader go from link to link and hear only the words of each (WCAG 2.4.4, 2.4.9): "
    "`here` or a bare address tells them nothing. Write what the reader finds there.",
    Severity.WARNING,
    excusable=True,
)
def link_words(library: Entries) -> Iterator[Finding]:
    """Find links whose words say nothing."""
    for link in links_in_texts(library):
        if link.is_image or link.is_autolink or not link.target:
            continue
        words = " ".join(link.words.casefold().split()).strip(" .:…→»>*_")
        if words in _SAYS_NOTHING or words.startswith(("http://", "https://")):
            yield link.place, f"{link.words!r} does not say where the link leads", "name the page", link.words


CHECKS: tuple[Check, ...] = (link_without_words, link_in_link, link_words_host, link_words)
