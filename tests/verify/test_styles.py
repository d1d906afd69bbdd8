"""Style sheets that load something."""

from __future__ import annotations

import pytest

from openshelf.verify.styles import check_style


@pytest.mark.parametrize(
    "css",
    [
        "@import 'https://other.example/x.css';",
        '@import url("//other.example/x.css");',
        "@IMPORT url(https://other.example/x.css) print;",
        "@im\\port 'https://other.example/x.css';",
        "p{background:url(https://other.example/x.png)}",
        "p{background:url( //other.example/x.png )}",
        "p{background:URL('ht\\\ntps://other.example/x.png')}",
        "p{background:\\75\\72 l(https://other.example/x.png)}",
        "p{background:url(\\68ttps://other.example/x.png)}",
        'p{background:image-set("https://other.example/x.png" 1x)}',
        'p{background:src("https://other.example/x.png")}',
        "@font-face{src:url(https://other.example/x.woff2)}",
        'p{content:"/*";background:url(https://other.example/x);content:"*/"}',
        "p{background:url(javascript:x)}",
        "p{background:url(data:text/html,x)}",
    ],
)
def test_a_style_sheet_that_loads_from_elsewhere_is_found(css: str) -> None:
    assert {problem.rule.id for problem in check_style("a.css", css)} == {"third-party"}


@pytest.mark.parametrize(
    "css",
    [
        "/* see https://other.example/ and url(https://other.example/x) */p{color:red}",
        "p{background:url(../images/a.png)}",
        "p{background:url('a.svg')}",
        "p{background:url(\"data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg'/%3E\")}",
        "p::after{content:'a: b'}@media (min-width:30em){p{margin:0}}",
        "@import 'other.css';",
        "",
        "p{",
        "/* never closed",
        "p{content:'never closed",
    ],
)
def test_a_style_sheet_that_stays_here_is_fine(css: str) -> None:
    assert list(check_style("a.css", css)) == []


def test_the_line_is_told() -> None:
    (problem,) = check_style("a.css", "p{}\n\np{background:url(//other.example)}")
    assert problem.place.line == 3


@pytest.mark.parametrize("text", ['"', "/*", "\\", "url(", "a", "@", "*/", "'\\\n"])
def test_no_style_sheet_takes_long(text: str) -> None:
    list(check_style("a.css", text * (500_000 // len(text))))
