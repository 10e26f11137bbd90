"""The words of a message: in plain letters, with stems, without those that carry nothing."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from core.similar.letters import listed, russian
from core.similar.stems import stem

READ: Final = 1000
"""Characters of a text that are read: whoever writes more has said by then what it is about."""

_WORD: Final = re.compile(r"[0-9]+[а-яa-z]?(?![а-яa-z0-9])|[а-яa-z0-9']+")
_LANDMARK: Final = listed(
    "под над возле около напротив рядом у за перед мимо вдоль между вместо близ вблизи позади после к ко"
)
_REACH: Final = 3
"""Words behind "возле" or "напротив" that only tell where it is."""

_TOLD: Final = re.compile(
    r"нет|нету"
    r"|[а-я]{2,}(?:[еиую]т|[ая]т)(?:ся)?"
    r"|[а-я]{3,}л(?:[аио]сь|ся)"
    r"|[а-я]{3,}[аеиыуя]л[ио]"
    r"|(?!метро$|депо$|кино$|бюро$|фото$)[а-я]{3,}(?<![ое]г)о"
)
"""What tells what happened: a verb, or a word like "темно". No place ends so in the cases that follow."""

_DONE: Final = re.compile(r"[а-я]{3,}[аеиыуя]ла?")
_ADJECTIVE: Final = re.compile(r"[а-я]{2,}(?:[ое]го|[ое]й|[ыи][хм]и?|[ое]му)")

# What is in neither list is taken to tell something, and may be a misspelled word of the lexicon.
_EMPTY: Final = listed(
    """
    а без бы был была были было в вам вас ваш ведь весь во вот все всегда всего всей всех всю вы где да даже
    для до его ее ей ему если есть еще ещё же за здесь и из или им их к как какая какой когда кого кто ко ли
    мне много можно мой моя мы на над надо нам нас наш не него нее ней нет ни них но ну о об однако он она они
    оно от очень по под пока после потом потому почему при про просто раз с сам свой себя сейчас со так также
    такой там тебя тем то того тоже только том тот тут ты у уже хоть чего чем что чтобы чуть эта эти это этой
    этом этот эту я
    """
)
_COMMON: Final = frozenset(
    stem(word)
    for word in listed(
        """
    администрация адрес благодарить большой вечер время вопрос вечером видеть возможно второй выйти говорить
    год город горожанин давно день дело деньги дети дом дорогой доступ другой ждать жаловаться жизнь жилец
    житель жить заявка заявление звонить здравствуйте знать идти каждый квартира коммунальный который люди
    место меры месяц минута мимо мама наш невозможно неделя несколько никакой никто ничего новый нормальный
    ночь нужно обещать обратиться обращение обращаться ответ ответить ответственный отправить первый писать
    повторно подсказать пожаловаться пожалуйста помогите помочь пора последний постоянно пользоваться прийти
    приехать принять проблема прийтись пройти просить просьба прошу прошлый раз работа район ребенок решить
    решение рядом самый сделать сделайте сказать сколько служба снова состояние спасибо срочно стать
    стороны страшно считать терпеть третий ужас ужасный узнать улица уважение уважаемый управляющий утро
    ходить хотеть час человек число этаж компания опять безобразие добрый делать дать мочь стоять находиться
    наконец примите примет выход диспетчер мастер специалист сотрудник начальник глава мэр жилищный городской
    муниципальный никуда некуда теперь тогда затем именно просим требуем обязаны должны должен следить вход
    контроль заметить случиться происходить начать закончить продолжать остаться оказаться получить рынок
    магазин аптека центр территория участок сторона угол конец середина начало написать напишите
    пожилой бабушка взрослый вообще вчера сегодня завтра зима лето осень весна весной осенью летом зимой
    """
    )
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word in lower case and Russian letters; `aside` where it only tells near what it is.

    `weight` is how much it tells of what a message is about: 0 to 1.
    """

    text: str
    stem: str
    aside: bool = False
    weight: float = 1.0


def _weight(text: str, one: str, *, aside: bool) -> float:
    if text in _EMPTY or len(text) == 1:
        return 0.0
    if text[0].isdigit() or one in _COMMON:
        return 0.2
    return 0.5 if aside else 1.0


@lru_cache(maxsize=256)
def words(text: str) -> tuple[Word, ...]:
    """All words of a text, in order, at most `READ` characters of it."""
    plain = text[:READ].lower().replace("ё", "е")
    found: list[Word] = []
    reach, before = 0, ""
    for raw in _WORD.findall(plain):
        spelled = russian(raw)
        one = stem(spelled)
        if reach and _ends_place(spelled, before, first=reach == _REACH):
            reach = 0
        found.append(Word(spelled, one, reach > 0, _weight(spelled, one, aside=reach > 0)))
        reach = _REACH if spelled in _LANDMARK else max(0, reach - 1)
        before = spelled
    return tuple(found)


def _ends_place(text: str, before: str, *, first: bool) -> bool:
    """Whether a word behind "возле" tells what happened there; "вокзала" only looks like a verb.

    A noun in such a form stands first, or behind its adjective.
    """
    if _TOLD.fullmatch(text):
        return True
    return not first and _DONE.fullmatch(text) is not None and _ADJECTIVE.fullmatch(before) is None
