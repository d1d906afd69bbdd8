"""Which settings file the commands use."""

from __future__ import annotations

import os
from pathlib import Path


def settings_file() -> Path:
    """Return the settings file that commands use: ``OPENSHELF_CONFIG``, else ``mkdocs.yml`` here."""
    return Path(os.environ.get("OPENSHELF_CONFIG", "mkdocs.yml"))
