"""SVG: what draws is fine, what acts is said with its place, what programs noted is taken out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openshelf.media.fault import FaultKind
from openshelf.media.inspect import cleaned, publishable, traces
from openshelf.media.parts import BrokenError
from pictures import faults, svg
from support import examples

DRAWS = {
    "shapes": '<g id="a" fill="#fff"><path d="M0 0L1 1"/><rect width="3" height="2" rx="1"/><circle r="4"/></g>',
    "text in any script": '<text x="1" y="2" font-family="serif">Río, река, نهر<tspan dy="1">河</tspan></text>',
    "what screen readers say": "<title>A river &amp; its bank</title><desc>It bends.</desc>",
    "colours that change": '<defs><linearGradient id="g"><stop offset="0" stop-color="red"/></linearGradient></defs>'
    '<rect fill="url(#g)" style="stroke:url( \'#g\' )"/>',
    "a style": "<style>.a{fill:#123;font:italic 3px serif}</style><path class='a' d='M0 0'/>",
    "a style as data": "<style><![CDATA[ .a > .b { fill: red } ]]></style>",
    "copies": '<defs><path id="p" d="M0 0"/></defs><use href="#p"/><use xlink:href="#p" x="3"/>',
    "words on a ground": '<rect width="30" height="12" fill="black"/><text x="2" y="9" fill="white">Somebody</text>',
    "words in a frame": '<text x="2" y="9">A</text><rect width="30" height="12" fill="none" stroke="red"/>'
    '<rect width="30" height="12" opacity=".3"/><rect x="40" width="30" height="12"/>',
    "what is faint, and a shape that is hidden": '<text opacity="0.05">A</text><path display="none" d="M0 0"/>'
    "<style>.a{opacity:0.5;font-size:0.5em}</style>",
    "blur": '<filter id="f"><feGaussianBlur stdDeviation="2"/></filter><g filter="url(#f)"/>',
    "words about scripts": "<text>javascript: &lt;script&gt; onclick url(https://x.example)</text>",
    "names of ours": '<g aria-hidden="true" data-name="x" role="img" xml:space="preserve" xml:lang="es"/>',
}
ACTS = {
    "a script": "<script>alert(1)</script>",
    "a script of another name": '<x:script xmlns:x="http://www.w3.org/2000/svg">alert(1)</x:script>',
    "a handler": '<rect onload="alert(1)"/>',
    "a page inside": '<foreignObject><p xmlns="http://www.w3.org/1999/xhtml">x</p></foreignObject>',
    "a page without its frame": '<p xmlns="http://www.w3.org/1999/xhtml"><script/></p>',
    "a link": '<a href="https://x.example"><rect/></a>',
    "a script as a link": '<a xlink:href="javascript:alert(1)"><rect/></a>',
    "another picture": '<image href="https://x.example/y.png"/>',
    "a picture as data": '<image xlink:href="data:image/png;base64,AAAA"/>',
    "a copy from elsewhere": '<use href="https://x.example/y.svg#a"/>',
    "a colour from elsewhere": '<rect fill="url(https://x.example/y.svg#a)"/>',
    "a style from elsewhere": "<style>@import 'https://x.example/y.css'</style>",
    "a style that loads": "<style>rect{background:url(//x.example)}</style>",
    "a style that hides what it loads": '<rect style="fill:u\\72l(https://x.example)"/>',
    "a style in pieces": "<style>rect{fill:ur<!-- -->l(https://x.example)}</style>",
    "letters from elsewhere": "<style>@font-face{font-family:x;src:url(x.woff)}</style>",
    "movement": '<rect><animate attributeName="x" to="3"/></rect>',
    "a link that changes": '<set attributeName="href" to="javascript:alert(1)"/>',
    "another base": '<g xml:base="https://x.example"/>',
    "a bar over a name": '<text x="2" y="9">Somebody</text><rect y="2" width="30" height="12"/>',
    "a grey bar over a name": '<g><text x="2" y="9">A</text></g><rect y="2" width="30px" height="12" fill="#333"/>',
    "a text that is not displayed": '<g display="none"><text>Somebody</text></g>',
    "a text that nobody sees": '<text style="fill: red; opacity: 0">Some<tspan>body</tspan></text>',
    "a text of no size": '<text font-size="0">Somebody</text>',
    "a text of no size by its style": '<text style="font-size:0px">Somebody</text>',
    "a hidden text": '<text visibility="hidden">Somebody</text>',
    "a style that hides": "<style>.a { display : none }</style><text class='a'>Somebody</text>",
    "copies of copies": '<g id="a"/><g id="b"><use href="#a"/></g><use href="#b"/>',
}


@pytest.mark.parametrize("what", DRAWS)
def test_what_draws_is_fine(what: str) -> None:
    data = svg(DRAWS[what])
    assert (faults(data, "a.svg"), cleaned(data, "a.svg")) == ([], data)
    assert publishable(data, "a.svg") == data


@pytest.mark.parametrize("what", ACTS)
def test_what_acts_is_said(what: str) -> None:
    data = svg(f"\n  {ACTS[what]}")
    found = [fault for fault in faults(data, "a.svg") if fault.kind is FaultKind.SVG]
    assert found
    assert {fault.line for fault in found} == {2}
    assert found[0].column >= 3
    assert publishable(data, "a.svg") is None


@pytest.mark.parametrize(
    "before",
    [
        '<!DOCTYPE svg [<!ENTITY a "aaaa">]>',
        '<!DOCTYPE svg [<!ENTITY % a SYSTEM "file:///etc/passwd"> %a;]>',
        '<?xml-stylesheet href="https://x.example/y.css"?>',
        '<?xml version="1.0" encoding="UTF-7"?>',
    ],
)
def test_what_stands_before_a_drawing_may_not_act_either(before: str) -> None:
    assert [fault.kind for fault in faults(svg("<g/>", before), "a.svg")] == [FaultKind.SVG]


@pytest.mark.parametrize(
    "data", [b"", b"x", b"<svg/>", b"<html xmlns='http://www.w3.org/1999/xhtml'/>", svg("<g>"), svg("&x;"), b"\x89PNG"]
)
def test_what_is_no_drawing_is_refused(data: bytes) -> None:
    assert [fault.kind for fault in faults(data, "a.svg")] == [FaultKind.CONTENT]
    assert traces(data, "a.svg") == ["data that cannot be read"]


def test_other_encodings_are_refused() -> None:
    assert [fault.message for fault in faults(svg("<g/>").decode().encode("utf-16"), "a.svg")] == [
        "is not saved as UTF-8"
    ]


def test_what_programs_noted_is_taken_out_and_nothing_else() -> None:
    data = svg(
        '<!-- by Somebody -->\n<ink:view ink:x="1"><rect/></ink:view><ink:empty/>'
        "<metadata><ink:author>Somebody</ink:author></metadata>"
        '<g id="a" ink:label="/home/somebody/map.svg"\n ink:b=\'>\' fill="red"><!-- > --></g>',
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">\n',
        ' ink:docname="/home/somebody"',
    )
    assert traces(data, "a.svg") == ["DOCTYPE", "notes of a program", "comment"]
    clean = cleaned(data, "a.svg")
    assert clean == svg('\n<g id="a" fill="red"></g>', '<?xml version="1.0" encoding="utf-8"?>\n\n')
    assert (faults(clean, "a.svg"), cleaned(clean, "a.svg")) == ([], clean)


def test_what_editors_write_and_nobody_draws_is_taken_out() -> None:
    styles = (
        "solid-color:#000; fill:red;-inkscape-font-specification:&quot;Sans, Bold&quot;;stroke:none;solid-opacity:1",
        "fill:red;stroke:none;",
    )
    path = '<path d="M0 0"{} style="{}"/>'
    data = svg(path.format(' solid-color="#000000"\n text-indent="0"', styles[0]))
    assert [fault.kind for fault in faults(data, "a.svg")] == [FaultKind.METADATA]
    assert cleaned(data, "a.svg") == svg(path.format("", styles[1]))
    alone = svg(path.format("", styles[0]))
    assert (faults(alone, "a.svg"), cleaned(alone, "a.svg")) == ([], alone)
    drawn = svg(path.format(' ink:a="1"', "--solid-color:red;fill:blue"))
    assert b"--solid-color:red" in cleaned(drawn, "a.svg")


def test_cleaning_makes_no_drawing_of_what_acts() -> None:
    assert b"onload" in cleaned(svg('<!-- x --><rect onload="alert(1)"/>'), "a.svg")


HOSTILE = {
    "deep": "<g>" * 60_000 + "</g>" * 60_000,
    "many": "<g/>" * 400_000,
    "faults": "<a/>" * 400_000,
    "notes": "<!-- -->" * 200_000,
    "words and bars": '<text x="9" y="9"/>' * 20_000 + '<rect width="1" height="1"/>' * 29_000,
    "attributes": "<g" + "".join(f' ink:a{number}="1"' for number in range(50_000)) + "/>",
    "a long comment": f"<!--{'-a' * 900_000}-->",
    "a long style": f"<style>{'url(' * 450_000}</style>",
    "blanks in a style": f"<style>url({' ' * 1_800_000}#</style>",
    "lines": "<text>" + "\n" * 1_800_000 + "</text>",
    "quotes": "<text>" + "'\"" * 900_000 + "</text>",
    "a long name": f"<g {'a' * 900_000}='{'&amp;' * 180_000}'/>",
}


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_drawing_is_looked_at_to_its_end(what: str) -> None:
    assert all(fault.message for fault in faults(svg(HOSTILE[what]), "a.svg"))


_PIECES = st.sampled_from(
    [
        *DRAWS.values(),
        *ACTS.values(),
        *"<>\"'&/= \n",
        "<g>",
        "</g>",
        "<!--",
        "-->",
        "<![CDATA[",
        "]]>",
        "ink:a='>'",
        "\0",
        "é",
    ]
)


@examples(max_examples=300)
@given(st.lists(_PIECES, max_size=8).map("".join), st.sampled_from(["", "<!DOCTYPE svg>", "<?xml version='1.0'?>"]))
def test_whatever_a_drawing_holds_it_is_read_or_refused(inside: str, before: str) -> None:
    data = svg(inside, before)
    found = faults(data, "a.svg")
    try:
        clean = cleaned(data, "a.svg")
    except BrokenError:
        assert found
    else:
        assert cleaned(clean, "a.svg") == clean
        if not [fault for fault in found if fault.kind is FaultKind.SVG]:
            assert traces(clean, "a.svg") == []
