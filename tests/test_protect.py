"""``openshelf protect``: names go onto the list without being written anywhere."""

from __future__ import annotations

import getpass
import io
from typing import TYPE_CHECKING

import pytest

from openshelf.check.protected_names import can_run
from openshelf.cli import main
from openshelf.model.name_hashes import KEY_VARIABLE
from openshelf.model.protected_names import PATH, protection
from support import FILES, a_library, brief, problems_of

if TYPE_CHECKING:
    from pathlib import Path

KEY = "a key for tests that is long enough, and no secret"
NEWS = "docs/updates/hello.md"


@pytest.fixture(autouse=True)
def _key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(KEY_VARIABLE, KEY)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1781481600")


def protect(folder: Path, monkeypatch: pytest.MonkeyPatch, names: str, *options: str) -> int:
    monkeypatch.setattr("sys.stdin", io.StringIO(names))
    return main(["--config", str(folder / "mkdocs.yml"), "protect", *options])


def test_a_name_is_added_found_and_taken_off(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    a_library(tmp_path, {NEWS: ("is open", "was opened by MARÍA  SILVA")})
    assert protect(tmp_path, monkeypatch, "Maria Silva\nRui Costa\n") == 0
    assert brief(problems_of(tmp_path)) == [f"{NEWS}:9:27 protected-name"]
    assert protect(tmp_path, monkeypatch, "maria silva\n") == 0
    assert protect(tmp_path, monkeypatch, "maria-silva\n", "--remove") == 0
    assert problems_of(tmp_path) == ()
    assert protect(tmp_path, monkeypatch, "Somebody Else\n", "--remove") == 1
    said = capsys.readouterr()
    assert said.err == ""
    assert said.out.splitlines() == [
        "2 of 2 added; 2 on the list",
        "0 of 1 added; 2 on the list",
        "1 of 1 taken off; 1 on the list",
        "0 of 1 taken off; 1 on the list",
    ]


def test_the_name_is_written_nowhere_and_the_list_is_sorted_below_its_comments(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_library(tmp_path, {PATH: "# What this is.\n"})
    for name in ("Maria Silva", "Rui Costa", "Ana Lima"):
        assert protect(tmp_path, monkeypatch, name) == 0
    text = (tmp_path / PATH).read_text(encoding="utf-8")
    assert text.startswith("# What this is.\n- hash: ")
    hashes = [line for line in text.splitlines() if "hash: " in line]
    assert hashes == sorted(hashes)
    assert len(hashes) == 3
    assert not {"maria", "silva", "rui", "costa"} & set(text.casefold().replace(":", " ").split())
    assert "added: 2026-06-15" in text
    assert [file.name for file in (tmp_path / "policy").iterdir()] == ["protected-names.yml"]


def test_nobody_sees_what_was_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    a_library(tmp_path, {NEWS: ("is open", "was opened by Maria Silva")})
    assert protect(tmp_path, monkeypatch, "Maria Silva") == 0
    said = " ".join(map(str, problems_of(tmp_path)))
    assert "protected-name" in said
    assert "maria" not in said.casefold()
    assert "silva" not in said.casefold()


@pytest.mark.parametrize(
    ("key", "said"), [("", "set OPENSHELF_NAMES_KEY"), ("short", "too short"), (KEY + "!", "is not the one")]
)
def test_without_the_right_key_nothing_is_changed(
    key: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    a_library(tmp_path)
    assert protect(tmp_path, monkeypatch, "Maria Silva") == 0
    before = (tmp_path / PATH).read_bytes()
    monkeypatch.setenv(KEY_VARIABLE, key)
    assert protect(tmp_path, monkeypatch, "Rui Costa") == 1
    assert said in capsys.readouterr().err
    assert (tmp_path / PATH).read_bytes() == before
    assert can_run(tmp_path)


def test_whether_names_can_be_looked_for_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert can_run(a_library(tmp_path)) == ""
    protect(tmp_path, monkeypatch, "Maria Silva")
    assert can_run(tmp_path) == ""
    monkeypatch.delenv(KEY_VARIABLE)
    assert can_run(tmp_path) == "protected names were not looked for: OPENSHELF_NAMES_KEY is not set"


@pytest.mark.parametrize("name", ["", "  \n", "Al", "- -"])
def test_what_would_be_found_everywhere_is_refused(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert protect(a_library(tmp_path), monkeypatch, name) == 1
    assert not (tmp_path / PATH).exists()


@pytest.mark.parametrize(("second", "listed"), [("maria  silva", 1), ("Maria Sliva", 0)])
def test_at_a_terminal_the_name_is_typed_twice_and_not_shown(
    second: str, listed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed = iter(["Maria Silva", second])
    monkeypatch.setattr(getpass, "getpass", lambda _: next(typed))
    monkeypatch.setattr("sys.stdin", io.StringIO())
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    assert main(["--config", str(a_library(tmp_path) / "mkdocs.yml"), "protect"]) == 1 - listed
    assert len(protection(tmp_path, KEY).items) == listed


def test_a_new_key_is_long_enough_and_new(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["protect", "--new-key"]) == main(["protect", "--new-key"]) == 0
    one, other = capsys.readouterr().out.split()
    assert one != other
    assert len(one) >= 32


def test_a_file_called_by_a_name_is_found_without_its_path_being_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_library(tmp_path, {"guides/how-to/maria-silva.md": FILES["guides/how-to/draw.md"]})
    protect(tmp_path, monkeypatch, "Maria Silva")
    problems = problems_of(tmp_path)
    assert brief(problems) == ["guides/how-to:1:1 protected-name"]
    assert "number 2" in problems[0].message
