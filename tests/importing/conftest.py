"""The fixture of all tests of imports."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from importing.bringing import Imports

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def imports(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Imports:
    """Return a tiny library to bring something to."""
    return Imports(tmp_path, capsys, monkeypatch)
