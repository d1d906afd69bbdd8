"""Which addresses a library holds."""

from __future__ import annotations

import datetime as dt

import pytest

from openshelf.core.problem import Place
from support import addresses_of


def test_a_catalogue_of_thousands_of_entries_holds_all_its_addresses() -> None:
    entry = "- {{id: r{0}, title: T, url: 'https://h{0}.example/', regions: [a, b, c, d], themes: [a, b, c, d]}}\n"
    text = "".join(entry.format(number) for number in range(4000))
    found = addresses_of([("resources.yml", text)])
    assert len(found) == 4000
    assert [use.place.line for use in found["https://h3999.example/"]] == [4000]


def test_an_address_without_a_scheme_is_looked_at_by_https() -> None:
    found = addresses_of([("guides/x.md", "---\ntitle: x\n---\n[a](//a.example/b#c) [a](https://a.example/b#d)\n")])
    assert [(address, [use.place.column for use in uses]) for address, uses in found.items()] == [
        ("https://a.example/b", [1, 22])
    ]


@pytest.mark.parametrize(
    ("text", "address", "column"),
    [
        ("https://a.example/it's-here", "https://a.example/it's-here", 1),
        ("[a](https://a.example/?a=1&amp;b=2)", "https://a.example/?a=1&b=2", 1),
        ("[a](<https://a.example/b c>)", "https://a.example/b%20c", 1),
        ("![a](https://a.example/ä.png)", "https://a.example/%C3%A4.png", 1),
        ("[a][b]\n\n[b]: https://a.example/ 'T'", "https://a.example/", 1),
        ("[HTTPS](HTTPS://a.example/)", "HTTPS://a.example/", 1),
        ("Go to <https://a.example/x>.", "https://a.example/x", 7),
        ("(see https://a.example/x_(y)), or not", "https://a.example/x_(y)", 6),
        ("**https://a.example/x**, then", "https://a.example/x", 3),
        ("«https://a.example/x», “quoted”", "https://a.example/x", 2),
        ('see "https://a.example/x".', "https://a.example/x", 6),
        ("b | c\n--- | ---\nhttps://a.example/x|c", "https://a.example/x", 1),
        ("[https://a.example/x](https://a.example/x)", "https://a.example/x", 1),
        ("[![a](https://a.example/x)](../b.md)", "https://a.example/x", 2),
    ],
)
def test_an_address_is_found_once_as_pages_hold_it(text: str, address: str, column: int) -> None:
    found = addresses_of([("guides/x.md", f"---\ntitle: x\n---\n{text}\n")])
    assert [(address, [use.place.column for use in uses]) for address, uses in found.items()] == [(address, [column])]


@pytest.mark.parametrize(
    "text",
    [
        "`https://a.example/`",
        "    https://a.example/",
        "```\nhttps://a.example/\n```",
        "www.a.example and a@a.example",
        "[a]: https://a.example/",
        "[a](mailto:a@a.example) and [b](b.md)",
    ],
)
def test_what_is_code_or_leads_nowhere_on_the_web_is_none(text: str) -> None:
    assert addresses_of([("guides/x.md", f"---\ntitle: x\n---\n{text}\n")]) == {}


def test_what_a_front_matter_with_mistakes_and_its_text_hold_is_found() -> None:
    text = (
        "---\ntitle: x\nreviewed: never\nodd: https://a.example/ and (https://b.example/).\n---\n<https://c.example/>\n"
    )
    assert list(addresses_of([("guides/x.md", text)])) == [f"https://{host}.example/" for host in "abc"]


CATALOGUE = """\
- id: a
  title: The A
  url: https://a.example.org/page#top
  archived_url: https://archive.example.org/https://a.example.org/page
  accept: {reason: They move, until: 2026-09-01}
- id: b
  title: The B
  url: https://b.example.org/
  archive: no
  criteria: {x: {verdict: yes, source: {name: A list, url: "https://b.example.org/faq"}}}
- id: c
  title: The C
  url: https://c.example.org/
  withdrawn: {date: 2026-01-01, reason: Gone}
"""


TEXT = """\
---
title: A page
source: {name: A report, url: "https://s.example.org/report"}
---
See [the A](https://a.example.org/page), <https://auto.example.org/x>, [mail](mailto:x@example.org),
[half](//cdn.example.org/y) and [slip](htp://slip.example.org/). Bare: https://bare.example.org/z.
`https://code.example.org/` ![picture](https://pic.example.org/p_(1).png) [ref]: https://ref.example.org/
"""


def test_the_inventory_finds_every_address_once_with_all_its_places() -> None:
    found = addresses_of([("resources.yml", CATALOGUE), ("guides/x.md", TEXT)])
    assert list(found) == [
        "htp://slip.example.org/",
        "https://a.example.org/page",
        "https://archive.example.org/https://a.example.org/page",
        "https://auto.example.org/x",
        "https://b.example.org/",
        "https://b.example.org/faq",
        "https://bare.example.org/z",
        "https://cdn.example.org/y",
        "https://pic.example.org/p_(1).png",
        "https://ref.example.org/",
        "https://s.example.org/report",
    ]
    first, second = found["https://a.example.org/page"]
    assert (first.place, first.words, first.written) == (
        Place("guides/x.md", 5, 5),
        "the A",
        "https://a.example.org/page",
    )
    assert (second.place, second.words) == (Place("resources.yml", 3, 8), "The A")
    assert second.accept is not None
    assert second.accept.until == dt.date(2026, 9, 1)
    assert not found["https://b.example.org/"][0].archive


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("http://[x", "http://[x"),
        ("http://[::1]:99x/", "http://[::1]:99x/"),
        ("http://a\u2100b.org/", "http://a%E2%84%80b.org/"),
        ("https://x.org/\x01", "https://x.org/%01"),
    ],
)
def test_an_address_that_is_none_is_in_the_inventory_too(written: str, address: str) -> None:
    assert list(addresses_of([("guides/x.md", f"---\ntitle: x\n---\n[a]({written}#part)\n")])) == [address]


@pytest.mark.parametrize("text", ["", "- 1\n- [", "no front matter", "---\nx: [\n---\n"])
def test_what_cannot_be_read_holds_no_address(text: str) -> None:
    assert addresses_of([("resources.yml", text), ("guides/x.md", text)]) == {}
