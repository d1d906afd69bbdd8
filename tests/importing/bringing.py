"""What the tests of imports share: one library, one command, one report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openshelf.cli import main
from support import TODAY, a_library, load, problems_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import pytest

    from openshelf.library.entry import Entry

DAY = "1781524800"
"""The day of ``support.TODAY``, as SOURCE_DATE_EPOCH."""


class Imports:
    """A tiny library, and what is brought to it."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", DAY)
        self.folder = folder
        self.library = a_library(folder / "library")
        self._capsys = capsys

    def run(self, source: Path, *options: str) -> tuple[int, str]:
        """Import a source; return the exit code and the report."""
        code = main(["--config", str(self.library / "mkdocs.yml"), "import", str(source), *options])
        return code, self._capsys.readouterr().out

    def table(self, data: bytes | str, *options: str) -> tuple[int, str]:
        """Import a table."""
        file = self.folder / "list.csv"
        file.write_bytes(data.encode() if isinstance(data, str) else data)
        return self.run(file, *options)

    def texts(self, files: Mapping[str, str | bytes], *options: str) -> tuple[int, str]:
        """Import a folder of texts."""
        for path, text in files.items():
            file = self.folder / "texts" / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text.encode() if isinstance(text, str) else text)
        return self.run(self.folder / "texts", *options)

    def entry(self, key: str) -> Entry:
        """Return an entry of the library, a broken one too."""
        return next(entry for entry in load(self.library).parsed_entries if entry.key == key)

    def values(self, key: str) -> dict[str, object]:
        """Return what the file says of an entry."""
        return dict(self.entry(key).values)

    def catalogue(self) -> bytes:
        """Return the bytes of the list of resources."""
        return (self.library / "resources.yml").read_bytes()

    def errors(self) -> list[str]:
        """Return the errors that the check finds."""
        return [str(problem) for problem in problems_of(self.library, TODAY) if problem.is_error]

    def article(self, id_: str) -> str:
        """Return the file of an article."""
        return (self.library / f"guides/articles/{id_}.md").read_text(encoding="utf-8")


def group(report: str, words: str) -> list[str]:
    """Return the lines of a group of a report, by the first words above it."""
    blocks = [block.split("\n") for block in report.split("\n\n")]
    return [line.strip() for block in blocks if block[0].startswith(words) for line in block[1:]]
