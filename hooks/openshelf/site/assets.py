"""The theme's scripts and style sheet as readers get them: written to be read, minified when a site is built.

The bytes are the same on every machine. A comment that begins with ``/*!`` stays: a licence has to.
"""

from __future__ import annotations

from pathlib import Path

from rcssmin import cssmin
from rjsmin import jsmin

from openshelf.site.short_names import with_short_names
from openshelf.site.theme import ASSETS

_JOINED = {"search.js": ("search-engine.js", "search-page.js")}
"""Scripts that are served as one: on a slow line a request costs more than the bytes."""


def is_script(file: str | Path | None) -> bool:
    """Say whether a file, if it is one on the disk, is a script that is served in another form."""
    path = Path(file or "").resolve()
    return path.suffix == ".js" and path.parent == ASSETS.resolve()


def served_scripts() -> dict[str, bytes]:
    """Return the only scripts that the site may run, by their paths in the site."""
    sources = {file.name: file.read_text(encoding="utf-8") for file in sorted(ASSETS.glob("*.js"))}
    joined = {name: _alone("".join(sources[part] for part in parts)) for name, parts in _JOINED.items()}
    parts = {part for names in _JOINED.values() for part in names}
    single = {name: text for name, text in sources.items() if name not in parts}
    return {f"assets/{name}": _minified(text).encode() for name, text in (single | joined).items()}


def minified_style(text: str) -> str:
    """Return a style sheet without what browsers do not need."""
    return f"{cssmin(text, keep_bang_comments=True)}\n"


def _alone(script: str) -> str:
    """Return a script whose names no other script of a page can see."""
    return f'(() => {{\n"use strict";\n{script}}})();\n'


def _minified(script: str) -> str:
    return f"{with_short_names(jsmin(script, keep_bang_comments=True))}\n"
