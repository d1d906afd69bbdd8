"""A draft may lack what readers need, and nothing that keeps people safe."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from openshelf.check.drafts import WAITING
from openshelf.check.run import BY_ID
from support import FILES, a_library, load, problems_of

if TYPE_CHECKING:
    from pathlib import Path

CATALOGUE, HOW_TO = "resources.yml", "guides/how-to/draw.md"


def added(entry: str) -> dict[str, str]:
    """Return the change that adds an entry to the catalogue."""
    return {CATALOGUE: f"{FILES[CATALOGUE]}{entry}"}


def severities(folder: Path) -> dict[str, set[str]]:
    """Return how much each rule weighs that finds something."""
    found: dict[str, set[str]] = {}
    for problem in problems_of(folder):
        found.setdefault(problem.rule.id, set()).add(problem.rule.severity.value)
    return found


def test_every_rule_that_waits_is_one() -> None:
    assert sorted(WAITING - BY_ID.keys()) == []


def test_what_a_draft_lacks_is_a_warning(tmp_path: Path) -> None:
    entry = "- id: zoo\n  title: Zoo\n  url: https://zoo.example.org/\n  kind: toool\n"
    assert severities(a_library(tmp_path / "no", added(entry))) == {
        "missing-key": {"error"},
        "wrong-value": {"error"},
    }
    assert severities(a_library(tmp_path / "yes", added(f"{entry}  draft: yes\n"))) == {
        "missing-key": {"warning"},
        "wrong-value": {"warning"},
    }


def test_the_entries_beside_a_draft_are_as_they_were(tmp_path: Path) -> None:
    text = FILES[CATALOGUE].replace("  cost: paid\n", "") + "- id: zoo\n  draft: yes\n"
    found = [problem for problem in problems_of(a_library(tmp_path, {CATALOGUE: text})) if problem.is_error]
    assert [(problem.rule.id, problem.message) for problem in found] == [("missing-key", "cost is missing")]


def test_the_text_of_a_draft_waits_too(tmp_path: Path) -> None:
    text = (
        FILES[HOW_TO].replace("Walk on.", "<b>Walk</b> on to [nowhere](none.md).").replace("[[paper]]", "[[papyrus]]")
    )
    rules = {"raw-html", "unknown-file", "unknown-reference"}
    assert severities(a_library(tmp_path / "no", {HOW_TO: text})) == {rule: {"error"} for rule in rules}
    draft = text.replace("title:", "draft: yes\ntitle:")
    assert severities(a_library(tmp_path / "yes", {HOW_TO: draft})) == {rule: {"warning"} for rule in rules}


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("  publisher: Call +49 30 901820\n", "personal-contact"),
        ("  publisher: A\u202e\n", "bidi-control"),
        ("  url: https://10.0.0.1/\n", "private-link"),
        ("  id: paper\n", "duplicate-id"),
        ("  shape: round\n", "unknown-key"),
        ("  draft: perhaps\n", "wrong-value"),
    ],
)
def test_what_harms_where_it_lies_does_not_wait(tmp_path: Path, line: str, rule: str) -> None:
    lines = {"id": "  id: zoo\n", "url": "  url: https://zoo.example.org/\n", "draft": "  draft: yes\n"}
    lines[line.partition(":")[0].strip()] = line
    lines = {key: lines.get(key, "") for key in ("id", *lines)}
    found = severities(a_library(tmp_path, added("- " + "".join(lines.values()).lstrip())))
    assert found[rule] == {"error"}


def test_nothing_published_leads_to_an_unfinished_draft(tmp_path: Path) -> None:
    draft = "---\ntitle: More\ndraft: yes\n---\nWords.\n"
    text = FILES[HOW_TO].replace("Walk on.", "[[more]], [[guide/more]] and [what else to take](../articles/more.md).")
    found = severities(a_library(tmp_path / "one", {HOW_TO: text, "guides/articles/more.md": draft}))
    assert found == {
        "missing-key": {"warning"},
        "unpublished-reference": {"error"},
        "withheld-link": {"error"},
    }
    text = text.replace("title:", "draft: yes\ntitle:")
    found = severities(a_library(tmp_path / "two", {HOW_TO: text, "guides/articles/more.md": draft}))
    assert found == {"missing-key": {"warning"}}


def test_a_page_that_every_library_needs_is_no_unfinished_draft(tmp_path: Path) -> None:
    found = severities(a_library(tmp_path, {"docs/support.md": "---\ntitle: Talk\ndraft: yes\n---\nWords.\n"}))
    assert found["support-page"] == {"error"}


def test_a_draft_that_nobody_can_read_stops(tmp_path: Path) -> None:
    assert severities(a_library(tmp_path, {HOW_TO: "---\ndraft: yes\ntitle: [\n---\n<b>x</b>\n"})) == {
        "missing-section": {"error"},
        "raw-html": {"error"},
        "yaml-syntax": {"error"},
    }


def test_thousands_of_unfinished_drafts_are_read(tmp_path: Path) -> None:
    drafts = "".join(f"- id: r{number}\n  draft: yes\n" for number in range(300))
    folder = a_library(tmp_path, {CATALOGUE: FILES[CATALOGUE] + drafts})
    assert len(problems_of(folder)) > 2_000
    assert not any(problem.is_error for problem in problems_of(folder))
    assert len(load(folder).parsed_entries) > 300
