"""Whatever comes in: an import ends, the library stays sound, and nothing that was there is touched."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from importing.bringing import DAY
from openshelf.cli import main
from support import TODAY, a_library, an_entry_file, any_text, examples, problems_of

if TYPE_CHECKING:
    from pathlib import Path

CELLS = st.one_of(
    st.sampled_from(
        [
            *(
                "",
                " ",
                "https://a.example.org/",
                "http://www.paper.example.org",
                "www.b.example.org",
                "javascript:alert(1)",
            ),
            *(
                "https://user:word@c.example.org/",
                "https://10.0.0.1/",
                "ftp://d.example.org/",
                "https://[",
                "https://e.example.org/\u202e",
            ),
            *(
                "=1+1",
                "=HYPERLINK(1)",
                "#REF!",
                "'=1",
                "Paper",
                "Pencil",
                "mapping",
                "Mapping",
                "con",
                "by",
                "null",
                "~",
                "yes",
            ),
            *(
                "2026-05-01",
                "31/03/2026",
                "+254 20 1234567",
                "ana@group-xyz.org",
                "AKIAIOSFODNN7EXAMPLE",
                "a: b",
                "- a",
                "# a",
            ),
            *(
                "[[paper]]",
                "<script>x</script>",
                "a\u0000b",
                "a\x85b",
                "\u200b",
                "a\n\nb",
                "a\r\nb",
                '"',
                "free",
                "tool",
                "Europe",
                "es, fr",
            ),
            *(
                "x" * 170,
                "x " * 400,
                "|",
                ">",
                "{a: b}",
                "!!python/object",
                "%TAG",
                "``",
                "---",
                "...",
                "<<<<<<< a",
                "\ufeff",
                "é",
                "سلام",
            ),
        ]
    ),
    any_text,
)
HEADINGS = st.sampled_from(
    [
        *(
            "Name",
            "Link",
            "Description",
            "Summary",
            "Notes",
            "Language",
            "Tags",
            "Type",
            "Cost",
            "Licence",
            "Country",
            "Publisher",
        ),
        *("Open source", "Platform", "Source code", "Reviewed", "E-mail", "Score", "", "Name"),
    ]
)
TABLES = st.builds(
    lambda headings, rows, sign, quote, end, encoding: end.join(
        sign.join(f'"{cell.replace(chr(34), chr(34) * 2)}"' if quote else cell for cell in row)
        for row in [["Name", "Link", *headings], *rows]
    ).encode(encoding, "replace"),
    st.lists(HEADINGS, max_size=12),
    st.lists(st.lists(CELLS, max_size=14), max_size=6),
    st.sampled_from([",", ";", "\t"]),
    st.booleans(),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"]),
)
PIECES = st.sampled_from(
    [
        *(
            "---\n",
            "+++\n",
            "...\n",
            "title: A\n",
            'title = "A"\n',
            "tags: [mapping]\n",
            "draft: true\n",
            "lang: en\n",
            "id: by\n",
        ),
        *(
            "reviewed: 2026-05-01\n",
            "summary: Short.\n",
            "description: <b>\n",
            "aliases: [a, b]\n",
            "? a\n",
            "&a *a\n",
            "!x y\n",
        ),
        *(
            "# A\n",
            "A\n===\n",
            "## B {#b}\n",
            "[x](b.md)\n",
            "[x](b.md#y)\n",
            "[[b]]\n",
            "[[b|c]]\n",
            "![[b.png]]\n",
            "![](a.png)\n",
        ),
        *(
            "<!-- a\nb -->\n",
            "%% a %%\n",
            "{% x %}\n",
            "{{< y >}}\n",
            "```\n<!-- a -->\n",
            "| a | b |\n| - | - |\n| [x](b.md) | [[b]] |\n",
        ),
        *(
            "<div>\n",
            "[a]: b.md\n",
            "[a][a]\n",
            "[a](<b.md>)\n",
            "> [x](b.md\n> )\n",
            "\n",
            "é\n",
            "[x\n](b.md)\n",
            "ana@group-xyz.org\n",
        ),
    ]
)
TEXTS = st.one_of(
    st.lists(PIECES, max_size=14).map("".join).map(str.encode),
    st.tuples(st.lists(PIECES, max_size=6).map("".join), any_text).map("".join).map(str.encode),
    st.binary(max_size=200),
)
NAMES = ["a.md", "b.md", "2024-01-05-con.md", "sub/index.md", "sub/b.md", "X Y.MD", "é.markdown", "c.fr.md"]
CATALOGUES = {
    "in form": None,
    "without its last line end": "- id: zoo\n  title: Zoo\n  url: https://zoo.example.org/",
    "other line ends": "# x\r\n- id: paper\r\n  title: Paper\r\n  draft: yes\r\n",
    "indented": "\n  - {id: zoo, draft: yes}\n  - id: ant\n    draft: yes\n    summary: |+\n      a\n\n\n",
    "in brackets": "[{id: zoo, draft: yes}]\n",
    "nothing": "",
    "a comment": "\ufeff# nothing yet",
    "no YAML": "- id: [\n",
    "files": "",
}


@pytest.fixture(autouse=True)
def _day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", DAY)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("any")


def library_with(root: Path, catalogue: str) -> Path:
    """Write a library whose catalogue is written in one of some ways."""
    shutil.rmtree(root, ignore_errors=True)
    changes = {"resources/zinc.yml": an_entry_file("zinc")} if catalogue == "files" else {}
    text = CATALOGUES[catalogue]
    library = a_library(root / "library", changes)
    if text is not None:
        (library / "resources.yml").write_bytes(text.encode())
    return library


def keeps_lines(before: bytes, after: bytes) -> bool:
    """Whether the lines of a file are there in their order, with whole lines between them at most."""
    lines = iter(after.split(b"\n"))
    return after.startswith(before) or all(line in lines for line in before.rstrip(b"\n").split(b"\n"))


def bring(library: Path, source: Path) -> None:
    """Import a source twice, and look at what comes of it."""
    before = (library / "resources.yml").read_bytes()
    errors = {str(problem).partition(" ")[2] for problem in problems_of(library, TODAY) if problem.is_error}
    assert main(["--config", str(library / "mkdocs.yml"), "import", str(source)]) in {0, 1}
    after = {file: file.read_bytes() for file in library.rglob("*") if file.is_file()}
    assert keeps_lines(before, after[library / "resources.yml"])
    found = [str(problem) for problem in problems_of(library, TODAY) if problem.is_error]
    assert [problem for problem in found if problem.partition(" ")[2] not in errors] == []
    assert main(["--config", str(library / "mkdocs.yml"), "import", str(source)]) in {0, 1}
    assert {file: file.read_bytes() for file in library.rglob("*") if file.is_file()} == after


@examples(80)
@given(data=TABLES | st.binary(max_size=300), catalogue=st.sampled_from(sorted(CATALOGUES)))
def test_whatever_table_comes_the_library_stays_sound(folder: Path, data: bytes, catalogue: str) -> None:
    library = library_with(folder, catalogue)
    (folder / "list.csv").write_bytes(data)
    bring(library, folder / "list.csv")


@examples(80)
@given(texts=st.dictionaries(st.sampled_from(NAMES), TEXTS, min_size=1, max_size=4))
def test_whatever_texts_come_the_library_stays_sound(folder: Path, texts: dict[str, bytes]) -> None:
    library = library_with(folder, "in form")
    for path, data in texts.items():
        file = folder / "texts" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    bring(library, folder / "texts")
