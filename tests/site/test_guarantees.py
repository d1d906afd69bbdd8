"""What pages say of the guarantees of a framework, and where a plan that stops leads."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from selectolax.lexbor import LexborHTMLParser

from check.guarantee_samples import guaranteed
from openshelf.site.assembly import Assembly
from support import a_library, load

if TYPE_CHECKING:
    from pathlib import Path

    from support import Change

ADDRESS = "frameworks/paper-or-pencil/"
HELP_PAGE = "---\ntitle: Help now\nsummary: Who helps.\nreviewed: 2026-05-01\n---\n## A storm {#storm}\n\nGo inside.\n"
BY_HAND, NOT_AT_ALL = "If you ticked “Yes, by hand” (question 1).", "If you ticked “No, not at all” (question 1)."
KEPT = (
    "When the answer changes to a later one of these and the others stay the same, the plan loses none of the steps "
    "below: “Yes, by hand” or “No, not at all” (question 1)."
)
HOLDS_ONE, HOLDS_ALL, LACKS = (f"The plan has {many} of these steps:" for many in ("at least one", "each", "none"))
LOOK, BUY = "Look at other maps", "Buy paper and a pencil"


def page(folder: Path, url: str, changes: dict[str, Change]) -> LexborHTMLParser:
    return LexborHTMLParser(Assembly.of(load(a_library(folder, changes))).pages[url].make())


@pytest.mark.parametrize(
    ("guarantee", "said"),
    [
        ("{when: {draws: [by-hand]}, holds: {group: paper}}", f"{BY_HAND} {HOLDS_ONE} {BUY}"),
        ("{holds: {steps: [look]}}", f"{HOLDS_ALL} {LOOK}"),
        ("{when: {draws: [by-hand]}, holds: {steps: [look, buy]}}", f"{BY_HAND} {HOLDS_ALL} {LOOK} {BUY}"),
        ("{when: {draws: [not-at-all]}, lacks: {group: paper}}", f"{NOT_AT_ALL} {LACKS} {BUY}"),
        ("{keeps: {question: draws, from: [by-hand, not-at-all], group: paper}}", f"{KEPT} {BUY}"),
    ],
)
def test_a_guarantee_is_said_in_the_words_of_its_options_and_steps(guarantee: str, said: str, tmp_path: Path) -> None:
    tree = page(tmp_path, f"{ADDRESS}how-it-decides/", guaranteed(guarantee))
    assert " ".join(tree.css_first("#os-guarantees ~ ul > li").text().split()) == said


def test_a_framework_without_guarantees_has_no_heading_for_them(tmp_path: Path) -> None:
    without = {
        "guides/frameworks/paper-or-pencil.md": (
            "guarantees: [{when: {draws: [not-at-all]}, holds: {steps: [ask]}}]\n",
            "",
        )
    }
    assert page(tmp_path, f"{ADDRESS}how-it-decides/", without).css("#os-guarantees") == []


def test_a_step_that_stops_leads_to_the_page_for_people_in_danger(tmp_path: Path) -> None:
    tree = page(tmp_path / "with", ADDRESS, {"docs/help-now.md": HELP_PAGE})
    (link,) = tree.css("[data-part=help]")
    assert str(link.attributes["href"]).endswith("/help-now/")
    assert tree.css_first("#f-ask [data-part=help]").text() == link.text() == "In danger now? What to do first"
    assert page(tmp_path / "without", ADDRESS, {}).css("[data-part=help]") == []
