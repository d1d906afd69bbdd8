"""Samples of the rules of ``check/exceptions.py``."""

from __future__ import annotations

from check.samples import Sample

SAMPLES: dict[str, list[Sample]] = {}
