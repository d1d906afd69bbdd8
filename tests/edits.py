"""A writer at work, as a state machine: after each edit a warm build and a cold one must be the same.

``python tests/edits.py --seed 1 --minutes 60`` runs it for as long as that.
"""

from __future__ import annotations

import argparse
import datetime as dt
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, ClassVar

import yaml
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from build_session import OWN_TEMPLATE, Session
from libraries import contents
from openshelf.core.settings_file import HOOK_FILE
from openshelf.core.site_folder import MARKER
from openshelf.core.store import digest
from openshelf.model.engine_settings import HOOK
from support import FILES, TODAY

SENTENCES = (
    "One more word.",
    "See [[north]] and [[paper]].",
    "A legend shows the way, and so does the key.",
    "[A page](https://paper.example.org/more) says so.",
    "[The other guide](../explanation/scale.md#further) says so.",
    '!!! question "Who asks?"\n    Whoever draws a map.',
    "!!! pitfall\n    Rain on [[paper]].",
    "Nobody knows [[nothing-of-this-name]].",
)
TITLES = ("Another name", "Draw", "legend", "Zebra & <b>", "Ünder")
TEXTS = tuple(sorted(path for path in FILES if path.endswith(".md")))
GUIDES = tuple(path for path in TEXTS if path.startswith(("guides/how-to", "guides/explanation")))
LISTS: dict[str, tuple[Any, ...]] = {
    "title": TITLES,
    "summary": ("Holds other things.", "Writes and writes."),
    "good_for": (["long walks"], ["rain", "sun"]),
    "risks": (["It burns."],),
    "languages": (["en"], ["es", "pt-BR"], ["unknown"]),
    "regions": (["europe"], ["global"]),
    "themes": (["mapping"], ["mapping", "weather"]),
    "alternatives": (["paper"], ["pencil"], ["brush"]),
    "instead_of": (["A pen"], ["Google Forms", "A pen"]),
    "cost": ("free", "paid"),
    "review_by": ("2026-06-10", "2027-01-01"),
    "draft": ("yes", "no"),
    "sensitive": ("yes", "no"),
    "publish_after": ("2026-06-20", "2026-01-01"),
    "withdrawn": (
        {"date": "2026-06-01", "reason": "It is gone."},
        {"date": "2026-06-01", "reason": "x", "replaced_by": "paper"},
    ),
    "search_words": (["sheet"], ["leaf", "page"]),
    "description": ("A **sheet**, see [[pencil]].",),
}


class Edits(RuleBasedStateMachine):
    """A writer at work, and a build after each edit."""

    libraries: ClassVar[set[bytes]] = set()
    """Keys of the different libraries that were built."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = tempfile.TemporaryDirectory()
        self.session = Session(Path(self._folder.name))
        self.texts: dict[str, str] = {}
        self.resources: list[dict[str, Any]] = []
        self.today = TODAY
        self.last: dict[str, bytes] = {}

    @initialize()
    def begin(self) -> None:
        self.texts = {path: text for path, text in FILES.items() if path != "resources.yml"}
        self.texts["mkdocs.yml"] += f"hooks: [{HOOK_FILE}]\n"
        self.texts[HOOK_FILE] = f"{HOOK}\n"
        self.resources = yaml.load(FILES["resources.yml"], Loader=yaml.BaseLoader)  # noqa: S506 - our own text

    def teardown(self) -> None:
        self._folder.cleanup()

    @rule(path=st.sampled_from(TEXTS), sentence=st.sampled_from(SENTENCES))
    def add_words(self, path: str, sentence: str) -> None:
        if path in self.texts:
            self.texts[path] += f"\n{sentence}\n"

    @rule(
        path=st.sampled_from(TEXTS),
        key=st.sampled_from(["title", "summary", "definition"]),
        words=st.sampled_from(TITLES),
    )
    def rename(self, path: str, key: str, words: str) -> None:
        self._change_key(path, key, f"'{words}'")

    @rule(
        path=st.sampled_from(TEXTS),
        line=st.sampled_from(
            [
                "draft: yes",
                "sensitive: yes",
                "review_by: 2026-06-10",
                "publish_after: 2026-06-20",
                "withdrawn: {date: 2026-06-01, reason: Gone.}",
                "themes: [mapping, weather]",
                "search_words: [leaf]",
            ]
        ),
    )
    def add_a_key(self, path: str, line: str) -> None:
        key = line.partition(":")[0]
        if path in self.texts and f"\n{key}:" not in self.texts[path]:
            self.texts[path] = self.texts[path].replace("---\n", f"---\n{line}\n", 1)

    @rule(
        path=st.sampled_from(TEXTS),
        key=st.sampled_from(["draft", "sensitive", "publish_after", "withdrawn", "search_words"]),
    )
    def take_a_key_away(self, path: str, key: str) -> None:
        if path in self.texts:
            lines = self.texts[path].splitlines(keepends=True)
            self.texts[path] = "".join(line for line in lines if not line.startswith(f"{key}:"))

    @rule(path=st.sampled_from(TEXTS))
    def as_it_was(self, path: str) -> None:
        self.texts[path] = FILES[path]

    @rule(path=st.sampled_from(GUIDES))
    def delete_a_guide(self, path: str) -> None:
        self.texts.pop(path, None)

    @rule(path=st.sampled_from(GUIDES), name=st.sampled_from(["draw", "walk", "other"]))
    def move_a_guide(self, path: str, name: str) -> None:
        if path in self.texts:
            self.texts[f"{path.rpartition('/')[0]}/{name}.md"] = self.texts.pop(path)

    @rule(name=st.sampled_from(["weather", "water"]), title=st.sampled_from(TITLES))
    def add_a_theme(self, name: str, title: str) -> None:
        self.texts[f"docs/themes/{name}.md"] = FILES["docs/themes/mapping.md"].replace("Mapping", f"'{title}'")

    @rule(name=st.sampled_from(["scale-bar", "walk"]), title=st.sampled_from(TITLES))
    def add_a_term(self, name: str, title: str) -> None:
        self.texts[f"guides/glossary/{name}.md"] = FILES["guides/glossary/north.md"].replace("north", f"'{title}'")

    @rule(name=st.sampled_from(["brush", "chalk", "ink"]), at=st.integers(0, 3))
    def add_a_resource(self, name: str, at: int) -> None:
        if all(resource["id"] != name for resource in self.resources):
            new = (
                {**self.resources[0], "id": name, "title": name.title(), "url": f"https://{name}.example.org/"}
                if self.resources
                else {}
            )
            if new:
                self.resources.insert(at, new)

    @precondition(lambda self: len(self.resources) > 1)
    @rule(at=st.integers(0, 4))
    def delete_a_resource(self, at: int) -> None:
        del self.resources[at % len(self.resources)]

    @rule(at=st.integers(0, 4), key=st.sampled_from(sorted(LISTS)), data=st.data())
    def change_a_resource(self, at: int, key: str, data: st.DataObject) -> None:
        if self.resources:
            self.resources[at % len(self.resources)][key] = data.draw(st.sampled_from(LISTS[key]))

    @rule(
        at=st.integers(0, 4), key=st.sampled_from(["withdrawn", "draft", "publish_after", "alternatives", "instead_of"])
    )
    def take_a_field_away(self, at: int, key: str) -> None:
        if self.resources:
            self.resources[at % len(self.resources)].pop(key, None)

    @rule(days=st.sampled_from([1, 6, 300]))
    def let_time_pass(self, days: int) -> None:
        self.today += dt.timedelta(days)

    @rule(
        setting=st.sampled_from(
            [
                "site_url: https://maps.example.org/",
                "edit_uri: https://code.example.org/edit/",
                "site_name: Other",
                "site_description: Of maps.",
            ]
        )
    )
    def set_a_setting(self, setting: str) -> None:
        key = setting.partition(":")[0]
        lines = [line for line in self.texts["mkdocs.yml"].splitlines() if not line.startswith(f"{key}:")]
        self.texts["mkdocs.yml"] = "\n".join([setting, *lines]) + "\n"

    @rule(words=st.sampled_from(["", "Around", "Elsewhere"]))
    def change_the_theme(self, words: str) -> None:
        lines = [line for line in self.texts["mkdocs.yml"].splitlines() if not line.startswith(("theme:", "plugins:"))]
        self.texts.pop(OWN_TEMPLATE, None)
        if words:
            lines += [f"theme: {{name: openshelf, custom_dir: {OWN_TEMPLATE.partition('/')[0]}}}", "plugins: []"]
            self.texts[OWN_TEMPLATE] = words
        self.texts["mkdocs.yml"] = "\n".join(lines) + "\n"

    @rule()
    def change_nothing(self) -> None:
        """Build once more."""

    @rule(at=st.integers(0, 50), words=st.sampled_from([b"", b"other"]))
    def touch_the_site(self, at: int, words: bytes) -> None:
        there = (path for path in (self.session.folder / "site").rglob("*") if path.is_file())
        files = sorted(path for path in there if path.name != MARKER)  # without it, the folder is not ours to replace
        if files:
            file = files[at % len(files)]
            file.unlink()
            if words:
                file.write_bytes(words)
            self.last = contents(self.session.folder / "site")  # what stays where the next build finds an error

    @rule(state=st.sampled_from(["", '{"url": "https://paper.example.org/"}']))
    def spoil_the_store(self, state: str) -> None:
        store = self.session.folder / ".cache" / "build.sqlite"
        if store.exists():
            store.write_text(state, encoding="utf-8")

    def _change_key(self, path: str, key: str, value: str) -> None:
        if path in self.texts:
            lines = self.texts[path].splitlines(keepends=True)
            self.texts[path] = "".join(f"{key}: {value}\n" if line.startswith(f"{key}:") else line for line in lines)

    def _write(self) -> None:
        folder = self.session.folder
        wanted = {**self.texts, "resources.yml": yaml.safe_dump(self.resources, sort_keys=False, allow_unicode=True)}
        for name in ("docs", "guides", "own"):
            for file in [
                file for file in (folder / name).rglob("*.*") if file.relative_to(folder).as_posix() not in wanted
            ]:
                file.unlink()
        for path, text in wanted.items():
            file = folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            if not file.exists() or file.read_text(encoding="utf-8") != text:
                file.write_text(text, encoding="utf-8")

    @invariant()
    def warm_is_cold(self) -> None:
        if not self.texts:
            return
        self._write()
        Edits.libraries.add(digest(repr((self.today, sorted(self.texts.items()), self.resources))))
        cold_problems, cold = self.session.build_cold(self.today)
        warm_problems, warm = self.session.build(self.today)
        assert warm_problems == cold_problems
        if not cold:
            assert warm == self.last
        else:
            assert warm.keys() == cold.keys()
            assert [path for path in cold if warm[path] != cold[path]] == []
            self.last = warm


_STEPS = 50
"""Edits of one library in a long run."""
_LIBRARIES = 8
"""Libraries of one seed. Hypothesis begins with the simplest one, which is the same for all seeds."""


def run_for(minutes: float, first_seed: int) -> int:
    """Edit one library after the other until the time is over; return how many different ones there were.

    Every few have a seed of their own, the first one ``first_seed``; what fails names its seed.
    """
    end, number = time.monotonic() + 60 * minutes, first_seed
    before = len(Edits.libraries)
    while time.monotonic() < end:
        machine = seed(number)(Edits)
        print(f"seed {number}", flush=True)
        run_state_machine_as_test(
            machine,
            settings=settings(
                max_examples=_LIBRARIES,
                stateful_step_count=_STEPS,
                deadline=None,
                database=None,
                derandomize=False,
                phases=[Phase.generate],
                suppress_health_check=list(HealthCheck),
            ),
        )
        number += 1
    return len(Edits.libraries) - before


def main() -> int:
    """Run as long as somebody wants."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--minutes", type=float, default=60)
    options = parser.parse_args()
    print(f"{run_for(options.minutes, options.seed)} different libraries in {options.minutes} minutes, no difference")
    return 0


if __name__ == "__main__":
    sys.exit(main())
