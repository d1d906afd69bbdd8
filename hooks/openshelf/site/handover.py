"""What the command hands to the engine that it starts in a copy of its process, and what comes back."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from openshelf.check.run import Checked
    from openshelf.core.store import Store


@dataclass(frozen=True)
class Handover:
    """What need not be done again."""

    checked: Checked
    """The library, read and checked."""
    store: Store
    """Results of earlier builds, to which this one adds its own."""
    holds: Callable[[str, bytes], bool] = lambda _path, _key: False
    """Whether the last site has a file whose bytes have a key."""
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
