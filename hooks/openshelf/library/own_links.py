"""The links to other sites that the page of an entry shows from its fields."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openshelf.model.entries import CaseStudy, Resource, Update

if TYPE_CHECKING:
    from openshelf.model.entries import Citation, NamedLink, Reviewed


def own_links(data: Reviewed) -> tuple[str, ...]:
    """Return where the fields of an entry lead: its addresses and its sources, but not an archived copy."""
    followed: tuple[str, ...] = ()
    if isinstance(data, Resource):
        followed = (data.url, *(address for _, address in data.addresses.followed))
    return (*followed, *(source.url for source in _sources(data) if source.url is not None))


def _sources(data: Reviewed) -> tuple[NamedLink | Citation, ...]:
    if isinstance(data, Resource):
        of_state = data.state.source if data.state is not None else ()
        return (*of_state, *(source for verdict in data.criteria.values() for source in verdict.source))
    if isinstance(data, CaseStudy):
        return (*data.source, *data.partner.consent.source)
    return data.source if isinstance(data, Update) else ()
