"""A tiny library in which nothing is wrong, for tests that change one thing and look at what is said."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from openshelf.check.run import load_and_check
from openshelf.core.problem import sorted_problems
from openshelf.core.store import Store
from openshelf.library.external_links import contents_of, link_uses
from openshelf.linkcheck.inventory import inventory
from openshelf.model.settings import read_settings
from openshelf.sources.markdown_outline import read_body
from openshelf.sources.text import decode

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from openshelf.core.problem import Place, Problem
    from openshelf.library.library import Library
    from openshelf.linkcheck.inventory import Inventory
    from openshelf.sources.markdown_outline import Body

TODAY = dt.date(2026, 6, 15)
"""The day on which tests look at a library."""

FILES = {
    "mkdocs.yml": """\
site_name: Tiny
extra:
  openshelf:
    languages: [en]
    licence: {id: CC-BY-SA-4.0, name: Share alike, url: https://creativecommons.org/licenses/by-sa/4.0/}
    regions:
      global: Everywhere
      europe: Europe
    criteria:
      works-offline: Works without a connection
""",
    "resources.yml": """\
- id: paper
  title: Paper
  url: https://paper.example.org/
  kind: tool
  publisher: The mill
  summary: Holds what you write on it.
  themes: [mapping]
  languages: [en]
  regions: [global]
  cost: free
  licence: unknown
  open_source: not-applicable
  reviewed: 2026-05-01
  read_from: page
- id: pencil
  title: Pencil
  url: https://pencil.example.org/
  kind: tool
  publisher: The wood
  summary: Writes on paper.
  themes: [mapping]
  languages: [en, pt-BR]
  regions: [global, europe]
  cost: paid
  licence: MIT
  open_source: yes
  reviewed: 2026-05-01
  read_from: page
""",
    "docs/index.md": """\
---
title: Tiny
summary: The first page.
reviewed: 2026-05-01
---
Welcome.
""",
    "docs/support.md": """\
---
title: Talk to a person
summary: What happens when you ask.
reviewed: 2026-05-01
---
Somebody answers.
""",
    "docs/themes/mapping.md": """\
---
title: Mapping
summary: Maps and who draws them.
reviewed: 2026-05-01
---
Maps leave things out.
""",
    "docs/updates/hello.md": """\
---
title: Hello
summary: We are here.
themes: [mapping]
reviewed: 2026-05-01
date: 2026-05-01
kind: news
---
The library is open.
""",
    "docs/updates/year.md": """\
---
title: The year
summary: What happened.
themes: [mapping]
reviewed: 2026-05-01
date: 2026-05-01
kind: look-back
period: 2025
figures:
  partners: 5
  half_years:
    - {label: January to June, partners: 2}
    - {label: July to December, partners: 3}
  countries:
    - {country: PT, region: europe}
---
It was a year.
""",
    "guides/collections/start.md": """\
---
title: Start here
summary: Two things to write with.
themes: [mapping]
reviewed: 2026-05-01
picks:
  - resource: paper
    why: It needs no charging.
  - resource: pencil
    why: It can be rubbed out.
---
""",
    "guides/case-studies/river.md": """\
---
title: A map of a river
summary: A village drew its river.
themes: [mapping]
reviewed: 2026-05-01
partner:
  naming: described
  label: a village
  consent:
    basis: already-published
    source: {name: A report, url: "https://river.example.org/report"}
period: 2024
place: {country: PT, region: europe}
outcome: worked
source: {name: A report, url: "https://river.example.org/report"}
resources: [paper]
---
## What was wrong {#problem}
Nobody knew where it was.
## What we did {#support}
Paper and a walk.
## How to adapt it {#adapt}
Walk along another one.
""",
    "guides/how-to/draw.md": """\
---
title: Draw a map
summary: How to draw a map on paper.
themes: [mapping]
reviewed: 2026-05-01
---
## Who this is for {#who-for}
Whoever walks.
## Steps {#steps}

Take [[paper]] and [[pencil|something to write with]].

## Before you start {#before-you-start}
Look outside.
## Risks {#risks}
Rain.
## Further {#further}
Walk on.
""",
    "guides/explanation/scale.md": """\
---
title: What scale is
summary: Why a map is smaller than the land.
themes: [mapping]
reviewed: 2026-05-01
---
## What it is {#what-it-is}
A number.
## Why it matters {#why-it-matters}
Walks are long.
## What to watch {#what-to-watch}
The number.
## Further {#further}
Measure it.
""",
    "guides/research/writing-tools.md": """\
---
title: Writing tools
summary: Paper and pencil compared.
themes: [mapping]
reviewed: 2026-05-01
compares:
  resources: [paper, pencil]
  criteria: [works-offline]
---
## What it is {#what-it-is}
Two things.
## When to use it {#when-to-use}
On a walk.
## When not to {#when-not-to}
In the rain.
## Options {#options}
## Cost {#cost}
A little.
## Risks {#risks}
Rain.
## Planning {#planning}
Walk early.
## Further {#further}
Walk on.
""",
    "guides/frameworks/paper-or-pencil.md": """\
---
title: Paper or pencil
summary: What to buy before you draw.
themes: [mapping]
reviewed: 2026-05-01
questions:
  - id: draws
    options: [by-hand, not-at-all]
  - id: ground
    kind: many
    options: [wall, table]
    ask_if: {draws: [by-hand]}
  - id: story
    kind: text
steps:
  - id: look
    when: later
  - id: buy
    when: next
    if: {draws: [by-hand], not: {ground: [wall]}}
    homework: yes
    resources: [paper]
  - id: ask
    when: now
    if: {draws: [not-at-all]}
    stop: yes
scenarios:
  - answers: {draws: not-at-all}
    plan: [ask, look]
  - answers: {draws: by-hand, ground: [table], story: A map for the school}
    plan: [buy, look]
plan: {show: 2, most: 2}
guarantees: [{when: {draws: [not-at-all]}, holds: {steps: [ask]}}]
---
## Do you draw by hand? {#draws}

Whoever does not needs a person who does.

- by-hand: Yes, by hand
- not-at-all: No, not at all

## What do you draw on? {#ground}

A wall needs no paper.

- wall: A wall
- table: A table

## What is it for? {#story}

In your own words.

## Look at other maps {#look}

See what they leave out.

## Buy paper and a pencil {#buy}

As much as the table holds.

## Ask a person who draws {#ask}

Do this before anything else.
""",
    "guides/glossary/legend.md": """\
---
title: legend
definition: The list that says what the signs of a map mean.
themes: [mapping]
reviewed: 2026-05-01
aliases: [key]
abbreviations: [LGD]
see: [north]
---
""",
    "guides/glossary/north.md": """\
---
title: north
definition: The direction that is up on most maps.
themes: [mapping]
reviewed: 2026-05-01
---
""",
}
"""Every file of the tiny library, one of each kind."""

Change = str | bytes | None | tuple[str, str]
"""What becomes of a file: new text or bytes, nothing at all, or one piece of its text replaced by another."""


def an_entry_file(id_: str) -> str:
    """Return the file of a resource of its own, which is like the tiny library's paper."""
    item = FILES["resources.yml"].partition("- id: pencil")[0].replace("- ", "  ", 1)
    text = "".join(line[2:] for line in item.splitlines(keepends=True))
    return text.replace("id: paper", f"id: {id_}").replace("//paper.", f"//{id_}.").replace("Paper", id_.title())


def a_library(folder: Path, changes: Mapping[str, Change] | None = None) -> Path:
    """Write the tiny library with some changes into ``folder``, and return the folder."""
    changed = changes or {}
    for path in dict.fromkeys((*FILES, *changed)):
        change = changed.get(path, FILES.get(path))
        if isinstance(change, tuple):
            old, new = change
            assert FILES[path].count(old) == 1, f"{old!r} must stand once in {path}"
            change = FILES[path].replace(old, new)
        if change is not None:
            file = folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(change.encode() if isinstance(change, str) else change)
    return folder


def load(folder: Path, today: dt.date = TODAY) -> Library:
    """Return the library in a folder, whatever is wrong with it but its settings."""
    settings, problems = read_settings(folder / "mkdocs.yml")
    assert settings is not None, problems
    return load_and_check(settings, today, Store.nothing())[0]


def problems_of(folder: Path, today: dt.date = TODAY) -> tuple[Problem, ...]:
    """Return every problem of the library in a folder."""
    settings, problems = read_settings(folder / "mkdocs.yml")
    return sorted_problems(problems) if settings is None else load_and_check(settings, today, Store.nothing())[1]


def a_body(text: str, path: str = "f.md", first_line: int = 1) -> Body:
    """Return a text, parsed, whatever is wrong with it."""
    return read_body(text, path, first_line)[0]


def addresses_of(sources: Iterable[tuple[str, str]]) -> Inventory:
    """Return the addresses of other sites in source files, each a path and a text."""
    return inventory(use for source in sources for content in contents_of(*source) for use in link_uses(content))


def brief(problems: Sequence[Problem], like: Sequence[str] = ()) -> list[str]:
    """Return each problem as ``path:line:column rule-id``, with ``(hint)`` where its counterpart ends with a hint."""
    others = [*like, *[""] * len(problems)]
    return [_brief(problem, with_hint=other.endswith(")")) for problem, other in zip(problems, others, strict=False)]


def _brief(problem: Problem, *, with_hint: bool) -> str:
    place = f"{problem.place.path}:{problem.place.line}:{problem.place.column}"
    return f"{place} {problem.rule.id}" + (f" ({problem.hint})" if with_hint else "")


def is_inside(place: Place, text: str) -> bool:
    """Whether a place is one of a text, or right behind the last character of one of its lines."""
    lines = text.split("\n")
    return 1 <= place.line <= len(lines) and 1 <= place.column <= len(lines[place.line - 1]) + 1


SHARES = {"dev": 0.1, "ci": 0.25, "long": 10.0}
"""Profiles of property tests: what each makes of the number of samples that a test names.

``ci`` is what `make test` runs and ``dev`` a quick look: the same samples on every machine. ``long`` is for
`make test-all`: new samples each time, and many.
"""
FEWEST = 10
"""Samples that every profile tries."""


def examples(max_examples: int = 100, **changes: Any) -> hypothesis_settings:  # noqa: ANN401 - Hypothesis' settings
    """Return the settings of a property test that is worth so many samples, by the profile that is loaded."""
    return hypothesis_settings(max_examples=max(FEWEST, times(max_examples)), **changes)


def times(number: int) -> int:
    """Return how often a test tries something that is worth so many times, by the profile that is loaded."""
    return max(1, round(number * SHARES[hypothesis_settings.get_current_profile_name()]))


_CHARACTERS = st.sampled_from(
    [*"ab1:-\n\n  #{}[]\"'&*!|>%@`,?~<.=/()\t_\\", "é", "\u00a0", "😀", "\ufeff", "---\n", "[[", "]]"]
)
any_text = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"])),
    st.lists(_CHARACTERS, max_size=60).map("".join),
).map(lambda text: decode(text.encode(), "any")[0] or "")
"""Text as it can come out of a file: anything, and much that means something in YAML and Markdown."""

plain_data = st.recursive(
    st.none() | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
"""What the reader makes of YAML: nothing, text, lists and dictionaries."""
