"""A folder of Markdown as articles: front matter, title and links are changed, everything else is left to the check."""

from __future__ import annotations

import posixpath
import re
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from pydantic import TypeAdapter, ValidationError

from openshelf.importing import vocabularies as v
from openshelf.importing.candidates import Candidate, IdAllocator, told_of_id
from openshelf.importing.diagnostics import Diagnostic, SourceLocation, Topic, quoted
from openshelf.importing.front_matter import PERSONAL, key_meant
from openshelf.importing.headings import folded
from openshelf.importing.holds import ends, folder_that_holds, is_sign, why_held
from openshelf.importing.rows import Extraction, KnownWords
from openshelf.importing.source_texts import SourceText, UnusableTextError, line_of, read_source_text, stem_of
from openshelf.model import fields as f
from openshelf.model.kinds import Kind
from openshelf.model.urls import scheme_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

    from openshelf.core.problem import Place
    from openshelf.sources.dialect import Token

_TEMPLATE = re.compile(r"\{%.*?%\}|\{\{[<%]?.*?\}\}")
"""Calls of Jekyll and Hugo, which only these programs follow."""
_BAR = ("|", "\\|")
"""The bar of a reference, in a text and in a cell of a table."""
_OF_DAYS = frozenset("date lastmod updated modified created fecha data".split())  # noqa: SIM905 - words, one after the other
_LICENCE, _DAY = TypeAdapter(f.Licence), TypeAdapter(f.Day)
_OWN: dict[str, TypeAdapter[Any]] = {"review_by": _DAY, "publish_after": _DAY, "sensitive": TypeAdapter(f.Flag)}
"""Keys of our own, without which a text would be shown otherwise than it says."""


def articles(
    files: Iterable[tuple[str, bytes]],
    shown: str,
    language: str,
    choices: KnownWords,
    ids: IdAllocator,
    refused: Container[str] = (),
) -> Extraction:
    """Return the articles of Markdown files, each a path and its bytes; ``shown`` is the name of their folder.

    ``language`` is that of the library; links to the texts whose ids are ``refused`` stay as they are.
    """
    found = Extraction()
    texts, new = [], []
    for path, data in files:
        where = f"{shown}/{path}"
        try:
            text = read_source_text(path, data, where, language)
        except UnusableTextError as error:
            found.diagnostics.append(Diagnostic(Topic.LEFT, SourceLocation(where, error.line), str(error)))
            continue
        id_, is_there = ids.of(Kind.GUIDE, text.title, stem_of(path))
        texts.append(replace(text, id=id_))
        if is_there:
            found.diagnostics.append(Diagnostic(Topic.THERE, SourceLocation(where), f"is {id_!r}"))
        else:
            told = told_of_id(id_, text.title)
            found.diagnostics += [
                *text.diagnostics,
                *([Diagnostic(Topic.CHANGED, SourceLocation(where), told)] if told else []),
            ]
            new.append(_Article(texts[-1], found.diagnostics))
    linked = [text for text in texts if text.id not in refused]
    by_path, by_name = {text.path: text.id for text in linked}, _by_name(linked)
    found.candidates += [article.candidate(choices, by_path, by_name) for article in new]
    found.diagnostics += _of_unused_keys(new)
    return found


def _of_unused_keys(new: Sequence[_Article]) -> Iterator[Diagnostic]:
    """Say which keys are not used, in how many files."""
    unused: dict[str, list[SourceLocation]] = defaultdict(list)
    for article in new:
        for name, location in article.unused():
            unused[name].append(location)
    for name, locations in unused.items():
        topic = Topic.PRIVATE if folded(name) in PERSONAL else Topic.UNUSED
        message = f"{quoted(name)}, in {len(locations)} file{'' if len(locations) == 1 else 's'}{_why_unused(name)}"
        yield Diagnostic(topic, locations[0], message)


def _why_unused(name: str) -> str:
    if _OF_DAYS.isdisjoint(folded(name).split()):
        return ""
    return " (the day of writing or of a change is not the day of a review)"


def _by_name(texts: Sequence[SourceText]) -> dict[str, str]:
    """Return the ids of texts by how wikis name them: by path, else by file, else by title; the first one wins."""
    paths = {text.path.rpartition(".")[0]: text for text in texts}
    named = [
        *paths.items(),
        *((path.rpartition("/")[2], text) for path, text in paths.items()),
        *((text.title, text) for text in texts),
    ]
    return {name.casefold(): text.id for name, text in reversed(named)}


def _list(value: object) -> list[str]:
    items = value if isinstance(value, list) else re.split("[,;]", value) if isinstance(value, str) else []
    return [word for item in items if (word := line_of(item).lstrip("#"))]


@dataclass(frozen=True)
class _Article:
    """One text: what becomes of its keys and its links."""

    source: SourceText
    diagnostics: list[Diagnostic]

    def candidate(self, choices: KnownWords, by_path: Mapping[str, str], by_name: Mapping[str, str]) -> Candidate:
        """Return the article; ``by_path`` and ``by_name`` are the ids of the texts of the folder."""
        text = self.with_links(by_path, by_name)
        line = self.source.front.first_line + len(text) - len(text.lstrip("\n"))
        body = text.strip("\n") + "\n" if text.strip() else ""
        return Candidate(
            SourceLocation(self.path), Kind.GUIDE, self.source.id, self.values(choices), self.locations(), body, line
        )

    @property
    def path(self) -> str:
        """The path that the report names."""
        return self.source.where

    def tell(self, topic: Topic, message: str, place: Place | None = None, key: str = "") -> None:
        """Say something of a place, or of a key."""
        line = place.line if place else self.locations().get(key, SourceLocation("")).row
        self.diagnostics.append(
            Diagnostic(topic, SourceLocation(self.path, line, place.column if place else 0), message)
        )

    def locations(self) -> dict[str, SourceLocation]:
        """Return where front matter says each key."""
        front = self.source.front
        return {
            key_meant(name): SourceLocation(self.path, line) for name, line in front.lines.items() if key_meant(name)
        }

    def unused(self) -> Iterator[tuple[str, SourceLocation]]:
        """Yield the keys that are not used, and where they are."""
        front = self.source.front
        for name, value in front.values.items():
            if not key_meant(name) and (not is_sign(name) or ends(name)) and value not in (None, "", [], {}):
                yield name, SourceLocation(self.path, front.lines.get(name, 0))

    def values(self, choices: KnownWords) -> dict[str, Any]:
        """Return the keys of the article."""
        front = self.source.front
        found: dict[str, Any] = {"title": self.source.title, "summary": self._summary(), **self._words(choices)}
        found |= {"licence": self._typed("licence", _LICENCE), "reviewed": self._typed("reviewed", _DAY)}
        own = {key: self._typed(key, adapter) for key, adapter in _OWN.items()}
        found |= own | {"sensitive": "yes" if own["sensitive"] == "True" else ""}
        hidden = self._is_held(choices.today)
        hidden |= any(front.first(key) not in (None, "") and not value for key, value in own.items())
        if template := _TEMPLATE.search(self.source.body.visible):
            place = self.source.body.place(template.start())
            self.tell(Topic.CHANGED, f"{quoted(template[0])} is a command for another program", place)
            hidden = True
        found["draft"] = "yes" if hidden else ""
        return {key: value for key, value in found.items() if value}

    def _is_held(self, today: dt.date) -> bool:
        """Return whether something holds the text back, and say what."""
        front = self.source.front
        reasons = [
            (reason, front.lines.get(name, 0))
            for name, value in front.values.items()
            if (reason := why_held(name, value, today))
        ]
        if folder := folder_that_holds(self.source.path):
            reasons.append((f"it is in folder {quoted(folder)}, so it comes in as a draft", 0))
        self.diagnostics.extend(
            Diagnostic(Topic.CHANGED, SourceLocation(self.path, line), reason) for reason, line in reasons
        )
        return bool(reasons or front.fault)

    def _summary(self) -> str:
        text = line_of(self.source.front.first("summary"))
        if len(text) > f.SUMMARY_LENGTH:
            message = f"a summary of {len(text)} characters is left out: at most {f.SUMMARY_LENGTH} are allowed"
            self.tell(Topic.CHANGED, message, key="summary")
            return ""
        return text

    def _words(self, choices: KnownWords) -> dict[str, list[str]]:
        words = [
            word
            for name, value in self.source.front.values.items()
            if key_meant(name) == "themes"
            for word in _list(value)
        ]
        themes, unknown = v.meant(words, choices.themes)
        for word in unknown:
            self.tell(Topic.UNKNOWN_WORD, f"themes: {quoted(word)}{v.near(word, choices.themes)}", key="themes")
        searched = _list(self.source.front.first("search_words"))
        return {"themes": themes or ([choices.theme] if choices.theme else []), "search_words": searched}

    def _typed(self, key: str, adapter: TypeAdapter[Any]) -> str:
        value = self.source.front.first(key)
        text = line_of(value) if isinstance(value, str | None) else str(value)
        try:
            return str(adapter.validate_python(text)) if text else ""
        except ValidationError as error:
            hint = error.errors()[0].get("ctx", {}).get("hint", "")
            self.tell(Topic.UNKNOWN_WORD, f"{key}: {quoted(text)}{f' ({hint})' if hint else ''}", key=key)
            return ""

    def with_links(self, by_path: Mapping[str, str], by_name: Mapping[str, str]) -> str:
        """Return the text with its links to other texts of the folder as references."""
        body, splices = self.source.body, []
        for run in body.runs:
            children = run.token.children or []
            for at, token in enumerate(children):
                new = None
                if token.type == "link_open":
                    new = self._reference(
                        children[at:], str(token.attrs["href"]), by_path, is_cell=run.block in {"td_open", "th_open"}
                    )
                elif token.type == "entry_reference":
                    new = _wiki_reference(token, by_name, is_cell=run.block in {"td_open", "th_open"})
                if new is not None:
                    start, end = run.offset(token.meta["at"]), run.offset(token.meta["end"] - 1) + 1
                    self._tell_lost_part(token, body.place(start))
                    splices.append((start, end, new))
        for link in body.links:
            if link.is_image and not scheme_of(link.target):
                self.tell(Topic.CHANGED, f"the picture {quoted(link.target)} is not copied", link.place)
        pieces, done = [], 0
        for start, end, new in sorted(splices):
            if start >= done:
                pieces += [body.text[done:start], new]
                done = end
        return "".join([*pieces, body.text[done:]])

    def _tell_lost_part(self, token: Token, place: Place) -> None:
        """Say which part of another text a wiki's reference led to, which ours cannot."""
        part = str(token.meta["target"]).partition("#")[2] if token.type == "entry_reference" else ""
        if part:
            self.tell(Topic.CHANGED, f"{quoted(f'#{part}')} is left out: a reference leads to a whole text", place)

    def _reference(
        self, tokens: Sequence[Token], target: str, by_path: Mapping[str, str], *, is_cell: bool
    ) -> str | None:
        """Return a link to another text as a reference; None where it is none, or has words that no reference has."""
        path, mark, place = target.partition("#")
        if scheme_of(target) or not path or path.startswith("/"):
            return None
        here = posixpath.dirname(self.source.path)
        file = posixpath.normpath(posixpath.join(here, unquote(path)))
        id_ = next(
            (by_path[one] for one in (file, f"{file}.md", f"{file}/index.md", f"{file}/README.md") if one in by_path),
            None,
        )
        close = next(at for at, token in enumerate(tokens) if token.type == "link_close")
        inside = tokens[1:close]
        words = "".join(token.content for token in inside)
        if id_ is None or any(token.type != "text" for token in inside) or re.search(r"[\[\]|\\]", words):
            return None
        if mark and place:  # a reference leads to no place on a page
            return f"[{words}]({id_}.md#{place})"
        return f"[[{id_}{_BAR[is_cell]}{words}]]" if words.strip() else None


def _wiki_reference(token: Token, by_name: Mapping[str, str], *, is_cell: bool) -> str | None:
    """Return a wiki's reference to another text of the folder as one of ours; None where it means none of them."""
    target, _, place = str(token.meta["target"]).partition("#")
    id_ = by_name.get(target.strip().removesuffix(".md").casefold())
    if id_ is None:
        return None
    words = token.meta["words"] or (target if place else "")
    return f"[[{id_}{_BAR[is_cell] + words if words else ''}]]"
