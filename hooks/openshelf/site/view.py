"""What every page maker works with: the library, the words of one language, finished texts and templates."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cache, cached_property, partial
from typing import TYPE_CHECKING, Any

from markupsafe import Markup, escape

from openshelf.core.parallel import in_parallel
from openshelf.core.store import Store, digest
from openshelf.frameworks.prose import Prose
from openshelf.library.facets import OTHER, WITHHELD, base_language, filters_of
from openshelf.library.products import product_slug
from openshelf.model.entries import Resource
from openshelf.model.fields import CALLOUTS, ProjectState
from openshelf.model.framework import Framework
from openshelf.model.kinds import CONTRIBUTE_PAGE, SUPPORT_PAGE, Kind
from openshelf.model.sections import HOW_IT_DECIDES, QUESTIONS, Section, address_of, term_page
from openshelf.site import link_notices
from openshelf.site.data.published import published_schemas
from openshelf.site.markdown import Rendered, RenderedCallout, Renderer
from openshelf.site.memory import Given, Memory
from openshelf.site.page import Page
from openshelf.site.ranges import PAGE_SIZE, sort_key
from openshelf.site.reads import Reads
from openshelf.site.signs import sign_of
from openshelf.site.template_engine import TemplateEngine
from openshelf.site.terms import TermIndex
from openshelf.site.traces import read
from openshelf.site.urls import href

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping, Sequence

    from openshelf.core.problem import Place
    from openshelf.library.entry import Entry
    from openshelf.site.i18n import Words
    from openshelf.site.traces import Read
    from openshelf.sources.markdown_outline import Body

_WITH_CALLOUTS = (Kind.GUIDE, Kind.FRAMEWORK, Kind.COLLECTION, Kind.CASE_STUDY)
"""Kinds whose texts belong to themes and hold callouts, in the order readers see."""
_WARNED_OF = frozenset({ProjectState.ARCHIVED, ProjectState.ENDED})
"""States of resources of which lists warn."""
NO_TEXT = Rendered("", (), (), ())
_TEXTS = "texts"
"""Where the store has finished texts."""


def _filled(message: str, values: Mapping[str, object]) -> Markup:
    """Return an interface string with escaped values; numbers stay what they are, for ``%d``."""
    if values:
        message %= {name: value if isinstance(value, int) else escape(value) for name, value in values.items()}
    return Markup(message)  # noqa: S704 - catalogues are ours, and tests refuse markup in them


def _name_of_text(entry: Entry) -> str:
    return f"text {entry.path} {entry.key}"


def _given_text(entry: Entry, body: Body) -> Given:
    """Return what the rendering of a text is given."""
    fields = entry.digest if isinstance(entry.data, Framework) else b""
    return Given(digest(body.digest, fields, entry.kind, entry.address))


@dataclass(frozen=True, slots=True)
class Crumb:
    """A step of the way from the home page to a page."""

    title: str
    url: str


@dataclass(frozen=True)
class View(Reads):
    """One library in one language, with everything that page makers share."""

    words: Words

    store: Store = field(default_factory=Store.nothing, compare=False)
    """Results of earlier builds."""

    @cached_property
    def texts(self) -> Mapping[str, Rendered]:
        """The finished texts of all listed entries, by entry key: those of withdrawn ones are not even made.

        Those of broken entries, which only a preview shows, come first: a good entry that has the same key counts.
        """
        listed = (entry for kind in Kind for entry in self.listed(kind))
        entries = (*map(self.library.without_withdrawn, self.broken_entries()), *listed)
        written = [(entry, entry.body) for entry in entries if entry.body is not None and entry.body.text.strip()]
        memory = Memory[bytes](self.store, self, "texts")
        self.store.load(_TEXTS)
        found: dict[str, Rendered] = {}
        missing: list[tuple[Entry, Body]] = []
        for entry, body in written:
            name, given = _name_of_text(entry), _given_text(entry, body)
            outcome = memory.outcome(name, given)
            rendered = self.store.get(_TEXTS, outcome) if outcome is not None else None
            if outcome is None or rendered is None:
                missing.append((entry, body))
            else:
                memory.stand(name, outcome)
                found[entry.key] = rendered
        for (entry, body), (rendered, reads) in zip(missing, self._finished(missing, memory), strict=True):
            found[entry.key] = rendered
            if memory.keeps:
                outcome = memory.key(rendered)
                memory.keep(_name_of_text(entry), _given_text(entry, body), reads, outcome)
                self.store.put(_TEXTS, outcome, rendered)
        memory.save()
        return {entry.key: found[entry.key] for entry, _ in written}

    def _finished(
        self, texts: Sequence[tuple[Entry, Body]], memory: Memory[bytes]
    ) -> Sequence[tuple[Rendered, dict[Read, bytes]]]:
        """Return finished texts and what was read to make each, with the answers as ``memory`` has them."""
        if not texts:
            return []
        terms = TermIndex(self.listed(Kind.TERM))
        renderer = Renderer(self, self.words, terms, self.link_notice, self.withdrawn_mark)

        def finish(text: tuple[Entry, Body]) -> tuple[Rendered, dict[Read, bytes]]:
            entry, body = text
            # What pages show in another way is left out: the options of a framework's questions.
            shown = Prose.of(body, entry.data).text if isinstance(entry.data, Framework) else body
            with self.recorder.collected() as reads:
                self.listed(Kind.TERM)
                rendered = renderer.render(shown, entry.address, link_terms=entry.kind is not Kind.TERM)
            return rendered, memory.answered(reads) if memory.keeps else {}

        finished = in_parallel(finish, texts)
        for entry in self.library.parsed_entries:
            if entry.body is not None:
                entry.body.let_tokens_go()
        return finished

    def text(self, entry: Entry) -> Rendered:
        """Return the finished text of an entry, an empty one if it has none."""
        return self.texts.get(entry.key, NO_TEXT)

    def callouts(self, theme: str) -> Mapping[str, Sequence[tuple[Entry, RenderedCallout]]]:
        """Return what the texts of a theme have in callouts with meaning, by kind of callout."""
        found: dict[str, list[tuple[Entry, RenderedCallout]]] = {kind: [] for kind in CALLOUTS}
        entries = [*self.find(theme, Kind.THEME)]
        entries += [e for kind in _WITH_CALLOUTS for e in self.of_theme(theme, kind)]
        for entry in entries:
            for callout in self.text(entry).callouts:
                found[callout.kind].append((entry, callout))
        return {kind: callouts for kind, callouts in found.items() if callouts}

    @cached_property
    def _environment(self) -> TemplateEngine:
        environment = TemplateEngine()
        environment.filters |= {
            "href": lambda path: Markup(href(path)),  # noqa: S704 - paths are made of ids
            "address": lambda entry: Markup(href(entry.address)),  # noqa: S704 - addresses are made of ids
            "date": self.words.date,
            "since": self.words.since,
            "age": self.age,
            "language": self.words.language_name,
            "licence_name": self.words.licence_name,
            "platform_name": lambda platform: self.words.label("platform", platform),
            "names": self.words.names,
            "safe_html": Markup,
        }
        environment.globals |= {
            "_": self._gettext,
            "ngettext": self._ngettext,
            "label": self.words.label,
            "view": self,
            "Kind": Kind,
            "Section": Section,
            "address_of": address_of,
            "base_language": base_language,
            "term_page": term_page,
            "filters_of": filters_of,
            "section_title": self.words.section,
            "QUESTIONS": QUESTIONS,
            "HOW_IT_DECIDES": HOW_IT_DECIDES,
            "support": address_of(Kind.PAGE, SUPPORT_PAGE),
            "support_label": self.support_label,
            "how_to_report": self.how_to_report,
            "PAGE_SIZE": PAGE_SIZE,
            "theme_title": self.theme_title,
            "kind_label": self.kind_label,
            "row": self.row,
            "short_row": self.short_row,
            "sign_of": sign_of,
            "name": self.name,
            "withdrawn_mark": self.withdrawn_mark,
            "state_mark": self.state_mark,
            "link_notice": self.link_notice,
            "link_note": partial(self.link_notice, brief=True),
        }
        return environment

    def _gettext(self, message: str, **values: object) -> Markup:
        """Return an interface string for a template, with its values escaped; Jinja's own way takes twice as long."""
        return _filled(self.words.gettext(message), values)

    def _ngettext(self, one: str, many: str, number: int) -> Markup:
        """Return the form of an interface string that fits a number; the string has the number as ``num``."""
        return _filled(self.words.ngettext(one, many, number), {"num": number})

    @read
    def age(self, day: dt.date) -> str:
        """Return the words for how long ago a day was."""
        return self.words.age(day, self.library.today)

    def support_label(self) -> str:
        """Return the words of links to the support page, which promise a person only where somebody answers."""
        return self.words.gettext("Talk to a person") if self.contact() else self.words.gettext("Who can help")

    def how_to_report(self) -> str:
        """Return where a page says how readers report a fault: the one on contributing, or else on who can help."""
        found = [page for page in self.listed(Kind.PAGE) if page.id == CONTRIBUTE_PAGE]
        return found[0].address if found else address_of(Kind.PAGE, SUPPORT_PAGE)

    def theme_title(self, theme: str) -> str:
        """Return the name of a theme."""
        found = self.find(theme, Kind.THEME)
        return found[0].title if found else theme

    def value_name(self, vocabulary: str, value: str) -> str:
        """Return the words for a value: of a vocabulary of the library, of one that has no end, or of a fixed one."""
        names: Mapping[str, Callable[[str], str]] = {
            "themes": self.theme_title,
            "languages": self.words.language_name,
            "regions": self.region_name,
            "places": self._place_name,
            "letters": self._letter_name,
            "products": self.product_name,
            "years": str,
        }
        return names[vocabulary](value) if vocabulary in names else self.words.label(vocabulary, value)

    def _place_name(self, place: str) -> str:
        return self.words.gettext("Place withheld") if place == WITHHELD else self.region_name(place)

    def _letter_name(self, letter: str) -> str:
        return self.words.gettext("Other") if letter == OTHER else letter.upper()

    def instead_of(self, resource: Resource) -> Sequence[tuple[str, str]]:
        """Return the products that a resource can be used instead of: the value of the facet, and the name.

        The value is empty where a name gives none, which a preview may hold.
        """
        return [(product_slug(name), name) for name in dict.fromkeys(resource.instead_of)]

    def name(self, entry: Entry) -> str:
        """Return what pages call an entry: its title, but for a case study that was withdrawn."""
        return entry.title or self.words.gettext("A case study that was withdrawn")

    def withdrawn_mark(self, entry: Entry) -> Markup:
        """Return what follows the words for a withdrawn entry, with the way to what replaced it.

        Of a case study there are no words, so that the mark says what it was.
        """
        mark = self.render("mark.html", has_words=bool(entry.title), replacement=self.replacement(entry))
        return Markup(mark.strip())  # noqa: S704 - our own

    def short_state(self, entry: Entry) -> str:
        """Return the word by which lists warn of a resource that nobody works on, or that has ended; mostly empty."""
        state = entry.data.state if isinstance(entry.data, Resource) else None
        return self.words.label("short-state", state.now) if state is not None and state.now in _WARNED_OF else ""

    def state_mark(self, entry: Entry) -> Markup:
        """Return the same for a template."""
        message = self.short_state(entry)
        return Markup('<span class="os-state">%s</span>') % message if message else Markup()

    def languages(self, resource: Resource) -> tuple[str, ...]:
        """Return the languages of a resource: first those that the library is offered in, then as its entry has them.

        Varieties of a language count as it: readers of ``pt`` find ``pt-BR`` first.
        """
        own = set(map(base_language, self.offered_languages()))
        return tuple(sorted(resource.languages, key=lambda tag: base_language(tag) not in own))

    def languages_in_brief(self, resource: Resource, most: int) -> str:
        """Return the names of a few languages of a resource, and how many more it has; empty where none is known."""
        tags = self.languages(resource) if resource.known_languages else ()
        named = ", ".join(map(self.words.language_name, tags[:most]))
        return f"{named} {self.and_more(len(tags) - most)}" if len(tags) > most else named

    def and_more(self, number: int) -> str:
        """Return the words for how many are left out."""
        return self.words.ngettext("and %(num)d more", "and %(num)d more", number) % {"num": number}

    def kind_label(self, entry: Entry) -> str:
        """Return the word for what an entry is, as exactly as lists need it; of a withdrawn one little is known."""
        if entry.data.withdrawn is not None:
            return self.words.label("kind", entry.kind)
        if entry.kind is Kind.RESOURCE:
            return self.words.label("resource-kind", entry.field("kind"))
        if entry.kind is Kind.UPDATE:
            return self.words.label("update-kind", entry.field("kind"))
        if entry.kind is Kind.GUIDE and entry.shelf is not None:
            return self.words.label("form", entry.shelf.name)
        return self.words.label("kind", entry.kind)

    def link_notice(self, address: str, *, brief: bool = False) -> Markup:
        """Return what is said beside a link to another site, with the way to a copy; empty where nothing need be.

        The brief one, for lists, leaves the copy to the page of the entry.
        """
        link = self.link(address)
        message = link_notices.notice(link, self.words) if link.notice else ""
        if not message:
            return Markup()
        copied = link_notices.copy_notice(link, self.words) if link.copy and not brief else ""
        return Markup(self.render("link.html", link=link, message=message, copied=copied).strip())  # noqa: S704 - our own

    def load_templates(self) -> None:
        """Read every template, so that processes that are forked later need not."""
        self._environment.load_all()

    def render(self, template: str, **values: Any) -> str:  # noqa: ANN401 - templates take anything
        """Fill a template."""
        return self._environment.get_template(template).render(values)

    @cached_property
    def lists(self) -> dict[Section, tuple[Any, ...]]:
        """Where :mod:`openshelf.site.facets` puts the lists of sections, of which several pages are planned."""
        return {}

    @read
    def published_schema(self) -> dict[str, Any]:
        """Return the JSON Schema of ``library.json``, which holds every field of open data."""
        return published_schemas(self.library, self.store)["library.schema.json"]

    def filed_under(self, entry: Entry) -> str:
        """Return what lists file an entry under: the letters of its title, or of what opens its series."""
        if entry.key not in self._filing:
            under = self.listed_under(entry)
            self._filing[entry.key] = sort_key(under.title, under.id)
        return self._filing[entry.key]

    @cached_property
    def _filing(self) -> dict[str, str]:
        return {}

    @cached_property
    def _rows(self) -> dict[tuple[object, ...], tuple[Markup, dict[Read, None]]]:
        return {}

    def _row(self, key: tuple[object, ...], template: str, **values: object) -> Markup:
        """Return a row that is made once, because most entries stand in many lists; each list notes what it read."""
        if key not in self._rows:
            with self.recorder.collected() as reads:
                html = Markup(self.render(template, **values))  # noqa: S704 - our own
            self._rows[key] = (html, reads)
        html, reads = self._rows[key]
        self.recorder.note_all(reads)
        return html

    def row(self, entry: Entry, show_kind: bool, level: int, compares: bool) -> Markup:  # noqa: FBT001 - for templates
        """Return an entry as it stands in a list.

        A list that ``compares`` says of each what it is good for, and what not.
        """
        key = (entry.key, show_kind, level, compares)
        return self._row(key, "row.html", entry=entry, show_kind=show_kind, level=level, compares=compares)

    def short_row(self, entry: Entry) -> Markup:
        """Return an entry as it stands in a short list, which says what it is good for and leaves out its summary."""
        return self._row((entry.key,), "short-row.html", entry=entry)

    def page(  # noqa: PLR0913 - a page has these parts
        self,
        url: str,
        template: str,
        *,
        title: str,
        description: str,
        crumbs: Sequence[Crumb] = (),
        source: Place | None = None,
        json_ld: dict[str, Any] | None = None,
        is_listed: bool = True,
        later: Callable[[], Mapping[str, object]] = dict,
        **values: Any,  # noqa: ANN401 - templates take anything
    ) -> Page:
        """Make a page from a template; the template sees ``title``, ``description``, ``crumbs`` and ``values``.

        It also sees what ``later`` returns, which is called once, when the page is made or compared.
        """
        edit = self._edit_address(source)
        known = {"url": url, "title": title, "description": description, "crumbs": crumbs, "edit": edit, **values}
        return Page(
            url,
            title,
            description,
            self.render,
            template,
            known,
            self.words.language,
            source,
            json_ld or {},
            is_listed,
            is_own=source is not None and source.path == f"docs/{url.rstrip('/') or 'index'}.md",
            later=later if later is dict else cache(later),
        )

    def crumb(self, section: Section) -> Crumb:
        """Return the step to the first page of a section."""
        return Crumb(self.words.section(section), section.url)

    def front_page(
        self,
        section: Section,
        template: str,
        about: str,
        *,
        json_type: str = "CollectionPage",
        source: Place | None = None,
        **values: Any,  # noqa: ANN401 - templates take anything
    ) -> Page:
        """Make the first page of a section; ``about`` is what it says it is where the settings say nothing."""
        title = self.words.section(section)
        return self.page(
            section.url,
            template,
            title=title,
            description=self.description(section) or about,
            source=source,
            json_ld={"@type": json_type, "name": title},
            **values,
        )

    def moved_page(self, url: str, above: str, title: str) -> Page:
        """Make the page at an older address, which leads to the one above it at once, and by a link."""
        message = self.words.gettext("This page has moved.")
        made = self.page(url, "moved.html", title=title, description=message, is_listed=False, above=above)
        return replace(made, is_moved=True)

    def entry_page(self, entry: Entry, template: str, crumbs: Sequence[Crumb], json_type: str, **values: Any) -> Page:  # noqa: ANN401
        """Make the page of an entry."""
        facts = {
            "@type": json_type,
            "name": entry.title,
            "description": entry.summary,
            "inLanguage": self.words.language,
        }
        return self.page(
            entry.address,
            template,
            title=entry.title,
            description=entry.summary,
            crumbs=crumbs,
            source=entry.place(),
            json_ld={**facts, **values.pop("facts", {})},
            entry=entry,
            data=entry.data,
            text=self.text(entry),
            used_in=self.used_in(entry),
            review_due=self.review_due(entry),
            is_overdue=self.is_overdue(entry),
            **values,
        )

    def _edit_address(self, source: Place | None) -> str:
        """Return where a page's source can be edited, empty when the library has set no such address."""
        base = self.edit_uri()
        if source is None or not base:
            return ""
        line = f"#L{source.line}" if source.line > 1 else ""
        return f"{base.rstrip('/')}/{source.path}{line}"
