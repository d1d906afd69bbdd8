"""What the numbering plan of a country says of a telephone number.

The plans of all countries take long to load, and most libraries hold nothing that looks like a number: whoever asks
imports this module when it has one.
"""

from __future__ import annotations

import phonenumbers

_MOBILES = frozenset({phonenumbers.PhoneNumberType.MOBILE, phonenumbers.PhoneNumberType.FIXED_LINE_OR_MOBILE})


def has_number(number: str, country: str | None) -> bool:
    """Whether a country has a number, digits only but for a plus; None where the number names its country."""
    try:
        parsed = phonenumbers.parse(number, country)
    except phonenumbers.NumberParseException:
        return False
    is_fiction = parsed.country_code == 1 and "55501" in str(parsed.national_number)[3:8]
    return phonenumbers.is_valid_number(parsed) and not is_fiction


def is_mobile(number: str, country: str | None) -> bool:
    """Whether a number is a mobile telephone's, as :func:`has_number` does. Raises NumberParseException."""
    return phonenumbers.number_type(phonenumbers.parse(number, country)) in _MOBILES
