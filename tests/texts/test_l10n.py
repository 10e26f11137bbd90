"""Texts: escaped, plural, dated on the reader's clock, strict in tests and kind in service."""

import logging
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bots.texts.errors import BadText, UnknownText
from bots.texts.l10n import Texts
from core.shared.msg import NUMBER, Msg
from core.shared.voice import Voice

NOW = datetime(2026, 5, 5, 9, 0, tzinfo=UTC)
RU, EN = Voice("ru", "Europe/Moscow"), Voice("en", "Europe/Moscow")

RUSSIAN = """
hello = <b>Здравствуйте, { $name }!</b>
lines =
    Первая строка

    Третья: { $what }
number = № { PLAIN($number) } из { $count }
files =
    { $count ->
        [one] { $count } файл
        [few] { $count } файла
       *[other] { $count } файлов
    }
state =
    { $state ->
        [open] открыто
       *[other] закрыто: { $why }
    }
at = { $at }
near = { NEAR($at) }
due = { DUE($at) }
near-today = сегодня в { $time }
near-tomorrow = завтра в { $time }
near-yesterday = вчера в { $time }
-city = Вечевой
about = { -city }: { hello.short } { "{" }{ $name }
step = Вопрос
    .too-short = Нужно { $min }
hello-title = Привет
text-missing = Потерялось
only-ru = По-русски
broken = { $count ->
   *[other] { NOSUCH($count) }
 }
""".replace("{ hello.short }", "{ step.too-short }")

ENGLISH = """
hello = <b>Hello, { $name }!</b>
number = No. { PLAIN($number) } of { $count }
at = { $at }
text-missing = Lost
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two languages, of which one has gaps."""
    for language, text in (("ru", RUSSIAN), ("en", ENGLISH)):
        (tmp_path / language).mkdir()
        (tmp_path / language / "some.ftl").write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def texts(folder: Path) -> Texts:
    """Strict, at a fixed moment."""
    return Texts(folder, strict=True, now=lambda: NOW)


@pytest.fixture
def kind(folder: Path) -> Texts:
    """As in service."""
    return Texts(folder, now=lambda: NOW)


def test_what_people_type_is_escaped_and_templates_are_not(texts: Texts) -> None:
    """Nobody's name can open a tag or an attribute."""
    html = texts.render(Msg("hello", {"name": '<b>Анна</b> & "Ко"'}), RU)

    assert html == "<b>Здравствуйте, &lt;b&gt;Анна&lt;/b&gt; &amp; &quot;Ко&quot;!</b>"


def test_a_buttons_title_is_plain_text(texts: Texts) -> None:
    """Buttons know no HTML, so nothing is escaped; a plain string is its own title."""
    assert texts.label(Msg("number", {"number": 7, "count": 9}), RU) == "№ 7 из 9"
    assert texts.label(Msg("lines", {"what": "A & B"}), RU).endswith("Третья: A & B")
    assert texts.label("Дом & двор", RU) == "Дом & двор"


def test_a_message_inside_a_message_is_rendered_once(texts: Texts) -> None:
    """Its own tags stay, its arguments are escaped, nothing is escaped twice."""
    inner = Msg("hello", {"name": "<Анна>"})

    assert texts.render(Msg("lines", {"what": inner}), RU).endswith(
        "Третья: <b>Здравствуйте, &lt;Анна&gt;!</b>"
    )


def test_register_numbers_are_names_and_counts_are_numbers(texts: Texts) -> None:
    """A number in a register has no thousands; a count has the language's own."""
    msg = Msg("number", {"number": 12345, "count": 12345})

    assert texts.render(msg, RU) == "№ 12345 из 12\u00a0345"
    assert texts.render(msg, EN) == "No. 12345 of 12,345"


@pytest.mark.parametrize(
    ("count", "said"), [(1, "1 файл"), (3, "3 файла"), (11, "11 файлов"), (21, "21 файл")]
)
def test_russian_has_its_plurals(texts: Texts, count: int, said: str) -> None:
    """One, few, many."""
    assert texts.render(Msg("files", {"count": count}), RU) == said


def test_a_choice_of_words_takes_texts_too(texts: Texts) -> None:
    """Escaped where they are shown."""
    assert texts.render(Msg("state", {"state": "open", "why": ""}), RU) == "открыто"
    assert texts.render(Msg("state", {"state": "done", "why": "<дождь>"}), RU) == "закрыто: &lt;дождь&gt;"


def test_texts_as_long_as_messengers_carry_come_through(texts: Texts) -> None:
    """Fluent alone refuses arguments above 2500 characters."""
    long = "я" * 4000

    assert texts.render(Msg("hello", {"name": long}), RU) == f"<b>Здравствуйте, {long}!</b>"
    assert texts.render(Msg("state", {"state": "open", "why": long}), RU) == "открыто"


def test_moments_are_told_on_the_readers_clock(texts: Texts) -> None:
    """The year only when it is not this one."""
    at = datetime(2026, 5, 4, 21, 30, tzinfo=UTC)

    assert texts.render(Msg("at", {"at": at}), RU) == "5\u00a0мая, 00:30"
    assert texts.render(Msg("at", {"at": at}), Voice("ru", "Asia/Yekaterinburg")) == "5\u00a0мая, 02:30"
    assert texts.render(Msg("at", {"at": at}), EN) == "5\u00a0May, 00:30"
    assert texts.render(Msg("at", {"at": at.replace(year=2025)}), RU) == "5\u00a0мая\u00a02025, 00:30"
    assert texts.render(Msg("at", {"at": date(2026, 12, 1)}), RU) == "1\u00a0декабря"


@pytest.mark.parametrize(
    ("at", "said"),
    [
        (datetime(2026, 5, 5, 15, 0, tzinfo=UTC), "сегодня в 18:00"),
        (datetime(2026, 5, 5, 21, 30, tzinfo=UTC), "завтра в 00:30"),
        (datetime(2026, 5, 4, 9, 0, tzinfo=UTC), "вчера в 12:00"),
        (datetime(2026, 5, 2, 9, 0, tzinfo=UTC), "2\u00a0мая, 12:00"),
    ],
)
def test_near_days_have_words_where_the_text_asks_for_them(texts: Texts, at: datetime, said: str) -> None:
    """By the calendar of the reader's zone, not by hours."""
    assert texts.render(Msg("near", {"at": at}), RU) == said


@pytest.mark.parametrize(
    ("at", "said"),
    [
        (datetime(2026, 5, 5, 11, 30, tzinfo=UTC), "сегодня в 14:30"),
        (datetime(2026, 5, 6, 6, 0, tzinfo=UTC), "завтра в 09:00"),
        (datetime(2026, 5, 8, 13, 0, tzinfo=UTC), "пт, 8\u00a0мая, 16:00"),
        (datetime(2027, 1, 11, 6, 0, tzinfo=UTC), "пн, 11\u00a0января\u00a02027, 09:00"),
    ],
)
def test_a_term_is_told_with_its_weekday(texts: Texts, at: datetime, said: str) -> None:
    """By which day something has to be done: people plan by weekdays."""
    assert texts.render(Msg("due", {"at": at}), RU) == said


def test_terms_references_literals_and_attributes_are_one_text(texts: Texts) -> None:
    """Flattened like any other."""
    said = texts.render(Msg("about", {"min": 3, "name": "Анна"}), RU)

    assert said == "Вечевой: Нужно 3 {Анна"
    assert texts.render(Msg("step.too-short", {"min": 3}), RU) == "Нужно 3"


def test_nothing_wrong_passes_a_test(texts: Texts) -> None:
    """Unknown ids, gaps in a language, missing and unsettled arguments, wrong functions."""
    for msg, voice in ((Msg("nothing"), RU), (Msg("only-ru"), EN)):
        with pytest.raises(UnknownText):
            texts.render(msg, voice)
    for msg in (
        Msg("hello"),
        Msg("hello", {"name": NUMBER}),
        Msg("files", {}),
        Msg("broken", {"count": 1}),
    ):
        with pytest.raises(BadText):
            texts.render(msg, RU)


def test_nothing_wrong_reaches_a_person_as_an_exception(
    kind: Texts, caplog: pytest.LogCaptureFixture
) -> None:
    """The Russian text, or an apology in the reader's language; the log keeps the id, no one's words."""
    caplog.set_level(logging.ERROR)

    assert kind.render(Msg("only-ru"), EN) == "По-русски"
    assert kind.render(Msg("nothing", {"name": "Анна"}), EN) == "Lost"
    assert kind.render(Msg("hello", {"nam": "Анна"}), RU) == "Потерялось"
    assert kind.label(Msg("broken", {"count": 1}), RU) == "Потерялось"
    assert kind.render(Msg("hello", {"name": "Анна"}), Voice("de")) == "<b>Здравствуйте, Анна!</b>"

    assert len(caplog.records) == 4
    assert "nothing" in caplog.text
    assert "Анна" not in caplog.text


def test_a_folder_without_russian_is_no_folder_of_texts(tmp_path: Path) -> None:
    """Russian has every text; without it there is nothing to fall back to."""
    (tmp_path / "en").mkdir()

    with pytest.raises(UnknownText):
        Texts(tmp_path)


def test_an_inventory_names_every_argument(texts: Texts) -> None:
    """Choices included."""
    found = texts.inventory("ru")

    assert found["state"] == {"state", "why"}
    assert found["number"] == {"number", "count"}
    assert found["step.too-short"] == {"min"}
    assert found["hello-title"] == frozenset()
