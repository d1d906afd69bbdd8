"""Find telephone numbers in texts: international ones, those of links, those after a word, those of a country."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from openshelf.sources.text import Needle, lines_with_digits, signs_of

if TYPE_CHECKING:
    from collections.abc import Iterator

Hit = tuple[int, str]
"""An offset and the text that stands there."""

MIN_DIGITS, _MAX_DIGITS = 7, 15
_MIN_NATIONAL = 9
"""Digits of a number that is one only because a country has it: shorter ones are too often something else."""
_MIN_WITH_CODE = 11
"""The same with the code of the country in front, but without its plus."""
_BETWEEN = " ().\u00a0/\u00b7\u2013\u2014\u2022-"
"""Characters between the digits of a number."""
_RUN = rf"[0-9{re.escape(_BETWEEN)}]{{6,}}+"  # possessive: what is taken is never given back
_NO_DIGIT = re.compile("[^0-9]+")
_LAST_GROUP = re.compile(rf"[{re.escape(_BETWEEN)}]++[0-9]*+\Z")
_MAX_NUMBER = 40
_TOO_MANY_GROUPS = 3
_FOREIGN = ((Needle.of("+"), re.compile(rf"\+[1-9]{_RUN}")), (Needle.of("00"), re.compile(rf"00[1-9]{_RUN}")))
_LINKED = tuple(
    (Needle.of(start), re.compile(rf"{re.escape(start)}(?:\+|%2[Bb])?(?P<it>[0-9](?:[0-9().-]|%20){{5,}}+)"))
    for start in ("tel:", "wa.me/", "?phone=", "&phone=", "signal.me/#p/")
)
DIGITS = re.compile(rf"[0-9]{_RUN}")
"""Digits with the characters that may stand between those of one number."""
_DAY = re.compile(r"(?:[0-9]{4}[-/.][0-9]{1,2}[-/.][0-9]{1,2}|[0-9]{1,2}[-/.][0-9]{1,2}[-/.][0-9]{2,4})(?![-/.]?[0-9])")
_SUM = re.compile(r"[1-9][0-9]{0,2}(?:[ .\u00a0][0-9]{3})+")
_FULL_SUMS = (9, 12)
"""Digits of a number in groups of three, without and with the code of its country."""
_YEARS = re.compile(r"(?:(?:19|20)[0-9]{2}[ /\u2013-]{1,3}){1,3}(?:19|20)[0-9]{2}")
_VERSION = re.compile(r"[0-9]{1,2}(?:\.[0-9]{1,4}){2,}")
_SAME_END = re.compile(r"([0-9])(?:[ .\u2013-]{0,2}\1){5}\Z")
"""No telephone answers at 000 000: it is an example, or a sum."""
_MEXICAN_MOBILE = re.compile(r"\A\+521(?=[0-9]{10}\Z)|\A0(?:1|44|45)(?=[ -])")
"""What mobile numbers began with until 2019, and many still do."""
_LOOK_BACK = 64
_LOOK_AHEAD = 16

_PHONE_WORDS = (
    r"\b(?:tel|ph|phone|mob|mobile|cell|cel|fax|telephone|whats(?:app)?|wh?atsap|watsapp|wsp|wpp|hotline"
    r"|tel[eé]f(?:ono)?|celular|m[oó]vil|fijo|telefone|fone|telem[oó]vel|zap(?:zap)?"
    r"|t[eé]l[eé]?(?:phone)?|portable|gsm|simu|rununu)\b"
)
_NUMBER_WORD = (
    r"(?:(?:n\.?[oº°]|num|number|n[uú]mero|num[eé]ro|nambari|namba"
    r"|perso(?:nn?el|nal)?|pro|pessoal|is|est|es|é|ni)[.:]{0,2}[ *_|]{0,4}){0,2}"
)
_MARKS = r"[ .:：*_|()-]{0,6}"
_SAID_OF = r"(?P<of>\.? [^\n0-9:;.?!|]{1,40}:)?"
"""Whose it is, up to a colon."""
_PHONE_WORD = re.compile(
    rf"(?:{_PHONE_WORDS}{_SAID_OF}{_MARKS}{_NUMBER_WORD}{_MARKS}"
    r"|(?:هاتف|جوال|موبايل|واتساب|тел|телефон|电话|電話)[.:：]? ?)\Z",
    re.IGNORECASE,
)
_CALL_WORD = re.compile(
    rf"(?:{_PHONE_WORDS}|\b(?:calls?|ring|dial|text|sms|contac?t[eo]?s?|reach|answers?|signal|telegram|viber|imo"
    r"|number|ll[aá]m[a-z]{1,6}|marqu?[ae]r?|contesta|responde|n[uú]mero|lig(?:ue|a|ar|uem)|atende|num[eé]ro|appel[a-z]{1,4}"
    r"|joindre|joignez|contacte[rz]|r[eé]pond|comun[ií]que\w{0,2}|m-?pesa|momo|nequi|daviplata|airtel|mtn|piga|pigia|mpigie|nambari)\b)[^\n0-9.;?!]{0,44}\Z",
    re.IGNORECASE,
)
"""Words near which a number that a country has is one to call."""
_NAMED_AFTER = re.compile(
    r" ?(?:\(|(?:on |no |sur |en |por )?)(?:whats?app|signal|telegram|viber|zap)\b", re.IGNORECASE
)

_GAP = r"[ .\u00a0/\u00b7\u2013\u2014\u2022-]"
_ZERO = ("CD", "NG", "KE", "UG", "GH", "RW")
"""Countries of the programme's partners in which a number begins with a zero."""
_LINE = r"[ .\u2013-]"
_NATIONAL: tuple[tuple[tuple[str, ...], re.Pattern[str]], ...] = (
    (
        ("FR",),
        re.compile(
            rf"0[1-9](?P<gap>{_GAP}{{1,2}})[0-9]{{2}}(?:(?P=gap)[0-9]{{2}}){{3}}(?!(?P=gap)[0-9]{{2}}(?:[ .,;)|\n]|\Z))"
        ),
    ),
    (_ZERO, re.compile(rf"0 ?[1-9][0-9]{{1,2}}\)?(?:{_GAP}[0-9]{{2,4}}){{2,3}}")),
    (_ZERO, re.compile(rf"0[1-9][0-9]{{1,2}}\)?{_GAP}[0-9]{{6,7}}")),
    (
        ("BR",),
        re.compile(rf"(?:0(?:xx)?)?[1-9][0-9](?:\) ?|[ .])(?:[\u2013-] ?)?9[ .]?[0-9]{{4}} ?{_LINE} ?[0-9]{{4}}"),
    ),
    (("BR",), re.compile(rf"[1-9][0-9]\) ?[2-9][0-9]{{3}}{_LINE}[0-9]{{4}}")),
    (("MX",), re.compile(rf"(?:33|55|56|81)(?P<gap>{_LINE})[0-9]{{4}}(?P=gap)[0-9]{{4}}")),
    (("MX",), re.compile(r"[2-9][0-9]{2}-[0-9]{3}-[0-9]{4}")),
    (("MX",), re.compile(rf"0(?:1|44|45)[ -][0-9]{{2,3}}[ -][0-9]{{3,4}}{_LINE}[0-9]{{4}}")),
    (("MX",), re.compile(rf"[0-9]{{2,3}}\) ?[0-9]{{3,4}}{_LINE}[0-9]{{4}}")),
    (("CO",), re.compile(rf"3[0-5][0-9](?P<gap>{_GAP})[0-9]{{3}}(?P=gap)?[0-9]{{2}}(?P=gap)?[0-9]{{2}}")),
    (("CO",), re.compile(rf"60[0-9]\) ?[0-9]{{3}}{_LINE}?[0-9]{{4}}")),
)
"""How numbers are written in the countries of the programme's partners, where the form alone says what they are.

After the national formats of ITU-T E.123 and of each country's plan, which `phonenumbers` holds.
"""
_WITH_CODE = re.compile(
    rf"33\)?{_GAP}[67](?:{_GAP}[0-9]{{2}}){{4}}"
    rf"|(?:243|234|254|256|233|250|55|57|52)\)?{_GAP}?"
    rf"(?:[0-9]{{9,11}}|(?=.*[0-9]{{3}})[0-9]{{1,3}}(?:{_GAP}[0-9]{{2,5}}){{2,4}})"
)
"""A number with the code of a partner's country, without its plus; in groups of three it may be a sum."""
_MOBILE = re.compile(r"0[1-9][0-9]{8,9}")
"""A number written in one piece: taken for one if it is a mobile telephone's, and for no code."""
_JOINED = re.compile(r"[/=_.+\w-]\Z")
_CODE_WORD = re.compile(
    r"(?:\b(?:isbn|issn|e[ai]n|gtin|no|nr|num|numbers?|n[uú]mero|num[eé]ro|nº|n°|r[eé]f\w*|ids?|codes?|c[oó]digo|codice|file|case"
    r"|caso|process?o?|dossier|tickets?|orders?|pedido|invoice|fatura|factur[ae]|account|conta|cuenta|compte|commit|issue"
    r"|bug|build|version|model\w*|record|registro|grant|project|projet\w?|proyecto|contrat\w?|contract|protocolo|folio"
    r"|expediente|radicado|matr[ií]cula|lote?|item|art\w*|page|node|sample|batch|serial|s[ée]rie|barcode|catalogue"
    r"|cote|notice|inventa\w*|archiv\w*|entry|entrada)|\b(?-i:[A-Z]{2,}|[a-zß-ÿ]{4,}(?= ))|#)[.:]{0,2} ?\Z",
    re.IGNORECASE,
)
_WITH_MOBILES = (*_ZERO, "FR")
_OPERATOR = re.compile(r"\(?0?(?:xx|XX|\*\*)\Z")
"""Where Brazilians choose who carries the call."""
_COUNTRIES = ("BR", "CD", "NG", "KE", "UG", "GH", "RW", "MX", "CO", "FR")
_NOT_BEFORE = frozenset("+-._=/#\u2013")
_GOES_ON = frozenset("-/.,\u2013")
"""Characters that make what stands before and after them one number."""


def numbers_in(text: str) -> Iterator[Hit]:
    """Yield telephone numbers, each once; the text's digits, blanks and hyphens are those of ASCII."""
    found = dict(_numbers_in(text))
    yield from ((start, number) for start, number in found.items() if not found.get(start - 1, "").startswith("+"))


def _numbers_in(text: str) -> Iterator[Hit]:
    signs = signs_of(text)
    for needle, pattern in _FOREIGN:
        if needle.is_in(text, signs):
            for match in pattern.finditer(text):
                yield from _existing(text, match.start(), match[0])
    for needle, pattern in _LINKED:
        if needle.is_in(text, signs):
            for match in pattern.finditer(text):
                yield from _long_enough(match.start("it"), match["it"].replace("%20", " ").rstrip(_BETWEEN))
    yield from _without_code(text)


def _without_code(text: str) -> Iterator[Hit]:
    """Yield numbers without a country code; numbers after a plus were handled above."""
    lines = lines_with_digits(text, MIN_DIGITS)
    for match in (match for line in lines for match in DIGITS.finditer(text, *line)):
        if text[match.start() - 1 : match.start()] == "+":
            continue
        for start, found in _apart(match.start(), match[0]):
            if not _DAY.match(found) and len(digits_of(found)) >= MIN_DIGITS:
                yield from _of_a_country(text, start, found)


def _apart(start: int, found: str) -> Iterator[Hit]:
    """Yield what stands between slashes where the whole is too long for one number, the whole otherwise."""
    is_too_long = len(found) > _MAX_DIGITS and len(digits_of(found)) > _MAX_DIGITS
    pieces = found.split("/") if is_too_long else [found]
    for piece in pieces:
        number = piece.strip(_BETWEEN)
        yield start + len(piece) - len(piece.lstrip(_BETWEEN)), number
        start += len(piece) + 1


def _of_a_country(text: str, start: int, found: str) -> Iterator[Hit]:
    """Yield a number without the code of a country, if a word or its form says that it is one."""
    if _SAME_END.search(found) or _YEARS.fullmatch(found):
        return
    before = _OPERATOR.sub("", text[max(start - _LOOK_BACK, 0) : start])
    after = text[start + len(found) : start + len(found) + _LOOK_AHEAD]
    is_named = _is_named(before, found) or (_NAMED_AFTER.match(after) and _is_long(found))
    is_glued = before[-1:] == "_" or before[-1:].isalnum()
    is_called = not is_glued and _CALL_WORD.search(before) and (found[0] == "0" or _is_national(found))
    if is_named or is_called:
        yield from _long_enough(start, found)
    elif national := _national_form(text, start):
        yield start, national
    elif _is_mobile_alone(before, found):
        yield start, found


def _is_named(before: str, found: str) -> bool:
    """Whether a word for a telephone stands before; a version is none, nor a sum of what the word is only part of."""
    named = _PHONE_WORD.search(before)
    if named is None or _VERSION.fullmatch(found):
        return False
    return not named["of"] or not _SUM.fullmatch(found) or len(digits_of(found)) in _FULL_SUMS


def _is_mobile_alone(before: str, found: str) -> bool:
    """Whether a number that nothing names is a mobile telephone's, written as no sum and after no word for codes."""
    if _MOBILE.fullmatch(found):
        is_one = any(_is_mobile(found, country) for country in _WITH_MOBILES)
    else:
        has_code = _WITH_CODE.fullmatch(found) is not None and not _SUM.fullmatch(found)
        is_one = has_code and _is_mobile(f"+{digits_of(found)}", None)
    return is_one and not _JOINED.search(before) and not _CODE_WORD.search(before)


def _is_national(found: str) -> bool:
    """Whether one of the countries has a number that starts with no zero; sums and versions are none."""
    groups = re.split(rf"[{re.escape(_BETWEEN)}]+", found)
    if min(map(len, groups)) == 1:
        return False
    is_whole = len(digits_of(found)) >= _MIN_WITH_CODE and _has(f"+{digits_of(found)}", None)
    return is_whole or (_is_long(found) and any(_has(found, country) for country in _COUNTRIES))


def _is_long(found: str) -> bool:
    """Whether a number has as many digits as one with its area has, and is not written as a sum."""
    return len(digits_of(found)) >= _MIN_NATIONAL and not _SUM.fullmatch(found)


def _national_form(text: str, start: int) -> str:
    """Return the number that starts there if its form is one that only telephone numbers have, empty for none."""
    is_bracketed = text[start - 1 : start] == "("
    before = text[max(start - 1 - is_bracketed, 0) : start - is_bracketed]
    if before.isalnum() or before in _NOT_BEFORE:
        return ""
    for countries, form in _NATIONAL:
        match = form.match(text, start)
        if match is None or (")" in match[0] and not is_bracketed):
            continue
        rest = text[match.end() : match.end() + 2]
        if rest[:1].isalnum() or (rest[:1] in _GOES_ON and rest[1:].isdigit()) or _counts(match[0]):
            continue
        if rest[:1] == "-" and rest[1:].isalnum():
            continue
        if any(_has(match[0], country) for country in countries):
            return match[0]
    return ""


def _counts(found: str) -> bool:
    """Whether groups of digits count up, as in ``01 02 03 04 05``, or are round, as in ``300-400-5000``."""
    groups = [int(group) for group in re.findall(r"[0-9]+", found)]
    return all(after - before == 1 for before, after in pairwise(groups)) or all(group % 10 == 0 for group in groups)


def _long_enough(start: int, number: str) -> Iterator[Hit]:
    if MIN_DIGITS <= len(digits_of(number)) <= _MAX_DIGITS:
        yield start, number


def _existing(text: str, start: int, found: str) -> Iterator[Hit]:
    """Yield a number if its country has such numbers; a number after it, such as a year, is left out."""
    number = found.rstrip(_BETWEEN)
    if start > 0 and (text[start - 1].isalnum() or text[start - 1] in "+-./_="):
        return
    for _ in range(_TOO_MANY_GROUPS if len(number) <= _MAX_NUMBER else 0):
        digits = digits_of(number).removeprefix("00")
        if MIN_DIGITS <= len(digits) <= _MAX_DIGITS and _has(f"+{digits}", None):
            yield start, number
            return
        number = _LAST_GROUP.sub("", number)


def _has(number: str, country: str | None) -> bool:
    """Whether a country has a number; None where the number names its country."""
    from openshelf.check import numbering_plans  # noqa: PLC0415 - see there

    plain = _MEXICAN_MOBILE.sub("+52", number)
    return numbering_plans.has_number(plain[: plain.startswith("+")] + digits_of(plain), country)


def _is_mobile(number: str, country: str | None) -> bool:
    from openshelf.check import numbering_plans  # noqa: PLC0415 - see there

    return numbering_plans.is_mobile(number, country)


def digits_of(text: str) -> str:
    """Return the digits of a text."""
    return _NO_DIGIT.sub("", text)
