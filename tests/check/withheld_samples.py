"""Samples of the rules of ``check/withheld.py``."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from check.samples import Sample

SAMPLES: dict[str, list[Sample]] = {}
