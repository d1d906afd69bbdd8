"""One run tells everything: an entry with a wrong value is checked as far as it goes, and makes nothing else wrong."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from support import FILES, a_library, brief, problems_of

if TYPE_CHECKING:
    from pathlib import Path

CATALOGUE, HOW_TO, COLLECTION = "resources.yml", "guides/how-to/draw.md", "guides/collections/start.md"
RESEARCH, NEWS, LEGEND = "guides/research/writing-tools.md", "docs/updates/hello.md", "guides/glossary/legend.md"


def said(folder: Path, path: str, *changes: tuple[str, str]) -> list[str]:
    """Return what is said when one file of the tiny library is changed at some places."""
    text = FILES[path]
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return brief(problems_of(a_library(folder, {path: text})))


def test_a_wrong_value_leaves_references_and_sections_to_be_checked(tmp_path: Path) -> None:
    assert said(
        tmp_path,
        HOW_TO,
        ("reviewed: 2026-05-01", "reviewed: in May"),
        ("themes: [mapping]", "themes: [mapping, gardening]"),
        ("[[paper]]", "[[papyrus]]"),
        ("## Risks {#risks}", "## Risks"),
    ) == [
        f"{HOW_TO}:4:19 unknown-reference",
        f"{HOW_TO}:5:11 real-date",
        f"{HOW_TO}:11:6 unknown-reference",
        f"{HOW_TO}:15:1 missing-section",
    ]


def test_the_good_part_of_a_list_is_checked_beside_its_bad_part(tmp_path: Path) -> None:
    assert said(
        tmp_path,
        COLLECTION,
        ("resource: paper", "resource: Papyrus Roll"),
        ("resource: pencil", "resource: pen"),
        ("    why: It needs no charging.\n", ""),
    ) == [
        f"{COLLECTION}:7:5 missing-key",
        f"{COLLECTION}:7:15 wrong-value",
        f"{COLLECTION}:8:15 unknown-reference",
    ]


def test_words_of_vocabularies_are_checked_in_broken_entries(tmp_path: Path) -> None:
    assert said(
        tmp_path,
        CATALOGUE,
        ("regions: [global]", "regions: [atlantis]\n  colour: blue\n  criteria: {works-offlin: {verdict: maybe}}"),
    ) == [
        f"{CATALOGUE}:9:13 unknown-word",
        f"{CATALOGUE}:10:3 unknown-key",
        f"{CATALOGUE}:11:14 unknown-word",
        f"{CATALOGUE}:11:38 wrong-value",
    ]


def test_dates_are_looked_at_in_broken_entries(tmp_path: Path) -> None:
    changes = (
        ("kind: news", "kind: olds"),
        ("reviewed: 2026-05-01", "reviewed: 2027-05-01\npublish_after: 2027-01-01"),
    )
    assert said(tmp_path, NEWS, *changes) == [
        f"{NEWS}:5:11 future-date",
        f"{NEWS}:6:16 embargoed-text",
        f"{NEWS}:8:7 wrong-value",
    ]


@pytest.mark.parametrize(
    ("path", "old", "new", "only"),
    [
        (CATALOGUE, "cost: free", "cost: none", f"{CATALOGUE}:10:9 wrong-value"),
        (CATALOGUE, "- id: paper\n  title: Paper", "- id: A Paper\n  title: Paper", f"{CATALOGUE}:1:7 wrong-value"),
        (HOW_TO, "summary: How to draw a map on paper.\n", "", f"{HOW_TO}:2:1 missing-key"),
        (NEWS, "title: Hello\n", "", f"{NEWS}:2:1 missing-key"),
        (NEWS, "kind: news", "kind: olds\nreview_by: 2026-05-01", f"{NEWS}:7:7 wrong-value"),
        (LEGEND, "aliases: [key]", "aliases: key", f"{LEGEND}:6:10 wrong-value"),
        ("docs/themes/mapping.md", "title: Mapping", "title: [a]", "docs/themes/mapping.md:2:8 wrong-value"),
        ("docs/support.md", "title: ", "colour: blue\ntitle: ", "docs/support.md:2:1 unknown-key"),
        (RESEARCH, "resources: [paper, pencil]", "resources: [paper]", f"{RESEARCH}:7:14 wrong-value"),
    ],
)  # fmt: skip
def test_a_broken_entry_makes_no_reference_to_it_wrong(
    path: str, old: str, new: str, only: str, tmp_path: Path
) -> None:
    found = said(tmp_path, path, (old, new))
    assert [line for line in found if not line.endswith(("review-order", "review-due"))] == [only]


@pytest.mark.parametrize("notice", ["withdrawn: yes", "withdrawn: {date: 2026-05-02}", "draft: perhaps"])
def test_a_notice_that_cannot_be_read_asks_for_no_text(notice: str, tmp_path: Path) -> None:
    front = FILES[HOW_TO].partition("## Who")[0].replace("title:", f"{notice}\ntitle:")
    found = brief(problems_of(a_library(tmp_path, {HOW_TO: front})))
    assert [line for line in found if not line.endswith(("wrong-value", "missing-key", "missing-section"))] == []
    assert bool([line for line in found if line.endswith("missing-section")]) is notice.startswith("draft")


def test_an_id_that_a_broken_entry_shares_is_told_at_once(tmp_path: Path) -> None:
    changes = (("- id: pencil", "- id: paper"), ("cost: paid", "cost: none"))
    found = said(tmp_path, CATALOGUE, *changes)
    assert f"{CATALOGUE}:15:7 duplicate-id" in found
    assert f"{CATALOGUE}:24:9 wrong-value" in found


KEYS = [
    (path, match[0])
    for path, text in FILES.items()
    for match in re.finditer(r"^(?:  |- )?[a-z_]+: .+$", text.partition("\n---\n")[0], re.MULTILINE)
    if path != "mkdocs.yml"
]
"""Every line of the tiny library that gives a value to a key of an entry."""


@pytest.mark.parametrize(("path", "line"), KEYS, ids=str)
@pytest.mark.parametrize("value", ["{a: b}", "[]", "Not / a & value"])
def test_a_wrong_value_is_told_where_it_is_and_nowhere_else(path: str, line: str, value: str, tmp_path: Path) -> None:
    start, end = FILES[path].split(line, 1)
    problems = problems_of(a_library(tmp_path, {path: f"{start}{line.partition(':')[0]}: {value}{end}"}))
    told = {(problem.place.path, problem.place.line) for problem in problems if problem.is_error}
    assert told <= {(path, start.count("\n") + 1)}, brief(problems)
