"""Decision frameworks, from the first question to a plan in the reader's hand."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

import pytest

from browser.axe import violations
from browser.reader import PHONE, SCHEMES, SMALL_PHONE, new_reader
from browser.walker import LONGEST, SCENARIOS, Told, Walker
from openshelf.frameworks.logic import run
from openshelf.frameworks.proof import prove
from openshelf.model.framework import QuestionKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

    from browser.reader import Reader
    from browser.serving import Site
    from openshelf.model.framework import Question

RICHEST = max(SCENARIOS, key=lambda told: (len(told.scenario.answers), len(told.scenario.plan)))
"""The scenario with the most answers."""
TYPED = "Zinnia 7319"
"""What a reader types and nobody else may find."""
UNTOUCHED = {"view": "start", "asks": [], "ticked": [], "typed": []}
"""What shows of a framework that nobody has begun."""

# Change an answer as a mouse does, from the plan or, by way of Back, from another question; tell what is shown then.
CHANGE = """([id, title, options]) => {
  const root = document.getElementById("os-framework"), here = document.getElementById(`f-${id}`);
  const back = document.querySelector("[data-do=back]");
  if (root.dataset.view === "plan") document.querySelector(`[aria-label="Change the answer: ${title}"]`).click();
  for (let most = 50; here.hidden && most; most--) back.click();
  for (const box of here.querySelectorAll("input")) if (box.checked !== options.includes(box.value)) box.click();
  document.querySelector("[data-do=next]").click();
  return [root.dataset.view, document.querySelector("fieldset:not([hidden])")?.dataset.question];
}"""

SHOWN_ON_WORKSHEET = """() => {
  const shown = (wanted) => [...document.querySelectorAll(`#os-framework ${wanted}`)]
    .filter((part) => part.checkVisibility());
  return {
    steps: shown(".os-step").map((step) => step.dataset.step),
    boxes: shown(":is([type=radio], [type=checkbox])").length,
    fields: shown(":is([type=text], textarea)").length,
    buttons: shown("button").length,
  };
}"""

every_framework = pytest.mark.parametrize("id_", LONGEST)


def walker_of(reader: Reader, told: Told = RICHEST) -> Walker:
    """Open the framework of a scenario on a phone."""
    walker = Walker(reader, told.id, told.framework)
    walker.open()
    return walker


def answered(walker: Walker, steps: int | None) -> None:
    """Answer the first questions of the richest scenario, or all, and write something in each field of the plan."""
    secret = {question.id: (TYPED,) for question in walker.framework.questions if question.kind is QuestionKind.TEXT}
    answers = {**RICHEST.scenario.answers, **secret}
    if steps is None:
        walker.to_the_plan(answers)
        for field in walker.reader.page.locator("#os-framework [type=text]:visible").all():
            field.fill(TYPED)
    else:
        for _ in islice(walker.stroll(answers), steps):
            pass


def remains(walker: Walker) -> dict[str, object]:
    """Return what shows of a framework, in the form of ``UNTOUCHED``."""
    return {name: value for name, value in walker.state.items() if name in UNTOUCHED}


def simple_changes(told: Told) -> Iterator[tuple[Question, tuple[str, ...]]]:
    """Yield other answers to single questions of a scenario that change its plan and ask nothing more."""
    for question in told.framework.questions:
        for option in question.options:
            outcome = run(told.framework, {**told.scenario.answers, question.id: (option,)})
            if not outcome.open and tuple(made.step.id for made in outcome.plan) != told.scenario.plan:
                yield question, (option,)


def reasons_in_words(plan: list[tuple[str, list[str]]]) -> list[tuple[str, list[str]]]:
    """Return a plan whose texts have no more white space than they show."""
    return [(step, [" ".join(text.split()) for text in because]) for step, because in plan]


# One question at a time


@pytest.mark.parametrize("told", SCENARIOS, ids=str)
def test_keys_alone_lead_through_a_scenario_to_its_plan_and_leave_no_trace(reader: Reader, told: Told) -> None:
    walker = walker_of(reader, told)
    place = reader.ask("[location.href, history.length]")
    asked = []
    for question in walker.walk(told.scenario.answers):
        asked.append(question)
        state = walker.state
        assert state["focus"] == question
        assert state["isFocusInSight"]
        assert state["progress"] == state["said"]
        assert str(state["progress"]).startswith(f"Question {len(asked)} of up to ")
    assert tuple(asked) == run(told.framework, told.scenario.answers).asked
    assert tuple(step for step, _ in walker.plan) == told.scenario.plan
    assert reasons_in_words(walker.plan) == walker.plan_of(told.scenario.answers)
    state = walker.state
    assert (state["view"], state["focus"], state["said"]) == ("plan", "os-plan", "Your plan is ready.")
    assert state["isFocusInSight"]
    assert walker.asked_for == []
    assert reader.kept() == []
    assert reader.ask("[location.href, history.length]") == place
    assert reader.complaints == []


def test_a_question_of_one_that_is_not_answered_says_so_and_waits(reader: Reader) -> None:
    walker = walker_of(reader)
    questions = {question.id: question for question in walker.framework.questions}
    for asked in walker.walk(RICHEST.scenario.answers):
        error = reader.page.locator(f"#f-{asked} [role=alert]")
        if questions[asked].kind is not QuestionKind.ONE:
            continue
        assert not error.is_visible()
        walker.do("next")
        assert walker.state["asks"] == [asked]
        assert error.is_visible()
        assert error.inner_text() == "Please choose one."
        assert reader.ask("document.activeElement.closest('fieldset').dataset.question") == asked
        assert reader.ask("document.activeElement.type") == "radio"
        walker.press("Shift+Tab")
    assert walker.state["view"] == "plan"
    assert reader.page.locator("#os-framework [role=alert]:visible").count() == 0


def test_back_keeps_every_answer_those_not_yet_confirmed_too(reader: Reader) -> None:
    walker = walker_of(reader)
    answers = RICHEST.scenario.answers
    *before, last = islice(walker.walk(answers), 5)
    question = next(question for question in walker.framework.questions if question.id == last)
    walker.answer(question, tuple(answers[last]))
    for asked in reversed(before):
        walker.do("back")
        assert walker.state["asks"] == [asked]
        assert walker.state["focus"] == asked
        assert walker.ticked(asked) == list(answers[asked])
    assert not reader.page.locator("[data-do=back]").is_visible()
    for asked in [*before[1:], last]:
        walker.do("next")
        assert walker.state["asks"] == [asked]
        assert walker.ticked(asked) == list(answers[asked])
    for _ in walker.go_on(answers):
        pass
    assert tuple(step for step, _ in walker.plan) == RICHEST.scenario.plan


def test_change_leads_to_the_question_and_back_to_the_plan_with_the_others_kept(reader: Reader) -> None:
    walker = walker_of(reader)
    answers = {asked: tuple(chosen) for asked, chosen in RICHEST.scenario.answers.items()}
    walker.to_the_plan(answers)
    asked, chosen = next(simple_changes(RICHEST))
    walker.tab_to(f"[aria-label={f'Change the answer: {walker.title(asked.id)}'!r}]")
    walker.press("Enter")
    assert (walker.state["asks"], walker.state["focus"]) == ([asked.id], asked.id)
    assert walker.ticked(asked.id) == list(answers[asked.id])
    walker.answer(asked, chosen)
    walker.do("next")
    assert walker.state["focus"] == "os-plan"
    assert reasons_in_words(walker.plan) == walker.plan_of({**answers, asked.id: chosen})
    assert reasons_in_words(walker.plan) != walker.plan_of(answers)


@every_framework
def test_every_change_of_one_answer_leads_to_its_plan_or_to_what_is_asked_now(reader: Reader, id_: str) -> None:
    told = LONGEST[id_]
    walker = walker_of(reader, told)
    walker.to_the_plan(told.scenario.answers)
    answers = {asked: tuple(chosen) for asked, chosen in told.scenario.answers.items()}
    for question in told.framework.questions:
        if question.id not in answers:
            continue
        for option in question.options:
            changed = {**answers, question.id: (option,)}
            outcome = run(told.framework, changed)
            view, asked = reader.ask(CHANGE, [question.id, walker.title(question.id), [option]])
            if outcome.open is None:
                assert view == "plan"
                assert reasons_in_words(walker.plan) == walker.plan_of(changed)
            else:
                assert (view, asked) == ("question", outcome.open)
            assert reader.ask(CHANGE, [question.id, walker.title(question.id), answers[question.id]])[0] == "plan"
            assert reasons_in_words(walker.plan) == walker.plan_of(answers)


def test_a_long_plan_shows_its_first_steps_and_the_others_on_demand(reader: Reader) -> None:
    told = max(SCENARIOS, key=lambda told: len(told.scenario.plan) - told.framework.plan.show)
    show = told.framework.plan.show
    assert len(told.scenario.plan) > show
    walker = walker_of(reader, told)
    walker.to_the_plan(told.scenario.answers)
    on_screen = "[...document.querySelectorAll('.os-step')].filter((step) => step.checkVisibility()).length"
    assert reader.ask(on_screen) == show
    reader.page.emulate_media(media="print")
    assert reader.ask(on_screen) == len(told.scenario.plan)
    reader.page.emulate_media(media="null")
    more = reader.page.locator("[data-do=more]")
    assert more.inner_text() == f"Show the other steps: {len(told.scenario.plan) - show}"
    walker.do("more")
    assert reader.ask(on_screen) == len(told.scenario.plan)
    assert reader.ask("document.activeElement.closest('.os-step').dataset.step") == told.scenario.plan[show]
    assert not more.is_visible()


def test_a_link_to_a_step_finds_it_on_the_worksheet(reader: Reader) -> None:
    step = RICHEST.framework.steps[-1].id
    reader.visit("")
    reader.visit(f"frameworks/{RICHEST.id}/#f-{step}", PHONE)
    box = reader.page.locator(f"#f-{step}").bounding_box()
    assert box is not None
    assert 0 <= box["y"] < 800


# Nothing stays


@pytest.mark.parametrize("steps", [3, None], ids=["from a question", "from the plan"])
def test_a_reload_erases_everything(reader: Reader, steps: int | None) -> None:
    walker = walker_of(reader)
    answered(walker, steps)
    reader.page.reload()
    assert remains(walker) == UNTOUCHED
    assert reader.kept() == []


@pytest.mark.parametrize("steps", [3, None], ids=["from a question", "from the plan"])
def test_leaving_the_page_erases_everything_and_the_back_button_does_not_bring_it_back(
    reader: Reader, returning_reader: Reader, steps: int | None
) -> None:
    for person in (reader, returning_reader):
        walker = walker_of(person)
        answered(walker, steps)
        person.ask("() => { window.isTheSame = true; }")
        person.page.goto(f"{person.site.url}support/")
        person.page.go_back(wait_until="commit")
        person.page.locator("#os-framework[data-view]").wait_for()
        assert bool(person.ask("window.isTheSame")) == (person is returning_reader), "kept whole by the browser"
        assert remains(walker) == UNTOUCHED
        assert TYPED not in person.page.content()


@pytest.mark.parametrize("steps", [3, None], ids=["from a question", "from the plan"])
def test_erase_all_answers_erases_them_everywhere_in_the_page(reader: Reader, steps: int | None) -> None:
    walker = walker_of(reader)
    answered(walker, steps)
    assert remains(walker) != UNTOUCHED
    if steps is None:
        assert TYPED in reader.page.content()
    walker.do("clear")
    assert remains(walker) == UNTOUCHED
    assert (walker.state["focus"], walker.state["said"]) == ("start", "All answers are erased.")
    assert TYPED not in reader.page.content()
    walker.press("Enter")
    assert len(walker.state["asks"]) == 1
    assert reader.ask("document.querySelectorAll('[data-do=back]')[0].hidden")


def test_a_worksheet_without_scripts_forgets_its_ticks_as_well(plain_reader: Reader) -> None:
    page = plain_reader.page
    for come_back in (page.reload, lambda: (page.goto(f"{plain_reader.site.url}support/"), page.go_back())):
        walker_of(plain_reader)
        page.locator("#os-framework [type=checkbox], #os-framework [type=radio]").first.check()
        page.locator("#os-framework [data-part=who]").first.fill(TYPED)
        assert plain_reader.ask("document.querySelectorAll('#os-framework :checked').length") == 1
        come_back()
        assert plain_reader.ask("document.querySelectorAll('#os-framework :checked').length") == 0
        assert page.locator("#os-framework [data-part=who]").first.input_value() == ""


# Every view


def barriers(reader: Reader) -> list[str]:
    """Return what axe finds in the view that is open; the rest of the page is as on other pages."""
    found = []
    for scheme in SCHEMES:
        reader.look(PHONE, scheme)
        found += violations(reader, scheme, "#os-framework")
    return found


def test_axe_finds_no_barrier_in_any_view(reader: Reader) -> None:
    walker = walker_of(reader)
    kinds = {question.id: question.kind for question in walker.framework.questions}
    found = {"start": barriers(reader)}
    walker.do("worksheet")
    found["worksheet on the screen"] = barriers(reader)
    for question in walker.stroll(RICHEST.scenario.answers):
        if kinds[question] not in found:
            found[kinds[question]] = barriers(reader)
        if len(found) == 3:
            walker.do("next")
            found["a question that was not answered"] = barriers(reader)
    assert {view: told for view, told in found.items() if told} == {}
    assert len(found) == 3 + len(QuestionKind)


@every_framework
def test_axe_finds_no_barrier_in_plans(reader: Reader, id_: str) -> None:
    walker = walker_of(reader, LONGEST[id_])
    walker.to_the_plan(LONGEST[id_].scenario.answers)
    assert barriers(reader) == []


def test_axe_finds_no_barrier_in_a_worksheet_whose_script_did_not_arrive(browser: Browser, site: Site) -> None:
    holder = new_reader(browser, site)
    holder.context.route("**/assets/*.js", lambda route: route.abort())
    holder.visit(f"frameworks/{RICHEST.id}/", PHONE)
    assert holder.page.locator("#os-framework .os-step:visible").count() == len(RICHEST.framework.steps)
    assert barriers(holder) == []
    holder.context.close()


@every_framework
def test_no_view_scrolls_sideways_on_a_small_phone(reader: Reader, plain_reader: Reader, id_: str) -> None:
    walker = walker_of(reader, LONGEST[id_])
    reader.look(SMALL_PHONE, "light")
    found = {"start": reader.sticking_out()}
    reader.page.locator("[data-do=worksheet]").click()
    found["worksheet on the screen"] = reader.sticking_out()
    for question in walker.stroll(LONGEST[id_].scenario.answers):
        found[question] = reader.sticking_out()
    found["plan"] = reader.sticking_out()
    if reader.page.locator("[data-do=more]").is_visible():
        reader.page.locator("[data-do=more]").click()
        found["whole plan"] = reader.sticking_out()
    walker_of(plain_reader, LONGEST[id_])
    plain_reader.look(SMALL_PHONE, "light")
    found["worksheet without scripts"] = plain_reader.sticking_out()
    assert {view: told for view, told in found.items() if told} == {}


# On paper

PAPER = ("A4", "Letter")


def pages_of(reader: Reader, paper: str) -> int:
    """Print the page as it is now, and return how many sheets that takes."""
    return len(re.findall(rb"/Type\s*/Page\b", reader.page.pdf(format=paper)))


@every_framework
def test_without_scripts_every_framework_is_a_whole_worksheet_of_four_pages(plain_reader: Reader, id_: str) -> None:
    walker = walker_of(plain_reader, LONGEST[id_])
    framework = walker.framework
    for media in ("screen", "print"):
        plain_reader.page.emulate_media(media=media)
        assert walker.state["asks"] == [question.id for question in framework.questions]
        shown = plain_reader.ask(SHOWN_ON_WORKSHEET)
        assert sorted(shown["steps"]) == sorted(step.id for step in framework.steps)
        assert shown["boxes"] == sum(len(question.options) for question in framework.questions) + len(framework.steps)
        assert shown["fields"] == 2 * len(framework.steps) + sum(
            not question.options for question in framework.questions
        )
        assert shown["buttons"] == 0
    plain_reader.page.emulate_media(media="null")
    assert max(pages_of(plain_reader, paper) for paper in PAPER) <= 4


@every_framework
def test_the_longest_plan_takes_three_pages_at_most(reader: Reader, id_: str) -> None:
    longest = prove(LONGEST[id_].framework)
    assert longest.longest_example is not None
    walker = walker_of(reader, LONGEST[id_])
    walker.to_the_plan(longest.longest_example)
    assert len(walker.plan) == longest.longest
    assert max(pages_of(reader, paper) for paper in PAPER) <= 3


# What the reader carries away


@pytest.fixture(scope="module")
def carrier(browser: Browser, site: Site) -> Iterator[Reader]:
    """Sit down at a browser whose clipboard can be read."""
    holder = new_reader(browser, site, accept_downloads=True, permissions=["clipboard-read", "clipboard-write"])
    yield holder
    holder.context.close()


NOT_MARKDOWN = "*bold* _soft_ [x](https://evil.example) <b>&amp;</b> `code` ~~gone~~ | a\\b #1"
FORGED = "- [x] Forged step\n# Forged heading\n1. first\n\n> quoted\n=====\n+ more"
CHARACTERS = re.compile(r"\\([!-/:-@\[-`{-~])")


def copied(carrier: Reader) -> str:
    """Wait until the page says that it copied; return what the clipboard holds, with ends of lines as written."""
    carrier.page.locator("[data-part=said]", has_text=re.compile(r"^Copied\.$")).wait_for(state="attached")
    return str(carrier.ask("() => navigator.clipboard.readText()")).replace("\r\n", "\n")


def saved(walker: Walker, action: str) -> tuple[str, str]:
    """Press the button that saves, and return the file's name and text."""
    with walker.reader.page.expect_download() as waiting:
        walker.reader.page.locator(f"[data-do={action}]").click()
    return waiting.value.suggested_filename, waiting.value.path().read_text(encoding="utf-8")


def written_plan(walker: Walker, told: Told, text: str) -> None:
    """Walk to the plan with ``text`` as every open answer, and write who does the first step and by when."""
    answers = dict(told.scenario.answers)
    answers |= {question.id: (text,) for question in told.framework.questions if question.kind is QuestionKind.TEXT}
    walker.to_the_plan(answers)
    walker.reader.page.locator(f"#f-{told.scenario.plan[0]} [data-part=who]").fill("Ana *and* Bo")
    walker.reader.page.locator(f"#f-{told.scenario.plan[0]} [data-part=by]").fill("1. May_2")


def test_copied_and_saved_plans_hold_every_step_its_owner_and_the_answers(carrier: Reader) -> None:
    walker = walker_of(carrier)
    written_plan(walker, RICHEST, "We never meet, and the list is old.")
    walker.do("copy")
    clipboard = copied(carrier)
    assert carrier.ask("document.activeElement.dataset.do") == "copy"
    name, text = saved(walker, "text")
    marked_name, marked = saved(walker, "markdown")
    assert (name, marked_name) == ("plan.txt", "plan.md")
    assert clipboard == text
    for whole in (text, CHARACTERS.sub(r"\1", marked)):
        steps = [line.removeprefix("- [ ] ").removesuffix(" (Homework)") for line in lines_of(whole, "- [ ] ")]
        assert steps == [walker.title(step) for step in RICHEST.scenario.plan]
        first, _, _ = whole.partition("- [ ] " + steps[1])
        assert "Who: Ana *and* Bo" in first
        assert "By when: 1. May_2" in first
        assert whole.count("Who:") == 1
        _, _, own = whole.partition("MY ANSWERS" if whole is text else "## My answers")
        answers = {
            question.id: ("We never meet, and the list is old.",)
            if question.kind is QuestionKind.TEXT
            else tuple(RICHEST.scenario.answers.get(question.id, ()))
            for question in RICHEST.framework.questions
        }
        asked = run(RICHEST.framework, RICHEST.scenario.answers).asked
        assert lines_of(own, "- ") == [f"- {walker.said(question, answers[question])}" for question in asked]
    assert [address for address in walker.asked_for if not address.startswith("blob:")] == []
    assert carrier.kept() == []
    assert carrier.complaints == []


def test_what_readers_type_cannot_become_markdown(carrier: Reader) -> None:
    walker = walker_of(carrier)
    written_plan(walker, RICHEST, f"{NOT_MARKDOWN}\n{FORGED}")
    _, marked = saved(walker, "markdown")
    assert re.findall(r"(?m)^ *- \[x\]|^ *#+ Forged|^ *\d+[.)] |^ *>|^ *[=+-]+ *$|^ *[+] ", marked) == []
    assert re.findall(r"(?<!\\)(?:\\\\)*[*_`<>|~&]", marked) == []
    plain = CHARACTERS.sub(r"\1", marked)
    for line in [*NOT_MARKDOWN.split("\n"), *FORGED.split("\n"), "Who: Ana *and* Bo", "By when: 1. May_2"]:
        assert line in plain
    assert len(lines_of(marked, "- [ ] ")) == len(RICHEST.scenario.plan)
    assert len(lines_of(marked, "- ")) == len(RICHEST.scenario.plan) + len(RICHEST.scenario.answers)
    _, text = saved(walker, "text")
    assert NOT_MARKDOWN in text
    assert lines_of(text, "- [x]") == []


def test_ticked_steps_are_ticked_in_the_text(carrier: Reader) -> None:
    walker = walker_of(carrier)
    walker.to_the_plan(RICHEST.scenario.answers)
    first = RICHEST.scenario.plan[0]
    carrier.page.locator(f"#f-{first} h4 input").check()
    _, text = saved(walker, "text")
    assert [line.removeprefix("- [x] ").removesuffix(" (Homework)") for line in lines_of(text, "- [x] ")] == [
        walker.title(first)
    ]


def test_the_words_for_a_message_can_be_changed_before_they_are_copied(carrier: Reader) -> None:
    walker = walker_of(carrier)
    walker.to_the_plan(RICHEST.scenario.answers)
    asked = run(RICHEST.framework, RICHEST.scenario.answers).asked
    brief = carrier.page.locator("[data-part=brief]")
    assert brief.input_value().split("\n")[2:] == [walker.said(id_, RICHEST.scenario.answers[id_]) for id_ in asked]
    brief.fill("Only this")
    walker.do("copy-brief")
    assert copied(carrier) == "Only this"


def test_copying_works_where_the_browser_has_no_clipboard_for_scripts(carrier: Reader) -> None:
    walker = walker_of(carrier)
    walker.to_the_plan(RICHEST.scenario.answers)
    _, text = saved(walker, "text")
    carrier.ask("() => Object.defineProperty(navigator, 'clipboard', {configurable: true, value: undefined})")
    carrier.page.locator("[data-do=copy]").press("Enter")
    assert walker.state["said"] == "Copied."
    assert carrier.ask("document.activeElement.dataset.do") == "copy"
    carrier.ask("() => { delete navigator.clipboard; }")
    assert copied(carrier) == text


def lines_of(text: str, start: str) -> list[str]:
    """Return the lines that begin with something."""
    return [line for line in text.split("\n") if line.startswith(start)]
