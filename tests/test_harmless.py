"""No command removes or replaces what this program did not make, whatever the settings name as the site's folder."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from mkdocs.__main__ import cli as mkdocs

from libraries import EPOCH, PROJECT, contents, other_library, run
from openshelf.cli.main import main
from openshelf.core import site_folder
from openshelf.core.site_folder import MARKER, claim
from openshelf.model.kinds import CATALOGUE
from openshelf.publish import build
from openshelf.sources.files import FOLDERS, SINGLE_FILES
from pictures import pdf, picture, told, with_notes
from support import FILES, TODAY, a_library

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

OTHERS = {
    ".git/HEAD": "ref: refs/heads/main\n",
    ".github/workflows/own.yml": "on: push\n",
    ".ci/run": "true\n",
    "policy/budgets.yml": "[]\n",
    "schemas/own.json": "{}\n",
    "tests/test_own.py": "",
    "theme/own.css": "a {}\n",
    "photos/river.jpg": "kept by a person\n",
    "old/index.html": "an earlier site\n",
    f"old/{MARKER}": "",
}
"""What lies in a library besides its texts: what others wrote, and one site of ours."""

HOSTILE = {
    ".": "is the folder of the library, or contains it",
    "./": "is the folder of the library, or contains it",
    "site/..": "is the folder of the library, or contains it",
    "..": "is the folder of the library, or contains it",
    "/": "is the folder of the library, or contains it",
    "{library}": "is the folder of the library, or contains it",
    "docs": "is docs, which",
    "docs/": "is docs, which",
    "DOCS": "is docs, which",
    "{library}/docs": "is docs, which",
    "site/../docs": "is docs, which",
    "docs/site": "lies inside docs, which",
    "guides": "is guides, which",
    "guides/how-to/new": "lies inside guides, which",
    "policy": "is policy, which",
    "resources": "is resources, which",
    "hooks": "is hooks, which",
    "theme": "is theme, which",
    "tests/site": "lies inside tests, which",
    "schemas": "is schemas, which",
    ".git": "is .git, which",
    ".git/site": "lies inside .git, which",
    ".GitHub": "is .github, which",
    ".ci": "is .ci, which",
    "resources.yml": "is resources.yml, which",
    "to-guides/site": "lies inside guides, which",
    "old/new": "lies inside old, a site that is replaced as a whole",
    "photos/river.jpg/site": "leads to river.jpg, which is a file",
}
"""Folders that no site may be built into, and what is said of them."""
HOSTILE_IN_SETTINGS = {
    '""': "must be the name of a folder",
    '" "': "must be the name of a folder",
    "[site]": "must be the name of a folder",
    '"~/site"': "must be the name of a folder",
    '"a\\0b"': "cannot be the name of a folder",
    ".site-fresh": "has a name that the build uses itself",
    "build/.Site-Old": "has a name that the build uses itself",
    "../elsewhere/site": "lies outside the library",
    "{elsewhere}/site": "lies outside the library",
    "to-elsewhere/site": "lies outside the library",
}
"""Values that ``mkdocs.yml`` may not have; with ``-d``, a person may name a folder anywhere."""


@pytest.fixture(autouse=True)
def _outside_ci(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("CI", "GITHUB_ACTIONS", "OPENSHELF_CONFIG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """Make a library with everything that lies around one, among it a ``site`` that a person keeps."""
    folder = other_library(tmp_path)
    for path, text in OTHERS.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)
    (folder / "to-guides").symlink_to("guides")
    (folder / "to-elsewhere").symlink_to("../elsewhere")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "letter.txt").write_text("kept by a person\n")
    shutil.copy(PROJECT / "Makefile", folder)
    return folder


def set_site(library: Path, value: str) -> None:
    """Let the settings, in a line of their own at the top, name the folder of the site."""
    config = library / "mkdocs.yml"
    config.write_text(f"site_dir: {value}\n{config.read_text()}")


def everything(folder: Path) -> dict[str, object]:
    """Return every name below a folder: bytes of files, ends of links, and that folders are there."""
    return {path: _what(folder / path) for path in sorted(_below(folder))}


def kept(library: Path) -> dict[str, object]:
    """Return the same around a library, but for the results of commands, which may be deleted at any time."""
    cache = os.path.relpath(library / ".cache", library.parent)
    return {path: what for path, what in everything(library.parent).items() if not path.startswith(cache)}


def _below(folder: Path) -> Iterator[str]:
    for top, folders, files in os.walk(folder):
        yield from (os.path.relpath(os.path.join(top, name), folder) for name in (*folders, *files))  # noqa: PTH118


def _what(path: Path) -> object:
    if path.is_symlink():
        return f"-> {path.readlink()}"
    return path.read_bytes() if path.is_file() else None


def ours(library: Path, *command: str) -> int:
    return main(["--config", str(library / "mkdocs.yml"), *command])


def bare(library: Path, *more: str) -> tuple[int, str]:
    """Run ``mkdocs build`` in this process; return its exit code and what it says."""
    done = CliRunner().invoke(mkdocs, ["build", "--config-file", str(library / "mkdocs.yml"), *more])
    return done.exit_code, " ".join(done.output.split())  # MkDocs breaks lines


def make_clean(library: Path) -> str:
    package = library / "hooks/openshelf"  # `make clean` of this repository needs no environment, only these files
    for name in ("__init__.py", "core/__init__.py", "core/site_folder.py"):
        (package / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(PROJECT / "hooks/openshelf" / name, package / name)
    command = ["make", "--no-print-directory", "clean", f"PYTHON={sys.executable}"]
    outside = {name: value for name, value in os.environ.items() if name not in {"MAKEFLAGS", "MAKELEVEL"}}
    done = subprocess.run(command, cwd=library, env=outside, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    shutil.rmtree(package)
    return done.stdout


def filled(value: str, library: Path) -> str:
    return value.format(library=library, elsewhere=library.parent / "elsewhere")


@pytest.mark.parametrize(("value", "said"), (HOSTILE | HOSTILE_IN_SETTINGS).items())
def test_no_command_touches_a_library_that_names_a_hostile_folder(
    value: str, said: str, library: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (library / "site").mkdir()
    (library / "site" / "letter.txt").write_text("kept by a person\n")
    set_site(library, filled(value, library))
    before = everything(library.parent)
    for command in ("check", "build", "publish"):
        assert ours(library, command) == 1
        out = capsys.readouterr().out
        assert out.startswith("mkdocs.yml:1:1"), out
        (line,) = (line for line in out.splitlines() if " site-folder error: site_dir " in line)
        assert said in line
        assert line.endswith("(write site_dir: site)")
        assert everything(library.parent) == before
    code, _ = bare(library)
    assert code == 1
    assert everything(library.parent) == before
    assert "site was not made by this version of openshelf" in make_clean(library)
    assert everything(library.parent) == before


@pytest.mark.parametrize(("value", "said"), HOSTILE.items())
def test_mkdocs_cannot_be_sent_into_a_hostile_folder(value: str, said: str, library: Path) -> None:
    before = everything(library.parent)
    code, out = bare(library, "--site-dir", filled(value, library))
    assert code == 1
    assert said in out or "The 'docs_dir' should not be" in out or "The 'site_dir' should not be" in out
    assert everything(library.parent) == before


@pytest.mark.long
def test_the_continuation_of_mkdocs_is_refused_too(library: Path) -> None:
    before = everything(library.parent)
    done = run("properdocs", "build", "--config-file", "mkdocs.yml", "--site-dir", "guides", folder=library)
    assert done.returncode == 1
    assert "is guides, which the library needs" in done.stderr
    assert everything(library.parent) == before


def test_every_place_of_texts_is_out_of_bounds() -> None:
    assert {*FOLDERS, *SINGLE_FILES, CATALOGUE} <= set(site_folder.SOURCES)


STANDS = {
    "a folder of a person": "was not made by this version of openshelf",
    "an earlier site": "was not made by this version of openshelf",
    "a link to sources": "is a symbolic link",
    "a link elsewhere": "is a symbolic link",
    "a link to a site of ours": "is a symbolic link",
    "a link to nothing": "is a symbolic link",
    "a file": "is not a folder",
    "a branch of git": "contains a git repository",
}
"""What may stand where the site goes, and what is said of it."""


def stand(what: str, at: Path) -> None:
    """Put something in the way."""
    links = {
        "a link to sources": "docs",
        "a link elsewhere": "../elsewhere",
        "a link to a site of ours": "old",
        "a link to nothing": "nothing",
    }
    if what in links:
        at.symlink_to(links[what])
    elif what == "a file":
        at.write_text("kept by a person\n")
    else:
        at.mkdir()
        (at / "index.html").write_text("kept by a person\n")
        if what == "a branch of git":
            claim(at)
            (at / ".git").write_text("gitdir: ../.git/worktrees/site\n")


@pytest.mark.parametrize("name", ["site", site_folder.FRESH, site_folder.OLD])
@pytest.mark.parametrize(("what", "said"), STANDS.items())
def test_what_stands_in_the_way_is_named_and_stays(
    what: str, said: str, name: str, library: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    set_site(library, "site")
    stand(what, library / name)
    before = kept(library)
    for command in ("check", "build", "publish"):
        assert ours(library, command) == 1
        assert f"mkdocs.yml:1:11 site-folder error: {name} {said}" in capsys.readouterr().out
        assert kept(library) == before
    if name == "site":
        runs = [bare(library), bare(library, "--site-dir", "site")]
        assert [code for code, _ in runs] == [1, 1]
        assert said in runs[0][1]  # MkDocs says the same thing once per process
        assert kept(library) == before
    with pytest.raises(FileExistsError, match=said):
        build.recover(library / "site")
    assert f"{name} {said}" in make_clean(library)
    assert everything(library.parent) == before


def test_what_is_ours_is_replaced_and_removed_and_nothing_else(library: Path) -> None:
    before = everything(library.parent)
    (library / "site").mkdir()  # a folder that is empty may be used
    assert ours(library, "build") == 0
    first = contents(library / "site")
    assert first[MARKER].decode() == site_folder.NOTE
    (library / "site" / "index.html").unlink()
    (library / "site" / "left.html").symlink_to("../docs/index.md")
    (library / "site" / "folder").symlink_to("../docs")
    assert ours(library, "publish") == 0
    (library / "site" / "folder").symlink_to("../docs")
    assert bare(library)[0] == 0
    assert contents(library / "site") == first
    out = library.parent / "out" / "site"  # a folder for one build may lie anywhere
    assert [bare(library, "--site-dir", str(out))[0] for _ in range(2)] == [0, 0]
    assert contents(out) == first
    shutil.rmtree(out.parent)
    assert make_clean(library).count("\n") == 2  # two commands, nothing to say
    assert everything(library.parent) == before


def test_a_kill_while_a_site_is_removed_leaves_what_can_be_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site, old = tmp_path / "site", tmp_path / site_folder.OLD
    for folder in (site, old):
        claim(folder)
        (folder / "page").mkdir()
        (folder / "page" / "index.html").write_text(folder.name)

    def killed(_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("shutil.rmtree", killed)
        with pytest.raises(KeyboardInterrupt):
            build.recover(site)
    assert site_folder.is_ours(tmp_path / site_folder.FRESH)
    assert not old.exists()
    build.recover(site)
    assert everything(tmp_path).keys() == {"site", f"site/{MARKER}", "site/page", "site/page/index.html"}
    assert (site / "page" / "index.html").read_text() == "site"


def test_a_cache_that_is_a_link_is_not_followed(library: Path) -> None:
    (library / ".cache").symlink_to("docs")
    (library / "docs" / "link-inventory.json").write_text("kept by a person\n")
    before = everything(library)
    make_clean(library)
    assert everything(library) == before


def test_of_a_cache_only_our_files_are_removed(library: Path) -> None:
    (library / ".cache").mkdir()
    for name in ("link-inventory.json", "links-journal.jsonl", "letter.txt"):
        (library / ".cache" / name).write_text("")
    make_clean(library)
    assert [file.name for file in (library / ".cache").iterdir()] == ["letter.txt"]
    (library / ".cache" / "letter.txt").unlink()
    make_clean(library)
    assert not (library / ".cache").exists()


PICTURES = {
    "docs/images/visit.jpg": picture("JPEG", exif=told(6)),
    "docs/images/plan.pdf": pdf(with_notes),
    "docs/images/clean.png": picture("PNG"),
    "photos/visit.jpg": picture("JPEG", exif=told(6)),
    "site/visit.jpg": picture("JPEG", exif=told(6)),
    ".git/HEAD": "ref: refs/heads/main\n",
}


def changed(folder: Path, before: dict[str, object]) -> set[str]:
    """Return the names that came, went, or mean something else than before."""
    after = everything(folder)
    return {path for path in before.keys() | after.keys() if before.get(path, ...) != after.get(path, ...)}


def test_clean_changes_only_the_files_it_names(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    library = a_library(tmp_path / "library", PICTURES)
    (library / "docs/images/link.jpg").symlink_to("../../photos/visit.jpg")
    before = everything(tmp_path)
    assert ours(library, "clean", str(library / "docs/images/visit.jpg")) == 0
    assert changed(tmp_path, before) == {"library/docs/images/visit.jpg"}
    assert ours(library, "clean", str(library / "docs/images/link.jpg")) == 1
    assert changed(tmp_path, before) == {"library/docs/images/visit.jpg"}
    capsys.readouterr()
    assert ours(library, "clean") == 0
    (line,) = capsys.readouterr().out.splitlines()
    assert "docs/images/plan.pdf no longer contains" in line
    assert changed(tmp_path, before) == {"library/docs/images/visit.jpg", "library/docs/images/plan.pdf"}


@pytest.mark.parametrize(("entry", "path"), [("pencil", "resources.yml"), ("hello", "docs/updates/hello.md")])
def test_withdraw_changes_only_the_file_it_names(
    entry: str, path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("openshelf.core.clock.today", lambda: TODAY)
    library = a_library(tmp_path / "library", PICTURES)
    before = everything(tmp_path)
    for arguments in (["nothing", "--reason", "x"], [entry, "--reason", ""]):
        assert ours(library, "withdraw", *arguments) == 1
        assert changed(tmp_path, before) == set()
    capsys.readouterr()
    ours(library, "withdraw", entry, "--reason", "It was wrong.")
    assert f" in {path}." in capsys.readouterr().out.splitlines()[0]
    assert changed(tmp_path, before) == {f"library/{path}"}
    assert (library / path).read_bytes() != FILES[path].encode()
