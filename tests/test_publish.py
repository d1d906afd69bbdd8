"""Publishing: what is listed, what is refused, and that a kill leaves a whole site."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from libraries import EPOCH, contents, git, other_library, run
from openshelf.check.run import load_and_check
from openshelf.check.site_rules import VANISHED_PAGE
from openshelf.core import clock
from openshelf.core.site_folder import FRESH, MARKER, OLD
from openshelf.core.store import STORE, Store, digest
from openshelf.linkcheck.history import PATH as LINK_MEMORY
from openshelf.model.name_hashes import KEY_VARIABLE, protect
from openshelf.model.protected_names import PATH
from openshelf.model.settings import read_settings
from openshelf.publish import build, release, second_build
from openshelf.site.memory import Given, Memory
from openshelf.verify.sums import SUMS, read_sums

if TYPE_CHECKING:
    from pathlib import Path

    from openshelf.check.run import Checked
    from openshelf.site.splice import SetPage

IDENTITY = ("OPENSHELF_SITE_URL", "OPENSHELF_EDIT_URI", "OPENSHELF_CONTACT")
OUTSIDE = {"CI": "", "GITHUB_ACTIONS": ""}
"""Variables of a machine that is no CI."""


def commit(folder: Path) -> str:
    """Make a folder one commit, and return its id."""
    (folder / ".gitignore").write_text("/site/\n/.site-*/\n")
    for arguments in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "all"]):
        git(folder, *arguments)
    return git(folder, "rev-parse", "HEAD")


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Publish the other organisation's library once; tests copy or read it."""
    library = other_library(tmp_path_factory.mktemp("published"))
    commit(library)
    done = run("openshelf", "publish", folder=library, environment=OUTSIDE)
    assert done.returncode == 0, done.stdout + done.stderr
    return library


def report(library: Path) -> dict[str, object]:
    return dict(json.loads((library / "site" / release.REPORT).read_text(encoding="utf-8")))


def test_the_list_holds_the_sum_of_every_file(published: Path) -> None:
    files = contents(published / "site")
    listed = read_sums(files.pop(SUMS).decode())
    assert listed == {path: hashlib.sha256(data).hexdigest() for path, data in files.items()}
    assert len(listed) > 50
    assert MARKER in listed


def test_the_list_is_what_other_programs_read(published: Path) -> None:
    done = subprocess.run(
        ["sha256sum", "--check", "--strict", "--quiet", SUMS], cwd=published / "site", capture_output=True, check=False
    )
    assert (done.returncode, done.stdout) == (0, b"")


def test_the_report_names_commit_day_and_counts(published: Path) -> None:
    head = git(published, "rev-parse", "HEAD")
    found = report(published)
    assert found["commit"] == head.strip()
    assert (found["day"], found["source_date_epoch"]) == ("2026-09-21", EPOCH)
    assert found["link_memory"] is None
    pages = len(list((published / "site").rglob("*.html")))
    assert found["pages"] == pages
    assert found["address"] == "https://biblioteca.example/recursos/"


def test_two_publications_of_one_commit_are_the_same_bytes(published: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    git(tmp_path, "clone", "-q", str(published), str(copy))
    done = run("openshelf", "publish", folder=copy, environment=OUTSIDE)
    assert done.returncode == 0, done.stdout + done.stderr
    assert contents(copy / "site") == contents(published / "site")


def test_sources_that_are_no_commit_have_none(tmp_path: Path) -> None:
    library = other_library(tmp_path)
    assert release._commit(library) is None
    head = commit(library)
    assert release._commit(library) == head.strip()
    (library / "resources.yml").write_text("")
    assert release._commit(library) is None


def test_the_build_reads_the_link_memory_that_the_report_names(tmp_path: Path) -> None:
    library = other_library(tmp_path)
    memory = library / LINK_MEMORY
    memory.parent.mkdir(exist_ok=True)
    memory.write_text("")
    assert (
        release.release_report(checked(library), library / "docs", ())["link_memory"] == hashlib.sha256(b"").hexdigest()
    )


def checked(library: Path) -> Checked:
    settings, problems = read_settings(library / "mkdocs.yml")
    assert settings is not None, problems
    return load_and_check(settings, clock.today(), Store.nothing())


def test_a_changed_a_lost_and_a_new_file_are_found(published: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    subprocess.run(["cp", "-r", str(published), str(copy)], check=True)
    (copy / "site/index.html").write_bytes((copy / "site/index.html").read_bytes() + b" ")
    (copy / "site/404.html").unlink()
    (copy / "site/more.txt").write_text("more")
    done = run("openshelf", "verify", folder=copy)
    assert done.returncode == 1
    said = [line for line in done.stdout.splitlines() if " built-sum " in line]
    assert [line.split(" ")[0] for line in said] == ["404.html:1:1", "index.html:1:1", "more.txt:1:1"]


def test_publishing_from_ci_needs_an_identity(tmp_path: Path) -> None:
    library = other_library(tmp_path)
    config = library / "mkdocs.yml"
    config.write_text(config.read_text().replace("https://biblioteca.example/recursos/", '""'))
    done = run("openshelf", "publish", folder=library, environment={"CI": "true", **dict.fromkeys(IDENTITY, "")})
    assert done.returncode == 1
    assert "Nothing was published" in done.stdout
    assert "Missing: OPENSHELF_SITE_URL." in done.stdout
    assert not (library / "site").exists()


def test_publishing_from_ci_needs_the_key_to_the_names(tmp_path: Path) -> None:
    library = other_library(tmp_path)
    key = "a key for tests that is long enough, and no secret"
    identity = {"OPENSHELF_EDIT_URI": "https://code.example/edit/", "OPENSHELF_CONTACT": "mailto:a@biblioteca.example"}
    listed = library / PATH
    listed.parent.mkdir(exist_ok=True)
    name = protect(key, "Nadie Conocida", dt.date(2026, 6, 1))
    listed.write_text(
        f"- {{hash: {name.hash}, starts: [{', '.join(name.starts)}], words: {name.words}, letters: {name.letters}, "
        f"key: {name.key}, added: {name.added}}}\n"
    )
    done = run("openshelf", "publish", folder=library, environment={"CI": "true", KEY_VARIABLE: "", **identity})
    assert done.returncode == 1
    assert f"Nothing was published: protected names were not looked for: {KEY_VARIABLE} is not set." in done.stdout
    assert not (library / "site").exists()

    found = checked(library).library
    assert release.why_not_published(found).startswith("Nothing was published: protected names were not looked for")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(KEY_VARIABLE, key)
        assert release.why_not_published(found) == ""
    listed.write_text("[]\n")
    assert release.why_not_published(found) == ""


def test_a_page_that_was_published_does_not_vanish(published: Path, tmp_path: Path) -> None:
    library = tmp_path / "copy"
    subprocess.run(["cp", "-r", str(published), str(library)], check=True)
    before = contents(library / "site")
    page = library / "docs/quienes-somos.md"
    renamed = page.with_name("sobre-nosotros.md")
    page.rename(renamed)
    for file in [library / "mkdocs.yml", *library.rglob("*.md")]:
        file.write_text(file.read_text().replace("quienes-somos", "sobre-nosotros"))
    done = run("openshelf", "publish", folder=library, environment=OUTSIDE)
    assert done.returncode == 1
    assert "no list of what was published" not in done.stdout
    assert "quienes-somos/index.html:1:1 vanished-page error: /quienes-somos/ was published, but is gone" in done.stdout
    assert contents(library / "site") == before

    (library / "site/SHA256SUMS").rename(tmp_path / "previous")
    done = run("openshelf", "build", "--previous", str(tmp_path / "previous"), folder=library, environment=OUTSIDE)
    assert done.returncode == 0, done.stdout + done.stderr
    assert (
        "quienes-somos/index.html:1:1 vanished-page warning: /quienes-somos/ was published, but is gone" in done.stdout
    )
    assert done.stdout.count(" vanished-page warning: ") == 1
    assert not (library / "site/SHA256SUMS").exists(), "a site that was only built promises no addresses"
    (tmp_path / "previous").rename(library / "site/SHA256SUMS")

    (library / "policy").mkdir(exist_ok=True)
    (library / "policy/exceptions.yml").write_text(
        "- rule: vanished-page\n  path: quienes-somos/index.html\n  match: /quienes-somos/\n"
        "  reason: The page has a better name and nobody had the old one.\n  approved_by: editor\n  until: 2027-01-01\n"
    )
    assert run("openshelf", "check", folder=library).returncode == 0  # the exception is not unused: it is for later
    done = run("openshelf", "publish", folder=library, environment=OUTSIDE)
    assert done.returncode == 0, done.stdout
    assert "vanished-page in quienes-somos/index.html (/q…s/) until 2027-01-01, approved by editor" in done.stdout

    (library / "site/SHA256SUMS").unlink()
    done = run("openshelf", "publish", folder=library, environment=OUTSIDE)
    assert "There is no list of what was published before" in done.stdout
    (excused,) = report(library)["exceptions"]
    assert excused["match"] == "/q…s/"


def test_lists_may_come_and_go(tmp_path: Path) -> None:
    listed = tmp_path / "SHA256SUMS"
    names = ("resources/by/kind/tool/index.html", "resources/paper/index.html", "assets/x.css")
    listed.write_text("".join(f"{'0' * 64}  {name}\n" for name in names))
    library = checked(other_library(tmp_path)).library
    found, _ = release.vanished_pages(library, release.earlier_pages(tmp_path, listed), tmp_path / "nothing")
    assert [(problem.place.path, problem.rule) for problem in found] == [("resources/paper/index.html", VANISHED_PAGE)]


def test_a_site_that_was_only_built_promises_no_addresses(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("a draft to look at")
    assert release.earlier_pages(tmp_path, None) == []


@pytest.mark.parametrize(
    "sight",
    [
        OLD,
        *(
            pytest.param(sight, marks=pytest.mark.long)
            for sight in ("log", FRESH, f"{FRESH}/404.html", f"{FRESH}/{SUMS}", "never")
        ),
    ],
)
def test_a_kill_at_any_moment_leaves_the_old_site_or_the_new_one(published: Path, tmp_path: Path, sight: str) -> None:
    library = tmp_path / "copy"
    subprocess.run(["cp", "-r", str(published), str(library)], check=True)
    old = contents(library / "site")
    theme = library / "docs/themes/agua.md"
    theme.write_text(theme.read_text() + "\nOtra frase.\n")
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": EPOCH}
    environment.pop("CI", None)
    command = [sys.executable, "-m", "openshelf", "publish"]
    with (library / "log").open("w") as log:
        process = subprocess.Popen(
            command, cwd=library, env=environment, stdout=log, stderr=log, start_new_session=True
        )
        while process.poll() is None and not (library / sight).exists():
            time.sleep(0.0005)
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
    build.recover(library / "site")
    now = contents(library / "site")
    listed = read_sums(now[SUMS].decode())
    assert {path: hashlib.sha256(data).hexdigest() for path, data in now.items() if path != SUMS} == listed
    assert now == old or b"Otra frase." in now["themes/agua/index.html"]
    assert (now != old) or sight != "never"
    assert not list(library.glob(".site-*"))


def test_publishing_finds_results_of_earlier_builds_that_are_out_of_date(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = other_library(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)
    settings = read_settings(library / "mkdocs.yml")[0]
    assert settings is not None
    checked = load_and_check(settings, clock.today(), Store.nothing())
    folder, known, *_ = build.build_into_fresh(checked.library, settings.file)
    digests = build.verify(checked.library, folder, Store.nothing(), known).digests
    assert second_build.out_of_date(checked, "mkdocs", digests) == [], "of nothing"
    assert second_build.out_of_date(checked, "mkdocs", digests) == [], "of what that left"
    assert (library / STORE).is_file()
    guide = "guides/medir-el-agua/index.html"
    real = Memory.outcome

    def stale(self: Memory[SetPage], name: str, given: Given) -> SetPage | None:
        found = real(self, name, given)
        is_it = name == "page guides/medir-el-agua/" and found is not None
        return found._replace(html=digest("stale")) if is_it else found

    monkeypatch.setattr(Memory, "outcome", stale)
    assert second_build.out_of_date(checked, "mkdocs", digests) == [guide]
    assert not (library / STORE).exists()
