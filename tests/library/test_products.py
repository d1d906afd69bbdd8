"""Names of products that resources can replace."""

from __future__ import annotations

import string

from hypothesis import given
from hypothesis import strategies as st

from openshelf.library.products import product_slug, usual_spellings
from openshelf.model.kinds import Kind
from search.samples import an_entry

NAMES = st.lists(st.text("aàAB1 -+.ж", max_size=6), max_size=6)


def usual(*named: list[str]) -> dict[str, str]:
    """Return the usual spelling of each name that some resources have."""
    entries = (an_entry(Kind.RESOURCE, "A", id_=f"r{number}", instead_of=names) for number, names in enumerate(named))
    return dict(usual_spellings(entries))


def test_most_resources_decide_and_then_the_first() -> None:
    assert usual(["Big forms"], ["Big Forms"], ["Big Forms", "Wax"]) == {
        "Big forms": "Big Forms",
        "Big Forms": "Big Forms",
        "Wax": "Wax",
    }
    assert usual(["Big forms"], ["BigForms"])["BigForms"] == "Big forms"


@given(st.lists(NAMES, max_size=4))
def test_usual_names_have_an_address_each(named: list[list[str]]) -> None:
    spellings = usual(*([name for name in names if name.strip()] for names in named))
    kept = {name for name in spellings.values() if product_slug(name)}
    assert len({product_slug(name) for name in kept}) == len(kept)
    assert all(spellings[name] == name for name in spellings.values())
    assert all(set(product_slug(name)) <= {*string.ascii_lowercase, *string.digits, "-"} for name in spellings)
