"""The guard of the tests: a program that reads the library at the root of the repository is stopped.

What a test proves must not hang on the words that writers have published here.
"""

import os
import sys
from pathlib import Path

ROOT = str(Path(__file__).resolve().parents[2])
CONTENT = tuple(f"{ROOT}/{name}" for name in ("docs", "guides", "resources", "policy", "resources.yml", "mkdocs.yml"))
BESIDE = (f"{ROOT}/docs/decisions",)  # reasons behind the code, not published
READS = frozenset({"open", "os.listdir", "os.scandir"})


class RootLibraryReadError(BaseException):
    """A test, or a program that it started, read the library at the root. No handler of errors may swallow it."""


def is_content(path: str) -> bool:
    """Tell whether a path is the root's content or lies below it."""
    return _is_one_of(path, CONTENT) and not _is_one_of(path, BESIDE)


def _is_one_of(path: str, places: tuple[str, ...]) -> bool:
    return any(path == place or path.startswith(f"{place}/") for place in places)


def refuse(event: str, arguments: tuple[object, ...]) -> None:
    """Stop whoever opens or lists what is content at the root. Raises RootLibraryReadError."""
    if event not in READS or not isinstance(arguments[0], str | bytes | os.PathLike):
        return
    path = os.fsdecode(arguments[0])
    # os.open, which has no mode, may mean a name in a folder that it holds open, as shutil.rmtree does.
    is_unknown = event == "open" and arguments[1] is None and not path.startswith(os.sep)
    if not is_unknown and is_content(path := os.path.abspath(path)):  # noqa: PTH100 - Path is slow for every file
        raise RootLibraryReadError(f"{event}: {path} belongs to the library at the root; tests read fixtures only")


def stand() -> None:
    """Watch every file that this process opens from now on."""
    sys.addaudithook(refuse)
