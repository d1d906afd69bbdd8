"""The parts without a network: guard, robots.txt, phrases, inventory, memory, copies, repairs."""

from __future__ import annotations

import asyncio
import datetime as dt
import json
import random
import ssl

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from openshelf.core.problem import Place
from openshelf.linkcheck.archive import Places, find_copy, last_capture, nearest_copy, should_look
from openshelf.linkcheck.facts import Ask, Facts, Hop, Page, Trouble
from openshelf.linkcheck.guard import may_ask
from openshelf.linkcheck.health import health
from openshelf.linkcheck.http import _trouble, agent
from openshelf.linkcheck.inventory import Inventory, Use
from openshelf.linkcheck.memory import (
    Archive,
    BrokenMemoryError,
    Memory,
    Record,
    memory_text,
    merge,
    parse_memory,
    remember,
    week,
)
from openshelf.linkcheck.pace import Manners
from openshelf.linkcheck.policy import CONFIRMED_GONE, VERDICTS, Judgement, Reason, Verdict, judge, settled
from openshelf.linkcheck.repair import Edit, edits, replaced
from openshelf.linkcheck.robots import Robots, read_robots
from openshelf.linkcheck.sweep import Result, Run, update
from support import addresses_of, any_text, examples

DAY = dt.date(2026, 6, 15)
URL = "https://a.example.org/page"

PRIVATE = (
    "127.0.0.1",
    "10.1.2.3",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.0.1",
    "169.254.169.254",
    "100.64.0.1",
    "100.100.100.200",
    "0.0.0.0",  # noqa: S104 - nothing is bound
    "192.0.0.192",
    "198.18.0.1",
    "168.63.129.16",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "::1",
    "::",
    "fe80::1",
    "fe80::1%eth0",
    "fc00::1",
    "fd00:ec2::254",
    "fec0::1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "::ffff:169.254.169.254",
    "::10.0.0.1",
    "64:ff9b::a00:1",
    "64:ff9b:1::1",
    "2002:7f00:1::",
    "2001:0:a00:1::",
    "ff02::1",
    "not-an-address",
    "2001:db8::1",
)
PUBLIC = ("1.1.1.1", "93.184.216.34", "2606:4700::1111", "::ffff:1.1.1.1", "64:ff9b::101:101")


@pytest.mark.parametrize("number", PRIVATE)
def test_private_machines_are_not_asked(number: str) -> None:
    assert not may_ask(number)


@pytest.mark.parametrize("number", PUBLIC)
def test_public_machines_are_asked(number: str) -> None:
    assert may_ask(number)


def test_this_machine_may_be_allowed_and_nothing_more() -> None:
    assert may_ask("127.0.0.9", loopback=True)
    assert may_ask("::1", loopback=True)
    assert not may_ask("10.0.0.1", loopback=True)
    assert not may_ask("169.254.169.254", loopback=True)


@pytest.mark.parametrize(
    ("text", "path", "allowed"),
    [
        ("", "/x", True),
        ("User-agent: *\nDisallow: /", "/x", False),
        ("User-agent: *\nDisallow:", "/x", True),
        ("User-agent: *\nDisallow: /a\nAllow: /a/b", "/a/b/c", True),
        ("User-agent: *\nDisallow: /a\nAllow: /a/b", "/a/c", False),
        ("User-agent: Openshelf-links\nDisallow: /x\n\nUser-agent: *\nDisallow: /", "/y", True),
        ("User-agent: openshelf-LINKS\nUser-agent: other\nDisallow: /x", "/x", False),
        ("User-agent: other\nDisallow: /\n", "/x", True),
        ("User-agent: *\nDisallow: /*.pdf$", "/a/b.pdf", False),
        ("User-agent: *\nDisallow: /*.pdf$", "/a/b.pdf?x", True),
        ("User-agent: *\nDisallow: /*?q=", "/a?q=1", False),
        ("User-agent: *\nDisallow: /a*a$", "/a", True),
        ("User-agent: *\nDisallow: /a*a$", "/aba", False),
        ("User-agent: *\nDisallow: /a*b*b$", "/axbxbxb", False),
        ("User-agent: *\nDisallow: /a$", "/ab", True),
        ("User-agent: *\nDisallow: /*$", "/ab", False),
        ("User-agent: *\nDisallow: /" + "*a" * 3000 + "$", "/" + "a" * 2000 + "b", True),
        ("User-agent: *\nDisallow: /caf%C3%A9", "/caf%c3%a9", False),
        ("# words\nUser-agent: * # all\nDisallow: /x # here", "/x", False),
        ("Disallow: /x", "/x", True),
    ],
)
def test_robots(text: str, path: str, allowed: bool) -> None:  # noqa: FBT001
    assert read_robots(text, "Openshelf-links").allows(path) is allowed


def test_a_robots_txt_of_many_names_and_rules_is_read_at_once() -> None:
    names = "".join(f"User-agent: n{n}\n" for n in range(20_000))
    rules = "".join(f"Disallow: /{n}\n" for n in range(12_000))
    assert read_robots(names + rules, "us") == Robots()
    assert not read_robots(f"User-agent: *\n{names}{rules}", "us").allows("/7")


@pytest.mark.parametrize(
    ("code", "want"), [(10, "certificate"), (18, "certificate"), (62, "certificate"), (20, "half-certificate")]
)
def test_half_a_certificate_is_no_bad_one(code: int, want: str) -> None:
    cause = ssl.SSLCertVerificationError("verify failed")
    cause.verify_code = code
    error = httpx.ConnectError("")
    error.__cause__ = cause
    assert _trouble(error) == want


@pytest.mark.parametrize(
    ("page", "want"),
    [
        ("", "Openshelf-links"),
        ("https://caf\u00e9.example/\u00fc", "Openshelf-links (+https://xn--caf-dma.example/%C3%BC)"),
    ],
)
def test_hosts_are_told_who_asks_in_ascii(page: str, want: str) -> None:
    assert agent(page) == want


def test_robots_may_ask_for_patience() -> None:
    assert read_robots("User-agent: *\nCrawl-delay: 2.5\nDisallow: /x", "us").delay == 2.5


def facts(*hops: tuple[str, int], page: Page | None = None, **headers: str) -> Facts:
    return Facts(hops[0][0], tuple(Hop(*hop) for hop in hops), headers=headers, page=page)


@pytest.mark.parametrize(
    ("seen", "want"),
    [
        (facts((URL, 304)), Reason.FINE),
        (facts((URL, 206)), Reason.FINE),
        (facts((URL, 400)), Reason.ODD_ANSWER),
        (facts((URL, 405)), Reason.ODD_ANSWER),
        (facts((URL, 301), (f"{URL}/", 200)), Reason.MOVED_FOR_GOOD),
        (facts(("http://a.example.org/page", 301), (URL, 200)), Reason.MOVED_FOR_GOOD),
        (facts((URL, 301), ("http://a.example.org/page", 200)), Reason.MOVED_FOR_NOW),
        (facts((URL, 301), ("https://a.example.org/pt-br/page", 200)), Reason.MOVED_FOR_NOW),
        (facts((URL, 301), ("https://login.example.org/x", 200)), Reason.LOGIN),
        (facts((URL, 301), ("https://www.a.example.org/", 200)), Reason.FRONT_PAGE),
        (facts((URL, 301), ("https://www.example.org/", 200)), Reason.FRONT_PAGE),
        (facts((URL, 301), ("https://other.example.net/", 200)), Reason.MOVED_FOR_NOW),
        (facts((URL, 301), ("https://other.example.net/faq", 200)), Reason.MOVED_FOR_GOOD),
        (facts((URL, 301), (f"{URL}?hl=en", 200)), Reason.MOVED_FOR_NOW),
        (facts((URL, 301), ("https://a.example.org/index.html", 200)), Reason.FRONT_PAGE),
        (facts(("https://example.org/Forum/", 301), ("https://forum.example.org/en/", 200)), Reason.MOVED_FOR_GOOD),
        (facts(("https://example.org/fr/forum", 302), ("https://forum.example.org/", 200)), Reason.MOVED_FOR_NOW),
        (facts(("https://example.org/forum/1", 301), ("https://forum.example.org/", 200)), Reason.FRONT_PAGE),
        (facts(("https://forum.example.org/forum", 301), ("https://forum.example.org/", 200)), Reason.FRONT_PAGE),
        (facts(("https://www.dropbox.com/s/x/a.pdf", 200), page=Page("Files", words=5)), Reason.FINE),
        (facts(("https://a.example.org/.pdf", 200), page=Page("Files", words=5)), Reason.SOFT_404),
        (facts(("https://a.example.org/en/", 301), ("https://a.example.org/", 200)), Reason.MOVED_FOR_NOW),
        (facts((URL, 200), page=Page("Dominio en venta", words=3)), Reason.PARKED),
        (facts((URL, 200), page=Page("Este domínio está à venda", words=5)), Reason.PARKED),
        (facts((URL, 200), page=Page("La página no existe", words=5)), Reason.SOFT_404),
        (facts((URL, 200), page=Page("Erreur 404", words=5)), Reason.SOFT_404),
        (facts((URL, 200), page=Page("Erro 404 - Não encontrado", words=5)), Reason.SOFT_404),
        (facts((URL, 200), page=Page("404 Media", words=5)), Reason.FINE),
        (facts((URL, 200), page=Page("Account suspended? What to do", words=2000)), Reason.FINE),
        (facts((URL, 200), page=Page("Access denied", words=20)), Reason.WALL),
        (Facts(URL, trouble=Trouble.REFUSED), Reason.REFUSED),
        (Facts(URL), Reason.RESET),
    ],
)
def test_the_policy(seen: Facts, want: Reason) -> None:
    assert judge(seen).reason is want


def test_every_reason_has_a_verdict_and_walls_never_stop_a_change() -> None:
    assert set(VERDICTS) == set(Reason)
    assert all(VERDICTS[reason] is Verdict.BROKEN for reason in CONFIRMED_GONE)


FINE, GONE, ILL, WALL = (Judgement(reason) for reason in (Reason.FINE, Reason.MISSING, Reason.RESET, Reason.WALL))


@pytest.mark.parametrize(
    ("looks", "want"),
    [
        ([], None),
        ([FINE], FINE),
        ([GONE], None),
        ([GONE, GONE], GONE),
        ([ILL, ILL], None),
        ([ILL, ILL, ILL], ILL),
        ([GONE, ILL, GONE], GONE),
        ([GONE, ILL, ILL], ILL),
        ([ILL, ILL, GONE], ILL),
        ([GONE, FINE], FINE),
        ([ILL, WALL], WALL),
        ([Judgement(Reason.MALFORMED)], Judgement(Reason.MALFORMED)),
    ],
)
def test_what_several_looks_come_to(looks: list[Judgement], want: Judgement | None) -> None:
    assert settled(looks, 3) == want


@examples(max_examples=200)
@given(
    st.binary(max_size=60).map(lambda raw: raw.decode("latin-1"))
    | st.from_regex(r"Mon, 01 Jun [0-9]+ 00:00:00 [+-][0-9]+")
)
def test_no_retry_after_ends_a_sweep(text: str) -> None:
    for headers in ({"retry-after": text}, {"retry-after": text, "date": text}):
        assert (judge(Facts(URL, (Hop(URL, 429),), headers=headers)).retry_after or 0) >= 0


@pytest.mark.parametrize("retry", ["120", "Mon, 01 Jun 2026 00:02:00 GMT"])
def test_retry_after_is_read_in_both_forms(retry: str) -> None:
    headers = {"retry-after": retry, "date": "Mon, 01 Jun 2026 00:00:00 GMT"}
    assert judge(Facts(URL, (Hop(URL, 429),), headers=headers)).retry_after == 120


def test_nonsense_in_headers_is_nothing() -> None:
    headers = {"retry-after": "soon", "etag": 'x\x00"'}
    assert judge(Facts(URL, (Hop(URL, 503),), headers=headers)).retry_after is None
    assert judge(Facts(URL, (Hop(URL, 200),), headers=headers)).etag == ""


CATALOGUE = """\
- id: a
  title: The A
  url: https://a.example.org/page#top
  archived_url: https://archive.example.org/https://a.example.org/page
  accept: {reason: They move, until: 2026-09-01}
- id: b
  title: The B
  url: https://b.example.org/
  archive: no
  criteria: {x: {verdict: yes, source: "See https://b.example.org/faq (a list)."}}
- id: c
  title: The C
  url: https://c.example.org/
  withdrawn: {date: 2026-01-01, reason: Gone}
"""
TEXT = """\
---
title: A page
source: https://s.example.org/report
---
See [the A](https://a.example.org/page), <https://auto.example.org/x>, [mail](mailto:x@example.org),
[half](//cdn.example.org/y) and [slip](htp://slip.example.org/). Bare: https://bare.example.org/z.
`https://code.example.org/` ![picture](https://pic.example.org/p_(1).png) [ref]: https://ref.example.org/
"""


def test_the_inventory_finds_every_address_once_with_all_its_places() -> None:
    found = addresses_of([("resources.yml", CATALOGUE), ("guides/x.md", TEXT)])
    assert list(found) == [
        "htp://slip.example.org/",
        "https://a.example.org/page",
        "https://archive.example.org/https://a.example.org/page",
        "https://auto.example.org/x",
        "https://b.example.org/",
        "https://b.example.org/faq",
        "https://bare.example.org/z",
        "https://cdn.example.org/y",
        "https://pic.example.org/p_(1).png",
        "https://ref.example.org/",
        "https://s.example.org/report",
    ]
    first, second = found["https://a.example.org/page"]
    assert (first.place, first.words, first.written) == (
        Place("guides/x.md", 5, 5),
        "the A",
        "https://a.example.org/page",
    )
    assert (second.place, second.words) == (Place("resources.yml", 3, 8), "The A")
    assert second.accept is not None
    assert second.accept.until == dt.date(2026, 9, 1)
    assert not found["https://b.example.org/"][0].archive


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("http://[x", "http://[x"),
        ("http://[::1]:99x/", "http://[::1]:99x/"),
        ("http://a\u2100b.org/", "http://a%E2%84%80b.org/"),
        ("https://x.org/\x01", "https://x.org/%01"),
    ],
)
def test_an_address_that_is_none_is_in_the_inventory_too(written: str, address: str) -> None:
    assert list(addresses_of([("guides/x.md", f"---\ntitle: x\n---\n[a]({written}#part)\n")])) == [address]


@pytest.mark.parametrize("text", ["", "- 1\n- [", "no front matter", "---\nx: [\n---\n"])
def test_what_cannot_be_read_holds_no_address(text: str) -> None:
    assert addresses_of([("resources.yml", text), ("guides/x.md", text)]) == {}


def a_record(url: str = URL, **more: object) -> Record:
    base: dict[str, object] = {
        "url": url,
        "first_seen": DAY,
        "last_checked": week(DAY),
        "verdict": "ok",
        "class": "fine",
    }
    return Record.model_validate({**base, **more})


def test_the_memory_is_one_sorted_line_an_address_and_comes_back_the_same() -> None:
    memory: Memory = {}
    for name in "cab":
        for reason in (Reason.MISSING, Reason.SERVER_ERROR, Reason.MOVED_FOR_GOOD):
            url = f"https://{name}.example.org/"
            memory[url] = remember(memory.get(url), url, Judgement(reason, 1, to="https://x.example.org/"), DAY)
    text = memory_text(memory)
    assert [json.loads(line)["url"] for line in text.splitlines()] == sorted(memory)
    assert parse_memory(text) == memory
    assert memory_text(parse_memory(text)) == text


def test_merging_takes_the_newest_in_any_order() -> None:
    records = [
        a_record(
            f"https://{n % 5}.example.org/", last_ok=DAY + dt.timedelta(n), last_checked=week(DAY + dt.timedelta(n))
        )
        for n in range(40)
    ]
    want = memory_text(merge(records))
    for seed in range(5):
        random.Random(seed).shuffle(records)  # noqa: S311
        assert memory_text(merge(records)) == want
    assert parse_memory("".join(memory_text({"": record}) for record in records)) == merge(records)


@pytest.mark.parametrize("line", ["x", "{}", '{"url": 1}', memory_text({"": a_record()}).replace("W25", "W99")])
def test_a_broken_memory_says_where(line: str) -> None:
    with pytest.raises(BrokenMemoryError, match=r"^line 2: "):
        parse_memory(f"\n{line}\n")


MOVED = Judgement(Reason.MOVED_FOR_GOOD, 200, to="https://new.example.org/page")


def moved(days: int, judgement: Judgement = MOVED) -> Memory:
    record: Record | None = None
    for day in range(days):
        record = remember(record, URL, judgement, DAY + dt.timedelta(day))
    assert record is not None
    return {URL: record}


HERE: Inventory = {URL: (Use(Place("a.md"), "", f"{URL}#part"), Use(Place("b.md"), "", URL))}


def test_sources_are_edited_only_where_a_move_lasted() -> None:
    assert edits(moved(1), HERE) == ()
    assert edits(moved(2), HERE) == (
        Edit("a.md", f"{URL}#part", "https://new.example.org/page#part"),
        Edit("b.md", URL, "https://new.example.org/page"),
    )
    assert edits(moved(2, Judgement(Reason.MOVED_FOR_NOW, 200, to="https://new.example.org/page")), HERE) == ()
    assert edits(moved(2, Judgement(Reason.MOVED_FOR_GOOD, 200, to="ftp://new.example.org/page")), HERE) == ()
    signs = Judgement(Reason.MOVED_FOR_GOOD, 200, to="https://new.example.org/a,b)[x](y:z)'")
    assert edits(moved(2, signs), HERE)[1].new == "https://new.example.org/a%2Cb%29%5Bx%5D%28y:z%29%27"
    changed = remember(moved(2)[URL], URL, Judgement(Reason.MOVED_FOR_GOOD, 200, to="https://other.example.org/"), DAY)
    assert edits({URL: changed}, HERE) == ()


@pytest.mark.parametrize(
    ("text", "want"),
    [
        (f"url: {URL}\n", "url: N\n"),
        (f"[x]({URL}), <{URL}>. {URL}.", "[x](N), <N>. N."),
        (f"{URL}s {URL}/ {URL}?x {URL}.html {URL}#y", f"{URL}s {URL}/ {URL}?x {URL}.html {URL}#y"),
        (f"https://archive.example.org/{URL}", f"https://archive.example.org/{URL}"),
        (f"{URL}:8443/x {URL},2 {URL}(y) {URL}@x {URL};v=1", f"{URL}:8443/x {URL},2 {URL}(y) {URL}@x {URL};v=1"),
        (f"({URL}), {URL}; {URL}! {URL}...", "(N), N; N! N..."),
        (f"{{url: {URL}, b: 1}} '{URL}' **{URL}**", "{url: N, b: 1} 'N' **N**"),
    ],
)
def test_only_whole_addresses_are_replaced(text: str, want: str) -> None:
    assert replaced(text, Edit("", URL, "N")) == want


def dead(**more: object) -> Record:
    streak = {"fails": 3, "since": dt.date(2026, 5, 1), "last": DAY}
    return a_record(verdict="broken", **{"class": "missing"}, failing={"missing": streak}, last_ok="2026-04-20", **more)


class Shelf:
    """An engine that answers as an archive does."""

    def __init__(self, *answers: object) -> None:
        self.answers, self.asked = list(answers), []

    async def look(self, ask: Ask) -> Facts:
        self.asked.append(ask.address)
        answer = self.answers.pop(0)
        if isinstance(answer, int):
            return Facts(ask.address, (Hop(ask.address, answer),))
        return Facts(ask.address, (Hop(ask.address, 200),), body=json.dumps(answer).encode())


def snapshot(stamp: str, status: str = "200") -> dict[str, object]:
    url = f"http://web.archive.org/web/{stamp}/{URL}"
    return {"archived_snapshots": {"closest": {"url": url, "timestamp": stamp, "status": status}}}


async def nothing(_seconds: float) -> None:
    """Do not wait."""


def found(engine: Shelf) -> Archive | None:
    return asyncio.run(find_copy(dead(), engine, Manners(sleep=nothing), DAY, Places()))


def test_the_copy_is_the_one_nearest_to_the_last_good_day() -> None:
    shelf = Shelf(snapshot("20260418000000"))
    copy = found(shelf)
    assert copy is not None
    assert (copy.day, copy.url) == (dt.date(2026, 4, 18), f"https://web.archive.org/web/20260418000000/{URL}")
    assert "timestamp=20260420" in shelf.asked[0]


def test_a_capture_of_the_failure_is_not_a_copy() -> None:
    captures = [["timestamp"], ["20250101000000"], ["20260401000000"]]
    for first in (snapshot("20260502000000"), snapshot("20260418000000", "404"), {"archived_snapshots": {}}):
        shelf = Shelf(first, captures)
        copy = found(shelf)
        assert copy is not None
        assert copy.day == dt.date(2026, 4, 1)
        assert "to=20260420" in shelf.asked[1]
        assert "statuscode:200" in shelf.asked[1]


def test_a_busy_archive_is_asked_again_and_then_left() -> None:
    assert found(Shelf(503, snapshot("20260418000000"))) is not None
    assert found(Shelf(503, 503)) is None


def test_an_archive_that_is_down_does_not_hold_up_a_sweep() -> None:
    shelf = Shelf(*[503] * 100)
    run = Run(lambda: shelf, DAY, manners=Manners(sleep=nothing))
    memory = {f"https://{n}.example.org/": dead() for n in range(9)}
    memory = {url: record.model_copy(update={"url": url}) for url, record in memory.items()}
    inventory = {url: (Use(Place("a.md"), "", url),) for url in memory}
    assert update(run, inventory, memory, Result({})) == memory
    assert len(shelf.asked) == 6


def test_a_library_that_cannot_be_read_whole_is_no_reason_to_forget() -> None:
    run = Run(Shelf, DAY)
    memory = {URL: a_record()}
    assert update(run, {}, memory, Result({}), whole=False) == memory
    assert update(run, {}, memory, Result({})) == {}


def test_no_copy_is_remembered_for_a_month() -> None:
    none = found(Shelf({}, [["timestamp"]]))
    assert none == Archive(looked_up=DAY)
    assert should_look(dead(), DAY)
    assert not should_look(dead(archive=none), DAY + dt.timedelta(29))
    assert should_look(dead(archive=none), DAY + dt.timedelta(30))
    assert not should_look(dead(archive=Archive(url="https://x.example.org/", looked_up=DAY)), DAY + dt.timedelta(90))
    assert not should_look(a_record(), DAY)


@pytest.mark.parametrize(
    "answer", [None, [], {}, {"archived_snapshots": []}, snapshot("x"), "text", [[]], [["a"], 1, ["b"]]]
)
def test_nonsense_from_the_archive_is_no_copy(answer: object) -> None:
    assert nearest_copy(answer, DAY) is None
    assert last_capture(answer, URL, DAY) == Archive(looked_up=DAY)


@examples(max_examples=150)
@given(any_text, st.text("/a*$%?", max_size=40).map(lambda text: f"User-agent: *\nDisallow: {text}"))
def test_whatever_a_host_sends_is_understood_somehow(text: str, rules: str) -> None:
    read_robots(text, "us").allows("/x")
    read_robots(rules, "us").allows("/aaa%2F*")
    headers = {"retry-after": text, "etag": text, "date": text, "cf-mitigated": text}
    seen = Facts(URL, (Hop(URL, 200),), headers=headers, page=Page(text, text, text, 9))
    assert judge(seen).reason in {Reason.FINE, Reason.SOFT_404, Reason.PARKED, Reason.WALL}
    addresses_of([("resources.yml", text), ("guides/x.md", f"---\ntitle: x\n---\n{text}")])


@examples(max_examples=100)
@given(st.lists(st.tuples(st.integers(0, 3), st.sampled_from(list(Reason))), max_size=30))
def test_a_success_always_clears_and_only_days_kill(days: list[tuple[int, Reason]]) -> None:
    record, day = None, DAY
    for later, reason in days:
        day += dt.timedelta(later)
        record = remember(record, URL, Judgement(reason, to=URL), day)
        assert parse_memory(memory_text({URL: record})) == {URL: record}
        if Judgement(reason).is_well:
            assert not record.failing
        if health(record, day).may_be_dead:
            assert (day - min(streak.since for streak in record.failing.values())).days >= 2
