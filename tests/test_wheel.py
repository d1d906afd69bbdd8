"""What another organisation installs: the wheel holds all that a library needs, and nothing but the generator."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import zipfile
from typing import TYPE_CHECKING

import pytest
from selectolax.lexbor import LexborHTMLParser

from importing.sources import forty_texts, three_hundred
from libraries import PROJECT, other_library
from new_libraries import LANGUAGES, NAME, check_that_it_works
from wheel import build_wheel, environment_of_others

if TYPE_CHECKING:
    from pathlib import Path

FIRST_LIBRARY = re.compile(r"openshelf", re.IGNORECASE)
"""The first library has the name of the program, which no reader of another library meets."""
CONTENT_OF_THE_FIRST = re.compile(r"site_name: Openshelf|for activists who work with data|light touch", re.IGNORECASE)
IDENTITY = {
    "OPENSHELF_SITE_URL": "https://library.example/shelf/",
    "OPENSHELF_EDIT_URI": "https://code.example/library/edit/main/",
    "OPENSHELF_CONTACT": "mailto:library@example.org",
}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_wheel(tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def commands(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return environment_of_others(tmp_path_factory.mktemp("others") / "env", wheel)


def run(commands: Path, folder: Path, *words: str, code: int = 0) -> str:
    """Run a command as others do, in an environment that names nothing of ours; return what it says."""
    kept = {name: os.environ[name] for name in ("HOME", "LANG", "TMPDIR") if name in os.environ}
    environment = {"PATH": f"{commands}:/usr/bin:/bin", **kept, **IDENTITY}
    command = [str(commands / words[0]), *words[1:]]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == code, f"{' '.join(words)}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def test_every_file_of_the_package_is_in_the_wheel(wheel: Path) -> None:
    listed = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z", "--", "hooks/openshelf"]
    names = subprocess.run(listed, cwd=PROJECT, capture_output=True, check=True).stdout.decode().split("\0")
    ours = {name.removeprefix("hooks/") for name in names if name and (PROJECT / name).is_file()}
    held = set(zipfile.ZipFile(wheel).namelist())
    assert ours - held == set()
    assert {name for name in held - ours if ".dist-info/" not in name} == set()


def test_the_installed_package_is_not_the_checkout(commands: Path, tmp_path: Path) -> None:
    said = run(commands, tmp_path, "python", "-c", "import openshelf; print(openshelf.__file__)")
    assert not said.startswith(str(PROJECT))


@pytest.mark.parametrize("engine", ["mkdocs", "properdocs"])
def test_a_library_elsewhere_is_built_by_both_engines(engine: str, commands: Path, tmp_path: Path) -> None:
    library = other_library(tmp_path / "library")
    run(commands, library, "openshelf", "check")
    run(commands, library, engine, "build", "--strict", "--config-file", "mkdocs.yml")
    assert (library / "site/themes/agua/index.html").is_file()
    assert (library / "site/assets/openshelf.css").is_file()
    run(commands, library, "openshelf", "publish")
    assert (library / "site/SHA256SUMS").is_file()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_new_library_needs_nothing_but_the_wheel(language: str, wheel: Path, commands: Path, tmp_path: Path) -> None:
    words = ("--name", NAME, "--language", language, "--generator", str(wheel))
    run(commands, tmp_path, "openshelf", "new", "library", "library", *words)
    library = tmp_path / "library"
    check_that_it_works(library, commands)
    pages = {file: LexborHTMLParser(file.read_text(encoding="utf-8")) for file in (library / "site").rglob("*.html")}
    assert len(pages) > 10
    assert {page.css_first("html").attributes["lang"] for page in pages.values()} == {language}
    assert [file for file, page in pages.items() if FIRST_LIBRARY.search(page.body.text())] == []
    sources = [file for file in library.rglob("*") if file.suffix in {".md", ".yml"} and "site" not in file.parts]
    assert len(sources) > 15
    assert [file for file in sources if CONTENT_OF_THE_FIRST.search(file.read_text(encoding="utf-8"))] == []


@pytest.mark.long
def test_a_new_library_sets_itself_up_from_an_index(wheel: Path, commands: Path, tmp_path: Path) -> None:
    words = ("--name", NAME, "--language", "en", "--generator", str(wheel))
    run(commands, tmp_path, "openshelf", "new", "library", "library", *words)
    library = tmp_path / "library"
    for target in ("site", "check"):
        done = subprocess.run(
            ["make", target, f"PYTHON={sys.executable}"], cwd=library, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
    assert (library / "site/index.html").is_file()


def test_what_others_bring_is_imported_and_published(commands: Path, tmp_path: Path) -> None:
    library = other_library(tmp_path / "library")
    (tmp_path / "lista.csv").write_bytes(three_hundred("Agua", ["Andes", "costa"]))
    for path, text in forty_texts().items():
        file = tmp_path / "textos" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    for source in ("lista.csv", "textos"):
        said = run(commands, library, "openshelf", "import", str(tmp_path / source), "--theme", "agua", code=1)
        assert "Written: " in said
    run(commands, library, "openshelf", "check")
    run(commands, library, "mkdocs", "build", "--strict", "--config-file", "mkdocs.yml")
    run(commands, library, "openshelf", "publish")
    assert (library / "site/resources/recurso-no-1/index.html").is_file()
    assert (library / "site/guides/station-2/index.html").is_file()
    assert not (library / "site/resources/recurso-no-275").exists()
    assert not (library / "site/guides/note-1").exists()
