"""The style sheet that is served is the one that is written, for a browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from openshelf.site.assets import minified_style
from openshelf.site.theme import ASSETS

if TYPE_CHECKING:
    from browser.reader import Reader

RULES = """(texts) => texts.map((text) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  return [...sheet.cssRules].map(({ cssText }) => cssText.replace(/,\\s+/g, ","));
})"""
"""The rules as the browser understood them. Custom properties keep the blanks behind commas, which mean nothing."""


@pytest.mark.parametrize(("name", "least"), [("openshelf.css", 100), ("framework.css", 50), ("comparison.css", 10)])
def test_the_browser_reads_the_same_rules(reader: Reader, name: str, least: int) -> None:
    reader.visit("")
    written = (ASSETS / name).read_text(encoding="utf-8")
    source, served = reader.ask(RULES, [written, minified_style(written)])
    assert served == source
    assert len(served) > least
