"""The incident: a resident's message and its way to the published answer."""

from typing import Self

from core.deadlines.terms import Kind
from core.deadlines.timer import Ahead
from core.hints.find import kinds
from core.incidents.answering import Answers
from core.incidents.beside import Beside
from core.incidents.facts import Registered
from core.incidents.occasion import Occasion
from core.incidents.parts import Draft, Origin, Topic
from core.incidents.routing import Routes
from core.incidents.values import IncidentText, Location
from core.shared.ids import FileId, IncidentId, PersonId

__all__ = ["Draft", "Incident", "Topic"]


class Incident(Routes, Answers, Beside):
    """The aggregate: every change of state is one of its methods and records a fact.

    Routing, answering, and what happens beside stand in modules of their own; `Record` holds the state.
    """

    __slots__ = ()

    @classmethod
    def register(  # noqa: PLR0913 (a message has that many parts)
        cls,
        *,
        new_id: str,
        key: str,
        text: IncidentText,
        topic: Topic,
        location: Location,
        media: tuple[FileId, ...],
        origin: Origin,
        author: PersonId | None,
        repeats: IncidentId | None = None,
        at: Occasion,
    ) -> Self:
        """Take in a message; its arrival, or its being found, is its detection (ZAR-8).

        From now on run the clocks of triage, draft and answer (ZAR-8, ZAR-10, ZAR-11).
        """
        made = cls(
            id=IncidentId(new_id),
            municipality=at.by.municipality,
            key=key,
            author=author,
            origin=origin,
            text=text.value,
            topic=topic.id,
            topic_title=topic.title_ru,
            unit=topic.unit,
            location=location,
            media=media,
            repeats=repeats,
            registered_at=at.now,
        )
        answer = made.answer_term(at)
        made._start(Kind.TRIAGE, at.terms.triage, at)
        made._start(Kind.DRAFT, Ahead(answer, at.terms.draft_before), at)
        made._start(Kind.ANSWER, answer, at)
        made.record(
            Registered(
                **made._about(at),
                source=origin.kind,
                link=origin.link,
                media=len(media),
                place=location,
                hints=kinds(text.value),
                repeats=repeats,
                competent=at.unit_title(topic.unit),
            )
        )
        return made
