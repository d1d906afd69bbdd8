"""Pages of guides: where the table of tools research stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from openshelf.model.kinds import Kind
from openshelf.site.i18n import Words
from openshelf.site.markdown import Renderer
from openshelf.site.pages.guides import with_table
from openshelf.site.reads import Reads
from openshelf.site.terms import TermIndex
from support import a_body, a_library, load

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("text", "follows"),
    [
        ("## A {#options}\n\nx\n\n## B\n\ny", '<h2 id="b">'),
        ("## A {#options}\n\n> ## Quoted\n\nx\n\n## B\n\ny", '<h2 id="b">'),
        ("## A {#options}\n\n### C\n\n- x\n\n  ## D\n\n## B &amp; \\< E", '<h2 id="b---e">'),
        ("## A {#options}\n\nx", ""),
        ("- ## A {#options}\n\n## B", ""),
        ("## B", ""),
    ],
)
def test_the_table_ends_the_section_on_options(text: str, follows: str, tmp_path: Path) -> None:
    library = load(a_library(tmp_path))
    rendered = Renderer(Reads(library), Words("en"), TermIndex(library.listed(Kind.TERM))).render(
        a_body(text), "guides/x/"
    )
    html = with_table(rendered, "TABLE")
    assert html.replace("TABLE", "") == rendered.html
    assert html.partition("TABLE")[2].startswith(follows)
    assert html.endswith("TABLE") == (not follows)
