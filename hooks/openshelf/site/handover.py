"""What the command hands to the engine that it starts in a copy of its process."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

    from openshelf.check.run import Checked
    from openshelf.core.store import Store


class Handover(NamedTuple):
    """What need not be done again, and where results are."""

    checked: Checked
    """The library, read and checked."""
    store: Store
    """Results of earlier builds."""
    last: Path
    """The folder of the last site."""


_handed: list[Handover] = []
"""Set in the forked child only."""


def hand_over(handover: Handover) -> None:
    """Let the hook of this process use what the command has."""
    _handed[:] = [handover]


def handed_over() -> Handover | None:
    """Return what the command that started this engine handed over; None where nobody did."""
    return _handed[0] if _handed else None
