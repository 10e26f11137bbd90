"""Which facts are told to whom: pure functions from a fact to its notices, a table for each subject."""

from typing import Final

from core.notices import answering, beside, people, routing
from core.notices.letter import CURATORS, Table, button
from core.notices.model import Button, Lane, Notice
from core.notices.outbox import Parcel
from core.shared.facts import Fact
from core.shared.msg import Msg

TABLE: Final[Table] = {**routing.TABLE, **answering.TABLE, **beside.TABLE, **people.TABLE}
"""A fact that is not here concerns nobody else, or is told by the clock itself (`core.notices.firing`)."""


def notices_of(fact: Fact) -> tuple[Notice, ...]:
    """The notices a fact gives rise to; none for facts nobody has to be told."""
    tell = TABLE.get(type(fact))
    return tell(fact) if tell else ()


def uncertain(parcel: Parcel) -> tuple[Notice, ...]:
    """To the curators: a sending that may or may not have arrived; they decide in the dialog `doubt`."""
    decide = button("notice-uncertain.decide", "doubt", parcel.question)
    return _trouble("notice-uncertain", parcel, decide)


def failed(parcel: Parcel) -> tuple[Notice, ...]:
    """To the curators: the messenger refused it for good; they send again, or reach the person otherwise."""
    decide = button("notice-uncertain.decide", "doubt", parcel.question)
    return _trouble("notice-failed", parcel, decide)


def _trouble(text: str, parcel: Parcel, button: Button) -> tuple[Notice, ...]:
    """News of trouble that does not arrive causes no further news, or they would never end."""
    if parcel.text[0].id in {"notice-uncertain", "notice-failed"}:
        return ()
    told = Notice(
        key=f"{text}:{parcel.id}:{parcel.attempts}",
        to=CURATORS,
        audience="staff",
        about=parcel.about,
        text=(Msg(text, {"what": parcel.text[0]}),),
        buttons=(button,),
        lane=Lane.URGENT,
    )
    return (told,)
