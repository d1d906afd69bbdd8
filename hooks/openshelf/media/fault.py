"""What can be wrong with a picture or a document."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum, auto


class FaultKind(StrEnum):
    """Which rule a fault breaks."""

    CONTENT = auto()
    """The file is not what its name says, or is broken."""
    SVG = auto()
    """A drawing holds more than a drawing."""
    PDF = auto()
    """A document does more than being read."""
    METADATA = auto()
    """The file tells about the people who made it."""
    WEIGHT = auto()
    """The file is heavy."""
    SIZE = auto()
    """The file is too heavy to publish."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong with a file, as a message that continues a sentence beginning with its name."""

    kind: FaultKind
    message: str
    hint: str = ""
    line: int = 1
    column: int = 1
