"""robots.txt by RFC 9309: the group for us, else the one for all, and in it the longest rule that matches."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote, unquote


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules that hold for us."""

    rules: tuple[tuple[str, bool], ...] = ()
    """Path patterns, and whether they are allowed."""
    delay: float = 0.0
    """``Crawl-delay`` in seconds."""

    def allows(self, path: str) -> bool:
        """Whether ``path``, with its query, may be fetched."""
        path = _percent_encoded(path)
        matching = [(len(rule), allowed) for rule, allowed in self.rules if _matches(rule, path)]
        return max(matching, default=(0, True))[1]


def read_robots(text: str, agent: str) -> Robots:
    """Return the rules for a program whose name is ``agent``."""
    groups: dict[str, list[tuple[str, str]]] = {}
    relevant = {agent.casefold(), "*"}
    current: set[str] = set()
    in_rules = False
    for line in text.splitlines():
        key, colon, value = line.partition("#")[0].partition(":")
        key, value = key.strip().casefold(), value.strip()
        if not colon:
            continue
        if key == "user-agent":
            current = set() if in_rules else current
            in_rules = False
            if value.casefold() in relevant:
                current.add(value.casefold())
                groups.setdefault(value.casefold(), [])
        elif key in {"allow", "disallow", "crawl-delay"}:
            in_rules = True
            for name in current:
                groups[name].append((key, value))
    ours = groups.get(agent.casefold(), groups.get("*", []))
    rules = tuple((_percent_encoded(value), key == "allow") for key, value in ours if key != "crawl-delay" and value)
    return Robots(rules, max((_seconds(value) for key, value in ours if key == "crawl-delay"), default=0.0))


def _seconds(value: str) -> float:
    return float(value) if re.fullmatch(r"\d{1,6}(\.\d+)?", value) else 0.0


def _percent_encoded(path: str) -> str:
    return quote(unquote(path), safe="/?&=*$:@!'()+,;~-._%")


def _matches(rule: str, path: str) -> bool:
    """Whether a rule with ``*`` and a final ``$`` matches; in one pass, because a hostile rule must not take long."""
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
