"""A loaded library for tests of pages."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from libraries import OTHER
from openshelf.core.store import Store
from openshelf.library.load import load
from openshelf.model.settings import read_settings
from openshelf.site.i18n import Words
from openshelf.site.view import View

if TYPE_CHECKING:
    from openshelf.library.library import Library

TODAY = dt.date(2026, 9, 21)


@pytest.fixture(scope="session")
def library() -> Library:
    """Return the library of another organisation."""
    settings, problems = read_settings(OTHER / "mkdocs.yml")
    assert settings is not None, problems
    loaded, problems = load(settings, TODAY, Store.nothing())
    assert not problems
    return loaded


@pytest.fixture
def view(library: Library) -> View:
    """Return it with English words."""
    return View(library, Words("en"))
