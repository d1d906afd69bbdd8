"""Which field the heading of a column means, in English, Spanish, Portuguese and French."""

from __future__ import annotations

import re

from openshelf.model.fields import unaccented

PERSONAL = "personal"
"""What stands for columns about persons, which are never imported."""

_HEADINGS = {
    "title": "name, title, titulo, nome, nombre, nom, titre, resource, recurso, ressource, tool, herramienta, "
    "ferramenta, outil, resource name, name of resource, name of the resource, nombre del recurso, nome do "
    "recurso, nom de la ressource, tool name, name of tool",
    "url": "url, link, website, web site, web, site, web address, web page, webpage, hyperlink, homepage, enlace, "
    "vinculo, sitio web, pagina web, direccion web, sitio, pagina, ligacao, endereco web, lien, site web, adresse "
    "web, page web, links, urls, lien web",
    "summary": "summary, short description, resumen, descripcion corta, descripcion breve, resumo, descricao curta, "
    "descricao breve, resume, description courte, breve descripcion, one line",
    "description": "description, about, details, descripcion, detalles, descricao, detalhes, what it is, what it "
    "does, que es, o que e, presentation, long description",
    "notes": "notes, note, comments, comment, diagnostics, notas, nota, comentarios, comentario, observaciones, "
    "observacoes, commentaires, commentaire, remarques, remarque",
    "kind": "type, kind, tipo, format, formato, resource type, type of resource, tipo de recurso, type de "
    "ressource, clase, genre",
    "publisher": "publisher, organisation, organization, org, made by, maker, developer, developed by, provider, "
    "editor, organizacion, entidad, editorial, desarrollador, organizacao, entidade, editora, editeur, organisme, "
    "structure, desenvolvedor, developpeur, publicado por, publie par, published by, run by",
    "themes": "theme, themes, tag, tags, topic, topics, category, categories, subject, subjects, keyword, keywords, "
    "tema, temas, etiqueta, etiquetas, categoria, categorias, asunto, assunto, assuntos, palabras clave, palavras "
    "chave, topico, topicos, thematique, thematiques, etiquette, etiquettes, categorie, sujet, sujets, mots cles, "
    "area, areas",
    "languages": "language, languages, lang, idioma, idiomas, lengua, lenguas, lingua, linguas, langue, langues, "
    "language s, idioma s, langue s, available languages, idiomas disponibles, idiomas disponiveis, langues "
    "disponibles",
    "regions": "region, regions, country, countries, geography, location, pais, paises, regiao, regioes, pays, "
    "regiones, zone, zona, territorio",
    "cost": "cost, costs, price, pricing, costo, coste, custo, precio, preco, prix, cout, tarif, tarifa",
    "licence": "licence, license, licencia, licenca, licensing",
    "open_source": "open source, opensource, foss, codigo abierto, codigo aberto, software libre, software livre, "
    "logiciel libre, source ouverte, code ouvert",
    "platforms": "platform, platforms, plataforma, plataformas, plateforme, plateformes, os, operating system, "
    "sistema operativo, sistema operacional, systeme d exploitation, systeme",
    "source_code": "source code, repository, repo, github, gitlab, code, codigo fuente, repositorio, codigo fonte, "
    "code source, depot",
    "documentation": "documentation, docs, manual, documentacion, documentacao, manuel, handbook",
    "reviewed": "reviewed, last reviewed, date reviewed, review date, reviewed on, last checked, checked, checked "
    "on, date checked, revisado, revisado el, fecha de revision, ultima revision, revisto, revisto em, revisado "
    "em, data de revisao, ultima revisao, relu le, verifie, verifie le, date de verification, date de relecture",
    "review_by": "review by, reviewby, revisar antes de, revisar ate, relire avant",
    "publish_after": "publish after, publishafter, publicar despues de, publicar depois de, publier apres",
    "sensitive": "sensitive, sensible, sensivel, delicado, delicada",
}
_FIELDS = {heading: field for field, headings in _HEADINGS.items() for heading in headings.split(", ")}

_OF_PERSONS = frozenset(
    """
    contact contacts contacto contactos contato contatos email mail emails correo courriel phone phones telephone
    telefono telefonos telefone telefones tel whatsapp telegram signal skype fax person
    persona pessoa personne author authors autor autora autores auteur auteurs responsable responsables responsavel
    submitter owner birthday passport pasaporte passaporte passeport
    """.split()  # noqa: SIM905 - words, one after the other
)
"""Words that make a column one about persons."""
_WHO = re.compile(r"(?:added|submitted|entered|suggested|recommended|created) by|your name|(?:first|last|full) name")


def folded(words: str) -> str:
    """Return words in small letters without accents, signs as single blanks."""
    return " ".join(re.findall(r"[^\W_]+", unaccented(words)))


def field_of(heading: str) -> str:
    """Return the field that a heading means, ``personal`` for one about persons, nothing where none is meant.

    A heading in two languages (``Name / Título``), with a unit or with a sign (``Link (URL) *``), means the field that
    all its known parts mean.
    """
    words = folded(heading)
    if not words:
        return ""
    if not _OF_PERSONS.isdisjoint(words.split()) or _WHO.search(words):
        return PERSONAL
    if words in _FIELDS:
        return _FIELDS[words]
    parts = {_FIELDS[part] for part in map(folded, re.split(r"[/|(),:;&–—]", heading)) if part in _FIELDS}
    return parts.pop() if len(parts) == 1 else ""
