"""Inspect a picture or a document: its faults, its metadata, and the same file without that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openshelf.media import raster, svg, svg_words
from openshelf.media.fault import Fault, FaultKind
from openshelf.media.parts import BrokenError, Inspection, ReadableText

if TYPE_CHECKING:
    from collections.abc import Callable

SUFFIXES = raster.SUFFIXES | {".svg", ".pdf"}
"""Endings of pictures and documents that a library may publish, in lower case."""
_WEIGHTS = {".pdf": (2_000_000, 10_000_000)}
_PICTURE_WEIGHTS = (500_000, 2_000_000)
"""From how many bytes a file is heavy, and from how many too heavy: at 50 kB a second a picture of 500 kB takes ten."""


def suffix_of(name: str) -> str:
    """Return the ending that says what a file is, in lower case."""
    return f".{name.rpartition('.')[2].lower()}"


def inspect_file(data: bytes, name: str, *, reads: bool = True) -> Inspection:
    """Look at a picture or a document once; nothing is decoded that is too heavy, words are read only if asked for."""
    found = faults_of_size(len(data), name)
    if any(fault.kind is FaultKind.SIZE for fault in found):
        return Inspection(found, (), ReadableText())
    try:
        inside, traces, text = _look(data, suffix_of(name), raster.decode, reads=reads)
    except BrokenError as error:
        broken = Fault(FaultKind.CONTENT, str(error), "save it again in the program that made it")
        return Inspection([*found, broken], (), ReadableText())
    if traces:
        found.append(Fault(FaultKind.METADATA, ", ".join(traces), "openshelf clean takes it out"))
    return Inspection([*found, *inside], traces, text)


def faults_of_size(size: int, name: str) -> list[Fault]:
    """Return what is wrong with the number of a file's bytes."""
    heavy, most = _WEIGHTS.get(suffix_of(name), _PICTURE_WEIGHTS)
    if size > most:
        message = f"has {size / 1e6:.1f} MB, at most {most / 1e6:.0f} MB are allowed"
        return [Fault(FaultKind.SIZE, message, "make it smaller")]
    if size > heavy:
        hint = f"below {heavy / 1e3:,.0f} kB it opens on slow connections too"
        return [Fault(FaultKind.WEIGHT, f"has {size / 1e3:,.0f} kB", hint)]
    return []


def _look(
    data: bytes, suffix: str, decode: Callable[[bytes, str], object] | None = None, *, reads: bool = False
) -> Inspection:
    if suffix == ".pdf":
        from openshelf.media import pdf  # noqa: PLC0415 - pypdf takes as long to load as checking a small library

        return pdf.inspect(data, reads=reads)
    if suffix == ".svg":
        found, drawing = svg.inspect(data)
        return Inspection(found, drawing.traces, ReadableText((svg_words.read_words(data),) if reads else ()))
    picture = raster.take_apart(data, suffix)
    if decode is not None:
        decode(picture.content, suffix)
    return Inspection([], picture.traces, ReadableText())


def traces(data: bytes, name: str) -> list[str]:
    """Return what a file tells beside its picture or text, in words; never raises, and decodes no pixels."""
    try:
        return list(_look(data, suffix_of(name)).traces)
    except BrokenError:
        return ["data that cannot be read"]


def cleaned(data: bytes, name: str) -> bytes:
    """Return a file without its traces, pictures turned upright; the same bytes where there is nothing to take out.

    Raises BrokenError where the file cannot be read.
    """
    suffix = suffix_of(name)
    if suffix == ".pdf":
        from openshelf.media import pdf  # noqa: PLC0415

        return pdf.cleaned(data)
    return svg.inspect(data)[1].content if suffix == ".svg" else raster.cleaned(data, suffix)


def publishable(data: bytes, name: str) -> bytes | None:
    """Return a file as it is published: without its traces; None for one that no reader may get."""
    try:
        if len(data) > _WEIGHTS.get(suffix_of(name), _PICTURE_WEIGHTS)[1] or _look(data, suffix_of(name)).faults:
            return None
        return cleaned(data, name)
    except BrokenError:
        return None
