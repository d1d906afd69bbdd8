"""What one observation means."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openshelf.linkcheck.observation import Hop, Observation, PageSummary
from openshelf.linkcheck.policy import classify
from openshelf.linkcheck.reasons import Reason
from openshelf.linkcheck.robots import read_robots
from support import addresses_of, any_text, examples

URL = "https://a.example.org/page"


def observed(*hops: tuple[str, int], page: PageSummary | None = None, **headers: str) -> Observation:
    return Observation(hops[0][0], tuple(Hop(*hop) for hop in hops), headers=headers, page=page)


@pytest.mark.parametrize(
    ("seen", "want"),
    [
        (observed((URL, 304)), Reason.FINE),
        (observed((URL, 206)), Reason.FINE),
        (observed((URL, 400)), Reason.UNINTELLIGIBLE),
        (observed((URL, 405)), Reason.UNINTELLIGIBLE),
        (observed((URL, 301), (f"{URL}/", 200)), Reason.MOVED_FOR_GOOD),
        (observed(("http://a.example.org/page", 301), (URL, 200)), Reason.MOVED_FOR_GOOD),
        (observed((URL, 301), ("http://a.example.org/page", 200)), Reason.MOVED_FOR_NOW),
        (observed((URL, 301), ("https://a.example.org/pt-br/page", 200)), Reason.MOVED_FOR_NOW),
        (observed((URL, 301), ("https://login.example.org/x", 200)), Reason.LOGIN),
        (observed((URL, 301), ("https://www.a.example.org/", 200)), Reason.FRONT_PAGE),
        (observed((URL, 301), ("https://www.example.org/", 200)), Reason.FRONT_PAGE),
        (observed((URL, 301), ("https://other.example.net/", 200)), Reason.MOVED_FOR_NOW),
        (observed((URL, 301), ("https://other.example.net/faq", 200)), Reason.MOVED_FOR_GOOD),
        (observed((URL, 301), (f"{URL}?hl=en", 200)), Reason.MOVED_FOR_NOW),
        (observed((URL, 301), ("https://a.example.org/index.html", 200)), Reason.FRONT_PAGE),
        (observed(("https://example.org/Forum/", 301), ("https://forum.example.org/en/", 200)), Reason.MOVED_FOR_GOOD),
        (observed(("https://example.org/fr/forum", 302), ("https://forum.example.org/", 200)), Reason.MOVED_FOR_NOW),
        (observed(("https://example.org/forum/1", 301), ("https://forum.example.org/", 200)), Reason.FRONT_PAGE),
        (observed(("https://forum.example.org/forum", 301), ("https://forum.example.org/", 200)), Reason.FRONT_PAGE),
        (observed(("https://www.dropbox.com/s/x/a.pdf", 200), page=PageSummary("Files", words=5)), Reason.FINE),
        (observed(("https://a.example.org/.pdf", 200), page=PageSummary("Files", words=5)), Reason.SOFT_404),
        (observed(("https://a.example.org/en/", 301), ("https://a.example.org/", 200)), Reason.MOVED_FOR_NOW),
        (observed((URL, 200), page=PageSummary("Dominio en venta", words=3)), Reason.PARKED),
        (observed((URL, 200), page=PageSummary("Este domínio está à venda", words=5)), Reason.PARKED),
        (observed((URL, 200), page=PageSummary("La página no existe", words=5)), Reason.SOFT_404),
        (observed((URL, 200), page=PageSummary("Erreur 404", words=5)), Reason.SOFT_404),
        (observed((URL, 200), page=PageSummary("Erro 404 - Não encontrado", words=5)), Reason.SOFT_404),
        (observed((URL, 200), page=PageSummary("404 Media", words=5)), Reason.FINE),
        (observed((URL, 200), page=PageSummary("Account suspended? What to do", words=2000)), Reason.FINE),
        (observed((URL, 200), page=PageSummary("Access denied", words=20)), Reason.BOT_WALL),
        (Observation(URL, error=Reason.CONNECTION_REFUSED), Reason.CONNECTION_REFUSED),
        (Observation(URL), Reason.CONNECTION_RESET),
    ],
)
def test_the_policy(seen: Observation, want: Reason) -> None:
    assert classify(seen).reason is want


def test_nonsense_in_headers_is_nothing() -> None:
    headers = {"retry-after": "soon", "etag": 'x\x00"'}
    assert classify(Observation(URL, (Hop(URL, 503),), headers=headers)).retry_after is None
    assert classify(Observation(URL, (Hop(URL, 200),), headers=headers)).etag == ""


@examples(max_examples=150)
@given(any_text, st.text("/a*$%?", max_size=40).map(lambda text: f"User-agent: *\nDisallow: {text}"))
def test_whatever_a_host_sends_is_understood_somehow(text: str, rules: str) -> None:
    read_robots(text, "us").allows("/x")
    read_robots(rules, "us").allows("/aaa%2F*")
    headers = {"retry-after": text, "etag": text, "date": text, "cf-mitigated": text}
    seen = Observation(URL, (Hop(URL, 200),), headers=headers, page=PageSummary(text, text, text, 9))
    assert classify(seen).reason in {Reason.FINE, Reason.SOFT_404, Reason.PARKED, Reason.BOT_WALL}
    addresses_of([("resources.yml", text), ("guides/x.md", f"---\ntitle: x\n---\n{text}")])
