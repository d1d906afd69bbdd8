"""In which order keys stand. A field that is missing here is named by a test."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openshelf.model.convert import keys_at
from openshelf.model.entries import Resource

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pydantic import BaseModel

    from openshelf.model.field_refs import Loc

RESOURCE = (
    *("id", "title", "url", "kind", "publisher", "summary", "description", "addresses", "state"),
    *("themes", "languages", "languages_complete", "regions", "cost", "cost_note", "licence", "open_source"),
    *("good_for", "not_for", "risks", "platforms", "offline", "low_bandwidth", "alternatives"),
    *("instead_of", "search_words"),
    *("contact", "criteria", "archived_url", "archive", "accept"),
    *("reviewed", "read_from", "review_by", "reviewers", "draft", "publish_after", "sensitive", "withdrawn"),
)
"""The keys of an entry of the catalogue: what it is, for whom, what to know, and when we read it."""
TEXT = (
    *("title", "id", "summary", "definition", "aliases", "abbreviations", "equivalents", "search_words"),
    *("series", "author", "translator", "funder"),
    *("date", "kind", "group", "sign", "themes", "see", "affects", "licence", "archive", "accept"),
    *("reviewed", "review_by", "reviewers", "draft", "publish_after", "sensitive", "withdrawn"),
    *("partner", "period", "place", "outcome", "resources", "cost", "time", "source"),
    *("picks", "questions", "steps", "scenarios", "plan", "guarantees", "compares", "figures"),
    *("start_with", "situations", "helplines"),
)
"""The keys of front matter, of whatever kind: the short ones first, what is long and the kind's own last."""


def order_at(schema: type[BaseModel], loc: Loc) -> Sequence[str]:
    """Return the keys at a place of an entry in their order; below its outermost keys it is that of the schema.

    Empty where writers choose the keys themselves, such as the options of a question.
    """
    if loc:
        return keys_at(schema, loc)
    return RESOURCE if issubclass(schema, Resource) else TEXT
