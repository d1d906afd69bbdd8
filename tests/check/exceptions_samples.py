"""Samples of the rules of ``check/exceptions.py``."""

from __future__ import annotations

from check.samples import Sample, bad, good

NEWS, EXCEPTIONS = "docs/updates/hello.md", "policy/exceptions.yml"
WRITTEN = ("The library is open.", "Write to <ana@village-desk.org>.")


def an_excuse(**changed: str) -> str:
    """Return the file with one exception, for the address in WRITTEN."""
    fields = {
        "rule": "personal-contact",
        "path": NEWS,
        "match": "ana@village-desk.org",
        "reason": "The desk asked us in writing to print it.",
        "approved_by": "editor",
        "until": "2026-12-31",
        **changed,
    }
    return "- " + "\n  ".join(f"{key}: {value}" for key, value in fields.items() if value) + "\n"


SAMPLES: dict[str, list[Sample]] = {
    "exception-rule": [
        bad(
            "a rule that does not exist",
            {EXCEPTIONS: an_excuse(rule="personal-contacts")},
            f"{EXCEPTIONS}:1:9 exception-rule (did you mean personal-contact?)",
        ),
        bad(
            "a rule that allows none",
            {EXCEPTIONS: an_excuse(rule="secret")},
            f"{EXCEPTIONS}:1:9 exception-rule (correct the text)",
        ),
        bad(
            "an end in two years",
            {NEWS: WRITTEN, EXCEPTIONS: an_excuse(until="2028-06-15")},
            f"{NEWS}:9:11 personal-contact",
            f"{EXCEPTIONS}:6:10 exception-rule (2027-06-15)",
        ),
        good("an exception that is needed", {NEWS: WRITTEN, EXCEPTIONS: an_excuse()}),
        good("an end in a year", {NEWS: WRITTEN, EXCEPTIONS: an_excuse(until="2027-06-15")}),
        good(
            "a page that vanished is looked for when the site is published",
            {EXCEPTIONS: an_excuse(rule="vanished-page")},
        ),
        good("a file without exceptions", {EXCEPTIONS: "[]\n"}),
    ],
    "exception-unused": [
        bad(
            "the text is gone",
            {EXCEPTIONS: an_excuse()},
            f"{EXCEPTIONS}:3:10 exception-unused (delete it)",
        ),
        bad(
            "it names another text",
            {NEWS: WRITTEN, EXCEPTIONS: an_excuse(match="eva@village-desk.org")},
            f"{NEWS}:9:11 personal-contact",
            f"{EXCEPTIONS}:3:10 exception-unused (after match, write the exact text at {NEWS}:9:11)",
        ),
        bad(
            "it names a part of a text that is no secret",
            {NEWS: ("The library is open.", "TODO: open."), EXCEPTIONS: an_excuse(rule="left-over", match="TODO open")},
            f"{NEWS}:9:1 left-over",
            f"{EXCEPTIONS}:3:10 exception-unused (write match: TODO)",
        ),
        bad(
            "it names a file that does not exist",
            {NEWS: WRITTEN, EXCEPTIONS: an_excuse(path="updates/hello.md")},
            f"{NEWS}:9:11 personal-contact",
            f"{EXCEPTIONS}:2:9 exception-unused (did you mean {NEWS}?)",
        ),
        bad(
            "it names another file",
            {NEWS: WRITTEN, EXCEPTIONS: an_excuse(path="docs/index.md")},
            f"{NEWS}:9:11 personal-contact",
            f"{EXCEPTIONS}:3:10 exception-unused (delete it)",
        ),
        good(
            "one exception for a text that stands twice",
            {
                NEWS: ("The library is open.", "Write to <ana@village-desk.org> or `ana@village-desk.org`."),
                EXCEPTIONS: an_excuse(),
            },
        ),
        good("one of two rules", {NEWS: WRITTEN, EXCEPTIONS: "# looked at in June\n" + an_excuse()}),
    ],
    "exception-expired": [
        bad(
            "it ended yesterday",
            {NEWS: WRITTEN, EXCEPTIONS: an_excuse(until="2026-06-14")},
            f"{EXCEPTIONS}:6:10 exception-expired",
        ),
        bad(
            "it ended a year ago",
            {NEWS: WRITTEN, EXCEPTIONS: an_excuse(until="2025-06-14")},
            f"{EXCEPTIONS}:6:10 exception-expired",
        ),
        good("it ends today", {NEWS: WRITTEN, EXCEPTIONS: an_excuse(until="2026-06-15")}),
        good("it ends tomorrow", {NEWS: WRITTEN, EXCEPTIONS: an_excuse(until="2026-06-16")}),
    ],
}
