"""Rules about what a partner agreed to, and what a case study makes of it."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from typing import TYPE_CHECKING

from openshelf.check.rule_function import Check, Finding, check, entry_check
from openshelf.core.problem import Place, Severity
from openshelf.model.convert import line_to_add
from openshelf.model.entries import CaseStudy, Consent
from openshelf.model.fields import ConsentBasis, ConsentScope, Naming, unaccented
from openshelf.model.kinds import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from openshelf.library.entry import Entry
    from openshelf.library.library import Library
    from openshelf.library.part import Entries
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


def _cases(library: Entries) -> Iterator[tuple[Entry, CaseStudy]]:
    for entry in library.all_entries:
        if isinstance(entry.data, CaseStudy):
            yield entry, entry.data


@entry_check(
    "consent-basis",
    "The consent behind a case study is incomplete.",
    "If the story was already published, name its public source, by its address or by title and publisher. The page "
    "may say only what that source says; no machine can check that. If a partner agreed, give the reference to the "
    "record, which is kept elsewhere and never in the repository. Also give the scope, the role of the person, and "
    "the days on which the consent starts and ends, at most ten years apart (ICRC Handbook on Data Protection: "
    "consent is informed, for one purpose, and can be withdrawn).",
)
def consent_basis(library: Entries) -> Iterator[Finding]:
    """Find case studies whose consent is not complete."""
    for entry, data in _cases(library):
        consent = data.partner.consent
        for name in _NEEDED[consent.basis]:
            if not getattr(consent, name):
                place = entry.place("partner", "consent")
                yield place, f"consent with basis {consent.basis} needs {name}", line_to_add(Consent, name)
        if consent.basis is ConsentBasis.ALREADY_PUBLISHED and not _can_be_looked_up(consent.source):
            place = entry.place("partner", "consent", "source")
            yield place, "the source is too vague to look up", "write name and url, or its title and who published it"
        if consent.given and consent.until and consent.until <= consent.given:
            place = entry.place("partner", "consent", "until")
            yield place, f"consent ends on {consent.until}, before it was given", "check the two days"
        elif consent.given and consent.until and consent.until - consent.given > _MAX_CONSENT:
            place = entry.place("partner", "consent", "until")
            yield place, f"consent until {consent.until} lasts more than ten years", "at most ten years"


def _can_be_looked_up(sources: Sequence[Citation]) -> bool:
    """Whether each source has an address, or words enough to be found by; a missing one is another problem."""
    return all(source.url is not None or len(source.name.split()) >= _MIN_WORDS for source in sources)


@entry_check(
    "case-source-link",
    "The public source of a case study is not linked.",
    "Readers can then look up what a case study takes from its public source, and the partner can see it too. Write "
    "`source: {name: ..., url: ...}` under `consent`, or beside it. Some sources have no address that can be found: "
    "then the text says so.",
    Severity.WARNING,
    excusable=True,
)
def case_source_link(library: Entries) -> Iterator[Finding]:
    """Find cases that were published before, and whose source readers cannot follow."""
    for entry, data in _cases(library):
        consent = data.partner.consent
        is_linked = any(source.url is not None for source in (*consent.source, *data.source))
        if consent.basis is ConsentBasis.ALREADY_PUBLISHED and consent.source and not is_linked:
            place = entry.place("partner", "consent", "source")
            hint = "write {name: ..., url: ...}; if you find no address, say so in the text"
            yield place, "readers cannot follow the source of this case", hint, consent.source[0].name


@entry_check(
    "consent-ref",
    "The reference to a consent record could identify someone.",
    "The repository is public. Use capitals, digits and hyphens, such as `LS-2026-014`, with at most eight letters "
    "and no full date: others learn nothing from it. A name, an initial with a date of birth or a file name can "
    "identify a person (Responsible Data Handbook).",
)
def consent_ref(library: Entries) -> Iterator[Finding]:
    """Find references that could tell who agreed."""
    for entry, data in _cases(library):
        ref = data.partner.consent.ref
        if ref is not None and not _is_opaque(ref):
            place = entry.place("partner", "consent", "ref")
            yield place, "reference could identify someone", "use an id such as LS-2026-014"


def _is_opaque(ref: str) -> bool:
    letters = sum(char.isalpha() for char in ref)
    return bool(_OPAQUE.fullmatch(ref)) and letters <= _MAX_LETTERS and not _DAY_IN.search(ref)


@entry_check(
    "consent-scope",
    "A case study uses something that the partner's consent does not cover.",
    "`scope` lists what the consent covers: `story` (what happened), `name`, `place` (country or region), `photo` "
    "(any picture but a drawing that is marked as decoration, shown or linked) and `quote` (a block quote). Consent "
    "to one does not cover another (WITNESS, Responsible Data Handbook). Ask the partner again, or take it out.",
)
def consent_scope(library: Entries) -> Iterator[Finding]:
    """Find what a page uses beyond the scope of a recorded consent."""
    for entry, data in _cases(library):
        consent = data.partner.consent
        if consent.basis is ConsentBasis.RECORDED and consent.scope:
            for scope, place, used in _uses(entry, data):
                if scope not in consent.scope:
                    yield place, f"{used}, but consent does not cover it", "ask again, or take it out"


def _uses(entry: Entry, data: CaseStudy) -> Iterator[tuple[ConsentScope, Place, str]]:
    yield ConsentScope.STORY, entry.place("partner", "consent", "scope"), "page tells what happened"
    if data.partner.naming is Naming.NAMED:
        yield ConsentScope.NAME, entry.place("partner", "naming"), "page names the partner"
    if data.place.country or data.place.region:
        yield ConsentScope.PLACE, entry.place("place"), "page states the place"
    if entry.body is None:
        return
    for link in entry.body.links:
        is_photo = link.target.partition("#")[0].casefold().endswith(_PHOTOS)
        if is_photo or link.is_image:
            yield ConsentScope.PHOTO, link.place, "page shows or links a picture"
    for token in entry.body.tokens:
        if token.type == "blockquote_open" and token.map:
            yield ConsentScope.QUOTE, entry.body.place_of_line(token.map[0], is_quote=True), "page quotes someone"
            return


@entry_check(
    "consent-reviewers",
    "A case study lacks its second reviewer, or does not say whether it is sensitive.",
    "One reader misses what another one sees (Responsible Data Handbook: a person from outside reviews before "
    "release). Two people read each case study that is sensitive or that a partner agreed to. List both under "
    "`reviewers`; pseudonyms are fine. Write `sensitive: yes` or `sensitive: no`, to show that a person has decided "
    "it.",
)
def consent_reviewers(library: Entries) -> Iterator[Finding]:
    """Find case studies that lack a second reviewer, or a word on how sensitive they are."""
    for entry, data in _cases(library):
        is_recorded = data.partner.consent.basis is ConsentBasis.RECORDED
        if is_recorded and "sensitive" not in data.model_fields_set:
            yield entry.place(), "sensitive is missing", "add sensitive: yes or sensitive: no"
        people = len({unaccented(name) for name in data.reviewers})
        if (is_recorded or data.sensitive) and people < _REVIEWERS:
            yield (
                entry.place("reviewers"),
                f"needs {_REVIEWERS} reviewers, has {people}",
                "add reviewers: [one, another]",
            )


@check(
    "consent-ended",
    "Consent has ended.",
    "From that day on we may not tell the story. Ask the partner again, or withdraw the case study.",
)
def consent_ended(library: Library) -> Iterator[Finding]:
    """Find case studies whose consent has run out."""
    for entry, data in _cases(library):
        until = data.partner.consent.until
        if until is not None and until <= library.today:
            place = entry.place("partner", "consent", "until")
            yield place, f"consent ended on {until}", "ask again or withdraw the page"


@entry_check(
    "case-place",
    "A case study does not say where it happened, nor that the place is withheld.",
    "Readers take a missing place for a mistake. `withheld: yes` says that it was left out on purpose.",
)
def case_place(library: Entries) -> Iterator[Finding]:
    """Find case studies whose place is missing, or both given and withheld."""
    for entry, data in _cases(library):
        place = data.place
        if place.withheld == bool(place.country or place.region):
            told = "both given and withheld" if place.withheld else "neither given nor withheld"
            yield entry.place("place"), f"place is {told}", "give country or region, or withheld: yes"


@check(
    "rare-combination",
    "Theme and country together could identify one partner.",
    "People who know the field can tell from `LGBTQI rights` and a small country who is meant, even without a name "
    "(OCHA, HDX: re-identification). If a sensitive case is told without naming the partner, give only the region or "
    "withhold the place, until at least three cases share theme and country.",
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
            message = f"too few cases share theme {rare} and country {country}: {shared[rare, country]}"
            yield (
                entry.place("place", "country"),
                message,
                "give only the region, or withheld: yes",
                f"{rare} {country}",
            )


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
