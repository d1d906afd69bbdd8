"""Rules look through what drawings and documents show as they look through texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from check.files_samples import image
from pictures import pdf, said, scanned, svg
from support import a_library, brief, problems_of

if TYPE_CHECKING:
    from pathlib import Path

PLAN = "docs/images/plan.pdf"
MAP = "docs/images/map.svg"
FOUND = {
    "jane.kbx@mill.net": "personal-contact",
    "+254 712 345 678": "personal-contact",
    "CPF 529.982.247-25": "national-id",
    "-1.28638, 36.81722": "exact-place",
    "ghp_16C7e42F292c6912E7710c838347Ae178B4a": "secret",
}


@pytest.mark.parametrize("what", FOUND)
def test_a_document_is_looked_through_page_by_page(what: str, tmp_path: Path) -> None:
    (problem,) = problems_of(a_library(tmp_path, image(said("One", f"Ask: {what} today"), "plan.pdf")))
    assert brief([problem]) == [f"{PLAN}:1:1 {FOUND[what]}"]
    assert problem.message.endswith(" on page 2")


@pytest.mark.parametrize("what", FOUND)
def test_a_drawing_is_looked_through_with_its_lines(what: str, tmp_path: Path) -> None:
    data = svg(f'\n<path d="M-1.28638,36.81722 254712345678"/><text>Ask:\n {what} today</text>')
    assert brief(problems_of(a_library(tmp_path, image(data, "map.svg")))) == [
        f"{MAP}:3:{2 + what.startswith('CPF') * 4} {FOUND[what]}"
    ]


def test_what_may_stand_in_texts_may_stand_in_drawings_and_documents(tmp_path: Path) -> None:
    words = "Write to desk@example.org. 2026-05-01, ISBN 978-3-16-148410-0, 1,250,000 people, 45.12 and 12.50"
    files = {**image(said(words), "plan.pdf"), MAP: svg(f"<text>{words}</text>")}
    assert {problem.rule.id for problem in problems_of(a_library(tmp_path, files))} == {"unused-picture"}


def test_an_editor_may_let_a_contact_in_a_document_pass(tmp_path: Path) -> None:
    excuse = (
        f"- rule: personal-contact\n  path: {PLAN}\n  match: jane.kbx@mill.net\n  until: 2026-12-01\n"
        "  reason: She asked to be named in this report.\n  approved_by: An editor\n"
    )
    files = {**image(said("Ask jane.kbx@mill.net"), "plan.pdf"), "policy/exceptions.yml": excuse}
    assert problems_of(a_library(tmp_path, files)) == ()


def test_what_was_not_read_is_said_with_its_pages(tmp_path: Path) -> None:
    (problem,) = problems_of(a_library(tmp_path, image(pdf(scanned), "plan.pdf")))
    assert problem.message == "names and contacts in plan.pdf could not be checked on page 1 (a picture)"
    assert not problem.is_error
