"""Reads dates as people type them, in Russian and English."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

_SHIFTS = {
    "сегодня": 0,
    "завтра": 1,
    "послезавтра": 2,
    "вчера": -1,
    "позавчера": -2,
    "today": 0,
    "tomorrow": 1,
    "day after tomorrow": 2,
    "the day after tomorrow": 2,
    "yesterday": -1,
    "day before yesterday": -2,
    "the day before yesterday": -2,
}

# The shortest beginnings that tell names apart: "пят" covers пятница, пятницу, пятницы.
_WEEKDAYS = (
    ("понед", "пн", "mon"),
    ("вторн", "вт", "tue"),
    ("сред", "ср", "wed"),
    ("четв", "чт", "thu"),
    ("пятн", "пт", "fri"),
    ("субб", "сб", "sat"),
    ("воскр", "вс", "sun"),
)
_MONTHS = (
    ("янв", "jan"),
    ("фев", "feb"),
    ("мар", "mar"),
    ("апр", "apr"),
    ("май", "мая", "мае", "may"),
    ("июн", "jun"),
    ("июл", "jul"),
    ("авг", "aug"),
    ("сен", "sep"),
    ("окт", "oct"),
    ("ноя", "nov"),
    ("дек", "dec"),
)
_UNITS = {"д": 1, "н": 7, "d": 1, "w": 7}

_AHEAD = re.compile(
    r"(?:через|in)(?: (?P<count>[0-9]{1,3}|a|an|one|один|одну))?"
    r" (?P<unit>день|дня|дней|недел[юиь]|days?|weeks?)"
)
_ISO = re.compile(r"(?P<year>[0-9]{4})[-./](?P<month>[0-9]{1,2})[-./](?P<day>[0-9]{1,2})")
_FIGURES = re.compile(r"(?P<day>[0-9]{1,2})[-./ ](?P<month>[0-9]{1,2})(?:[-./ ](?P<year>[0-9]{4}|[0-9]{2}))?")
_WORDS = re.compile(
    r"(?P<day>[0-9]{1,2})(?:-?(?:го|е|ого|st|nd|rd|th))?(?: of)?"
    r" (?P<name>[а-яa-z]{3,10})(?: (?P<year>[0-9]{4}))?"
)
_ENGLISH = re.compile(r"(?P<name>[a-z]{3,9}) (?P<day>[0-9]{1,2})(?:st|nd|rd|th)?,?(?: (?P<year>[0-9]{4}))?")
_LEAD = re.compile(r"^(?:во?|on|next|this|к|эт[уо]т?|до|с) ")
_TAIL = re.compile(r"(?:,| г\.?| года| year)+$")
_CENTURY = 2000
_SHORT_YEAR = 100
_WEEK = 7


def read(text: str, today: date, first: date, last: date) -> date | None:
    """The date meant, preferring one within the bounds; None when the words are no date."""
    words = " ".join(text[:60].casefold().replace("ё", "е").split()).strip(" .!?")
    words = _LEAD.sub("", _TAIL.sub("", words))
    found = list(_candidates(words, today))
    within = [day for day in found if first <= day <= last]
    return next(iter(within or found), None)


def _candidates(words: str, today: date) -> Iterator[date]:
    if words in _SHIFTS:
        yield today + timedelta(days=_SHIFTS[words])
    if ahead := _AHEAD.fullmatch(words):
        yield today + timedelta(days=_count(ahead["count"]) * _UNITS[ahead["unit"][0]])
    yield from _weekdays(words, today)
    for pattern in (_ISO, _FIGURES):
        if figures := pattern.fullmatch(words):
            yield from _dates(int(figures["day"]), int(figures["month"]), figures["year"], today)
            return
    for pattern in (_WORDS, _ENGLISH):
        if (spoken := pattern.fullmatch(words)) and (month := _month(spoken["name"])):
            yield from _dates(int(spoken["day"]), month, spoken["year"], today)


def _count(word: str | None) -> int:
    return int(word) if word and word.isdigit() else 1


def _weekdays(words: str, today: date) -> Iterator[date]:
    """The coming one, then the one just past, for dates that lie behind."""
    if not words.isalpha():
        return
    for number, (long, short, english) in enumerate(_WEEKDAYS):
        if words == short or words.startswith((long, english)):
            coming = today + timedelta(days=(number - today.weekday()) % _WEEK)
            yield coming
            yield coming + timedelta(days=_WEEK)
            yield coming - timedelta(days=_WEEK)


def _month(name: str) -> int | None:
    for number, beginnings in enumerate(_MONTHS, start=1):
        if name.startswith(beginnings):
            return number
    return None


def _dates(day: int, month: int, year: str | None, today: date) -> Iterator[date]:
    """With its year, or this year's (still to come, if it can be), the next and the last one."""
    if year is not None:
        full = int(year) if int(year) >= _SHORT_YEAR else _CENTURY + int(year)
        yield from _real(day, month, full)
        return
    near = [found for on in (0, 1, -1, 2, -2, 3, -3, 4, -4) for found in _real(day, month, today.year + on)]
    yield from [found for found in near if found >= today]
    yield from [found for found in near if found < today]


def _real(day: int, month: int, year: int) -> Iterator[date]:
    try:
        yield date(year, month, day)
    except ValueError:
        return
