"""What is known about hosts: lists of services in ``hosts.yml``, and letters that look alike."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import yaml

from openshelf.model.addresses import host_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

# Letters of other scripts that look like Latin ones, and digits that look like letters (Unicode TR 39, confusables).
_ALIKE = str.maketrans(
    "аеорсухіјѕһԁԛԝӏѵԍьοανρυικγσօոսցհյզɡɑı01",
    "aeopcyxijshdqwlvgboavpuikyoonughjqgaiol",
)
_TOGETHER = ({"HAN", "HIRAGANA", "KATAKANA", "LATIN"}, {"HAN", "BOPOMOFO", "LATIN"}, {"HAN", "HANGUL", "LATIN"})
"""Scripts that one name may hold (Unicode TR 39, highly restrictive)."""
_SCRIPT_OF = {"CJK": "HAN", "IDEOGRAPHIC": "HAN", "FULLWIDTH": "LATIN"}
_LONGEST_WORDS = 24
"""Characters of the value of a parameter that may be words."""
_PARAMETER = re.compile(r"[?&](?P<key>[^=&#]+)")


@dataclass(frozen=True, slots=True)
class HostLists:
    """The lists of ``hosts.yml``."""

    shorteners: frozenset[str]
    trackers: frozenset[str]
    editable: Mapping[str, Sequence[str]]
    invitations: Mapping[str, Sequence[str]]
    signatures: frozenset[str]


@cache
def host_lists() -> HostLists:
    """Return the lists."""
    raw = yaml.safe_load((Path(__file__).parent / "hosts.yml").read_text(encoding="utf-8"))
    return HostLists(
        shorteners=frozenset(raw["shorteners"]),
        trackers=frozenset(raw["trackers"]),
        editable=raw["editable"],
        invitations=raw["invitations"],
        signatures=frozenset(raw["signatures"]),
    )


def above(host: str) -> list[str]:
    """Return a host and the names that it stands below: ``a.b.org``, ``b.org``, ``org``."""
    labels = host.split(".")[-8:]
    return [".".join(labels[start:]) for start in range(len(labels))]


def leads_to(address: str, places: Mapping[str, Sequence[str]]) -> str:
    """Return the host of ``places`` to which an address leads, empty for none."""
    parts = urlsplit(address)
    path = unquote(parts.path) + (f"#{parts.fragment}" if parts.fragment else "")
    for name in above(host_of(address)):
        if any(part in path and path != "/" for part in places.get(name, ())):
            return name
    return ""


def parameters(address: str) -> list[str]:
    """Return the names of the parameters of an address, as written."""
    return [unquote(match["key"]) for match in _PARAMETER.finditer(f"?{urlsplit(address).query}")]


def signatures(address: str) -> set[str]:
    """Return the parameters of an address that open something; what is a word, such as ``token=what-it-is``, is not."""
    pairs = (pair.partition("=") for pair in urlsplit(address).query.split("&"))
    return {
        key
        for name, _, value in pairs
        if (key := unquote(name).casefold()) in host_lists().signatures
        and (len(value) > _LONGEST_WORDS or any(sign.isdigit() for sign in value) or key == "rlkey")
    }


def is_tracker(parameter: str) -> bool:
    """Whether a parameter tells who brought a reader."""
    name, trackers = parameter.casefold(), host_lists().trackers
    start, line, _ = name.partition("_")
    return name in trackers or start + line in trackers


def without_trackers(address: str) -> str:
    """Return an address without the parameters that tell who brought a reader."""
    parts = urlsplit(address)
    kept = [pair for pair in parts.query.split("&") if not is_tracker(pair.partition("=")[0])]
    return parts._replace(query="&".join(kept)).geturl()


def skeleton(host: str) -> str:
    """Return what two hosts share if readers cannot tell them apart (after Unicode TR 39)."""
    return host.casefold().translate(_ALIKE).replace("rn", "m").replace("vv", "w")


def scripts(label: str) -> set[str]:
    """Return the scripts of the letters of a part of a host's name."""
    found = {unicodedata.name(character, "NONE").partition(" ")[0] for character in label if character.isalpha()}
    return {_SCRIPT_OF.get(script.partition("-")[0], script.partition("-")[0]) for script in found}


def is_mixed(label: str) -> bool:
    """Whether the letters of a part of a host's name come from scripts that no language writes together."""
    found = set() if label.isascii() else scripts(label)
    return len(found) > 1 and not any(found <= together for together in _TOGETHER)


def passes_for_latin(host: str) -> bool:
    """Whether a part of a host below a Latin ending is in another script, and looks Latin throughout."""
    *labels, ending = host.split(".")
    return ending.isascii() and any(
        not label.isascii() and "LATIN" not in scripts(label) and skeleton(label).isascii() for label in labels
    )
