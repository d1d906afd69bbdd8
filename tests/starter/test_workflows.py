"""The workflows of a new library: as careful as this project's own, with the same actions."""

from __future__ import annotations

import re
import subprocess
import sysconfig
from pathlib import Path

import pytest
import yaml

from new_libraries import LANGUAGES, a_new_library

OWN = Path(__file__).resolve().parents[2] / ".github/workflows"
USES = re.compile(r"uses: (.*)")
WRITES = {"links.yml": {"keep": {"contents", "issues"}}, "publish.yml": {"deploy": {"id-token", "pages"}}}


def workflows(folder: Path, language: str = "en") -> dict[str, str]:
    """Return the text of each workflow of a new library in a folder."""
    files = sorted((a_new_library(folder, language) / ".github/workflows").glob("*.yml"))
    return {file.name: file.read_text(encoding="utf-8") for file in files}


def test_they_use_the_actions_that_this_project_uses(tmp_path: Path) -> None:
    own = {used for file in OWN.glob("*.yml") for used in USES.findall(file.read_text(encoding="utf-8"))}
    used = {action for text in workflows(tmp_path).values() for action in USES.findall(text)}
    assert used
    assert used <= own


def test_nothing_is_permitted_by_default_and_a_job_that_may_write_installs_nothing(tmp_path: Path) -> None:
    found: dict[str, dict[str, set[str]]] = {}
    for name, text in workflows(tmp_path).items():
        workflow = yaml.safe_load(text)
        assert workflow["permissions"] == {}
        for job, said in workflow["jobs"].items():
            if rights := {right for right, kind in said["permissions"].items() if kind != "read"}:
                found.setdefault(name, {})[job] = rights
                runs = "\n".join(step.get("run", "") for step in said["steps"])
                assert not re.search(r"\bmake |\bpip |\.venv", runs)
    assert found == WRITES


def test_what_strangers_propose_sees_no_secret_and_may_only_read(tmp_path: Path) -> None:
    text = workflows(tmp_path)["pull-request.yml"]
    assert "secrets" not in re.sub(r"#.*", "", text)
    assert all(job["permissions"] == {"contents": "read"} for job in yaml.safe_load(text)["jobs"].values())


def test_every_script_that_they_run_is_there_and_every_script_is_run(tmp_path: Path) -> None:
    run = {name for text in workflows(tmp_path).values() for name in re.findall(r"\.ci/([a-z-]+)", text)}
    called = {"one-issue", "host", "words"}  # by other scripts
    assert run | called == {script.name for script in (tmp_path / ".ci").iterdir()}


def test_this_project_runs_the_same_scripts_and_has_the_words_in_english(tmp_path: Path) -> None:
    scripts = a_new_library(tmp_path, "en") / ".ci"
    same = {script.name: script.read_bytes() for script in scripts.iterdir()}
    assert {name: (OWN.parents[1] / ".ci" / name).read_bytes() for name in same} == same


@pytest.mark.long
@pytest.mark.parametrize("language", LANGUAGES)
def test_zizmor_finds_nothing(language: str, tmp_path: Path) -> None:
    folder = a_new_library(tmp_path, language) / ".github/workflows"
    zizmor = Path(sysconfig.get_path("scripts")) / "zizmor"
    command = [str(zizmor), "--offline", "--quiet", "--persona=pedantic", *map(str, sorted(folder.iterdir()))]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
