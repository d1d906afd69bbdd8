"""Sentences of others: what may be said raises no alarm, what gives somebody away does."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from support import FILES, a_library, problems_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from openshelf.core.problem import Problem

FOLDER = Path(__file__).parent / "sentences"
NEWS = FILES["docs/updates/hello.md"]
PRIVATE = {"personal-contact", "national-id", "identity-paper", "exact-place"}


def sentences(name: str) -> list[Mapping[str, str]]:
    """Return the sentences of a file."""
    found: list[Mapping[str, str]] = yaml.safe_load((FOLDER / name).read_text(encoding="utf-8"))
    return found


def problems_by_file(folder: Path, said: Sequence[Mapping[str, str]]) -> dict[str, list[Problem]]:
    """Return what is said of each sentence, all of them in one library, by the path of its update."""
    paths = [f"docs/updates/sentence-{number}.md" for number in range(len(said))]
    texts = [NEWS.replace("The library is open.", sentence["text"]) for sentence in said]
    problems = problems_of(a_library(folder, dict(zip(paths, texts, strict=True))))
    return {path: [problem for problem in problems if problem.place.path == path] for path in paths}


def test_what_may_be_said_raises_no_alarm(tmp_path: Path) -> None:
    said = sentences("legal.yml")
    assert len(said) > 400
    assert len({sentence["lang"] for sentence in said}) == 9
    found = problems_by_file(tmp_path, said)
    assert [str(problem) for problems in found.values() for problem in problems] == []


def test_what_gives_somebody_away_is_found(tmp_path: Path) -> None:
    said = sentences("private.yml")
    assert {sentence["kind"] for sentence in said} == {"phone", "id", "place"}
    found = problems_by_file(tmp_path, said)
    missed = [
        sentence["text"]
        for sentence, problems in zip(said, found.values(), strict=True)
        if PRIVATE.isdisjoint(problem.rule.id for problem in problems)
    ]
    assert missed == []
