"""A new site shares files with the last one: it holds what it should, whatever happened to either, and nothing else."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from libraries import EPOCH, contents, other_library, run
from openshelf.check.site_rules import BUILT_LINK
from openshelf.core.problem import Place
from openshelf.core.site_folder import FRESH, MARKER, NOTE, OLD, claim
from openshelf.core.store import STORE, Store, digest
from openshelf.publish import build
from openshelf.publish.reuse import SPARE, LastSite, complete

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

Files = dict[str, bytes]
PATHS = ("index.html", "a/index.html", "a/b/index.html", "a", "b", "b/c.json")
ONE = {"index.html": b"1", "a/index.html": b"2", "b/c.json": b"3"}
TWO = {"index.html": b"1", "a/index.html": b"other", "b": b"4"}


def is_possible(files: Files) -> bool:
    """Whether no file is the folder of another."""
    return not any(other.startswith(f"{path}/") for path in files for other in files)


sites = st.dictionaries(st.sampled_from(PATHS), st.sampled_from((b"1", b"2", b"33")), max_size=5).filter(is_possible)


def published(root: Path, files: Files, *, skips: bool = True) -> LastSite:
    """Publish a site of some files; ``skips``: whether those that the last site holds are not written."""
    site, fresh, store = root / "site", root / FRESH, Store(root / STORE, b"root")
    build.recover(site)
    last = LastSite.read(site, root, store)
    digests = {path: digest(data) for path, data in files.items()}
    claim(fresh)
    for path, data in files.items():
        if not (skips and last.holds(path, digests[path])):
            (fresh / path).parent.mkdir(parents=True, exist_ok=True)
            (fresh / path).write_bytes(data)
    known = {MARKER: digest(NOTE), **digests}
    folder, digests = complete(fresh, digests, last)
    assert digests.items() >= (known.items() if last.files else set())
    build.publish_or_discard(folder, [], last, known, store)
    store.save()
    return last


def whole(files: Files) -> Files:
    return {**files, MARKER: NOTE.encode()}


def numbers(site: Path) -> dict[str, int]:
    return {path: (site / path).stat().st_ino for path in contents(site)}


def changed(file: Path) -> None:
    file.write_bytes(b"changed")


def touched(file: Path) -> None:
    """Change the bytes of a file, and say that they were not changed."""
    times = file.stat()
    file.write_bytes(b"x" * times.st_size)
    os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))


def swapped(file: Path) -> None:
    file.unlink()
    file.symlink_to("elsewhere")


HARM: tuple[Callable[[Path], None], ...] = (changed, touched, swapped, Path.unlink)


@given(steps=st.lists(st.tuples(sites, st.booleans(), st.integers(0, 9)), min_size=2, max_size=5), at=st.data())
def test_whatever_was_there_a_site_holds_its_files_and_the_cache_nothing_else(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[Files, bool, int]], at: st.DataObject
) -> None:
    root = tmp_path_factory.mktemp("library")
    for files, skips, what in steps:
        published(root, files, skips=skips)
        assert contents(root / "site") == whole(files)
        assert contents(root / SPARE).items() <= whole(files).items()
        assert sorted(folder.name for folder in root.iterdir()) == [".cache", "site"]
        folder = at.draw(st.sampled_from([root / "site", root / SPARE]))
        if what < len(HARM) and (there := sorted(contents(folder).keys() - {MARKER})):
            HARM[what](folder / at.draw(st.sampled_from(there)))
    shutil.rmtree(root)


def test_files_that_stay_are_the_same_files_of_the_disk_and_folders_wait(tmp_path: Path) -> None:
    published(tmp_path, ONE)
    first = numbers(tmp_path / "site")
    for files in (ONE, TWO, {**TWO, "c": b"5"}, TWO):
        published(tmp_path, files)
    now = numbers(tmp_path / "site")
    assert {path for path in now if first.get(path) == now[path]} == {"index.html", MARKER}
    assert numbers(tmp_path / SPARE) == now


@pytest.mark.parametrize("harm", HARM[:3])
def test_a_file_that_somebody_touched_is_not_taken_over(tmp_path: Path, harm: Callable[[Path], None]) -> None:
    published(tmp_path, ONE)
    harm(tmp_path / "site/index.html")
    last = published(tmp_path, ONE)
    assert not last.holds("index.html", digest(b"1"))
    assert last.holds("a/index.html", digest(b"2"))
    assert contents(tmp_path / "site") == whole(ONE)


def test_a_file_that_is_changed_while_the_next_site_is_built_is_not_trusted_later(tmp_path: Path) -> None:
    published(tmp_path, ONE)
    store = Store(tmp_path / STORE, b"root")
    last = LastSite.read(tmp_path / "site", tmp_path, store)
    claim(tmp_path / FRESH)
    (tmp_path / FRESH / "new.html").write_bytes(b"new")
    folder, known = complete(tmp_path / FRESH, {path: digest(data) for path, data in ONE.items()}, last)
    (tmp_path / "site/index.html").write_bytes(b"meanwhile")
    build.publish_or_discard(folder, [], last, known, store)
    store.save()
    published(tmp_path, ONE)
    assert contents(tmp_path / "site") == whole(ONE)


def test_where_there_are_no_links_files_are_copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise OSError

    monkeypatch.setattr(os, "link", refused)
    for files in (ONE, ONE, TWO, ONE):
        published(tmp_path, files)
        assert contents(tmp_path / "site") == whole(files)


def test_a_file_that_neither_site_holds_is_an_error(tmp_path: Path) -> None:
    claim(tmp_path / FRESH)
    last = LastSite(tmp_path / "site", tmp_path)
    with pytest.raises(FileNotFoundError, match="gone"):
        complete(tmp_path / FRESH, {"gone": b""}, last)
    published(tmp_path, ONE)
    last = LastSite.read(tmp_path / "site", tmp_path, Store(tmp_path / STORE, b"root"))
    with pytest.raises(FileNotFoundError, match=r"index\.html"):
        complete(tmp_path / FRESH, {"index.html": b"other bytes"}, last)


def test_a_folder_of_the_cache_that_is_not_ours_stays(tmp_path: Path) -> None:
    published(tmp_path, ONE)
    (tmp_path / SPARE).mkdir()
    (tmp_path / SPARE / "letter.txt").write_text("mine")
    for files in (ONE, TWO):
        published(tmp_path, files)
        assert contents(tmp_path / "site") == whole(files)
    assert contents(tmp_path / SPARE) == {"letter.txt": b"mine"}


def test_without_a_store_nothing_waits(tmp_path: Path) -> None:
    for files in (ONE, TWO):
        claim(tmp_path / FRESH)
        for path, data in files.items():
            (tmp_path / FRESH / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / FRESH / path).write_bytes(data)
        last = LastSite.read(tmp_path / "site", tmp_path, Store.nothing())
        assert complete(tmp_path / FRESH, {}, last) == (tmp_path / FRESH, {})
        build.publish_or_discard(tmp_path / FRESH, [], last, {}, Store.nothing())
        assert contents(tmp_path / "site") == whole(files)
    assert [folder.name for folder in tmp_path.iterdir()] == ["site"]


def test_a_site_that_is_built_without_a_store_leaves_nothing_of_earlier_ones(tmp_path: Path) -> None:
    for files in (ONE, TWO, ONE):
        published(tmp_path, files)
    assert (tmp_path / SPARE / MARKER).is_file()
    claim(tmp_path / FRESH)
    last = LastSite.read(tmp_path / "site", tmp_path, Store.nothing())
    build.publish_or_discard(tmp_path / FRESH, [], last, {}, Store.nothing())
    assert contents(tmp_path / "site") == whole({})
    assert not (tmp_path / SPARE).exists()


def test_a_link_in_a_fresh_site_is_left_for_verify_to_refuse(tmp_path: Path) -> None:
    for files in (ONE, TWO, ONE):
        published(tmp_path, files)
        last = LastSite.read(tmp_path / "site", tmp_path, Store(tmp_path / STORE, b"root"))
        claim(tmp_path / FRESH)
        (tmp_path / FRESH / "link").symlink_to("index.html")
        folder, _ = complete(tmp_path / FRESH, {path: digest(data) for path, data in files.items()}, last)
        assert folder == tmp_path / FRESH
        assert (folder / "link").is_symlink()


class Killed(BaseException):
    """Stands for the end of the process: nothing catches it."""


STEPS = ((os, "link"), (os, "mkdir"), (os, "unlink"), (os, "rmdir"), (os, "replace"), (os, "rename"))
"""Everything that changes folders; pathlib and shutil call these."""


def killed_at(patch: pytest.MonkeyPatch, step: int) -> None:
    """Let the process end before the step of this number."""
    left = [step]

    def counted(done: Callable[..., object]) -> Callable[..., object]:
        def one(*arguments: object, **options: object) -> object:
            left[0] -= 1
            if left[0] < 0:
                raise Killed
            return done(*arguments, **options)

        return one

    for module, name in STEPS:
        patch.setattr(module, name, counted(getattr(module, name)))


@given(
    before=st.lists(sites, min_size=1, max_size=3),
    after=sites,
    number=st.integers(0, 60),
    again=st.one_of(st.none(), st.integers(0, 30)),
)
def test_a_kill_at_any_step_leaves_a_whole_site_and_the_next_build_is_right(
    tmp_path_factory: pytest.TempPathFactory, before: list[Files], after: Files, number: int, again: int | None
) -> None:
    root = tmp_path_factory.mktemp("library")
    for files in before:
        published(root, files)
    whole_ones: list[Mapping[str, bytes]] = [whole(before[-1]), whole(after)]
    for step in (number, again):
        if step is not None:
            with pytest.MonkeyPatch.context() as patch:
                killed_at(patch, step)
                with suppress(Killed):
                    published(root, after)
            there = root / "site" if (root / "site").exists() else root / OLD
            assert contents(there) in whole_ones
    published(root, after)
    assert contents(root / "site") == whole(after)
    published(root, before[0])
    assert contents(root / "site") == whole(before[0])
    assert contents(root / SPARE).items() <= whole(before[0]).items()
    shutil.rmtree(root)


def test_the_steps_of_a_publication_are_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The test above ends at any step only if pathlib and shutil call what it replaces."""
    published(tmp_path, ONE)
    killed_at(monkeypatch, 3)
    with pytest.raises(Killed):
        published(tmp_path, TWO)


def test_what_a_person_put_into_the_site_is_gone_from_both_in_the_end(tmp_path: Path) -> None:
    published(tmp_path, ONE)
    (tmp_path / "site/letter.txt").write_text("mine")
    published(tmp_path, ONE)
    assert contents(tmp_path / "site") == whole(ONE)
    published(tmp_path, TWO)
    published(tmp_path, ONE)
    assert contents(tmp_path / "site") == whole(ONE)
    assert contents(tmp_path / SPARE).items() <= whole(ONE).items()


def test_where_nothing_changed_the_site_is_not_touched(tmp_path: Path) -> None:
    published(tmp_path, ONE)
    before = (tmp_path / "site").stat().st_ino
    published(tmp_path, ONE)
    assert (tmp_path / "site").stat().st_ino == before
    assert not (tmp_path / FRESH).exists()


def test_a_site_that_did_not_change_stays_even_if_it_is_wrong_by_now(tmp_path: Path) -> None:
    published(tmp_path, ONE)
    store = Store(tmp_path / STORE, b"root")
    last = LastSite.read(tmp_path / "site", tmp_path, store)
    claim(tmp_path / FRESH)
    folder, known = complete(tmp_path / FRESH, {path: digest(data) for path, data in ONE.items()}, last)
    wrong = [BUILT_LINK.at(Place("index.html"), "leads nowhere")]
    build.publish_or_discard(folder, wrong, last, known, store)
    assert contents(tmp_path / "site") == whole(ONE)


@pytest.mark.parametrize(
    "seconds", [0.9, *(pytest.param(number / 10, marks=pytest.mark.long) for number in range(3, 30, 2))]
)
def test_a_kill_of_a_warm_build_costs_nothing_but_time(tmp_path: Path, seconds: float) -> None:
    library, other = other_library(tmp_path / "a"), other_library(tmp_path / "b")
    for _ in range(2):
        assert run("openshelf", "build", folder=library).returncode == 0
    before = contents(library / "site")
    for each in (library, other):
        theme = each / "docs/themes/agua.md"
        theme.write_text(theme.read_text() + "\nOtra frase.\n")
    command = [sys.executable, "-m", "openshelf", "build"]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": EPOCH}
    with subprocess.Popen(
        command, cwd=library, env=environment, stdout=subprocess.DEVNULL, start_new_session=True
    ) as process:
        with suppress(subprocess.TimeoutExpired):
            process.wait(seconds)
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    assert run("openshelf", "build", folder=other).returncode == 0
    after = contents(other / "site")
    there = library / "site" if (library / "site").exists() else library / OLD
    assert contents(there) in (before, after)
    assert run("openshelf", "build", folder=library).returncode == 0
    assert contents(library / "site") == after
