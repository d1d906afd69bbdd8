"""What is known of links to other sites: from the memory, and from what writers say beside them."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from memories import COPY, FAILED, LAST, WELL, a_record, write
from openshelf.library.link_states import Copy, KnownLink, Links, LinkState, Notice, read_link_history
from openshelf.linkcheck.history import PATH
from openshelf.model.kinds import Kind
from openshelf.model.urls import page_of
from search.samples import an_entry
from support import FILES, TODAY, a_library, load

if TYPE_CHECKING:
    from pathlib import Path

    from openshelf.library.entry import Entry
    from openshelf.linkcheck.history import LinkRecord

URL = "https://x.example/"
THE_COPY = Copy(str(COPY["url"]), dt.date(2023, 6, 1))


def known(record: LinkRecord, *entries: Entry, today: dt.date = TODAY) -> KnownLink:
    return Links({record.url: record}, entries, today).of(URL)


@pytest.mark.parametrize(
    ("story", "state", "notice"),
    [
        ("well", LinkState.FINE, None),
        ("gone", LinkState.MAY_BE_DEAD, Notice.DEAD),
        ("missing", LinkState.MAY_BE_DEAD, Notice.DEAD),
        ("certificate", LinkState.MAY_BE_DEAD, Notice.CERTIFICATE),
        ("down", LinkState.MAY_BE_DEAD, Notice.DEAD),
        ("a blip", LinkState.FINE, None),
        ("flaky", LinkState.OFTEN_DOWN, Notice.OFTEN_DOWN),
        ("soft", LinkState.NOT_CHECKED, None),
        ("soft, and a person says so", LinkState.MAY_BE_DEAD, Notice.DEAD),
        ("blocked", LinkState.NOT_CHECKED, Notice.BLOCKED),
        ("a wall", LinkState.FINE, None),
        ("an old wall", LinkState.NOT_CHECKED, Notice.UNCHECKED),
        ("an old wall that a person climbed", LinkState.NOT_CHECKED, Notice.UNCHECKED),
    ],
)
def test_what_is_remembered_decides_what_readers_are_told(story: str, state: LinkState, notice: Notice | None) -> None:
    link = known(a_record(URL, story))
    assert (link.state, link.notice) == (state, notice)
    with_copy = {Notice.DEAD, Notice.CERTIFICATE, Notice.BLOCKED}
    assert link.copy == (THE_COPY if notice in with_copy else None)


def test_what_is_dead_is_so_since_its_first_failure() -> None:
    link = known(a_record(URL, "missing"))
    assert (link.since, link.last_ok, link.was_tried) == (FAILED, WELL, True)


def test_of_what_nobody_looked_at_nothing_is_known() -> None:
    assert Links({}, (), TODAY).of(URL) == KnownLink(URL)
    assert KnownLink(URL).state is LinkState.NOT_CHECKED
    assert not KnownLink(URL).was_tried
    assert not Links({}, (), TODAY).is_known
    assert Links({}, (), TODAY).newest is None


def test_the_newest_check_is_the_latest_day_of_all() -> None:
    records = [a_record(URL, "missing"), a_record("https://y.example/", "a wall", last_checked="2026-W25")]
    found = Links({record.url: record for record in records}, (), TODAY)
    assert found.is_known
    assert found.newest == dt.date(2026, 6, 15)
    assert Links({URL: records[0]}, (), TODAY).newest == LAST


def test_the_fragment_makes_no_difference_and_everything_else_does() -> None:
    assert page_of("http://[x#part") == "http://[x"
    links = Links({URL: a_record(URL, "missing")}, (), TODAY)
    assert links.of(f"{URL}#part").notice is Notice.DEAD
    assert links.of("//x.example/").notice is Notice.DEAD
    assert links.of(f"{URL}page").notice is None
    assert page_of("//x.example/a#b") == "https://x.example/a"


def test_an_editor_may_accept_a_failing_link_for_a_time() -> None:
    accept = {"reason": "They move house.", "until": dt.date(2026, 7, 1)}
    entry = an_entry(Kind.RESOURCE, "X", accept=accept)
    record = a_record(URL, "missing")
    assert known(record, entry).notice is None
    assert known(record, entry).state is LinkState.FINE
    assert known(record, entry, today=dt.date(2026, 7, 1)).notice is Notice.DEAD
    longer = an_entry(Kind.RESOURCE, "Y", id_="y", accept={**accept, "until": dt.date(2026, 8, 1)})
    assert known(record, longer, entry, today=dt.date(2026, 7, 1)).notice is None


def test_no_copy_is_shown_where_one_entry_asks_for_none() -> None:
    entries = an_entry(Kind.RESOURCE, "X"), an_entry(Kind.RESOURCE, "Y", id_="y", archive=False)
    link = known(a_record(URL, "missing"), *entries)
    assert (link.notice, link.copy) == (Notice.DEAD, None)
    assert known(a_record(URL, "missing"), entries[0]).copy == THE_COPY


def test_the_copy_that_a_writer_names_serves_where_the_memory_has_none() -> None:
    own = "https://web.archive.org/web/20240102030405/https://x.example/"
    entry = an_entry(Kind.RESOURCE, "X", archived_url=own)
    assert known(a_record(URL, "missing", archive=None), entry).copy == Copy(own, dt.date(2024, 1, 2))
    assert known(a_record(URL, "missing"), entry).copy == THE_COPY
    for other in ("https://copies.example/x", "https://web.archive.org/web/20249999/https://x.example/"):
        entry = an_entry(Kind.RESOURCE, "X", archived_url=other)
        assert known(a_record(URL, "missing", archive=None), entry).copy == Copy(other, None)


def test_a_copy_that_is_no_web_address_is_not_shown() -> None:
    assert known(a_record(URL, "missing", archive={**COPY, "url": "javascript:alert(1)"})).copy is None


def test_what_a_withdrawn_entry_says_counts_no_more() -> None:
    entry = an_entry(Kind.RESOURCE, "X", archive=False, withdrawn={"date": WELL, "reason": "Old."})
    assert known(a_record(URL, "missing"), entry).copy == THE_COPY


def test_what_the_front_matter_of_a_text_says_holds_for_its_links(tmp_path: Path) -> None:
    def note(record: LinkRecord, more: str) -> KnownLink:
        guide = "guides/how-to/draw.md"
        text = FILES[guide].replace("\nreviewed:", f"\n{more}\nreviewed:", 1) + f"\n[x]({URL}#part) [y](legend.md)\n"
        library = load(a_library(tmp_path / more[:6], {guide: text}))
        return Links({URL: record}, library.all_entries, TODAY).of(URL)

    record = a_record(URL, "missing")
    assert note(record, "accept: {reason: They move, until: 2026-09-01}").notice is None
    assert note(record, "archive: no").copy is None
    assert note(record, "sensitive: no").copy == THE_COPY


def test_a_library_reads_the_memory_that_lies_beside_it(tmp_path: Path) -> None:
    folder = a_library(tmp_path)
    assert not load(folder).links.is_known
    write(folder, a_record("https://paper.example.org/", "missing"))
    assert load(folder).links.of("https://paper.example.org/#top").notice is Notice.DEAD


def test_every_line_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    write(tmp_path, a_record(URL, "well"))
    good = (tmp_path / PATH).read_text(encoding="utf-8").strip()
    weeks = good.replace("2026-W24", "2026-24")
    lines = [good, "", "<<<<<<< HEAD", good.replace('"ok"', '"great"'), '{"url": 1', "[]", weeks]
    (tmp_path / PATH).write_text("\n".join(lines), encoding="utf-8")
    history, problems = read_link_history(tmp_path)
    assert history == {}
    assert [(problem.place.path, problem.place.line) for problem in problems] == [
        (PATH, line) for line in (3, 4, 5, 6, 7)
    ]
    assert "verdict" in problems[1].message
    assert "week" in problems[4].message
    assert all(problem.is_error and problem.hint for problem in problems)


def test_a_memory_that_is_no_text_is_a_problem_and_no_crash(tmp_path: Path) -> None:
    (tmp_path / PATH).parent.mkdir()
    (tmp_path / PATH).write_bytes(b"\xff\xfe")
    assert [problem.rule.id for problem in read_link_history(tmp_path)[1]] == ["file-encoding"]
