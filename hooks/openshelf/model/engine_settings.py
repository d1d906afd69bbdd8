"""What leads MkDocs to the package, in ``mkdocs.yml``: the theme, the hook, and paths that MkDocs wants to find.

Until version 1.0.0 a library was a copy of the whole program, and its settings named files of that copy.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from openshelf.core.problem import nearest_hint
from openshelf.core.settings_file import HOOK_FILE
from openshelf.model.theme_folder import wrong_theme_folder

if TYPE_CHECKING:
    from collections.abc import Iterator

THEME = "openshelf"
HOOK = "from openshelf.site.hook import *"
"""The line of a library's hook that brings MkDocs' events to the package."""
_PACKAGE = Path(__file__).resolve().parents[1]
_OUR_THEME = ("main.html", "assets/openshelf.css")
"""Files that only a copy of our theme has together; a folder with one of them changes that one."""


KEYS = frozenset(
    """
    config_file_path copyright dev_addr docs_dir draft_docs edit_uri edit_uri_template exclude_docs extra extra_css
    extra_javascript extra_templates google_analytics hooks markdown_extensions mdx_configs nav not_in_nav pages plugins
    remote_branch remote_name repo_name repo_url site_author site_description site_dir site_name site_url strict theme
    use_directory_urls validation watch
    """.split()  # noqa: SIM905 - names, one after the other
)
"""Every key that MkDocs knows in its file."""
_IN_VAIN = {
    "exclude_docs": "delete it; a text with draft: yes is not published",
    "draft_docs": "delete it; write draft: yes into the text",
    "config_file_path": "delete it",
    "pages": "write nav",
    "google_analytics": "delete it; pages ask no other site for anything",
}
"""Those of them that the package cannot follow, and what to do."""
NO_PLUGINS = "write plugins: []"


class SettingFault(NamedTuple):
    """What is wrong with a value: where it stands in the settings, why, and what to write."""

    loc: tuple[str | int, ...]
    message: str
    hint: str
    at_key: bool = False
    """Whether it is the key that is wrong, and not its value."""


def engine_setting_faults(raw: dict[str, Any], root: Path) -> Iterator[SettingFault]:
    """Yield why MkDocs would not build with the package what ``raw`` describes; settings without a theme are let be."""
    theme = raw.get("theme")
    yield from _wrong_keys(raw)
    yield from _wrong_plugins(raw)
    yield from _wrong_watch(raw.get("watch"), root)
    if theme is None:
        return
    name, folder = (theme.get("name"), theme.get("custom_dir")) if isinstance(theme, dict) else (theme, None)
    if name != THEME:
        loc = ("theme", "name") if isinstance(theme, dict) else ("theme",)
        yield SettingFault(
            loc, f"the theme is {name!r}", f"since version 1.0.0 the package has its own: write name: {THEME}"
        )
    if isinstance(folder, str) and all((root / folder / file).is_file() for file in _OUR_THEME):
        message = f"custom_dir {folder!r} contains the theme of an earlier version"
        yield SettingFault(
            ("theme", "custom_dir"),
            message,
            "since version 1.0.0 the package contains it: delete the line and the folder",
        )
    elif folder is not None and not (isinstance(folder, str) and (root / folder).is_dir()):
        message = f"custom_dir {folder!r} does not exist"
        yield SettingFault(
            ("theme", "custom_dir"),
            message,
            "delete the line; it is only for your own files that replace files of the theme",
        )
    elif folder is not None:
        yield from (SettingFault(("theme", "custom_dir"), *fault) for fault in wrong_theme_folder(folder, root))
    yield from _wrong_hooks(raw.get("hooks"), root)


def has_own_code(raw: dict[str, Any], root: Path) -> bool:
    """Return whether MkDocs runs or shows more than the package: hooks with other lines, or a folder of templates."""
    theme, hooks = raw.get("theme"), raw.get("hooks")
    if (isinstance(theme, dict) and theme.get("custom_dir") is not None) or hooks != [HOOK_FILE]:
        return True
    lines = (root / HOOK_FILE).read_text("utf-8", "replace").splitlines()
    return any(line.strip() not in {"", HOOK} and not line.startswith("#") for line in lines)


def _wrong_keys(raw: dict[str, Any]) -> Iterator[SettingFault]:
    for key, value in raw.items():
        if key not in KEYS:
            hint = nearest_hint(str(key), KEYS - _IN_VAIN.keys()) or "delete it; settings of your own go under extra"
            yield SettingFault((key,), f"{key!r} is not a key of MkDocs", hint, at_key=True)
        elif key in _IN_VAIN and value:
            yield SettingFault((key,), f"{key} has no effect here", _IN_VAIN[key], at_key=True)


def _wrong_plugins(raw: dict[str, Any]) -> Iterator[SettingFault]:
    """Yield why MkDocs would run a plugin: without a word from the settings it takes its own search."""
    plugins = raw.get("plugins")
    if plugins:
        yield SettingFault(
            ("plugins",), "plugins of MkDocs do not run here; the package has its own search", NO_PLUGINS
        )
    elif plugins is None and raw.get("theme") is not None:
        loc = "plugins" if "plugins" in raw else "theme"
        message = "plugins has no value, so MkDocs would run its own search"
        yield SettingFault((loc,), message, NO_PLUGINS, at_key=True)


def _wrong_hooks(hooks: object, root: Path) -> Iterator[SettingFault]:
    files = [root / hook for hook in (hooks if isinstance(hooks, list) else []) if isinstance(hook, str)]
    for index, file in enumerate(files):
        beside = file.parent / "openshelf"
        if beside.is_dir() and beside.resolve() != _PACKAGE:
            message = (
                "the folder openshelf beside this hook is another copy of the program, and MkDocs would use that one"
            )
            yield SettingFault(("hooks", index), message, "since version 1.0.0 pip installs it: delete the folder")
    if not any(HOOK in file.read_text("utf-8", "replace") for file in files if file.is_file()):
        message = "no hook passes the events of MkDocs to the package"
        yield SettingFault(
            ("hooks",) if hooks else ("theme",), message, f"write hooks: [hooks/main.py], and into that file: {HOOK}"
        )


def _wrong_watch(watch: object, root: Path) -> Iterator[SettingFault]:
    for index, path in enumerate(watch if isinstance(watch, list) else []):
        if not (isinstance(path, str) and (root / path).exists()):
            yield SettingFault(
                ("watch", index), f"{path!r} does not exist", "delete it; the preview watches the content automatically"
            )
