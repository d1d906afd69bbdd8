"""Read a library from its folder."""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from openshelf.core.bundle import Bundle
from openshelf.core.parallel import aside
from openshelf.core.problem import Place, Problem, Rule, Severity, choices_hint, closest, with_article
from openshelf.core.store import digest
from openshelf.library.broken import readable
from openshelf.library.description import read_description
from openshelf.library.entry import Entry
from openshelf.library.help_situations import help_page_of, help_situations
from openshelf.library.kept import CATALOGUE_ENTRIES, TEXTS, entry_again, kept_entry
from openshelf.library.library import Library
from openshelf.library.link_states import read_link_history
from openshelf.library.part import SomeFiles
from openshelf.model.convert import MISSING_KEY, UNKNOWN_KEY, convert
from openshelf.model.crisis_words import numbered, read_crisis_words
from openshelf.model.entries import Resource, WithdrawalNotice
from openshelf.model.fields import ID_LENGTH, ID_PATTERN, id_like
from openshelf.model.kinds import CATALOGUE, ENTRY_FOLDER, FOLDERS, SHELVES, Kind, shelf_of
from openshelf.model.same_words import read_same_words
from openshelf.sources.document import FRONT_MATTER, MarkdownFile, parse_document, split_name
from openshelf.sources.files import File, FileType, walk
from openshelf.sources.markdown_outline import Body, read_body
from openshelf.sources.source import Source
from openshelf.sources.text import CATALOGUE_BYTES, FILE_UNREADABLE, MARKDOWN_BYTES, read_text
from openshelf.sources.yaml_diagnostics import merge_conflicts
from openshelf.sources.yaml_source import (
    CATALOGUE_NODES,
    YAML_SHAPE,
    YAML_SIZE,
    Tree,
    read_item,
    read_yaml,
    split_list,
)

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from openshelf.core.store import Store, Taken
    from openshelf.library.kept import KeptEntry
    from openshelf.model.entries import Reviewed
    from openshelf.model.kinds import Shelf
    from openshelf.model.settings import Settings
    from openshelf.sources.yaml_source import ReadItem

_COPY = re.compile(
    r"(?:cop[a-z]+ (?:of|de|von) )?(?P<id>[a-z0-9-]+?)"
    r"(?: ?\(\d{1,2}\)| - [a-z]{3,9}(?: \(\d{1,2}\))?| cop[a-z]+(?: \d{1,2})?)?",
    re.IGNORECASE,
)
"""How programs call a copy of a file, without its ending."""

_FIRST_KEY = re.compile(r"(?:title|summary|themes|reviewed|date|kind): ")

CATALOGUE_EMPTY = Rule(
    "catalogue-empty",
    "The catalogue is empty.",
    "`resources.yml` contains no entries, and neither does any file in `resources/`. Perhaps a file was lost. A "
    "library may have no catalogue: then delete `resources.yml`.",
    Severity.WARNING,
)
MISPLACED_FILE = Rule(
    "misplaced-file",
    "A Markdown file is in a folder that has no kind.",
    "The folder decides what a file is; in this folder it would never be published. Move it to one of the folders "
    "that the hint names.",
)
FILE_NAME = Rule(
    "file-name",
    "The name of a file is not an id.",
    "Ids have small letters, digits and hyphens, at most 64. The name becomes the address of the page, so it must be "
    "easy to type and never change. A file in `resources/` is named after the `id` in it, `<id>.yml`.",
)
LANGUAGE_OFFERED = Rule(
    "language-offered",
    "A translation is in a language that the library does not offer.",
    "The languages are listed in `mkdocs.yml` under `extra: openshelf: languages`. A translation (`name.es.md`) in "
    "any other language would never be published.",
)

_MAX_PROBLEMS = 2_000
"""Problems of the catalogue after which it is read no further: nobody reads more, and each takes time to word."""
_LARGE = 200_000
"""Bytes of a catalogue that is read in a process of its own."""
_CATALOGUE_WORK, _LOOK_WORK = 5, 1.6
"""How much work it is to read and look at a byte of the catalogue, and a byte of a text: to read the latter is 1."""
_EVERY_RESOURCE = f"{Kind.RESOURCE}/*"
UNPUBLISHED = ("docs/decisions/", "docs/benchmarks.md")
"""How paths of Markdown begin that people read in the repository only."""


@dataclass(slots=True)
class _ReadSoFar:
    """Accumulates what is read of a library, file by file."""

    files: tuple[File, ...]
    kept: Bundle
    """Entries that earlier runs read."""
    written: list[Entry] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)
    unread: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)
    of_drafts: int = 0
    """How many problems belong to drafts of resources: drafts may have many and are read all the same."""

    @property
    def counted(self) -> int:
        """How many problems belong to anything but drafts."""
        return len(self.problems) - self.of_drafts


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
    texts = _ReadSoFar(files, Bundle(store, TEXTS))
    here: Sequence[File] = list(_markdown_files(files))
    there: Sequence[File] = ()
    if store.keeps and look is not None and _is_large(files) and kept.is_new:
        here, there = _shared_out(here, files)
        ahead = aside(partial(_read_ahead, settings, today, store, _ReadSoFar(files, kept), there, look))
    _look_for_folders(texts)
    _read_texts(here, settings, today, texts)
    if ahead is not None:
        store.give(ahead())
        kept.look_again()
        texts.kept.look_again()
    _read_texts(there, settings, today, texts)
    texts.kept.save()
    catalogue = _read_catalogue(settings, today, _ReadSoFar(files, kept))
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
        same_words=tuple(item.data.words for item in same),
        crisis_words=numbered(crisis, situations) if is_offered else (),
        crisis_items=tuple(crisis),
        same_word_lines=tuple(same),
    )
    return library, [*catalogue.problems, *texts.problems, *problems, *of_crisis, *of_same]


def _is_large(files: Iterable[File]) -> bool:
    """Whether a catalogue takes longer to read than a process takes to start."""
    return _catalogue_size(files) > _LARGE


def _catalogue_size(files: Iterable[File]) -> int:
    return sum(file.size for file in files if file.path == CATALOGUE or _is_entry_file(file))


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
    found: _ReadSoFar,
    texts: Iterable[File],
    look: Callable[[SomeFiles], None],
) -> Taken:
    """Read the catalogue and some texts, and look at both; return what is to be kept of that."""
    before = store.mark()
    _read_catalogue(settings, today, found)
    other = _ReadSoFar(found.files, Bundle(store, TEXTS))
    _read_texts(texts, settings, today, other)
    other.kept.save()
    look(SomeFiles(settings, (*found.written, *other.written), (*found.sources, *other.sources)))
    return store.taken(before)


def _look_for_folders(found: _ReadSoFar) -> None:
    """Find folders that are none."""
    if not any(file.path == "docs" and file.type is not FileType.FILE for file in found.files):
        found.problems.append(FILE_UNREADABLE.at(Place("docs"), "this folder is missing"))
    for file in found.files:
        if file.path in {ENTRY_FOLDER, "guides"} and file.type is FileType.FILE:
            hint = "rename it, or delete it"
            found.problems.append(MISPLACED_FILE.at(Place(file.path), "this must be a folder", hint))


def _read_texts(texts: Iterable[File], settings: Settings, today: dt.date, found: _ReadSoFar) -> None:
    """Read Markdown files."""
    for file in texts:
        _read_file(settings, file.path, today, found)


def _read_catalogue(settings: Settings, today: dt.date, found: _ReadSoFar) -> _ReadSoFar:
    """Read the resources: those of the list, and those that have a file of their own."""
    alone = [file for file in found.files if _is_entry_file(file)]
    if any(file.path == CATALOGUE for file in found.files):
        _read_list(settings.root, today, found, is_all=not alone)
    before = found.counted
    for file in alone:
        if found.counted - before > _MAX_PROBLEMS:
            found.unread.add(_EVERY_RESOURCE)
            found.problems.append(_too_many(Place(file.path)))
            break
        _read_entry_file(settings, file, today, found)
    found.kept.save()
    return found


def _is_entry_file(file: File) -> bool:
    """Whether a file of the catalogue's folder is meant to hold an entry, whatever is wrong with its name."""
    is_meant = file.type is FileType.FILE and not file.is_hidden and file.suffix in {".yml", ".yaml"}
    return is_meant and file.path.startswith(f"{ENTRY_FOLDER}/")


def _too_many(place: Place) -> Problem:
    message = f"the entries from here on were not read: there are {_MAX_PROBLEMS:,} problems above"
    return YAML_SIZE.at(place, message, "correct those first")


def _read_list(root: Path, today: dt.date, found: _ReadSoFar, *, is_all: bool) -> None:
    """Read `resources.yml`; ``is_all``: whether it is the whole catalogue, and should not be empty."""
    found.unread.add(_EVERY_RESOURCE)
    if any(file.path == CATALOGUE and file.type in {FileType.LINK, FileType.OTHER} for file in found.files):
        return  # a check says so
    text, problems = read_text(root / CATALOGUE, CATALOGUE, CATALOGUE_BYTES)
    found.problems += problems
    if text is None:
        return
    found.sources.append(Source(CATALOGUE, text))
    items = _items(text, found)
    if items is not None:
        found.unread.discard(_EVERY_RESOURCE)
        _read_each(items, today, found)
        return
    tree, values, problems = read_yaml(text, CATALOGUE, most_nodes=CATALOGUE_NODES)
    found.problems += problems
    is_lost = any(problem.rule is YAML_SHAPE for problem in problems)  # an entry is, in the one above it
    if not is_lost and isinstance(values, list | None) and (values or not problems):
        found.unread.discard(_EVERY_RESOURCE)
    if tree is None or not values:
        if not problems and is_all:
            message, hint = "the catalogue is empty", "add one, or delete the file"
            found.problems.append(CATALOGUE_EMPTY.at(Place(CATALOGUE), message, hint))
    elif isinstance(values, list):
        _read_items(tree, values, today, found)
    else:
        hint = "start each entry with - id:"
        found.problems.append(YAML_SHAPE.at(tree.place(), "the catalogue must be a list", hint))


class _CatalogueItem(NamedTuple):
    """An item of the catalogue: its text, and what was kept of it or read now."""

    first_line: int
    text: str
    key: bytes
    kept: KeptEntry | None
    read: ReadItem | None


def _items(text: str, found: _ReadSoFar) -> list[_CatalogueItem] | None:
    """Return the items of a catalogue in which no YAML is wrong; None for any other: that is read as a whole."""
    if merge_conflicts(text, CATALOGUE):
        return None
    items, nodes = [], 1
    for first_line, piece in split_list(text) or ():
        key = digest(CATALOGUE, piece)
        kept: KeptEntry | None = found.kept.get(key)
        read = read_item(piece, CATALOGUE, first_line) if kept is None else None
        if kept is not None:
            nodes += kept.nodes
        elif read is not None:
            nodes += read.nodes
        else:
            return None
        items.append(_CatalogueItem(first_line, piece, key, kept, read))
    return items if items and nodes <= CATALOGUE_NODES else None


def _read_each(items: Iterable[_CatalogueItem], today: dt.date, found: _ReadSoFar) -> None:
    before = found.counted
    for item in items:
        if found.counted - before > _MAX_PROBLEMS:
            found.unread.add(_EVERY_RESOURCE)
            start = Tree(CATALOGUE, item.text, item.first_line, is_item=True)
            found.problems.append(_too_many(start.place()))
            return
        if item.kept is not None:
            found.written.append(_again(item.kept, item.key, item.text, CATALOGUE, item.first_line, None, found))
        elif item.read is not None:
            known = len(found.problems)
            entry = _add_resource(item.read.values, item.read.tree, "", today, found)
            if found.kept.keeps and len(found.problems) == known and not entry.is_broken:
                found.written[-1] = entry = replace(entry, source_key=item.key)
                text = (0, len(item.text))
                found.kept.put(item.key, kept_entry(entry, item.text, text, nodes=item.read.nodes))


def _again(  # noqa: PLR0913 - as the function that it calls
    kept: KeptEntry, key: bytes, text: str, path: str, first_line: int, shelf: Shelf | None, found: _ReadSoFar
) -> Entry:
    """Return the entry of a text that is that of an earlier run: itself where this process has it."""
    place = key + first_line.to_bytes(4, "little")
    return found.kept.once(place, lambda: entry_again(kept, key, text, path, first_line, shelf))


def _read_items(tree: Tree, values: list[Any], today: dt.date, found: _ReadSoFar) -> None:
    before = found.counted
    for index, value in enumerate(values):
        branch = tree.child(index)
        if found.counted - before > _MAX_PROBLEMS:
            found.unread.add(_EVERY_RESOURCE)
            found.problems.append(_too_many(branch.place()))
            return
        if not isinstance(value, dict):
            found.problems.append(
                YAML_SHAPE.at(branch.place(), "an entry must be keys with values", "start it with - id:")
            )
            continue
        _add_resource(value, branch, "", today, found)


def _read_entry_file(settings: Settings, file: File, today: dt.date, found: _ReadSoFar) -> None:
    """Read the file of one entry."""
    path, stem = file.path, file.name.rpartition(".")[0]
    found.unread.add(f"{Kind.RESOURCE}/{stem}")
    if path.count("/") > 1:
        hint = f"move the file to {ENTRY_FOLDER}/"
        found.problems.append(MISPLACED_FILE.at(Place(path), f"{ENTRY_FOLDER}/ cannot contain folders", hint))
    text, problems = read_text(settings.root / path, path)
    found.problems += problems
    if text is None:
        return
    found.sources.append(Source(path, text))
    tree, values, problems = read_yaml(text, path)
    found.problems += problems
    if tree is None:
        if not problems:
            message, hint = "this file contains no entry", "begin it with id:, or delete the file"
            found.problems.append(YAML_SHAPE.at(Place(path), message, hint))
        return
    if not isinstance(values, dict):
        message, hint = "a file in this folder contains one entry, not a list", "write its keys at the margin: id: ..."
        found.problems.append(YAML_SHAPE.at(tree.place(), message, hint))
        return
    found.unread.discard(f"{Kind.RESOURCE}/{stem}")
    entry = _add_resource(values, tree, stem, today, found)
    right = f"{entry.id}.yml"
    if file.name != right and re.match(ID_PATTERN, entry.id):
        message = f"the entry in {file.name} is {entry.id!r}"
        hint = (
            f"rename the file to {right}" if id_like(stem) == entry.id else f"rename it to {right}, or correct the id"
        )
        found.problems.append(FILE_NAME.at(entry.place("id"), message, hint))


def _add_resource(values: dict[str, Any], tree: Tree, stem: str, today: dt.date, found: _ReadSoFar) -> Entry:
    """Add an entry of the catalogue; ``stem`` is the name of its own file, empty in the list."""
    data, problems = _typed(Resource, WithdrawalNotice, values, tree)
    body, more = read_description(tree, values, found.sources[-1])
    found.problems += [*problems, *more]
    known = readable(values, id_like(str(values.get("id", stem))), today) if data is None else data
    faults = frozenset(problem.place for problem in problems)
    key = _digest(Kind.RESOURCE, known.id or stem, tree.path, values, is_typed=data is not None)
    entry = Entry(Kind.RESOURCE, known.id or stem, known, tree, body, None, values, faults, key)
    found.of_drafts += len(problems) + len(more) if entry.is_draft else 0
    found.written.append(entry)
    return entry


def _typed(
    schema: type[Reviewed], notice: type[WithdrawalNotice], values: dict[str, Any], tree: Tree
) -> tuple[Reviewed | None, list[Problem]]:
    """Convert what a file says. Of a withdrawn entry only the notice is read: what is wrong elsewhere harms nobody."""
    if values.get("withdrawn") is None:
        return convert(schema, values, tree)
    unread = {info.alias or name for name, info in schema.model_fields.items()} - notice.model_fields.keys()
    return convert(notice, {key: value for key, value in values.items() if key not in unread}, tree)


def _digest(kind: Kind, id_: str, path: str, values: Mapping[str, Any], *, is_typed: bool) -> bytes:
    """Return the key of an entry: its path decides its shelf, and its values and its kind what is typed."""
    return digest(kind, id_, path, json.dumps(values), str(is_typed))


def _markdown_files(files: Iterable[File]) -> Iterator[File]:
    """Yield the texts. Links are left out: a check names them, and nothing that they lead to is read."""
    for file in files:
        is_text = file.is_markdown and file.type in {FileType.FILE, FileType.FOLDER} and not file.is_hidden
        if is_text and file.path.startswith(("docs/", "guides/")) and not file.path.startswith(UNPUBLISHED):
            yield file


def _second_front_matter(document: MarkdownFile, body: Body) -> Iterator[Problem]:
    """Find front matter in a text, where readers would get its keys as a heading."""
    lines = document.body.split("\n")
    for heading in body.headings:
        line = lines[heading.place.line - document.body_line]
        if _FIRST_KEY.match(line) and heading.place.line > document.body_line:
            yield FRONT_MATTER.at(
                heading.place, "there is front matter inside the text", "keep one, at the top of the file"
            )


def _shelf_meant(shelf: Shelf, values: Mapping[str, object]) -> Shelf | None:
    """Return the one other shelf that has every key of a text, where some are none here."""
    if set(values) <= _keys(shelf):
        return None
    kinds = [one for one in SHELVES if not one.only]
    others = [one for one in kinds if one.kind != shelf.kind and _keys(one, needed=True) <= set(values) <= _keys(one)]
    return others[0] if len(others) == 1 else None


def _keys(shelf: Shelf, *, needed: bool = False) -> set[str]:
    fields = shelf.schema.model_fields.items()
    return {field.alias or name for name, field in fields if field.is_required() or not needed}


def _misplaced(path: str) -> Problem:
    """Say that a folder is none of a library's, and which may be meant."""
    folder = path.rpartition("/")[0]
    parent, _, name = folder.rpartition("/")
    if f"{parent}/" in FOLDERS and parent != "docs":
        return MISPLACED_FILE.at(Place(path), f"{parent}/ cannot contain folders", f"move the file to {parent}/")
    if not parent:
        own = choices_hint(one for one in FOLDERS if one.startswith(f"{folder}/"))
        return MISPLACED_FILE.at(Place(path), f"texts cannot be in {folder}/ itself", own)
    by_name = {one.split("/")[-2]: one for one in FOLDERS}
    near = by_name.get(closest(name, by_name) or "")
    message = f"{name} is not a folder of {parent}/"
    return MISPLACED_FILE.at(Place(path), message, f"did you mean {near}?" if near else choices_hint(FOLDERS))


def _wrong_name(root: Path, path: str, name: str) -> Iterator[Problem]:
    """Find a name that cannot be an id, and say what it may have been."""
    if not path.endswith(".md") or not re.match(ID_PATTERN, name) or len(name) > ID_LENGTH:
        suggestion = id_like(name.removesuffix(Path(path).suffix))
        hint = f"rename it to {suggestion or 'for-example-this'}.md"
        if (
            (twin := _COPY.fullmatch(name))
            and twin["id"] != name
            and (root / path).with_name(f"{twin['id']}.md").is_file()
        ):
            hint = f"if it is a copy of {twin['id']}.md, move what is new there and delete it; else {hint}"
        yield FILE_NAME.at(Place(path), f"{name!r} cannot be an address", hint)


def _read_file(settings: Settings, path: str, today: dt.date, found: _ReadSoFar) -> None:
    before = len(found.problems)
    shelf = shelf_of(path)
    name, language = split_name(path)
    if shelf is None:
        found.problems.append(_misplaced(path))
        return
    if language is not None:
        message, hint = f"the library does not offer {language!r}", f"it offers {', '.join(settings.options.languages)}"
        if language == settings.language:
            message, hint = f"files in the library's first language are named without {language!r}", f"write {name}.md"
        found.problems.append(LANGUAGE_OFFERED.at(Place(path), message, hint))
        return
    found.problems += _wrong_name(settings.root, path, name)
    text, problems = read_text(settings.root / path, path, MARKDOWN_BYTES)
    found.problems += problems
    document = None
    source_key = b"" if text is None else digest(path, text)
    kept: KeptEntry | None = found.kept.get(source_key) if source_key else None
    if text is not None and kept is not None:
        found.sources.append(Source(path, text))
        found.written.append(_again(kept, source_key, text, path, kept.first_line, shelf, found))
        return
    if text is not None:
        found.sources.append(Source(path, text))
        document, problems = parse_document(text, path)
        found.problems += problems
    data, body, values, tree = None, None, None, None
    if document is not None:
        values, tree = document.values, document.tree
        body, more = read_body(document.body, path, document.body_line)
        found.problems += [*more, *_second_front_matter(document, body)]
    if values is None or tree is None:  # nobody knows whether it is a draft, which need not be finished
        values, tree = {"draft": "yes"}, Tree.of_nothing(path)
    else:
        data, problems = _typed(shelf.schema, shelf.notice, values, tree)
        other = _shelf_meant(shelf, values) if data is None else None
        if other is not None:
            problems = [problem for problem in problems if problem.rule not in {UNKNOWN_KEY, MISSING_KEY}]
            message = (
                f"this has the keys of {with_article(other.kind)}, but is in the folder for {with_article(shelf.kind)}"
            )
            problems.append(MISPLACED_FILE.at(tree.place(), message, f"move it to {other.folder}/"))
        found.problems += problems
    known = readable(values, id_like(name), today) if data is None else data
    faults = frozenset() if data is not None else frozenset(problem.place for problem in problems)
    key = _digest(shelf.kind, known.id or name, path, values, is_typed=data is not None)
    entry = Entry(shelf.kind, known.id or name, known, tree, body, shelf, values, faults, key)
    is_right = len(found.problems) == before and data is not None
    if text is not None and document is not None and is_right and found.kept.keeps:
        entry = replace(entry, source_key=source_key)
        found.kept.put(source_key, kept_entry(entry, text, document.yaml, len(text) - len(document.body)))
    found.written.append(entry)
