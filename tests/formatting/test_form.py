"""`openshelf format`: what it moves, what it keeps, and what it leaves alone."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from check.consent_samples import CASE, REPORT
from openshelf.cli import main
from openshelf.formatting.catalogue import Catalogue, read_catalogue, read_entry
from openshelf.formatting.lines import CannotFormatError
from openshelf.formatting.texts import formatted_text
from openshelf.formatting.whole_library import Change, write_all
from openshelf.model.kinds import shelf_of
from openshelf.sources.text import decode
from openshelf.sources.yaml_source import read_yaml
from support import FILES, a_library, an_entry_file, examples

if TYPE_CHECKING:
    from pathlib import Path

CATALOGUE, NEWS, HOW_TO, FLOW = (
    "resources.yml",
    "docs/updates/hello.md",
    "guides/how-to/draw.md",
    "guides/frameworks/paper-or-pencil.md",
)
SERVER = "# yaml-language-server: $schema=schemas/resources.schema.json"

words = st.sampled_from(
    ["paper", "años y más", "地図", "a: b", "# no comment", "it's", "- x", "yes", "🖉", "null", "{", "12:30"]
)
comment = st.sampled_from(["# by A", "# ¿seguro?", "#", "#no blank", "# id: other", "# - a"])


@st.composite
def _values(draw: st.DrawFn, key: str) -> list[str]:
    """Return the lines of a key and its value, in one of the ways in which people write them."""
    said = draw(words)
    quoted = "'" + said.replace("'", "''") + "'"
    ways = [
        [f"{key}: plain words"],
        [f"{key}: plain words", "  that go on"],
        [f"{key}: {quoted}  # behind"],
        [f'{key}: "two', "", '  lines"'],
        [f"{key}: |", f"  {said}", "", "    further in", f"  {said}"],
        [f"{key}: >-", f"  {said}", f"  {said}"],
        [f"{key}: [a, {quoted}]"],
        [f"{key}: [a,", "  b", "]"],
        [f"{key}:", f"  - {quoted}", "  # between", "  - c", "  # last"],
        [f"{key}:", "- at the margin", "- of the key"],
        [f"{key}:"],
        [f"{key}:", "  # above", "  reason: x", "  date: 2026-01-01"],
    ]
    return draw(st.sampled_from(ways))


@st.composite
def _entry(draw: st.DrawFn, id_: str) -> list[str]:
    """Return the lines of an entry, keys in any order, comments above them, behind the last and blank lines between."""
    keys = draw(st.permutations(["title", "url", "summary", "risks", "withdrawn", "zzz"]))[: draw(st.integers(1, 5))]
    parts = [[f"id: {id_}"], *(draw(_values(key)) for key in keys)]
    lines: list[str] = []
    for part in draw(st.permutations(parts)):
        if lines:  # what stands above the first key stands above the entry
            lines += draw(st.lists(comment | st.just(""), max_size=2))
        lines += part
    return lines


@st.composite
def catalogues(draw: st.DrawFn) -> str:
    """Return a list of resources as people might write it."""
    ids = draw(st.lists(st.from_regex(r"[a-z]{1,3}(-[0-9])?", fullmatch=True), min_size=1, max_size=5, unique=True))
    head = draw(st.sampled_from([[], ["# Ours", ""], [SERVER], [SERVER, "# Ours", "", "# more", ""]]))
    outer, inner = draw(st.sampled_from([(0, 2), (2, 4), (0, 4)]))
    lines = [*head]
    for id_ in ids:
        lines += [" " * outer + one for one in draw(st.lists(comment, max_size=2))]
        own = draw(_entry(id_))
        lines += [" " * outer + "-" + " " * (inner - outer - 1) + own[0]]
        lines += [" " * inner + line if line else "" for line in own[1:]]
        lines += [" " * inner + one for one in draw(st.lists(comment, max_size=1))]
        lines += [""] * draw(st.integers(0, 2))
    lines += draw(st.lists(comment, max_size=1))
    end = draw(st.sampled_from(["\n", "\r\n"]))
    return draw(st.sampled_from(["", "\ufeff"])) + end.join(lines) + end


def plain(text: str) -> str:
    found, problems = decode(text.encode(), CATALOGUE)
    assert found is not None, problems
    return found


def pieces(text: str) -> Counter[str]:
    """Return what the lines of a catalogue hold, wherever they stand."""
    return Counter(
        re.sub(r"^ *(?:- +(?=id:|title:|url:|summary:|risks:|withdrawn:|zzz:))?", "", line)
        for line in text.split("\n")
        if line.strip()
    )


@given(catalogues())
def test_nothing_that_a_catalogue_says_changes_and_no_comment_is_lost(text: str) -> None:
    before = plain(text)
    after = read_catalogue(before, CATALOGUE).text
    values, again = (read_yaml(one, CATALOGUE)[1] for one in (before, after))
    assert again == sorted(values, key=lambda value: str(value["id"]))
    assert pieces(after) == pieces(before)
    assert after.endswith("\n")
    assert not after.endswith("\n\n")
    assert read_catalogue(after, CATALOGUE).text == after


@given(catalogues())
def test_split_and_join_give_the_same_bytes(text: str) -> None:
    formatted = read_catalogue(read_catalogue(plain(text), CATALOGUE).text, CATALOGUE)
    files = {f"{entry.id}.yml": entry.file for entry in formatted.entries}
    back = [read_entry(files[name], name) for name in sorted(files, key=lambda name: name.removesuffix(".yml"))]
    assert Catalogue(formatted.head, tuple(back)).text == formatted.text
    assert all(read_entry(text, name).file == text for name, text in files.items())


def test_a_comment_below_the_last_key_moves_with_it() -> None:
    text = "- id: a\n  url: |\n    one\n  title:\n    - b\n    # last\n"
    assert read_catalogue(text, CATALOGUE).text == "- id: a\n  title:\n    - b\n    # last\n  url: |\n    one\n"


@given(catalogues(), st.data())
def test_an_edit_of_one_entry_touches_no_other(text: str, data: st.DataObject) -> None:
    before = read_catalogue(plain(text), CATALOGUE)
    edited = data.draw(st.sampled_from(before.entries))
    other = "\n".join(["- " + (lines := data.draw(_entry(edited.id)))[0], *("  " + line for line in lines[1:]), ""])
    items = [other if entry is edited else entry.item for entry in before.entries]
    after = read_catalogue("\n".join(data.draw(st.permutations(items))), CATALOGUE)
    kept = {entry.id: (entry.item, entry.file) for entry in before.entries if entry is not edited}
    assert {entry.id: (entry.item, entry.file) for entry in after.entries if entry.id != edited.id} == kept


def test_keys_stand_in_order_with_their_comments() -> None:
    text = (
        "# about b\n- url: u  # behind\n  # above id\n  id: b\n  zzz: 1\n\n  # of the title\n  title: B\n  # last\n"
        "- {id: a, title: A}\n# end\n"
    )
    assert read_catalogue(text, CATALOGUE).text == (
        "- {id: a, title: A}\n  # end\n\n"
        "# about b\n# above id\n- id: b\n  # of the title\n  title: B\n  url: u  # behind\n  zzz: 1\n  # last\n"
    )


def test_the_head_stays_at_the_top_and_editors_find_their_schema() -> None:
    text = f"{SERVER}\n# of b\n- id: b\n- id: a\n"
    catalogue = read_catalogue(text, CATALOGUE)
    assert catalogue.text == f"{SERVER}\n\n- id: a\n\n# of b\n- id: b\n"
    assert catalogue.server_line == "# yaml-language-server: $schema=../schemas/resource.schema.json"
    own = SERVER.replace("schemas/", "https://x.example/data/")
    assert Catalogue((own,)).server_line == own.replace("resources.schema", "resource.schema")
    assert Catalogue(("# Ours",)).server_line == ""


REFUSED = {
    "a mistake": ("- id: a\n  title: [\n", "yaml-syntax"),
    "brackets": ("[{id: a}]\n", "resources.yml:1 this is not a list"),
    "no list": ("id: a\n", "resources.yml:1 this is not a list"),
    "an entry without an id": ("- title: a\n", "resources.yml:1 this entry has no id"),
    "an entry that is text": ("- a\n", "resources.yml:1 this entry has no id"),
    "an id that leads elsewhere": ("- id: ../a\n", "resources.yml:1 '../a' is not an id"),
    "blank lines that count": ("- id: a\n  summary: |+\n    x\n\n- id: b\n", "resources.yml:2 the sign + keeps"),
    "the start of a document": ("---\n- id: a\n", "resources.yml:1 this line does not belong to an entry"),
    "a text that a line end would change": ("- id: a\n  summary: |\n    x", "resources.yml:1 is written in a way"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_cannot_be_moved_is_named(what: str) -> None:
    text, said = REFUSED[what]
    with pytest.raises(CannotFormatError, match=re.escape(said)):
        read_catalogue(text, CATALOGUE)


def form(text: str, path: str) -> str:
    shelf = shelf_of(path)
    assert shelf is not None
    return formatted_text(text, shelf, path)


def test_front_matter_is_put_in_order_and_the_text_stays() -> None:
    text = "---\n# of the day\nreviewed: 2026-05-01\nkind: news\n\ntitle: Hello\n---\n\nWords.  \nMore.\n\n\n"
    after = "---\ntitle: Hello\nkind: news\n# of the day\nreviewed: 2026-05-01\n---\n\nWords.  \nMore.\n"
    assert form(text, NEWS) == after
    assert form(after, NEWS) == after


def test_the_head_of_front_matter_stays_at_the_top() -> None:
    text = "---\n# For editors\n\nreviewed: 2026-05-01\ntitle: Hello\n---\n"
    assert form(text, NEWS) == "---\n# For editors\n\ntitle: Hello\nreviewed: 2026-05-01\n---\n"


def test_code_that_is_never_closed_keeps_its_blank_lines() -> None:
    text = "---\ntitle: Hello\n---\n```\ncode\n\n\n"
    assert form(text, NEWS) == text


def test_keys_inside_are_put_in_order_too() -> None:
    text = FILES[FLOW].replace("  - id: look\n    when: later\n", "  - when: later\n    # its name\n    id: look\n")
    assert form(text, FLOW) == FILES[FLOW].replace("  - id: look\n", "  # its name\n  - id: look\n")
    assert form(FILES[FLOW], FLOW) == FILES[FLOW]


def test_keys_of_a_source_are_put_in_order_alone_and_in_a_list() -> None:
    front = FILES[CASE].replace(f"\nsource: {REPORT}\n", "\nsource:\n{}\n", 1)
    for before, after in (
        ("  url: https://a.org/\n  name: A", "  name: A\n  url: https://a.org/"),
        ("  - url: https://a.org/\n    name: A", "  - name: A\n    url: https://a.org/"),
    ):
        assert form(front.replace("{}", before), CASE) == form(front.replace("{}", after), CASE)


@pytest.mark.parametrize("path", sorted(path for path in FILES if path.endswith(".md")))
def test_texts_say_the_same_and_one_form_is_enough(path: str) -> None:
    after = form(FILES[path], path)
    assert form(after, path) == after
    assert sorted(after.split("\n")) == sorted(FILES[path].split("\n"))


def command(folder: Path, *options: str) -> int:
    return main(["--config", str(folder / "mkdocs.yml"), "format", *options])


def contents(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def test_the_command_writes_what_changes_and_names_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    a_library(tmp_path, {NEWS: ("\ufeff" + FILES[NEWS].replace("\n", "\r\n")).encode()})
    command(tmp_path)
    assert NEWS in capsys.readouterr().out.splitlines()
    assert b"\r" not in (tmp_path / NEWS).read_bytes()
    before = contents(tmp_path)
    assert command(tmp_path) == 0
    assert capsys.readouterr().out == "Nothing had to be changed.\n"
    assert contents(tmp_path) == before


def test_a_file_with_mistakes_is_left_alone_and_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wrong = "---\nreviewed: 2026-05-01\ntitle: [\n---\n"
    a_library(tmp_path, {NEWS: wrong, "resources/ink.yml": "- id: ink\n", "resources/pen.yml": b"\xff"})
    assert command(tmp_path) == 1
    said = capsys.readouterr().out
    assert "yaml-syntax" in said
    assert "  resources/ink.yml:1 a file in this folder contains one entry" in said
    assert "  resources/pen.yml:1:1 file-encoding" in said
    assert (tmp_path / NEWS).read_text() == wrong
    assert (tmp_path / CATALOGUE).read_text() == FILES[CATALOGUE].replace("\n- id: pencil", "\n\n- id: pencil")


@examples(25)
@given(catalogues())
def test_split_and_join_of_a_library_give_the_same_bytes(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    folder = a_library(tmp_path_factory.mktemp("library"), {CATALOGUE: text.encode()})
    command(folder)
    before = contents(folder)
    assert command(folder, "--split") == 0
    middle = contents(folder)
    assert len(middle) > len(before)
    assert command(folder) == 0
    assert contents(folder) == middle, "what is split is in the one form"
    assert command(folder, "--join") == 0
    assert contents(folder) == before
    assert not (folder / "resources").exists()


def test_each_way_says_what_it_did(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    a_library(tmp_path, {"resources/ink.yml": an_entry_file("ink")})
    for option, said in [
        ("--split", "2 entries moved to resources/.\n"),
        ("--split", "There is nothing to move.\n"),
        ("--join", "3 entries moved to resources.yml.\n"),
        ("--join", "There is nothing to move.\n"),
    ]:
        assert command(tmp_path, option) == 0
        assert capsys.readouterr().out == said


STOPPED = {
    "a file that says something else": ("--split", "resources/paper.yml", an_entry_file("paper"), "exists already"),
    "a file whose name differs in capitals": ("--split", "resources/PAPER.yml", "id: paper\n", "exists already"),
    "an entry of both": ("--join", "resources/paper.yml", "id: paper\n", "'paper' belongs to two entries"),
    "a file of another name": ("--join", "resources/ink.yml", "id: pen\n", "rename the file to pen.yml"),
    "a mistake": ("--join", "resources/ink.yml", "id: [\n", "yaml-syntax"),
}


@pytest.mark.parametrize("what", STOPPED)
def test_everything_or_nothing_is_moved(tmp_path: Path, capsys: pytest.CaptureFixture[str], what: str) -> None:
    option, path, text, said = STOPPED[what]
    a_library(tmp_path, {path: text.replace("summary: ", "summary: Else. ")})
    before = contents(tmp_path)
    assert command(tmp_path, option) == 1
    assert contents(tmp_path) == before
    out = capsys.readouterr().out
    assert out.startswith("Nothing was changed.\n")
    assert said in out


@pytest.mark.parametrize("option", ["--split", "--join"])
def test_a_run_that_was_cut_short_is_finished_by_the_next(tmp_path: Path, option: str) -> None:
    command(a_library(tmp_path))
    joined = contents(tmp_path)
    command(tmp_path, "--split")
    split = contents(tmp_path)
    (tmp_path / CATALOGUE).write_bytes(joined[CATALOGUE])
    assert command(tmp_path, option) == 0
    assert contents(tmp_path) == (split if option == "--split" else joined)


def test_a_write_that_fails_takes_back_those_before_it(tmp_path: Path) -> None:
    a_library(tmp_path)
    before = contents(tmp_path)
    changes = [Change("resources/ink.yml", "id: ink\n"), Change(NEWS, "x"), Change(f"{CATALOGUE}/x.yml", "x")]
    with pytest.raises(OSError, match=r"resources\.yml"):
        write_all(tmp_path, changes)
    assert contents(tmp_path) == before
