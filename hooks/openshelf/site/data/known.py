"""Files that an earlier run made of the same contents: they are known by the keys of their bytes, and made no more."""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING

from openshelf.core.store import digest
from openshelf.site.page import DataFile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from openshelf.core.store import Store


def known_files(store: Store, room: str, key: bytes, make: Callable[[], Iterable[DataFile]]) -> Iterator[DataFile]:
    """Yield what ``make`` makes, whose inputs all stand behind a key: not made again while the key is known.

    If one of the texts is wanted all the same, all are made.
    """
    if not store.keeps:
        yield from make()
        return
    known = store.get(room, key)
    if known is None:
        made = [DataFile(file.path, file.make, file.digest or digest(file.text.encode())) for file in make()]
        store.put(room, key, [(file.path, file.digest) for file in made])
        yield from made
        return
    texts = cache(lambda: {file.path: file.text for file in make()})
    for path, of_bytes in known:
        yield DataFile(path, partial(_text, texts, path), of_bytes)


def kept_lines(store: Store, room: str, keys: Sequence[bytes], make: Callable[[int], str]) -> list[str]:
    """Return ``make(place)`` for each place of a list of keys, from the last run where that had the key.

    They are kept as one value: thousands of small ones would cost more to read than they save.
    """
    before: Mapping[bytes, str] = store.get(room, b"") or {}
    lines = [before.get(key) or make(place) for place, key in enumerate(keys)]
    now = dict(zip(keys, lines, strict=True))
    if store.keeps and now.keys() != before.keys():
        store.put(room, b"", now)
    return lines


def _text(texts: Callable[[], dict[str, str]], path: str) -> str:
    return texts()[path]
