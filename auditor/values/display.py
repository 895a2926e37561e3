"""Values as a reader would write them: "$40 billion", "18%", "about 80 people", "until 2041"."""

from __future__ import annotations

from calendar import month_name
from decimal import Decimal

from auditor.model import Claim
from auditor.values.people import is_person

_SIGNS = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥", "INR": "₹", "CNY": "CN¥", "KRW": "₩"}
_SCALES = ((Decimal(10) ** 12, "trillion"), (Decimal(10) ** 9, "billion"), (Decimal(10) ** 6, "million"))
_HEDGES = {"=": "", "~": "about ", "<": "less than ", ">": "more than ", "<=": "up to ", ">=": "at least "}


def display(claim: Claim) -> str:
    """The claim's answer in a few words."""
    if isinstance(claim.value, Decimal) and claim.value_type == "ordinal":
        return f"{ordinal(int(claim.value))} {claim.unit}".strip()
    if isinstance(claim.value, Decimal):
        return _HEDGES[claim.bound] + amount(claim.value, claim.upper, claim.unit)
    if isinstance(claim.value, bool):
        return "yes" if claim.value else "no"
    if claim.value.startswith("--"):
        return _month_day(claim.value)
    role = claim.qualifier("role")
    if claim.value_type == "date" and role in ("until", "since", "before", "after", "by"):
        return f"{role} {claim.value}"
    return f"until {claim.value}" if claim.value_type == "condition" else claim.value


def ordinal(rank: int) -> str:
    """1 -> "1st", 12 -> "12th", 22 -> "22nd"."""
    teens = 10 <= rank % 100 <= 20
    return f"{rank}{'th' if teens else {1: 'st', 2: 'nd', 3: 'rd'}.get(rank % 10, 'th')}"


def _month_day(value: str) -> str:
    """ "--05-04", a day of an unknown year, as "4 May"."""
    month, _, day = value.removeprefix("--").partition("-")
    name = month_name[int(month)] if month.isdigit() and 1 <= int(month) <= 12 else value
    return f"{int(day)} {name}" if day.isdigit() else name


def amount(value: Decimal, upper: Decimal | None, unit: str) -> str:
    """A number, range or score with its unit."""
    unit, _, rate = unit.partition("/")
    link = "\u2013" if unit == "score" else " to "
    text = number(value) + (f"{link}{number(upper)}" if upper is not None else "")
    if unit in ("percent", "%"):
        text += "%"
    elif len(unit) == 3 and unit.isupper():
        text = f"{_SIGNS[unit]}{text}" if unit in _SIGNS else f"{unit} {text}"
    elif unit == "magnitude":
        text = f"magnitude {text}"
    elif unit and unit != "score":
        text += f" {plural(unit) if (upper or value) != 1 else unit}"
    return f"{text} per {rate}" if rate else text


def number(value: Decimal) -> str:
    """1350000000 -> "1.35 billion"; 1500 -> "1,500"; 0.5 -> "0.5"."""
    for scale, name in _SCALES:
        if abs(value) >= scale:
            return f"{(value / scale).normalize():f} {name}"
    return f"{value.normalize():,f}"


def plural(noun: str) -> str:
    """A good guess at an English plural: enough for labels."""
    irregular = {
        "person": "people",
        "man": "men",
        "woman": "women",
        "child": "children",
        "foot": "feet",
        "life": "lives",
        "wife": "wives",
        "knife": "knives",
        "year of age": "years of age",
    }
    if noun in irregular:
        return irregular[noun]
    if noun.endswith("man") and is_person(noun):
        return noun[:-3] + "men"
    if noun.endswith(("s", "x", "ch", "sh")):
        return noun + "es"
    return noun[:-1] + "ies" if noun.endswith("y") and noun[-2:-1] not in "aeiou" else noun + "s"
