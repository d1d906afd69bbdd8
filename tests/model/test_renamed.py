"""Keys of earlier versions: the hint names the new one, which is there."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from mkdocs.config.defaults import MkDocsConfig
from pydantic import BaseModel

from openshelf.model import convert as converting
from openshelf.model import renamed as keys
from openshelf.model.renamed import OUTDATED, SETTINGS_FILE, OutdatedKey
from support import a_library, problems_of

if TYPE_CHECKING:
    from collections.abc import Iterator

CHANGELOG = (Path(__file__).resolve().parents[2] / "CHANGELOG.md").read_text(encoding="utf-8")


def schemas(schema: type[BaseModel]) -> Iterator[type[BaseModel]]:
    yield schema
    for below in schema.__subclasses__():
        yield from schemas(below)


def wrong(key: OutdatedKey) -> str:
    """Return what is wrong with a line of the table, empty where nothing is."""
    if f"\n## {key.since}" not in CHANGELOG:
        return "CHANGELOG.md does not know the version"
    if bool(key.renamed_to) is bool(key.advice):
        return "it has a new name or advice, one of both"
    if key.schema == SETTINGS_FILE:
        return "" if key.key.split(".")[0] in dict(MkDocsConfig._schema) else "MkDocs has no such key"
    known = {schema.__name__: schema for schema in schemas(BaseModel)}
    if key.schema not in known:
        return "there is no such schema"
    names = {field.alias or name for name, field in known[key.schema].model_fields.items()}
    if key.key in names:
        return "the key is still there"
    return "" if not key.renamed_to or key.renamed_to in names else "there is no such new key"


def test_every_line_of_the_table_names_what_is_there() -> None:
    assert [(key.schema, key.key, wrong(key)) for key in OUTDATED if wrong(key)] == []


SAMPLE = OutdatedKey("Resource", "prize", "1.0.0", renamed_to="cost")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, ""),
        ({"since": "0.0.1"}, "CHANGELOG.md does not know the version"),
        ({"renamed_to": ""}, "it has a new name or advice, one of both"),
        ({"advice": "delete it"}, "it has a new name or advice, one of both"),
        ({"schema": "Resorce"}, "there is no such schema"),
        ({"key": "cost"}, "the key is still there"),
        ({"renamed_to": "costs"}, "there is no such new key"),
        ({"schema": SETTINGS_FILE}, "MkDocs has no such key"),
    ],
)
def test_a_line_that_is_wrong_would_be_found(changes: dict[str, str], said: str) -> None:
    assert wrong(replace(SAMPLE, **changes)) == said


@pytest.mark.parametrize(
    ("outdated", "file", "change", "said"),
    [
        (
            SAMPLE,
            "resources.yml",
            ("  cost: free\n", "  prize: free\n"),
            "prize is not a key of a resource (since version 1.0.0: it is now called cost)",
        ),
        (
            OutdatedKey("Addresses", "repository", "1.0.0", renamed_to="source_code"),
            "resources.yml",
            ("  cost: free\n", "  cost: free\n  addresses: {repository: https://code.example/}\n"),
            "repository is not a key of addresses (since version 1.0.0: it is now called source_code)",
        ),
        (
            OutdatedKey("Term", "meaning", "1.0.0", advice="delete it"),
            "guides/glossary/north.md",
            ("reviewed:", "meaning: up\nreviewed:"),
            "meaning is not a key of a term (since version 1.0.0: delete it)",
        ),
        (
            OutdatedKey("Options", "areas", "1.0.0", renamed_to="regions"),
            "mkdocs.yml",
            ("    regions:", "    areas:"),
            "areas is not a key of an entry below openshelf (since version 1.0.0: it is now called regions)",
        ),
        (
            OutdatedKey("LinkOptions", "page", "1.0.0", renamed_to="agent_page"),
            "mkdocs.yml",
            ("    regions:", "    links: {page: https://a.example/}\n    regions:"),
            "page is not a key of links (since version 1.0.0: it is now called agent_page)",
        ),
    ],
    ids=lambda value: value.key if isinstance(value, OutdatedKey) else "",
)
def test_a_key_of_before_is_told_with_the_new_name(
    outdated: OutdatedKey,
    file: str,
    change: tuple[str, str],
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(converting, "outdated", lambda schema: keys.outdated(schema, (outdated,)))
    found = [
        problem for problem in problems_of(a_library(tmp_path, {file: change})) if problem.rule.id == "unknown-key"
    ]
    assert [f"{problem.message} ({problem.hint})" for problem in found] == [said]
