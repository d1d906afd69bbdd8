"""A library that is built again and again in one process, from what the last build left and from nothing."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

from libraries import contents
from openshelf.check.run import load_and_check
from openshelf.core.site_folder import FRESH, claim
from openshelf.core.store import Store
from openshelf.library.results import open_store
from openshelf.model.settings import Settings, read_settings
from openshelf.publish.build import publish_or_discard, recover, verify
from openshelf.publish.receipt import Receipt, inputs_of, keep_receipt, receipt_of_same
from openshelf.publish.reuse import LastSite, complete
from openshelf.site.assembly import ERROR_PAGE, Assembly
from openshelf.site.framing import framed_again, keep_framing

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable
    from pathlib import Path

    from openshelf.core.problem import Problem

_ENGINE = "mkdocs"
OWN_TEMPLATE = "own/footer.html"
"""A template of the library's own: what it says stands on every page."""


class Session:
    """The folder of a library, and the last site that was built from it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "library"
        self.folder.mkdir()
        self._site, self._cold = self.folder / "site", folder / "cold"

    def build(self, today: dt.date) -> tuple[list[Problem], dict[str, bytes]]:
        """Build from what the last build left, as a command does; with an error the last site stays."""
        settings = self._settings()
        same = receipt_of_same(settings.file, _ENGINE, today)
        if same is not None:
            return [*same.problems, *same.found], contents(self._site)
        inputs = inputs_of(settings.file, _ENGINE, today)
        store = open_store(settings.file)
        recover(self._site)
        last = LastSite.read(self._site, self.folder, store)
        fresh = self._site.with_name(FRESH)
        problems, claims = self._write(settings, today, store, fresh, last.held_at)
        if claims is not None:
            made, known = complete(fresh, claims, last)
            verified = verify(self._library, made, store, known)
            publish_or_discard(made, [], last, verified.digests, store)
            receipt = Receipt(inputs, settings.site_dir, tuple(problems), verified.weights, tuple(verified.problems))
            keep_receipt(store, settings, receipt)
            problems += verified.problems
        store.save()
        return problems, contents(self._site) if self._site.exists() else {}

    def build_cold(self, today: dt.date) -> tuple[list[Problem], dict[str, bytes]]:
        """Build from nothing, beside the site."""
        shutil.rmtree(self._cold, ignore_errors=True)
        problems, claims = self._write(self._settings(), today, Store.nothing(), self._cold, lambda _path, _key: "")
        if claims is None:
            return problems, {}
        assert claims == {}
        return [*problems, *verify(self._library, self._cold, Store.nothing(), {}).problems], contents(self._cold)

    def _settings(self) -> Settings:
        settings, problems = read_settings(self.folder / "mkdocs.yml")
        assert settings is not None, problems
        return settings

    def _write(
        self, settings: Settings, today: dt.date, store: Store, into: Path, held_at: Callable[[str, bytes], str]
    ) -> tuple[list[Problem], dict[str, bytes] | None]:
        """Check a library and write its site as the engine would; nothing is written where there are errors."""
        checked = load_and_check(settings, today, store)
        self._library = checked.library
        if any(problem.is_error for problem in checked.problems):
            return list(checked.problems), None
        assembly = Assembly.of(checked.library, store=store, held_at=held_at)
        claim(into)
        known = framed_again(assembly, _ENGINE)
        if known is None:
            self._frame(assembly, into)
            keep_framing(assembly, _ENGINE, into)
        return list(checked.problems), {**(known or {}), **assembly.write(into)}

    def _frame(self, assembly: Assembly, into: Path) -> None:
        """Render frames that show all that a theme can, and write pictures, as the engine does."""
        menu = [page.url for page in assembly.pages.values() if page.is_front]
        for page in assembly.pages.values():
            if page.is_front or page.url == ERROR_PAGE:
                around = assembly.context(menu, page.url)
                slots = around.pop("slot")
                frame = json.dumps({name: str(value) for name, value in around.items() if name != "_"}, indent=0)
                own = self.folder / OWN_TEMPLATE
                frame += own.read_text(encoding="utf-8") if own.exists() else ""
                parts = (
                    f"<title>{slots['title']}</title>{slots['head']}<!-- {frame} -->{slots['leave']}{slots['content']}"
                )
                assembly.add_frame(parts, page.url)
        for path, data in assembly.media():
            (into / path).parent.mkdir(parents=True, exist_ok=True)
            (into / path).write_bytes(data)
