"""Web addresses: which are some, and which lead to the same page."""

from __future__ import annotations

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from openshelf.model.urls import (
    host_in,
    host_of,
    is_private_host,
    normalise,
    page_of,
    parse_address,
    scheme_of,
    site_of,
    with_start,
)
from support import examples


@pytest.mark.parametrize(
    "text",
    [
        "https://example.org",
        "http://example.org:8080/a?b=c#d",
        "HTTPS://EXAMPLE.ORG/",
        "https://xn--bcher-kva.example/",
        "https://bücher.example/straße",
        "http://localhost:8000/",
        "https://192.0.2.1/",
        "https://web.archive.org/web/2020/https://example.org/",
    ],
)
def test_addresses_of_the_web_are_addresses(text: str) -> None:
    assert parse_address(text).hostname


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "does not start with https://"),
        ("example.org", "does not start with https://"),
        ("//example.org", "does not start with https://"),
        ("ftp://example.org", "starts with ftp:"),
        ("javascript:alert(1)", "starts with javascript:"),
        ("mailto:a@example.org", "starts with mailto:"),
        ("https://", "has no host"),
        ("https:///a", "has no host"),
        ("https://example", "has no host"),
        ("https://./", "has no host"),
        ("https://example./", "has no host"),
        ("https://exa mple.org", "contains a space"),
        ("https://example.org/a b", "contains a space"),
        ("https://example.org/\u2028", "contains a space"),
        ('https://example.org/"', "contains a space"),
        ("https://example.org/<b>", "contains a space"),
        ("https://example.org:port/", "is not an address"),
        ("https://example.org:99999/", "is not an address"),
        ("https://[example.org/", "is not an address"),
    ],
)
def test_everything_else_is_refused_with_a_reason(text: str, why: str) -> None:
    with pytest.raises(ValueError, match=why.replace("[", r"\[")):
        parse_address(text)


@pytest.mark.parametrize(
    "other",
    [
        "https://example.org/a",
        "http://example.org/a",
        "https://www.example.org/a",
        "https://example.org/a/",
        "https://example.org/a//",
        "https://EXAMPLE.org/a",
        "https://example.org./a",
        "https://example.org:443/a",
        "http://example.org:80/a",
        "https://example.org/a/index.html",
        "https://example.org/a/Default.aspx",
        "https://example.org/a#part",
        "https://example.org/%61",
        "https://example.org/a?",
    ],
)
def test_the_same_page_has_one_form(other: str) -> None:
    assert normalise(other) == "example.org/a"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://example.org/a", "https://example.org/A"),
        ("https://example.org/a", "https://example.org/a/b"),
        ("https://example.org/a", "https://example.org/a?b"),
        ("https://example.org/a?b=1", "https://example.org/a?b=2"),
        ("https://example.org/", "https://example.net/"),
        ("https://example.org/", "https://en.example.org/"),
        ("https://example.org/", "https://example.org:8080/"),
        ("https://www.org/", "https://org.org/"),
        ("https://example.org/indexes.html", "https://example.org/"),
        ("https://example.org/a%2Fb", "https://example.org/a/b"),
        ("https://example.org/a//b", "https://example.org/a/b"),
        ("https://example.org/%E9", "https://example.org/%C3%A9"),
        ("https://example.org/", "https://example.org/#/a"),
        ("https://example.org/#/a", "https://example.org/#/b"),
        ("https://example.org/#!a", "https://example.org/#!b"),
    ],
)
def test_other_pages_have_another_form(one: str, other: str) -> None:
    assert normalise(one) != normalise(other)


def test_names_of_other_scripts_have_one_form() -> None:
    assert normalise("https://bücher.example/ä") == normalise("https://xn--bcher-kva.example/%C3%A4")


@pytest.mark.parametrize(
    ("target", "scheme"),
    [
        ("https://example.org", "https"),
        ("JavaScript:x", "javascript"),
        ("java\tscript\n:x", "javascript"),
        ("&#106;avascript&colon;x", "javascript"),
        ("javascript%3Ax", "javascript"),
        ("\u200bdata:x", "data"),
        ("`javascript:x`", "javascript"),
        ("view\\-source:x", "view-source"),
        ("//example.org", "//"),
        ("/\n/example.org", "//"),
        ("\\\\example.org", "//"),
        ("a/b:c", ""),
        ("#a:b", ""),
        ("?a:b", ""),
        ("", ""),
    ],
)
def test_a_scheme_is_what_a_browser_may_see(target: str, scheme: str) -> None:
    assert scheme_of(target) == scheme


def test_hosts_are_read_as_people_do() -> None:
    assert host_of("https://XN--BCHER-KVA.example./a") == "bücher.example"
    assert [site_of(host) for host in ("a.b.org", "b.org", "a.b.co.uk", "org")] == ["b.org", "b.org", "b.co.uk", "org"]


def test_what_is_no_address_has_no_host() -> None:
    assert host_in("https://www.Example.org:8443/a") == "www.example.org"
    assert [host_in(text) for text in ("", "mailto:a@b.example", "https://[x", "//b.example/", "https:///a")] == [
        ""
    ] * 5


def test_a_page_is_asked_for_without_the_place_on_it() -> None:
    assert page_of("//x.example/a?b#c:~:text=d") == "https://x.example/a?b"
    assert page_of("http://[x#part") == "http://[x"


@pytest.mark.parametrize(
    "host",
    [
        "localhost",
        "a.local",
        "metadata.google.internal",
        "10.0.0.1",
        "127.1",
        "2130706433",
        "0x7f.1",
        "169.254.169.254",
        "::1",
        "::ffff:10.0.0.1",
        "fe80::1%eth0",
        "2002:a00:1::",  # carries 10.0.0.1
        "64:ff9b::a00:1",
        "168.63.129.16",
        "224.0.0.1",
    ],
)
def test_hosts_of_the_readers_own_network_are_private(host: str) -> None:
    assert is_private_host(host)


@pytest.mark.parametrize(
    "host", ["example.org", "localhost.org", "93.184.216.34", "2606:2800:220:1::1", "abc.onion", "1.2.3.4.org"]
)
def test_other_hosts_are_not(host: str) -> None:
    assert not is_private_host(host)


HOSTS = st.lists(
    st.text(st.sampled_from("abw0-éß。"), min_size=1, max_size=5) | st.sampled_from(["www", "WWW", "org", "xn--a"]),
    min_size=2,
    max_size=4,
).map(".".join)
PATHS = st.lists(
    st.text(st.sampled_from("aZ0.-_~é%/?#&=+;:@!'()*,"), max_size=6)
    | st.sampled_from(["index.html", "default.php", "%2F", "%41", "%FF", "%25", "..", ""]),
    max_size=4,
).map("/".join)
ADDRESSES = st.builds(
    "{}://{}{}/{}".format,
    st.sampled_from(["http", "https", "HTTPS"]),
    HOSTS,
    st.sampled_from(["", ":80", ":443", ":8080", ":"]),
    PATHS,
)


def is_address(text: str) -> bool:
    try:
        parse_address(text)
    except ValueError:
        return False
    return True


@examples(max_examples=400)
@given(ADDRESSES)
@example("http://example.org:443/")
@example("https://www.org/")
@example("https://www.www.example.org")
@example("https://example.org/index.html/")
@example("https://example.org/index.html/index.php")
@example("https://example.org。/")
def test_the_form_of_a_form_is_itself(address: str) -> None:
    assume(is_address(address))
    form = normalise(address)
    assert normalise(f"https://{form}") == form


@examples(max_examples=300)
@given(HOSTS, PATHS)
def test_scheme_www_and_a_last_slash_make_no_difference(host: str, path: str) -> None:
    assume("?" not in path and "#" not in path)
    assume(is_address(f"https://{host}/{path}") and "." in host.lower().removeprefix("www."))
    form = normalise(f"https://{host}/{path}")
    assert normalise(f"http://{host}/{path}") == form
    assert normalise(f"https://www.{host}/{path}") == form
    assert normalise(f"https://{host}/{path}/") == form


@examples(max_examples=200)
@given(st.text(max_size=30) | st.text(max_size=20).map("https://".__add__) | st.text().map("https://a.b/".__add__))
def test_any_text_is_an_address_with_a_form_or_refused(text: str) -> None:
    if is_address(text):
        form = normalise(text)
        assert form
        assert form == normalise(text)


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("www.a.org/b_(c)", "https://www.a.org/b_(c)"),
        ("a.org", "https://a.org"),
        ("a.org:8080/b", "https://a.org:8080/b"),
        ("//a.org/b", "https://a.org/b"),
        ("https//a.org", "https://a.org"),
        ("https:/a.org", "https://a.org"),
        ("http:a.org?b", "https://a.org?b"),
        ("notes.md", ""),
        ("../a.org", ""),
        ("b@a.org", ""),
        ("javascript:a.org", ""),
        ("a.org b", ""),
        ("nothing", ""),
    ],
)
def test_an_address_gets_the_start_that_it_lacks(text: str, whole: str) -> None:
    assert with_start(text) == whole
