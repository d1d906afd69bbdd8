"""Read a library from its folder."""

from __future__ import annotations

from bisect import bisect_left
from functools import partial
from itertools import accumulate
from typing import TYPE_CHECKING

from openshelf.core.bundle import Bundle
from openshelf.core.parallel import aside
from openshelf.core.problem import Place, Problem
from openshelf.library.catalogue import is_entry_file, read_catalogue
from openshelf.library.help_situations import help_page_of, help_situations
from openshelf.library.kept import CATALOGUE_ENTRIES, TEXTS
from openshelf.library.library import Library
from openshelf.library.link_states import read_link_history
from openshelf.library.part import SomeFiles
from openshelf.library.reading import MISPLACED_FILE, ReadSoFar
from openshelf.library.texts import read_texts
from openshelf.model.crisis_words import numbered, read_crisis_words
from openshelf.model.kinds import CATALOGUE, ENTRY_FOLDER
from openshelf.model.same_words import read_same_words
from openshelf.sources.files import File, FileType, walk
from openshelf.sources.text import FILE_UNREADABLE

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from openshelf.core.store import Store, Taken
    from openshelf.model.settings import Settings

_LARGE = 200_000
"""Bytes of a catalogue that is read in a process of its own."""
_CATALOGUE_WORK, _LOOK_WORK = 5, 1.6
"""How much work it is to read and look at a byte of the catalogue, and a byte of a text: to read the latter is 1."""
UNPUBLISHED = ("docs/decisions/", "docs/benchmarks.md")
"""How paths of Markdown begin that people read in the repository only."""


def load(
    settings: Settings, today: dt.date, store: Store, look: Callable[[SomeFiles], None] | None = None
) -> tuple[Library, list[Problem]]:
    """Read every file of a library; ``store`` keeps what was read without a problem.

    What cannot be read becomes problems, and the library holds the rest, so that checks can report on that too. A
    large catalogue of which nothing was kept is read in a process of its own, and so are the last texts where those are
    more work; ``look`` looks at all of that there.
    """
    files = walk(settings.root)
    kept, ahead = Bundle(store, CATALOGUE_ENTRIES), None
    texts = ReadSoFar(files, Bundle(store, TEXTS))
    here: Sequence[File] = list(_markdown_files(files))
    there: Sequence[File] = ()
    if store.keeps and look is not None and _is_large(files) and kept.is_new:
        here, there = _shared_out(here, files)
        ahead = aside(partial(_read_ahead, settings, today, store, ReadSoFar(files, kept), there, look))
    _look_for_folders(texts)
    read_texts(here, settings, today, texts)
    if ahead is not None:
        store.give(ahead())
        kept.look_again()
        texts.kept.look_again()
    read_texts(there, settings, today, texts)
    texts.kept.save()
    catalogue = read_catalogue(settings, today, ReadSoFar(files, kept))
    written = (*catalogue.written, *texts.written)
    link_history, problems = read_link_history(settings.root)
    crisis, of_crisis = read_crisis_words(settings.root, files)
    same, of_same = read_same_words(settings.root)
    help_page = help_page_of(written)
    is_offered = help_page is not None and help_page.is_listed(today)
    situations = [situation.id for situation in help_situations(help_page)]
    library = Library(
        settings,
        today,
        written,
        frozenset(catalogue.unread | texts.unread),
        (*catalogue.sources, *texts.sources),
        files,
        link_history,
        crisis_words=numbered(crisis, situations) if is_offered else (),
        crisis_items=tuple(crisis),
        same_word_lines=tuple(same),
    )
    return library, [*catalogue.problems, *texts.problems, *problems, *of_crisis, *of_same]


def _is_large(files: Iterable[File]) -> bool:
    """Whether a catalogue takes longer to read than a process takes to start."""
    return _catalogue_size(files) > _LARGE


def _catalogue_size(files: Iterable[File]) -> int:
    return sum(file.size for file in files if file.path == CATALOGUE or is_entry_file(file))


def _shared_out(texts: Sequence[File], files: Iterable[File]) -> tuple[Sequence[File], Sequence[File]]:
    """Return the texts to read here, and the last ones, to be read after the catalogue in the other process.

    Both processes end about together.
    """
    ends = list(accumulate((file.size for file in texts), initial=0))
    left = max(ends[-1] - _CATALOGUE_WORK * _catalogue_size(files), 0) / (1 + _LOOK_WORK)
    here = bisect_left(ends, ends[-1] - left)
    return texts[:here], texts[here:]


def _read_ahead(
    settings: Settings,
    today: dt.date,
    store: Store,
    found: ReadSoFar,
    texts: Iterable[File],
    look: Callable[[SomeFiles], None],
) -> Taken:
    """Read the catalogue and some texts, and look at both; return what is to be kept of that."""
    before = store.mark()
    read_catalogue(settings, today, found)
    other = ReadSoFar(found.files, Bundle(store, TEXTS))
    read_texts(texts, settings, today, other)
    other.kept.save()
    look(SomeFiles(settings, (*found.written, *other.written), (*found.sources, *other.sources)))
    return store.taken(before)


def _look_for_folders(found: ReadSoFar) -> None:
    """Find folders that are none."""
    if not any(file.path == "docs" and file.type is not FileType.FILE for file in found.files):
        found.problems.append(FILE_UNREADABLE.at(Place("docs"), "this folder is missing"))
    for file in found.files:
        if file.path in {ENTRY_FOLDER, "guides"} and file.type is FileType.FILE:
            hint = "rename it, or delete it"
            found.problems.append(MISPLACED_FILE.at(Place(file.path), "this must be a folder", hint))


def _markdown_files(files: Iterable[File]) -> Iterator[File]:
    """Yield the texts. Links are left out: a check names them, and nothing that they lead to is read."""
    for file in files:
        is_text = file.is_markdown and file.type in {FileType.FILE, FileType.FOLDER} and not file.is_hidden
        if is_text and file.path.startswith(("docs/", "guides/")) and not file.path.startswith(UNPUBLISHED):
            yield file
