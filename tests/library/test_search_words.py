"""What editors give to search: words of crisis with the numbers of their situations, and words that mean the same."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from check.first_steps_samples import HELP
from check.search_words_samples import EN, ES, PAGE, SAME
from openshelf.model.crisis_words import CrisisWords, language_of
from support import a_library, examples, load, problems_of

if TYPE_CHECKING:
    from support import Change

WORDS: dict[str, Change] = {
    EN: "- {words: [raided, took my phone], situation: threats}\n- {words: [sos], with: [now, hurt*]}\n",
    ES: "- {words: [me robaron], alone: yes, situation: phone}\n",
}


def test_words_of_crisis_have_the_numbers_of_situations_in_the_order_of_the_page(tmp_path: Path) -> None:
    library = load(a_library(tmp_path, {**PAGE, **WORDS}))
    assert library.help_situations == (("phone", "A phone was taken"), ("threats", "We are threatened"))
    assert library.crisis_words == (
        CrisisWords(("raided", "took my phone"), (), 2),
        CrisisWords(("sos",), ("now", "hurt*"), 0),
        CrisisWords(("me robaron",), (), 1, alone=True),
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


@examples(max_examples=60)
@given(
    st.lists(st.text(min_size=1, max_size=12), min_size=1, max_size=4),
    st.lists(st.text(min_size=1, max_size=12), max_size=2),
)
def test_whatever_an_editor_writes_is_read_as_it_stands_or_told_at_its_line(
    words: list[str], second: list[str]
) -> None:
    """Words that need quotes are in quotes: JSON is YAML."""
    item = {"words": words, **({"with": second} if second else {})}
    with TemporaryDirectory() as folder:
        path = a_library(Path(folder), {**PAGE, EN: f"- {json.dumps(item)}\n", SAME: f"- {json.dumps(words)}\n"})
        library = load(path)
        told = {problem.place.path for problem in problems_of(path)}
    stripped = CrisisWords(tuple(word.strip() for word in words), tuple(word.strip() for word in second), 0)
    assert library.crisis_words == (stripped,) or EN in told
    assert library.same_words == (stripped.words,) or SAME in told


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
