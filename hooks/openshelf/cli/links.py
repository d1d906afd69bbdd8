"""``openshelf links``: check the links to other sites, apart from any build."""

from __future__ import annotations

import datetime as dt
import os
import sys
import time
from argparse import RawDescriptionHelpFormatter
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from openshelf.cli.commands import COMMANDS
from openshelf.cli.exit_codes import OK, PROBLEMS
from openshelf.cli.output import show
from openshelf.core import clock
from openshelf.core.problem import nearest_hint, sorted_problems
from openshelf.core.report import as_github
from openshelf.core.store import Store
from openshelf.library.external_links import contents_of, link_uses
from openshelf.library.load import load
from openshelf.linkcheck import history, journal, moved_links, report, sweep
from openshelf.linkcheck.changes import NoSuchRevisionError, sources_at
from openshelf.linkcheck.health import UNVERIFIED_DAYS
from openshelf.linkcheck.inventory import inventory
from openshelf.linkcheck.reasons import LinkVerdict
from openshelf.model.settings import read_settings

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from openshelf.cli.common import Commands
    from openshelf.linkcheck.inventory import Inventory
    from openshelf.linkcheck.observation import Fetcher
    from openshelf.model.settings import Settings

CANNOT_RUN, NO_TRUST = 2, 3

_MORE = """\
Without --all, --due or --added-since no site is asked: the report shows what earlier runs found.

exit codes:
  0  nothing that an author must do
  1  an address that the change adds is certainly gone (only with --added-since)
  2  the command could not be run
  3  the network check failed, so results are unreliable; nothing was written
"""


def add(commands: Commands) -> None:
    """Register the command."""
    parser = commands.add_parser(
        "links",
        help=COMMANDS["links"].help,
        description="Check the links to other sites, remember the results, and report what a person should do.",
        epilog=_MORE,
        formatter_class=RawDescriptionHelpFormatter,
    )
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--all", action="store_true", help="check every address")
    which.add_argument(
        "--due", action="store_true", help="check one seventh of all links, plus every link that failed last time"
    )
    which.add_argument(
        "--added-since", metavar="REV", help="check only what the change since that revision adds; remembers nothing"
    )
    parser.add_argument(
        "--format",
        choices=("text", "json", "markdown", "github"),
        default="text",
        help="for people, for machines, for an issue, for annotations beside a change",
    )
    parser.add_argument("--memory", type=Path, help=f"the memory (default: {history.PATH})")
    parser.set_defaults(run=_links, action=_check)
    actions = parser.add_subparsers(metavar="ACTION")
    fix = actions.add_parser("fix", help="write new addresses into the sources")
    fix.add_argument("--moved", action="store_true", required=True, help="where links moved for good")
    fix.set_defaults(action=_fix)
    confirm = actions.add_parser("confirm", help="remember what a person saw who followed a link")
    confirm.add_argument("address", help="as the report names it")
    confirm.add_argument("verdict", choices=("ok", "dead"), help="what the person saw")
    confirm.add_argument("--by", required=True, help="the person's role; the memory is public")
    confirm.add_argument(
        "--until",
        type=dt.date.fromisoformat,
        help=f"the day on which this no longer counts (default for ok: in {UNVERIFIED_DAYS} days)",
    )
    confirm.add_argument("--note", default="", help="a note of one line")
    confirm.set_defaults(action=_confirm)


def _links(options: argparse.Namespace) -> int:
    settings, problems = read_settings(options.config)
    if settings is None:
        show(sorted_problems(problems))
        return CANNOT_RUN
    action: Callable[[Settings, argparse.Namespace], int] = options.action
    try:
        return action(settings, options)
    except (history.BrokenHistoryError, NoSuchRevisionError) as error:
        print(error, file=sys.stderr)
        return CANNOT_RUN
    except KeyboardInterrupt:
        print("Stopped; the same command goes on from here today.", file=sys.stderr)
        return CANNOT_RUN


def _check(settings: Settings, options: argparse.Namespace) -> int:
    return _sweep(settings, options) if options.added_since is None else _check_added(settings, options)


def _inventory(settings: Settings) -> tuple[Inventory, bool]:
    """Return the addresses of the library, and whether every file could be read."""
    library, problems = load(settings, clock.today(), Store.nothing())
    found = inventory(use for content in library.contents for use in link_uses(content))
    return found, not any(problem.is_error for problem in problems)


def _history_file(settings: Settings, options: argparse.Namespace) -> Path:
    return Path(options.memory) if options.memory else settings.root / history.PATH


def _sweep(settings: Settings, options: argparse.Namespace) -> int:
    today = clock.today()
    found, is_whole = _inventory(settings)
    file = _history_file(settings, options)
    known = history.read_history(file)
    if options.all or options.due:
        if not _may_sweep(settings):
            return CANNOT_RUN
        wanted = list(found) if options.all else sweep.due(found, known, today)
        attempts = journal.Journal(settings.root / journal.PATH, today)
        run = _run(settings)
        result = sweep.check_links(run, wanted, known, attempts)
        if result.untrusted_because:
            attempts.clear()
            return _untrusted(result.untrusted_because)
        known = sweep.updated_history(run, found, known, result, whole=is_whole)
        history.write_history(file, known)
        attempts.clear()
        _say_what_was_found(result)
    if not known:
        print(
            "Nothing is remembered: no link was looked at. Where a machine looks at them every day, this gets what it "
            f"remembers: .ci/link-health recall {history.PATH}",
            file=sys.stderr,
        )
    if known or options.format != "text":
        _print_report(report.items(known, found, today), options.format)
    return OK


def _check_added(settings: Settings, options: argparse.Namespace) -> int:
    found, _ = _inventory(settings)
    sources = sources_at(settings.root, options.added_since)
    before = inventory(use for source in sources for content in contents_of(*source) for use in link_uses(content))
    wanted = sweep.added(found, before)
    if not wanted:
        print(report.of_change((), sweep.SweepResult({}), found, (), options.format))
        return OK
    _say_who_we_are(settings)
    result = sweep.check_added_links(_run(settings), wanted)
    if result.untrusted_because:
        return _untrusted(result.untrusted_because)
    gone = sweep.confirmed_gone(result, found, clock.today())
    if gone and options.format == "github":
        print(as_github(report.problems_of(gone, result, found)))
    print(report.of_change(wanted, result, found, gone, options.format))
    return PROBLEMS if gone else OK


def _fix(settings: Settings, options: argparse.Namespace) -> int:
    known = history.read_history(_history_file(settings, options))
    found, _ = _inventory(settings)
    done = moved_links.apply(settings.root, moved_links.edits(known, found))
    for edit in done:
        print(f"{edit.path}: {edit.old} -> {edit.new}")
    number = "1 address" if len(done) == 1 else f"{len(done)} addresses"
    print(f"{number} edited." if done else "No link has moved for good.")
    return OK


def _confirm(settings: Settings, options: argparse.Namespace) -> int:
    file = _history_file(settings, options)
    known = history.read_history(file)
    if options.address not in known:
        hint = nearest_hint(options.address, known)
        print(f"There is no result for {options.address!r}. {hint}".strip(), file=sys.stderr)
        return CANNOT_RUN
    day, until = clock.today(), options.until
    if until is None and options.verdict == "ok":
        until = day + dt.timedelta(UNVERIFIED_DAYS)
    human = history.HumanCheck(verdict=options.verdict, by=options.by, day=day, until=until, note=options.note)
    record = known[options.address].model_copy(update={"human": human})
    history.write_history(file, {**known, options.address: record})
    return OK


def _run(settings: Settings) -> sweep.Sweep:
    return sweep.Sweep(
        make_fetcher=lambda: _fetcher(settings),
        today=clock.today(),
        canaries=settings.options.links.canaries,
        progress=_progress(),
    )


def _fetcher(settings: Settings) -> Fetcher:
    from openshelf.linkcheck.http_fetcher import HttpFetcher, user_agent  # noqa: PLC0415 - httpx takes longer to load than commands
    from openshelf.linkcheck.ratelimit import RateLimits  # noqa: PLC0415

    return HttpFetcher(user_agent(_about_us(settings)), RateLimits())


def _about_us(settings: Settings) -> str:
    """Return the page that tells hosts who asks them: the one that the settings name, else the site itself."""
    return settings.options.links.agent_page or settings.site_url


def _may_sweep(settings: Settings) -> bool:
    """Say no where a machine would ask the whole list's hosts without telling them who asks."""
    if not _about_us(settings) and os.environ.get("CI"):
        print("Set site_url, or links: agent_page, in mkdocs.yml: hosts must be able to find us.", file=sys.stderr)
        return False
    _say_who_we_are(settings)
    return True


def _say_who_we_are(settings: Settings) -> None:
    if not _about_us(settings):
        print("Hosts will not be told who asks: site_url and links: agent_page are unset.", file=sys.stderr)


def _untrusted(why: str) -> int:
    print(f"The network check failed, so results are unreliable: {why}. Nothing was written.", file=sys.stderr)
    return NO_TRUST


def _say_what_was_found(result: sweep.SweepResult) -> None:
    counts = Counter(checked.verdict for checked in result.checked.values())
    summary = ", ".join(f"{counts[verdict]} {verdict}" for verdict in LinkVerdict if counts[verdict])
    print(
        f"Seen: {summary or 'nothing'}. A failing link is reported once it has failed for several days.",
        file=sys.stderr,
    )
    for host, number in result.skipped.items():
        print(f"{host} does not answer or asks us to wait; {number} of its addresses wait.", file=sys.stderr)


def _print_report(found: tuple[report.ReportItem, ...], form: str) -> None:
    made = {"json": report.as_json, "markdown": report.as_markdown}.get(form, report.as_text)(found)
    if made:
        print(made)


def _progress() -> Callable[[int, int], None]:
    """Return what shows how far a run is: a bar on a terminal, else a line every ten seconds."""
    width, every = 30, 10.0
    is_terminal = sys.stderr.isatty()
    last = time.monotonic()

    def show_bar(done: int, all_: int) -> None:
        bar = "#" * (width * done // max(all_, 1))
        print(f"\r[{bar:<{width}}] {done} of {all_}", end="\n" if done == all_ else "", file=sys.stderr, flush=True)

    def show_line(done: int, all_: int) -> None:
        nonlocal last
        if done == all_ or time.monotonic() - last >= every:
            last = time.monotonic()
            print(f"{done} of {all_} addresses", file=sys.stderr, flush=True)

    return show_bar if is_terminal else show_line
