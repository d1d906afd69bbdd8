"""No topic, no alphabet and no legal way to write is blocked: at most, a rule that is unsure warns."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from openshelf.core.problem import Severity
from support import a_library, problems_of

if TYPE_CHECKING:
    from pathlib import Path

NEWS = "docs/updates/hello.md"
KEY = "\n".join(
    [
        "-----BEGIN PGP PUBLIC KEY BLOCK-----",
        "",
        *["mQINBF8k3k4BEADQx1Jb5mYtT9S2oK8rVb0sPq7wE6uH3nLdXyZaGcIfRjMvOwBt"] * 40,
        "=Kx9d",
        "-----END PGP PUBLIC KEY BLOCK-----",
    ]
)
ONION = "duckduckgogg42xjoc72x3sjasowoarfbgcmvfimaftt6twagswzczad.onion"
LEGAL = {
    "topics": "Abortion, HIV, sex work, lesbian and trans rights, torture, genocide, bombs, drugs, police, coup.",
    "topics in Spanish": "El aborto, el VIH, el trabajo sexual, las bombas, la policía y el golpe de Estado.",
    "topics in Portuguese": "Aborto, HIV, prostituição, bombas, polícia, tortura, ditadura e golpe.",
    "topics in French": "L’avortement, le VIH, le travail du sexe, les bombes, la police, la torture, l’État.",
    "Arabic": "السلامة الرقمية للنشطاء: كيف تحمي هاتفك؟ راجع دليل Tor Browser 13 أولًا.",
    "Persian with joiners": "می‌خواهیم کتاب‌ها را به نشانی تازه بفرستیم.",
    "Urdu": "ہماری آواز، ہمارا حق۔ ڈیٹا کا تحفظ ضروری ہے۔",
    "Hebrew": "זכויות אדם: מדריך ל־Signal ול־WhatsApp, גרסה 7.",
    "Hindi with joiners": "क्‍या आपका फ़ोन सुरक्षित है? डेटा की ज़िम्मेदारी।",
    "Bengali": "আপনার তথ্য কার হাতে? নিরাপত্তা সবার অধিকার।",
    "Thai without spaces": "ความปลอดภัยทางดิจิทัลสำหรับนักกิจกรรมและผู้พิทักษ์สิทธิมนุษยชน",
    "Burmese and Khmer": "လူ့အခွင့်အရေး သတင်းအချက်အလက်။ សិទ្ធិមនុស្ស និងទិន្នន័យ។",
    "Amharic and Tigrinya": "የሰብአዊ መብት ተሟጋቾች መመሪያ። መሰል ወድሰብ።",
    "Russian and Ukrainian": "Права человека: об’єднання, п’ять кроків, Signal и Tor.",
    "Chinese, Japanese, Korean": "数字安全指南。デジタルセキュリティの手引き。디지털 보안 안내서 2판.",
    "Quechua, Guaraní, Yoruba, Vietnamese": "Runakunapa ñan. Mba’éichapa, g̃uarã. Ẹ̀tọ́. Quyền con người.",
    "letters with loose marks": "Cafe\u0301, nin\u0303o, o\u0323\u0300ro\u0323\u0300.",
    "emoji": "Ask first 👩🏾‍💻, then publish 🏳️‍🌈. Not done ✅️ until two read it 🇨🇩.",
    "units and mathematics": "5 µm, 20 °C, 3×10⁴ Ω, Δt ≤ 2 s, α = 0.05, x² + y².",
    "apostrophes and quotes": "O’Brien said: ‘It’s “N'Djamena”, isn't it?’ — d'accord, L'Aquila, ʻokina, Hawaiʻi.",
    "markup in code": "Never paste `<script>alert(1)</script>` or `javascript:alert(1)`; `<img onerror=x>` runs.",
    "markup in a block": '```html\n<script src="https://x.example/a.js"></script>\n<!-- a note -->\n```',
    "templates as text": "Write {{ name }} and {% if x %} so.",
    "a public key": f"```\n{KEY}\n```",
    "an onion name": f"In Tor Browser, open `{ONION}` or {ONION}.",
    "a long address": "[Report](https://archive.example.org/" + "a-long-part/" * 60 + "?query=a%20b&page=2#part-3).",
    "an address in another alphabet": "[Пример](https://пример.испытание/).",
    "an address as punycode": "[Пример](https://xn--e1afmkfd.xn--80akhbyknj4f/).",
    "years, sums and numbers": "From 2019-01-01 to 31.12.2023, 1 250 000 CFA, ISBN 978-3-16-148410-0, DOI 10.1000/182.",
    "rough places": "Around 1.3° N, 32.3° E; in Goma and Bukavu; between Kampala and the lake.",
    "hashes": f"Commit {'3d3c42e5' * 5}, SHA-256 {'e3b0c442' * 8}.",
    "a list of things to do": "- [ ] To do: ask her\n- [x] Done: ask him",
    "shouting": "PLEASE READ THIS FIRST!!! Really?!?! ... ... … —— ***important***",
    "a table of counts": "| Year | Reports |\n| --- | --- |\n| 2022 | 1,204 |\n| 2023 | 987 |",
}  # fmt: skip


@pytest.mark.parametrize("what", LEGAL)
def test_legal_text_is_never_blocked(what: str, tmp_path: Path) -> None:
    problems = problems_of(a_library(tmp_path, {NEWS: ("The library is open.", LEGAL[what])}))
    assert [str(problem) for problem in problems if problem.rule.severity is Severity.ERROR] == []


TITLES = [text for text in LEGAL.values() if "\n" not in text and len(text) < 100]
MARKUP = ("`", "](", "**")
"""Titles hold words, so that nobody reads the signs: another rule says that of these."""


@pytest.mark.parametrize("title", [title for title in TITLES if not any(sign in title for sign in MARKUP)])
def test_legal_titles_are_never_blocked(title: str, tmp_path: Path) -> None:
    quoted = "'" + title.replace("'", "''") + "'"
    problems = problems_of(a_library(tmp_path, {NEWS: ("title: Hello", f"title: {quoted}")}))
    assert [str(problem) for problem in problems if problem.rule.severity is Severity.ERROR] == []
