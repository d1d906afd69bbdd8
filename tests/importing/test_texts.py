"""Folders of Markdown: front matter, titles, links, and what is left to the check."""

from __future__ import annotations

import pytest

from importing.bringing import Imports, group
from libraries import contents

WHOLE = "summary: What it is.\ntags: [Mapping]\nreviewed: 2026-05-02\n"


def whole(title: str, body: str = "Text.\n") -> str:
    """Return a text that lacks nothing."""
    return f"---\ntitle: {title}\n{WHOLE}---\n{body}"


def test_a_whole_text_comes_in_complete(imports: Imports) -> None:
    code, report = imports.texts({"a.md": whole("A text")})
    assert code == 0
    assert group(report, "Imported complete") == ["texts/a.md a-text"]
    assert imports.article("a-text") == (
        "---\ntitle: A text\nsummary: What it is.\nthemes: [mapping]\nreviewed: 2026-05-02\n---\nText.\n"
    )
    assert imports.errors() == []


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("---\ntitle: One\n---\nText.\n", "One"),
        ("---\nTitle: 'One: two'\n---\n\n# One two\n\nText.\n", "One: two"),
        ("+++\ntitle = 'One'\n+++\nText.\n", "One"),
        ("title: One\ndate: 2024\n\nText.\n", "One"),
        ("# One `two`\n\nText.\n", "One two"),
        ("One\n===\n\nText.\n", "One"),
        ("<!-- a -->\n\n# One\n\nText.\n", "One"),
        ("\ufeff# One\r\n\r\nText.\r\n", "One"),
        ("---\ntags: a\n...\n# One\n\nText.\n", "One"),
        ("---\nauthor: [\n---\n# One\n\nText.\n", "One"),
        ("---\ntitle: [x]\n---\n# One\n\nText.\n", "One"),
    ],
)
def test_the_title_is_found_and_taken_out_of_the_text(imports: Imports, text: str, title: str) -> None:
    imports.texts({"a.md": text})
    (file,) = (imports.library / "guides/articles").iterdir()
    assert imports.values(f"guide/{file.stem}")["title"] == title
    assert file.read_text(encoding="utf-8").endswith("---\nText.\n")


@pytest.mark.parametrize(
    ("path", "id_", "title"),
    [
        ("2024-01-05-safe-maps.md", "safe-maps", "Safe maps"),
        ("My note.md", "my-note", "My note"),
        ("sub/index.md", "sub", "Sub"),
        ("sub/README.md", "sub", "Sub"),
        ("a_b.markdown", "a-b", "A b"),
        ("map.en.md", "map", "Map"),
        ("دليل.md", "entry", "دليل"),
    ],
)
def test_a_text_without_a_title_is_called_like_its_file(imports: Imports, path: str, id_: str, title: str) -> None:
    _, report = imports.texts({path: "Text.\n"})
    assert f"texts/{path} has no title: {title!r} is made from its name" in report
    assert imports.values(f"guide/{id_}")["title"] == title


def test_another_heading_than_the_title_stays(imports: Imports) -> None:
    imports.texts({"a.md": whole("A", "# B\n\nText.\n")})
    assert imports.article("a").endswith("draft: yes\n---\n# B\n\nText.\n")


def test_a_day_of_writing_is_no_review_and_a_person_is_not_named(imports: Imports) -> None:
    text = "---\ntitle: A\ndate: 2026-05-01\nlastmod: 2026-05-02\nauthor: Ana\nlayout: post\n---\nText.\n"
    code, report = imports.texts({"a.md": text, "b.md": text.replace("title: A", "title: B")})
    assert code == 1
    assert "reviewed" not in imports.values("guide/a")
    assert group(report, "Never imported") == ["texts/a.md:5 'author', in 2 files"]
    days = "(the day of writing or of a change is not the day of a review)"
    assert group(report, "Columns and keys") == [
        f"texts/a.md:3 'date', in 2 files {days}",
        f"texts/a.md:4 'lastmod', in 2 files {days}",
        "texts/a.md:6 'layout', in 2 files",
    ]
    assert "Ana" not in imports.article("a")


@pytest.mark.parametrize(
    "keys",
    [
        *("draft: true", "draft: yes", "draft: perhaps", "published: false", "publish: no", "status: draft"),
        *("status: Private", "visibility: private", "visibility: [members]", "private: true", "hidden: yes"),
        *("unlisted: true", "withdrawn: yes", "withdrawn: {date: 2026-05-01, reason: Wrong.}", "headless: true"),
        *("publishDate: 2026-07-01T10:00:00Z", "publishDate: soon", "expiryDate: 2026-06-01", "embargo: 2027"),
        *("embargo: yes", "embargo_until: 2026-12-24", "date: 2026-08-01", "password: open", "render: false"),
        *(
            "isDraft: true",
            "_build: {render: never}",
            "robots: noindex",
            "publishDate: 2026-06-15T23:00:00Z",
            "publishAfter: soon",
            "publish_after: next year",
            "publish_after: 2026-07-01",
            "sensitive: very",
            "sensitive: [yes]",
            "review_by: 1/2/2027",
        ),
        *("draft: false\nDraft: true", "draft: no\nstatus: pending"),
    ],
)
def test_what_is_held_back_is_a_draft_and_told(imports: Imports, keys: str) -> None:
    code, report = imports.texts({"a.md": whole("A").replace("title", f"{keys}\ntitle")})
    assert (code, group(report, "Imported as drafts")) == (1, ["texts/a.md a"])
    line = 2 + keys.count("\n")
    assert any(
        one.startswith((f"texts/a.md:{line} ", "texts/a.md:1 its front matter"))
        for one in group(report, "Check these") + group(report, "Words")
    )
    assert imports.values("guide/a")["draft"] == "yes"


def test_lines_of_keys_in_which_one_stands_twice_are_not_trusted(imports: Imports) -> None:
    keys = f"title: A\n{WHOLE}".replace("[Mapping]", "Mapping")
    _, report = imports.texts({"a.md": f"{keys}draft: true\ndraft: false\n\nText.\n"})
    assert group(report, "Imported as drafts") == ["texts/a.md a"]
    assert group(report, "Check these")[0] == (
        "texts/a.md:1 its front matter cannot be read in full: a key stands there twice"
    )


def test_the_reason_of_a_hold_names_key_and_value(imports: Imports) -> None:
    keys = "status: private\nvisibility: odd\nexpiryDate: then\ntitle"
    _, report = imports.texts({"a.md": whole("A").replace("title", keys), "_drafts/b.md": whole("B")})
    assert group(report, "Check these") == [
        "texts/_drafts/b.md it is in folder '_drafts', so it comes in as a draft",
        "texts/a.md:2 'status' is 'private', so it comes in as a draft",
        "texts/a.md:3 'visibility' is 'odd', so it comes in as a draft",
        "texts/a.md:4 'expiryDate' is 'then', which is not understood, so it comes in as a draft",
    ]


@pytest.mark.parametrize(
    "keys",
    [
        *("draft: false", "published: true", "publish: yes", "published: 2026-01-31", "status: Published"),
        *("visibility: public", "private: no", "hidden:", "embargo: no", "publishDate: 2020", "embargo: 2026-06-14"),
        *("publishDate: 2026-06-15", "date: 2026-06-15", "published_at: 2026-05-01", "publish: 2026-06-15"),
        *("expiryDate: 2027-01-01", "date: a long time ago", "withdrawn: no", "sensitive: no", "status: ~"),
    ],
)
def test_what_nothing_holds_back_comes_in_complete(imports: Imports, keys: str) -> None:
    _, report = imports.texts({"a.md": whole("A").replace("title", f"{keys}\ntitle")})
    assert group(report, "Imported complete") == ["texts/a.md a"]
    assert not {"draft", "sensitive"} & imports.values("guide/a").keys()


def test_keys_of_our_own_are_taken_over(imports: Imports) -> None:
    keys = {"sensitive": "yes", "publish_after": "2026-06-01", "review_by": "2027-01-31"}
    lines = "".join(f"{key}: {value}\n" for key, value in keys.items())
    code, _ = imports.texts({"a.md": whole("A").replace("title", f"{lines}title")})
    assert code == 0
    assert imports.values("guide/a") == {
        "title": "A",
        "summary": "What it is.",
        "themes": ["mapping"],
        "reviewed": "2026-05-02",
        **keys,
    }


def test_links_between_texts_become_references(imports: Imports) -> None:
    body = (
        '[b](sub/B%20b.md) [b](./sub/B%20b.md#part) [*b*](sub/B%20b.md) [c](sub/c/) [c](sub/c/index.md "Title")\n'
        "[none](none.md) [out](https://a.example.org/b.md) [own](#x)\n"
        "[[B b]] [[sub/B b|words]] [[nothing]] `[[B b]]`\n\n"
        "| a | b |\n| --- | --- |\n| [b](sub/B%20b.md) | [[B b#part]] |\n"
    )
    _, report = imports.texts(
        {"a.md": whole("A", body), "sub/B b.md": whole("Second"), "sub/c/index.md": whole("Third")}
    )
    assert "texts/a.md:13:23 '#part' is left out: a reference leads to a whole text" in report
    assert imports.article("a").partition("draft: yes\n---\n")[2] == (
        "[[second|b]] [b](second.md#part) [*b*](sub/B%20b.md) [[third|c]] [[third|c]]\n"
        "[none](none.md) [out](https://a.example.org/b.md) [own](#x)\n"
        "[[second]] [[second|words]] [[nothing]] `[[B b]]`\n\n"
        "| a | b |\n| --- | --- |\n| [[second\\|b]] | [[second\\|B b]] |\n"
    )


def test_a_text_that_leads_to_a_draft_is_one_until_that_is_published(imports: Imports) -> None:
    _, report = imports.texts({"a.md": whole("A", "[b](b.md)\n"), "b.md": "# B\n\nText.\n"})
    assert group(report, "Imported as drafts") == ["texts/a.md a", "texts/b.md b: reviewed, summary, themes"]
    assert imports.errors() == []


def test_comments_are_taken_out_and_calls_of_other_programs_told(imports: Imports) -> None:
    body = "One <!-- ask\nAna -->two.\n\n%% not this %%\n\n```\n<!-- code -->\n```\n\n{% include x.html %}\n"
    code, report = imports.texts({"a.md": whole("A", body)})
    assert code == 1
    assert group(report, "Check these") == [
        "texts/a.md:7 a comment is taken out",
        "texts/a.md:10 a comment is taken out",
        "texts/a.md:16:1 '{% include x.html %}' is a command for another program",
    ]
    article = imports.article("a")
    assert "Ana" not in article
    assert "not this" not in article
    assert "<!-- code -->" in article


def test_pictures_and_files_of_other_kinds_are_told_and_left(imports: Imports) -> None:
    files = {"a.md": whole("A", "![A map](img/a.png)\n"), "img/a.png": b"x", "b.html": "x", ".obsidian/x.md": "x"}
    _, report = imports.texts({**files, "_site/x.md": "x"})
    assert group(report, "Check these") == ["texts/a.md:7:1 the picture 'img/a.png' is not copied"]
    assert group(report, "Columns and keys") == ["texts 1 file .html", "texts 1 file .png"]
    assert group(report, "Imported as drafts") == ["texts/a.md a: 1 unknown-file"]
    assert not list(imports.library.rglob("*.png"))


@pytest.mark.parametrize(
    ("path", "data", "said"),
    [
        ("a.fr.md", "Texte.\n", "texts/a.fr.md is in 'fr', and the library is in en"),
        ("a.md", "---\nlang: Español\n---\nTexto.\n", "texts/a.md is in 'Español', and the library is in en"),
        ("a.md", "One\x00two\n", "texts/a.md:1 character U+0000 is not text"),
        ("a.md", "x" * 20_001, "texts/a.md:1 a line of 20,001 characters"),
        ("a.md", "---\ntitle: A\nauthor: Ana\n\nText.\n", "texts/a.md:1 opens front matter that is never closed"),
        ("a.md", "+++\n# x\ntitle = 'A'\n\nText.\n", "texts/a.md:1 opens front matter that is never closed"),
        ("a.md", "x\n" * 300_000, "texts/a.md has more than 512 kB"),
        ("a.md", "# A\n\nText.\n\nWrite to ana@group-xyz.org.\n", "texts/a.md:5 a: personal-contact, "),
        ("a.md", "# A\n\npassword: AKIAIOSFODNN7EXAMPLX\n", "texts/a.md:3 a: secret, "),
    ],
)
def test_a_text_that_may_not_lie_in_the_library_is_not_taken(imports: Imports, path: str, data: str, said: str) -> None:
    code, report = imports.texts({path: data})
    assert code == 1
    (left,) = group(report, "Not imported")
    assert left.startswith(said)
    assert not (imports.library / "guides/articles").exists()


def test_everything_that_keeps_a_text_out_is_told_at_once(imports: Imports) -> None:
    text = "# A\n\nana@group-xyz.org\n\n[here it is](https://10.0.0.1/x)\n"
    _, report = imports.texts({"a.md": text})
    left = [line.partition(", ")[0] for line in group(report, "Not imported")]
    assert left == ["texts/a.md:3 a: personal-contact", "texts/a.md:5 a: private-link"]


def test_a_private_key_of_front_matter_is_left_out_and_the_text_comes_in(imports: Imports) -> None:
    _, report = imports.texts({"a.md": whole("A").replace("What it is.", "Ask ana@group-xyz.org.")})
    assert "texts/a.md:3 summary is left out: personal-contact, " in report
    assert group(report, "Imported as drafts") == ["texts/a.md a: summary"]


def test_an_old_encoding_is_read_and_told(imports: Imports) -> None:
    _, report = imports.texts({"a.md": whole("A", "Café – déjà vu.\n").encode("cp1252")})
    assert "texts/a.md is read as Windows-1252: check its accents" in report
    assert imports.article("a").endswith("Café – déjà vu.\n")


def test_titles_that_are_there_twice(imports: Imports) -> None:
    texts = {"a/x.md": whole("Intro"), "b/x.md": whole("Intro"), "c.md": whole("Mapping"), "d.md": whole("Paper")}
    _, report = imports.texts(texts)
    assert [line.rpartition(" ")[2] for line in group(report, "Imported complete")] == [
        *("intro", "intro-2", "mapping-2", "paper-2"),
    ]
    assert "texts/b/x.md its id is 'intro-2', because the id made from its title is taken or empty" in report
    _, report = imports.texts(texts)
    assert len(group(report, "Already in the library")) == 4
    assert imports.errors() == []


@pytest.mark.parametrize("link", ["guides", "guides/articles"])
def test_nothing_is_written_through_a_link(imports: Imports, link: str) -> None:
    elsewhere = imports.folder / "elsewhere"
    place = imports.library / link
    place.parent.mkdir(parents=True, exist_ok=True)
    if place.exists():
        place.rename(elsewhere)
    elsewhere.mkdir(exist_ok=True)
    place.symlink_to(elsewhere)
    before = contents(elsewhere)
    code, report = imports.texts({"a.md": whole("A")})
    assert code == 1
    assert report.startswith(f"Nothing was imported.\n  {link} is a symbolic link")
    assert contents(elsewhere) == before


def test_a_link_to_a_text_that_was_refused_stays_as_it_is(imports: Imports) -> None:
    body = "[b](b.md) [[b]] [c](c.md)\n"
    texts = {"a.md": whole("A", body), "b.md": whole("B", "Write to ana@group-xyz.org.\n"), "c.md": whole("C")}
    _, report = imports.texts(texts)
    assert len(group(report, "Not imported")) == 1
    assert imports.article("a").endswith("[b](b.md) [[b]] [[c|c]]\n")


def test_a_line_above_a_text_is_no_front_matter(imports: Imports) -> None:
    _, report = imports.texts({"a.md": "---\n\nText that goes on: like this.\n\nMore.\n"})
    assert group(report, "Not imported") == []


def test_a_folder_without_texts_is_told(imports: Imports) -> None:
    code, report = imports.texts({"a.txt": "x"})
    assert code == 1
    assert report.startswith("Nothing was imported.\n")
    assert "contains no Markdown files" in report
