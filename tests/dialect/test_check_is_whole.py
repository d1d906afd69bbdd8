"""``check`` is the whole check: where it finds no error, the site is built, and nothing is wrong with it or lost."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, seed
from hypothesis import strategies as st

from dialect.building import Workshop
from dialect.mutations import Mutation, mutations
from openshelf.check import run
from support import examples

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

EXAMPLES = int(os.environ.get("OPENSHELF_EXAMPLES", "25"))
"""How many libraries are tried; a long run sets the variable, and OPENSHELF_SEED to try others."""
SEED = os.environ.get("OPENSHELF_SEED", "")
HELLO = "docs/updates/hello.md"
WHOLE = 25
"""Of so many libraries, the engine renders all frames of one; the others get those of the base library."""


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workshop]:
    """Build the base library, and set the day."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", "1781500000")  # 15 June 2026, as in the other tests
        yield Workshop.of(tmp_path_factory.mktemp("workshop"), monkeypatch)


def test_a_library_without_errors_is_built_and_verified(workshop: Workshop) -> None:
    kept = []

    @examples(max_examples=EXAMPLES, derandomize=not SEED)
    @given(mutations(), st.integers(1, WHOLE))
    def build(wanted: Sequence[Mutation], number: int) -> None:
        done, checked = workshop.settled(wanted)
        kept.append(len(done))
        assert workshop.fault(done, checked, is_whole=number == WHOLE) is None, done

    (seed(int(SEED))(build) if SEED else build)()
    assert sum(kept) > len(kept), "most libraries are changed"


def test_the_engine_builds_what_is_odd_but_right(workshop: Workshop) -> None:
    wanted = [
        Mutation("docs/updates/hello.md", "field", "title", "'WORD & <b>WORD</b>'"),
        Mutation("docs/themes/mapping.md", "field", "sensitive", "yes"),
        Mutation(
            "guides/how-to/draw.md", "under", "steps", "!!! question\n    - [ ] WORD[^a] [WORD](#risks)\n\n[^a]: WORD"
        ),
        Mutation("guides/how-to/draw.md", "text", "", "> ```\n> WORD\n> ```\n>\n> | WORD |\n> | --- |\n> | WORD |"),
    ]
    done, checked = workshop.settled(wanted)
    assert done == wanted
    assert workshop.fault(done, checked, is_whole=True) is None


@pytest.mark.parametrize(
    ("rule", "mutation", "kind"),
    [
        ("unknown-fragment", Mutation(HELLO, "text", "", "[WORD](#nothing)"), "verify says built-link"),
        ("duplicate-section", Mutation(HELLO, "text", "", "## A {#x}\n\n## B {#x}"), "verify says built-id"),
        ("unused-note", Mutation(HELLO, "text", "", "[^a]: WORD"), "a word is lost"),
        ("table-row", Mutation(HELLO, "text", "", "| a |\n| --- |\n| b | WORD |"), "a word is lost"),
        ("menu-page", Mutation("mkdocs.yml", "swap", "support.md]", "support.md, no.md]"), "the build stops"),
    ],
)
def test_without_one_of_the_rules_the_fault_is_seen(
    rule: str, mutation: Mutation, kind: str, workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert workshop.settled([mutation])[0] == []
    monkeypatch.setattr(run, "CHECKS", tuple(each for each in run.CHECKS if each.rule.id != rule))
    done, checked = workshop.settled([mutation])
    assert done == [mutation]
    found = workshop.fault(done, checked, is_whole=True)
    assert found is not None
    assert found.kind.startswith(kind)
