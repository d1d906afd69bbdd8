"""Scripts and the style sheet: written to be read, and the same when they are minified."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from quickjs import Context
from rcssmin import _make_cssmin
from rjsmin import _make_jsmin

from libraries import contents, other_library, run
from openshelf.site.assets import minified_style, served_scripts
from openshelf.site.style import SECTION_SHEETS
from openshelf.site.theme import ASSETS

if TYPE_CHECKING:
    from pathlib import Path

SCRIPTS = sorted(ASSETS.glob("*.js"))
LINE = 120
"""Characters of a line of a script, as in the rest of the code."""
NEWER = re.compile(
    r"\?\.(?!\d)|\?\?|\*\*|\|\|=|&&=|\.at\(|replaceAll|\{ *\.\.\.|#\w+ *[=(;]|import[ ({]|export |catch *\{"
)
"""What phones that are some years old do not know: the scripts use ECMAScript 2017 and `flatMap`, of 2019."""
SERVED = {"compare.js", "find.js", "leave.js", "open.js", "plan.js", "search.js"}


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)
def test_scripts_are_written_to_be_read(script: Path) -> None:
    text = script.read_text(encoding="utf-8")
    lines = text.splitlines()
    assert lines[0].startswith("/* "), "it says first what it is for"
    assert max(map(len, lines)) <= LINE
    assert len(text) / len(lines) < 70
    assert NEWER.findall(text) == []


def test_what_old_phones_do_not_know_is_recognised() -> None:
    for line in ("a?.b", "a ?? b", "x.at(-1)", "({ ...a })", "class A { #b = 1; }", "import(x)", "try {} catch {}"):
        assert NEWER.search(line), line
    for line in ("a ? .5 : b", "[...a]", "f(...b)", "catch (error) {", "x * y", "a || b"):
        assert not NEWER.search(line), line


def test_what_is_served_comes_from_what_is_written() -> None:
    served = served_scripts()
    assert served.keys() == {f"assets/{name}" for name in SERVED}
    for path, content in served.items():
        written = ASSETS / path.removeprefix("assets/")
        assert not written.exists() or len(content) < len(written.read_bytes())
        assert b"/*" not in content, "no comment is left"
        Context().eval(f"() => {{{content.decode()}}}")  # a script that is not whole raises


def test_the_two_halves_of_the_search_are_one_script_that_shows_none_of_its_names() -> None:
    script = served_scripts()["assets/search.js"].decode()
    assert re.match(r'\(\(\)=>{"use strict";function \w+\(', script)
    assert script.endswith("})();\n")
    assert sorted(set(re.findall(r"window\.(\w+)=", script))) == ["openshelfPart", "openshelfSearch"]


def test_the_bytes_are_the_same_whether_c_or_python_makes_them() -> None:
    in_python = {".js": _make_jsmin(python_only=True), ".css": _make_cssmin(python_only=True)}
    in_c = {".js": _make_jsmin(), ".css": _make_cssmin()}
    for file in (*SCRIPTS, *ASSETS.glob("*.css")):
        text = file.read_text(encoding="utf-8")
        assert in_python[file.suffix](text) == in_c[file.suffix](text)


def test_a_licence_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "/*! MIT, Somebody */\n/* Why. */\n"
    for name in ("search-engine.js", "search-page.js", "a.js"):
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.setattr("openshelf.site.assets.ASSETS", tmp_path)
    for served in (*(content.decode() for content in served_scripts().values()), minified_style(text)):
        assert "/*! MIT, Somebody */" in served
        assert "Why" not in served


def test_a_site_holds_what_is_served_and_no_source(tmp_path: Path) -> None:
    library = other_library(tmp_path)
    done = run("mkdocs", "build", "--strict", folder=library)
    assert done.returncode == 0, done.stderr
    built = contents(library / "site")
    assert {path: built[path] for path in built if re.fullmatch(r"assets/[^/]+\.js", path)} == served_scripts()
    for sheet in ASSETS.glob("*.css"):
        style = built[f"assets/{sheet.name}"].decode()
        assert minified_style(style) == style
        assert style.endswith(minified_style(sheet.read_text(encoding="utf-8")))
    pages = {path for path in built if path.endswith(".html")}
    for section, own in SECTION_SHEETS.items():
        loaders = {path for path in pages if own.encode() in built[path]}
        assert loaders == {path for path in pages if path.startswith(f"{section}/")} != set()


def test_a_script_of_a_librarys_own_is_refused(tmp_path: Path) -> None:
    library = other_library(tmp_path)
    own = library / "own" / "assets" / "find.js"
    own.parent.mkdir(parents=True)
    own.write_text("alert(1)\n", encoding="utf-8")
    config = library / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    config.write_text(text.replace("{name: openshelf}", "{name: openshelf, custom_dir: own}"), encoding="utf-8")
    done = run("openshelf", "build", folder=library)
    assert done.returncode == 1
    assert "own/assets/find.js would be published" in done.stdout + done.stderr
