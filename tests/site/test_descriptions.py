"""What sections say of themselves: words that fit any library, or the library's own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from openshelf.model.settings_schema import Descriptions
from openshelf.site import contents
from openshelf.site.i18n import Words
from openshelf.site.template_engine import TEMPLATES
from openshelf.site.view import View
from support import FILES, a_library, load

if TYPE_CHECKING:
    from pathlib import Path

SECTIONS = {name: info.alias or name for name, info in Descriptions.model_fields.items()}


def described(folder: Path) -> dict[str, str]:
    """Return the description of each page."""
    return {page.url: page.description for page in contents.pages(View(load(folder), Words("en")))}


@pytest.mark.parametrize(("field", "key"), SECTIONS.items())
def test_a_library_says_in_its_own_words_what_a_section_is(field: str, key: str, tmp_path: Path) -> None:
    usual = described(a_library(tmp_path))
    settings = FILES["mkdocs.yml"] + f"    descriptions: {{{key}: Something of ours.}}\n"
    own = described(a_library(tmp_path, {"mkdocs.yml": settings}))
    assert own[f"{key}/"] == "Something of ours."
    assert {url for url in usual if usual[url] != own[url]} == {f"{key}/"}, field


def test_the_generator_takes_no_audience_for_granted() -> None:
    words = re.compile(r"activist|data and technology", re.IGNORECASE)
    code = [*TEMPLATES.parent.glob("*.py"), *TEMPLATES.glob("*.html")]
    assert [file.name for file in code if words.search(file.read_text(encoding="utf-8"))] == []
