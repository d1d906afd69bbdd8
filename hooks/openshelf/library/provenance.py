"""What all results of a library's builds depend on besides its texts: the key of the store that keeps them."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from openshelf.core.provenance import code_key, files_below
from openshelf.core.store import digest
from openshelf.linkcheck.history import PATH as LINK_MEMORY
from openshelf.model.protected_names import KEY_VARIABLE
from openshelf.sources.files import read_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from openshelf.model.settings import Settings

_POLICY = "policy"
_WORD = re.compile(rb"\w+")


def library_key(settings: Settings) -> bytes:
    """Return a key of our code, the settings with the environment that they name, the policies and the theme folder.

    Left out are the texts, today, and what link checks remember: those who read them have them in keys of their own.
    """
    written = settings.sources[0].read_bytes()
    return digest(code_key(), written, *_environment(written), *_lists(settings), *_templates(settings))


def _environment(written: bytes) -> Iterator[bytes]:
    """Yield the variables whose names stand anywhere in the settings, and the key of protected names."""
    words = {*_WORD.findall(written), KEY_VARIABLE.encode()}
    for name, value in sorted(os.environb.items()):
        if words.issuperset(_WORD.findall(name)):
            yield from (name, value)


def _lists(settings: Settings) -> Iterator[bytes]:
    for path in files_below(settings.root / _POLICY):
        name = os.path.relpath(path, settings.root)
        if name != os.path.normpath(LINK_MEMORY):
            yield from (os.fsencode(name), _content(path))


def _templates(settings: Settings) -> Iterator[bytes]:
    for path in files_below(settings.theme_folder) if settings.theme_folder is not None else ():
        yield from (os.fsencode(os.path.relpath(path, settings.root)), _content(path))


def _content(path: str) -> bytes:
    """Return the bytes of a file, or why there are none: a check says so."""
    try:
        return read_bytes(Path(path))
    except OSError as error:
        return str(error.errno).encode()
