"""Texts on trial: each is a page of one small library, checked by every rule and rendered."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from openshelf.check import run
from openshelf.core.problem import sorted_problems
from openshelf.core.store import Store
from openshelf.model.kinds import Kind
from openshelf.site.i18n import Words
from openshelf.site.markdown import Renderer
from openshelf.site.reads import Reads
from openshelf.site.terms import TermIndex
from openshelf.sources.limits import check_limits
from openshelf.sources.markdown_outline import read_body
from openshelf.sources.source import Source
from openshelf.sources.yaml_source import Tree
from support import a_library, load

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from openshelf.core.problem import Problem
    from openshelf.site.markdown import Rendered
    from openshelf.sources.markdown_outline import Body


class Trial(NamedTuple):
    """What became of a text."""

    body: Body
    rendered: Rendered
    problems: tuple[Problem, ...]

    @property
    def html(self) -> str:
        """The HTML of the text."""
        return self.rendered.html

    @property
    def errors(self) -> list[str]:
        """What stops a build, as ``line:column rule-id``."""
        return [_brief(problem) for problem in self.problems if problem.is_error]

    @property
    def warnings(self) -> list[str]:
        """What is only said, as ``line:column rule-id``."""
        return [_brief(problem) for problem in self.problems if not problem.is_error]

    @property
    def hints(self) -> str:
        """What writers are told to write instead."""
        return "\n".join(problem.hint for problem in self.problems)


def _brief(problem: Problem) -> str:
    return f"{problem.place.line}:{problem.place.column} {problem.rule.id}"


def trials(folder: Path, texts: Mapping[str, str]) -> dict[str, Trial]:
    """Check and render texts as pages of the tiny library, which is written into ``folder``: ``docs/<name>.md``."""
    tiny = load(a_library(folder))
    bodies, problems = {}, []
    for name, text in texts.items():
        path = f"docs/{name}.md"
        bodies[name], found = read_body(text, path, 1)
        problems += [*found, *check_limits(text, path)]
    page = tiny.entries[Kind.PAGE]["index"]
    entries = [
        replace(page, id=name, tree=Tree.of_nothing(body.path), body=body, written={}) for name, body in bodies.items()
    ]
    library = replace(
        tiny,
        parsed_entries=(*tiny.parsed_entries, *entries),
        sources=(*tiny.sources, *(Source(body.path, body.text) for body in bodies.values())),
    )
    problems += run.run(library, Store.nothing())
    renderer = Renderer(Reads(library), Words("en"), TermIndex(()))
    return {
        name: Trial(
            body, renderer.render(body, f"{name}/"), sorted_problems(p for p in problems if p.place.path == body.path)
        )
        for name, body in bodies.items()
    }


def trial(folder: Path, text: str) -> Trial:
    """Check and render one text."""
    return trials(folder, {"page": text})["page"]
