"""The glossary: all terms on one page, by letter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openshelf.library.facets import OTHER, first_letter
from openshelf.model.kinds import Kind
from openshelf.model.sections import Section

if TYPE_CHECKING:
    from collections.abc import Iterator

    from openshelf.library.entry import Entry
    from openshelf.site.page import Page
    from openshelf.site.view import View


def pages(view: View) -> Iterator[Page]:
    """Yield the glossary."""
    letters: dict[str, list[Entry]] = {}
    terms = view.listed(Kind.TERM)
    withdrawn = [
        (term, view.replacement(term)) for term in view.published(Kind.TERM) if term.data.withdrawn is not None
    ]
    for term in terms:
        letters.setdefault(first_letter(term.title), []).append(term)
    days = [term.data.reviewed for term in terms]
    yield view.front_page(
        Section.GLOSSARY,
        "glossary.html",
        view.words.gettext("Words that you will meet here, in plain language."),
        json_type="DefinedTermSet",
        withdrawn=withdrawn,
        letters=sorted(letters.items(), key=lambda item: (item[0] == OTHER, item[0])),
        texts={term.id: view.text(term).html for term in terms},
        used_in={term.id: view.used_in(term) for term in terms},
        names={term.id: term.title for term in terms},
        overdue={term.id: view.is_overdue(term) for term in terms},
        due={term.id: view.review_due(term) for term in terms},
        reviewed=(min(days), max(days)) if days else None,
    )
