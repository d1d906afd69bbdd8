"""The interface strings of code and templates, gathered for the people who translate them."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po

from openshelf.model.locales import locale_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

PACKAGE = "hooks/openshelf"
TEMPLATE = f"{PACKAGE}/locale/openshelf.pot"
KEYWORDS: Mapping[str, tuple[int, ...]] = {"_": (1,), "gettext": (1,), "ngettext": (1, 2), "N_": (1,)}
_JINJA = {"extensions": "jinja2.ext.do", "silent": "no"}
_TITLE = "# The words of the interface{}, written by `openshelf messages`; licence and owner stand in REUSE.toml.\n"


def gather(root: Path) -> Catalog:
    """Return every interface string under ``root``, with the files that use it."""
    catalog = Catalog(charset="utf-8", fuzzy=False)
    for file in _files(root):
        method = "jinja2.ext:babel_extract" if file.suffix == ".html" else "python"
        with file.open("rb") as source:
            for _line, message, comments, context in extract(method, source, KEYWORDS, options=_JINJA):
                name = file.relative_to(root).as_posix()
                catalog.add(message, locations=[(name, 0)], auto_comments=comments, context=context)
    return catalog


def _files(root: Path) -> Iterator[Path]:
    for pattern in ("*.py", "*.html"):
        yield from sorted((root / PACKAGE).rglob(pattern))


def catalogues(root: Path) -> dict[str, Path]:
    """Return the catalogue of each language that has a folder, even where the file is still to be written."""
    folders = sorted(path for path in (root / TEMPLATE).parent.iterdir() if path.is_dir())
    return {folder.name: folder / "LC_MESSAGES" / "openshelf.po" for folder in folders}


def read_catalogue(file: Path, language: str) -> Catalog:
    """Read a catalogue, an empty one where there is no file yet."""
    text = file.read_bytes() if file.is_file() else b""
    return read_po(io.BytesIO(text), locale=locale_of(language), charset="utf-8")


def template_text(messages: Catalog) -> str:
    """Return the text of ``openshelf.pot``."""
    return _text(messages, "", {})


def catalogue_text(file: Path, language: str, messages: Catalog) -> str:
    """Return a catalogue with the strings of today: known translations are kept, similar ones marked as fuzzy."""
    catalog = read_catalogue(file, language)
    catalog.update(messages)
    name = f" in {locale_of(language).get_language_name('en')}"
    return _text(catalog, name, {"Language": language, "Plural-Forms": catalog.plural_forms})


def _text(catalog: Catalog, name: str, fields: Mapping[str, str]) -> str:
    """Return a catalogue as a file that is the same on each machine and day: sorted, without dates and people."""
    header = {**fields, "Content-Type": "text/plain; charset=utf-8", "Content-Transfer-Encoding": "8bit"}
    lines = "".join(f'"{field}: {value}\\n"\n' for field, value in header.items())
    out = io.BytesIO()
    write_po(out, catalog, omit_header=True, include_lineno=False, ignore_obsolete=True, sort_output=True)
    return f'{_TITLE.format(name)}msgid ""\nmsgstr ""\n{lines}\n{out.getvalue().decode().strip()}\n'


def missing(catalog: Catalog) -> list[str]:
    """Return the strings that have no translation, or only one that a person has yet to look at."""
    return [_first(message.id) for message in catalog if message.id and (message.fuzzy or not _is_full(message.string))]


def _is_full(translation: str | tuple[str, ...] | list[str] | None) -> bool:
    return bool(translation) if isinstance(translation, str) else bool(translation) and all(translation or ())


def _first(message: str | tuple[str, ...] | list[str]) -> str:
    return message if isinstance(message, str) else message[0]


def write_messages(root: Path) -> dict[str, list[str]]:
    """Write the template and every catalogue; return what each language still lacks."""
    messages = gather(root)
    _write(root / TEMPLATE, template_text(messages))
    lacking = {}
    for language, file in catalogues(root).items():
        _write(file, catalogue_text(file, language, messages))
        lacking[language] = missing(read_catalogue(file, language))
    return lacking


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8", newline="\n")
