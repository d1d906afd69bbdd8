"""Samples of the rule on the memory of links."""

from __future__ import annotations

from check.samples import Sample, bad, good
from openshelf.linkcheck.history import PATH

_LINE = '{"url": "https://paper.example.org/", "first_seen": "2026-05-01", "last_checked": "2026-W24", %s}\n'
_GOOD = _LINE % '"verdict": "ok", "class": "fine"'

SAMPLES: dict[str, list[Sample]] = {
    "link-memory": [
        bad("two branches in one file", {PATH: f"{_GOOD}=======\n"}, f"{PATH}:2:1 link-memory"),
        bad(
            "a verdict that there is not",
            {PATH: _LINE % '"verdict": "good", "class": "fine"'},
            f"{PATH}:1:1 link-memory",
        ),
        good("an address twice, as a merge leaves it", {PATH: _GOOD * 2}),
        good("nothing remembered yet", {PATH: ""}),
        good(
            "what other sites answer: a number to call, and a signed address",
            {
                PATH: _LINE % '"verdict": "ok", "class": "fine", "to": "https://wa.me/243812345678"'
                + _LINE.replace("paper", "pencil")
                % '"verdict": "ok", "class": "fine", "to": "https://a.mill.net/?X-Amz-Credential=ASIAQ3EGRT7XK2LM9VWZ"'
            },
        ),
    ]
}
