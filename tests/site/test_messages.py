"""The words of the interface: gathered from the code, translated in full, and right for values, dates and ages."""

from __future__ import annotations

import ast
import datetime as dt
import re
from enum import StrEnum
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from jinja2 import Environment, nodes

from openshelf import cli
from openshelf.model import fields
from openshelf.model.kinds import SHELVES, Kind
from openshelf.site.i18n import LABELS, Words
from openshelf.site.messages import (
    KEYWORDS,
    PACKAGE,
    TEMPLATE,
    catalogue_text,
    catalogues,
    gather,
    missing,
    read_catalogue,
    template_text,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from babel.messages.catalog import Catalog, Message

ROOT = Path(__file__).parents[2]
CATALOGUES = catalogues(ROOT)
TEMPLATES = sorted((ROOT / PACKAGE).rglob("*.html"))
MODULES = sorted((ROOT / PACKAGE).rglob("*.py"))
STALE = "stale: run openshelf messages"

every_language = pytest.mark.parametrize("language", list(CATALOGUES))
every_template = pytest.mark.parametrize("file", TEMPLATES, ids=lambda file: file.name)


# What is gathered


@pytest.fixture(scope="module")
def gathered() -> Catalog:
    return gather(ROOT)


def test_the_template_is_up_to_date(gathered: Catalog) -> None:
    assert (ROOT / TEMPLATE).read_text(encoding="utf-8") == template_text(gathered), STALE


@every_language
def test_the_catalogue_is_up_to_date(language: str, gathered: Catalog) -> None:
    file = CATALOGUES[language]
    assert file.read_text(encoding="utf-8") == catalogue_text(file, language, gathered), STALE


def test_code_and_templates_are_both_read(gathered: Catalog) -> None:
    places = {place for message in gathered if message.id for place, _ in message.locations}
    assert {
        f"{PACKAGE}/site/i18n.py",
        f"{PACKAGE}/site/templates/layout.html",
        "hooks/openshelf/site/theme/main.html",
    } <= places


def test_files_tell_nothing_about_machine_day_or_person() -> None:
    for file in (ROOT / TEMPLATE, *CATALOGUES.values()):
        text = file.read_text(encoding="utf-8")
        assert str(ROOT) not in text
        assert not re.search(r"^\"(POT-Creation-Date|PO-Revision-Date|Last-Translator)|^#: .*:\d", text, re.MULTILINE)


def calls_in_python(file: Path) -> Iterator[tuple[str, list[bool]]]:
    """Yield each translating call of a module: where, and which of its strings stand there in plain sight."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name in KEYWORDS:
                strings = node.args[: len(KEYWORDS[name])]
                yield ast.unparse(node), [isinstance(s, ast.Constant) and isinstance(s.value, str) for s in strings]


def calls_in_template(file: Path) -> Iterator[tuple[str, list[bool]]]:
    """Do the same for a template."""
    environment = Environment(extensions=["jinja2.ext.i18n", "jinja2.ext.do"], autoescape=True)
    for node in environment.parse(file.read_text(encoding="utf-8")).find_all(nodes.Call):
        if isinstance(node.node, nodes.Name) and node.node.name in KEYWORDS:
            strings = node.args[: len(KEYWORDS[node.node.name])]
            place = f"{file.name}:{node.lineno}"
            yield place, [isinstance(s, nodes.Const) and isinstance(s.value, str) for s in strings]


def test_every_string_in_code_can_be_gathered() -> None:
    hidden = [call for file in MODULES for call, plain in calls_in_python(file) if not all(plain)]
    passed_on = {
        "self.gettext(LABELS[f'{vocabulary}/{value}'])",  # the labels are marked where they stand
        "self.gettext(SECTION_TITLES[section])",  # so are titles of sections, and of facets
        "view.words.gettext(facet.title)",
        "view.words.gettext(way.facet.list_title)",
        "view.words.gettext(way.facet.list_about)",
        "view.words.gettext(way.facet.index_about)",
        "self.words.gettext(message)",  # what templates call
        "self.words.ngettext(one, many, number)",
    }
    assert set(hidden) == passed_on, "gettext needs literal strings"


@every_template
def test_every_string_in_a_template_can_be_gathered(file: Path) -> None:
    assert [place for place, plain in calls_in_template(file) if not all(plain)] == []


LIBRARY = """def words(_, ngettext, n):
    return _("Choose a theme"), ngettext("a page", "pages", n)
"""


@pytest.fixture
def other_root(tmp_path: Path) -> Path:
    (tmp_path / PACKAGE / "locale" / "eo").mkdir(parents=True)
    (tmp_path / PACKAGE / "words.py").write_text(LIBRARY, encoding="utf-8")
    theme = tmp_path / "hooks/openshelf/site/theme"
    theme.mkdir(parents=True)
    (theme / "main.html").write_text("{% do x %}<p>{{ _('Hours') }}</p>", encoding="utf-8")
    return tmp_path


def run(root: Path) -> str:
    assert cli.main(["--config", str(root / "mkdocs.yml"), "messages"]) == 0
    return catalogues(root)["eo"].read_text(encoding="utf-8")


def test_a_folder_is_enough_to_start_a_language(other_root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = run(other_root)
    assert '"Language: eo\\n"' in text
    assert 'msgid "Choose a theme"\nmsgstr ""' in text
    assert 'msgid_plural "pages"\nmsgstr[0] ""\nmsgstr[1] ""' in text
    assert "#: hooks/openshelf/site/theme/main.html\n" in text
    assert capsys.readouterr().out == "eo: 3 to translate\n  Choose a theme\n  Hours\n  a page\n"


def test_translations_stay_and_changed_strings_wait_for_a_person(other_root: Path) -> None:
    text = run(other_root).replace('"Choose a theme"\nmsgstr ""', '"Choose a theme"\nmsgstr "Elektu temon"')
    catalogues(other_root)["eo"].write_text(text.replace('"Hours"\nmsgstr ""', '"Hours"\nmsgstr "Horoj"'), "utf-8")
    code = other_root / PACKAGE / "words.py"
    code.write_text(LIBRARY.replace("Choose a theme", "Choose one theme"), encoding="utf-8")
    text = run(other_root)
    assert 'msgid "Hours"\nmsgstr "Horoj"' in text
    assert '#, fuzzy\nmsgid "Choose one theme"\nmsgstr "Elektu temon"' in text
    assert missing(read_catalogue(catalogues(other_root)["eo"], "eo")) == ["Choose one theme", "a page"]
    assert run(other_root) == text


# What is translated


def forms(strings: str | tuple[str, ...] | list[str] | None) -> list[str]:
    """Return the one string of a message, or its plural forms."""
    return [strings] if isinstance(strings, str) else list(strings or ())


def messages(language: str) -> list[Message]:
    """Return the messages of a catalogue, without its header."""
    return [message for message in read_catalogue(CATALOGUES[language], language) if message.id]


def placeholders(text: str) -> list[str]:
    return sorted(re.findall(r"%\(\w+\)[a-z]", text))


def test_the_promised_languages_are_there() -> None:
    assert {"es", "fr", "pt"} <= set(CATALOGUES)


@every_language
def test_every_message_is_translated(language: str) -> None:
    assert missing(read_catalogue(CATALOGUES[language], language)) == []


@every_language
def test_placeholders_are_kept_and_no_other_percent_sign_is_there(language: str) -> None:
    for message in messages(language):
        expected = placeholders(forms(message.id)[-1])
        for text in [*forms(message.id), *forms(message.string)]:
            assert placeholders(text) == expected, text
            assert "%" not in re.sub(r"%\(\w+\)[a-z]", "", text), text


@every_language
def test_plural_forms_are_complete(language: str) -> None:
    catalog = read_catalogue(CATALOGUES[language], language)
    for message in messages(language):
        assert len(forms(message.string)) == (catalog.num_plurals if message.pluralizable else 1), message.id
    words = Words(language)
    assert words.ngettext("%(num)d resource", "%(num)d resources", 1) != words.ngettext(
        "%(num)d resource", "%(num)d resources", 2
    )


@every_language
def test_a_translation_brings_no_markup_and_keeps_the_edges(language: str) -> None:
    for message in messages(language):
        for text in forms(message.string):
            assert not re.search(r"[<>&]", text), text
            assert text == text.strip(), text
            assert text[-1:] in ".?…:" or forms(message.id)[0][-1:] not in ".?…:", text


# What is left in the templates


MARK = "\ue000"
SPOKEN = {"aria-label", "aria-description", "alt", "title", "placeholder"}
NAMES = re.compile(r"\b(CSV|JSON|[a-z]+\.(csv|json|atom)|os-[a-z]+)(?!\w)")
"""Formats, files, and classes that a block sets."""


class Visible(HTMLParser):
    """Collects what a person sees or hears of a template: text, and attributes that are read out."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_data(self, data: str) -> None:
        self.found.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self.found += [value or "" for name, value in attrs if name in SPOKEN]


def literals(template: str) -> list[str]:
    """Return the words that a template shows without asking the catalogue."""
    html, is_value = [], False
    for _, kind, value in Environment(autoescape=True).lex(template):
        is_value = (is_value or kind == "variable_begin") and kind != "variable_end"
        if kind == "data":
            html.append(value)
        elif kind == "variable_begin":
            html.append(MARK)
    page = Visible()
    page.feed("".join(html))
    page.close()
    return [text.strip() for text in page.found if re.search(r"[^\W\d_]", NAMES.sub("", text.replace(MARK, "")))]


@every_template
def test_no_template_speaks_english_by_itself(file: Path) -> None:
    assert literals(file.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("template", "found"),
    [
        ("<p>{{ _('Hello') }}, {{ name }}: <b>·</b> +{{ n }}</p>", []),
        ("<p>Hello {{ name }}</p>", [f"Hello {MARK}"]),
        ('<nav aria-label="Pages" class="wide">{# a remark #}</nav>', ["Pages"]),
        ("""<nav aria-label="{{ _('Pages') }}"{% if wide %} class="wide"{% endif %}></nav>""", []),
        ("<h{{ level }}>{% if x %}Yes{% endif %}</h{{ level }}>", ["Yes"]),
        ("<a>resources.csv</a>, <a>JSON</a>.", []),
        ("<a>CSV file</a>", ["CSV file"]),
    ],
)
def test_the_search_for_literals_finds_them(template: str, found: list[str]) -> None:
    assert literals(template) == found


# What words say


VOCABULARIES: dict[type[StrEnum], str] = {
    fields.Answer: "answer",
    fields.OpenSource: "answer",
    fields.ResourceKind: "resource-kind",
    fields.Cost: "cost",
    fields.Platform: "platform",
    fields.ProjectState: "state",
    fields.ReadFrom: "read-from",
    fields.Outcome: "outcome",
    fields.UpdateKind: "update-kind",
    Kind: "kind",
}
FOR_KEEPERS = {fields.Naming, fields.ConsentBasis, fields.ConsentScope}
"""Facts for the people who keep the library: no page shows them."""
DRAWN = {fields.Sign}
"""What pages show without a word of its own."""


def test_every_vocabulary_has_words_or_a_reason_for_none() -> None:
    enums = {thing for thing in vars(fields).values() if isinstance(thing, type) and issubclass(thing, StrEnum)}
    assert enums - {StrEnum} == (set(VOCABULARIES) | FOR_KEEPERS | DRAWN) - {Kind}


@pytest.mark.parametrize("language", ["en", *CATALOGUES])
def test_every_value_has_a_word(language: str) -> None:
    words = Words(language)
    values: list[tuple[str, str]] = [(vocabulary, value) for enum, vocabulary in VOCABULARIES.items() for value in enum]
    values += [("callout", kind) for kind in (*fields.CALLOUTS, *fields.PLAIN_CALLOUTS)]
    values += [("callouts", kind) for kind in fields.CALLOUTS]
    values += [(name, shelf.name) for name in ("form", "forms") for shelf in SHELVES if shelf.kind is Kind.GUIDE]
    values += [("resource-kinds", kind) for kind in fields.ResourceKind]
    for vocabulary, value in values:
        assert words.label(vocabulary, value), (vocabulary, value)


def test_every_word_is_marked_for_translation_unless_it_is_a_name(gathered: Catalog) -> None:
    assert {word for word in LABELS.values() if word not in gathered} == {"Android", "iOS", "Windows", "macOS", "Linux"}


def test_words_follow_the_language() -> None:
    assert Words("en").label("cost", "free") == "Free"
    assert Words("es").label("cost", "free") == "Gratis"
    assert Words("pt").label("cost", "free") == "Grátis"
    assert Words("fr").label("cost", "free") == "Gratuit"


@pytest.mark.parametrize(
    ("language", "date"),
    [("en", "31 March 2026"), ("es", "31 de marzo de 2026"), ("pt", "31 de março de 2026"), ("fr", "31 mars 2026")],
)
def test_dates_are_in_full_words(language: str, date: str) -> None:
    assert Words(language).date(dt.date(2026, 3, 31)) == date


@pytest.mark.parametrize(
    ("day", "english", "spanish"),
    [
        (dt.date(2026, 3, 31), "today", "hoy"),
        (dt.date(2026, 4, 2), "today", "hoy"),
        (dt.date(2026, 3, 30), "1 day ago", "hace 1 día"),
        (dt.date(2026, 2, 1), "58 days ago", "hace 58 días"),
        (dt.date(2026, 1, 31), "2 months ago", "hace 2 meses"),
        (dt.date(2025, 3, 31), "12 months ago", "hace 12 meses"),
        (dt.date(2024, 4, 1), "23 months ago", "hace 23 meses"),
        (dt.date(2024, 3, 31), "2 years ago", "hace 2 años"),
    ],
)
def test_ages_use_the_largest_unit_that_fits(day: dt.date, english: str, spanish: str) -> None:
    today = dt.date(2026, 3, 31)
    assert Words("en").age(day, today) == english
    assert Words("es").age(day, today) == spanish


def test_ages_never_say_one_month() -> None:
    assert Words("en").age(dt.date(2026, 3, 1), dt.date(2026, 4, 30)) == "60 days ago"


@pytest.mark.parametrize(
    ("tag", "english", "spanish"),
    [
        ("es", "Spanish", "español"),
        ("pt-BR", "Brazilian Portuguese", "portugués de Brasil"),
        ("zh-Hans", "Simplified Chinese", "chino simplificado"),
        ("ht", "Haitian Creole", "criollo haitiano"),
        ("prs", "Dari", "darí"),
        ("pes", "Persian", "persa"),
        ("sw-KE", "Swahili (Kenya)", "suajili (Kenia)"),
    ],
)
def test_languages_have_names(tag: str, english: str, spanish: str) -> None:
    assert Words("en").language_name(tag) == english
    assert Words("es").language_name(tag) == spanish


def test_a_language_without_a_name_shows_its_tag() -> None:
    assert Words("es").language_name("nah") == "nah"


def test_countries_have_names() -> None:
    assert Words("en").country_name("BR") == "Brazil"
    assert Words("es").country_name("BR") == "Brasil"
