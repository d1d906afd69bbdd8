"""Which external addresses a library holds, and where: a pure function of the sources' text."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from openshelf.model.addresses import page_of
from openshelf.model.convert import convert
from openshelf.model.entries import Accept
from openshelf.problem import Place
from openshelf.read.body import outline
from openshelf.read.code import hide_code
from openshelf.read.document import parse_document
from openshelf.read.nodes import CATALOGUE_NODES, Tree, read_yaml, scalars

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from openshelf.read.body import Body

_NAMES = """
about bitcoin blob callto cid data facetime facetime-audio file ftp ftps geo gemini git im intent ipfs ipns irc ircs
itms-apps javascript magnet mailto market matrix mid monero news nntp obsidian otpauth rtsp sftp sgnl signal sip
sips sms smsto ssh steam tel tg urn vbscript viber view-source webcal whatsapp ws wss xmpp zoommtg
"""
NOT_ON_THE_WEB = frozenset(_NAMES.split())
"""Schemes that exist and are none of our business here; a scheme that is not one of them is a slip."""

_WEB = re.compile(r"https?://[^\s<>\"'`\\^{|}\[\]]+", re.IGNORECASE)
_SCHEME = re.compile(r"^(?P<scheme>[a-z][a-z0-9+.-]*):(?=\S)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, order=True)
class Use:
    """One place at which an address stands."""

    place: Place
    words: str
    """What readers see there, or the name of the field."""
    written: str
    """The address as written, fragment included."""
    archive: bool = True
    """Whether an archived copy may be looked for and shown."""
    accept: Accept | None = None
    """Why checks may fail on it for a time."""

    def __hash__(self) -> int:
        """Hash without the editor's note, which pydantic leaves without a hash."""
        return hash((self.place, self.words, self.written))


Inventory = dict[str, tuple[Use, ...]]
"""Addresses without fragments, sorted, with every place at which they stand."""


def addresses(sources: Iterable[tuple[str, str]]) -> Inventory:
    """Return the addresses of a library's text files, each a path and its text; what cannot be read holds none."""
    found: dict[str, set[Use]] = defaultdict(set)
    for path, text in sources:
        for use in _of_catalogue(path, text) if path.endswith((".yml", ".yaml")) else _of_markdown(path, text):
            found[page_of(use.written)].add(use)
    return {address: tuple(sorted(uses, key=lambda use: use.place)) for address, uses in sorted(found.items())}


def accepted(uses: Iterable[Use]) -> Accept | None:
    """Return the note that excuses an address longest; it needs one only once."""
    notes = [use.accept for use in uses if use.accept is not None]
    return max(notes, key=lambda note: note.until, default=None)


def may_archive(uses: Iterable[Use]) -> bool:
    """Whether nobody who uses the address asks that no copy be looked for."""
    return all(use.archive for use in uses)


def _of_catalogue(path: str, text: str) -> Iterator[Use]:
    tree, values, _ = read_yaml(text, path, most_nodes=CATALOGUE_NODES)
    for index, value in enumerate(values if tree is not None and isinstance(values, list) else ()):
        if isinstance(value, dict) and tree is not None:
            yield from _of_entry(tree.child(index), value)


def _of_markdown(path: str, text: str) -> Iterator[Use]:
    document, _ = parse_document(text, path)
    if document is None:
        return
    values = document.values or {}
    if document.tree is not None:
        yield from _of_entry(document.tree, values)
    if not _is_withdrawn(values):
        archive, accept = _notes(document.tree, values)
        body = outline(document.body, path, document.body_line)
        for place, words, written in _of_body(body):
            yield Use(place, words, written, archive, accept)


def _of_entry(tree: Tree, values: Mapping[str, Any]) -> Iterator[Use]:
    """Yield the addresses in an entry's fields. Readers no longer find those of a withdrawn one."""
    if _is_withdrawn(values):
        return
    title = str(values.get("title") or values.get("id") or "")
    archive, accept = _notes(tree, values)
    for field, place, written in in_fields(tree):
        yield Use(place, title if field == "url" else f"{title}: {field}", written, archive, accept)


def in_fields(tree: Tree) -> Iterator[tuple[str, Place, str]]:
    """Yield every address in the fields of an entry: the field, the place, the address."""
    for field, node in scalars(tree.node):
        for match in _WEB.finditer(node.value) if "://" in node.value else ():
            place = Place(tree.path, node.start_mark.line + tree.first_line, node.start_mark.column + 1)
            yield field, place, _trimmed(match[0])


def _is_withdrawn(values: Mapping[str, Any]) -> bool:
    return values.get("withdrawn") is not None


def _notes(tree: Tree | None, values: Mapping[str, Any]) -> tuple[bool, Accept | None]:
    accept = None
    if tree is not None and isinstance(values.get("accept"), dict):
        accept, _ = convert(Accept, values["accept"], tree)
    return str(values.get("archive", "yes")).casefold() not in {"no", "false"}, accept


def _of_body(body: Body) -> Iterator[tuple[Place, str, str]]:
    """Yield links and images first, then every other address in the text outside code."""
    covered = []
    for link in body.links:
        covered.append((link.start, link.start + len(link.target)))
        scheme = _SCHEME.match(link.target)
        if scheme and scheme["scheme"].casefold() not in NOT_ON_THE_WEB:
            yield link.place, link.words, link.target
        elif link.target.startswith("//"):
            yield link.place, link.words, f"https:{link.target}"
    for match in _WEB.finditer(hide_code(body.text)):
        if not any(start <= match.start() < end for start, end in covered):
            yield body.place(match.start()), "", _trimmed(match[0])


def _trimmed(text: str) -> str:
    """Return an address found in running text without the signs of the sentence around it."""
    while text and (text[-1] in ".,;:!?*_" or (text[-1] == ")" and text.count(")") > text.count("("))):
        text = text[:-1]
    return text
