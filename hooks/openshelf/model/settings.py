"""The settings of a library, read from ``mkdocs.yml`` without MkDocs."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml
from yaml_env_tag import add_env_tag

from openshelf.core.problem import Place, Problem, Rule
from openshelf.core.site_folder import SOURCES, why_misplaced
from openshelf.model.colours import OWN, Scheme
from openshelf.model.convert import convert
from openshelf.model.engine_settings import engine_setting_faults, has_own_code
from openshelf.model.locales import locale_of
from openshelf.model.renamed import SETTINGS_FILE, OutdatedKey, outdated
from openshelf.model.settings_schema import Options
from openshelf.model.urls import scheme_of, why_unreadable
from openshelf.sources.text import UNFIT, read_text
from openshelf.sources.yaml_diagnostics import YAML_SYNTAX, merge_conflicts, syntax_problems
from openshelf.sources.yaml_source import Tree, check_size, scalars

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from babel import Locale

SETTINGS = Rule(
    "settings",
    "A setting in `mkdocs.yml` is missing or wrong.",
    "The settings that an organisation changes are under `extra: openshelf:`, and the README lists the keys. MkDocs "
    "runs no plugin (`plugins: []`). `theme: custom_dir:` may name a folder with your own templates, apart from the "
    "content. MkDocs publishes everything in it, so it may contain only `.html`, `.css`, pictures and fonts, and no "
    "symbolic links.",
)
SITE_FOLDER = Rule(
    "site-folder",
    "The folder for the site is not its own.",
    "A build replaces the folder that `site_dir` names, with everything in it. So this folder must be inside the "
    "library, apart from the content, and must be new, empty, or a site that openshelf made, which contains the file "
    "`openshelf-site.txt`. Write `site_dir: site`. Openshelf leaves any other folder as it is, also a site from an "
    "older version: look at what is in it, then delete or rename it.",
)

_TURNS = re.compile("[\u202a-\u202e]")
"""Overrides and embeddings, which no page may hold."""
_LOST_COLOUR = re.compile(r"(?P<key>\w+)\s*:\s*(?P<colour>#(?:[0-9a-fA-F]{3}){1,2})\b")
"""A colour that YAML takes for a comment."""
_LOOK_KEYS = (("logo",), *((scheme, name) for scheme in Scheme for name in OWN))
"""What rules about the look are about, as keys below ``look``."""
_FOLLOWED = (
    ("site_url",),
    ("edit_uri",),
    *(("extra", "openshelf", *loc) for loc in (("contact",), ("licence", "url"), ("leave", "url"))),
    *(("extra", "openshelf", *loc) for loc in (("look", "footer", "url"), ("links", "agent_page"))),
)
"""Settings that pages or hosts get as addresses."""
DEFAULT_SITE = "site"
"""Where the site is built when nothing else is said."""


class SettingsAddress(NamedTuple):
    """An address of the web in the settings, or in the environment that they name."""

    key: str
    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything about a library that is not content."""

    root: Path
    """The folder of ``mkdocs.yml``; all paths are relative to it."""
    site_name: str
    site_description: str
    site_url: str
    """Public address with a slash at the end, empty when unset."""
    edit_uri: str
    """Address to which a path is added to edit it, empty when unset."""
    site_dir: str
    """Folder of the built site, relative to the root."""
    site_place: Place
    """Where the settings name that folder."""
    options: Options
    file: Path = Path()
    """Where they are written."""
    sources: tuple[Path, ...] = ()
    """Files and folders that the site must stay away from."""
    menu: tuple[tuple[str, Place], ...] = ()
    """Files that the menu (``nav``) names, and where."""
    look_places: Mapping[tuple[str, ...], Place] = field(default_factory=dict)
    """Where the settings say each part of the look that a rule is about."""
    addresses: tuple[SettingsAddress, ...] = ()
    """Addresses of the web that pages or hosts get from the settings."""
    outdated: tuple[tuple[OutdatedKey, Place], ...] = ()
    """Keys of MkDocs' own that the file names, that earlier versions used, and where."""
    has_own_code: bool = False
    """Whether a build runs hooks or shows templates that are the library's own: they may depend on anything."""

    @property
    def site(self) -> Path:
        """The folder of the built site."""
        return Path(os.path.normpath(self.root / self.site_dir))  # as MkDocs takes `a/../b`

    @property
    def language(self) -> str:
        """The library's first language."""
        return self.options.languages[0]

    @property
    def locale(self) -> Locale:
        """CLDR data of the first language."""
        return locale_of(self.language)

    def region_name(self, region: str) -> str:
        """Return the words for a region; a preview may hold one that is not in the list."""
        return self.regions.get(region, region)

    def criterion_name(self, criterion: str) -> str:
        """Return the words for a criterion, as :meth:`region_name` does."""
        return self.criteria.get(criterion, criterion)

    @property
    def regions(self) -> dict[str, str]:
        """Regions by id."""
        return self.options.regions

    @property
    def criteria(self) -> dict[str, str]:
        """Criteria by id."""
        return self.options.criteria

    @property
    def vocabularies(self) -> dict[str, dict[str, str]]:
        """The library's own lists of words by name: the words of each id."""
        return {"regions": self.regions, "criteria": self.criteria, "theme_groups": self.options.theme_groups}


class _Loader(yaml.SafeLoader):
    """Reads mkdocs.yml as MkDocs does, environment variables included, but scalars and Python names stay text."""


def _text(loader: _Loader, node: yaml.ScalarNode) -> str:
    return str(loader.construct_scalar(node))


add_env_tag(_Loader)
for _type in ("bool", "int", "float", "timestamp"):
    _Loader.add_constructor(f"tag:yaml.org,2002:{_type}", _text)
_Loader.add_multi_constructor("tag:yaml.org,2002:python/", lambda _loader, suffix, _node: suffix)
_Loader.add_multi_constructor("!", lambda _loader, suffix, _node: suffix)


class _Written(NamedTuple):
    """What the settings file says, right or wrong."""

    text: str
    raw: dict[str, Any]
    tree: Tree
    options: dict[str, Any]
    """What stands under ``extra: openshelf:``, without empty values."""


def _written(file: Path) -> tuple[_Written | None, list[Problem]]:
    """Read the file; None, with problems, where nothing of ours can be read from it."""
    path = file.name
    text, problems = read_text(file, path)
    if text is None:
        return None, problems
    unusable = check_size(text, path) or merge_conflicts(text, path)
    if unusable:
        return None, unusable
    try:
        raw = yaml.load(text, Loader=_Loader)  # noqa: S506 - a SafeLoader
        node = yaml.compose(text, Loader=_Loader)
        extra = raw.get("extra") if isinstance(raw, dict) else None
        options = _given(extra.get("openshelf")) if isinstance(extra, dict) else None
    except yaml.MarkedYAMLError as error:
        return None, syntax_problems(text, path, 1, error)
    except (yaml.YAMLError, RecursionError, ValueError, TypeError) as error:
        return None, [YAML_SYNTAX.at(Place(path), f"cannot be read: {error}")]
    if node is None or not isinstance(options, dict):
        return None, [
            SETTINGS.at(
                Place(path),
                "there is nothing under extra: openshelf:",
                "README.md lists its keys",
            )
        ]
    return _Written(text, raw, Tree(path, node), options), []


def written_language(file: Path) -> tuple[str, list[Problem]]:
    """Return the first language of a library, whatever else its settings say wrong; empty, with problems, for no file.

    Empty without problems where the settings name no language.
    """
    written, problems = _written(file)
    languages = written.options.get("languages") if written is not None else None
    first = languages[0] if isinstance(languages, list) and languages else languages
    return (first if isinstance(first, str) else ""), problems


def read_settings(file: Path) -> tuple[Settings | None, list[Problem]]:
    """Read the settings; None, with problems, where they cannot be used."""
    written, problems = _written(file)
    if written is None:
        return None, problems
    text, raw, tree, options = written
    inner = Tree(tree.path, _node_at(tree.node, "extra", "openshelf"))
    checked, problems = convert(Options, options, inner)
    root = file.resolve().parent
    sources = (file.resolve(), *_sources(raw, root))
    problems += _lost_colours(inner, text)
    problems += _wrong_about_the_site(raw, tree, root)
    problems += _wrong_site_folder(raw.get("site_dir"), tree, root, sources)
    if checked is None or problems:
        return None, problems
    return (
        Settings(
            root=root,
            site_name=str(raw["site_name"]),
            site_description=str(raw.get("site_description") or ""),
            site_url=_with_slash(raw.get("site_url")),
            edit_uri=str(raw.get("edit_uri") or ""),
            site_dir=os.path.normpath(raw.get("site_dir") or DEFAULT_SITE),
            options=checked,
            site_place=tree.place("site_dir"),
            file=file.resolve(),
            sources=sources,
            menu=tuple(_menu(tree)),
            look_places={loc: inner.place("look", *loc) for loc in _LOOK_KEYS},
            addresses=tuple(_addresses(raw, tree)),
            outdated=tuple(_outdated(raw, tree)),
            has_own_code=has_own_code(raw, root),
        ),
        [],
    )


def _wrong_about_the_site(raw: dict[str, Any], tree: Tree, root: Path) -> Iterator[Problem]:
    """Yield what is wrong with MkDocs' own settings, as far as the library depends on them."""
    if str(raw.get("use_directory_urls")).casefold() in {"false", "no", "off"}:
        place = tree.place("use_directory_urls")
        yield SETTINGS.at(place, "addresses must end in a slash", "delete the line use_directory_urls")
    for key in ("site_url", "edit_uri"):
        if raw.get(key) and not str(raw[key]).startswith(("https://", "http://")):
            yield SETTINGS.at(
                tree.place(key), f"{key} {str(raw[key])!r} is not an address", "write https:// and the rest"
            )
        elif fault := why_unreadable(raw.get(key)):
            yield SETTINGS.at(tree.place(key), f"{key} {fault}", "for example https://example.org/page")
    for wrong in engine_setting_faults(raw, root):
        yield SETTINGS.at(tree.place(*wrong.loc, key=wrong.at_key), wrong.message, wrong.hint)
    if not raw.get("site_name"):
        yield SETTINGS.at(Place(tree.path), "site_name is missing", "add a line site_name: ...")
    for _, node in scalars(tree.node, keys=True):
        if found := UNFIT.search(node.value) or _TURNS.search(node.value):
            message = f"character U+{ord(found[0]):04X} is not allowed, because these names appear on pages"
            yield SETTINGS.at(tree.place_of(node), message, "delete it")


def _lost_colours(options: Tree, text: str) -> Iterator[Problem]:
    """Yield each colour that was written without quotes: to YAML, what begins with ``#`` is a comment."""
    lines = text.split("\n")
    for loc in _LOOK_KEYS:
        place = options.place("look", *loc, key=True)
        found = _LOST_COLOUR.match(lines[place.line - 1], place.column - 1)
        if found and found["key"] == loc[-1]:
            message = f"{found['key']} has no value, because # begins a comment in YAML"
            yield SETTINGS.at(place, message, f'write {found["key"]}: "{found["colour"]}"')


def _sources(raw: dict[str, Any], root: Path) -> Iterator[Path]:
    """Yield what the library is made of: what every library has, and what MkDocs' own settings name besides."""
    theme, hooks = raw.get("theme"), raw.get("hooks")
    named = [raw.get("docs_dir"), theme.get("custom_dir") if isinstance(theme, dict) else None]
    for path in (*SOURCES, *named, *(hooks if isinstance(hooks, list) else ())):
        if isinstance(path, str) and path:
            yield Path(os.path.normpath(root / path))


def _wrong_site_folder(value: object, tree: Tree, root: Path, sources: tuple[Path, ...]) -> Iterator[Problem]:
    """Yield why the site cannot be built where ``site_dir`` says."""
    place, hint = tree.place("site_dir"), f"write site_dir: {DEFAULT_SITE}"
    value = DEFAULT_SITE if value is None else value
    if not isinstance(value, str) or not value.strip() or value.startswith("~"):
        yield SITE_FOLDER.at(place, "site_dir must be the name of a folder in the library", hint)
        return
    try:
        fault = why_misplaced(Path(os.path.normpath(root / value)), root, sources)
    except ValueError:
        yield SITE_FOLDER.at(place, f"site_dir {value!r} cannot be the name of a folder", hint)
        return
    if fault is not None:
        yield SITE_FOLDER.at(place, f"site_dir {value!r} {fault.message}", fault.hint)


def _menu(tree: Tree) -> Iterator[tuple[str, Place]]:
    """Yield each file that the menu names; a line may be a file, or a title with a file."""
    nav = next((value for name, value in tree.node.value if name.value == "nav"), None)
    for index, item in enumerate(nav.value if isinstance(nav, yaml.SequenceNode) else ()):
        if isinstance(item, yaml.ScalarNode):
            yield item.value, tree.place("nav", index)
        elif isinstance(item, yaml.MappingNode) and item.value and isinstance(item.value[0][1], yaml.ScalarNode):
            yield item.value[0][1].value, tree.place("nav", index, item.value[0][0].value)


def _addresses(raw: dict[str, Any], tree: Tree) -> Iterator[SettingsAddress]:
    """Yield the addresses of the web among the settings that readers or hosts get."""
    for steps in _FOLLOWED:
        value = _value_at(raw, steps)
        if isinstance(value, str) and scheme_of(value) in {"http", "https"}:
            yield SettingsAddress(steps[-1], value, tree.place(*steps))


def _outdated(raw: dict[str, Any], tree: Tree) -> Iterator[tuple[OutdatedKey, Place]]:
    """Yield the keys of earlier versions that have a value."""
    for key, outdated_key in outdated(SETTINGS_FILE).items():
        steps = key.split(".")
        if _value_at(raw, steps):
            yield outdated_key, tree.place(*steps, key=True)


def _value_at(raw: dict[str, Any], steps: Sequence[str]) -> object:
    """Return the value of a key inside keys, None where there is none."""
    value: Any = raw
    for step in steps:
        value = value.get(step) if isinstance(value, dict) else None
    return value


def _with_slash(value: object) -> str:
    return f"{str(value).rstrip('/')}/" if value else ""


def _node_at(node: yaml.Node, *keys: str) -> yaml.Node:
    for key in keys:
        node = next((value for name, value in node.value if name.value == key), node)  # a merge key may hold it
    return node


def _given(value: object) -> Any:  # noqa: ANN401 - YAML has no static type
    """Return a setting without empty values, such as those of variables that the environment does not set."""
    if isinstance(value, dict):
        return {str(key): _given(item) for key, item in value.items() if item not in ("", None)}
    if isinstance(value, list):
        return [_given(item) for item in value]
    return value
