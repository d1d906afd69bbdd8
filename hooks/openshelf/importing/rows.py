"""Rows of a table as resources: what each cell says, and what it does not."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter, ValidationError

from openshelf.importing import vocabularies as v
from openshelf.importing.candidates import Candidate, IdAllocator, told_of_id
from openshelf.importing.diagnostics import Diagnostic, SourceLocation, Topic, quoted
from openshelf.importing.headings import PERSONAL, field_of, folded
from openshelf.importing.holds import NO, YES, is_sign, why_held
from openshelf.model import fields as f
from openshelf.model.kinds import Kind
from openshelf.model.urls import addresses_in, host_in, normalise, parse_address, with_start
from openshelf.sources.text import UNFIT

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping

    from openshelf.importing.sheets import Sheet

_LONGEST = 5_000
"""Characters of a cell; a longer one is no fact, or the end of its quotation marks is lost."""
_MAX_ADDRESS = 2_000
_NEEDED = {
    "title": "Name, with the name of each thing",
    "kind": "Type, with words such as tool, guide, organisation",
    "themes": "Themes, with names of themes of the library; or import with --theme ID",
    "regions": "Region, with names of regions of the library",
    "reviewed": "Reviewed, with the day on which somebody read each page: 2026-03-31",
}
"""Headings to add where no column tells what every entry needs, and unknown is no answer."""
_HOLD = "hold"
"""What stands for columns that may hold a row back."""
_ERRORS = re.compile(r"#(?:N/[AD]|¡?[A-ZÀ-Ü0-9/]+[!?])")
"""What spreadsheets write where a formula failed."""
_FORMULA = re.compile(r"=|[+@-][\w.]*[(|!]|[+-]\d+[+*/-]\S*[|!(]")
_ESCAPED = re.compile("'[=+@\t-]")
"""How our own table begins a text that a spreadsheet would take for a formula."""
_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_ISO_DAY = re.compile(r"(?P<day>\d{4}-\d{2}-\d{2})(?:[T ][\d:.]*Z?)?")
_BLANK_LINES = re.compile(r"\n{3,}")
_LICENCE = TypeAdapter(f.Licence)
_DAY = TypeAdapter(f.Day)


@dataclass(frozen=True, slots=True)
class KnownWords:
    """The words of the library that a cell may mean, folded, with their ids."""

    themes: Mapping[str, str]
    regions: Mapping[str, str]
    today: dt.date
    theme: str = ""
    """The theme of what names none that the library has."""


@dataclass(slots=True)
class Extraction:
    """What was made of a source."""

    candidates: list[Candidate] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)


def resources(
    sheet: Sheet, path: str, choices: KnownWords, ids: IdAllocator, known: Mapping[tuple[str, str], str]
) -> Extraction:
    """Return the resources of a table; ``known`` are the ids of the library's by the page and place they lead to."""
    found = Extraction()
    columns = _columns(sheet, path, choices, found)
    seen = dict(known)
    fresh: dict[tuple[str, str], int] = {}
    for number, cells in sheet.rows:
        row = _Row(path, number, cells, sheet.headings, columns, found.diagnostics)
        row.look_for_cells_without_heading()
        url = row.address("url")
        if url is None:
            continue
        place = normalise(url), url.partition("#")[2]
        if place in fresh:
            row.tell(Topic.LEFT, f"has the same address as row {fresh[place]}", "url")
        elif place in seen:
            row.tell(Topic.THERE, f"is {seen[place]!r}", "url")
        else:
            title = row.line("title")
            id_, is_there = ids.of(Kind.RESOURCE, title, host_in(url))
            if is_there:
                row.tell(Topic.OTHER_THERE, f"the library has another entry {id_!r}", "title")
                continue
            if message := told_of_id(id_, title):
                row.tell(Topic.CHANGED, message, "title")
            fresh[place] = number
            values = {"title": title, "url": url, **row.facts(choices)}
            filled = {key: value for key, value in values.items() if value}
            found.candidates.append(
                Candidate(SourceLocation(path, number), Kind.RESOURCE, id_, filled, row.locations())
            )
    return found


def _columns(sheet: Sheet, path: str, choices: KnownWords, found: Extraction) -> dict[str, list[int]]:
    """Return the columns of each field, and say which belong to none."""
    columns: dict[str, list[int]] = {}
    filled = Counter(at for _, cells in sheet.rows for at, cell in enumerate(cells) if cell.strip())
    is_described = any(field_of(heading) == "description" for heading in sheet.headings)
    for at, heading in enumerate(sheet.headings):
        location = SourceLocation(path, sheet.heading_row, at + 1)
        meant = field_of(heading) or (_HOLD if is_sign(heading) else "")
        count = f"{filled[at]} filled cell{'' if filled[at] == 1 else 's'}"
        if meant == PERSONAL:
            found.diagnostics.append(Diagnostic(Topic.PRIVATE, location, f"{quoted(heading)}, {count}"))
        elif meant == "notes" and is_described:
            message = f"{quoted(heading)}, {count} (there is a column for the description)"
            found.diagnostics.extend([Diagnostic(Topic.UNUSED, location, message)] if filled[at] else [])
        elif meant and (meant not in columns or meant in {"themes", _HOLD}):
            columns.setdefault(meant, []).append(at)
            called = {"notes": "description", _HOLD: "what holds a row back"}.get(meant, meant)
            found.diagnostics.append(Diagnostic(Topic.SOURCE, location, f"{quoted(heading)} is read as {called}"))
        elif filled[at]:
            why = f" ({meant} is read from column {columns[meant][0] + 1})" if meant else ""
            found.diagnostics.append(Diagnostic(Topic.UNUSED, location, f"{quoted(heading)}, {count}{why}"))
    if "notes" in columns:
        columns["description"] = columns.pop("notes")
        location = SourceLocation(path, sheet.heading_row, columns["description"][0] + 1)
        message = "these notes become public: read them, notes are often meant for colleagues"
        found.diagnostics.append(Diagnostic(Topic.CHANGED, location, message))
    for name, example in _NEEDED.items():
        if name not in columns and not (name == "themes" and choices.theme):
            location = SourceLocation(path, sheet.heading_row)
            found.diagnostics.append(Diagnostic(Topic.NO_COLUMN, location, f"{name}, for example {example}"))
    return columns


@dataclass(frozen=True, slots=True)
class _Row:
    """One row, read field by field; what cannot be read is told."""

    path: str
    number: int
    cells: tuple[str, ...]
    headings: tuple[str, ...]
    columns: Mapping[str, list[int]]
    diagnostics: list[Diagnostic]

    def location(self, name: str) -> SourceLocation:
        """Return where the row says something, its start where there is no such column."""
        return SourceLocation(self.path, self.number, self.columns[name][0] + 1 if name in self.columns else 0)

    def locations(self) -> dict[str, SourceLocation]:
        """Return where it says each key."""
        named = {name: self.location(name) for name in self.columns}
        return {"summary": self.location("description"), **named}

    def tell(self, topic: Topic, message: str, name: str) -> None:
        """Say something of a cell."""
        self.diagnostics.append(Diagnostic(topic, self.location(name), message))

    def look_for_cells_without_heading(self) -> None:
        """Say which cells stand behind the last heading."""
        more = [cell for cell in self.cells[len(self.headings) :] if cell.strip()]
        if more:
            location = SourceLocation(self.path, self.number, len(self.headings) + 1)
            self.diagnostics.append(
                Diagnostic(Topic.CHANGED, location, f"{len(more)} cells have no heading, and are left out")
            )

    def text(self, name: str) -> str:
        """Return the text of a cell, empty where there is none that can be taken."""
        return "\n".join(filter(None, (self._cell(at, name) for at in self.columns.get(name, ()))))

    def _is_filled(self, name: str) -> bool:
        """Whether a cell holds something, also what cannot be taken."""
        return any(at < len(self.cells) and self.cells[at].strip() for at in self.columns.get(name, ()))

    def line(self, name: str) -> str:
        """Return it on one line."""
        return " ".join(self.text(name).split())

    def _cell(self, at: int, name: str) -> str:
        raw = self.cells[at] if at < len(self.cells) else ""
        text = raw.replace("\r\n", "\n").replace("\r", "\n").replace("\u00a0", " ").strip()
        if len(text) > _LONGEST:
            message = (
                f"{name}: a cell of {len(text):,} characters is left out; perhaps its quotation mark is not closed"
            )
            self.tell(Topic.CHANGED, message, name)
            return ""
        is_formula = _FORMULA.match(text) is not None
        text = text[1:] if _ESCAPED.match(text) else text
        if is_formula or _ERRORS.fullmatch(text):
            what = "a formula" if is_formula else "the error of a formula"
            self.tell(Topic.CHANGED, f"{name}: {quoted(text)} is {what}, and is left out", name)
            return ""
        clean = _TURNS.sub("", UNFIT.sub(" ", text)).strip()
        if clean != text:
            self.tell(Topic.CHANGED, f"{name}: invisible characters are taken out", name)
        return clean

    def address(self, name: str) -> str | None:
        """Return the one address of a cell; None where there is none, and the row is told."""
        text = self.text(name)
        if not text:
            self.tell(Topic.LEFT, "has no address", name)
            return None
        found = list(dict.fromkeys(address for _, address in addresses_in(text)))
        if len(found) > 1:
            self.tell(Topic.LEFT, f"has {len(found)} addresses in one cell: leave one", name)
            return None
        bare = found[0] if found and len(text.split()) > 1 else text.strip(" \t\n<>\"'«»")
        if (whole := with_start(bare)) and not found:
            self.tell(Topic.CHANGED, f"https:// is put before {quoted(bare)}: check that it opens", name)
            bare = whole
        try:
            parse_address(bare)
            normalise(bare)
        except ValueError as error:
            self.tell(Topic.LEFT, f"{quoted(bare)} {error}", name)
            return None
        if len(bare) > _MAX_ADDRESS:
            self.tell(Topic.LEFT, f"has an address of {len(bare):,} characters", name)
            return None
        return bare

    def facts(self, choices: KnownWords) -> dict[str, Any]:
        """Return the keys besides title and address; empty ones are those that the row does not tell."""
        tags, others = self._languages()
        return {
            "kind": self._one("kind", "", "its kind is left open"),
            "publisher": self.line("publisher") or f.UNKNOWN,
            **self._said(),
            "addresses": self._addresses(),
            "themes": self._themes(choices),
            "languages": tags or f.UNKNOWN,
            "languages_complete": "no" if tags and others else "",
            "regions": self._several("regions", choices.regions),
            **self._cost(),
            "licence": self._licence(),
            "open_source": self._one("open_source", f.UNKNOWN, "unknown is written"),
            "platforms": self._several("platforms", v.VOCABULARIES["platforms"]),
            "reviewed": self._day("reviewed"),
            **self._own(choices.today),
        }

    def _own(self, today: dt.date) -> dict[str, str]:
        """Return the keys about showing the entry: a draft, where the row or what is not understood holds it back."""
        days = {name: self._day(name) for name in ("review_by", "publish_after")}
        word = folded(self.line("sensitive"))
        understood = {**days, "sensitive": word if word in YES | NO else ""}
        is_held = any(self._is_filled(name) and not value for name, value in understood.items())
        if self.line("sensitive") and not understood["sensitive"]:
            self._unknown("sensitive", self.line("sensitive"), "; write yes or no")
        for at in self.columns.get(_HOLD, ()):
            cell = self.cells[at] if at < len(self.cells) else ""
            if reason := why_held(self.headings[at], cell, today):
                location = SourceLocation(self.path, self.number, at + 1)
                self.diagnostics.append(Diagnostic(Topic.CHANGED, location, reason))
                is_held = True
        return {**days, "sensitive": "yes" if word in YES else "", "draft": "yes" if is_held else ""}

    def _said(self) -> dict[str, str]:
        """Return summary and description: a text that fits a summary is one, where there is no other."""
        summary, text = self.line("summary"), self.text("description")
        if not summary and len(" ".join(text.split())) <= f.SUMMARY_LENGTH:
            return {"summary": " ".join(text.split())}
        lines = (line.strip() for line in text.split("\n"))
        text = _BLANK_LINES.sub("\n\n", "\n".join(lines))
        if len(text) > f.DESCRIPTION_LENGTH:
            message = (
                f"a description of {len(text):,} characters is left out: at most {f.DESCRIPTION_LENGTH} are allowed"
            )
            self.tell(Topic.CHANGED, f"{message}; write a guide if you need more", "description")
            text = ""
        return {"summary": summary, "description": text}

    def _one(self, name: str, instead: str, consequence: str) -> str:
        text = self.line(name)
        values, unknown = v.meant([text] if text else [], v.VOCABULARIES[name])
        if unknown and len(parts := v.several(text)) > 1:
            values, unknown = v.meant(parts, v.VOCABULARIES[name])
        if unknown or len(values) > 1:
            self._unknown(name, text, f"{v.near(text, v.VOCABULARIES[name])}; {consequence}")
            return instead
        return values[0] if values else instead

    def _unknown(self, name: str, word: str, more: str) -> None:
        self.tell(Topic.UNKNOWN_WORD, f"{name}: {quoted(word)}{more}", name)

    def _several(self, name: str, known: Mapping[str, str]) -> list[str]:
        values, unknown = v.meant(v.several(self.text(name), known), known)
        for word in unknown:
            self._unknown(name, word, v.near(word, known))
        return values

    def _themes(self, choices: KnownWords) -> list[str]:
        return self._several("themes", choices.themes) or ([choices.theme] if choices.theme else [])

    def _languages(self) -> tuple[list[str], list[str]]:
        """Return the languages, and the words that are none."""
        parts = v.several(self.text("languages"), v.languages())
        found = [(word, v.language_of(word)) for word in parts]
        others = [word for word, tag in found if not tag]
        for word in others:
            self._unknown("languages", word, v.near(word, v.languages()))
        return list(dict.fromkeys(tag for _, tag in found if tag)), others

    def _cost(self) -> dict[str, str]:
        """Return the cost; words that are no value of it are kept as a note, if they fit one."""
        text = self.line("cost")
        values, unknown = v.meant([text] if text else [], v.VOCABULARIES["cost"])
        if not unknown:
            return {"cost": values[0] if values else f.Cost.UNKNOWN.value}
        self._unknown(
            "cost", text, f"{v.near(text, v.VOCABULARIES['cost'])}; unknown is written, and this as cost_note"
        )
        return {"cost": f.Cost.UNKNOWN.value, "cost_note": text}

    def _licence(self) -> str:
        text = self.line("licence")
        try:
            return str(_LICENCE.validate_python(text)) if text else f.UNKNOWN
        except ValidationError as error:
            hint = error.errors()[0].get("ctx", {}).get("hint", "")
            self._unknown("licence", text, f" ({hint}); unknown is written" if hint else "; unknown is written")
            return f.UNKNOWN

    def _day(self, name: str) -> str:
        """Return a day, where it can mean one day only."""
        text = self.line(name)
        found = _ISO_DAY.fullmatch(text)
        try:
            return str(_DAY.validate_python(found["day"] if found else text)) if text else ""
        except ValidationError:
            message = f"{name}: {quoted(text)} could mean two different days; write dates as 2026-03-31"
            self.tell(Topic.UNKNOWN_WORD, message, name)
            return ""

    def _addresses(self) -> dict[str, str]:
        found = {name: self.line(name) for name in ("source_code", "documentation")}
        for name, text in found.items():
            if text and not _is_address(text):
                self.tell(Topic.CHANGED, f"{name}: {quoted(text)} is not an address, and is left out", name)
        return {name: text for name, text in found.items() if _is_address(text)}


def _is_address(text: str) -> bool:
    try:
        parse_address(text)
    except ValueError:
        return False
    return True


def places_of(addresses: Mapping[str, str]) -> Iterator[tuple[tuple[str, str], str]]:
    """Yield the page and the place on it that each address of the library leads to, with the id of its entry."""
    for id_, address in addresses.items():
        if _is_address(address):
            try:
                yield (normalise(address), address.partition("#")[2]), id_
            except ValueError:
                continue
