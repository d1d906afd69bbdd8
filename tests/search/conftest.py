"""Few function words: random libraries are small, and hundreds of lines in each would only cost time."""

from __future__ import annotations

from typing import TYPE_CHECKING
from unittest import mock

import pytest

from openshelf.search import function_words
from search.samples import FUNCTION_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(autouse=True, scope="module")
def _few_function_words() -> Iterator[None]:
    with mock.patch.object(function_words, "_WORDS", FUNCTION_WORDS):
        yield
