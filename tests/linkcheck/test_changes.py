"""What a change adds: who is stopped by it, and who never is."""

from __future__ import annotations

import json
import random
from typing import TYPE_CHECKING

import pytest

from libraries import git
from link_server import QUICK, RESET, Action, Request, World, page, reply
from openshelf.cli import links, main
from openshelf.core.problem import Place
from openshelf.linkcheck.changes import NoSuchRevisionError, sources_at
from openshelf.linkcheck.history import PATH, read_history
from openshelf.linkcheck.inventory import Use
from openshelf.linkcheck.ratelimit import RateLimits
from openshelf.linkcheck.reasons import Reason
from openshelf.linkcheck.sweep import MAX_ADDED, Sweep, added, check_added_links, confirmed_gone
from openshelf.model.entries import Accept
from support import FILES, TODAY, a_library, addresses_of, times

if TYPE_CHECKING:
    from pathlib import Path


def test_bad_days_never_stop_a_change() -> None:
    dice = random.Random(7)  # noqa: S311

    def stormy(_request: Request) -> list[Action]:
        if dice.random() > 0.3:
            return page()
        return dice.choice([reply(500), reply(503, Retry_After="1"), reply(429, Retry_After="2"), reply(502), [RESET]])

    with World({f"h{number}": stormy for number in range(12)}) as world:
        wanted = [world.address(f"h{number}", f"/{number}") for number in range(12)]
        inventory = {address: (Use(Place("a.md"), "", address),) for address in wanted}
        seen = set()
        for _ in range(times(50)):
            sweep = Sweep(lambda: world.fetcher(QUICK), TODAY, wanted[:1], QUICK)
            result = check_added_links(sweep, wanted[1:])
            assert confirmed_gone(result, inventory, TODAY) == []
            seen |= {checked.reason for checked in result.checked.values()}
    assert Reason.FINE in seen
    assert len(seen) > 1, "the weather was too fine to prove anything"


@pytest.mark.parametrize(
    ("name", "answer", "is_gone"),
    [
        ("missing", lambda _: reply(404), True),
        ("gone", lambda _: reply(410), True),
        ("moody", lambda request: reply(404) if request.nth == 1 else page(), False),
        ("ill", lambda request: reply(404) if request.nth == 2 else reply(500), False),
        ("ill-and-gone", lambda request: reply(503) if request.nth == 1 else reply(404), True),
        ("wall", lambda _: reply(403), False),
        ("down", lambda _: reply(500), False),
        ("soft", lambda _: page("Page not found", ""), False),
    ],
)
def test_only_what_is_gone_beyond_doubt_stops_a_change(name: str, answer: object, is_gone: bool) -> None:  # noqa: FBT001
    waits: list[float] = []

    async def noted(seconds: float) -> None:
        waits.append(seconds)

    with World({name: answer, "canary": lambda _: page()}) as world:
        address = world.address(name)
        limits = RateLimits(host_delay=0.0, timeout=15.0, sleep=noted)
        sweep = Sweep(lambda: world.fetcher(limits), TODAY, (world.address("canary"),), limits)
        result = check_added_links(sweep, [address])
        inventory = {address: (Use(Place("a.md"), "", address),)}
        assert confirmed_gone(result, inventory, TODAY) == ([address] if is_gone else [])
        if is_gone:
            assert min(waits) >= 10, "the second look comes ten seconds after the first"
            note = Accept(reason="It opens next week", until=TODAY.replace(year=2027))
            excused = {address: (Use(Place("a.md"), "", address, accept=note),)}
            assert confirmed_gone(result, excused, TODAY) == []


def test_a_silent_canary_makes_every_verdict_void() -> None:
    with World({"missing": lambda _: reply(404)}) as world:
        sweep = Sweep(lambda: world.fetcher(QUICK), TODAY, (world.address("canary"),), QUICK)
        address = world.address("missing")
        result = check_added_links(sweep, [address])
        assert result.untrusted_because
        assert confirmed_gone(result, {address: (Use(Place("a.md"), "", address),)}, TODAY) == []


def test_only_so_many_new_addresses_are_looked_at() -> None:
    with World({f"h{number}": lambda _: page() for number in range(70)}) as world:
        sweep = Sweep(lambda: world.fetcher(QUICK), TODAY, (), QUICK)
        assert len(check_added_links(sweep, [world.address(f"h{n}") for n in range(70)]).checked) == MAX_ADDED


def committed(root: Path, *files: str) -> None:
    for command in (["add", "--", *files], ["commit", "-q", "-m", "x"]):
        git(root, *command)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    root = a_library(tmp_path)
    git(root, "init", "-q", "-b", "main")
    committed(root, ".")
    return root


def test_a_change_adds_what_its_beginning_had_not(repository: Path) -> None:
    git(repository, "checkout", "-q", "-b", "change")
    page_ = repository / "guides/how-to/draw.md"
    page_.write_text(
        page_.read_text() + "\n[new](https://new.example.org/#part) and [old](https://paper.example.org/)\n"
    )
    committed(repository, ".")
    git(repository, "checkout", "-q", "main")
    (repository / "resources.yml").write_text(FILES["resources.yml"].replace("pencil.example.org", "pen.example.org"))
    committed(repository, ".")
    git(repository, "checkout", "-q", "change")
    now = addresses_of(
        (str(file.relative_to(repository)), file.read_text())
        for file in [repository / "resources.yml", *repository.rglob("*.md")]
    )
    before = addresses_of(sources_at(repository, "main"))
    assert added(now, before) == ["https://new.example.org/"], "what main took out meanwhile is not this change's doing"


@pytest.mark.parametrize("revision", ["nowhere", "--help", "-x", ""])
def test_a_revision_that_is_none_is_refused(revision: str, repository: Path) -> None:
    with pytest.raises(NoSuchRevisionError):
        sources_at(repository, revision)


def command(root: Path, *arguments: str) -> int:
    return main(["--config", str(root / "mkdocs.yml"), "links", *arguments])


@pytest.fixture(autouse=True)
def _calm(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("CI", "SOURCE_DATE_EPOCH", "OPENSHELF_CONFIG"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize(("status", "canary", "code"), [(200, 200, 0), (404, 200, 1), (500, 200, 0), (404, 500, 3)])
def test_the_exit_code_says_whose_turn_it_is(
    status: int, canary: int, code: int, repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with World({"new": lambda _: reply(status), "canary": lambda _: reply(canary)}) as world:
        sweep = Sweep(lambda: world.fetcher(QUICK), TODAY, (world.address("canary"),), QUICK)
        monkeypatch.setattr(links, "_run", lambda _settings: sweep)
        update = repository / "docs/updates/hello.md"
        update.write_text(update.read_text() + f"\n[new]({world.address('new')})\n")
        assert command(repository, "--added-since", "HEAD") == code
    assert not (repository / PATH).exists(), "a change never writes the memory"


def test_a_change_without_new_addresses_asks_nobody(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command(repository, "--added-since", "HEAD") == 0
    assert capsys.readouterr().out == "The change adds no external address.\n"
    assert command(repository, "--added-since", "HEAD", "--format", "json") == 0
    assert json.loads(capsys.readouterr().out) == []


def test_what_is_gone_is_said_beside_the_change(
    repository: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with World({"new": lambda _: reply(404), "ill": lambda _: reply(500), "canary": lambda _: page()}) as world:
        sweep = Sweep(lambda: world.fetcher(QUICK), TODAY, (world.address("canary"),), QUICK)
        monkeypatch.setattr(links, "_run", lambda _settings: sweep)
        update = repository / "docs/updates/hello.md"
        update.write_text(update.read_text() + f"\n[a]({world.address('new')}) [b]({world.address('ill')})\n")
        assert command(repository, "--added-since", "HEAD", "--format", "github") == 1
        line, *said = capsys.readouterr().out.splitlines()
        assert line.startswith("::error file=docs/updates/hello.md,line=")
        assert "title=new-link-gone" in line
        assert line.endswith(": the host says that there is no such page (correct it, or take it out)")
        assert said[0] == "2 new addresses, 1 certainly gone."
        assert said[1].endswith(": the host says that there is no such page")
        assert said[2].endswith(": it does not answer now (server-error)")
        assert not [each for each in said if each.startswith("::")], "what is ill is no fault of the change"


def test_a_library_that_cannot_be_read_loses_no_memory(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with World({"canary": lambda _: page()}) as world:
        sweep = Sweep(lambda: world.fetcher(QUICK), TODAY, (world.address("canary"),), QUICK)
        monkeypatch.setattr(links, "_run", lambda _settings: sweep)
        assert command(repository, "--all") == 0
        written = (repository / PATH).read_text()
        (repository / "resources.yml").write_text("- id: [\n")
        assert command(repository, "--all") == 0
        assert written.count("\n") == (repository / PATH).read_text().count("\n") > 1


def test_a_sweep_writes_the_memory_and_never_fails_for_dead_links(
    repository: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with World({"canary": lambda _: page()}) as world:
        sweep = Sweep(lambda: world.fetcher(QUICK), TODAY, (world.address("canary"),), QUICK)
        monkeypatch.setattr(links, "_run", lambda _settings: sweep)
        assert command(repository, "--all") == 0
        written = (repository / PATH).read_bytes()
        assert b'"class":"no-such-name"' in written
        assert command(repository, "--all") == 0
        assert (repository / PATH).read_bytes() == written
        assert command(repository) == 0
        assert "Nothing to do" in capsys.readouterr().out
        world.answers.clear()
        assert command(repository, "--all") == 3
        assert (repository / PATH).read_bytes() == written
    (repository / PATH).write_text("not json\n")
    assert command(repository) == 2
    assert "line 1" in capsys.readouterr().err


def test_a_sweep_in_ci_needs_a_page_about_us(
    repository: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CI", "true")
    assert command(repository, "--all") == 2
    assert "hosts must be able to find us" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [["--al1"], ["--all", "--due"], ["--format", "xml"], ["fix"], ["mend"]])
def test_an_unknown_option_is_an_error(arguments: list[str], repository: Path) -> None:
    with pytest.raises(SystemExit) as stopped:
        command(repository, *arguments)
    assert stopped.value.code == 2


def test_the_help_lists_the_exit_codes(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        command(repository, "--help")
    assert "  3  the network check failed" in capsys.readouterr().out


def test_moved_links_are_edited_in_place(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def record(to: str, seen: int) -> str:
        fields = {"url": "https://paper.example.org/", "first_seen": "2026-06-01", "last_checked": "2026-W24"}
        fields |= {"verdict": "moved", "class": "moved-for-good", "to": to}
        return json.dumps({**fields, "to_permanent": True, "to_seen": seen}) + "\n"

    (repository / PATH).parent.mkdir(exist_ok=True)
    before = (repository / "resources.yml").read_text()
    (repository / PATH).write_text(record("https://new.example.org/", 1))
    assert command(repository, "fix", "--moved") == 0
    assert (repository / "resources.yml").read_text() == before
    (repository / PATH).write_text(record("https://new.example.org/", 2))
    assert command(repository) == 0
    assert "Moved for good: 1" in capsys.readouterr().out
    assert command(repository, "fix", "--moved") == 0
    assert (repository / "resources.yml").read_text() == before.replace(
        "https://paper.example.org/", "https://new.example.org/"
    )
    assert "resources.yml: https://paper.example.org/ -> https://new.example.org/" in capsys.readouterr().out


def test_a_person_can_say_what_the_link_is(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    address = "https://paper.example.org/"
    fields = {"url": address, "first_seen": "2026-06-01", "last_checked": "2026-W24", "verdict": "ok", "class": "fine"}
    (repository / PATH).parent.mkdir(exist_ok=True)
    (repository / PATH).write_text(json.dumps(fields) + "\n")
    assert command(repository, "confirm", address, "dead", "--by", "an editor", "--note", "It sells shoes now") == 0
    assert command(repository) == 0
    assert "May be dead: 1" in capsys.readouterr().out
    assert command(repository, "confirm", "https://papers.example.org/", "dead", "--by", "an editor") == 2
    assert f"did you mean {address}?" in capsys.readouterr().err
    assert command(repository, "confirm", address, "ok", "--by", "an editor") == 0
    human = read_history(repository / PATH)[address].human
    assert human is not None
    assert human.until is not None, "what a person saw does not hold for ever"


def test_the_time_for_a_change_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("openshelf.linkcheck.sweep.MAX_SECONDS", 1.0)
    with World({"hang": lambda _: [10.0], "plain": lambda _: page()}) as world:
        sweep = Sweep(lambda: world.fetcher(QUICK), TODAY, (world.address("plain"),), QUICK)
        result = check_added_links(sweep, [world.address("hang"), world.address("plain", "/2")])
        assert list(result.checked) == [world.address("plain", "/2")]
        assert not result.untrusted_because


def test_without_a_memory_nobody_is_told_that_all_is_well(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--config", str(a_library(tmp_path) / "mkdocs.yml"), "links"]) == 0
    said = capsys.readouterr()
    assert "no link was looked at" in said.err
    assert not said.out
