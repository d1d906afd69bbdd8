"""The house: each room knows only the rooms before it, and nothing but the hook knows MkDocs."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

HOOKS = Path(__file__).resolve().parents[1] / "hooks"
PACKAGE = HOOKS / "openshelf"
FILES = sorted(PACKAGE.rglob("*.py"))
IN_ROOMS = [file for file in FILES if file.parent != PACKAGE]
HOOK = PACKAGE / "site/hook.py"
ENGINES = {"mkdocs", "properdocs", "material"}

ROOMS = (
    "core",
    "sources",
    "media",
    "model",
    "formatting",
    "frameworks",
    "linkcheck",
    "library",
    "starter",
    "search",
    "check",
    "site",
    "verify",
    "publish",
    "importing",
    "cli",
)
"""The rooms in the order in which data flows: each may import itself and those before it."""


def room_of(file: Path) -> str:
    return file.relative_to(PACKAGE).parts[0]


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
    known = {
        name(file): {module.partition(".")[0] for module in imports_of(file)} & ENGINES
        for file in FILES
        if file != HOOK
    }
    assert {file: modules for file, modules in known.items() if modules} == {}


def test_importing_the_command_does_not_load_the_engine() -> None:
    code = "import sys, openshelf.cli; print(sorted({'mkdocs', 'properdocs', 'material'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_a_room_knows_only_the_rooms_before_it() -> None:
    allowed = {room: {*ROOMS[: ROOMS.index(room) + 1]} for room in ROOMS}
    too_much = {name(file): rooms_known(file) - allowed[room_of(file)] for file in IN_ROOMS}
    assert {file: rooms for file, rooms in too_much.items() if rooms} == {}


def test_every_module_is_in_a_room() -> None:
    assert [file.name for file in FILES if file.parent == PACKAGE] == ["__init__.py", "__main__.py"]
    assert {room_of(file) for file in IN_ROOMS} == set(ROOMS)


def test_every_room_says_what_it_is_for() -> None:
    for file in FILES:
        assert ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))), name(file)


def test_the_hook_is_one_short_file_and_a_library_needs_two_lines_of_it() -> None:
    assert [file.name for file in HOOKS.glob("*.py")] == ["main.py"]
    assert len((HOOKS / "main.py").read_text(encoding="utf-8").splitlines()) == 2
    assert len(HOOK.read_text(encoding="utf-8").splitlines()) <= 140
    assert "mkdocs" in {module.partition(".")[0] for module in imports_of(HOOK)}


SITE = PACKAGE / "site"
REACHES_THE_LIBRARY = {
    "reads.py": "answers every read",
    "view.py": "renders all texts of the library at once",
    "contents.py": "builds the view from the library",
    "assembly.py": "builds the view, fills frames and copies media",
    "navigation.py": "is the frame and no page",
    "quick_exit.py": "is asked by the command that withdraws, which has no view",
    "hook.py": "reads both for the engine",
    "handover.py": "reads the library where no command did",
    "preview.py": "reads the library again whenever somebody writes",
    "memory.py": "finds the entries that earlier reads were about",
    "link_addresses.py": "finds the files that links mean, as the check does",
    "framing.py": "compares what the engine gets with what it got",
    "frame.py": "is the frame and no page",
    **dict.fromkeys(("files.py", "feeds.py", "labels.py", "records.py", "table.py"), "makes data files, not pages"),
    "published.py": "describes data files",
    "search_files.py": "makes the search index, not pages",
}
"""Modules that name the library or the settings, and why."""
TEMPLATE_NAME = re.compile(r"{[{%][^}]*?(?<![\w.'/\"])(library|settings)\.(?!json)")


def names_the_library(file: Path) -> bool:
    """Whether code reads something that is called ``library`` or ``settings``."""
    nodes = list(ast.walk(ast.parse(file.read_text(encoding="utf-8"))))
    named = {node.attr for node in nodes if isinstance(node, ast.Attribute)}
    return bool({"library", "settings"} & (named | {node.id for node in nodes if isinstance(node, ast.Name)}))


def test_page_makers_ask_the_view_and_every_exception_is_still_needed() -> None:
    assert {file.name for file in SITE.rglob("*.py") if names_the_library(file)} == set(REACHES_THE_LIBRARY)


def test_no_template_names_the_library_or_the_settings() -> None:
    assert TEMPLATE_NAME.search("{{ library.today }}")
    assert TEMPLATE_NAME.search("{% if a < settings.options %}")
    templates = sorted((SITE / "templates").glob("*.html"))
    assert templates
    assert [file.name for file in templates if TEMPLATE_NAME.search(file.read_text(encoding="utf-8"))] == []


def module_of(file: Path) -> str:
    return ".".join(file.relative_to(HOOKS).with_suffix("").parts).removesuffix(".__init__")


def test_no_module_imports_itself_by_a_detour_not_even_for_types() -> None:
    modules = {module_of(file): file for file in FILES}
    graph = {
        module: {name if name in modules else name.rpartition(".")[0] for name in imports_of(file)} & set(modules)
        for module, file in modules.items()
    }
    TopologicalSorter(graph).prepare()


def test_a_class_name_means_one_thing() -> None:
    classes = [
        (node.name, name(file))
        for file in FILES
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef)
    ]
    places: dict[str, list[str]] = {}
    for class_, file in classes:
        places.setdefault(class_, []).append(file)
    assert {class_: files for class_, files in places.items() if len(files) > 1} == {}
