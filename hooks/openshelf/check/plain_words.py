"""Rules about plain writing, as far as a machine can see it: how summaries begin, long sentences, titles of steps."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from openshelf.check.rule_function import Check, Finding, check, entry_check
from openshelf.core.problem import Severity
from openshelf.frameworks.prose import Prose
from openshelf.model.entries import HelpPage
from openshelf.model.framework import Framework
from openshelf.model.kinds import Kind
from openshelf.sources.sentences import count_words, is_question, sentences

if TYPE_CHECKING:
    from collections.abc import Iterator

    from openshelf.core.problem import Place
    from openshelf.library.library import Library
    from openshelf.library.part import Entries, Text

_MAX_WORDS = 30
_NAMES_NOTHING = {
    "en": "It|Its|They|Their|You|Your|Here|There",
    "es": "Él|Ella|Ello|Esto|Usted|Ustedes|Tú|Tu|Tus|Vos|Su|Sus|Aquí|Acá",
    "fr": "Il|Ils|Elle|Elles|Ceci|Cela|C|Vous|Votre|Vos|Tu|Ici|Voici",
    "pt": "Ele|Ela|Isto|Isso|Você|Vocês|Seu|Sua|Seus|Suas|Aqui",
}
"""First words that stand for something else, by language; other languages have none here."""
_STARTS_A_CONDITION = {
    "en": "If|(?:When|Before|After|Once|While) you",
    "es": "Si",
    "fr": "Si|S|(?:Quand|Lorsque|Avant que) vous",
    "pt": "Se|Quando você",
}
"""First words after which something else than the thing comes. Of a guide they may be the subject, of a thing never."""


@entry_check(
    "summary-opening",
    "A summary begins with something else than what the thing is.",
    "In lists and in search results people read the first two or three words of a line and go on (Australian "
    "Government Style Manual, *Headings*). So these say what the thing is: *Survey software for …*, *Mexican group "
    "that …*. A question, *you*, *it* or *here* says nothing yet, and of a resource neither does *If you …*. First "
    "words are known in English, Spanish, Portuguese and French, questions in every language.",
    Severity.WARNING,
    excusable=True,
)
def summary_opening(library: Entries) -> Iterator[Finding]:
    """Find summaries that open with a question, a pronoun or a condition."""
    language = library.settings.language
    pronoun = _first_words(_NAMES_NOTHING.get(language))
    condition = _first_words(_STARTS_A_CONDITION.get(language))
    for entry in library.parsed_entries:
        summary = entry.field("summary") or ""
        first = next((words for _, words in sentences(summary)), "")
        opening = pronoun.match(first) or (condition.match(first) if entry.kind is Kind.RESOURCE else None)
        if is_question(first):
            message = "the summary opens with a question"
        elif opening is not None:
            message = f"the summary opens with {opening[0]!r}, which does not say what it is about"
        else:
            continue
        yield entry.place("summary"), message, _BEGIN[entry.kind is Kind.RESOURCE], first


_BEGIN = {
    True: "begin with what it is: Survey software for …, Mexican group that …",
    False: "begin with what the page is about",
}
"""What to write, by whether the entry is a resource."""


def _first_words(words: str | None) -> re.Pattern[str]:
    return re.compile(rf"(?:{words})(?=[\s'’,:])" if words else r"(?!)")


@check(
    "long-sentence",
    f"A sentence in a framework or on the help page has more than {_MAX_WORDS} words.",
    "People read these texts in a hurry or in fear, many in their second or third language, and some listen to them. "
    "Make two sentences of it, or a list. The Australian Government Style Manual sets 25 words as the most; 8 to 15 "
    "are better. Words are counted between blanks, so languages without blanks between words are left out.",
    Severity.WARNING,
)
def long_sentence(library: Library) -> Iterator[Finding]:
    """Find sentences with too many words: in paragraphs, items, cells and headings, each taken by itself."""
    for text in library.texts:
        for place, words in _said(library, text):
            many = count_words(words)
            if many > _MAX_WORDS:
                yield place, f"this sentence has {many} words", f"at most {_MAX_WORDS}: make two sentences of it"


def _said(library: Library, text: Text) -> Iterator[tuple[Place, str]]:
    """Yield the sentences of a framework or the help page, each with its place."""
    data = text.entry.data
    if isinstance(data, Framework):
        prose = Prose.of(text.body, data)
        options = (option for part in prose.parts.values() for option in part.options)
        yield from ((option.place, words) for option in options for _, words in sentences(option.words))
        runs = prose.text.runs
    elif isinstance(data, HelpPage):
        runs = text.body.runs
    else:
        return
    for run in runs:
        shown = run.shown(lambda target: _title(library, target))
        yield from ((text.body.place(shown.source_offset(at)), words) for at, words in sentences(shown.text))


def _title(library: Library, target: str) -> str:
    found = library.find(target)
    return found[0].title if found else target


@entry_check(
    "step-question",
    "The title of a step is a question.",
    "The titles of the steps are the list of things to do that a reader takes away. A title says the action: *Test "
    "whether members see each other's numbers*.",
    Severity.WARNING,
)
def step_question(library: Entries) -> Iterator[Finding]:
    """Find steps of frameworks whose titles are questions."""
    for text in library.texts:
        if isinstance(text.entry.data, Framework):
            prose = Prose.of(text.body, text.entry.data)
            steps = {step.id for step in text.entry.data.steps} - prose.questions
            titles = (part.heading for id_, part in prose.parts.items() if id_ in steps)
            for title in titles:
                if is_question(title.words):
                    yield title.place, "the title of this step is a question", "begin with a verb: what to do"


CHECKS: tuple[Check, ...] = (summary_opening, long_sentence, step_question)
