"""Rules about decision frameworks: ids that fit, words for each, and the proof that every reader gets a plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openshelf.check.rule_function import Check, Finding, check, entry_check
from openshelf.core.problem import Severity, nearest_hint
from openshelf.frameworks import sound
from openshelf.frameworks.logic import run
from openshelf.frameworks.proof import CONFLICTS
from openshelf.frameworks.prose import SECTION_LEVEL, Prose
from openshelf.model.framework import Framework, Guarantee, Question, QuestionKind, Step

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from openshelf.frameworks.encoding import Example
    from openshelf.frameworks.guarantees import BrokenGuarantee
    from openshelf.frameworks.proof import Proof
    from openshelf.frameworks.sound import FrameworkFault
    from openshelf.library.entry import Entry
    from openshelf.library.library import Library
    from openshelf.library.part import Entries


def _frameworks(library: Entries) -> Iterator[tuple[Entry, Framework]]:
    for entry in library.all_entries:
        if isinstance(entry.data, Framework):
            yield entry, entry.data


def _proved(library: Library) -> Iterator[tuple[Entry, Framework, Proof]]:
    for entry, framework in _frameworks(library):
        proof = library.proofs.get(entry.key)
        if proof is not None and library.find(entry.key) == (entry,):  # another framework may wrongly share the id
            yield entry, framework, proof


def _faults(
    library: Entries, find: Callable[[Framework], Iterator[FrameworkFault]], *, key: bool = False
) -> Iterator[Finding]:
    for entry, framework in _frameworks(library):
        for loc, message, hint in find(framework):
            yield entry.place(*loc, key=key and isinstance(loc[-1], str)), message, hint


def example_text(example: Example) -> str:
    """Return answers in one line: ``question: option + option; question: none``."""
    return "; ".join(f"{question}: {' + '.join(options) or 'none'}" for question, options in example.items())


@entry_check(
    "repeated-step",
    "Two questions, steps or options have the same id.",
    "Conditions and headings name them by id. If two share one, nobody can say which is meant.",
)
def repeated_step(library: Entries) -> Iterator[Finding]:
    """Find ids that are used twice."""
    yield from _faults(library, sound.repeated_ids)


@entry_check(
    "question-options",
    "The options of a question do not fit its kind.",
    "A reader answers a question of kind `one` with exactly one of two or more options, and `many` with any of them "
    "or none. `text` takes the reader's own words, which appear only in the notes of the plan. `all`, `any` and `not` "
    "cannot be ids of questions.",
)
def question_options(library: Entries) -> Iterator[Finding]:
    """Find questions whose options do not fit."""
    yield from _faults(library, sound.unfit_options)


@entry_check(
    "unknown-answer",
    "A condition or scenario names a question, option or step that does not exist.",
    "If a condition asks for an answer that nobody can give, its step silently disappears from every plan. Open text "
    "cannot be part of a condition: no machine reads what people write there.",
)
def unknown_answer(library: Entries) -> Iterator[Finding]:
    """Find ids that conditions and scenarios name and that are not there."""
    yield from _faults(library, sound.unknown_ids, key=True)


@entry_check(
    "guarantee-form",
    "A guarantee says nothing, or two things at once.",
    "`when: <condition>, holds: {group: channel}` (or `{steps: [a, b]}`) asks that every plan for such answers holds a "
    "step of the group, or all of the steps; `lacks` asks for none of them. Without `when` it is about every plan. "
    "`keeps: {question: harm, from: [least, most], group: safeguards}` asks that a plan at more danger loses no step "
    "of the group.",
)
def guarantee_form(library: Entries) -> Iterator[Finding]:
    """Find guarantees that say nothing, or too much."""
    yield from _faults(library, sound.unfit_guarantees)


@entry_check(
    "ask-cycle",
    "Questions wait for each other, so none of them is ever asked.",
    "If one question is asked only after another, and that one only after the first, neither is ever asked.",
)
def ask_cycle(library: Entries) -> Iterator[Finding]:
    """Find circles of questions."""
    yield from _faults(library, sound.cycles, key=True)


@entry_check(
    "ask-order",
    "A question depends on a question below it.",
    "Questions are asked from top to bottom, so `ask_if` can only look at answers that were given before.",
)
def ask_order(library: Entries) -> Iterator[Finding]:
    """Find questions that depend on later ones."""
    yield from _faults(library, sound.forward_references, key=True)


@entry_check(
    "framework-prose",
    "A question, option or step of a framework has no words, or a heading belongs to none of them.",
    "Write each under a heading that has its id: `## Who would use it? {#weekly-users}`. Below a question, say why "
    "you ask, then add one line for each option: `- own-team: Our own team`. Options are plain words, without links "
    "or emphasis. Below a step, say what to do. Other second-level headings are not allowed: readers would never see "
    "them.",
)
def framework_prose(library: Entries) -> Iterator[Finding]:
    """Find ids without words, and words without an id."""
    for entry, framework in _frameworks(library):
        if entry.body is not None:
            prose = Prose.of(entry.body, framework)
            yield from _lacking_parts(entry, framework, prose)
            yield from _lacking_options(framework, prose)
            known = [question.id for question in framework.questions] + [step.id for step in framework.steps]
            for heading in entry.body.headings:
                if heading.level == SECTION_LEVEL and prose.is_inside(heading):
                    message = "this heading is inside a quote, a list or a callout"
                    yield heading.place, message, "move it to the left margin, or use ###"
                elif heading.level == SECTION_LEVEL and heading.id not in known:
                    lacking = [id_ for id_ in known if id_ not in prose.parts]
                    message = (
                        f"no question or step is called {heading.id!r}" if heading.id else "this heading has no id"
                    )
                    yield (
                        heading.place,
                        message,
                        nearest_hint(heading.id or "", lacking) or "add {#id-of-a-question-or-step}",
                    )


def _lacking_parts(entry: Entry, framework: Framework, prose: Prose) -> Iterator[Finding]:
    groups: dict[str, tuple[Question | Step, ...]] = {"questions": framework.questions, "steps": framework.steps}
    for group, items in groups.items():
        what, lacks = ("question", "why you ask") if group == "questions" else ("step", "what to do")
        for index, item in enumerate(items):
            part = prose.parts.get(item.id)
            if part is None:
                hint = f"add: ## Title {{#{item.id}}}"
                yield entry.place(group, index, "id"), f"{what} {item.id!r} has no section in the text", hint
            elif part.is_empty:
                yield part.heading.place, f"{what} {item.id!r} does not say {lacks}", "write it below this heading"


def _lacking_options(framework: Framework, prose: Prose) -> Iterator[Finding]:
    for question in framework.questions:
        part = prose.parts.get(question.id)
        if part is None:
            continue
        written = [option.id for option in part.options]
        for id_ in question.options:
            if id_ not in written:
                yield part.heading.place, f"option {id_!r} has no words", f"add a line: - {id_}: your words"
        for position, option in enumerate(part.options):
            if option.id not in question.options:
                message = f"question {question.id!r} has no option {option.id!r}"
                lacking = [id_ for id_ in question.options if id_ not in written]
                yield (
                    option.place,
                    message,
                    nearest_hint(option.id, lacking) or "delete it, or add it to the options above",
                )
            elif option.id in written[:position]:
                yield option.place, f"option {option.id!r} already has words", "keep one of them"
            if option.has_markup:
                yield option.place, "this option contains markup", "take out links, emphasis and code"


@check(
    "unreachable-question",
    "No answers lead to a question of a framework.",
    "The check goes through all possible answers. None of them leads to this question, so nobody can answer it. Look "
    "at its `ask_if`, and at steps above it that stop the flow.",
)
def unreachable_question(library: Library) -> Iterator[Finding]:
    """Find questions that no answers lead to."""
    for entry, framework, proof in _proved(library):
        for index, question in enumerate(framework.questions):
            if question.id in proof.unreachable_questions:
                options = f", nor to its options {', '.join(question.options)}" if question.options else ""
                where = entry.place("questions", index, "ask_if" if question.ask_if else "id", key=True)
                yield (
                    where,
                    f"no answers lead to question {question.id!r}{options}",
                    "correct its ask_if, or a stop above it",
                )


@check(
    "unreachable-step",
    "No answers lead to a step of a framework.",
    "The check goes through all possible answers. None of them leads to this step, so no reader ever sees it.",
)
def unreachable_step(library: Library) -> Iterator[Finding]:
    """Find steps that no answers yield."""
    for entry, framework, proof in _proved(library):
        for index, step in enumerate(framework.steps):
            if step.id in proof.unreachable_steps:
                where = entry.place("steps", index, "if" if step.condition else "id", key=True)
                yield where, f"no answers lead to step {step.id!r}", "the conditions of its if cannot all be true"


@check(
    "empty-plan",
    "Some answers lead to an empty plan.",
    "The check goes through all possible answers; the message names some that lead to no step. Add a step for them, "
    "or add a step without `if`, which is in every plan.",
)
def empty_plan(library: Library) -> Iterator[Finding]:
    """Find answers that yield no step."""
    for entry, _, proof in _proved(library):
        if proof.empty is not None:
            message = f"these answers lead to an empty plan: {example_text(proof.empty)}"
            yield entry.place("steps", key=True), message, "add a step"


@check(
    "plan-length",
    "A plan is longer than the framework allows.",
    "A long list discourages people, and then nothing gets done. `plan: {show: 7, most: 15}` shows seven steps and "
    "folds the rest; no answers may lead to more than `most`. The message names answers that do.",
)
def plan_length(library: Library) -> Iterator[Finding]:
    """Find answers that yield too many steps."""
    for entry, framework, proof in _proved(library):
        caps = framework.plan
        where = entry.place("plan" if "plan" in framework.model_fields_set else "steps", key=True)
        if proof.longest > caps.most and proof.longest_example is not None:
            message = f"these answers lead to {proof.longest} steps, at most {caps.most} are allowed"
            yield where, f"{message}: {example_text(proof.longest_example)}", "add conditions to steps, or combine some"
        if caps.show > caps.most:
            yield where, f"show {caps.show} is more than most {caps.most}", "write a smaller number"


@check(
    "broken-guarantee",
    "Some answers break a guarantee.",
    "The check goes through all possible answers; the message shows the shortest that break the guarantee. Change the "
    "conditions of the steps, or add a step. A guarantee makes advice safe: nobody is told to move without "
    "a place to go, or that more danger never means fewer safeguards.",
)
def broken_guarantee(library: Library) -> Iterator[Finding]:
    """Find guarantees that some plan does not meet."""
    for entry, framework, proof in _proved(library):
        for broken in proof.guarantees.broken:
            guarantee = framework.guarantees[broken.index]
            yield entry.place("guarantees", broken.index), broken_text(guarantee, broken), _way_out(guarantee)


def broken_text(guarantee: Guarantee, broken: BrokenGuarantee) -> str:
    """Say which answers break a guarantee, and how."""
    steps = f"step{'s' if len(broken.steps) > 1 else ''} {' and '.join(map(repr, broken.steps))}"
    if broken.more_danger is not None:
        return (
            f"more danger loses {steps}: the plan holds it for {example_text(broken.example)}; "
            f"not for {example_text(broken.more_danger)}"
        )
    if guarantee.holds is not None and guarantee.holds.group is not None:
        steps = f"a step of group {guarantee.holds.group!r}"
    verb = "lacks" if guarantee.lacks is None else "holds"
    return f"the plan for these answers {verb} {steps}: {example_text(broken.example) or 'none are asked'}"


def _way_out(guarantee: Guarantee) -> str:
    if guarantee.keeps is not None:
        return "add the later options to the if of that step"
    return "widen the if of a step that would do, or add one" if guarantee.holds else "narrow the if of that step"


@check(
    "lost-place",
    "A guarantee breaks because everything a step points to was withdrawn.",
    "A step that points only to withdrawn resources and case studies leads nowhere, so it does not count for "
    "a guarantee. Withdrawing must never wait for a writer: the site is built, and this warning says what to add.",
    Severity.WARNING,
)
def lost_place(library: Library) -> Iterator[Finding]:
    """Find guarantees that only break because everything a step points to was withdrawn."""
    for entry, framework, proof in _proved(library):
        for broken in proof.guarantees.lost:
            message = broken_text(framework.guarantees[broken.index], broken)
            message = f"all that a step points to was withdrawn, so {message}"
            yield entry.place("guarantees", broken.index), message, "name another resource at the step"


@check(
    "idle-guarantee",
    "No answers can break a guarantee.",
    "A guarantee about answers that nobody can give together cannot fail, so it protects nobody.",
)
def idle_guarantee(library: Library) -> Iterator[Finding]:
    """Find guarantees that no answers can break."""
    for entry, framework, proof in _proved(library):
        for index in proof.guarantees.idle:
            what = "when" if framework.guarantees[index].keeps is None else "keeps"
            yield entry.place("guarantees", index, what, key=True), "no answers lead to this", "change its condition"


@entry_check(
    "no-guarantees",
    "A framework has no guarantees.",
    "Without guarantees the proof only shows that no plan is empty, not that it helps. Ask as a worried reader would: "
    "where do we go if we must stop; what protects us if the danger grows.",
    Severity.WARNING,
)
def no_guarantees(library: Entries) -> Iterator[Finding]:
    """Find frameworks without guarantees."""
    for entry, framework in _frameworks(library):
        if not framework.guarantees:
            yield entry.place("steps", key=True), "this framework has no guarantees", "add guarantees:"


@check(
    "undecided-framework",
    "The check could not prove what a framework promises.",
    f"The check gives up after {CONFLICTS} failed attempts, far more than any real framework needs. The message says "
    "what it could not decide. Make the conditions simpler, or split the framework in two.",
)
def undecided_framework(library: Library) -> Iterator[Finding]:
    """Find promises that the bound left open."""
    for entry, _, proof in _proved(library):
        for what in proof.undecided:
            yield entry.place("steps", key=True), f"could not decide {what}", "make the conditions simpler"


@check(
    "scenario-answers",
    "A scenario answers too many or too few questions.",
    "Give exactly one answer to each question of kind `one` that the reader is asked. If a scenario answers a "
    "question that is not asked, the scenario and the conditions disagree.",
)
def scenario_answers(library: Library) -> Iterator[Finding]:
    """Find scenarios with answers too few, too many, or too often."""
    for entry, framework, _ in _proved(library):
        kinds = {question.id: question for question in framework.questions}
        for index, scenario in enumerate(framework.scenarios):
            outcome = run(framework, scenario.answers)
            for name, given in scenario.answers.items():
                place = entry.place("scenarios", index, "answers", name, key=True)
                if kinds[name].kind is QuestionKind.ONE and len(given) != 1:
                    yield place, f"{name} takes one answer, has {len(given)}", "keep one"
                elif outcome.open is None and name not in outcome.asked:
                    yield place, f"{name!r} is not asked after these answers", "delete the line, or correct its ask_if"
            if outcome.open is not None:
                choices = ", ".join(kinds[outcome.open].options)
                place = entry.place("scenarios", index, "answers", key=True)
                message = f"{outcome.open!r} is asked, but has no answer here"
                yield place, message, f"one of: {choices}" if choices else "add it"


@check(
    "scenario-plan",
    "A scenario and its answers lead to different plans.",
    "Scenarios test a framework: they say what a reader in a known situation must get, in order. The message shows "
    "both plans. Correct the conditions, or the scenario.",
)
def scenario_plan(library: Library) -> Iterator[Finding]:
    """Find scenarios whose plan differs from what their answers yield."""
    for entry, framework, _ in _proved(library):
        for index, scenario in enumerate(framework.scenarios):
            outcome = run(framework, scenario.answers)
            yields = [planned.step.id for planned in outcome.plan]
            if outcome.open is None and yields != list(scenario.plan):
                place = entry.place("scenarios", index, "plan", key=True)
                message = f"the answers lead to [{', '.join(yields)}], the scenario says [{', '.join(scenario.plan)}]"
                yield place, message, _difference(yields, list(scenario.plan))


def _difference(yields: list[str], says: list[str]) -> str:
    lacking = [step for step in yields if step not in says]
    more = [step for step in says if step not in yields]
    parts = [f"missing: {', '.join(lacking)}" if lacking else "", f"extra: {', '.join(more)}" if more else ""]
    return "; ".join(filter(None, parts)) or "the order differs"


CHECKS: tuple[Check, ...] = (
    repeated_step,
    question_options,
    unknown_answer,
    guarantee_form,
    ask_cycle,
    ask_order,
    framework_prose,
    unreachable_question,
    unreachable_step,
    empty_plan,
    plan_length,
    broken_guarantee,
    lost_place,
    idle_guarantee,
    no_guarantees,
    undecided_framework,
    scenario_answers,
    scenario_plan,
)
