"""Words of crisis: what somebody types who needs help before anything else."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CrisisWords:
    """Words and phrases that lead to one situation of the page of help."""

    words: tuple[str, ...]
    """Words or phrases, any of which may be typed; a star at the end of a word stands for any ending."""
    with_one_of: tuple[str, ...] = ()
    """Words or phrases of which one must be typed as well, where ``words`` have an everyday meaning too."""
    situation: int = 0
    """The number of the situation on the page of help, from 1; 0 is the page itself."""
