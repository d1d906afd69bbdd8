"""Taking entries back: the change in the sources, what the command says, and that all can be published at once."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from libraries import PROJECT, contents, other_library, run
from openshelf.cli.main import main
from openshelf.core.store import STORE
from openshelf.model.entries import Withdrawn
from openshelf.model.kinds import NEEDED_PAGES, Kind
from openshelf.publish.withdraw import CannotWithdrawError, withdrawn_text
from openshelf.verify.sums import check_vanished
from support import FILES, TODAY, a_library, load, problems_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from openshelf.core.problem import Problem
    from openshelf.library.library import Library
    from support import Change

REASON = 'It said "never": that was wrong, sorry — señal #1'
ENTRIES = {
    "resource/pencil": "resources.yml",
    "collection/start": "guides/collections/start.md",
    "case-study/river": "guides/case-studies/river.md",
    "guide/draw": "guides/how-to/draw.md",
    "guide/scale": "guides/explanation/scale.md",
    "guide/writing-tools": "guides/research/writing-tools.md",
    "framework/paper-or-pencil": "guides/frameworks/paper-or-pencil.md",
    "term/legend": "guides/glossary/legend.md",
    "theme/mapping": "docs/themes/mapping.md",
    "update/hello": "docs/updates/hello.md",
    "page/about": "docs/about.md",
}
ABOUT = "---\ntitle: About\nsummary: Who we are.\nreviewed: 2026-05-01\n---\nPeople who draw.\n"
CITED = {"resource/pencil", "theme/mapping"}
NEWS = "docs/updates/hello.md"
NOTICE = Withdrawn(date=TODAY, reason="It was wrong.")
KEPT_OF_THE_CASE = {"---", "reviewed: 2026-05-01"}


def withdraw(folder: Path, *arguments: str) -> int:
    return main(["--config", str(folder / "mkdocs.yml"), "withdraw", *arguments])


@pytest.fixture(autouse=True)
def _day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("openshelf.core.clock.today", lambda: TODAY)


@pytest.mark.parametrize(("key", "path"), ENTRIES.items())
def test_an_entry_of_each_kind_is_withdrawn_in_its_source(
    tmp_path: Path, key: str, path: str, capsys: pytest.CaptureFixture[str]
) -> None:
    a_library(tmp_path, {"docs/about.md": ABOUT})
    before = contents(tmp_path)
    code = withdraw(tmp_path, key, "--reason", REASON, "--replaced-by", "paper", "--date", "2026-06-14")
    out = capsys.readouterr().out
    (entry,) = [entry for entry in load(tmp_path).all_entries if entry.key == key]
    assert entry.data.withdrawn is not None
    assert entry.data.withdrawn.model_dump(mode="json") == {
        "date": "2026-06-14",
        "reason": REASON,
        "replaced_by": "paper",
    }
    assert entry.body is None or not entry.body.text.strip()
    assert {file for file, data in contents(tmp_path).items() if data != before[file]} == {path}
    kept = set(before[path].decode().split("\n---\n")[0].splitlines())
    kept = KEPT_OF_THE_CASE if key == "case-study/river" else kept
    assert kept <= set((tmp_path / path).read_text(encoding="utf-8").splitlines())
    problems = problems_of(tmp_path)
    assert {problem.rule.id for problem in problems} == ({"withdrawn-reference"} if key in CITED else set()), out
    assert not any(problem.is_error for problem in problems)
    assert code == 0
    assert out.startswith(f"Withdrawn: {key} in {path}. You can publish now.\n")
    assert "https://search.google.com/search-console/remove-outdated-content" in out
    assert "https://web.archive.org/web/*/https://<your site>/" in out


def test_every_citation_is_told_with_its_place_and_a_day(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    changes = {"guides/explanation/scale.md": FILES["guides/explanation/scale.md"] + "[x](../how-to/draw.md)\n"}
    a_library(tmp_path, {**changes, "docs/about.md": ABOUT, "mkdocs.yml": FILES["mkdocs.yml"] + "nav: [about.md]\n"})
    assert withdraw(tmp_path, "draw", "--reason", "It was wrong.") == 0
    said = capsys.readouterr().out.split("\n\n")
    head = "Cited here, where readers now see that it was withdrawn; edit by 2026-07-15:\n"
    assert said[1].startswith(f"{head}  guides/explanation/scale.md:15:")
    assert (
        "withdrawn-reference warning: 'draw' was withdrawn on 2026-06-15; edit this by 2026-07-15 (take it out)"
        in said[-1]
    )
    assert withdraw(tmp_path, "about", "--reason", "It was wrong.") == 0
    assert "  mkdocs.yml:11:7\n" in capsys.readouterr().out
    assert withdraw(tmp_path, "pencil", "--reason", "It was wrong.") == 0
    places = capsys.readouterr().out.split("\n\n")[1].splitlines()[1:]
    assert [place.split(":")[0].strip() for place in places] == [
        "guides/collections/start.md",
        "guides/research/writing-tools.md",
    ]


def test_where_the_title_of_a_case_study_stands_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    news = FILES["docs/updates/hello.md"].replace("open.", "open. Read *A map of\na River*.")
    a_library(tmp_path, {"docs/updates/hello.md": news})
    assert withdraw(tmp_path, "river", "--reason", "They asked for it.") == 0
    head = "Its title appears here as ordinary words; take out what must go:"
    assert f"{head}\n  docs/updates/hello.md:9:28\n" in capsys.readouterr().out


@pytest.mark.parametrize(
    "reason", ["See [[paper]].", "See [it](https://a.example/).", "Gone\u202eback.", "A bell\x07."]
)
@pytest.mark.parametrize("entry", ["pencil", "river"])
def test_a_reason_that_the_rules_refuse_changes_nothing(
    tmp_path: Path, entry: str, reason: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = contents(a_library(tmp_path))
    assert withdraw(tmp_path, entry, "--reason", reason) == 1
    assert contents(tmp_path) == before
    assert capsys.readouterr().err.startswith("The reason cannot be published as it is, and nothing was changed.\n")


def test_an_id_that_is_made_from_the_title_is_a_reference_and_no_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case, name = "guides/case-studies/river.md", "a-map-of-a-river"
    news = FILES["docs/updates/hello.md"].replace("open.", f"open. [[{name}]]")
    a_library(tmp_path, {case: None, f"guides/case-studies/{name}.md": FILES[case], "docs/updates/hello.md": news})
    assert withdraw(tmp_path, name, "--reason", "They asked for it.") == 0
    out = capsys.readouterr().out
    assert "  docs/updates/hello.md:9:22\n" in out
    assert "Its title stands here" not in out


def test_a_case_study_of_a_sensitive_theme_keeps_the_way_to_leave(tmp_path: Path) -> None:
    a_library(tmp_path, {"docs/themes/mapping.md": ("title: Mapping", "title: Mapping\nsensitive: yes")})
    assert withdraw(tmp_path, "river", "--reason", "They asked for it.") == 0
    assert (tmp_path / "guides/case-studies/river.md").read_text() == (
        "---\nreviewed: 2026-05-01\nsensitive: yes\nwithdrawn:\n  date: 2026-06-15\n"
        '  reason: "They asked for it."\n---\n'
    )


@pytest.mark.parametrize("page", sorted(NEEDED_PAGES))
def test_a_page_that_the_site_needs_stays(tmp_path: Path, page: str, capsys: pytest.CaptureFixture[str]) -> None:
    before = contents(a_library(tmp_path))
    assert withdraw(tmp_path, f"page/{page}", "--reason", "It was wrong.") == 1
    assert f"page/{page} cannot be withdrawn: {NEEDED_PAGES[page]}" in capsys.readouterr().err
    assert contents(tmp_path) == before


def test_a_picture_that_only_it_showed_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    picture = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path d="M0 0h1"/></svg>\n'
    text = FILES["docs/updates/hello.md"] + "![A map](../images/map.svg)\n"
    a_library(tmp_path, {"docs/images/map.svg": picture, "docs/updates/hello.md": text})
    assert withdraw(tmp_path, "hello", "--reason", "It was wrong.") == 0
    assert "No longer shown anywhere; delete what must go:\n  docs/images/map.svg\n" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["pencl", "--reason", "x"], "There is no entry 'pencl' that can be read. did you mean pencil?"),
        (["pencil", "--reason", "x", "--replaced-by", "pencil"], "'pencil' cannot replace it"),
        (["pencil", "--reason", "x", "--replaced-by", "nothing"], "There is no entry 'nothing'"),
        (["pencil", "--reason", "x", "--date", "2026-06-16"], "2026-06-16 is in the future"),
        (["pencil", "--reason", ""], "The reason does not fit"),
        (["pencil", "--reason", "x" * 201], "The reason does not fit"),
        (["pencil", "--undo", "--replaced-by", "paper"], "it takes no --replaced-by"),
        (["river", "--reason", "“A Map of a River” is wrong."], "The reason says 'A map of a river'"),
    ],
)
def test_what_cannot_be_done_changes_nothing(
    tmp_path: Path, arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    a_library(tmp_path)
    assert withdraw(tmp_path, *arguments) == 1
    assert said in capsys.readouterr().err
    assert (tmp_path / "resources.yml").read_text() == FILES["resources.yml"]


def test_nothing_is_withdrawn_twice(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    a_library(tmp_path)
    assert withdraw(tmp_path, "hello", "--reason", "It was wrong.") == 0
    assert withdraw(tmp_path, "hello", "--reason", "It was wrong.") == 1
    assert "update/hello was already withdrawn on 2026-06-15." in capsys.readouterr().err


CITING: dict[str, Change] = {
    "docs/about.md": ABOUT,
    "mkdocs.yml": FILES["mkdocs.yml"] + "nav: [index.md, about.md]\n",
    "resources.yml": "organisation".join(FILES["resources.yml"].rsplit("tool", 1))
    + "  alternatives: [paper]\n  contact: {channels: [ask@wood.example.org, +44 20 7946 0018]}\n",
    "docs/updates/hello.md": (
        "kind: news\n---\n",
        "kind: news\naffects: [pencil, river, draw, theme/mapping]\n---\nSee [[river|its]], [[legend]], [[draw]].\n",
    ),
    "guides/explanation/scale.md": FILES["guides/explanation/scale.md"].replace(
        "## What to watch {#what-to-watch}\n",
        "## What to watch {#what-to-watch}\n\n### [[draw]] and [[river|a village]]\n\nWrite to <ask@wood.example.org>. "
        "[Steps](../how-to/draw.md#steps), [about](../../docs/about.md), [[theme/mapping|maps]], [[start]], [[year]], "
        "[[paper-or-pencil]], [[writing-tools]].\n\n| A | [[river\\|b]] |\n| --- | --- |\n| [[legend\\|key]] | c |\n\n"
        "!!! question\n    Is the [legend](../glossary/legend.md) the [[north]]?\n",
    ),
    "guides/how-to/draw.md": (
        "## Risks {#risks}\n",
        "## Risks {#risks}\n\nRead [what scale is](../explanation/scale.md#what-it-is), [here](https://a.example.org/).\n",
    ),
    "guides/frameworks/paper-or-pencil.md": FILES["guides/frameworks/paper-or-pencil.md"]
    .replace("    when: later\n", "    when: later\n    case_studies: [river]\n")
    .replace("See what they leave out.", "See [[river|what they]] leave out, and [[scale]].")
    .replace("plan: {show", "compares: {resources: [paper, pencil], criteria: [works-offline]}\nplan: {show"),
    "policy/exceptions.yml": (
        "- rule: link-words\n  path: guides/how-to/draw.md\n  match: here\n"
        "  reason: It is tried out what happens then.\n  approved_by: an editor\n  until: 2026-12-01\n"
    ),
}
"""The tiny library, in which everything is named by something else in every way that there is."""


def libraries(folder: Path) -> list[tuple[Path, dt.date]]:
    """Write libraries of which every entry is to be withdrawn, each with a day on which to look at it."""
    return [(a_library(folder / "tiny", CITING), TODAY), (other_library(folder), dt.date(2026, 9, 21))]


def withdrawable(library: Library) -> list[str]:
    """Return the keys of what may be withdrawn, those of the catalogue from its end, so that places stay true."""
    entries = [e for e in library.all_entries if e.kind is not Kind.PAGE or e.id not in NEEDED_PAGES]
    return [entry.key for entry in sorted(entries, key=lambda entry: -entry.place().line)]


def take_out(library: Library, key: str) -> None:
    """Withdraw an entry in its file."""
    (entry,) = library.find(key)
    file = library.settings.root / entry.path
    file.write_bytes(withdrawn_text(file.read_bytes().decode(), entry, NOTICE).encode())


def errors(problems: Iterable[Problem]) -> list[str]:
    return [str(problem) for problem in problems if problem.is_error]


def test_whatever_is_withdrawn_can_be_published_at_once(tmp_path: Path) -> None:
    tried = []
    for folder, day in libraries(tmp_path):
        library = load(folder, day)
        assert errors(problems_of(folder, day)) == []
        for key in withdrawable(library):
            file = folder / library.find(key)[0].path
            before = file.read_bytes()
            take_out(library, key)
            assert errors(problems_of(folder, day)) == [], key
            file.write_bytes(before)
            tried.append(key)
    assert len(tried) == 27, tried


@pytest.mark.parametrize("half", [0, 1])
def test_a_site_is_built_with_half_of_everything_withdrawn(tmp_path: Path, half: int) -> None:
    theme = f"theme: {{name: openshelf}}\nhooks: [{PROJECT}/hooks/main.py]\n"
    settings = f"{theme}plugins: []\n{CITING['mkdocs.yml']}"
    library = load(a_library(tmp_path, {**CITING, "mkdocs.yml": settings}))
    for key in withdrawable(library)[half::2]:
        take_out(library, key)
    done = run("openshelf", "build", folder=tmp_path, environment={"SOURCE_DATE_EPOCH": "1781500000"})
    assert done.returncode == 0, done.stdout + done.stderr


def changed(folder: Path, path: str, text: str, id_: str) -> str:
    """Return a file of the tiny library, written in another way, with an entry withdrawn."""
    (entry,) = [e for e in load(a_library(folder, {path: text.encode()})).all_entries if e.id == id_]
    return withdrawn_text(text, entry, NOTICE)


def test_comments_blank_lines_and_indentation_stay(tmp_path: Path) -> None:
    text = "# Ours\n" + FILES["resources.yml"].replace("  reviewed: 2026-05-01\n", "  reviewed: 2026-05-01  # by A\n\n")
    text = text.replace("\n", "\n  ").rstrip(" ").replace("# Ours\n  -", "# Ours\n  -")
    after = changed(tmp_path, "resources.yml", text, "paper")
    notice = '    withdrawn:\n      date: 2026-06-15\n      reason: "It was wrong."\n'
    assert after.count(notice) == 1
    assert after.replace(notice, "") == text
    assert after.index(notice) < after.index("- id: pencil")


def test_line_ends_of_windows_and_a_byte_order_mark_stay(tmp_path: Path) -> None:
    text = "\ufeff" + FILES[NEWS].replace("\n", "\r\n")
    after = changed(tmp_path, NEWS, text, "hello")
    assert after.startswith("\ufeff---\r\n")
    assert after.endswith("kind: news\r\n---\r\n")
    assert after.count("\n") == after.count("\r\n")


def test_an_entry_in_braces_stays_in_braces(tmp_path: Path) -> None:
    front, _, _ = FILES[NEWS].removeprefix("---\n").partition("---\n")
    text = "---\n{" + ", ".join(front.splitlines()) + "}\n---\nText.\n"
    after = changed(tmp_path, NEWS, text, "hello")
    assert after.startswith('---\n{withdrawn: {date: 2026-06-15, reason: "It was wrong."}, title: Hello')
    assert after.endswith("}\n---\n")


def test_a_last_line_without_end_gets_one(tmp_path: Path) -> None:
    after = changed(tmp_path, "resources.yml", FILES["resources.yml"].removesuffix("\n  read_from: page\n"), "pencil")
    assert after.endswith(
        'open_source: yes\n  reviewed: 2026-05-01\n  withdrawn:\n    date: 2026-06-15\n    reason: "It was wrong."\n'
    )


@pytest.mark.parametrize(
    ("old", "new"),
    [("reviewed: 2026-05-01", "reviewed: >-\n  2026-05-01"), ("kind: news", "kind: news\nwithdrawn:")],
)
def test_what_a_program_cannot_change_is_left_to_a_person(tmp_path: Path, old: str, new: str) -> None:
    with pytest.raises(CannotWithdrawError, match="withdrawn"):
        changed(tmp_path, NEWS, FILES[NEWS].replace(old, new), "hello")


def test_the_questions_of_a_theme_come_and_go_with_what_they_gather() -> None:
    assert check_vanished(["themes/mapping/questions/index.html"], []) == []
    (problem,) = check_vanished(["frameworks/paper-or-pencil/how-it-decides/index.html"], [])
    assert problem.rule.id == "vanished-page"


def test_what_was_withdrawn_is_in_no_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    library = a_library(tmp_path)
    monkeypatch.chdir(library)
    assert main(["check"]) == 0
    kept = b"".join(file.read_bytes() for file in (library / ".cache").iterdir())
    assert b"A map of a river" in kept
    main(["withdraw", "case-study/river", "--reason", "They asked for it."])
    assert not (library / STORE).exists()
