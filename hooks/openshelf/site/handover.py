"""What the command hands to the engine that it starts in a copy of its process: the library, read and checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from openshelf.check.run import Checked

_handed: list[Checked] = []
"""Set in the forked child only, so that the hook need not read and check again."""


def hand_over(checked: Checked) -> None:
    """Let the hook of this process use a library that was checked."""
    _handed[:] = [checked]


def inherited_check() -> Checked | None:
    """Return the library that the command which started this engine has checked; None where nobody did."""
    return _handed[0] if _handed else None
