"""The command: what it prints and how it exits."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest

from openshelf.cli import main
from openshelf.cli.commands import COMMANDS
from openshelf.cli.main import _parser
from openshelf.model.schemas import schemas
from support import FILES, a_library

WRONG = {"resources.yml": ("cost: free", "cost: fre")}
SAID = "resources.yml:10:9 wrong-value error: cost: 'fre' is not a value (did you mean free?)"
LATE = {"guides/glossary/north.md": ("reviewed: 2026-05-01", "reviewed: 2024-06-14")}
TODAY = "--today=2026-06-15"


@pytest.fixture(autouse=True)
def _no_variables(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("OPENSHELF_CONFIG", "SOURCE_DATE_EPOCH", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)


def check(folder: Path, *options: str) -> int:
    return main(["--config", str(folder / "mkdocs.yml"), "check", *options])


def test_a_library_without_problems_exits_with_zero(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(a_library(tmp_path), TODAY) == 0
    assert capsys.readouterr() == ("No problems.\n", "")


def test_errors_exit_with_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(a_library(tmp_path, WRONG), TODAY) == 1
    assert capsys.readouterr().out == f"{SAID}\n1 error in 1 file.\n"


def test_warnings_alone_exit_with_zero(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(a_library(tmp_path, LATE), TODAY) == 0
    assert "north.md:5:11 review-due warning: review was due on 2026-06-14" in capsys.readouterr().out


def test_the_day_can_be_chosen(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(a_library(tmp_path, LATE), "--today", "2026-05-01") == 0
    assert capsys.readouterr().out == "No problems.\n"
    assert check(tmp_path, "--today", "2026-04-29") == 1
    assert "is in the future, today is 2026-04-29" in capsys.readouterr().out


def test_the_day_of_the_epoch_is_today(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1777593600")
    assert check(a_library(tmp_path)) == 0
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1777507199")
    assert check(tmp_path) == 1


def test_one_rule_alone_can_be_shown(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    a_library(tmp_path, WRONG | LATE)
    assert check(tmp_path, TODAY) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[-3:] == ["     1 review-due", "     1 wrong-value", "1 error and 1 warning in 2 files."]
    assert check(tmp_path, TODAY, "--rule", "review-due") == 0
    assert capsys.readouterr().out.splitlines()[1:] == ["1 warning in 1 file."]
    assert check(tmp_path, TODAY, "--rule", "review-due", "--rule", "wrong-value") == 1
    assert capsys.readouterr().out.splitlines() == lines
    with pytest.raises(SystemExit) as stop:
        check(tmp_path, TODAY, "--rule", "review-du")
    assert stop.value.code == 2
    assert capsys.readouterr().err.endswith("there is no rule 'review-du' (did you mean review-due?)\n")


def test_annotations_are_followed_by_a_summary(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(a_library(tmp_path, WRONG), TODAY, "--format", "github") == 1
    assert capsys.readouterr().out.splitlines() == [
        "::error file=resources.yml,line=10,col=9,title=wrong-value::cost: 'fre' is not a value (did you mean free?)",
        "1 error in 1 file.",
    ]
    assert check(a_library(tmp_path, {"resources.yml": FILES["resources.yml"]}), TODAY, "--format", "github") == 0
    assert capsys.readouterr().out == "No problems.\n"


def test_json_is_the_whole_output(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(a_library(tmp_path, WRONG), TODAY, "--format=json") == 1
    (problem,) = json.loads(capsys.readouterr().out)
    assert (problem["path"], problem["line"], problem["rule"]) == ("resources.yml", 10, "wrong-value")


def test_settings_that_cannot_be_read_are_problems(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(tmp_path) == 1
    assert capsys.readouterr().out.startswith("mkdocs.yml:1:1 file-unreadable error: cannot be read: ")


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["chek"],
        ["check", "--today", "31.03.2026"],
        ["check", "--today", "2026-02-30"],
        ["check", "--format", "xml"],
        ["check", "more"],
        ["--config", "/nowhere/mkdocs.yml", "schemas"],
        ["--config", "/nowhere/mkdocs.yml", "rules"],
    ],
)
def test_a_command_that_cannot_be_run_exits_with_two(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 2
    assert "openshelf: error: " in capsys.readouterr().err.replace("openshelf check", "openshelf")


@pytest.mark.parametrize("epoch", ["tomorrow", "1e9", "9" * 30])
def test_an_epoch_that_is_no_number_of_seconds_exits_with_two(
    epoch: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    with pytest.raises(SystemExit) as caught:
        check(a_library(tmp_path))
    assert caught.value.code == 2
    assert f"SOURCE_DATE_EPOCH is '{epoch}'" in capsys.readouterr().err


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["--help"])
    assert caught.value.code == 0
    out = capsys.readouterr().out
    assert all(name in out for name in ("check", "build", "verify", "schemas", "rules"))


def test_the_version_is_that_of_the_installed_package(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["--version"])
    assert caught.value.code == 0
    assert capsys.readouterr().out == f"openshelf {metadata.version('openshelf')}\n"


def test_schemas_are_written_beside_the_settings(tmp_path: Path) -> None:
    assert main(["--config", str(tmp_path / "mkdocs.yml"), "schemas"]) == 0
    assert {file.name for file in (tmp_path / "schemas").iterdir()} == set(schemas())


def test_the_page_of_rules_is_written_into_docs(tmp_path: Path) -> None:
    a_library(tmp_path)
    assert main(["--config", str(tmp_path / "mkdocs.yml"), "rules"]) == 0
    assert "## missing-key {#missing-key}" in (tmp_path / "docs" / "rules.md").read_text(encoding="utf-8")
    assert check(tmp_path) == 0


def verify(folder: Path, page: str, budgets: str = "") -> int:
    """Verify a site of one page beside a library."""
    a_library(folder, {"site/index.html": page, "policy/budgets.yml": budgets or None})
    return main(["--config", str(folder / "mkdocs.yml"), "verify"])


def test_a_site_in_which_all_is_well_is_verified_with_a_table(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert verify(tmp_path, '<p id="a"><a href="#a">x</a>') == 0
    head, line, end = capsys.readouterr().out.splitlines()
    assert head == "First view of the largest page of each kind, gzip:"
    assert line.endswith(" of  20.0 kB  every other page: index.html")
    assert end == "No problems."


def test_a_page_over_its_budget_is_told_where_it_is_written_and_stops_nobody(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert verify(tmp_path, "<p>", "- {name: home, pages: index.html, most: 10}\n") == 0
    out = capsys.readouterr().out
    assert "  0.0 of   0.0 kB  home: index.html\n" in out
    assert "\ndocs/index.md:2:1 page-weight warning: index.html weighs " in out
    assert out.endswith("1 warning in 1 file.\n")


def test_budgets_that_are_wrong_are_told_by_check(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    a_library(tmp_path, {"policy/budgets.yml": "- {name: home, pages: index.html, most: much}\n"})
    assert check(tmp_path) == 1
    assert "policy/budgets.yml:1:41 wrong-value error: most" in capsys.readouterr().out


def test_dead_links_exit_with_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert verify(tmp_path, '<a href="gone/">') == 1
    said = "index.html:1:1 built-link error: 'gone/' leads to gone/index.html, which does not exist"
    assert said in capsys.readouterr().out


def test_without_a_site_there_is_nothing_to_verify(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    config = str(a_library(tmp_path) / "mkdocs.yml")
    assert main(["--config", config, "verify"]) == 1
    assert capsys.readouterr() == ("", "There is no site in site/ yet: openshelf build makes it.\n")
    (tmp_path / "mkdocs.yml").unlink()
    assert main(["--config", config, "verify"]) == 1
    assert capsys.readouterr().out.startswith("mkdocs.yml:1:1 file-unreadable")


def run(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "openshelf", *arguments]
    return subprocess.run(command, cwd=folder, env={**os.environ, **environment}, capture_output=True, check=False)


def test_the_settings_of_the_folder_or_of_the_environment_are_used(tmp_path: Path) -> None:
    a_library(tmp_path, WRONG)
    done = run(tmp_path, "check", TODAY)
    assert (done.returncode, done.stdout.decode().splitlines()[0], done.stderr) == (1, SAID, b"")
    done = run(Path("/"), "check", TODAY, OPENSHELF_CONFIG=str(tmp_path / "mkdocs.yml"))
    assert done.stdout.decode().splitlines()[0] == SAID


def test_names_and_terminals_that_lack_characters_cause_no_traceback(tmp_path: Path) -> None:
    a_library(tmp_path, {"resources.yml": ("cost: free", "cost: grátis")})
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/docs/\xff.md")).write_text("---\ntitle: x\n")
    for encoding, output in (("utf-8", "text"), ("ascii", "text"), ("ascii", "github")):
        done = run(tmp_path, "check", TODAY, "--format", output, PYTHONIOENCODING=encoding)
        assert (done.returncode, done.stderr) == (1, b"")
        assert b"\\udcff.md" in done.stdout


def test_a_terminal_gets_colour_unless_it_asks_for_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    a_library(tmp_path, WRONG)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    check(tmp_path, TODAY)
    assert "\033[31mwrong-value error:\033[0m" in capsys.readouterr().out
    monkeypatch.setenv("NO_COLOR", "1")
    check(tmp_path, TODAY)
    assert "\033" not in capsys.readouterr().out


def plan(folder: Path, *answers: str, framework: str = "paper-or-pencil") -> int:
    options = [part for answer in answers for part in ("--answer", answer)]
    return main(["--config", str(folder / "mkdocs.yml"), "plan", framework, *options])


def test_a_plan_names_its_steps_in_order_and_why_they_are_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert plan(a_library(tmp_path), "draws=by-hand", "ground=table", "story=A map, for the school") == 0
    assert capsys.readouterr().out == (
        "Paper or pencil\n\n"
        "[ ] buy: Buy paper and a pencil (next, homework)\n"
        "      because draws = by-hand\n"
        "      because ground = table\n\n"
        "[ ] look: Look at other maps (later)\n"
        "      in every plan\n"
    )


def test_answers_to_questions_that_are_not_asked_are_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert plan(a_library(tmp_path), "draws=not-at-all", "ground=") == 0
    assert "[ ] ask: Ask a person who draws (stop, now)" in (said := capsys.readouterr().out)
    assert said.endswith("\nNot asked after these answers: ground\n")


HELP_NOW = """\
---
title: Help now
summary: What to do first when a map was taken.
reviewed: 2026-05-01
---
## My map was taken {#map-taken}

Sit down first.
"""


def test_a_plan_that_stops_leads_to_the_page_for_people_in_danger(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = a_library(tmp_path, {"docs/help-now.md": HELP_NOW})
    assert plan(folder, "draws=not-at-all") == 0
    assert "      in danger now: /help-now/\n" in capsys.readouterr().out
    assert plan(folder, "draws=by-hand", "ground=", "story=") == 0
    assert "in danger now" not in capsys.readouterr().out


def test_a_plan_of_a_framework_with_errors_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    framework = "guides/frameworks/paper-or-pencil.md"
    assert plan(a_library(tmp_path, {framework: ("draws: [not-at-all]}\n    stop", "draws: [never]}\n    stop")})) == 1
    assert "Framework 'paper-or-pencil' has errors; `openshelf check` lists them." in capsys.readouterr().err


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ([], "Missing answer: draws (add --answer draws=by-hand|not-at-all)"),
        (["draws=by-hand"], "Missing answer: ground (add --answer ground=wall,table)"),
        (["draws=by-hand", "ground="], "Missing answer: story (add --answer story='any text')"),
        (["draws=by-foot"], "draws has no option 'by-foot': by-hand, not-at-all"),
        (["draws=by-hand,not-at-all"], "draws takes one answer, has by-hand, not-at-all"),
        (["walls=2"], "'walls=2' is not an answer: write question=option, with one of draws, ground, story"),
    ],
)
def test_a_plan_says_which_answer_it_lacks_or_does_not_know(
    answers: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert plan(a_library(tmp_path), *answers) == 1
    assert capsys.readouterr() == ("", f"{said}\n")


def test_a_plan_of_an_unknown_framework_names_the_nearest(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert plan(a_library(tmp_path), framework="paper-or-pen") == 1
    assert "did you mean paper-or-pencil?" in capsys.readouterr().err


def test_the_list_of_commands_loads_none_of_them() -> None:
    code = "import sys; from openshelf.cli.main import _parser; _parser(()).format_help(); print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert {"pydantic", "yaml", "markdown_it", "babel"}.isdisjoint(loaded)


def test_a_check_loads_nothing_that_only_builds_need() -> None:
    code = "import sys; import openshelf.cli.check; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert {"mkdocs", "jinja2", "selectolax", "pypdf", "phonenumbers", "stdnum"}.isdisjoint(loaded)


@pytest.mark.parametrize("name", COMMANDS)
def test_a_named_command_has_its_arguments_and_the_others_their_names(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert [line for line in _parser({name}).format_help().splitlines() if line.startswith(f"    {name} ")]
    with pytest.raises(SystemExit) as stopped:
        _parser({name}).parse_args([name, "--help"])
    assert stopped.value.code == 0
    assert f"usage: openshelf {name}" in capsys.readouterr().out
