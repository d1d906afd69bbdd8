"""Series of guides: their parts, the order in which lists and readers go through them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from check.text_samples import WITHDRAWN, article, articles, part
from openshelf.library.entry import Entry
from openshelf.library.series import Series
from openshelf.model.entries import Guide
from openshelf.model.kinds import Kind
from openshelf.sources.yaml_source import Tree
from support import a_library, examples, load

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from openshelf.library.library import Library

COURSE = articles(
    course=(),
    beginners=part("course", 1),
    experts=part("course", 20),
    second=part("beginners", 2),
    first=part("beginners", 1),
    last=part("experts", 1),
)
IN_ORDER = ["course", "beginners", "first", "second", "experts", "last"]


def ids(entries: Iterable[Entry]) -> list[str]:
    return [entry.id for entry in entries]


def guide(library: Library, id_: str) -> Entry:
    return library.entries[Kind.GUIDE][id_]


def test_lists_put_parts_behind_what_opens_their_series(tmp_path: Path) -> None:
    library = load(a_library(tmp_path, {**COURSE, **articles(atlas=(), zoo=())}))
    found = ids(library.listed(Kind.GUIDE))
    assert found == ["atlas", *IN_ORDER, "draw", "scale", "writing-tools", "zoo"]
    assert ids(library.of_theme("mapping", Kind.GUIDE)) == found
    assert {library.series.listed_under(guide(library, id_)).id for id_ in IN_ORDER} == {"course"}
    assert library.series.listed_under(guide(library, "zoo")).id == "zoo"


def test_a_series_is_read_down_before_it_goes_on(tmp_path: Path) -> None:
    library = load(a_library(tmp_path, COURSE))
    series = library.series
    assert ids(series.parts(guide(library, "course"))) == ["beginners", "experts"]
    assert ids(series.above(guide(library, "last"))) == ["course", "experts"]
    for before, one, after in zip([None, *IN_ORDER], IN_ORDER, [*IN_ORDER[1:], None], strict=False):
        found = [series.before(guide(library, one)), series.after(guide(library, one))]
        assert [entry and entry.id for entry in found] == [before, after]
    alone = guide(library, "draw")
    assert (series.before(alone), series.after(alone), series.above(alone)) == (None, None, ())


def test_parts_that_nobody_may_see_are_passed_over(tmp_path: Path) -> None:
    gone = {"guides/articles/first.md": article("First", *part("beginners", 1), WITHDRAWN, text="")}
    waiting = {"guides/articles/experts.md": article("Experts", *part("course", 20), "draft: yes")}
    library = load(a_library(tmp_path, {**COURSE, **gone, **waiting}))
    assert ids(library.series.parts(guide(library, "beginners"))) == ["second"]
    assert library.series.after(guide(library, "beginners")) is guide(library, "second")
    assert library.series.after(guide(library, "second")) is None


def test_parts_stand_alone_where_what_opens_their_series_was_withdrawn(tmp_path: Path) -> None:
    gone = {"guides/articles/beginners.md": article("Beginners", *part("course", 1), WITHDRAWN, text="")}
    library = load(a_library(tmp_path, {**COURSE, **gone}))
    first = next(entry for entry in library.listed(Kind.GUIDE) if entry.id == "first")
    assert library.series.above(first) == ()
    assert first.of(Guide).series is None


def test_parts_are_no_use_of_what_opens_their_series(tmp_path: Path) -> None:
    assert "guide/course" not in load(a_library(tmp_path, COURSE)).used_in


def a_guide(number: int, above: int, place: int) -> Entry:
    """Return a guide that may be a part of any other, of itself, or of what is not there."""
    values = {"title": f"T{number % 3}", "summary": "A.", "themes": ["mapping"], "reviewed": "2026-05-01"}
    series = {"id": f"g{above}", "part": place} if above else None
    data = Guide.model_validate({**values, "series": series})
    return Entry(Kind.GUIDE, f"g{number}", data, Tree.of_nothing("guides/articles/a.md"))


@examples(300)
@given(st.lists(st.tuples(st.integers(0, 9), st.integers(1, 4)), max_size=9))
def test_whatever_guides_say_every_one_stands_once_in_order_and_reading_leads_through_all(
    said: list[tuple[int, int]],
) -> None:
    guides = [a_guide(number, *one) for number, one in enumerate(said, 1)]
    series = Series(guides)
    order = [entry.id for entry in sorted(guides, key=series.order)]
    assert sorted(order) == sorted(ids(guides))
    assert len({series.order(entry) for entry in guides}) == len(guides)
    for entry in guides:
        above = series.above(entry)
        assert len({one.id for one in (*above, entry)}) == len(above) + 1
        after = series.after(entry)
        if after is not None:
            assert series.before(after) is entry
            assert order.index(after.id) == order.index(entry.id) + 1
