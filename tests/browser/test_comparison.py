"""Comparison tables: readers say what matters to them, and what nobody knows is never held against a tool."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Any

import pytest

from browser.axe import violations
from browser.kinds import kind_called
from browser.reader import PHONE, SCHEMES, SMALL_PHONE

if TYPE_CHECKING:
    from browser.reader import Reader

COMPARED = kind_called("tools research with a comparison")
ANSWERS = "yes", "partly", "no", "unknown"
WEIGHTS = "0", "1", "2", "must"

FIT = "(cases) => cases.map(([answers, weights]) => openshelfCompare.fit(answers, weights))"
ORDER = "(pairs) => pairs.map(([one, other]) => Math.sign(openshelfCompare.order(one, other)))"
TABLE = """() => {
  const table = document.querySelector(".os-comparison table");
  return {
    tools: [...table.tBodies[0].rows].map((row) => row.cells[0].textContent.trim()),
    answers: [...table.tBodies[0].rows].map((row) =>
      Object.fromEntries([...row.querySelectorAll("[data-answer]")].map((cell) =>
        [cell.dataset.criterion, cell.dataset.answer]))),
    shown: [...table.tBodies[0].rows].map((row) =>
      [...row.querySelectorAll("[data-answer]")].every((cell) => cell.checkVisibility() && cell.innerText.trim())),
    fits: [...table.querySelectorAll("td[data-fits]")].filter((cell) => cell.checkVisibility())
      .map((cell) => cell.innerText),
    said: document.querySelector(".os-comparison [role=status]").textContent,
    weights: [...document.querySelectorAll(".os-comparison select")].map((select) => select.value),
  };
}"""

CARDS = """() => [...document.querySelectorAll("td[data-answer]")].map((cell) =>
  [cell.dataset.label, getComputedStyle(cell, "::before").content, cell.getBoundingClientRect().right])"""


@pytest.fixture
def comparing(reader: Reader) -> Reader:
    """Open a guide that has a comparison."""
    reader.visit(COMPARED, PHONE)
    reader.requests.clear()
    return reader


def weigh(reader: Reader, **weights: str) -> None:
    """Say how much criteria matter."""
    for criterion, weight in weights.items():
        reader.page.locator(f"select[data-criterion={criterion}]").select_option(weight)


# The sums


@pytest.mark.parametrize(
    ("answers", "weights", "fit"),
    [
        ({}, {}, {"low": 0, "high": 0, "all": 0, "lacks": [], "ask": []}),
        ({"a": "yes", "b": "no"}, {"a": "1", "b": "2"}, {"low": 1, "high": 1, "all": 3, "lacks": [], "ask": []}),
        ({"a": "partly"}, {"a": "1"}, {"low": 0.5, "high": 0.5, "all": 1, "lacks": [], "ask": []}),
        ({"a": "unknown"}, {"a": "2"}, {"low": 0, "high": 2, "all": 2, "lacks": [], "ask": []}),
        ({"a": "no"}, {"a": "must"}, {"low": 0, "high": 0, "all": 2, "lacks": ["a"], "ask": []}),
        ({"a": "unknown"}, {"a": "must"}, {"low": 0, "high": 2, "all": 2, "lacks": [], "ask": ["a"]}),
        ({"a": "partly"}, {"a": "must"}, {"low": 1, "high": 1, "all": 2, "lacks": [], "ask": []}),
        ({"a": "no", "b": "yes"}, {"a": "0", "b": "0"}, {"low": 0, "high": 0, "all": 0, "lacks": [], "ask": []}),
    ],
    ids=[
        "nothing to weigh",
        "what matters a lot counts twice",
        "partly is half",
        "not known is a range",
        "a must that is lacking",
        "a must that is not known has to be asked for",
        "a must that is partly there is not lacking",
        "what does not matter counts nothing",
    ],
)
def test_fit_of_a_tool(
    comparing: Reader, answers: dict[str, str], weights: dict[str, str], fit: dict[str, object]
) -> None:
    assert comparing.ask(FIT, [[answers, weights]]) == [fit]


def test_whatever_the_unknown_turns_out_to_be_the_fit_lies_in_its_range(comparing: Reader) -> None:
    ways = [(answers, weights) for answers in product(ANSWERS, repeat=2) for weights in product(WEIGHTS, repeat=2)]
    cases = [
        [dict(zip("ab", answers, strict=True)), dict(zip("ab", weights, strict=True))] for answers, weights in ways
    ]
    fits = dict(zip(ways, comparing.ask(FIT, cases), strict=True))
    for (answers, weights), fit in fits.items():
        known = [("yes", "partly", "no") if answer == "unknown" else (answer,) for answer in answers]
        found = [fits[way, weights] for way in product(*known)]
        assert all(one["low"] == one["high"] for one in found)
        assert (min(one["low"] for one in found), max(one["low"] for one in found)) == (fit["low"], fit["high"])
        assert all(set(fit["lacks"]) <= set(one["lacks"]) for one in found), "only a no is lacking"


def test_order_looks_at_musts_first_then_at_the_middle_of_the_range_then_at_what_is_sure(comparing: Reader) -> None:
    def fit(low: float, high: float, *lacks: str) -> dict[str, Any]:
        return {"low": low, "high": high, "lacks": list(lacks)}

    above, below, equal = -1, 1, 0
    cases = [
        (fit(1, 1), fit(6, 6, "a"), above),
        (fit(6, 6, "a", "b"), fit(1, 1, "a"), below),
        (fit(3, 3), fit(2, 2), above),
        (fit(0, 6), fit(2, 2), above),
        (fit(0, 2), fit(2, 2), below),
        (fit(2, 2), fit(1, 3), above),
        (fit(2, 3), fit(2, 3), equal),
    ]
    assert comparing.ask(ORDER, [[one, other] for one, other, _ in cases]) == [wanted for *_, wanted in cases]


# The page


def test_nothing_is_weighed_until_the_reader_says_what_matters(comparing: Reader) -> None:
    table = comparing.ask(TABLE)
    assert table["fits"] == []
    assert table["said"] == ""
    assert set(table["weights"]) == {"0"}
    assert comparing.page.locator(".os-weigh").is_visible()


def test_weights_show_the_fit_sort_the_table_and_say_which_tool_is_first(comparing: Reader) -> None:
    before = comparing.ask(TABLE)
    weights = dict.fromkeys(before["answers"][0], "0") | dict(
        zip(before["answers"][0], ("2", "must", "1"), strict=False)
    )
    fits = comparing.ask(FIT, [[answers, weights] for answers in before["answers"]])
    weigh(comparing, **{criterion: weight for criterion, weight in weights.items() if weight != "0"})
    after = comparing.ask(TABLE)
    rank = sorted(
        range(len(fits)),
        key=lambda tool: (len(fits[tool]["lacks"]), -fits[tool]["low"] - fits[tool]["high"], -fits[tool]["low"]),
    )
    assert after["tools"] == [before["tools"][tool] for tool in rank]
    assert after["answers"] == [before["answers"][tool] for tool in rank]
    for said, tool in zip(after["fits"], rank, strict=True):
        low, high, most = (f"{fits[tool][name]:g}" for name in ("low", "high", "all"))
        assert said.startswith(f"{low} of {most}" if low == high else f"{low} to {high} of {most}")
        assert ("Missing a requirement" in said) == bool(fits[tool]["lacks"])
        assert ("Not known, ask first" in said) == bool(fits[tool]["ask"])
    assert after["said"] == f"Sorted. First: {after['tools'][0]}"
    assert comparing.page.get_by_role("columnheader", name="Fit", exact=True).is_visible()


def test_keys_alone_choose_what_matters(comparing: Reader) -> None:
    first = comparing.page.locator(".os-comparison select").first
    first.focus()
    comparing.page.keyboard.press("ArrowDown")
    assert first.input_value() == "1"
    assert first.evaluate("(select) => select === document.activeElement")
    assert comparing.ask(TABLE)["said"].startswith("Sorted. First: ")


def test_without_weights_the_table_is_as_it_was(comparing: Reader) -> None:
    before = comparing.ask(TABLE)
    criterion = next(iter(before["answers"][0]))
    weigh(comparing, **{criterion: "must"})
    weigh(comparing, **{criterion: "0"})
    assert comparing.ask(TABLE) == before


def test_what_was_chosen_leaves_no_trace_and_is_gone_with_the_page(comparing: Reader, returning_reader: Reader) -> None:
    before = comparing.ask(TABLE)
    criterion = next(iter(before["answers"][0]))
    place = comparing.ask("[location.href, history.length]")
    weigh(comparing, **{criterion: "must"})
    assert comparing.ask("[location.href, history.length]") == place
    assert [address for address in comparing.requests if not address.endswith("icon.svg")] == []
    assert comparing.kept() == []
    comparing.page.reload()
    assert comparing.ask(TABLE) == before
    returning_reader.visit(COMPARED, PHONE)
    weigh(returning_reader, **{criterion: "must"})
    returning_reader.ask("() => { window.isTheSame = true; }")
    returning_reader.page.goto(f"{returning_reader.site.url}support/")
    returning_reader.page.go_back(wait_until="commit")
    returning_reader.page.locator(".os-weigh").wait_for()
    assert returning_reader.ask("window.isTheSame"), "kept whole by the browser"
    assert returning_reader.ask(TABLE) == before


def test_without_scripts_the_whole_table_is_there_and_no_weights(plain_reader: Reader) -> None:
    plain_reader.visit(COMPARED, PHONE)
    table = plain_reader.ask(TABLE)
    assert len(table["tools"]) == 6
    assert all(table["shown"])
    assert {len(answers) for answers in table["answers"]} == {len(table["answers"][0])}
    assert {answer for answers in table["answers"] for answer in answers.values()} <= set(ANSWERS)
    assert table["fits"] == []
    assert not plain_reader.page.locator(".os-weigh").is_visible()
    assert not plain_reader.page.locator("th[data-fits]").is_visible()


def test_enlarged_on_a_phone_each_tool_is_a_card_with_words_before_its_answers(comparing: Reader) -> None:
    comparing.look(PHONE // 2, "light")
    shown = comparing.ask(CARDS)
    assert len(shown) > len(comparing.ask(TABLE)["tools"])
    for label, before, right in shown:
        assert label in before
        assert right <= PHONE // 2


def test_a_weighed_table_has_no_barrier_and_does_not_widen_a_small_phone(comparing: Reader) -> None:
    weigh(comparing, **dict.fromkeys(comparing.ask(TABLE)["answers"][0], "must"))
    comparing.look(SMALL_PHONE, "light")
    assert comparing.sticking_out() == []
    for scheme in SCHEMES:
        comparing.look(PHONE, scheme)
        assert violations(comparing, scheme) == []
