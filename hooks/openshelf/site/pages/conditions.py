"""Conditions in words, for worksheets on paper and for the page that shows how a framework decides."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Literal

from babel.lists import format_list

if TYPE_CHECKING:
    from openshelf.model.framework import Condition
    from openshelf.site.i18n import Words

Leaf = Callable[[str, Sequence[str]], str]
"""Says that one of some options of a question was ticked."""


def in_words(words: Words, condition: Condition, leaf: Leaf) -> str:
    """Return what must have been ticked, for example ``“A” or “B” (question 1) and not “C” (question 2)``."""
    return _condition_words(words, condition, leaf)[0]


def _condition_words(words: Words, condition: Condition, leaf: Leaf) -> tuple[str, bool]:
    """Return the words of a condition, and whether they need brackets inside a longer one."""
    parts = [(leaf(question, options), False) for question, options in condition.answers.items()]
    parts += [_condition_words(words, part, leaf) for part in condition.every or ()]
    if condition.some is not None:
        parts.append(_joined(words, [_condition_words(words, part, leaf) for part in condition.some], "or"))
    if condition.none is not None:
        inner, is_long = _condition_words(words, condition.none, leaf)
        parts.append((words.gettext("not %(condition)s") % {"condition": f"({inner})" if is_long else inner}, False))
    return _joined(words, parts, "standard")


def _joined(words: Words, parts: Sequence[tuple[str, bool]], style: Literal["or", "standard"]) -> tuple[str, bool]:
    if len(parts) == 1:
        return parts[0]
    bracketed = [f"({text})" if is_long else text for text, is_long in parts]
    return format_list(bracketed, style=style, locale=words.locale), True


def ticked(words: Words, number: int, options: Sequence[str]) -> str:
    """Return the words for ticks in one question: ``“A” or “B” (question 1)``."""
    quoted = [words.gettext("“%(option)s”") % {"option": option} for option in options]
    choices = format_list(quoted, style="or", locale=words.locale)
    return words.gettext("%(answers)s (question %(number)d)") % {"answers": choices, "number": number}
