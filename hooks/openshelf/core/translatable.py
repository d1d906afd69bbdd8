"""Interface strings that stand in tables: marked where they are written, translated where they are shown."""

from __future__ import annotations


def N_(message: str) -> str:  # noqa: N802 - gettext's own name for a string that is translated later
    """Mark a string for translation."""
    return message
