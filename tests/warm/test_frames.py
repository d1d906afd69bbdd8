"""Where only frames change no page is rendered, and where none changes the engine is not started."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

import pytest

from build_session import OWN_TEMPLATE, Session
from libraries import contents, other_library, run
from openshelf.core.settings_file import HOOK_FILE
from openshelf.core.store import STORE
from openshelf.model.engine_settings import HOOK
from openshelf.site.view import View
from support import FILES, TODAY, a_library

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

SUPPORT = "docs/support.md"
PICTURE = b"\x89PNG\r\n\x1a\n"


@pytest.fixture
def session(tmp_path: Path) -> Session:
    made = Session(tmp_path)
    settings = FILES["mkdocs.yml"] + f"hooks: [{HOOK_FILE}]\ntheme: {{name: openshelf}}\nplugins: []\n"
    a_library(made.folder, {"mkdocs.yml": settings, HOOK_FILE: f"{HOOK}\n"})
    made.build(TODAY)
    return made


@pytest.fixture
def rendered() -> Iterator[list[str]]:
    """Note the addresses of pages that are rendered."""
    found: list[str] = []
    render = View.render

    def noted(view: View, template: str, **values: Any) -> str:  # noqa: ANN401 - as the method
        if "url" in values:
            found.append(values["url"])
        return render(view, template, **values)

    with patch.object(View, "render", noted):
        yield found


def edited(session: Session, old: str, new: str, path: str = SUPPORT) -> None:
    file = session.folder / path
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def assert_warm_is_cold(session: Session, rendered: list[str]) -> list[str]:
    """Build warm and cold and compare; return what was rendered for the warm one."""
    rendered.clear()
    warm = session.build(TODAY)
    made = list(rendered)
    assert warm == session.build_cold(TODAY)
    return made


def title_of(path: str) -> str:
    return next(line for line in FILES[path].splitlines() if line.startswith("title: "))


def test_another_title_in_the_menu_renders_the_page_of_that_title_alone(session: Session, rendered: list[str]) -> None:
    before = session.build_cold(TODAY)[1]
    edited(session, title_of(SUPPORT), "title: Who may help you")
    made = assert_warm_is_cold(session, rendered)
    after = session.build_cold(TODAY)[1]
    pages = {path for path in after if path.endswith(".html")}
    assert {path for path in pages if before[path] != after[path]} == pages, "the menu stands on every page"
    assert "support/" in made
    assert len(made) < len(pages) // 2


@pytest.mark.parametrize("statement", ["DELETE FROM results WHERE room = 'frames'", "DELETE FROM results"])
def test_pages_are_rendered_where_the_old_frame_is_gone(session: Session, rendered: list[str], statement: str) -> None:
    with sqlite3.connect(session.folder / STORE) as connection:
        connection.execute(statement)
    edited(session, title_of(SUPPORT), "title: Who may help you")
    made = assert_warm_is_cold(session, rendered)
    assert {"", "themes/", "glossary/"} <= set(made)


def framings(session: Session) -> Callable[[], int]:
    """Return what counts how often the engine had to frame pages."""
    count = 0
    frame = session._frame

    def counted(*given: Any) -> None:  # noqa: ANN401 - as the method
        nonlocal count
        count += 1
        frame(*given)

    session._frame = counted  # type: ignore[method-assign]
    return lambda: count


def test_the_engine_is_left_out_until_it_would_make_something_else(session: Session) -> None:
    count = framings(session)
    edited(session, "Look outside.", "Look inside.", "guides/how-to/draw.md")
    session.build(TODAY)
    assert count() == 0
    edited(session, title_of(SUPPORT), "title: Who may help you")
    session.build(TODAY)
    assert count() == 1
    session.build(TODAY.replace(day=TODAY.day + 1))
    assert count() == 2, "what a theme shows may depend on the day"


def test_a_file_of_the_engine_that_somebody_changed_is_made_again(session: Session) -> None:
    picture = session.folder / "docs/assets/map.svg"
    picture.parent.mkdir(parents=True)
    picture.write_text('<svg xmlns="http://www.w3.org/2000/svg"><title>Map</title></svg>', encoding="utf-8")
    edited(session, "Walk on.", "![A map](../../docs/assets/map.svg)", "guides/how-to/draw.md")
    session.build(TODAY)
    count = framings(session)
    (session.folder / "site/assets/map.svg").write_bytes(b"other")
    edited(session, "Look outside.", "Look inside.", "guides/how-to/draw.md")
    assert session.build(TODAY) == session.build_cold(TODAY)
    assert count() == 2, "one of them cold"
    picture.write_text('<svg xmlns="http://www.w3.org/2000/svg"><title>Plan</title></svg>', encoding="utf-8")
    assert session.build(TODAY) == session.build_cold(TODAY)
    assert count() == 4


def test_a_library_with_templates_of_its_own_always_starts_the_engine(session: Session) -> None:
    own = session.folder / OWN_TEMPLATE
    own.parent.mkdir()
    own.write_text("one", encoding="utf-8")
    edited(session, "name: openshelf", f"name: openshelf, custom_dir: {OWN_TEMPLATE.partition('/')[0]}", "mkdocs.yml")
    session.build(TODAY)
    count = framings(session)
    own.write_text("two", encoding="utf-8")
    assert session.build(TODAY) == session.build_cold(TODAY)
    assert count() == 2


def test_the_command_leaves_the_engine_out(tmp_path: Path) -> None:
    library = other_library(tmp_path)
    guide = library / "guides/how-to/medir-el-agua.md"
    texts = (guide.read_text(encoding="utf-8"), "\nUna frase más.\n")
    said, sites = [], []
    for number in range(2):
        guide.write_text("".join(texts[: number + 1]), encoding="utf-8")
        done = run("openshelf", "build", folder=library)
        assert done.returncode == 0, done.stdout
        said.append("Building documentation" in done.stderr)
        sites.append(contents(library / "site"))
    assert said == [True, False]
    (library / STORE).unlink()
    assert run("openshelf", "build", folder=library).returncode == 0
    assert contents(library / "site") == sites[1] != sites[0]
