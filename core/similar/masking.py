"""What of a resident's message may be shown to somebody else: without whoever wrote it, or is named in it."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from core.hints.find import hints
from core.hints.model import Kind
from core.incidents.values import Location
from core.shared.excerpt import excerpt
from core.similar.addresses import typed

MASK: Final = "•••"

EXCERPT: Final = 120
"""Characters of another resident's message that are shown."""

_LOOKED_AT: Final = 5
"""How much more of a text is masked than is shown: what a mask shortens makes room for what comes after."""

_NAME = r"[А-ЯЁ][а-яё]{1,25}"
_PATRONYMIC = r"[А-ЯЁ][а-яё]{2,20}(?:вич|вн|чн)(?:а|у|е|ем|ой|ы|и)?"
_WHO = r"(?i:меня зовут|с уважением|это пишет|вас беспокоит|я,|гр\.|гражданин|гражданка)"
_NAMES: Final = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:(?!Уважаем|Здравств|Господ){_NAME}\s)?(?:{_NAME}|[А-ЯЁ]\.)\s{_PATRONYMIC}(?:\s{_NAME})?(?![а-яё])",
        rf"{_NAME}\s[А-ЯЁ]\.\s?[А-ЯЁ]\.|(?<![А-Яа-яё.])[А-ЯЁ]\.\s?[А-ЯЁ]\.\s?{_NAME}",
        rf"{_WHO}[\s,:—-]{{1,3}}(?P<shown>{_NAME}(?:\s{_NAME}){{0,2}})",
        rf"(?i:сосед(?:ка|ку|ки|кой|а|у|ом|е)?|жилец|жильца)\s(?P<shown>{_NAME}(?:\s{_NAME})?)",
    )
)
_ALWAYS: Final = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?:https?://|www\.|t\.me/|vk\.com/|max\.ru/|ok\.ru/)\S+",
        r"(?<![\w.])@\w{3,}",
        r"[\w.+\-]{1,64}@[\w\-]{1,63}(?:\.[\w\-]{1,63})+",
        r"(?<!\d)\+?\d(?:[\s()\-]{0,2}\d){5,18}(?!\d)",
        r"(?<!\d)\d{1,2}[./]\d{1,2}[./](?:19|20)\d\d(?!\d)",
        r"(?i)(?<![а-яё])(?:в\s)?(?:кв\.?|квартир[аеуы]й?|комнат[аеуы])\s?№?\s?\d{1,4}(?!\d)",
        r"(?i)(?<!\d)\d{1,4}(?:-?(?:я|й|ой|ю|ая|ую))?\s?(?:кв\.|квартир[аеуы]|комнат[аеуы])(?![а-яё])",
    )
)
_OF_PEOPLE: Final = frozenset({Kind.PERSONAL_DATA, Kind.OBSCENITY, Kind.INSULT, Kind.THREAT})
_BEHIND_THE_HOUSE: Final = re.compile(
    r"(?i)[\s,;]*(?:(?<![а-яё])(?:кв|квартира|подъезд|под|п|эт|этаж|домофон|код|комн|ком|комната|офис)\.?\s*№?\s*\d"
    r"|(?<=\d)-\d).*$",
    re.DOTALL,
)


def shown_to_others(text: str, most: int = EXCERPT) -> str:
    """The beginning of a message without personal data, names and rude words, at most `most` characters."""
    seen = text[: _LOOKED_AT * most]
    return excerpt(_masked(seen, [*_of_people(seen, _OF_PEOPLE), *_spans(seen, (*_ALWAYS, *_NAMES))]), most)


def reusable(answer: str) -> str:
    """An answer as a draft to somebody else: whom it named is masked; phones of offices stay."""
    return _masked(answer, [*_of_people(answer, {Kind.PERSONAL_DATA}), *_spans(answer, _NAMES)])


def public_place(location: Location) -> str | None:
    """A street and house as typed, without what stands behind the house; None where neither is told."""
    if location.address is None or typed(location.address) is None:
        return None
    shown = _BEHIND_THE_HOUSE.sub("", " ".join(location.address.split()))
    return shown_to_others(shown) or None


def _of_people(text: str, kinds: Iterable[Kind]) -> Iterator[tuple[int, int]]:
    return ((hint.start, hint.end) for hint in hints(text) if hint.kind in kinds)


def _spans(text: str, patterns: Iterable[re.Pattern[str]]) -> Iterator[tuple[int, int]]:
    for pattern in patterns:
        which = "shown" if "shown" in pattern.groupindex else 0
        yield from (found.span(which) for found in pattern.finditer(text))


def _masked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """Each stretch that spans cover, one mask."""
    pieces: list[str] = []
    done = 0
    for start, end in sorted(spans):
        if start > done or not pieces:
            pieces += [text[done:start], MASK]
        done = max(done, end)
    return "".join((*pieces, text[done:]))
