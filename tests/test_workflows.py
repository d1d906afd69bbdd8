"""The workflows: no hole that a linter knows, no secret where strangers' changes run, an owner for everything."""

from __future__ import annotations

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
