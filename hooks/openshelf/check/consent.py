"""Rules about what a partner agreed to, and what a case study makes of it."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from typing import TYPE_CHECKING

from openshelf.check.rule_function import Check, Finding, check
from openshelf.core.problem import Place, Severity
from openshelf.model.convert import line_to_add
from openshelf.model.entries import CaseStudy, Consent
from openshelf.model.fields import ConsentBasis, ConsentScope, Naming, unaccented
from openshelf.model.kinds import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from openshelf.library.entry import Entry
    from openshelf.library.library import Library
    from openshelf.model.entries import Citation

_NEEDED = {
    ConsentBasis.ALREADY_PUBLISHED: ("source",),
    ConsentBasis.RECORDED: ("ref", "scope", "by_role", "given", "until"),
}
_OPAQUE = re.compile(r"(?=.*[0-9])[A-Z0-9][A-Z0-9-]{2,38}[A-Z0-9]")
_MAX_LETTERS = 8
"""Letters of an opaque reference: more may be a name."""
_DAY_IN = re.compile(r"(?:19|20)[0-9]{2}-?(?:0[1-9]|1[0-2])-?(?:0[1-9]|[12][0-9]|3[01])(?![0-9])")
_MAX_CONSENT = dt.timedelta(days=3653)
_MIN_WORDS = 4
"""Words of a source without an address: its title and who published it."""
_REVIEWERS = 2
_MIN_PARTNERS = 3
"""Below this, theme and place together point at somebody."""
_PHOTOS = (".jpg", ".jpeg", ".png", ".webp")


def _cases(library: Library) -> Iterator[tuple[Entry, CaseStudy]]:
    for entry in library.all_entries:
        if isinstance(entry.data, CaseStudy):
            yield entry, entry.data


@check(
    "consent-basis",
    "A case study says why it may be told.",
    "What was already published names its public source, by its address or by title and publisher, and the page may "
    "say only what that source says; no machine can check that. What a partner agreed to has a reference to the "
    "record, which is kept elsewhere and never in the repository, with scope, role of the person, and the days it "
    "starts and ends, at most ten years later (ICRC Handbook on Data Protection: consent is "
    "informed, for one purpose, and can be withdrawn).",
)
def consent_basis(library: Library) -> Iterator[Finding]:
    """Find case studies whose consent is not complete."""
    for entry, data in _cases(library):
        consent = data.partner.consent
        for name in _NEEDED[consent.basis]:
            if not getattr(consent, name):
                place = entry.place("partner", "consent")
                yield place, f"consent that is {consent.basis} needs {name}", line_to_add(Consent, name)
        if consent.basis is ConsentBasis.ALREADY_PUBLISHED and not _can_be_looked_up(consent.source):
            place = entry.place("partner", "consent", "source")
            yield place, "nobody can look up this source", "write name and url, or its title and who published it"
        if consent.given and consent.until and consent.until <= consent.given:
            place = entry.place("partner", "consent", "until")
            yield place, f"consent ends on {consent.until}, before it was given", "look at the two days"
        elif consent.given and consent.until and consent.until - consent.given > _MAX_CONSENT:
            place = entry.place("partner", "consent", "until")
            yield place, f"consent until {consent.until} would never be asked for again", "at most ten years"


def _can_be_looked_up(sources: Sequence[Citation]) -> bool:
    """Whether each source has an address, or words enough to be found by; a missing one is another problem."""
    return all(source.url is not None or len(source.name.split()) >= _MIN_WORDS for source in sources)


@check(
    "case-source-link",
    "What was already published is linked.",
    "Readers can then look up what a case study takes from its public source, and the partner can see it too. Write "
    "`source: {name: ..., url: ...}` under `consent`, or beside it. Some sources have no address that can be found: "
    "then the text says so.",
    Severity.WARNING,
    excusable=True,
)
def case_source_link(library: Library) -> Iterator[Finding]:
    """Find cases that were published before, and whose source readers cannot follow."""
    for entry, data in _cases(library):
        consent = data.partner.consent
        is_linked = any(source.url is not None for source in (*consent.source, *data.source))
        if consent.basis is ConsentBasis.ALREADY_PUBLISHED and consent.source and not is_linked:
            place = entry.place("partner", "consent", "source")
            hint = "write {name: ..., url: ...}; if you find no address, say so in the text"
            yield place, "readers cannot follow the source of this case", hint, consent.source[0].name


@check(
    "consent-ref",
    "The reference to a consent record is opaque.",
    "The repository is public. A reference made of capitals, digits and hyphens, such as `LS-2026-014`, says nothing "
    "to others, with at most eight letters and no full date; "
    "a name, an initial with a date of birth or a file name does (Responsible Data Handbook).",
)
def consent_ref(library: Library) -> Iterator[Finding]:
    """Find references that could tell who agreed."""
    for entry, data in _cases(library):
        ref = data.partner.consent.ref
        if ref is not None and not _is_opaque(ref):
            place = entry.place("partner", "consent", "ref")
            yield place, "the reference is not opaque", "capitals, digits and hyphens, for example LS-2026-014"


def _is_opaque(ref: str) -> bool:
    letters = sum(char.isalpha() for char in ref)
    return bool(_OPAQUE.fullmatch(ref)) and letters <= _MAX_LETTERS and not _DAY_IN.search(ref)


@check(
    "consent-scope",
    "A case study uses only what the partner agreed to.",
    "`scope` lists it: `story` (what happened), `name`, `place` (country or region), `photo` (any picture but a "
    "drawing that is marked as decoration, shown or linked) and `quote` (a block quote). Consent to one does not cover "
    "another (WITNESS, Responsible Data Handbook). Ask the partner again, or take it out.",
)
def consent_scope(library: Library) -> Iterator[Finding]:
    """Find what a page uses beyond the scope of a recorded consent."""
    for entry, data in _cases(library):
        consent = data.partner.consent
        if consent.basis is ConsentBasis.RECORDED and consent.scope:
            for scope, place, used in _uses(entry, data):
                if scope not in consent.scope:
                    yield place, f"{used}, but the consent does not cover: {scope}", "ask again, or take it out"


def _uses(entry: Entry, data: CaseStudy) -> Iterator[tuple[ConsentScope, Place, str]]:
    yield ConsentScope.STORY, entry.place("partner", "consent", "scope"), "the page tells what happened"
    if data.partner.naming is Naming.NAMED:
        yield ConsentScope.NAME, entry.place("partner", "naming"), "the partner is named"
    if data.place.country or data.place.region:
        yield ConsentScope.PLACE, entry.place("place"), "the place is told"
    if entry.body is None:
        return
    for link in entry.body.links:
        is_photo = link.target.partition("#")[0].casefold().endswith(_PHOTOS)
        if is_photo or link.is_image:
            yield ConsentScope.PHOTO, link.place, "there is a picture"
    for token in entry.body.tokens:
        if token.type == "blockquote_open" and token.map:
            yield ConsentScope.QUOTE, entry.body.place_of_line(token.map[0], is_quote=True), "somebody is quoted"
            return


@check(
    "consent-reviewers",
    "Two people have read a case study that rests on a recorded consent or is sensitive.",
    "One pair of eyes sees what it expects (Responsible Data Handbook: a review before release by somebody outside). "
    "Write both under `reviewers`; pseudonyms are fine. Say `sensitive: yes` or `sensitive: no`, so that somebody has "
    "thought about it.",
)
def consent_reviewers(library: Library) -> Iterator[Finding]:
    """Find case studies that lack a second reviewer, or a word on how sensitive they are."""
    for entry, data in _cases(library):
        is_recorded = data.partner.consent.basis is ConsentBasis.RECORDED
        if is_recorded and "sensitive" not in data.model_fields_set:
            yield entry.place(), "nobody has said whether this is sensitive", "add sensitive: yes or sensitive: no"
        people = len({unaccented(name) for name in data.reviewers})
        if (is_recorded or data.sensitive) and people < _REVIEWERS:
            yield (
                entry.place("reviewers"),
                f"{_REVIEWERS} reviewers are needed, here are {people}",
                "add reviewers: [one, another]",
            )


@check(
    "consent-ended",
    "Consent has not ended.",
    "From that day on we may not tell the story. Ask the partner again, or withdraw the case study.",
)
def consent_ended(library: Library) -> Iterator[Finding]:
    """Find case studies whose consent has run out."""
    for entry, data in _cases(library):
        until = data.partner.consent.until
        if until is not None and until <= library.today:
            place = entry.place("partner", "consent", "until")
            yield place, f"consent ended on {until}", "ask again or withdraw the page"


@check(
    "case-place",
    "A case study says where it happened, or that the place is withheld.",
    "Leaving the place open looks like a mistake. `withheld: yes` says that it was left out on purpose.",
)
def case_place(library: Library) -> Iterator[Finding]:
    """Find case studies whose place is missing, or both given and withheld."""
    for entry, data in _cases(library):
        place = data.place
        if place.withheld == bool(place.country or place.region):
            told = "told and withheld at once" if place.withheld else "neither told nor withheld"
            yield entry.place("place"), f"the place is {told}", "give country or region, or withheld: yes"


@check(
    "rare-combination",
    "Theme and country together do not point at one partner.",
    "Who knows the field can tell from `LGBTQI rights` and a small country who is meant, although no name stands there "
    "(OCHA, HDX: re-identification). Of a sensitive case that a partner let us tell without naming it, tell the "
    "region or withhold the place while fewer than three cases share theme and country.",
    Severity.WARNING,
    excusable=True,
)
def rare_combination(library: Library) -> Iterator[Finding]:
    """Find sensitive, described partners whose theme and country few cases share; others are public already."""
    listed = [entry.of(CaseStudy) for entry in library.listed(Kind.CASE_STUDY)]
    shared = Counter((theme, case.place.country) for case in listed for theme in set(case.themes))
    for entry, data in _cases(library):
        partner, country = data.partner, data.place.country
        is_promised = partner.naming is Naming.DESCRIBED and partner.consent.basis is ConsentBasis.RECORDED
        if not (data.sensitive and is_promised and country and entry.is_listed(library.today)):
            continue
        rare = min(data.themes, key=lambda theme: shared[theme, country])
        if shared[rare, country] < _MIN_PARTNERS:
            message = f"few cases share {rare} and {country}: {shared[rare, country]}"
            yield entry.place("place", "country"), message, "tell the region, or withheld: yes", f"{rare} {country}"


CHECKS: tuple[Check, ...] = (
    consent_basis,
    case_source_link,
    consent_ref,
    consent_scope,
    consent_reviewers,
    consent_ended,
    case_place,
    rare_combination,
)
