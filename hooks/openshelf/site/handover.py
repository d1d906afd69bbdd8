"""What the command hands to the engine that it starts in a copy of its process, and what comes back."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from openshelf.check.run import load_and_begin_check, load_and_check
from openshelf.core import clock
from openshelf.core.gc_pause import gc_paused
from openshelf.core.site_folder import claim
from openshelf.library.results import open_store, open_store_again
from openshelf.site.assembly import Assembly
from openshelf.site.framing import framed_again, keep_framing

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from openshelf.core.problem import Problem
    from openshelf.core.store import Store
    from openshelf.library.library import Library
    from openshelf.model.settings import Settings


@dataclass(frozen=True)
class Handover:
    """What need not be done again."""

    library: Library
    store: Store
    """Results of earlier builds, to which this one adds its own."""
    held_at: Callable[[str, bytes], str] = lambda _path, _key: ""
    """Where the last site has a file at a path if its bytes have a key; empty if it has none."""
    engine: str = ""
    """The program that is started, if any."""
    found: Callable[[], Sequence[Problem]] = tuple
    """Waits for what is wrong with the library; a command that starts an engine has told it."""
    why: str = ""
    """The address of a page of which to say why it is made again; empty for none."""
    claims: dict[str, bytes] = field(default_factory=dict)
    """What comes back: files that were not written because the last site has them, with the keys of their bytes."""
    reasons: list[str] = field(default_factory=list)
    """What comes back: why that page is made again."""

    @cached_property
    def assembly(self) -> Assembly:
        """The pages of the library, planned."""
        return Assembly.of(self.library, store=self.store, held_at=self.held_at)


_handed: list[Handover] = []
"""Set in the forked child only."""


def hand_over(handover: Handover) -> None:
    """Let the hook of this process use what the command has."""
    _handed[:] = [handover]


def made_without_engine(handover: Handover, folder: Path) -> bool:
    """Make a site where the engine would do nothing else than the last time; return whether that was so."""
    files = framed_again(handover.assembly, handover.engine)
    if files is None:
        return False
    claim(folder)
    handover.claims.update(files)
    _write(handover, folder)
    return True


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
    else:
        keep_framing(assembly, handover.engine, folder)
        _write(handover, folder)


def _write(handover: Handover, folder: Path) -> None:
    if handover.why:
        handover.reasons.append(handover.assembly.why(handover.why))
    with gc_paused():
        handover.claims.update(handover.assembly.write(folder))
