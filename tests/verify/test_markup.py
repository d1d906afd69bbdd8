"""Finished pages against the list of what may be there, as a browser reads them."""

from __future__ import annotations

import pytest

from openshelf.verify.html import check_markup
from openshelf.verify.page import read_page
from openshelf.verify.urls import candidates, parse_target


def said(html: str) -> list[str]:
    return [problem.rule.id for problem in check_markup(read_page("a/index.html", html))]


@pytest.mark.parametrize(
    "html",
    [
        "<!--><script>alert(1)</script>-->",
        "<!--x--!><script>alert(1)</script>-->",
        "<svg><script>alert(1)</script></svg>",
        '<svg><script href="../a.js"></script></svg>',
        "<script>alert(1)</script>",
        '<script type="text/javascript">alert(1)</script>',
        '<script type="module" src="../assets/x.js"></script>',
        '<script src="../assets/x.js">alert(1)</script>',
        '<script src=""></script>',
        '<p title="</p>"><script type="Application/JSON ">1</script>',
        "<math><mtext><script>alert(1)</script></mtext></math>",
        "<textarea></textarea><script>1</script>",
        "<style>p{}</style>",
        "<svg><style>p{}</style></svg>",
        '<p style="color:red">',
        '<p onclick="x()">',
        "<details ontoggle=x() open>",
        '<img src="x.png" onerror="alert(1)" alt="">',
        '<svg viewBox="0 0 1 1"><path d="M0 0" onload=x()></svg>',
        "<p/onclick=x()>",
    ],
)
def test_what_would_run_or_style_is_found(html: str) -> None:
    assert "built-script" in said(html)


@pytest.mark.parametrize(
    "html",
    [
        '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>',
        "<template><script>1</script></template>",
        "<math><mtext>x</mtext></math>",
        "<iframe srcdoc='<p>'></iframe>",
        "<p>photo&#x202e;gpj.exe",
        "<p title='&#8237;x'>",
        "<bdo dir=rtl>x</bdo>",
        "<object></object>",
        "<embed>",
        "<base href='/'>",
        "<form><button type=button>x</button></form>",
        "<button formaction='x' type='button'>x</button>",
        "<button type=submit>x</button>",
        "<input type=image>",
        "<input type=password>",
        "<input form=x>",
        "<input checked>",
        "<label for=x>x</label>",
        "<dialog open>x</dialog>",
        "<meta property='og:title' content=x>",
        "<a href='x' download>x</a>",
        "<meta http-equiv=refresh content='0;url=x'>",
        "<meta http-equiv=refresh content='0; url=https://elsewhere.example/'>",
        "<meta name=Referrer content=unsafe-url>",
        "<a href='javascript:alert(1)'>x</a>",
        "<a href='java\tscript:alert(1)'>x</a>",
        "<a href='&#1;&#x20;JaVaScRiPt&colon;alert(1)'>x</a>",
        "<a href='java&NewLine;script:alert(1)'>x</a>",
        "<a href='data:text/html,x'>x</a>",
        "<a href='vbscript:x'>x</a>",
        "<a href='file:///etc/passwd'>x</a>",
        "<a href='sgnl://x'>x</a>",
        "<svg><a href='javascript:x'>x</a></svg>",
        "<a href='//other.example/'>x</a>",
        r"<a href='/\other.example/'>x</a>",
        "<a href='https://other.example/'>x</a>",
        "<a href='https://other.example/' rel='noopener'>x</a>",
        "<a ping='/x' href='/'>x</a>",
        "<p contenteditable>x",
        "<p is=x-y>x",
        "<my-element>x</my-element>",
        "<p><!-- to do: ask Maria -->x",
        "<p>x <?php x ?></p>",
        "<!-- x --><!doctype html><p>x",
        "<p>x</body></html><!-- x -->",
        "<svg><foreignObject><p>x</foreignObject></svg>",
        "<svg><animate attributeName=href></svg>",
        "<svg><use href='#a'></use></svg>",
        "<link rel=import href='/x'>",
        "<link rel=preload href='/x' as=script>",
        "<link rel=manifest href='/x'>",
        "<link rel=stylesheet href='data:text/css,x'>",
        "<blockquote cite='javascript:x'>x</blockquote>",
        "<a href='/' data-url='javascript:x'>x</a>",
        "<img src='javascript:x' alt=''>",
        "<img src='data:image/svg+xml,<svg>' alt=''>",
        "<video src='x.mp4'></video>",
        "<plaintext>",
        "<frameset><frame src='/x'></frameset>",
    ],
)
def test_what_is_on_no_list_is_found(html: str) -> None:
    assert "built-markup" in said(html)


@pytest.mark.parametrize(
    "html",
    [
        "<img src='https://other.example/x.png' alt=''>",
        "<img src='//other.example/x.png' alt=''>",
        r"<img src='\\other.example/x.png' alt=''>",
        "<img src='ht\ntps://other.example/x.png' alt=''>",
        "<img srcset='x.png 1x, https://other.example/x.png 2x' alt=''>",
        "<picture><source srcset='//other.example/x.webp'></picture>",
        "<script src='https://other.example/x.js'></script>",
        "<link rel=stylesheet href='https://other.example/x.css'>",
        "<link rel='alternate stylesheet' href='//other.example/x.css'>",
        "<link rel=preconnect href='https://other.example'>",
        "<link rel=DNS-Prefetch href='//other.example'>",
        "<link rel=prefetch href='https://other.example/x'>",
        "<link rel='icon' href='https://other.example/x.ico'>",
        "<iframe src='https://other.example/'></iframe>",
        "<video poster='https://other.example/x.png'></video>",
        "<audio src='https://other.example/x.mp3'></audio>",
        "<a ping='https://other.example/' href='/'>x</a>",
        "<body background='https://other.example/x.png'>",
        "<form action='https://other.example/'></form>",
        "<svg><image href='https://other.example/x.png'/></svg>",
        "<svg><image xlink:href='https://other.example/x.png'/></svg>",
        "<svg><path d='M0' fill='url(https://other.example/x)'/></svg>",
        "<object data='https://other.example/x'></object>",
    ],
)
def test_what_another_site_would_be_asked_for_is_found(html: str) -> None:
    assert "third-party" in said(html)


@pytest.mark.parametrize(
    "html",
    [
        "<!doctype html><html lang=es dir=ltr><head><meta charset=utf-8><title>x</title></head><body>",
        "<meta http-equiv=Content-Security-Policy content=\"default-src 'none'\">",
        "<meta http-equiv=refresh content='0; url=../'>",
        "<meta name=referrer content=no-referrer><meta name=viewport content='width=device-width'>",
        "<link rel=canonical href='https://own.example/a/'><link rel=icon href='../i.svg' type='image/svg+xml'>",
        "<link rel=alternate type='application/atom+xml' href='../data/updates.atom' title=Updates>",
        "<link rel=stylesheet href='../assets/x.css'>",
        "<script src='../assets/x.js' defer></script>",
        '<script type=\'application/ld+json\'>{"a": "\\u003cscript\\u003e"}</script>',
        "<p>To show <code>&lt;script&gt;alert(1)&lt;/script&gt;</code>, write <code>onclick=</code>.</p>",
        "<p title='javascript:alert(1)'>javascript: is a word</p>",
        "<a href='https://other.example/?x=javascript:y' rel='noopener noreferrer'>x</a>",
        "<a href='https://пример.example/' rel='noreferrer'>x</a>",
        "<a href='mailto:a@b.example'>x</a><a href='tel:+111'>x</a><a href='#javascript:x'>x</a><a href=''>x</a>",
        "<a href='./a:b/'>x</a><a href='?q=a:b'>x</a>",
        "<img src='../images/a.png' srcset='../images/a.png 1x, ../images/b.png 2x' alt='A map' width=3 height=2>",
        "<img src='data:image/png;base64,AAAA' alt=''>",
        "<table><tr><th scope=col align=right>x</th><td align=right>y</td></tr></table>",
        "<svg viewBox='0 0 1 1' width=1 role=img aria-label=x><path d='M0 0' fill='#a00'/><text x=1 y=2>t</text></svg>",
        "<fieldset><legend>x</legend><input type=radio name=f value=v autocomplete=off></fieldset><progress max=1>",
        "<button type=button aria-expanded=false data-do=start>x</button><details open><summary>x</summary></details>",
        "<ol start=3><li value=4>x</ol><p data-in='start worksheet' hidden>x<sup id=fnref>1</sup><kbd>Ctrl</kbd>",
        "<p lang=ar dir=rtl>مرحبا</p><bdi>x</bdi>",
        "<section aria-label='onclick=alert(1)'>x</section>",
    ],
)
def test_what_the_library_makes_is_fine(html: str) -> None:
    assert said(html) == []


def test_an_id_that_stands_twice_is_found_once() -> None:
    (problem,) = check_markup(read_page("a/index.html", "<p id=a>x<p id=a>y<svg><path id='a'></svg><p id=b><p id=A>"))
    assert str(problem) == (
        "a/index.html:1:1 built-id the id 'a' is used 3 times in this page (give one of them another id)"
    )


def test_ids_that_differ_are_fine() -> None:
    assert said("<h2 id=a>x</h2><h2 id=a-1>x</h2><p id='A' class=a><a href='#a'>x</a>") == []


def test_an_address_is_read_as_a_browser_reads_it() -> None:
    assert parse_target(" \x01java\r\nscript:x ").scheme == "javascript"
    assert parse_target("HTTPS://a.example/").scheme == "https"
    assert parse_target("a/b:c").scheme == ""
    assert [parse_target(text).is_elsewhere for text in ("/a", "//a", "/\\a", "https:a", "data:x", "#//a", "a//b")] == [
        False,
        True,
        True,
        True,
        False,
        False,
        False,
    ]
    assert candidates("a.png 1x , b.png 2x,c.png") == ["a.png", "b.png", "c.png"]


def test_what_attributes_say_counts_as_words() -> None:
    page = read_page("x", '<p title="Hidden words" class="no-words" data-tip="A tip">Shown <b>words</b>')
    assert {"Hidden words", "A tip"} <= set(page.words.split("\n"))
    assert "no-words" not in page.words
    assert "Shown" in page.words
