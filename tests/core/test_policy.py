"""Which facts are told to whom, with which buttons, how surely."""

from dataclasses import replace
from typing import Any

import pytest

from core.incidents.facts import Answered, Assigned, DraftReturned, DraftSubmitted, Registered
from core.incidents.values import Location
from core.notices.letter import GLANCE
from core.notices.model import Assurance, Lane, ToPerson, ToRole
from core.notices.outbox import Parcel
from core.notices.policy import failed, notices_of, uncertain
from core.people.facts import ConsentGiven
from core.shared.actor import Actor
from core.shared.ids import FileId, MunicipalityId, PersonId, TopicId
from core.shared.lines import stacked
from core.shared.msg import NUMBER, Msg
from core.shared.roles import Role
from core.shared.voice import Voice
from dialogs import citizen, staff
from tests.core.city import NOON

ID = "1".zfill(26)
SQUARE = Location.point(53.2, 45.17)
CORNER = Location.typed("угол Мира и Ленина")
BY = Actor(person=PersonId("olga"), municipality=MunicipalityId("demo"), name="Ольга")


def about(version: int = 3, **more: Any) -> dict[str, Any]:
    """What every fact about an incident carries."""
    return {
        "subject": ID,
        "at": NOON,
        "by": BY,
        "number": 15,
        "author": PersonId("anna"),
        "text": "Яма " * 1000,
        "topic_title": "Яма на дороге",
        "version": version,
        **more,
    }


FACTS = (
    Registered(**about(version=0, number=NUMBER), topic=TopicId("pothole"), media=2, place=SQUARE),
    Assigned(
        **about(version=1), executor=PersonId("peter"), previous=PersonId("vera"), media=1, place=CORNER
    ),
    DraftSubmitted(**about(version=2), draft=1, answer="Засыпали", media=(FileId("photo"),)),
    DraftReturned(**about(version=3), draft=1, executor=PersonId("peter"), remark="Когда?"),
    Answered(
        **about(version=4), draft=2, executor=PersonId("peter"), answer="Засыпали", media=(FileId("photo"),)
    ),
)


def test_a_new_incident_is_told_to_every_curator_at_once() -> None:
    """Number, topic, the beginning of the text; assign and open."""
    (told,) = notices_of(FACTS[0])

    assert told.to == ToRole(Role.CURATOR)
    assert (told.audience, told.lane, told.assurance) == ("staff", Lane.INTERACTIVE, Assurance.LEAST)
    assert told.text[0] == Msg("notice-registered", {"number": NUMBER, "topic": "Яма на дороге"})
    assert len(str(told.text[1].args["text"])) <= GLANCE
    where = Msg("incident-point", {"latitude": "53.20000", "longitude": "45.17000"})
    assert told.text[2:] == (stacked(where, Msg("incident-files", {"count": 2})),)
    assert [(button.dialog, button.arg) for button in told.buttons] == [("assign", ID), ("incident", ID)]


def test_an_assignment_is_told_to_the_executor_and_to_the_one_before() -> None:
    """The first gets buttons, the other only the news."""
    told, taken = notices_of(FACTS[1])

    assert (told.to, taken.to) == (ToPerson(PersonId("peter")), ToPerson(PersonId("vera")))
    where = Msg("incident-address", {"address": "угол Мира и Ленина"})
    assert told.text[2:] == (stacked(where, Msg("incident-files", {"count": 1})),)
    assert [(button.dialog, button.arg) for button in told.buttons] == [("draft", ID), ("incident", ID)]
    assert taken.buttons == ()


def test_a_draft_is_told_with_all_that_a_decision_needs() -> None:
    """Its whole text and photos; approve, return, open, each for this very draft."""
    (told,) = notices_of(FACTS[2])

    assert told.to == ToRole(Role.CURATOR)
    assert told.text[-1] == Msg("notice-text", {"text": "Засыпали"})
    assert told.media == ("photo",)
    assert [(button.dialog, button.arg) for button in told.buttons] == [
        ("approve", f"{ID}.1"),
        ("return", f"{ID}.1"),
        ("incident", ID),
    ]


def test_a_returned_draft_is_told_with_its_remark() -> None:
    """To the executor, with the way back to the draft."""
    (told,) = notices_of(FACTS[3])

    assert told.to == ToPerson(PersonId("peter"))
    assert told.text[-1] == Msg("notice-remark", {"text": "Когда?"})
    assert told.buttons[0].dialog == "draft"


def test_the_answer_goes_to_the_author_once_and_the_executor_learns_of_it() -> None:
    """In the citizen bot, with its photos; `once`, for nobody may get it twice."""
    answer, news = notices_of(FACTS[4])

    assert (answer.to, answer.audience, answer.assurance) == (
        ToPerson(PersonId("anna")),
        "citizen",
        Assurance.ONCE,
    )
    assert answer.media == ("photo",)
    assert (answer.buttons[0].dialog, answer.buttons[0].arg) == ("incident", ID)
    assert (news.to, news.audience, news.assurance) == (
        ToPerson(PersonId("peter")),
        "staff",
        Assurance.LEAST,
    )


def test_keys_are_unique_for_facts_and_stable_for_repeats() -> None:
    """The same fact gives the same keys; the same change later gives others."""
    keys = [notice.key for fact in FACTS for notice in notices_of(fact)]
    later = replace(FACTS[1], version=9)

    assert len(keys) == len(set(keys))
    assert keys == [notice.key for fact in FACTS for notice in notices_of(fact)]
    assert notices_of(later)[0].key not in keys


def test_every_button_opens_a_dialog_of_its_audience() -> None:
    """No dead buttons."""
    known = {"citizen": citizen.registry().dialogs, "staff": staff.registry().dialogs}
    notices = [notice for fact in FACTS for notice in notices_of(fact)]
    notices += [*uncertain(parcel("notice-answered")), *failed(parcel("notice-answered"))]

    for notice in notices:
        for button in notice.buttons:
            assert button.dialog in known[notice.audience]


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
    assert [uncertain(each)[0].buttons[0].arg for each in (first, second)] == ["7-1", "7-2"]
    assert uncertain(first)[0].lane is Lane.URGENT


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
