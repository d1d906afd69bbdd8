"""Drafts, texts that come later and withdrawn entries of every kind: not a byte of them is in the built site."""

from __future__ import annotations

import html
import json
import re
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from libraries import contents, other_library, run
from openshelf.publish.unpublished import published_texts, unpublished_texts
from support import a_library, load

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

HIDDEN = "qzxq"
"""Part of every word that may stand nowhere."""
GONE = "yyretirada"
"""Part of the id of every withdrawn entry, and of its title, which its notice shows; but not that of a case study."""
STATES = {
    "draft": "draft: yes",
    "later": "publish_after: 2027-01-01",
    "gone": "withdrawn: {date: 2026-09-10, reason: El motivo que se puede decir., replaced_by: mapa-del-agua}",
}
CASE = """period: El año {secret}
place: {{region: andes}}
outcome: worked
source: {{name: Un informe {secret}, url: "https://informe.example/{secret}"}}
partner:
  naming: described
  label: un comité {secret}
  consent:
    basis: already-published
    source: {{name: Un informe {secret}, url: "https://informe.example/{secret}"}}
"""
FRAMEWORK = """questions:
  - id: {secret}-uno
    options: [{secret}-a, {secret}-b]
steps:
  - id: {secret}-paso
    when: now
    resources: [{name}-resource]
scenarios:
  - answers: {{{secret}-uno: {secret}-a}}
    plan: [{secret}-paso]
"""
FILES = {
    "collection": ("guides/collections", "picks:\n  - {{resource: {name}-resource, why: Por {secret}.}}\n", ""),
    "case": ("guides/case-studies", CASE, "## A {{#problem}}\n{body}\n## B {{#support}}\nB\n## C {{#adapt}}\nC\n"),
    "how-to": (
        "guides/how-to",
        "",
        (
            "## A {{#who-for}}\n{body}\n## B {{#before-you-start}}\nB\n## C {{#steps}}\nC\n"
            "## D {{#risks}}\nD\n## E {{#further}}\nE\n"
        ),
    ),
    "explanation": (
        "guides/explanation",
        "",
        "## A {{#what-it-is}}\n{body}\n## B {{#why-it-matters}}\nB\n## C {{#what-to-watch}}\nC\n## D {{#further}}\nD\n",
    ),
    "framework": (
        "guides/frameworks",
        FRAMEWORK,
        (
            "{body}\n\n## Una {{#{secret}-uno}}\n\nPorque {secret}.\n\n- {secret}-a: Sí {secret}\n"
            "- {secret}-b: No\n\n## Dos {{#{secret}-paso}}\n\nHaz {secret}.\n"
        ),
    ),
    "term": ("guides/glossary", "aliases: [{alias}]\n", "{body}\n"),
    "theme": ("docs/themes", "", "{body}\n"),
    "update": ("docs/updates", "date: 2026-09-01\nkind: news\n", "{body}\n"),
    "page": ("docs", "", "{body}\n"),
}
RESOURCE = """- id: {name}-resource
  title: {name} resource
  {state}
  url: https://{secret}.example/
  kind: tool
  publisher: {secret}
  summary: Un resumen {secret}.
  themes: [agua]
  languages: [sw]
  regions: [costa]
  cost: paid
  licence: unknown
  open_source: yes
  good_for: [{secret}]
  alternatives: [mapa-del-agua]
  reviewed: 2026-09-01
"""
EXCEPTION = """- rule: embargoed-text
  path: {path}
  match: "publish_after: 2027-01-01"
  reason: This library is in a private repository.
  approved_by: an editor
  until: 2027-03-01
"""
BODY = """Un texto [[{name}-resource]] y [[mapa-del-agua]] que nadie debe leer todavía: {secret}.

![Un mapa {secret}]({up}docs/images/{secret}.png)

!!! question
    ¿Quién pregunta {secret}?
"""
CITING = """
### Como en [[{gone}-case|{hidden}dicho]]

Mira [[{gone}-case]], [[{gone}-case|lo de {hidden}]] y [un {hidden}](../case-studies/{gone}-case.md#problem).

![Un [[{gone}-case|{hidden}]] dibujado](../../docs/images/rio.png)

!!! pitfall "Del {other} [[{gone}-case|{hidden}]]"
    Nadie dijo [[{gone}-case|{hidden}]]. Lee [el cómo](../how-to/{gone}-how-to.md) y [[{gone}-explanation|el qué]].
"""
"""How a published text cites a case study that was withdrawn, in words that may be those of its title, and guides."""
ALIASES = {"draft": "comité", "later": "año", "gone": "semillas"}
"""Words of published texts, which would become links with tooltips."""


def named(state: str) -> str:
    """Return the first part of ids and titles: the address of what was withdrawn stays known."""
    return GONE if state == "gone" else f"{HIDDEN}{state}"


def entry_file(kind: str, state: str) -> tuple[str, str]:
    """Return path and text of an entry of a kind, full of secrets."""
    folder, keys, text = FILES[kind]
    secret, name = f"{HIDDEN}{state}", named(state)
    title = f"{secret} en el título" if (kind, state) == ("case", "gone") else f"{name} {kind}"
    body = BODY.format(secret=secret, name=name, up="../" * (folder.count("/") + 1))
    summary = "definition" if kind == "term" else "summary"
    themes = "" if kind in {"theme", "page"} else "themes: [agua]\n"
    front = f"title: {title}\n{STATES[state]}\n{summary}: Un resumen {secret}.\n{themes}reviewed: 2026-09-01\n"
    front += keys.format(secret=secret, name=name, alias=ALIASES[state])
    return f"{folder}/{name}-{kind}.md", f"---\n{front}---\n{text.format(secret=secret, name=name, body=body)}"


def hide(library: Path) -> None:
    """Add an entry of each kind in each state to the library of another organisation."""
    exceptions = [EXCEPTION.format(path="resources.yml")]
    catalogue = library / "resources.yml"
    (library / "docs/images").mkdir()
    for state, line in STATES.items():
        secret = f"{HIDDEN}{state}"
        resource = RESOURCE.format(secret=secret, name=named(state), state=line)
        catalogue.write_text(catalogue.read_text() + resource)
        Image.new("RGB", (3, 2)).save(library / f"docs/images/{secret}.png")
        for kind in FILES:
            path, text = entry_file(kind, state)
            (library / path).parent.mkdir(exist_ok=True)
            (library / path).write_text(text)
            exceptions += [EXCEPTION.format(path=path)] if state == "later" else []
    (library / "policy").mkdir()
    (library / "policy/exceptions.yml").write_text("".join(exceptions))
    Image.new("RGB", (4, 2)).save(library / "docs/images/rio.png")
    citing = library / "guides/how-to/medir-el-agua.md"
    said = CITING.format(gone=GONE, hidden=f"{HIDDEN}gone", other="caso")
    citing.write_text(citing.read_text().replace("\n[[guia-de-semillas]]", f"\n[[guia-de-semillas]]\n{said}"))
    theme = library / "docs/themes/tierra.md"
    theme.write_text(theme.read_text() + "\nEl comité mira ![el río](../images/rio.png)\n")


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the library, with what it holds back, once."""
    copy = other_library(tmp_path_factory.mktemp("withheld"))
    hide(copy)
    done = run("openshelf", "build", folder=copy)
    assert done.returncode == 0, done.stdout + done.stderr
    return copy


@pytest.fixture(scope="module")
def built(library: Path) -> Mapping[str, str]:
    """Return every file of the site as small letters, with what entities and escapes of JSON mean behind it."""
    return {path: "\n".join(said(data)).casefold() for path, data in contents(library / "site").items()}


def said(data: bytes) -> Iterator[str]:
    text = data.decode("utf-8", "replace")
    yield text
    yield html.unescape(text)
    yield re.sub(r"\\u([0-9a-f]{4})", lambda match: chr(int(match[1], 16)), text)


def test_nothing_that_is_withheld_is_in_any_file(built: Mapping[str, str]) -> None:
    assert [path for path, text in built.items() if HIDDEN in text or HIDDEN in path] == []


def test_the_test_can_fail(library: Path) -> None:
    assert HIDDEN in (library / "resources.yml").read_text()
    sources = [file for file in library.rglob("*.md") if HIDDEN in file.read_text() and "site" not in file.parts]
    assert len(sources) == len(STATES) * len(FILES) + 1, "and the text that cites them"


def test_a_withdrawn_entry_of_each_kind_leaves_a_notice_at_its_address(built: Mapping[str, str]) -> None:
    folders = {
        "resource": "resources/",
        "collection": "collections/",
        "case": "case-studies/",
        "how-to": "guides/",
        "explanation": "guides/",
        "framework": "frameworks/",
        "theme": "themes/",
        "update": "updates/",
        "page": "",
    }
    pages = {kind: built[f"{folder}{GONE}-{kind}/index.html"] for kind, folder in folders.items()}
    pages["term"] = built["glossary/index.html"]
    for kind, page in pages.items():
        assert (f"{GONE} {kind}" if kind != "case" else "un estudio de caso que se retiró</h1>") in page, kind
        assert "el motivo que se puede decir." in page, kind
        assert "10 de septiembre de 2026" in page, kind
        assert "resources/mapa-del-agua/" in page, kind


def test_the_notice_of_a_case_study_says_its_id_in_addresses_only(built: Mapping[str, str]) -> None:
    page = built[f"case-studies/{GONE}-case/index.html"]
    assert GONE not in re.sub(r'(?:href|content)="[^"]*"', "", page)


def test_a_text_that_cites_withdrawn_entries_says_so_and_leads_to_what_replaced_them(library: Path) -> None:
    page = (library / "site/guides/medir-el-agua/index.html").read_text()
    instead = r'en su lugar: <a href="../../resources/mapa-del-agua/" dir="auto">Mapa del agua</a>\)</span>'
    assert len(re.findall(rf'<span class="os-withdrawn">\(un estudio de caso que se retiró; {instead}', page)) == 6
    assert len(re.findall(rf'el cómo <span class="os-withdrawn">\(se retiró de la biblioteca; {instead}', page)) == 1
    assert len(re.findall(rf'el qué <span class="os-withdrawn">\(se retiró de la biblioteca; {instead}', page)) == 1


def test_withdrawn_entries_are_in_no_list_no_feed_and_no_index(built: Mapping[str, str]) -> None:
    notices = {path for path in built if GONE in path}
    assert {path for path, text in built.items() if GONE in text} - notices == {
        "data/library.json",
        "data/withdrawals.atom",
        "glossary/index.html",
    }


def test_open_data_says_of_a_withdrawn_entry_only_what_its_notice_says(library: Path) -> None:
    records = json.loads((library / "site/data/library.json").read_text())["entries"]
    found = [record for record in records if "withdrawn" in record]
    assert len(found) == len(FILES) + 1
    assert {key for record in found for key in record} <= {"entry", "form", "id", "page", "title", "withdrawn"}
    assert {key for record in found for key in record["withdrawn"]} == {"date", "reason", "replaced_by"}


def test_counts_and_facets_do_not_know_of_it(library: Path, built: Mapping[str, str]) -> None:
    assert not [path for path in built if "/by/language/sw/" in path or "/by/cost/paid/" in path]
    counts = re.findall(r'class="os-count">(\d+)<', built["resources/index.html"])
    entries = json.loads((library / "site/data/resources.json").read_text())["resources"]
    assert counts
    assert max(map(int, counts)) <= len(entries)


def test_only_pictures_of_published_texts_are_published(built: Mapping[str, str]) -> None:
    assert [path for path in built if path.endswith(".png")] == ["images/rio.png"]


def test_a_draft_may_quote_the_interface_and_the_schemas(tmp_path: Path) -> None:
    copy = other_library(tmp_path)
    words = "Habla con una persona. Una persona puede escuchar, hacer las preguntas adecuadas y ayudar a armar un plan."
    said = "The day our text was last read against its source. Writes the page."
    front = "title: Ayuda\nsummary: Cómo pedir ayuda.\ndraft: yes\nreviewed: 2026-09-01"
    (copy / "docs/ayuda.md").write_text(f"---\n{front}\n---\n{words}\n\n{said}\n")
    done = run("openshelf", "build", folder=copy)
    assert done.returncode == 0, done.stdout
    shown = contents(copy / "site")
    assert b"Una persona puede escuchar" in shown["index.html"]
    assert any(said.partition(".")[0].encode() in data for path, data in shown.items() if path.endswith("schema.json"))


def test_names_of_a_withdrawn_thing_are_no_leak_but_the_title_of_a_case_study_is(tmp_path: Path) -> None:
    gone = "withdrawn: {date: 2026-05-02, reason: It was wrong.}"
    changes = {
        "resources.yml": ("publisher: The mill", f"publisher: The old mill of the village\n  {gone}"),
        "guides/case-studies/river.md": f"---\ntitle: A map of a river\nreviewed: 2026-05-01\n{gone}\n---\n",
    }
    library = load(a_library(tmp_path, changes))
    resource, case = sorted(unpublished_texts(library), key=lambda item: item.source, reverse=True)
    assert "Holds what you write on it." in resource.texts
    assert not {"The old mill of the village", "Paper", "paper"} & set(resource.texts)
    assert (resource.names, case.names) == ((), ("A map of a river",))
    assert "Paper\npaper\nIt was wrong." in set(published_texts(library))


def test_verify_finds_a_leak(library: Path) -> None:
    page = library / "site/index.html"
    before = page.read_text()
    try:
        leak = "<p>Un texto qzxqdraft-resource y <b>mapa-del-agua</b> que nadie debe leer todavía: nada.</p></body>"
        page.write_text(before.replace("</body>", leak))
        done = run("openshelf", "verify", folder=library)
        assert done.returncode == 1
        assert "index.html:1:1 withheld-leak error: this contains words of " in done.stdout
    finally:
        page.write_text(before)
