"""Words for values of closed vocabularies, in English, Spanish, Portuguese and French; nothing is guessed."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, TypeVar

from openshelf.core.problem import closest
from openshelf.importing.headings import folded
from openshelf.model import fields as f

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping

_KINDS = {
    f.ResourceKind.TOOL: "tool, tools, app, apps, application, software, platform, herramienta, herramientas, "
    "aplicacion, plataforma, ferramenta, ferramentas, aplicativo, aplicacao, outil, outils, logiciel, plateforme",
    f.ResourceKind.GUIDE: "guide, guides, handbook, manual, guide or handbook, toolkit, how to, tutorial, guia, "
    "guias, manuales, caja de herramientas, kit de ferramentas, guide pratique, manuel, boite a outils, tutoriel",
    f.ResourceKind.ORGANISATION: "organisation, organization, organisations, organizations, ngo, organizacion, "
    "organizaciones, ong, organizacao, organizacoes, association, asociacion, associacao",
    f.ResourceKind.HELPLINE: "helpline, helplines, hotline, help line, linea de ayuda, linea de atencion, linha de "
    "ajuda, linha de apoio, ligne d assistance, ligne d aide, ligne d ecoute",
    f.ResourceKind.COURSE: "course, courses, training, curso, cursos, formacion, capacitacion, formacao, "
    "capacitacao, cours, formation, mooc",
    f.ResourceKind.DATASET: "dataset, data set, data, datasets, conjunto de datos, datos, base de datos, conjunto "
    "de dados, dados, base de dados, jeu de donnees, donnees, base de donnees, database",
    f.ResourceKind.TEMPLATE: "template, templates, plantilla, plantillas, modelo, modelos, modele, modeles, gabarit",
    f.ResourceKind.COMMUNITY: "community, communities, forum, comunidad, comunidades, foro, comunidade, communaute",
    f.ResourceKind.RESEARCH: "research, report, reports, paper, study, case study, investigacion, informe, estudio, "
    "pesquisa, relatorio, estudo, investigacao, recherche, rapport, etude",
    f.ResourceKind.FUNDING: "funding, fund, grant, grants, financiacion, financiamiento, fondos, subvencion, "
    "financiamento, fundos, edital, financement, fonds, subvention, bourse",
}
_COSTS = {
    f.Cost.FREE: "free, free of charge, gratis, gratuito, gratuita, sin costo, sin coste, gratuit, gratuite, de "
    "graca, 0, sem custo, no cost",
    f.Cost.FREEMIUM: "freemium, free to start paid for more, free and paid, free paid, gratis y de pago, gratuito e "
    "pago, gratuit et payant",
    f.Cost.PAID: "paid, de pago, pago, paga, pagado, payant, payante, not free",
    f.Cost.UNKNOWN: "unknown, not known, desconocido, desconhecido, inconnu",
}
_OPEN = {
    f.OpenSource.YES: "yes, y, true, open, open source, si, sim, oui, verdadero, verdadeiro, vrai",
    f.OpenSource.NO: "no, n, false, closed, proprietary, nao, non, falso, faux",
    f.OpenSource.UNKNOWN: "unknown, not known, desconocido, desconhecido, inconnu",
    f.OpenSource.NOT_APPLICABLE: "n a, not applicable, does not apply, no aplica, no se aplica, nao se aplica, sans "
    "objet, non applicable",
}
_PLATFORMS = {
    f.Platform.ANDROID: "android",
    f.Platform.IOS: "ios, iphone, ipad",
    f.Platform.WEB: "web, web browser, browser, navegador, navegador web, navigateur, navigateur web, en ligne",
    f.Platform.WINDOWS: "windows",
    f.Platform.MACOS: "macos, mac, mac os, os x, osx",
    f.Platform.LINUX: "linux, gnu linux",
}


ValueT = TypeVar("ValueT", bound=StrEnum)


def _by_word(table: Mapping[ValueT, str]) -> dict[str, str]:
    words = {word: str(value) for value, listed in table.items() for word in listed.split(", ")}
    return {str(value): str(value) for value in table} | {folded(str(value)): str(value) for value in table} | words


VOCABULARIES: dict[str, dict[str, str]] = {
    "kind": _by_word(_KINDS),
    "cost": _by_word(_COSTS),
    "open_source": _by_word(_OPEN),
    "platforms": _by_word(_PLATFORMS),
}
"""Values by folded word, by field."""

EVERYWHERE = (
    *("global", "worldwide", "everywhere", "world", "mundial", "todo el mundo", "mundo", "no mundo todo"),
    *("mundo inteiro", "mondial", "monde", "monde entier", "partout"),
)
"""Words for a region that a library calls ``global``."""

_BETWEEN = re.compile(r"[,;|\n]")
_PERHAPS_BETWEEN = re.compile(r"[/+&]|\s(?:and|y|e|et)\s")
"""What stands between two words, and inside of some: *Maps and data* may be one theme."""
_MARKS = " \t.•-"
"""Signs of lists."""
_LETTERS_OF_A_CODE = 2


def several(text: str, known: Container[str] = ()) -> list[str]:
    """Return the words of a cell that lists several, each once; ``known`` are folded words that stay whole."""
    parts = (part.strip(_MARKS) for part in _BETWEEN.split(text))
    words = (word for part in parts for word in ([part] if folded(part) in known else _PERHAPS_BETWEEN.split(part)))
    return list(dict.fromkeys(bare for word in words if (bare := word.strip(_MARKS))))


def meant(words: Iterable[str], values: Mapping[str, str]) -> tuple[list[str], list[str]]:
    """Return the values that words mean, each once, and the words that mean none."""
    found = [(word, values.get(folded(word), "")) for word in words]
    return list(dict.fromkeys(value for _, value in found if value)), [word for word, value in found if not value]


def near(word: str, values: Mapping[str, str]) -> str:
    """Return which value a word is nearly written like, in brackets; nothing where none is."""
    like = closest(folded(word), values, 0.8)
    return f" (is {values[like]} meant?)" if like is not None else ""


@cache
def languages() -> dict[str, str]:
    """Return the tags of languages by their folded names."""
    return {folded(name): tag for name, tag in f.names_of_languages().items()}


def language_of(word: str) -> str:
    """Return the tag of a language that is named, or written as a tag; nothing where it may be another.

    Two capitals may be a country: ``AR`` is Argentina, whose people do not speak Arabic.
    """
    if tag := languages().get(folded(word), ""):
        return tag
    tag = f.language_tag(word)
    is_code_of_a_country = word.isupper() and len(word) == _LETTERS_OF_A_CODE and f.language_of_country(word)
    return tag if not is_code_of_a_country or f.language_of_country(word) == tag else ""
