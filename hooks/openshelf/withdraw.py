"""Withdrawing an entry: the change in its source, who cites it, and what no tool can pull back."""

from __future__ import annotations

import json
import re
from itertools import islice
from typing import TYPE_CHECKING, Any

import yaml

from openshelf.model.kinds import Kind
from openshelf.pages.addresses import address
from openshelf.read.document import parse_document
from openshelf.read.nodes import read_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from openshelf.library.entry import Entry
    from openshelf.library.library import Library
    from openshelf.model.entries import Withdrawn
    from openshelf.problem import Place

_FENCE = re.compile(r"^---[ \t]*\r?$", re.MULTILINE)
_KEY = "withdrawn"


class CannotWithdrawError(Exception):
    """The source cannot be changed by a program; the message says why and what to do."""


def withdrawn_text(text: str, entry: Entry, withdrawn: Withdrawn) -> str:
    """Return the text of an entry's file with the entry withdrawn.

    The key is set behind the line of ``reviewed``, which every entry has; all other lines of the catalogue and of the
    front matter stay as they are, comments included. What stands below front matter goes. Raises CannotWithdrawError.
    """
    if any(key.value == _KEY for key, _ in entry.tree.node.value):
        line = entry.place(_KEY, key=True).line
        msg = f"{entry.path}:{line} there is a key {_KEY} already; delete it and run the command again"
        raise CannotWithdrawError(msg)
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    changed = _with_notice(text.removeprefix(mark), entry, _written(withdrawn))
    if entry.kind is not Kind.RESOURCE:
        changed = _without_body(changed)
    if _values(changed, entry) != _expected(text.removeprefix(mark), entry, withdrawn):
        msg = f"{entry.path} is written in a way that this command cannot change; add the key {_KEY} by hand"
        raise CannotWithdrawError(msg)
    return mark + changed


def _written(withdrawn: Withdrawn) -> dict[str, str]:
    """Return the keys of the notice with their values as YAML."""
    said = {"date": str(withdrawn.date), "reason": json.dumps(withdrawn.reason, ensure_ascii=False)}
    return said | ({"replaced_by": withdrawn.replaced_by} if withdrawn.replaced_by else {})


def _with_notice(text: str, entry: Entry, values: Mapping[str, str]) -> str:
    end = "\r" if text.partition("\n")[0].endswith("\r") else ""
    lines = (text if text.endswith("\n") else f"{text}{end}\n").split("\n")
    start = entry.place()
    line = lines[start.line - 1]
    if line[start.column - 1 : start.column] == "{":
        inner = ", ".join(f"{key}: {value}" for key, value in values.items())
        lines[start.line - 1] = f"{line[: start.column]}{_KEY}: {{{inner}}}, {line[start.column :]}"
    else:
        indent = " " * (start.column - 1)
        block = [f"{indent}{_KEY}:", *(f"{indent}  {key}: {value}" for key, value in values.items())]
        behind = entry.place("reviewed").line
        lines[behind:behind] = [f"{line}{end}" for line in block]
    return "\n".join(lines)


def _without_body(text: str) -> str:
    """Return a Markdown file without what stands below its front matter."""
    closing = list(islice(_FENCE.finditer(text), 2))[-1]
    return f"{text[: closing.end()]}\n"


def _values(text: str, entry: Entry) -> Any:  # noqa: ANN401 - YAML has no static type
    """Return the plain values of a file: the whole catalogue, or the front matter."""
    text = text.replace("\r\n", "\n")
    if entry.kind is Kind.RESOURCE:
        return read_yaml(text, entry.path)[1]
    document, _ = parse_document(text, entry.path)
    return document.values if document is not None else None


def _expected(text: str, entry: Entry, withdrawn: Withdrawn) -> Any:  # noqa: ANN401 - YAML has no static type
    values = _values(text, entry)
    changed = next(value for value in values if value.get("id") == entry.id) if isinstance(values, list) else values
    changed[_KEY] = {key: str(value) for key, value in withdrawn.model_dump(exclude_none=True).items()}
    return values


def citations(library: Library, entry: Entry) -> list[Place]:
    """Return every place that refers to an entry, in the order of files; other withdrawn entries do not count."""
    mentions = {
        mention.place
        for mention in (*library.mentions, *library.path_links)
        if entry in mention.found and mention.origin is not entry and mention.origin.data.withdrawn is None
    }
    return sorted(mentions | {place for file, place in library.settings.menu if f"docs/{file}" == entry.path})


def left_behind(before: Library, after: Library) -> list[str]:
    """Return the files that a published text showed before and none shows now."""
    there = {file.path for file in after.files}
    return sorted(there & (before.used_files - after.used_files) - {entry.path for entry in after.all_entries})


def kept_values(entry: Entry) -> list[str]:
    """Return the keys that stay in the source besides those of the notice; some are needed as long as the entry is."""
    fields, needed = type(entry.data).model_fields, " (the key must stay: change what it says)"
    notice = {"id", "title", "reviewed", "review_by", "draft", "publish_after", "licence", "themes"}
    return [
        key.value + (needed if key.value in fields and fields[key.value].is_required() else "")
        for key, _ in entry.tree.node.value
        if isinstance(key, yaml.ScalarNode) and key.value not in notice
    ]


def beyond_reach(library: Library, entry: Entry) -> Iterator[str]:
    """Yield, a line each, where copies stay whatever is built, and whom to ask."""
    page = f"{library.settings.site_url or 'https://<your site>/'}{address(entry)}"
    yield f"The history of the repository, and every fork and clone of it: {entry.path} stays readable there."
    yield "  How to take a file out of the history, and whom to ask about forks:"
    yield (
        "  https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/"
        "removing-sensitive-data-from-a-repository"
    )
    yield "Search engines, until they come again. To ask for it sooner:"
    yield "  https://search.google.com/search-console/remove-outdated-content"
    yield f"Web archives. Copies, if there are any: https://web.archive.org/web/*/{page}"
    yield "  To ask for their removal: https://help.archive.org/"
    yield "Your own host: caches (CDN), older deployments and previews. Empty and delete them there."
    yield "Mirrors, offline copies and other libraries that took the open data: the people who run them must be told."
    yield "What readers saved, printed, photographed or sent on. Nobody can pull that back."
    yield "These addresses are where to start; this command has asked nobody."
