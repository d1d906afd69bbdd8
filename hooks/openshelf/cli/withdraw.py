"""``openshelf withdraw``."""

from __future__ import annotations

import datetime as dt
import sys
from typing import TYPE_CHECKING

from pydantic import ValidationError

from openshelf.check.references import EDIT_WITHIN
from openshelf.cli.commands import COMMANDS
from openshelf.cli.common import examine
from openshelf.cli.exit_codes import OK, PROBLEMS
from openshelf.cli.output import show
from openshelf.core import clock, report
from openshelf.library.suggestions import Suggestions
from openshelf.model.entries import Withdrawn
from openshelf.model.kinds import NEEDED_PAGES, Kind
from openshelf.publish.reuse import forget
from openshelf.publish.undo import CannotUndoError, restored, why_not_in_history
from openshelf.publish.withdraw import (
    CannotWithdrawError,
    citations,
    named_in_reason,
    orphaned_files,
    remaining_copies,
    remaining_keys,
    title_occurrences,
    withdrawn_text,
)
from openshelf.site.quick_exit import SensitivePages
from openshelf.sources.files import replace_contents

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable

    from openshelf.cli.common import Commands
    from openshelf.core.problem import Place, Problem
    from openshelf.library.entry import Entry
    from openshelf.library.library import Library

_HELP = (
    "Takes an entry out of the library: its page becomes a notice with the reason, the date and the replacement, and "
    "its text is deleted from its file; of a case study nothing stays, not even its title. You can publish that at "
    "once: texts that still cite the entry say that it was withdrawn, and are listed for editing. Then lists what no "
    "program can take back. With --undo, the text comes back from git's history as it was. Exits with 1 if nothing "
    "was done, or if the check finds errors."
)


def add(commands: Commands) -> None:
    """Register the command."""
    parser = commands.add_parser("withdraw", help=COMMANDS["withdraw"].help, description=_HELP)
    parser.add_argument("entry", metavar="ID", help="the id of an entry, or kind/id where several kinds share it")
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument("--reason", help="why, in one line that readers see; name nobody in it")
    which.add_argument("--undo", action="store_true", help="bring the text back from git's history")
    parser.add_argument("--replaced-by", metavar="ID", help="the id of the entry to use instead")
    parser.add_argument("--date", type=dt.date.fromisoformat, help="the day, such as 2026-03-31 (default: today)")
    parser.set_defaults(run=_run)


def _run(options: argparse.Namespace) -> int:
    today = clock.today()
    checked, problems, _ = examine(options.config, today)
    if checked is None:
        show(problems)
        return PROBLEMS
    library = checked.library
    try:
        entry = _one(library, options.entry)
        if options.undo:
            return _undo(library, entry, options, today)
        return _withdraw(library, entry, options, problems)
    except (CannotWithdrawError, CannotUndoError) as error:
        print(error, file=sys.stderr)
        return PROBLEMS


def _withdraw(library: Library, entry: Entry, options: argparse.Namespace, problems: Iterable[Problem]) -> int:
    today = library.today
    withdrawn = _notice(library, entry, options, today)
    file = library.settings.root / entry.path
    is_sensitive = SensitivePages(library).holds(entry.address)
    before = file.read_bytes()
    text = withdrawn_text(before.decode("utf-8"), entry, withdrawn, is_sensitive=is_sensitive)
    lost = why_not_in_history(library.settings.root, entry)
    replace_contents(file, text.encode("utf-8"))
    known = {(problem.rule, problem.message) for problem in problems}
    after, problems, _ = examine(options.config, today)
    now = after.library.find(entry.key) if after is not None else ()
    line = now[0].place("withdrawn", "reason").line if now else None
    for problem in problems:
        is_new = problem.is_error and (problem.rule, problem.message) not in known
        if is_new and problem.place.path == entry.path and line in {None, problem.place.line}:
            replace_contents(file, before)
            msg = f"The reason cannot be published as it is, and nothing was changed.\n{problem}"
            raise CannotWithdrawError(msg)
    forget(library.settings.root)
    print(f"Withdrawn: {entry.key} in {entry.path}. {_verdict(problems)}\n")
    cited = citations(after.library, now[0]) if after is not None and now else citations(library, entry)
    by = withdrawn.date + EDIT_WITHIN
    _print_section(f"Cited here, where readers now see that it was withdrawn; edit by {by}:", _place_lines(cited))
    if entry.kind is Kind.CASE_STUDY:
        _print_section(
            "Its title appears here as ordinary words; take out what must go:",
            _place_lines(title_occurrences(library, entry)),
        )
    else:
        _print_section(f"Still in {entry.path}, though not on the site; take out what must go:", remaining_keys(entry))
    if after is not None:
        _print_section("No longer shown anywhere; delete what must go:", orphaned_files(library, after.library))
    _print_section("What no program can take back:", list(remaining_copies(library, entry)))
    _print_section("What --undo cannot bring back:", [lost] if lost else [])
    show(problems)
    return PROBLEMS if any(problem.is_error for problem in problems) else OK


def _undo(library: Library, entry: Entry, options: argparse.Namespace, today: dt.date) -> int:
    if options.replaced_by is not None or options.date is not None:
        msg = "--undo brings back what was there: it takes no --replaced-by and no --date."
        raise CannotUndoError(msg)
    if entry.data.withdrawn is None:
        msg = f"{entry.key} is not withdrawn: there is nothing to undo."
        raise CannotUndoError(msg)
    file = library.settings.root / entry.path
    found = restored(library.settings.root, entry, file.read_bytes().decode("utf-8"))
    replace_contents(file, found.text.encode("utf-8"))
    problems = examine(options.config, today).problems
    print(f"Back: {entry.key} in {entry.path}, as it was in commit {found.commit}. {_verdict(problems)}\n")
    show(problems)
    return PROBLEMS if any(problem.is_error for problem in problems) else OK


def _verdict(problems: Iterable[Problem]) -> str:
    errors = [problem for problem in problems if problem.is_error]
    return f"You cannot publish yet: {report.summary(errors)}" if errors else "You can publish now."


def _one(library: Library, target: str) -> Entry:
    found = library.find(target)
    if len(found) == 1:
        return found[0]
    if found:
        msg = f"{target!r} can mean several entries: {' or '.join(entry.key for entry in found)}"
    else:
        msg = f"There is no entry {target!r} that can be read. {Suggestions(library).instead_of(target)}"
    raise CannotWithdrawError(msg)


def _notice(library: Library, entry: Entry, options: argparse.Namespace, today: dt.date) -> Withdrawn:
    """Return the notice. Raises CannotWithdrawError for one that the checks would refuse."""
    if entry.data.withdrawn is not None:
        msg = f"{entry.key} was already withdrawn on {entry.data.withdrawn.date}."
        raise CannotWithdrawError(msg)
    if entry.kind is Kind.PAGE and entry.id in NEEDED_PAGES:
        msg = f"{entry.key} cannot be withdrawn: {NEEDED_PAGES[entry.id]}. Change what it says."
        raise CannotWithdrawError(msg)
    if name := named_in_reason(options.reason, entry):
        msg = f"The reason says {name!r}, which is what has to go: readers see the reason. Write it without."
        raise CannotWithdrawError(msg)
    day = options.date or today
    if day > today:
        msg = f"{day} is in the future: a withdrawal takes effect at once."
        raise CannotWithdrawError(msg)
    replacement = _one(library, options.replaced_by) if options.replaced_by else None
    if replacement is entry or (replacement is not None and not replacement.is_listed(today)):
        msg = f"{options.replaced_by!r} cannot replace it: readers must find it, and it must be another entry."
        raise CannotWithdrawError(msg)
    try:
        return Withdrawn.model_validate(
            {"date": str(day), "reason": options.reason, "replaced_by": options.replaced_by}
        )
    except ValidationError as error:
        msg = f"The reason does not fit: {error.errors()[0]['msg']}"
        raise CannotWithdrawError(msg) from None


def _place_lines(places: Iterable[Place]) -> list[str]:
    return [f"{place.path}:{place.line}:{place.column}" for place in places]


def _print_section(head: str, lines: list[str]) -> None:
    if lines:
        print("\n".join([head, *(f"  {line}" for line in lines)]), end="\n\n")
