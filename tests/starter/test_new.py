"""``openshelf new library``: what is written, and that nothing of anybody's is written over."""

from __future__ import annotations

import hashlib
import io
import json
import os
import zipfile
from importlib.metadata import Distribution
from typing import TYPE_CHECKING

import pytest

from new_libraries import NAME, a_new_library
from openshelf.cli import main, new
from openshelf.starter.requirements import UNSET

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


def a_wheel() -> bytes:
    """Return the bytes of a wheel with nothing in it."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr(zipfile.ZipInfo("openshelf-1.0.0.dist-info/METADATA"), "Name: openshelf\n")
    return data.getvalue()


WHEEL = "openshelf-1.0.0-py3-none-any.whl"
DATA = a_wheel()
DIGEST = hashlib.sha256(DATA).hexdigest()
ADDRESS = f"https://files.example/{WHEEL}"


@pytest.fixture(autouse=True)
def _not_installed_from_a_wheel(monkeypatch: pytest.MonkeyPatch) -> None:
    installed_from(monkeypatch, None)


def installed_from(monkeypatch: pytest.MonkeyPatch, direct_url: str | None) -> None:
    """Let pip's record say where the program came from."""

    class Installed(Distribution):
        def read_text(self, filename: str) -> str | None:
            assert filename == "direct_url.json"
            return direct_url

        def locate_file(self, path: str | os.PathLike[str]) -> Path:
            raise NotImplementedError(path)

    monkeypatch.setattr(new, "distribution", lambda _: Installed())


def begin(folder: Path, *options: str) -> int:
    return main(["new", "library", str(folder), "--name", NAME, "--language", "fr", *options])


def add_to(folder: Path, *options: str) -> int:
    return main(["new", "library", str(folder), "--existing", *options])


def refused(capsys: pytest.CaptureFixture[str], arguments: Iterable[str]) -> str:
    """Return why the command is refused."""
    with pytest.raises(SystemExit) as stopped:
        main(["new", "library", *arguments])
    assert stopped.value.code == 2
    return capsys.readouterr().err.rpartition("error: ")[2]


def texts(folder: Path) -> dict[str, str]:
    files = (file for file in folder.rglob("*") if file.is_file() and file.suffix != ".whl")
    return {file.relative_to(folder).as_posix(): file.read_text(encoding="utf-8") for file in files}


def requirement(folder: Path) -> str:
    return (folder / "requirements.txt").read_text(encoding="utf-8").splitlines()[-1]


@pytest.fixture
def wheel(tmp_path: Path) -> Path:
    """Return a wheel that lies on this computer."""
    file = tmp_path / "downloads" / WHEEL
    file.parent.mkdir()
    file.write_bytes(DATA)
    return file


def test_a_library_is_written_into_a_folder_that_is_not_there_yet(tmp_path: Path) -> None:
    assert begin(tmp_path / "a" / "b") == 0
    assert texts(tmp_path / "a" / "b") == texts(a_new_library(tmp_path / "as-planned", "fr"))


def test_a_folder_with_nothing_but_a_repository_is_empty(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    assert begin(tmp_path) == 0


@pytest.mark.parametrize("name", ["notes.txt", ".hidden"])
def test_a_folder_that_is_not_empty_stays_as_it_is(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / name).write_text("mine", encoding="utf-8")
    assert "is not empty" in refused(capsys, [str(tmp_path), "--name", "x", "--language", "en"])
    assert texts(tmp_path) == {name: "mine"}


def test_a_new_library_needs_a_name_and_a_language(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "needs --name and --language" in refused(capsys, [str(tmp_path), "--name", "x"])
    assert "invalid choice" in refused(capsys, [str(tmp_path), "--name", "x", "--language", "xx"])
    assert "the name" in refused(capsys, [str(tmp_path), "--name", "a\nb", "--language", "en"])
    assert texts(tmp_path) == {}


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("x" * 201, "the name has 201 characters; at most 200"),
        ("a\u202eb", "the name contains character U+202E, which invisibly"),
        ("a\u2067b", "the name contains character U+2067"),
        ("Ask ana.perez@gmail.com", "an e-mail address or a telephone number"),
        ("Ask +34 612 345 678", "an e-mail address or a telephone number"),
    ],
)
def test_a_name_that_the_check_would_refuse_begins_no_library(
    name: str, why: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert why in refused(capsys, [str(tmp_path), "--name", name, "--language", "en"])
    assert texts(tmp_path) == {}


def test_a_file_where_a_folder_belongs_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    begin(tmp_path)
    for script in (tmp_path / ".ci").iterdir():
        script.unlink()
    (tmp_path / ".ci").rmdir()
    (tmp_path / ".ci").write_text("mine", encoding="utf-8")
    capsys.readouterr()
    assert add_to(tmp_path) == 1
    assert ".ci/sweep cannot be written, because a file has the name of its folder" in capsys.readouterr().out


def test_scripts_can_be_run(tmp_path: Path) -> None:
    begin(tmp_path)
    scripts = {script.name for script in (tmp_path / ".ci").iterdir() if os.access(script, os.X_OK)}
    assert scripts == {script.name for script in (tmp_path / ".ci").iterdir()} - {"host", "words"}
    assert not os.access(tmp_path / "Makefile", os.X_OK)


def test_without_a_word_on_the_generator_its_line_is_unset(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    begin(tmp_path)
    assert requirement(tmp_path) == UNSET
    assert "Nobody has said where to get the generator" in capsys.readouterr().out


def test_a_wheel_on_this_computer_becomes_a_part_of_the_library(tmp_path: Path, wheel: Path) -> None:
    assert begin(tmp_path / "library", "--generator", str(wheel)) == 0
    assert (tmp_path / "library/generator" / WHEEL).read_bytes() == DATA
    assert requirement(tmp_path / "library") == f"./generator/{WHEEL} --hash=sha256:{DIGEST}"


def test_a_wheel_with_an_address_stays_there(tmp_path: Path) -> None:
    begin(tmp_path, "--generator", f"{ADDRESS}#sha256={DIGEST}")
    assert requirement(tmp_path) == f"openshelf @ {ADDRESS} --hash=sha256:{DIGEST}"
    assert not (tmp_path / "generator").exists()


def test_what_is_no_wheel_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = [str(tmp_path / "library"), "--name", "x", "--language", "en", "--generator"]
    assert "is not a wheel" in refused(capsys, [*asked, str(tmp_path / WHEEL)])
    assert "is not a wheel" in refused(capsys, [*asked, str(tmp_path)])
    assert "hash of the wheel" in refused(capsys, [*asked, ADDRESS])
    (tmp_path / WHEEL).write_bytes(b"PK")
    assert "is not a wheel of openshelf" in refused(capsys, [*asked, str(tmp_path / WHEEL)])
    copy = (tmp_path / WHEEL).rename(tmp_path / "openshelf-1.0.0-py3-none-any (1).whl")
    assert "keep its published name" in refused(capsys, [*asked, str(copy)])
    copy.unlink()
    assert texts(tmp_path) == {}


@pytest.mark.parametrize("url", [ADDRESS, "file"])
def test_the_wheel_that_was_installed_is_used_again(
    url: str, tmp_path: Path, wheel: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = wheel.as_uri() if url == "file" else url
    installed_from(monkeypatch, json.dumps({"url": place, "archive_info": {"hashes": {"sha256": DIGEST}}}))
    begin(tmp_path / "library")
    line = f"./generator/{WHEEL}" if url == "file" else f"openshelf @ {ADDRESS}"
    assert requirement(tmp_path / "library") == f"{line} --hash=sha256:{DIGEST}"


def test_a_wheel_that_is_no_longer_what_was_installed_is_not_used(
    tmp_path: Path, wheel: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = json.dumps({"url": wheel.as_uri(), "archive_info": {"hashes": {"sha256": "0" * 64}}})
    installed_from(monkeypatch, said)
    begin(tmp_path / "one")
    wheel.unlink()
    installed_from(monkeypatch, said.replace("0" * 64, DIGEST))
    begin(tmp_path / "two")
    assert requirement(tmp_path / "one") == requirement(tmp_path / "two") == UNSET


def test_an_existing_library_gets_what_it_lacks(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    begin(tmp_path)
    before = texts(tmp_path)
    lost = [".github/workflows/links.yml", ".ci/sweep", "docs/privacy.md", "guides/articles/exemple-article.md"]
    for path in lost:
        (tmp_path / path).unlink()
    capsys.readouterr()
    assert add_to(tmp_path) == 0
    assert texts(tmp_path) == {path: text for path, text in before.items() if path not in lost[2:]}
    said = capsys.readouterr().out.splitlines()
    assert {line.partition(" ")[0] for line in said if line.endswith(" added")} == set(lost[:2])
    assert "Makefile same" in said
    assert not [line for line in said if line.startswith(("docs/", "guides/", "resources.yml", "mkdocs.yml"))]


def test_what_its_people_changed_stays_and_the_new_text_stands_beside_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    begin(tmp_path)
    before = texts(tmp_path)
    (tmp_path / "Makefile").write_text("mine:\n", encoding="utf-8")
    assert add_to(tmp_path) == 0
    assert "Makefile differs: the new text is beside it" in capsys.readouterr().out
    assert texts(tmp_path) == {**before, "Makefile": "mine:\n", "Makefile.new": before["Makefile"]}
    assert add_to(tmp_path) == 0
    (tmp_path / "Makefile.new").write_text("mine too:\n", encoding="utf-8")
    capsys.readouterr()
    assert add_to(tmp_path) == 1
    assert "look at that one, and delete it" in capsys.readouterr().out
    assert texts(tmp_path)["Makefile.new"] == "mine too:\n"


def test_a_later_wheel_is_added_and_what_pip_reads_is_put_beside(tmp_path: Path, wheel: Path) -> None:
    begin(tmp_path / "library")
    assert add_to(tmp_path / "library", "--generator", str(wheel)) == 0
    assert requirement(tmp_path / "library") == UNSET
    beside = (tmp_path / "library/requirements.txt.new").read_text(encoding="utf-8")
    assert beside.endswith(f"\n./generator/{WHEEL} --hash=sha256:{DIGEST}\n")
    assert (tmp_path / "library/generator" / WHEEL).read_bytes() == DATA


@pytest.mark.parametrize("line", [f"./generator/{WHEEL}", f"openshelf @ {ADDRESS}"])
def test_the_wheel_that_a_library_names_now_is_kept_where_no_other_is_known(line: str, tmp_path: Path) -> None:
    begin(tmp_path)
    file = tmp_path / "requirements.txt"
    file.write_text(f"other==1.0\n{line} --hash=sha256:{DIGEST}\n", encoding="utf-8")
    assert add_to(tmp_path) == 0
    beside = (tmp_path / "requirements.txt.new").read_text(encoding="utf-8")
    assert beside.endswith(f"\n{line} --hash=sha256:{DIGEST}\n")
    assert UNSET not in beside


def test_a_hook_that_is_gone_is_brought_back(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    begin(tmp_path)
    before = texts(tmp_path)
    (tmp_path / "hooks/main.py").unlink()
    capsys.readouterr()
    assert add_to(tmp_path) == 0
    assert texts(tmp_path) == before
    assert "check will say" not in capsys.readouterr().out


def test_settings_of_an_earlier_version_stop_nobody_and_are_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    begin(tmp_path)
    before = texts(tmp_path)
    file = tmp_path / "mkdocs.yml"
    file.write_text(before["mkdocs.yml"].replace("name: openshelf", "name: material"), encoding="utf-8")
    (tmp_path / "Makefile").unlink()
    capsys.readouterr()
    assert add_to(tmp_path) == 0
    assert texts(tmp_path)["Makefile"] == before["Makefile"], "in the language of the library"
    said = capsys.readouterr().out
    assert "openshelf check will say:" in said
    assert "the theme is 'material'" in said


@pytest.mark.parametrize("languages", ["", "languages: {a: b}", "languages: [[en]]", "languages: en"])
def test_a_library_that_names_no_language_gets_words_in_english(languages: str, tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text(f"extra: {{openshelf: {{contact: a, {languages}}}}}\n", encoding="utf-8")
    assert add_to(tmp_path) == 0
    assert texts(tmp_path)["Makefile"] == texts(a_new_library(tmp_path / "english", "en"))["Makefile"]


def test_a_wheel_in_the_library_is_named_where_it_lies(tmp_path: Path) -> None:
    begin(tmp_path)
    (tmp_path / "tools").mkdir()
    (tmp_path / "tools" / WHEEL).write_bytes(DATA)
    add_to(tmp_path, "--generator", str(tmp_path / "tools" / WHEEL))
    assert f"./tools/{WHEEL} " in (tmp_path / "requirements.txt.new").read_text(encoding="utf-8")
    assert not (tmp_path / "generator").exists()


def test_nothing_is_written_through_a_link(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    library, elsewhere = tmp_path / "library", tmp_path / "elsewhere"
    begin(library)
    elsewhere.mkdir()
    for script in (library / ".ci").iterdir():
        script.unlink()
    (library / ".ci").rmdir()
    (library / ".ci").symlink_to(elsewhere)
    assert add_to(library) == 1
    assert ".ci/sweep is behind a symbolic link, so it was not changed" in capsys.readouterr().out
    assert texts(elsewhere) == {}


def test_a_folder_without_settings_is_no_library(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert add_to(tmp_path) == 1
    assert "mkdocs.yml:1:1 file-unreadable" in capsys.readouterr().out
    assert texts(tmp_path) == {}
