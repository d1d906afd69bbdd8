"""A reader who goes through a framework: with the keys of a keyboard, or at once where only the plan counts."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from browser.reader import PHONE
from libraries import DAY, RICH
from openshelf.frameworks.logic import run
from openshelf.model.framework import Framework, QuestionKind
from openshelf.model.kinds import Kind
from support import load

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from browser.reader import Reader, Scheme
    from openshelf.frameworks.logic import Answers
    from openshelf.model.framework import Question, Scenario

ENOUGH = 100
"""No control is more presses of a key away than this."""

FOCUSED = "(wanted) => document.activeElement.matches(wanted) && document.activeElement.checkVisibility()"
# What the framework shows of itself, as far as tests ask for it.
STATE = """() => {
  const all = (wanted) => [...document.querySelectorAll(wanted)];
  const at = document.activeElement.getBoundingClientRect();
  return {
    view: document.getElementById("os-framework").dataset.view,
    asks: all("#os-framework fieldset").filter((part) => part.checkVisibility()).map((part) => part.dataset.question),
    focus: document.activeElement.closest("h3") ? document.activeElement.closest("fieldset").dataset.question
      : document.activeElement.id || document.activeElement.dataset.do || document.activeElement.tagName,
    isFocusInSight: at.height > 0 && at.top >= 0 && at.bottom <= innerHeight,
    progress: all("[data-part=progress]")[0].innerText,
    said: all("[data-part=said]")[0].textContent,
    ticked: all("#os-framework input:checked").map((box) => box.value),
    typed: all("#os-framework :is([type=text], textarea)").map((field) => field.value).filter(Boolean),
  };
}"""
# Steps of the plan by id, each with its reasons in words. Folded ones belong to the plan.
PLAN = """() => [...document.querySelectorAll(".os-step")].filter((step) => !step.closest("[hidden]")).map((step) => [
  step.dataset.step,
  [...step.querySelectorAll("[data-part=because]:not([hidden]) li")].map((item) => item.textContent)])"""
# What is asked for after the page has loaded; browsers fetch the icon when they like.
ASKED_FOR = """(requests) => requests.filter((address) =>
  ![...document.querySelectorAll("link[rel~=icon]")].some((icon) => icon.href === address))"""
TICKED = """(id) => [...document.querySelectorAll(`#f-${id} input:checked`)].map((box) => box.value)
  .concat([...document.querySelectorAll(`#f-${id} textarea`)].map((area) => area.value))"""
# The words of questions and steps, and of options by question.
WORDS = """() => Object.fromEntries([...document.querySelectorAll("#os-framework [id^=f-]")].map(
  (part) => [part.id.slice(2), {title: part.querySelector("[data-part=title]").textContent, options: Object.fromEntries(
    [...part.querySelectorAll(".os-options input")].map((box) => [box.value, box.parentNode.textContent.trim()]))}]))"""


# Answer the questions that are shown, up to so many, as a mouse does.
ANSWER = """([answers, most]) => {
  const press = (action) => document.querySelector(`#os-framework [data-do=${action}]`).click();
  if (!document.querySelector("#os-framework[data-view=question]")) press("start");
  const shown = () => document.querySelector("#os-framework[data-view=question] fieldset:not([hidden])");
  for (let asked; most && (asked = shown()); most -= 1, press("next")) {
    const given = answers[asked.dataset.question];
    for (const area of asked.querySelectorAll("textarea")) area.value = given.join("");
    for (const box of asked.querySelectorAll("input")) if (box.checked !== given.includes(box.value)) box.click();
  }
}"""


@dataclass(frozen=True, slots=True)
class Told:
    """A scenario of a framework of the library."""

    id: str
    framework: Framework
    scenario: Scenario
    number: int

    def __str__(self) -> str:
        """Name it as the test's report does."""
        return f"{self.id}, scenario {self.number}"


def told_scenarios() -> list[Told]:
    """Return every scenario of every framework that the library offers."""
    library = load(RICH, DAY)
    return [
        Told(entry.id, entry.of(Framework), scenario, number)
        for entry in library.listed(Kind.FRAMEWORK)
        for number, scenario in enumerate(entry.of(Framework).scenarios, start=1)
    ]


SCENARIOS = told_scenarios()
LONGEST = {
    id_: max((told for told in SCENARIOS if told.id == id_), key=lambda told: len(told.scenario.answers))
    for id_ in dict.fromkeys(told.id for told in SCENARIOS)
}
"""For each framework, the scenario with the most answers."""


@dataclass(frozen=True, slots=True)
class Walker:
    """A reader with one framework open."""

    reader: Reader
    id: str
    framework: Framework
    words: dict[str, Any] = field(default_factory=dict)
    """The words of its questions and steps, and of options, once it is open."""

    def open(self, width: int = PHONE, scheme: Scheme = "light") -> None:
        """Open the framework's page, skip its head, and begin a new record of requests once it is loaded.

        The head has a search box, which loads the search when Tab comes by.
        """
        self.reader.visit(f"frameworks/{self.id}/", width, scheme)
        self.reader.page.locator("#os-content").focus()
        self.reader.requests.clear()
        self.words.update(self.reader.ask(WORDS))

    def press(self, *keys: str) -> None:
        """Press keys, one after the other."""
        for key in keys:
            self.reader.page.keyboard.press(key)

    def tab_to(self, wanted: str) -> None:
        """Press Tab until what a selector names has the focus."""
        for _ in range(ENOUGH):
            self.press("Tab")
            if self.reader.ask(FOCUSED, wanted):
                return
        raise AssertionError(f"Tab does not reach {wanted}")

    def do(self, action: str) -> None:
        """Press the button for an action."""
        self.tab_to(f"[data-do={action}]")
        self.press("Enter")

    def answer(self, question: Question, chosen: tuple[str, ...]) -> None:
        """Answer the question that is shown, as it stands there unanswered or answered otherwise."""
        here = f"#f-{question.id}"
        if question.kind is QuestionKind.TEXT:
            self.tab_to(f"{here} textarea")
            self.press("Control+A", "Delete")
            self.reader.page.keyboard.insert_text("".join(chosen))
        elif question.kind is QuestionKind.ONE:
            self.tab_to(f"{here} [type=radio]")
            self.press("Space")
            for _ in question.options:
                if self.reader.ask(FOCUSED, f"[value={chosen[0]!r}]:checked"):
                    break
                self.press("ArrowDown")
        else:
            for option in question.options:
                self.tab_to(f"{here} [value={option!r}]")
                if (option in chosen) != self.reader.ask(FOCUSED, ":checked"):
                    self.press("Space")

    def walk(self, answers: Answers) -> Iterator[str]:
        """Press Start; yield each question as it is shown, then answer it. At the end the plan is shown."""
        self.do("start")
        yield from self.go_on(answers)

    def go_on(self, answers: Answers) -> Iterator[str]:
        """Yield the question that is shown and those that follow, and answer each, until the plan is shown."""
        questions = {question.id: question for question in self.framework.questions}
        given: Mapping[str, tuple[str, ...]] = {id_: tuple(chosen) for id_, chosen in answers.items()}
        while asked := self.state["asks"]:
            assert len(asked) == 1
            yield asked[0]
            self.answer(questions[asked[0]], given[asked[0]])
            if questions[asked[0]].kind is QuestionKind.ONE:
                self.press("Enter")
            else:
                self.do("next")

    def to_the_plan(self, answers: Answers) -> None:
        """Give all answers at once, without the keyboard."""
        self.reader.ask(ANSWER, [answers, ENOUGH])

    def stroll(self, answers: Answers) -> Iterator[str]:
        """Yield each question as it is shown, then answer it without the keyboard, until the plan is shown."""
        self.reader.ask(ANSWER, [answers, 0])
        while asked := self.state["asks"]:
            yield asked[0]
            self.reader.ask(ANSWER, [answers, 1])

    @property
    def state(self) -> dict[str, object]:
        """What the framework shows of itself."""
        return dict(self.reader.ask(STATE))

    @property
    def asked_for(self) -> list[str]:
        """What was asked for since the page was opened."""
        return list(self.reader.ask(ASKED_FOR, self.reader.requests))

    @property
    def plan(self) -> list[tuple[str, list[str]]]:
        """The steps of the plan, each with the answers, in words, that brought it."""
        return [(step, because) for step, because in self.reader.ask(PLAN)]

    def ticked(self, id_: str) -> list[str]:
        """Return what is answered to a question, as far as the page holds it now."""
        return list(self.reader.ask(TICKED, id_))

    def title(self, id_: str) -> str:
        """Return the words of a question or a step."""
        return str(self.words[id_]["title"])

    def said(self, id_: str, chosen: Sequence[str]) -> str:
        """Return a question and its answer in words."""
        options = self.words[id_]["options"]
        if not options:
            return f"{self.title(id_)} {''.join(chosen) or 'Nothing written'}"
        return f"{self.title(id_)} {'; '.join(options[option] for option in chosen) or 'None of these'}"

    def plan_of(self, answers: Answers) -> list[tuple[str, list[str]]]:
        """Return the plan that Python makes of answers, in the form of ``plan``."""
        outcome = run(self.framework, answers)
        assert outcome.open is None
        return [
            (made.step.id, [self.said(question, answers[question]) for question in made.because])
            for made in outcome.plan
        ]
