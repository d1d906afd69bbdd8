"""Samples of rules about the words that editors give to search."""

from __future__ import annotations

from typing import TYPE_CHECKING

from check.first_steps_samples import HELP
from check.samples import Sample, bad, good

if TYPE_CHECKING:
    from support import Change

EN, ES, SAME = "policy/crisis-words.en.yml", "policy/crisis-words.es.yml", "policy/same-words.yml"
PAGE: dict[str, Change] = {
    HELP: "---\ntitle: Help now\nsummary: Who helps.\nreviewed: 2026-05-01\nhelplines: {phone: [], threats: []}\n---\n"
    "## A phone was taken {#phone}\n\nSit down first.\n\n## We are threatened {#threats}\n\nTell somebody.\n"
}
ALONE = "add with: [a second word] or alone: yes, or write a phrase"


def crisis(*items: str, path: str = EN) -> dict[str, Change]:
    """Return a help page with two situations, and items of a file of words of crisis, one a line."""
    return {**PAGE, path: "".join(f"- {{{item}}}\n" for item in items)}


SAMPLES: dict[str, list[Sample]] = {
    "crisis-situation": [
        bad(
            "a situation that does not exist",
            crisis("words: [raided], situation: phones", "words: [sos], situation: border"),
            f"{EN}:1:32 crisis-situation (did you mean phone?)",
            f"{EN}:2:29 crisis-situation (one of: phone, threats)",
        ),
        bad(
            "a library without a help page, once for a file",
            {EN: "- {words: [raided]}\n- {words: [sos], situation: phone}\n"},
            f"{EN}:1:1 crisis-situation (write docs/help-now.md, or delete this file)",
        ),
        good("situations, and the page as a whole", crisis("words: [raided], situation: phone", "words: [sos]")),
        good(
            "a help page that was withdrawn",
            {
                HELP: "---\ntitle: Help now\nreviewed: 2026-05-01\n"
                "withdrawn: {date: 2026-05-02, reason: It was wrong.}\n---\n",
                EN: "- {words: [raided], situation: phone}\n",
            },
        ),
        good("a list without a word", {**PAGE, EN: "# Nothing yet\n"}),
    ],
    "crisis-word": [
        bad(
            "a star in the middle",
            crisis('words: ["thr*ten", "* hurts us"]'),
            f"{EN}:1:12 crisis-word (write thrten)",
            f"{EN}:1:23 crisis-word (write hurts us)",
        ),
        bad(
            "a star behind too little",
            crisis("words: [they kil*]"),
            f"{EN}:1:12 crisis-word (write whole words, or at least 4 letters before the *)",
        ),
        bad(
            "no letters, among second words too",
            crisis('words: ["!!"]', 'words: [sos], with: [now, "?"]'),
            f"{EN}:1:12 crisis-word (write a word, or delete it)",
            f"{EN}:2:30 crisis-word (write a word, or delete it)",
        ),
        bad(
            "alone, with second words",
            crisis("words: [sos], alone: yes, with: [now]"),
            f"{EN}:1:25 crisis-word (delete alone, or with)",
        ),
        good("a star at the end", crisis("words: [threat*, they beat*], with: [kill*]")),
        good("letters of another script", crisis("words: [مساعدة, たすけて]", path="policy/crisis-words.ar.yml")),
    ],
    "crisis-word-twice": [
        bad(
            "in one item, and in another case",
            crisis("words: [raided, Raided]", "words: [ráided], situation: phone"),
            f"{EN}:1:20 crisis-word-twice (delete one of them)",
            f"{EN}:2:12 crisis-word-twice (delete one of them)",
        ),
        bad(
            "with the same second word",
            crisis("words: [mobile], with: [taken, lost]", "words: [mobile], with: [gone, lost], situation: phone"),
            f"{EN}:2:12 crisis-word-twice (delete one of them)",
        ),
        bad(
            "alone in two items",
            crisis("words: [help], alone: yes", "words: [help], alone: yes, situation: phone"),
            f"{EN}:2:12 crisis-word-twice (delete one of them)",
        ),
        good("alone, and with a second word", crisis("words: [help], alone: yes", "words: [help], with: [now]")),
        good("with others", crisis("words: [mobile], with: [taken]", "words: [mobile], with: [watched]")),
        good("in two files", {**crisis("words: [sos]"), **crisis("words: [sos], situation: phone", path=ES)}),
        good("with and without a star", crisis("words: [threat, threat*]")),
    ],
    "crisis-everyday-word": [
        bad("a function word", crisis("words: [me]"), f"{EN}:1:12 crisis-everyday-word ({ALONE})"),
        bad(
            "one of the language of the file",
            crisis("words: [nada]", path="policy/crisis-words.es-MX.yml"),
            f"policy/crisis-words.es-MX.yml:1:12 crisis-everyday-word ({ALONE})",
        ),
        bad(
            "names of entries, and the beginning of one",
            crisis("words: [Mapping, key, lgd, penc*]"),
            *(f"{EN}:1:{column} crisis-everyday-word ({ALONE})" for column in (12, 21, 26, 31)),
        ),
        good("with a second word", crisis("words: [me, pencil], with: [hurt]")),
        good("a name that counts alone only", crisis("words: [pencil], alone: yes")),
        good("in a phrase", crisis("words: [they hit me, stolen pencil]")),
        good("a part of a name", crisis("words: [start, person]")),
        good(
            "an exception",
            {
                **crisis("words: [pencil]"),
                "policy/exceptions.yml": "- rule: crisis-everyday-word\n  path: policy/crisis-words.en.yml\n"
                "  match: pencil\n  reason: Here it is what people call a gun.\n  approved_by: An editor\n"
                "  until: 2026-12-01\n",
            },
        ),
    ],
    "same-words": [
        bad(
            "one word twice, and what is none",
            {SAME: '- [survey, encuesta, Survey]\n- [map, "…"]\n- [map*, plan]\n'},
            f"{SAME}:1:22 same-words (delete one of them)",
            f"{SAME}:2:9 same-words (write a word, or delete it)",
            f"{SAME}:3:4 same-words (write map)",
        ),
        good("words that differ in accents", {SAME: "- [formulario, formulário]\n"}),
        good("one word in two lines", {SAME: "- [map, carte]\n- [map, plan of a town]\n"}),
        good("no line", {SAME: "[]\n"}),
    ],
}

FURTHER: dict[str, list[Sample]] = {
    "unknown-key": [
        bad(
            "in a file of words of crisis",
            crisis("words: [raided], situatoin: phone"),
            f"{EN}:1:21 unknown-key (did you mean situation?)",
        ),
    ],
    "wrong-value": [
        bad(
            "lists without a word",
            crisis("words: []", "words: [sos], with: []"),
            f"{EN}:1:11 wrong-value (add one)",
            f"{EN}:2:24 wrong-value (add one)",
        ),
        bad("one word alone", {SAME: "- [map]\n"}, f"{SAME}:1:3 wrong-value (add one)"),
    ],
    "yaml-shape": [
        bad(
            "lines of another shape",
            {SAME: "- map, carte\n- {map: carte}\n"},
            f"{SAME}:1:3 yaml-shape (write each line as - [one, another])",
            f"{SAME}:2:3 yaml-shape (write each line as - [one, another])",
        ),
        bad("a word for an item", {**PAGE, EN: "- raided\n"}, f"{EN}:1:3 yaml-shape (start it with - words:)"),
        bad("keys for a list", {**PAGE, EN: "words: [a]\n"}, f"{EN}:1:1 yaml-shape (start each item with - words:)"),
    ],
    "stray-file": [
        bad(
            "words of crisis without a language",
            {"policy/crisis-words.yml": "[]\n", "policy/crisis-words.english.yml": "[]\n"},
            "policy/crisis-words.english.yml:1:1 stray-file "
            "(name it with the tag of its language, for example crisis-words.en.yml)",
            "policy/crisis-words.yml:1:1 stray-file "
            "(name it with the tag of its language, for example crisis-words.es.yml)",
        ),
        bad(
            "in other capitals, with another ending",
            {"policy/crisis-words.pt-br.yml": "[]\n", "policy/crisis-word.fr.yaml": "[]\n"},
            "policy/crisis-word.fr.yaml:1:1 stray-file "
            "(name it with the tag of its language, for example crisis-words.fr.yml)",
            "policy/crisis-words.pt-br.yml:1:1 stray-file "
            "(name it with the tag of its language, for example crisis-words.pt-BR.yml)",
        ),
        good("words of crisis in any language", {**PAGE, "policy/crisis-words.sw.yml": "[]\n"}),
    ],
}
"""Samples of rules that hold elsewhere too."""
