"""The marks before list items: how a number is written, and what looks like a mark already."""

from __future__ import annotations

import re

BULLET = "•"
OWN_MARK = re.compile(
    r"(?:(?:[a-z]{1,2}|[A-Z])[.)]|[a-z]°\.?|\d{1,3}[a-z]?(?:[.)]|[°º]\.?|(?:\.\d{1,3})+\.?)|(?:[ivxlc]{1,6}|[IVXLC]{1,6})[.)]"
    r"|\([a-z\d]{1,3}\)|[-–—•▪◦*●○■·])(?=\s|$)"
)
"""A mark that stands in the text itself, up to the space behind it."""

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"))
_ROMAN_UNITS = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
_MOST_ROMAN = 3999


def letters(number: int) -> str:
    """A number as letters: a, b … z, aa, ab; a number below one stays a number.

    Example:
        >>> letters(3), letters(27), letters(0)
        ('c', 'aa', '0')
    """
    if number < 1:
        return str(number)
    text = ""
    while number:
        number, rest = divmod(number - 1, 26)
        text = chr(ord("a") + rest) + text
    return text


def roman(number: int) -> str:
    """A number in Roman figures, lower case; outside 1 to 3999 it stays as it is.

    Example:
        >>> roman(4), roman(1999), roman(0)
        ('iv', 'mcmxcix', '0')
    """
    if not 1 <= number <= _MOST_ROMAN:
        return str(number)
    text = ""
    for value, figure in _ROMAN:
        count, number = divmod(number, value)
        text += figure * count
    return text + _ROMAN_UNITS[number]
