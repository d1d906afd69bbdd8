"""Passwords, tokens and private keys."""

from __future__ import annotations

import math
import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from openshelf.check.rule_function import Check, Finding, file_check
from openshelf.core.problem import masked
from openshelf.sources.text import Needle, lowercased, signs_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from openshelf.library.part import SourceFiles


class Secret(NamedTuple):
    """A kind of secret and the pattern that finds it."""

    name: str
    needle: Needle
    """Stands in every text that holds one; looked for first, because patterns are slow."""
    pattern: re.Pattern[str]
    """Starts with a fixed text, which makes it fast."""


def _kind(name: str, needle: str, pattern: str) -> Secret:
    return Secret(name, Needle.of(needle), re.compile(pattern))


# As their makers document them; the same that code hosts look for.
_KINDS = (
    *(
        _kind("a GitHub token", start, rf"{start}[A-Za-z0-9]{{36,255}}")
        for start in ("ghp_", "gho_", "ghu_", "ghs_", "ghr_")
    ),
    _kind("a GitHub token", "github_pat_", r"github_pat_[A-Za-z0-9_]{22,255}"),
    _kind("a GitLab token", "glpat-", r"glpat-[A-Za-z0-9_-]{20,100}"),
    _kind("an AWS key", "AKIA", r"AKIA[A-Z0-9]{16}(?![A-Za-z0-9])"),
    _kind("an AWS key", "ASIA", r"ASIA[A-Z0-9]{16}(?![A-Za-z0-9])"),
    _kind("a Slack token", "xox", r"xox[abeoprs]-[A-Za-z0-9-]{10,255}"),
    _kind("a Slack address", "hooks.slack.com/services/", r"hooks\.slack\.com/services/[A-Za-z0-9/]{20,100}"),
    _kind("a Discord address", "/api/webhooks/", r"/api/webhooks/[0-9]{15,25}/[A-Za-z0-9_-]{30,100}"),
    _kind("a Telegram bot token", ":AA", r":AA[A-Za-z0-9_-]{33}(?![A-Za-z0-9_-])"),
    _kind("a Google key", "AIza", r"AIza[A-Za-z0-9_-]{35}(?![A-Za-z0-9_-])"),
    *(_kind("a Stripe key", start, rf"{start}[A-Za-z0-9]{{16,255}}") for start in ("sk_live_", "rk_live_")),
    _kind("a SendGrid key", "SG.", r"SG\.[A-Za-z0-9_-]{20,24}\.[A-Za-z0-9_-]{39,50}"),
    _kind("an npm token", "npm_", r"npm_[A-Za-z0-9]{36}(?![A-Za-z0-9])"),
    _kind("a PyPI token", "pypi-AgE", r"pypi-AgE[A-Za-z0-9_-]{50,255}"),
    _kind("a Hugging Face token", "hf_", r"hf_[A-Za-z0-9]{34,40}(?![A-Za-z0-9])"),
    _kind("a Mapbox token", "sk.eyJ", r"sk\.eyJ[A-Za-z0-9_-]{20,255}\.[A-Za-z0-9_-]{20,255}"),
    *(
        _kind("a key of an AI service", start, rf"{start}[A-Za-z0-9_-]{{30,255}}")
        for start in ("sk-ant-", "sk-proj-", "sk-or-")
    ),
    _kind("an age key", "AGE-SECRET-KEY-1", r"AGE-SECRET-KEY-1[A-Z0-9]{58}"),
    _kind("a signed token", "eyJ", r"eyJ[A-Za-z0-9_-]{10,300}+\.eyJ[A-Za-z0-9_-]{10,2000}+\.[A-Za-z0-9_-]{20,999}"),
    # A header alone explains something; with lines of base64 below it, headers and blank lines between, it is a key.
    _kind(
        "a private key",
        "PRIVATE KEY",
        r"-----BEGIN (?:[A-Z0-9]{1,12} ){0,2}PRIVATE KEY(?: BLOCK)?-----(?:\s{0,8}[A-Za-z-]{3,20}: [^\n]{0,100}){0,5}"
        r"\s{1,40}[A-Za-z0-9+/=]{40,100}",
    ),
    _kind(
        "a password in an address", "://", r"://[^\s:/@\"'<>(){}\[\]]{1,64}:[^\s:/@\"'<>(){}\[\]]{3,64}@[\w.-]{4,100}"
    ),
)
_ASSIGNED = re.compile(
    r"(?P<word>passw(?:or)?d|passphrase|secret|token|(?:api|access|private|secret)[_-]?key|contraseña|senha|de passe)"
    r"[\"'`*]{0,3}\s{0,3}[:=]\s{0,3}[\"'`]?(?P<it>[a-z0-9+/_.~!@#$%^&*=-]{16,200})"
)
"""For text in lower case."""
_ASSIGNED_WORDS = ("pass", "secret", "token", "key", "contraseña", "senha")
"""Parts of its words; the full pattern is tried only where one of these occurs."""
_ASSIGNED_SIGN = re.compile(r"[:=]\s{0,3}[\"'`]?[A-Za-z0-9+/_.~!@#$%^&*-]{16}")
_PLACEHOLDERS = re.compile(
    r"(?i)example|sample|placeholder|changeme|change[_-]me|your|dummy|redacted|insert|replace|secret|password|passwort"
    r"|contraseña|senha|[xX*.•]{4}|\$|%[A-Za-z]|\.\.\.|1234567|abcdef|(?:^|[^a-z])(?:test|fake|foo|demo)(?:[^a-z]|$)"
    r"|localhost"
)
_MIN_BITS = 3.5
"""Of entropy a character, below which something is a word or a pattern rather than a password a machine made."""
_MIN_CHARACTERS = 8
"""Different characters below which something is a placeholder, such as ``AAAA…``."""


@file_check(
    "secret",
    "The repository contains a password, token or private key.",
    "Robots find such things within minutes of a push. First revoke it where it was made, because it stays in the "
    "history; then delete it here. To show what one looks like, write a placeholder such as `YOUR_TOKEN`. Public "
    "keys, checksums and addresses of onion services are not secrets.",
)
def secret(library: SourceFiles) -> Iterator[Finding]:
    """Find secrets in every text, code included, and in the settings."""
    for source in library.repository_texts:
        for start, name, text in secrets_in(source.text):
            yield source.place(start), f"{name}: {masked(text)}", "revoke it first, then delete it"


def secrets_in(text: str) -> Iterator[tuple[int, str, str]]:
    """Yield the offset, the kind and the text of each secret."""
    found: list[tuple[int, int]] = []
    signs = signs_of(text)
    for kind in _KINDS:
        if kind.needle.is_in(text, signs):
            for match in kind.pattern.finditer(text):
                if not _is_joined(text, match.start()) and not _is_placeholder(match[0]):
                    found.append(match.span())
                    yield match.start(), kind.name, match[0]
    small = lowercased(text)
    may_assign = any(word in small for word in _ASSIGNED_WORDS) and _ASSIGNED_SIGN.search(small)
    for match in _ASSIGNED.finditer(small) if may_assign else ():
        start, end = match.span("it")
        value = text[start:end]
        if _looks_made(value) and not _is_placeholder(value) and not any(a < end and start < b for a, b in found):
            yield start, f"a value of {match['word']}", value


def _is_joined(text: str, start: int) -> bool:
    """Whether what starts there is the rest of a longer word; characters such as ``://`` follow one."""
    return text[start].isalnum() and start > 0 and (text[start - 1].isalnum() or text[start - 1] in "_-")


def _is_placeholder(text: str) -> bool:
    return len(set(text)) < _MIN_CHARACTERS or _PLACEHOLDERS.search(text) is not None


def _looks_made(value: str) -> bool:
    """Whether a machine made a value: letters and digits mixed, no words, no path, no address."""
    if value.isalpha() or "://" in value or value.count("/") > 1 or value.count("-") > 3:  # noqa: PLR2004 - not words
        return False
    total = len(value)
    bits = -sum(count / total * math.log2(count / total) for count in Counter(value).values())
    return any(char.isdigit() for char in value) and any(char.isalpha() for char in value) and bits >= _MIN_BITS


CHECKS: tuple[Check, ...] = (secret,)
