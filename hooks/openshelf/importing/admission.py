"""What may come in: the library's own check looks at everything, and decides."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from pydantic import ValidationError

from openshelf.check.drafts import WAITING
from openshelf.formatting.lines import CannotFormatError
from openshelf.importing.diagnostics import Diagnostic, SourceLocation, Topic
from openshelf.importing.insertion import CannotImportError
from openshelf.model.convert import MISSING_KEY
from openshelf.model.entries import Resource
from openshelf.model.kinds import CATALOGUE, Kind
from openshelf.sources.yaml_source import YAML_SIZE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from openshelf.check.run import Checked
    from openshelf.core.problem import Problem
    from openshelf.importing.candidates import Candidate
    from openshelf.library.entry import Entry

_NEEDED = frozenset({"id", "title", "url", "draft"})
"""Keys without which an entry cannot come in."""


class Admitted(NamedTuple):
    """What comes in, and what is to be told of it and of the rest."""

    candidates: tuple[Candidate, ...]
    diagnostics: tuple[Diagnostic, ...]


def admit(
    candidates: Sequence[Candidate], before: Iterable[Problem], look: Callable[[Sequence[Candidate]], Checked]
) -> Admitted:
    """Return what can be added to a library without an error in it; ``look`` checks the library with candidates in it.

    An entry with an error becomes a draft, in which what readers would mind is a warning. What is an error there too,
    because the repository is public, is left out: one key, or the whole where it is no key. ``before`` are the problems
    of the library as it is. Raises CannotImportError where others than the new entries would get an error.
    """
    left, diagnostics = _writable(candidates)
    left = [candidate if candidate.is_draft or _fits(candidate) else _as_draft(candidate) for candidate in left]
    while True:
        checked = look(left)
        found = _by_candidate(checked, left)
        wrong = {key: errors for key, problems in found.items() if (errors := [p for p in problems if p[1].is_error])}
        if not wrong:
            _refuse_unread(left, before, checked)
            break
        left = [one for candidate in left for one in _mended(candidate, wrong.get(candidate.key, []), diagnostics)]
    _refuse_harm(before, checked, [one for problems in found.values() for one in problems])
    for candidate in left:
        topic = Topic.DRAFT if candidate.is_draft else Topic.COMPLETE
        lacks = _lacks([problem for _, problem in found.get(candidate.key, [])]) if candidate.is_draft else ""
        diagnostics.append(Diagnostic(topic, candidate.location, f"{candidate.id}{lacks}"))
    return Admitted(tuple(left), tuple(diagnostics))


def _writable(candidates: Iterable[Candidate]) -> tuple[list[Candidate], list[Diagnostic]]:
    """Return the candidates that can be written down, and what is told of the others."""
    left, diagnostics = [], []
    for candidate in candidates:
        try:
            _ = candidate.written if candidate.kind is Kind.RESOURCE else candidate.text
        except CannotFormatError as error:
            diagnostics.append(Diagnostic(Topic.LEFT, candidate.location, f"{candidate.id}: {error}"))
        else:
            left.append(candidate)
    return left, diagnostics


def _fits(candidate: Candidate) -> bool:
    """Whether a resource has what its kind needs: a list with many that lack it is not read to its end."""
    if candidate.kind is not Kind.RESOURCE:
        return True
    try:
        Resource.model_validate(candidate.written.values)
    except ValidationError:
        return False
    return True


def _as_draft(candidate: Candidate) -> Candidate:
    return replace(candidate, values={**candidate.values, "draft": "yes"})


def _by_candidate(checked: Checked, candidates: Iterable[Candidate]) -> Mapping[str, list[tuple[Entry, Problem]]]:
    """Return the problems of each candidate by its key, with the entry that was read."""
    keys = {candidate.key for candidate in candidates}
    found: dict[str, list[tuple[Entry, Problem]]] = defaultdict(list)
    for problem in checked.problems:
        entry = checked.library.entry_at(problem.place)
        # Where reading stops is told of the last entry that was read, whose fault it is not.
        if entry is not None and entry.key in keys and problem.rule.id != YAML_SIZE.id:
            found[entry.key].append((entry, problem))
    return found


def _mended(
    candidate: Candidate, errors: Sequence[tuple[Entry, Problem]], diagnostics: list[Diagnostic]
) -> list[Candidate]:
    """Return a candidate without what is wrong with it, nothing where that is the whole."""
    if not errors:
        return [candidate]
    if not candidate.is_draft:
        return [_as_draft(candidate)]
    found = [(problem, _key_at(entry, problem), entry) for entry, problem in errors]
    left_out = {key for _, key, _ in found}
    is_lost = not _NEEDED.isdisjoint(left_out) or not left_out <= candidate.values.keys()
    for problem, key, entry in found:
        message = f"{problem.rule.id}, {problem.message}"
        if is_lost:
            location = candidate.locations.get(key) or _location_in_text(candidate, entry, problem)
            diagnostics.append(Diagnostic(Topic.LEFT, location, f"{candidate.id}: {message}"))
        else:
            diagnostics.append(
                Diagnostic(
                    Topic.CHANGED, candidate.locations.get(key, candidate.location), f"{key} is left out: {message}"
                )
            )
    kept = {key: value for key, value in candidate.values.items() if key not in left_out}
    return [] if is_lost else [replace(candidate, values=kept)]


def _location_in_text(candidate: Candidate, entry: Entry, problem: Problem) -> SourceLocation:
    """Return where a problem of a text stands in the source of that text."""
    if entry.body is None or entry.shelf is None or problem.place.line < entry.body.first_line:
        return candidate.location
    return SourceLocation(candidate.location.path, problem.place.line - entry.body.first_line + candidate.body_line)


def _key_at(entry: Entry, problem: Problem) -> str:
    """Return the key of an entry in which a problem stands, nothing for one of the text below."""
    if entry.shelf is not None and entry.body is not None and problem.place.line >= entry.body.first_line:
        return ""
    at, key = 0, ""
    for node, _ in entry.tree.node.value:
        line = entry.tree.place_of(node).line
        if at <= line <= problem.place.line:
            at, key = line, str(node.value)
    return key


def _lacks(problems: Iterable[Problem]) -> str:
    """Return what a draft lacks, and how often each rule waits for it to be mended."""
    waiting = [problem for problem in problems if problem.rule.id in WAITING]
    keys = [problem.message.split()[0] for problem in waiting if problem.rule.id == MISSING_KEY.id]
    rules = Counter(problem.rule.id for problem in waiting if problem.rule.id != MISSING_KEY.id)
    parts = [*keys, *(f"{number} {rule}" for rule, number in sorted(rules.items()))]
    return f": {', '.join(parts)}" if parts else ""


def _refuse_unread(candidates: Iterable[Candidate], before: Iterable[Problem], checked: Checked) -> None:
    """Raise CannotImportError where the library is not read to its end, so that nobody knows of all candidates."""
    read = {entry.key for entry in checked.library.parsed_entries}
    if all(candidate.key in read for candidate in candidates):
        return
    _refuse_harm(before, checked, [])
    raise CannotImportError(f"{CATALOGUE} could not be read to its end: first correct what openshelf check finds there")


def _refuse_harm(before: Iterable[Problem], checked: Checked, own: Iterable[tuple[Entry, Problem]]) -> None:
    """Raise CannotImportError where something else than what is new would get an error."""
    mine = {problem for _, problem in own}
    old = Counter((problem.rule.id, problem.place.path) for problem in before if problem.is_error)
    new = [problem for problem in checked.problems if problem.is_error and problem not in mine]
    count = Counter((problem.rule.id, problem.place.path) for problem in new)
    harm = [problem for problem in new if count[key := (problem.rule.id, problem.place.path)] > old[key]]
    if harm:
        raise CannotImportError("\n".join(map(str, harm[:20])))
