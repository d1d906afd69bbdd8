"""The theme's scripts and style sheet as readers get them: written to be read, minified when a site is built."""

from __future__ import annotations

from pathlib import Path

from rcssmin import cssmin
from rjsmin import jsmin

from openshelf.site.theme import ASSETS

_MINIFIED = {".js", ".css"}
_JOINED = {"search.js": ("search-engine.js", "search-page.js")}
"""Scripts that are served as one: on a slow line a request costs more than the bytes."""


def is_source(file: str | Path | None) -> bool:
    """Say whether a file, if it is one on the disk, is served in another form."""
    path = Path(file or "").resolve()
    return path.suffix in _MINIFIED and path.parent == ASSETS.resolve()


def served_assets() -> dict[str, bytes]:
    """Return what the site serves in place of the sources, by its path in the site.

    The bytes are the same on every machine. A comment that begins with ``/*!`` stays: a licence has to.
    """
    sources = {file.name: file.read_text(encoding="utf-8") for file in sorted(ASSETS.iterdir()) if is_source(file)}
    joined = {name: _alone("".join(sources[part] for part in parts)) for name, parts in _JOINED.items()}
    parts = {part for names in _JOINED.values() for part in names}
    single = {name: text for name, text in sources.items() if name not in parts}
    return {f"assets/{name}": _minified(name, text).encode() for name, text in (single | joined).items()}


def served_scripts() -> set[bytes]:
    """Return the contents of the only scripts that the site may run."""
    return {content for path, content in served_assets().items() if path.endswith(".js")}


def _alone(script: str) -> str:
    """Return a script whose names no other script of a page can see."""
    return f'(() => {{\n"use strict";\n{script}}})();\n'


def _minified(name: str, text: str) -> str:
    minify = jsmin if name.endswith(".js") else cssmin
    return f"{minify(text, keep_bang_comments=True)}\n"
