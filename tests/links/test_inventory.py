"""Which addresses a library holds."""

from __future__ import annotations

from openshelf.links.inventory import addresses


def test_a_catalogue_of_thousands_of_entries_holds_all_its_addresses() -> None:
    entry = "- {{id: r{0}, title: T, url: 'https://h{0}.example/', regions: [a, b, c, d], themes: [a, b, c, d]}}\n"
    text = "".join(entry.format(number) for number in range(4000))
    found = addresses([("resources.yml", text)])
    assert len(found) == 4000
    assert [use.place.line for use in found["https://h3999.example/"]] == [4000]


def test_an_address_without_a_scheme_is_looked_at_by_https() -> None:
    found = addresses([("guides/x.md", "---\ntitle: x\n---\n[a](//a.example/b#c) [a](https://a.example/b#d)\n")])
    assert [(address, [use.place.column for use in uses]) for address, uses in found.items()] == [
        ("https://a.example/b", [1, 22])
    ]
