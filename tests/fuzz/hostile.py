"""Hostile input: what people could hand in to stall or break the readers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import strategies as st

from support import FILES, any_text

if TYPE_CHECKING:
    from collections.abc import Sequence

CATALOGUE, HOW_TO, SETTINGS = "resources.yml", "guides/how-to/draw.md", "mkdocs.yml"

MARKS = (
    *"*_[]!<>`~^\\&#|:{}()\"'-+=.,%@?;/$",
    *("![", "](", "[[", "]]", "[^", "<!--", "-->", "<a ", "</a", '<a b="', "<![CDATA[", "<?", "<http:", "<a@b", "&#9"),
    *(
        "**a",
        "a_b",
        "`` ",
        "```",
        "~~~",
        "[a](b ",
        "[a][",
        "[a]: ",
        "[^a]: ",
        "{#a",
        "{: .b }",
        "!!! note ",
        "> ",
        "- ",
    ),
    *("1. ", "    ", "\t", "# ", "| ", "|-", ": ", "---", "===", "- - ", "  \n", "\n", "\n\n", "a", "é", "😀", "字"),
    *("\u202e", "\u2067", "\u2069", "\u200d", "\u200b", "\ufe0f", "\u0301", "\U000e0061", "\u0430", "\u03bf", "\u05d0"),
)
"""What means something to Markdown, and characters that rules look at."""
YAML_MARKS = (
    *"[]{}&*!|>%@`,?:-#'\"\\~=<\n ",
    *("- ", "? ", ": ", "a: ", "&a ", "*a ", "<<: ", "!!int ", "---\n", "...\n", "%YAML 1.1\n", "%TAG ! a\n", "\t"),
    *(
        '"\\u202E"',
        '"\\x00"',
        '"\\ud800"',
        "2024-02-30",
        "9" * 400,
        "|2-\n  ",
        ">\n ",
        "- - - ",
        "{a: ",
        "[[",
        "é",
        "\ufeff",
    ),
)
"""What means something to YAML."""
COUNTS = st.sampled_from((1, 2, 3, 7, 30, 190, 1_000, 4_000, 20_000, 120_000))
MOST = 600_000
"""Characters of a text: a little more than a file may have."""


@st.composite
def repeated(draw: st.DrawFn, marks: Sequence[str]) -> str:
    """Return a few marks, again and again, in lines and blocks of some size, with something before and behind."""
    unit = "".join(draw(st.lists(st.sampled_from(marks), min_size=1, max_size=4)))
    text = (unit * draw(COUNTS))[:MOST]
    width, block = draw(st.sampled_from((10, 78, 600, 19_000, MOST))), draw(st.sampled_from((1, 10, 200, 2_500, MOST)))
    lines = [text[start : start + width] for start in range(0, len(text), width)]
    blocks = ["\n".join(lines[start : start + block]) for start in range(0, len(lines), block)]
    ends = st.lists(st.sampled_from(marks), max_size=4).map("".join)
    return draw(ends) + "\n\n".join(blocks) + draw(ends)


def text_of(marks: Sequence[str]) -> st.SearchStrategy[str]:
    """Return texts made of marks: mixed, repeated, and one behind the other."""
    mixed = st.lists(st.sampled_from(marks), max_size=80).map("".join)
    return st.one_of(mixed, repeated(marks), st.tuples(repeated(marks), repeated(marks)).map("\n\n".join), any_text)


markdown = text_of(MARKS)
yaml_text = text_of(YAML_MARKS)
raw = st.one_of(
    st.binary(max_size=200),
    st.tuples(st.binary(min_size=1, max_size=4), COUNTS).map(lambda pair: (pair[0] * pair[1])[:MOST]),
    markdown.map(str.encode),
)
"""Bytes of a file."""
front_matter = st.one_of(
    yaml_text,
    yaml_text.map(lambda text: f"title: {text}"),
    st.sampled_from(sorted(FILES)).map(lambda path: FILES[path]),
)
document = st.one_of(
    markdown,
    st.tuples(front_matter, markdown).map(lambda parts: f"---\n{parts[0]}\n---\n{parts[1]}"),
    markdown.map(lambda text: FILES[HOW_TO] + text),
)
"""The text of a Markdown file."""
catalogue = st.one_of(
    yaml_text,
    yaml_text.map(lambda text: FILES[CATALOGUE] + text),
    st.tuples(yaml_text, COUNTS).map(lambda parts: f"- {{id: a, title: {parts[0][:40]!r}}}\n" * (parts[1] // 4)),
)
files = st.fixed_dictionaries(
    {},
    optional={
        HOW_TO: document.map(str.encode) | raw,
        "docs/updates/hello.md": document.map(str.encode),
        CATALOGUE: catalogue.map(str.encode) | raw,
        SETTINGS: yaml_text.map(lambda text: (FILES[SETTINGS] + text).encode()),
        "policy/exceptions.yml": yaml_text.map(str.encode),
        "policy/crisis-words.en.yml": yaml_text.map(str.encode),
        "policy/same-words.yml": yaml_text.map(str.encode),
    },
)
"""Files of the tiny library."""
PDF_MARKS = (
    *"()<>[]{}/%'\" \n-.9",
    *(
        "Tj ",
        "TJ ",
        "Td ",
        "T* ",
        "Tm ",
        "Tf ",
        "BT ",
        "ET ",
        "q ",
        "Q ",
        "cm ",
        "Do ",
        "BI ",
        "ID ",
        "EI ",
        "BDC ",
        "EMC ",
    ),
    *(
        "(a) ",
        "<41>",
        "<<",
        ">>",
        "/F1 9 Tf ",
        "/A ",
        "1 0 0 1 0 0 Tm ",
        "0 -9 Td ",
        "9" * 40,
        "\\101",
        "\\(",
        "\0",
        "é",
    ),
)
"""What means something on a page of a PDF document."""
CMAP_MARKS = (
    *("beginbfchar ", "endbfchar ", "beginbfrange ", "endbfrange ", "begincmap ", "<", ">", "[", "]", "\n", " ", "%"),
    *("<0041> ", "<00> <ffff> <0000>\n", "<0000> <fff0> <0000>\n", "<d800>", "FFFF", "00", "-1 ", "g"),
)
"""What says which letters a font shows."""
SVG_MARKS = (
    *"<>&;\"'/= \n",
    *("<text>", "</text>", "<tspan x='1'>", "</tspan>", "<title>", "<g aria-label='a'>", "</g>", "<style>", "</style>"),
    *("<metadata>", "</metadata>", "<a:b>", "<!--", "-->", "<![CDATA[", "]]>", "&#64;", "&amp;", "a", "é", "\0"),
    *("style='solid-color:#000;-inkscape-a:b'", " solid-color='#000'", " data-a='b'", "@mill.net", "+254 712 345 678"),
)
"""What means something in a drawing."""
media = st.one_of(
    st.tuples(st.just("a.pdf"), text_of(PDF_MARKS), text_of(CMAP_MARKS)),
    st.tuples(st.just("a.svg"), text_of(SVG_MARKS), st.just("")),
)
"""The name of a document or a drawing, what its pages or itself hold, and what its font says."""
