"""The glossary: an index of all terms by letter, which open in their place, and a page of each that says all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openshelf.library.facets import OTHER, first_letter
from openshelf.model.entries import Term
from openshelf.model.kinds import Kind
from openshelf.model.sections import Section, term_page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from openshelf.library.entry import Entry
    from openshelf.site.page import Page
    from openshelf.site.view import View

_LANGUAGES = 3
"""Other languages in which the index has a word, one each; the page of a term has all."""


def pages(view: View) -> Iterator[Page]:
    """Yield the glossary, and the page of each term."""
    letters: dict[str, list[Entry]] = {}
    terms = view.listed(Kind.TERM)
    withdrawn = [
        (term, view.replacement(term)) for term in view.published(Kind.TERM) if term.data.withdrawn is not None
    ]
    for term in terms:
        letters.setdefault(first_letter(term.title), []).append(term)
    days = [term.data.reviewed for term in terms]
    names = {term.id: term.title for term in terms}
    yield view.front_page(
        Section.GLOSSARY,
        "glossary.html",
        view.words.gettext("Words that you will meet here, in plain language."),
        json_type="DefinedTermSet",
        withdrawn=withdrawn,
        letters=sorted(letters.items(), key=lambda item: (item[0] == OTHER, item[0])),
        names=names,
        shown=_LANGUAGES,
        overdue={term.id: view.is_overdue(term) for term in terms},
        due={term.id: view.review_due(term) for term in terms},
        reviewed=(min(days), max(days)) if days else None,
    )
    for term in terms:
        yield _term(view, term, names)


def _term(view: View, term: Entry, names: dict[str, str]) -> Page:
    definition = term.of(Term).definition
    return view.page(
        term_page(term.id),
        "term.html",
        title=term.title,
        description=definition,
        crumbs=[view.crumb(Section.GLOSSARY)],
        source=term.place(),
        json_ld={"@type": "DefinedTerm", "name": term.title, "description": definition},
        entry=term,
        data=term.data,
        text=view.text(term),
        names=names,
        used_in=[entry for entry in view.used_in(term) if entry.kind is not Kind.TERM],
        review_due=view.review_due(term),
        is_overdue=view.is_overdue(term),
    )
