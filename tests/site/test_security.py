"""One policy: what the meta tag, ``_headers`` and the snippets say is the same, and no page needs more."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from selectolax.lexbor import LexborHTMLParser

from libraries import other_library, run
from openshelf.cli.main import main
from openshelf.core.store import Store
from openshelf.site import contents
from openshelf.site.assets import served_scripts
from openshelf.site.security import HEADERS, HEADERS_FILE, META_POLICY, SERVERS, headers_file, snippet

if TYPE_CHECKING:
    from pathlib import Path

    from openshelf.site.view import View

LINES = {
    "nginx": re.compile(r'^add_header (\S+) "([^"]*)" always;$', re.MULTILINE),
    "apache": re.compile(r'^Header always set (\S+) "([^"]*)"$', re.MULTILINE),
    "caddy": re.compile(r'^\t(\S+) "([^"]*)"$', re.MULTILINE),
}
DATA = ("application/ld+json", "application/json")
"""Scripts that are data: browsers run nothing of them."""
KEEPS_OR_SENDS = re.compile(
    r"\b(?:localStorage|sessionStorage|indexedDB|document\.cookie|cookieStore|caches|serviceWorker|XMLHttpRequest"
    r"|sendBeacon|WebSocket|EventSource|RTCPeerConnection|fetch\(|import\(|eval\(|Function\(|innerHTML|outerHTML)"
)
"""What a script would need to leave a trace, to ask another host, or to run what a text holds."""


def directives(policy: str) -> dict[str, list[str]]:
    return {name: sources for name, *sources in (part.split() for part in policy.split("; "))}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a small library by the plainest command."""
    library = other_library(tmp_path_factory.mktemp("policy"))
    theme = next((library / "docs" / "themes").glob("*.md"))
    theme.write_text(theme.read_text(encoding="utf-8").replace("title:", "sensitive: yes\ntitle:", 1), encoding="utf-8")
    done = run("mkdocs", "build", "--strict", folder=library)
    assert done.returncode == 0, done.stderr
    return library / "site"


def test_everything_is_refused_but_files_of_the_site() -> None:
    policy = directives(HEADERS["Content-Security-Policy"])
    assert policy == {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'"],
        "base-uri": ["'none'"],
        "form-action": ["'none'"],
        "frame-ancestors": ["'none'"],
    }


def test_the_tag_on_each_page_says_the_same_as_far_as_a_tag_can() -> None:
    header, tag = directives(HEADERS["Content-Security-Policy"]), directives(META_POLICY)
    assert set(header) - set(tag) == {"frame-ancestors"}
    for name, sources in tag.items():
        assert [source for source in sources if source != "file:"] == header[name]
    assert not re.search(r"unsafe|nonce-|sha\d|\*|https?:|data:", META_POLICY)


def test_the_other_headers_tell_others_nothing_and_let_nobody_in() -> None:
    assert HEADERS["Referrer-Policy"] == "no-referrer"
    assert HEADERS["X-Content-Type-Options"] == "nosniff"
    assert HEADERS["X-Frame-Options"] == "DENY"
    assert HEADERS["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "includeSubDomains" not in HEADERS["Strict-Transport-Security"], "its neighbours may belong to others"
    assert all(ability.endswith("=()") for ability in HEADERS["Permissions-Policy"].split(", "))


def test_the_file_of_headers_holds_each_header_once_in_lines_that_hosts_accept(view: View) -> None:
    lines = headers_file().splitlines()
    assert lines[0] == "/*"
    assert dict(line.removeprefix("  ").split(": ", maxsplit=1) for line in lines[1:-2]) == dict(HEADERS)
    assert lines[-2:] == ["/data/*", "  Access-Control-Allow-Origin: *"]
    assert len(lines) == len(HEADERS) + 3
    assert max(map(len, lines)) < 2000, "Cloudflare Pages reads no longer line"
    assert [file.text for file in contents.data_files(view, [], Store.nothing()) if file.path == HEADERS_FILE] == [
        headers_file()
    ]


@pytest.mark.parametrize("server", SERVERS)
def test_each_snippet_holds_each_header_once(server: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["headers", server]) == 0
    printed = capsys.readouterr().out
    assert printed == snippet(server)
    everywhere, _, data = printed.partition("# Open data")
    assert LINES[server].findall(everywhere) == list(HEADERS.items())
    assert data.count("Access-Control-Allow-Origin") == 1 == data.count("/data/")
    assert printed.startswith("# ")


def test_an_unknown_server_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["headers", "iis"])
    assert "nginx" in capsys.readouterr().err


def test_every_page_carries_the_policy_before_anything_that_it_rules(built: Path) -> None:
    pages = list(built.rglob("*.html"))
    assert len(pages) > 30
    for page in pages:
        head = LexborHTMLParser(page.read_text(encoding="utf-8")).css_first("head")
        first, second = list(head.iter())[:2]
        assert first.attributes == {"charset": "utf-8"}
        assert second.attributes == {"http-equiv": "Content-Security-Policy", "content": META_POLICY}, page


def test_no_page_has_a_script_or_a_style_inside(built: Path) -> None:
    for page in built.rglob("*.html"):
        tree = LexborHTMLParser(page.read_text(encoding="utf-8"))
        assert not [node.html for node in tree.css("style, [style], base, iframe, object, embed")]
        assert not [node.html for node in tree.css("script:not([src])") if node.attributes.get("type") not in DATA]
        attributes = [name for node in tree.css("*") for name in node.attributes]
        assert not [name for name in attributes if name.startswith("on")], page


def test_the_theme_leaves_nothing_of_its_own_behind(built: Path) -> None:
    assert not [*built.glob("assets/javascripts/*"), *built.glob("assets/stylesheets/*"), *built.rglob("*.map")]
    assert "{%" not in "".join(path.read_text(encoding="utf-8") for path in built.rglob("*.xml"))


def test_a_preview_has_no_policy_so_that_it_can_follow_changes(view: View) -> None:
    from openshelf.site.assembly import Assembly

    assert Assembly.of(view.library, is_preview=True).context([], "")["policy"] == ""
    assert Assembly.of(view.library).context([], "")["policy"] == META_POLICY


def test_our_scripts_know_no_way_to_keep_or_send_anything() -> None:
    scripts = {path: content.decode() for path, content in served_scripts().items()}
    assert len(scripts) > 4
    found = [(path, match[0]) for path, text in scripts.items() for match in KEEPS_OR_SENDS.finditer(text)]
    assert found == []


def test_ways_to_keep_or_send_are_recognised() -> None:
    for line in ('localStorage.setItem("a", 1)', "document.cookie = 'a=1'", "fetch(a)", "new XMLHttpRequest()"):
        assert KEEPS_OR_SENDS.search(line), line
    for line in ("answers.fetched = 1", "say(words.cookie)"):
        assert not KEEPS_OR_SENDS.search(line), line
