"""``openshelf withdraw``."""

from __future__ import annotations

import datetime as dt
import sys
from typing import TYPE_CHECKING

from pydantic import ValidationError

from openshelf import clock
from openshelf.cli.common import OK, PROBLEMS, examine, show
from openshelf.model.entries import Withdrawn
from openshelf.problem import nearest
from openshelf.read.files import replace_contents
from openshelf.withdraw import (
    CannotWithdrawError,
    beyond_reach,
    citations,
    kept_values,
    left_behind,
    withdrawn_text,
)

if TYPE_CHECKING:
    import argparse

    from openshelf.cli.common import Commands
    from openshelf.library.entry import Entry
    from openshelf.library.library import Library

_HELP = (
    "Takes an entry out of the library: its page becomes a notice with the reason, the date and the replacement, and "
    "its text is deleted from its file. Then lists what still cites it, and what no program can pull back. "
    "Exits with 1 where problems are left, such as a text that still cites it; the entry is withdrawn all the same."
)


def add(commands: Commands) -> None:
    """Register the command."""
    parser = commands.add_parser("withdraw", help="take an entry back, with a notice at its address", description=_HELP)
    parser.add_argument("entry", metavar="ID", help="the id of an entry, or kind/id where several kinds share it")
    parser.add_argument("--reason", required=True, help="why, in one line that readers see; name nobody in it")
    parser.add_argument("--replaced-by", metavar="ID", help="the id of the entry to use instead")
    parser.add_argument("--date", type=dt.date.fromisoformat, help="the day, such as 2026-03-31 (default: today)")
    parser.set_defaults(run=_withdraw)


def _withdraw(options: argparse.Namespace) -> int:
    today = clock.today()
    checked, problems = examine(options.config, today)
    if checked is None:
        show(problems)
        return PROBLEMS
    library = checked.library
    try:
        entry = _one(library, options.entry)
        withdrawn = _notice(library, entry, options, today)
        file = library.settings.root / entry.path
        text = withdrawn_text(file.read_bytes().decode("utf-8"), entry, withdrawn)
    except CannotWithdrawError as error:
        print(error, file=sys.stderr)
        return PROBLEMS
    replace_contents(file, text.encode("utf-8"))
    after, problems = examine(options.config, today)
    now = after.library.find(entry.key) if after is not None else ()
    cited = citations(after.library, now[0]) if after is not None and now else citations(library, entry)
    print(f"Withdrawn: {entry.key} in {entry.path}.\n")
    _tell("Cited here; take each citation out:", [f"{place.path}:{place.line}:{place.column}" for place in cited])
    if after is not None:
        _tell("Shown nowhere any more; delete what must go:", left_behind(library, after.library))
    _tell(f"Still in {entry.path}, though not on the site; take out what must go:", kept_values(entry))
    _tell("What no program can pull back:", list(beyond_reach(library, entry)))
    show(problems)
    return PROBLEMS if any(problem.is_error for problem in problems) else OK


def _one(library: Library, target: str) -> Entry:
    found = library.find(target)
    if len(found) == 1:
        return found[0]
    if found:
        msg = f"{target!r} can mean several entries: {' or '.join(entry.key for entry in found)}"
    else:
        msg = f"There is no entry {target!r} that can be read. {nearest(target, library.ids())}".rstrip()
    raise CannotWithdrawError(msg)


def _notice(library: Library, entry: Entry, options: argparse.Namespace, today: dt.date) -> Withdrawn:
    """Return the notice. Raises CannotWithdrawError for one that the checks would refuse."""
    if entry.data.withdrawn is not None:
        msg = f"{entry.key} was withdrawn on {entry.data.withdrawn.date} already."
        raise CannotWithdrawError(msg)
    day = options.date or today
    if day > today:
        msg = f"{day} has not come yet: what is withdrawn is withdrawn at once."
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


def _tell(head: str, lines: list[str]) -> None:
    if lines:
        print("\n".join([head, *(f"  {line}" for line in lines)]), end="\n\n")
