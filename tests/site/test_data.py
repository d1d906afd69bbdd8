"""Open data and charts."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import best_match

from check.consent_samples import PUBLISHED
from libraries import FIXTURES
from openshelf.core.store import Store
from openshelf.model.kinds import CATALOGUE, Kind
from openshelf.site.data import files as data
from openshelf.site.data.dictionary import dictionary
from openshelf.site.data.table import columns, safe_cell
from openshelf.site.i18n import Words
from openshelf.site.pages.charts import bar_chart
from support import FILES, a_library, load

if TYPE_CHECKING:
    from pathlib import Path

    from openshelf.library.library import Library


def files(library: Library) -> dict[str, str]:
    return {file.path: file.text for file in data.files(library, [], Words("es"), Store.nothing())}


def test_the_catalogue_is_there_as_json_and_as_a_table(library: Library) -> None:
    found = files(library)
    entries = json.loads(found["data/resources.json"])["resources"]
    assert found["data/resources.csv"].startswith("\ufeffid,"), "Excel knows UTF-8 by this mark only"
    rows = list(csv.DictReader(io.StringIO(found["data/resources.csv"].removeprefix("\ufeff"))))
    assert {entry["id"] for entry in entries} == {row["id"] for row in rows}
    assert {row["id"] for row in rows} == {"mapa-del-agua", "guia-de-semillas", "taller-de-riego"}
    assert entries[0]["page"].startswith("resources/")
    assert {row["languages"] for row in rows} == {"es qu", "es", "unknown"}
    assert "Saber dónde falta agua" in {row["good_for"] for row in rows}


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


JSON_FILES = ("resources", "library", "labels")


@pytest.mark.parametrize("name", ["other-library", "rich-library"])
@pytest.mark.parametrize("file", JSON_FILES)
def test_published_files_are_what_their_schemas_say(name: str, file: str) -> None:
    found = files(load(FIXTURES / name))
    schema, value = (json.loads(found[f"data/{path}"]) for path in (f"schemas/{file}.schema.json", f"{file}.json"))
    Draft202012Validator.check_schema(schema)
    checker = Draft202012Validator(schema, format_checker=FormatChecker())
    assert [best_match([error]).message for error in checker.iter_errors(value)] == []
    assert schema["$id"].startswith(("https://", "urn:uuid:"))


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind is not Kind.RESOURCE])
def test_a_field_that_nobody_described_does_not_pass(kind: Kind) -> None:
    found = files(load(FIXTURES / "rich-library"))
    library = json.loads(found["data/library.json"])
    (entry, *_) = [entry for entry in library["entries"] if entry["entry"] == kind]
    checker = Draft202012Validator(json.loads(found["data/schemas/library.schema.json"]))
    assert checker.is_valid({**library, "entries": [entry]})
    assert not checker.is_valid({**library, "entries": [{**entry, "undescribed": "x"}]})
    assert not checker.is_valid({**library, "undescribed": "x"})


def test_every_field_that_is_published_has_a_meaning() -> None:
    schema = json.loads(files(load(FIXTURES / "rich-library"))["data/schemas/library.schema.json"])
    rows = [row for table in dictionary(schema) for row in table.rows]
    assert len(rows) > 100
    assert [row.name for row in rows if not row.meaning and row.type != "object"] == []
    assert "addresses.source_code" in {row.name for row in rows}


def test_an_entry_more_changes_no_schema(tmp_path: Path) -> None:
    before = files(load(a_library(tmp_path / "before")))
    pencil = FILES[CATALOGUE][FILES[CATALOGUE].index("- id: pencil") :]
    more = pencil.replace("pencil", "zebra").replace("Pencil", "Zebra")
    after = files(load(a_library(tmp_path / "after", {CATALOGUE: (pencil, pencil + more)})))
    assert before["data/resources.json"] != after["data/resources.json"]
    for file in JSON_FILES:
        assert before[f"data/schemas/{file}.schema.json"] == after[f"data/schemas/{file}.schema.json"]


def test_each_file_says_what_it_is(library: Library) -> None:
    found = files(library)
    for file in JSON_FILES:
        head = json.loads(found[f"data/{file}.json"])
        assert {key: head[key] for key in ("format", "language", "licence", "date")} == {
            "format": 2,
            "language": "es",
            "licence": "CC-BY-4.0",
            "date": library.today.isoformat(),
        }


def test_labels_have_words_for_the_ids_of_the_data(library: Library) -> None:
    found = files(library)
    labels = json.loads(found["data/labels.json"])["labels"]
    for entry in json.loads(found["data/resources.json"])["resources"]:
        assert labels[f"resource-kind/{entry['kind']}"]
        assert labels[f"cost/{entry['cost']}"]
        for vocabulary in ("regions", "themes", "languages"):
            assert {f"{vocabulary}/{id_}" for id_ in entry[vocabulary]} <= labels.keys()


def test_texts_and_words_of_frameworks_are_there() -> None:
    entries = json.loads(files(load(FIXTURES / "rich-library"))["data/library.json"])["entries"]
    guides = [entry for entry in entries if entry["entry"] == "guide" and "withdrawn" not in entry]
    assert {"how-to", "explanation", "research"} <= {guide["form"] for guide in guides if len(guide["text"]) > 100}
    for framework in (entry for entry in entries if entry["entry"] == "framework"):
        for question in framework["questions"]:
            assert question["words"]
            assert set(question.get("option_words", {})) == set(question["options"])
        assert all(step["words"] for step in framework["steps"])


def test_the_table_has_a_column_for_every_field_that_is_published(library: Library) -> None:
    names = [column.name for column in columns(["works-offline"])]
    assert len(names) == len(set(names))
    schema = json.loads(files(library)["data/schemas/resources.schema.json"])
    for field in schema["$defs"]["Resource"]["properties"].keys() - {"entry"}:
        assert [name for name in names if name == field or name.startswith(f"{field}_")], field
    assert {"addresses_onion", "state_is", "contact_hours", "criteria_works-offline_verdict"} <= set(names)
    assert "search_words" not in names


def test_lists_in_the_table_can_be_taken_apart(tmp_path: Path) -> None:
    more = "good_for: [One; two, 'three | four']\n  alternatives: [paper]\n  addresses:\n    other: [{name: A, url: https://a.example/}]\n"
    library = load(a_library(tmp_path, {CATALOGUE: ("cost: free\n", f"cost: free\n  {more}")}))
    rows = list(csv.DictReader(io.StringIO(files(library)["data/resources.csv"].removeprefix("\ufeff"))))
    (row,) = [row for row in rows if row["good_for"]]
    assert row["good_for"].split("\n") == ["One; two", "three | four"]
    assert row["addresses_other"] == "A: https://a.example/"


def test_the_feed_of_withdrawals_says_what_went_and_why(tmp_path: Path) -> None:
    notice = "withdrawn: {date: 2026-06-01, reason: It is gone.}\n"
    library = load(a_library(tmp_path, {CATALOGUE: ("- id: pencil\n", f"- id: pencil\n  {notice}")}))
    feed = ET.fromstring(files(library)["data/withdrawals.atom"])  # noqa: S314 - our own file
    name = "{http://www.w3.org/2005/Atom}"
    (entry,) = feed.findall(f"{name}entry")
    assert entry.findtext(f"{name}summary") == "It is gone."
    assert entry.findtext(f"{name}updated") == "2026-06-01T00:00:00Z"
    assert {link.get("rel"): link.get("href") for link in feed.findall(f"{name}link")}["self"] == "withdrawals.atom"


def test_the_feed_is_atom_with_stable_ids(library: Library) -> None:
    feed = ET.fromstring(files(library)["data/updates.atom"])  # noqa: S314 - our own file
    name = "{http://www.w3.org/2005/Atom}"
    (entry,) = feed.findall(f"{name}entry")
    assert entry.findtext(f"{name}title") == "Empezamos"
    assert (entry.findtext(f"{name}id") or "").startswith("urn:uuid:")
    assert entry.find(f"{name}link").attrib["href"] == "../updates/empezamos/"  # type: ignore[union-attr]


def test_a_cell_that_a_spreadsheet_would_run_is_made_harmless() -> None:
    assert safe_cell("=1+1") == "'=1+1"
    assert safe_cell("a=1") == "a=1"


def test_a_chart_says_its_figures_in_words_too() -> None:
    chart = bar_chart([("A & B", 54), ("C", 31)], "Partners")
    assert 'aria-label="Partners. A &amp; B: 54, C: 31"' in chart
    assert chart.count("<rect") == 2
    assert "style=" not in chart
    assert bar_chart([], "Nothing") == ""
    assert "<rect" in bar_chart([("none", 0)], "Zero")


def test_the_reference_of_a_consent_is_for_its_keepers_only(tmp_path: Path) -> None:
    recorded = (
        PUBLISHED,
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
