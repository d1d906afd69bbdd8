"""The style sheet that is served is the one that is written, for a browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

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


def test_the_browser_reads_the_same_rules(reader: Reader) -> None:
    reader.visit("")
    written = (ASSETS / "openshelf.css").read_text(encoding="utf-8")
    source, served = reader.ask(RULES, [written, minified_style(written)])
    assert served == source
    assert len(served) > 100
