"""JSON Schemas of the published files: what each of their fields means, closed, so that nothing stands there unsaid."""

from __future__ import annotations

from copy import deepcopy
from functools import cache
from typing import TYPE_CHECKING, Any

from pydantic.json_schema import models_json_schema

from openshelf.model.entries import Resource, Reviewed, Withdrawn
from openshelf.model.kinds import SHELVES, Kind
from openshelf.model.schemas import DIALECT, fill
from openshelf.model.sections import Section
from openshelf.site.data.feeds import urn
from openshelf.site.data.records import KEEPERS_FIELDS, LinkFacts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from openshelf.core.store import Store
    from openshelf.library.library import Library

FORMAT = 2
"""The number of the format. It grows when a field goes or changes its meaning; new fields may come at any time."""
_ROOM, _DEFINITIONS = "published", b"definitions"
FOLDER = f"{Section.DATA.url}schemas/"
_WORDS = {"type": "string", "description": "The words that readers see, in the library's language."}
_OWN: Mapping[str, dict[str, Any]] = {
    "entry": {"description": "What kind of entry it is."},
    "id": {"type": "string", "description": "The stable id; kind and id together name an entry."},
    "page": {"type": "string", "description": "Its page, from the root of the site."},
    "form": {"type": "string", "description": "What kind of guide it is."},
    "text": {
        "type": "string",
        "description": "The words of its text, one block a line, without code; references without words are ids.",
    },
    "link": {"$ref": "#/$defs/LinkFacts", "description": "What is known about the link to it."},
}
HEAD: Mapping[str, dict[str, Any]] = {
    "format": {"const": FORMAT, "description": "The number of this format."},
    "library": {"type": "string", "description": "The name of the library."},
    "site": {"type": ["string", "null"], "description": "Its public address, if it has one."},
    "language": {"type": "string", "description": "The language of the words (BCP 47)."},
    "licence": {"type": "string", "description": "The licence of the whole (SPDX); an entry may name another."},
    "date": {"type": "string", "format": "date", "description": "The day for which the file was made."},
}
"""What each JSON file says of itself."""


def published_schemas(library: Library, store: Store) -> dict[str, dict[str, Any]]:
    """Return the schemas of the JSON files of a library by their own file names.

    They list its themes, regions, criteria and groups of themes, which seldom change, and no other ids. ``store`` may
    have what is the same in all libraries.
    """
    kept = store.get(_ROOM, _DEFINITIONS)
    if kept is None:
        kept = _definitions()
        store.put(_ROOM, _DEFINITIONS, kept)
    defs = deepcopy(kept)
    kinds = [name for name in defs if "entry" in defs[name].get("properties", {})]
    entries = {"anyOf": [{"$ref": f"#/$defs/{name}"} for name in kinds]}
    files = {
        "resources": ("resources", {"$ref": "#/$defs/Resource"}, "The catalogue: one object a resource."),
        "library": ("entries", entries, "Every entry of every kind, those too that were withdrawn."),
    }
    made = {
        name: _file(library, name, about, {key: {"type": "array", "items": items, "description": about}}, defs)
        for name, (key, items, about) in files.items()
    }
    made["labels"] = _file(
        library,
        "labels",
        "The words that readers see for ids, by vocabulary/id.",
        {"labels": {"type": "object", "additionalProperties": {"type": "string"}}},
        {},
    )
    themes = {Kind.THEME.value: [entry.id for entry in library.listed(Kind.THEME)]}
    vocabularies = {name: list(words) for name, words in library.settings.vocabularies.items()}
    for schema in made.values():
        fill(schema, themes, vocabularies)
    return {f"{name}.schema.json": schema for name, schema in made.items()}


def _file(
    library: Library, name: str, about: str, properties: Mapping[str, Any], defs: Mapping[str, Any]
) -> dict[str, Any]:
    site = library.settings.site_url
    path = f"{FOLDER}{name}.schema.json"
    return {
        "$schema": DIALECT,
        "$id": f"{site}{path}" if site else urn(f"{library.settings.site_name}/{path}"),
        "title": f"{name}.json",
        "description": about,
        **_object({**HEAD, **properties}, [*HEAD, *properties]),
        **({"$defs": _used(properties, defs)} if defs else {}),
    }


def _used(properties: Mapping[str, Any], defs: Mapping[str, Any]) -> dict[str, Any]:
    """Return the definitions that are referred to, and those that they refer to."""
    found: dict[str, Any] = {}
    waiting: list[Any] = [properties]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            name = str(value.get("$ref", "")).rpartition("/")[2]
            if name and name not in found:
                found[name] = defs[name]
                waiting.append(defs[name])
            waiting += value.values()
        elif isinstance(value, list):
            waiting += value
    return dict(sorted(found.items()))


def _object(properties: Mapping[str, Any], required: list[str]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


@cache
def _definitions() -> Mapping[str, Any]:
    """Return the definitions of all kinds of entry as they are published, and of what they hold, for use in copies."""
    shelves: dict[type[Reviewed], Kind] = {shelf.schema: shelf.kind for shelf in SHELVES} | {Resource: Kind.RESOURCE}
    models: list[Any] = [*shelves, Withdrawn, LinkFacts]
    names, made = models_json_schema([(model, "serialization") for model in models], by_alias=True)
    defs: dict[str, Any] = made["$defs"]
    for field in KEEPERS_FIELDS["partner"]["consent"]:
        del defs["Consent"]["properties"][field]
    for name in ("Question", "Step"):
        defs[name]["properties"]["words"] = _WORDS
    defs["Question"]["properties"]["option_words"] = {
        "type": "object",
        "additionalProperties": {"type": "string"},
        "description": "The words of each option by its id.",
    }
    for model, kind in shelves.items():
        name = names[model, "serialization"]["$ref"].rpartition("/")[2]
        defs[name] = _entry(defs[name], kind)
    defs["Notice"] = {
        "description": "An entry that was withdrawn: what its page still says.",
        **_object(
            {
                **_own(None),
                "title": {"type": "string", "description": "The name readers see; a case study has none any more."},
                "withdrawn": {"$ref": "#/$defs/Withdrawn", "description": "When it went, and why."},
            },
            ["entry", "id", "page", "withdrawn"],
        ),
    }
    return defs


def _entry(schema: dict[str, Any], kind: Kind) -> dict[str, Any]:
    left_out = {name for name, how in KEEPERS_FIELDS.items() if how is True} | {"withdrawn"}
    fields = {name: field for name, field in schema["properties"].items() if name not in left_out}
    needed = [name for name in schema["required"] if name in fields]
    properties = {**fields, **_own(kind)}
    about = {"description": schema["description"]} if "description" in schema else {}
    return {**about, **_object(properties, list(dict.fromkeys(["entry", "id", "page", *needed])))}


def _own(kind: Kind | None) -> dict[str, Any]:
    """Return the fields that no writer writes, for one kind or for a notice of any."""
    own = dict(_OWN)
    own["entry"] = {**own["entry"], **({"const": kind.value} if kind else {"enum": [each.value for each in Kind]})}
    if kind is not Kind.RESOURCE:
        del own["link"]
    if kind in {None, Kind.RESOURCE}:
        del own["text"]
    if kind not in {None, Kind.GUIDE}:
        del own["form"]
    return own
