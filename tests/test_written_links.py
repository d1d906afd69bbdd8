"""A dead link of a finished page is told on the line of the source, and every address is kept in a list."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from libraries import other_library, run
from openshelf.problem import Place
from openshelf.verify.inventory import INVENTORY, MOST_PAGES, as_json, inventory
from openshelf.verify.links import Link, Linked

if TYPE_CHECKING:
    from pathlib import Path

GUIDE = "guides/how-to/medir-el-agua.md"
TEXT = """
[lejos](#no-hay), [otro](../../docs/quienes-somos.md#tampoco), [bien](../../docs/quienes-somos.md), [aqui](#steps)
y [[cuenca]], <https://rio.example/a?b=1&c=2#d>, [arriba](#top)

[ref]: #perdido

Un [enlace][ref].
"""


def library_with_slips(folder: Path) -> tuple[Path, int]:
    """Return a library whose guide leads to places that are not there, and the line on which the first stands."""
    library = other_library(folder)
    guide = library / GUIDE
    written = guide.read_text().rstrip()
    guide.write_text(f"{written}\n{TEXT}")
    return library, written.count("\n") + 3


def test_places_that_are_not_there_are_told_on_the_writers_line(tmp_path: Path) -> None:
    library, line = library_with_slips(tmp_path)
    done = run("openshelf", "build", folder=library)
    assert done.returncode == 1
    told = sorted(told for told in done.stdout.splitlines() if " built-link " in told)
    page, other = "guides/medir-el-agua/index.html", "quienes-somos/index.html"
    assert [text.partition("; in ")[0] for text in told] == [
        f"{GUIDE}:{line}:1 built-link '#no-hay' leads to a place that is not on {page}",
        f"{GUIDE}:{line}:19 built-link '../../quienes-somos/#tampoco' leads to a place that is not on {other}",
        f"{GUIDE}:{line + 5}:4 built-link '#perdido' leads to a place that is not on {page}",
    ]


def test_the_list_holds_pages_lines_and_words_and_is_the_same_twice(tmp_path: Path) -> None:
    library, line = library_with_slips(tmp_path)
    run("openshelf", "build", folder=library)
    first = (library / INVENTORY).read_bytes()
    run("openshelf", "build", folder=library)
    assert (library / INVENTORY).read_bytes() == first
    found = json.loads(first)
    page = "guides/medir-el-agua/index.html"
    assert list(found) == sorted(found)
    assert found["/guides/medir-el-agua/#steps"]["lines"] == [f"{GUIDE}:{line}"]
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
    linked = {f"{number:03}.html": Linked(links=(Link("a/index.html", "A"),)) for number in range(MOST_PAGES + 5)}
    (found,) = inventory(linked, {"a/index.html": (Place("b.md", 10), Place("b.md", 9), Place("b.md", 9, 3))}).values()
    assert len(found["pages"]) == MOST_PAGES
    assert found["more_pages"] == 5
    assert found["lines"] == ["b.md:9", "b.md:10"]
    assert found["words"] == ["A"]
    assert as_json({}) == "{\n\n}\n"
