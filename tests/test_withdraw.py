"""Taking entries back: the change in the sources, and what the command says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from openshelf.cli.main import main
from openshelf.model.entries import Withdrawn
from openshelf.withdraw import CannotWithdrawError, withdrawn_text
from support import FILES, TODAY, a_library, load, problems_of

if TYPE_CHECKING:
    from pathlib import Path

REASON = 'It said "never": that was wrong, sorry — señal #1'
ENTRIES = {
    "resource/pencil": "resources.yml",
    "collection/start": "guides/collections/start.md",
    "case-study/river": "guides/case-studies/river.md",
    "guide/draw": "guides/how-to/draw.md",
    "guide/scale": "guides/explanation/scale.md",
    "guide/writing-tools": "guides/research/writing-tools.md",
    "framework/paper-or-pencil": "guides/frameworks/paper-or-pencil.md",
    "term/legend": "guides/glossary/legend.md",
    "theme/mapping": "docs/themes/mapping.md",
    "update/hello": "docs/updates/hello.md",
    "page/support": "docs/support.md",
}
CITED = {"resource/pencil", "theme/mapping"}


def withdraw(folder: Path, *arguments: str) -> int:
    return main(["--config", str(folder / "mkdocs.yml"), "withdraw", *arguments])


@pytest.fixture(autouse=True)
def _day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("openshelf.clock.today", lambda: TODAY)


@pytest.mark.parametrize(("key", "path"), ENTRIES.items())
def test_an_entry_of_each_kind_is_withdrawn_in_its_source(
    tmp_path: Path, key: str, path: str, capsys: pytest.CaptureFixture[str]
) -> None:
    a_library(tmp_path)
    before = {file: (tmp_path / file).read_bytes() for file in FILES}
    code = withdraw(tmp_path, key, "--reason", REASON, "--replaced-by", "paper", "--date", "2026-06-14")
    out = capsys.readouterr().out
    (entry,) = [entry for entry in load(tmp_path).all_entries if entry.key == key]
    assert entry.data.withdrawn is not None
    assert entry.data.withdrawn.model_dump(mode="json") == {
        "date": "2026-06-14",
        "reason": REASON,
        "replaced_by": "paper",
    }
    assert entry.body is None or not entry.body.text.strip()
    assert {file for file in FILES if (tmp_path / file).read_bytes() != before[file]} == {path}
    kept = set(before[path].decode().split("\n---\n")[0].splitlines())
    assert kept <= set((tmp_path / path).read_text(encoding="utf-8").splitlines())
    problems = {problem.rule.id for problem in problems_of(tmp_path)}
    assert problems == ({"withdrawn-reference"} if key in CITED else set()), out
    assert code == (1 if key in CITED else 0)
    assert out.startswith(f"Withdrawn: {key} in {path}.\n")
    assert "https://search.google.com/search-console/remove-outdated-content" in out
    assert "https://web.archive.org/web/*/https://<your site>/" in out


def test_every_citation_is_told_with_its_place(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    changes = {"guides/explanation/scale.md": FILES["guides/explanation/scale.md"] + "[x](../how-to/draw.md)\n"}
    a_library(tmp_path, {**changes, "mkdocs.yml": FILES["mkdocs.yml"] + "nav: [support.md]\n"})
    assert withdraw(tmp_path, "draw", "--reason", "It was wrong.") == 1
    said = capsys.readouterr().out.split("\n\n")
    assert said[1].startswith("Cited here; take each citation out:\n  guides/explanation/scale.md:11:")
    assert withdraw(tmp_path, "support", "--reason", "It was wrong.") == 1
    assert "  mkdocs.yml:11:7\n" in capsys.readouterr().out
    assert withdraw(tmp_path, "pencil", "--reason", "It was wrong.") == 1
    places = capsys.readouterr().out.split("\n\n")[1].splitlines()[1:]
    assert [place.split(":")[0].strip() for place in places] == [
        "guides/collections/start.md",
        "guides/research/writing-tools.md",
    ]


def test_a_picture_that_only_it_showed_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    picture = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path d="M0 0h1"/></svg>\n'
    text = FILES["docs/updates/hello.md"] + "![A map](../images/map.svg)\n"
    a_library(tmp_path, {"docs/images/map.svg": picture, "docs/updates/hello.md": text})
    assert withdraw(tmp_path, "hello", "--reason", "It was wrong.") == 0
    assert "Shown nowhere any more; delete what must go:\n  docs/images/map.svg\n" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["pencl", "--reason", "x"], "There is no entry 'pencl' that can be read. did you mean pencil?"),
        (["pencil", "--reason", "x", "--replaced-by", "pencil"], "'pencil' cannot replace it"),
        (["pencil", "--reason", "x", "--replaced-by", "nothing"], "There is no entry 'nothing'"),
        (["pencil", "--reason", "x", "--date", "2026-06-16"], "2026-06-16 has not come yet"),
        (["pencil", "--reason", ""], "The reason does not fit"),
        (["pencil", "--reason", "x" * 201], "The reason does not fit"),
    ],
)
def test_what_cannot_be_done_changes_nothing(
    tmp_path: Path, arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    a_library(tmp_path)
    assert withdraw(tmp_path, *arguments) == 1
    assert said in capsys.readouterr().err
    assert (tmp_path / "resources.yml").read_text() == FILES["resources.yml"]


def test_nothing_is_withdrawn_twice(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    a_library(tmp_path)
    assert withdraw(tmp_path, "hello", "--reason", "It was wrong.") == 0
    assert withdraw(tmp_path, "hello", "--reason", "It was wrong.") == 1
    assert "update/hello was withdrawn on 2026-06-15 already." in capsys.readouterr().err


NEWS = "docs/updates/hello.md"
NOTICE = Withdrawn(date=TODAY, reason="It was wrong.")


def changed(folder: Path, path: str, text: str, id_: str) -> str:
    """Return a file of the tiny library, written in another way, with an entry withdrawn."""
    (entry,) = [e for e in load(a_library(folder, {path: text.encode()})).all_entries if e.id == id_]
    return withdrawn_text(text, entry, NOTICE)


def test_comments_blank_lines_and_indentation_stay(tmp_path: Path) -> None:
    text = "# Ours\n" + FILES["resources.yml"].replace("  reviewed: 2026-05-01\n", "  reviewed: 2026-05-01  # by A\n\n")
    text = text.replace("\n", "\n  ").rstrip(" ").replace("# Ours\n  -", "# Ours\n  -")
    after = changed(tmp_path, "resources.yml", text, "paper")
    notice = '    withdrawn:\n      date: 2026-06-15\n      reason: "It was wrong."\n'
    assert after.count(notice) == 1
    assert after.replace(notice, "") == text
    assert after.index(notice) < after.index("- id: pencil")


def test_line_ends_of_windows_and_a_byte_order_mark_stay(tmp_path: Path) -> None:
    text = "\ufeff" + FILES[NEWS].replace("\n", "\r\n")
    after = changed(tmp_path, NEWS, text, "hello")
    assert after.startswith("\ufeff---\r\n")
    assert after.endswith("kind: news\r\n---\r\n")
    assert after.count("\n") == after.count("\r\n")


def test_an_entry_in_braces_stays_in_braces(tmp_path: Path) -> None:
    front, _, _ = FILES[NEWS].removeprefix("---\n").partition("---\n")
    text = "---\n{" + ", ".join(front.splitlines()) + "}\n---\nText.\n"
    after = changed(tmp_path, NEWS, text, "hello")
    assert after.startswith('---\n{withdrawn: {date: 2026-06-15, reason: "It was wrong."}, title: Hello')
    assert after.endswith("}\n---\n")


def test_a_last_line_without_end_gets_one(tmp_path: Path) -> None:
    after = changed(tmp_path, "resources.yml", FILES["resources.yml"].rstrip("\n"), "pencil")
    assert after.endswith(
        'open_source: yes\n  reviewed: 2026-05-01\n  withdrawn:\n    date: 2026-06-15\n    reason: "It was wrong."\n'
    )


@pytest.mark.parametrize(
    ("old", "new"),
    [("reviewed: 2026-05-01", "reviewed: >-\n  2026-05-01"), ("kind: news", "kind: news\nwithdrawn:")],
)
def test_what_a_program_cannot_change_is_left_to_a_person(tmp_path: Path, old: str, new: str) -> None:
    with pytest.raises(CannotWithdrawError, match="withdrawn"):
        changed(tmp_path, NEWS, FILES[NEWS].replace(old, new), "hello")
