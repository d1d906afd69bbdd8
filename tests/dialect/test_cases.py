"""What went wrong in files of other people: each kind of fault once, with what must come of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest

from dialect.dom import tree_of
from dialect.trial import trial
from openshelf.site.i18n import Words
from openshelf.site.urls import href
from openshelf.site.view import View
from support import FILES, a_library, load, problems_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from openshelf.core.problem import Problem


class Case(NamedTuple):
    """A text, and the HTML that it becomes without a word from the checks."""

    name: str
    text: str
    html: str


AS_IN_THE_PREVIEW = (
    Case(
        "bare addresses of mail are links",
        "Write to ask+us@mill.example, or (you@mill.example).\n",
        '<p>Write to <a href="mailto:ask+us@mill.example">ask+us@mill.example</a>, or '
        '(<a href="mailto:you@mill.example">you@mill.example</a>).</p>',
    ),
    Case(
        "steps with round brackets are a list",
        "1) Knock\n2) Wait\n",
        "<ol><li>Knock</li><li>Wait</li></ol>",
    ),
    Case(
        "a list right below a line of text is a list",
        "Bring:\n- a rope\n- a lamp\n\nThen:\n1. Tie it\n2. Go\n",
        "<p>Bring:</p><ul><li>a rope</li><li>a lamp</li></ul><p>Then:</p><ol><li>Tie it</li><li>Go</li></ol>",
    ),
    Case(
        "a list in a quote is a list",
        "> We saw:\n> - a gate\n> - a wall\n\n- Said\n\n    > by whom\n",
        "<blockquote><p>We saw:</p><ul><li>a gate</li><li>a wall</li></ul></blockquote>"
        "<ul><li><p>Said</p><blockquote><p>by whom</p></blockquote></li></ul>",
    ),
    Case(
        "items two blanks in are items of the item above",
        "- Boats\n  - Canoe\n    - Paddle\n- Carts\n",
        "<ul><li>Boats<ul><li>Canoe<ul><li>Paddle</li></ul></li></ul></li><li>Carts</li></ul>",
    ),
    Case(
        "paragraphs and lists three blanks in belong to their step",
        "1. Dig.\n\n   As deep as an arm.\n\n2. Fill.\n\n   - sand\n   - stones\n\n3. Rest.\n",
        "<ol><li><p>Dig.</p><p>As deep as an arm.</p></li>"
        "<li><p>Fill.</p><ul><li>sand</li><li>stones</li></ul></li><li><p>Rest.</p></li></ol>",
    ),
    Case(
        "code three blanks in belongs to its step",
        "1. Type:\n\n   ```sh\n   ls -a\n   pwd\n   ```\n\n2. Read.\n",
        '<ol><li><p>Type:</p><pre><code class="language-sh">ls -a\npwd\n</code></pre></li><li><p>Read.</p></li></ol>',
    ),
    Case(
        "code four blanks in belongs to its step",
        "1. Type:\n\n    ```\n    ls -a\n    pwd\n    ```\n\n2. Read.\n",
        "<ol><li><p>Type:</p><pre><code>ls -a\npwd\n</code></pre></li><li><p>Read.</p></li></ol>",
    ),
    Case(
        "code in callouts and quotes keeps its lines",
        "!!! warning\n    Never:\n\n    ```py\n    if x:\n        y()\n    ```\n\n> So:\n>\n> ```\n> a\n> b\n> ```\n",
        '<div class="admonition warning"><p class="admonition-title">Warning</p><p>Never:</p>'
        '<pre><code class="language-py">if x:\n    y()\n</code></pre></div>'
        "<blockquote><p>So:</p><pre><code>a\nb\n</code></pre></blockquote>",
    ),
    Case(
        "fences in longer fences are code",
        "~~~~md\n```\nx\n```\n~~~~\n\n``a ` b``\n\n    four blanks in\n\n```c++\nz\n```\n",
        '<pre><code class="language-md">```\nx\n```\n</code></pre><p><code>a ` b</code></p>'
        '<pre><code>four blanks in\n</code></pre><pre><code class="language-c++">z\n</code></pre>',
    ),
    Case(
        "a table right below a line of text is a table",
        "What it costs:\n| Thing | Price |\n| --- | --- |\n| Rope | 9 |\n",
        "<p>What it costs:</p><table><thead><tr><th>Thing</th><th>Price</th></tr></thead>"
        "<tbody><tr><td>Rope</td><td>9</td></tr></tbody></table>",
    ),
    Case(
        "a callout in a step is a callout",
        "3. Third\n   !!! question\n       Who pays?\n",
        '<ol start="3"><li>Third<div class="admonition question"><p class="admonition-title">Tough question</p>'
        "<p>Who pays?</p></div></li></ol>",
    ),
    Case(
        "words are struck out",
        "The ~~first~~ second day.\n",
        "<p>The <del>first</del> second day.</p>",
    ),
    Case(
        "alerts of code hosts are callouts",
        "> [!WARNING]\n> Deep water.\n\n> [!TIP]\n> Walk round.\n",
        '<div class="admonition warning"><p class="admonition-title">Warning</p><p>Deep water.</p></div>'
        '<div class="admonition note"><p class="admonition-title">Note</p><p>Walk round.</p></div>',
    ),
    Case(
        "a backslash and two blanks break a line",
        "One\\\ntwo  \nthree\n",
        "<p>One<br>two<br>three</p>",
    ),
    Case(
        "a folded callout is folded",
        '??? note "All of it"\n\n    A long story.\n',
        '<details class="admonition note"><summary class="admonition-title"><span class="os-callout-kind">Note</span> '
        "All of it</summary><p>A long story.</p></details>",
    ),
    Case(
        "boxes to tick are boxes",
        "- [ ] Pack\n- [x] Call\n",
        '<ul><li><input type="checkbox" disabled> Pack</li><li><input type="checkbox" disabled checked> Call</li></ul>',
    ),
    Case(
        "code goes on in the next line, whatever looks like HTML in it",
        "Run ```install\n<package>``` first.\n",
        "<p>Run <code>install &lt;package&gt;</code> first.</p>",
    ),
    Case(
        "words of a link may stand in brackets",
        "As they say.[[1]](https://source.example.org/) So.\n",
        '<p>As they say.<a href="https://source.example.org/">[1]</a> So.</p>',
    ),
    Case(
        "words in braces are words",
        "{name} stands for yours.\n\n> {term:EU} too.\n",
        "<p>{name} stands for yours.</p><blockquote><p>{term:EU} too.</p></blockquote>",
    ),
    Case(
        "a note in a heading is no part of its id",
        "## The dam[^1]\n\nIt holds.\n\n[^1]: Since May.\n",
        '<h2>The dam<sup id="fnref:1"><a class="footnote-ref" href="#fn:1">1</a></sup></h2><p>It holds.</p>'
        '<div class="footnote"><hr><ol><li id="fn:1"><p>Since May.\u00a0'
        '<a class="footnote-backref" href="#fnref:1">\u21a9\ufe0e</a></p></li></ol></div>',
    ),
)


@pytest.mark.parametrize("case", AS_IN_THE_PREVIEW, ids=lambda case: case.name)
def test_a_text_looks_as_the_preview_of_code_hosts_shows_it(case: Case, tmp_path: Path) -> None:
    result = trial(tmp_path, case.text)
    assert result.problems == ()
    assert tree_of(result.html) == tree_of(case.html)


WRONG = {
    "a fence that is never closed": ("Text.\n\n```\nls\n", ["3:1 code-block"]),
    "a callout whose title is not closed": ('!!! note "Half\n    Text.\n', ["1:5 callout-line"]),
    "a callout of two signs": ("!! note\n    Text.\n", ["1:1 stray-markup"]),
    "a box between colons": (":::note\nText.\n:::\n", ["1:1 stray-markup"]),
    "signs of others": (
        "A ==bright== ^^new^^ :sun: day.\n",
        ["1:3 stray-markup", "1:14 stray-markup", "1:22 stray-markup"],
    ),
    "tabs": ('=== "Boat"\n    Row.\n\n=== "Cart"\n    Push.\n', ["1:1 stray-markup", "4:1 stray-markup"]),
    "an abbreviation": ("The GPS.\n\n*[GPS]: Global Positioning System (US)\n", ["3:1 stray-markup"]),
    "a note that nobody wrote": ("They said so[^where].\n", ["1:13 unknown-note"]),
    "a note that nobody refers to": ("One[^a].\n\n[^a]: Yes.\n\n[^b]: No.\n", ["5:1 unused-note"]),
    "a link that leads nowhere": ("See [the list]() there.\n", ["1:5 link-target"]),
    "an address without a scheme": ("See [the book](www.example.org/book.pdf).\n", ["1:5 unknown-file"]),
    "a fragment that is no heading": ("See [below](#the-plan).\n\n## The plan of June\n", ["1:5 unknown-fragment"]),
    "a heading of the first level by a line of =": ("Rivers\n======\n\nText.\n", ["1:1 heading-order"]),
}
"""What is wrong, a text with it, and the errors."""


@pytest.mark.parametrize("name", WRONG)
def test_a_fault_is_an_error_at_its_place(name: str, tmp_path: Path) -> None:
    text, errors = WRONG[name]
    assert trial(tmp_path, text).errors == errors


HINTS = {
    '=== "Boat"\n    Row.\n': "write a heading for each",
    "*[GPS]: Global Positioning System\n": "write a term in guides/glossary/, or spell it out",
    "Rivers\n======\n": "delete the line of = signs and write ## before the words",
    "See [below](#the-plan).\n\n## The plans\n": "did you mean the-plans?",
}
"""A text, and what its writer is told."""


@pytest.mark.parametrize("text", HINTS)
def test_a_hint_says_what_to_write_instead(text: str, tmp_path: Path) -> None:
    assert HINTS[text] in trial(tmp_path, text).hints.split("\n")


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("www.example.org/book.pdf", "https://www.example.org/book.pdf"),
        ("name@example.org", "mailto:name@example.org"),
    ],
)
def test_a_hint_gives_an_address_its_scheme(written: str, hint: str, tmp_path: Path) -> None:
    assert hint in trial(tmp_path, f"See [the book]({written}).\n").hints


def test_an_abbreviation_is_not_taken_for_the_address_of_a_link(tmp_path: Path) -> None:
    text = "*[GPS]: Global Positioning System\n\nThe [GPS](https://gps.example.org/) sees.\n"
    assert [link.target for link in trial(tmp_path, text).body.links] == ["https://gps.example.org/"]


def test_words_behind_the_language_of_code_are_named(tmp_path: Path) -> None:
    text = '```py title="a.py"\nx\n```\n\n``` {.py}\nx\n```\n\n```sh session\nx\n```\n'
    result = trial(tmp_path, text)
    assert (result.errors, result.warnings) == ([], ["1:1 code-words", "5:1 code-words", "9:1 code-words"])
    assert result.html.count("<pre>") == 3


def test_headings_of_every_script_have_an_id_of_their_own_words(tmp_path: Path) -> None:
    text = "## Qué más\n\n## テスト\n\n## Привет мир\n\n## العربية\n\n## Qué más\n\n[x y](#qué-más) [y z](#テスト)\n"
    result = trial(tmp_path, text)
    assert result.errors == []
    assert [heading.anchor for heading in result.body.headings] == [
        "qué-más",
        "テスト",
        "привет-мир",
        "العربية",
        "qué-más-1",
    ]


def test_an_outline_leaves_notes_out(tmp_path: Path) -> None:
    text = "## The dam[^1]\n\n## The *old* `mill`\n\n[^1]: Since May.\n"
    sections = trial(tmp_path, text).rendered.sections
    assert [section.title for section in sections] == ["The dam", "The old mill"]


def test_a_question_shown_elsewhere_links_to_its_own_page(tmp_path: Path) -> None:
    guide = FILES["guides/how-to/draw.md"].replace(
        "Take [[paper]]", "!!! question\n    Why? See [risks](#risks).\n\nTake [[paper]]"
    )
    library = load(a_library(tmp_path, {"guides/how-to/draw.md": guide}))
    gathered = View(library, Words("en")).callouts("mapping")["question"]
    assert [f'<a href="{href("guides/draw/")}#risks">risks</a>' in callout.html for _, callout in gathered] == [True]


def errors(folder: Path, changes: Mapping[str, str]) -> list[Problem]:
    return [problem for problem in problems_of(a_library(folder, changes)) if problem.is_error]


def addresses(first: str, second: str) -> dict[str, str]:
    resources = FILES["resources.yml"].replace("https://paper.example.org/", f'"{first}"')
    return {"resources.yml": resources.replace("https://pencil.example.org/", f'"{second}"')}


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("https://chat.example.org/#/#one:example.org", "https://chat.example.org/#/#two:example.org"),
        ("https://app.example.org/#/course/a", "https://app.example.org/#/course/b"),
        ("https://app.example.org/#!/a", "https://app.example.org/#!/b"),
    ],
)
def test_a_fragment_that_is_a_route_makes_another_address(first: str, second: str, tmp_path: Path) -> None:
    assert problems_of(a_library(tmp_path, addresses(first, second))) == ()


def test_two_places_of_one_page_are_a_warning_only(tmp_path: Path) -> None:
    changes = addresses("https://a.example.org/p#data", "https://a.example.org/p#maps")
    problems = problems_of(a_library(tmp_path, changes))
    assert [(problem.rule.id, problem.is_error) for problem in problems] == [("same-page", False)]


def test_one_route_written_twice_is_an_error(tmp_path: Path) -> None:
    changes = addresses("https://app.example.org/#/a", "https://app.example.org/#/a")
    assert [problem.rule.id for problem in errors(tmp_path, changes)] == ["duplicate-url"]


MARKED = ("A **bold** word.", "See [the site](https://example.org/).", "See [[pencil]].", "With `code`.")
"""Plain text with signs that do nothing there."""


@pytest.mark.parametrize("words", MARKED)
@pytest.mark.parametrize(
    ("path", "plain"),
    [
        ("guides/collections/start.md", "Two things to write with."),
        ("guides/collections/start.md", "It needs no charging."),
        ("resources.yml", "Holds what you write on it."),
    ],
    ids=["summary", "why", "resource"],
)
def test_markdown_in_plain_text_is_a_problem(path: str, plain: str, words: str, tmp_path: Path) -> None:
    problems = problems_of(a_library(tmp_path, {path: (plain, f'"{words}"')}))
    line = FILES[path].partition(plain)[0].count("\n") + 1
    assert [(problem.place.path, problem.place.line) for problem in problems] == [(path, line)]


def test_an_extension_of_the_settings_changes_nothing_and_is_named(tmp_path: Path) -> None:
    settings = FILES["mkdocs.yml"].replace("extra:\n", "markdown_extensions:\n  - abbr\nextra:\n")
    problems = problems_of(a_library(tmp_path, {"mkdocs.yml": settings}))
    assert [(problem.rule.id, problem.place.line) for problem in problems] == [("outdated-setting", 2)]
