"""``search-engine.js`` without a browser, and how its answers are compared with the reference in Python."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st
from quickjs import Context

from openshelf.model.sections import INDEX_FOLDER
from openshelf.site.theme import ASSETS
from search.reference import WORDS, Reference, whole

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_SIGNS = st.sampled_from(["", "", "", "-", "https://", "www."])
QUERIES = st.lists(
    st.tuples(_SIGNS, st.sampled_from(WORDS) | st.text("abeé ", max_size=4)).map("".join), max_size=4
).map(" ".join)
_KNOWN = st.characters(exclude_categories=["Cs", "Cn"])
"""Characters that Python's Unicode knows; other engines know newer ones too."""
_CHARACTERS = st.sampled_from([*"aZéßœİΣς’'-.½№™㈱㎒ｶﾞが地図แผ\u00ad\u0301\u05c1\u064b\u0640\ufe0f\u200d😀𝐁ﬁℌẞ"])
TEXTS = st.text(_KNOWN) | st.text(_CHARACTERS) | st.text(_CHARACTERS | _KNOWN, min_size=10)
FIRST = 12
"""Results that are compared one by one."""
FIND = """async (engine, queries) => {
  await engine.open();
  const found = [];
  for (const query of queries) {
    const answer = await engine.search(query);
    const ranked = await engine.rank(answer.hits, answer);
    found.push([
      ranked.map(({ number, score, hasAll }) => [number, score, hasAll]), [...answer.forms], answer.slips, answer.help
    ]);
  }
  return found;
}"""
"""What an engine finds: number, score and completeness of each hit, the words to mark, those that were meant, and the
situations of the page of help."""
_SETUP = """
const files = {}, asked = [];
let loaded, answer;
const openshelfPart = (name, data) => { loaded = data; };
const engine = searchEngine(async (name, version) => {
  asked.push(name + version);
  if (!(name in files)) throw new Error(name);
  (0, eval)(files[name]);
  return loaded;
});
"""
_ASK = """
answer = null;
(async () => ({call})(...{arguments}))().then(
  (value) => {{ answer = JSON.stringify({{ value }}); }},
  (error) => {{ answer = JSON.stringify({{ error: String(error) }}); }});
"""


class EngineError(Exception):
    """What the engine was asked for failed; how is the message."""


class Engine:
    """The engine in an interpreter that has neither pages nor a network, with the files of an index.

    In what it is asked, ``engine`` is the engine, ``files`` are the texts of the index by their names, and ``asked``
    are the names of those that were loaded.
    """

    def __init__(self, files: Mapping[str, str]) -> None:
        self._context = Context()
        self._context.eval((ASSETS / "search-engine.js").read_text(encoding="utf-8") + _SETUP)
        by_name = {path.removeprefix(INDEX_FOLDER).removesuffix(".js"): text for path, text in files.items()}
        self.ask("(given) => { Object.assign(files, given); }", by_name)

    def ask(self, call: str, *arguments: object) -> Any:  # noqa: ANN401 - anything that JSON holds
        """Call a function in JavaScript and return what it promises; raise :class:`EngineError` if it cannot."""
        self._context.eval(_ASK.format(call=call, arguments=json.dumps(arguments)))
        while self._context.execute_pending_job():
            pass
        told = json.loads(str(self._context.eval("answer")))
        if "error" in told:
            raise EngineError(told["error"])
        return told.get("value")

    def find(self, queries: Sequence[str]) -> list[Any]:
        """Return what queries find, in the form of ``FIND``."""
        return list(self.ask(f"(queries) => ({FIND})(engine, queries)", queries))


def in_python(reference: Reference, query: str) -> list[Any]:
    """Return what the reference finds, in the form of ``FIND``."""
    answer = reference.find(query)
    forms = {whole(form) for form in answer.forms}
    return [[list(hit) for hit in answer.hits], forms, [whole(slip) for slip in answer.slips], list(answer.help)]


def compared(found: Sequence[Any], reference: Reference, queries: Sequence[str]) -> int:
    """Compare what an engine found with the reference, and return how many queries found something."""
    for query, (hits, forms, slips, situations) in zip(queries, found, strict=True):
        wanted_hits, wanted_forms, wanted_slips, wanted_situations = in_python(reference, query)
        assert hits[:FIRST] == wanted_hits[:FIRST], query
        assert (len(hits), sorted(map(tuple, hits))) == (len(wanted_hits), sorted(map(tuple, wanted_hits))), query
        assert (set(forms), slips) == (wanted_forms, wanted_slips), query
        assert situations == wanted_situations, query
    return sum(bool(hits) for hits, *_ in found)
