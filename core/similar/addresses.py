"""Russian addresses as people type them: the street, its kind and number, the house."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from core.similar.letters import listed, russian, slipped, sound
from core.similar.stems import stem

_KINDS: Final = {
    "улица": "ул улица улице улицы улицу ulitsa ulica ul",
    "проспект": "пр пр-т пр-кт просп проспект проспекте проспекта prospekt",
    "переулок": "пер переулок переулке переулка pereulok",
    "проезд": "пр-д проезд проезде проезда",
    "бульвар": "б-р бул бульвар бульваре бульвара bulvar",
    "шоссе": "ш шоссе shosse",
    "набережная": "наб",
    "площадь": "пл площадь площади",
    "микрорайон": "мкр мкрн м-н мк-н микрорайон микрорайоне микрорайона",
    "квартал": "кв-л квартал квартале",
    "тупик": "туп тупик тупике",
    "аллея": "аллея аллее",
    "тракт": "тракт тракте",
    "остановка": "ост остановка остановке остановки",
    "посёлок": "пос поселок поселке",
}
_KIND: Final = {form: kind for kind, forms in _KINDS.items() for form in forms.split()}
_HOUSE: Final = listed("д дом дома доме дому домом dom house")
_PART: Final = listed("к корп корпус корпуса корпусе стр строение")
_FLAT: Final = listed("кв квартира квартире квартиры подъезд подъезде п под этаж эт кабинет офис")
_TOWN: Final = listed("г гор город городе города обл область")
_TOWARDS: Final = listed("по на в у возле")
_MONTHS: Final = listed("январ феврал март мая май июн июл август сентябр октябр ноябр декабр лет")
_FORGIVEN: Final = 0.9
_SLIPS: Final = 5
"""Letters of a name in which one may be wrong: shorter names differ by one."""

_PIECE: Final = re.compile(
    r"(?P<ordinal>\d{1,2})-?(?:я|й|ая|ый|ой)(?![а-яa-z0-9])"
    r"|(?P<number>\d{1,4})(?:\s?[\"«]?-?(?P<letter>[а-ге-ик-н])[\"»]?(?![а-яa-z.0-9]|\s?\d))?"
    r"(?:\s?(?:к|корп\.?|/)\s?(?P<part>\d{1,2})(?![а-яa-z0-9]))?"
    r"|(?P<short>пр-т|пр-кт|пр-д|б-р|м-н|мк-н|кв-л)(?![а-яa-z])"
    r"|(?P<word>[а-яa-z']+)|(?P<end>[,;()!?]|\s-\s|\.(?=\s|$))|(?P<flat>-)"
)


@dataclass(frozen=True, slots=True)
class Street:
    """A street: the words of its name, what kind of street, which of several ("3-я Садовая")."""

    name: frozenset[str]
    kind: str = ""
    ordinal: str = ""

    def likeness(self, other: "Street") -> float:
        """1 where both are the same street, less where a slip has to be forgiven, 0 where they are two.

        What somebody left out is no difference: the kind of street, initials, a first name.
        """
        if self.ordinal != other.ordinal or (self.kind and other.kind and self.kind != other.kind):
            return 0.0
        few, many = sorted((self.name, other.name), key=len)
        return min(max(_spelled_alike(each, name) for name in many) for each in few)


@dataclass(frozen=True, slots=True)
class Address:
    """Streets (two where they cross) and a house: number, and letter or part."""

    streets: tuple[Street, ...]
    house: str = ""
    part: str = ""

    def __str__(self) -> str:
        """As lists of words: for tests."""
        named = " x ".join(
            " ".join([each.ordinal, *sorted(each.name), each.kind]).strip() for each in self.streets
        )
        return f"{named} {self.house}{self.part}".strip()


@dataclass(slots=True)
class _Reader:
    """What has been read of an address so far."""

    names: list[str]
    kind: str = ""
    ordinal: str = ""
    house: str = ""
    part: str = ""
    due: str = ""
    """What the next number is, where a word announced it."""

    def street(self) -> Street | None:
        """The street, if one was named."""
        names = frozenset(each for each in self.names if len(each) > 1 or each.isdigit())
        return Street(names, self.kind, self.ordinal) if names else None


@lru_cache(maxsize=4096)
def typed(address: str) -> Address | None:
    """The address in a field of its own; None where no street can be made out."""
    plain = _TOWN_NAME.sub(" ", address.lower().replace("ё", "е").replace("№", " "))
    parts = re.split(r"\s(?:-|и|/|x|х|угол)\s", _CROSSING.sub("", plain))
    crossing = [_one(part) for part in parts]
    if len(crossing) == 2 and all(each and not each.house for each in crossing):  # noqa: PLR2004 (streets cross by twos)
        return Address(tuple(street for each in crossing if each for street in each.streets))
    return _one(plain)


_TOWN_NAME: Final = re.compile(r"^\s*(?:г|гор|город)\.?\s+[а-я\-]+\s*,")
_CROSSING: Final = re.compile(r"перекр[её]ст\w*|пересечени\w*|угол")


def _one(plain: str) -> Address | None:
    """One street with its house, read from left to right."""
    reader = _Reader([])
    pieces = list(_PIECE.finditer(plain))
    for at, piece in enumerate(pieces):
        if piece["word"] or piece["short"]:
            if not _word(reader, piece["word"] or piece["short"], pieces[at + 1 :]):
                break
        elif piece["ordinal"]:
            reader.ordinal = piece["ordinal"]
        elif piece["number"] and not _number(reader, piece, pieces[at + 1 :]):
            break
    street = reader.street()
    return Address((street,), reader.house, reader.part) if street else None


def _word(reader: _Reader, word: str, rest: list[re.Match[str]]) -> bool:
    """Take a word; False where the address is over."""
    if word in _FLAT:
        return not reader.names and not reader.house
    if word in _HOUSE:
        reader.due = "house"
    elif word in _PART and (reader.house or word != "к"):
        reader.due = "part"
    elif word in _KIND and not (word == "пр" and reader.kind):
        reader.kind = reader.kind or _KIND[word]
    elif word in _TOWN or word in _TOWARDS:
        return True
    elif reader.house and reader.names:
        return _letter(reader, word) and bool(rest)
    else:
        reader.names.append(russian(word))
    return True


def _letter(reader: _Reader, word: str) -> bool:
    """A letter behind the house's number belongs to it."""
    if len(word) == 1 and not reader.part:
        reader.part = russian(word)
        return True
    return False


def _number(reader: _Reader, piece: re.Match[str], rest: list[re.Match[str]]) -> bool:
    """Take a number: of a name ("8 Марта"), a microdistrict, a house, its part; False behind the house."""
    number = piece["number"]
    following = next((each["word"] for each in rest[:1] if each["word"]), "")
    if _names(reader, following):
        reader.names.append(number)
    elif reader.due == "part" and reader.house:
        reader.part = reader.part or number
    elif not reader.house:
        reader.house, reader.part = number, piece["letter"] or piece["part"] or ""
    else:
        return False
    reader.due = ""
    return True


def _names(reader: _Reader, following: str) -> bool:
    """Whether a number belongs to the street's name."""
    if reader.due == "house" or reader.house:
        return False
    numbered = _KIND.get(following, reader.kind) in {"микрорайон", "квартал"} and not reader.names
    return numbered or (not reader.due and stem(following) in _MONTHS)


def _spelled_alike(one: str, other: str) -> float:
    if one == other or stem(one) == stem(other):
        return 1.0
    if one[0].isdigit() or other[0].isdigit() or sound(one[0]) != sound(other[0]):
        return 0.0
    if sound(stem(one)) == sound(stem(other)):
        return _FORGIVEN
    long_enough = min(len(one), len(other)) >= _SLIPS
    return _FORGIVEN if long_enough and slipped(one, other) else 0.0
