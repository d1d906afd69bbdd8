"""Plain values to typed entries, every disagreement with the schema becoming a located problem."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError

from openshelf.core.problem import Problem, Rule, choices_hint, closest, nearest_hint, with_article
from openshelf.model.renamed import outdated
from openshelf.sources.yaml_source import NullWord

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pydantic.fields import FieldInfo
    from pydantic_core import ErrorDetails

    from openshelf.sources.yaml_source import Tree

UNKNOWN_KEY = Rule(
    "unknown-key",
    "A key does not exist for this kind of entry.",
    "Otherwise a typing mistake would go unnoticed, and readers would not see what the key says. Use the key that the "
    "hint names, or delete the line.",
)
MISSING_KEY = Rule(
    "missing-key",
    "A required key is missing or empty.",
    "Readers and the index pages rely on these keys. If a fact is not known, write `unknown` where the hint lists it.",
)
WRONG_VALUE = Rule(
    "wrong-value",
    "A value is of the wrong type.",
    "For example, the key needs one value of a fixed list, a list of values, or an id in small letters and hyphens.",
)
SUMMARY_LENGTH = Rule(
    "summary-length",
    "A summary, definition or description is too long.",
    "A summary has at most 160 characters, a definition 40 words, and a description 600 characters: this fits in a "
    "result list, a tooltip or on the screen of a phone. Move the rest into the text. If a description needs more, "
    "write a guide.",
)
REAL_DATE = Rule(
    "real-date",
    "A date does not exist, or is not written like 2026-03-31.",
    "Other ways to write a date mean different days in different countries.",
)

_RULES = {
    "extra_forbidden": UNKNOWN_KEY,
    "missing": MISSING_KEY,
    "no-value": MISSING_KEY,
    "summary-length": SUMMARY_LENGTH,
    "definition-length": SUMMARY_LENGTH,
    "description-length": SUMMARY_LENGTH,
    "date": REAL_DATE,
}
_NEEDS = {
    "string_type": ("must be text", "write words, in double quotes if they begin with [ or {"),
    "is_instance_of": ("must be text", "write words, in double quotes if they begin with [ or {"),
    "tuple_type": ("must be a list", "write [one, two]"),
    **dict.fromkeys(
        ("model_type", "model_attributes_type", "dict_type"),
        ("must be keys with values", "write its keys on the lines below, two spaces further in"),
    ),
    "bool_type": ("must be yes or no", "write yes or no"),
    "date_type": ("must be a date", "write year-month-day, for example 2026-03-31"),
    "int_type": ("must be a whole number", "write digits only, for example 85"),
}
"""What a value of the wrong shape must be, and how it is written."""

_CLEARLY_LIKE = 0.7
"""How much a key must be like the one that is offered instead: ``date`` is not ``draft``."""

Model = TypeVar("Model", bound=BaseModel)


def convert(schema: type[Model], values: object, tree: Tree) -> tuple[Model | None, list[Problem]]:
    """Check values against a schema; the entry is None if they do not fit."""
    try:
        return schema.model_validate(values), []
    except ValidationError as error:
        found = [details for details in error.errors(include_url=False) if not _is_echo(details)]
        missing = [details["loc"] for details in found if details["type"] == "missing"]
        return None, [_problem(schema, details, tree, values, missing) for details in found]


def _is_echo(details: ErrorDetails) -> bool:
    """Whether pydantic finds a list too short only because it did not count the items that are wrong."""
    return details["type"] == "too_short" and len(details["input"]) >= details["ctx"]["min_length"]


def _problem(
    schema: type[BaseModel],
    details: ErrorDetails,
    tree: Tree,
    values: object,
    missing: Sequence[tuple[str | int, ...]],
) -> Problem:
    loc = tuple(step for step in details["loc"] if step != "[key]")
    kind = details["type"]
    context: dict[str, Any] = details.get("ctx") or {}
    name = str(loc[-1]) if loc else "entry"
    written = loc[:-1] if isinstance(_value_at(values, loc[:-1]), str) else loc  # one word may stand for keys
    label = next((f"{step}" for step in reversed(written) if isinstance(step, str)), "entry")
    at_key = kind == "extra_forbidden" or "[key]" in details["loc"]
    place = tree.place(*loc, key=at_key)
    rule = _RULES.get(kind, WRONG_VALUE)
    if kind == "extra_forbidden":
        lacking = [str(other[-1]) for other in missing if other[:-1] == loc[:-1]]
        known = outdated(_schema_name(schema, loc[:-1])).get(name)
        given = _keys_given(values, loc[:-1])
        hint = known.hint if known else _key_meant(name, details["input"], keys_at(schema, loc[:-1]), given, lacking)
        return rule.at(place, f"{name} is not a key of {_called(schema, loc)}", hint)
    if kind == "missing":
        hint = _choices_hint(schema, loc) or line_to_add(_model_in(_annotation(schema, loc[:-1])), name)
        return rule.at(tree.place(*loc[:-1]), f"{name} is missing", hint)
    if details["input"] is None or isinstance(details["input"], NullWord):
        word = details["input"]
        said = "" if word is None else f": {word} without quotes means in YAML: no value"
        hint = f'write "{word}" if this is the word you mean' if kind == "no-value" else ""
        hint = hint or _choices_hint(schema, loc) or "write one, or delete the line"
        return MISSING_KEY.at(place, f"{label} has no value{said}", hint)
    if kind in {"enum", "literal_error"}:
        choices = _choices(schema, loc)
        return rule.at(
            place, f"{label}: {details['input']!r} is not a value", nearest_hint(str(details["input"]), choices)
        )
    if kind in {"too_short", "string_too_short"}:
        what, hint = ("characters", "say more") if isinstance(details["input"], str) else ("item", "add one")
        return rule.at(place, f"{label} needs at least {context.get('min_length')} {what}", hint)
    if kind in {"string_too_long", "too_long"}:
        what = "characters" if isinstance(details["input"], str) else "items"
        message = f"{label} has {len(details['input'])} {what}, at most {context.get('max_length')} are allowed"
        return rule.at(place, message, "shorten it")
    if kind == "greater_than_equal":
        return rule.at(place, f"{label} must be {context.get('ge')} or more", "write a larger number")
    if kind in _NEEDS:
        needed, hint = _NEEDS[kind]
        hint = _how_to_write(kind, label, details["input"], _needed_at(schema, loc)) or hint
        return rule.at(place, f"{label} {needed}", hint)
    return rule.at(
        place,
        f"{label}: {context.get('message') or details['msg'].removeprefix('Value error, ')}",
        str(context.get("hint", "")),
    )


def _schema_name(schema: type[BaseModel], loc: tuple[str | int, ...]) -> str:
    """Return the name of the class whose keys stand at ``loc``."""
    model = _model_in(_annotation(schema, loc))
    return model.__name__ if model else ""


def _keys_given(values: object, loc: tuple[str | int, ...]) -> list[str]:
    """Return the keys that have a value at ``loc``."""
    given = _value_at(values, loc)
    return [key for key, value in given.items() if value is not None] if isinstance(given, dict) else []


def _value_at(values: object, loc: tuple[str | int, ...]) -> object:
    for step in loc:
        if isinstance(values, dict):
            values = values if isinstance(step, int) else values.get(step)  # one alone counts as a list of one
        elif isinstance(values, list) and isinstance(step, int):
            values = values[step]
    return values


def _key_meant(name: str, value: object, keys: list[str], given: list[str], lacking: list[str]) -> str:
    """Return what to write for a key that is none: one that stands there already is not meant."""
    start = name.replace("=", ":").partition(":")[0].strip()
    if start != name and start in keys:
        return f"write {start}: with one colon and a space after it"
    near = closest(name, [key for key in keys if key not in given], _CLEARLY_LIKE)
    if near is not None:
        return f"did you mean {near}?"
    if value is None and " " in name:
        return "if these words belong to the text before the comma, quote both together"
    if len(lacking) == 1:
        return f"did you mean {lacking[0]}, which is missing?"
    return choices_hint(keys) or "delete the line, or join it to the one above; the manual lists the keys"


def _how_to_write(kind: str, label: str, value: object, keys: list[str]) -> str:
    """Return how a value of the wrong shape is written, where it shows what was meant."""
    if kind == "tuple_type" and isinstance(value, str):
        items = value.strip("[](){}").replace(";", ",")
        return f"write {label}: [{items}]"
    if kind == "tuple_type" and isinstance(value, dict) and value:
        if all(word is None for word in value.values()):
            return f"write {label}: [{', '.join(map(str, value))}]"
        return f"{_NEEDS[kind][1]}, or begin each item with - on a line of its own"
    if kind in {"string_type", "is_instance_of"} and isinstance(value, dict):
        return "put the whole text into double quotes, because it contains a colon or begins with {"
    if keys and kind not in {"string_type", "is_instance_of"}:
        return f"{_NEEDS[kind][1]}: {', '.join(keys)}"
    return ""


def _needed_at(schema: type[BaseModel], loc: tuple[str | int, ...]) -> list[str]:
    """Return the keys that the value at ``loc`` must have."""
    model = _model_in(_annotation(schema, loc))
    fields = model.model_fields.items() if model else ()
    return [field.alias or name for name, field in fields if field.is_required()]


def line_to_add(model: type[BaseModel] | None, key: str) -> str:
    """Return a hint that says which line is missing, and what it tells."""
    fields = {field.alias or name: field for name, field in model.model_fields.items()} if model else {}
    description = (fields[key].description or "") if key in fields else ""
    start = description[:1].lower() if description[1:2].islower() else description[:1]  # SPDX stays as it is
    return f"add a line {key}: ..." + (f", {start}{description[1:].rstrip('.')}" if description else "")


def _called(schema: type[BaseModel], loc: tuple[str | int, ...]) -> str:
    parents = [str(step) for step in loc[:-1] if isinstance(step, str)]
    name = _words(schema.__name__)
    if name == "options":
        name = "entry below openshelf"
    return parents[-1] if parents else with_article(name)


def _words(name: str) -> str:
    return "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in name).strip()


def _annotation(schema: type[BaseModel], loc: tuple[str | int, ...]) -> Any:  # noqa: ANN401 - a type expression
    """Return the type at ``loc``, None where the schema has nothing there."""
    annotation: Any = schema
    for step in loc:
        model = _model_in(annotation)
        if isinstance(step, int):
            annotation = _item(annotation)
        elif model is not None and (field := _field(model, step)) is not None:
            annotation = field.annotation
        elif get_args(_strip(annotation)):
            annotation = get_args(_strip(annotation))[-1]
        else:
            return None
    return annotation


def _item(annotation: Any) -> Any:  # noqa: ANN401 - a type expression
    """Return the type of the items of a list."""
    return next(iter(get_args(_strip(annotation))), None)


def _field(model: type[BaseModel], key: str) -> FieldInfo | None:
    """Return the field of a model that a file calls ``key``."""
    fields = model.model_fields.items()
    return next((field for name, field in fields if key == (field.alias or name)), None)


def _strip(annotation: Any) -> Any:  # noqa: ANN401 - a type expression
    """Take ``Annotated`` and ``| None`` off a type."""
    if hasattr(annotation, "__metadata__"):
        return _strip(annotation.__origin__)
    arguments = [argument for argument in get_args(annotation) if argument is not type(None)]
    if len(arguments) == 1 and type(None) in get_args(annotation):
        return _strip(arguments[0])
    return annotation


def _model_in(annotation: Any) -> type[BaseModel] | None:  # noqa: ANN401 - a type expression
    stripped = _strip(annotation)
    return stripped if isinstance(stripped, type) and issubclass(stripped, BaseModel) else None


def keys_at(schema: type[BaseModel], loc: tuple[str | int, ...]) -> list[str]:
    """Return the keys that a schema has at a place, in its order; none where there are no fixed ones."""
    annotation = _annotation(schema, loc)
    model = _model_in(annotation) or _model_in(_item(annotation))  # one alone counts as a list of one
    return [field.alias or name for name, field in model.model_fields.items()] if model else []


def _choices(schema: type[BaseModel], loc: tuple[str | int, ...]) -> list[str]:
    stripped = _strip(_annotation(schema, loc))
    if isinstance(stripped, type) and hasattr(stripped, "__members__"):
        return [str(member.value) for member in stripped.__members__.values()]
    return [argument for argument in get_args(stripped) if isinstance(argument, str)]


def _choices_hint(schema: type[BaseModel], loc: tuple[str | int, ...]) -> str:
    choices = _choices(schema, loc)
    return f"one of: {', '.join(choices)}" if choices else ""
