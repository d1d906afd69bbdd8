"""Terms are found in running text as they are written, whole, and never inside an address."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from openshelf.model.kinds import Kind
from openshelf.site.i18n import Words
from openshelf.site.markdown import Renderer
from openshelf.site.reads import Reads
from openshelf.site.terms import TermIndex
from support import FILES, a_body, a_library, load

if TYPE_CHECKING:
    from pathlib import Path

NORTH = FILES["guides/glossary/north.md"]
TITLES = [
    *("C", "C++", "C#", ".NET", "LGBTQI+", ".onion", "@handle", "#MeToo", "Node.js", "R&D", "A/B testing", "e.V."),
    *("Droits d’accès", "two-factor login", "Co‑operation", "https", "wells", "open data", "डेटा", "gas"),
]


@pytest.fixture(scope="module")
def terms(tmp_path_factory: pytest.TempPathFactory) -> TermIndex:
    return index_of(tmp_path_factory.mktemp("terms"), *TITLES, abbreviation="WHO")


def index_of(folder: Path, *titles: str, abbreviation: str = "") -> TermIndex:
    """Return the index of a library whose glossary has these terms."""
    files = {
        f"guides/glossary/term-{number}.md": NORTH.replace("title: north", f"title: '{title}'")
        for number, title in enumerate(titles)
    }
    short = NORTH.replace("title: north", f"title: A short form\nabbreviations: ['{abbreviation}']")
    files |= {"guides/glossary/short.md": short} if abbreviation else {}
    return TermIndex(load(a_library(folder, files)).listed(Kind.TERM))


def found(terms: TermIndex, text: str) -> list[str]:
    return [text[start:end] for start, end, _ in terms.find(text, set())]


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("Our Plan C is to take vitamin C.", ["C"]),
        ("In C++, in C# and in .NET.", ["C++", "C#", ".NET"]),
        ("(C++) is not C+++, C++17 or C#x.", ["C++"]),
        ("LGBTQI+ people; not LGBTQI people.", ["LGBTQI+"]),
        ("abc.onion is a .onion address", [".onion"]),
        ("me@handle, @handle, ##MeToo and #metoo.", ["@handle", "#metoo"]),
        ("Node.js, R&D and A/B testing by e.V. people", ["Node.js", "R&D", "A/B testing", "e.V."]),
        ("droits d'accès, not droit d'accès", ["droits d'accès"]),
        ("droits dʼaccès", ["droits dʼaccès"]),
        ("Two‑factor logins", ["Two‑factor logins"]),
        ("two‐factor login", ["two‐factor login"]),
        ("co-operation", ["co-operation"]),
        ("Open\u00a0data, and open data again", ["Open\u00a0data"]),
        ("डेटा की, not डेट", ["डेटा"]),
        ("Well, a well, many WELLS", ["WELLS"]),
        ("WHO says who", ["WHO"]),
        ("who says so", []),
        ("wells-to-be, l'open data, open-data, unwells, gass", []),
        ("“https://example.org/wells”, wells.example.org and a@wells.org", []),
        ("open data.example.org", []),
        ("https/wells", ["https", "wells"]),
    ],
)
def test_terms_are_found_whole(text: str, want: list[str], terms: TermIndex) -> None:
    assert found(terms, text) == want


def test_a_term_alone_is_not_found_in_a_longer_one(tmp_path: Path) -> None:
    assert found(index_of(tmp_path, "C++"), "Plan C, and C.") == []


def test_the_longer_of_two_terms_wins(tmp_path: Path) -> None:
    assert found(index_of(tmp_path, "data", "open data"), "open data") == ["open data"]


def test_a_term_whose_sign_is_escaped_is_one_word(tmp_path: Path) -> None:
    terms = index_of(tmp_path, "C", "C#", "R&D")
    body = a_body(r"In C\# and \*C\*, R&amp;D.", "docs/updates/hello.md")
    html = Renderer(Reads(load(tmp_path)), Words("en"), terms).render(body, "updates/hello/").html
    assert re.sub(r"<a [^>]*>", "<a>", html) == "<p>In <a>C#</a> and *<a>C</a>*, <a>R&amp;D</a>.</p>"


@pytest.mark.parametrize(
    "text",
    ["wells.org " * 40_000, "wells/" * 60_000, "a-" * 200_000, "open- " * 60_000, "C" + "+" * 400_000, "C+" * 200_000],
)
def test_hostile_texts_are_read_to_their_ends(text: str, terms: TermIndex) -> None:
    assert len(found(terms, text)) <= 1
