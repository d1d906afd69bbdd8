"""Markdown as writers write it, and the HTML that readers get."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from openshelf.model.kinds import Kind
from openshelf.pages.addresses import ROOT
from openshelf.pages.markdown import MarkdownOptions, Rendered, Renderer
from openshelf.pages.terms import TermIndex
from openshelf.pages.words import Words
from openshelf.read.body import outline

if TYPE_CHECKING:
    from openshelf.library.library import Library

Render = Callable[[str], Rendered]


@pytest.fixture
def render(library: Library) -> Render:
    """Return a function that renders a text of guides/how-to/x.md."""
    terms = TermIndex(library.listed(Kind.TERM))
    options = MarkdownOptions(["admonition", "attr_list", "tables", "toc", "footnotes", "fenced_code"], {})
    renderer = Renderer(library, Words("en"), terms, options)
    return lambda text: renderer.render(outline(text, "guides/how-to/x.md", 1))


def test_a_reference_becomes_a_link_with_the_title_of_the_entry(render: Render) -> None:
    assert (
        render("See [[mapa-del-agua]].").html
        == f'<p>See <a href="{ROOT}resources/mapa-del-agua/">Mapa del agua</a>.</p>'
    )


def test_a_reference_with_words_works_inside_a_table(render: Render) -> None:
    html = render("| a | b |\n| --- | --- |\n| [[mapa-del-agua|the *map*]] | c |").html
    assert f'<td><a href="{ROOT}resources/mapa-del-agua/">the *map*</a></td>' in html
    assert "<td>c</td>" in html


def test_a_reference_in_code_stays_as_it_is_written(render: Render) -> None:
    assert "<code>[[mapa-del-agua]]</code>" in render("Write `[[mapa-del-agua]]`.").html
    assert "[[mapa-del-agua]]" in render("```\n[[mapa-del-agua]]\n```").html


def test_a_reference_to_nothing_is_plain_text_in_a_preview(render: Render) -> None:
    assert render("See [[nada|that]].").html == "<p>See that.</p>"


def test_a_path_of_a_file_becomes_the_address_of_its_page(render: Render) -> None:
    html = render("[water](../../docs/themes/agua.md#x) and [all](../../resources.yml)").html
    assert f'href="{ROOT}themes/agua/#x"' in html
    assert f'href="{ROOT}resources/"' in html


def test_a_link_to_another_site_tells_it_nothing(render: Render) -> None:
    assert '<a href="https://example.org/" rel="noopener noreferrer">' in render("[x](https://example.org/)").html


def test_a_callout_names_its_kind_in_the_language_of_the_page(render: Render) -> None:
    assert '<p class="admonition-title">Tough question</p>' in render("!!! question\n    Why?").html
    html = render('!!! pitfall "One key"\n    Only one.').html
    assert '<span class="os-callout-kind">Pitfall</span> One key' in html


def test_callouts_are_gathered_with_their_section(render: Render) -> None:
    text = "## Risks {#risks}\n\n!!! saving\n    Ask [[mapa-del-agua|here]] & **save**.\n\n!!! note\n    Not gathered."
    (callout,) = render(text).callouts
    assert callout.kind == "saving"
    assert callout.section is not None
    assert callout.section.id == "risks"
    assert f'<a href="{ROOT}resources/mapa-del-agua/">here</a> &amp; <strong>save</strong>' in callout.html


def test_one_renderer_serves_many_texts_without_mixing_them(render: Render) -> None:
    render("## A {#a}\n\n!!! question\n    One?")
    second = render("## B {#b}\n\ntext")
    assert [section.id for section in second.sections] == ["b"]
    assert second.callouts == ()


def test_the_first_use_of_a_term_is_linked_with_its_definition(render: Render) -> None:
    html = render("A cuenca is a cuenca. **Cuencas** too.").html
    assert html.count('class="os-term"') == 1
    assert 'data-tip="Toda la tierra cuya agua baja al mismo río."' in html
    assert html.startswith('<p>A <a class="os-term"')


def test_terms_are_not_linked_in_headings_links_and_code(render: Render) -> None:
    assert "os-term" not in render("## Cuenca\n\n[cuenca](https://example.org/) `cuenca` [[mapa-del-agua|cuenca]]").html


def test_terms_are_not_linked_in_the_title_of_a_callout_but_in_its_text(render: Render) -> None:
    html = render('!!! homework "Find your cuenca"\n    The cuenca is on the map.').html
    assert html.count("os-term") == 1
    assert html.index("admonition-title") < html.index("</p>") < html.index("os-term")


def test_a_named_term_counts_as_its_first_use(render: Render) -> None:
    html = render("First cuenca, then [[term/cuenca|the basin]].").html
    assert html.count("os-term") == 1
    assert ">the basin</a>" in html


def test_text_around_a_term_is_kept_word_for_word(render: Render) -> None:
    html = render("*Before* a cuenca, after & more *and* on.").html
    assert "<em>Before</em> a <a" in html
    assert "cuenca</a>, after &amp; more <em>and</em> on.</p>" in html


def test_a_table_can_be_scrolled_by_keyboard(render: Render) -> None:
    html = render("before\n\n| a |\n| --- |\n| b |\n\nafter").html
    assert '<div aria-label="Table, scrolls sideways" class="os-scroll" role="group" tabindex="0">' in html
    assert html.index("before") < html.index("<table>") < html.index("after")


def test_the_empty_corner_of_a_table_is_no_heading(render: Render) -> None:
    html = render("| | a |\n| --- | --- |\n| b | c |").html
    assert html.count("<th>") == 1
    assert "<th>a</th>" in html
