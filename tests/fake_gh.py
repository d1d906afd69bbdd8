"""A ``gh`` that knows one repository's issues, has no artifacts, and writes down what it is asked to do."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

SCRIPTS = Path(__file__).resolve().parents[1] / ".ci"
FAKE_GH = """#!/usr/bin/env python3
import json, pathlib, sys
state = pathlib.Path(__file__).with_name("issues.json")
calls = pathlib.Path(__file__).with_name("calls")
issues = json.loads(state.read_text()) if state.exists() else []
said = sys.argv[1:]
calls.write_text((calls.read_text() if calls.exists() else "") + " ".join(said[:2]) + "\\n")
body = pathlib.Path(said[said.index("--body-file") + 1]).read_text() if "--body-file" in said else ""
if said[:2] == ["issue", "list"]:
    print(json.dumps(issues))
elif said[:2] == ["issue", "create"]:
    issues = [*issues, {"number": 7, "state": "OPEN", "title": said[said.index("--title") + 1], "body": body}]
elif said[:2] == ["issue", "edit"]:
    issues[-1]["body"] = body
elif said[:2] == ["issue", "close"]:
    issues[-1]["state"] = "CLOSED"
elif said[:2] == ["issue", "reopen"]:
    issues[-1]["state"] = "OPEN"
elif said[:1] == ["api"]:
    print('{"artifacts": []}')
state.write_text(json.dumps(issues))
"""


def install(folder: Path) -> None:
    """Put the ``gh`` into a folder."""
    gh = folder / "gh"
    gh.write_text(FAKE_GH)
    gh.chmod(0o755)


def asked(folder: Path, script: str, *arguments: str, text: str) -> list[str]:
    """Give a script of ``.ci`` a text in a file, as its last argument; return what it asks gh to do to the issue."""
    (folder / "calls").unlink(missing_ok=True)
    file = folder / "report.md"
    file.write_text(text)
    environment = {**os.environ, "PATH": f"{folder}{os.pathsep}{os.environ['PATH']}"}
    command = [sys.executable, str(SCRIPTS / script), *arguments, str(file)]
    subprocess.run(command, check=True, env=environment)
    return actions(folder)


def actions(folder: Path) -> list[str]:
    """Return what gh was asked to do to the issue."""
    calls = (folder / "calls").read_text().splitlines()
    return [call.removeprefix("issue ") for call in calls if call not in {"issue list", "label create"}]


def issue(folder: Path) -> dict[str, str]:
    """Return the issue that was written last."""
    return dict(json.loads((folder / "issues.json").read_text())[-1])


def close(folder: Path) -> None:
    """Close the issue, as a person does."""
    issues = json.loads((folder / "issues.json").read_text())
    (folder / "issues.json").write_text(json.dumps([*issues[:-1], {**issues[-1], "state": "CLOSED"}]))
