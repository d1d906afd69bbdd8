"""A dead link of a finished page is told on the line of the source, and every address is kept in a list."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from libraries import other_library, run
from openshelf.core.problem import Place
from openshelf.core.store import Store
from openshelf.library.load import load
from openshelf.model.settings import read_settings
from openshelf.publish.link_sources import link_sources
from openshelf.verify.extracts import FileResult, SiteFiles
from openshelf.verify.internal_links import FileLinks, SiteLink
from openshelf.verify.inventory import INVENTORY, MAX_PAGES, inventory
from support import TODAY

if TYPE_CHECKING:
    from pathlib import Path

GUIDE = "guides/how-to/medir-el-agua.md"
TEXT = """
[bien](../../docs/quienes-somos.md), [aqui](#steps)
y [[cuenca]], <https://rio.example/a?b=1&c=2#d>

[ref]: #steps

Un [enlace][ref].
"""
SLIPS = """
[lejos](#no-hay), [otro](../../docs/quienes-somos.md#tampoco)
y un [enlace][ref].

[ref]: #perdido
"""


def library_with(folder: Path, text: str) -> tuple[Path, int]:
    """Return a library whose guide says more, and the line on which that starts."""
    library = other_library(folder)
    guide = library / GUIDE
    written = guide.read_text().rstrip()
    guide.write_text(f"{written}\n{text}")
    return library, written.count("\n") + 3


def test_places_that_are_not_there_are_told_on_the_writers_line_before_anything_is_built(tmp_path: Path) -> None:
    library, line = library_with(tmp_path, SLIPS)
    done = run("openshelf", "build", folder=library)
    assert done.returncode == 1
    assert not (library / "site").exists()
    told = sorted(told.partition(";")[0] for told in done.stdout.splitlines() if " unknown-fragment " in told)
    assert [text.partition(" unknown-fragment ")[0] for text in told] == [
        f"{GUIDE}:{line}:1",
        f"{GUIDE}:{line}:19",
        f"{GUIDE}:{line + 1}:6",
    ]


def test_every_place_that_a_finished_page_names_leads_back_to_the_writers_line(tmp_path: Path) -> None:
    folder, line = library_with(tmp_path, SLIPS)
    settings, _ = read_settings(folder / "mkdocs.yml")
    assert settings is not None
    written = link_sources(load(settings, TODAY, Store.nothing())[0])
    assert written["guides/medir-el-agua/index.html#no-hay"] == (Place(GUIDE, line, 1),)
    assert written["quienes-somos/index.html#tampoco"] == (Place(GUIDE, line, 19),)
    assert written["guides/medir-el-agua/index.html#perdido"] == (Place(GUIDE, line + 1, 6),)


def test_the_list_holds_pages_lines_and_words_and_is_the_same_twice(tmp_path: Path) -> None:
    library, line = library_with(tmp_path, TEXT)
    run("openshelf", "build", folder=library)
    run("openshelf", "verify", folder=library)
    first = (library / INVENTORY).read_bytes()
    run("openshelf", "verify", folder=library)
    assert (library / INVENTORY).read_bytes() == first
    found = json.loads(first)
    page = "guides/medir-el-agua/index.html"
    assert list(found) == sorted(found)
    assert found["/guides/medir-el-agua/#steps"]["lines"] == [f"{GUIDE}:{line}", f"{GUIDE}:{line + 5}"]
    assert found["https://rio.example/a?b=1&c=2"] == {
        "pages": [page],
        "lines": [f"{GUIDE}:{line + 1}"],
        "words": ["https://rio.example/a?b=1&c=2#d"],
    }
    assert found["/glossary/#cuenca"]["lines"] == [f"{GUIDE}:{line + 1}"]
    assert page in found["/glossary/#cuenca"]["pages"]
    assert {"guides/collections/primeros-pasos.md:7", f"{GUIDE}:15"} <= set(found["/resources/mapa-del-agua/"]["lines"])
    assert {"el mapa"} <= set(found["/resources/mapa-del-agua/"]["words"])


def test_an_address_of_every_page_names_some_of_them() -> None:
    one = FileResult((), linked=FileLinks(links=(SiteLink("", "a/index.html", "", "A"),)))
    linked = {f"{number:03}.html": one for number in range(MAX_PAGES + 5)}
    files = SiteFiles().with_files(linked, [SiteFiles.of_results(linked)])
    written = {"a/index.html": (Place("b.md", 10), Place("b.md", 9), Place("b.md", 9, 3))}
    (found,) = json.loads(inventory(files, written)).values()
    assert len(found["pages"]) == MAX_PAGES
    assert found["more_pages"] == 5
    assert found["lines"] == ["b.md:9", "b.md:10"]
    assert found["words"] == ["A"]
    assert inventory(SiteFiles(), {}) == "{\n\n}\n"
