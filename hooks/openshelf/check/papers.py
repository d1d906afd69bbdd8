"""Find numbers of passports, identity cards and other papers beside the word for the paper."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from openshelf.sources.text import lines_with_digits, lowercased

if TYPE_CHECKING:
    from collections.abc import Iterator

_WORDS = """
passports?| pasaportes?| passaportes?| passeports?| pasipoti| pasi ya kusafiria
national id(?:entity)?(?: card)?| identity (?:card|document|paper)s?| id cards?| voter'?s?(?: id)?(?: card)?
(?:his|her|their|my|your|holder'?s|bearer'?s|rwandan|kenyan|ugandan|ghanaian|nigerian) id| ghana ?card| nida
kitambulisho| indangamuntu| kadi ya (?:mpiga )?kura| cart[ae]s? (?:nationale )?d['’]identit[ée]| cni
cart[ae]s? d['’][ée]lecteur| pi[èe]ce d['’]identit[ée]| c[ée]dula| c\\. ?c\\.| tarjeta de identidad
documento (?:nacional )?de identidad| carn[ée]t? de identidad| credencial (?:de elector|para votar|del? ine)
clave de elector| ine| documento de identidade| carteira de identidade| bilhete de identidade
cart[ãa]o de cidad[ãa]o| t[íi]tulo de eleitor| registro geral| rg| rne| identidade| nis| pis| kra pin
(?:national )?identi(?:ty|fication) (?:number|no)| n[úu]mero de identi(?:dad|ficaci[óo]n|dade)| nin| bvn| ssnit
num[ée]ro (?:national )?d['’]identi(?:t[ée]|fication)| num[ée]ro national| (?:un)?hcr| acnur
reise(?:pass|ausweis)(?:nummer)?| (?:personal)?ausweis(?:nummer|-?nr)?| паспорт(?:а|ом|е)?| загранпаспорт(?:а|ом|е)?
جواز (?:ال)?سفر(?:ه|ها|ي)?| (?:رقم|بطاقة) الهوية| رقم جواز السفر| titre de s[ée]jour| carte de (?:s[ée]jour|r[ée]sident)
(?:residence|work) permit| (?:refugee|alien) (?:card|certificate|id)
(?:military|student|staff|police) id| id ya(?:ke|ngu)?
nhis| t[íi]tulo eleitoral| cart[ãa]o (?:nacional de sa[úu]de|(?:do )?sus)| r\\. ?g\\.| laissez-?passer
(?<![0-9] )cc| carte consulaire
driv(?:ing|er'?s?) (?:licen[cs]e|permit)| permis de conduire| licencia de conducir
carteira de (?:motorista|habilita[çc][ãa]o)| cnh| leseni ya udereva
"""
_PAPER = "|".join(word.strip() for line in _WORDS.strip().splitlines() for word in line.split("| "))
_BARE_ID = r"(?:^|[.:;(|,*] ?|the |with |an? |and )id(?= (?:n|#|:))"
"""Any list has an ``id``; this is one of a person where nothing before says of what else."""
_NUMBER = (
    r"(?:\bn\.? ?[oº°ar]{1,2}|#"
    r"|\b(?:numbers?|n[úu]m|n[úu]mero|num[ée]ro|nambari|namba|is|was|es|est|é|ni|era|s[ée]rie)\b)"
)
_CHARACTERS = r"[ .:,=#*_|()º°-]{1,5}"
_BEFORE = re.compile(
    rf"(?:\b(?:{_PAPER})(?![^\W\d_])|{_BARE_ID})"
    rf"(?P<near>{_CHARACTERS}(?:{_NUMBER}{_CHARACTERS}){{0,2}}|[^\n0-9.;?!|]{{1,48}}(?:{_NUMBER}[.:]? ?)?)\Z",
    re.MULTILINE,
)
_OTHER = re.compile(
    r"\b(?:d[eé]cr|ley|lei|law|act|loi|resol|article|art[íi]|form|order|orden|ordem|case|caso|process|dossier|file|page"
    r"|p[áa]g)"
)
"""Begin words for something else that has a number: a law, a form, a case."""
_AMOUNT = re.compile(
    r"\b(?:issue|print|distribut|deliver|sold|produc|regist|fee|cost|price|expedi|emiti|entreg|imprim|d[ée]livr|vend|cust|cuest)"
)
"""Beginnings of words that say that papers are counted or paid for."""
_ORGANISATION = re.compile(r"\A(?:(?:un)?hcr|acnur)")
_COUNTED = re.compile(
    r" (?:de )?(?:people|persons?|refugees?|voters?|cards?|passports?|personas?|refugiad[ao]s|elec?tores|eleitor[ae]s"
    r"|pessoas?|personnes?|r[ée]fugi[ée]e?s|[ée]lecteurs|watu|wakimbizi|человек|menschen|personen|issued|ausgestellt|emitid[ao]s|expedid[ao]s|выдан[оы]?|جواز|شخص|بطاقة)\b"
)
"""What follows a number that counts things."""
_HAS_NUMBER_WORD = re.compile(_NUMBER)
_AFTER = re.compile(rf" ?\((?:[^\W\d_]{{1,6}} )?(?:{_PAPER})\)")
_CANDIDATE = re.compile(r"[0-9](?<![0-9]{2})[0-9a-z]*+(?:[ ./-](?=[a-z]{0,6}[0-9])[0-9a-z]{1,9}(?![0-9a-z]))*+")
"""For text in lower case; starts with a digit, which makes it fast."""
_LETTERS_BACKWARDS = re.compile(r"-?[a-z]{0,6}(?![0-9a-z./_+=-])")
_SERIES = re.compile(r"(?<![^\W\d_])[A-Z]{1,3} \Z")
"""Letters that a number begins with."""
_MAX_SERIES = 4
_MIN_DIGITS, _MIN_CHARACTERS, _MIN_FAR = 6, 4, 8
_MIN_CODE = 2
_CODE = re.compile(r"(?=[A-Z0-9]*[0-9][A-Z0-9]*[0-9])(?=[0-9]*[A-Z])[A-Z0-9]{8,12}")
"""Capitals and digits mixed, as papers of some countries have."""
_DATES = re.compile(
    r"(?:19|20)[0-9]{2}(?:[ ./-](?:19|20)[0-9]{2})+|[0-9]{4}[./-][0-9]{1,2}[./-][0-9]{1,2}"
    r"|[0-9]{1,2}[./-][0-9]{1,2}[./-][0-9]{2,4}"
)
_SUM = re.compile(r"[1-9][0-9]{0,2}(?:(?: [0-9]{3})+|[.][0-9]{3})")
_SUM_OF_ANY_KIND = re.compile(r"[1-9][0-9]{0,2}(?:[ .][0-9]{3})+")
_LOOK_BACK, _LOOK_AHEAD = 88, 48
_SHORTEST, _MAX_START = 6, 8
"""Characters from the first digit on, and of the letters before it with one character more."""


def papers_in(text: str) -> Iterator[tuple[int, str]]:
    """Yield the offset and the text of each number of a paper; dates, sums and examples such as A0000000 are none."""
    small = lowercased(text)
    lines = lines_with_digits(text, _MIN_CODE)
    for match in (match for line in lines for match in _CANDIDATE.finditer(small, *line)):
        if match.end() - match.start() < _SHORTEST:
            continue
        letters = _LETTERS_BACKWARDS.match(small[max(match.start() - _MAX_START, 0) : match.start()][::-1])
        start, end = match.start() - len(letters[0] if letters else ""), match.end()
        found = text[start:end]
        if letters is None or not _is_number(found) or _is_counted(found, small[end : end + _LOOK_AHEAD]):
            continue
        series = _SERIES.search(text, max(start - _MAX_SERIES, 0), start)
        starts = [start] if series is None else [series.start(), start]
        first = next((one for one in starts if _is_named(small[max(one - _LOOK_BACK, 0) : one], text[one:end])), None)
        if first is not None:
            yield first, text[first:end]
        elif _AFTER.match(small[end : end + _LOOK_AHEAD]):
            yield start, found


def _is_number(found: str) -> bool:
    """Whether something has enough digits, and is neither a date nor an example."""
    has_digits = sum(map(str.isdigit, found)) >= _MIN_DIGITS or _CODE.fullmatch(found) is not None
    return has_digits and len(set(found)) >= _MIN_CHARACTERS and not _DATES.fullmatch(found)


def _is_counted(found: str, after: str) -> bool:
    """Whether a number tells how many there are."""
    is_count = found.isdigit() or _SUM_OF_ANY_KIND.fullmatch(found) is not None
    return is_count and _COUNTED.match(after) is not None


def _is_named(before: str, found: str) -> bool:
    """Whether a word for a paper stands right before, or farther off what can only be its number."""
    named = _BEFORE.search(before)
    if named is None or _OTHER.search(named["near"]):
        return False
    if _HAS_NUMBER_WORD.search(named["near"]):
        return True
    is_near = not any(char.isalpha() for char in named["near"])
    is_code = any(char.isalpha() for char in found) or sum(map(str.isdigit, found)) >= _MIN_FAR
    is_sum = (_SUM_OF_ANY_KIND if _ORGANISATION.match(named[0]) else _SUM).fullmatch(found)
    return not is_sum and not _AMOUNT.search(named["near"]) and (is_near or is_code)
