"""What hosts do, case by case, and what must be said about each."""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from typing import TYPE_CHECKING

from link_server import RESET, Action, Request, page, reply, to
from openshelf.linkcheck.reasons import Reason

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


@dataclass(frozen=True)
class Case:
    """One host whose page behaves in one way."""

    name: str
    answer: Callable[[Request], Iterable[Action]]
    want: tuple[Reason, ...]
    path: str = "/some/page"


def always(answer: Iterable[Action]) -> Callable[[Request], Iterable[Action]]:
    made = list(answer)
    return lambda _request: made


def after(times: int, first: Iterable[Action]) -> Callable[[Request], Iterable[Action]]:
    """Return a host that is ill so many times and then well."""
    made = list(first)
    return lambda request: made if request.nth <= times else page()


def moves(steps: dict[str, Callable[[Request], Iterable[Action]]]) -> Callable[[Request], Iterable[Action]]:
    """Return a host that answers by path; other paths are a page."""
    return lambda request: steps.get(request.path, always(page()))(request)


def sends(location: str, status: int = 301) -> Callable[[Request], Iterable[Action]]:
    return lambda request: to(location.replace("{base}", request.base), status)


def cookie_wall(request: Request) -> Iterable[Action]:
    if "seen=1" in request.headers.get("cookie", ""):
        return page()
    return reply(302, Location=request.path, Set_Cookie="seen=1; Path=/")


def odd_cookie_wall(request: Request) -> Iterable[Action]:
    if "city=S" in request.headers.get("cookie", ""):
        return page()
    return reply(302, Location=request.path, Set_Cookie="city=S\u00e3o; Path=/")


def endless(_request: Request) -> Iterable[Action]:
    yield b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n<title>Long</title>"
    for _ in range(10_000):
        yield b"word " * 4000


def drip(_request: Request) -> Iterable[Action]:
    yield b"HTTP/1.1 200 OK\r\n"
    for number in range(100):
        yield 0.1
        yield f"X-{number}: y\r\n".encode()


def in_steps(last: int) -> Callable[[Request], Iterable[Action]]:
    """Return a host that sends on from ``/0`` to ``/1`` and so on, up to a page."""
    return lambda request: page() if request.path == f"/{last}" else to(f"/{int(request.path[1:]) + 1}")


def hang(_request: Request) -> Iterable[Action]:
    yield 5.0


def hang_once(request: Request) -> Iterable[Action]:
    return hang(request) if request.nth == 1 else page()


def drip_body(_request: Request) -> Iterable[Action]:
    yield b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n<title>Slow</title>"
    for _ in range(100):
        yield 0.1
        yield b"word "


def cookies_of_one_name(request: Request) -> Iterable[Action]:
    if request.path == "/some/page":
        return reply(302, Location="/other/page", Set_Cookie="a=1; Path=/")
    if request.path == "/other/page":
        return reply(302, Location="/other/last", Set_Cookie="a=2; Path=/other")
    return page()


def robots_and_page(robots: Iterable[Action], answer: Iterable[Action]) -> Callable[[Request], Iterable[Action]]:
    """Return a host whose name begins with `robots-` and whose robots.txt answers as it likes."""
    first, then = list(robots), list(answer)
    return lambda request: first if request.path == "/robots.txt" else then


def robot_hater(request: Request) -> Iterable[Action]:
    return page() if "Mozilla" in request.headers.get("user-agent", "") else reply(403)


_BOMB = gzip.compress(b"<title>Big</title>" + b"a " * 20_000_000)
_LONG = "This article explains at length what such pages are and how to write a good one. " * 60
FINE = (Reason.FINE,)
MOVED = (Reason.MOVED_FOR_GOOD,)
FOR_NOW = (Reason.MOVED_FOR_NOW,)

CASES = (
    # 200 in all its forms
    Case("plain", always(page()), FINE),
    Case("slow", lambda _: [0.2, *page()], FINE),
    Case(
        "bomb", always([b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Type: text/html\r\n\r\n" + _BOMB]), FINE
    ),
    Case("endless", endless, FINE),
    Case("deep", always(reply(body="<div>" * 100_000)), FINE),
    Case(
        "huge", always([b"HTTP/1.1 200 OK\r\nContent-Length: 5000000000\r\nContent-Type: video/mp4\r\n\r\nabc"]), FINE
    ),
    Case(
        "truncated", always([b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\nContent-Type: text/html\r\n\r\n<p>cut"]), FINE
    ),
    Case("charset", always(reply(body="<title>caf\u00e9</title>", kind="text/html; charset=nonsense")), FINE),
    Case("no-type", always(reply(body="<title>x</title>", kind="")), FINE),
    Case("no-content", always(reply(204)), FINE),
    Case("spa", always(reply(body="<title>App</title><div id=app></div><script src=/app.js></script>")), FINE),
    Case("picture", always(reply(body="x", kind="image/png")), FINE),
    Case("cookie-wall", cookie_wall, FINE),
    Case("cookie-wall-utf8", odd_cookie_wall, FINE),
    Case("no-head", lambda request: page() if request.headers else reply(405), FINE),
    # walls
    Case("robot-hater", robot_hater, (Reason.BOT_WALL,)),
    *(Case(f"status-{status}", always(reply(status)), (Reason.BOT_WALL,)) for status in (401, 402, 403, 407, 999)),
    Case(
        "challenge-403",
        always(reply(403, "<title>Just a moment...</title>", Cf_Mitigated="challenge")),
        (Reason.BOT_WALL,),
    ),
    Case("challenge-503", always(reply(503, "<title>Just a moment...</title>")), (Reason.BOT_WALL,)),
    Case("challenge-200", always(reply(200, "<title>Attention Required! | Cloudflare</title>")), (Reason.BOT_WALL,)),
    Case("legal", always(reply(451)), (Reason.BLOCKED_BY_LAW,)),
    Case("odd", always(reply(418)), (Reason.UNINTELLIGIBLE,)),
    # redirects
    Case("moved-301", moves({"/some/page": sends("/new/page")}), MOVED),
    Case("moved-308", moves({"/some/page": sends("/new/page", 308)}), MOVED),
    Case("moved-3", moves({"/some/page": sends("/b/x"), "/b/x": sends("/c/x"), "/c/x": sends("/d/x")}), MOVED),
    Case("moved-mixed", moves({"/some/page": sends("/b/x"), "/b/x": sends("/c/x", 302)}), FOR_NOW),
    Case("moved-relative", moves({"/some/page": sends("other")}), MOVED),
    Case(
        "moved-host",
        moves({"/some/page": lambda r: to(f"//plain.test:{r.headers['host'].partition(':')[2]}/x")}),
        MOVED,
    ),
    Case("moved-fragment", moves({"/some/page": sends("/new/page#part")}), MOVED),
    Case("moved-utf8", moves({"/some/page": sends("/caf\u00e9/\u00fcber")}), MOVED),
    *(Case(f"moved-{s}", moves({"/some/page": sends("/new/page", s)}), FOR_NOW) for s in (302, 303, 307)),
    Case("moved-session", moves({"/some/page": sends("/new/page;jsessionid=ab12", 301)}), FOR_NOW),
    Case("moved-language", moves({"/some/page": sends("/en/some/page")}), FOR_NOW),
    Case("moved-login", moves({"/some/page": sends("/login?next=/some/page", 302)}), (Reason.LOGIN,)),
    Case("front-page", moves({"/some/page": sends("/")}), (Reason.FRONT_PAGE,)),
    Case("front-page-es", moves({"/some/page": sends("/es/", 302)}), (Reason.FRONT_PAGE,)),
    Case(
        "short-link",
        moves({"/x1": lambda r: to(f"http://plain.test:{r.headers['host'].partition(':')[2]}/")}),
        FOR_NOW,
        "/x1",
    ),
    Case("no-location", always(reply(301)), (Reason.BAD_REDIRECT,)),
    Case("loop", lambda request: to(request.path), (Reason.REDIRECT_LOOP,)),
    Case("loop-2", moves({"/some/page": sends("/b"), "/b": sends("/some/page")}), (Reason.REDIRECT_LOOP,)),
    Case("chain", lambda request: to(f"{request.path}x"), (Reason.REDIRECT_LOOP,)),
    Case("chain-20", in_steps(20), MOVED, "/0"),
    Case("chain-21", in_steps(21), (Reason.REDIRECT_LOOP,), "/0"),
    Case("redirect-404", moves({"/some/page": sends("/b"), "/b": always(reply(404))}), (Reason.MISSING,)),
    Case("redirect-mailto", moves({"/some/page": sends("mailto:a@b.org")}), (Reason.UNINTELLIGIBLE,)),
    Case("redirect-app", moves({"/some/page": sends("tg://resolve?domain=x", 302)}), (Reason.UNINTELLIGIBLE,)),
    Case("redirect-nowhere", moves({"/some/page": sends("http://nohost/")}), (Reason.BAD_REDIRECT,)),
    Case("redirect-mail-port", moves({"/some/page": sends("http://plain.test:25/")}), (Reason.UNINTELLIGIBLE,)),
    Case("moved-pipe", moves({"/some/page": sends("/a|b^c?x={y}|z")}), MOVED),
    Case("moved-language-query", moves({"/some/page": sends("/some/page?lang=en")}), FOR_NOW),
    Case("moved-to-faq", moves({"/some/page": sends("/faq")}), MOVED),
    Case("cookies-of-one-name", cookies_of_one_name, FOR_NOW),
    # gone
    Case("missing", always(reply(404)), (Reason.MISSING,)),
    Case("gone", always(reply(410)), (Reason.GONE,)),
    Case("missing-once", after(1, reply(404)), FINE),
    # down, and back
    Case("limited", after(1, reply(429, Retry_After="2")), FINE),
    Case(
        "limited-date",
        after(1, reply(429, Retry_After="Mon, 01 Jun 2026 00:00:02 GMT", Date="Mon, 01 Jun 2026 00:00:00 GMT")),
        FINE,
    ),
    Case(
        "limited-odd",
        always([b"HTTP/1.1 429 Any\r\nRetry-After: \xb2\r\nContent-Length: 0\r\n\r\n"]),
        (Reason.RATE_LIMITED,),
    ),
    Case(
        "limited-never",
        always(reply(429, Retry_After="Mon, 01 Jun 99999999999999999999 00:00:00 GMT")),
        (Reason.RATE_LIMITED,),
    ),
    Case("limited-always", always(reply(429)), (Reason.RATE_LIMITED,)),
    Case("limited-long", always(reply(429, Retry_After="3600")), (Reason.RATE_LIMITED,)),
    Case("error-once", after(1, reply(500)), FINE),
    Case("error-twice", after(2, reply(500)), FINE),
    Case("busy-once", after(1, reply(503, Retry_After="1")), FINE),
    Case("reset-once", after(1, [RESET]), FINE),
    Case("hang-once", hang_once, FINE),
    Case("status-408", always(reply(408)), (Reason.TIMEOUT,)),
    *(
        Case(f"status-{status}", always(reply(status)), (Reason.SERVER_ERROR,))
        for status in (500, 502, 503, 504, 520, 525)
    ),
    Case("reset", always([RESET]), (Reason.CONNECTION_RESET,)),
    Case("empty", always([]), (Reason.CONNECTION_RESET,)),
    Case("no-http", always([b"SSH-2.0-OpenSSH_9.6\r\n"]), (Reason.CONNECTION_RESET,)),
    Case("hang", hang, (Reason.TIMEOUT,)),
    Case("drip", drip, (Reason.TIMEOUT,)),
    Case("drip-body", drip_body, FINE),
    # not what it says
    Case("soft-en", always(page("Page not found | The Library", "Sorry.")), (Reason.SOFT_404,)),
    Case("soft-en-404", always(page("404 Not Found", "nginx")), (Reason.SOFT_404,)),
    Case("soft-es", always(page("P\u00e1gina no encontrada - Biblioteca", "Lo sentimos.")), (Reason.SOFT_404,)),
    Case(
        "soft-latin",
        always(
            [
                b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=iso-8859-1\r\nConnection: close\r\n\r\n",
                b"<title>P\xe1gina n\xe3o encontrada</title>",
            ]
        ),
        (Reason.SOFT_404,),
    ),
    Case("soft-unsaid", always([b"HTTP/1.1 200 OK\r\n\r\n<title>P\xe1gina no encontrada</title>"]), (Reason.SOFT_404,)),
    Case("soft-pt", always(page("P\u00e1gina n\u00e3o encontrada", "Desculpe.")), (Reason.SOFT_404,)),
    Case("soft-fr", always(page("Page introuvable | Biblioth\u00e8que", "D\u00e9sol\u00e9.")), (Reason.SOFT_404,)),
    Case(
        "soft-heading", always(reply(body="<title>Org</title><h1>Error 404: page not found</h1>")), (Reason.SOFT_404,)
    ),
    Case("parked", always(page("example.com", "This domain is for sale. Buy this domain.")), (Reason.PARKED,)),
    Case("parked-es", always(page("dominio", "Este dominio est\u00e1 en venta.")), (Reason.PARKED,)),
    Case("parked-fr", always(page("domaine", "Ce nom de domaine est \u00e0 vendre.")), (Reason.PARKED,)),
    Case("suspended", always(page("Account Suspended", "Contact your hosting provider.")), (Reason.PARKED,)),
    Case("pdf-html", always(page("Reports", "All our reports")), (Reason.SOFT_404,), "/files/report.pdf"),
    Case("pdf-viewer", always(page("Q1_report.pdf - Files", "Download")), FINE, "/files/Q1_report.pdf"),
    Case(
        "pdf-viewer-title", always(page("The yearly report, 2020", "Download")), FINE, "/files/yearly-report_2020.pdf"
    ),
    Case("pdf-landing", always(page("Reports", _LONG)), FINE, "/files/report.pdf"),
    Case("pdf-wiki", always(page("A file", "Download")), FINE, "/wiki/Datei:Bericht.pdf"),
    Case("pdf-moved-to-page", moves({"/some/report.pdf": sends("/reports/")}), (Reason.SOFT_404,), "/some/report.pdf"),
    Case("pdf", always(reply(body="%PDF-1.7", kind="application/pdf")), FINE, "/files/report.pdf"),
    Case("about-404", always(page("404 Not Found: what the error means and how to mend it", _LONG)), FINE),
    Case("about-404-long", always(page("Page not found | Design lessons", _LONG)), FINE),
    Case("about-sale", always(page("When a domain name is for sale", _LONG)), FINE),
    # addresses
    *(
        Case(f"path-{number}", lambda r, path=path: page() if r.path == path else reply(404), FINE, path)
        for number, path in enumerate(
            (
                "/a%2Fb",
                "/q?x=a%2Fb%2Bc",
                "/a//b",
                "/%E9",
                "/a:b$c",
                "/caf%C3%A9",
                "/a%20b+c",
                "/%F0%9F%98%80",
                "/x/http://b.org/",
            )
        )
    ),
    # robots.txt
    Case("robots-ill", robots_and_page([b"HTTP/1.1 500 Any\r\nContent-Length: 0\r\n\r\n"], page()), (Reason.ROBOTS,)),
    Case("robots-breaks", robots_and_page([RESET], page()), (Reason.ROBOTS,)),
    Case("robots-hangs", robots_and_page([5.0], page()), (Reason.ROBOTS,)),
    Case("robots-and-page-ill", robots_and_page(reply(503), reply(503)), (Reason.SERVER_ERROR,)),
    Case("robots-busy", robots_and_page(reply(429), page()), (Reason.RATE_LIMITED,)),
    Case("robots-elsewhere", robots_and_page(to("http://nowhere.test/robots.txt"), page()), FINE),
    Case("robots-nonsense", robots_and_page(to("http://:80/"), page()), FINE),
    Case("robots-mail", robots_and_page(to("mailto:a@b.org"), page()), FINE),
)
