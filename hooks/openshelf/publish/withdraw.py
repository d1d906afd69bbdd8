"""Withdrawing an entry: the change in its source, who cites it, and what no tool can pull back."""

from __future__ import annotations

import json
import re
from itertools import islice
from typing import TYPE_CHECKING, Any

import yaml

from openshelf.core.problem import Place
from openshelf.model.entries import CaseStudy
from openshelf.model.fields import Naming
from openshelf.model.kinds import CASE_NOTICE_KEYS, Kind
from openshelf.sources.document import parse_document
from openshelf.sources.text import Lines
from openshelf.sources.yaml_source import read_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from openshelf.library.entry import Entry
    from openshelf.library.library import Library
    from openshelf.model.entries import Withdrawn

_FRONT_MATTER_FENCE = re.compile(r"^---[ \t]*\r?$", re.MULTILINE)
_KEY = "withdrawn"
_WORD = re.compile(r"\w+")
_MIN_WORDS = 2
"""Words of a title that is looked for: a single one stands in many texts."""


class CannotWithdrawError(Exception):
    """The source cannot be changed by a program; the message says why and what to do."""


def withdrawn_text(text: str, entry: Entry, withdrawn: Withdrawn, *, is_sensitive: bool = False) -> str:
    """Return the text of an entry's file with the entry withdrawn.

    The key is set after the line of ``reviewed``, which every entry has; all other lines of the catalogue and of the
    front matter stay as they are, comments included. What stands below front matter goes. Of a case study nothing stays
    but what tells nothing of it; ``is_sensitive`` says whether its page keeps a way to leave at once. Raises
    CannotWithdrawError.
    """
    if any(key.value == _KEY for key, _ in entry.tree.node.value):
        line = entry.place(_KEY, key=True).line
        msg = f"{entry.path}:{line} there is a key {_KEY} already; delete it and run the command again"
        raise CannotWithdrawError(msg)
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    text = text.removeprefix(mark)
    if entry.kind is Kind.CASE_STUDY:
        kept = _kept_of_a_case(entry, is_sensitive=is_sensitive)
        return mark + _notice_alone(text, kept, _written(withdrawn))
    changed = _with_notice(text, entry, _written(withdrawn))
    if entry.kind is not Kind.RESOURCE:
        changed = _without_body(changed)
    if _values(changed, entry) != _expected(text, entry, withdrawn):
        msg = f"{entry.path} is written in a way that this command cannot change; add the key {_KEY} by hand"
        raise CannotWithdrawError(msg)
    return mark + changed


def _written(withdrawn: Withdrawn) -> dict[str, str]:
    """Return the keys of the notice with their values as YAML."""
    values = {"date": str(withdrawn.date), "reason": json.dumps(withdrawn.reason, ensure_ascii=False)}
    return values | ({"replaced_by": withdrawn.replaced_by} if withdrawn.replaced_by else {})


def _kept_of_a_case(entry: Entry, *, is_sensitive: bool) -> dict[str, str]:
    kept = {key: str(entry.values[key]) for key in CASE_NOTICE_KEYS if key in entry.values}
    return kept | ({"sensitive": "yes"} if is_sensitive else {})


def _notice_alone(text: str, kept: Mapping[str, str], values: Mapping[str, str]) -> str:
    """Return a file that holds nothing but some keys and a notice, with the line ends that it has."""
    end = "\r\n" if text.partition("\n")[0].endswith("\r") else "\n"
    lines = [f"{key}: {value}" for key, value in kept.items()]
    lines += [f"{_KEY}:", *(f"  {key}: {value}" for key, value in values.items())]
    return "".join(f"{line}{end}" for line in ("---", *lines, "---"))


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
        stop = entry.place("reviewed").line
        lines[stop:stop] = [f"{line}{end}" for line in block]
    return "\n".join(lines)


def _without_body(text: str) -> str:
    """Return a Markdown file without what stands below its front matter."""
    closing = list(islice(_FRONT_MATTER_FENCE.finditer(text), 2))[-1]
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


def orphaned_files(before: Library, after: Library) -> list[str]:
    """Return the files that a published text showed before and none shows now."""
    there = {file.path for file in after.files}
    return sorted(there & (before.used_files - after.used_files) - {entry.path for entry in after.all_entries})


def remaining_keys(entry: Entry) -> list[str]:
    """Return the keys that stay in the source besides those of the notice."""
    notice = {"id", "title", "reviewed", "review_by", "draft", "publish_after", "licence", "themes", "sensitive", _KEY}
    return [
        key.value for key, _ in entry.tree.node.value if isinstance(key, yaml.ScalarNode) and key.value not in notice
    ]


def title_occurrences(library: Library, entry: Entry) -> list[Place]:
    """Return where the title of an entry stands in other texts: words that no program can tell from their writer's."""
    title = _phrase(entry.title)
    return [
        Place(source.path, *Lines(source.text).at(match.start()))
        for source in library.sources
        if source.path != entry.path
        for match in (title.finditer(source.text) if title is not None else ())
        if match[0] != entry.id  # a reference, which is cited above
    ]


def named_in_reason(reason: str, entry: Entry) -> str:
    """Return what a reason tells of a case study that is to leave no trace: its title, or a partner that it named."""
    if not isinstance(entry.data, CaseStudy):
        return ""
    partner = entry.data.partner
    names = [entry.title, *([partner.label] if partner.naming is Naming.NAMED else [])]
    return next((name for name in names if (phrase := _phrase(name)) is not None and phrase.search(reason)), "")


def _phrase(name: str) -> re.Pattern[str] | None:
    """Return what finds a name however its words are set, None for one that is too short to mean only this."""
    words = _WORD.findall(name)
    return re.compile(r"\W+".join(words), re.IGNORECASE) if len(words) >= _MIN_WORDS else None


def remaining_copies(library: Library, entry: Entry) -> Iterator[str]:
    """Yield, a line each, where copies stay whatever is built, and whom to ask."""
    page = f"{library.settings.site_url or 'https://<your site>/'}{entry.address}"
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
    yield "Your own host: caches (CDN), older deployments and previews, and what pull requests keep of their runs"
    yield "  (artifacts and caches). Empty and delete them there."
    yield "Mirrors, offline copies and other libraries that took the open data: the people who run them must be told."
    yield "What readers saved, printed, photographed or sent on. Nobody can take that back."
    yield "These addresses are where to start; this command has asked nobody."
