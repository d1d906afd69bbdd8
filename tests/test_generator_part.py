"""Which part of a commit is the generator's: its hash, what a proposal changes, and whether it was tested before."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from libraries import git

if TYPE_CHECKING:
    from collections.abc import Callable

    Change = Callable[[Path], object]

SCRIPT = Path(__file__).resolve().parents[1] / ".ci" / "generator"
FILES = {
    "resources.yml": "- id: paper\n",
    "mkdocs.yml": "site_name: x\n",
    "docs/index.md": "Home",
    "docs/decisions/one.md": "Decided",
    "guides/how-to/draw.md": "Draw",
    "hooks/main.py": "print('trusted')\n",
    "policy/exceptions.yml": "[]\n",
}


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Return a repository with one commit."""
    for path, text in FILES.items():
        write(path, text)(tmp_path)
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-qm", "base")
    return tmp_path


def write(path: str, text: str = "new") -> Change:
    """Return a change that gives a file a text."""

    def change(folder: Path) -> None:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)

    return change


def link(path: str, target: str) -> Change:
    """Return a change that puts a symbolic link in a file's place."""

    def change(folder: Path) -> None:
        (folder / path).unlink(missing_ok=True)
        (folder / path).symlink_to(target)

    return change


def ask(repository: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Ask the script."""
    return subprocess.run(
        [sys.executable, str(SCRIPT), *arguments],
        cwd=repository,
        env={**os.environ, **environment},
        check=False,
        capture_output=True,
        text=True,
    )


def compared(repository: Path, change: Change) -> subprocess.CompletedProcess[str]:
    """Propose a change; say what the script says of it."""
    git(repository, "checkout", "-q", "--detach")
    change(repository)
    git(repository, "add", "-A", "--force")
    git(repository, "commit", "-qm", "proposal")
    return ask(repository, "compare", "HEAD^1", "HEAD")


CONTENT: dict[str, Change] = {
    "the catalogue": write("resources.yml"),
    "one file an entry": write("resources/paper.yml"),
    "a page": write("docs/index.md"),
    "a theme": write("docs/themes/maps.md"),
    "a guide": write("guides/how-to/new.md"),
    "a picture": write("docs/images/map.svg"),
    "a guide that goes": lambda folder: (folder / "guides/how-to/draw.md").unlink(),
    "a file that may run, and need not": lambda folder: (folder / "docs/index.md").chmod(0o755),
    "a name with a line break": write("docs/a\nhooks.md"),
    "a name that is no text": lambda folder: (folder / os.fsdecode(b"docs/\xff.md")).write_text("new"),
}
POLICY: dict[str, Change] = {
    "exceptions": write("policy/exceptions.yml"),
    "exceptions that go": lambda folder: (folder / "policy/exceptions.yml").unlink(),
    "budgets": write("policy/budgets.yml"),
    "names": write("policy/protected-names.yml"),
    "words of crisis": write("policy/crisis-words.pt-BR.yml"),
    "words that mean the same": write("policy/same-words.yml"),
}
CODE: dict[str, Change] = {
    "settings": write("mkdocs.yml"),
    "a module": write("hooks/main.py"),
    "a module that goes": lambda folder: (folder / "hooks/main.py").unlink(),
    "a module that may run": lambda folder: (folder / "hooks/main.py").chmod(0o755),
    "a module under another name": lambda folder: git(folder, "mv", "hooks/main.py", "hooks/other.py"),
    "a module that becomes content": lambda folder: git(folder, "mv", "hooks/main.py", "docs/main.md"),
    "content that becomes a module": lambda folder: git(folder, "mv", "docs/index.md", "hooks/index.py"),
    "content beside code": lambda folder: [write("docs/index.md")(folder), write("hooks/main.py")(folder)],
    "a test": write("tests/test_x.py"),
    "a workflow": write(".github/workflows/x.yml"),
    "a script of the workflows": write(".ci/x"),
    "dependencies": write("requirements.txt"),
    "something new at the top": write("conftest.py"),
    "a decision": write("docs/decisions/one.md"),
    "a new kind of policy": write("policy/other.yml"),
    "a file called almost like policy": write("policy/crisis-words.es.yml.py"),
    "a folder called almost like content": write("docs.md"),
    "a file called almost like the catalogue": write("resources.yml.py"),
    "content elsewhere": write("hooks/docs/index.md"),
    "a symbolic link among content": link("docs/index.md", "../hooks/main.py"),
    "a symbolic link for the catalogue": link("resources.yml", "mkdocs.yml"),
    "a symbolic link among policy": link("policy/exceptions.yml", "../mkdocs.yml"),
    "a symbolic link for a folder of content": link("resources", "hooks"),
}


@pytest.mark.parametrize("change", CONTENT.values(), ids=CONTENT)
def test_content_is_the_librarys(repository: Path, change: Change) -> None:
    said = compared(repository, change)
    assert (said.returncode, said.stdout, said.stderr) == (0, "code=no\n", "")


@pytest.mark.parametrize("change", POLICY.values(), ids=POLICY)
def test_an_editors_policy_is_the_librarys_too_and_the_change_says_so(repository: Path, change: Change) -> None:
    said = compared(repository, change)
    assert (said.returncode, said.stdout) == (0, "code=no\n")
    assert "title=Policy changes::" in said.stderr


@pytest.mark.parametrize("change", CODE.values(), ids=CODE)
def test_everything_else_is_the_generators(repository: Path, change: Change) -> None:
    assert compared(repository, change).stdout == "code=yes\n"


def test_another_repository_among_content_is_the_generators(repository: Path) -> None:
    git(repository, "update-index", "--add", "--cacheinfo", f"160000,{'1' * 40},docs/theirs")
    git(repository, "commit", "-qm", "proposal")
    assert ask(repository, "compare", "HEAD^1", "HEAD").stdout == "code=yes\n"


def test_the_hash_is_that_of_the_generators_part_in_any_history_and_folder(repository: Path) -> None:
    (first,) = {ask(repository, "hash", "HEAD").stdout, ask(repository / "docs", "hash", "HEAD").stdout}
    compared(repository, write("docs/index.md"))
    assert ask(repository, "hash", "HEAD").stdout == first
    compared(repository, write("hooks/main.py"))
    assert ask(repository, "hash", "HEAD").stdout != first
    compared(repository, write("hooks/main.py", FILES["hooks/main.py"]))
    assert ask(repository, "hash", "HEAD").stdout == first
    assert len(first.strip()) == 64


def test_a_commit_that_is_not_there_has_no_hash(repository: Path) -> None:
    said = ask(repository, "hash", "HEAD~9")
    assert (said.returncode, said.stdout) == (1, "")


def test_no_change_brings_a_memory_of_links(repository: Path) -> None:
    said = compared(repository, write("policy/link-memory.jsonl"))
    assert (said.returncode, said.stdout) == (1, "")
    assert "policy/link-memory.jsonl is kept by a machine" in said.stderr
    assert compared(repository, lambda folder: (folder / "policy/link-memory.jsonl").unlink()).returncode == 0


OURS = {"repository_id": 5, "head_repository_id": 5, "head_branch": "trunk"}
RECORD = {"expired": False, "workflow_run": OURS}
RECORDS: dict[str, tuple[list[object], bool]] = {
    "none": ([], False),
    "one of this branch": ([RECORD], True),
    "one of this branch behind others": ([{**RECORD, "expired": True}, RECORD], True),
    "one that is gone": ([{**RECORD, "expired": True}], False),
    "one of a fork": ([{**RECORD, "workflow_run": {**OURS, "head_repository_id": 6}}], False),
    "one of a fork that is gone": ([{**RECORD, "workflow_run": {**OURS, "head_repository_id": None}}], False),
    "one of another branch": ([{**RECORD, "workflow_run": {**OURS, "head_branch": "main"}}], False),
    "one of nobody": ([{**RECORD, "workflow_run": None}], False),
}


def looked_up(repository: Path, gh: str) -> subprocess.CompletedProcess[str]:
    """Ask whether the generator of a commit was tested, with a ``gh`` that writes down what it is asked."""
    program = repository / "gh"
    program.write_text(f'#!/bin/sh\necho "$*" > asked\n{gh}\n')
    program.chmod(0o755)
    return ask(
        repository, "tested", "HEAD",
        PATH=f"{repository}{os.pathsep}{os.environ['PATH']}", GITHUB_REF_NAME="trunk",
        GITHUB_REPOSITORY="them/library", GITHUB_REPOSITORY_ID="5",
    )  # fmt: skip


@pytest.mark.parametrize(("artifacts", "is_tested"), RECORDS.values(), ids=RECORDS)
def test_a_record_counts_only_where_this_branch_made_it(
    repository: Path, artifacts: list[object], *, is_tested: bool
) -> None:
    said = looked_up(repository, f"echo '{json.dumps({'artifacts': artifacts})}'")
    record = f"generator-{ask(repository, 'hash', 'HEAD').stdout.strip()}"
    assert said.stdout == f"record={record}\ntested={'yes' if is_tested else 'no'}\n"
    url = f"repos/them/library/actions/artifacts?per_page=100&name={record}"
    assert (repository / "asked").read_text() == f"api {url}\n"


def test_who_cannot_ask_tests_again(repository: Path) -> None:
    said = looked_up(repository, "exit 1")
    assert (said.returncode, said.stdout.splitlines()[1]) == (0, "tested=no")
