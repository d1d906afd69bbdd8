"""The order of keys: complete for every schema."""

from __future__ import annotations

import pytest

from openshelf.formatting.order import RESOURCE, TEXT, order_at
from openshelf.model.convert import keys_at
from openshelf.model.entries import Resource
from openshelf.model.kinds import SHELVES

SCHEMAS = {shelf.schema for shelf in SHELVES} | {Resource}


@pytest.mark.parametrize("schema", sorted(SCHEMAS, key=lambda schema: schema.__name__))
def test_every_field_has_its_place(schema: type[Resource]) -> None:
    missing = set(keys_at(schema, ())) - set(order_at(schema, ()))
    assert missing == set(), "give these a place in formatting/order.py"


def test_every_place_has_a_field_and_no_other() -> None:
    assert set(RESOURCE) == set(keys_at(Resource, ()))
    assert set(TEXT) == {key for shelf in SHELVES for key in keys_at(shelf.schema, ())}
    assert len(RESOURCE) == len(set(RESOURCE))
    assert len(TEXT) == len(set(TEXT))
