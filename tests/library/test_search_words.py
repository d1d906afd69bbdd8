"""What editors give to search: words of crisis with the numbers of their situations, and words that mean the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from check.first_steps_samples import HELP
from check.search_words_samples import EN, ES, PAGE, SAME
from openshelf.model.crisis_words import CrisisWords, language_of
from support import a_library, load, problems_of

if TYPE_CHECKING:
    from pathlib import Path

    from support import Change

WORDS: dict[str, Change] = {
    EN: "- {words: [raided, took my phone], situation: threats}\n- {words: [sos], with: [now, hurt*]}\n",
    ES: "- {words: [me robaron], situation: phone}\n",
}


def test_words_of_crisis_have_the_numbers_of_situations_in_the_order_of_the_page(tmp_path: Path) -> None:
    library = load(a_library(tmp_path, {**PAGE, **WORDS}))
    assert library.help_situations == (("phone", "A phone was taken"), ("threats", "We are threatened"))
    assert library.crisis_words == (
        CrisisWords(("raided", "took my phone"), (), 2),
        CrisisWords(("sos",), ("now", "hurt*"), 0),
        CrisisWords(("me robaron",), (), 1),
    )


@pytest.mark.parametrize("more", ["draft: yes\n", "publish_after: 2999-01-01\n"])
def test_a_page_that_is_not_published_yet_leads_nobody_there(tmp_path: Path, more: str) -> None:
    folder = a_library(tmp_path, {**WORDS, HELP: str(PAGE[HELP]).replace("title:", f"{more}title:")})
    assert load(folder).crisis_words == ()
    assert [problem for problem in problems_of(folder) if "crisis" in problem.place.path] == []


def test_an_item_with_a_mistake_is_told_and_the_others_count(tmp_path: Path) -> None:
    folder = a_library(
        tmp_path,
        {**PAGE, EN: "- {words: [], situation: phone}\n- {words: [sos], situation: no-such}\n- {words: [fire]}\n"},
    )
    assert load(folder).crisis_words == (CrisisWords(("fire",), (), 0),)
    assert [problem.rule.id for problem in problems_of(folder)] == ["wrong-value", "crisis-situation"]


def test_lines_of_words_that_mean_the_same(tmp_path: Path) -> None:
    library = load(a_library(tmp_path, {SAME: "- [survey, encuesta, pesquisa]\n- [no, yes]\n- [alone]\n"}))
    assert library.same_words == (("survey", "encuesta", "pesquisa"), ("no", "yes"))
    assert load(a_library(tmp_path / "without")).same_words == ()


@pytest.mark.parametrize(
    ("path", "language"),
    [
        (EN, "en"),
        ("policy/crisis-words.pt-BR.yml", "pt-BR"),
        ("policy/crisis-words.zh-Hant.yml", "zh-Hant"),
        ("policy/crisis-words.pt-br.yml", ""),
        ("policy/crisis-words.xx.yml", ""),
        ("policy/crisis-words.yml", ""),
        ("policy/more/crisis-words.en.yml", ""),
        ("docs/crisis-words.en.yml", ""),
        (SAME, ""),
    ],
)
def test_a_file_of_words_of_crisis_is_named_by_its_language(path: str, language: str) -> None:
    assert language_of(path) == language
