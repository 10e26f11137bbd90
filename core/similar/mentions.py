"""Addresses in the middle of a message: "на Фрунзе дом 9", "у дома 15 по улице Ломоносова"."""

import re
from functools import lru_cache
from typing import Final

from core.similar.addresses import Address, typed
from core.similar.words import READ

_KIND = (
    r"(?i:ул\.?|улиц[аеыу]|пр-т|проспект[ае]?|пер\.|переулк[аеу]|переулок|бульвар[ае]?|б-р|шоссе|"
    r"набережн(?:ая|ой|ую)|площад[ьи]|мкр\.?|микрорайон[ае]?|проезд[ае]?)"
)
_NAME = (
    r"(?:\d{1,2}\s(?:[Лл]ет\s[А-Я][а-я]+|(?i:марта|мая|января|июля|апреля))"
    r"|(?:\d{1,2}-?(?:[яй]|ая|ой)\s)?(?:[А-Я]\.\s?)*[А-Я][а-я]{2,}(?:\s(?!Д)[А-Я][а-я]{2,})?)"
)
_UNIT = (
    r"(?:-?(?:й|го|м|я|ый|ая|ое|ой|х)(?![а-я])|градус|минут|час|дн[яей]|ден|лет(?!\sокт)|год|числ|раз|человек|"
    r"этаж|подъезд|руб|метр|м(?![а-я])|машин|дет|сут|недел|месяц|мес|процент|%|класс|двор|балл|собак|бак|"
    r"январ|феврал|март|апрел|ма[яй]|июн|июл|август|сентяб|октяб|нояб|декаб|тыс|шт|см|км)"
)
_HOUSE = (
    rf"(?:(?i:д|дом|дома|доме|дому)\.?\s?)?№?\s?(?<!\d)\d{{1,3}}(?!\d|\s?{_UNIT})"
    r"(?:\s?[а-еА-Е](?![а-я])|/\d{1,2}|\s?(?:к|корп\.?)\s?\d{1,2})?"
)
_PATTERNS: Final = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?i:дом[ауе]?)\s№?\d{{1,3}}(?:/\d+)?[а-е]?,?\s(?:по|на)\s(?:{_KIND}\s?)?{_NAME}",
        rf"{_KIND}\s?{_NAME}(?:,?\s{_HOUSE})?",
        rf"{_KIND}\s[а-я]{{4,}}(?:,?\s{_HOUSE})",
        rf"(?<!\.\s){_NAME},?\s{_HOUSE}",
        rf"(?:на|по|с|возле|у)\s[а-я]{{3,}}(?:ой|ого|ова|ева|ина|ира|ого|ей),?\s{_HOUSE}",
    )
)
_NO_STREET: Final = re.compile(
    r"(?i)^(?:автобус|маршрут|троллейбус|трамва|школ|детск|сад|подъезд|этаж|квартир|осталось|прошло|уже|"
    r"номер|дом|поликлиник|больниц|мне|мама|нам|температур|всего|около|больше|более|минус|плюс|ещё|еще)"
)
_LEAD: Final = re.compile(r"^(?:на|по|с|возле|у)\s")
_BEHIND: Final = re.compile(r"^(?P<house>(?i:дом[ауе]?)\s№?\S+?),?\s(?:по|на)\s(?P<street>.+)$")


@lru_cache(maxsize=512)
def mentioned(text: str) -> Address | None:
    """The first address with a house in a text, else the first street; None where there is none."""
    plain = " ".join(text[:READ].replace("ё", "е").replace("Ё", "Е").split())
    streets: Address | None = None
    for pattern in _PATTERNS:
        for found in pattern.finditer(plain):
            address = _address(found[0])
            if address is not None and address.house:
                return address
            streets = streets or address
    return streets


def _address(raw: str) -> Address | None:
    behind = _BEHIND.match(raw)
    if behind:
        return typed(f"{behind['street']} {behind['house']}")
    plain = _LEAD.sub("", raw)
    return None if _NO_STREET.match(plain) else typed(plain)
