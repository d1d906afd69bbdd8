"""robots.txt, as RFC 9309 reads it: the group for us or for all, and the longest rule that fits."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote, unquote

MOST_BYTES = 512_000
"""How much of the file counts; RFC 9309 asks for at least 500 KiB."""


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules that hold for us."""

    rules: tuple[tuple[str, bool], ...] = ()
    """Paths, and whether they are allowed."""
    delay: float = 0.0
    """Seconds between requests that the site asks for."""

    def allows(self, path: str) -> bool:
        """Whether ``path``, with its query, may be asked."""
        path = _plain(path)
        fitting = [(len(rule), allowed) for rule, allowed in self.rules if _fits(rule, path)]
        return max(fitting, default=(0, True))[1]


def read_robots(text: str, agent: str) -> Robots:
    """Return the rules for a program whose name is ``agent``."""
    groups: dict[str, list[tuple[str, str]]] = {}
    meant = {agent.casefold(), "*"}
    names: set[str] = set()
    in_rules = False
    for line in text.splitlines():
        key, colon, value = line.partition("#")[0].partition(":")
        key, value = key.strip().casefold(), value.strip()
        if not colon:
            continue
        if key == "user-agent":
            names = set() if in_rules else names
            in_rules = False
            if value.casefold() in meant:
                names.add(value.casefold())
                groups.setdefault(value.casefold(), [])
        elif key in {"allow", "disallow", "crawl-delay"}:
            in_rules = True
            for name in names:
                groups[name].append((key, value))
    ours = groups.get(agent.casefold(), groups.get("*", []))
    rules = tuple((_plain(value), key == "allow") for key, value in ours if key != "crawl-delay" and value)
    return Robots(rules, max((_seconds(value) for key, value in ours if key == "crawl-delay"), default=0.0))


def _seconds(value: str) -> float:
    return float(value) if re.fullmatch(r"\d{1,6}(\.\d+)?", value) else 0.0


def _plain(path: str) -> str:
    return quote(unquote(path), safe="/?&=*$:@!'()+,;~-._%")


def _fits(rule: str, path: str) -> bool:
    """Whether a rule with ``*`` and a ``$`` at its end fits; in one pass, because anybody may have written it."""
    first, *others = (rule.removesuffix("$") if rule.endswith("$") else f"{rule}*").split("*")
    if not others:
        return path == first
    *middle, last = others
    at = len(first)
    for part in middle:
        found = path.find(part, at)
        if found < 0:
            return False
        at = found + len(part)
    return path.startswith(first) and path.endswith(last) and len(path) - len(last) >= at
