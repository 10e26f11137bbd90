"""Personal data of others: numbers that prove themselves by form or check digits, flats and their people."""

import re
from collections.abc import Iterator

from core.people.phone import e164
from core.shared.refusal import Refusal

Span = tuple[int, int]

NEAR = 60
"""Characters around a find in which its owner is looked for."""

_OWN = re.compile(
    r"(?<!\w)(?:мо[йяеию]|моего|моей|мне|перезвоните|позвоните(?! (?!мне)[а-я])"
    r"|для связи|со мной|контактн\w+)(?!\w)"
)
_FIGURE = re.compile(r"\d")
_PHONE = re.compile(r"(?<![\d+])(?:\+\d|8|7)[\d \t()\-]{8,19}\d(?!\d)")
_PASSPORT = re.compile(
    r"паспорт[^\d\n]{0,40}\d\d ?\d\d ?(?:№|номер)? ?\d{6}(?!\d)"
    r"|(?<!\w)сери[яи] ?\d\d ?\d\d,? ?(?:№|номер) ?\d{6}(?!\d)"
)
_MAIL = re.compile(r"(?<![\w.+\-])[a-z0-9][\w.+\-]{0,63}@(?:[a-z0-9\-]{1,63}\.){1,4}[a-z]{2,12}(?!\w)")
_OFFICIAL_MAIL = re.compile(
    r"(?:info|admin\w*|office|mail|priem\w*|post|support|press|uk|gkh|zhkh|help|contact\w*|adm\w*)@|@(?:\w+\.)*gov\.ru"
)
_SERIES = "авекмнорстухabekmhopctyx"
_PLATE = re.compile(rf"(?<!\w)[{_SERIES}]\d{{3}}[{_SERIES}]{{2}} ?\d{{2,3}}(?!\w)")
_SPACED = _SERIES[:12].upper() + _SERIES[12:].upper()
_SPACED_PLATE = re.compile(rf"(?<!\w)[{_SPACED}] \d{{3}} ?[{_SPACED}]{{2}} ?\d{{2,3}}(?!\w)")
_FLAT = re.compile(r"(?<!\w)кв(?:\.|артир[аеуы])? ?№? ?\d{1,4}(?!\d)")
_SOMEBODY = re.compile(
    r"(?<!\w)(?:сосед(?!ни)|жив[еу]т|прожива[ею]т|прописан|собственни|хозя[ий]|алкоголик|наркоман|гражданин|жилец|жиличк)\w*"
)
_NAME = re.compile(
    r"(?<!\w)[А-ЯЁ][а-яё]{1,25} "
    r"(?:[А-ЯЁ]\. ?[А-ЯЁ]\.|[А-ЯЁ][а-яё]{1,25} [А-ЯЁ][а-яё]{1,25}(?:вич|вна|чна)\w{0,3})"
)
_OWN_FLAT = re.compile(r"(?<!\w)(?:(?:мо[яюейи]|наш\w{0,3}) $|(?:я|мы) (?:\w+ )?жив)")


def personal_data(text: str, plain: str) -> Iterator[Span]:
    """Where they stand; `plain` is the text in lower case, character for character."""
    if _FIGURE.search(plain):
        yield from (match.span() for match in _numbers(text, plain))
        yield from _flats(text, plain)
    for match in _MAIL.finditer(plain):
        if not _OFFICIAL_MAIL.search(match.group()) and not _own(plain, match.start()):
            yield match.span()


def _numbers(text: str, plain: str) -> Iterator[re.Match[str]]:
    for pattern, proves in _PROVEN:
        yield from (match for match in pattern.finditer(plain) if proves(_figures(match.group())))
    for match in _PHONE.finditer(plain):
        if _mobile(match.group()) and not _own(plain, match.start()):
            yield match
    yield from _PASSPORT.finditer(plain)
    yield from _PLATE.finditer(plain)
    yield from _SPACED_PLATE.finditer(text)


def _flats(text: str, plain: str) -> Iterator[Span]:
    """A flat is somebody else's where its people are spoken of."""
    for match in _FLAT.finditer(plain):
        first, last = max(0, match.start() - NEAR), match.end() + NEAR
        own = _OWN_FLAT.search(plain[first : match.start()])
        if not own and (_SOMEBODY.search(plain, first, last) or _NAME.search(text, first, last)):
            yield match.span()


def _own(plain: str, start: int) -> bool:
    """Somebody who gives their own number wants to be called."""
    return _OWN.search(plain, max(0, start - 30), start) is not None


def _mobile(raw: str) -> bool:
    """A number of a person: a Russian mobile one, or any possible one abroad; an office's is no secret."""
    try:
        number = e164(raw)
    except Refusal:
        return False
    return number.startswith("+79") or not number.startswith("+7")


def _figures(raw: str) -> str:
    return "".join(sign for sign in raw if "0" <= sign <= "9")


def luhn(number: str) -> bool:
    """Whether a card could have this number: no account or meter has its check digit but by chance."""
    doubled = "0246813579"
    total = sum(int(doubled[int(sign)] if place % 2 else sign) for place, sign in enumerate(reversed(number)))
    return number[0] in "23456" and total % 10 == 0


def snils(number: str) -> bool:
    """Whether the last two of eleven figures check the nine before."""
    total = sum(int(sign) * weight for sign, weight in zip(number[:9], range(9, 0, -1), strict=True)) % 101
    return total % 100 == int(number[9:])


_PROVEN = (
    (re.compile(r"\d(?<!\d\d)(?:[ \-]?\d){15}(?!\d)"), luhn),
    (re.compile(r"\d(?<!\d\d)\d\d-\d{3}-\d{3}[ \-]\d\d(?!\d)"), snils),
    (re.compile(r"снилс\D{1,30}\d{11}(?!\d)"), snils),
)
"""Numbers with check digits."""
