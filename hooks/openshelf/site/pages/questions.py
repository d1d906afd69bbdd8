"""What the texts of a theme ask, warn of, save and give to do: on one page, or on more where there is much."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openshelf.model.kinds import Kind
from openshelf.model.sections import QUESTIONS, Section
from openshelf.site.ranges import sort_key, split_into_ranges
from openshelf.site.view import Crumb

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from openshelf.library.entry import Entry
    from openshelf.site.markdown import RenderedCallout
    from openshelf.site.page import Page
    from openshelf.site.ranges import Range
    from openshelf.site.view import View

    Found = tuple[Entry, RenderedCallout]

_MOST = 60
"""Callouts on one page: about 17 kB on the wire, with the frame."""
_SHOWN = 5
"""Callouts of each kind on a theme's first page, where the whole does not fit."""


def pages(view: View) -> Iterator[Page]:
    """Yield the page of questions of each theme, and below it the pages of what it leaves out."""
    for theme in view.listed(Kind.THEME):
        callouts = view.callouts(theme.id)
        above = [view.crumb(Section.THEMES), Crumb(theme.title, theme.address)]
        url = f"{theme.address}{QUESTIONS}/"
        title = view.words.gettext("%(theme)s: questions to ask") % {"theme": theme.title}
        is_long = sum(map(len, callouts.values())) > _MOST
        whole = {kind: found for kind, found in callouts.items() if is_long and len(found) > _SHOWN}
        first = {kind: found[:_SHOWN] if kind in whole else found for kind, found in callouts.items()}
        if callouts:
            yield _page(view, theme, url, title, above, callouts=first, whole=whole)
        for kind, found in whole.items():
            yield from _of_kind(view, theme, kind, found, [*above, Crumb(title, url)])


def _of_kind(view: View, theme: Entry, kind: str, found: Sequence[Found], above: Sequence[Crumb]) -> Iterator[Page]:
    """Yield everything of one kind, by the first letters of the texts that it is from where that is too much."""
    url, title = f"{above[-1].url}{kind}/", f"{theme.title}: {view.words.label('callouts', kind)}"
    parts = split_into_ranges(found, _filed)
    if not parts.ranges:
        yield _page(view, theme, url, title, above, callouts={kind: found})
        return
    yield _page(view, theme, url, title, above, ranges=parts.ranges)
    for part in parts.ranges:
        named, at = f"{title} ({part.title})", f"{url}{part.name}/"
        yield _page(view, theme, at, named, [*above, Crumb(title, url)], callouts={kind: part.items})
    for signpost in parts.signposts:
        yield view.moved_page(f"{url}{signpost.name}/", url, title)


def _filed(found: Found) -> str:
    entry, _ = found
    return sort_key(entry.title, entry.id)


def _page(  # noqa: PLR0913 - a page has these parts
    view: View,
    theme: Entry,
    url: str,
    title: str,
    above: Sequence[Crumb],
    *,
    callouts: Mapping[str, Sequence[Found]] | None = None,
    whole: Mapping[str, Sequence[Found]] | None = None,
    ranges: Sequence[Range[Found]] = (),
) -> Page:
    _ = view.words.gettext
    about = _("Tough questions, pitfalls, cost-saving tips and homework on %(theme)s, from all our texts.")
    return view.page(
        url,
        "questions.html",
        title=title,
        description=about % {"theme": theme.title},
        crumbs=above,
        json_ld={"@type": "WebPage", "name": theme.title},
        base=url,
        callouts=callouts or {},
        whole=whole or {},
        ranges=ranges,
    )
