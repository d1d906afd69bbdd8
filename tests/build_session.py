"""A library that is built again and again in one process, from what the last build left and from nothing."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

from libraries import contents
from openshelf.check.run import load_and_check
from openshelf.core.store import Store
from openshelf.library.results import open_store
from openshelf.model.settings import read_settings
from openshelf.site.assembly import ERROR_PAGE, Assembly

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from openshelf.core.problem import Problem


class Session:
    """The folder of a library, and the last site that was built from it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "library"
        self.folder.mkdir()
        self._site, self._fresh, self._cold = (folder / name for name in ("site", "fresh", "cold"))

    def build(self, today: dt.date) -> tuple[list[Problem], dict[str, bytes]]:
        """Build from what the last build left, as a command does; with an error the last site stays."""
        store = self.store()
        problems = self._build(today, store, self._fresh)
        if not any(problem.is_error for problem in problems):
            shutil.rmtree(self._site, ignore_errors=True)
            self._fresh.rename(self._site)
        return problems, contents(self._site) if self._site.exists() else {}

    def build_cold(self, today: dt.date) -> tuple[list[Problem], dict[str, bytes]]:
        """Build from nothing, beside the site."""
        shutil.rmtree(self._cold, ignore_errors=True)
        problems = self._build(today, Store.nothing(), self._cold)
        return problems, contents(self._cold) if self._cold.exists() else {}

    def store(self) -> Store:
        """Open the store of the library as a command would."""
        settings, problems = read_settings(self.folder / "mkdocs.yml")
        assert settings is not None, problems
        return open_store(settings)

    def _build(self, today: dt.date, store: Store, into: Path) -> list[Problem]:
        settings, problems = read_settings(self.folder / "mkdocs.yml")
        assert settings is not None, problems
        checked = load_and_check(settings, today)
        if any(problem.is_error for problem in checked.problems):
            return list(checked.problems)
        assembly = Assembly.of(checked.library, store=store, last=self._site)
        menu = [page.url for page in assembly.pages.values() if page.is_front]
        for page in assembly.pages.values():
            if page.is_front or page.url == ERROR_PAGE:
                around = assembly.context(menu, page.url)
                slots = around.pop("slot")
                frame = json.dumps({name: str(value) for name, value in around.items() if name != "_"}, indent=0)
                assembly.add_frame(
                    f"<title>{slots['title']}</title>{slots['head']}<!-- {frame} -->{slots['leave']}{slots['content']}",
                    page.url,
                )
        into.mkdir()
        assembly.write(into)
        return list(checked.problems)
