"""Samples of the rules of ``check/consent.py``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from check.samples import Sample, bad, good
from pictures import picture
from support import FILES

if TYPE_CHECKING:
    from support import Change

CASE = "guides/case-studies/river.md"
REPORT = '{name: A report, url: "https://river.example.org/report"}'
PUBLISHED = f"    basis: already-published\n    source: {REPORT}\n"
RECORDED = """    basis: recorded
    ref: LS-2026-014
    scope: [story, place]
    by_role: head of the village
    given: 2026-01-01
    until: 2026-06-16
"""
READ = "sensitive: no\nreviewers: [Ana, Rui]\n"
WITHDRAWN = "withdrawn: {date: 2026-05-02, reason: It was wrong., replaced_by: legend}\n"
BODY = "## What was wrong {#problem}\n"


def told(old: str = "", new: str = "", read: str = READ) -> dict[str, Change]:
    """Return the case as one that its partner agreed to, with one piece of its text replaced by another."""
    text = FILES[CASE].replace(PUBLISHED + "period: 2024", f"{RECORDED}{read}period: 2024")
    assert text.count(old) == 1 or not old, old
    return {CASE: text.replace(old, new, 1)}


def unlinked(line: str) -> dict[str, Change]:
    """Return the case as one that was published before, by another line, and whose facts name no address."""
    text = FILES[CASE].replace(PUBLISHED, f"    basis: already-published\n{line}")
    return {CASE: text.replace(f"\nsource: {REPORT}\n", "\nsource: The report on rivers\n")}


def text_of(changes: dict[str, Change]) -> str:
    """Return the text of the case."""
    text = changes[CASE]
    assert isinstance(text, str)
    return text


SAMPLES: dict[str, list[Sample]] = {
    "consent-basis": [
        bad(
            "for ever",
            told("until: 2026-06-16", "until: 2999-01-01"),
            f"{CASE}:15:12 consent-basis (at most ten years)",
        ),
        bad(
            "published, but where",
            {CASE: (f"    source: {REPORT}\n", "")},
            f"{CASE}:10:5 consent-basis (add a line source: ..., the public source, for already-published: "
            "name and url, or its title and who published it)",
        ),
        bad(
            "published somewhere",
            {CASE: (PUBLISHED, "    basis: already-published\n    source: a report\n")},
            f"{CASE}:11:13 consent-basis (write name and url, or its title and who published it)",
        ),
        bad(
            "recorded, but until when",
            told("    until: 2026-06-16\n"),
            f"{CASE}:10:5 consent-basis (add a line until: ..., the day consent ends)",
        ),
        bad(
            "recorded, and nothing else",
            told(RECORDED, "    basis: recorded\n"),
            *[f"{CASE}:10:5 consent-basis"] * 5,
        ),
        bad(
            "over before it began",
            told("given: 2026-01-01\n    until: 2026-06-16", "given: 2026-06-15\n    until: 2026-06-15"),
            f"{CASE}:15:12 consent-basis (check the two days)",
            f"{CASE}:15:12 consent-ended",
        ),
        good("recorded, and all there", told()),
        good("told by the partner", told(REPORT, "What the partner told us")),
        good(
            "published, with title and publisher",
            {CASE: (PUBLISHED, "    basis: already-published\n    source: Rivers of the north, The Mill\n")},
        ),
    ],
    "case-source-link": [
        bad(
            "title and publisher only",
            unlinked("    source: Rivers of the north, The Mill\n"),
            f"{CASE}:11:13 case-source-link (write {{name: ..., url: ...}}; "
            "if you find no address, say so in the text)",
        ),
        bad(
            "two of them",
            unlinked("    source: [Rivers of the north by The Mill, Rivers of the south by The Mill]\n"),
            f"{CASE}:11:13 case-source-link",
        ),
        good("a link beside words", unlinked(f"    source: [Rivers of the north by The Mill, {REPORT}]\n")),
        good("recorded, and nowhere published", told(REPORT, "What the partner told us")),
    ],
    "consent-ref": [
        bad(
            "a name",
            told("LS-2026-014", "consent Maria Silva"),
            f"{CASE}:11:10 consent-ref (use an id such as LS-2026-014)",
        ),
        bad("a name in capitals", told("LS-2026-014", "MARIA-SILVA"), f"{CASE}:11:10 consent-ref"),
        bad("a file", told("LS-2026-014", "consents/014.pdf"), f"{CASE}:11:10 consent-ref"),
        bad("a name with a number", told("LS-2026-014", "MARIA-SILVA-1"), f"{CASE}:11:10 consent-ref"),
        bad("letters and a date of birth", told("LS-2026-014", "MS-1985-03-12"), f"{CASE}:11:10 consent-ref"),
        good("a number", told("LS-2026-014", "2026014")),
        good("a word and a month", told("LS-2026-014", "CASE-2026-11-4")),
        good("letters and digits", told("LS-2026-014", "A7F3-99C2")),
    ],
    "consent-scope": [
        bad(
            "a name",
            told("naming: described", "naming: named"),
            f"{CASE}:7:11 consent-scope (ask again, or take it out)",
        ),
        bad("a place", told("scope: [story, place]", "scope: [story]"), f"{CASE}:19:8 consent-scope"),
        bad("only the name", told("scope: [story, place]", "scope: [name, place]"), f"{CASE}:12:12 consent-scope"),
        bad(
            "a picture and a quote",
            {
                **told(BODY, f"{BODY}\n![The river](../../docs/assets/river.png)\n\n!!! note\n    > We drew.\n"),
                "docs/assets/river.png": picture(),
            },
            f"{CASE}:26:1 consent-scope",
            f"{CASE}:29:5 consent-scope",
        ),
        bad(
            "a photograph, a link to one, and a quote in a list",
            {
                **told(
                    BODY,
                    f"{BODY}\n![A river](../../docs/assets/river.png)\n\n"
                    "[A man](../../docs/assets/river.png)\n\n- > We drew.\n",
                ),
                "docs/assets/river.png": picture(),
            },
            f"{CASE}:26:1 consent-scope",
            f"{CASE}:28:1 consent-scope",
            f"{CASE}:30:3 consent-scope",
        ),
        good("a name that may be told", told("scope: [story, place]", "scope: [story, place, name]")),
        good(
            "a withheld place",
            {
                CASE: text_of(told("scope: [story, place]", "scope: [story]")).replace(
                    "{country: PT, region: europe}", "{withheld: yes}"
                )
            },
        ),
        good("a quote in code", told(BODY, f"{BODY}\n```\n> We drew.\n```\n")),
        good(
            "what a public source says",
            {CASE: (BODY, f"{BODY}\n> We drew.\n")},
        ),
    ],
    "consent-reviewers": [
        bad(
            "nobody",
            told(read="sensitive: no\n"),
            f"{CASE}:2:1 consent-reviewers (add reviewers: [one, another])",
        ),
        bad("the same person twice", told("[Ana, Rui]", "[Ana, ana]"), f"{CASE}:17:12 consent-reviewers"),
        bad(
            "nobody has thought about danger",
            told("sensitive: no\n"),
            f"{CASE}:2:1 consent-reviewers (add sensitive: yes or sensitive: no)",
        ),
        bad(
            "a sensitive case from a public source",
            {CASE: ("period: 2024", "sensitive: yes\nreviewers: [Ana, aná]\nperiod: 2024")},
            f"{CASE}:13:12 consent-reviewers",
        ),
        good("two people", told()),
        good("a public source", {CASE: ("period: 2024", "reviewers: [Ana]\nperiod: 2024")}),
    ],
    "consent-ended": [
        bad(
            "today, the first day without",
            told("until: 2026-06-16", "until: 2026-06-15"),
            f"{CASE}:15:12 consent-ended (ask again or withdraw the page)",
        ),
        bad(
            "years ago",
            told("2026-01-01\n    until: 2026-06-16", "2020-01-01\n    until: 2021-01-01"),
            f"{CASE}:15:12 consent-ended",
        ),
        good("tomorrow", told()),
        good("of a case that was withdrawn", {CASE: f"---\nreviewed: 2026-05-01\n{WITHDRAWN}---\n"}),
    ],
    "case-place": [
        bad(
            "neither told nor withheld",
            {CASE: ("{country: PT, region: europe}", "{withheld: no}")},
            f"{CASE}:13:8 case-place (give country or region, or withheld: yes)",
        ),
        bad(
            "told and withheld",
            {CASE: ("{country: PT, region: europe}", "{region: europe, withheld: yes}")},
            f"{CASE}:13:8 case-place",
        ),
        good("withheld", {CASE: ("{country: PT, region: europe}", "{withheld: yes}")}),
        good("the region alone", {CASE: ("{country: PT, region: europe}", "{region: europe}")}),
    ],
    "rare-combination": [
        bad(
            "the only one of its country",
            told("sensitive: no", "sensitive: yes"),
            f"{CASE}:19:18 rare-combination (give only the region, or withheld: yes)",
        ),
        bad(
            "one of two",
            {**told("sensitive: no", "sensitive: yes"), "guides/case-studies/sea.md": FILES[CASE]},
            f"{CASE}:19:18 rare-combination",
        ),
        good(
            "one of three",
            {
                **told("sensitive: no", "sensitive: yes"),
                "guides/case-studies/sea.md": FILES[CASE],
                "guides/case-studies/lake.md": FILES[CASE],
            },
        ),
        good("the region alone", {CASE: text_of(told("sensitive: no", "sensitive: yes")).replace("country: PT, ", "")}),
        good(
            "one that a public source tells",
            {CASE: ("period: 2024", "sensitive: yes\nreviewers: [A, B]\nperiod: 2024")},
        ),
    ],
}
