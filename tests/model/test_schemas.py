"""JSON Schemas: those in schemas/ are what the models make, and they accept what writers write."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from libraries import OTHER, PROJECT, RICH
from openshelf.model.kinds import CATALOGUE, SHELVES, Shelf, shelf_of
from openshelf.model.schemas import fill, schema_text, schemas
from openshelf.sources.document import parse_document
from openshelf.sources.yaml_source import read_yaml

if TYPE_CHECKING:
    from pathlib import Path

FOLDER = PROJECT / "schemas"
LIBRARIES = (OTHER, RICH)


def test_every_kind_has_a_schema_in_the_repository_and_there_are_no_others() -> None:
    assert {file.name for file in FOLDER.iterdir()} == set(schemas())
    assert set(schemas()) == {f"{shelf.name}.schema.json" for shelf in SHELVES} | {
        "resources.schema.json",
        "resource.schema.json",
    }


@pytest.mark.parametrize("name", sorted(schemas()))
def test_a_schema_in_the_repository_is_what_the_models_make(name: str) -> None:
    assert (FOLDER / name).read_text(encoding="utf-8") == schema_text(schemas()[name]), "run: openshelf schemas"


@pytest.mark.parametrize("name", sorted(schemas()))
def test_a_schema_refers_only_to_definitions_that_it_holds(name: str) -> None:
    schema = schemas()[name]
    used = {value for key, value in pairs(schema) if key == "$ref"}
    assert used <= {f"#/$defs/{definition}" for definition in schema.get("$defs", {})}


@pytest.mark.parametrize("name", sorted(schemas()))
def test_every_object_of_a_schema_is_closed_or_has_typed_values(name: str) -> None:
    for holder in objects(schemas()[name]):
        rest = holder.get("additionalProperties")
        assert rest is False or "patternProperties" in holder or (isinstance(rest, dict) and "type" in rest)


@pytest.mark.parametrize("name", sorted(schemas()))
def test_every_key_has_words_that_an_editor_can_show(name: str) -> None:
    schema = schemas()[name]
    for holder in objects(schema):
        for key, value in holder.get("properties", {}).items():
            assert resolved(value, schema.get("$defs", {})).get("description"), key


def test_closed_vocabularies_are_listed() -> None:
    definitions = schemas()["resources.schema.json"]["$defs"]
    assert definitions["Cost"]["enum"] == ["free", "freemium", "paid", "unknown"]
    assert "not-applicable" in definitions["OpenSource"]["enum"]


def test_the_words_and_the_themes_of_a_library_are_filled_in() -> None:
    schema = schemas()["resources.schema.json"]
    fill(schema, {"theme": ["maps"]}, {"regions": ["global"], "criteria": ["offline"], "theme_groups": []})
    properties = schema["items"]["properties"]
    assert properties["themes"]["items"]["enum"] == ["maps"]
    assert "enum" not in properties["alternatives"]["items"]
    assert properties["regions"]["items"]["enum"] == ["global"]
    assert "maps" not in schema_text(schemas()["resources.schema.json"]), "the committed ones stay as they are"


@pytest.mark.parametrize("library", LIBRARIES, ids=lambda library: library.name)
def test_the_schema_of_the_catalogue_covers_a_catalogue(library: Path) -> None:
    _, entries, problems = read_yaml((library / CATALOGUE).read_text(encoding="utf-8"), CATALOGUE)
    assert problems == []
    assert entries
    schema = schemas()["resources.schema.json"]
    for entry in entries:
        covers(entry, schema["items"], schema["$defs"], f"{CATALOGUE}: {entry['id']}")


@pytest.mark.parametrize("shelf", SHELVES, ids=lambda shelf: shelf.name)
def test_the_schema_of_a_kind_covers_front_matter(shelf: Shelf) -> None:
    schema = schemas()[f"{shelf.name}.schema.json"]
    files = [(library, file) for library in LIBRARIES for file in sorted((library / shelf.folder).glob("*.md"))]
    for file in (file for library, file in files if shelf_of(file.relative_to(library).as_posix()) is shelf):
        document, problems = parse_document(file.read_text(encoding="utf-8"), file.name)
        assert problems == []
        assert document is not None
        covers(document.values, schema, schema.get("$defs", {}), str(file))


def covers(value: object, schema: dict[str, Any], definitions: dict[str, Any], what: str) -> None:
    """Check keys and closed vocabularies of a value against a schema."""
    options = [resolved(option, definitions) for option in schema.get("anyOf", [schema])]
    if isinstance(value, dict):
        holder = next(option for option in options if option.get("type") == "object")
        properties = holder.get("properties", {})
        extra = next(iter(holder.get("patternProperties", {}).values()), holder.get("additionalProperties") or None)
        needed = holder if "withdrawn" in value else holder.get("then", holder)
        assert set(needed.get("required", ())) <= set(value), what
        assert extra is not None or set(value) <= set(properties), what
        for key, item in value.items():
            covers(item, properties.get(key, extra), definitions, f"{what}: {key}")
    elif isinstance(value, list):
        holder = next(option for option in options if option.get("type") == "array")
        assert len(value) >= holder.get("minItems", 0), what
        for item in value:
            covers(item, holder["items"], definitions, what)
    else:
        assert any(is_for_text(option, value) for option in options), what


def is_for_text(option: dict[str, Any], value: object) -> bool:
    if "enum" in option or "const" in option:
        return value in option.get("enum", [option.get("const")])
    return option.get("type") not in {None, "null", "array", "object"}


def resolved(schema: dict[str, Any], definitions: dict[str, Any]) -> dict[str, Any]:
    return {**definitions[schema["$ref"].removeprefix("#/$defs/")], **schema} if "$ref" in schema else schema


def objects(schema: object) -> list[dict[str, Any]]:
    found = [schema] if isinstance(schema, dict) and schema.get("type") == "object" else []
    children = schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ()
    return found + [holder for child in children for holder in objects(child)]


def pairs(schema: object) -> list[tuple[str, Any]]:
    if isinstance(schema, dict):
        return [*schema.items(), *(pair for child in schema.values() for pair in pairs(child))]
    return [pair for child in schema for pair in pairs(child)] if isinstance(schema, list) else []


def test_a_schema_text_is_json_that_ends_its_last_line() -> None:
    text = schema_text({"b": "é", "a": 1})
    assert json.loads(text) == {"a": 1, "b": "é"}
    assert text == '{\n  "a": 1,\n  "b": "é"\n}\n'
