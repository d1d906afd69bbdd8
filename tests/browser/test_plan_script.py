"""The script of decision frameworks decides as Python does, and is small."""

from __future__ import annotations

import gzip
import json
import re
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given

from browser.walker import LONGEST
from frameworks.strategies import choices, frameworks
from openshelf.frameworks.logic import run
from openshelf.frameworks.proof import prove
from openshelf.model.framework import Framework, QuestionKind
from openshelf.site.assets import served_scripts
from openshelf.site.i18n import Words
from openshelf.site.pages.frameworks import flow_data
from support import examples

if TYPE_CHECKING:
    from browser.reader import Reader
    from openshelf.frameworks.logic import Answers

MOST = 10_000
"""Bytes of both scripts together as they are served, compressed."""
NAMES = "10", "9", "constructor", "every", "some", "none", "length", "2", "name"
"""Ids that are allowed and that mean something to a script: numbers come first in objects, others are there already."""

RUN = """(samples) => samples.map(([flow, answers]) => {
  const {asked, open, plan} = openshelfPlan.run(JSON.parse(flow), answers);
  return [asked, open, plan.map(({id, because}) => [id, because])];
})"""


@dataclass(frozen=True, slots=True)
class Sample:
    """A framework and some answers to it."""

    framework: Framework
    answers: Answers

    def for_script(self) -> tuple[str, Answers]:
        """Return what the page gives its script."""
        return str(flow_data(Words("en"), self.framework)), self.answers

    def in_python(self) -> list[Any]:
        """Return what Python makes of it, in the form of ``RUN``."""
        outcome = run(self.framework, self.answers)
        return [list(outcome.asked), outcome.open, [[made.step.id, list(made.because)] for made in outcome.plan]]


def some_frameworks(count: int) -> list[Framework]:
    """Return random frameworks, the same ones in every run."""
    drawn: list[Framework] = []

    @examples(max_examples=count)
    @given(frameworks())
    def draw(framework: Framework) -> None:
        drawn.append(framework)

    draw()
    return drawn


def renamed(framework: Framework, chance: Random) -> Framework:
    """Return the framework with names for its questions that are hard on a script."""
    names = chance.sample(NAMES, len(NAMES))
    written = framework.model_dump_json(by_alias=True, exclude_none=True)
    return Framework.model_validate_json(re.sub(r'"q([1-9])"', lambda found: json.dumps(names[int(found[1])]), written))


def some_answers(framework: Framework, chance: Random) -> Answers:
    """Return answers to a framework: complete ones, or some of them missing or empty."""
    answers = {}
    is_complete = chance.random() < 0.5
    for question in framework.questions:
        kind = 1 if is_complete else chance.random()
        if kind >= 0.3:
            is_text = question.kind is QuestionKind.TEXT
            answers[question.id] = chance.choice([("",), ("Some words",), ()] if is_text else choices(question))
        elif kind >= 0.15:
            answers[question.id] = ()
    return answers


@pytest.fixture(scope="module")
def page(reader: Reader) -> Reader:
    """Open a page that has the script."""
    reader.visit(f"frameworks/{next(iter(LONGEST))}/")
    return reader


def test_the_script_decides_as_python_does_for_random_frameworks_and_answers(page: Reader) -> None:
    chance = Random(20261122)  # noqa: S311 - the same samples in every run
    drawn = some_frameworks(150)
    drawn += [renamed(framework, chance) for framework in drawn]
    samples = [Sample(framework, some_answers(framework, chance)) for framework in drawn for _ in range(8)]
    found = page.ask(RUN, [sample.for_script() for sample in samples])
    for sample, told in zip(samples, found, strict=True):
        assert told == sample.in_python(), sample
    complete = sum(waiting is None for _, waiting, _ in found)
    assert 0.2 * len(samples) < complete < 0.9 * len(samples)
    assert sum(bool(because) for _, _, plan in found for _, because in plan) > 0.2 * len(samples)


def test_what_the_prover_found_holds_in_the_script(page: Reader) -> None:
    of_library = [told.framework for told in LONGEST.values()]
    random = some_frameworks(100)
    wanted = [
        (framework, example, steps)
        for framework in [*of_library, *random]
        for proof in [prove(framework)]
        for example, steps in ((proof.longest_example, proof.longest), (proof.empty, 0))
        if example is not None
    ]
    found = page.ask(RUN, [Sample(framework, example).for_script() for framework, example, _ in wanted])
    for (framework, example, steps), (_, waiting, plan) in zip(wanted, found, strict=True):
        assert (waiting, len(plan)) == (None, steps), (framework, example)
    assert sum(not steps for _, _, steps in wanted) > 0.1 * len(random)


def test_answers_that_break_a_guarantee_yield_the_same_plan_in_the_script(page: Reader) -> None:
    samples = [
        Sample(framework, example)
        for framework in some_frameworks(300)
        for broken in prove(framework).guarantees.broken
        for example in (broken.example, broken.more_danger)
        if example is not None
    ]
    found = page.ask(RUN, [sample.for_script() for sample in samples])
    assert found == [sample.in_python() for sample in samples]
    assert len({sample.framework.model_dump_json() for sample in samples}) > 10


def test_every_scenario_of_the_library_yields_its_plan_in_the_script(page: Reader) -> None:
    told = [(item.framework, scenario) for item in LONGEST.values() for scenario in item.framework.scenarios]
    found = page.ask(RUN, [Sample(framework, scenario.answers).for_script() for framework, scenario in told])
    assert [[step for step, _ in plan] for _, _, plan in found] == [list(scenario.plan) for _, scenario in told]


def test_both_scripts_together_are_light() -> None:
    served = served_scripts()
    sizes = [len(gzip.compress(served[f"assets/{name}"], 9)) for name in ("plan.js", "compare.js")]
    assert sum(sizes) <= MOST, sizes
