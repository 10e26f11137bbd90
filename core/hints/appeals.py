"""Texts that read as an appeal under law 59-FZ: its name, its form, what only it can ask for (ZAR-2)."""

import re
from collections.abc import Iterator

_FROM = r"(?<!\w)"
_TO = r"(?!\w)"
_PAPER = (
    r"(?:обращени[еяю]|жалоб[ауы]|заявлени[еяю]|претензи[юяи]|ходатайств[оа]|обращением|жалобой|заявлением)"
)
_MY = (
    r"(?:мо[ею]|мою|наш[еу]|данн(?:ое|ую)|эт[оу]|настоящ(?:ее|ую)|сво[ею]"
    r"|коллективн\w+|официальн\w+|письменн\w+)"
)
_WRITTEN = r"(?:письменн|официальн|мотивированн)\w+"
_LAW = r"(?:59\W{0,2}фз|фз\W{0,3}59|закон\w{0,3}\W{1,3}(?:\w{1,20}\W{1,3}){0,4}обращени\w+ граждан)"
_GIVE = r"(?:дать|предоставить|направить|выслать|получить|прислать|дайте|пришлите|предоставьте|жду|прошу)"

ACTS = (
    _LAW,
    rf"(?:рассмотреть|принять|примите|рассмотрите|зарегистрировать|зарегистрируйте) (?:{_MY} )?{_PAPER}{_TO}",
    rf"(?:подаю|подаем|направляю|направляем|пишу|прикладываю) (?:вам |к вам )?(?:{_MY} )?{_PAPER}{_TO}",
    rf"обраща(?:юсь|емся) (?:к вам |в \w+ )?со? (?:{_MY} |{_WRITTEN} )?{_PAPER}{_TO}",
    r"считать (?:\w{1,20} ){0,3}обращением",
    rf"{_GIVE} (?:мне |нам )?{_WRITTEN} ответ",
    rf"прошу {_WRITTEN} ответ",
    r"ответ\w{0,2} (?:\w{1,20} ){0,4}в (?:письменн\w+ (?:форме|виде)|(?:установленн\w+ )(?:\w{1,20} )?срок)",
    r"ответ прошу (?:направить|выслать|дать|предоставить)",
    r"уведомить (?:меня |нас )?(?:в )?письменн\w+",
    r"коллективн(?:ое|ая|ую) (?:обращение|жалоба|жалобу|заявление)",
    r"в порядке и сроки",
)
_ACT = re.compile(f"{_FROM}(?:{'|'.join(ACTS)})")
_NOT = re.compile(r"(?<!\w)(?:не|не по|не нужен|без)(?: \w{1,20}){0,2} ?(?:по )?$")
_TITLE = re.compile(
    r"\s*(?:официальн\w+ |коллективн\w+ )?"
    r"(?:(?:жалоба|заявление|ходатайство|претензия)(?:\s*[.:!\n]|\s+(?:на|о|об|по|к|от)\b)"
    r"|обращение(?:\s*[.:!\n]|\s+(?:жител|жильц|гражд|к главе|к мэру|от)))"
)
_LINE = re.compile(
    r"(?:^|\n|\. )[ \t]{0,9}(?:жалоба|заявление|обращение|претензия|ходатайство)[ \t]{0,9}(?:[.:]|\n|$)"
)
_ADDRESSEE = re.compile(
    r"\s*(?:главе|мэру|губернатору|начальнику|директору|руководителю|председателю|прокурору|депутату"
    r"|в (?:администрацию|прокуратуру|управление|департамент))\W"
)
_SENDER = re.compile(r"(?:^|\s)от\s+(?:гражд|жител|жильц|собственник|[А-ЯЁ][а-яё]{1,30}\s)")
HEAD = 200
"""Characters at the beginning in which a letter names its reader and its writer."""


def appeals(text: str, plain: str) -> Iterator[tuple[int, int]]:
    """Where it reads as an appeal; `plain` is the text in lower case, character for character."""
    for match in _ACT.finditer(plain):
        if not _NOT.search(plain, max(0, match.start() - 40), match.start()):
            yield match.span()
    title = _TITLE.match(plain)
    if title:
        yield title.span()
    for match in _LINE.finditer(plain):
        yield match.span()
    addressee = _ADDRESSEE.match(plain, 0, HEAD)
    sender = _SENDER.search(text, 0, HEAD) if addressee else None
    if addressee and sender:
        yield addressee.start(), sender.end()
