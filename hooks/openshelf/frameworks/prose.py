"""The words of a framework: what its text says under the headings of its questions and steps."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from openshelf.sources.inline_text import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from openshelf.core.problem import Place
    from openshelf.model.framework import Framework
    from openshelf.sources.dialect import Token
    from openshelf.sources.markdown_outline import Body, Heading

_OPTION = re.compile(r"(?P<id>[^\s:]+):[ \t]+(?=\S)")
"""What an item starts with that gives an option its words: ``- option-id: words``."""
_PLAIN_TOKENS = {"text", "text_special", "softbreak"}
"""The tokens of words that hold no markup."""

_HEADING_TOKENS = _PARAGRAPH_TOKENS = 3
"""Tokens of a heading or a paragraph: the opening one, the inline one, the closing one."""

SECTION_LEVEL = 2
"""The level of a heading that starts a question or a step."""


@dataclass(frozen=True, slots=True)
class Option:
    """The words of an option."""

    id: str
    words: str
    place: Place
    has_markup: bool
    """Whether the words hold more than words, which a tick box and a plan cannot show."""


@dataclass(frozen=True, slots=True)
class ProsePart:
    """What stands under one heading."""

    heading: Heading
    options: tuple[Option, ...]
    is_empty: bool
    """Whether nothing but options stands there."""

    @property
    def title(self) -> str:
        """The words of the heading."""
        return self.heading.words


@dataclass(frozen=True, slots=True)
class _Item:
    """An item of a list below a question."""

    tokens: range
    option: Option | None


@dataclass(frozen=True, slots=True)
class _List:
    """A list below a question."""

    tokens: range
    items: tuple[_Item, ...]

    @property
    def shown_as_boxes(self) -> Iterator[int]:
        """The tokens of its options; all of them where it holds nothing else."""
        if all(item.option is not None for item in self.items):
            yield from self.tokens
        for item in self.items:
            if item.option is not None:
                yield from item.tokens


@dataclass(frozen=True)
class Prose:
    """The text of a framework, taken apart."""

    body: Body
    questions: frozenset[str]
    """Ids of the questions: only under these are list items options."""

    @classmethod
    def of(cls, body: Body, framework: Framework) -> Prose:
        """Take apart the text of a framework."""
        return cls(body, frozenset(question.id for question in framework.questions))

    @cached_property
    def parts(self) -> Mapping[str, ProsePart]:
        """What stands under the headings with an id, by id; the first one where two share an id."""
        found: dict[str, ProsePart] = {}
        for heading, below in self._sections():
            if heading.id is not None:
                lists = tuple(self._lists(below)) if heading.id in self.questions else ()
                options = tuple(item.option for each in lists for item in each.items if item.option is not None)
                boxes = {index for each in lists for index in each.shown_as_boxes}
                is_empty = not any(self.body.tokens[index].nesting == 0 for index in below if index not in boxes)
                found.setdefault(heading.id, ProsePart(heading, options, is_empty))
        return found

    @cached_property
    def text(self) -> Body:
        """The text without the items that are options, which pages show as tick boxes."""
        questions = (below for heading, below in self._sections() if heading.id in self.questions)
        boxes = {index for below in questions for each in self._lists(below) for index in each.shown_as_boxes}
        kept = tuple(token for index, token in enumerate(self.body.tokens) if index not in boxes)
        return self.body.with_tokens(kept)

    @property
    def words(self) -> str:
        """What readers read, without the ids of options."""
        options = (option.words for part in self.parts.values() for option in part.options)
        return "\n".join([self.text.words, *options])

    def is_inside(self, heading: Heading) -> bool:
        """Whether a heading stands inside a quote, a list or a callout, so that it starts no section."""
        return self.body.tokens[heading.index].level > 0

    def _sections(self) -> Iterator[tuple[Heading, range]]:
        """Yield the headings that start a section, and the tokens below each."""
        headings = [each for each in self.body.headings if each.level <= SECTION_LEVEL and not self.is_inside(each)]
        starts = [*(heading.index for heading in headings), len(self.body.tokens)]
        for heading, (start, end) in zip(headings, pairwise(starts), strict=True):
            yield heading, range(start + _HEADING_TOKENS, end)

    def _lists(self, below: range) -> Iterator[_List]:
        tokens = self.body.tokens
        for block in _blocks(tokens, below):
            if tokens[block.start].type == "bullet_list_open":
                items = _blocks(tokens, block[1:-1])
                yield _List(block, tuple(_Item(item, self._option(item)) for item in items))

    def _option(self, item: range) -> Option | None:
        """Return the option that an item gives words to: one that starts with an id and a colon."""
        tokens = [self.body.tokens[index] for index in item[1:-1]]
        inline = tokens[1] if len(tokens) > 1 and tokens[1].type == "inline" else None
        found = _OPTION.match(inline.content) if inline is not None else None
        if inline is None or found is None:
            return None
        children = inline.children or ()
        words = " ".join(words_of(children)[found.end() :].split())
        has_markup = len(tokens) > _PARAGRAPH_TOKENS or any(child.type not in _PLAIN_TOKENS for child in children)
        return Option(found["id"], words, self.body.place(inline.meta["source"].source_offset(0)), has_markup)


def _blocks(tokens: Sequence[Token], among: range) -> Iterator[range]:
    """Yield the blocks that stand side by side among some tokens, each from its opening to its closing one."""
    start = among.start
    while start < among.stop:
        end = start
        if tokens[start].nesting == 1:
            level = tokens[start].level
            end = next(at for at in range(start + 1, among.stop) if tokens[at].level == level)
        yield range(start, end + 1)
        start = end + 1
