"""JSON Schemas of everything that writers write, made from the models."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from openshelf.model.entries import Resource, WithdrawalNotice
from openshelf.model.fields import OneOf, Refers
from openshelf.model.kinds import SHELVES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from openshelf.model.entries import Reviewed
    from openshelf.model.kinds import Shelf

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schemas() -> dict[str, dict[str, Any]]:
    """Return the schemas by file name: for the editors of writers, with the fixed vocabularies only."""
    found = {f"{shelf.name}.schema.json": _schema(shelf) for shelf in SHELVES}
    found["resources.schema.json"] = {
        "$schema": DIALECT,
        "title": "The catalogue, resources.yml",
        "type": "array",
        **_lift_definitions(Resource),
    }
    one = {**_entry(Resource, WithdrawalNotice), "title": "One entry of the catalogue, resources/<id>.yml"}
    found["resource.schema.json"] = {"$schema": DIALECT, **one}
    return found


def schema_text(schema: Mapping[str, Any]) -> str:
    """Return a schema as it is written to a file."""
    return json.dumps(schema, indent=2, ensure_ascii=False, sort_keys=True) + "\n"


def _schema(shelf: Shelf) -> dict[str, Any]:
    return {"$schema": DIALECT, **_entry(shelf.schema, shelf.notice), "title": f"Front matter of {shelf.folder}/"}


def _lift_definitions(model: type[Reviewed]) -> dict[str, Any]:
    """Return the model as the items of a list, its definitions at the top where references find them."""
    item = _entry(model, WithdrawalNotice)
    return {"$defs": item.pop("$defs", {}), "items": item}


def _entry(model: type[Reviewed], notice: type[WithdrawalNotice]) -> dict[str, Any]:
    """Return the schema of an entry; of a withdrawn one only what the notice needs is required."""
    schema = model.model_json_schema()
    needed = {info.alias or name for name, info in notice.model_fields.items() if info.is_required()}
    always = [key for key in schema["required"] if key in needed]
    offered = {"if": {"not": {"required": ["withdrawn"]}}, "then": {"required": schema["required"]}}
    return {**schema, "required": always, **offered}


def fill(schema: Any, ids: Mapping[str, Sequence[str]], vocabularies: Mapping[str, Sequence[str]]) -> None:  # noqa: ANN401
    """List the ids of some kinds and the vocabularies of one library in a schema of what it publishes.

    Data lack references to what was withdrawn, so that no list of references has a least length there.
    """
    if isinstance(schema, dict):
        kind, vocabulary = schema.get(Refers.MARK), schema.get(OneOf.MARK)
        if isinstance(kind, str) and kind in ids:
            schema["enum"] = sorted(ids[kind])
        elif vocabulary is not None:
            schema["enum"] = sorted(vocabularies[vocabulary])
        for value in list(schema.values()):
            fill(value, ids, vocabularies)
        if Refers.MARK in schema.get("items", {}) or "$ref" in schema.get("items", {}):
            schema.pop("minItems", None)
    elif isinstance(schema, list):
        for value in schema:
            fill(value, ids, vocabularies)
