"""The content of this repository's own library: rich enough and honest. Another organisation deletes this folder."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from libraries import PROJECT
from openshelf import clock
from openshelf.check.catalogue import load_and_check
from openshelf.model.fields import CALLOUTS
from openshelf.model.kinds import Kind
from openshelf.settings import read_settings

if TYPE_CHECKING:
    from openshelf.library.library import Library

NOW = {"SOURCE_DATE_EPOCH": "", "OPENSHELF_SITE_URL": "", "OPENSHELF_EDIT_URI": "", "OPENSHELF_CONTACT": ""}
"""The real library is looked at today, with no identity set."""


@pytest.fixture(scope="module")
def library() -> Library:
    """Return the real library; errors in it fail here."""
    settings, problems = read_settings(PROJECT / "mkdocs.yml")
    assert settings is not None, problems
    loaded, problems_found, _ = load_and_check(settings, clock.today())
    assert [str(problem) for problem in problems_found if problem.is_error] == []
    return loaded


def test_the_catalogue_is_large_enough_to_browse(library: Library) -> None:
    assert len(library.listed(Kind.RESOURCE)) >= 200
    themes = Counter(theme for entry in library.listed(Kind.RESOURCE) for theme in entry.themes)
    assert len(library.listed(Kind.THEME)) == 20
    assert {theme.id: themes[theme.id] for theme in library.listed(Kind.THEME) if themes[theme.id] < 8} == {}


def test_every_kind_of_text_is_there(library: Library) -> None:
    assert len(library.listed(Kind.COLLECTION)) >= 6
    assert len(library.listed(Kind.TERM)) >= 60
    assert len(library.listed(Kind.CASE_STUDY)) >= 8
    updates = Counter(entry.field("kind") for entry in library.listed(Kind.UPDATE))
    assert updates["look-back"] >= 1
    assert sum(updates.values()) >= 4


def test_guides_have_substance(library: Library) -> None:
    guides = library.listed(Kind.GUIDE)
    assert len(guides) >= 6
    for guide in guides:
        assert guide.body is not None
        assert len(guide.body.text.split()) >= 700, guide.path
        assert {callout.kind for callout in guide.body.callouts} >= set(CALLOUTS), guide.path


def test_tools_research_compares_five_tools_or_more(library: Library) -> None:
    compared = [entry.field("compares") for entry in library.listed(Kind.GUIDE) if entry.field("compares")]
    assert len(compared) >= 2
    assert min(len(comparison.resources) for comparison in compared) >= 5


def test_partners_are_described_and_never_named(library: Library) -> None:
    for case in library.listed(Kind.CASE_STUDY):
        partner = case.field("partner")
        assert partner.naming == "described"
        assert partner.consent.basis == "already-published"


def test_the_identity_of_a_publisher_is_not_set_here(library: Library) -> None:
    assert library.settings.site_url == ""
    assert library.settings.edit_uri == ""
    assert library.settings.options.contact is None
