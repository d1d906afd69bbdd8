"""What hostile input is fed to: the readers, the checks and the renderer. None may raise anything."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from pypdf.generic import NameObject

from fuzz import hostile
from openshelf.check.fixes import apply_fixes
from openshelf.check.run import load_and_check
from openshelf.core.report import as_text
from openshelf.core.store import Store
from openshelf.library.load import load
from openshelf.media.inspect import inspect_file, publishable
from openshelf.model.settings import read_settings
from openshelf.site.i18n import Words
from openshelf.site.markdown import Renderer
from openshelf.site.reads import Reads
from openshelf.site.terms import TermIndex
from openshelf.sources.document import parse_document
from openshelf.sources.markdown_outline import read_body
from openshelf.sources.text import MARKDOWN_BYTES, decode
from openshelf.sources.yaml_source import read_yaml
from pictures import compressed, dictionary, on_pages, pdf, svg
from support import TODAY, a_library

if TYPE_CHECKING:
    from collections.abc import Callable

    from hypothesis.strategies import SearchStrategy


class Target(NamedTuple):
    """What is fed, with what, and how large its share of all inputs is."""

    name: str
    feed: Callable[[Any], object]
    inputs: SearchStrategy[Any]
    share: int


def _read(raw: bytes) -> None:
    text, problems = decode(raw, "f.md")
    assert (text is None) == bool(problems)
    if text is not None:
        _parse(text)


def _parse(text: str) -> None:
    document, problems = parse_document(text, "f.md")
    assert document is not None or problems
    if document is not None:
        body, problems = read_body(document.body, "f.md", document.body_line)
        assert body.text or not document.body or problems


def _yaml(text: str) -> None:
    tree, values, problems = read_yaml(text, "f.yml")
    assert tree is not None or values is None
    as_text(problems)


def _check(files: dict[str, bytes]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        settings, problems = read_settings(a_library(Path(folder), files) / "mkdocs.yml")
        as_text(problems)
        if settings is not None:
            library, found, _ = load_and_check(settings, TODAY, Store.nothing())
            as_text(found)
            for source in library.sources:
                apply_fixes(source, [problem for problem in found if problem.place.path == source.path])


def _render(text: str) -> None:
    """Render what the limits let through, as a preview does although other rules are broken."""
    if len(text.encode()) > MARKDOWN_BYTES:
        return
    text = decode(text.encode(), "f.md")[0] or ""
    document, _ = parse_document(f"---\ntitle: a\n---\n{text}", "f.md")
    if document is not None:
        body, _ = read_body(document.body, "f.md", document.body_line)
        _renderer().render(body, "guides/f/")


@cache
def _renderer() -> Renderer:
    with tempfile.TemporaryDirectory() as folder:
        settings, problems = read_settings(a_library(Path(folder)) / hostile.SETTINGS)
        assert settings is not None, problems
        library, _ = load(settings, TODAY, Store.nothing())
    return Renderer(Reads(library), Words("en"), TermIndex(()))


def _look(parts: tuple[str, str, str]) -> None:
    name, shown, told = parts
    font = dictionary({"Type": "Font", "Subtype": "Type0", "Encoding": "Identity-H"})
    font[NameObject("/ToUnicode")] = compressed(told.encode())
    data = pdf(on_pages(*[shown.encode()] * 3, font=font)) if name == "a.pdf" else svg(shown)
    found = inspect_file(data, name)
    assert all(words.at(len(words.text)) >= (1, 1) for words in found.text.words)
    publishable(data, name)


TARGETS = (
    Target("read", _read, hostile.raw, 5),
    Target("parse", _parse, hostile.document, 8),
    Target("yaml", _yaml, hostile.yaml_text, 8),
    Target("check", _check, hostile.files, 1),
    Target("media", _look, hostile.media, 4),
    Target("render", _render, hostile.markdown, 8),
)
