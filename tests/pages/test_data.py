"""Open data and charts."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from openshelf.pages import data
from openshelf.pages.charts import bar_chart
from openshelf.pages.words import Words
from support import a_library, load

if TYPE_CHECKING:
    from pathlib import Path

    from openshelf.library.library import Library


def files(library: Library) -> dict[str, str]:
    return {file.path: file.text for file in data.files(library, [], Words("es"))}


def test_the_catalogue_is_there_as_json_and_as_a_table(library: Library) -> None:
    found = files(library)
    entries = json.loads(found["data/resources.json"])["resources"]
    assert found["data/resources.csv"].startswith("\ufeffid,"), "Excel knows UTF-8 by this mark only"
    rows = list(csv.DictReader(io.StringIO(found["data/resources.csv"].removeprefix("\ufeff"))))
    assert {entry["id"] for entry in entries} == {row["id"] for row in rows}
    assert {row["id"] for row in rows} == {"mapa-del-agua", "guia-de-semillas", "taller-de-riego"}
    assert entries[0]["page"].startswith("resources/")
    assert {row["languages"] for row in rows} == {"es qu", "es", "unknown"}


def test_the_whole_library_is_there_with_its_licence(library: Library) -> None:
    found = json.loads(files(library)["data/library.json"])
    assert found["licence"] == "CC-BY-4.0"
    assert {entry["entry"] for entry in found["entries"]} == {
        "resource",
        "collection",
        "guide",
        "framework",
        "term",
        "theme",
        "update",
        "page",
    }


def test_the_schemas_of_the_site_list_its_themes_and_regions(library: Library) -> None:
    schema = files(library)["data/schemas/resources.schema.json"]
    assert '"agua"' in schema
    assert '"andes"' in schema


def test_the_feed_is_atom_with_stable_ids(library: Library) -> None:
    feed = ET.fromstring(files(library)["data/updates.atom"])  # noqa: S314 - our own file
    name = "{http://www.w3.org/2005/Atom}"
    (entry,) = feed.findall(f"{name}entry")
    assert entry.findtext(f"{name}title") == "Empezamos"
    assert (entry.findtext(f"{name}id") or "").startswith("urn:uuid:")
    assert entry.find(f"{name}link").attrib["href"] == "../updates/empezamos/"  # type: ignore[union-attr]


def test_a_cell_that_a_spreadsheet_would_run_is_made_harmless() -> None:
    assert data.safe_cell("=1+1") == "'=1+1"
    assert data.safe_cell("a=1") == "a=1"


def test_a_chart_says_its_figures_in_words_too() -> None:
    chart = bar_chart([("A & B", 54), ("C", 31)], "Partners")
    assert 'aria-label="Partners. A &amp; B: 54, C: 31"' in chart
    assert chart.count("<rect") == 2
    assert "style=" not in chart
    assert bar_chart([], "Nothing") == ""
    assert "<rect" in bar_chart([("none", 0)], "Zero")


def test_the_reference_of_a_consent_is_for_its_keepers_only(tmp_path: Path) -> None:
    recorded = (
        "    basis: already-published\n    source: https://river.example.org/report\n",
        (
            "    basis: recorded\n    ref: REC-7\n    scope: [story, place]\n    by_role: head of the village\n"
            "    given: 2026-01-01\n    until: 2027-06-15\n"
        ),
    )
    library = load(a_library(tmp_path, {"guides/case-studies/river.md": recorded}))
    text = files(library)["data/library.json"]
    (case,) = [entry for entry in json.loads(text)["entries"] if entry["entry"] == "case-study"]
    assert case["partner"]["consent"] == {"basis": "recorded", "given": "2026-01-01", "until": "2027-06-15"}
    assert "REC-7" not in text
