"""What holds for every notice: known dialogs, unique keys, texts in both languages, never a name too many."""

from dataclasses import replace

import pytest

from bots.texts.l10n import Texts
from core.notices import answering, beside, people, routing
from core.notices.model import Assurance, Lane, Notice, ToPerson
from core.notices.outbox import Parcel
from core.notices.policy import TABLE, failed, notices_of, uncertain
from core.people.facts import ConsentGiven
from core.shared.ids import MunicipalityId, PersonId
from core.shared.msg import Msg, from_json, to_json
from core.shared.voice import Voice
from dialogs import citizen, staff
from tests.core.city import NOON, ROOT
from tests.core.told_facts import ANNA, ASSIGNED, BORIS, BY, FACTS, ID

TEXTS = Texts(ROOT / "locales", strict=True, now=lambda: NOON)
PAYLOAD = 40
"""Bytes a notice's button has for its dialog and what it opens at; the rest of 64 is the engine's."""


def everything() -> list[Notice]:
    """Every notice of every sample, and those about trouble."""
    told = [notice for fact in FACTS for notice in notices_of(fact)]
    return [*told, *uncertain(parcel("notice-answered")), *failed(parcel("notice-answered"))]


def test_the_samples_hold_every_fact_that_is_told() -> None:
    """A fact that enters a table enters the samples, too."""
    assert {type(fact) for fact in FACTS} == set(TABLE)
    parts = (routing.TABLE, answering.TABLE, beside.TABLE, people.TABLE)
    assert sum(map(len, parts)) == len(TABLE)


def test_keys_are_unique_for_facts_and_stable_for_repeats() -> None:
    """The same fact gives the same keys; the same change later gives others, apart from "taken up"."""
    pairs = [(notice.key, notice.to) for notice in everything() if not notice.key.startswith("taken-up:")]
    later = {notice.key for notice in notices_of(replace(ASSIGNED, version=99))}

    assert len(pairs) == len(set(pairs))
    assert [notice.key for notice in everything()] == [notice.key for notice in everything()]
    assert later & {notice.key for notice in notices_of(ASSIGNED)} == {f"taken-up:{ID}"}


def test_every_button_opens_a_dialog_of_its_audience_and_fits() -> None:
    """No dead buttons."""
    known = {"citizen": citizen.registry().dialogs, "staff": staff.registry().dialogs}

    for notice in everything():
        for button in notice.buttons:
            assert button.dialog in known[notice.audience], button
            assert len(f"{button.dialog}{button.arg}".encode()) <= PAYLOAD


@pytest.mark.parametrize("language", ["ru", "en"])
def test_every_notice_has_its_words_in_both_languages(language: str) -> None:
    """Rendered strictly, after the way through the outbox; nobody is told of `None`."""
    voice = Voice(language, "Europe/Moscow")
    for notice in everything():
        for msg in (*notice.text, *(button.title for button in notice.buttons)):
            kept = from_json(
                to_json(Msg(msg.id, {**msg.args, "number": 15}) if "number" in msg.args else msg)
            )
            said = TEXTS.render(kept, voice)
            assert said
            assert "None" not in said


def test_what_residents_are_told_is_never_told_twice_and_names_nobody() -> None:
    """Class `once`, in the citizen bots; the staff stay behind the city's name."""
    for notice in everything():
        to_resident = isinstance(notice.to, ToPerson) and notice.to.person in {ANNA, BORIS}
        if notice.audience == "citizen":
            assert to_resident
            assert notice.assurance is Assurance.ONCE
            assert BY.name not in repr(notice.text)
        else:
            assert notice.assurance is Assurance.LEAST


def test_facts_that_concern_nobody_else_are_told_to_nobody() -> None:
    """A consent is the person's own business."""
    assert notices_of(ConsentGiven(subject="anna", at=NOON, by=BY, consent="2026-1")) == ()


@pytest.mark.parametrize("text", ["notice-uncertain", "notice-failed"])
def test_trouble_with_news_of_trouble_is_no_news(text: str) -> None:
    """Or it would never end."""
    assert uncertain(parcel(text)) == ()
    assert failed(parcel(text)) == ()


def test_a_doubt_is_told_anew_after_every_try() -> None:
    """A second doubt about the same parcel is another question."""
    first, second = parcel("notice-answered"), parcel("notice-answered", attempts=2)

    assert uncertain(first)[0].key != uncertain(second)[0].key
    assert uncertain(first)[0].lane is Lane.URGENT
    assert uncertain(first)[0].buttons[0].arg == "7-1"


def parcel(text: str, attempts: int = 1) -> Parcel:
    """Something on its way to Anna."""
    return Parcel(
        id=7,
        municipality=MunicipalityId("demo"),
        bot="max-citizen",
        person=PersonId("anna"),
        user="7",
        chat="chat-7",
        voice=Voice(),
        text=(Msg(text, {"number": 15, "topic": "Яма", "what": Msg("incident-files", {"count": 1})}),),
        buttons=(),
        media=(),
        about=ID,
        assurance=Assurance.ONCE,
        lane=Lane.INTERACTIVE,
        attempts=attempts,
    )
