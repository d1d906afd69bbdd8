"""Raster pictures, decoded whole by the one decoder that their name promises."""

from __future__ import annotations

import io
import struct
import warnings
import zlib
from typing import TYPE_CHECKING, Any

from PIL import Image, JpegImagePlugin

from openshelf.media import jpeg, png, webp
from openshelf.media.parts import BrokenError, Parts

if TYPE_CHECKING:
    from collections.abc import Callable

MAX_PIXELS = 40_000_000
"""A camera of 40 megapixels; decoded, that is 160 MB of memory on a reader's phone."""
_UNREADABLE = (OSError, ValueError, SyntaxError, EOFError, IndexError, KeyError, TypeError, struct.error, zlib.error)
"""What Pillow raises for broken pictures."""
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_KINDS: dict[str, tuple[str, Callable[[bytes], Parts]]] = {
    ".jpg": ("JPEG", jpeg.take_apart),
    ".jpeg": ("JPEG", jpeg.take_apart),
    ".png": ("PNG", png.take_apart),
    ".webp": ("WEBP", webp.take_apart),
}
SUFFIXES = frozenset(_KINDS)
"""Endings of raster pictures."""


def take_apart(data: bytes, suffix: str) -> Parts:
    """Separate a picture from what else its file tells. Raises BrokenError."""
    return _KINDS[suffix][1](data)


def decode(data: bytes, suffix: str) -> Image.Image:
    """Return the picture, decoded to its last pixel. Raises BrokenError."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture = Image.open(io.BytesIO(data), formats=[_KINDS[suffix][0]])
            if picture.width * picture.height <= MAX_PIXELS:
                picture.load()
                return picture
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        pass
    except _UNREADABLE:
        raise BrokenError("is cut off or damaged") from None
    raise BrokenError(f"has more than {MAX_PIXELS / 1e6:.0f} million pixels")


def cleaned(data: bytes, suffix: str) -> bytes:
    """Return the picture alone, turned upright, the same bytes where nothing else is in them. Raises BrokenError.

    Without a turn no pixel changes. A turned JPEG picture keeps the tables of the old one, so that it loses as
    little as can be; turned PNG pictures lose nothing.
    """
    parts = take_apart(data, suffix)
    if not parts.traces:
        return data
    if parts.orientation == 1:
        return parts.content
    picture = decode(parts.content, suffix)
    turned = picture.transpose(_TURNS[parts.orientation])
    file = io.BytesIO()
    turned.save(file, _KINDS[suffix][0], **_as_before(picture, parts.content))
    return take_apart(file.getvalue(), suffix).content


def _as_before(picture: Image.Image, data: bytes) -> dict[str, Any]:
    """Return the options that write a picture as it was written before."""
    profile = {"icc_profile": picture.info["icc_profile"]} if "icc_profile" in picture.info else {}
    if isinstance(picture, JpegImagePlugin.JpegImageFile):
        sampling = JpegImagePlugin.get_sampling(picture)
        subsampling = {"subsampling": sampling} if sampling >= 0 else {}
        return {**profile, **subsampling, "qtables": picture.quantization, "optimize": True}
    if data.startswith(png.START):
        return {**profile, "optimize": True}
    return {**profile, "lossless": b"VP8L" in data[:64], "exact": True, "quality": 90, "method": 6}
