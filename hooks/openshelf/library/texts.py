"""Read Markdown files: texts with front matter, each in the folder of its kind."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from openshelf.core.problem import Place, Problem, Rule, choices_hint, closest, with_article
from openshelf.core.store import digest
from openshelf.library.broken import readable
from openshelf.library.entry import Entry
from openshelf.library.kept import kept_entry
from openshelf.library.reading import FILE_NAME, MISPLACED_FILE, again, entry_digest, typed
from openshelf.model.convert import MISSING_KEY, UNKNOWN_KEY
from openshelf.model.fields import ID_LENGTH, ID_PATTERN, id_like
from openshelf.model.kinds import FOLDERS, SHELVES, shelf_of
from openshelf.sources.document import FRONT_MATTER, MarkdownFile, parse_document, split_name
from openshelf.sources.markdown_outline import Body, read_body
from openshelf.sources.source import Source
from openshelf.sources.text import MARKDOWN_BYTES, read_text
from openshelf.sources.yaml_source import Tree

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Mapping

    from openshelf.library.kept import KeptEntry
    from openshelf.library.reading import ReadSoFar
    from openshelf.model.kinds import Shelf
    from openshelf.model.settings import Settings
    from openshelf.sources.files import File

_COPY = re.compile(
    r"(?:cop[a-z]+ (?:of|de|von) )?(?P<id>[a-z0-9-]+?)"
    r"(?: ?\(\d{1,2}\)| - [a-z]{3,9}(?: \(\d{1,2}\))?| cop[a-z]+(?: \d{1,2})?)?",
    re.IGNORECASE,
)
"""How programs call a copy of a file, without its ending."""

_FIRST_KEY = re.compile(r"(?:title|summary|themes|reviewed|date|kind): ")
LANGUAGE_OFFERED = Rule(
    "language-offered",
    "A translation is in a language that the library does not offer.",
    "The languages are listed in `mkdocs.yml` under `extra: openshelf: languages`. A translation (`name.es.md`) in "
    "any other language would never be published.",
)


def read_texts(texts: Iterable[File], settings: Settings, today: dt.date, found: ReadSoFar) -> None:
    """Read Markdown files."""
    for file in texts:
        _read_file(settings, file.path, today, found)


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


def _read_file(settings: Settings, path: str, today: dt.date, found: ReadSoFar) -> None:
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
        found.written.append(again(kept, source_key, text, path, kept.first_line, shelf, found))
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
        data, problems = typed(shelf.schema, shelf.notice, values, tree)
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
    key = entry_digest(shelf.kind, known.id or name, path, values, is_typed=data is not None)
    entry = Entry(shelf.kind, known.id or name, known, tree, body, shelf, values, faults, key)
    is_right = len(found.problems) == before and data is not None
    if text is not None and document is not None and is_right and found.kept.keeps:
        entry = replace(entry, source_key=source_key)
        found.kept.put(source_key, kept_entry(entry, text, document.yaml, len(text) - len(document.body)))
    found.written.append(entry)
