"""The files of the search index, as a browser loads them."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from bisect import bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given

from check.first_steps_samples import HELP
from check.search_words_samples import EN, PAGE
from openshelf.core.store import Store
from openshelf.library.facets import WITHHELD
from openshelf.model.kinds import SEARCH_ORDER, Kind
from openshelf.search.documents import documents
from openshelf.search.index import BLOCK, build
from openshelf.search.tokens import SEPARATORS
from openshelf.site.data import search_files
from openshelf.site.data.search_files import labels
from openshelf.site.i18n import Words
from openshelf.site.pages import search
from openshelf.site.view import View
from search.reference import HIDDEN, UNLISTED, libraries, members
from search.samples import a_library_of, an_entry
from support import a_library, examples, load

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from openshelf.library.entry import Entry
    from openshelf.library.library import Library
    from support import Change

CALL = re.compile(r'openshelfPart\("(?P<name>[a-z0-9]+)",(?P<data>.*)\)\n', re.DOTALL)
LINE_ENDS = {"\u2028", "\u2029"}
MANY = [an_entry(Kind.PAGE, f"Page {number}", f"Word{number}.", f"p{number}") for number in range(3 * BLOCK + 1)]


def view_of(library: Library) -> View:
    return View(library, Words("en"))


def texts(library: Library) -> dict[str, str]:
    """Return what each file of the index of a library holds, by the end of its path."""
    found = list(search_files.files(view_of(library), Store.nothing()))
    assert all(file.path.startswith("assets/search/") for file in found)
    assert len({file.path for file in found}) == len(found)
    return {file.path.removeprefix("assets/search/"): file.text for file in found}


def parts(library: Library) -> dict[str, Any]:
    """Return the data of each part by its name."""
    found = {}
    for path, text in texts(library).items():
        call = CALL.fullmatch(text)
        assert call is not None, text
        assert path == f"{call['name']}.js"
        found[call["name"]] = json.loads(call["data"])
    return found


def names(text: str) -> list[str]:
    """Cut a list of names as ``search-engine.js`` does."""
    return [text[at : at + 7] for at in range(0, len(text), 7)]


def rows(found: Mapping[str, Any]) -> list[Any]:
    return [row for name in names(found["index"]["rows"]) for row in found[name]]


def test_a_part_is_named_by_the_hash_of_what_it_holds() -> None:
    for path, text in texts(a_library_of(*MANY)).items():
        data = text[text.index(",") + 1 : -2]
        name = base64.b32encode(hashlib.sha256(data.encode()).digest()).decode().lower()[:7]
        assert path in {f"{name}.js", "index.js"}


def test_two_parts_whose_hashes_begin_alike_have_two_names(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search_files, "NAME", 1)
    taken = search_files._Parts()
    given = [taken.add(number) for number in range(20)]
    assert len({name for name, _ in given}) == 20
    assert taken.has_collision
    assert [taken.add(number) for number in range(20)] == given
    texts = [taken.file(name, of_bytes, dict).text for name, of_bytes in given]
    assert texts == [f'openshelfPart("{name}",{number})\n' for number, (name, _) in enumerate(given)]


def test_every_part_is_named_in_the_index_and_is_there() -> None:
    found = parts(a_library_of(*MANY))
    index = found["index"]
    named = [*names(index["shards"]), *names(index["rows"]), index["facets"]]
    assert set(found) == {*named, "index"}
    assert all(re.fullmatch("[a-z2-7]{7}", name) for name in named)


def test_the_index_says_what_a_browser_needs(tmp_path: Path) -> None:
    library = load(a_library(tmp_path))
    found = parts(library)
    index = found["index"]
    assert index["total"] == build(library, {}).size
    assert len(rows(found)) == len(documents(library, {}))
    assert index["block"] == BLOCK
    assert index["patterns"]["separator"] == f"[{SEPARATORS}]+"
    assert index["letters"]["ß"] == "ss"
    assert index["words"]["results"] == "Results: %(num)d"
    assert index["situations"] == []


@examples(max_examples=20)
@given(libraries())
def test_kinds_are_runs_of_numbers(library: Library) -> None:
    id_, words, kinds = parts(library)["index"]["kinds"]
    assert (id_, words) == ("entry", "What it is")
    index = build(library, labels(view_of(library)))
    of_documents = [document.entry.kind for document in index.documents]
    assert [kind for kind, _, _ in kinds] == [kind for kind in SEARCH_ORDER if kind in of_documents]
    starts = [first for _, _, first in kinds]
    assert [kinds[bisect_right(starts, number) - 1][0] for number in index.numbers] == of_documents


def test_the_index_leads_to_situations_of_danger_by_number(tmp_path: Path) -> None:
    words: dict[str, Change] = {EN: "- {words: [raided], situation: threats}\n"}
    assert parts(load(a_library(tmp_path / "a", {**PAGE, **words})))["index"]["situations"] == [
        ["Help now", "help-now/"],
        ["A phone was taken", "help-now/#phone"],
        ["We are threatened", "help-now/#threats"],
    ]
    draft: dict[str, Change] = {HELP: str(PAGE[HELP]).replace("title:", "draft: yes\ntitle:")}
    for number, changes in enumerate((PAGE, {**draft, **words})):
        library = load(a_library(tmp_path / f"{number}", changes))
        assert parts(library)["index"]["situations"] == [], "nobody is led there"


def beside_titles(*entries: Entry) -> list[str]:
    """Return what stands behind the word for the kind in each row."""
    return [row[7] for row in rows(parts(a_library_of(*entries)))]


def a_check(id_: str, **fields: object) -> Entry:
    return an_entry(Kind.RESOURCE, "Check", "", id_, **{"publisher": "unknown", **fields})


def test_entries_of_one_title_and_kind_are_told_apart() -> None:
    publishers = a_check("a", publisher="The mill"), a_check("b", publisher="The wood")
    assert beside_titles(*publishers) == ["The mill", "The wood"]
    hosts = a_check("a", url="https://www.mill.example/x"), a_check("b", url="https://wood.example/")
    assert beside_titles(*hosts) == ["mill.example", "wood.example"]
    course = a_check("b", publisher="The wood", kind="course")
    assert not {"The mill", "The wood"} & {*beside_titles(publishers[0], course)}, "their kinds differ"
    authors = [an_entry(Kind.GUIDE, title, "", title, author=f"{title} author") for title in ("Maps", "maps")]
    assert beside_titles(*authors) == ["Maps author", "maps author"]
    periods = [an_entry(Kind.CASE_STUDY, "River", "", id_, period=id_) for id_ in ("2023", "2024")]
    assert beside_titles(*periods) == ["2023", "2024"]
    alike = a_check("a", url="https://mill.example/a"), a_check("b", url="https://mill.example/b")
    assert "mill.example" not in beside_titles(*alike), "what is the same tells nothing"


def test_shards_are_those_of_the_index(tmp_path: Path) -> None:
    view = view_of(load(a_library(tmp_path)))
    found = parts(view.library)
    shards = build(view.library, labels(view)).shards
    assert found["index"]["starts"].split(" ") == [start for start, _ in shards]
    assert [found[name] for name in names(found["index"]["shards"])] == [text for _, text in shards]


@examples(max_examples=20)
@given(libraries())
def test_rows_stand_in_the_order_of_documents(library: Library) -> None:
    view = view_of(library)
    found = parts(library)
    assert [(SEARCH_ORDER[row[0]], row[1], row[2], row[3], row[4]) for row in rows(found)] == [
        (
            document.entry.kind,
            document.entry.address,
            document.title,
            document.summary,
            "\n\n".join(("\n".join(document.aliases), "\n".join((*document.sought, *document.headings)))),
        )
        for document in documents(library, labels(view))
    ]
    blocks = [found[name] for name in names(found["index"]["rows"])]
    index = build(library, labels(view))
    places = [at * BLOCK + place for at, block in enumerate(blocks) for place in range(len(block))]
    assert places == list(index.numbers)


def test_a_row_has_the_words_of_a_result(tmp_path: Path) -> None:
    found = rows(parts(load(a_library(tmp_path))))
    (pencil,) = [row for row in found if row[1] == "resources/pencil/"]
    assert pencil[2:4] == ["Pencil", "Writes on paper."]
    assert pencil[4:] == [
        "pencil.example.org\n\n",
        "Tool",
        "",
        "Mapping",
        "English, Brazilian Portuguese",
        "Read 1 May 2026",
    ]
    (legend,) = [row for row in found if row[1] == "glossary/#legend"]
    assert legend[4] == "key\nLGD\n\n"


def test_a_row_names_four_languages_and_counts_the_rest() -> None:
    tool = an_entry(Kind.RESOURCE, "Tool", languages=["en", "es", "fr", "pt", "sw", "ar"])
    (row,) = rows(parts(a_library_of(tool)))
    assert row[8] == "English, Spanish, French, Portuguese and 2 more"
    (row,) = rows(parts(a_library_of(an_entry(Kind.RESOURCE, "Tool", languages=["en", "es", "fr", "pt"]))))
    assert row[8] == "English, Spanish, French, Portuguese"


def test_facets_have_words_and_sets(tmp_path: Path) -> None:
    found = parts(load(a_library(tmp_path)))
    total = found["index"]["total"]
    facets = {facet: values for facet, _, values in found[found["index"]["facets"]]}
    ids = [row[1] for row in rows(found)]
    cost = {value: (label, [ids[number] for number in members(text, total)]) for value, label, text in facets["cost"]}
    assert cost == {"free": ("Free", ["resources/paper/"]), "paid": ("Paid", ["resources/pencil/"])}
    (place,) = [label for value, label, _ in facets["place"] if value == "europe"]
    assert place == "Europe"
    assert {label for _, label, _ in facets["theme"]} == {"Mapping"}
    assert all(label for _, label, _ in found[found["index"]["facets"]])


def test_a_place_that_is_withheld_has_words() -> None:
    found = parts(a_library_of(an_entry(Kind.CASE_STUDY, "Case", place={"withheld": "yes"})))
    facets = {facet: values for facet, _, values in found[found["index"]["facets"]]}
    assert [pair[:2] for pair in facets["place"]] == [[WITHHELD, "Place withheld"]]


@pytest.mark.parametrize("key", UNLISTED)
def test_nothing_of_what_lists_do_not_offer_is_in_any_file(key: str) -> None:
    fields = {key: UNLISTED[key]}
    theme = an_entry(Kind.THEME, HIDDEN, f"{HIDDEN} {HIDDEN}.", f"{HIDDEN}-theme", summary=HIDDEN, **fields)
    tool = an_entry(Kind.RESOURCE, HIDDEN, "", f"{HIDDEN}-tool", url=f"https://{HIDDEN}.example/", **fields)
    term = an_entry(Kind.TERM, "Map", HIDDEN, "gone", aliases=[HIDDEN], equivalents={"es": [HIDDEN]}, **fields)
    case = an_entry(Kind.CASE_STUDY, "Map", HIDDEN, f"{HIDDEN}-case", place={"region": "europe"}, **fields)
    page = an_entry(Kind.PAGE, "Map", "A map.", "map")
    library = a_library_of(theme, tool, term, case, page)
    assert HIDDEN not in "".join(texts(library).values())
    assert texts(library) == texts(a_library_of(page))


def test_the_same_library_makes_the_same_bytes(tmp_path: Path) -> None:
    first, second = load(a_library(tmp_path / "a")), load(a_library(tmp_path / "b"))
    assert list(texts(first).items()) == list(texts(second).items())


def test_a_change_of_one_entry_keeps_the_names_of_what_it_does_not_touch() -> None:
    changed = [*MANY[:-1], an_entry(Kind.PAGE, MANY[-1].title, "Another text.", MANY[-1].id, summary="Changed.")]
    before, after = parts(a_library_of(*MANY)), parts(a_library_of(*changed))
    blocks = names(before["index"]["rows"])
    assert len(set(blocks) - set(names(after["index"]["rows"]))) == 1 < len(blocks)


def test_a_text_cannot_leave_its_script() -> None:
    title = '</script><!-- "quoted" \\ \u0000 😀 & <b>'
    library = a_library_of(an_entry(Kind.PAGE, title, "Text.\n\n## one\u2028two\u2029three\n", summary=title))
    assert all(LINE_ENDS.isdisjoint(text) for text in texts(library).values())
    (row,) = rows(parts(library))
    assert row[2:5] == [title, title, "\n\none two three"]


@examples(max_examples=20)
@given(libraries())
def test_any_library_has_parts_that_can_be_read(library: Library) -> None:
    found = parts(library)
    total = found["index"]["total"]
    for _, _, values in found[found["index"]["facets"]]:
        assert all(0 <= number < total for _, _, text in values for number in members(text, total))


def test_the_page_is_there_with_the_words_of_the_library(library: Library, view: View) -> None:
    (page,) = search.pages(replace(view, library=library))
    assert page.url == "search/"
    assert page.title == "Search"


@pytest.mark.parametrize(
    ("place", "words"), [("country: PT, region: europe", ["Europe", "Portugal"]), ("withheld: yes", [])]
)
def test_a_case_study_is_found_by_where_it_happened_as_far_as_that_is_told(
    place: str, words: list[str], tmp_path: Path
) -> None:
    file = "guides/case-studies/river.md"
    changed = a_library(tmp_path, {file: ("country: PT, region: europe", place)})
    assert labels(view_of(load(changed)))["case-study/river"] == ("Mapping", *words)
