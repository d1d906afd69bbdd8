"""Long lists, cut by the first letters of titles."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openshelf.site.ranges import RangeSplit, sort_key, split_into_ranges
from support import examples

MOST = 4
TITLES = st.lists(
    st.text(st.sampled_from("aAbBcmnzÉñøłß 19-«бяعد地\u0301"), max_size=5) | st.text(max_size=6), max_size=60
)
Item = tuple[str, str]


def items_of(titles: list[str]) -> list[Item]:
    return [(title, f"id-{number}") for number, title in enumerate(titles)]


def cut_up(items: list[Item], most: int = MOST) -> RangeSplit[Item]:
    return split_into_ranges(items, lambda item: sort_key(*item), most)


@examples(300)
@given(TITLES)
def test_every_entry_is_in_one_range_and_ranges_are_no_larger_than_a_page(titles: list[str]) -> None:
    found = cut_up(items_of(titles))
    held = sorted(item for one in found.ranges for item in one.items)
    assert held == (sorted(items_of(titles)) if len(titles) > MOST else [])
    assert all(0 < len(one.items) <= MOST for one in found.ranges)


@examples(300)
@given(TITLES)
def test_every_page_has_an_address_of_its_own_that_any_disk_and_server_takes(titles: list[str]) -> None:
    found = cut_up(items_of(titles))
    names = [one.name for one in (*found.ranges, *found.signposts)]
    assert len(set(names)) == len(names)
    assert all(name.isascii() and len(name) < 100 and not name.isdecimal() for name in names)
    assert all(sign.isalnum() or sign in "-_~" for name in names for sign in name)
    assert names == [name.casefold() for name in names]


@examples(300)
@given(TITLES, st.text(st.sampled_from("aBmzñ 1б地"), max_size=5))
def test_an_added_entry_changes_its_own_range_and_keeps_every_address(titles: list[str], title: str) -> None:
    items, new = items_of(titles), (title, "new")
    before, after = cut_up(items), cut_up([*items, new])
    addresses = {one.name for one in (*after.ranges, *after.signposts)}
    assert {one.name for one in (*before.ranges, *before.signposts)} <= addresses
    kept = {one.name: one.items for one in after.ranges}
    changed = [one for one in before.ranges if kept.get(one.name) != one.items]
    assert len(changed) <= 1
    for one in changed:
        parts = [item for name, held in kept.items() if name not in {r.name for r in before.ranges} for item in held]
        assert sorted(kept.get(one.name, parts)) == sorted([*one.items, new])


def test_a_list_is_cut_at_fixed_letters() -> None:
    found = cut_up(items_of(["Aby", "Émile", "«Água»", "Fox", "Gum", "Moss", "nine", "Ñandú", "Zoo", "7amleh"]))
    assert [(one.name, one.title, len(one.items)) for one in found.ranges] == [
        ("0-9", "0–9", 1),
        ("a-f", "A–F", 4),
        ("g-m", "G–M", 2),
        ("n-z", "N–Z", 3),
    ]
    assert [one.name for one in found.signposts] == ["a-m", "a-z"]


def test_items_keep_the_order_of_the_list() -> None:
    found = cut_up(items_of(["b", "a", "d", "c", "z"]))
    assert [title for title, _ in found.ranges[0].items] == ["b", "a", "d", "c"]


def test_scripts_have_ranges_of_their_own_with_the_letters_that_are_there() -> None:
    found = cut_up(items_of(["Ключ", "Ёж", "Яма", "باب", "地図", "Map"]))
    assert [(one.name, one.title) for one in found.ranges] == [
        ("a-z", "A–Z"),
        ("cyrillic", "Е–Я"),
        ("arabic", "ب"),
        ("cjk", "地"),
    ]


def test_second_letters_and_words_follow_when_one_letter_is_too_full() -> None:
    found = cut_up(items_of(["Guide to maps", "Guide to noise", "Guide to rice", "Guide 1", "Guide to tea", "Guide"]))
    assert [one.name for one in found.ranges] == ["guide_0-guide_9", "guide_a-guide_m", "guide_n-guide_z"]
    assert [one.name for one in found.signposts] == ["guide_a-guide_z"]


def test_entries_of_one_title_are_told_apart_by_their_ids() -> None:
    found = cut_up(items_of(["And now?"] * 9))
    assert [(one.name, len(one.items)) for one in found.ranges] == [
        ("and_now_id_0-and_now_id_1", 2),
        ("and_now_id_2-and_now_id_4", 3),
        ("and_now_id_5-and_now_id_9", 4),
    ]


def test_what_has_one_key_is_not_cut() -> None:
    assert split_into_ranges([1, 2, 3], lambda _: "same", 2) == RangeSplit((), ())


@pytest.mark.parametrize(("title", "key"), [("Łódź", "lodz id"), ("«Água» – 2", "agua 2 id"), ("Straße", "strasse id")])
def test_accents_case_and_signs_make_no_difference(title: str, key: str) -> None:
    assert sort_key(title, "id") == key
