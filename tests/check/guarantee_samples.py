"""Samples of the rules about guarantees of frameworks, for test_rules.py; they change the tiny library's framework."""

from __future__ import annotations

from typing import TYPE_CHECKING

from check.framework_samples import F, with_lines
from check.samples import Sample, bad, good
from support import FILES

if TYPE_CHECKING:
    from support import Change

GUARANTEE = "guarantees: [{when: {draws: [not-at-all]}, holds: {steps: [ask]}}]\n"
"""Line 33."""
WITHDRAWN = "withdrawn: {date: 2026-06-01, reason: It was wrong.}\n"


def guaranteed(guarantee: str, *, stop: bool = True) -> dict[str, Change]:
    """Return the change to another guarantee, on line 34; ``buy`` belongs to the group paper."""
    changes = [
        (GUARANTEE, f"guarantees: [{guarantee}]\n"),
        ("    homework: yes\n", "    homework: yes\n    group: paper\n"),
    ]
    return with_lines(
        *changes,
        *([] if stop else [("    stop: yes\n", ""), ("{draws: not-at-all}\n", "{draws: not-at-all, story: None}\n")]),
    )


def pointing(resources: str) -> dict[str, Change]:
    """Return the change to other resources of ``buy``, on line 22, which a guarantee counts on."""
    return with_lines(
        ("[paper]", resources),
        (GUARANTEE, "guarantees: [{when: {draws: [by-hand], not: {ground: [wall]}}, holds: {steps: [buy, look]}}]\n"),
    )


RULER_GONE: dict[str, Change] = {
    "resources.yml": FILES["resources.yml"]
    + f"{FILES['resources.yml'].partition('- id: pencil')[0]}  {WITHDRAWN}".replace("paper", "ruler").replace(
        "Paper", "Ruler"
    )
}
"""A resource more, which was withdrawn."""


SAMPLES: dict[str, list[Sample]] = {
    "guarantee-form": [
        bad(
            "nothing",
            with_lines((GUARANTEE, "guarantees: [{}]\n")),
            f"{F}:33:14 guarantee-form (write holds, lacks or keeps, one of them)",
        ),
        bad(
            "two things at once",
            guaranteed("{holds: {group: paper}, keeps: {question: draws, from: [by-hand, not-at-all], group: paper}}"),
            f"{F}:34:14 guarantee-form (write holds, lacks or keeps, one of them)",
        ),
        bad(
            "a condition for what plans keep",
            guaranteed(
                "{when: {draws: [by-hand]}, keeps: {question: draws, from: [by-hand, not-at-all], group: paper}}"
            ),
            f"{F}:34:21 guarantee-form (delete when)",
        ),
        bad(
            "a group and steps",
            guaranteed("{holds: {group: paper, steps: [buy]}}"),
            f"{F}:34:22 guarantee-form (write {{group: id}} or {{steps: [id, id]}})",
        ),
        bad(
            "neither a group nor steps",
            guaranteed("{holds: {}}"),
            f"{F}:34:22 guarantee-form (write {{group: id}} or {{steps: [id, id]}})",
        ),
        bad(
            "an answer twice in an order",
            guaranteed("{keeps: {question: draws, from: [by-hand, by-hand], group: paper}}"),
            f"{F}:34:56 guarantee-form (keep one of them)",
        ),
        good("without a condition", guaranteed("{holds: {steps: [look]}}")),
        good("a group", guaranteed("{when: {draws: [by-hand], not: {ground: [wall]}}, holds: {group: paper}}")),
    ],
    "broken-guarantee": [
        bad(
            "no step of the group for these answers",
            guaranteed("{when: {draws: [by-hand]}, holds: {group: paper}}"),
            f"{F}:34:14 broken-guarantee (widen the if of a step that would do, or add one)",
        ),
        bad(
            "one step of two",
            guaranteed("{when: {draws: [by-hand]}, holds: {steps: [look, ask]}}"),
            f"{F}:34:14 broken-guarantee (widen the if of a step that would do, or add one)",
        ),
        bad(
            "more danger, less paper",
            guaranteed("{keeps: {question: draws, from: [by-hand, not-at-all], group: paper}}", stop=False),
            f"{F}:33:14 broken-guarantee (add the later options to the if of that step)",
        ),
        bad(
            "a step that should not be there",
            guaranteed("{when: {draws: [not-at-all]}, lacks: {steps: [buy, look]}}"),
            f"{F}:34:14 broken-guarantee (narrow the if of that step)",
        ),
        good(
            "no step of the group for these answers", guaranteed("{when: {draws: [not-at-all]}, lacks: {group: paper}}")
        ),
        good(
            "more danger, the same paper",
            with_lines(
                ("    when: later\n", "    when: later\n    group: [paper, map]\n"),
                ("    stop: yes\n", ""),
                ("{draws: not-at-all}\n", "{draws: not-at-all, story: None}\n"),
                (GUARANTEE, "guarantees: [{keeps: {question: draws, from: [by-hand, not-at-all], group: map}}]\n"),
            ),
        ),
    ],
    "idle-guarantee": [
        bad(
            "answers that nobody gives together",
            guaranteed("{when: {draws: [not-at-all], ground: [wall]}, holds: {steps: [look]}}"),
            f"{F}:34:15 idle-guarantee (change its condition)",
        ),
        bad(
            "more danger always stops",
            guaranteed("{keeps: {question: draws, from: [by-hand, not-at-all], group: paper}}"),
            f"{F}:34:15 idle-guarantee (change its condition)",
        ),
        good("answers that somebody gives", guaranteed("{when: {draws: [by-hand]}, holds: {steps: [look]}}")),
    ],
    "lost-place": [
        bad(
            "all that a step points to was withdrawn",
            RULER_GONE | pointing("[ruler]"),
            f"{F}:22:17 withdrawn-reference (take it out)",
            f"{F}:33:14 lost-place (name another resource at the step)",
        ),
        good("a place that is left, and a step that only says what to do", pointing("[paper]")),
    ],
    "no-guarantees": [
        bad("none", with_lines((GUARANTEE, "")), f"{F}:15:1 no-guarantees (add guarantees:)"),
        bad("an empty list", with_lines((GUARANTEE, "guarantees: []\n")), f"{F}:15:1 no-guarantees (add guarantees:)"),
        good("one", {}),
    ],
}
