"""Find what is written in fields that are marked as references or as words of a vocabulary."""

from __future__ import annotations

from functools import cache
from types import UnionType
from typing import TYPE_CHECKING, Any, Union, get_args, get_origin

from pydantic import BaseModel

from openshelf.model.fields import OneOf, Refers

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Loc = tuple[str | int, ...]
Mark = Refers | OneOf


def marked(schema: type[BaseModel], values: Mapping[str, Any]) -> Iterator[tuple[Loc, Mark, str]]:
    """Yield where each marked value stands, its mark and its text.

    The values are those of the file, because one that is wrong elsewhere in the entry changes nothing about these.
    """
    for name, annotation in _marked_fields(schema):
        if name in values:
            yield from _walk(values[name], annotation, (name,))


@cache
def _marked_fields(schema: type[BaseModel], above: frozenset[type] = frozenset()) -> tuple[tuple[str, Any], ...]:
    """Return the fields of a schema that can hold marked values, with their types; ``above`` are its parents."""
    found = []
    for name, info in schema.model_fields.items():
        annotation: Any = info.annotation
        for mark in info.metadata:
            if isinstance(mark, Refers | OneOf):
                annotation = _Marked(annotation, mark)
        if _holds_mark(annotation, above | {schema}):
            found.append((info.alias or name, annotation))
    return tuple(found)


def without(value: Any, gone: Mapping[Loc, str], loc: Loc = ()) -> Any:  # noqa: ANN401 - any typed value
    """Return a typed value in which each reference of ``gone`` is replaced by another, or left out where that is empty.

    What needs such a reference goes with it: an item of a list, or the value of a key. None where nothing is left.
    """
    if loc in gone:
        return gone[loc] or None
    if not any(each[: len(loc)] == loc for each in gone):
        return value
    if isinstance(value, tuple):
        items = (without(item, gone, (*loc, index)) for index, item in enumerate(value))
        left = [item for item in items if item is not None]
        return tuple(item for index, item in enumerate(left) if item not in left[:index])
    if isinstance(value, dict):
        parts = {key: without(part, gone, (*loc, key)) for key, part in value.items()}
        return {key: part for key, part in parts.items() if part is not None}
    changed = {}
    for name, info in type(value).model_fields.items():
        before = getattr(value, name)
        after = without(before, gone, (*loc, info.alias or name))
        if after is None and before is not None and info.is_required():
            return None
        if after is not before:
            changed[name] = after
    return value.model_copy(update=changed)


class _Marked:
    """A type whose own mark pydantic has moved to the field."""

    def __init__(self, annotation: Any, mark: Mark) -> None:  # noqa: ANN401 - a type expression
        self.annotation, self.mark = annotation, mark


def _mark_of(annotation: Any) -> Mark | None:  # noqa: ANN401 - a type expression
    if isinstance(annotation, _Marked):
        return annotation.mark
    if get_origin(annotation) in {Union, UnionType}:
        return next((mark for mark in map(_mark_of, get_args(annotation)) if mark is not None), None)
    return next((m for m in getattr(annotation, "__metadata__", ()) if isinstance(m, Refers | OneOf)), None)


def _holds_mark(annotation: Any, above: frozenset[type]) -> bool:  # noqa: ANN401 - a type expression
    if _mark_of(annotation) is not None:
        return True
    if isinstance(annotation, type) and not get_origin(annotation):
        is_schema = issubclass(annotation, BaseModel) and annotation not in above  # a schema may hold itself
        return is_schema and bool(_marked_fields(annotation, above))
    return any(_holds_mark(argument, above) for argument in get_args(annotation))


def _walk(value: Any, annotation: Any, loc: Loc) -> Iterator[tuple[Loc, Mark, str]]:  # noqa: ANN401
    mark = _mark_of(annotation)
    if isinstance(value, str):
        if mark is not None:
            yield loc, mark, value.strip()
    elif isinstance(value, list):
        item = _argument(annotation, tuple, 0)
        for index, part in enumerate(value):
            yield from _walk(part, item, (*loc, index))
    elif isinstance(value, dict):
        schema = _schema_in(annotation)
        if schema is not None:
            for inner, inner_mark, text in marked(schema, value):
                yield loc + inner, inner_mark, text
        else:
            for key, part in value.items():
                yield from _walk(key, _argument(annotation, dict, 0), (*loc, key))
                yield from _walk(part, _argument(annotation, dict, 1), (*loc, key))


def _schema_in(annotation: Any) -> type[BaseModel] | None:  # noqa: ANN401 - a type expression
    """Return the schema that a type is, through Annotated and unions."""
    if isinstance(annotation, type) and not get_origin(annotation):
        return annotation if issubclass(annotation, BaseModel) else None
    if get_origin(annotation) in {tuple, dict}:
        return None
    return next(filter(None, map(_schema_in, get_args(annotation))), None)


def _argument(annotation: Any, origin: type, index: int) -> Any:  # noqa: ANN401 - a type expression
    """Return a type argument of the ``origin`` found in a type, through Annotated and unions."""
    if get_origin(annotation) is origin:
        return get_args(annotation)[index]
    for argument in get_args(annotation):
        found = _argument(argument, origin, index)
        if found is not None:
            return found
    return None
