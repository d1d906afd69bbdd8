"""What keeps each promise that the first library makes to its readers: tests and rules, by name.

``tests/this_library/report.py`` compares the promises with the words of the library's page.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass
from pathlib import Path

import pytest

from openshelf.check.run import BY_ID

TESTS = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Promise:
    """A promise as readers see it, and what keeps it."""

    words: str
    tests: tuple[str, ...]
    """``file::function`` below ``tests/``."""
    rules: tuple[str, ...] = ()
    """Rules whose samples, in ``tests/check/``, are tests too."""


PROMISES = (
    Promise(
        "Nothing half-published.",
        (
            "test_build.py::test_a_mistake_leaves_the_last_good_site_untouched",
            "test_publish.py::test_a_kill_at_any_moment_leaves_the_old_site_or_the_new_one",
            "test_withheld.py::test_nothing_that_is_withheld_is_in_any_file",
            "verify/test_site.py::test_what_is_held_back_is_found_in_any_file",
        ),
        ("front-matter", "withheld-leak", "embargoed-text"),
    ),
    Promise(
        "Your browser talks to this site only.",
        (
            "browser/test_nothing_leaves.py::test_a_page_in_use_asks_nobody_keeps_nothing_and_breaks_no_rule",
            "browser/test_nothing_leaves.py::test_an_attack_without_a_policy_would_be_noticed",
            "browser/test_search.py::test_without_scripts_no_box_is_shown_and_links_lead_on",
            "browser/test_leave.py::test_it_is_an_ordinary_link_without_scripts",
            "verify/test_markup.py::test_what_another_site_would_be_asked_for_is_found",
        ),
    ),
    Promise(
        "No hidden machinery.",
        (
            "site/test_security.py::test_every_page_carries_the_policy_before_anything_that_it_rules",
            "site/test_security.py::test_no_page_has_a_script_or_a_style_inside",
            "browser/test_nothing_leaves.py::test_under_the_policy_the_same_attack_does_nothing_and_is_noticed",
            "verify/test_markup.py::test_what_would_run_or_style_is_found",
        ),
        ("raw-html", "stray-markup", "covered-text", "hidden-character", "third-party", "tracking-link", "odd-file"),
    ),
    Promise(
        "No data hidden in pictures and documents.",
        (
            "media/test_clean.py::test_everything_is_cleaned_in_its_place_and_said",
            "media/test_pictures.py::test_what_a_camera_noted_is_said_in_words_and_taken_out",
            "media/test_documents.py::test_notes_about_its_makers_are_taken_out_and_the_title_stays",
        ),
        ("media-metadata", "built-picture", "consent-basis", "consent-ref", "consent-scope"),
    ),
    Promise(
        "Clear words when something is stopped.",
        (
            "check/test_rules.py::test_a_rule_says_where_it_is_broken",
            "check/test_rules.py::test_every_rule_has_an_id_of_its_own_and_an_explanation",
            "fuzz/test_fuzz.py::test_no_input_ends_in_a_traceback",
            "test_publish.py::test_a_page_that_was_published_does_not_vanish",
            "check/test_bad_input.py::test_whatever_files_hold_the_library_is_checked_and_reported",
        ),
        ("exception-rule", "exception-unused", "exception-expired"),
    ),
    Promise(
        "No topic, language or script is blocked.",
        (
            "check/test_never_blocked.py::test_legal_text_is_never_blocked",
            "check/test_never_blocked.py::test_legal_titles_are_never_blocked",
            "check/test_rules.py::test_a_rule_leaves_alone_what_is_fine",
        ),
    ),
    Promise(
        "You can check us.",
        (
            "test_build.py::test_two_builds_of_the_same_sources_are_the_same_bytes",
            "test_publish.py::test_two_publications_of_one_commit_are_the_same_bytes",
            "test_publish.py::test_the_list_is_what_other_programs_read",
        ),
    ),
    Promise(
        "A withdrawal takes one command.",
        (
            "test_withdraw.py::test_an_entry_of_each_kind_is_withdrawn_in_its_source",
            "test_withdraw.py::test_every_citation_is_told_with_its_place_and_a_day",
            "test_withdraw.py::test_whatever_is_withdrawn_can_be_published_at_once",
            "test_undo.py::test_every_entry_comes_back_as_it_was",
            "test_withheld.py::test_a_text_that_cites_withdrawn_entries_says_so_and_leads_to_what_replaced_them",
            "test_withheld.py::test_a_withdrawn_entry_of_each_kind_leaves_a_notice_at_its_address",
            "test_withheld.py::test_withdrawn_entries_are_in_no_list_no_feed_and_no_index",
        ),
        ("withdrawn-reference", "withdrawn-text", "vanished-page"),
    ),
)


@pytest.mark.parametrize("promise", PROMISES, ids=lambda promise: promise.words)
def test_what_keeps_a_promise_is_there(promise: Promise) -> None:
    assert promise.tests or promise.rules
    for test in promise.tests:
        path, _, function = test.partition("::")
        tree = ast.parse((TESTS / path).read_text(encoding="utf-8"))
        assert function in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}, test
    assert set(promise.rules) <= set(BY_ID)
