"""A reader: one page in the browser, and what it has asked for and complained about."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, Response

    from browser.kinds import PageKind
    from browser.serving import Site

Scheme = Literal["light", "dark"]
PHONE, SMALL_PHONE, DESKTOP = 360, 320, 1280
WIDTHS = (SMALL_PHONE, PHONE, DESKTOP)
SCHEMES: tuple[Scheme, ...] = ("light", "dark")

KEPT = """async () => [
  document.cookie, ...Object.keys(localStorage), ...Object.keys(sessionStorage),
  ...(await indexedDB.databases()).map(({name}) => name), ...(window.caches ? await caches.keys() : []),
  ...(await navigator.serviceWorker?.getRegistrations() ?? []).map(({scope}) => scope),
].filter(Boolean)"""
# Nothing where the page fits its window; else what sticks out, or the bare fact.
WIDER = """() => document.scrollingElement.scrollWidth <= innerWidth ? [] : ["too wide",
  ...[...document.body.querySelectorAll("*")]
  .filter((element) => !element.closest(".os-scroll") && element.getBoundingClientRect().right > innerWidth + 1)
  .map((element) => element.outerHTML.slice(0, 120))]"""


@dataclass
class Reader:
    """A person with a browser. Every visit starts a new record of requests and complaints."""

    site: Site
    page: Page
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    @property
    def context(self) -> BrowserContext:
        """What the browser keeps for this reader."""
        return self.page.context

    def visit(self, target: PageKind | str, width: int = DESKTOP, scheme: Scheme = "light") -> None:
        """Open a page of a kind, or an address from the site's root or a whole one."""
        path = target if isinstance(target, str) else self.site.path(target)
        self.look(width, scheme)
        self.requests.clear()
        self.complaints.clear()
        self.page.goto(path if ":" in path else self.site.url + path)

    def look(self, width: int, scheme: Scheme) -> None:
        """Change the width of the window and the colours that the device asks for."""
        self.page.set_viewport_size({"width": width, "height": 800})
        self.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")

    def ask(self, script: str, argument: object = None) -> Any:  # noqa: ANN401 - scripts answer anything
        """Run a script of the test's own in the page, also where the page may run none."""
        return self.page.evaluate(script, argument)

    def kept(self) -> list[Any]:
        """Return what is left on the device."""
        return [*self.ask(KEPT), *self.context.cookies()]

    def sticking_out(self) -> list[str]:
        """Return what makes the page scroll sideways."""
        return list(self.ask(WIDER))


def new_reader(browser: Browser, site: Site, **settings: Any) -> Reader:  # noqa: ANN401 - Playwright's settings
    """Open a window. Requests that would leave this machine are noted; the browser was started so that they cannot."""
    context = browser.new_context(service_workers="block", **settings)
    reader = Reader(site, context.new_page())

    def note_request(request: Request) -> None:
        reader.requests.append(request.url)

    def note_message(message: ConsoleMessage) -> None:
        # What could not be loaded is noted below, but for pages that are asked for where there are none.
        if message.type in {"error", "warning"} and not message.text.startswith("Failed to load resource"):
            reader.complaints.append(message.text)

    def note_answer(answer: Response) -> None:
        if answer.status >= 400 and answer.request.resource_type != "document":
            reader.complaints.append(f"{answer.url} answered {answer.status}")

    context.on("request", note_request)
    context.on("response", note_answer)
    context.on("console", note_message)
    context.on("weberror", lambda error: reader.complaints.append(str(error.error)))
    return reader
