"""Samples of the rules of ``check/resources.py``, and of others in the fields that resources alone have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from check.samples import Sample, bad, good
from support import FILES

if TYPE_CHECKING:
    from support import Change

CATALOGUE, SUMMARY = "resources.yml", "  summary: Holds what you write on it.\n"
ONION = "a4eascqlbqgq4dyqcejbgfavcylrqgi2dmob2hq7eaqseizeeutl3myd"
"""The name of a service with a made-up key."""
LINES = "write description: | and the text on the lines below, two spaces further in"
FIRST = f"{CATALOGUE}:8:5"
"""Where the first line of a description as a block begins."""
NO_NOTE = "say it in the text, or link to the source"
OTHERS = """\
  addresses:
    source_code: https://code.example.org/paper
    documentation: https://paper.example.org/
    other:
      - {name: Mirror, url: "https://mirror.example.org/"}
      - {name: Copy, url: "https://code.example.org/paper/"}
"""
ENDED = (SUMMARY, f"{SUMMARY}  state: ended\n")
PENCIL = "- id: pencil\n"
READ = f"  read_from: page\n{PENCIL}"
"""The end of the first entry, and the start of the second."""
UNUSED: dict[str, Change] = dict.fromkeys(path for path in FILES if path.startswith("guides/"))
"""No text names a resource."""
DRAFTED = FILES["guides/collections/start.md"].replace("summary:", "draft: yes\nsummary:", 1)


def says(*lines: str) -> tuple[str, str]:
    """Return the change that gives the first entry a description, a line a line of the file from line 8 on."""
    return SUMMARY, f"{SUMMARY}  description: |\n" + "".join(f"    {line}\n" for line in lines)


def has(lines: str) -> tuple[str, str]:
    """Return the change that gives the first entry more keys, from line 7 on."""
    return SUMMARY, SUMMARY + "".join(f"  {line}\n" for line in lines.splitlines())


def at(field: str, address: str) -> tuple[str, str]:
    """Return the change that gives the first entry one address more, on line 8."""
    return has(f"addresses:\n  {field}: {address}")


def replace(first: str, second: str) -> dict[str, Change]:
    """Return the changes by which both entries can be used instead of some products: lines 7 and 23."""
    other = "  summary: Writes on paper.\n"
    whole = FILES[CATALOGUE].replace(SUMMARY, f"{SUMMARY}  instead_of: [{first}]\n")
    return {CATALOGUE: whole.replace(other, f"{other}  instead_of: [{second}]\n")}


SAMPLES: dict[str, list[Sample]] = {
    "product-names": [
        bad(
            "another case",
            replace("Example Forms", "Example forms"),
            f"{CATALOGUE}:22:16 product-names (write Example Forms, as {CATALOGUE}:7 does, or a name that says more)",
        ),
        bad(
            "what fewer write, although it comes first",
            replace("ExampleForms", "Example Forms, Wax, Éxample Forms, Example Forms"),
            f"{CATALOGUE}:7:16 product-names (write Example Forms, as {CATALOGUE}:22 does, or a name that says more)",
            f"{CATALOGUE}:22:36 product-names",
        ),
        bad("two names with one address", replace("C", "C++"), f"{CATALOGUE}:22:16 product-names"),
        bad(
            "letters that make no address",
            replace("Слова", "Wax"),
            f"{CATALOGUE}:7:16 product-names (write its name in Latin letters, and this one under search_words)",
        ),
        good("one spelling", replace("Example Forms, Wax", "Wax, Example Forms")),
        good("names that share a beginning", replace("Example Forms", "Example Forms Plus, 1Example")),
        good("more than Latin letters", replace("微信 Wax", "Sl@te!")),
    ],
    "read-from": [
        bad(
            "nobody says it",
            {CATALOGUE: (READ, PENCIL)},
            f"{CATALOGUE}:13:3 read-from (add read_from: page, or read_from: copy)",
        ),
        good("a copy", {CATALOGUE: (READ, f"  read_from: copy\n{PENCIL}")}),
        good("a draft", {**UNUSED, CATALOGUE: (READ, f"  draft: yes\n{PENCIL}")}),
        good(
            "what was withdrawn",
            {
                **UNUSED,
                CATALOGUE: (READ, f"  withdrawn: {{date: 2026-05-02, reason: Torn., replaced_by: pencil}}\n{PENCIL}"),
            },
        ),
    ],
    "description-lines": [
        bad(
            "folded", {CATALOGUE: has("description: >\n  One\n  two.")}, f"{CATALOGUE}:7:16 description-lines ({LINES})"
        ),
        bad("over two lines", {CATALOGUE: has("description: One\n  two.")}, f"{CATALOGUE}:7:16 description-lines"),
        bad("in quotes", {CATALOGUE: has('description: "A \\"word\\"."')}, f"{CATALOGUE}:7:16 description-lines"),
        good("on one line", {CATALOGUE: has("description: See [[pencil]], a *good* tool.  # yes")}),
        good("in quotes without signs to undo", {CATALOGUE: has("description: 'Holds: words.'")}),
        good("folded, of one line", {CATALOGUE: has("description: >-\n  One line.")}),
        good("a block with empty lines", {CATALOGUE: says("", "One.", "", "- two", "  - three")}),
        good("none", {CATALOGUE: has("cost_note: None.")}),
    ],
    "description-parts": [
        bad("a heading", {CATALOGUE: says("Words.", "", "## More")}, f"{CATALOGUE}:10:5 description-parts"),
        bad(
            "an underlined one",
            {CATALOGUE: says("More", "===")},
            f"{FIRST} description-parts (write a paragraph, or a guide)",
        ),
        bad(
            "a note",
            {CATALOGUE: says("So they say.[^1]", "", "[^1]: In a book.")},
            f"{CATALOGUE}:8:17 description-parts ({NO_NOTE})",
            f"{CATALOGUE}:10:5 description-parts ({NO_NOTE})",
        ),
        bad("a callout", {CATALOGUE: says("!!! pitfall", "    It burns.")}, f"{CATALOGUE}:8:9 description-parts"),
        bad("a picture", {CATALOGUE: says("![A map](docs/a.png)")}, f"{FIRST} description-parts"),
        bad(
            "a path",
            {CATALOGUE: says("See [maps](guides/how-to/draw.md).")},
            f"{CATALOGUE}:8:9 description-parts (write [[id]])",
        ),
        good(
            "all that it may hold",
            {
                CATALOGUE: says(
                    "**Holds** `words`:",
                    "",
                    "- [a mill](https://mill.example.org/)",
                    "- [[pencil]]",
                    "",
                    "| A | B |",
                    "| --- | --- |",
                    "| 1 | 2 |",
                    "",
                    "> Quoted.",
                )
            },
        ),
    ],
    "onion-address": [
        bad(
            "a letter changed",
            {CATALOGUE: at("onion", f"http://b{ONION[1:]}.onion/")},
            f"{CATALOGUE}:8:12 onion-address (copy it again from its own page)",
        ),
        bad(
            "one of the old kind",
            {CATALOGUE: at("onion", "http://expyuzz4wqqyqhjn.onion/")},
            f"{CATALOGUE}:8:12 onion-address",
        ),
        bad(
            "another site",
            {CATALOGUE: at("onion", "https://paper.example.org/tor")},
            f"{CATALOGUE}:8:12 onion-address (write it under addresses: other, or as url)",
        ),
        good("with http", {CATALOGUE: at("onion", f"http://{ONION}.onion/")}),
        good("a part of a service", {CATALOGUE: at("onion", f"https://www.{ONION}.onion/a")}),
    ],
    "store-address": [
        bad(
            "a shop of apples",
            {CATALOGUE: at("android", "https://apps.apple.com/app/id1")},
            f"{CATALOGUE}:8:14 store-address (write ios: for android:)",
        ),
        bad(
            "the other way round",
            {CATALOGUE: at("ios", "https://f-droid.org/packages/a.b")},
            f"{CATALOGUE}:8:10 store-address (write android: for ios:)",
        ),
        good("a page of its own", {CATALOGUE: at("android", "https://paper.example.org/android.apk")}),
        good(
            "each in its place",
            {
                CATALOGUE: has(
                    "addresses:\n  android: https://f-droid.org/packages/a.b\n  ios: https://apps.apple.com/app/id1"
                )
            },
        ),
    ],
    "repeated-address": [
        bad(
            "the source code again",
            {CATALOGUE: (SUMMARY, SUMMARY + OTHERS)},
            f"{CATALOGUE}:12:27 repeated-address (delete this one)",
        ),
        good("the documentation as url", {CATALOGUE: (SUMMARY, SUMMARY + OTHERS.rpartition("      -")[0])}),
    ],
    "ended-reference": [
        bad(
            "what was picked",
            {CATALOGUE: ENDED},
            "guides/collections/start.md:7:15 ended-reference (name another one, or take it out)",
            "guides/frameworks/paper-or-pencil.md:22:17 ended-reference",
        ),
        good(
            "in texts, a case study and a draft",
            {
                CATALOGUE: ENDED,
                "guides/collections/start.md": DRAFTED,
                "guides/frameworks/paper-or-pencil.md": ("    resources: [paper]\n", ""),
            },
        ),
        good("what is archived", {CATALOGUE: has("state: {is: archived, since: 2024-05}")}),
    ],
}
"""For each rule what breaks it and what does not."""

FURTHER: dict[str, list[Sample]] = {
    "summary-length": [
        bad(
            "a long description",
            {CATALOGUE: says("word " * 120 + "end.")},
            f"{CATALOGUE}:7:16 summary-length (shorten it, or write a guide that refers to it: [[id]])",
        ),
        good("one that just fits", {CATALOGUE: says("words " * 99 + "enough")}),
    ],
    "future-date": [
        bad(
            "a state to come",
            {CATALOGUE: has("state: {is: archived, since: 2026-07}")},
            f"{CATALOGUE}:7:32 future-date",
        ),
        good("this month", {CATALOGUE: has("state: {is: archived, since: 2026-06}")}),
        good("this year", {CATALOGUE: has("state: {is: archived, since: 2026}")}),
    ],
    "plain-http": [
        bad("source code", {CATALOGUE: at("source_code", "http://a.org/b")}, f"{CATALOGUE}:8:18 plain-http")
    ],
    "tracking-link": [
        bad(
            "documentation",
            {CATALOGUE: at("documentation", "https://a.org/?utm_source=x")},
            f"{CATALOGUE}:8:20 tracking-link (https://a.org/)",
        ),
        bad(
            "in a description",
            {CATALOGUE: says("See [a](https://a.org/?utm_source=x).")},
            f"{CATALOGUE}:8:9 tracking-link",
        ),
    ],
    "short-link": [
        bad("a policy", {CATALOGUE: at("privacy_policy", "https://bit.ly/3abc")}, f"{CATALOGUE}:8:21 short-link")
    ],
    "private-link": [
        bad(
            "of another kind",
            {CATALOGUE: has("addresses:\n  other: [{name: Wiki, url: 'http://192.168.0.1/'}]")},
            f"{CATALOGUE}:8:31 private-link",
        )
    ],
    "look-alike-host": [
        bad("an app", {CATALOGUE: at("ios", "https://p\u0430per.example.org/")}, f"{CATALOGUE}:8:10 look-alike-host")
    ],
    "address-entity": [
        bad("an app", {CATALOGUE: at("android", "https://a.org/?a=1&amp;b=2")}, f"{CATALOGUE}:8:14 address-entity")
    ],
    "onion-link": [
        bad(
            "as source code",
            {CATALOGUE: at("source_code", f"http://{ONION}.onion/")},
            f"{CATALOGUE}:8:18 onion-link (write it under addresses: onion)",
        ),
        bad(
            "in a description",
            {CATALOGUE: says(f"<http://{ONION}.onion/>")},
            f"{FIRST} onion-link (`http://{ONION}.onion/`)",
        ),
        good("in its place", {CATALOGUE: at("onion", f"http://{ONION}.onion/")}),
    ],
    "wrong-value": [
        bad(
            "no address",
            {CATALOGUE: at("source_code", "code.example.org")},
            f"{CATALOGUE}:8:18 wrong-value (write https://code.example.org)",
        ),
        bad("no state", {CATALOGUE: has("state: archive")}, f"{CATALOGUE}:7:10 wrong-value (did you mean archived?)"),
        bad(
            "not read",
            {CATALOGUE: (READ, f"  read_from: pages\n{PENCIL}")},
            f"{CATALOGUE}:14:14 wrong-value (did you mean page?)",
        ),
        bad(
            "no language and one",
            {CATALOGUE: ("languages: [en]\n", "languages: [en, unknown]\n")},
            f"{CATALOGUE}:8:14 wrong-value (delete unknown, or write it alone)",
        ),
        good("no language", {CATALOGUE: ("languages: [en]\n", "languages: unknown\n")}),
        good("a publisher nobody knows", {CATALOGUE: ("publisher: The mill", "publisher: unknown")}),
    ],
    "unknown-key": [
        bad(
            "an address of no kind",
            {CATALOGUE: at("source-code", "https://a.org/")},
            f"{CATALOGUE}:8:5 unknown-key (did you mean source_code?)",
        )
    ],
    "unknown-reference": [
        bad(
            "in a description",
            {CATALOGUE: says("Like [[pencils]].")},
            f"{CATALOGUE}:8:10 unknown-reference (did you mean pencil?)",
        )
    ],
    "raw-html": [bad("in a description", {CATALOGUE: says("One.", "<b>Two</b>")}, f"{CATALOGUE}:9:5 raw-html")],
    "stray-markup": [bad("in a description", {CATALOGUE: says("One ==two==.")}, f"{CATALOGUE}:8:9 stray-markup")],
    "left-over": [bad("told once", {CATALOGUE: says("TODO: say more.")}, f"{FIRST} left-over")],
    "personal-contact": [
        bad("told once", {CATALOGUE: says("Ask", "maria@mill.net.")}, f"{CATALOGUE}:9:5 personal-contact")
    ],
    "exact-place": [
        bad("told once", {CATALOGUE: says("At 8.51234, -13.23456.")}, f"{CATALOGUE}:8:8 exact-place"),
        good("in code", {CATALOGUE: says("Written", "`8.51234, -13.23456`.")}),
    ],
    "secret": [bad("told once", {CATALOGUE: says("The password: k9Xw2mQz7LpR4vTt8s")}, f"{CATALOGUE}:8:19 secret")],
}
"""The same rules as elsewhere, in fields of resources."""
