"""Updates: dated posts, their archive, and look backs with charts."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from openshelf.model.entries import Update
from openshelf.model.kinds import Kind
from openshelf.model.sections import Section
from openshelf.site.facets import lists_of_section
from openshelf.site.pages.charts import bar_chart
from openshelf.site.pages.lists import facet_pages
from openshelf.site.ranges import PAGE_SIZE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from openshelf.library.entry import Entry
    from openshelf.site.page import Page
    from openshelf.site.view import View


def pages(view: View) -> Iterator[Page]:
    """Yield the archive of updates and the page of each."""
    updates = view.in_section(Section.UPDATES)
    lists = lists_of_section(view, Section.UPDATES)
    yield view.front_page(
        Section.UPDATES,
        "updates.html",
        view.words.gettext("What is new, what has changed, what was withdrawn, and looks back at our work."),
        years=[(year, list(found)) for year, found in groupby(updates[:PAGE_SIZE], key=_year)],
        facets=[way.counted for way in lists],
    )
    yield from facet_pages(view, lists)
    for entry in updates:
        affected = [found for id_ in entry.field("affects") for found in view.find(id_)[:1]]
        yield view.entry_page(
            entry,
            "update.html",
            [view.crumb(Section.UPDATES)],
            "Article",
            affected=affected,
            facts={"datePublished": str(entry.field("date"))},
            **_charts(view, entry),
        )


def _year(update: Entry) -> int:
    return update.of(Update).date.year


def _charts(view: View, entry: Entry) -> dict[str, object]:
    """Return the figures of a look back as charts; updates of other kinds have none."""
    figures = entry.of(Update).figures
    if figures is None:
        return {"figures": None}
    _ = view.words.gettext
    regions = view.regions()
    by_region = {region: [c.country for c in figures.countries if c.region == region] for region in regions}
    named = [
        (view.region_name(region), sorted(view.words.country_name(code) for code in codes))
        for region, codes in by_region.items()
        if codes
    ]
    return {
        "figures": figures,
        "half_years": bar_chart(
            [(part.label, part.partners) for part in figures.half_years], _("Partners by half-year")
        ),
        "named": named,
        "countries": bar_chart([(region, len(names)) for region, names in named], _("Countries named, by region")),
        "figure_themes": [theme for id_ in figures.themes for theme in view.find(id_, Kind.THEME)],
    }
