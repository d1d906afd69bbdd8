"""What a library installs: the locked packages, and the generator itself with its hash."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

from openshelf.model.urls import parse_address

if TYPE_CHECKING:
    from collections.abc import Mapping

REQUIREMENTS = "requirements.txt"
"""What pip reads in the folder of a library."""
FOLDER = "generator"
"""Where a library keeps the generator's wheel when there is no address for it."""
UNSET = "./the-generator-is-not-set--read-the-end-of-requirements.txt.whl"
"""Stands where the generator is not known: pip finds no such file, and stops with these words."""
_LOCK = Path(__file__).parent / "requirements.txt"
"""Every package that the generator needs, with its hashes; `make lock` writes it."""
_HEAD = re.compile(r"\A(?:#.*\n)+")
"""What the tool that made the lock says of itself."""
_SHA256 = re.compile(r"[0-9a-f]{64}")
_LINE = re.compile(
    r"^(?:openshelf @ (?P<address>https?://\S+)|\./(?P<path>\S+\.whl)) +--hash=sha256:(?P<sha256>[0-9a-f]{64})[ \r]*$",
    re.MULTILINE,
)
"""A line for pip, as :attr:`Generator.requirement` writes it."""
_WHEEL = re.compile(r"openshelf-[\w.!+]+(?:-\d\w*)?-[\w.]+-[\w.]+-[\w.]+\.whl", re.ASCII)
"""The name of a wheel of the generator (PyPA, binary distribution format)."""
_NAME = "openshelf-1.0.0-py3-none-any.whl"
_EXAMPLE = f"./{FOLDER}/{_NAME} --hash=sha256:0000"


@dataclass(frozen=True, slots=True)
class Generator:
    """A wheel of the generator."""

    place: str
    """Its address, or its path from the folder of the library."""
    sha256: str
    """Its hash, as 64 hexadecimal digits."""

    @property
    def requirement(self) -> str:
        """The line for pip."""
        name = "openshelf @ " if is_address(self.place) else "./"
        return f"{name}{self.place} --hash=sha256:{self.sha256}"


def is_address(place: str) -> bool:
    """Whether a wheel is named by an address of the web, and not by its file."""
    return place.startswith(("https://", "http://"))


def require_wheel(place: str) -> None:
    """Raise ValueError for a path or an address from which pip would not install the generator, or that tells a secret.

    pip reads the version from the name of a wheel, so a copy that a browser called ``name (1).whl`` is none.
    """
    if is_address(place):
        try:
            parts = parse_address(place)
        except ValueError as error:
            raise ValueError(f"the address of the wheel {error}") from None
        if "@" in parts.netloc:
            raise ValueError("the address of the wheel contains a user or a password, which everyone could read")
        place = unquote(parts.path)
    name = place.rpartition("/")[2]
    if not _WHEEL.fullmatch(name):
        raise ValueError(f"{name!r} is not the name of the generator's wheel: keep its published name, like {_NAME}")


def at_address(address: str) -> Generator:
    """Return the wheel at an address and its hash, ``https://…/x.whl#sha256=…``; raise ValueError without one."""
    place, _, fragment = address.partition("#")
    digest = fragment.removeprefix("sha256=")
    require_wheel(place)
    if digest == fragment or not _SHA256.fullmatch(digest):
        raise ValueError(f"write the hash of the wheel after its address: {place}#sha256= and 64 digits")
    return Generator(place, digest)


def recorded(direct_url: str) -> Generator | None:
    """Return the wheel that pip says it installed (``direct_url.json``, PEP 610); None where it was none, or unsaid.

    Its place may be a ``file:`` address.
    """
    try:
        record = json.loads(direct_url)
        archive = record["archive_info"]
        digest = archive.get("hashes", {}).get("sha256") or archive.get("hash", "").removeprefix("sha256=")
        if is_address(record["url"]):
            require_wheel(record["url"])
        return Generator(record["url"], digest) if _SHA256.fullmatch(digest) else None
    except (
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
    ):  # a folder, a repository, or a file that pip did not write
        return None


def named(text: str) -> Generator | None:
    """Return the wheel that a library's ``requirements.txt`` names; None where it names none."""
    found = _LINE.search(text)
    return Generator(found["address"] or found["path"], found["sha256"]) if found else None


def requirements(generator: Generator | None, words: Mapping[str, str]) -> str:
    """Return the text of ``requirements.txt``; without a generator its last line is one that pip stops at."""
    lock = _HEAD.sub("", _LOCK.read_text(encoding="utf-8"))
    if generator is None:
        last = f"# {words['about_unset']}:\n#     {_EXAMPLE}\n{UNSET}"
    else:
        last = f"# {words['about_generator']}\n{generator.requirement}"
    return f"# {words['about_requirements']}\n{lock}\n{last}\n"
