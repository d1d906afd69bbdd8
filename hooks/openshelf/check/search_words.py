"""Rules about the words that editors give to search: words of crisis, and words that mean the same."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from openshelf.check.rule_function import Check, Finding, check
from openshelf.core.problem import Hints, Place, Severity
from openshelf.model.crisis_words import language_of
from openshelf.model.entries import Term
from openshelf.model.kinds import Kind
from openshelf.search.crisis import ANY_ENDING
from openshelf.search.function_words import function_words
from openshelf.search.tokens import split, tokens

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from openshelf.library.entry import Entry
    from openshelf.library.library import Library
    from openshelf.model.crisis_words import CrisisItem
    from openshelf.model.policy_lists import ListItem

_LEAST_START = 4
"""Letters that stand before a ``*``: fewer begin too many other words."""
_ADD = "add with: [a second word] or alone: yes, or write a phrase"
_ONLY = "="
"""In place of a second word where nothing else may be typed."""


@check(
    "crisis-situation",
    "Words of crisis lead to a situation that the help page does not have.",
    "`situation` is the id of a heading of level 2 of `docs/help-now.md`; leave it out for the page as a whole. Words "
    "that lead nowhere would be passed over, and a person in danger would get a list of tools instead.",
)
def crisis_situation(library: Library) -> Iterator[Finding]:
    """Find words of crisis without a help page, or with a situation that it does not have."""
    page, hints = library.help_page, Hints()
    if page is None:
        for path in dict.fromkeys(item.tree.path for item in library.crisis_items):
            yield Place(path), "the library has no help page", "write docs/help-now.md, or delete this file"
        return
    if page.data.withdrawn is not None:
        return
    ids = [situation.id for situation in library.help_situations]
    for item in library.crisis_items:
        id_ = item.data.situation
        if id_ is not None and id_ not in ids:
            hint = hints.nearest_hint(id_, ids) or f"add a heading to {page.path}: ## Your words {{#{id_}}}"
            yield item.place("situation"), f"there is no situation #{id_} on the help page", hint


@check(
    "crisis-word",
    "A word of crisis is written in a way that search cannot use.",
    "A word has letters or digits. `*` stands for any ending: it is the last character, and at least four letters "
    "stand before it in its word, because a shorter beginning fits everyday words. An item has second words after "
    "`with`, or `alone: yes`, or neither: words that stand alone have no second word.",
)
def crisis_word(library: Library) -> Iterator[Finding]:
    """Find words of crisis without letters, stars that stand elsewhere or behind too little, and items at odds."""
    for item in library.crisis_items:
        if item.data.alone and item.data.with_one_of:
            yield item.place("alone"), "words that count alone cannot have second words", "delete alone, or with"
    for item in library.crisis_items:
        for key, words in (("words", item.data.words), ("with", item.data.with_one_of)):
            for index, word in enumerate(words):
                if fault := _fault(word):
                    yield item.place(key, index), *fault


@check(
    "crisis-word-twice",
    "A file of words of crisis has the same word twice.",
    "Two items with one word would lead to two situations, and nobody could say which is meant. Case and accents make "
    "no difference. The same word may stand in two items that have different second words after `with`.",
)
def crisis_word_twice(library: Library) -> Iterator[Finding]:
    """Find words of crisis, with a second word or without, that a file has before."""
    before: dict[tuple[str, str, str], tuple[ListItem[CrisisItem], int]] = {}
    for item in library.crisis_items:
        seconds = [(word, _plain(word)) for word in item.data.with_one_of or (_ONLY if item.data.alone else "",)]
        for index, word in enumerate(item.data.words):
            plain = _plain(word)
            for second, plain_second in seconds:
                first, at = before.setdefault((item.tree.path, plain, plain_second), (item, index))
                if first is not item or at != index:
                    said = f"{word!r} with {second!r}" if item.data.with_one_of else repr(word)
                    line = first.place("words", at).line
                    yield item.place("words", index), f"{said} is already on line {line}", "delete one of them"
                    break


@check(
    "crisis-everyday-word",
    "A word of crisis alone also means something harmless.",
    "A short word such as *me*, or the name of an entry such as *Metadata*, is typed by many who are in no danger. A "
    "box that asks all of them whether they are in distress is soon read by nobody. Add second words after `with`, one "
    "of which must be typed too, or `alone: yes`, or write a phrase. An editor can say in `policy/exceptions.yml` why "
    "the word is enough.",
    Severity.WARNING,
    excusable=True,
)
def crisis_everyday_word(library: Library) -> Iterator[Finding]:
    """Find lone words of crisis that are function words, or the whole name of an entry."""
    names = _names(library) if library.crisis_items else {}
    for item in library.crisis_items:
        if item.data.with_one_of:
            continue
        empty = function_words(language_of(item.tree.path).partition("-")[0])
        for index, word in enumerate(item.data.words):
            alone = tokens(word)
            if len(alone) != 1:
                continue
            is_start = word.endswith(ANY_ENDING)
            fitting = (names[name] for name in names if _fits(name, alone[0], is_start=is_start))
            entry = None if item.data.alone else next(fitting, None)
            if alone[0] in empty:
                message = f"{word!r} alone carries no subject"
            elif entry is not None:
                message = f"{word!r} is also the name of {entry.key}"
            else:
                continue
            yield item.place("words", index), message, _ADD, word


@check(
    "same-words",
    "A line of `policy/same-words.yml` has a word that search cannot use.",
    "Each line is a list of words or phrases that mean the same, in any language, each of them once. Case makes no "
    "difference, but accents do: write *formulario* and *formulário*. `*` has no meaning here. A word with several "
    "meanings may stand in several lines.",
)
def same_words(library: Library) -> Iterator[Finding]:
    """Find words without letters, with a star, or twice in a line."""
    for line in library.same_word_lines:
        seen: set[str] = set()
        for index, word in enumerate(line.data.words):
            plain = " ".join(split(word.lower()))
            if not plain:
                yield line.place("words", index), f"{word!r} has no letters", "write a word, or delete it"
            elif ANY_ENDING in word:
                yield line.place("words", index), f"{word!r} contains a *", f"write {word.replace(ANY_ENDING, '')}"
            elif plain in seen:
                yield line.place("words", index), f"{word!r} stands twice in this line", "delete one of them"
            seen.add(plain)


def _fault(word: str) -> tuple[str, str] | None:
    """Return why search cannot use a word of crisis, and what to write; None where it can."""
    last = re.split(r"\s", word)[-1]
    if not tokens(word):
        return f"{word!r} has no letters", "write a word, or delete it"
    if ANY_ENDING in word.removesuffix(ANY_ENDING):
        return f"in {word!r} a * stands before the end", f"write {word.replace(ANY_ENDING, '').strip()}"
    if word.endswith(ANY_ENDING) and len("".join(tokens(last))) < _LEAST_START:
        return (
            f"{last!r} would fit too many words",
            f"write whole words, or at least {_LEAST_START} letters before the *",
        )
    return None


def _plain(word: str) -> str:
    """Return a word or phrase as search compares it, with its ``*``."""
    found = tokens(word)
    return " ".join(found) + (ANY_ENDING if found and word.endswith(ANY_ENDING) else "")


def _names(library: Library) -> Mapping[str, Entry]:
    """Return what readers may type who look for an entry by its whole name of one word."""
    found: dict[str, Entry] = {}
    for kind in Kind:
        for entry in library.listed(kind):
            names = [entry.title]
            if isinstance(entry.data, Term):
                names += [*entry.data.aliases, *entry.data.abbreviations]
                names += [name for words in entry.data.equivalents.values() for name in words]
            for name in names if entry is not library.help_page else ():
                words = tokens(name)
                if len(words) == 1:
                    found.setdefault(words[0], entry)
    return found


def _fits(name: str, word: str, *, is_start: bool) -> bool:
    return name.startswith(word) if is_start else name == word


CHECKS: tuple[Check, ...] = (crisis_situation, crisis_word, crisis_word_twice, crisis_everyday_word, same_words)
