"""What the command hands to the engine that it starts in a copy of its process, and what comes back."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from openshelf.check.run import load_and_begin_check, load_and_check
from openshelf.core import clock
from openshelf.library.results import open_store, open_store_again

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from openshelf.core.problem import Problem
    from openshelf.core.store import Store
    from openshelf.library.library import Library
    from openshelf.model.settings import Settings
    from openshelf.site.assembly import Assembly


@dataclass(frozen=True)
class Handover:
    """What need not be done again."""

    library: Library
    store: Store
    """Results of earlier builds, to which this one adds its own."""
    holds: Callable[[str, bytes], bool] = lambda _path, _key: False
    """Whether the last site has a file whose bytes have a key."""
    found: Callable[[], Sequence[Problem]] = tuple
    """Waits for what is wrong with the library; a command that starts an engine has told it."""
    why: str = ""
    """The address of a page of which to say why it is made again; empty for none."""
    claims: dict[str, bytes] = field(default_factory=dict)
    """What comes back: files that were not written because the last site has them, with the keys of their bytes."""
    reasons: list[str] = field(default_factory=list)
    """What comes back: why that page is made again."""


_handed: list[Handover] = []
"""Set in the forked child only."""


def hand_over(handover: Handover) -> None:
    """Let the hook of this process use what the command has."""
    _handed[:] = [handover]


def handed_over() -> Handover | None:
    """Return what the command that started this engine handed over; None where nobody did."""
    return _handed[0] if _handed else None


def alone(settings: Settings) -> Handover:
    """Return what the hook does itself where no command started the engine."""
    store = open_store(settings.file)
    checked = load_and_check(settings, clock.today(), store)
    return Handover(checked.library, store, found=lambda: checked.problems)


def alone_again(settings: Settings, before: Store) -> Handover:
    """Return the same for a process that did it with the results ``before``; the checks run while it goes on."""
    store = open_store_again(settings.file, before)
    library, found = load_and_begin_check(settings, clock.today(), store)
    return Handover(library, store, found=found)


def deliver(assembly: Assembly, folder: Path) -> None:
    """Write a site, and leave to the command that started this engine what it waits for."""
    handover = handed_over()
    if handover is None:
        assembly.write(folder)
        assembly.view.store.save()
        return
    if handover.why:
        handover.reasons.append(assembly.why(handover.why))
    handover.claims.update(assembly.write(folder))
