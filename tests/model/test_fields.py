"""Field types: what the text of a scalar becomes, and what is said when it cannot."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from openshelf.model import fields as f


def read(kind: Any, value: object) -> object:  # noqa: ANN401 - a type expression
    return TypeAdapter(kind).validate_python(value)


def refusal(kind: Any, value: object) -> dict[str, Any]:  # noqa: ANN401 - a type expression
    with pytest.raises(ValidationError) as caught:
        TypeAdapter(kind).validate_python(value)
    (error,) = caught.value.errors()
    return {"message": error["msg"], **error.get("ctx", {})}


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (f.Line, " a b ", "a b"),
        (f.Line, "no", "no"),
        (f.Phrase, "12:30", "12:30"),
        (f.Phrase, "a" * 200, "a" * 200),
        (f.Summary, "a" * 160 + "\n", "a" * 160),
        (f.Definition, "a " * 40, ("a " * 40).strip()),
        (f.Id, "a", "a"),
        (f.Id, "2-b-c3", "2-b-c3"),
        (f.Day, "2024-02-29", dt.date(2024, 2, 29)),
        (f.Day, "0001-01-01", dt.date(1, 1, 1)),
        (f.Flag, "yes", True),
        (f.Flag, "True", True),
        (f.Flag, "NO", False),
        (f.Flag, "false", False),
        (f.Count, "0", 0),
        (f.Count, "007", 7),
        (f.Language, "no", "no"),
        (f.Language, "pt-BR", "pt-BR"),
        (f.Language, "zh-Hant-TW", "zh-Hant-TW"),
        (f.Language, "es-419", "es-419"),
        (f.Language, "quc", "quc"),
        (f.Country, "NO", "NO"),
        (f.Country, "CD", "CD"),
        (f.Licence, "unknown", "unknown"),
        (f.Licence, "MIT", "MIT"),
        (f.Licence, "cc-by-sa-4.0", "CC-BY-SA-4.0"),
        (f.Licence, "MIT OR Apache-2.0", "MIT OR Apache-2.0"),
        (f.Licence, "AGPL-3.0", "AGPL-3.0"),
        (f.Licence, "CC-BY", "CC-BY"),
        (f.Licence, "GPL", "GPL"),
        (f.Languages, "unknown", ("unknown",)),
        (f.People, "A cooperative", ("A cooperative",)),
        (f.PartialDate, "2024", "2024"),
        (f.PartialDate, "2024-02", "2024-02"),
        (f.PartialDate, "2024-02-29", "2024-02-29"),
        (f.Markdown, "*One* line\n\nand another", "*One* line\n\nand another"),
        (f.Address, " https://example.org ", "https://example.org"),
        (f.Answer, "no", f.Answer.NO),
        (f.OpenSource, "not-applicable", f.OpenSource.NOT_APPLICABLE),
    ],
)
def test_text_becomes_a_value(kind: object, text: str, value: object) -> None:
    assert read(kind, text) == value


@pytest.mark.parametrize(
    ("kind", "text", "hint"),
    [
        (f.Line, "", "write one, or delete the line"),
        (f.Line, " \t ", "write one, or delete the line"),
        (f.Line, "a\nb", "write it on one line"),
        (f.Line, "a\rb", "write it on one line"),
        (f.Line, "a\u2028b", "write it on one line"),
        (f.Summary, "a" * 161, "shorten it"),
        (f.Definition, "a " * 41, "move the rest to the text below"),
        (f.Id, "", "write one, or delete the line"),
        (f.Id, "A B", "did you mean a-b?"),
        (f.Id, "a/b", "did you mean a-b?"),
        (f.Id, "Qué es", "did you mean que-es?"),
        (f.Id, "-a-", "did you mean a?"),
        (f.Id, "a--b", "did you mean a-b?"),
        (f.Id, "地図", "for example first-steps"),
        (f.Day, "2026-02-30", "check the month and the day"),
        (f.Day, "2026-2-3", "write year-month-day, for example 2026-03-31"),
        (f.Day, "03/04/2026", "write year-month-day, for example 2026-03-31"),
        (f.Day, "20260331", "write year-month-day, for example 2026-03-31"),
        (f.Day, "0000-01-01", "check the month and the day"),
        (f.Flag, "on", "write yes or no"),
        (f.Flag, "1", "write yes or no"),
        (f.Count, "-1", "write digits only, for example 85"),
        (f.Count, "1e3", "write digits only, for example 85"),
        (f.Count, "0x10", "write digits only, for example 85"),
        (f.Count, "9" * 100_000, "write digits only, for example 85"),
        (f.Language, "Spanish", "did you mean es?"),
        (f.Language, "pt_BR", "did you mean pt-BR?"),
        (f.Language, "EN", "did you mean en?"),
        (f.Country, "Kenya", "did you mean KE?"),
        (f.Country, "ke", "did you mean KE?"),
        (f.Country, "001", "for example KE"),
        (f.Licence, "CC BY 4.0", "did you mean CC-BY-4.0?"),
        (f.Licence, "free", "for example CC-BY-4.0, MIT, proprietary or unknown"),
        (f.Licence, "cc-by", "did you mean CC-BY?"),
        (f.Licence, "BSD", "for example CC-BY-4.0, MIT, proprietary or unknown"),
        (f.Languages, ["en", "unknown"], "delete unknown, or write it alone"),
        (f.PartialDate, "May 2024", "for example 2024, 2024-05 or 2024-05-31"),
        (f.PartialDate, "2024-13", "check the month and the day"),
        (f.PartialDate, "2023-02-29", "check the month and the day"),
        (f.Markdown, " \n ", "write one, or delete the line"),
        (f.Address, "", "write one, or delete the line"),
        (f.Address, "example.org", "write https://example.org"),
        (f.Address, "www.waterpoints.org/a?b#c", "write https://www.waterpoints.org/a?b#c"),
        (f.Address, "//example.org:8000/", "write https://example.org:8000/"),
        (f.Address, "http//example.org/", "write https://example.org/"),
        (f.Address, "https:/example.org/", "write https://example.org/"),
        (f.Address, "htps://example.org/", "for example https://example.org/page"),
        (f.Address, "ask@example.org", "for example https://example.org/page"),
        (f.Address, "report.pdf", "for example https://example.org/page"),
    ],
)
def test_other_text_is_refused_with_a_hint(kind: object, text: object, hint: str) -> None:
    assert refusal(kind, text)["hint"] == hint


@pytest.mark.parametrize(
    "kind",
    [
        f.Line,
        f.Summary,
        f.Definition,
        f.Id,
        f.Day,
        f.Flag,
        f.Count,
        f.Language,
        f.Country,
        f.Licence,
        f.Address,
        f.PartialDate,
        f.Markdown,
        f.Cost,
    ],
)
@pytest.mark.parametrize("value", [None, ["a"], {"a": "b"}])
def test_what_is_no_text_is_refused(kind: object, value: object) -> None:
    assert refusal(kind, value)["message"]
