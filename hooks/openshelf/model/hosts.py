"""What is known about hosts: lists of services in ``hosts.yml``, and letters that look alike."""

from __future__ import annotations

import binascii
import re
import string
import unicodedata
from base64 import urlsafe_b64decode
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import yaml

from openshelf.model.urls import UNFIT, host_in, host_of, site_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

# Letters of other scripts that look like Latin ones, and digits that look like letters (Unicode TR 39, confusables).
_ALIKE = str.maketrans(
    "аеорсухіјѕһԁԛԝӏѵԍьοανρυικγσօոսցհյզɡɑı01",
    "aeopcyxijshdqwlvgboavpuikyoonughjqgaiol",
)
_TOGETHER = ({"HAN", "HIRAGANA", "KATAKANA", "LATIN"}, {"HAN", "BOPOMOFO", "LATIN"}, {"HAN", "HANGUL", "LATIN"})
"""Scripts that one name may hold (Unicode TR 39, highly restrictive)."""
_SCRIPT_OF = {"CJK": "HAN", "IDEOGRAPHIC": "HAN", "FULLWIDTH": "LATIN"}
_MAX_WORDS = 24
"""Characters of the value of a parameter that may be words."""
_MAX_WRAPPERS = 5
"""Services that send a reader on to the next one: more are somebody's game."""
_ESCAPE = re.compile("%([0-7][0-9A-Fa-f])")
"""An escape of ASCII; those of other characters mean the same as the characters."""
_PROOFPOINT = str.maketrans("-_", "%/")
_REPLACED = re.compile(r"\*(?:\*(?P<run>[\w-]))?", re.ASCII)
_RUNS = f"{string.ascii_uppercase}{string.ascii_lowercase}{string.digits}-_"
_MIN_SECRET = 11
"""Characters (of base64) of what nobody can guess: 64 bits, the least that OWASP asks of the id of a session."""
_PARAMETER = re.compile(r"[?&](?P<key>[^=&#]+)")


@dataclass(frozen=True, slots=True)
class HostLists:
    """The lists of ``hosts.yml``."""

    shorteners: frozenset[str]
    trackers: frozenset[str]
    trackers_of: Mapping[str, Sequence[str]]
    editable: Mapping[str, Sequence[str]]
    invitations: Mapping[str, Sequence[str]]
    signatures: frozenset[str]
    tokens: frozenset[str]
    wrappers: Mapping[str, Mapping[str, Sequence[str]]]
    catalogues: frozenset[str]
    viewers: frozenset[str]


@cache
def host_lists() -> HostLists:
    """Return the lists."""
    raw = yaml.safe_load((Path(__file__).parent / "hosts.yml").read_text(encoding="utf-8"))
    return HostLists(
        shorteners=frozenset(raw["shorteners"]),
        trackers=frozenset(raw["trackers"]),
        trackers_of=raw["trackers_of"],
        editable=raw["editable"],
        invitations=raw["invitations"],
        signatures=frozenset(raw["signatures"]),
        tokens=frozenset(raw["tokens"]),
        wrappers=raw["wrappers"],
        catalogues=frozenset(raw["catalogues"]),
        viewers=frozenset(raw["viewers"]),
    )


def parent_domains(host: str) -> list[str]:
    """Return a host and the names that it stands below: ``a.b.org``, ``b.org``, ``org``."""
    labels = host.split(".")[-8:]
    return [".".join(labels[start:]) for start in range(len(labels))]


def leads_to(address: str, places: Mapping[str, Sequence[str]]) -> str:
    """Return the host of ``places`` to which an address leads, empty for none."""
    parts = urlsplit(address)
    path = unquote(parts.path) + (f"#{parts.fragment}" if parts.fragment else "")
    for name in parent_domains(host_of(address)):
        if any(part in path and path != "/" for part in places.get(name, ())):
            return name
    return ""


def parameters(address: str) -> list[str]:
    """Return the names of the parameters of an address, as written."""
    return [unquote(match["key"]) for match in _PARAMETER.finditer(f"?{urlsplit(address).query}")]


def signatures(address: str) -> set[str]:
    """Return the parameters of an address that open what only their holder may see."""
    return {key for key, value in _opening(address) if not _is_short(key, value)}


def short_tokens(address: str) -> set[str]:
    """Return the parameters of an address that may open something, and that public files have too (Drupal's)."""
    return {key for key, value in _opening(address) if _is_short(key, value)}


def _opening(address: str) -> Iterator[tuple[str, str]]:
    """Yield parameters that open something; what is a word, such as ``token=what-it-is``, does not."""
    for name, _, value in (pair.partition("=") for pair in urlsplit(address).query.split("&")):
        key = unquote(name).casefold()
        is_random = len(value) > _MAX_WORDS or any(char.isdigit() for char in value) or key == "rlkey"
        if is_random and key in host_lists().signatures:
            yield key, value


def _is_short(key: str, value: str) -> bool:
    return key in host_lists().tokens and len(value) < _MIN_SECRET


def trackers_in(address: str) -> list[str]:
    """Return the parameters of an address that tell who brought a reader."""
    hosts = parent_domains(host_in(address))
    return [parameter for parameter in parameters(address) if _is_tracker(parameter, hosts)]


def _is_tracker(parameter: str, hosts: Sequence[str]) -> bool:
    """Whether a parameter tells who brought a reader to a site of one of these names."""
    name, lists = parameter.casefold(), host_lists()
    start, line, _ = name.partition("_")
    is_known = name in lists.trackers or start + line in lists.trackers
    return is_known or any(name in lists.trackers_of.get(host, ()) for host in hosts)


def without_trackers(address: str) -> str:
    """Return an address without the parameters that tell who brought a reader."""
    parts, hosts = urlsplit(address), parent_domains(host_in(address))
    kept = [pair for pair in parts.query.split("&") if not _is_tracker(pair.partition("=")[0], hosts)]
    return parts._replace(query="&".join(kept)).geturl()


@lru_cache(maxsize=100_000)
def unwrapped(address: str) -> str:
    """Return where services that only send readers on lead, without trackers; any other address as it is."""
    found = address
    for _ in range(_MAX_WRAPPERS):
        inside = _inside(found)
        if not inside:
            break
        found = inside
    return without_trackers(found) if found != address else address


def _inside(address: str) -> str:
    """Return the address inside that of a service which sends readers on, empty for none."""
    host = host_in(address)
    wrappers = host_lists().wrappers
    for name in (*parent_domains(host), f"{site_of(host).partition('.')[0]}.*"):
        for start, names in wrappers.get(name, {}).items():
            parts = urlsplit(address)
            if not parts.path.startswith(start):
                continue
            if not names:
                inside = _behind(parts._replace(scheme="", netloc="", fragment="").geturl().removeprefix(start))
            else:
                pairs = (pair.partition("=") for pair in parts.query.split("&"))
                inside = next((_readable(value) for key, _, value in pairs if key in names and value), "")
                # Browsers keep the place on the page when they are sent on.
                inside += f"#{parts.fragment}" if parts.fragment and inside and "#" not in inside else ""
            if host_in(inside):
                return inside
    return ""


def _behind(rest: str) -> str:
    """Return the address that the rest of a path is: of an AMP page, or as Proofpoint writes it."""
    if "__;" not in rest:
        return f"https://{rest[2:]}" if rest.startswith("s/") else f"http://{rest}"
    written, _, replaced = rest.partition("__;")
    chars = _decoded(replaced.partition("!")[0])
    if sum(map(_length, _REPLACED.findall(written))) != len(chars):
        return ""
    left = iter(chars)
    text = _REPLACED.sub(lambda match: "".join(islice(left, _length(match["run"]))), written)
    return re.sub(r"^(https?:)/(?=[^/])", r"\1//", text)


def _length(run: str | None) -> int:
    """Return how many characters Proofpoint's ``*`` or ``**X`` stands for."""
    return _RUNS.index(run) + 2 if run else 1


def _decoded(text: str) -> str:
    """Return a text that was written in base64, empty where it was not."""
    try:
        return urlsafe_b64decode(f"{text}==").decode()
    except (binascii.Error, ValueError):
        return ""


def _readable(value: str) -> str:
    """Return the address that a parameter holds; its own escapes stay, and what Markdown would read as its end."""
    if value.startswith("a1aHR0c"):  # how Bing writes "http"
        return _decoded(value[2:])
    if value.startswith(("http-3A__", "https-3A__")):  # Proofpoint, second version
        value = value.translate(_PROOFPOINT)
    return _ESCAPE.sub(_unescaped, value)


def _unescaped(match: re.Match[str]) -> str:
    char = chr(int(match[1], 16))
    return match[0] if UNFIT.match(char) or char in "()[]*" else char


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
