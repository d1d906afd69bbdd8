"""The workflows: no hole that a linter knows, no secret where strangers' changes run, an owner for everything.

And the conditions under which a job runs.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sysconfig
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

import fake_gh
from libraries import git
from openshelf.cli.main import _parser

if TYPE_CHECKING:
    from collections.abc import Mapping

PROJECT = Path(__file__).resolve().parents[1]
WORKFLOWS = sorted((PROJECT / ".github/workflows").glob("*.yml"))


def workflow(name: str) -> dict[str, Any]:
    """Return a workflow as YAML has it."""
    return dict(yaml.safe_load((PROJECT / f".github/workflows/{name}.yml").read_text(encoding="utf-8")))


@pytest.mark.long
def test_zizmor_finds_nothing() -> None:
    zizmor = Path(sysconfig.get_path("scripts")) / "zizmor"
    command = [str(zizmor), "--offline", "--quiet", "--persona=pedantic", *map(str, WORKFLOWS)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.long
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
    jobs = workflow("pull-request")["jobs"].values()
    assert [job["permissions"] for job in jobs] == [{"contents": "read"}] * len(jobs)


WRITES = {
    ("links.yml", "keep"): {"contents", "issues"},
    ("nightly.yml", "report"): {"issues"},
    ("publish.yml", "deploy"): {"id-token", "pages"},
}


def test_a_job_that_may_write_installs_nothing_and_is_one_of_three() -> None:
    found = {}
    for file in WORKFLOWS:
        for name, job in yaml.safe_load(file.read_text(encoding="utf-8"))["jobs"].items():
            rights = {right for right, kind in job["permissions"].items() if kind != "read"}
            if rights:
                found[file.name, name] = rights
                said = "\n".join(step.get("run", "") for step in job["steps"])
                assert not re.search(r"^ *make |\bpip |\.venv", said, re.MULTILINE)
    assert found == WRITES


def test_conditions_stand_on_jobs_because_a_required_check_that_paths_skip_waits_for_ever() -> None:
    for file in WORKFLOWS:
        text = re.sub(r"#.*", "", file.read_text(encoding="utf-8"))
        assert not re.search(r"\bpaths(-ignore)?:", text)


def test_no_workflow_but_the_trigger_of_publish_knows_what_the_default_branch_is_called() -> None:
    named = {file.name: re.findall(r"\bmain\b", re.sub(r"#.*", "", file.read_text("utf-8"))) for file in WORKFLOWS}
    assert {name: found for name, found in named.items() if found} == {"publish.yml": ["main"]}


TRUNK = {"github.ref": "refs/heads/trunk", "github.event.repository.default_branch": "trunk"}


def holds(file: str, job: str, facts: Mapping[str, str], *, cancelled: bool = False) -> bool:
    """Evaluate a job's condition as GitHub does.

    What is not known is empty; without a status function, all that the job needs must have succeeded.
    """
    wanted = workflow(file)["jobs"][job]
    condition = re.sub(r"^\$\{\{|\}\}$", "", wanted["if"]).strip()
    if "cancelled()" not in condition:
        needs = [wanted["needs"]] if isinstance(wanted["needs"], str) else wanted["needs"]
        if cancelled or any(facts[f"needs.{name}.result"] != "success" for name in needs):
            return False
    words = {"&&": " and ", "||": " or ", "!": " not ", "cancelled()": str(cancelled)}

    def python(found: re.Match[str]) -> str:
        token = found[0]
        if token.startswith(("'", "format")) or token in {"==", "!=", "(", ")", ",", " ", "\n"}:
            return token
        return words.get(token) or repr({**TRUNK, **facts}.get(token, ""))

    pattern = r"'[^']*'|cancelled\(\)|format|[\w.-]+|==|!=|&&|\|\||[!(), \n]"
    assert re.fullmatch(f"(?:{pattern})*", condition), condition
    translated = re.sub(pattern, python, condition)
    return bool(eval(translated, {"__builtins__": {}}, {"format": str.format}))  # noqa: S307  our own workflow


def results(**jobs: str) -> dict[str, str]:
    return {f"needs.{name}.result": result for name, result in jobs.items()}


@pytest.mark.parametrize(("file", "job"), [("pull-request", "change"), ("publish", "generator")])
def test_what_the_script_prints_is_what_later_jobs_read(file: str, job: str, tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    (tmp_path / ".ci").symlink_to(fake_gh.SCRIPTS)
    for message in ("base", "proposal"):
        git(tmp_path, "commit", "-q", "--allow-empty", "-m", message)
    fake_gh.install(tmp_path)
    wanted, output = workflow(file)["jobs"][job], tmp_path / "output"
    step = wanted["steps"][-1]
    given = {"GITHUB_OUTPUT": str(output), "PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}"}
    given |= {"GITHUB_REPOSITORY": "them/library", "GITHUB_REPOSITORY_ID": "5", "GITHUB_REF_NAME": "trunk"}
    subprocess.run(["bash", "-e", "-c", step["run"]], cwd=tmp_path, env={**os.environ, **given}, check=True)
    printed = [line.partition("=")[0] for line in output.read_text(encoding="utf-8").splitlines()]
    assert wanted["outputs"] == {name: f"${{{{ steps.{step['id']}.outputs.{name} }}}}" for name in printed}


@pytest.mark.parametrize(
    ("change", "code", "is_tested"),
    [("success", "no", False), ("success", "yes", True), ("failure", "", True), ("success", "", True)],
)
def test_a_change_of_content_alone_runs_no_test_of_the_generator(change: str, code: str, *, is_tested: bool) -> None:
    facts = {**results(change=change), "needs.change.outputs.code": code}
    for job in ("test", "pythons"):
        assert holds("pull-request", job, facts) is is_tested
        assert not holds("pull-request", job, facts, cancelled=True)
    jobs = workflow("pull-request")["jobs"]
    testing = [name for name, job in jobs.items() if any("make test" in step.get("run", "") for step in job["steps"])]
    assert testing == ["test", "pythons"]
    assert [name for name, job in jobs.items() if "if" in job] == testing


def test_every_change_is_checked_built_verified_and_crawled_by_linkchecker() -> None:
    said = "\n".join(step.get("run", "") for step in workflow("pull-request")["jobs"]["preview"]["steps"])
    for command in (".ci/check", ".ci/preview", "python tests/links.py"):
        assert command in said
    assert "make check site links\n" in re.sub(r" +#.*", "", (PROJECT / ".ci/run").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("generator", "tested", "is_run"),
    [("success", "no", True), ("success", "yes", False), ("failure", "", False)],
)
def test_publish_tests_a_generator_that_has_no_record_and_no_other(
    generator: str, tested: str, *, is_run: bool
) -> None:
    facts = {**results(generator=generator), "needs.generator.outputs.tested": tested}
    assert holds("publish", "test", facts) is is_run


OUTCOMES = ("success", "failure", "cancelled", "skipped")


@pytest.mark.parametrize("build", OUTCOMES)
@pytest.mark.parametrize("test", OUTCOMES)
@pytest.mark.parametrize("tested", ["yes", "no", ""])
def test_publish_deploys_what_was_built_once_its_generator_was_tested_green(build: str, test: str, tested: str) -> None:
    facts = {
        **results(generator="success" if tested else "failure", test=test, build=build),
        "needs.generator.outputs.tested": tested,
    }
    is_green = test == "success" or (test == "skipped" and tested == "yes")
    assert holds("publish", "deploy", facts) is (is_green and build == "success")
    assert not holds("publish", "deploy", facts, cancelled=True)
    assert holds("publish", "remember", facts) is (test == "success" or tested == "yes")


@pytest.mark.parametrize(
    ("facts", "is_default"),
    [
        (TRUNK, True),
        ({"github.ref": "refs/heads/other"}, False),
        ({"github.ref": "refs/tags/trunk"}, False),
        ({"github.event_name": "schedule", "github.event.repository.default_branch": ""}, True),
    ],
)
def test_only_runs_of_the_default_branch_publish_and_write(facts: dict[str, str], *, is_default: bool) -> None:
    green = {
        **results(generator="success", test="success", build="success", sweep="success"),
        "needs.sweep.outputs.believed": "yes",
    }
    for file, job in (("publish", "deploy"), ("links", "keep"), ("nightly", "report")):
        assert holds(file, job, {**green, **facts}) is is_default


@pytest.mark.parametrize(("result", "asked"), [("success", []), ("failure", ["create"]), ("cancelled", ["create"])])
def test_a_red_night_makes_one_issue_and_a_green_one_closes_it(result: str, asked: list[str], tmp_path: Path) -> None:
    fake_gh.install(tmp_path)
    (tmp_path / ".ci").symlink_to(fake_gh.SCRIPTS)

    def night(result: str, run: str) -> list[str]:
        (tmp_path / "calls").unlink(missing_ok=True)
        (script,) = [step["run"] for step in workflow("nightly")["jobs"]["report"]["steps"] if "run" in step]
        path = f"{tmp_path}{os.pathsep}{os.environ['PATH']}"
        given = {**os.environ, "PATH": path, "RESULT": result, "RUN": f"https://host.example/runs/{run}"}
        subprocess.run(["bash", "-e", "-c", script], cwd=tmp_path, env=given, check=True)
        return fake_gh.actions(tmp_path)

    assert night(result, "1") == asked
    assert night("failure", "2") == (["edit"] if asked else ["create"])
    assert "https://host.example/runs/2" in fake_gh.issue(tmp_path)["body"]
    assert night("success", "3") == ["edit", "close"]
    assert "green: https://host.example/runs/3" in fake_gh.issue(tmp_path)["body"]
    assert night("failure", "4") == ["edit", "reopen"]


def test_a_night_has_an_hour_and_runs_what_a_person_types() -> None:
    job = workflow("nightly")["jobs"]["test"]
    (step,) = [step for step in job["steps"] if step.get("run") == "make test-all"]
    assert step["timeout-minutes"] == 60
    assert job["timeout-minutes"] > 60


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
        "README.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md", "LICENSE", "LICENSES", "NOTICE.md", "REUSE.toml",
        ".editorconfig", ".gitattributes", ".gitignore", ".vscode",
    }  # fmt: skip
    assert {"hooks", "mkdocs.yml", "policy", ".ci", ".github"} <= named


def test_what_is_remembered_about_links_is_no_part_of_the_sources() -> None:
    command = ["git", "ls-files", "policy/link-memory.jsonl"]
    assert subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=True).stdout == ""


def a_host(folder: Path, said: str, status: int, *, summary: bool = True) -> dict[str, str]:
    """Put a command into ``folder`` that says something, and the scripts; return what a code host sets."""
    program = folder / ".venv/bin/openshelf"
    program.parent.mkdir(parents=True)
    program.write_text(f"#!/bin/sh\necho \"$*\" >> asked\nprintf '{said}'\nexit {status}\n", encoding="utf-8")
    program.chmod(0o755)
    (folder / ".ci").symlink_to(fake_gh.SCRIPTS)
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("GITHUB_", "OPENSHELF_"))}
    return environment | ({"GITHUB_STEP_SUMMARY": str(folder / "summary")} if summary else {})


def runs(folder: Path, given: Mapping[str, str], *command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=folder, env=given, capture_output=True, text=True, check=False)


def script_of(file: str, job: str, name: str) -> list[str]:
    """Return the one command of a step."""
    (step,) = [step["run"] for step in workflow(file)["jobs"][job]["steps"] if step.get("name") == name]
    return str(step).split()


@pytest.mark.parametrize(
    ("status", "heading"), [(0, "Nothing to correct"), (1, "Please correct this first"), (2, "The check itself failed")]
)
def test_a_writer_gets_a_summary_in_words(status: int, heading: str, tmp_path: Path) -> None:
    line = "docs/x.md:3:1 missing-key error: title is missing"
    given = a_host(tmp_path, f"{line}\\n", status)
    done = runs(tmp_path, given, *script_of("pull-request", "preview", "Check"))
    assert (done.returncode, done.stdout) == (status, f"{line}\n")
    assert (tmp_path / "asked").read_text(encoding="utf-8") == "check --format text\ncheck --format github\n"
    summary = (tmp_path / "summary").read_text(encoding="utf-8")
    assert summary.startswith(f"## {heading}\n")
    assert summary.endswith(f"\n\n    {line}\n")


def test_without_annotations_the_log_holds_the_words(tmp_path: Path) -> None:
    given = a_host(tmp_path, "docs/x.md:3:1 missing-key error: title is missing\\n", 1, summary=False)
    done = runs(tmp_path, given, ".ci/check")
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.startswith("## Please correct this first\n")
    assert done.stdout.count("docs/x.md:3:1") == 1
    assert (tmp_path / "asked").read_text(encoding="utf-8") == "check --format text\n"


def test_a_log_in_a_file_holds_the_words_too(tmp_path: Path) -> None:
    given = a_host(tmp_path, "docs/x.md:3:1 missing-key error: title is missing\\n", 1, summary=False)
    with (tmp_path / "log").open("w") as log:
        log.write("Before.\n")
        log.flush()
        subprocess.run([".ci/check"], cwd=tmp_path, env=given, stdout=log, check=False)
        subprocess.run(["echo", "After."], stdout=log, check=True)
    said = (tmp_path / "log").read_text(encoding="utf-8")
    assert said.startswith("Before.\n## Please correct this first\n")
    assert said.endswith("title is missing\nAfter.\n")


GONE = "::error file=docs/x.md,line=3::gone\\n1 new address, 1 certainly gone.\\n"


@pytest.mark.parametrize(
    ("said", "status", "want", "heading"),
    [
        ("1 new address, 0 certainly gone.\\n", 0, 0, "nothing to correct"),
        (GONE, 1, 1, "Please correct"),
        ("", 3, 0, "not checked"),
        ("", 1, 2, "itself failed"),
        ("", 2, 2, "itself failed"),
    ],
)
def test_new_links_stop_only_who_added_them(said: str, status: int, want: int, heading: str, tmp_path: Path) -> None:
    given = a_host(tmp_path, said, status)
    done = runs(tmp_path, given, *script_of("pull-request", "links", "Look at the addresses that the change adds"))
    assert done.returncode == want, done.stderr
    summary = (tmp_path / "summary").read_text(encoding="utf-8")
    assert heading in summary
    assert "::error" not in summary
    assert ("::error file=docs/x.md" in done.stdout) == (want == 1)
    assert (tmp_path / "asked").read_text(encoding="utf-8") == "links --added-since HEAD^1 --format github\n"


@pytest.mark.parametrize(("said", "want"), [("docs/x.md:3:1 dead-link error: gone\\n", 1), ("Trouble.\\n", 2)])
def test_new_links_elsewhere_are_told_in_the_log(said: str, want: int, tmp_path: Path) -> None:
    done = runs(tmp_path, a_host(tmp_path, said, 1, summary=False), ".ci/new-links", "abc")
    assert (done.returncode, done.stderr) == (want, "")
    assert said.removesuffix("\\n") in done.stdout
    assert (tmp_path / "asked").read_text(encoding="utf-8") == "links --added-since abc --format text\n"


LOST = "a/index.html:1:1 vanished-page /a/ was published, but is gone (withdraw it)"


@pytest.mark.parametrize(
    ("said", "status"),
    [(f"{LOST}\\nThe site is in site/.\\n", 0), ("The site is in site/.\\n", 0), (f"{LOST}\\nThrown away.\\n", 1)],
)
def test_a_change_shows_the_addresses_that_would_vanish_and_is_not_stopped_by_them(
    said: str, status: int, tmp_path: Path
) -> None:
    given = a_host(tmp_path, said, status)
    (tmp_path / "summary").touch()
    done = runs(tmp_path, given, *script_of("pull-request", "preview", "Build"))
    assert (done.returncode, done.stdout) == (status, said.replace("\\n", "\n"))
    assert (f"    {LOST}\n" in (tmp_path / "summary").read_text(encoding="utf-8")) is (LOST in said)
    assert re.fullmatch(r"build --previous \S+/previous\n", (tmp_path / "asked").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("address", "answer", "failed", "want", "kept"),
    [
        ("https://a.example/b/", "200", 0, 0, True),
        ("https://a.example/b/", "404", 0, 0, False),
        ("https://a.example/b/", "000", 6, 0, False),
        ("https://a.example/b/", "503", 0, 1, False),
        ("https://a.example/b/", "000", 28, 1, False),
        ("", "200", 0, 0, False),
    ],
    ids=["there", "none yet", "no name yet", "ill", "slow", "unset"],
)
def test_only_what_was_never_published_counts_as_no_list(
    address: str, answer: str, failed: int, want: int, *, kept: bool, tmp_path: Path
) -> None:
    given = a_host(tmp_path, "", 0) | {"OPENSHELF_SITE_URL": address, "PATH": f"{tmp_path}:{os.environ['PATH']}"}
    curl = tmp_path / "curl"
    curl.write_text(
        f'#!/bin/sh\necho "$*" > asked\necho list > list\nprintf {answer}\nexit {failed}\n', encoding="utf-8"
    )
    curl.chmod(0o755)
    command = script_of("publish", "build", "Fetch the list of what is published now")
    done = runs(tmp_path, given, *command[:-1], "list")
    assert (done.returncode, done.stdout) == (want, "")
    assert (tmp_path / "list").exists() is kept
    if address:
        assert "https://a.example/b/SHA256SUMS" in (tmp_path / "asked").read_text(encoding="utf-8")


@pytest.mark.parametrize(("status", "want", "printed"), [(0, 0, "believed=yes\n"), (3, 0, ""), (1, 1, ""), (2, 2, "")])
def test_a_sweep_says_whether_it_can_be_believed(status: int, want: int, printed: str, tmp_path: Path) -> None:
    given = a_host(tmp_path, "A report.\\n", status)
    program = tmp_path / ".venv/bin/openshelf"
    program.write_text(program.read_text(encoding="utf-8").replace("printf", "[ $2 = fix ] && exit 0\nprintf"), "utf-8")
    for folder in ("resources", "docs", "guides"):
        (tmp_path / folder).mkdir()
    (tmp_path / "resources.yml").touch()
    git(tmp_path, "init", "-q")
    done = runs(tmp_path, given, ".ci/sweep")
    assert (done.returncode, done.stdout) == (want, printed), done.stderr
    assert (tmp_path / "summary").exists() is bool(printed)
    assert [step["run"] for step in workflow("links")["jobs"]["sweep"]["steps"] if step.get("id") == "sweep"] == [
        '.ci/sweep >> "$GITHUB_OUTPUT"'
    ]


GITLAB = PROJECT / ".ci/gitlab.example.yml"


def commands() -> dict[str, list[str]]:
    """Return every line that the workflows and the example for GitLab run, by file."""
    lines: dict[str, list[str]] = {}
    for file in WORKFLOWS:
        steps = [step for job in workflow(file.stem)["jobs"].values() for step in job["steps"]]
        lines[file.name] = [line for step in steps for line in step.get("run", "").splitlines()]
    jobs = [job for name, job in yaml.safe_load(GITLAB.read_text(encoding="utf-8")).items() if name != "default"]
    lines[GITLAB.name] = [line for job in jobs if "script" in job for line in job["script"]]
    return lines


def is_there(line: str) -> bool:
    """Say whether the command of a line exists: a script, a target of make, or a command of the program."""
    word, *rest = shlex.split(line, comments=True)
    if word.startswith(".ci/"):
        return os.access(PROJECT / word, os.X_OK)
    if word == "make":
        targets = re.findall(r"^([a-z-]+):", (PROJECT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
        return set(rest) <= set(targets)
    if word == ".venv/bin/openshelf":
        given = [argument.replace("HEAD", "x") for argument in rest if not argument.startswith((">", "<"))]
        return _parser().parse_args(given) is not None
    return word != ".venv/bin/python" or (PROJECT / rest[0]).is_file()


def test_every_command_of_a_workflow_exists() -> None:
    assert [(file, line) for file, lines in commands().items() for line in lines if line and not is_there(line)] == []
    assert len(commands()[GITLAB.name]) > 5


def test_no_workflow_decides_anything_that_a_script_could() -> None:
    logic = re.compile(r"^\s*(if|case|for|while)\b|status=")
    assert [(file, line) for file, lines in commands().items() for line in lines if logic.search(line)] == []


def test_the_example_for_gitlab_checks_proposals_and_publishes_the_default_branch_alone() -> None:
    example = yaml.safe_load(GITLAB.read_text(encoding="utf-8"))
    assert example["pages"]["rules"] == [{"if": "$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH"}]
    assert example["pages"]["publish"] == "site"
    proposed = [{"if": '$CI_PIPELINE_SOURCE == "merge_request_event"'}]
    assert {name for name, job in example.items() if job and "rules" in job and job["rules"] == proposed} == {
        ".proposed", "check-and-preview", "new-links"
    }  # fmt: skip


def test_every_python_that_the_package_names_is_tried() -> None:
    package = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    named = [name.rpartition(" ")[2] for name in package["classifiers"] if name.startswith("Programming Language")]
    jobs = workflow("pull-request")["jobs"]
    (first,) = [
        step["with"]["python-version"] for step in jobs["test"]["steps"] if "setup-python" in step.get("uses", "")
    ]
    assert [first, *jobs["pythons"]["strategy"]["matrix"]["python"]] == named
    assert package["requires-python"] == f">={first}"
    assert jobs["pythons"]["if"] == re.sub(r" *#.*", "", jobs["test"]["if"])
    assert "pythons" not in workflow("publish")["jobs"]
