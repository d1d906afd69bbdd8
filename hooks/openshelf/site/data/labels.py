"""The words for ids in open data, so that others can show them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openshelf.model.entries import CaseStudy, Resource
from openshelf.model.kinds import Kind
from openshelf.site.i18n import LABELS

if TYPE_CHECKING:
    from openshelf.library.library import Library
    from openshelf.site.i18n import Words


def labels(library: Library, words: Words) -> dict[str, str]:
    """Return the words for each id, by ``vocabulary/id``: fixed vocabularies, the library's own, what is in use."""
    languages = {tag for entry in library.listed(Kind.RESOURCE) for tag in entry.of(Resource).languages}
    cases = (entry.of(CaseStudy) for entry in library.listed(Kind.CASE_STUDY))
    countries = {case.place.country for case in cases if case.place.country}
    own = {
        **library.settings.vocabularies,
        "themes": {theme.id: theme.title for theme in library.listed(Kind.THEME)},
        "languages": {tag: words.language_name(tag) for tag in sorted(languages)},
        "countries": {code: words.country_name(code) for code in sorted(countries)},
    }
    fixed = {key: words.label(*key.split("/", maxsplit=1)) for key in LABELS}
    return fixed | {f"{name}/{id_}": title for name, vocabulary in own.items() for id_, title in vocabulary.items()}
