"""Data files, feeds and tables of a built site."""

from __future__ import annotations

import pytest

from openshelf.verify.data import check_csv, check_xml, read_json

ATOM = '<feed xmlns="http://www.w3.org/2005/Atom">{}</feed>'
SITEMAP = '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>{}</loc></url></urlset>'


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        '{"a": "\x01"}',
        '{"a": "\\u0007"}',
        '{"a": "\\ud800"}',
        '{"url": "javascript:alert(1)"}',
        '{"list": [{"href": "java\\tscript:alert(1)"}]}',
        '{"page": ["data:text/html,x"]}',
        "[" * 100_000,
    ],
)
def test_json_that_is_not_right_is_found(text: str) -> None:
    assert {problem.rule.id for problem in read_json("a.json", text)[1]} == {"built-data"}


@pytest.mark.parametrize(
    "text",
    [
        '{"url": "https://a.example/", "page": "resources/a/", "site": null}',
        '{"title": "JavaScript: the good parts", "summary": "<script>alert(1)</script>\\n\\tx"}',
        '{"url": "mailto:a@b.example", "n": [1, true, {"مرحبا": "नमस्ते 😀"}]}',
    ],
)
def test_json_that_is_right_is_fine(text: str) -> None:
    assert read_json("a.json", text)[1] == []


@pytest.mark.parametrize(
    "text",
    [
        "",
        "<feed>",
        ATOM.format("\x01"),
        '<!DOCTYPE x [<!ENTITY a "b">]>' + ATOM.format(""),
        '<?xml-stylesheet href="x.xsl"?>' + ATOM.format(""),
        ATOM.format('<script xmlns="http://www.w3.org/1999/xhtml">alert(1)</script>'),
        ATOM.format('<link href="javascript:x"/>'),
        SITEMAP.format("file:///x"),
        '<svg xmlns="http://www.w3.org/2000/svg"/>',
    ],
)
def test_xml_that_is_not_right_is_found(text: str) -> None:
    assert {problem.rule.id for problem in check_xml("a.xml", text)} == {"built-data"}


@pytest.mark.parametrize(
    "text",
    [
        '<?xml version="1.0" encoding="UTF-8"?>\n' + ATOM.format("<title>&lt;script&gt; &amp; ñ</title>"),
        ATOM.format('<link href="../updates/a/"/><link href="https://a.example/"/>'),
        SITEMAP.format("https://a.example/a/"),
    ],
)
def test_xml_that_is_right_is_fine(text: str) -> None:
    assert list(check_xml("a.xml", text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "a,b\n=1+1,x\n",
        "\ufeff=a,b\n",
        "a,b\nx,@SUM(A1)\n",
        'a,b\n"-1",x\n',
        'a,b\n"\t=1",x\n',
        "a,b\nx\n",
        'a,b\n"x',
        "a,b\nx,\x01\n",
    ],
)
def test_a_table_that_is_not_right_is_found(text: str) -> None:
    assert {problem.rule.id for problem in check_csv("a.csv", text)} == {"built-data"}


@pytest.mark.parametrize(
    "text", ["", "\ufeffa,b\nc,d\n", "a,b\n'=1+1,x\n", 'a,b\n"x\n=y",z\n', "a,b\nx-1,y=2\n", "a\nñ\n"]
)
def test_a_table_that_is_right_is_fine(text: str) -> None:
    assert list(check_csv("a.csv", text)) == []
