"""What a library's files are in one line, so that one build need not check the same files twice."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from openshelf.read.files import Form

if TYPE_CHECKING:
    from openshelf.library.library import Library

CHECKED = "OPENSHELF_CHECKED"
"""The variable in which ``openshelf build`` tells the engine that it starts what it has just checked."""


def fingerprint(library: Library) -> str:
    """Return the SHA-256 sum of the day and of every file of a library with its name."""
    whole = hashlib.sha256(library.today.isoformat().encode())
    for file in library.files:
        if file.form is Form.FILE:
            data = (library.settings.root / file.path).read_bytes()
            whole.update(f"\0{file.path}\0{hashlib.sha256(data).hexdigest()}".encode(errors="surrogateescape"))
    return whole.hexdigest()
