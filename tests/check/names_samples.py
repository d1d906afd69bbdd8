"""Samples of the rules of ``check/protected_names.py``. The key that they are made with is set by ``test_rules``."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from check.files_samples import image
from check.samples import Sample, bad, good
from check.text_samples import articles
from openshelf.model.name_hashes import protect
from openshelf.model.protected_names import PATH
from pictures import on_pages, pdf, said, svg
from support import FILES

if TYPE_CHECKING:
    from pypdf import PdfWriter

KEY = "a key for tests that is long enough, and no secret"
NEWS, CATALOGUE, CASE = "docs/updates/hello.md", "resources.yml", "guides/case-studies/river.md"


def a_list(*names: str, key: str = KEY) -> str:
    """Return the list of some names."""
    items = (protect(key, name, dt.date(2026, 6, 1)) for name in names)
    return "".join(
        f"- {{hash: {item.hash}, starts: [{', '.join(item.starts)}], words: {item.words}, "
        f"letters: {item.letters}, key: {item.key}, added: {item.added}}}\n"
        for item in items
    )


NAMING = pdf(
    on_pages("(A) Tj", "[(Ma) -20 (ria Sil) 9 (va)] TJ", "<52756920436f737461> Tj"),
    lambda writer: writer.add_metadata({"/Title": "For Rui Costa"}),
)


def beside(writer: PdfWriter) -> None:
    """Write names where no page shows them."""
    for key, said_there in {"Subj": "Rui Costa", "DV": "Maria Silva"}.items():
        writer._add_object(DictionaryObject({NameObject(f"/{key}"): TextStringObject(said_there)}))
    layer = DictionaryObject({NameObject("/Name"): TextStringObject("Rui Costa, drawn")})
    writer._add_object(layer)


LISTED = {PATH: a_list("Maria Silva", "Rui Costa")}

SAMPLES: dict[str, list[Sample]] = {
    "protected-name": [
        bad(
            "in a text, in capitals and with an accent",
            {**LISTED, NEWS: ("is open", "is open, says MARÍA SILVA")},
            f"{NEWS}:9:27 protected-name (take it out)",
        ),
        bad(
            "over two lines, letters apart, in code",
            {**LISTED, NEWS: ("is open", "`Rui\nCosta` M a r i a S i l v a")},
            f"{NEWS}:9:14 protected-name",
            f"{NEWS}:10:8 protected-name",
        ),
        bad(
            "in an address and an escape of the catalogue",
            {**LISTED, CATALOGUE: ("Holds what you write on it.", '"Made by R\\x75i Costa and maria_silva."')},
            f"{CATALOGUE}:6:21 protected-name",
            f"{CATALOGUE}:6:38 protected-name",
        ),
        bad(
            "as the author and the translator of an article",
            {**LISTED, **articles(one=("author: [Rui Costa]", "translator: maria silva"))},
            "guides/articles/one.md:6:10 protected-name",
            "guides/articles/one.md:7:13 protected-name",
        ),
        bad(
            "in the settings",
            {**LISTED, "mkdocs.yml": ("site_name: Tiny", "site_name: Tiny\n# ask Rui Costa")},
            "mkdocs.yml:2:7 protected-name",
        ),
        bad(
            "as the name of a file",
            {**LISTED, "guides/how-to/rui-costa.md": FILES["guides/how-to/draw.md"]},
            "guides/how-to:1:1 protected-name (rename it)",
        ),
        bad(
            "with marks, links and elements inside",
            {**LISTED, NEWS: ("is open", "Ma**ria** Silva R<sub>u</sub>i Costa [Maria](https://a.org/)&shy; Sil*va*")},
            f"{NEWS}:9:13 protected-name",
            f"{NEWS}:9:29 protected-name",
            f"{NEWS}:9:51 protected-name",
        ),
        bad(
            "with letters of other scripts that look the same",
            {**LISTED, NEWS: ("is open", "\u039c\u0430ria Silv\u0430")},
            f"{NEWS}:9:13 mixed-scripts",
            f"{NEWS}:9:13 protected-name",
            f"{NEWS}:9:19 mixed-scripts",
        ),
        bad(
            "where no page is made of it",
            {**LISTED, "policy/budgets.yml": "# Maria Silva\n", "docs/decisions/a.md": "# Why\n\nRui Costa."},
            "docs/decisions/a.md:3:1 protected-name",
            "policy/budgets.yml:1:3 protected-name",
        ),
        bad(
            "in a document: compressed, kerned, as numbers, and in its title",
            {**LISTED, **image(NAMING, "plan.pdf")},
            *["docs/images/plan.pdf:1:1 protected-name (take it out)"] * 3,
        ),
        bad(
            "in a drawing, in pieces",
            {**LISTED, **image(svg("\n<text>Ma<tspan>ria</tspan> Sil&#118;a</text>"), "map.svg")},
            "docs/images/map.svg:2:7 protected-name",
        ),
        bad(
            "in a document, beside its pages: a comment, a field, a layer, and what is read aloud",
            {
                **LISTED,
                **image(pdf(on_pages("/Span <</ActualText (Rui C\\157sta)>> BDC (x) Tj EMC"), beside), "plan.pdf"),
            },
            *["docs/images/plan.pdf:1:1 protected-name"] * 2,
        ),
        good("near it in a document", {**LISTED, **image(said("Maria", "Silva"), "plan.pdf")}),
        good("part of the name", {**LISTED, NEWS: ("is open", "was opened by Maria on the costa of Silva")}),
        good("another name that starts alike", {**LISTED, NEWS: ("is open", "is open, says Maria Silvas")}),
        good("no list", {NEWS: ("is open", "is open, says Maria Silva")}),
    ],
    "names-unchecked": [
        bad("names, but no key", {**LISTED}, f"{PATH}:1:1 names-unchecked (ask for the key)"),
        bad("one name, but no key", {PATH: a_list("Maria Silva")}, f"{PATH}:1:1 names-unchecked"),
        good("no names", {PATH: "# Nobody yet.\n"}),
        good("no list at all", {}),
    ],
    "names-key": [
        bad("another key", {PATH: a_list("Maria Silva", key=KEY * 2)}, f"{PATH}:1:1 names-key"),
        bad(
            "another key for one of the names",
            {PATH: a_list("Maria Silva") + a_list("Rui Costa", key=KEY * 2)},
            f"{PATH}:1:1 names-key (ask for the key of this list, or make a new list)",
        ),
        bad("a name in clear", {PATH: "- hash: Maria Silva\n"}, *[f"{PATH}:1:3 names-key"], f"{PATH}:1:9 names-key"),
        good("the key of the list", {**LISTED}),
        good("no names", {PATH: "[]\n"}),
    ],
}
