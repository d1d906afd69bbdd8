"""The house: each room knows only the rooms before it, and nothing but the hook knows MkDocs."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

HOOKS = Path(__file__).resolve().parents[1] / "hooks"
PACKAGE = HOOKS / "openshelf"
FILES = sorted(PACKAGE.rglob("*.py"))
ENGINES = {"mkdocs", "properdocs", "material"}

KNOWS = {
    "problem": set(),
    "read": {"problem"},
    "media": {"problem", "read"},
    "model": {"problem", "read"},
    "form": {"problem", "read", "model"},
    "settings": {"problem", "read", "model", "site_folder"},
    "frameworks": {"problem", "read", "model"},
    "links": {"problem", "read", "model", "settings"},
    "library": {"problem", "read", "model", "settings", "frameworks", "links", "media"},
    "check": {"problem", "read", "model", "settings", "frameworks", "library", "links", "verify", "garbage", "media"},
    "pages": {
        "problem",
        "read",
        "model",
        "settings",
        "frameworks",
        "library",
        "search",
        "garbage",
        "parallel",
        "media",
    },
    "search": {"problem", "read", "model", "settings", "frameworks", "library"},
    "verify": {"problem", "read", "model", "media", "parallel"},
    "importing": {"problem", "read", "model", "form", "library", "check"},
    "report": {"problem"},
    "clock": set(),
    "site_folder": set(),
    "garbage": set(),
    "parallel": set(),
}
"""What each room may import besides itself. Other modules, such as the command, are in front and know every room.

``settings`` stands between model and library: its fields are those of the model. ``check`` imports ``verify`` and
``links`` for the one list of all rules.
"""


def room_of(file: Path) -> str:
    return file.relative_to(PACKAGE).parts[0].removesuffix(".py")


@cache
def imports_of(file: Path) -> set[str]:
    """Return every module that a file imports, wherever the import stands, with the names taken from it."""
    found = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file} imports a relative module"
            found |= {f"{node.module}.{name.name}" for name in node.names}
    return found


def rooms_known(file: Path) -> set[str]:
    """Return the rooms of the package that a file imports from."""
    return {module.split(".")[1] for module in imports_of(file) if module.startswith("openshelf.")}


def name(file: Path) -> str:
    return file.relative_to(HOOKS).as_posix()


def test_the_package_does_not_know_the_engine() -> None:
    known = {name(file): {module.partition(".")[0] for module in imports_of(file)} & ENGINES for file in FILES}
    assert {file: modules for file, modules in known.items() if modules} == {}


def test_importing_the_command_does_not_load_the_engine() -> None:
    code = "import sys, openshelf.cli; print(sorted({'mkdocs', 'properdocs', 'material'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_a_room_knows_only_the_rooms_before_it() -> None:
    too_much = {
        name(file): rooms_known(file) - KNOWS[room_of(file)] - {room_of(file)}
        for file in FILES
        if room_of(file) in KNOWS
    }
    assert {file: rooms for file, rooms in too_much.items() if rooms} == {}


def test_every_room_is_there_and_every_exception_is_still_needed() -> None:
    used: dict[str, set[str]] = {room: set() for room in KNOWS}
    for file in FILES:
        if room_of(file) in used:
            used[room_of(file)] |= rooms_known(file)
    assert {room_of(file) for file in FILES} >= set(KNOWS)
    assert "verify" in used["check"]
    assert "model" in used["settings"]


def test_every_room_says_what_it_is_for() -> None:
    for file in FILES:
        assert ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))), name(file)


def test_the_hook_is_one_short_file_that_knows_the_engine() -> None:
    assert [file.name for file in HOOKS.glob("*.py")] == ["main.py"]
    assert len((HOOKS / "main.py").read_text(encoding="utf-8").splitlines()) <= 120
    assert "mkdocs" in {module.partition(".")[0] for module in imports_of(HOOKS / "main.py")}


PAGES = PACKAGE / "pages"
REACHES_THE_LIBRARY = {
    "reads.py": "answers every read",
    "view.py": "renders all texts of the library at once",
    "site.py": "builds the view from the library",
    "assembly.py": "builds the view, fills frames and copies media",
    "chrome.py": "is the frame and no page",
    "leave.py": "is asked by the command that withdraws, which has no view",
    "markdown.py": "finds the files that links mean, as the check does",
    "frame.py": "is the frame and no page",
    **dict.fromkeys(("data.py", "feeds.py", "labels.py", "records.py", "table.py"), "makes data files, not pages"),
    "published.py": "describes data files",
    "search.py": "makes the search index, not pages",
}
"""Modules that name the library or the settings, and why."""
TEMPLATE_NAME = re.compile(r"{[{%][^}]*?(?<![\w.'/\"])(library|settings)\.(?!json)")


def names_the_library(file: Path) -> bool:
    """Whether code reads something that is called ``library`` or ``settings``."""
    nodes = list(ast.walk(ast.parse(file.read_text(encoding="utf-8"))))
    named = {node.attr for node in nodes if isinstance(node, ast.Attribute)}
    return bool({"library", "settings"} & (named | {node.id for node in nodes if isinstance(node, ast.Name)}))


def test_page_makers_ask_the_view_and_every_exception_is_still_needed() -> None:
    assert {file.name for file in PAGES.glob("*.py") if names_the_library(file)} == set(REACHES_THE_LIBRARY)


def test_no_template_names_the_library_or_the_settings() -> None:
    assert TEMPLATE_NAME.search("{{ library.today }}")
    assert TEMPLATE_NAME.search("{% if a < settings.options %}")
    templates = sorted((PAGES / "templates").glob("*.html"))
    assert templates
    assert [file.name for file in templates if TEMPLATE_NAME.search(file.read_text(encoding="utf-8"))] == []
