"""The workflows: no hole that a linter knows, no secret where strangers' changes run, an owner for everything."""

from __future__ import annotations

import os
import re
import subprocess
import sysconfig
from pathlib import Path

import pytest
import yaml

PROJECT = Path(__file__).resolve().parents[1]
WORKFLOWS = sorted((PROJECT / ".github/workflows").glob("*.yml"))


def test_zizmor_finds_nothing() -> None:
    zizmor = Path(sysconfig.get_path("scripts")) / "zizmor"
    command = [str(zizmor), "--offline", "--quiet", "--persona=pedantic", *map(str, WORKFLOWS)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_zizmor_would_find_a_hole(tmp_path: Path) -> None:
    bad = tmp_path / ".github/workflows/bad.yml"
    bad.parent.mkdir(parents=True)
    text = next(file for file in WORKFLOWS if file.name == "pull-request.yml").read_text(encoding="utf-8")
    bad.write_text(text.replace("  pull_request:", "  pull_request_target:"), encoding="utf-8")
    zizmor = Path(sysconfig.get_path("scripts")) / "zizmor"
    done = subprocess.run([str(zizmor), "--offline", "--quiet", str(bad)], capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert "dangerous-triggers" in done.stdout


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.name)
def test_every_action_is_pinned_by_commit_and_nothing_is_permitted_by_default(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert all(re.fullmatch(r"\S+@[0-9a-f]{40} # v\S+", used) for used in re.findall(r"uses: (.*)", text))
    assert yaml.safe_load(text)["permissions"] == {}


def test_what_strangers_propose_sees_no_secret_and_may_only_read() -> None:
    text = (PROJECT / ".github/workflows/pull-request.yml").read_text(encoding="utf-8")
    assert "secrets" not in re.sub(r"#.*", "", text)
    jobs = yaml.safe_load(text)["jobs"].values()
    assert [job["permissions"] for job in jobs] == [{"contents": "read"}] * len(jobs)


def test_only_the_job_that_publishes_sees_the_key_to_the_list_of_names() -> None:
    holders = [file.name for file in WORKFLOWS if "secrets.OPENSHELF_NAMES_KEY" in file.read_text(encoding="utf-8")]
    assert holders == ["publish.yml"]


def test_everything_at_the_top_that_runs_or_decides_has_an_owner_to_be() -> None:
    owners = (PROJECT / ".github/CODEOWNERS").read_text(encoding="utf-8")
    named = set(re.findall(r"^(?:# )?/(\S+?)/?\s+@", owners, re.MULTILINE))
    tracked = subprocess.run(
        ["git", "ls-files"], cwd=PROJECT, capture_output=True, text=True, check=True
    ).stdout.split()
    top = {path.split("/")[0] for path in tracked}
    unowned = top - {name.split("/")[0] for name in named}
    assert unowned <= {
        "README.md", "CONTRIBUTING.md", "CHANGELOG.md", "LICENSE", "LICENSES", "NOTICE.md", "REUSE.toml",
        ".editorconfig", ".gitattributes", ".gitignore", ".vscode",
    }  # fmt: skip
    assert {"hooks", "theme", "mkdocs.yml", "policy", ".ci", ".github"} <= named


def test_what_is_remembered_about_links_is_no_part_of_the_sources() -> None:
    command = ["git", "ls-files", "policy/link-memory.jsonl"]
    assert subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=True).stdout == ""


GONE = "::error file=docs/x.md,line=3::gone\n1 new address, 1 gone beyond doubt.\n"


@pytest.mark.parametrize(
    ("said", "status", "folder", "want", "heading"),
    [
        ("1 new address, 0 gone beyond doubt.\n", 0, "base", 0, "nothing to correct"),
        (GONE, 1, "proposal", 1, "Please mend"),
        ("", 3, "base", 0, "not looked at"),
        ("", 1, "base", 2, "itself failed"),
        ("", 2, "base", 2, "itself failed"),
    ],
)
def test_new_links_stop_only_who_added_them(
    said: str, status: int, folder: str, want: int, heading: str, tmp_path: Path
) -> None:
    workflow = yaml.safe_load((PROJECT / ".github/workflows/pull-request.yml").read_text(encoding="utf-8"))
    script = workflow["jobs"]["links"]["steps"][-1]["run"]
    program, summary = tmp_path / ".venv/bin/openshelf", tmp_path / "summary"
    program.parent.mkdir(parents=True)
    program.write_text(f"#!/bin/sh\necho \"$*\" > asked\nprintf '{said}'\nexit {status}\n", encoding="utf-8")
    program.chmod(0o755)
    given = {"FOLDER": folder, "RUNNER_TEMP": str(tmp_path), "GITHUB_STEP_SUMMARY": str(summary)}
    done = subprocess.run(
        ["bash", "-e", "-c", script],
        cwd=tmp_path,
        env={**os.environ, **given},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == want, done.stderr
    assert heading in summary.read_text(encoding="utf-8")
    assert "::error" not in summary.read_text(encoding="utf-8")
    assert ("::error file=docs/x.md" in done.stdout) == (want == 1)
    since = "HEAD^1" if folder == "proposal" else "HEAD"
    assert (tmp_path / "asked").read_text(encoding="utf-8") == f"links --added-since {since} --format github\n"


LOST = "a/index.html:1:1 vanished-page /a/ was published and is gone (withdraw it)"


@pytest.mark.parametrize(
    ("said", "status"),
    [(f"{LOST}\nThe site is in site/.", 0), ("The site is in site/.", 0), (f"{LOST}\nThrown away.", 1)],
)
def test_a_change_shows_the_addresses_that_would_vanish_and_is_not_stopped_by_them(
    said: str, status: int, tmp_path: Path
) -> None:
    workflow = yaml.safe_load((PROJECT / ".github/workflows/pull-request.yml").read_text(encoding="utf-8"))
    (script,) = [step["run"] for step in workflow["jobs"]["preview"]["steps"] if step.get("name") == "Build"]
    program, summary = tmp_path / ".venv/bin/openshelf", tmp_path / "summary"
    program.parent.mkdir(parents=True)
    program.write_text(f"#!/bin/sh\necho \"$*\" > asked\necho '{said}'\nexit {status}\n", encoding="utf-8")
    program.chmod(0o755)
    summary.touch()
    given = {"RUNNER_TEMP": str(tmp_path), "GITHUB_STEP_SUMMARY": str(summary)}
    done = subprocess.run(
        ["bash", "-e", "-c", script],
        cwd=tmp_path,
        env={**os.environ, **given},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (status, f"{said}\n")
    assert (f"    {LOST}\n" in summary.read_text(encoding="utf-8")) is (LOST in said)
    assert (tmp_path / "asked").read_text(encoding="utf-8") == f"build --previous {tmp_path}/previous\n"
