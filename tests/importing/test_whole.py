"""A table of 300 rows and a folder of 40 texts, from the source to entries; ``test_wheel.py`` builds a site of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from importing.bringing import group
from importing.sources import forty_texts, three_hundred
from libraries import contents
from openshelf.model.kinds import Kind
from support import load

if TYPE_CHECKING:
    from importing.bringing import Imports


def test_a_table_of_300_rows(imports: Imports) -> None:
    before = imports.catalogue()
    code, report = imports.table(three_hundred())
    assert code == 1
    assert report.splitlines()[-1] == (
        "250 imported complete, 30 as drafts; 0 were there already, 20 were not imported. Written: resources.yml."
    )
    assert "list.csv 300 rows: Windows-1252, cells separated by semicolons; the headings are in row 1" in report
    assert group(report, "Columns") == ["list.csv:1:15 'Nota interna (1-5)', 300 filled cells"]
    assert group(report, "Never imported") == [
        "list.csv:1:13 'Pessoa de contato', 300 filled cells",
        "list.csv:1:14 'E-mail', 300 filled cells",
    ]
    assert group(report, "Words") == [
        "list.csv:272:4 kind: 'Ferramentta' (is tool meant?); its kind is left open (and 9 more)",
        "list.csv:292:6 themes: 'Agricultura' (and 9 more)",
    ]
    drafts = group(report, "Imported as drafts")
    assert (drafts[0], drafts[10], drafts[20]) == (
        "list.csv:272 recurso-no-270: kind",
        "list.csv:282 recurso-no-280: summary",
        "list.csv:292 recurso-no-290: themes",
    )
    left = group(report, "Not imported")
    assert (left[0], left[10]) == ("list.csv:252:2 has no address", "list.csv:262:2 has the same address as row 62")
    assert "list.csv:282:3 summary is left out: personal-contact, private telephone number? +5…90" in report
    assert not any(private in imports.catalogue() for private in (b"Maria", b"@grupo", b"3456"))
    assert imports.errors() == []
    assert set(before.splitlines()) <= set(imports.catalogue().splitlines())
    assert len(load(imports.library).listed(Kind.RESOURCE)) == 252
    assert imports.values("resource/recurso-no-1") == {
        "id": "recurso-no-1",
        "title": "Recurso nº 1",
        "url": "https://r1.example.org/a?b=1",
        "kind": "guide",
        "publisher": "Grupo 1",
        "summary": "Faz a coisa número 1, com «aspas», # e : no meio.",
        "themes": ["mapping"],
        "languages": ["en", "es"],
        "regions": ["europe"],
        "cost": "free",
        "licence": "CC-BY-4.0",
        "open_source": "no",
        "reviewed": "2026-04-02",
    }


def test_the_same_table_again_changes_nothing(imports: Imports) -> None:
    imports.table(three_hundred())
    before = imports.catalogue()
    _, report = imports.table(three_hundred())
    assert imports.catalogue() == before
    assert report.splitlines()[-1] == (
        "0 imported complete, 0 as drafts; 290 were there already, 10 were not imported. Nothing was written."
    )


def test_a_folder_of_40_texts(imports: Imports) -> None:
    code, report = imports.texts(forty_texts())
    assert code == 1
    assert report.splitlines()[-1] == (
        "5 imported complete, 35 as drafts; 0 were there already, 0 were not imported. Written: 40 files."
    )
    assert imports.errors() == []
    assert imports.article("station-2") == (
        '---\ntitle: Station 2\nsummary: "A station on the way, number 2."\nthemes: [mapping]\n'
        "reviewed: 2026-05-01\n---\n"
        "Some words, and a table.\n\n| what | where |\n| --- | --- |\n| [[station-4\\|the next]] | not far |\n"
    )
    post = imports.article("post-2-what-we-saw")
    assert "See [[note-2|the note]], and [part two](part-2.md#steps)." in post
    assert "ask Ana" not in post
    assert "# Post" not in post
    assert "[[part-2|the docs]], to [[note-3]] and to [[station-2]]." in imports.article("note-2")
    assert imports.article("part-3").startswith("---\ntitle: Part 3\ndraft: yes\n---\nDo this.\n")


def test_the_same_folder_again_changes_nothing(imports: Imports) -> None:
    imports.texts(forty_texts())
    before = contents(imports.library)
    _, report = imports.texts({})
    assert contents(imports.library) == before
    assert report.splitlines()[-1] == (
        "0 imported complete, 0 as drafts; 40 were there already, 0 were not imported. Nothing was written."
    )
