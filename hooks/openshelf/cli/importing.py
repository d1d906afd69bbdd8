"""``openshelf import``: a spreadsheet or a folder of Markdown as entries of the library."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections import Counter
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Self

from openshelf.check.run import Checked, load_and_check
from openshelf.cli.commands import COMMANDS
from openshelf.cli.exit_codes import OK, PROBLEMS
from openshelf.cli.output import show
from openshelf.core import clock
from openshelf.core.problem import nearest_hint, sorted_problems, visible
from openshelf.core.store import Store
from openshelf.formatting.whole_library import Change, write_all
from openshelf.importing.admission import admit
from openshelf.importing.articles import articles
from openshelf.importing.candidates import ARTICLES, IdAllocator
from openshelf.importing.diagnostics import Diagnostic, SourceLocation, Topic, need_a_person, printed
from openshelf.importing.headings import folded
from openshelf.importing.insertion import CannotImportError, insertions
from openshelf.importing.rows import Extraction, KnownWords, places_of, resources
from openshelf.importing.sheets import MAX_BYTES, UnusableSourceError, read_sheet
from openshelf.importing.vocabularies import EVERYWHERE
from openshelf.model.kinds import CATALOGUE, ENTRY_FOLDER, Kind
from openshelf.model.settings import read_settings
from openshelf.sources.files import FOLDERS, MARKDOWN, SINGLE_FILES, FileType, read_bytes, replace_contents, walk
from openshelf.sources.text import MARKDOWN_BYTES

if TYPE_CHECKING:
    import argparse
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from openshelf.cli.common import Commands
    from openshelf.importing.candidates import Candidate
    from openshelf.library.library import Library
    from openshelf.model.settings import Settings

_HELP = (
    "Turns the rows of a table (CSV, as spreadsheets save it) into resources, or the Markdown files of a folder into "
    "articles. Nothing is guessed: a missing fact is unknown, or the entry is a draft and openshelf check names what "
    "it lacks. Entries of the library stay as they are, also when you import the same source again. Exits with 1 if a "
    "person has to check something."
)
_MAX_FILES = 5_000
_WRITTEN = frozenset({CATALOGUE, ENTRY_FOLDER, "guides", ARTICLES.folder})
"""Where entries go, with the folders above."""
_NO_TEXTS = frozenset({"_site", "_includes", "_layouts", "node_modules"})
"""Folders of other programs that hold what they made, or pieces of pages."""


def add(commands: Commands) -> None:
    """Register the command."""
    parser = commands.add_parser("import", help=COMMANDS["import"].help, description=_HELP)
    parser.add_argument("source", type=Path, metavar="FILE.csv|FOLDER", help="a table, or a folder of Markdown files")
    parser.add_argument(
        "--theme", default="", metavar="ID", help="the theme for entries that name no theme of the library"
    )
    parser.add_argument("--dry-run", action="store_true", help="show the report, and write nothing")
    parser.set_defaults(run=_import)


def _import(options: argparse.Namespace) -> int:
    settings, problems = read_settings(options.config)
    if settings is None:
        show(sorted_problems(problems))
        return PROBLEMS
    today = clock.today()
    checked = load_and_check(settings, today, Store.nothing())
    themes = [theme.id for theme in checked.library.listed(Kind.THEME)]
    if options.theme and options.theme not in themes:
        hint = nearest_hint(options.theme, themes)
        print(visible(f"There is no theme {options.theme!r}{f' ({hint})' if hint else ''}. Nothing was imported."))
        return PROBLEMS
    try:
        _refuse_links(checked.library)
        taken = _taken(options.source, checked.library, options.theme)
        with _Trial.of(settings, today) as trial:
            admitted = admit(taken.candidates, checked.problems, trial.look)
            if refused := _texts(taken.candidates) - _texts(admitted.candidates):
                taken = _taken(options.source, checked.library, options.theme, refused)
                admitted = admit(taken.candidates, checked.problems, trial.look)
        changes = insertions(settings.root, admitted.candidates, has_entry_files=trial.has_entry_files)
    except (UnusableSourceError, CannotImportError) as error:
        print("Nothing was imported.")
        for line in str(error).split("\n"):
            print(f"  {visible(line)}")
        return PROBLEMS
    diagnostics = [*taken.diagnostics, *admitted.diagnostics]
    for line in printed(diagnostics):
        print(line)
    if not options.dry_run:
        write_all(settings.root, changes)
    print(_summary(diagnostics, changes, dry=options.dry_run), flush=True)
    return PROBLEMS if need_a_person(diagnostics) else OK


def _refuse_links(library: Library) -> None:
    """Raise CannotImportError where entries would be written through a link, which can lead out of the library."""
    for file in library.files:
        if file.type is FileType.LINK and file.path in _WRITTEN:
            raise CannotImportError(f"{file.path} is a symbolic link (put a copy of the file here)")


def _summary(diagnostics: Sequence[Diagnostic], changes: Sequence[Change], *, dry: bool) -> str:
    number = {topic: sum(diagnostic.topic is topic for diagnostic in diagnostics) for topic in Topic}
    there = number[Topic.THERE] + number[Topic.OTHER_THERE]
    counts = (
        f"{number[Topic.COMPLETE]} imported complete, {number[Topic.DRAFT]} as drafts; {there} were there already, "
    )
    counts += f"{number[Topic.LEFT]} were not imported."
    paths = [change.path for change in changes]
    where = paths[0] if len(paths) == 1 else f"{len(paths)} files"
    if dry:
        return f"{counts} Nothing was written (--dry-run)."
    return f"{counts} Written: {where}." if paths else f"{counts} Nothing was written."


def _texts(candidates: Iterable[Candidate]) -> frozenset[str]:
    return frozenset(candidate.id for candidate in candidates if candidate.kind is Kind.GUIDE)


def _taken(source: Path, library: Library, theme: str, refused: frozenset[str] = frozenset()) -> Extraction:
    """Read a source, in which no link leads to the texts that were refused. Raises UnusableSourceError, OSError."""
    _refuse_own(source, library.settings.root)
    ids = IdAllocator({entry.id: entry.kind for entry in library.parsed_entries}, [file.path for file in library.files])
    choices = _choices(library, theme)
    if source.is_dir():
        name = source.resolve().name
        texts, others = _files_in(source)
        unread = (f"{number} file{'' if number == 1 else 's'} {end}" for end, number in sorted(others.items()))
        files = ((file.relative_to(source).as_posix(), read_bytes(file, MARKDOWN_BYTES + 1)) for file in texts)
        found = articles(files, name, library.settings.language, choices, ids, refused)
        return Extraction(
            found.candidates,
            [*found.diagnostics, *(Diagnostic(Topic.UNUSED, SourceLocation(name), one) for one in unread)],
        )
    try:
        sheet = read_sheet(read_bytes(source, MAX_BYTES + 1))
    except UnusableSourceError as error:
        raise UnusableSourceError(f"{source.name} {error}") from None
    addresses = {
        entry.id: str(entry.values.get("url", "")) for entry in library.parsed_entries if entry.kind is Kind.RESOURCE
    }
    found = resources(sheet, source.name, choices, ids, dict(places_of(addresses)))
    rows = f"{len(sheet.rows):,} row{'' if len(sheet.rows) == 1 else 's'}"
    message = f"{rows}: {sheet.written}; the headings are in row {sheet.heading_row}"
    return Extraction(
        found.candidates, [Diagnostic(Topic.SOURCE, SourceLocation(source.name), message), *found.diagnostics]
    )


def _refuse_own(source: Path, root: Path) -> None:
    """Refuse what is no source: raises UnusableSourceError for the library itself, OSError for what is not there."""
    if not source.exists():
        raise FileNotFoundError(f"{source} does not exist")
    if not source.is_dir() and not source.is_file():
        raise OSError(f"{source} is neither a file nor a folder")
    here, own = source.resolve(), root.resolve()
    if own.is_relative_to(here) or any(here.is_relative_to(own / name) for name in (*FOLDERS, *SINGLE_FILES)):
        raise UnusableSourceError(f"{source} belongs to the library itself: name a table or a folder outside it")


def _choices(library: Library, theme: str) -> KnownWords:
    """Return the words that may stand for the themes and regions of a library."""
    themes = {folded(word): entry.id for entry in library.listed(Kind.THEME) for word in (entry.title, entry.id)}
    named = library.settings.regions
    regions = {folded(word): id_ for id_, phrase in named.items() for word in (phrase, id_)}
    everywhere = dict.fromkeys(EVERYWHERE, "global") if "global" in named else {}
    return KnownWords(themes, {**everywhere, **regions}, library.today, theme)


def _files_in(folder: Path) -> tuple[list[Path], Counter[str]]:
    """Return the Markdown files below a folder, and how many others there are by their endings.

    Links and hidden folders are not followed. Raises UnusableSourceError where there is nothing, or too much.
    """
    texts: list[Path] = []
    others: Counter[str] = Counter()
    for here, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".") and name not in _NO_TEXTS]
        for file in (Path(here, name) for name in names if not name.startswith(".")):
            if file.suffix.lower() in MARKDOWN and file.is_file() and not file.is_symlink():
                texts.append(file)
            else:
                others[file.suffix.lower() or "without an ending"] += 1
    if not texts:
        raise UnusableSourceError(f"{folder} contains no Markdown files")
    if len(texts) > _MAX_FILES:
        raise UnusableSourceError(
            f"{folder} contains more than {_MAX_FILES:,} Markdown files: import its folders one by one"
        )
    return sorted(texts), others


@dataclass
class _Trial:
    """A copy of a library in which an import is tried, so that the library itself never holds what fails."""

    settings: Settings
    today: dt.date
    folder: tempfile.TemporaryDirectory[str]
    has_entry_files: bool
    changed: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, settings: Settings, today: dt.date) -> _Trial:
        """Copy what people write."""
        found = walk(settings.root)
        files = [file.path for file in found if file.type is FileType.FILE]
        folder = tempfile.TemporaryDirectory(prefix="openshelf-")
        for path in (file.path for file in found if file.type is FileType.FOLDER):
            Path(folder.name, path).mkdir()
        for path in files:
            shutil.copyfile(settings.root / path, Path(folder.name, path))
        has_entry_files = any(path.startswith(f"{ENTRY_FOLDER}/") for path in files)
        return cls(settings, today, folder, has_entry_files)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.folder.cleanup()

    def look(self, candidates: Sequence[Candidate]) -> Checked:
        """Check the copy with candidates in it. Raises CannotImportError."""
        copy = Path(self.folder.name)
        for path in self.changed:
            (copy / path).unlink(missing_ok=True)
            if (self.settings.root / path).exists():
                shutil.copyfile(self.settings.root / path, copy / path)
        changes = insertions(self.settings.root, candidates, has_entry_files=self.has_entry_files)
        for change in changes:
            replace_contents(copy / change.path, (change.text or "").encode())
        self.changed = [change.path for change in changes]
        return load_and_check(replace(self.settings, root=copy), self.today, Store.nothing())
