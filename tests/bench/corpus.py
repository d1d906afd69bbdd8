"""A neutral corpus: guides and catalogue entries of made-up words, twice, as a plain MkDocs project and as a library.

Words follow a Zipf law over 30,000 made-up words, so that sizes behave like those of prose. The same numbers give the
same corpus.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from pathlib import Path

THEMES = (
    "responsible-data",
    "digital-security",
    "choosing-technology",
    "data-collection",
    "human-rights-documentation",
    "open-data",
    "mapping",
    "environmental-justice",
    "health-rights",
    "education",
)
KINDS = ("guide", "tool", "dataset", "course", "community", "helpline", "organisation", "template")
LANGUAGES = ("en", "es", "pt", "fr", "ar", "sw")
REGIONS = ("global", "latin-america-caribbean", "sub-saharan-africa", "south-asia", "europe")
SECTIONS = ("what-it-is", "why-it-matters", "in-practice", "examples", "what-to-watch", "further")
VOCABULARY = 30_000
REVIEWED = "2026-10-01"

PLAIN_CONFIG = """\
site_name: Plain
site_url: https://plain.example/
theme:
  name: material
  font: false
markdown_extensions: [admonition, attr_list, tables, toc]
plugins: [search]
"""


@dataclass(frozen=True)
class Corpus:
    """The corpus before it takes a form."""

    resources: list[dict[str, Any]]
    guides: list[dict[str, Any]]


class Prose:
    """Sentences of made-up words, the frequent ones first."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.words = _vocabulary(rng)
        self.weights: list[float] = []
        total = sum(1 / (rank + 5) for rank in range(len(self.words)))
        reached = 0.0
        for rank in range(len(self.words)):
            reached += 1 / (rank + 5) / total
            self.weights.append(reached)

    def text(self, count: int) -> str:
        """Return sentences of ``count`` words together."""
        words = self.rng.choices(self.words, cum_weights=self.weights, k=count)
        sentences, at = [], 0
        while at < count:
            size = self.rng.randint(8, 22)
            sentences.append(" ".join(words[at : at + size]).capitalize() + ".")
            at += size
        return " ".join(sentences)

    def title(self, count: int) -> str:
        """Return ``count`` words without full stops."""
        return self.text(count).replace(".", "")


def _vocabulary(rng: random.Random) -> list[str]:
    consonants, vowels = "bcdfghjklmnprstvwz", "aeiou"
    words: set[str] = set()
    while len(words) < VOCABULARY:
        syllables = "".join(rng.choice(consonants) + rng.choice(vowels) for _ in range(rng.randint(1, 4)))
        words.add(syllables + rng.choice(["", "n", "s", "r", "t"]))
    return sorted(words, key=lambda _: rng.random())


def make(guides: int, resources: int, seed: int = 7) -> Corpus:
    """Make a corpus of so many guides and resources."""
    rng = random.Random(seed)  # noqa: S311 - a corpus, not a secret
    prose = Prose(rng)
    entries = [
        {
            "id": f"resource-{number:05d}",
            "title": prose.title(4),
            "url": f"https://example-{number:05d}.org/path/{number}",
            "kind": rng.choice(KINDS),
            "publisher": prose.title(2),
            "summary": prose.text(30)[:150],
            "themes": rng.sample(THEMES, rng.randint(1, 3)),
            "languages": rng.sample(LANGUAGES, rng.randint(1, 3)),
            "regions": [rng.choice(REGIONS)],
            "reviewed": REVIEWED,
        }
        for number in range(resources)
    ]
    texts = [
        {
            "id": f"guide-{number:05d}",
            "title": prose.title(6),
            "summary": prose.text(25)[:150],
            "theme": rng.choice(THEMES),
            "sections": [
                {
                    "heading": prose.title(4),
                    "paragraphs": [prose.text(90), prose.text(60)],
                    "bullets": [prose.text(12) for _ in range(5)],
                    "uses": [f"resource-{rng.randrange(resources):05d}" for _ in range(2)],
                }
                for _ in SECTIONS
            ],
        }
        for number in range(guides)
    ]
    return Corpus(entries, texts)


def write_plain(corpus: Corpus, folder: Path) -> None:
    """Write the corpus as an ordinary MkDocs and Material project in which every entry is a Markdown page."""
    docs = folder / "docs"
    (docs / "guides").mkdir(parents=True)
    (docs / "resources").mkdir()
    (folder / "mkdocs.yml").write_text(PLAIN_CONFIG)
    nav = "nav:\n  - index.md\n  - guides/index.md\n  - resources/index.md\n"
    nav += "not_in_nav: |\n  guides/guide-*\n  resources/resource-*\n"
    with (folder / "mkdocs.yml").open("a") as config:
        config.write(nav)
    (docs / "index.md").write_text("# Home\n\nPlain.\n")
    for name, items in (("guides", corpus.guides), ("resources", corpus.resources)):
        lines = "\n".join(f"- [{item['title']}]({item['id']}.md)" for item in items)
        (docs / name / "index.md").write_text(f"# {name.title()}\n\n{lines}\n")
    for guide in corpus.guides:
        parts = [f"---\ntitle: {guide['title']}\n---\n\n# {guide['title']}\n\n{guide['summary']}\n"]
        for section in guide["sections"]:
            links = [f"See [{id_}](../resources/{id_}.md)." for id_ in section["uses"]]
            parts += [f"## {section['heading']}\n", *_section(section), "", *links, ""]
        (docs / "guides" / f"{guide['id']}.md").write_text("\n".join(parts))
    for entry in corpus.resources:
        rows = "\n".join(
            f"| {name} | {value} |"
            for name, value in (
                ("Publisher", entry["publisher"]),
                ("Kind", entry["kind"]),
                ("Themes", ", ".join(entry["themes"])),
                ("Languages", ", ".join(entry["languages"])),
                ("Regions", ", ".join(entry["regions"])),
                ("Reviewed", entry["reviewed"]),
            )
        )
        (docs / "resources" / f"{entry['id']}.md").write_text(
            f"---\ntitle: {entry['title']}\n---\n\n# {entry['title']}\n\n{entry['summary']}\n\n"
            f"[{entry['url']}]({entry['url']})\n\n| Field | Value |\n| --- | --- |\n{rows}\n"
        )


def write_library(corpus: Corpus, folder: Path, project: Path) -> None:
    """Write the corpus as a library that is built with the code of ``project``."""
    for name in ("guides/explanation", "guides/glossary", "docs/themes"):
        (folder / name).mkdir(parents=True)
    (folder / "hooks").symlink_to(project / "hooks")
    (folder / "mkdocs.yml").write_text((project / "mkdocs.yml").read_text())
    entries = [
        {**entry, "cost": "unknown", "licence": "unknown", "open_source": "unknown", "read_from": "page"}
        for entry in corpus.resources
    ]
    (folder / "resources.yml").write_text(yaml.dump(entries, Dumper=yaml.CSafeDumper, sort_keys=False, width=200))
    for theme in THEMES:
        _write(folder / f"docs/themes/{theme}.md", {"title": theme, "summary": "A theme."}, "A theme.")
    for name in ("index", "about", "support"):
        _write(folder / f"docs/{name}.md", {"title": name.title(), "summary": "A page."}, "A page.")
    term = corpus.guides[0]["title"].split()[0] if corpus.guides else "word"
    _write(folder / "guides/glossary/term.md", {"title": term, "definition": "A word.", "themes": ["mapping"]}, "")
    for guide in corpus.guides:
        parts = []
        for id_, section in zip(SECTIONS, guide["sections"], strict=True):
            links = [f"See [[{use}]]." for use in section["uses"]]
            parts += [f"## {section['heading']} {{#{id_}}}\n", *_section(section), "", *links, ""]
        meta = {"title": guide["title"], "summary": guide["summary"], "themes": [guide["theme"]]}
        _write(folder / f"guides/explanation/{guide['id']}.md", meta, "\n".join(parts))


def _section(section: dict[str, Any]) -> list[str]:
    note = "!!! note\n    " + section["paragraphs"][1][:120] + "\n"
    return [*(text + "\n" for text in section["paragraphs"]), *(f"- {text}" for text in section["bullets"]), "", note]


def _write(file: Path, meta: dict[str, Any], body: str) -> None:
    front = yaml.dump({**meta, "reviewed": REVIEWED}, Dumper=yaml.CSafeDumper, sort_keys=False, width=200)
    file.write_text(f"---\n{front}---\n{body}\n")
