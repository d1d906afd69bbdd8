"""Tables: how they are written, what their headings mean, what becomes of a cell."""

from __future__ import annotations

import os

import pytest

from importing.bringing import Imports, group
from importing.sources import table
from libraries import contents
from openshelf.importing.headings import PERSONAL, field_of
from openshelf.importing.sheets import UnusableSourceError, read_sheet
from openshelf.importing.vocabularies import VOCABULARIES, language_of, meant, several
from support import a_library, an_entry_file

WHOLE = {
    "Name": "Kiwix",
    "Link": "https://kiwix.example.org/",
    "Description": "Books without a connection.",
    "Type": "tool",
    "Theme": "Mapping",
    "Region": "Europe",
    "Reviewed": "2026-05-02",
}


def one(**changes: str) -> str:
    """Return a table of one row that is whole, but for some cells; the names of columns hold low lines for blanks."""
    cells = WHOLE | {name.replace("_", " "): cell for name, cell in changes.items()}
    return table([list(cells.values())], list(cells), ",")


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Name", "title"),
        ("Título", "title"),
        ("NOM", "title"),
        ("Name / Título", "title"),
        ("Link (URL) *", "url"),
        ("Enlace", "url"),
        ("Lien", "url"),
        ("Site web", "url"),
        ("Descrição", "description"),
        ("Notes", "notes"),
        ("Idioma(s)", "languages"),
        ("Langues", "languages"),
        ("Temas", "themes"),
        ("Mots-clés", "themes"),
        ("Tipo", "kind"),
        ("Coût", "cost"),
        ("Preço", "cost"),
        ("License", "licence"),
        ("País / Região", "regions"),
        ("Organização", "publisher"),
        ("Código abierto", "open_source"),
        ("Vérifié le", "reviewed"),
        ("Contact person", PERSONAL),
        ("E-mail", PERSONAL),
        ("Teléfono", PERSONAL),
        ("Added by", PERSONAL),
        ("Autora", PERSONAL),
        ("Score (1-5)", ""),
        ("Name / Link", ""),
        ("", ""),
        ("؟", ""),
    ],
)
def test_a_heading_means_a_field_or_none(heading: str, field: str) -> None:
    assert field_of(heading) == field


@pytest.mark.parametrize(
    ("word", "tag"),
    [
        ("Spanish", "es"),
        ("español", "es"),
        ("Portugues", "pt"),
        ("anglais", "en"),
        ("EN", "en"),
        ("pt_br", "pt-BR"),
        ("ar", "ar"),
        ("AR", ""),
        ("BR", ""),
        ("many", ""),
        ("Spanisch", ""),
    ],
)
def test_a_language_is_known_by_name_or_tag_and_never_guessed(word: str, tag: str) -> None:
    assert language_of(word) == tag


def test_every_word_of_a_vocabulary_is_written_as_words_are_compared() -> None:
    for words in VOCABULARIES.values():
        assert [word for word in words if meant([word], words)[1]] == []


def test_a_cell_that_lists_several() -> None:
    assert several("English, Español;  Français/Kiswahili\n• Amharic and Tigrinya, English") == [
        *("English", "Español", "Français", "Kiswahili", "Amharic", "Tigrinya"),
    ]


@pytest.mark.parametrize("sign", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_a_table_is_read_however_a_spreadsheet_saves_it(encoding: str, sign: str) -> None:
    rows = [["Ñandú, el", "https://a.example.org/"], ['"dos"\nlíneas; y más\t', "https://b.example.org/"]]
    sheet = read_sheet(table(rows, ["Título", "Enlace"], sign).encode(encoding))
    assert sheet.headings == ("Título", "Enlace")
    assert sheet.rows == ((2, tuple(rows[0])), (3, tuple(rows[1])))


def test_headings_stand_where_they_are_found_and_empty_rows_count() -> None:
    text = "sep=;\r\nOur list;;\r\n;;\r\nName;Link;\r\n;;\r\nA;https://a.example.org/;\r\n"
    sheet = read_sheet(text.encode())
    assert (sheet.heading_row, sheet.rows) == (3, ((5, ("A", "https://a.example.org/", "")),))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"PK\x03\x04 and so on", "is not a CSV file"),
        (b"%PDF-1.7", "is not a CSV file"),
        (b"", "has no row with headings"),
        (b"one,two\n1,2\n", "has no row with headings"),
        (b"Cost,Licence\nfree,MIT\n", "has no row with headings"),
        (b'Name,Link\n"' + b"x" * 140_000 + b'",y\n', "row 2 has a quotation mark"),
        (b'Name,Link\n"' + b"x,y\n" * 90_000, "row 2 has a quotation mark"),
        (b'Name,Link\na,b\n"c,d\ne,f\n', "row 3 has a quotation mark"),
        (b'Name,Link\n"a\nb",c\nd,"e\nf,"g, h"\n"i, j",k\n', "row 3 has a quotation mark"),
        (b'Name,Link\na,"b', "row 2 has a quotation mark"),
        (b"Name,Link\n" + b"a,b\n" * 10_001, "has more than 10,000 rows"),
    ],
)
def test_what_is_no_table_is_told(data: bytes, said: str) -> None:
    with pytest.raises(UnusableSourceError, match=said):
        read_sheet(data)


def test_as_many_rows_as_are_read_may_stand_below_the_headings_and_empty_ones_count_for_nothing() -> None:
    assert len(read_sheet(b"Name,Link\n" + b"a,b\n" * 10_000 + b",\n" * 5).rows) == 10_000


def test_a_row_with_a_sloppy_quotation_mark_is_read_where_it_swallows_nothing() -> None:
    assert read_sheet(b'Name,Link\n"a" ,"b"\nc,d "e"\n').rows == ((2, ("a ", "b")), (3, ("c", 'd "e"')))


def test_a_quotation_mark_that_is_never_closed_stops_the_import(imports: Imports) -> None:
    before = imports.catalogue()
    rows = [f"Thing {number},https://r{number}.example.org/" for number in range(60)]
    rows[4] = '"' + rows[4]
    code, report = imports.table("\n".join(["Name,Link", *rows, ""]))
    assert code == 1
    assert report.startswith("Nothing was imported.\n  list.csv cannot be read: row 6 has a quotation mark")
    assert imports.catalogue() == before


def test_a_whole_row_comes_in_complete(imports: Imports) -> None:
    code, report = imports.table(one())
    assert code == 0
    assert group(report, "Imported complete") == ["list.csv:2 kiwix"]
    assert imports.values("resource/kiwix") == {
        "id": "kiwix",
        "title": "Kiwix",
        "url": "https://kiwix.example.org/",
        "kind": "tool",
        "publisher": "unknown",
        "summary": "Books without a connection.",
        "themes": ["mapping"],
        "languages": "unknown",
        "regions": ["europe"],
        "cost": "unknown",
        "licence": "unknown",
        "open_source": "unknown",
        "reviewed": "2026-05-02",
    }
    assert imports.errors() == []


def test_a_dry_run_writes_nothing(imports: Imports) -> None:
    before = imports.catalogue()
    code, report = imports.table(one(), "--dry-run")
    assert (code, imports.catalogue()) == (0, before)
    assert report.endswith(
        "1 imported complete, 0 as drafts; 0 were there already, 0 were not imported. "
        "Nothing was written (--dry-run).\n"
    )


@pytest.mark.parametrize(
    ("changes", "lacks"),
    [
        ({"Name": ""}, "title"),
        ({"Description": ""}, "summary"),
        ({"Description": "x " * 100}, "summary"),
        ({"Type": "Toool"}, "kind"),
        ({"Type": "tool, guide"}, "kind"),
        ({"Theme": "Farming"}, "themes"),
        ({"Region": "Kenya"}, "regions"),
        ({"Reviewed": ""}, "reviewed"),
        ({"Reviewed": "01/02/2026"}, "reviewed"),
        ({"Reviewed": "2026-02-30"}, "reviewed"),
        ({"Reviewed": "2030-01-01"}, "1 future-date"),
        ({"Description": "`code` and [words](https://a.example.org/)."}, "1 plain-field"),
        ({"Name": "x" * 201}, "1 wrong-value"),
    ],
)
def test_what_a_row_does_not_say_makes_a_draft(imports: Imports, changes: dict[str, str], lacks: str) -> None:
    code, report = imports.table(one(**changes))
    assert code == 1
    (draft,) = group(report, "Imported as drafts")
    assert draft.partition(": ")[2] == lacks
    assert imports.errors() == []


@pytest.mark.parametrize(
    "changes",
    [
        *({"Draft": "yes"}, {"Draft": "✓"}, {"Status": "in review"}, {"Visibility": "private"}, {"Withdrawn": "2026"}),
        *(
            {"Publish_after": "soon"},
            {"Publish_after": "2026-07-01"},
            {"Publish_after": '="2027-01-01"'},
            {"Sensitive": "✓"},
            {"Review_by": "1/2/27"},
        ),
        *({"Published": "no"}, {"Expires": "2026-06-01"}, {"Embargo": "2026-12-01"}, {"Draft": "no", "Status": "wip"}),
        *({"Status (draft, published)": "draft"}, {"Borrador": "sí"}),
    ],
)
def test_a_row_that_is_held_back_is_a_draft(imports: Imports, changes: dict[str, str]) -> None:
    code, report = imports.table(one(**changes))
    assert (code, group(report, "Imported as drafts")) == (1, ["list.csv:2 kiwix"])
    assert any(line.startswith("list.csv:2:") for line in group(report, "Check these") + group(report, "Words"))


@pytest.mark.parametrize(
    "changes",
    [
        *({"Draft": "no"}, {"Draft": ""}, {"Draft": "-"}, {"Status": "Publicado"}, {"Visibility": "public"}),
        *({"Published": "2019"}, {"Expires": "2027-01-01"}, {"Withdrawn": "No"}, {"Sensitive": "no"}),
    ],
)
def test_a_row_that_nothing_holds_back_comes_in_complete(imports: Imports, changes: dict[str, str]) -> None:
    _, report = imports.table(one(**changes))
    assert group(report, "Imported complete") == ["list.csv:2 kiwix"]


def test_a_thousand_rows_that_lack_nearly_everything_are_drafts_at_once(imports: Imports) -> None:
    rows = [["Thing", f"https://r{number}.example.org/"] for number in range(1_000)]
    _, report = imports.table(table(rows, ["Name", "Link"], ","))
    assert report.splitlines()[-1].startswith("0 imported complete, 1000 as drafts; 0 were there already, 0 were not")
    assert imports.values("resource/thing-1000")["url"] == "https://r999.example.org/"


def test_a_list_of_the_library_that_is_not_read_to_its_end_is_named(imports: Imports) -> None:
    own = "".join(f"- id: a{number}\n" for number in range(700))
    (imports.library / "resources.yml").write_text(own, encoding="utf-8")
    code, report = imports.table(one())
    assert (code, imports.catalogue()) == (1, own.encode())
    assert report == (
        "Nothing was imported.\n"
        "  resources.yml could not be read to its end: first correct what openshelf check finds there\n"
    )


def test_columns_of_our_own_are_taken_over(imports: Imports) -> None:
    code, _ = imports.table(one(Sensitive="sí", Publish_after="2026-06-01", Review_by="2027-01-31"))
    assert code == 0
    values = imports.values("resource/kiwix")
    assert (values["sensitive"], values["publish_after"], values["review_by"]) == ("yes", "2026-06-01", "2027-01-31")
    assert b"  sensitive: yes\n" in imports.catalogue()


def test_a_theme_can_be_given(imports: Imports) -> None:
    code, report = imports.table(one(Theme="Farming"), "--theme", "mapping")
    assert (code, group(report, "Words")) == (1, ["list.csv:2:5 themes: 'Farming'"])
    assert imports.values("resource/kiwix")["themes"] == ["mapping"]
    code, report = imports.table(one(), "--theme", "maping")
    assert (code, report) == (1, "There is no theme 'maping' (did you mean mapping?). Nothing was imported.\n")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"Link": ""}, "list.csv:2:2 has no address"),
        ({"Link": "mailto:a@b.example"}, "list.csv:2:2 'mailto:a@b.example' starts with mailto:, not with https://"),
        (
            {"Link": "javascript:alert(1)"},
            "list.csv:2:2 'javascript:alert(1)' starts with javascript:, not with https://",
        ),
        ({"Link": "ask Ana"}, "list.csv:2:2 'ask Ana' contains a space"),
        (
            {"Link": "https://a.example.org https://b.example.org"},
            "list.csv:2:2 has 2 addresses in one cell: leave one",
        ),
        ({"Link": f"https://a.example.org/{'x' * 2000}"}, "list.csv:2:2 has an address of 2,022 characters"),
        ({"Link": '=HYPERLINK("https://a.example.org")'}, "list.csv:2:2 has no address"),
        ({"Link": "https://192.168.0.1/admin"}, "list.csv:2:2 kiwix: private-link, "),
        ({"Link": "https://bit.ly/3abcdef"}, "list.csv:2:2 kiwix: short-link, "),
    ],
)
def test_a_row_without_an_address_that_readers_may_get_is_not_taken(
    imports: Imports, changes: dict[str, str], said: str
) -> None:
    before = imports.catalogue()
    code, report = imports.table(one(**changes))
    assert (code, imports.catalogue()) == (1, before)
    (left,) = group(report, "Not imported")
    assert left.startswith(said)


def test_an_address_without_its_start_gets_one_and_is_told(imports: Imports) -> None:
    _, report = imports.table(one(Link="www.kiwix.example.org/get"))
    assert imports.values("resource/kiwix")["url"] == "https://www.kiwix.example.org/get"
    assert group(report, "Check these") == [
        "list.csv:2:2 https:// is put before 'www.kiwix.example.org/get': check that it opens"
    ]


@pytest.mark.parametrize(
    ("changes", "key", "said"),
    [
        ({"Publisher": "=1+1"}, "publisher", "publisher: '=1+1' is a formula, and is left out"),
        ({"Publisher": "+cmd|' /C calc'!A0"}, "publisher", "a formula, and is left out"),
        ({"Publisher": "#REF!"}, "publisher", "publisher: '#REF!' is the error of a formula"),
        ({"Cost": "#¿NOMBRE?".replace("¿", "¡")}, "cost", "the error of a formula"),
        ({"Publisher": "x" * 5001}, "publisher", "a cell of 5,001 characters is left out"),
        ({"Source_code": "on GitHub"}, "addresses", "source_code: 'on GitHub' is not an address, and is left out"),
    ],
)
def test_a_cell_that_holds_no_fact_is_left_out(imports: Imports, changes: dict[str, str], key: str, said: str) -> None:
    code, report = imports.table(one(**changes))
    assert code == 1
    assert said in group(report, "Check these")[0]
    assert imports.values("resource/kiwix").get(key, "unknown") == "unknown"


def test_formulas_of_our_own_table_are_texts_again_and_hashtags_are_no_mistakes(imports: Imports) -> None:
    code, _ = imports.table(one(Name="#MeToo", Publisher="'@the-group (a club)", Description="'=1 is a text."))
    found = imports.values("resource/metoo")
    assert (found["title"], found["publisher"], found["summary"]) == ("#MeToo", "@the-group (a club)", "=1 is a text.")
    assert code == 0


def test_characters_that_nobody_sees_are_taken_out(imports: Imports) -> None:
    _, report = imports.table(one(Name="Ki\u202ewix", Publisher="A\x0bB\x00"))
    assert imports.values("resource/kiwix")["title"] == "Kiwix"
    assert imports.values("resource/kiwix")["publisher"] == "A B"
    assert len(group(report, "Check these")) == 2


def test_nothing_of_a_person_comes_in(imports: Imports) -> None:
    code, report = imports.table(
        one(
            Description="Write to Ana at ana@group-xyz.org or call +254 20 1234567.",
            Contact_person="Ana",
            Email="ana@group-xyz.org",
        )
    )
    assert code == 1
    assert not any(private in imports.catalogue() for private in (b"Ana", b"group-xyz", b"1234567"))
    assert "list.csv:2:3 summary is left out: personal-contact, private e-mail address? an…rg" in report
    assert group(report, "Never imported") == [
        "list.csv:1:8 'Contact person', 1 filled cell",
        "list.csv:1:9 'Email', 1 filled cell",
    ]


def test_facts_are_read_in_four_languages(imports: Imports) -> None:
    _, report = imports.table(
        one(
            Type="Herramienta",
            Idioma="inglés y Français",
            Coste="gratuito",
            Licence="mit",
            Plataformas="Android, navegador",
            Código_abierto="Sim",
            Region="worldwide",
            Organização="A: B #1",
            Source_code="https://code.example.org/kiwix",
        )
    )
    found = imports.values("resource/kiwix")
    assert {key: found[key] for key in ("kind", "languages", "cost", "licence", "platforms", "open_source")} == {
        "kind": "tool",
        "languages": ["en", "fr"],
        "cost": "free",
        "licence": "MIT",
        "platforms": ["android", "web"],
        "open_source": "yes",
    }
    assert found["regions"] == ["global"]
    assert found["publisher"] == "A: B #1"
    assert found["addresses"] == {"source_code": "https://code.example.org/kiwix"}
    assert "Words" not in report


def test_words_that_fit_nothing_are_told_once_and_not_guessed(imports: Imports) -> None:
    code, report = imports.table(
        one(Language="English, Klingonish", Cost="5 €/month", Licence="GPLv3", Open_source="mostly")
    )
    found = imports.values("resource/kiwix")
    assert code == 1
    assert (found["languages"], found["languages_complete"]) == (["en"], "no")
    assert (found["cost"], found["cost_note"]) == ("unknown", "5 €/month")
    assert (found["licence"], found["open_source"]) == ("unknown", "unknown")
    assert len(group(report, "Words")) == 4
    assert "licence: 'GPLv3' (did you mean GPL-3.0?); unknown is written" in report


def test_a_long_description_is_one_and_a_longer_one_is_a_guide(imports: Imports) -> None:
    text = "One line, and it is rather long. " * 6 + "\n\n- a: list # with signs\n- two"
    _, report = imports.table(one(Description=text, Summary="Books."))
    found = imports.values("resource/kiwix")
    assert (found["summary"], found["description"]) == ("Books.", "\n".join(map(str.rstrip, text.split("\n"))) + "\n")
    assert imports.errors() == []
    imports.table(one(Name="Other", Link="https://other.example.org", Description="x " * 400, Summary="Books."))
    assert "description" not in imports.values("resource/other")
    assert "Imported complete" in report


def test_notes_become_public_only_where_nothing_else_describes(imports: Imports) -> None:
    _, report = imports.table(one(Notes="Ask the board first."))
    assert "'Notes', 1 filled cell (there is a column for the description)" in report
    assert b"board" not in imports.catalogue()
    cells = {("Notes" if name == "Description" else name): cell for name, cell in WHOLE.items()}
    cells |= {"Link": "https://b.example.org", "Name": "B"}
    code, report = imports.table(table([list(cells.values())], list(cells), ","))
    assert code == 1
    assert "these notes become public" in report
    assert imports.values("resource/b")["summary"] == WHOLE["Description"]


def test_needed_columns_that_are_not_there_are_named_before(imports: Imports) -> None:
    _, report = imports.table("Name,Link\nA,https://a.example.org\n", "--dry-run")
    needed = [line.partition(",")[0] for line in group(report, "Needed, but in no column")]
    assert needed == ["list.csv:1 kind", "list.csv:1 themes", "list.csv:1 regions", "list.csv:1 reviewed"]


def test_what_is_there_stays_and_is_told(imports: Imports) -> None:
    rows = [
        ["Paper again", "http://www.paper.example.org"],
        ["Pencil", "https://other.example.org/"],
        ["Pen", "https://pen.example.org/#a"],
        ["Pen", "https://pen.example.org/#b"],
        ["Mapping", "https://mapping.example.org/"],
        ["By", "https://by.example.org/"],
        ["دليل", "https://dalil.example.org/"],
        ["", ""],
    ]
    _, report = imports.table(table(rows, ["Name", "Link"], ","))
    assert group(report, "Already in the library") == ["list.csv:2:2 is 'paper'"]
    assert group(report, "Left out") == ["list.csv:3:1 the library has another entry 'pencil'"]
    drafts = [line.partition(": ")[0] for line in group(report, "Imported as drafts")]
    assert drafts == [
        "list.csv:4 pen",
        "list.csv:5 pen-2",
        "list.csv:6 mapping-2",
        "list.csv:7 by-2",
        "list.csv:8 dalil-example-org",
    ]
    assert imports.errors() == []


def test_what_was_withdrawn_does_not_come_back(imports: Imports) -> None:
    gone = b"  reviewed: 2026-05-01\n  withdrawn: {date: 2026-05-02, reason: It is closed.}\n"
    file = imports.library / "resources.yml"
    file.write_bytes(file.read_bytes().replace(b"  reviewed: 2026-05-01\n", gone))
    before = imports.catalogue()
    _, report = imports.table(one(Name="Paper 2", Link="https://paper.example.org/"))
    assert group(report, "Already in the library") == ["list.csv:2:2 is 'paper'"]
    assert imports.catalogue() == before


@pytest.mark.parametrize(
    ("before", "added"),
    [
        ("", "- id: kiwix\n"),
        ("# Ours\n", "# Ours\n\n- id: kiwix\n"),
        ("- id: ant\n  draft: yes\n\n- id: zoo\n  draft: yes\n", "- id: ant\n  draft: yes\n\n- id: kiwix\n"),
        (
            "- id: zoo\n  draft: yes\n- id: ant\n  draft: yes",
            "- id: zoo\n  draft: yes\n- id: ant\n  draft: yes\n\n- id: kiwix\n",
        ),
        (
            "# a\r\n\r\n  - id: ant\r\n    draft: yes\r\n",
            "# a\r\n\r\n  - id: ant\r\n    draft: yes\r\n\r\n  - id: kiwix\r\n",
        ),
    ],
)
def test_entries_are_added_and_nothing_is_touched(imports: Imports, before: str, added: str) -> None:
    file = imports.library / "resources.yml"
    for path in ("guides", "docs/updates"):
        for text in (imports.library / path).rglob("*.md"):
            text.unlink()
    file.write_bytes(before.encode())
    _, report = imports.table(one())
    assert "Written: resources.yml." in report
    assert file.read_bytes().decode().startswith(added)
    assert imports.values("resource/kiwix")["title"] == "Kiwix"


@pytest.mark.parametrize("link", ["resources", "resources.yml"])
def test_no_entry_is_written_through_a_link(imports: Imports, link: str) -> None:
    elsewhere = imports.folder / "elsewhere"
    if link == "resources":
        elsewhere.mkdir()
        (elsewhere / "zinc.yml").write_text(an_entry_file("zinc"), encoding="utf-8")
    else:
        (imports.library / link).rename(elsewhere)
    (imports.library / link).symlink_to(elsewhere)
    before = contents(imports.folder)
    code, report = imports.table(one())
    (imports.folder / "list.csv").unlink()
    assert (code, contents(imports.folder)) == (1, before)
    assert report.startswith(f"Nothing was imported.\n  {link} is a symbolic link")


def test_a_list_in_brackets_stays_and_entries_get_files(imports: Imports) -> None:
    file = imports.library / "resources.yml"
    file.write_text("[{id: zoo, draft: yes}]\n", encoding="utf-8")
    _, report = imports.table(one())
    assert "Written: resources/kiwix.yml." in report
    assert file.read_text(encoding="utf-8") == "[{id: zoo, draft: yes}]\n"


def test_a_library_with_a_file_an_entry_gets_files(imports: Imports) -> None:
    a_library(imports.library, {"resources/zinc.yml": an_entry_file("zinc"), "resources/kiwix.yml": "id: ["})
    before = imports.catalogue()
    _, report = imports.table(one())
    assert group(report, "Left out") == ["list.csv:2:1 the library has another entry 'kiwix'"]
    _, report = imports.table(one(Name="Kolibri"))
    assert imports.catalogue() == before
    assert (imports.library / "resources/kolibri.yml").read_text(encoding="utf-8").startswith("id: kolibri\n")


def test_a_catalogue_that_cannot_be_read_stops_everything(imports: Imports) -> None:
    (imports.library / "resources.yml").write_text("- id: [\n", encoding="utf-8")
    code, report = imports.table(one())
    assert code == 1
    assert report.startswith("Nothing was imported.\n  resources.yml:")


def test_a_file_that_is_not_there_is_a_fault_of_the_command(imports: Imports) -> None:
    with pytest.raises(SystemExit) as stop:
        imports.run(imports.folder / "none.csv")
    assert stop.value.code == 2


@pytest.mark.parametrize("path", ["", "..", "guides", "resources.yml", "mkdocs.yml"])
def test_the_library_itself_is_no_source(imports: Imports, path: str) -> None:
    (imports.library / "guides").mkdir(exist_ok=True)
    before = contents(imports.library)
    code, report = imports.run(imports.library / path)
    assert (code, contents(imports.library)) == (1, before)
    assert report.startswith("Nothing was imported.\n")
    assert "belongs to the library itself" in report


def test_what_is_no_file_is_told_in_words(imports: Imports, capsys: pytest.CaptureFixture[str]) -> None:
    os.mkfifo(imports.folder / "pipe.csv")
    for name, said in (
        ("none.csv", "none.csv does not exist"),
        ("pipe.csv", "pipe.csv is neither a file nor a folder"),
    ):
        with pytest.raises(SystemExit):
            imports.run(imports.folder / name)
        message = capsys.readouterr().err
        assert said in message
        assert "Errno" not in message


def test_columns_that_are_not_read_are_told_once(imports: Imports) -> None:
    headings = ["Name", "Link", "Notes", "Description", "Details", "Comments"]
    _, report = imports.table(table([["A", "https://a.example.org/", "n", "d", "e", "c"]], headings, ","))
    assert "list.csv 1 row: UTF-8" in report
    assert group(report, "Columns") == [
        "list.csv:1:3 'Notes', 1 filled cell (there is a column for the description)",
        "list.csv:1:5 'Details', 1 filled cell (description is read from column 4)",
        "list.csv:1:6 'Comments', 1 filled cell (there is a column for the description)",
    ]
    assert "'Notes' is read as" not in report


def test_control_signs_of_a_source_do_not_reach_the_terminal(imports: Imports) -> None:
    _, report = imports.table("Name,Link,\x1b[31mred\na,https://a.example.org,\x1b]0;x\x07\n")
    assert "\x1b" not in report
    assert "\x07" not in report


def test_settings_that_name_files_beside_the_content_are_no_matter(imports: Imports) -> None:
    file = imports.library / "mkdocs.yml"
    (imports.library / "hooks").mkdir()
    (imports.library / "hooks/main.py").write_text("from openshelf.site.hook import *\n", encoding="utf-8")
    named = "theme: {name: openshelf, custom_dir: own}\nhooks: [hooks/main.py]\nplugins: []\n"
    file.write_text(file.read_text(encoding="utf-8") + named, encoding="utf-8")
    (imports.library / "own").mkdir()
    code, report = imports.table(one())
    assert (code, group(report, "Imported complete")) == (0, ["list.csv:2 kiwix"])
    assert imports.errors() == []
