"""Ids of templates begin with a prefix of their own, so that no heading of a writer can meet one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from libraries import PROJECT
from openshelf.check.anchors import FRAME_PREFIXES, WORKSHEET_PREFIX

if TYPE_CHECKING:
    from pathlib import Path

TEMPLATES = sorted((PROJECT / "hooks/openshelf/site").rglob("*.html"))
CONTENT = {
    "glossary.html": {"{{ term.id }}", "{{ id }}"},
    "framework.html": {f"{WORKSHEET_PREFIX}{{{{ {kind}.id }}}}" for kind in ("question", "step")},
    "parts.html": {"{{ section.id }}", "{{ id }}"},
    "case.html": {"{{ section.id }}"},
    "help.html": {"{{ situation.section.id }}"},
}
"""Published places that are content: terms, questions and steps of a framework, headings of a text."""
_ID = re.compile(r'(?<![\w-])(?:id|for|aria-(?:labelledby|describedby|controls)|href)="(?P<id>[^"]*)"')


def ids_in(template: str) -> set[str]:
    """Return the ids that a template gives and those that it leads to on the same page."""
    found = (match for match in _ID.finditer(template) if not match[0].startswith("href") or match["id"][:1] == "#")
    return {match["id"].removeprefix("#") for match in found}


def test_ids_are_found_where_they_are_given_and_where_they_are_meant() -> None:
    template = '<p id="a" data-id="x"><a href="#b" aria-labelledby="c"><a href="d/">'
    assert ids_in(template) == {"a", "b", "c"}


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda file: file.name)
def test_every_id_of_a_template_has_the_prefix_but_for_content(file: Path) -> None:
    ids = ids_in(file.read_text(encoding="utf-8")) - CONTENT.get(file.name, set())
    assert {id_ for id_ in ids if not id_.startswith(FRAME_PREFIXES)} == set()


def test_the_templates_that_are_looked_at_give_ids() -> None:
    assert sum(bool(ids_in(file.read_text(encoding="utf-8"))) for file in TEMPLATES) > len(TEMPLATES) // 3
