"""What `openshelf check --fix` changes, and what it leaves alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openshelf.check.fixes import apply_fixes, with_line_ends
from openshelf.check.run import load_and_check
from openshelf.cli import main
from openshelf.core.store import Store
from openshelf.model.settings import read_settings
from openshelf.sources.document import parse_document
from openshelf.sources.source import Source
from support import FILES, TODAY, a_library, any_text, examples

if TYPE_CHECKING:
    from pathlib import Path

NEWS, CATALOGUE = "docs/updates/hello.md", "resources.yml"
LIBRARY = "The library is open."


def after(folder: Path, path: str) -> str:
    """Return a file of a library as a program mends it."""
    settings, _ = read_settings(folder / "mkdocs.yml")
    assert settings is not None
    library, problems, _ = load_and_check(settings, TODAY, Store.nothing())
    source = next(source for source in library.sources if source.path == path)
    return apply_fixes(source, [problem for problem in problems if problem.place.path == path])


TEXTS = {
    "a tracking part": ("[A](https://a.org/?id=1&utm_source=x).", "[A](https://a.org/?id=1)."),
    "two, and one in a longer address": (
        "[A](https://a.org/?fbclid=1), <https://a.org/?fbclid=12>",
        "[A](https://a.org/), <https://a.org/>",
    ),
    "a tracking part with entities": (
        "[A](https://a.org/?id=1&amp;utm_source=x&amp;b=2)",
        "[A](https://a.org/?id=1&amp;b=2)",
    ),
    "a service that sends readers on": (
        "[A](https://www.google.com/url?q=https://a.org/b%3Fc%3Dd&sa=D) <https://l.facebook.com/l.php?u=https%3A%2F%2Fa.org>",
        "[A](https://a.org/b?c=d) <https://a.org>",
    ),
    "only the link, not the example before it": (
        "`https://a.org/?fbclid=1` and [A](https://a.org/?fbclid=1)",
        "`https://a.org/?fbclid=1` and [A](https://a.org/)",
    ),
    "the address and not the words of a link": (
        "[https://a.org/?fbclid=1](https://a.org/?fbclid=1)",
        "[https://a.org/?fbclid=1](https://a.org/)",
    ),
    "no address that running text would cut": (
        "https://www.google.com/url?q=https%3A%2F%2Fa.org%2Fb.&sa=D now",
        "https://www.google.com/url?q=https%3A%2F%2Fa.org%2Fb.&sa=D now",
    ),
    "two bars in a row": (
        "| a | b |\n| - | - |\n| [[paper|it]] | [[pencil|that]] |",
        "| a | b |\n| - | - |\n| [[paper\\|it]] | [[pencil\\|that]] |",
    ),
    "a bar in a row": ("| a | b |\n| - | - |\n| [[paper|it]] | x |", "| a | b |\n| - | - |\n| [[paper\\|it]] | x |"),
    "a bar in a line": ("[[paper|it]]", "[[paper|it]]"),
    "blanks": ("a \nb\t\n\nc  \n\nd ", "a\nb\n\nc\n\nd"),
    "breaks of lines": ("a  \nb", "a  \nb"),
    "blanks in code": ("```\na \n```\n\n    b \n    c", "```\na \n```\n\n    b \n    c"),
    "a backslash and a blank": ("a\\ \nb", "a\\ \nb"),
}


@pytest.mark.parametrize("what", TEXTS)
def test_a_text_is_mended(what: str, tmp_path: Path) -> None:
    before, wanted = TEXTS[what]
    assert after(a_library(tmp_path, {NEWS: (LIBRARY, before)}), NEWS) == FILES[NEWS].replace(LIBRARY, wanted)


def test_the_catalogue_is_mended_and_keeps_its_comments(tmp_path: Path) -> None:
    before = FILES[CATALOGUE].replace("kind: tool", "kind: tool  # a comment ", 1)
    before = before.replace("https://paper.example.org/", "https://paper.mill.net/?a=1&amp;b=2 ")
    before = before.replace("https://pencil.example.org/", "'https://pencil.mill.net/?gclid=1'")
    wanted = (
        before.replace("&amp;", "&").replace("2 \n", "2\n").replace("comment \n", "comment\n").replace("?gclid=1", "")
    )
    assert after(a_library(tmp_path, {CATALOGUE: before}), CATALOGUE) == wanted


def test_blanks_that_a_value_holds_stay(tmp_path: Path) -> None:
    before = FILES[NEWS].replace("title: Hello", "title: |-\n  Hello \n  you")
    assert after(a_library(tmp_path, {NEWS: before}), NEWS) == before


@examples(max_examples=200)
@given(
    st.lists(st.one_of(any_text, st.sampled_from([" \n", "  \n", "\t\n", "a", "- ", "> ", "```\n", "    b"]))).map(
        "".join
    )
)
def test_blanks_are_taken_out_where_they_mean_nothing(text: str) -> None:
    before = f"---\ntitle: x\n---\n{text}"
    found = apply_fixes(Source("docs/x.md", before), [])
    assert apply_fixes(Source("docs/x.md", found), []) == found
    assert found.count("\n") == before.count("\n")
    assert [line.rstrip(" \t") for line in found.split("\n")] == [line.rstrip(" \t") for line in before.split("\n")]
    ours, theirs = parse_document(found, "x.md")[0], parse_document(before, "x.md")[0]
    assert (ours and ours.values) == (theirs and theirs.values)


@given(st.lists(st.tuples(st.text(st.sampled_from("ab ")), st.sampled_from(["\n", "\r\n", "\r"]))), st.booleans())
def test_line_ends_and_the_mark_stay(lines: list[tuple[str, str]], has_mark: bool) -> None:  # noqa: FBT001 - made by Hypothesis
    raw = ("\ufeff" if has_mark else "") + "".join(map("".join, lines))
    plain = raw.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    assert with_line_ends(raw, plain) == raw


def fix(folder: Path, *options: str) -> int:
    return main(["--config", str(folder / "mkdocs.yml"), "check", "--fix", "--today=2026-06-15", *options])


@pytest.mark.parametrize("answer", ["n", "", "no", "yess"])
def test_nothing_is_written_without_a_yes(
    answer: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("builtins.input", lambda question: print(question) or answer)
    a_library(tmp_path, {NEWS: (LIBRARY, "[A](https://a.org/?gclid=1)")})
    before = (tmp_path / NEWS).read_bytes()
    assert fix(tmp_path) == 0
    said = capsys.readouterr().out
    assert "-[A](https://a.org/?gclid=1)\n+[A](https://a.org/)\nWrite these changes to 1 file? [y/N]" in said
    assert "Nothing was changed.\n" in said
    assert "tracking-link warning: gclid tracks readers" in said
    assert (tmp_path / NEWS).read_bytes() == before


def test_machines_are_not_asked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        fix(a_library(tmp_path), "--format", "json")
    assert stop.value.code == 2
    assert "--format: not allowed with argument --fix" in capsys.readouterr().err


def test_a_yes_writes_and_checks_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("builtins.input", lambda _: "y")
    text = FILES[NEWS].replace(LIBRARY, "[A](https://a.org/?gclid=1)").replace("\n", "\r\n")
    a_library(tmp_path, {NEWS: "\ufeff" + text, CATALOGUE: FILES[CATALOGUE].replace("cost: free", "cost: free ")})
    assert fix(tmp_path, "--rule", "tracking-link") == 0
    assert capsys.readouterr().out.endswith("No problems.\n")
    assert (tmp_path / NEWS).read_bytes().decode() == "\ufeff" + text.replace("?gclid=1", "")
    assert (tmp_path / CATALOGUE).read_text() == FILES[CATALOGUE]
    fix(tmp_path)
    assert capsys.readouterr().out.startswith("There is nothing that a program can correct.\n")


def test_a_file_that_somebody_saved_meanwhile_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    a_library(tmp_path, {NEWS: (LIBRARY, "[A](https://a.org/?gclid=1)")})

    def save_and_answer(_: str) -> str:
        with (tmp_path / NEWS).open("a") as file:
            file.write("One more line.\n")
        return "y"

    monkeypatch.setattr("builtins.input", save_and_answer)
    assert fix(tmp_path) == 0
    assert f"{NEWS} stays as it is: it was changed meanwhile; run this again.\n" in capsys.readouterr().out
    assert (tmp_path / NEWS).read_text().endswith("[A](https://a.org/?gclid=1)\nOne more line.\n")


def test_a_file_that_may_not_be_written_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("builtins.input", lambda _: "y")
    monkeypatch.setattr("os.access", lambda *_: False)
    a_library(tmp_path, {NEWS: (LIBRARY, "[A](https://a.org/?gclid=1)")})
    assert fix(tmp_path) == 0
    assert f"{NEWS} stays as it is: you may not write to it.\n" in capsys.readouterr().out


@pytest.mark.parametrize("stop", [EOFError, KeyboardInterrupt])
def test_who_stops_at_the_question_changes_nothing(
    stop: type[BaseException], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def ask(_: str) -> str:
        raise stop

    monkeypatch.setattr("builtins.input", ask)
    a_library(tmp_path, {NEWS: (LIBRARY, "[A](https://a.org/?gclid=1)")})
    assert fix(tmp_path) == 0
    assert "Nothing was changed.\n" in capsys.readouterr().out


def test_an_address_with_two_faults_is_mended_one_after_the_other(tmp_path: Path) -> None:
    before = FILES[CATALOGUE].replace("https://paper.example.org/", "https://paper.mill.net/?utm_source=x&amp;b=2")
    first = after(a_library(tmp_path, {CATALOGUE: before}), CATALOGUE)
    assert "url: https://paper.mill.net/?utm_source=x&b=2\n" in first
    second = after(a_library(tmp_path, {CATALOGUE: first}), CATALOGUE)
    assert "url: https://paper.mill.net/?b=2\n" in second


def test_thousands_of_problems_are_mended_in_one_pass(tmp_path: Path) -> None:
    text = "| a | b |\n|---|---|\n" + "| [[paper|x]] | x |\n" * 3_000
    mended_text = after(a_library(tmp_path, {NEWS: (LIBRARY, text)}), NEWS)
    assert mended_text.count("[[paper\\|x]]") == 3_000
