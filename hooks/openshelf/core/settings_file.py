"""Which settings file the commands use, and the file of hooks beside it."""

from __future__ import annotations

import os
from pathlib import Path

HOOK_FILE = "hooks/main.py"
"""The file that brings MkDocs' events to the package."""


def settings_file() -> Path:
    """Return the settings file that commands use: ``OPENSHELF_CONFIG``, else ``mkdocs.yml`` here."""
    return Path(os.environ.get("OPENSHELF_CONFIG", "mkdocs.yml"))
