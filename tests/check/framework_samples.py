"""Samples of the rules about frameworks, for test_rules.py; most change lines of the tiny library's framework."""

from __future__ import annotations

import re
from itertools import combinations
from typing import TYPE_CHECKING

from check.samples import Sample, bad, good
from support import FILES

if TYPE_CHECKING:
    from support import Change

F = "guides/frameworks/paper-or-pencil.md"
SCENARIOS = FILES[F].partition("scenarios:\n")[2].partition("plan: {show")[0]
"""Lines 28 to 31."""
HEADING_OF_LOOK = "## Look at other maps {#look}"
SECTION_OF_ASK = "## Ask a person who draws {#ask}\n\nDo this before anything else.\n"
IF_OF_BUY = "if: {draws: [by-hand], not: {ground: [wall]}}"
"""Line 20."""
ASK_IF_OF_GROUND = "    ask_if: {draws: [by-hand]}\n"
"""Line 12."""
IF_OF_ASK = "if: {draws: [not-at-all]}"
"""Line 25."""


def with_lines(*changes: tuple[str, str]) -> dict[str, Change]:
    """Return the change of the framework that replaces some pieces of it, each of which stands there once."""
    text = FILES[F]
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return {F: text}


def with_ifs(look: str, buy: str, scenarios: str) -> dict[str, Change]:
    """Return the change that gives two steps other conditions, on lines 18 and 21, and other scenarios."""
    return with_lines(
        ("    when: later\n", f"    when: later\n    if: {look}\n"),
        (f"    {IF_OF_BUY}\n", f"    if: {buy}\n"),
        (SCENARIOS, scenarios),
    )


def seats(guests: int, chairs: int, steps: str, plan: str) -> dict[str, Change]:
    """Return the change to a framework that asks each guest for a chair; ``CROWD`` holds if two take the same."""
    options = [f"c{chair}" for chair in range(chairs)]
    names = [f"guest{guest}" for guest in range(guests)]
    crowd = ", ".join(f"{{{a}: [{c}], {b}: [{c}]}}" for a, b in combinations(names, 2) for c in options)
    lines = [
        FILES[F].partition("questions:\n")[0] + "questions:",
        *(f"  - {{id: {name}, options: [{', '.join(options)}]}}" for name in names),
        "steps:",
        steps.replace("CROWD", f"any: [{crowd}]"),
        "scenarios:",
        f"  - {{answers: {{{', '.join(f'{name}: c0' for name in names)}}}, plan: [{plan}]}}",
        f"guarantees: [{{when: {{guest0: [c0], guest1: [c0]}}, holds: {{steps: [{plan}]}}}}]",
        "---",
        *(f"## Where? {{#{name}}}\n\nSay it.\n\n" + "".join(f"- {o}: Here\n" for o in options) for name in names),
        *(f"## Do it {{#{step}}}\n\nSoon.\n" for step in re.findall(r"- \{id: (\w+)", steps)),
    ]
    return {F: "\n".join(lines)}


def of_steps(count: int) -> dict[str, Change]:
    """Return the change to a framework of some more steps that are in every plan, and of no length of its own."""
    steps = [f"more{number}" for number in range(count)]
    return with_lines(
        ("plan: {show: 2, most: 2}\n", ""),
        ("scenarios:\n", "".join(f"  - {{id: {step}, when: later}}\n" for step in steps) + "scenarios:\n"),
        ("[ask, look]", f"[ask, look, {', '.join(steps)}]"),
        ("[buy, look]", f"[buy, look, {', '.join(steps)}]"),
        (HEADING_OF_LOOK, "".join(f"## Do more {{#{step}}}\n\nMore.\n\n" for step in steps) + HEADING_OF_LOOK),
    )


FRAMEWORK_SAMPLES: dict[str, list[Sample]] = {
    "repeated-step": [
        bad(
            "two steps",
            with_lines(
                ("- id: ask\n", "- id: look\n"), ("[ask, look]", "[look]"), (SECTION_OF_ASK, ""), ("[ask]", "[look]")
            ),
            f"{F}:23:9 repeated-step (choose another id)",
        ),
        bad(
            "a step and a question",
            with_lines(
                ("- id: ask\n", "- id: draws\n"),
                ("[ask, look]", "[draws, look]"),
                (SECTION_OF_ASK, ""),
                ("[ask]", "[draws]"),
            ),
            f"{F}:23:9 repeated-step (choose another id)",
        ),
        bad(
            "two options of a question",
            with_lines(("[wall, table]", "[wall, table, wall]")),
            f"{F}:11:28 repeated-step (keep one of them)",
        ),
        good(
            "an option of two questions",
            with_lines(
                ("[wall, table]", "[by-hand, wall, table]"), ("- wall: A wall", "- by-hand: A hand\n- wall: A wall")
            ),
        ),
        good(
            "a step and an option",
            with_lines(
                ("- id: ask\n", "- id: wall\n"),
                ("[ask, look]", "[wall, look]"),
                ("draws {#ask}", "draws {#wall}"),
                ("[ask]", "[wall]"),
            ),
        ),
    ],
    "question-options": [
        bad(
            "one of one",
            with_lines(
                ("    kind: many\n    options: [wall, table]\n", "    options: [wall]\n"),
                ("[table]", "[wall]"),
                ("- table: A table\n", ""),
            ),
            f"{F}:9:5 question-options (add options, or write kind: text)",
        ),
        bad(
            "many of none",
            with_lines(
                ("    options: [wall, table]\n", ""),
                (", not: {ground: [wall]}", ""),
                (", ground: [table]", ""),
                ("- wall: A wall\n- table: A table\n", ""),
            ),
            f"{F}:9:5 question-options (add options, or write kind: text)",
        ),
        bad(
            "open text with options",
            with_lines(
                ("    kind: text\n", "    kind: text\n    options: [school]\n"),
                ("In your own words.", "In your own words.\n\n- school: A school"),
            ),
            f"{F}:15:14 question-options (delete them, or write kind: many)",
        ),
        bad(
            "a word of conditions",
            with_lines(("- id: story", "- id: not"), ("{#story}", "{#not}"), ("story: A map", "not: A map")),
            f"{F}:13:9 question-options (choose another id)",
        ),
        good("many of one", with_lines(("[wall, table]", "[wall]"), ("[table]", "[]"), ("- table: A table\n", ""))),
        good(
            "a word that conditions do not have",
            with_lines(("- id: story", "- id: none"), ("{#story}", "{#none}"), ("story: A map", "none: A map")),
        ),
    ],
    "unknown-answer": [
        bad(
            "an option in a condition",
            with_lines(("{ground: [wall]}", "{ground: [walls]}")),
            f"{F}:20:43 unknown-answer (did you mean wall?)",
        ),
        bad(
            "a question in a condition",
            with_lines(("not: {ground: [wall]}", "any: [{grund: [wall]}]")),
            f"{F}:20:35 unknown-answer (did you mean ground?)",
        ),
        bad(
            "open text in a condition",
            with_lines(("not: {ground: [wall]}", "not: {story: [wall]}")),
            f"{F}:20:34 unknown-answer (use a question with options)",
        ),
        bad(
            "a question without options in a condition",
            with_lines(("{ground: [wall]}", "{ground: []}")),
            f"{F}:20:34 unknown-answer (one of: wall, table)",
        ),
        bad(
            "a condition of nothing",
            with_lines(("ask_if: {draws: [by-hand]}", "ask_if: {}")),
            f"{F}:12:5 unknown-answer (write question: [option], or delete the line)",
        ),
        bad(
            "nothing inside a condition",
            with_lines(("not: {ground: [wall]}", "any: [{ground: [table]}, {}]")),
            f"{F}:20:53 unknown-answer (write question: [option], or delete the line)",
        ),
        bad(
            "everything in scenarios",
            with_lines(
                ("{draws: not-at-all}\n", "{draw: not-at-all}\n"),
                ("[ask, look]", "[asks, look]"),
                ("[table]", "[wall, tabel]"),
            ),
            f"{F}:28:15 unknown-answer (did you mean draws?)",
            f"{F}:29:12 unknown-answer (did you mean ask?)",
            f"{F}:30:46 unknown-answer (did you mean table?)",
        ),
        bad(
            "an option in a scenario, without brackets",
            with_lines(("{draws: not-at-all}\n", "{draws: never}\n")),
            f"{F}:28:22 unknown-answer (one of: by-hand, not-at-all)",
        ),
        bad(
            "beside a framework of the same id",
            {
                "guides/frameworks/quill.md": FILES[F]
                .replace("title:", "id: paper-or-pencil\ntitle:")
                .replace("draws: [not-at-all]}\n", "draws: [never]}\n")
                .replace("[ask, look]", "[asks, look]")
            },
            "guides/frameworks/quill.md:2:5 duplicate-id",
            "guides/frameworks/quill.md:26:18 unknown-answer",
            "guides/frameworks/quill.md:30:12 unknown-answer",
        ),
        good(
            "every word of conditions",
            with_lines(
                (IF_OF_BUY, "if: {all: [{draws: [by-hand]}, {any: [{not: {ground: [wall]}}, {ground: [table]}]}]}")
            ),
        ),
        good("any words as open text", with_lines(("A map for the school", "[by hand, 'a wall: high']"))),
    ],
    "ask-cycle": [
        bad(
            "two questions",
            with_lines(
                ("options: [by-hand, not-at-all]\n", "options: [by-hand, not-at-all]\n    ask_if: {ground: [wall]}\n")
            ),
            f"{F}:9:5 ask-cycle (ask one of them first)",
        ),
        bad(
            "a question that waits for itself",
            with_lines((ASK_IF_OF_GROUND, "    ask_if: {any: [{draws: [by-hand]}, {not: {ground: [wall]}}]}\n")),
            f"{F}:12:5 ask-cycle (ask one of them first)",
        ),
        good(
            "two questions that wait for the same",
            with_lines(("kind: text\n", "kind: text\n    ask_if: {draws: [by-hand]}\n")),
        ),
        good(
            "a question that waits for one that waits",
            with_lines(
                ("kind: text\n", "kind: text\n    ask_if: {draws: [by-hand], ground: [table]}\n"),
            ),
        ),
    ],
    "ask-order": [
        bad(
            "the question below",
            with_lines(
                ("options: [by-hand, not-at-all]\n", "options: [by-hand, not-at-all]\n    ask_if: {ground: [wall]}\n"),
                (ASK_IF_OF_GROUND, ""),
            ),
            f"{F}:9:14 ask-order (move ground above draws)",
        ),
        bad(
            "deep in a condition",
            with_lines(
                (
                    "options: [by-hand, not-at-all]\n",
                    "options: [by-hand, not-at-all]\n    ask_if: {not: {any: [{ground: [wall]}]}}\n",
                ),
                (ASK_IF_OF_GROUND, ""),
            ),
            f"{F}:9:27 ask-order (move ground above draws)",
        ),
        good(
            "a question far above",
            with_lines(("kind: text\n", "kind: text\n    ask_if: {not: {draws: [not-at-all]}}\n")),
        ),
        good(
            "a question below that waits for nothing",
            with_lines(
                (ASK_IF_OF_GROUND, ""), ("  - answers: {draws: not-at-all}", "  - answers: {draws: not-at-all}")
            ),
        ),
    ],
    "framework-prose": [
        bad(
            "a heading inside a quote",
            with_lines((HEADING_OF_LOOK, f"> ## Look further\n> ---\n\n{HEADING_OF_LOOK}")),
            f"{F}:53:3 framework-prose (move it to the left margin, or use ###)",
        ),
        bad(
            "a step whose heading stands in a list",
            with_lines((HEADING_OF_LOOK, f"- {HEADING_OF_LOOK}")),
            f"{F}:16:9 framework-prose (add: ## Title {{#look}})",
            f"{F}:53:3 framework-prose (move it to the left margin, or use ###)",
        ),
        good(
            "a deeper heading inside a quote",
            with_lines(("See what they leave out.", "> ### Look further\n>\n> See what they leave out.")),
        ),
        bad(
            "no words for a question",
            with_lines(("{#story}", "")),
            f"{F}:13:9 framework-prose (add: ## Title {{#story}})",
            f"{F}:49:1 framework-prose (one of: story)",
        ),
        bad(
            "no words for a step",
            with_lines((SECTION_OF_ASK, "")),
            f"{F}:23:9 framework-prose (add: ## Title {{#ask}})",
        ),
        bad(
            "a heading with a typing mistake",
            with_lines(("{#ground}", "{#grond}")),
            f"{F}:9:9 framework-prose (add: ## Title {{#ground}})",
            f"{F}:42:1 framework-prose (did you mean ground?)",
        ),
        bad(
            "no headings at all",
            {F: FILES[F].partition("---\n## ")[0] + "---\nWords.\n"},
            *[f"{F}:{line}:9 framework-prose" for line in (7, 9, 13, 16, 18, 23)],
        ),
        bad(
            "a heading for nothing",
            with_lines((SECTION_OF_ASK, SECTION_OF_ASK + "\n## Thanks\n\nTo all.\n")),
            f"{F}:65:1 framework-prose (add {{#id-of-a-question-or-step}})",
        ),
        bad(
            "nothing below a step and between a question and its options",
            with_lines(("See what they leave out.\n\n", ""), ("A wall needs no paper.\n\n", "")),
            f"{F}:42:1 framework-prose (write it below this heading)",
            f"{F}:51:1 framework-prose (write it below this heading)",
        ),
        bad(
            "options with other words than ids",
            with_lines(("- wall: A wall", "- wal: A wall")),
            f"{F}:42:1 framework-prose (add a line: - wall: your words)",
            f"{F}:46:3 framework-prose (did you mean wall?)",
        ),
        bad(
            "an option that stands twice",
            with_lines(("- wall: A wall", "- wall: A wall\n- wall: Two walls")),
            f"{F}:47:3 framework-prose (keep one of them)",
        ),
        bad(
            "an option in code",
            with_lines(("- wall: A wall\n", "```\n- wall: A wall\n```\n\n")),
            f"{F}:42:1 framework-prose (add a line: - wall: your words)",
        ),
        bad(
            "options with markup",
            with_lines(
                ("- wall: A wall", "- wall: A *wall*"),
                ("- by-hand: Yes, by hand", "- by-hand: Yes,\n  by `hand`"),
                ("- table: A table", "- table: A [[term/legend|table]]"),
            ),
            f"{F}:39:3 framework-prose (take out links, emphasis and code)",
            f"{F}:47:3 framework-prose (take out links, emphasis and code)",
            f"{F}:48:3 framework-prose (take out links, emphasis and code)",
        ),
        good("words of an option on two lines", with_lines(("Yes, by hand", "Yes,\n  by hand: always"))),
        good("the same without blanks", with_lines(("Yes, by hand", "Yes,\nby hand: always"))),
        good(
            "headings of the third level", with_lines(("In your own", "### Why? {#why}\n\n#### Really?\n\nIn your own"))
        ),
        good("lists of other things", with_lines(("See what", "- what: they leave out\n- who: drew them\n\nSee what"))),
        good(
            "steps in another order",
            with_lines((SECTION_OF_ASK, ""), (HEADING_OF_LOOK, f"{SECTION_OF_ASK}\n{HEADING_OF_LOOK}")),
        ),
    ],
    "unreachable-question": [
        bad(
            "two answers of one",
            with_lines(
                (ASK_IF_OF_GROUND, "    ask_if: {all: [{draws: [by-hand]}, {draws: [not-at-all]}]}\n"),
                (", ground: [table]", ""),
            ),
            f"{F}:12:5 unreachable-question (correct its ask_if, or a stop above it)",
        ),
        bad(
            "behind a stop",
            with_lines(
                ("kind: text\n", "kind: text\n    ask_if: {draws: [not-at-all]}\n"),
                (", story: A map for the school", ""),
            ),
            f"{F}:15:5 unreachable-question (correct its ask_if, or a stop above it)",
        ),
        bad(
            "behind a stop for all",
            with_lines(
                (IF_OF_ASK, "if: {draws: [not-at-all, by-hand]}"),
                (SCENARIOS, "  - answers: {draws: not-at-all}\n    plan: [ask, look]\n"),
                (IF_OF_BUY, "if: {draws: [by-hand]}"),
                ("show: 2, most: 2", "show: 2, most: 3"),
            ),
            f"{F}:12:5 unreachable-question (correct its ask_if, or a stop above it)",
            f"{F}:13:5 unreachable-question (correct its ask_if, or a stop above it)",
        ),
        good(
            "two answers of many",
            with_lines(
                ("kind: text\n", "kind: text\n    ask_if: {all: [{ground: [wall]}, {ground: [table]}]}\n"),
                (", story: A map for the school", ""),
            ),
        ),
        good(
            "behind a stop for some",
            with_lines(("kind: text\n", "kind: text\n    ask_if: {any: [{draws: [not-at-all]}, {ground: [table]}]}\n")),
        ),
    ],
    "unreachable-step": [
        bad(
            "two answers of one",
            with_lines(
                (IF_OF_BUY, "if: {all: [{draws: [by-hand]}, {draws: [not-at-all]}]}"), ("[buy, look]", "[look]")
            ),
            f"{F}:20:5 unreachable-step (the conditions of its if cannot all be true)",
        ),
        bad(
            "an answer to a question that is not asked then",
            with_lines((IF_OF_BUY, "if: {draws: [not-at-all], ground: [table]}"), ("[buy, look]", "[look]")),
            f"{F}:20:5 unreachable-step (the conditions of its if cannot all be true)",
        ),
        bad(
            "neither the one nor the other",
            with_lines((IF_OF_BUY, "if: {not: {draws: [by-hand, not-at-all]}}"), ("[buy, look]", "[look]")),
            f"{F}:20:5 unreachable-step (the conditions of its if cannot all be true)",
        ),
        good(
            "two answers of many",
            with_lines(("[table]", "[table, wall]"), (IF_OF_BUY, "if: {all: [{ground: [wall]}, {ground: [table]}]}")),
        ),
        good(
            "no answer at all",
            with_lines(("[table]", "[]"), (IF_OF_BUY, "if: {draws: [by-hand], not: {ground: [table, wall]}}")),
        ),
    ],
    "empty-plan": [
        bad(
            "neither the one nor the other",
            with_ifs(
                "{draws: [not-at-all]}",
                "{ground: [table]}",
                "  - answers: {draws: not-at-all}\n    plan: [ask, look]\n",
            ),
            f"{F}:15:1 empty-plan (add a step)",
        ),
        bad(
            "one combination of many",
            with_ifs(
                "{any: [{draws: [not-at-all]}, {not: {ground: [table]}}]}",
                "{ground: [table], not: {ground: [wall]}}",
                "  - answers: {draws: not-at-all}\n    plan: [ask, look]\n",
            ),
            f"{F}:15:1 empty-plan (add a step)",
        ),
        good(
            "the one or the other",
            with_ifs(
                "{any: [{draws: [not-at-all]}, {not: {ground: [table]}}]}",
                "{ground: [table]}",
                "  - answers: {draws: by-hand, ground: table, story: A map}\n    plan: [buy]\n",
            ),
        ),
        good(
            "a stop alone",
            with_ifs(
                "{draws: [by-hand], not: {ground: [table]}}",
                "{ground: [table]}",
                "  - answers: {draws: not-at-all}\n    plan: [ask]\n",
            ),
        ),
    ],
    "plan-length": [
        bad(
            "a step more",
            with_lines(("{show: 2, most: 2}", "{show: 1, most: 1}")),
            f"{F}:32:1 plan-length (add conditions to steps, or combine some)",
        ),
        bad(
            "sixteen steps where nothing is said",
            of_steps(14),
            f"{F}:15:1 plan-length (add conditions to steps, or combine some)",
        ),
        bad(
            "more shown than allowed",
            with_lines(("{show: 2, most: 2}", "{show: 3, most: 2}")),
            f"{F}:32:1 plan-length (write a smaller number)",
        ),
        good("fifteen steps where nothing is said", of_steps(13)),
        good("more steps that are never in one plan", with_lines(("{show: 2, most: 2}", "{show: 1, most: 2}"))),
    ],
    "undecided-framework": [
        bad(
            "nine guests on eight chairs",
            seats(9, 8, "  - {id: move, when: now, if: {CROWD}}", "move"),
            f"{F}:16:1 undecided-framework (make the conditions simpler)",
        ),
        bad(
            "eleven guests who all want a chair of their own",
            seats(11, 10, "  - {id: sit, when: now}\n  - {id: alone, when: now, if: {not: {CROWD}}}", "sit"),
            f"{F}:18:1 undecided-framework (make the conditions simpler)",
            f"{F}:18:1 undecided-framework (make the conditions simpler)",
        ),
        good("eight guests on seven chairs", seats(8, 7, "  - {id: move, when: now, if: {CROWD}}", "move")),
        good("five guests on four chairs", seats(5, 4, "  - {id: move, when: now, if: {CROWD}}", "move")),
    ],
    "scenario-answers": [
        bad(
            "two answers of one",
            with_lines(("{draws: by-hand,", "{draws: [by-hand, by-hand],")),
            f"{F}:30:15 scenario-answers (keep one)",
        ),
        bad(
            "a question without an answer",
            with_lines(("draws: by-hand, ground: [table], ", "draws: by-hand, ")),
            f"{F}:30:5 scenario-answers (one of: wall, table)",
        ),
        bad(
            "the first question without an answer, whatever the plan",
            with_lines(("draws: by-hand, ground: [table], ", "ground: [table], ")),
            f"{F}:30:5 scenario-answers (one of: by-hand, not-at-all)",
        ),
        bad(
            "open text without an answer",
            with_lines((", story: A map for the school", "")),
            f"{F}:30:5 scenario-answers (add it)",
        ),
        bad(
            "a question that is not asked",
            with_lines(("{draws: not-at-all}\n", "{draws: not-at-all, ground: [wall]}\n")),
            f"{F}:28:34 scenario-answers (delete the line, or correct its ask_if)",
        ),
        good("none of many", with_lines(("[table]", "[]"))),
        good(
            "answers in another order, and one without brackets",
            with_lines(("draws: by-hand, ground: [table]", "ground: table, draws: [by-hand]")),
        ),
    ],
    "scenario-plan": [
        bad(
            "a step too few",
            with_lines(("[buy, look]", "[look]")),
            f"{F}:31:5 scenario-plan (missing: buy)",
        ),
        bad(
            "a step too many and one too few",
            with_lines(("[ask, look]", "[ask, buy]")),
            f"{F}:29:5 scenario-plan (missing: look; extra: buy)",
        ),
        bad(
            "another order",
            with_lines(("[ask, look]", "[look, ask]")),
            f"{F}:29:5 scenario-plan (the order differs)",
        ),
        good(
            "urgent steps first, although they are written last",
            with_lines(
                ("    stop: yes\n", ""),
                ("  - answers: {draws: not-at-all}", "  - answers: {draws: not-at-all, story: A map}"),
            ),
        ),
        good(
            "two scenarios of one plan",
            with_lines(
                (SCENARIOS, SCENARIOS + "  - answers: {draws: by-hand, ground: [], story: a}\n    plan: [buy, look]\n")
            ),
        ),
    ],
}
"""Bad and good samples by rule."""
