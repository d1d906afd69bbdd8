"""What is known of an entry whose keys are partly wrong: enough to check the rest of it, and never to publish it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from openshelf.model.entries import Reviewed

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping


def readable(values: Mapping[str, Any], name: str, today: dt.date) -> Reviewed:
    """Return the keys that every entry has, where their values are right.

    What stands in for the others, with ``name`` where words are needed, makes no rule complain: what is wrong has been
    told already. Of a notice of withdrawal, or a word about a draft, that cannot be read one thing is known: that it is
    there.
    """
    given = {key: values[key] for key in Reviewed.model_fields if key in values}
    instead: Mapping[str, Mapping[str, object]] = {
        "title": {"title": name or "?"},
        "reviewed": {"reviewed": today, "review_by": None},
        "draft": {"draft": True},
        "withdrawn": {"withdrawn": {"date": today, "reason": name or "?"}},
    }
    try:
        return Reviewed.model_validate(given)
    except ValidationError as error:
        wrong = {str(details["loc"][0]) for details in error.errors(include_url=False)}
    right = {key: value for key, value in given.items() if key not in wrong}
    for key in wrong:
        right |= instead.get(key, {})
    return Reviewed.model_validate(right)
