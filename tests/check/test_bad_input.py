"""Whatever writers hand in: clear problems with their places, all of them in one run, and never a traceback."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openshelf.core.problem import sorted_problems
from openshelf.core.report import as_github, as_json, as_text
from support import FILES, a_library, any_text, brief, examples, is_inside, load, problems_of

if TYPE_CHECKING:
    from support import Change

CATALOGUE, NEWS, HOW_TO = "resources.yml", "docs/updates/hello.md", "guides/how-to/draw.md"
PAPER = FILES[CATALOGUE][: FILES[CATALOGUE].index("- id: pencil")]
A_MISTAKE: dict[str, Change] = {"docs/about.md": "---\ntitle: About\nsummary: Us.\nreviewed: 2026-05-01\n---\n# Us\n"}
SAID_OF_IT = "docs/about.md:6:1 heading-order"
"""A mistake elsewhere, which must be reported whatever else is wrong."""

TWENTY_MISTAKES = """\
---
title:
summary: {summary}
themes: mapping
reviewed: 2026-13-01
review_by: soon
draft: perhaps
sensitive: yes
sensitive: no
titel: A case
partner:
  naming: secret
  label: [a, village]
  consent:
    basis: hearsay
    given: 01/02/2026
period: "20\\n24"
place: {{country: Portugal, region: Europe, city: Porto}}
outcome: great
resources: [Paper, paper]
---
# A map

#### Too deep

!!! danger
    A [[pencl]] and ![](map.png) and [a guide](../how-to/drawing.md).
""".format(summary="long " * 40)


def test_twenty_mistakes_in_one_file_are_all_reported_in_the_order_of_lines(tmp_path: Path) -> None:
    path = "guides/case-studies/all-wrong.md"
    problems = problems_of(a_library(tmp_path, {path: TWENTY_MISTAKES, **A_MISTAKE}))
    said = [
        SAID_OF_IT,
        f"{path}:2:1 missing-key",  # source, which does not exist at all
        f"{path}:2:1 missing-key",  # the title has no value
        f"{path}:3:10 summary-length",
        f"{path}:4:9 wrong-value (write themes: [mapping])",
        f"{path}:5:11 real-date (check the month and the day)",
        f"{path}:6:12 real-date (write year-month-day, for example 2026-03-31)",
        f"{path}:7:8 wrong-value (write yes or no)",
        f"{path}:9:1 yaml-duplicate-key (keep one of them)",
        f"{path}:10:1 unknown-key (did you mean title?)",
        f"{path}:12:11 wrong-value (one of: described, named)",
        f"{path}:13:10 wrong-value",
        f"{path}:15:12 wrong-value (one of: already-published, recorded)",
        f"{path}:16:12 real-date (write year-month-day, for example 2026-03-31)",
        f"{path}:17:9 wrong-value (write it on one line)",
        f"{path}:18:18 wrong-value (did you mean PT?)",
        f"{path}:18:36 wrong-value (did you mean europe?)",
        f"{path}:18:44 unknown-key (one of: country, region, withheld)",
        f"{path}:19:10 wrong-value (one of: ended, failed, mixed, plan, too-early, unknown, worked)",
        f"{path}:20:13 wrong-value (did you mean paper?)",
        f"{path}:22:1 heading-order (write ## instead of #)",
        f"{path}:24:1 heading-order (write ##)",
        f"{path}:26:5 callout-kind (one of: homework, note, pitfall, question, saving, warning)",
        f"{path}:27:1 missing-section (add a heading: ## Your words {{#adapt}})",
        f"{path}:27:1 missing-section (add a heading: ## Your words {{#problem}})",
        f"{path}:27:1 missing-section (add a heading: ## Your words {{#support}})",
        f"{path}:27:7 unknown-reference (did you mean pencil?)",
        f"{path}:27:21 image-alt (write ![what it shows](map.png))",
        f"{path}:27:21 unknown-file",
        f"{path}:27:38 unknown-file (did you mean [[draw]]?)",
    ]
    assert brief(problems, said) == said


@pytest.mark.parametrize(
    ("content", "said"),
    [
        pytest.param("paper", f"{CATALOGUE}:1:1 yaml-shape", id="a word"),
        pytest.param("- id: caf\xe9\n".encode("latin-1"), f"{CATALOGUE}:1:10 file-encoding", id="Latin-1"),
        pytest.param("- id: paper\n".encode("utf-16"), f"{CATALOGUE}:1:1 file-encoding", id="UTF-16"),
        pytest.param(b"\xef\xbb\xbf- a\n\xff", f"{CATALOGUE}:2:1 file-encoding", id="a bad byte behind a mark"),
        pytest.param(b"- a\r\n- b\r- \xff", f"{CATALOGUE}:3:3 file-encoding", id="a bad byte behind all line ends"),
        pytest.param("- id: pa\0per\n", f"{CATALOGUE}:1:9 file-character", id="NUL"),
        pytest.param("- id: a\n- \ufdd0\n", f"{CATALOGUE}:2:3 file-character", id="a noncharacter"),
        pytest.param("- \U0010ffff\n", f"{CATALOGUE}:1:3 file-character", id="the last noncharacter"),
        pytest.param("- id: paper\n\ttitle: x\n", f"{CATALOGUE}:2:1 yaml-syntax (use two spaces)", id="a tab"),
        pytest.param("- id: [paper\n", f"{CATALOGUE}:1:7 yaml-syntax", id="a bracket that is never closed"),
        pytest.param("- id: [paper", f"{CATALOGUE}:1:7 yaml-syntax", id="the same without a last line end"),
        pytest.param("%YAML 9.9\n", f"{CATALOGUE}:1:1 yaml-syntax", id="a directive"),
        pytest.param("[" * 5000, f"{CATALOGUE}:1:21 yaml-feature", id="5,000 brackets"),
        pytest.param("[" * 5000 + "]" * 5000, f"{CATALOGUE}:1:21 yaml-feature", id="5,000 closed brackets"),
        pytest.param("{a: " * 200_000, f"{CATALOGUE}:1:81 yaml-feature", id="200,000 braces"),
        pytest.param("- " * 200_000, f"{CATALOGUE}:1:41 yaml-feature", id="200,000 lists in a line"),
        pytest.param("? " * 200_000, f"{CATALOGUE}:1:41 yaml-feature", id="200,000 keys in a line"),
    ],
)
def test_a_catalogue_that_cannot_be_used_is_one_problem(content: str | bytes | None, said: str, tmp_path: Path) -> None:
    problems = problems_of(a_library(tmp_path, {CATALOGUE: content, **A_MISTAKE}))
    assert brief(problems, ["", said]) == [SAID_OF_IT, said]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        pytest.param(None, [], id="missing"),
        pytest.param("", [f"{CATALOGUE}:1:1 catalogue-empty (add one, or delete the file)"], id="empty"),
        pytest.param("\n\n", [f"{CATALOGUE}:1:1 catalogue-empty"], id="blank lines"),
        pytest.param("---\n", [f"{CATALOGUE}:1:1 catalogue-empty"], id="the start of a document"),
    ],
)
def test_without_resources_only_what_names_one_is_wrong(content: str | None, said: list[str], tmp_path: Path) -> None:
    problems = problems_of(a_library(tmp_path, {CATALOGUE: content}))
    errors = {problem.rule.id for problem in problems if problem.is_error}
    others = [problem for problem in problems if not problem.is_error]
    assert errors == {"unknown-reference"}
    assert brief(others, said) == said


@pytest.mark.parametrize(
    ("content", "said"),
    [
        pytest.param("", f"{NEWS}:1:1 front-matter", id="empty"),
        pytest.param("---", f"{NEWS}:1:1 front-matter", id="three hyphens"),
        pytest.param("---\ntitle: Hello\n", f"{NEWS}:1:1 front-matter", id="never closed"),
        pytest.param("---\ntitle: Hello\n--- \t-\n", f"{NEWS}:1:1 front-matter", id="closed with one hyphen too many"),
        pytest.param("---\nHello\n---\n", f"{NEWS}:2:1 yaml-shape", id="text"),
        pytest.param("---\n# Hello\n---\n", f"{NEWS}:1:1 front-matter", id="a comment"),
        pytest.param("---\ntitle: 'Hello\n---\n", f"{NEWS}:2:8 yaml-syntax", id="a quote that is never closed"),
        pytest.param("---\ntitle: é\n---\nñ\n".encode("cp1252"), f"{NEWS}:2:8 file-encoding", id="Windows-1252"),
        pytest.param("---\ntitle: Hello\n...\na: b\n---\n", f"{NEWS}:4:1 yaml-syntax", id="two documents"),
        pytest.param(f"---\na: {'[' * 5000}\n---\n", f"{NEWS}:2:23 yaml-feature", id="5,000 brackets"),
        pytest.param(f"---\na: {'[' * 150}\n---\n", f"{NEWS}:2:23 yaml-feature", id="150 brackets"),
    ],
)
def test_front_matter_that_cannot_be_used_is_one_problem(content: str | bytes, said: str, tmp_path: Path) -> None:
    problems = problems_of(a_library(tmp_path, {NEWS: content, **A_MISTAKE}))
    assert brief(problems) == [SAID_OF_IT, said]


def test_a_text_is_checked_although_its_front_matter_cannot_be_read(tmp_path: Path) -> None:
    problems = problems_of(a_library(tmp_path, {NEWS: "---\ntitle: 'a\n---\n# A\n\n[[papper]]\n"}))
    assert brief(problems) == [
        f"{NEWS}:2:8 yaml-syntax",
        f"{NEWS}:4:1 heading-order",
        f"{NEWS}:6:1 unknown-reference",
    ]


def test_other_entries_are_checked_beside_one_that_is_text(tmp_path: Path) -> None:
    catalogue = "- ink\n- [ink]\n-\n" + PAPER.replace("cost: free", "cost: no")
    problems = problems_of(a_library(tmp_path, {CATALOGUE: catalogue, "guides/collections/start.md": None}))
    assert brief(problems[:4]) == [
        f"{HOW_TO}:11:20 unknown-reference",  # the pencil is gone
        "guides/research/writing-tools.md:7:22 unknown-reference",
        f"{CATALOGUE}:1:3 yaml-shape",
        f"{CATALOGUE}:2:3 yaml-shape",
    ]
    assert brief(problems[4:]) == [f"{CATALOGUE}:3:2 yaml-shape", f"{CATALOGUE}:13:9 wrong-value"]


def test_references_to_an_entry_that_has_problems_are_not_wrong_too(tmp_path: Path) -> None:
    broken: dict[str, Change] = {CATALOGUE: ("cost: free", "cost: no"), "docs/themes/mapping.md": "---\n"}
    assert brief(problems_of(a_library(tmp_path, broken))) == [
        "docs/themes/mapping.md:1:1 front-matter",
        f"{CATALOGUE}:10:9 wrong-value",
    ]


def test_references_to_the_id_of_a_text_that_has_problems_are_not_wrong_too(tmp_path: Path) -> None:
    renamed: dict[str, Change] = {"guides/glossary/north.md": ("title: north", "title: north\nid: nord\nx: y")}
    changes: dict[str, Change] = {**renamed, "guides/glossary/legend.md": ("[north]", "[nord]")}
    assert brief(problems_of(a_library(tmp_path, changes))) == ["guides/glossary/north.md:4:1 unknown-key"]


@pytest.mark.parametrize(
    ("summary", "rule"),
    [
        pytest.param("|\n" + "  A line of a summary.\n" * 300, "wrong-value (write it on one line)", id="kept"),
        pytest.param(">\n" + "  A line of a summary.\n" * 300, "summary-length (shorten it)", id="folded"),
        pytest.param("\n" + "  A line of a summary.\n" * 300, "summary-length (shorten it)", id="plain"),
        pytest.param("'" + "  A line of a summary.\n" * 300 + "  '", "summary-length (shorten it)", id="quoted"),
    ],
)
def test_a_summary_of_three_hundred_lines_is_one_problem_of_one_line(summary: str, rule: str, tmp_path: Path) -> None:
    problems = problems_of(a_library(tmp_path, {NEWS: ("We are here.", summary.rstrip("\n")), **A_MISTAKE}))
    line = 4 if summary.startswith("\n") else 3
    column = 3 if summary.startswith("\n") else 10
    assert brief(problems, ["", rule]) == [SAID_OF_IT, f"{NEWS}:{line}:{column} {rule}"]
    assert len(str(problems[1])) < 200


def test_a_number_of_fifteen_thousand_digits_is_one_problem_of_bearable_length(tmp_path: Path) -> None:
    digits = "9" * 15_000
    changes: dict[str, Change] = {
        "docs/updates/year.md": ("partners: 5", f"partners: {digits}"),
        NEWS: ("Hello", digits),
        **A_MISTAKE,
    }
    problems = problems_of(a_library(tmp_path, changes))
    assert brief(problems) == [SAID_OF_IT, f"{NEWS}:2:8 wrong-value", "docs/updates/year.md:10:13 wrong-value"]
    assert max(len(str(problem)) for problem in problems) < 1000


@pytest.mark.parametrize("ending", ["\r\n", "\r"], ids=["Windows", "old Mac"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["no mark", "byte order mark"])
def test_line_ends_and_a_byte_order_mark_change_nothing(ending: str, mark: bytes, tmp_path: Path) -> None:
    changed: dict[str, Change] = {path: mark + text.replace("\n", ending).encode() for path, text in FILES.items()}
    assert problems_of(a_library(tmp_path / "a", changed)) == ()
    changed[CATALOGUE] = mark + FILES[CATALOGUE].replace("cost: paid", "cost: no").replace("\n", ending).encode()
    assert brief(problems_of(a_library(tmp_path / "b", changed))) == [f"{CATALOGUE}:24:9 wrong-value"]


@pytest.mark.parametrize("text", ["no", "on", "1e3", "12:30", "0x10", "'~'", "2026-01-01", "1_000", ".inf", "="])
def test_a_scalar_stays_text_where_text_is_meant(text: str, tmp_path: Path) -> None:
    library = load(a_library(tmp_path, {NEWS: ("title: Hello", f"title: {text}")}))
    assert library.find("update/hello")[0].title == text.strip("'")


def test_the_tag_of_norwegian_is_a_language(tmp_path: Path) -> None:
    library = load(a_library(tmp_path, {CATALOGUE: ("languages: [en]", "languages: [no]")}))
    assert library.find("resource/paper")[0].field("languages") == ("no",)


def test_a_folder_in_the_place_of_a_file_is_one_problem(tmp_path: Path) -> None:
    a_library(tmp_path, {CATALOGUE: None, NEWS: None, **A_MISTAKE})
    (tmp_path / CATALOGUE).mkdir()
    (tmp_path / NEWS).mkdir()
    assert brief(problems_of(tmp_path)) == [
        SAID_OF_IT,
        f"{NEWS}:1:1 file-unreadable",
        f"{CATALOGUE}:1:1 file-unreadable",
    ]


def test_a_file_that_leads_nowhere_is_one_problem(tmp_path: Path) -> None:
    a_library(tmp_path, {NEWS: None, **A_MISTAKE})
    (tmp_path / NEWS).symlink_to("nowhere.md")
    assert brief(problems_of(tmp_path)) == [SAID_OF_IT, f"{NEWS}:1:1 symlink"]


def test_a_folder_that_is_missing_is_one_problem(tmp_path: Path) -> None:
    a_library(tmp_path, {path: None for path in FILES if path.startswith("docs/")})
    problems = problems_of(tmp_path)
    assert brief(problems)[0] == "docs:1:1 file-unreadable"
    assert {problem.rule.id for problem in problems[1:]} == {"support-page", "unknown-reference"}


def test_an_empty_folder_has_no_settings(tmp_path: Path) -> None:
    assert brief(problems_of(tmp_path)) == ["mkdocs.yml:1:1 file-unreadable"]


def test_a_file_whose_name_is_no_text_is_one_problem(tmp_path: Path) -> None:
    a_library(tmp_path, A_MISTAKE)
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/docs/\xff.md")).write_text("---\ntitle: x\n")
    problems = problems_of(tmp_path)
    assert {problem.rule.id for problem in problems} == {"heading-order", "file-name", "front-matter"}


PATHS = st.sampled_from(
    [
        *FILES,
        "docs/about.md",
        "docs/resources.md",
        "docs/themes/maps.md",
        "docs/A b.md",
        "guides/x.md",
        "guides/how-to/draw.es.md",
        "guides/how-to/by.md",
        "guides/how-to/new.MD",
        "guides/case-studies/sea.md",
        "guides/research/new.md",
    ]
)
PIECES = st.sampled_from(sorted({line for text in FILES.values() for line in text.splitlines(keepends=True)}))
CONTENTS = st.one_of(
    st.binary(max_size=40),
    any_text,
    any_text.map(lambda text: f"---\ntitle: x\n---\n{text}"),
    st.lists(PIECES | any_text, max_size=14).map("".join),
    st.lists(PIECES, max_size=14).map(lambda lines: "---\n" + "".join(lines)),
    st.lists(PIECES, max_size=14).map(lambda lines: FILES[CATALOGUE] + "".join(lines)),
)


@examples(max_examples=100)
@given(st.dictionaries(PATHS, CONTENTS, min_size=1, max_size=3))
def test_whatever_files_hold_the_library_is_checked_and_reported(files: dict[str, str | bytes]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        problems = problems_of(a_library(Path(folder), files))
    assert list(problems) == list(sorted_problems(problems))
    rules = {problem.rule.id for problem in problems}
    assert len(as_text(problems).split("\n")) == len(problems) + 1 + (len(rules) if len(rules) > 1 else 0)
    assert len(as_github(problems).splitlines()) == len(problems)
    assert as_json(problems)


FRAMEWORK = "guides/frameworks/paper-or-pencil.md"
LINES = FILES[FRAMEWORK].splitlines(keepends=True)
WORDS = st.sampled_from(
    ["draws", "ground", "story", "look", "buy", "by-hand", "wall", "table", "many", "now", "not", "{", "]"]
)
EDITS = st.lists(
    st.tuples(st.sampled_from("-+/"), st.integers(0, len(LINES) - 1), WORDS, WORDS), min_size=1, max_size=4
)


@examples(max_examples=200)
@given(EDITS)
def test_whatever_is_changed_in_a_framework_it_is_checked(edits: list[tuple[str, int, str, str]]) -> None:
    lines = list(LINES)
    for edit, number, old, new in edits:
        lines[number] = {"-": "", "+": lines[number] * 2, "/": lines[number].replace(old, new)}[edit]
    with tempfile.TemporaryDirectory() as folder:
        problems = problems_of(a_library(Path(folder), {FRAMEWORK: "".join(lines)}))
    assert {problem.place.path for problem in problems} <= {FRAMEWORK}
    assert all(is_inside(problem.place, "".join(lines)) for problem in problems)
