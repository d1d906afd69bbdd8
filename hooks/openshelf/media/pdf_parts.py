"""What a PDF document is made of, read by pypdf within limits."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from pypdf import Configuration
from pypdf.errors import DependencyError, DeprecationError, PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, PdfObject

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pypdf import PdfReader

UNREADABLE = (
    PyPdfError,
    DependencyError,
    DeprecationError,
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    AttributeError,
    OSError,
    RecursionError,
    AssertionError,
    OverflowError,
    ZeroDivisionError,
    NotImplementedError,
)
"""What pypdf raises for broken documents."""
MAX_UNPACKED = 1_000_000
"""Bytes that one part of a document may grow to when it is unpacked; pictures are not unpacked."""
LIMITS = Configuration(
    zlib_maximum_output_length=MAX_UNPACKED,
    lzw_maximum_output_length=MAX_UNPACKED,
    run_length_maximum_output_length=MAX_UNPACKED,
    brotli_maximum_output_length=MAX_UNPACKED,
    array_based_stream_maximum_output_length=MAX_UNPACKED,
    stream_parsing_work_maximum_count=200_000,
    xform_maximum_invocations_per_extraction=0,
)
"""Of a page at most 200,000 numbers, texts and operators are read. What several pages draw is read once, by itself."""

logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # its warnings are not for writers


def parts(reader: PdfReader) -> Iterator[DictionaryObject]:
    """Yield every dictionary of a document once, whether a page leads there or not, following no reference."""
    names = [(number, generation) for generation, table in reader.xref.items() for number in table]
    names += [(number, 0) for number in reader.xref_objStm]
    waiting: list[PdfObject] = [reader.trailer]
    for number, generation in dict.fromkeys(names):
        one = reader.get_object(IndirectObject(number, generation, reader)) if number else None
        waiting += [one] if one is not None else []
        while waiting:
            part = waiting.pop()
            if isinstance(part, DictionaryObject):
                yield part
                waiting += [part.raw_get(key) for key in part]
            elif isinstance(part, ArrayObject):
                waiting += list(list.__iter__(part))


def value(part: DictionaryObject, key: str) -> object:
    """Return what stands under a key of a part, None where nothing does."""
    found = part.raw_get(key) if key in part else None
    return found.get_object() if isinstance(found, IndirectObject) else found


def dictionary(part: DictionaryObject, key: str) -> DictionaryObject:
    """Return the dictionary under a key of a part, an empty one where there is none."""
    found = value(part, key)
    return found if isinstance(found, DictionaryObject) else DictionaryObject()
