"""What the templates of the manual say is known to the rule that looks for what was left of them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from openshelf.check.markup import template_lines
from support import FILES, a_library, problems_of

if TYPE_CHECKING:
    from collections.abc import Iterator

MANUAL = (Path(__file__).resolve().parents[2] / "CONTRIBUTING.md").read_text(encoding="utf-8")
TEMPLATES = re.findall(r"^```(?:markdown|yaml)\n(.*?)^```", MANUAL, re.MULTILINE | re.DOTALL)
PAGES = [template for template in TEMPLATES if template.startswith("---\n")]
NEWS = "docs/updates/hello.md"
EXAMPLES = {
    "summary: Questions that lead to a plan, for groups that must reach everyone within an hour.",
    "For groups that must act together at short notice. You need ten minutes and one colleague.",
    "For up to ten people, calls are enough. With more, one is always forgotten.",
    "Write down who calls whom. Each person calls two people, and tells the first caller when it is done.",
    "The text.",
}
"""Words of templates that ask for nothing: the framework is an example, and the last ones may be anybody's."""


def prompts(template: str) -> Iterator[str]:
    """Yield the lines of a template that ask for others: its summary, and each paragraph outside of callouts."""
    body = template.split("---\n", 2)[2] if template.startswith("---\n") else ""
    yield from re.findall(r"^ *((?:summary|why): .*)$", template, re.MULTILINE)
    yield from re.findall(r"^(\w.*)$", body, re.MULTILINE)


def test_every_prompt_of_a_template_is_known() -> None:
    asked = {line for template in TEMPLATES for line in prompts(template)}
    assert asked >= EXAMPLES
    assert asked - EXAMPLES <= template_lines()


def test_every_known_line_stands_in_a_template() -> None:
    assert template_lines() <= {line.strip() for template in TEMPLATES for line in template.splitlines()}


@pytest.mark.parametrize("template", [page for page in PAGES if not EXAMPLES & set(prompts(page))])
def test_the_text_of_a_template_cannot_be_published(template: str, tmp_path: Path) -> None:
    body = template.split("---\n", 2)[2]
    found = problems_of(a_library(tmp_path, {NEWS: FILES[NEWS] + body}))
    assert "template-text" in {problem.rule.id for problem in found}
