"""What a source says against being published: marks, words and days by which other programs hold something back."""

from __future__ import annotations

import datetime as dt
import re
from enum import Enum, auto

from openshelf.importing.diagnostics import quoted
from openshelf.importing.headings import folded

YES = frozenset("yes y true on 1 x si s sim oui verdadero verdadeiro vrai".split())  # noqa: SIM905 - words, one after the other
NO = frozenset("no n false off 0 nao non falso faux".split())  # noqa: SIM905 - words, one after the other


class _Sign(Enum):
    """How a key holds something back."""

    IF_YES = auto()
    IF_NO = auto()
    UNLESS_PUBLIC = auto()
    """By any word that does not say that it is published."""
    BEFORE = auto()
    """Until a day has come."""
    AFTER = auto()
    """Once a day has come."""


_NAMES = {
    _Sign.IF_YES: "draft, is draft, borrador, rascunho, brouillon, private, privado, privada, prive, hidden, oculto, "
    "oculta, cache, unlisted, unpublished, not public, withdrawn, retired, retracted, retirado, retirada, archived, "
    "deleted, removed, confidential, confidencial, confidentiel, internal, internal only, headless, password, "
    "protected, noindex, wip, work in progress, do not publish, on hold, embargoed",
    _Sign.IF_NO: "published, publish, is published, dg publish, public, is public, publicado, publicada, publicar, "
    "publico, publie, publier, listed, render, visible, approved, aprobado, aprovado, approuve, ready",
    _Sign.UNLESS_PUBLIC: "status, visibility, post status, publication status, publishing status, review status, "
    "publication state, workflow, estado, estatus, visibilidad, visibilidade, statut, visibilite, build, robots",
    _Sign.BEFORE: "publish date, publish on, publish at, publish from, published on, published at, published date, "
    "published time, pub date, publication date, embargo, embargo until, embargoed until, embargo date, release date, "
    "go live, scheduled, available from, date",
    _Sign.AFTER: "expiry date, expiry, expires, expires on, expiration date, unpublish date, unpublish on, valid until",
}
_SIGNS = {name.replace(" ", ""): sign for sign, names in _NAMES.items() for name in names.split(", ")}
"""By names without blanks: ``publishDate`` and ``publish_date`` are one."""
_DAY_OF_WRITING = "date"
"""A key for the day of writing, by which Hugo and Jekyll hold back what is of tomorrow; no other word in it is one."""
_PUBLIC = frozenset(
    """
    published publish public live final active everyone publicado publicada publico publica publie publiee publique
    activo activa ativo ativa actif index
    """.split()  # noqa: SIM905 - words, one after the other
)
_NOTHING = frozenset({"", "-", "–", "—", "null", "~", "none", "n/a"})
_ISO_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?!\d)")
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_FOLDERS = frozenset({"draft", "drafts", "borradores", "rascunhos", "brouillons", "private", "unpublished"})


def is_sign(name: str) -> bool:
    """Whether a key or the heading of a column may hold back what it belongs to."""
    return bool(_key(name)) and _key(name) != _DAY_OF_WRITING


def ends(name: str) -> bool:
    """Whether a key names the day on which something is to go."""
    return _SIGNS.get(_key(name)) is _Sign.AFTER


def why_held(name: str, value: object, today: dt.date) -> str:
    """Return why a key with a value holds something back on a day, nothing where it does not."""
    key = _key(name)
    if not key:
        return ""
    for one in value if isinstance(value, list) else [value]:
        text = "" if one is None else str(one).strip()
        if text.casefold() in _NOTHING or one == {}:
            continue
        is_held = _is_held(_SIGNS[key], text, today)
        if is_held:
            return f"{quoted(name)} is {quoted(text)}, so it comes in as a draft"
        if is_held is None and key != _DAY_OF_WRITING:
            return f"{quoted(name)} is {quoted(text)}, which is not understood, so it comes in as a draft"
    return ""


def folder_that_holds(path: str) -> str:
    """Return the folder of a path whose name says that its texts are not published, nothing where there is none."""
    return next((part for part in path.split("/")[:-1] if folded(part) in _FOLDERS), "")


def _key(name: str) -> str:
    """Return a sign without blanks, of ``Status (draft, published)`` the first; nothing where there is none."""
    parts = [name, *re.split(r"[/|(),:;&–—]", name)]
    return next((key for part in parts if (key := folded(part).replace(" ", "")) in _SIGNS), "")


def _is_held(sign: _Sign, text: str, today: dt.date) -> bool | None:
    """Return whether a text under a sign holds something back, None where it is not understood."""
    word = folded(text)
    if sign is _Sign.UNLESS_PUBLIC:
        return word not in _PUBLIC
    if sign is _Sign.IF_YES and word in YES | NO:
        return word in YES
    if word in YES | NO:
        # Of a day, yes says nothing of when; no says that there is none.
        return word in NO if sign is _Sign.IF_NO else None if word in YES else False
    if sign is _Sign.IF_YES or (has_come := _has_come(text, today)) is None:
        return None
    return has_come if sign is _Sign.AFTER else not has_come


def _has_come(text: str, today: dt.date) -> bool | None:
    """Return whether a day has come, as far as its year tells that too; None where it does not.

    One that is today has come if no hour is told, which may still lie ahead.
    """
    if found := _ISO_DAY.match(text):
        try:
            day = dt.date(int(found[1]), int(found[2]), int(found[3]))
        except ValueError:
            return None
        return day < today or (day == today and found.end() == len(text))
    years = [int(year) for year in _YEAR.findall(text)]
    if years and all(year < today.year for year in years):
        return True
    return False if years and all(year > today.year for year in years) else None
