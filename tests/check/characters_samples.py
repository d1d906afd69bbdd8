"""Samples of the rules of ``check/characters.py``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from check.samples import bad, good

if TYPE_CHECKING:
    from check.samples import Sample

CATALOGUE, NEWS, HOW_TO = "resources.yml", "docs/updates/hello.md", "guides/how-to/draw.md"

STEPS = "Take [[paper]] and [[pencil|something to write with]]."
"""Line 11 of the how-to guide."""


def legal(what: str, text: str) -> Sample:
    return good(what, {HOW_TO: (STEPS, text)})


def hidden(what: str, text: str, column: int) -> Sample:
    return bad(what, {HOW_TO: (STEPS, text)}, f"{HOW_TO}:11:{column} hidden-character (delete it)")


SAMPLES: dict[str, list[Sample]] = {
    "bidi-control": [
        bad("an override", {HOW_TO: (STEPS, "Open photo\u202egpj.exe.")}, f"{HOW_TO}:11:11 bidi-control (delete it)"),
        bad(
            "an embedding with its end",
            {HOW_TO: (STEPS, "Say \u202bשלום\u202c.")},
            f"{HOW_TO}:11:5 bidi-control (delete it)",
            f"{HOW_TO}:11:10 bidi-control (delete it)",
        ),
        bad("an override in code", {HOW_TO: (STEPS, "`if a \u202e# b`")}, f"{HOW_TO}:11:7 bidi-control"),
        bad("in the catalogue", {CATALOGUE: ("The mill", "The \u202dmill")}, f"{CATALOGUE}:5:18 bidi-control"),
        bad("an escape", {CATALOGUE: ("The mill", '"The \\u202Emill"')}, f"{CATALOGUE}:5:14 bidi-control (delete it)"),
        bad(
            "an escape in another style",
            {NEWS: ("title: Hello", 'title: "\\U0000202EHello"')},
            f"{NEWS}:2:8 bidi-control",
        ),
        bad(
            "an isolate that is never closed",
            {HOW_TO: (STEPS, "Say \u2067שלום to all.\n\nThen go\u2069.")},
            f"{HOW_TO}:11:5 bidi-control (write U+2069 after the words, or delete it)",
            f"{HOW_TO}:13:8 bidi-control (delete it)",
        ),
        bad(
            "an isolate that is closed in the next value",
            {CATALOGUE: ("title: Paper\n", "title: Pa\u2066per\n  cost_note: A\u2069 b\n")},
            f"{CATALOGUE}:2:12 bidi-control (write U+2069 after the words, or delete it)",
            f"{CATALOGUE}:3:15 bidi-control (delete it)",
        ),
        bad("an entity", {HOW_TO: (STEPS, "Open photo&#x202e;gpj.exe.")}, f"{HOW_TO}:11:11 bidi-control (delete it)"),
        bad("a mark among left-to-right letters", {HOW_TO: (STEPS, "Sig\u200fnal")}, f"{HOW_TO}:11:4 bidi-control"),
        legal("closed isolates", "Say \u2067שלום\u2069 and \u2068\u2066C++\u2069\u2069."),
        legal("direction marks in Hebrew and Arabic", "לומדים C++\u200f כל יום.\n\nنكتب C#\u200e هنا \u061c(١)."),
        legal("right-to-left text without any mark", "مرحبا بالعالم, שלום!"),
        legal(
            "an entity in code, and marks as entities", "Write `&#x202e;`; נכתב C++&rlm; כל יום, &lt; und &amp;#x202e;."
        ),
        good("an escape that means a letter", {CATALOGUE: ("The mill", '"The \\u006Dill"')}),
    ],
    "hidden-character": [
        hidden("a space of no width as an entity", "Ask a part&#8203;ner &amp; go.", 11),
        hidden("a tag as an entity", "Go&#xE0041;", 3),
        legal("entities that scripts need, and a soft hyphen", "می&zwnj;خواهیم, soft&shy;ware, a&nbsp;b"),
        hidden("a space without width", "Ask a part\u200bner.", 11),
        hidden("a word joiner", "Ask a part\u2060ner.", 11),
        hidden("a byte order mark inside", "Ask \ufeffnow.", 5),
        hidden("a joiner between Latin letters", "Ask a part\u200dner.", 11),
        hidden("words in tag characters", "Ask.\U000e0068\U000e0069\U000e007f", 5),
        hidden("bytes in variation selectors", "Ask 😀\ufe0f\U000e0152\U000e0153.", 6),
        hidden("a variation selector behind a letter", "As\ufe01k.", 3),
        hidden("a filler that shows nothing", "Ask \u3164 now.", 5),
        hidden("two joiners behind each other", "می\u200c\u200c\u200cخواهم", 4),
        bad(
            "in a title",
            {NEWS: ("title: Hello", "title: Hel\u200blo")},
            f"{NEWS}:2:11 hidden-character (delete it)",
        ),
        bad("as an escape", {NEWS: ("title: Hello", 'title: "Hel\\u200Blo"')}, f"{NEWS}:2:8 hidden-character"),
        bad(
            "as an escape of two digits",
            {NEWS: ("title: Hello", 'title: "He\\x2dl\\u2060lo"')},
            f"{NEWS}:2:8 hidden-character",
        ),
        legal("soft hyphens", "Daten\u00adschutz\u00adgrund\u00adverordnung."),
        legal("Khmer, Thai, Lao and Burmese", "សួស្តី\u200bពិភពលោក ภาษา\u200bไทย ພາສາ\u200bລາວ မြန်မာ\u200bစာ."),
        legal("Persian, Hindi and Sinhala", "می\u200cخواهم क्\u200dष र्\u200c ශ්\u200dරී PDF\u200cها."),
        legal("emoji of several parts", "👩🏽\u200d💻 🏳\ufe0f\u200d🌈 ❤\ufe0f 1\ufe0f\u20e3 👨\u200d👩\u200d👧."),
        legal("the flag of Wales", "🏴\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f."),
        legal("other forms of Chinese characters", "葛\U000e0100城市."),
        legal("spaces that do not break", "10\u00a0000\u202f€ and\u3000more."),
    ],
    "mixed-scripts": [
        legal("short forms with an ending", "Отправьте SMSку, потом PDFы и QRкоды."),
        bad(
            "a Cyrillic a", {HOW_TO: (STEPS, "Use Sign\u0430l.")}, f"{HOW_TO}:11:5 mixed-scripts (type the word again)"
        ),
        bad("a Greek o", {HOW_TO: (STEPS, "Use T\u03bfr.")}, f"{HOW_TO}:11:5 mixed-scripts"),
        bad("a Latin o in Russian", {HOW_TO: (STEPS, "Это сл\u006fво.")}, f"{HOW_TO}:11:5 mixed-scripts"),
        bad("in the catalogue", {CATALOGUE: ("The mill", "The m\u0456ll")}, f"{CATALOGUE}:5:18 mixed-scripts"),
        bad("as an escape", {CATALOGUE: ("The mill", '"The m\\u0456ll"')}, f"{CATALOGUE}:5:14 mixed-scripts"),
        legal("units and symbols of science", "5 \u03bcm, 5 \u00b5m, 3 kΩ, Δt, α-helix, \u03bcSv, 2πr."),
        legal("words of several scripts side by side", "Signal-группа, Tor/Тор, λόγος and logos, IT-шник."),
        legal("Japanese, and Latin in it", "カタカナとひらがなと漢字、Tシャツ、Webサイト。"),
        legal("mixed words in code", "Run `Sign\u0430l` to see."),
        legal("an Arabic article before a Latin name", "الGPS وWhatsApp."),
        legal("an address", "See [a page](https://example.org/wiki/Sign\u0430l)."),
    ],
    "spoiled-letters": [
        bad("an accent", {HOW_TO: (STEPS, "La ni\u00c3\u00b1a.")}, f"{HOW_TO}:11:6 spoiled-letters (write ñ)"),
        bad("an apostrophe", {HOW_TO: (STEPS, "don\u00e2€™t")}, f"{HOW_TO}:11:4 spoiled-letters (write ’)"),
        bad(
            "a sign before a question",
            {NEWS: ("title: Hello", "title: \u00c2¿Qué?")},
            f"{NEWS}:2:8 spoiled-letters (write ¿)",
        ),
        bad(
            "a letter that was lost",
            {CATALOGUE: ("The mill", "The m\ufffdll")},
            f"{CATALOGUE}:5:19 spoiled-letters (write it again)",
        ),
        legal("letters that look like it", "SÃO, MANHÃ, «IRMû, Âme, CHÂTEAU, â, Â, â€ and 5 °C."),
    ],
}
