"""A table of 300 rows and a folder of 40 texts as other people write them, for tests that import them."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

HEADINGS = (
    *("Nome", "Link", "Descrição", "Tipo", "Organização", "Tema", "Idiomas", "País / Região", "Custo", "Licença"),
    *("Código aberto", "Revisado em", "Pessoa de contato", "E-mail", "Nota interna (1-5)"),
)
KINDS = ("Ferramenta", "Guia", "Curso", "Organização", "Relatório", "Comunidade", "Modelo", "tool", "Dataset")
LANGUAGES = ("Português", "inglês; espanhol", "pt-BR", "French, English", "Suaíli")
COSTS = ("Grátis", "gratuito", "Pago", "freemium", "")
LICENCES = ("MIT", "CC-BY-4.0", "", "proprietary", "GPL-3.0-only")


def row(number: int, theme: str, regions: Sequence[str]) -> list[str]:
    """Return one row that says everything that a library needs."""
    return [
        f"Recurso nº {number}",
        f"https://r{number}.example.org/a?b={number}",
        f"Faz a coisa número {number}, com «aspas», # e : no meio.",
        KINDS[number % len(KINDS)],
        f"Grupo {number % 7}",
        theme,
        LANGUAGES[number % len(LANGUAGES)],
        regions[number % len(regions)],
        COSTS[number % len(COSTS)],
        LICENCES[number % len(LICENCES)],
        ("sim", "não", "")[number % 3],
        f"2026-04-{number % 30 + 1:02}",
        "Maria Silva",
        f"maria{number}@grupo.example",
        str(number % 5 + 1),
    ]


def table(rows: Iterable[Sequence[str]], headings: Sequence[str] = HEADINGS, sign: str = ";") -> str:
    """Return a table as a spreadsheet saves it."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=sign, lineterminator="\r\n")
    writer.writerow(headings)
    writer.writerows(rows)
    return out.getvalue()


def three_hundred(theme: str = "Mapping", regions: Sequence[str] = ("Everywhere", "Europe", "europe")) -> bytes:
    """Return 300 rows: 250 that are whole, and 50 in which something is wrong, ten of each kind."""
    rows = [row(number, theme, regions) for number in range(300)]
    for number in range(250, 260):
        rows[number][1] = ""
    for number in range(260, 270):
        rows[number][1] = rows[number - 200][1].replace("https://", "http://www.")
    for number in range(270, 280):
        rows[number][3] = "Ferramentta"
    for number in range(280, 290):
        rows[number][2] = "Fale com a gente: +55 11 3456-7890, de segunda a sexta."
    for number in range(290, 300):
        rows[number][5] = "Agricultura"
    return table(rows).encode("cp1252")


def jekyll(number: int) -> tuple[str, str]:
    """Return a post of Jekyll."""
    text = f"""---
layout: post
title: "Post {number}: what we saw"
date: 2024-03-{number % 28 + 1:02} 10:00:00 +0200
tags: [mapping, travel]
description: What we saw on day {number}, in a few words.
---

# Post {number}: what we saw

We walked. See [the note](../notes/Note%20{number}.md), and [part two](../docs/part-{number}.md#steps).

- one
    - two

<!-- ask Ana before this goes out -->
"""
    return f"_posts/2024-03-{number % 28 + 1:02}-post-{number}.md", text


def hugo(number: int) -> tuple[str, str]:
    """Return a page bundle of Hugo."""
    draft = "true" if number % 2 else "false"
    text = f"""+++
title = "Station {number}"
date = 2024-05-05T10:00:00Z
lastmod = 2024-06-05
draft = {draft}
tags = ["Mapping"]
summary = "A station on the way, number {number}."
reviewed = 2026-05-01
+++

Some words, and a table.

| what | where |
| --- | --- |
| [the next](../station-{(number + 2) % 10}/index.md) | not far |
"""
    return f"content/station-{number}/index.md", text


def obsidian(number: int) -> tuple[str, str]:
    """Return a note of Obsidian."""
    text = f"""---
tags:
  - mapping
aliases: [n{number}]
---
It leads to [[part-{number}|the docs]], to [[Note {(number + 1) % 10}]] and to [[content/station-{number}/index]].

%% not for anybody %%

![[sketch.png]]
"""
    return f"notes/Note {number}.md", text


def mkdocs(number: int) -> tuple[str, str]:
    """Return a page of MkDocs, with a title that is underlined, or none at all."""
    title = f"Part {number}\n======\n\n" if number % 2 else f"# Part {number}\n\n"
    text = f"""{title}Do this.

![a drawing](img/drawing.png)

## Steps

=== "Android"

    Tap here.

Some <b>bold</b> words.
"""
    return f"docs/part-{number}.md", text


def forty_texts() -> dict[str, str]:
    """Return 40 Markdown files by path, ten each of four programs."""
    return dict(style(number) for number in range(10) for style in (jekyll, hugo, obsidian, mkdocs))
