"""The one finder of addresses of the web: in fields of entries, in links, and as they stand in texts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from dataclasses import field as of_record
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from openshelf.library.description import field_scalars, read_description
from openshelf.linkcheck.inventory import NOT_ON_THE_WEB, Use
from openshelf.model.convert import convert
from openshelf.model.entries import Accept
from openshelf.model.hosts import unwrapped
from openshelf.model.urls import addresses_in, host_in
from openshelf.sources.document import parse_document
from openshelf.sources.markdown_outline import read_body
from openshelf.sources.source import Source
from openshelf.sources.yaml_source import CATALOGUE_NODES, read_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from openshelf.core.problem import Place
    from openshelf.sources.markdown_outline import Body
    from openshelf.sources.yaml_source import Tree

_SCHEME = re.compile(r"^(?P<scheme>[a-z][a-z0-9+.-]*):(?=\S)", re.IGNORECASE)


class Content(NamedTuple):
    """What one entry was read from, whether or not its fields are right."""

    tree: Tree | None
    """None where the front matter cannot be read."""
    values: Mapping[str, Any]
    body: Body | None

    @property
    def is_withdrawn(self) -> bool:
        """Whether readers no longer find it."""
        return self.values.get("withdrawn") is not None


@dataclass(frozen=True)
class WebAddress:
    """An address of the web, and where it stands."""

    place: Place
    text: str
    """As pages hold it."""
    words: str
    """What readers see there; empty for an address that stands as it is."""
    field: str = ""
    """The field of the entry, empty in texts."""
    is_link: bool = True
    """Whether readers can follow it."""
    known_end: str | None = of_record(default=None, compare=False)
    known_host: str | None = of_record(default=None, compare=False)
    """Where it leads, and the host there, as an earlier run found."""

    @cached_property
    def host(self) -> str:
        """Its host, empty where it has none."""
        return host_in(self.text)

    @cached_property
    def unwrapped(self) -> str:
        """Where it leads once services that only redirect are unwrapped."""
        return unwrapped(self.text) if self.known_end is None else self.known_end

    @cached_property
    def end_host(self) -> str:
        """The host there, empty where it has none."""
        return host_in(self.unwrapped) if self.known_host is None else self.known_host


def web_addresses(content: Content) -> Iterator[WebAddress]:
    """Yield every address of the web in an entry and its text, and every other one that is a slip."""
    if content.tree is not None:
        yield from _in_fields(content.tree)
    if content.body is not None:
        yield from _in_links(content.body)
        yield from _in_words(content.body)


def _in_fields(tree: Tree) -> Iterator[WebAddress]:
    for field, node in field_scalars(tree):
        value = node.value
        if "://" in value:
            place = tree.place_of(node)
            is_shown_only = field == "addresses" and place == tree.place("addresses", "onion")
            is_address = value[:4].casefold() == "http" and not any(map(str.isspace, value))
            for address in [value] if is_address else [found for _, found in addresses_in(value)]:
                yield WebAddress(place, address, "", field, is_link=not is_shown_only)


def _in_links(body: Body) -> Iterator[WebAddress]:
    for link in body.links:
        scheme = _SCHEME.match(link.target)
        if link.target.startswith("//"):
            yield WebAddress(link.place, f"https:{link.target}", link.words)
        elif scheme and scheme["scheme"].casefold() not in NOT_ON_THE_WEB:
            yield WebAddress(link.place, link.target, "" if link.is_autolink else link.words)


def _in_words(body: Body) -> Iterator[WebAddress]:
    """Yield the addresses that stand in a text and are no link, for example between quotation marks."""
    for run in body.runs if "://" in body.text else ():
        level = 0
        for token in run.token.children or ():
            level += token.nesting * (token.type in {"link_open", "link_close"})
            if token.type == "text" and not level and "://" in token.content:
                for start, address in addresses_in(token.content):
                    yield WebAddress(body.place(run.offset(token.meta["at"] + start)), address, "", is_link=False)


def link_uses(content: Content) -> Iterator[Use]:
    """Yield every use of an address that readers find, with what its writer says of checks and copies."""
    if content.is_withdrawn:
        return
    title = str(content.values.get("title") or content.values.get("id") or "")
    archive, accept = _notes(content)
    for found in web_addresses(content):
        if found.field and not found.is_link:
            continue  # an onion service, which answers in Tor Browser only
        words = found.words
        if found.field:
            words = title if found.field == "url" else f"{title}: {found.field}"
        yield Use(found.place, words, found.text, archive, accept)


def _notes(content: Content) -> tuple[bool, Accept | None]:
    accept = None
    if content.tree is not None and isinstance(content.values.get("accept"), dict):
        accept, _ = convert(Accept, content.values["accept"], content.tree)
    return str(content.values.get("archive", "yes")).casefold() not in {"no", "false"}, accept


def contents_of(path: str, text: str) -> Iterator[Content]:
    """Yield the entries of a source file of any revision; what cannot be read holds none."""
    if path.endswith((".yml", ".yaml")):
        tree, values, _ = read_yaml(text, path, most_nodes=CATALOGUE_NODES)
        source = Source(path, text)
        if tree is not None and isinstance(values, dict):
            yield Content(tree, values, read_description(tree, values, source)[0])
        for index, value in enumerate(values if tree is not None and isinstance(values, list) else ()):
            if isinstance(value, dict) and tree is not None:
                body, _ = read_description(tree.child(index), value, source)
                yield Content(tree.child(index), value, body)
        return
    document, _ = parse_document(text, path)
    if document is not None:
        body, _ = read_body(document.body, path, document.body_line)
        yield Content(document.tree, document.values or {}, body)
