"""What references to withdrawn entries become, in fields and in texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from openshelf.model.entries import CaseNotice, Collection, Research, Resource, Term, Update, WithdrawalNotice
from openshelf.model.framework import Framework
from openshelf.model.kinds import Kind
from support import FILES, a_library, load

if TYPE_CHECKING:
    from pathlib import Path

    from openshelf.library.entry import Entry
    from openshelf.library.library import Library
    from support import Change

CATALOGUE, COLLECTION, HOW_TO = "resources.yml", "guides/collections/start.md", "guides/how-to/draw.md"
CASE, NORTH, THEME = "guides/case-studies/river.md", "guides/glossary/north.md", "docs/themes/mapping.md"
FRAMEWORK, NEWS = "guides/frameworks/paper-or-pencil.md", "docs/updates/hello.md"
GONE = "withdrawn: {date: 2026-05-02, reason: It was wrong.}"
BY = GONE.replace("wrong.}", "wrong., replaced_by: %s}")
STEPS = "Take [[paper]] and [[pencil|something to write with]]."
PAPER = FILES[CATALOGUE].replace("  title: Paper\n", f"  title: Paper\n  {GONE}\n")


def withdrawn(path: str, notice: str = GONE) -> str:
    """Return a Markdown file of the tiny library as a notice."""
    return FILES[path].partition("\n---\n")[0].replace("---\n", f"---\n{notice}\n", 1) + "\n---\n"


def shown(library: Library, key: str) -> Entry:
    """Return an entry as readers get it."""
    return library.without_withdrawn(library.find(key)[0])


def words(library: Library, key: str) -> str:
    body = shown(library, key).body
    return body.words if body is not None else ""


def test_lists_lack_what_was_withdrawn(tmp_path: Path) -> None:
    changes: dict[str, Change] = {
        CATALOGUE: PAPER + "  alternatives: [paper]\n",
        CASE: withdrawn(CASE),
        NORTH: withdrawn(NORTH),
        FRAMEWORK: FILES[FRAMEWORK]
        .replace("    resources: [paper]\n", "    resources: [paper, pencil]\n", 1)
        .replace("    when: later\n", "    when: later\n    case_studies: [river]\n")
        .replace("plan: {show", "compares: {resources: [paper, pencil], criteria: [works-offline]}\nplan: {show"),
    }
    library = load(a_library(tmp_path, changes))
    assert shown(library, "resource/pencil").of(Resource).alternatives == ()
    assert [pick.resource for pick in shown(library, "collection/start").of(Collection).picks] == ["pencil"]
    assert shown(library, "term/legend").of(Term).see == ()
    compares = shown(library, "guide/writing-tools").of(Research).compares
    assert compares is not None
    assert compares.resources == ("pencil",)
    framework = shown(library, "framework/paper-or-pencil").of(Framework)
    assert [(step.id, step.resources, step.case_studies) for step in framework.steps] == [
        ("look", (), ()),
        ("buy", ("pencil",), ()),
        ("ask", (), ()),
    ]
    assert framework.scenarios == library.find("framework/paper-or-pencil")[0].of(Framework).scenarios
    assert library.withdrawn_targets(library.find("collection/start")[0], "picks") == library.find("resource/paper")
    assert library.used_in["resource/paper"], "checks still see who names it"


def test_what_names_nothing_that_was_withdrawn_is_the_same_entry(tmp_path: Path) -> None:
    library = load(a_library(tmp_path, {CASE: withdrawn(CASE)}))
    assert all(library.without_withdrawn(entry) is entry for entry in library.all_entries)
    assert all(entry in library.all_entries for kind in Kind for entry in library.published(kind))


def test_a_pick_takes_over_the_heading_of_one_that_is_gone(tmp_path: Path) -> None:
    picks = "picks:\n  - {resource: paper, why: a, section: First}\n  - {resource: pencil, why: b}\n---\n"
    text = FILES[COLLECTION].partition("picks:")[0] + picks
    library = load(a_library(tmp_path, {CATALOGUE: PAPER, COLLECTION: text}))
    assert [pick.section for pick in shown(library, "collection/start").of(Collection).picks] == ["First"]


def test_a_theme_that_another_one_replaced_is_that_one(tmp_path: Path) -> None:
    changes: dict[str, Change] = {
        THEME: withdrawn(THEME, BY % "drawing"),
        "docs/themes/drawing.md": FILES[THEME].replace("title: Mapping", "title: Drawing"),
        NEWS: ("[mapping]", "[mapping, drawing]"),
    }
    library = load(a_library(tmp_path, changes))
    assert shown(library, "guide/draw").themes == ("drawing",)
    assert shown(library, "update/hello").themes == ("drawing",)
    assert {entry.id for entry in library.of_theme("drawing", Kind.TERM)} == {"legend", "north"}
    assert library.of_theme("mapping", Kind.TERM) == ()
    alone = load(a_library(tmp_path / "alone", {THEME: withdrawn(THEME, BY % "paper")}))
    assert shown(alone, "guide/draw").themes == ()


def test_an_update_goes_on_naming_what_it_is_about(tmp_path: Path) -> None:
    library = load(a_library(tmp_path, {CASE: withdrawn(CASE), NEWS: ("kind: news", "kind: news\naffects: [river]")}))
    assert shown(library, "update/hello").of(Update).affects == ("river",)


def test_in_a_text_the_words_stay_without_the_link(tmp_path: Path) -> None:
    library = load(
        a_library(tmp_path, {CATALOGUE: PAPER, HOW_TO: (STEPS, f"{STEPS} [Its page][p]\n\n[p]: ../../{THEME}")})
    )
    body = shown(library, "guide/draw").body
    assert body is not None
    assert [reference.target for reference in body.references] == ["pencil"]
    assert [link.target for link in body.links] == ["../../docs/themes/mapping.md"]
    assert "Take Paper and something to write with. Its page" in body.words
    gone = load(
        a_library(tmp_path / "theme", {THEME: withdrawn(THEME), HOW_TO: (STEPS, f"[Its *page*](../../{THEME})")})
    )
    assert shown(gone, "guide/draw").body.links == []  # type: ignore[union-attr]
    assert "Its page" in words(gone, "guide/draw")


def test_of_a_case_study_no_word_of_a_citation_stays(tmp_path: Path) -> None:
    text = (
        "### Of [[river|secret]]\n\n### [[river|secret]] {#kept}\n\nSee [[river]], "
        "[a *secret*](../case-studies/river.md), ![the [[river|secret]]](../../docs/images/map.png).\n\n"
        "| a | b |\n| --- | --- |\n| [[river\\|secret]] | c |\n"
    )
    library = load(a_library(tmp_path, {CASE: withdrawn(CASE), HOW_TO: (STEPS, text)}))
    body = shown(library, "guide/draw").body
    assert body is not None
    assert [link.words for link in body.links] == ["the"]
    said = [body.words, *(str(token.attrs) for token in body.tokens), *(link.words for link in body.links)]
    assert not any("secret" in each for each in said)
    assert "river" not in body.words
    assert [heading.anchor for heading in body.headings if heading.level == 3] == ["section-1", "kept"]
    assert [heading.words for heading in body.headings if heading.level == 3] == ["Of", ""]


def test_a_picture_that_leads_to_a_withdrawn_case_study_is_not_published(tmp_path: Path) -> None:
    text = "[![The river](../../docs/images/map.png)](../case-studies/river.md) ![Another](../../docs/images/b.png)"
    library = load(a_library(tmp_path, {CASE: withdrawn(CASE), HOW_TO: (STEPS, text)}))
    assert library.used_files == {"docs/images/b.png"}
    assert "docs/images/map.png" in load(a_library(tmp_path / "before", {HOW_TO: (STEPS, text)})).used_files


def test_of_a_withdrawn_entry_only_the_notice_is_read(tmp_path: Path) -> None:
    changes: dict[str, Change] = {
        CASE: "---\ntitle: A secret\nreviewed: 2026-05-01\npartner: nobody\nthemes: [mapping]\nsensitive: yes\n"
        + GONE
        + "\n---\n",
        NORTH: f"---\ntitle: north\nreviewed: 2026-05-01\naliases: 3\n{GONE}\n---\n",
        CATALOGUE: PAPER.replace("  kind: tool\n", "  kind: nothing\n", 1),
    }
    library = load(a_library(tmp_path, changes))
    assert library.broken_entries == ()
    case, term = library.find("case-study/river")[0], library.find("term/north")[0]
    assert isinstance(case.data, CaseNotice)
    assert (case.title, case.themes, case.data.sensitive) == ("", ("mapping",), True)
    assert isinstance(term.data, WithdrawalNotice)
    assert (term.title, term.summary) == ("north", "")


def test_a_key_that_nobody_knows_is_a_mistake_in_a_notice_too(tmp_path: Path) -> None:
    library = load(a_library(tmp_path, {NORTH: f"---\ntitle: north\nreviewed: 2026-05-01\ntitel: x\n{GONE}\n---\n"}))
    assert [entry.key for entry in library.broken_entries] == ["term/north"]


@pytest.mark.parametrize(
    ("paper", "pencil", "found"),
    [
        ("pencil", "", ["resource/pencil"]),
        ("pencil", BY % "legend", ["term/legend"]),
        ("pencil", BY % "paper", []),
        ("paper", "", []),
        ("pencil", GONE, []),
        ("nothing", "", []),
        ("pencil", "draft: yes", []),
    ],
)
def test_a_replacement_is_looked_for_until_one_is_offered(
    tmp_path: Path, paper: str, pencil: str, found: list[str]
) -> None:
    catalogue = FILES[CATALOGUE].replace("  title: Paper\n", f"  title: Paper\n  {BY % paper}\n")
    catalogue = catalogue.replace(
        "  title: Pencil\n", f"  title: Pencil\n  {pencil}\n" if pencil else "  title: Pencil\n"
    )
    library = load(a_library(tmp_path, {CATALOGUE: catalogue}))
    instead = library.replacement(library.find("resource/paper")[0])
    assert ([instead.key] if instead is not None else []) == found


def test_the_proof_of_a_framework_ignores_what_was_withdrawn(tmp_path: Path) -> None:
    library = load(a_library(tmp_path, {CATALOGUE: PAPER}))
    assert library.proofs["framework/paper-or-pencil"].longest == 2
    gone = load(a_library(tmp_path / "gone", {FRAMEWORK: withdrawn(FRAMEWORK)}))
    assert gone.proofs == {}
